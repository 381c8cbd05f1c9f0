"""Claims that deny what their evidence affirms, or turn its direction round."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from rag.answers import Evidence, Question
from rag.support.figure_order import turned_round
from rag.support.polarity_korean import read_korean
from rag.support.polarity_reading import (
    AXIS,
    Clause,
    Mention,
    read_dense,
    read_latin,
)

_HANGUL, _DENSE = re.compile("[가-힣]"), re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_FIGURE_WEIGHT = 2  # figures and names align clauses better than words do
_ANCHORED = frozenset((AXIS + "before", AXIS + "half", AXIS + "day"))  # of what, or when
# Axes whose words are common besides: they count only beside words that both texts share.
_LOOSE = frozenset(
    AXIS + axis
    for axis in """level extreme order before half day sex compass sunrise age owner ratio
    change sign charge joining""".split()
)
# Axes on which the lesser side denies: refused, ended, lost.
_DENYING = frozenset(
    AXIS + axis
    for axis in "assent beginning access contest quality joining strictness charge".split()
)
# Two sides of one deed: A beat B, B lost to A.
_MUTUAL = frozenset(AXIS + axis for axis in ("contest", "motion", "trade"))
_READ_WELL = frozenset(("ko", "en", "es", "de", "fr"))  # languages whose denials are known


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause of the evidence, with the words of its whole sentence."""

    clause: Clause
    words: frozenset[str]


