"""Single words of the calendar in eight languages: 2023년, 9월, Q2, last week, 최근 3개월.

Each word is found on its own; `rag.understanding.time_words` puts neighbours together.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import partial

from rag.understanding.calendar_patterns import (
    AGOS,
    COUNTS,
    DAYS,
    DECADES,
    ERAS,
    HALVES,
    HAN_NUMBERS,
    KOREAN_END,
    MONTH_OF,
    MONTHS,
    NOT_A_YEAR,
    NUMERIC,
    ORDINALS,
    QUARTERS,
    RELATIVE,
    THIRDS,
    WEEKDAY_OF,
    WEEKDAYS,
    WINDOWS,
    YEARLESS_LATIN,
    YEARS,
)


class Slot(Enum):
    """What a word can stand for in "early May of last year"."""

    YEAR = auto()
    MONTHS = auto()  # a month (perhaps with its day), quarter, half or season
    THIRD = auto()  # early, mid, late
    DAY = auto()  # the 15th; of a month that stands before it
    WHOLE = auto()  # last week, the past three months: needs no neighbour


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """One word of the calendar, at text[start:end]; which fields count depends on the slot.

    `months` are the first and the last month, over 12 in the next year; `third` counts from 0.
    `relative` means reckoned from today, `coarse` that it spans a quarter or more, or is a day
    too exact for the reports of an event ("last Friday"). A `needy` word means nothing without
    a neighbour (봄) or a preposition (May).
    """

    start: int
    end: int
    slot: Slot
    year: int = 0
    months: tuple[int, int] = (1, 12)
    day: int = 0
    third: int = 0
    first: date = date.min
    last: date = date.min
    relative: bool = False
    coarse: bool = False
    needy: bool = False


_Reader = Callable[[re.Match[str], date], CalendarWord | None]


def find_calendar_words(text: str, *, today: date, language: str = "") -> list[CalendarWord]:
    """Return the words of the calendar in `text`, in order; of overlapping ones the first.

    All languages are looked for, as questions mix them; `language` decides about words that
    another has too (hier).
    """
    words = []
    for pattern, read in (*_READERS, *_READERS_OF.get(language, ())):
        for match in pattern.finditer(text):
            try:
                word = read(match, today)
            except (ValueError, OverflowError):
                continue  # 30 February, or before the year 1: no day of the calendar
            except KeyError:
                continue  # written with letters that only look alike: ſeptember
            if word:
                words.append(word)
    words.sort(key=lambda word: (word.start, -word.end))
    kept: list[CalendarWord] = []
    for word in words:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept


def span_of_months(year: int, months: tuple[int, int]) -> tuple[date, date]:
    """Return the first and last day from one month to another, over 12 in the next year."""
    first, last = ((year + (month - 1) // 12, (month - 1) % 12 + 1) for month in months)
    return date(*first, 1), date(*last, monthrange(*last)[1])


def span_around(unit: str, offset: int, today: date) -> tuple[date, date]:
    """Return the first and last day of this day, week, month …, or of one so many away."""
    if unit == "day":
        day = today + timedelta(days=offset)
        return day, day
    if unit in ("week", "weekend"):
        monday = today + timedelta(days=7 * offset - today.weekday())
        return monday + timedelta(days=5 * (unit == "weekend")), monday + timedelta(days=6)
    width = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (today.month - 1) // width * width + offset * width
    return span_of_months(today.year + first // 12, (first % 12 + 1, first % 12 + width))


def _whole(
    match: re.Match[str], span: tuple[date, date], *, relative: bool = False, coarse: bool = False
) -> CalendarWord:
    first, last = span
    return CalendarWord(
        match.start(), match.end(), Slot.WHOLE,
        first=first, last=last, relative=relative, coarse=coarse,
    )  # fmt: skip


def _amount(match: re.Match[str]) -> tuple[int, str]:
    groups = match.groupdict()
    written = (groups["n"] or "1").lower()
    count = int(written) if written.isdigit() else COUNTS[written]
    return count, next(unit for unit in ("day", "week", "month", "year") if groups[unit])


def _read_window(match: re.Match[str], today: date) -> CalendarWord:
    count, unit = _amount(match)
    if unit in ("day", "week"):
        first = today - timedelta(days=count * (7 if unit == "week" else 1))
    else:
        start, end = span_around("month", -count * (12 if unit == "year" else 1), today)
        first = start.replace(day=min(today.day, end.day))
    return _whole(match, (first, today), relative=True, coarse=unit == "year")


def _read_ago(match: re.Match[str], today: date) -> CalendarWord:
    count, unit = _amount(match)
    return _whole(match, span_around(unit, -count, today), relative=True, coarse=True)


def _read_relative(unit: str, offset: int, match: re.Match[str], today: date) -> CalendarWord:
    if unit == "year":
        return CalendarWord(
            match.start(), match.end(), Slot.YEAR, year=today.year + offset, relative=True
        )
    span = span_around(unit, offset, today)
    return _whole(match, span, relative=True, coarse=unit == "quarter")


def _read_weekday(match: re.Match[str], today: date) -> CalendarWord:
    groups = match.groupdict()
    weekday = WEEKDAY_OF[groups["w"].lower()]
    if groups.get("this") or groups.get("week"):
        day = span_around("week", 0 if groups["this"] else -1, today)[0] + timedelta(days=weekday)
    else:
        day = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return _whole(match, (day, day), relative=True, coarse=True)


def _read_year(match: re.Match[str], today: date) -> CalendarWord | None:
    groups = match.groupdict()
    if groups.get("era"):
        year = ERAS[groups["era"]] + (1 if groups["n"] == "元" else int(groups["n"]))
    elif groups.get("yy"):
        short = int(groups["yy"])
        year = short + (2000 if short <= today.year % 100 + 10 else 1900)
    else:
        year = int(groups["y"])
        if NOT_A_YEAR.search(match.string, max(0, match.start() - 10), match.start()):
            return None
    date(year, 1, 1)
    return CalendarWord(match.start(), match.end(), Slot.YEAR, year=year)


def _read_numeric(match: re.Match[str], today: date) -> CalendarWord:
    groups = match.groupdict()
    year, month = int(groups["y"]), int(groups["m"])
    if not groups.get("d"):
        return _whole(match, span_of_months(year, (month, month)))
    day = int(groups["d"])
    if month > 12 and match.start("d") < match.start("m"):
        month, day = day, month  # 02/20/2025
    return _whole(match, (date(year, month, day),) * 2)


def _read_month(match: re.Match[str], today: date) -> CalendarWord:
    groups = match.groupdict()
    if groups.get("han"):
        month = HAN_NUMBERS.index(groups["han"]) + 1
    elif groups.get("name"):
        month = MONTH_OF[groups["name"].lower()]
    else:
        month = int(groups["m"])
    day = int(groups.get("d") or groups.get("d2") or 0)
    date(2000, month, day or 1)
    before = match.string[max(0, match.start() - 10) : match.start()]
    needy = bool(groups.get("name") and not day and not YEARLESS_LATIN.search(before))
    return CalendarWord(
        match.start(), match.end(), Slot.MONTHS, months=(month, month), day=day, needy=needy
    )


def _read_quarter(match: re.Match[str], today: date) -> CalendarWord:
    last = 3 * ORDINALS[match["q"].lower()]
    needy = match.group()[-1].isascii() and match.group()[0] not in "Qq"  # of a game, too
    return CalendarWord(
        match.start(), match.end(), Slot.MONTHS, months=(last - 2, last), needy=needy
    )


def _read_half(months: tuple[int, int], match: re.Match[str], today: date) -> CalendarWord:
    needy = match.group()[-1] not in "기年期"
    return CalendarWord(match.start(), match.end(), Slot.MONTHS, months=months, needy=needy)


def _read_third(third: int, match: re.Match[str], today: date) -> CalendarWord:
    return CalendarWord(match.start(), match.end(), Slot.THIRD, third=third, needy=True)


def _read_day(match: re.Match[str], today: date) -> CalendarWord:
    return CalendarWord(match.start(), match.end(), Slot.DAY, day=int(match["d"]), needy=True)


def _read_decade(match: re.Match[str], today: date) -> CalendarWord:
    decade = int(match["decade"] or match.groupdict()["short"])
    if decade < 100:
        decade += 2000 if decade <= today.year % 100 else 1900
    return _whole(match, (date(decade, 1, 1), date(decade + 9, 12, 31)))


def _readers() -> list[tuple[re.Pattern[str], _Reader]]:
    table: list[tuple[str, _Reader]] = []
    for unit, offset, korean, han, others in RELATIVE:
        words = rf"(?<![가-힣])(?:{korean}){KOREAN_END}|{han}|(?<![\w-])(?:{others})(?![\w-])"
        table.append((words, partial(_read_relative, unit, offset)))
    table += [(pattern, partial(_read_half, months)) for months, pattern in HALVES]
    table += [(pattern, partial(_read_third, third)) for third, pattern in enumerate(THIRDS)]
    for patterns, read in (
        (WINDOWS, _read_window), (AGOS, _read_ago), (WEEKDAYS, _read_weekday),
        (YEARS, _read_year), (NUMERIC, _read_numeric), (MONTHS, _read_month),
        (QUARTERS, _read_quarter), (DAYS, _read_day), (DECADES, _read_decade),
    ):  # fmt: skip
        table += [(pattern, read) for pattern in patterns]
    return [(re.compile(pattern, re.IGNORECASE), read) for pattern, read in table]


_READERS = _readers()
_READERS_OF: dict[str, list[tuple[re.Pattern[str], _Reader]]] = {
    "fr": [(re.compile(r"\bhier\b", re.IGNORECASE), partial(_read_relative, "day", -1))]
}
