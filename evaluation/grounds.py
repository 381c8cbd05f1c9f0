"""What a cited sentence may rest on, as the judge sees it: the quote, and who said it when.

Days, months and years that a quote names by their distance from the article's date ("Monday",
"지난달", "next year") are worked out here anew, not taken from the guard.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from evaluation.metrics import Record

_YEARS = (
    (-1, "지난해|작년|전년|last year|year earlier|去年|昨年|año pasado|letzte[sn] Jahr|năm ngoái"),
    (0, r"올해|올\s|금년|this year|今年|este año|diese[sm]? Jahr|năm nay"),
    (1, "내년|next year|明年|来年|próximo año|nächste[sn] Jahr|năm sau|năm tới"),
)  # fmt: skip
_MONTHS = (
    (-1, "지난달|last month|上个?月|先月|mes pasado|letzten Monat|mois dernier|tháng trước"),
    (0, "이달|이번 달|this month|本月|今月|este mes|diesen Monat|ce mois|tháng này"),
    (1, "다음 ?달|내달|next month|下个?月|来月|próximo mes|nächsten Monat|mois prochain|tháng sau"),
)
_DAYS = (
    (-1, "어제|전날|yesterday|昨天|昨日|ayer|gestern|hier|hôm qua"),
    (0, "오늘|이날|today|今天|今日|hoy|heute|aujourd'hui|hôm nay"),
    (1, "내일|tomorrow|明天|明日|mañana|morgen|demain|ngày mai"),
)
_WEEKDAYS = (
    "월요일|monday|周一|星期一|月曜|lunes|montag|lundi|thứ hai",
    "화요일|tuesday|周二|星期二|火曜|martes|dienstag|mardi|thứ ba",
    "수요일|wednesday|周三|星期三|水曜|miércoles|mittwoch|mercredi|thứ tư",
    "목요일|thursday|周四|星期四|木曜|jueves|donnerstag|jeudi|thứ năm",
    "금요일|friday|周五|星期五|金曜|viernes|freitag|vendredi|thứ sáu",
    "토요일|saturday|周六|星期六|土曜|sábado|samstag|samedi|thứ bảy",
    "일요일|sunday|周日|星期日|日曜|domingo|sonntag|dimanche|chủ nhật",
)


def grounds_of(citation: Record) -> list[str]:
    """Return the texts that a sentence citing this may rest on.

    The quote, its article's title, publisher and date, and the dates that the quote means.
    """
    day, quote = str(citation.get("published", ""))[:10], citation["quote"]
    texts = [quote, citation["title"], day, str(citation.get("publisher", ""))]
    try:
        published = date.fromisoformat(day)
    except ValueError:  # undated
        return texts
    return [*texts, *_meant(quote, published)]


def _meant(quote: str, published: date) -> Iterator[str]:
    """Yield the years, months and days, in digits, that a quote of that day means."""
    for shift, words in _YEARS:
        if _says(quote, words):
            yield str(published.year + shift)
    for shift, words in _MONTHS:
        if _says(quote, words):
            months = published.year * 12 + published.month - 1 + shift
            yield f"{months // 12}-{months % 12 + 1}"
    for shift, words in _DAYS:
        if _says(quote, words):
            yield (published + timedelta(shift)).isoformat()
    for weekday, words in enumerate(_WEEKDAYS):
        if _says(quote, words):
            since = (published.weekday() - weekday) % 7
            yield (published - timedelta(since)).isoformat()  # the last one
            yield (published + timedelta(7 - since)).isoformat()  # the next one


def _says(text: str, words: str) -> bool:
    return re.search(f"(?:{words})", text, re.IGNORECASE) is not None
