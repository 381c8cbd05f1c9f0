"""Does the evidence hold every figure of a claim: quantities, dates, times, figures in names?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.numbers import extract_numbers
from index.terms import fold
from rag.answers import Evidence, Question
from rag.support.attachment import swapped_quantity
from rag.support.claim_dates import (
    UNDATED,
    Interval,
    Moment,
    covers,
    find_moments,
    resolve,
    weekday_intervals,
)
from rag.support.quantities import (
    Clock,
    Quantity,
    blank,
    find_clocks,
    find_quantities,
    holds,
    plain_groups,
    same_amount,
)
from rag.support.units import find_unit

# Letters with a figure: K-9, G20, Qwen2.5, COVID-19, 5G; not 5km, US$5.
_NAME = re.compile(
    r"(?<![\w$€£¥₩.-])(?!(?:[Mm]id|[Pp]re|[Pp]ost|[Nn]on|[Tt]op)-)"
    r"(?:(?=[a-z]*[A-Z])(?P<letters>[A-Za-z]+)[-‐]?\d+(?:\.\d+)*[A-Za-z]*(?:-\d+)?|\d{1,2}[GDK])"
    r"(?![A-Za-z\d%])"
    r"|(?<![\d.])\d{1,2}[·ㆍ]\d{1,2}"
    r"(?=\s?(?:절|혁명|운동|만세|전쟁|항쟁|민주|사태|선언|합의|조치|대책|쿠데타|총선|대선|참사))"
)
_LIST_MARK = re.compile(r"[,、·，]|\s(?:and|y|und|et|và|or)\s|[와과]\s|및")
_REPORTED = re.compile(
    r"\s?(?:자|기사|보도|에\s?(?:보도|게재)|발행|에\s?나온|article|report|publi|issue)"
)
_KNOWN = frozenset({"ko", "en", "zh", "ja"})  # whose words of number and bounds are known
_CALENDARS = _KNOWN | {"es", "de", "fr", "vi"}
_SMALL = 20  # a number in words contradicts figures up to that
_TALLIED = 3  # so many are counted without the evidence naming a number: 두 회사, both
_NEVER_IMPLIED = frozenset("ordinal rank ratio points multiple krw usd jpy cny eur gbp vnd".split())
_ABOUT = 0.04  # 47% is about half
_YEARS = frozenset({"calendar", "age"})
_GAP = 12


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text says in figures; `names` are words that hold one (K-9)."""

    moments: tuple[Moment, ...]
    clocks: tuple[Clock, ...]
    quantities: tuple[Quantity, ...]
    names: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """One piece of evidence as a claim's figures may rest on it.

    `stated` are the times that its words and headline name, `intervals` the days that these may
    mean; `published` is the day of its article.
    """

    article: tuple[str, str]
    evidence: Evidence
    today: date
    published: Interval | None
    stated: tuple[Moment, ...]
    intervals: tuple[Interval, ...]
    clocks: tuple[Clock, ...]
    quantities: tuple[Quantity, ...]
    numbers: frozenset[float]


