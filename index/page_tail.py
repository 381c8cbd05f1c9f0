"""Where an article ends on its page, and which boxes interrupt it.

A copyright line or the comments end it for good. A list of other articles ends it unless the
article's paragraphs go on after it. A second headline with its own stamp begins another article.
"""

from collections.abc import Sequence

from index.dates import date_spans
from index.page_lines import PageLine
from index.page_marks import Mark, Where, is_bullet, is_prose, width

_ENOUGH = 300  # letters of prose: an end mark after that ends the article
_FINAL = frozenset(("copyright", "comments"))
_SIGNED = frozenset(("byline",))
_BOX_LINES = 12  # lines that a box may have before its closing note
_HEAD_LINES = 4  # between another article's headline and its stamp


def find_tail(
    lines: Sequence[PageLine], marks: Sequence[Mark | None], paragraphs: Sequence[int]
) -> int:
    """Return the number of the first line after the article, `len(lines)` if it goes to the end.

    Args:
        lines: all lines.
        marks: their marks.
        paragraphs: the numbers of the lines of prose from the article's first on.
    """
    before = 0
    at = 0
    skip_to = 0
    for number in range(paragraphs[0] + 1, len(lines)):
        while at < len(paragraphs) and paragraphs[at] < number:
            before += len(lines[paragraphs[at]].text)
            at += 1
        mark = marks[number]
        if mark is None or number < skip_to or lines[number].reason:
            continue
        rest = paragraphs[at:]
        if mark.where is Where.ENDS:
            after = sum(len(lines[n].text) for n in rest)
            if mark.reason in _FINAL:
                if before >= min(_ENOUGH, after):
                    return number
                continue
            skip_to = _resumes(lines, marks, number, rest)
            if not skip_to and (before >= _ENOUGH or before >= after):
                return number
        elif (
            mark.reason in ("date line", "byline")
            and at >= 2
            and rest
            and (head := _headline_before(lines, marks, number, paragraphs[at - 1]))
        ):
            stamped = mark.reason == "date line" or bool(date_spans(lines[number].text))
            if rest[0] - number <= 6 and (stamped or lines[head].level in (1, 2)):
                return head
        elif mark.reason in _SIGNED and at >= 1 and not _resumes(lines, marks, number, rest):
            if before >= _ENOUGH or before >= sum(len(lines[n].text) for n in rest):
                return number
    return len(lines)


def _resumes(
    lines: Sequence[PageLine], marks: Sequence[Mark | None], number: int, rest: Sequence[int]
) -> int:
    """Return where paragraphs go on after a box of other articles, 0 if they don't.

    Two paragraphs in a row do; a teaser's summary stands between two titles.
    """
    final = next(
        (
            n
            for n in range(number + 1, len(lines))
            if (mark := marks[n]) and mark.where is Where.ENDS and not lines[n].reason
        ),
        len(lines),
    )
    for one, two in zip(rest, rest[1:], strict=False):
        if two >= final:
            return 0
        if all(marks[n] for n in range(one + 1, two)) and not lines[one].text.endswith("…"):
            return one
    # One last paragraph right before the end of the page's article.
    if rest and rest[0] < final and width(lines[rest[0]].text) > 160 and rest[0] - number <= 6:
        closing = marks[final] if final < len(lines) else None
        return rest[0] if closing and closing.reason == "copyright" else 0
    return 0


def _headline_before(
    lines: Sequence[PageLine], marks: Sequence[Mark | None], number: int, last: int
) -> int:
    """Return the headline that stands over a stamp in the middle of a page, 0 if none does."""
    for n in range(number - 1, max(last, number - 1 - _HEAD_LINES), -1):
        if not marks[n] and not is_prose(lines[n].text) and width(lines[n].text) >= 16:
            return n
    return 0


def skip_boxes(
    lines: Sequence[PageLine], marks: Sequence[Mark | None], first: int, last: int
) -> dict[int, str]:
    """Return the lines of boxes inside an article, with the reason: AI summaries, teasers.

    Args:
        lines: all lines.
        marks: their marks.
        first: the number of the article's first paragraph.
        last: the number of its last.
    """
    found: dict[int, str] = {}
    for number, mark in enumerate(marks[: last + 1]):
        if mark is None or lines[number].reason:
            continue
        if mark.reason == "AI box" and not is_prose(lines[number].text):
            found.update(dict.fromkeys(_box_after(lines, marks, number), "AI box"))
        elif mark.where is Where.ENDS and first < number:
            for n in range(number + 1, last + 1):
                if is_prose(lines[n].text) or lines[n].kind in ("row", "heading"):
                    break
                found[n] = mark.reason
    return found


def _box_after(lines: Sequence[PageLine], marks: Sequence[Mark | None], number: int) -> list[int]:
    """Return the numbers of the lines that belong to an AI summary's heading."""
    ahead = range(number + 1, min(len(lines), number + 1 + _BOX_LINES))
    for n in ahead:
        mark = marks[n]
        if mark and mark.reason == "AI box" and is_prose(lines[n].text):
            return list(range(number + 1, n))
    box: list[int] = []
    for n in ahead:
        if not (is_bullet(lines[n].text) or lines[n].kind == "item"):
            break
        box.append(n)
    if box:
        return box
    for n in ahead[:5]:
        if lines[n].gap and n > number + 1:
            break
        box.append(n)
    return box if len(box) < 5 and any(line.gap for line in lines[number + 2 :]) else []
