"""Is a figure of a claim said of another thing, or of another time, in its evidence?

"A는 105개, B는 8개" -> "A는 8개" is decided only where both things stand right before their
figures, "rose to 5 in 2023, from 4 the year before" -> "4 in 2023" only where the evidence ties
the figure to a time that the claim's can't be; anything else is left open.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index.terms import extract_nouns
from rag.support.claim_dates import Interval, Moment, resolve
from rag.support.quantities import Quantity, holds, may_count_the_same
from rag.support.time_phrases import THAT_DAY, YEAR_BEFORE

_EAST = re.compile(
    r"(?P<label>(?:[A-Z][A-Za-z\d]*|\d+)?[가-힣ァ-ヶー一-鿿\0]{1,12}?|[A-Z][A-Za-z\d]*)(?:에서는|에는|은|는|이|가|의|에|도|は|が|[:：(（])?\s?"
    r"(?:(?:약|총|모두|각각)\s)?[(（]?$"
)
_WEST = re.compile(
    r"(?P<label>[A-ZÀ-Þ][\wÀ-ÿ'’-]+)(?:\s(?:has|had|have|with|won|got|received|recorded|reported|is|was"
    r"|employs?|owns?|tiene|tenía|hat|hatte|a|avait|có))?[\s:(]{1,2}$"
)
_NO_LABEL = re.compile(
    r"(?:에서|으로|부터|까지|보다|[을를와과며고서려년월일께중명개원]|[여약총각모두]|그러나|그리고|이는|최대|최소)$"
)
_REACH = 24
_CLAUSE_END = re.compile(
    r"[,;，、。；](?!\d)|(?<=[고며])\s|(?<=지만)\s|(?<=는데)\s|(?<=면서)\s|[.!?](?:\s|$)"
    r"|\s(?:and|but|while|whereas|although|y|pero|und|aber|et|mais)\s"
)
_REPORTING_AFTER = re.compile(
    r"\s?(?:\([^)]*\)\s?)?(?:[가-힣]+\s){0,1}(?:밝[혔힌히]|발표|전[했한하]|말[했한하]|설명|집계|공개했|보도|알[렸린리]|강조|공시)"
)
_REPORTING_BEFORE = re.compile(
    r"\b(?:said|says|announced|reported|told [\w\s]{1,20}|added|stated|confirmed)\s(?:on\s)?$", re.I
)
_REPORTS = re.compile(
    r"밝[혔히힌]|발표|전했|말했|설명|집계|공개|보도|알렸|강조|공시|발간|기사|기준"
    r"|\b(?:sa(?:id|ys)|announc|report|told|added|stated|confirmed|published|as of)",
    re.I,
)
_LOOSE = re.compile(r"따르면|기준|계획|발표|보도|according|plan|announce", re.I)
# Times that others are compared with: 지난해보다, 올해와 같은, since 2003, than last year.
_BASE_AFTER = re.compile(
    r"[가-힣]{0,2}(?:\s?같은\s?(?:달|기간|분기|시기))?(?:\s?\d+월)?[가-힣]{0,2}?"
    r"(?:보다|\s?대비|에\s비[해하]|[와과]\s(?:같|동일|비교|달리|비슷)|처럼|만큼|\s?수준|\s?이[후래])"
)
_BASE_BEFORE = re.compile(
    r"\b(?:since|than|against|versus|compared (?:with|to)|like|as in|after|seit|desde|depuis)"
    r"\s(?:the\s|in\s)?$",
    re.I,
)
_FOLLOWING = re.compile(r"\s?(?:[\w-]+\s){0,2}(?:in|on|by|at|for|since|until)?\s?")
_RANGE = re.compile(r"\s?(?:부터|에서|[~∼〜～–-]|から|至|到|to|until|till|through|a|bis|à|đến)\s?")
_TOPIC = re.compile(r"(?P<topic>[가-힣A-Za-z]{2,})(?:은|는)\s")
_FITS = 3  # so many words more are no chance
# What is done: opened, closed; 착공해, 완공됐다.
_DONE = re.compile(
    r"\b[a-z]{3,}ed\b|\b(?:began|won|lost|left|built|sold|bought|met|fell|rose|died)\b"
)
_HAPPENED = re.compile(r"(?P<verb>[가-힣]{2,4})(?:했|됐|하|되|해|돼|한|된|할|될)")
_KOREAN = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with its figures, times and, for a time, the days that it may mean."""

    text: str
    quantities: Sequence[Quantity]
    moments: Sequence[Moment]
    days_of: Callable[[Moment], Sequence[Interval]]


