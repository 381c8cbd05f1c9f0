"""Words that name a time, in eight languages -> intervals of days.

"2023년 9월부터 12월까지" -> 2023-09-01/2023-12-31, "since March" -> 2025-03-01/.., "지난달".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from index.errors import QuestionError
from rag.understanding.calendar_words import (
    CalendarWord,
    Slot,
    find_calendar_words,
    span_of_months,
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words text[start:end] and the days they name; None for an open end.

    `relative` means that they are reckoned from today, `coarse` that although they are, they
    rather name the time of an event than say from when articles are (see CalendarWord).
    `guessed` means that nothing says the year of a month or day: "5월" is the latest May, but may
    be any.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    relative: bool = False
    coarse: bool = False
    guessed: bool = False

    @property
    def interval(self) -> str:
        """The ISO 8601 interval of days, an open end as "..": 2021-01-01/.."""
        return f"{self.first or '..'}/{self.last or '..'}"


@dataclass(slots=True)
class _Phrase:
    """Neighbouring words of the calendar that name one time: early, May, of last year."""

    start: int
    end: int
    words: dict[Slot, CalendarWord] = field(default_factory=dict)

    @property
    def year(self) -> int:
        word = self.words.get(Slot.YEAR)
        return word.year if word else 0


_QUOTED = re.compile(
    r"“[^”]{1,60}”|‘[^’]{1,60}’|「[^」]{1,60}」|『[^』]{1,60}』|《[^》]{1,60}》|〈[^〉]{1,60}〉"
    r"|«[^»]{1,60}»|„[^“”]{1,60}[“”]|<[^<>]{1,60}>|\"[^\"]{1,60}\"|(?<!\w)'[^']{1,60}'(?!\w)"
)
_SET_PHRASE = re.compile(
    r"어제와\s?오늘|어제,?\s오늘|오늘과\s?내일|昨日と今日|今日と明日"
    r"|yesterday(?: and|,) today|today and tomorrow"
    r"|(?:올해|오늘|이달|내일)의(?!\s?(?:주요\s)?(?:기사|보도|뉴스))",
    re.IGNORECASE,
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_GLUE = re.compile(
    r"[\s,/-]{0,2}(?:of the|of|in|de la|del?|des|der|du|von|vom|의|の|的|['’]s)?\s?", re.IGNORECASE
)
_LAST = re.compile(r"(?:(?<![가-힣])지난|\b(?:last|this))\s$", re.IGNORECASE)
_EVERY = re.compile(r"(?:매년|해마다|every|each|毎年|每年)\s?$", re.IGNORECASE)
_RANGE_START = re.compile(
    r"(?:\b(?:from|between|de|del|du|desde|entre|von|zwischen|từ|giữa)\s(?:(?:el|le|the)\s)?"
    r"|(?<![가-힣])[从從自在])$",
    re.IGNORECASE,
)
_RANGE_MIDDLE = re.compile(
    r"\s?(?:부터|에서|~|∼|〜|～|-|–|—|\.\.|から|至|到|to|through|thru|until|till|bis|hasta|đến|tới"
    r"|jusqu['’](?:à|en|au))\s?",
    re.IGNORECASE,
)
# These need a word before the range that announces it: "between March and May".
_RANGE_ANNOUNCED = re.compile(r"\s?(?:and|y|e|und|et|và|à|au|al?|[和与與])\s?", re.IGNORECASE)
_RANGE_CLOSED = re.compile(r"[과와と]\s?")  # 3월과 5월 사이
_RANGE_END = re.compile(r"(?:\s?까지|まで)?(?:\s?사이|の?[间間]|之间|期间|の間)?")
_OPENINGS = {
    "since": re.compile(r"\b(?:since|desde|seit(?: dem)?|depuis(?: l[ea])?|(?:kể )?từ)\s$", re.I),
    "from": re.compile(
        r"\b(?:starting(?: in| from)?|beginning in|a partir del?|ab|à partir d[eu]|dès)\s$", re.I
    ),
    "after": re.compile(r"\b(?:after|nach(?: dem)?|después del?|après(?: l[ea])?|sau)\s$", re.I),
    "until": re.compile(
        r"\b(?:until|till|up to|by|hasta|bis(?: zum)?|jusqu['’](?:à|en|au)|(?:cho )?đến)\s$", re.I
    ),
    "before": re.compile(r"\b(?:before|prior to|vor|antes del?|avant(?: l[ea])?|trước)\s$", re.I),
}
_ENDINGS = {
    "since": re.compile(r"\s?(?:이후|이래|以降|以[来來]|至今|以[后後]|之[后後])"),
    "from": re.compile(
        r"\s?(?:부터|から|开?起|开始)|\s(?:on(?=[,.?]|$)|onwards?\b|trở đi\b)", re.I
    ),
    "until": re.compile(r"\s?(?:까지|이전|以前|まで|[为為]止)"),
    "before": re.compile(r"\s?(?:전에|之前)"),
}
# Opens nothing on its own: "articles from 2023", 从2023年的报道.
_ANNOUNCEMENT = re.compile(r"(?:\b(?:from|von|ab|từ)\s|[从從]|(?<![来來])自从?)$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{1,2}){0,2}", re.ASCII)
_INTERVAL = re.compile(
    rf"({_DATE.pattern}|\.\.)?\s?(?:/|\.\.|~)\s?({_DATE.pattern}|\.\.)?", re.ASCII
)


def find_time_words(text: str, *, today: date, language: str = "") -> list[TimeWords]:
    """Return the words that name a time up to today, in order, none overlapping.

    What stands in quotation marks is a title and names none. A month without a year is of the
    year named before it, else the latest that has begun.
    """
    hidden = hide_titles(text.translate(_FULL_WIDTH))
    words = find_calendar_words(hidden, language=language, today=today)
    phrases = list(_join(hidden, words))
    found = [_open(hidden, words) for words in _read_phrases(hidden, phrases, today)]
    return [words for words in found if _is_useful(words, today)]


def hide_titles(text: str) -> str:
    """Return a text as long as this one in which quoted words and set phrases are blanked."""
    for pattern in (_QUOTED, _SET_PHRASE):
        text = pattern.sub(lambda match: "\0" * len(match.group()), text)
    return text


def parse_date_interval(text: str, *, today: date) -> str:
    """Return the ISO 8601 interval of days that a date filter is typed as.

    Takes "2023", "2023-09", "2023-09-01", two of them with "/", ".." or "~" between, either left
    out or ".." for an open end, and words such as "last month" or "지난달".

    Raises:
        QuestionError: it names no days, or its end lies before its start.
    """
    typed = text.strip()
    first, last = _parse_interval(typed) or _parse_words(typed, today) or (None, None)
    shown = typed if len(typed) <= 60 else typed[:60] + "…"
    if first is None and last is None:
        raise QuestionError(
            f"기간 ‘{shown}’을(를) 알 수 없습니다. 2023, 2023-09, 2023-09-01,"
            " 2023-01-01/2023-06-30, 지난달처럼 적어 주세요.",
            f"“{shown}” is no range of dates. Write it like 2023, 2023-09, 2023-09-01,"
            " 2023-01-01/2023-06-30 or last month.",
        )
    if first and last and last < first:
        raise QuestionError(
            f"기간 ‘{shown}’은(는) 끝이 시작보다 앞섭니다. 이른 날짜를 먼저 적어 주세요.",
            f"“{shown}” ends before it starts. Write the earlier date first.",
        )
    return f"{first or '..'}/{last or '..'}"


def _parse_interval(typed: str) -> tuple[date | None, date | None] | None:
    sides = _INTERVAL.fullmatch(typed)
    try:
        if not sides:
            return _parse_date(typed)
        first, last = (side or ".." for side in sides.groups())
        return (
            None if first == ".." else _parse_date(first)[0],
            None if last == ".." else _parse_date(last)[1],
        )
    except ValueError:  # 2023-02-30, or no date at all: perhaps words
        return None


def _parse_date(typed: str) -> tuple[date, date]:
    if not _DATE.fullmatch(typed):
        raise ValueError(typed)
    year, month, day = (int(part) for part in (typed + "-0-0").split("-")[:3])
    if day:
        return (date(year, month, day),) * 2
    if month:
        date(year, month, 1)  # raises for a month 13, which would be next January
    return span_of_months(year, (month, month) if month else (1, 12))


def _parse_words(typed: str, today: date) -> tuple[date | None, date | None] | None:
    found = find_time_words(typed, today=today)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(typed)):
        return None
    return found[0].first, found[0].last


def _join(text: str, words: Sequence[CalendarWord]) -> Iterator[_Phrase]:
    phrase: _Phrase | None = None
    for word in words:
        if phrase and _joins(phrase, word) and _GLUE.fullmatch(text, phrase.end, word.start):
            phrase.words[word.slot] = word
            phrase.end = word.end
            continue
        if phrase:
            yield phrase
        phrase = _Phrase(word.start, word.end, {word.slot: word})
    if phrase:
        yield phrase


def _joins(phrase: _Phrase, word: CalendarWord) -> bool:
    have = set(phrase.words)
    if word.slot in have:
        return False
    if word.slot is Slot.WHOLE:
        return have == {Slot.THIRD}
    if word.slot is Slot.DAY:
        return have == {Slot.WHOLE}
    if word.slot is Slot.THIRD:
        return Slot.DAY not in have
    return not have & {Slot.WHOLE, Slot.DAY}


def _read_phrases(text: str, phrases: Sequence[_Phrase], today: date) -> Iterator[TimeWords]:
    year = 0  # that a month without one belongs to
    position = 0
    while position < len(phrases):
        phrase = phrases[position]
        after = phrases[position + 1] if position + 1 < len(phrases) else None
        reach = _range_end(text, phrase, after) if after else 0
        if after and reach:
            words = _read_range(text, (phrase, after), year, today)
            found = replace(words, end=reach) if words else None
            year = after.year or phrase.year or year
        else:
            found = _read_phrase(text, phrase, year, today)
            year = phrase.year or year
        if found:
            yield found
        position += 2 if reach else 1


def _range_end(text: str, first: _Phrase, last: _Phrase) -> int:
    """Return where a range from one phrase to the next ends; 0 if they make none."""
    end = _RANGE_END.match(text, last.end)
    reach = end.end() if end else last.end
    if _RANGE_MIDDLE.fullmatch(text, first.end, last.start):
        return reach
    if _announcement(text, first) and _RANGE_ANNOUNCED.fullmatch(text, first.end, last.start):
        return reach
    closed = _RANGE_CLOSED.fullmatch(text, first.end, last.start)
    return reach if closed and reach > last.end else 0


def _announcement(text: str, first: _Phrase) -> re.Match[str] | None:
    return _RANGE_START.search(text, max(0, first.start - 12), first.start)


def _read_range(
    text: str, ends: tuple[_Phrase, _Phrase], year: int, today: date
) -> TimeWords | None:
    first, last = ends
    if set(last.words) == {Slot.DAY} and Slot.MONTHS in first.words:  # 9월 1일부터 5일까지
        month = replace(first.words[Slot.MONTHS], day=last.words[Slot.DAY].day)
        last = _Phrase(last.start, last.end, {Slot.MONTHS: month})
    one = _read_phrase(text, first, first.year or last.year or year, today, in_range=True)
    other = _read_phrase(text, last, last.year or first.year or year, today, in_range=True)
    if not (one and other and one.first and other.last):
        return None
    start, end = one.first, other.last
    if start > end and not last.year:  # from November to February
        end = _years_later(end, 1)
    elif start > end and not first.year:
        start = _years_later(start, -1)
    if start > end:
        return None
    announcement = _announcement(text, first)
    return TimeWords(
        announcement.start() if announcement else one.start, other.end, start, end,
        relative=one.relative and other.relative, coarse=one.coarse or other.coarse,
        guessed=one.guessed or other.guessed,
    )  # fmt: skip


def _years_later(day: date, years: int) -> date:
    return day.replace(
        year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day
    )


def _read_phrase(
    text: str, phrase: _Phrase, year: int, today: date, *, in_range: bool = False
) -> TimeWords | None:
    words = phrase.words
    start, relative, coarse = phrase.start, any(word.relative for word in words.values()), True
    guessed = False
    months, whole = words.get(Slot.MONTHS), words.get(Slot.WHOLE)
    if whole:
        span = whole.first, whole.last
        coarse = whole.coarse or not whole.relative or len(words) > 1
        if Slot.DAY in words:
            span = _day_of_month(whole.first, words[Slot.DAY].day)
    elif months and phrase.year:
        span = _span_of(phrase.year, months)
    elif months:
        before = _LAST.search(text, max(0, start - 6), start)
        needy = months.needy and not before and not in_range and Slot.THIRD not in words
        if needy or _EVERY.search(text, max(0, start - 6), start):
            return None
        if before or not year:
            latest = span_of_months(today.year, months.months)[0]
            year = today.year - (latest > today)
            coarse = False
            guessed = not before and months.months[0] == months.months[1]
        start = before.start() if before else start
        relative = bool(before)
        span = _span_of(year, months)
    elif phrase.year:
        span = span_of_months(phrase.year, (1, 12))
    else:
        return None
    first, last = _third_of(span, words.get(Slot.THIRD))
    return TimeWords(start, phrase.end, first, last, relative, coarse, guessed)


def _span_of(year: int, months: CalendarWord) -> tuple[date, date]:
    first, last = span_of_months(year, months.months)
    return _day_of_month(first, months.day) if months.day else (first, last)


def _day_of_month(first: date, day: int) -> tuple[date, date]:
    last = span_of_months(first.year, (first.month, first.month))[1]
    return (first.replace(day=min(day, last.day)),) * 2


def _third_of(span: tuple[date, date], third: CalendarWord | None) -> tuple[date, date]:
    """Return early, mid or late in a month (ten days) or a year (four months)."""
    first, last = span
    if third and (first.year, first.month) == (last.year, last.month) and first.day < last.day:
        starts = [first.replace(day=day) for day in (1, 11, 21)]
        ends = [first.replace(day=10), first.replace(day=20), last]
        return starts[third.third], ends[third.third]
    if third and first.year == last.year and (first.month, last.month) == (1, 12):
        return span_of_months(first.year, (4 * third.third + 1, 4 * third.third + 4))
    return span


def _open(text: str, words: TimeWords) -> TimeWords:
    """Return the words with what opens them at one end: since, 이후, until, 까지."""
    before = max(0, words.start - 20)
    announcement = _ANNOUNCEMENT.search(text, before, words.start)
    for name, pattern in _ENDINGS.items():
        if ending := pattern.match(text, words.end):
            start = announcement.start() if announcement else words.start
            return _opened(replace(words, start=start, end=ending.end()), name)
    if text.startswith(("'s", "’s"), words.end):
        return words  # since last week's strike
    for name, pattern in _OPENINGS.items():
        if opening := pattern.search(text, before, words.start):
            return _opened(replace(words, start=opening.start()), name)
    return words


def _opened(words: TimeWords, how: str) -> TimeWords:
    first, last = words.first or date.min, words.last or date.max
    if how == "since":
        fresh = words.relative or not words.coarse  # "since March" counts from today as well
        return replace(words, last=None, relative=fresh)
    if how == "from":
        return replace(words, last=None, coarse=True)
    if how == "after":
        return replace(words, first=last + timedelta(days=1), last=None, coarse=True)
    if how == "until":
        return replace(words, first=None, coarse=True)
    return replace(words, first=None, last=first - timedelta(days=1), coarse=True)


def _is_useful(words: TimeWords, today: date) -> bool:
    if words.first is None:
        return words.last is not None and words.last < today
    return words.first <= today
