"""Is a figure of a claim said of another time, or a time of something else, in its evidence?

"Rose to 5 in 2023, from 4 the year before" -> "4 in 2023" is decided only where the evidence ties
the figure to a time that the claim's can't be; anything else is left open.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

from rag.support.claim_dates import UNDATED, Interval, Moment, resolve
from rag.support.figure_contexts import Dated, apart, clause_at, content_words
from rag.support.korean import korean_tokens
from rag.support.quantities import Quantity, holds
from rag.support.time_phrases import THAT_DAY, YEAR_BEFORE
from rag.support.weekdays import Weekday, find_weekdays

_REPORTING_AFTER = re.compile(
    r"\s?(?:\([^)]*\)\s?)?(?:[가-힣]+\s){0,1}(?:밝[혔힌히]|발표|전[했한하]|말[했한하]|설명|집계|공개했|보도|알[렸린리]|강조|공시)"
)
_TELLING_AFTER = re.compile(r"[다라]고\s[^.]{0,12}(?:밝|발표|전했|말했|설명|집계|공시|알렸|강조)")
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
    r"(?:보다|\s?대비|에\s비[해하]|[와과]\s(?:같|동일|비교|달리|비슷)|처럼|만큼|\s?수준|\s?이[후래]|의\s(?=\d[\d.]*(?:배|%)|절반|[두세네]\s배))"
)
_BASE_BEFORE = re.compile(
    r"\b(?:since|than|against|versus|compared (?:with|to)|like|as in|after|seit|desde|depuis)"
    r"\s(?:(?:in|the|at|during|same|period|time|month|quarter|of|that|those|a|year)\s){0,6}$",
    re.I,
)
_FOLLOWING = re.compile(
    r"\s?(?:[\w-]+\s){0,2}(?:(?:in|on|by|at|for|since|until|of|between|from)\s)?"
    r"|\s?(?:between|from)\s.*\s(?:and|to)\s"
)
_RANGE = re.compile(
    r"\s?(?:[-–—~∼〜～]|and|to|through|until|에서|부터|[와과]|bis|und|y|al?|et|至|到|から)\s?(?:the\s)?"
)
_KOREAN = re.compile("[가-힣]")
_SAID = ""  # what happened when something was only said


def of_another_time(claim: Dated, claimed: Quantity, evidence: Sequence[Dated]) -> bool:
    """Return whether all evidence of a claimed quantity ties it to times that the claim's isn't."""
    moments = _times_of(claim, claimed)
    if not moments or _LOOSE.search(claim.text[moments[-1].end : claimed.start]):
        return False
    days = [day for moment in moments for day in claim.days_of(moment)]
    times = [
        [day for moment in _times_of(dated, quantity) for day in dated.days_of(moment)]
        for dated in evidence
        for quantity in dated.quantities
        if holds(quantity, claimed)
    ]
    return bool(times) and all(apart(days, others) for others in times)


def of_another_event(claim: Dated, claimed: Moment, evidence: Sequence[Dated]) -> bool:
    """Return whether a claimed time is, in the evidence, that of something else.

    Decided by the words about it: 6월 착공했다, where the evidence has 3월 착공해 6월 완공됐다.
    """
    days = claim.days_of(claimed)
    words = _happened(claim, claimed)
    held: list[frozenset[str]] = []
    others: list[tuple[frozenset[str], Moment | None]] = []
    for dated in evidence:
        for moment in dated.moments:
            theirs = dated.days_of(moment)
            if not apart(days, theirs):
                held.append(_happened(dated, moment))
            elif is_reporting(dated.text, moment):
                continue
            elif moment.grain == claimed.grain and not moment.vague:
                same = (m for m in claim.moments if not apart(claim.days_of(m), theirs))
                others.append((_happened(dated, moment), next(same, None)))
    if not any(held) or words & frozenset.union(*held):
        return False
    return any(
        words & other and (not said or _happened(claim, said) & frozenset.union(*held))
        for other, said in others
    )


def is_reporting(text: str, moment: Moment | Weekday) -> bool:
    """Return whether a time is only that of saying so: 27일 밝혔다, said on Wednesday."""
    before = text[max(0, moment.start - 40) : moment.start]
    return bool(_REPORTING_AFTER.match(text, moment.end) or _REPORTING_BEFORE.search(before))


def reports(text: str) -> bool:
    """Return whether a text says that something was said, so that its day may be that of it."""
    return bool(_REPORTS.search(text))


def _happened(dated: Dated, moment: Moment) -> frozenset[str]:
    """Return the words of a time's clause; in Korean those after it, to the next time."""
    if is_reporting(dated.text, moment):
        return frozenset({_SAID})
    start, end = clause_at(dated.text, moment.start)
    if _KOREAN.search(dated.text):
        start = moment.end
        end = min([m.start for m in dated.moments if m.start > start] + [end])
        if (former := dated.text.find("던 ", start, end)) > 0:
            end = former  # 2022년 우승했던 나래는
    told = [(m.start, m.end) for m in dated.moments]
    return frozenset(
        word
        for place, word in content_words(dated.text)
        if start <= place < end and not any(a <= place < b for a, b in told)
    )


