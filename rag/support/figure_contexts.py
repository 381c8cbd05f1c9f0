"""Does a figure of a claim stand, in the evidence, for something else? The words about it tell.

A figure is compared by the words and other figures of its clause with those of its kind: "rents
fell 5%" is not what "prices fell 5%, rents 3%" says. Words that evidence says of several figures
at once (the beginning of a list) tell nothing, and in another language only figures are alike.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.support.claim_dates import Interval, Moment
from rag.support.korean import korean_tokens
from rag.support.polarity_words import korean_sides, latin_sides
from rag.support.quantities import Quantity, blank, holds, same_amount

_CLAUSE_END = re.compile(
    r"[,;，、。；](?!\d)|(?<=[고며])\s|(?<=지만)\s|(?<=[는은인]데)\s|(?<=면서)\s|(?<=반면)\s"
    r"|[.!?](?:\s|$)|\s(?:and|but|while|whereas|although|though|including|compared with|y|pero|und"
    r"|aber|et|mais)\s"
)
_ADVERBIAL = re.compile(
    r"(?:In|On|At|For|By|From|With|During|Among|After|Before|Under|Of|Last|This|No|Yes)\b[^,]{0,40},\s?"
)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
# What says little about a figure: words of grammar, and of saying so.
_EMPTY = frozenset(
    "the and for that with from was were has had have its his her their our which who whom whose "
    "more most less least than but not are been being said says this these those also will would "
    "can could may might into over about after before during since until there they them while "
    "when where what some such only just even other another each both all out off per year years "
    "month months week weeks day days percent million billion thousand yes "
    "하 되 있 없 이 않 지 보 것 수 등 때 중 아니 따르 밝히 말하 전하 위하 대하 통하 가운데 네 만 억"
    " 조 천 전 후 오전 오후 지금 현재 당시 이후 이번 now currently then".split()
)
_SUFFIX = re.compile(r"(?:['’]s|ies|es|s|ing|ed|d|ly)$")
_STEM = 6
_CONTENT = frozenset("NNG NNP XR SL SH VV VA MAG".split())
_COUNTER = re.compile(r"\s?(?P<counter>[가-힣]{1,2})")
_KOREAN = re.compile("[가-힣]")
_NAME = 3
_NEAR = 2  # so many words before a figure are its own, though a list of figures follows

_Feature = str | float
_Place = tuple["Dated", Quantity]


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with its figures, times and, for a time, the days that it may mean."""

    text: str
    quantities: Sequence[Quantity]
    moments: Sequence[Moment]
    days_of: Callable[[Moment], Sequence[Interval]]


def of_another_thing(claim: Dated, claimed: Quantity, evidence: Sequence[Dated]) -> bool:
    """Return whether a claimed quantity is, in the evidence, one of something else.

    That is where another quantity of the kind, which the claim's clause doesn't give, stands
    among more of that clause's words than any that is equal to the claimed one.
    """
    start, end = clause_at(claim.text, claimed.start)
    held: list[tuple[Dated, Quantity]] = []
    others: list[tuple[Dated, Quantity, Quantity | None]] = []
    for dated in evidence:
        for quantity in dated.quantities:
            if holds(quantity, claimed):
                held.append((dated, quantity))
            elif _may_rival(dated, quantity, claim, claimed):
                said = next((q for q in claim.quantities if same_amount(q, quantity)), None)
                if not said or not start <= said.start < end:
                    others.append((dated, quantity, said))
    nouns = {quantity.noun.word for _, quantity, _ in others if quantity.noun}
    noun = claimed.noun.word if claimed.noun and not claimed.noun.readings else ""
    if held and noun in nouns and all(q.noun and q.noun.word != noun for _, q in held):
        return True
    words = _context(claim, claimed)
    better = [
        (said, (dated, quantity))
        for dated, quantity, said in others
        if held and all(_fits_better(words, (dated, quantity), one) for one in held)
    ]
    return any(
        not said or any(_fits_better(_context(claim, said), one, other) for one in held)
        for said, other in better  # of two that are given, both have changed places
    )


def apart(ones: Sequence[Interval], others: Sequence[Interval]) -> bool:
    """Return whether two times have no day in common, and both are known."""
    if not ones or not others:
        return False
    return not any(a[0] <= b[1] and b[0] <= a[1] for a in ones for b in others)


def clause_at(text: str, place: int) -> tuple[int, int]:
    """Return where the clause about a place of a text begins and ends; in brackets, these."""
    for aside in _ASIDE.finditer(text):
        if aside.start() < place < aside.end():
            return aside.span()
    start = 0
    for match in _CLAUSE_END.finditer(_without_asides(text)):
        if _ADVERBIAL.fullmatch(text, start, match.end()):
            continue
        if place < match.end():
            return start, match.end()
        start = match.end()
    return start, len(text) + 1


@lru_cache(maxsize=256)
def content_words(text: str) -> tuple[tuple[int, str], ...]:
    """Return what tells one thing from another in a text, with its places; no more, no less."""
    if _KOREAN.search(text):
        return tuple(
            (token.start, token.form)
            for token in korean_tokens(text)
            if token.tag in _CONTENT and token.form not in _EMPTY
            if not any(axis == "amount" for axis, _ in korean_sides(token.form))
        )
    return tuple(
        (match.start(), _SUFFIX.sub("", match.group())[:_STEM])
        for match in re.finditer(r"[a-zà-ÿ'’]{3,}", text.lower())
        if match.group() not in _EMPTY
        if not any(axis == "amount" for axis, _ in latin_sides(match.group()))
    )


