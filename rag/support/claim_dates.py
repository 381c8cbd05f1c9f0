"""The times that a text names, as intervals of days; does a claim's time hold in its evidence?

Times are read from the article's date: "20일" in an article of 2025-02-21 is 2025-02-20, 지난해 is
2024. A claim may be coarser than its evidence (February for 20 February), never finer or other.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.support.time_phrases import find_more_words
from rag.understanding.calendar_words import (
    CalendarWord,
    Slot,
    find_calendar_words,
    span_of_months,
)

# Of an article without a date: a leap year far from any named one, in which '24 is still 2024.
UNDATED = date(2472, 6, 15)
Interval = tuple[date, date]

_GLUE = re.compile(
    r"[\s,/-]{0,2}(?:of the|of|in|de la|del?|des|der|du|von|vom|의|の|的|['’]s|들어)?\s?", re.I
)
_PAST = re.compile(r"(?:(?<![가-힣])지난|\blast|去る)\s?$", re.I)
_COMING = re.compile(r"(?:(?<![가-힣])(?:오는|다가오는)|\b(?:next|coming)|来る|来)\s?$", re.I)
_UNTIL = re.compile(r"\b(?:to|through|until|till)\s$")
_THIS = re.compile(r"(?:(?<![가-힣])(?:올|이번)|\bthis)\s?$", re.I)
_NO_MONTH = frozenset({"may", "march", "mar", "set", "abr"})  # in small letters
_AFTER_THAT = re.compile(r"(?:năm|tháng|tuần) (?:sau|trước)", re.I)  # years later, as well
_COUNTED_BACK = re.compile(r"\d|\bago\b|전$|前$|동안|간$|최근|past|últim|last \w+ \w+", re.I)
_AGO = re.compile(r"\bago\b|전|前|\bhace\b|\bvor\b|il y a|trước", re.I)
_VERBS = frozenset({"start", "begin", "end", "ending", "beginning", "close", "finish"})
_NEAR_DAYS = 21
_NEAR_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names, at text[start:end]: what it states and, of a whole, its days.

    `year`, `months` and `day` are 0 where the words don't state them; `third` counts early, mid
    and late from 0, -1 if none; `tendency` is -1 for 지난 4월, 1 for 오는 4월. `bare` means plain
    digits ("2025"), which may be another figure, `vague` a word that may be none of time (fall).
    """

    start: int
    end: int
    year: int = 0
    months: tuple[int, int] = (0, 0)
    day: int = 0
    third: int = -1
    whole: Interval | None = None
    tendency: int = 0
    bare: bool = False
    vague: bool = False

    @property
    def grain(self) -> int:
        """How fine it is: 0 a year or more, 1 months, 2 a day."""
        if self.whole:
            days = (self.whole[1] - self.whole[0]).days + 1
            return 2 if self.day or days == 1 else int(days < 300)
        return 2 if self.day else int(self.months != (0, 0))

    def states(self, grain: int) -> bool:
        """Return whether it states its year (0), month (1) or day (2) itself."""
        return self.grain >= grain if grain else bool(self.year or self.whole)


def find_moments(text: str, today: date) -> list[Moment]:
    """Return the times that `text` names, in order; relative ones are reckoned from `today`.

    Spans of time (최근 3년, 3 years ago) are quantities as well and no moments.
    """
    words = find_more_words(text, today)
    taken = [(word.start, word.end) for word in words]
    words += [
        word
        for word in find_calendar_words(text, today=today)
        if _is_moment(text, word) and not _overlaps(word, taken)
    ]
    moments: list[Moment] = []
    last_slots: set[Slot] = set()
    for word in sorted(words, key=lambda word: word.start):
        before = moments[-1] if moments else None
        if before and _joins(last_slots, word) and _GLUE.fullmatch(text, before.end, word.start):
            last_slots.add(word.slot)
            moments[-1] = _joined(before, word)
        else:
            last_slots = {word.slot}
            moments.append(_first(text, word))
            months = word.slot is Slot.MONTHS and word.months[1] <= 12
            if months and _THIS.search(text, max(0, word.start - 8), word.start):
                last_slots.add(Slot.YEAR)
                moments[-1] = replace(moments[-1], year=today.year)
    return [moment for moment in moments if moment.year or moment.grain or moment.whole]


def resolve(
    moments: Iterable[Moment], today: date, *, named: Sequence[Moment] = ()
) -> list[Interval]:
    """Return the intervals that moments of evidence may mean, from its article's date.

    `named` are other moments of the article, whose years and months count for those without.
    """
    moments = list(moments)
    years = {moment.year for moment in (*moments, *named) if moment.year}
    months = {(m.year, m.months[0]) for m in (*moments, *named) if m.months[0] == m.months[1] > 0}
    found: list[Interval] = []
    for moment in moments:
        found += _intervals(moment, today, years, months)
    return found


def ago_intervals(text: str, today: date) -> list[tuple[int, Interval]]:
    """Return where "two years ago", "3년 전" begin, each with the days that it means."""
    return [
        (word.start, (word.first, word.last))
        for word in find_calendar_words(text, today=today)
        if word.slot is Slot.WHOLE and _AGO.search(text[word.start : word.end])
    ]


def covers(claimed: Moment, interval: Interval) -> bool:
    """Return whether what a claim says of a time is true of an interval of its evidence."""
    first, last = interval
    if claimed.whole and not claimed.day:
        return claimed.whole[0] <= first and last <= claimed.whole[1]
    year, months = claimed.year, claimed.months
    if claimed.whole:
        year, months = claimed.whole[0].year, (claimed.whole[0].month,) * 2
    if year and (first.year != year or (last.year != year and months[1] <= 12)):
        return False
    if claimed.day:
        same_month = months == (0, 0) or months[0] == first.month
        return first == last and first.day == claimed.day and same_month
    if months == (0, 0) and claimed.third < 0:
        return True
    if months == (0, 0):
        months = (1, 12)
    try:
        begin, end = _third(span_of_months(first.year, months), claimed.third)
    except ValueError:
        return False
    return begin <= first and last <= end


