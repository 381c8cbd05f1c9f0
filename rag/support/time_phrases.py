"""Words of the calendar in articles and answers that questions have no use for.

Tomorrow, 이날, the 3 of "3~5월", 전년, decades as Spanish or Chinese count them, months in
Vietnamese words; `rag.understanding.calendar_words` has the others.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from rag.understanding.calendar_patterns import MONTH_OF
from rag.understanding.calendar_words import CalendarWord, Slot, span_around

_RANGE_START = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,2})(?=\s?[~∼〜～–-]\s?\d{1,2}(?:(?P<month>[월月])|일(?![간째])"
    r"|日(?!間|间)))"
)
_MONTH_NAME = rf"(?P<month>{'|'.join(MONTH_OF)})"
_DAY_JOIN = r"\s?(?:[-–—]|and|to|through|until|or)\s?"
_DAY_RANGE = re.compile(  # 3 to 7 March, March 3-7: the day without a month
    rf"(?<![\d.,])(?P<n>\d{{1,2}})(?={_DAY_JOIN}\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH_NAME}\b)"
    rf"|\b{_MONTH_NAME.replace('month', 'month2')}\.?\s\d{{1,2}}(?:st|nd|rd|th)?{_DAY_JOIN}"
    r"(?P<n2>\d{1,2})(?![\d.,]?\d|%|\s(?:percent|million|people))",
    re.I,
)
_DECADE = re.compile(
    r"(?<!\w)(?:década de (?:los )?(?:años )?|(?:los )?años |(?:les )?années "
    r"|thập niên |thập kỷ |những năm )(?P<decade>(?:1\d|20)?\d0)(?!\d)",
    re.I,
)
_CENTURY_DECADE = re.compile(r"(?P<century>\d\d)\s?世[纪紀]\s?(?P<decade>\d0)\s?年代")
_VIETNAMESE = "một hai ba tư năm sáu bảy tám chín mười".split()
_VIETNAMESE_MONTH = re.compile(
    rf"\btháng (?P<name>mười (?:một|hai)|{'|'.join(_VIETNAMESE)})(?:\s(?P<year>\d{{4}}))?(?!\w)",
    re.I,
)
_QUARTER = re.compile(r"\b(?P<n>first|second|third|fourth)-(?P<part>quarter|half)\b", re.I)
_THIRD_OF_YEAR = re.compile(r"(?<=年)(?:(?P<early>初)|(?P<mid>中(?![一-鿿]))|[底末])")
_YEAR_BEFORE = re.compile(
    r"(?<![가-힣])전년(?!도?\s?(?:제|수))|前年"
    r"|\b(?:a year (?:earlier|ago|before)|the previous year|year-on-year|del año anterior"
    r"|un año antes|im Vorjahr|gegenüber dem Vorjahr|un an plus tôt)\b",
    re.I,
)
_RELATIVE = tuple(
    (unit, offset, re.compile(words, re.I))
    for unit, offset, words in (
        ("day", 1, r"(?<![가-힣])내일|明日|明天"
         r"|\b(?:tomorrow|(?<!la )mañana|(?<!am )(?<!vom )(?<!zum )(?<!jeden )morgen|demain"
         r"|ngày mai)\b"),
        ("day", 0, r"(?<![가-힣])이날|同日|当天|當天|\bthis day\b"),
        ("week", 1, r"(?<![가-힣])(?:다음\s?주|내주)|来週|下(?:个星期|周)"
         r"|\b(?:next week|próxima semana|nächste Woche|semaine prochaine|tuần tới)\b"),
        ("month", 1, r"(?<![가-힣])(?:다음\s?달|내달)|来月|下(?:个月|個月)"
         r"|\b(?:next month|próximo mes|nächsten Monat|mois prochain|tháng tới)\b"),
        ("quarter", 1, r"(?<![가-힣])다음\s?분기|\bnext quarter\b"),
    )
)  # fmt: skip

# The day that the text speaks of, whichever it is.
THAT_DAY = re.compile(r"이날|그날|당일|同日|当天|當天|th(?:at|is) day", re.I)
# A year before a time of the article: what any of these say, all do.
YEAR_BEFORE = re.compile(
    r"(?:1년|한\s?해)\s?(?:전|새|사이)|(?:지난해|작년)\s\d\S*\s?\S*(?:의|에서|보다)\s|(?:지난해|작년|전년)\s?(?:의\s)?(?:같은\s?(?:달|기간|분기|시기)"
    r"|동월|동기|대비"
    r"|\d{1,2}월보다|보다)|\b(?:a|one) year (?:earlier|ago|before|previously)|\byear[- ](?:on"
    r"|over)[- ]year"
    r"|\b(?:the )?same (?:month|period|quarter|time) (?:of )?(?:last year|(?:a"
    r"|the) year (?:earlier|before))"
    r"|\bthe (?:previous year|year before)|\b(?:from|than) last year|前年同[月期]|去年同[月期]"
    r"|同比|前年比"
    r"|\bun año antes|\binteranual|\bVorjahr\w*|\bun an plus tôt",
    re.I,
)


def find_more_words(text: str, today: date) -> list[CalendarWord]:
    """Return the words of the calendar that only evidence and claims need, in no order."""
    return [word for find in _FINDERS for word in find(text, today)]


def _range_starts(text: str, _: date) -> Iterator[CalendarWord]:
    for match in _RANGE_START.finditer(text):
        number = int(match["n"])
        if match["month"] and 1 <= number <= 12:
            yield CalendarWord(*match.span(), Slot.MONTHS, months=(number, number))
        elif not match["month"] and 1 <= number <= 31:
            yield CalendarWord(*match.span(), Slot.DAY, day=number)


def _day_ranges(text: str, _: date) -> Iterator[CalendarWord]:
    for match in _DAY_RANGE.finditer(text):
        month = MONTH_OF[(match["month"] or match["month2"]).lower()]
        day, group = int(match["n"] or match["n2"]), "n" if match["n"] else "n2"
        if 1 <= day <= 31:
            yield CalendarWord(*match.span(group), Slot.MONTHS, months=(month, month), day=day)


def _decades(text: str, _: date) -> Iterator[CalendarWord]:
    for match in (*_DECADE.finditer(text), *_CENTURY_DECADE.finditer(text)):
        century = match.groupdict().get("century")
        decade = int(match["decade"])
        if century:
            decade += 100 * int(century) - 100
        elif decade < 100:
            decade += 1900 if decade > 20 else 2000
        first, last = date(decade, 1, 1), date(decade + 9, 12, 31)
        yield CalendarWord(*match.span(), Slot.WHOLE, first=first, last=last)


def _years_and_thirds(text: str, today: date) -> Iterator[CalendarWord]:
    for match in _YEAR_BEFORE.finditer(text):
        yield CalendarWord(*match.span(), Slot.YEAR, year=today.year - 1, needy=True)
    for match in _THIRD_OF_YEAR.finditer(text):
        third = 0 if match["early"] else 1 if match["mid"] else 2
        yield CalendarWord(*match.span(), Slot.THIRD, third=third, needy=True)


def _parts_of_years(text: str, _: date) -> Iterator[CalendarWord]:
    for match in _QUARTER.finditer(text):
        width = 3 if match["part"].lower() == "quarter" else 6
        last = width * ("first second third fourth".split().index(match["n"].lower()) + 1)
        if last <= 12:
            yield CalendarWord(*match.span(), Slot.MONTHS, months=(last - width + 1, last))


def _vietnamese_months(text: str, _: date) -> Iterator[CalendarWord]:
    for match in _VIETNAMESE_MONTH.finditer(text):
        month = sum(_VIETNAMESE.index(word) + 1 for word in match["name"].lower().split())
        yield CalendarWord(match.start(), match.end("name"), Slot.MONTHS, months=(month, month))
        if match["year"]:
            yield CalendarWord(*match.span("year"), Slot.YEAR, year=int(match["year"]))


def _relative(text: str, today: date) -> Iterator[CalendarWord]:
    for unit, offset, pattern in _RELATIVE:
        for match in pattern.finditer(text):
            first, last = span_around(unit, offset, today)
            yield CalendarWord(*match.span(), Slot.WHOLE, first=first, last=last)


_FINDERS: tuple[Callable[[str, date], Iterator[CalendarWord]], ...] = (
    _range_starts, _day_ranges, _decades, _years_and_thirds, _parts_of_years, _vietnamese_months,
    _relative,
)  # fmt: skip