def swapped_quantity(
    claim: str, claimed: Quantity, evidence: str, quantities: Sequence[Quantity]
) -> bool:
    """Return whether `evidence` says the claimed quantity of another thing than the claim does.

    `quantities` are those of `evidence`. True only if it also gives the claim's thing another
    quantity of the kind, and the claim doesn't speak of the other thing.
    """
    label = _label(claim, claimed)
    if not label:
        return False
    other_value = False
    for quantity in quantities:
        theirs = _label(evidence, quantity)
        if holds(quantity, claimed):
            if not theirs or _same(theirs, label) or theirs in claim:
                return False
        elif _same(theirs, label) and may_count_the_same(quantity, claimed):
            other_value = True
    return other_value


def of_another_time(claim: Dated, claimed: Quantity, evidence: Sequence[Dated]) -> bool:
    """Return whether all evidence of a claimed quantity ties it to times that the claim's isn't.

    Also where another quantity of its kind, in another clause, has the time that the claim gives.
    """
    moment = _time_of(claim, claimed)
    if not moment or _LOOSE.search(claim.text[moment.end : claimed.start]):
        return False
    answers = [
        _is_of_another_time(claim, moment, claimed, quantity, dated)
        for dated in evidence
        for quantity in dated.quantities
        if holds(quantity, claimed)
    ]
    return bool(answers) and all(answers)


def of_another_topic(claim: str, claimed: Quantity, evidence: Sequence[Dated]) -> bool:
    """Return whether the clauses that hold a claimed quantity are not those that the claim tells.

    Decided by words alone, for a claim in the language of its evidence: another clause with
    another quantity of the kind has the claim's topic (주민은), or most of its words, and those
    that hold the quantity have none of them.
    """
    words = set(extract_nouns(claim[: claimed.start] + " " + claim[claimed.end :]))
    words = {word for word in words if not re.search(r"\d", word)}
    topic = _topic(claim[: claimed.start])
    held: list[str] = []
    others: list[str] = []
    for dated in evidence:
        for start, end in _clauses(dated.text):
            inside = [q for q in dated.quantities if start <= q.start < end]
            if any(holds(quantity, claimed) for quantity in inside):
                held.append(dated.text[start:end])
            elif any(q.kinds and q.kinds == claimed.kinds for q in inside) and not any(
                _same_written(dated.text, q, claim) for q in inside
            ):
                others.append(dated.text[start:end])
    if not held or not others or not words:
        return False
    best_held = max(len(words & set(extract_nouns(clause))) for clause in held)
    best_other = max(len(words & set(extract_nouns(clause))) for clause in others)
    if best_other >= max(_FITS, best_held + _FITS, 0.75 * len(words)) and not best_held:
        return True
    if not topic or any(topic in clause for clause in held):
        return False
    theirs = [_topic(clause) for clause in held]
    known = all(their and their not in claim for their in theirs)
    return known and any(_topic(clause).endswith(topic) for clause in others)


def _same_written(text: str, quantity: Quantity, claim: str) -> bool:
    return text[quantity.start : quantity.unit_start or quantity.end] in claim


def _topic(text: str) -> str:
    match = _TOPIC.search(text)
    return match["topic"] if match else ""


def swapped_range_end(claims: Sequence[Dated], evidence: Sequence[Dated]) -> str:
    """Return the end of a span of the claim that has another end in the evidence: 1월부터 6월.

    Args:
        claims: the claim as of each piece of evidence.
        evidence: these pieces, in the same order.
    """
    wrong = ""
    for claim, dated in zip(claims, evidence, strict=True):
        for first, last in _ranges(claim):
            for other_first, other_last in _ranges(dated):
                if _apart(claim.days_of(first), dated.days_of(other_first)):
                    continue
                if not _apart(claim.days_of(last), dated.days_of(other_last)):
                    return ""
                wrong = claim.text[last.start : last.end]
    return wrong


def swapped_event(claims: Sequence[Dated], evidence: Sequence[Dated]) -> str:
    """Return a time of the claim that the evidence gives to another event: 6월 착공, 3월 완공.

    Only where the words about the claim's time are words about another time of the evidence, and
    none of them about its own. Takes what `swapped_range_end` does.
    """
    for claim in claims[:1]:
        for moment, words in _events(claim):
            own: list[int] = []
            other: list[int] = []
            for dated in evidence:
                if bool(_KOREAN.search(dated.text)) != bool(_KOREAN.search(claim.text)):
                    continue
                for theirs, around in _events(dated):
                    if theirs.grain == moment.grain and around:
                        apart = _apart(claim.days_of(moment), dated.days_of(theirs))
                        (other if apart else own).append(len(words & around))
            if own and other and not max(own) and max(other):
                return claim.text[moment.start : moment.end]
    return ""