def unsupported_figure(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return the first words of `claim` with a figure that `evidence` doesn't hold, "" if none.

    A figure that only the question has is not held; but a time that the question names as its
    condition may be that of the article (its date), where the evidence names no earlier one.
    """
    checked = _Claim(claim, _grounds_of(evidence), question)
    return next(checked.unsupported(), "")


def figures_held(text: str, evidence: Sequence[Evidence]) -> bool:
    """Return whether every value of a text that is still being written occurs in `evidence`.

    Values only, in any unit: what is shown before a sentence can be judged as a whole.
    """
    grounds = _grounds_of(evidence)
    known = {value for ground in grounds for value in _values_of(ground)}
    return all(round(number, 6) in known for number in extract_numbers(plain_groups(text)))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with what it may rest on."""

    text: str
    grounds: Sequence[_Ground]
    question: Question

    def unsupported(self) -> Iterator[str]:
        """Yield the words of the claim with a figure that isn't held."""
        today = self.grounds[0].today if self.grounds else UNDATED
        reading = _read(self.text, today)
        for start, end in reading.names:
            if not any(_holds_name(ground, self.text[start:end]) for ground in self.grounds):
                yield self.text[start:end]
        for moment in reading.moments:
            if not moment.vague and not any(
                self._holds_moment(ground, moment) for ground in self.grounds
            ):
                yield self.text[moment.start : moment.end]
        for clock in reading.clocks:
            if not any(_holds_clock(ground, clock) for ground in self.grounds):
                yield self.text[clock.start : clock.end]
        for quantity in reading.quantities:
            if quantity.spelled and quantity.values == (1,) and "ordinal" in quantity.kinds:
                continue  # at first, for the first time
            if not self._holds_quantity(quantity) or self._is_misplaced(quantity, reading):
                yield self.text[quantity.start : quantity.end].strip()

    def _as_of(self, ground: _Ground, moment: Moment) -> Moment:
        moments = _read(self.text, ground.today).moments
        return next((other for other in moments if other.start == moment.start), moment)

    def _holds_moment(self, ground: _Ground, moment: Moment) -> bool:
        moment = self._as_of(ground, moment)
        if ground.evidence.document.language not in _CALENDARS:
            written = self.text[moment.start : moment.end]
            return not re.search(r"\d", written) or _has_digits_of(ground, moment)
        if any(covers(moment, interval) for interval in ground.intervals):
            return True
        if moment.year and moment.grain == 0 and moment.third < 0:  # 2000年前, in 1186
            value = float(moment.year)
            if any(value in q.values and q.kinds <= _YEARS for q in ground.quantities):
                return True
        if moment.bare and float(moment.year) in ground.numbers:
            return not any(stated.year == moment.year for stated in ground.stated)
        if moment.day and not moment.year and moment.months == (0, 0) and not moment.whole:
            days = Quantity(0, 0, (float(moment.day),), frozenset({"clock"}), 86_400)
            if any(same_amount(quantity, days) for quantity in ground.quantities):
                return True
        return self._is_of_article(ground, moment)

    def _is_of_article(self, ground: _Ground, moment: Moment) -> bool:
        """Return whether a time is that of the article itself and its words name no other."""
        if not ground.published or not covers(moment, ground.published):
            return False
        others = [other for other in ground.stated if _states(other, moment.grain)]
        if not others or _REPORTED.match(self.text, moment.end):
            return True
        intervals = resolve(others, ground.today)
        claimed = [m for m in _read(self.text, ground.today).moments if m.start != moment.start]
        if all(any(covers(m, interval) for m in claimed) for interval in intervals):
            return True
        asked = _read(self.question.text, ground.today).moments
        if not any(
            covers(other, ground.published) and other.grain >= moment.grain for other in asked
        ):
            return False
        return all(first > ground.published[0] for first, _ in intervals)

    def _holds_quantity(self, claimed: Quantity) -> bool:
        quantities = [quantity for ground in self.grounds for quantity in ground.quantities]
        if any(_holds(ground, claimed) for ground in self.grounds):
            return True
        if claimed.spelled or _is_implied(claimed, quantities):
            return self._holds_words(claimed, quantities)
        values = {round(value, 6) for value in claimed.values}
        return not claimed.kinds and any(values & ground.numbers for ground in self.grounds)

    def _holds_words(self, claimed: Quantity, quantities: Sequence[Quantity]) -> bool:
        """Return whether a number in words may be counted or reckoned from the evidence."""
        value = claimed.values[0]
        like = [other for other in quantities if other.kinds & claimed.kinds]
        known = {g.evidence.document.language for g in self.grounds} <= _KNOWN
        if "ratio" in claimed.kinds:
            return not known or any(abs(o.values[0] * o.factor - value) <= _ABOUT for o in like)
        small = [o for o in like if o.values[0] * o.factor <= _SMALL * claimed.factor]
        if small and value <= _SMALL:
            return False
        if "multiple" in claimed.kinds:
            amounts = [other.values[0] * other.factor for other in quantities]
            return any(
                one and abs(other / one - value) < 0.05 for one in amounts for other in amounts
            )
        if value <= _TALLIED or not known:
            return True
        return any(len(_LIST_MARK.findall(g.evidence.text)) + 1 >= value for g in self.grounds)

    def _is_misplaced(self, claimed: Quantity, reading: _Reading) -> bool:
        """Return whether the evidence has a quantity of something, or of some time, else."""
        holding = [ground for ground in self.grounds if _holds(ground, claimed)]
        if not holding:
            return False
        before = [m for m in reading.moments if m.end <= claimed.start]
        gap = self.text[before[-1].end : claimed.start] if before else ""
        if before and len(gap) <= _GAP and not re.search(r"[\d.,]", gap):
            dated = {g.article for g in self.grounds if self._holds_moment(g, before[-1])}
            if dated and not dated & {g.article for g in holding}:
                return True
        return all(
            swapped_quantity(self.text, claimed, ground.evidence.text, _own(ground))
            for ground in holding
        )


def _is_implied(claimed: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Return whether a figure is the 1 of "1명", which may stand for no more than a singular."""
    if claimed.values != (1,) or not claimed.kinds or claimed.kinds & _NEVER_IMPLIED:
        return False
    return all(other.values != (1,) for other in quantities)


def _holds(ground: _Ground, claimed: Quantity) -> bool:
    known = ground.evidence.document.language in _KNOWN
    return any(holds(quantity, claimed, unbounded=not known) for quantity in ground.quantities)


def _own(ground: _Ground) -> Sequence[Quantity]:
    return _read(ground.evidence.text, ground.today).quantities


def _grounds_of(evidence: Sequence[Evidence]) -> list[_Ground]:
    return [_ground_of(one, evidence) for one in evidence]


def _ground_of(one: Evidence, evidence: Sequence[Evidence]) -> _Ground:
    document = one.document
    article = (document.source, document.published)
    try:
        today = date.fromisoformat(document.date)
        published = (today, today)
    except ValueError:
        today, published = UNDATED, None
    texts = (one.text, document.title)
    readings = [_read(text, today) for text in texts]
    stated = tuple(moment for reading in readings for moment in reading.moments)
    named = [
        moment
        for other in evidence
        if (other.document.source, other.document.published) == article
        for moment in _read(other.text, today).moments
    ]
    intervals = (*resolve(stated, today, named=named), *weekday_intervals(one.text, today))
    return _Ground(
        article,
        one,
        today,
        published,
        stated,
        intervals,
        tuple(clock for reading in readings for clock in reading.clocks),
        tuple(
            quantity
            for text, reading in zip(texts, readings, strict=True)
            for quantity in (*reading.quantities, *_counted_moments(text, reading))
        ),
        frozenset(
            round(number, 6) for text in texts for number in extract_numbers(plain_groups(text))
        ),
    )


@lru_cache(maxsize=512)
def _read(text: str, today: date) -> _Reading:
    text = plain_groups(text)
    names = tuple(match.span() for match in _NAME.finditer(text) if not _is_measure(match))
    rest = blank(text, names)
    moments = tuple(find_moments(rest, today))
    rest = blank(rest, [(moment.start, moment.end) for moment in moments])
    clocks = tuple(find_clocks(rest))
    rest = blank(rest, [(clock.start, clock.end) for clock in clocks])
    return _Reading(moments, clocks, tuple(find_quantities(rest)), names)


def _is_measure(match: re.Match[str]) -> bool:
    return match["letters"] in ("USD", "KRW", "EUR", "JPY", "Q", "H")


def _counted_moments(text: str, reading: _Reading) -> Iterator[Quantity]:
    """Yield what may be no time: the 20 days of "20일", the 2000 of "2000 visitors"."""
    for moment in reading.moments:
        unit = find_unit(text, moment.start, moment.end) if moment.bare else None
        if unit and unit.kinds:
            value = (float(moment.year),)
            yield Quantity(moment.start, unit.end, value, unit.kinds, unit.factor)
        elif moment.year and moment.grain == 0:
            yield Quantity(moment.start, moment.end, (float(moment.year),), _YEARS, 12)
        elif moment.day and moment.months == (0, 0) and not moment.whole:
            value = (float(moment.day),)
            yield Quantity(moment.start, moment.end, value, frozenset({"clock"}), 86_400)


def _states(moment: Moment, grain: int) -> bool:
    """Return whether a time of the evidence states its year (0), month (1) or day (2) itself."""
    if grain == 0:
        return bool(moment.year or moment.whole)
    return moment.grain >= grain


def _has_digits_of(ground: _Ground, moment: Moment) -> bool:
    """Return whether the year and the day of a time are in evidence whose months we can't read."""
    year = moment.year or (moment.whole[0].year if moment.whole else 0)
    years = {year, year % 100, ground.today.year} if moment.whole else {year}
    days = {moment.day} if moment.day else set()
    return (not year or bool(years & ground.numbers)) and days <= ground.numbers


def _holds_name(ground: _Ground, name: str) -> bool:
    parts = re.findall(r"[a-z]+|\d+", fold(name))
    pattern = re.compile(r"(?<![a-z\d])" + r"[\W_]{0,2}".join(parts) + r"(?!\d)")
    document = ground.evidence.document
    if any(pattern.search(fold(text)) for text in (ground.evidence.text, document.title)):
        return True
    if pattern.search(fold(document.text)):
        return True
    if name[0].isdigit() and name[-1].isdigit():  # 3·1절 is on 3월 1일
        return {float(part) for part in parts} <= ground.numbers
    # COVID-19 is 코로나19 elsewhere.
    values = set(extract_numbers(name))
    elsewhere = parts[0] not in fold(ground.evidence.text)
    return elsewhere and any(not q.kinds and values & set(q.values) for q in ground.quantities)


def _holds_clock(ground: _Ground, clock: Clock) -> bool:
    if any(clock.minutes & other.minutes for other in ground.clocks):
        return True
    hours = {minute / 60 for minute in clock.minutes}
    return len(hours) > 1 and any(hours & set(q.values) for q in ground.quantities if not q.kinds)


def _values_of(ground: _Ground) -> Iterator[float]:
    yield from ground.numbers
    for first, last in (*ground.intervals, *([ground.published] if ground.published else [])):
        for day in (first, last):
            yield from (day.year, day.month, day.day)
    for clock in ground.clocks:
        for minute in clock.minutes:
            yield from (minute // 60, minute % 60)
    for quantity in ground.quantities:
        for value in quantity.values:
            for factor in (1, quantity.factor, 1 / 12, 1 / 1000, 1000, 0.01, 100):
                yield round(value * factor, 6)