def _is_moment(text: str, word: CalendarWord) -> bool:
    written = text[word.start : word.end]
    if written.split(maxsplit=1)[0] in _NO_MONTH or _AFTER_THAT.fullmatch(written):
        return False
    if word.slot is Slot.THIRD and written.lower() in _VERBS:
        return text.startswith((" of ", " this ", " next "), word.end)  # not: will start in June
    if text.startswith((" in a row", " running"), word.end):
        return False  # a second quarter
    if text.startswith((" of ", " von "), word.end) and word.relative:
        return False  # the last week of February
    if word.slot is Slot.WHOLE and word.relative:
        return not _COUNTED_BACK.search(written)
    return True


def _overlaps(word: CalendarWord, spans: Collection[tuple[int, int]]) -> bool:
    return any(word.start < end and start < word.end for start, end in spans)


def _joins(slots: set[Slot], word: CalendarWord) -> bool:
    if word.slot in slots:
        return False
    if word.slot is Slot.WHOLE:
        return slots == {Slot.THIRD}
    if word.slot is Slot.DAY:
        return slots in ({Slot.WHOLE}, {Slot.MONTHS}, {Slot.YEAR, Slot.MONTHS})
    if word.slot is Slot.THIRD:
        return Slot.DAY not in slots
    return not slots & {Slot.WHOLE, Slot.DAY}


def _first(text: str, word: CalendarWord) -> Moment:
    before = max(0, word.start - 8)
    tendency = 0
    if _PAST.search(text, before, word.start):
        tendency = -1
    elif _COMING.search(text, before, word.start):
        tendency = 1
    bare = text[word.start : word.end].isdigit()
    ends = text[word.start].isupper() and _UNTIL.search(text, before, word.start)  # to May
    vague = not bare and not ends
    first = Moment(word.start, word.end, tendency=tendency, bare=bare, vague=vague)
    return _joined(first, word)


def _joined(moment: Moment, word: CalendarWord) -> Moment:
    moment = replace(
        moment,
        end=word.end,
        bare=moment.bare and word.end == moment.end,
        vague=moment.vague and _is_vague(word),
    )
    if word.slot is Slot.YEAR:
        return replace(moment, year=word.year)
    if word.slot is Slot.MONTHS:
        return replace(moment, months=word.months, day=word.day)
    if word.slot is Slot.THIRD:
        return replace(moment, third=word.third)
    if word.slot is Slot.DAY:
        return replace(moment, day=word.day)
    return replace(moment, whole=(word.first, word.last))


def _is_vague(word: CalendarWord) -> bool:
    """Return whether a word is a season, a month's name alone, early or late: perhaps no time."""
    first, last = word.months
    quarters = word.slot is Slot.MONTHS and first % 3 == 1 and last > first
    return word.needy and word.slot is not Slot.DAY and not quarters


def _intervals(
    moment: Moment, today: date, years: Collection[int], months: Collection[tuple[int, int]]
) -> list[Interval]:
    if moment.whole:
        first = moment.whole[0]
        if moment.day:
            return _days([(first.year, first.month)], moment.day)
        return [_third(moment.whole, moment.third)]
    if moment.months != (0, 0):
        span_years = [moment.year] if moment.year else _years_near(moment, today, years)
        if moment.day:
            return _days([(year, moment.months[0]) for year in span_years], moment.day)
        spans = [span_of_months(year, moment.months) for year in span_years]
        return [_third(span, moment.third) for span in spans]
    if moment.day:
        far = timedelta(days=_NEAR_DAYS)
        near = {(day.year, day.month) for day in (today - far, today, today + far)}
        near |= {(year or today.year, month) for year, month in months}
        days = _days(sorted(near), moment.day)
        named = {month for _, month in months}
        return [d for d in days if abs(d[0] - today) <= far or d[0].month in named]
    if moment.year:
        year = span_of_months(moment.year, (1, 12))
        found = [_third(year, moment.third)]
        if moment.third in (0, 2):  # the end of a year is December, too
            month = 1 if moment.third == 0 else 12
            found.append(_third(span_of_months(moment.year, (month, month)), moment.third))
        return found
    return []


def _days(months: Sequence[tuple[int, int]], day: int) -> list[Interval]:
    found = []
    for year, month in months:
        try:
            found.append((date(year, month, day),) * 2)
        except ValueError:
            continue  # 30 February
    return found


def _years_near(moment: Moment, today: date, named: Collection[int]) -> list[int]:
    """Return the years that a month without one may be of: the article's, or a near month's."""
    month, year = moment.months[0], today.year
    if moment.tendency:
        later = (month, moment.day or today.day) > (today.month, today.day)
        return [year - later if moment.tendency < 0 else year + (not later)]
    found = {year, *named}
    if month - today.month > _NEAR_MONTHS:
        found.add(year - 1)
    if today.month - month > _NEAR_MONTHS:
        found.add(year + 1)
    return sorted(found)


def _third(span: Interval, third: int) -> Interval:
    """Return early, mid or late in a month (ten days) or a year (four months)."""
    first, last = span
    if third < 0 or first == last or first.year != last.year:
        return span
    if first.month == last.month:
        starts = [first.replace(day=day) for day in (1, 11, 21)]
        ends = [first.replace(day=10), first.replace(day=20), last]
        return starts[third], ends[third]
    if (first.month, last.month) == (1, 12):
        return span_of_months(first.year, (4 * third + 1, 4 * third + 4))
    return span
