"""Phrases of a question that narrow its articles: 2023년 뉴스1 기사만 보고, last month's news.

A phrase is a noun for articles and what narrows it, read outwards from the noun: to the left
(Korean, Japanese, Chinese, English), then to the right (the others).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.filters import Kind
from rag.understanding.article_words import (
    ABOUT_AFTER,
    ADNOMINAL,
    AFTER_GERMAN,
    AFTER_SCOPE,
    ARTICLE,
    CLAUSE_END,
    COLON,
    HEADING,
    LINK_AFTER,
    LINK_BEFORE,
    NOT_SPOKEN,
    ONE_WORD,
    SCOPE_AFTER,
    SCOPE_BEFORE,
    is_other_gisa,
)
from rag.understanding.facet_names import FacetNames, Named, is_outlet
from rag.understanding.language_names import language_ending_at, language_starting_at
from rag.understanding.source_phrases import Part, is_excluded, name_after
from rag.understanding.time_words import TimeWords

_FAR = 40  # characters that a link or scope may have
_MOST = 6  # conditions on one side of a noun
_OF_A_COUNTRY = ("news", "stories", "coverage", "reporting")  # "Korean news" is about Korea


class Surroundings:
    """A question with what was found in it before its phrases are read, by place."""

    def __init__(
        self, text: str, times: Sequence[TimeWords], marks: Sequence[Named], names: FacetNames
    ) -> None:
        self.text = text
        self.names = names
        self.time_from = {time.start: time for time in times}
        self.time_to = {time.end: time for time in times}
        self.mark_from = {mark.start: mark for mark in marks}
        self.mark_to = {mark.end: mark for mark in marks}


def find_article_phrases(around: Surroundings) -> tuple[list[Part], list[Part]]:
    """Return the conditions that the question puts on articles, and those that it excludes."""
    wanted: list[Part] = []
    excluded: list[Part] = []
    done = 0
    for noun in ARTICLE.finditer(around.text):
        if noun.start() < done:
            continue
        parts = _read_phrase(around, noun)
        parts = [part for part in parts if part.start >= done]
        if not parts:
            continue
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        done = max(end, noun.end())
        unwanted = is_excluded(around.text, start, max(end, noun.end()))
        (excluded if unwanted else wanted).extend(parts)
    return wanted, excluded


def _read_phrase(around: Surroundings, noun: re.Match[str]) -> list[Part]:
    text = around.text
    left, unsure = _read_left(around, noun)
    right = _read_right(around, noun.end())
    scope_after = None if right else SCOPE_AFTER.match(text, noun.end())
    if not left and not right:
        return _read_over_a_word(around, noun, scoped=bool(scope_after))
    start = left[0].start if left else noun.start()
    end = right[-1].end if right else scope_after.end() if scope_after else noun.end()
    scope_before = SCOPE_BEFORE.search(text, max(0, start - _FAR), start)
    begin = scope_before.start() if scope_before else start
    is_topic = ADNOMINAL.search(text, max(0, begin - _FAR), begin) or ABOUT_AFTER.match(text, end)
    is_heading = HEADING.fullmatch(text, 0, begin) and (scope_after or COLON.match(text, end))
    begin = 0 if is_heading else begin
    scoped = bool(scope_after or scope_before or is_heading)
    if not scoped:
        left = left[unsure:]
        right = [
            part for part in right if part.kind is not Kind.LANGUAGE or _is_written(text, part)
        ]
    if not scoped or is_topic:
        return [*left, *right]
    closing = AFTER_SCOPE.match(text, end)
    return _spread([*left, *right], begin, closing.end() if closing else end)


def _spread(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    """Return the parts with the words around and between them shared out, noun included."""
    starts = [start, *(part.start for part in parts[1:])]
    ends = [*starts[1:], end]
    return [
        replace(part, start=first, end=last, inner=(part.start, part.end))
        for part, first, last in zip(parts, starts, ends, strict=True)
    ]


def _is_written(text: str, part: Part) -> bool:
    """Return whether "in English" speaks of articles, not of the answer: written in English."""
    return bool(NOT_SPOKEN.search(text, part.start, part.end))


def _read_left(
    around: Surroundings, noun: re.Match[str], *, position: int = -1
) -> tuple[list[Part], int]:
    """Return the conditions before a noun, and how many of them need a word that confirms them.

    "네이버 기사" may be about a company as well as from its newsroom; "네이버 기사에서만" is not.
    """
    parts: list[Part] = []
    unsure = 0
    position = noun.start() if position < 0 else position
    for _ in range(_MOST):
        link = LINK_BEFORE.search(around.text, max(0, position - _FAR), position)
        # 한도담 기자 기사: that "자 " may link ("9일자 기사") doesn't mean that it does.
        space = position - 1 if around.text[position - 1 : position].isspace() else position
        spots = dict.fromkeys((link.start() if link else position, space, position))
        found = next(filter(None, (_ending_at(around, spot, noun) for spot in spots)), None)
        if found is None:
            break
        parts.insert(0, replace(found, end=position))
        surely = found.kind is not Kind.PUBLISHER or all(map(is_outlet, found.values))
        if unsure or not (surely or (link and link["verb"])):
            unsure += 1
        position = found.start
    return parts, unsure


def _ending_at(around: Surroundings, end: int, noun: re.Match[str]) -> Part | None:
    if time := around.time_to.get(end):
        return Part(Kind.DATE, (time.interval,), time.start, end)
    if mark := around.mark_to.get(end):
        return Part(mark.kind, mark.values, mark.start, end)
    start, code = language_ending_at(around.text, end)
    called = around.text[start:end].lower()
    if code and (noun.group().lower() not in _OF_A_COUNTRY or called.endswith("language")):
        return Part(Kind.LANGUAGE, (code,), start, end)
    for kind in (Kind.PUBLISHER, Kind.REPORTER):
        if kind is Kind.REPORTER and not around.text.startswith(("'s", "’s"), end):
            break
        if name := around.names.ending_at(around.text, end, kind):
            return Part(kind, name.values, name.start, end)
    return None


def _read_over_a_word(around: Surroundings, noun: re.Match[str], *, scoped: bool) -> list[Part]:
    """Return the conditions before a word that is the topic: 2023년 반도체 기사에서."""
    text = around.text
    word = ONE_WORD.search(text, max(0, noun.start() - _FAR), noun.start())
    if not word or is_other_gisa(text, noun.start()):
        return []
    parts, _ = _read_left(around, noun, position=word.start())
    kinds = {part.kind for part in parts}
    times = [around.time_from.get(part.start) for part in parts]
    relative = kinds == {Kind.DATE} and all(time and time.relative for time in times)
    return parts if scoped or relative else []


def _read_right(around: Surroundings, position: int) -> list[Part]:
    parts: list[Part] = []
    for _ in range(_MOST):
        link = LINK_AFTER.match(around.text, position)
        found = _starting_at(around, link) if link else None
        if found is None:
            break
        german = AFTER_GERMAN.match(around.text, found.end)
        found = replace(found, start=position, end=german.end() if german else found.end)
        parts.append(found)
        position = found.end
    return parts


def _starting_at(around: Surroundings, link: re.Match[str]) -> Part | None:
    text, prep = around.text, (link["prep"] or "").strip().lower()
    spots = (link.end("verb"), link.end("prep"), link.end())
    for spot in spots:
        time = around.time_from.get(spot)
        if time and not _is_about(text, time, link, prep):
            return Part(Kind.DATE, (time.interval,), time.start, time.end)
        if mark := around.mark_from.get(spot):
            return Part(mark.kind, mark.values, mark.start, mark.end)
    end, code = language_starting_at(text, link.end())
    if code and (prep in ("in", "en", "auf", "bằng") or text.startswith("tiếng", link.end())):
        return Part(Kind.LANGUAGE, (code,), link.end(), end)
    if prep in ("", "on", "during", "within", "and", "or", "y", "und", "et"):
        return None
    for kind in (Kind.PUBLISHER, Kind.REPORTER):
        if name := name_after(text, link.end(), around.names, kind):
            return Part(kind, name.values, name.start, name.end)
    return None


def _is_about(text: str, time: TimeWords, link: re.Match[str], prep: str) -> bool:
    """Return whether a time after a noun is what the articles are about: news of the 2023 flood."""
    if text.startswith(("'s", "’s"), time.end):
        return True
    if link["the"] and not time.relative and time.start == link.end("the"):
        return True
    exact = time.first is not None and time.first == time.last
    return (prep == "on" and not exact) or (prep == "of" and not CLAUSE_END.match(text, time.end))
