"""What a question says about the articles it wants: filters, a preference in time, the rest.

A filter is a statement about articles ("2023년 기사만", "last month's news", "according to X").
A time of events ("in 2023 the ministry …") only makes reports of that time weigh more. Where a
name or a time could be meant either way, it is no filter: what is wrongly left out can't be found.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from index.filters import Facets, Filter, Kind
from rag.answers import TimePreference
from rag.understanding.article_phrases import Surroundings, find_article_phrases
from rag.understanding.facet_names import facet_names
from rag.understanding.recency_words import prefers_newest, prefers_oldest
from rag.understanding.source_phrases import Part, find_marks, find_source_phrases
from rag.understanding.time_words import TimeWords, find_time_words, hide_titles


@dataclass(frozen=True, slots=True)
class Derived:
    """A question taken apart.

    Each filter's `words` stand in the question. `rest` is what is left to search for, still a
    question: the whole text where nothing was derived or nothing would be left.
    """

    filters: tuple[Filter, ...]
    time: TimePreference
    rest: str


_THAN = re.compile(
    r"\s?(?:보다|대비|에\s?비해|[과와]\s?비교|比で?|より|に比べ|[与與和]?相比)|\s?比(?![例率])",
    re.IGNORECASE,
)
_THAN_BEFORE = re.compile(
    r"(?:\b(?:than|compared (?:to|with)|versus|vs\.?|relative to|frente a|que|gegenüber|als"
    r"|par rapport (?:à|au)|so với)\s(?:(?:in|en|im|el|la|le)\s)?|[比较較])$",
    re.IGNORECASE,
)
_BELONGS = re.compile(r"의(?=\s)|の|的|['’]s\b")
_REPORTED = re.compile(
    r"\s?에?\s?(?:보도|게재|기사화)된\s|に(?:報じられた|報道された|掲載された)|(?:被)?[报報][道導](?:过|過)?的"
)
_HAPPENED = re.compile(
    r"\b(?:happen(?:ed|s)?|announced?|reported|released|published|said|news|headlines|pasó|noticias"
    r"|anunció|passiert|Nachrichten|gemeldet|passé|annoncé|actualités|xảy ra|công bố)\b"
    r"|发生|發生|[发發]表|公布|[报報][道導]|新[闻聞]|消息|起き|起こ|あった|ニュース|報道",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")
# Figures of a month come out after it: reports of last month's exports are of this month.
_FIGURES = re.compile(
    r"수출|수입|매출|물가|실업률|고용률|취업자|판매|생산량|실적|영업이익|무역수지|거래량|[出进]口|物価|売上|失業率"
    r"|\b(?:sales|exports?|imports?|inflation|unemployment|revenue|profits?|production|output"
    r"|exportaciones|inflación|ventas|Umsatz|Inflation|ventes|inflation|doanh thu|xuất khẩu)\b",
    re.IGNORECASE,
)
_REPORT_VERB = re.compile(
    r"발표|보도|나온|공개|알려|밝[힌혔]|announced|reported|published|発表|公布"
)
_AHEAD = re.compile(
    r"(?:될|할|릴|갈|질|올)\s|예정|앞둔|앞두|\b(?:will|upcoming|scheduled|going to)\b|予定|将|將",
    re.I,
)
_TAKEN_BEFORE = re.compile(
    r"(?<!\w)(?:(?:in|during|over|within|for|from|on|at|en|durante|im|seit|au cours de|pendant"
    r"|trong|vào|hồi)\s)(?:(?:the|el|la|los|las|den|der|dem|les|le)\s)?$|(?<!\w)(?:au|im)\s$",
    re.IGNORECASE,
)
_TAKEN_AFTER = re.compile(
    r"(?:에는|에만|에도|에서|에|엔|은|는|동안|간|중에|\s?들어)(?=\s)|(?:に(?:は|も)?|は)、?|[,，、]"
)
_NEAR = 25  # characters after a time that say how it is meant
_COMMAND = re.compile(
    r"(?:보여|알려|찾아|요약|정리|말해|설명|소개|나열|골라|추려|뽑아|읽어|부탁|있[나는어을]|뭐|무엇|어떤|무슨)\S{0,8}"
    r"|좀|다|모두|전부|줘|주세요|내용|教えて|見せて|要約して?|ください|总结|概括|一下|有哪些|是什么|说了什么"
    r"|what|is|are|was|were|there|show|me|us|list|find|summari[sz]e|give|tell|any|all|do|does|did"
    r"|have|please|say|says|which|the|a|an|some|only|qué|hay|dime|resume|muestra|zeig|mir|gibt"
    r"|es|montre|moi|résume|quels?|sont|có|gì|nào|tóm|tắt|cho|tôi",
    re.IGNORECASE,
)
_CLOSING = ",.?!;:，。？！、)"
_DANGLING = re.compile(r"[,，、](?=\s?[?.!？。！]|\s?$)")
_OPENING = re.compile(r"^[\s,，、.·:;…)\]]+")

_Spanned = TypeVar("_Spanned", Part, TimeWords)


def derive_filters(text: str, *, language: str, today: date, facets: Facets) -> Derived:
    """Return the filters, the preference in time and the rest of a question.

    Args:
        text: the question as it was typed.
        language: ISO 639-1 code of the question.
        today: what "last month" and "최근" are reckoned from.
        facets: the names that count as publishers, reporters, tags and folders.
    """
    names = facet_names(facets)
    times = find_time_words(text, today=today, language=language)
    marks = find_marks(text, names)
    wanted, excluded = find_article_phrases(Surroundings(text, times, marks, names))
    spoken_for = [*wanted, *excluded]
    wanted += _apart(find_source_phrases(text, names, marks), spoken_for)
    dated, period, is_now = _read_times(text, _apart(times, spoken_for), today)
    parts = sorted([*wanted, *_apart(dated, wanted)], key=lambda part: (part.start, part.end))
    plain = hide_titles(text)
    time = TimePreference(
        newest=is_now or prefers_newest(plain, language=language),
        oldest=prefers_oldest(plain),
        period=period,
    )
    filters, rest = _take_out(text, parts)
    return Derived(filters, time, rest)


def _apart(found: Iterable[_Spanned], taken: Iterable[Part]) -> list[_Spanned]:
    """Return what shares no character with the parts."""
    places = {place for part in taken for place in range(part.start, part.end)}
    return [one for one in found if places.isdisjoint(range(one.start, one.end))]


def _read_times(text: str, times: Sequence[TimeWords], today: date) -> tuple[list[Part], str, bool]:
    """Return the times that filter, the interval of the others, and whether one is just now."""
    parts: list[Part] = []
    soft: list[TimeWords] = []
    is_now = False
    for time in times:
        if time.relative and (_is_compared(text, time) or _is_title(text, time)):
            continue
        reported = _REPORTED.match(text, time.end)
        if reported:
            parts.append(Part(Kind.DATE, (time.interval,), time.start, reported.end()))
        elif not _says_when_reported(text, time, today):
            soft += [] if time.guessed else [time]
        elif (time.first, time.last) == (today, today) and not _is_news_of_today(text, time):
            is_now = True
        else:
            parts.append(_taken(text, time))
    return parts, _hull(soft), is_now


def _is_compared(text: str, time: TimeWords) -> bool:
    return bool(
        _THAN.match(text, time.end)
        or _THAN_BEFORE.search(text, max(0, time.start - 20), time.start)
    )


def _is_title(text: str, time: TimeWords) -> bool:
    """Return whether a word of time has a capital inside a sentence: USA Today."""
    inside = text[: time.start].rstrip()[-1:].isalnum()
    return inside and text[time.start].isupper()


def _says_when_reported(text: str, time: TimeWords, today: date) -> bool:
    """Return whether words without a noun for articles still say from when they are."""
    if not time.relative or time.coarse or _BELONGS.match(text, time.end):
        return False
    nearby = time.end, time.end + _NEAR
    if _is_ahead(text, time, today):
        return False
    return bool(_REPORT_VERB.search(text, *nearby)) or not _FIGURES.search(text, *nearby)


def _is_ahead(text: str, time: TimeWords, today: date) -> bool:
    """Return whether what is yet to come is asked for: 이번 달 시행될, "will … this week"."""
    is_over = time.last is not None and time.last < today
    before, after = max(0, time.start - 2 * _NEAR), time.end + _NEAR
    return not is_over and bool(_AHEAD.search(text, before, after))


def _is_news_of_today(text: str, time: TimeWords) -> bool:
    """Return whether "today" is this day; where words have no endings it may be nowadays."""
    return bool(_HANGUL.match(text, time.start) or _HAPPENED.search(text))


def _taken(text: str, time: TimeWords) -> Part:
    before = _TAKEN_BEFORE.search(text, max(0, time.start - 20), time.start)
    after = _TAKEN_AFTER.match(text, time.end)
    return Part(
        Kind.DATE, (time.interval,),
        before.start() if before else time.start, after.end() if after else time.end,
    )  # fmt: skip


def _hull(times: Sequence[TimeWords]) -> str:
    firsts = [time.first for time in times]
    lasts = [time.last for time in times]
    first = None if None in firsts else min((day for day in firsts if day), default=None)
    last = None if None in lasts else max((day for day in lasts if day), default=None)
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _take_out(text: str, parts: Sequence[Part]) -> tuple[tuple[Filter, ...], str]:
    """Return the filters with the words taken out for them, and what is left of the text.

    The noun stays where only a command would be left: "기사 보여줘", not "보여줘".
    """
    rest = _without(text, parts)
    if _is_bare(rest):
        parts = [
            replace(part, start=part.inner[0], end=part.inner[1]) if part.inner else part
            for part in parts
        ]
        rest = _without(text, parts)
    filters: dict[tuple[Kind, str], Filter] = {}
    for part in parts:
        words = text[part.start : part.end].strip(" ,，、:：\t\n")
        for value in part.values:
            filters.setdefault((part.kind, value), Filter(part.kind, value, words))
    return tuple(filters.values()), rest if any(map(str.isalnum, rest)) else text


def _without(text: str, parts: Sequence[Part]) -> str:
    cuts = [part for part in parts if not part.kept]
    if not cuts:
        return text
    starts = [0, *(part.end for part in cuts)]
    ends = [*(part.start for part in cuts), len(text)]
    rest = ""
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end]
        spaced = rest[-1:].isspace() or text[start - 1 : start].isspace() or piece[:1].isspace()
        joint = " " if rest and spaced and piece.strip()[:1] not in _CLOSING else ""
        rest = rest.rstrip() + joint + piece.lstrip() if rest else piece.lstrip()
    rest = _DANGLING.sub("", _OPENING.sub("", rest)).strip()
    begins_anew = text[:1].isupper() and cuts[0].start == 0
    return rest[:1].upper() + rest[1:] if begins_anew else rest


def _is_bare(rest: str) -> bool:
    """Return whether nothing is left to search for: only "show me", 알려줘."""
    return all(_COMMAND.fullmatch(word) for word in re.findall(r"\w+", rest))
