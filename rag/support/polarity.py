"""Claims that deny what their evidence affirms, or turn its direction round."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from index.names import hangul_names, key_weight, sound_keys, written_names
from index.sentences import split_sentences
from rag.answers import Evidence, Question
from rag.support.figure_order import turned_round
from rag.support.korean import noun_runs
from rag.support.polarity_korean import read_korean
from rag.support.polarity_reading import (
    AXIS,
    UNTIL,
    Clause,
    Mention,
    read_dense,
    read_latin,
)
from rag.support.polarity_words import KOREAN_DENYING, LOOSE, NARROW

_HANGUL, _DENSE = re.compile("[가-힣]"), re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_FIGURE_WEIGHT = 2  # figures and names align clauses better than words do
_ANCHORED = frozenset(
    (AXIS + "before", AXIS + "half", AXIS + "day", AXIS + "bound")
)  # of what, or when
# Axes whose words are common besides: they count only beside words that both texts share.
_LOOSE = frozenset(
    AXIS + axis
    for axis in """level extreme order before half day sex compass sunrise age owner ratio
    change sign charge joining""".split()
)
_EITHER = frozenset("charge verdict access assent".split())  # axes with nothing between
_TELLING = 0.8  # how much the sound of a name must tell
_CLOSE = 16  # words that two clauses must share before a common word may contradict
_SLACK = 2  # how far from the best match a clause may be that counts as being about the same
_MOST = 2  # a clause has most words of another that has at most this many times as many
_MIN_ABOUT = 2  # words that tell what a denial is about
_SHARED_KEYS = (AXIS, "=")  # of mentions that hold for every language
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
    told = [told for e in evidence for told in _told(e)]
    if not told or not clauses:
        return ""
    sounds = _sounds(claim)
    language = "ko" if _HANGUL.search(claim) else question.language
    languages = {e.document.language for e in evidence}
    if language in languages:
        found = _contradicted_within(clauses, told)
    else:
        found = _contradicted_across(clauses, sounds, told, languages | {language})
    return found or turned_round(claim, [e.text for e in evidence])


def _told(evidence: Evidence) -> Iterator[_Told]:
    """Yield the clauses of a sentence of the evidence, each with the words of all."""
    for span in split_sentences(evidence.text):
        sentence = span.of(evidence.text)
        clauses = _read(sentence)
        words = frozenset[str]().union(*(clause.words for clause in clauses))
        words |= {evidence.document.date[:4]} | _sounds(sentence)
        yield from (_Told(clause, words) for clause in clauses)


@lru_cache(maxsize=256)
def _sounds(text: str) -> frozenset[str]:
    """Return how the names of a text sound, in any script."""
    names = list(written_names(text))
    if _HANGUL.search(text):
        for run in noun_runs(text):
            nouns = [(noun.form, noun.tag == "NNP", noun.unknown) for noun in run.nouns]
            names += hangul_names(nouns)
    keys = (key for name in names for key in sound_keys(name))
    return frozenset(f"@{key}" for key in keys if key_weight(key) >= _TELLING)


def _read(text: str) -> tuple[Clause, ...]:
    if _HANGUL.search(text):
        return read_korean(text)
    return read_dense(text) if _DENSE.search(text) else read_latin(text)


def _shared(one: Set[str], other: Set[str]) -> int:
    return sum(_FIGURE_WEIGHT if word[0] in "@0123456789" else 1 for word in one & other)


def _contradicted_within(clauses: Sequence[Clause], told: Sequence[_Told]) -> str:
    for clause in clauses:
        for mention in clause.mentions:
            if mention.stated and _is_opposite(mention, clause, clauses, told):
                return _named(mention)
        if _denies_alone(clause, told):
            return "not"
        if _is_only_denied(clause, told):
            return "only denied"
    return ""


def _is_only_denied(clause: Clause, told: Sequence[_Told]) -> bool:
    """Return whether a clause affirms, in words of its own, what the evidence only denies."""
    if _may_deny(clause):
        return False
    for its in told:
        if not its.clause.plainly or _shares_axis(clause, its.clause):
            continue
        rest = frozenset[str]().union(*(o.clause.words for o in told if o is not its))
        for other in its.clause.mentions:
            about = other.near
            if (
                other.denied and len(about) >= _MIN_ABOUT and other.key not in KOREAN_DENYING
                and about <= clause.words and other.key not in clause.words
                and not about <= rest and not _own(clause.words - about) & (rest | its.clause.words)
            ):  # fmt: skip
                return True
    return False


def _shares_axis(clause: Clause, its: Clause) -> bool:
    """Return whether two clauses are on the same side of an axis: 적다, 미치지 못하다."""
    sides = {(m.key, m.sign) for m in clause.mentions if m.key[0] == AXIS and not _is_pair(m)}
    return any((m.key, m.sign) in sides for m in its.mentions)


def _own(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0] != "=")


def _named(mention: Mention) -> str:
    """Return what to call a mention: its word or axis, "the opposite" where that has no name."""
    name = mention.key.removeprefix(AXIS)
    return name if name[:1].isalnum() else "the opposite"


def _is_pair(mention: Mention) -> bool:
    return mention.key[1:2] in (NARROW, LOOSE) or mention.key[0] == "="


def _is_opposite(
    mention: Mention, clause: Clause, clauses: Sequence[Clause], told: Sequence[_Told]
) -> bool:
    """Return whether the evidence says the opposite of a mention where it is about the same."""
    if not mention.sign and _has_both(mention, clause):  # frozen shrimp rose
        return False
    words = clause.words
    if len(words) < _MIN_ABOUT:  # what it is about stands elsewhere in the claim
        words = frozenset[str]().union(*(one.words for one in clauses))
    agrees = opposite = -1
    best = max(_fit(clause, its, words) for its in told)
    for its in told:
        fit = _fit(clause, its, words)
        for other in its.clause.mentions:
            if other.key != mention.key or _is_other_side_of_date(mention, clause, its.clause):
                continue
            near = _shared(mention.near, other.near)
            if not near and (mention.key in _ANCHORED or _is_pair(mention)):
                continue
            score = 4 * near + fit
            if _may_agree(mention, clause, other, its.clause):
                agrees = max(agrees, score)
            elif fit >= best - _SLACK and not _tells_nothing(mention, other, its, clause, clauses):
                opposite = max(opposite, score)
    return opposite > agrees and opposite >= int(mention.key[0] == AXIS)


def _is_same_deed(mention: Mention, other: Mention) -> bool:
    """Return whether what one denies of a word is what the other affirms; axes tell themselves."""
    if mention.key[0] == AXIS:
        return True
    if other.sign > 0 and not other.stated:
        return False
    least = min(len(mention.near), len(other.near))
    return 2 * len(mention.near & other.near) >= least


def _tells_nothing(
    mention: Mention, other: Mention, its: _Told, clause: Clause, clauses: Sequence[Clause]
) -> bool:
    """Return whether it is another deed, or there are both sides (13 for, 6 against)."""
    if not _is_same_deed(mention, other) or _has_both(other, its.clause):
        return True
    mine = _shared(clause.words, its.clause.words)
    return any(
        (m.key, m.sign) == (other.key, other.sign) and _shared(one.words, its.clause.words) > mine
        for one in clauses if one is not clause for m in one.mentions
    )  # fmt: skip


def _has_both(mention: Mention, clause: Clause) -> bool:
    """Return whether a clause has the other side, too, or a change beside no change."""
    signs = {m.sign for m in clause.mentions if m.key == mention.key}
    return -mention.sign in signs if mention.sign else signs != {0}


def _fit(clause: Clause, its: _Told, words: Set[str]) -> int:
    """Return how well a clause of the evidence matches one of the claim, its sentence `words`."""
    return 2 * _shared(clause.words, its.clause.words) + _shared(words, its.words)


def _is_other_side_of_date(mention: Mention, clause: Clause, its: Clause) -> bool:
    """Return whether only one of two clauses tells of the time until a date: closed until May."""
    opens = mention.key == AXIS + "access" or _is_pair(mention)
    return opens and (UNTIL in clause.words) != (UNTIL in its.words)


def _may_agree(mention: Mention, clause: Clause, other: Mention, its: Clause) -> bool:
    if mention.key in _MUTUAL and _other_lead(clause, its):
        return True
    return _agree(mention, other) or _denied_elsewhere(mention, clause, other, its)


def _other_lead(clause: Clause, its: Clause) -> bool:
    """Return whether the evidence tells it of another, who stands in the claim, too."""
    return bool(its.lead) and its.lead != clause.lead and its.lead in clause.words


def _agree(mention: Mention, other: Mention) -> bool:
    if mention.sign == other.sign:
        return True
    if mention.denied and other.denied:  # neither rose nor fell; but "not on" is off
        return not _is_pair(mention) and mention.key.removeprefix(AXIS) not in _EITHER
    return mention.denied and not other.sign or other.denied and not mention.sign


def _denied_elsewhere(mention: Mention, clause: Clause, other: Mention, its: Clause) -> bool:
    """Return whether both clauses deny, one in another word: no fish was seen, fish weren't."""
    if mention.key[0] == AXIS:
        same = (mention.sign == other.sign) == (mention.denied == other.denied)
        return same and clause.denied and its.denied  # no unsafe doses, unsafe doses were not
    said = {(m.key, m.sign) for m in its.mentions if m.key[0] == AXIS}
    if any(m.key[0] == AXIS and m.denied and (m.key, m.sign) in said for m in clause.mentions):
        return True  # none survived, all died
    if mention.denied and not other.denied:
        return its.denied or its.hints
    return other.denied and clause.denied


