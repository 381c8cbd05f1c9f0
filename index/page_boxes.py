"""Boxes in a page whose names say nothing but whose lines say what they are.

A newsletter form, a reporter's card, a list of teasers under its heading, a picture with its
caption: where most lines of a box are furniture, or its heading is, all of it is.
"""

from collections import Counter
from collections.abc import Sequence

from index.page_areas import reads_on
from index.page_lines import Area, Page
from index.page_marks import Mark, Where, is_prose, mark_of
from index.sentences import split_sentences

_MOST_LINES = 60  # of a list of teasers; a body is longer in letters, not in lines
_CAPTION = 220  # letters under a picture
_HEADS = frozenset(("AI box", "subscription", "advertisement", "comments", "related articles"))
_SIGNS = _HEADS | frozenset(
    ("share button", "button", "byline", "tags", "copyright", "reader poll", "menu",
     "correction or contact", "site notice", "cookie notice", "credit")
)  # fmt: skip
_FRAMES = frozenset(("div", "figure", "span", "td", "table", "a", "em", "center", "dl", "section"))


def boxes_of_furniture(
    page: Page, reasons: Sequence[str], dense: Area | None, title: int
) -> list[str]:
    """Return the reasons for each line again, with those of whole boxes added.

    Args:
        page: from `page_lines.read_page`.
        reasons: what the names in the markup said of each line.
        dense: the area with the most prose; what holds it is no box, or one of teasers.
        title: the number of the headline's line, -1 if it is unknown.
    """
    found = list(reasons)
    marks: dict[int, Mark | None] = {}
    covered = 0
    for area in page.areas:
        size = area.last - area.first
        if area.first < covered or not 0 < size <= _MOST_LINES or area.tag in ("html", "main"):
            continue
        around = dense is not None and area.first <= dense.first and dense.last <= area.last
        if around and (area.first <= title < area.last or reads_on(page, area)):
            continue
        reason = _caption(page, area) or _box(page, area, marks, found)
        if around and reason not in _HEADS:
            continue
        if reason:
            for number in range(area.first, area.last):
                found[number] = found[number] or reason
            covered = area.last
    return found


def _caption(page: Page, area: Area) -> str:
    lines = page.lines[area.first : area.last]
    if not area.images or area.tag not in _FRAMES or len(lines) > 2:
        return ""
    text = " ".join(line.text for line in lines)
    sentences = len(split_sentences(text))
    return "caption" if len(text) < _CAPTION and sentences <= 2 else ""


def _box(page: Page, area: Area, marks: dict[int, Mark | None], known: Sequence[str]) -> str:
    numbers = range(area.first, area.last)
    if len(numbers) < 2:
        return ""
    for number in numbers:
        if number not in marks:
            marks[number] = mark_of(page.lines[number])
    head = marks[area.first]
    is_heading = page.lines[area.first].kind == "heading"
    if head and head.reason in _HEADS and (head.where is not Where.OUTSIDE or is_heading):
        return head.reason
    signs = Counter(mark.reason for n in numbers if (mark := marks[n]) and mark.reason in _SIGNS)
    signs.update(known[n] for n in numbers if known[n] and not marks[n])
    free = sum(not marks[n] and not known[n] and is_prose(page.lines[n].text) for n in numbers)
    if signs.total() * 2 >= len(numbers) and free <= 1:
        return signs.most_common(1)[0][0]
    return ""
