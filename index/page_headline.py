"""Which line of a page is the headline."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.page_lines import PageLine
from index.page_marks import Mark, is_bullet, is_prose, width
from index.sentences import ends_sentence

_LONGEST = 200  # characters of a headline
_NEAR = 60  # lines at the top of a page that a headline is looked for in
_WIDE_ENOUGH = 12  # columns: narrower is a menu's word, unless there is nothing else
# Headline, stamp and counters in one line, as some boards print them.
_STAMP_AFTER = re.compile(r"\s+(?:작성일|등록일|입력|조회수?|게시일|날짜)\s*[:：]?\s*\d.{0,80}$")
_STARTS_LIKE_A_LABEL = re.compile(r"^[^\s:：]{1,12}\s?[:：]\s")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and the number of its line; -1 where no line of the page is it."""

    text: str
    number: int = -1


def find_headline(
    lines: Sequence[PageLine],
    marks: Sequence[Mark | None],
    first_paragraph: int,
    titles: Sequence[str],
    *,
    is_page: bool = True,
) -> Headline:
    """Return the headline of a page or text.

    Args:
        lines: all lines.
        marks: their marks, None for those that may be the article's.
        first_paragraph: the number of the first line of prose.
        titles: what the metadata calls the article; a line that says the same is the headline.
        is_page: whether there is furniture above the headline.
    """
    for title in titles:
        same = (n for n, line in enumerate(lines[:400]) if same_headline(line.text, title))
        number = next(same, -1)
        if number >= 0 or title:
            return Headline(title, number)
    if not is_page:
        return _of_text(lines)
    for number, line in enumerate(lines[:5]):
        if len(line.text) < 400 and _STAMP_AFTER.search(line.text):
            return Headline(_STAMP_AFTER.sub("", line.text), number)
    return _of_page(lines, marks, first_paragraph)


def same_headline(line: str, title: str) -> bool:
    """Return whether a line is a headline, whatever its punctuation."""
    if not title or len(line) > len(title) + 40:
        return False
    return core(line) == core(title) != ""


def core(text: str) -> str:
    """Return the letters and digits of a text, lower case, to compare headlines by."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _of_text(lines: Sequence[PageLine]) -> Headline:
    """Return the first line of a text if it stands apart or above a paragraph."""
    if len(lines) < 2:
        return Headline("")
    first, second = lines[0], lines[1]
    line = first.text
    if len(line) > _LONGEST or is_bullet(line) or ends_sentence(line[-12:]) or first.kind == "row":
        return Headline("")
    if _STARTS_LIKE_A_LABEL.match(line) and _STARTS_LIKE_A_LABEL.match(second.text):
        return Headline("")
    apart = second.gap and not all(line.gap for line in lines[1:])
    above = is_prose(second.text) and width(second.text) > width(line)
    marked = first.level == 1
    rest_is_prose = sum(is_prose(one.text) for one in lines[1:]) * 2 >= len(lines) - 1
    return Headline(line, 0) if apart or above or marked or rest_is_prose else Headline("")


def _apart(numbers: list[int], lines: Sequence[PageLine]) -> list[int]:
    """Return the lines with white space above and below, if the page has such and others."""
    found = [
        n
        for n in numbers
        if lines[n].gap and width(lines[n].text) >= 16 and (n + 1 == len(lines) or lines[n + 1].gap)
    ]
    return found or numbers


def _ranked(numbers: list[int], lines: Sequence[PageLine]) -> list[int]:
    """Return the headings of the highest level that has one as wide as a headline, else any."""
    by_level = [[n for n in numbers if lines[n].level == level] for level in (1, 2, 3)]
    for found in by_level:
        if wide := [n for n in found if width(lines[n].text) >= _WIDE_ENOUGH]:
            return wide
    return by_level[0] or by_level[1]


def _of_page(lines: Sequence[PageLine], marks: Sequence[Mark | None], first: int) -> Headline:
    """Return the widest line above the first byline or stamp that is no prose."""
    stamps = (
        n for n, mark in enumerate(marks[:_NEAR]) if mark and mark.reason in ("byline", "date line")
    )
    anchor = next((n for n in stamps if n > 0), -1)
    limit = min(first, _NEAR) or 1
    free = [
        n
        for n in range(limit)
        if not marks[n] and len(lines[n].text) <= _LONGEST and not is_prose(lines[n].text)
    ]
    ranked = _ranked(free, lines)
    if ranked:
        return Headline(lines[ranked[-1]].text, ranked[-1])
    above = _apart([n for n in free if n < anchor], lines)
    wide = [n for n in above if width(lines[n].text) >= _WIDE_ENOUGH]
    below = [n for n in free if n > anchor and width(lines[n].text) >= _WIDE_ENOUGH]
    if not above and 0 < anchor <= 3 and first < anchor and len(lines[0].text) <= 120:
        return Headline(lines[0].text, 0)  # a headline that is a sentence, above its byline
    if wide or (above and not below):
        best = max(wide or above, key=lambda n: (width(lines[n].text), -n))
    elif below:
        best = below[0] if anchor >= 0 else max(below, key=lambda n: (width(lines[n].text), -n))
    elif free:
        best = free[-1]
    else:
        return Headline("")
    # "Home Politics The headline" above the headline: a path glued to it.
    glued = (n for n in free if n != best and width(lines[n].text) >= _WIDE_ENOUGH)
    best = next((n for n in glued if lines[best].text.endswith(f" {lines[n].text}")), best)
    return Headline(lines[best].text, best)