def _times_of(dated: Dated, quantity: Quantity) -> Sequence[Moment]:
    """Return the times in a quantity's clause that it may be said of, none if that is open.

    In Korean they stand before it; elsewhere one right after comes first. Of a range, the end.
    """
    text, at = dated.text, quantity.start
    start, end = clause_at(text, at)
    inside = [
        moment
        for moment, following in zip_longest(dated.moments, dated.moments[1:])
        if start <= moment.start and moment.end <= end and not moment.vague
        if clause_at(text, moment.start) == (start, end)
        if not is_reporting(text, moment) and dated.days_of(moment)
        if not is_base(text, moment)
        if not THAT_DAY.fullmatch(text, moment.start, moment.end)
        if not (following and _RANGE.fullmatch(text, moment.end, following.start))
    ]
    before = [moment for moment in inside if moment.end <= at]
    after = [moment for moment in inside if moment.start >= quantity.end]
    korean = _KOREAN.search(text)
    if after and not korean:
        gap = text[quantity.end : after[0].start]
        if len(gap) <= 24 and _FOLLOWING.fullmatch(gap):
            return after[:1]
    days = [day for day in find_weekdays(text, UNDATED) if start <= day.start < end]
    if any(not is_reporting(text, day) for day in days):
        return []
    if before and before[-1].grain == 2 and _TELLING_AFTER.search(text, quantity.end):
        return []  # on the 13th, that it had 127 schools
    if before:
        ends = [q.end for q in dated.quantities if q.end <= at and q.kinds & quantity.kinds]
        before = [moment for moment in before if not ends or moment.start >= ends[-1]]
        follows = ends and before and _FOLLOWING.fullmatch(text, ends[-1], before[-1].start)
        if before and "던 " in text[before[-1].end : at]:
            return []  # 2022년 우승했던 나래는 10위
        told = range(before[-1].end, at) if before else ()
        if korean and not any(t.tag == "ETM" and t.start in told for t in korean_tokens(text)):
            before = before[-1:]  # no relative clause that the nearest may be of
        return [] if follows and not korean else before  # 5% in May from 4%
    return [] if korean or len(after) != 1 else after


def is_base(text: str, moment: Moment) -> bool:
    """Return whether a time is one that others are compared with: 2023년보다, than in 2023."""
    before = text[max(0, moment.start - 48) : moment.start]
    compared = any(m.start() <= moment.start < m.end() for m in YEAR_BEFORE.finditer(text))
    return bool(compared or _BASE_AFTER.match(text, moment.end) or _BASE_BEFORE.search(before))


def days_from(today: date) -> Callable[[Moment], Sequence[Interval]]:
    """Return a function from a time to the days that it may mean in a text of `today`."""
    return lambda moment: resolve([moment], today)
