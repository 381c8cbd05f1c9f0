"""What evidence says in figures, as the figures of a claim may rest on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.numbers import extract_numbers
from index.terms import fold
from rag.answers import Evidence
from rag.support.attachment import is_reporting
from rag.support.claim_dates import (
    UNDATED,
    Interval,
    Moment,
    ago_intervals,
    find_moments,
    resolve,
)
from rag.support.quantities import (
    EXPLICIT,
    Clock,
    Quantity,
    blank,
    find_clocks,
    find_quantities,
    holds,
    plain_groups,
)
from rag.support.units import find_unit
from rag.support.weekdays import Weekday, find_weekdays

# Letters with a figure: K-9, G20, Qwen2.5, COVID-19, 5G; not 5km, US$5.
_NAME = re.compile(
    r"(?<![\w$€£¥₩.-])(?!(?:[Mm]id|[Pp]re|[Pp]ost|[Nn]on|[Tt]op)-)"
    r"(?:(?=[a-z]*[A-Z])(?P<letters>[A-Za-z]+)[-‐]?\d+(?:\.\d+)*[A-Za-z]*(?:-\d+)?|\d{1,2}[GDK])"
    r"(?![A-Za-z\d%])"
    r"|(?<![\d.])\d{1,2}[·ㆍ]\d{1,2}"
    r"(?=\s?(?:절|혁명|운동|만세|전쟁|항쟁|민주|사태|선언|합의|조치|대책|쿠데타|총선|대선|참사))"
)
KNOWN = frozenset({"ko", "en", "zh", "ja"})  # whose words of number and bounds are known
_YEARS = frozenset({"calendar", "age"})
_DENIED = re.compile(
    r"(?P<no>[^\s,]*\d[^\s,]*?)(?:[이가은는]|까지가|부터가)?\s?아니(?:라|고)\s"
    r"|\b(?:instead of|rather than|not)\s(?:(?:at|on|in|until|by|for|from)\s)?"
    r"(?P<no2>[$€£]?\d[\d.,:]*(?:\s(?:a\.m|p\.m|percent|million|billion)\b)?)",
    re.I,
)
_ABOUT_THEN = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says in figures; `names` are words that hold one (K-9)."""

    moments: tuple[Moment, ...]
    clocks: tuple[Clock, ...]
    quantities: tuple[Quantity, ...]
    names: tuple[tuple[int, int], ...]
    weekdays: tuple[Weekday, ...]
    agos: tuple[tuple[int, Interval], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One piece of evidence as a claim's figures may rest on it.

    `stated` are the times that its words and headline name, `intervals` the days that these may
    mean; `published` is the day of its article; `days` are the days about then that evidence of
    the article names, `reported` those of its days that only say when something was said.
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
    days: tuple[Interval, ...]
    reported: tuple[Interval, ...]

    @property
    def reading(self) -> Reading:
        """What the sentence itself says, without its headline."""
        return read(self.evidence.text, self.today)


def figure_grounds(evidence: Sequence[Evidence], *, denied: bool = True) -> list[Ground]:
    """Return what each piece of evidence says in figures.

    `denied` includes what it says is not so (5시가 아니라 8시).
    """
    return [_ground_of(one, evidence, denied) for one in evidence]


def _ground_of(one: Evidence, evidence: Sequence[Evidence], denied: bool) -> Ground:
    document = one.document
    article = (document.source, document.published)
    try:
        today = date.fromisoformat(document.date)
        published = (today, today)
    except ValueError:
        today, published = UNDATED, None
    texts = [_affirmed(text, denied) for text in (one.text, document.title)]
    readings = [read(text, today) for text in texts]
    stated = tuple(moment for reading in readings for moment in reading.moments)
    siblings = [
        other.text
        for other in evidence
        if (other.document.source, other.document.published) == article
    ]
    named = [moment for text in siblings for moment in read(text, today).moments]
    reported = [m for m in readings[0].moments if m.grain == 2 and is_reporting(texts[0], m)]
    return Ground(
        article,
        one,
        today,
        published,
        stated,
        (
            *resolve(stated, today, named=named),
            *(day for reading in readings for weekday in reading.weekdays for day in weekday.days),
            *(days for reading in readings for _, days in reading.agos),
        ),
        tuple(clock for reading in readings for clock in reading.clocks),
        tuple(
            quantity
            for text, reading in zip(texts, readings, strict=True)
            for quantity in (*reading.quantities, *_counted_moments(text, reading))
        ),
        frozenset(
            round(number, 6) for text in texts for number in extract_numbers(plain_groups(text))
        ),
        tuple(day for text in siblings for day in _days_about(text, today, named)),
        tuple(resolve(reported, today, named=named)),
    )


def _affirmed(text: str, denied: bool) -> str:
    spans = (
        [] if denied else [match.span(1 if match["no"] else 2) for match in _DENIED.finditer(text)]
    )
    return blank(text, spans)


def _days_about(text: str, today: date, named: Sequence[Moment]) -> Iterator[Interval]:
    """Yield the days near an article's date that a sentence of it names."""
    reading = read(text, today)
    days = resolve([m for m in reading.moments if m.grain == 2], today, named=named)
    for weekday in reading.weekdays:
        days += weekday.days
    for first, last in days:
        if first == last and abs((first - today).days) <= _ABOUT_THEN:
            yield first, last


@lru_cache(maxsize=512)
def read(text: str, today: date) -> Reading:
    """Return what a text of `today` says in figures."""
    text = plain_groups(text)
    names = tuple(match.span() for match in _NAME.finditer(text) if not _is_measure(match))
    rest = blank(text, names)
    moments = tuple(find_moments(rest, today))
    rest = blank(rest, [(moment.start, moment.end) for moment in moments])
    clocks = tuple(find_clocks(rest))
    rest = blank(rest, [(clock.start, clock.end) for clock in clocks])
    return Reading(
        moments,
        clocks,
        tuple(find_quantities(rest)),
        names,
        tuple(find_weekdays(text, today)),
        tuple(ago_intervals(text, today)),
    )


def _is_measure(match: re.Match[str]) -> bool:
    return match["letters"] in ("USD", "KRW", "EUR", "JPY", "Q", "H")


def _counted_moments(text: str, reading: Reading) -> Iterator[Quantity]:
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


def holds_quantity(ground: Ground, claimed: Quantity) -> bool:
    """Return whether a ground holds a quantity of a claim."""
    known = ground.evidence.document.language in KNOWN
    money = claimed.kinds & EXPLICIT
    signed = any(money & quantity.kinds for quantity in ground.quantities)  # € 5, not 6
    for quantity in ground.quantities:
        if not holds(quantity, claimed, unbounded=not known):
            continue
        if known and money and not (quantity.kinds or claimed.spelled or signed):
            continue
        return True
    return False


def holds_name(ground: Ground, name: str) -> bool:
    """Return whether a ground has a name with a figure in it."""
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


def holds_clock(ground: Ground, clock: Clock) -> bool:
    """Return whether a ground names a time of day."""
    if any(clock.minutes & other.minutes for other in ground.clocks):
        return True
    hours = {minute / 60 for minute in clock.minutes}
    return len(hours) > 1 and any(hours & set(q.values) for q in ground.quantities if not q.kinds)


def has_digits_of(ground: Ground, moment: Moment) -> bool:
    """Return whether the year and the day of a time are in evidence whose months we can't read."""
    year = moment.year or (moment.whole[0].year if moment.whole else 0)
    years = {year, year % 100, ground.today.year} if moment.whole else {year}
    days = {moment.day} if moment.day else set()
    return (not year or bool(years & ground.numbers)) and days <= ground.numbers


def values_of(ground: Ground) -> Iterator[float]:
    """Yield every value that a text resting on a ground may show."""
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