def _events(dated: Dated) -> Iterator[tuple[Moment, set[str]]]:
    """Yield the times of a text, each with words of what happened then."""
    moments = [m for m in dated.moments if not m.vague or m.months[0]]
    if not _KOREAN.search(dated.text):
        for start, end in _clauses(dated.text):
            inside = [moment for moment in moments if start <= moment.start < end]
            words = set(_DONE.findall(dated.text[start:end].lower()))
            if len(inside) == 1:
                yield inside[0], words
        return
    ends = [*(moment.start for moment in moments[1:]), len(dated.text)]
    for moment, end in zip(moments, ends, strict=False):
        happened = _HAPPENED.search(dated.text, moment.end, end)
        if happened:
            yield moment, {happened["verb"]}


def _ranges(dated: Dated) -> Iterator[tuple[Moment, Moment]]:
    for first, last in pairwise(dated.moments):
        if _RANGE.fullmatch(dated.text, first.end, last.start):
            yield first, last


def is_reporting(text: str, moment: Moment) -> bool:
    """Return whether a time is only that of saying so: 27일 밝혔다, said on Wednesday."""
    before = text[max(0, moment.start - 40) : moment.start]
    return bool(_REPORTING_AFTER.match(text, moment.end) or _REPORTING_BEFORE.search(before))


def reports(text: str) -> bool:
    """Return whether a text says that something was said, so that its day may be that of it."""
    return bool(_REPORTS.search(text))


def _is_of_another_time(
    claim: Dated, moment: Moment, claimed: Quantity, quantity: Quantity, dated: Dated
) -> bool:
    theirs = _time_of(dated, quantity)
    if theirs:
        return _apart(claim.days_of(moment), dated.days_of(theirs))
    for other in dated.quantities:
        tied = _time_of(dated, other)
        if (
            tied
            and other.kinds == claimed.kinds
            and not holds(other, claimed)
            and tied.grain >= moment.grain > 0
            and not _apart(claim.days_of(moment), dated.days_of(tied))
        ):
            return True
    return False


def _apart(ones: Sequence[Interval], others: Sequence[Interval]) -> bool:
    if not ones or not others:
        return False
    return not any(a[0] <= b[1] and b[0] <= a[1] for a in ones for b in others)


def _time_of(dated: Dated, quantity: Quantity) -> Moment | None:
    """Return the time in a quantity's clause that it is said of, None if there is none.

    In Korean it is the last one before it; elsewhere one that follows at once comes first.
    """
    start, end = next((s, e) for s, e in _clauses(dated.text) if s <= quantity.start < e)
    inside = [
        moment
        for moment in dated.moments
        if start <= moment.start and moment.end <= end and not moment.vague
        if not is_reporting(dated.text, moment) and dated.days_of(moment)
        if not _is_base(dated.text, moment)
        if not THAT_DAY.fullmatch(dated.text, moment.start, moment.end)
    ]
    before = [moment for moment in inside if moment.end <= quantity.start]
    after = [moment for moment in inside if moment.start >= quantity.end]
    if after and not _KOREAN.search(dated.text):
        gap = dated.text[quantity.end : after[0].start]
        if len(gap) <= 24 and _FOLLOWING.fullmatch(gap):
            return after[0]
    if before:
        return before[-1]
    return None if _KOREAN.search(dated.text) or not after else after[0]


def _is_base(text: str, moment: Moment) -> bool:
    before = text[max(0, moment.start - 20) : moment.start]
    compared = any(m.start() <= moment.start < m.end() for m in YEAR_BEFORE.finditer(text))
    return bool(compared or _BASE_AFTER.match(text, moment.end) or _BASE_BEFORE.search(before))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text) + 1


def _label(text: str, quantity: Quantity) -> str:
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    match = _EAST.search(before) or _WEST.search(before)
    label = match["label"] if match else ""
    return "" if not label or "\0" in label or _NO_LABEL.search(label) else label


def _same(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


def days_from(today: date) -> Callable[[Moment], Sequence[Interval]]:
    """Return a function from a time to the days that it may mean in a text of `today`."""
    return lambda moment: resolve([moment], today)
