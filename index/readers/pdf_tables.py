"""The ruled tables of a PDF page: pdfplumber finds the cells, pdfium reads what is in them."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.readers.line_joins import join_lines
from index.readers.pdf_lines import Line
from index.readers.tables import readable_rows

_FEWEST_SEGMENTS = 8  # of drawn lines on a page; a table of four cells has more
_MOST_SEGMENTS = 20_000
_LONGEST_CELL = 400  # characters on average; more is a page laid out in boxes
_KEPT = 0.9  # of the letters in a table's area that its cells must hold


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows as lines to read, and the lines of the page that it takes the place of."""

    rows: tuple[str, ...]
    lines: frozenset[Line]


class Plumber:
    """pdfplumber on one file, opened when the first table is looked for.

    Args:
        data: the PDF.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] | None = None

    def page(self, number: int) -> Any:
        """Return a page, counted from 0; None if pdfplumber doesn't understand the file."""
        if self._pages is None:
            self._pages = self._open()
        return self._pages[number] if number < len(self._pages) else None

    def _open(self) -> list[Any]:
        import pdfplumber

        logging.getLogger("pdfminer").setLevel(logging.ERROR)  # fonts that it can't measure
        try:
            return list(pdfplumber.open(io.BytesIO(self._data)).pages)
        except Exception:  # pdfium reads files that it doesn't; they are read without tables
            return []


def has_rules(page: Any) -> bool:
    """Return whether as many lines are drawn on a page as a table may have.

    Most pages have fewer, and finding tables takes a hundred times as long as reading text;
    maps and charts have so many more that it would take minutes.

    Args:
        page: pdfium's page.
    """
    import pypdfium2.raw as pdfium

    segments = 0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        segments += max(0, pdfium.FPDFPath_CountSegments(drawn))
        if segments > _MOST_SEGMENTS:
            return False
    return segments >= _FEWEST_SEGMENTS


def page_tables(plumbed: Any, page_text: Any, lines: Sequence[Line]) -> list[Table]:
    """Return the tables of a page that hold all the text that stands in their area.

    Args:
        plumbed: pdfplumber's page, None if it has none.
        page_text: pdfium's text page of the same page.
        lines: of that page.
    """
    if plumbed is None:
        return []
    try:
        found = plumbed.find_tables()
    except Exception:  # a page that only pdfium understands; its text is read as lines
        return []
    tables: list[Table] = []
    taken: set[Line] = set()
    for area in sorted(found, key=lambda table: -_size(table.bbox)):
        inside = frozenset(line for line in lines if _holds(area.bbox, line, plumbed))
        rows = [[_cell_text(cell, plumbed, page_text) for cell in row.cells] for row in area.rows]
        if inside.isdisjoint(taken) and _is_table(rows, inside):
            tables.append(Table(tuple(readable_rows(rows)), inside))
            taken |= inside
    plumbed.close()
    return tables


def _is_table(rows: list[list[str]], inside: frozenset[Line]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    if sum(any(row) for row in rows) < 2 or not any(sum(map(bool, row)) > 1 for row in rows):
        return False
    if sum(map(len, cells)) > _LONGEST_CELL * len(cells):
        return False
    return _letters(cells) >= _KEPT * _letters([line.text for line in inside]) > 0


def _letters(texts: Sequence[str]) -> int:
    return sum(not character.isspace() for text in texts for character in text)


def _size(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: tuple[float, float, float, float], line: Line, page: Any) -> bool:
    left, bottom, right, top = _upright(box, page)
    across, up = (line.left + line.right) / 2, (line.bottom + line.top) / 2
    return left <= across <= right and bottom <= up <= top


def _cell_text(box: tuple[float, float, float, float] | None, page: Any, page_text: Any) -> str:
    if box is None:  # covered by a merged cell
        return ""
    text = ""
    for line in page_text.get_text_bounded(*_upright(box, page)).splitlines():
        text = join_lines(text, line) if text else line.strip()
    return text


def _upright(box: tuple[float, float, float, float], page: Any) -> tuple[float, ...]:
    """Return left, bottom, right, top as pdfium counts them: from the bottom of the page."""
    left, top, right, bottom = box
    height = float(page.mediabox[3]) - float(page.mediabox[1])
    return left, height - bottom, right, height - top