def contradicted(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return the words of `claim` of which `evidence` says the opposite, "" if none.

    Each clause of the claim is set against the clause of the evidence that is about the same
    (by words, figures and names). Where the evidence says both, or neither, the claim passes.
    Across languages only opposites and plain denials count, and only where there is one of a kind.

    Args:
        claim: one sentence.
        evidence: what it is to rest on; only its sentences count.
        question: tells the claim's language; what it denies, nobody said.
    """
    clauses = _read(claim)
    told = [told for e in evidence for told in _told(e.text)]
    if not told or not clauses:
        return ""
    language = "ko" if _HANGUL.search(claim) else question.language
    languages = {e.document.language for e in evidence}
    if language in languages:
        found = _contradicted_within(clauses, told)
    else:
        found = _contradicted_across(clauses, told, languages | {language})
    return found or turned_round(claim, [e.text for e in evidence])


def _told(text: str) -> Iterator[_Told]:
    """Yield the clauses of a sentence of the evidence, each with the words of all."""
    clauses = _read(text)
    words = frozenset[str]().union(*(clause.words for clause in clauses))
    yield from (_Told(clause, words) for clause in clauses)


def _read(text: str) -> tuple[Clause, ...]:
    if _HANGUL.search(text):
        return read_korean(text)
    return read_dense(text) if _DENSE.search(text) else read_latin(text)


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return sum(_FIGURE_WEIGHT if word[0] in "@0123456789" else 1 for word in one & other)


def _contradicted_within(clauses: Sequence[Clause], told: Sequence[_Told]) -> str:
    for clause in clauses:
        for mention in clause.mentions:
            if mention.stated and _is_opposite(mention, clause, told):
                return mention.key.removeprefix(AXIS)
        if _denies_alone(clause, told):
            return "not"
    return ""


def _is_opposite(mention: Mention, clause: Clause, told: Iterable[_Told]) -> bool:
    """Return whether the evidence says the opposite of a mention where it is about the same."""
    agrees = opposite = -1
    for its in told:
        for other in its.clause.mentions:
            if other.key != mention.key:
                continue
            near = _shared(mention.near, other.near)
            if mention.key in _ANCHORED and not near:
                continue
            score = 4 * near + 2 * _shared(clause.words, its.clause.words)
            score += _shared(clause.words, its.words)
            if _may_agree(mention, clause, other, its.clause):
                agrees = max(agrees, score)
            else:
                opposite = max(opposite, score)
    return opposite > agrees and opposite >= int(mention.key[0] == AXIS)


def _may_agree(mention: Mention, clause: Clause, other: Mention, its: Clause) -> bool:
    if mention.key in _MUTUAL and _other_lead(clause, its):
        return True
    return _agree(mention, other) or _denied_elsewhere(mention, clause, other, its)


def _other_lead(clause: Clause, its: Clause) -> bool:
    """Return whether the evidence tells it of another, who stands in the claim, too."""
    return bool(its.lead) and its.lead != clause.lead and its.lead in clause.words


def _agree(mention: Mention, other: Mention) -> bool:
    if mention.sign == other.sign or mention.denied and other.denied:
        return True
    return mention.denied and not other.sign or other.denied and not mention.sign


def _denied_elsewhere(mention: Mention, clause: Clause, other: Mention, its: Clause) -> bool:
    """Return whether both clauses deny, one in another word: no fish was seen, fish weren't."""
    if mention.key[0] == AXIS:
        return False
    return mention.denied and its.denied or other.denied and clause.denied


def _denies_alone(clause: Clause, told: Sequence[_Told]) -> bool:
    """Return whether a clause denies something where the evidence about it denies nothing."""
    if not _plainly_denies(clause):
        return False
    denied = [mention for mention in clause.mentions if mention.stated and mention.denied]
    said = [mention for its in told for mention in its.clause.mentions]
    if any(
        mention.key == other.key and _agree(mention, other) for mention in denied for other in said
    ):
        return False
    scored = [(_shared(clause.words, its.words), its.clause) for its in told]
    top = max(score for score, _ in scored)
    return top > 0 and not any(_may_deny(its) for score, its in scored if score == top)


def _plainly_denies(clause: Clause) -> bool:
    denies = any(mention.stated and mention.denied for mention in clause.mentions)
    return clause.denied and (denies or not clause.mentions)


def _may_deny(clause: Clause) -> bool:
    denying = any(m.key in _DENYING and m.sign <= 0 or m.denied for m in clause.mentions)
    return clause.denied or clause.hints or denying


# -- evidence in another language ------------------------------------------------------------


def _contradicted_across(
    clauses: Sequence[Clause], told: Sequence[_Told], languages: Set[str]
) -> str:
    mine = [mention for clause in clauses for mention in clause.mentions]
    theirs = [mention for its in told for mention in its.clause.mentions]
    for mention in mine:
        if mention.key[0] == AXIS and _is_opposite_across(mention, mine, theirs):
            return mention.key.removeprefix(AXIS)
    if not languages <= _READ_WELL:
        return ""
    if any(_denies_alone_across(clause, told) for clause in clauses):
        return "not"
    return "only denied" if _affirms_denied(clauses, told) else ""


def _is_opposite_across(
    mention: Mention, mine: Iterable[Mention], theirs: Iterable[Mention]
) -> bool:
    """Return whether the one word of its kind, or that with the same figure, is the opposite."""
    told = [other for other in theirs if other.key == mention.key]
    close = [other for other in told if _shared(mention.near, other.near)]
    alone = len(told) == 1 and sum(other.key == mention.key for other in mine) == 1
    if not close and (not alone or mention.key in _LOOSE):
        return False
    return not any(_agree(mention, other) for other in (close if not alone else told))


def _denies_alone_across(clause: Clause, told: Sequence[_Told]) -> bool:
    if not (_plainly_denies(clause) and clause.plainly):
        return False
    scored = [(_shared(clause.words, its.words), its.clause) for its in told]
    top = max(score for score, _ in scored)
    return not any(_may_deny(its) for score, its in scored if score == top)


def _affirms_denied(clauses: Sequence[Clause], told: Sequence[_Told]) -> bool:
    """Return whether the evidence plainly denies what the claim affirms."""
    if any(_may_deny(clause) for clause in clauses):
        return False
    words = frozenset[str]().union(*(clause.words for clause in clauses))
    scored = [(_shared(words, its.clause.words), its.clause) for its in told]
    top = max(score for score, _ in scored)
    about = [its for score, its in scored if score == top]
    return (top > 0 or len(told) == 1) and all(its.denied and its.plainly for its in about)
