"""What a single line of a page is, by its own words: a caption, a byline, a copyright line.

A mark says why a line is not the article's text, and how sure that is: some lines are
furniture wherever they stand, some only above or below the article ("Von Hamburg" is a byline
there, a subheading elsewhere). Lines longer than any furniture are never marked, so that no
pattern here ever sees a long line.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from index import page_patterns as patterns
from index.dates import date_spans
from index.page_lines import PageLine
from index.page_occasions import ISSUE, ISSUED, PUBLISHED_BY, is_period, occasion_of
from index.page_words import core_of, reason_of_words
from index.sentences import ends_sentence

_LONGEST = 300  # characters of a line that may be furniture
_DAY = re.compile(r"\d\s?\.\s?\d{1,2}\.$")  # "2024. 1. 19." ends no sentence


class Where(Enum):
    """Where a line with a mark is furniture."""

    ANYWHERE = 1
    OUTSIDE = 2  # above the first or below the last paragraph only
    ENDS = 3  # anywhere, and what follows it belongs to it


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a line is left out, and where it is."""

    reason: str
    where: Where = Where.ANYWHERE


def mark_of(line: PageLine) -> Mark | None:
    """Return the mark of a line, None for a line that may be the article's."""
    if len(line.text) > _LONGEST:
        return None
    return _mark_of(line.text, line.kind, line.linked)


@lru_cache(maxsize=100_000)  # a line is asked about by its box, its body and the cleaner
def _mark_of(text: str, kind: str, linked: float) -> Mark | None:
    line, prose = PageLine(text, kind, linked), is_prose(text)
    return (
        _rights(text, prose)
        or (_of_occasion(text) if kind != "row" else None)
        or (_of_sentence(text, line) if prose else _of_label(text, line))
    )


def _rights(text: str, prose: bool) -> Mark | None:
    claim = patterns.CLAIM.search(text)
    if patterns.RIGHTS.search(text) and (claim or not prose or len(text) < 70):
        return Mark("copyright", Where.ENDS)
    if patterns.COPYRIGHT.search(text) and (
        not prose or patterns.CLAIM.match(text.strip("<>[]() "))
    ):
        return Mark("copyright", Where.ENDS)
    if not prose and text.strip().startswith(("©", "ⓒ")):
        return Mark("copyright", Where.ENDS)
    if claim and not prose and claim.group()[:1] in "ⓒ©":
        return Mark("caption")
    return None


def _of_occasion(text: str) -> Mark | None:
    if reason := occasion_of(text):
        return Mark(reason)
    return Mark("date line") if is_published_by(text) else None


def is_published_by(text: str) -> bool:
    """Return whether a line says nothing but which outlet published something, and when."""
    return len(text) < 140 and bool(PUBLISHED_BY.match(text)) and bool(date_spans(text))


def _of_sentence(text: str, line: PageLine) -> Mark | None:
    """Return the mark of a line that is a sentence: only what no article says."""
    if len(text) < 200:
        if patterns.CREDIT.match(text):
            return Mark("credit")
        if patterns.BYLINE_SURE.match(text) and not patterns.DATELINE.search(text):
            return Mark("byline")
        if patterns.RELATED_LINE.match(text) and (line.linked > 0.3 or len(text) < 120):
            return Mark("related articles")
        if patterns.CAPTION.search(text) and (line.kind != "item" or line.linked == 0):
            return Mark("caption")
    return _of_reader_sentence(text)


_OUTSIDE_ONLY = frozenset(("comments", "cookie notice", "correction or contact", "site notice"))


def _of_reader_sentence(text: str) -> Mark | None:
    plain = text.lower()
    for reason, pattern in patterns.SENTENCES:
        if pattern.search(plain):
            if reason == "AI box":
                return Mark(reason)
            sure = (
                reason not in _OUTSIDE_ONLY
                and len(text) < 140
                and bool(patterns.TELLS.search(text))
            )
            return Mark(reason, Where.ANYWHERE if sure else Where.OUTSIDE)
    return None


