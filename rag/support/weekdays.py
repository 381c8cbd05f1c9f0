"""The weekdays of evidence and claims: which days they may mean, and whether they hold."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from rag.support.claim_dates import UNDATED, Interval
from rag.understanding.calendar_patterns import LATIN_WEEKDAY, WEEKDAY_OF

_WEEKDAY = re.compile(
    rf"(?<![A-Za-zÀ-ỹ]){LATIN_WEEKDAY}s?(?!\w)"
    r"|(?P<east>[월화수목금토일]요일|[月火水木金土日]曜|(?:星期|[周週])[一二三四五六日天](?![月日]))",
    re.I,
)
_COMING = re.compile(r"(?:오는|다가오는|다음\s?주|\b(?:next|coming|this)|来る|来|下)\s?$", re.I)
_FUTURE = re.compile(
    r"\b(?:will|would|won't|shall|expect\w*|due|plans?|planned|scheduled|set to|to be|until|from"
    r"|before|by|ahead|going to)\b|예정|계획|전망|방침|앞두|까지|부터|것이다|것으로|기로",
    re.I,
)
_PAST_KOREAN = 20  # the final ㅆ of 열렸다
_ENGLISH = re.compile(r"[a-z]{3}day\b|[a-z]day\b", re.I)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday named at text[start:end], 0 for Monday, and the days that it may be."""

    start: int
    end: int
    number: int
    days: tuple[Interval, ...]


def find_weekdays(text: str, today: date) -> list[Weekday]:
    """Return the weekdays of a text and the days near `today`, its date, that they may mean.

    A past tense without any word of plans means the last such day, else the next is possible.
    """
    found = []
    for match in _WEEKDAY.finditer(text):
        word = (match["east"] or match["w"]).lower()
        name = word if match["w"] else word[-1] if word[0] in "星周週" else word[0]
        number = WEEKDAY_OF[name]
        days = [] if today == UNDATED else _days(text, match.start(), today, number)
        found.append(Weekday(*match.span(), number, tuple((day, day) for day in days)))
    return found


def _days(text: str, start: int, today: date, number: int) -> Collection[date]:
    ahead = (number - today.weekday()) % 7
    past = {today + timedelta(days=ahead - 7 if ahead else 0), today + timedelta(days=ahead - 7)}
    coming = {today + timedelta(days=ahead), today + timedelta(days=ahead or 7)}
    if _COMING.search(text, max(0, start - 8), start):
        return coming
    return past if _is_past(text) else past | coming


def _is_past(text: str) -> bool:
    if _FUTURE.search(text):
        return False
    if re.search("[가-힣]", text):
        return any(
            (ord(sign) - 0xAC00) % 28 == _PAST_KOREAN for sign in text if "가" <= sign <= "힣"
        )
    return text.isascii() and _ENGLISH.search(text) is not None
