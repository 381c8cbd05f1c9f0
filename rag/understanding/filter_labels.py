"""Filters in words, for chips and the terminal."""

import re
from calendar import monthrange
from datetime import date

from index.filters import Filter, Kind
from rag.understanding.language_names import language_called

_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)", re.ASCII)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_PARTS = {"years": 1, "months": 2, "days": 3}


def describe(filter: Filter) -> tuple[str, str]:
    """Return what a filter lets through in Korean and English: ("2023년 9월", "September 2023").

    Of a folder only the last name is shown; a date that is no interval, as it is.
    """
    value = filter.value
    if filter.kind is Kind.DATE:
        return _describe_dates(value)
    if filter.kind is Kind.LANGUAGE:
        korean, english = language_called(value)
        return f"{korean} 기사", f"{english} articles"
    folder = re.split(r"[/\\]", value.rstrip("/\\"))[-1] or value
    return {
        Kind.PUBLISHER: (value, value),
        Kind.REPORTER: (f"{value} 기자", f"by {value}"),
        Kind.TAG: (f"태그 {value}", f"tag {value}"),
        Kind.FOLDER: (f"폴더 {folder}", f"folder {folder}"),
        Kind.DOCUMENT: (f"문서 {value}", f"document {value}"),
    }[filter.kind]


def _describe_dates(value: str) -> tuple[str, str]:
    sides = _INTERVAL.fullmatch(value)
    try:
        first, last = (
            None if side == ".." else date.fromisoformat(side)
            for side in (sides.groups() if sides else (value, value))
        )
    except ValueError:
        return value, value
    whole = _whole(first, last)
    if first and last:
        return _korean_range(first, last, whole), _english_range(first, last, whole)
    if first:
        return f"{_korean(first, whole)}부터", f"since {_english(first, whole)}"
    if last:
        return f"{_korean(last, whole)}까지", f"until {_english(last, whole)}"
    return value, value


def _whole(first: date | None, last: date | None) -> str:
    """Return what an interval is made of: whole years, whole months, or days."""
    months = (not first or first.day == 1) and (
        not last or last.day == monthrange(last.year, last.month)[1]
    )
    if not months:
        return "days"
    years = (not first or first.month == 1) and (not last or last.month == 12)
    return "years" if years else "months"


def _korean(day: date, whole: str) -> str:
    parts = (f"{day.year}년", f"{day.month}월", f"{day.day}일")
    return " ".join(parts[: _PARTS[whole]])


def _english(day: date, whole: str) -> str:
    parts = (str(day.day), _MONTHS[day.month - 1], str(day.year))
    return " ".join(parts[-_PARTS[whole] :])


def _korean_range(first: date, last: date, whole: str) -> str:
    start, end = _korean(first, whole), _korean(last, whole)
    if start == end:
        return start
    if whole == "years":
        return f"{first.year}–{end}"
    return f"{start}–{end.removeprefix(f'{first.year}년 ')}"


def _english_range(first: date, last: date, whole: str) -> str:
    start, end = _english(first, whole), _english(last, whole)
    if start == end:
        return start
    if whole == "years":
        return f"{start}–{end}"
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start} – {end}"