def _of_label(text: str, line: PageLine) -> Mark | None:  # noqa: C901  # one question after another
    if line.kind == "row":
        return None
    if reason := reason_of_words(text):
        return _of_words(reason, line)
    if patterns.RELATED_HEAD.match(text) and len(text) < 60:
        return Mark("related articles", Where.ENDS)
    if patterns.RELATED_LINE.match(text):
        return Mark("related articles")
    if patterns.BREADCRUMB.match(text):
        return Mark("breadcrumb", Where.OUTSIDE)
    if patterns.CREDIT.match(text):
        return Mark("credit")
    if patterns.CAPTION.search(text) or patterns.PICTURED.match(text):
        return Mark("caption")
    if patterns.BYLINE_SURE.match(text) and len(text) < 110:
        return Mark("byline")
    if is_period(text):
        return _of_reader_sentence(text)
    if is_date_line(text):
        labelled = bool(patterns.LABEL.match(text.strip(" [(<")))
        return Mark("date line", Where.ANYWHERE if labelled and len(text) > 12 else Where.OUTSIDE)
    if patterns.ADDRESS.match(text):
        return Mark("address")
    if patterns.HASHTAGS.match(text):
        return Mark("tags")
    if patterns.BYLINE_MAYBE.match(text) and len(text) < 80:
        return Mark("byline", Where.OUTSIDE)
    if patterns.CONTACT_LINE.match(text) and len(text) < 100:
        return Mark("byline", Where.OUTSIDE)
    if _dated_label(text):
        return Mark("date line", Where.OUTSIDE)
    return _of_reader_sentence(text)


def _dated_label(text: str) -> bool:
    """Return whether a short line tells a date and a time among names: "05-03 10:12 / 記者 …"."""
    return len(text) < 100 and any(
        patterns.CLOCK.search(text[start:end]) or ISSUED.match(text[end:].lower())
        for start, end in date_spans(text)
    )


_INSIDE_TOO = frozenset(("related articles", "comments", "advertisement", "AI box", "subscription"))


def _of_words(reason: str, line: PageLine) -> Mark:
    if reason == "about the author":
        return Mark(reason, Where.ENDS)
    if reason in ("related articles", "comments"):
        short = width(core_of(line.text)) < 4
        return Mark(reason, Where.OUTSIDE if short or line.kind == "item" else Where.ENDS)
    if reason in _INSIDE_TOO:
        return Mark(reason)
    # "Health" may be a subheading and "문화" a list's item; a share button never is.
    certain = reason == "share button" and line.kind != "heading" and len(line.text) > 1
    return Mark(reason, Where.ANYWHERE if certain else Where.OUTSIDE)


def is_date_line(text: str) -> bool:
    """Return whether a line says nothing but when something was published, or how often read."""
    if len(text) > 140:
        return False
    spans = date_spans(text)
    if not spans:
        return False
    rest, at = [], 0
    for start, end in spans:
        rest.append(text[at:start] if start > at else "")
        at = max(at, end)
    left = " | ".join((*rest, text[at:]))
    left = re.sub(r"\d{1,2}\s?[:：시時h]\s?\d{2}", " ", left)
    left = " ".join(patterns.LABEL.sub(" ", ISSUE.sub(" ", left)).split())
    return not re.search(r"[^\W\d_]{2}", left) and not re.search(r"\d{5}", left)


def is_prose(text: str) -> bool:
    """Return whether a line reads like a sentence of an article, by its length and its end."""
    end = text[-12:]
    return width(text[:80]) >= 26 and ends_sentence(end) and not _DAY.search(end)


def is_bullet(text: str) -> bool:
    """Return whether a line begins as an item of a list."""
    return bool(patterns.BULLET.match(text[:12]))


def has_words(text: str) -> bool:
    """Return whether there is a letter in a line."""
    return not patterns.NO_WORDS.match(text[:200])


def width(text: str) -> int:
    """Return the width of a text in columns: East Asian letters are two wide."""
    return len(text) + len(patterns.WIDE.findall(text))
