"""Dates and times as pages of many languages write them -> ISO 8601.

A date without a time stays a date. A time gets its zone from the text ("14:05 KST") or else
from the page's country; nothing is ever guessed from today's date.
"""

import re
from datetime import date, datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene januar jän jänner januari janvier janv gennaio gen janeiro "
            "января ocak stycznia",
            "february feb febrero februar februari février fevrier févr fév febbraio fevereiro fev "
            "февраля şubat lutego",
            "march mar marzo märz mrz mars maart março marco марта mart marca",
            "april apr abril abr avril avr aprile апреля nisan kwietnia",
            "may mayo mai mei maj maggio mag maio мая mayıs maja",
            "june jun junio juni juin giugno giu junho июня haziran czerwca",
            "july jul julio juli juillet juil luglio lug julho июля temmuz lipca",
            "august aug agosto ago augustus août aout augusti августа ağustos sierpnia",
            "september sep sept septiembre septembre settembre set setembro сентября eylül "
            "września",
            "october oct octubre oktober okt octobre ottobre ott outubro out октября ekim "
            "października",
            "november nov noviembre novembre novembro ноября kasım listopada",
            "december dec diciembre dic dezember dez décembre decembre déc dicembre dezembro "
            "декабря aralık grudnia",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {
    "z": 0, "gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
    "kst": 540, "jst": 540, "hkt": 480, "sgt": 480, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "et": -300, "pt": -480, "한국시간": 540,
}  # fmt: skip
_ZONE_OF_PLACE = {
    "ko": 540, "ja": 540, "zh": 480, "kr": 540, "jp": 540, "cn": 480, "tw": 480, "hk": 480,
    "sg": 480,
}  # fmt: skip

_MONTH = "(?P<mon>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAYS = (
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s?[-./]\s?|\s?[년年]\s?)(?P<m>\d{1,2})(?:\s?[-./]\s?"
    r"|\s?[월月]\s?)"
    r"(?P<d>\d{1,2})(?!\d)\s?[일日]?\.?",
    r"(?<!\d)(?P<d>\d{1,2})(?:[./]|\.\s)(?P<m>\d{1,2})(?:[./]|\.\s)(?P<y>(?:19|20)\d\d)(?!\d)",
    rf"(?<!\w){_MONTH}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s?(?:de\s)?(?P<y>(?:19"
    rf"|20)\d\d)(?!\d)",
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?(?:\s|-)?(?:of\s|de\s)?{_MONTH}"
    r",?(?:\s|-)?(?:de\s|del\s)?(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?<!\d)(?P<d>\d{1,2})\s(?:tháng|thg)\s(?P<m>\d{1,2})(?:,\s?|\snăm\s)(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?<!\d)(?P<y>(?:19"
    r"|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:(?P<h8>[0-2]\d)(?P<min8>[0-5]\d)\d{0,2})?(?!\d)",
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in _DAYS)
_ZONE_WORDS = "|".join(sorted((z for z in _ZONES if z != "z"), key=len, reverse=True))
# The clock follows the date, with at most a few words of glue between them.
_CLOCK = re.compile(
    r"(?:\s?[(（]\s?\w{1,4}\.?\s?[)）])?[\s,·|/(（–-]{0,4}(?:T|at|um|à|a\slas|às|alle|kl\.?|om|，"
    r"|,)?\s{0,2}"
    r"(?P<half>오전|오후|午前|午後|上午|下午|晚上|AM|PM)?\s?"
    r"(?P<h>[01]?\d|2[0-4])\s?(?:[:：h時时시点點]|\.(?=\d\d\b)|(?=[ap]\.?\s?m\b))"
    r"\s?(?P<min>[0-5]?\d(?=\s?[분分])|[0-5]\d)?\s?[분分]?"
    r"(?:[:：](?P<sec>[0-5]\d)(?:\.\d{1,9})?|\s?\d{1,2}\s?[초秒])?"
    r"\s?(?P<half2>[ap]\.?\s?m\b\.?)?(?:\s?Uhr)?"
    rf"\s?[(（]?(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-]\d{{1,2}}:?(?:\d\d)?\b|(?:{_ZONE_WORDS})\b)?",
    re.IGNORECASE,
)
_BEFORE_CLOCK = re.compile(
    r"(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)\s?(?P<half2>[ap]\.?\s?m\b\.?)?"
    rf"\s?(?P<zone>(?:{_ZONE_WORDS})\b)?[\s,·|/–-]{{1,4}}(?:on\s)?$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?P<n>\d{1,3}|an?|one|une?|una|eine[rm]?)\s?"
    r"(?P<unit>초|분|시간|일|주|개월|秒|分|時間|小时|小時|日|天|週間|周|か月|个月"
    r"|seconds?|mins?|minutes?|hours?|hrs?|days?|weeks?|months?"
    r"|segundos?|minutos?|horas?|d[ií]as?|semanas?|Minuten?|Stunden?|Tag(?:en?)?|Wochen?"
    r"|heures?|jours?|semaines?|ore|minuti|giorni)"
    r"\s?(?P<ago>전|前|之前|ago|fa)?\b",
    re.IGNORECASE,
)
_AGO_BEFORE = re.compile(r"\b(?:hace|vor|il\sy\sa|há)\s$", re.IGNORECASE)
_NAMED_DAYS = (
    (0, ("오늘", "today", "今日", "今天", "hoy", "heute", "aujourd'hui", "oggi", "hoje")),
    (1, ("어제", "yesterday", "昨日", "昨天", "ayer", "gestern", "hier", "ieri", "ontem")),
    (2, ("그제", "그저께", "一昨日", "前天", "anteayer", "vorgestern", "avant-hier")),
)
_UNIT_SECONDS = (
    (1, ("초", "秒", "sec", "seg")),
    (2_592_000, ("개월", "か月", "个月", "month")),
    (60, ("분", "分", "min")),
    (3_600, ("시간", "時間", "小", "hour", "hr", "hora", "stund", "heure", "ore")),
    (604_800, ("주", "週", "周", "week", "sem", "woch")),
    (86_400, ("일", "日", "天", "day", "dí", "di", "tag", "jour", "giorn")),
)


