"""Lines of PDF pages to paragraphs, and paragraphs to blocks that know their page.

A sentence that runs over the end of a page is made whole and belongs to the page where it
begins; what follows it begins the next page. So a quoted sentence is always on the page that
is named, or begins there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.articles import Block
from index.readers.line_joins import SOFT_HYPHEN, join_lines
from index.readers.pdf_lines import Line
from index.readers.pdf_tables import Table
from index.sentences import ends_sentence, split_sentences

_WIDE_GAP = 1.35  # times the usual distance between lines of the page
# Not "다.", with which most sentences end that a line break cuts before their last syllable.
_BULLET = re.compile(
    r"[•‣▪▫■□○●◆◇▶▷◎※☞❑❍①-⑳㉠-㉭]|[ㅇ*–—-]\s"
    r"|\(?(?:\d{1,2}|[가나라마바사아자차카타파하]|[a-z])[.)]\s|제\s?\d+\s?[장절조항]\s"
)
_DATE_UNDER_WAY = re.compile(r"\d\.\s*\Z")
_LONGEST = 10_000  # characters of a paragraph; more is text without any sentence
_COLUMN = 80  # lines above and below that may stand in one column
_NEAR = 5  # lines above and below that show how wide a column is
_SAME_END = 3  # points within which lines end at one place
_JUSTIFIED = 3  # lines that end at one place
_NARROWEST = 10  # times a line's height; shorter lines may be a list of names
_TAIL = 120  # characters around a line's end that tell whether a sentence ends there


@dataclass(slots=True)
class Paragraph:
    """A paragraph under way: its text so far, its first line and its last."""

    text: str
    first: Line
    last: Line
    is_full: bool  # no word of what follows would have fit on its last line


def page_items(
    lines: Sequence[Line], tables: Sequence[Table], left_out: Iterable[Line]
) -> list[Paragraph | Table]:
    """Return the paragraphs and tables of a page in reading order; a table is where its text is."""
    table_of = {line: table for table in tables for line in table.lines}
    skipped = set(left_out)
    running = [line for line in lines if line not in skipped and line not in table_of]
    edges = _column_edges(running)
    pitch = _usual_pitch(running)
    items: list[Paragraph | Table] = []
    for line in lines:
        if table := table_of.get(line):
            if table not in items:
                items.append(table)
        elif line not in skipped:
            above = items[-1] if items else None
            if isinstance(above, Paragraph):
                above.is_full = above.last.right + line.head + line.height > edges[above.last]
                if not _begins_paragraph(above, line, pitch):
                    above.text, above.last = join_lines(above.text, line.text), line
                    continue
            items.append(Paragraph(line.text, line, line, is_full=True))
    if items and isinstance(last := items[-1], Paragraph):
        last.is_full = last.last.right + 3 * last.last.height > edges[last.last]
    return items


def blocks_of_pages(pages: Iterable[Sequence[Paragraph | Table]]) -> Iterator[Block]:
    """Yield the blocks of all pages in order; the first that begins on a page names it."""
    unfinished: tuple[Paragraph, tuple[tuple[str, str], ...]] | None = None
    for number, items in enumerate(pages, start=1):
        places: tuple[tuple[str, str], ...] = (("page", str(number)),)
        waiting = list(items)
        if unfinished and waiting:
            paragraph, its_places = unfinished
            following = waiting[0]
            if isinstance(following, Paragraph) and _runs_on(paragraph, following):
                whole, rest = _finish_sentence(paragraph.text, following.text)
                yield Block(whole, its_places)
                waiting[0] = Paragraph(rest, following.first, following.last, following.is_full)
                waiting = waiting if rest else waiting[1:]
            else:
                yield Block(paragraph.text, its_places)
            unfinished = None
        for item in waiting:
            if isinstance(item, Paragraph) and item is waiting[-1]:
                unfinished = (item, places)
                continue
            for text in item.rows if isinstance(item, Table) else (item.text,):
                yield Block(text, places)
                places = ()
    if unfinished:
        yield Block(unfinished[0].text, unfinished[1])


def _runs_on(above: Paragraph, below: Paragraph) -> bool:
    """Return whether a paragraph goes on at the top of the next page."""
    return (
        above.is_full
        and not ends_sentence(above.text)
        and above.last.is_as_large_as(below.first)
        and not _begins_item(above.text, below.text)
    )


def _finish_sentence(above: str, below: str) -> tuple[str, str]:
    """Return (`above` with the rest of its sentence, what follows that sentence in `below`)."""
    end = split_sentences(below)[0].end
    return join_lines(above, below[:end]), below[end:].lstrip()


def _begins_paragraph(above: Paragraph, line: Line, pitch: float) -> bool:
    if above.text.endswith(SOFT_HYPHEN):
        return False
    if len(above.text) > _LONGEST or not line.is_as_large_as(above.last):
        return True
    if _begins_item(above.text, line.text):
        return True
    if _ends_sentence_before(above.text, line.text):
        return True
    if line.bottom > above.last.bottom:  # the next column
        return False
    if above.last.bottom - line.bottom > _WIDE_GAP * max(pitch, line.height):
        return True
    indent = (line.left - above.last.left) / line.height
    is_first_line_indent = 0.7 < indent < 4 and not _BULLET.match(above.text)
    return is_first_line_indent or not above.is_full


def _begins_item(above: str, line: str) -> bool:
    """Return whether a line is the first of an item in a list."""
    return bool(_BULLET.match(line)) and not _DATE_UNDER_WAY.search(above[-4:])


def _ends_sentence_before(above: str, line: str) -> bool:
    """Return whether a sentence ends between two lines; it doesn't after "Dr." or "2019."."""
    tail = above[-_TAIL:].strip()
    if not ends_sentence(tail):
        return False
    return any(span.end == len(tail) for span in split_sentences(f"{tail} {line[:_TAIL]}"))


def _column_edges(lines: Sequence[Line]) -> dict[Line, float]:
    """Return how far to the right text goes in the column of each line.

    Where most lines around end at one place, as in justified text, it is there: other lines
    of the page that begin as far left may stand outside the column and be longer.
    """
    edges: dict[Line, float] = {}
    for place, line in enumerate(lines):
        column = [
            other
            for other in lines[max(0, place - _COLUMN) : place + _COLUMN + 1]
            if abs(other.left - line.left) < 2 * line.height and other.is_as_large_as(line)
        ]
        near = set(lines[max(0, place - _NEAR) : place + _NEAR + 1])
        ends = Counter(round(other.right / _SAME_END) for other in column if other in near)
        end, count = ends.most_common(1)[0]
        widest = max(other.right for other in column)
        is_wide = (end + 1) * _SAME_END - line.left > _NARROWEST * line.height
        edges[line] = (end + 1) * _SAME_END if count >= _JUSTIFIED and is_wide else widest
    return edges


def _usual_pitch(lines: Sequence[Line]) -> float:
    pairs = zip(lines, lines[1:], strict=False)
    steps = [a.bottom - b.bottom for a, b in pairs if 0 < a.bottom - b.bottom < 4 * a.height]
    return median(steps) if steps else 0.0
