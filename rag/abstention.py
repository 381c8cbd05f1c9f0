"""When to say "not found", from what was found alone, before the model is asked.

`rag.confidence` tells how likely the passages hold the answer. Below a floor nothing is said;
in doubt, an answer stands only if the model finds a sentence that holds (`Outlook.doubtful`).
Two signals are reasons of their own: the question names a year or a number of a thing (the 2nd
meeting) that no evidence knows; no evidence holds the kind of thing that it asks for. A name
that the articles quoted never mention is a doubt. Set on the odd questions of the development
set and the tuning halves of KorQuAD and XQuAD; docs/answers.md reports on the others.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.terms import extract_names, fold
from rag.answers import Evidence, Question
from rag.asked_kind import asked_kind
from rag.confidence import Features, confidence, features_of
from rag.phrases import phrases_for
from rag.retriever import Retrieval
from rag.support.grounds import grounds_of
from rag.support.kinds import holds_kind
from rag.understanding.filter_labels import describe

FLOOR = 0.035  # of confidence; questions with typing errors come close to it
FLOOR_ACROSS = 0.2  # between languages
DOUBT = 0.5
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
    features, likely = _most_likely(question, retrieval, idf)
    nearest = max(passage.dense for passage in passages)
    own = any(passage.document.language == question.language for passage in passages)
    if likely < (FLOOR if features.own_language else FLOOR_ACROSS) or (
        own and nearest < MIN_COSINE
    ):
        return Outlook("the articles are about something else", likely)
    reason = _unknown_number(question, evidence) or _wrong_kind(question, evidence)
    return Outlook(reason, likely, likely < DOUBT or _names_a_stranger(question, evidence))


def _most_likely(
    question: Question, retrieval: Retrieval, idf: Callable[[str], float]
) -> tuple[Features, float]:
    """Return the confidence in what was found for the question, or its most likely side."""
    asked = [(question.searched, retrieval)]
    if retrieval.sides:
        words = [side.question for side in question.sides]
        asked += zip(words, retrieval.sides, strict=True)
    features = [
        features_of(replace(question, searched=searched), found, idf=idf)
        for searched, found in asked
        if found.passages
    ]
    return max(((f, confidence(f)) for f in features), key=lambda item: item[1])


def _wrong_kind(question: Question, evidence: Sequence[Evidence]) -> str:
    asked = asked_kind(question.meant, question.language)
    held = [
        holds_kind(
            asked,
            f"{e.document.date} {e.text}",
            e.document.language,
            beyond=question.meant,
        )
        for e in evidence
    ]
    return "no evidence holds what is asked for" if set(held) == {False} else ""


def _names_a_stranger(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Return whether the question has a name that no article of the best evidence mentions."""
    best = [e.document for e in evidence[:_BEST] if e.document.language == question.language]
    told = [fold(f"{document.title} {document.publisher} {document.text}") for document in best]
    names = (name for name in extract_names(question.meant) if not name.isdigit())
    return bool(told) and any(all(name not in text for text in told) for name in names)


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
