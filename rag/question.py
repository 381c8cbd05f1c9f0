"""What was typed -> a Question: checked, its language known, follow-ups completed, taken apart."""

import re
from collections.abc import Sequence
from datetime import date

from index.errors import QuestionError
from index.filters import Facets, Kind
from index.language import detect_language
from rag.answers import EVERYWHERE, Question, SearchScope
from rag.understanding.comparison import sides_of, spans_time
from rag.understanding.derived_filters import derive_filters
from rag.understanding.followups import stand_alone

MAX_CHARACTERS = 2_000
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
    earlier = [turn for turn in (_clean(turn)[:MAX_CHARACTERS] for turn in history) if turn]
    language = detect_language(cleaned, default=detect_language(earlier[-1] if earlier else ""))
    whole = stand_alone(cleaned, earlier, language=language)
    today = today or date.today()
    sides = sides_of(whole.text, language=language, today=today)
    derived = derive_filters(whole.text, language=language, today=today, facets=facets)
    wanted = tuple(
        filter_
        for filter_ in derived.filters
        if scope.derive
        and filter_.words not in scope.unwanted
        and filter_.kind not in {set_.kind for set_ in scope.filters}  # the user's own wins
        # "this month and last month" are sides to compare, not where to look
        and not (filter_.kind is Kind.DATE and any(filter_.words in s.question for s in sides))
    )
    return Question(
        text=cleaned,
        language=language,
        standalone=whole.text,
        searched=derived.rest if wanted == derived.filters else whole.text,
        history=whole.used,
        filters=(*scope.filters, *wanted),
        time=derived.time,
        sides=sides,
        over_time=spans_time(whole.text),
    )


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
