"""What is to be said: one part for a plain question, one for each side of a comparison.

A small model answers one thing from a few sentences well and sets two things side by side
badly, so the code takes the question apart and the model only ever phrases one part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers import Evidence, Question
from rag.asked import asks_for_comparison, asks_for_list, years_in
from rag.conflicts import find_conflicts, find_roundings

# Three sentences gave the small model 72% right answers, four 54-56%: more distracts it.
# Lists and comparisons need what they list and compare.
_SENTENCES = 3
_SENTENCES_OF_MANY = 5
_FEWEST_DAYS = 2  # fewer are no timeline
# A second and a third sentence are quoted where they score within so much of the best.
_CLOSE = (0.12, 0.08)
_MARGIN = 0.2  # a sentence that scores so much less than the best is about something else


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to say.

    Attributes:
        question: what this part answers.
        evidence: that it may rest on, best first, at least one.
        shown: that the model gets to read.
        quoted: that is quoted before the model speaks.
        dated: whether quotations name the date and the publisher of their article.
        listing: whether several things are asked for, so that a reply may have several lines.
        phrased: whether the model has anything to add to the quotations.
        doubtful: whether the quotations are no answer without a sentence of the model.
    """

    question: Question
    evidence: tuple[Evidence, ...]
    shown: tuple[Evidence, ...]
    quoted: tuple[Evidence, ...]
    dated: bool = False
    listing: bool = False
    phrased: bool = True
    doubtful: bool = False


def parts_of(question: Question, evidence: Sequence[Evidence]) -> list[Part]:
    """Return the parts of an answer, in the order in which they are said.

    Args:
        question: what was asked.
        evidence: best first; of a comparison, with its sides.
    """
    parts = []
    for number, side in enumerate(question.sides, start=1):
        found = tuple(e for e in evidence if e.side == number)
        if found:
            asked = replace(
                question, text=side.question, standalone=side.question, sides=(), history=()
            )
            parts.append(Part(asked, found, found[:_SENTENCES], found[:1], dated=True))
    if not parts and question.over_time:
        parts = _timeline(question, evidence)
    return parts or [_whole(question, evidence)]


def _timeline(question: Question, evidence: Sequence[Evidence]) -> list[Part]:
    """Return the best sentence of each day that bears on the question, oldest first.

    What changed is told by the articles in the order of their dates; a small model would mix
    them up.
    """
    own = [item for item in evidence if item.document.language == question.language]
    chosen = _best_of_days(own)
    if len(chosen) < _FEWEST_DAYS:  # what would have to be translated only where need be
        chosen = _best_of_days(evidence)
    if len(chosen) < _FEWEST_DAYS:
        return []
    return [Part(question, (item,), (), (item,), dated=True, phrased=False) for item in chosen]


def _best_of_days(evidence: Sequence[Evidence]) -> list[Evidence]:
    best_of_day: dict[str, Evidence] = {}
    for item in evidence:
        if item.document.date and item.score > evidence[0].score - _MARGIN:
            best_of_day.setdefault(item.document.date, item)
    return sorted(best_of_day.values(), key=lambda e: e.document.date)


def _whole(question: Question, evidence: Sequence[Evidence]) -> Part:
    """Return a question as one part; where articles disagree, the newest comes first."""
    if conflict := next(iter(find_conflicts(evidence, question)), None):
        values = conflict.values if question.time.oldest else conflict.values[::-1]
        quoted = tuple(dict.fromkeys(value.evidence for value in values))
        return Part(question, tuple(evidence), quoted[:1], quoted, dated=True)
    evidence = _exact_first(question, evidence)
    comparison = asks_for_comparison(question.meant)
    listing = asks_for_list(question.meant)
    many = comparison or listing
    shown = evidence[: _SENTENCES_OF_MANY if many else _SENTENCES]
    quoted = tuple(_best_of_each(question, evidence) if comparison else _best(evidence))
    return Part(question, tuple(evidence), tuple(shown), quoted, dated=comparison, listing=listing)


def _best(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the best evidence, and the next ones where nothing tells which of them is better."""
    best, *others = evidence
    close = [best.score - e.score <= gap for e, gap in zip(others, _CLOSE, strict=False)]
    return evidence[: 1 + (close + [False]).index(False)]


def _exact_first(question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the evidence with an exact figure before the rounded one that would come first."""
    for rounding in find_roundings(evidence, question):
        if rounding.rounded.evidence == evidence[0]:
            exact = rounding.exact.evidence
            return [exact, *(item for item in evidence if item != exact)]
    return evidence


def summary_parts(question: Question, sentences: Sequence[Evidence]) -> list[Part]:
    """Return the sentences of a summary as parts; more than one article are told apart by date."""
    several = len({item.document.id for item in sentences}) > 1
    return [Part(question, (s,), (), (s,), dated=several, phrased=False) for s in sentences]


def _best_of_each(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best evidence of as many articles as years are named, at least two."""
    best_of = {e.document.id: e for e in reversed(evidence)}
    wanted = max(2, len(years_in(question.meant)))
    return sorted(best_of.values(), key=lambda e: evidence.index(e))[:wanted]