def _denies_alone(clause: Clause, told: Sequence[_Told]) -> bool:
    """Return whether a clause denies something where the evidence about it denies nothing."""
    if not (_plainly_denies(clause) and clause.plainly):
        return False
    denied = [mention for mention in clause.mentions if mention.stated and mention.denied]
    said = [mention for its in told for mention in its.clause.mentions]
    if any(
        mention.key == other.key and _agree(mention, other) for mention in denied for other in said
    ):
        return False
    top = max(len(clause.words & its.words) for its in told)
    about = [its.clause for its in told if len(clause.words & its.words) == top]
    is_told = top > 0 and _MOST * top >= len(clause.words)
    return is_told and not any(_may_deny(its) for its in about)


def _plainly_denies(clause: Clause) -> bool:
    denied = [mention for mention in clause.mentions if mention.stated and mention.denied]
    denies = any(m.key != AXIS + "level" or not any(w[0].isdigit() for w in m.near) for m in denied)
    return clause.denied and (denies or not clause.mentions)


def _may_deny(clause: Clause) -> bool:
    return clause.denied or clause.hints or any(m.denied for m in clause.mentions)


# -- evidence in another language ------------------------------------------------------------


def _contradicted_across(
    clauses: Sequence[Clause], sounds: Set[str], told: Sequence[_Told], languages: Set[str]
) -> str:
    clauses = [replace(clause, words=clause.words | sounds) for clause in clauses]
    for clause in clauses:
        for mention in clause.mentions + clause.senses:
            if mention.key[0] in _SHARED_KEYS and _is_opposite_across(
                mention, clause, clauses, told
            ):
                return _named(mention)
    if not languages <= _READ_WELL:
        return ""
    words = frozenset[str]().union(*(clause.words for clause in clauses))
    if any(_denies_alone_across(clause, words, told) for clause in clauses):
        return "not"
    return "only denied" if _affirms_denied(clauses, told) else ""


