"""The dates that a comparison sets side by side, each with its days and where it stands.

Unlike `time_words`, which reads "between March and May" as one time, every member is a
date of its own, and a date that owes its year to a neighbour says where that year stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.understanding.calendar_words import CalendarWord, Slot, find_calendar_words, span_of_months

_GLUE = re.compile(r"[\s,/-]{0,2}(?:of|in|del?|의|の|的)?\s?", re.IGNORECASE)
_COORDINATION = re.compile(
    r"\s?(?:와|과|이?랑|하고|및|,|and|or|vs\.?|versus|to|y|o|a|und|oder|bis|et|ou|à|と|和|与|、)\s?"
    r"(?:in\s|im\s|en\s)?(?:the\s|la\s|el\s)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words text[start:end] and the days they name, "" where no year says which.

    `year_words` is where the year stands, (0, 0) if nowhere; outside of start:end where it is
    a neighbour's: "2023년 6월과 9월".
    """

    start: int
    end: int
    period: str = ""
    year_words: tuple[int, int] = (0, 0)

    @property
    def borrows_year(self) -> bool:
        """Whether the year is a neighbour's."""
        first, last = self.year_words
        return last > 0 and not self.start <= first < self.end


def find_dates(text: str, *, today: date | None) -> list[DateWords]:
    """Return the dates that `text` names, in order, none overlapping.

    Args:
        text: a question.
        today: what "last year" is reckoned from; without it such words name no known days.
    """
    words = find_calendar_words(text, today=today or date.today())
    joined = list(_join(text, words))
    neighbours = zip([[], *joined], joined, [*joined[1:], []], strict=False)
    groups = [group for before, group, after in neighbours if _is_date(text, before, group, after)]
    dates: list[DateWords] = []
    known: CalendarWord | None = None
    month: CalendarWord | None = None
    years = [word for group in groups for word in group if word.slot is Slot.YEAR]
    for group in groups:
        slots = {word.slot: word for word in group}
        known = slots.get(Slot.YEAR) or known or next(iter(years), None)
        if Slot.MONTHS in slots:
            month = slots[Slot.MONTHS]
        elif month and Slot.DAY in slots:  # 6월 29일과 30일
            slots[Slot.MONTHS] = replace(month, day=slots[Slot.DAY].day)
        if Slot.WHOLE not in slots and Slot.YEAR not in slots and known:
            slots[Slot.YEAR] = known
        dates.append(_read(group, slots, today))
    return dates


def _join(text: str, words: Sequence[CalendarWord]) -> Iterator[list[CalendarWord]]:
    group: list[CalendarWord] = []
    for word in words:
        apart = not group or word.slot in {other.slot for other in group}
        if apart or not _GLUE.fullmatch(text, group[-1].end, word.start):
            if group:
                yield group
            group = []
        group.append(word)
    if group:
        yield group


def _is_date(
    text: str,
    before: Sequence[CalendarWord],
    group: Sequence[CalendarWord],
    after: Sequence[CalendarWord],
) -> bool:
    """Return whether a group names a time; "May" alone does only when joined with another."""
    if all(word.slot is Slot.THIRD for word in group):
        return False
    if len(group) > 1 or not group[0].needy:
        return True
    return any(
        first and last and _COORDINATION.fullmatch(text, first[-1].end, last[0].start)
        for first, last in ((before, group), (group, after))
    )


def _read(
    group: Sequence[CalendarWord], slots: dict[Slot, CalendarWord], today: date | None
) -> DateWords:
    start, end = group[0].start, group[-1].end
    if any(word.relative for word in slots.values()) and today is None:
        return DateWords(start, end)
    if whole := slots.get(Slot.WHOLE):
        return DateWords(start, end, f"{whole.first}/{whole.last}")
    year, months = slots.get(Slot.YEAR), slots.get(Slot.MONTHS)
    if year is None:
        return DateWords(start, end)
    first, last = span_of_months(year.year, months.months if months else (1, 12))
    if months and months.day:
        if months.day > last.day:
            return DateWords(start, end)
        first = last = first.replace(day=months.day)
    return DateWords(start, end, f"{first}/{last}", (year.start, year.end))
