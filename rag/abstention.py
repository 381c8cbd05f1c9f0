"""When to say "not found", from what was found alone, before the model is asked.

`rag.confidence` tells how likely the passages hold the answer. Below a floor nothing is said;
in doubt, an answer stands only if the model finds a sentence that holds (`Outlook.doubtful`).
Two signals are reasons of their own: the question names a year or a number of a thing (the 2nd
meeting) that no evidence knows; no evidence holds the kind of thing that it asks for. A name
that the articles quoted never mention is a doubt. Set on the odd questions of the development
set and the tuning halves of KorQuAD and XQuAD; docs/answers.md reports on the others.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.terms import fold
from rag.answers import Evidence, Question
from rag.asked_kind import asked_kind
from rag.confidence import Features, confidence, features_of
from rag.phrases import phrases_for
from rag.retriever import Retrieval
from rag.support.grounds import grounds_of
from rag.support.kinds import holds_kind
from rag.support.strangers import strangers
from rag.understanding.filter_labels import describe

FLOOR = 0.035  # of confidence; questions with typing errors come close to it
FLOOR_ACROSS = 0.2  # between languages
DOUBT = 0.5
DOUBT_ACROSS = 0.25  # where a third of the questions with an answer stay below .5
MIN_COSINE = 0.80  # of the nearest passage, where some are in the question's language

_BEST = 3  # sentences
_ORDINAL = re.compile(r"제?\s?(\d+)\s?(회|차)\s+(\w{2})")  # 제2회 AI…: number, unit, of what
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?(?:년|年|\D|$))")


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether to answer at all: `reason` is why not, or "" where the articles may tell.

    Where it is `doubtful`, only a sentence of the model that holds makes an answer.
    """

    reason: str
    confidence: float = 0.0
    doubtful: bool = False


def judge_retrieval(
    question: Question,
    retrieval: Retrieval,
    evidence: Sequence[Evidence],
    *,
    idf: Callable[[str], float],
) -> Outlook:
    """Return how likely the articles answer the question, and why they can't if so."""
    passages = retrieval.passages
    if not passages or not evidence:
        return Outlook("nothing was found")
    confidences = _confidences(question, retrieval, idf)
    likely = max(value for _, value in confidences)
    nearest = max(passage.dense for passage in passages)
    own = any(passage.document.language == question.language for passage in passages)
    likely_enough = any(
        value >= (FLOOR if features.own_language else FLOOR_ACROSS)
        for features, value in confidences
    )
    if not likely_enough or (own and nearest < MIN_COSINE):
        return Outlook("the articles are about something else", likely)
    reason = _unknown_number(question, evidence)
    if not reason and not holds_what_is_asked(question, evidence):
        reason = "no evidence holds what is asked for"
    unknown = strangers(question, [item.document for item in evidence[:_BEST]])
    sure = any(
        value >= (DOUBT if features.own_language else DOUBT_ACROSS)
        for features, value in confidences
    )
    return Outlook(reason, likely, not sure or bool(unknown))


def _confidences(
    question: Question, retrieval: Retrieval, idf: Callable[[str], float]
) -> list[tuple[Features, float]]:
    """Return the confidence in what was found for the question, and for each of its sides.

    Passages in the question's language and others are judged apart: an answer that stands in
    one foreign article is none the less there for the articles beside it.
    """
    asked = [(question.searched, retrieval)]
    if retrieval.sides:
        words = [side.question for side in question.sides]
        asked += zip(words, retrieval.sides, strict=True)
    features = [
        features_of(replace(question, searched=searched), found, idf=idf)
        for searched, both in asked
        for found in _by_language(both, question.language)
    ]
    return [(each, confidence(each)) for each in features]


def _by_language(retrieval: Retrieval, language: str) -> Iterator[Retrieval]:
    """Yield what was found in a language, and in others, where there is any."""
    for own in (True, False):
        found = [p for p in retrieval.passages if (p.document.language == language) == own]
        if found:
            yield replace(retrieval, passages=tuple(found))


def holds_what_is_asked(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Return whether any evidence may hold the kind of thing that is asked for."""
    asked = asked_kind(question.meant, question.language)
    return any(
        holds_kind(asked, f"{e.document.date} {e.text}", e.document.language, beyond=question.meant)
        is not False
        for e in evidence
    )


def _unknown_number(question: Question, evidence: Sequence[Evidence]) -> str:
    grounds = " ".join(text for e in evidence for text in grounds_of(e))
    known = _series(grounds)
    for series, numbers in _series(question.meant).items():
        if series in known and not numbers & known[series]:
            return "the articles know another one of that series"
    years = set(_YEAR.findall(question.meant))
    if years and not any(year in grounds for year in years):
        return "the articles say nothing of that year"
    return ""


def _series(text: str) -> dict[tuple[str, str], set[str]]:
    """Return (unit, what) -> the numbers of that series in `text`."""
    found: dict[tuple[str, str], set[str]] = {}
    for number, unit, what in _ORDINAL.findall(fold(text)):
        found.setdefault((unit, what), set()).add(number)
    return found


def abstain(question: Question, retrieval: Retrieval) -> str:
    """Return that nothing was found, and what was found nearest, in the question's language."""
    phrases = phrases_for(question.language)
    if retrieval.emptied_by:
        named = (describe(filter_)[question.language != "ko"] for filter_ in retrieval.emptied_by)
        return f"{phrases.emptied}: {', '.join(named)}"
    nearest: dict[str, str] = {}
    for passage in retrieval.passages[:3]:
        document = passage.document
        detail = ", ".join(filter(None, (document.publisher, document.date)))
        nearest.setdefault(
            document.id, f"「{document.title}」" + (f" ({detail})" if detail else "")
        )
    if not nearest:
        return phrases.abstention
    return f"{phrases.abstention} {phrases.nearest}: {'; '.join(list(nearest.values())[:2])}"