def _is_opposite_across(
    mention: Mention, clause: Clause, clauses: Sequence[Clause], told: Sequence[_Told]
) -> bool:
    """Return whether the one word of its kind, or the one that is closest, is the opposite."""
    if _has_both(mention, clause):
        return False
    agrees = opposite = -1
    count = 0
    words = frozenset[str]().union(*(one.words for one in clauses))
    best = max(_shared(words, its.words) for its in told)
    for its in told:
        about = _shared(words, its.words) >= best - _SLACK
        for other in its.clause.mentions + its.clause.senses:
            if other.key != mention.key or _is_other_side_of_date(mention, clause, its.clause):
                continue
            count += 1
            score = 8 * _shared(mention.near, other.near)
            score += 4 * _shared(clause.words, its.clause.words)
            score += _shared(clause.words, its.words)
            if _agree(mention, other):
                agrees = max(agrees, score)
            elif about and not _has_both(other, its.clause):
                opposite = max(opposite, score)
    mine = sum(m.key == mention.key for one in clauses for m in one.mentions + one.senses)
    alone = count == 1 and mine == 1 and mention.key not in _LOOSE and mention.key[1:2] != LOOSE
    least = 1 if alone and _is_pair(mention) and len(told) > 1 else 0 if alone else _CLOSE
    return opposite > agrees and opposite >= least


def _denies_alone_across(clause: Clause, words: Set[str], told: Sequence[_Told]) -> bool:
    if not (_plainly_denies(clause) and clause.plainly):
        return False
    scored = [
        ((_shared(clause.words, its.words), _shared(words, its.words)), its.clause) for its in told
    ]
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
