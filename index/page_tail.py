"""Where an article ends on its page, and which boxes interrupt it.

A copyright line or the comments end it for good. A list of other articles ends it unless the
article's paragraphs go on after it. A second headline with its own stamp begins another article.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from index.dates import date_spans
from index.page_lines import PageLine
from index.page_marks import Mark, Where, is_bullet, is_prose, width
from index.sentences import ends_sentence

_ENOUGH = 300  # letters of prose: an end mark after that ends the article
_FINAL = frozenset(("copyright", "comments"))
_BOX_LINES = 12  # lines that a box may have before its closing note
_HEAD_LINES = 4  # between another article's headline and its stamp
_STAMP_LINES = 6  # between another article's stamp and its first paragraph
_CLOSING = 160  # columns of a last paragraph that stands alone after a box
_LOOK_AHEAD = 60  # paragraphs after a box among which two in a row are looked for


def find_tail(
    lines: Sequence[PageLine], marks: Sequence[Mark | None], paragraphs: Sequence[int]
) -> int:
    """Return the number of the first line after the article, `len(lines)` if it goes to the end.

    Args:
        lines: all lines.
        marks: their marks.
        paragraphs: the numbers of the lines of prose from the article's first on.
    """
    return _Tail(lines, marks, paragraphs).find()


class _Tail:
    """The search for the end of one article."""

    def __init__(
        self, lines: Sequence[PageLine], marks: Sequence[Mark | None], paragraphs: Sequence[int]
    ) -> None:
        self._lines = lines
        self._marks = marks
        self._paragraphs = paragraphs
        self._letters = [0, *accumulate(len(lines[n].text) for n in paragraphs)]
        self._ends = [
            n
            for n, mark in enumerate(marks)
            if mark and mark.where is Where.ENDS and not lines[n].reason
        ]

    def find(self) -> int:
        """Return the number of the first line after the article."""
        skip_to = 0
        for number in range(self._paragraphs[0] + 1, len(self._lines)):
            mark = self._marks[number]
            if mark is None or number < skip_to or self._lines[number].reason:
                continue
            at = bisect_left(self._paragraphs, number)
            before, after = self._letters[at], self._letters[-1] - self._letters[at]
            enough = before >= min(_ENOUGH, after)
            if mark.where is Where.ENDS and mark.reason not in _FINAL:
                skip_to = self._resumes(number, at)
                if enough and not skip_to:
                    return number
            elif mark.where is Where.ENDS:
                if enough:
                    return number
            elif head := self._other_headline(number, at):
                return head
            elif mark.reason == "byline" and enough and not self._resumes(number, at):
                return number
        return len(self._lines)

    def _other_headline(self, number: int, at: int) -> int:
        """Return the headline of another article whose stamp a line is, 0 if it is none."""
        mark = self._marks[number]
        if mark is None or mark.reason not in ("date line", "byline"):
            return 0
        if at < 2 or at == len(self._paragraphs):
            return 0
        if self._paragraphs[at] - number > _STAMP_LINES:
            return 0
        above = range(number - 1, max(self._paragraphs[at - 1], number - 1 - _HEAD_LINES), -1)
        for n in above:
            line = self._lines[n]
            if self._marks[n] or is_prose(line.text) or width(line.text) < 16:
                continue
            stamped = mark.reason == "date line" or bool(date_spans(self._lines[number].text))
            return n if stamped or line.level in (1, 2) else 0
        return 0

    def _resumes(self, number: int, at: int) -> int:
        """Return where paragraphs go on after a box of other articles, 0 if they don't.

        Two paragraphs in a row do; a teaser's summary stands between two titles.
        """
        upcoming = bisect_right(self._ends, number)
        final = self._ends[upcoming] if upcoming < len(self._ends) else len(self._lines)
        rest = self._paragraphs[at : at + _LOOK_AHEAD]
        for one, two in zip(rest, rest[1:], strict=False):
            if two >= final:
                break
            adjoining = all(self._marks[n] for n in range(one + 1, min(two, one + 20)))
            if adjoining and not self._lines[one].text.endswith(("…", "...")):
                return one
        # One last paragraph right before the copyright line.
        if rest and rest[0] < final < len(self._lines) and rest[0] - number <= _STAMP_LINES:
            closing = self._marks[final]
            if closing and closing.reason == "copyright" and self._stands_alone(rest[0]):
                return rest[0]
        return 0

    def _stands_alone(self, number: int) -> bool:
        return width(self._lines[number].text) > _CLOSING


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
        if mark.reason == "AI box" and not ends_sentence(lines[number].text):
            found.update(dict.fromkeys(_box_after(lines, marks, number), "AI box"))
        elif mark.where is Where.ENDS and first < number:
            for n in range(number + 1, min(last, number + _BOX_LINES) + 1):
                if is_prose(lines[n].text) or lines[n].kind in ("row", "heading"):
                    break
                found[n] = mark.reason
    return found


def _box_after(lines: Sequence[PageLine], marks: Sequence[Mark | None], number: int) -> list[int]:
    """Return the numbers of the lines that belong to an AI summary's heading."""
    ahead = range(number + 1, min(len(lines), number + 1 + _BOX_LINES))
    for n in ahead:
        mark = marks[n]
        if mark and mark.reason == "AI box" and ends_sentence(lines[n].text):
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
            return box
        box.append(n)
    return []