def iso_date(text: str, *, place: str = "", reference: str = "") -> str:
    """Return the first date in `text` as ISO 8601, to the minute where it has a time; "" if none.

    Args:
        text: a label's value, a meta tag, a short line; not prose.
        place: a language or country (ko, ja, zh, kr …) whose zone holds where none is named.
        reference: an ISO date that "3 hours ago" and "yesterday" count from; without it they
            are unknown.

    Example: "2025년 2월 20일 오후 2시 5분", place="ko" -> "2025-02-20T14:05+09:00"
    """
    text = text[:200]
    for match, day in _days(text):
        return _with_clock(text, match, day, place)
    return _relative(text, place, reference) if reference else ""


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return where in a line dates stand, each with its clock; relative ones ("3시간 전") too."""
    found = []
    for match, _ in _days(text):
        clock = _clock_after(text, match)
        before = _BEFORE_CLOCK.search(text, 0, match.start())
        start = before.start() if before else match.start()
        end = clock.end() if clock else match.end()
        found.append((start, start + len(text[start:end].rstrip())))
    for ago in _AGO.finditer(text):
        before = _AGO_BEFORE.search(text, 0, ago.start())
        if ago["ago"] or before:
            found.append((before.start() if before else ago.start(), ago.end()))
    return sorted(found)


def zone_minutes(place: str) -> int | None:
    """Return the offset from UTC of a language or country with one zone; None for others."""
    return _ZONE_OF_PLACE.get(place.lower())


def _days(text: str) -> list[tuple[re.Match[str], date]]:
    found: list[tuple[re.Match[str], date]] = []
    if not _YEAR.search(text):
        return found
    for form in _DAY_FORMS:
        for match in form.finditer(text):
            day = _day_of(match)
            apart = all(match.end() <= m.start() or match.start() >= m.end() for m, _ in found)
            if day and apart:
                found.append((match, day))
    return sorted(found, key=lambda pair: pair[0].start())


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = int(groups["m"]) if groups.get("m") else _MONTHS[groups["mon"].lower()]
    day, year = int(groups["d"]), int(groups["y"])
    if (
        groups.get("m")
        and "/" in match.group()
        and month > 12
        and match.start("d") < match.start("m")
    ):
        month, day = day, month  # 02/20/2025
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_after(text: str, match: re.Match[str]) -> re.Match[str] | None:
    clock = _CLOCK.match(text, match.end())
    # An hour alone needs a word or sign of time: "20 February 2025 14" has none.
    return clock if clock and (clock["min"] or clock["half"] or clock["half2"]) else None


def _with_clock(text: str, match: re.Match[str], day: date, place: str) -> str:
    groups = match.groupdict()
    if groups.get("h8"):
        return _iso(day, int(groups["h8"]), int(groups["min8"]), "", place)
    clock = _clock_after(text, match) or _BEFORE_CLOCK.search(text, 0, match.start())
    if clock is None:
        return day.isoformat()
    parts = clock.groupdict()
    half = (parts.get("half") or parts.get("half2") or "").lower().replace(".", "").replace(" ", "")
    hour = int(parts["h"])
    if half in ("오후", "午後", "下午", "晚上", "pm"):
        hour = hour % 12 + 12
    elif half in ("오전", "午前", "上午", "am"):
        hour %= 12
    return _iso(day, hour, int(parts["min"] or 0), (parts.get("zone") or "").strip(), place)


def _iso(day: date, hour: int, minute: int, zone: str, place: str) -> str:
    at = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
    local = zone_minutes(place)
    named = _offset(zone)
    if named is None:
        named = local
    if named is None:
        return at.isoformat(timespec="minutes")
    at = at.replace(tzinfo=timezone(timedelta(minutes=named)))
    if named == 0 and local is not None:  # machines write UTC; the page's day is the reader's
        at = at.astimezone(timezone(timedelta(minutes=local)))
    return at.isoformat(timespec="minutes")


def _offset(zone: str) -> int | None:
    signed = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
    if signed:
        minutes = int(signed[2]) * 60 + int(signed[3] or 0)
        return (-minutes if signed[1] == "-" else minutes) if minutes < 1_440 else None
    return _ZONES.get(zone.lower())


def _relative(text: str, place: str, reference: str) -> str:
    try:
        start = datetime.fromisoformat(reference)
    except ValueError:
        return ""
    exact = "T" in reference
    for ago in _AGO.finditer(text):
        if not (ago["ago"] or _AGO_BEFORE.search(text, 0, ago.start())):
            continue
        count = int(ago["n"]) if ago["n"].isdigit() else 1
        unit = ago["unit"].lower()
        seconds = next(s for s, stems in _UNIT_SECONDS if unit.startswith(stems))
        at = start - timedelta(seconds=count * seconds)
        if seconds < 86_400:
            return at.isoformat(timespec="minutes") if exact else ""
        return at.date().isoformat()
    words = set(re.findall(r"[\w'-]+", text.lower()))
    for days, names in _NAMED_DAYS:
        if words.intersection(names):
            return (start - timedelta(days=days)).date().isoformat()
    return ""