@lru_cache(maxsize=256)
def _without_asides(text: str) -> str:
    return blank(text, [match.span() for match in _ASIDE.finditer(text)])


def _may_rival(dated: Dated, quantity: Quantity, claim: Dated, claimed: Quantity) -> bool:
    if quantity.kinds or claimed.kinds:
        fraction = quantity.spelled and "ratio" in quantity.kinds
        return bool(quantity.kinds & claimed.kinds) and not fraction
    counter = _counter(claim.text, claimed)
    return bool(counter) and counter == _counter(dated.text, quantity)


def _counter(text: str, quantity: Quantity) -> str:
    """Return what a figure without a known unit counts, as written: crossings, the 단 of 2단."""
    if quantity.noun:
        return quantity.noun.word
    match = _COUNTER.match(text, quantity.end)
    return match["counter"] if match else ""


def _fits_better(words: Mapping[_Feature, frozenset[int]], other: _Place, one: _Place) -> bool:
    """Return whether a claim's words about a figure are about `other` rather than `one`."""
    theirs, own = set(_context(*other)), set(_context(*one))
    if one[0] is other[0]:
        shared = _shared(one[0], *sorted((one[1], other[1]), key=lambda quantity: quantity.start))
        theirs, own = theirs | shared, own | shared
    else:
        own = set(_features(one[0], 0, len(one[0].text) + 1, one[1].start))
    return _count(words, theirs) > _count(words, own)


def _count(words: Mapping[_Feature, frozenset[int]], found: set[_Feature]) -> int:
    """Return how many words of the claim, as written, are among some features."""
    return len(set().union(*(at for word, at in words.items() if _is_among(word, found))))


def _is_among(word: _Feature, found: set[_Feature]) -> bool:
    if word in found or not isinstance(word, str) or len(word) < _NAME:
        return word in found
    return any(isinstance(w, str) and len(w) >= _NAME and _begins(w, word) for w in found)


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)  # 한들시 and, if unknown, 한들시의


def _shared(dated: Dated, first: Quantity, second: Quantity) -> set[_Feature]:
    """Return what a sentence says of two figures in a list, before the first or after the second.

    찬성 9표, 반대 12표로 부결했다: what was voted on stands before both, what became of it after.
    """
    text = dated.text
    start = clause_at(text, first.start)[0]
    last, end = clause_at(text, second.start)
    before = [place for place, _ in content_words(text) if start <= place < first.start]
    written = sorted({_written(text, place) for place in before})[:-_NEAR]
    found = set(_features(dated, start, written[-1] + 1, -1)) if written else set()
    if _KOREAN.search(text) and not any(
        token.tag[0] == "V" and first.end <= token.start < second.start
        for token in korean_tokens(text)
        if token.start > first.end or token.tag == "VCP"  # not the 는 of 41%는
    ):
        found |= set(_features(dated, second.end, end, -1))
        if text[last] not in "(（" and not _features(dated, first.end, second.start, -1):
            found |= set(_features(dated, start, first.start, -1))  # 올해 매장 3곳, 내년 5곳
    return found


def _context(dated: Dated, quantity: Quantity) -> dict[_Feature, frozenset[int]]:
    """Return the features of a figure's clause, or of the one before if it has none."""
    at = quantity.start
    start, end = clause_at(dated.text, at)
    found = _features(dated, start, end, at)
    if not found and dated.text[start] in "(（":  # of what stands before the bracket
        words = [
            _written(dated.text, place) for place, _ in content_words(dated.text) if place < start
        ]
        return _features(dated, sorted({0, *words})[-_NEAR:][0], start, at)
    while not found and start > 0:
        start = clause_at(dated.text, start - 1)[0]
        found = _features(dated, start, end, at)
    return found


def _features(dated: Dated, start: int, end: int, at: int) -> dict[_Feature, frozenset[int]]:
    """Return the words and figures of a stretch of text, each with the words as written."""
    found: dict[_Feature, set[int]] = {}
    told = [(moment.start, moment.end) for moment in dated.moments]
    told += [(quantity.start, quantity.end) for quantity in dated.quantities]
    if not any(aside.start() < at < aside.end() for aside in _ASIDE.finditer(dated.text)):
        told += [aside.span() for aside in _ASIDE.finditer(dated.text)]
    for place, word in content_words(dated.text):
        if start <= place < end and not any(a <= place < b for a, b in told):
            found.setdefault(word, set()).add(_written(dated.text, place))
    for quantity in dated.quantities:
        if start <= quantity.start < end and quantity.start != at:
            for value in quantity.values:
                if value > 1:
                    found.setdefault(round(value * quantity.factor, 6), set()).add(quantity.start)
    return {feature: frozenset(places) for feature, places in found.items()}


def _written(text: str, place: int) -> int:
    """Return where the word as written begins that stands at a place of a text."""
    return max(text.rfind(sign, 0, place) for sign in " \n\u00a0") + 1
