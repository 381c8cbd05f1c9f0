"""What was typed -> a Question: checked, its language known, follow-ups completed, taken apart."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from index.errors import QuestionError
from index.filters import Facets, Filter, Kind
from index.language import detect_language
from rag.answers import EVERYWHERE, Question, SearchScope
from rag.understanding.comparison import sides_of, spans_time
from rag.understanding.derived_filters import Derived, derive_filters
from rag.understanding.followups import stand_alone

MAX_CHARACTERS = 2_000
MAX_HISTORY = 10  # turns; what was asked before them completes no question
NO_FACETS = Facets()
_CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)


def understand_question(
    text: str,
    history: Sequence[str] = (),
    *,
    scope: SearchScope = EVERYWHERE,
    facets: Facets = NO_FACETS,
    today: date | None = None,
) -> Question:
    """Return the question as it will be searched and answered.

    A follow-up is completed from the earlier questions it depends on; what it says of the
    articles to look in becomes filters, what it says of time a preference; a comparison is
    taken apart into its sides.

    Args:
        text: what the user typed.
        history: earlier questions of the user, oldest first.
        scope: which articles the user allows.
        facets: what articles can be filtered by.
        today: that "last month" is reckoned from; default: the day on this machine.

    Raises:
        QuestionError: empty, without a letter or digit, or too long.
    """
    cleaned = check_question(text)
    turns_before = (_clean(turn)[:MAX_CHARACTERS] for turn in history[-MAX_HISTORY:])
    earlier = [turn for turn in turns_before if turn]
    language = detect_language(cleaned, default=detect_language(earlier[-1] if earlier else ""))
    day = today or date.today()

    @cache  # a question without history is whole as it is
    def take_apart(turn: str) -> Derived:
        return derive_filters(turn, language=language, today=day, facets=facets)

    whole = stand_alone(cleaned, earlier, language=language)
    sides = sides_of(whole.text, language=language, today=day)
    asked, turns = take_apart(cleaned), [take_apart(turn) for turn in earlier]
    rests = [turn.rest for turn in turns]
    plain = [asked.rest, *rests] == [cleaned, *earlier]
    rest = whole if plain else stand_alone(asked.rest, rests, language=language)
    carried = [turn for turn in turns if turn.rest in rest.used]
    filters = _latest_of_each_kind([*(turn.filters for turn in carried), asked.filters])
    set_kinds = {filter_.kind for filter_ in scope.filters}  # the user's own win
    wanted = tuple(
        filter_
        for filter_ in filters
        if scope.derive
        and filter_.words not in scope.unwanted
        and filter_.kind not in set_kinds
        # "this month and last month" are sides to compare, not where to look
        and not (filter_.kind is Kind.DATE and any(filter_.words in s.question for s in sides))
    )
    applied = wanted == filters
    return Question(
        text=cleaned,
        language=language,
        standalone=whole.text,
        searched=rest.text if applied else whole.text,
        history=whole.used,
        filters=(*scope.filters, *wanted),
        time=take_apart(whole.text).time,
        sides=(not plain and applied and sides_of(rest.text, language=language, today=day))
        or sides,
        over_time=spans_time(whole.text),
    )


def _latest_of_each_kind(turns: Sequence[Sequence[Filter]]) -> tuple[Filter, ...]:
    """Return the filters of a conversation: a later turn replaces those of the same kind."""
    found: dict[Kind, list[Filter]] = {}
    for filters in turns:
        kinds = dict.fromkeys(filter_.kind for filter_ in filters)
        found |= {kind: [f for f in filters if f.kind is kind] for kind in kinds}
    return tuple(filter_ for filters in found.values() for filter_ in filters)


def check_question(text: str) -> str:
    """Return what was typed without control characters.

    Raises:
        QuestionError: empty, without a letter or digit, or too long.
    """
    cleaned = _clean(text)
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError(
            "질문이 비어 있습니다. 기사에 대해 궁금한 것을 글로 적어 주세요.",
            "The question is empty. Write what you want to know about the articles.",
        )
    if len(cleaned) > MAX_CHARACTERS:
        raise QuestionError(
            f"질문이 {len(cleaned):,}자입니다. {MAX_CHARACTERS:,}자 안으로 줄여 주세요.",
            f"The question has {len(cleaned):,} characters. Shorten it to {MAX_CHARACTERS:,}.",
        )
    return cleaned


def _clean(text: str) -> str:
    """Return `text` without control characters and halves of surrogate pairs."""
    return _CONTROLS.sub(" ", text).strip()
