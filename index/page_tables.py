"""Data tables of a page -> one readable line for each row; layout tables are left alone."""

import re
from typing import Any

from index.readers.tables import readable_rows

_LONG = 240  # characters of a cell: more is a page's column, not a value
_BLANK = re.compile(r"[\s\u00a0\u200b]+")


def rows_of_table(table: Any) -> list[str]:
    """Return the rows of a data table as lines, [] for a table that only lays out the page.

    Args:
        table: an lxml element.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [list(row.iterchildren("td", "th")) for row in table.iterdescendants("tr")]
    rows = [row for row in rows if row]
    texts = [[_text(cell) for cell in row] for row in rows]
    if not _is_data(texts):
        return []
    caption = [text for one in table.iterchildren("caption") if (text := _text(one))]
    grid = _filled(rows, texts)
    if all(row[0].tag == "th" and row[-1].tag == "td" for row in rows):
        return caption + [f"{cells[0]}: {' | '.join(filter(None, cells[1:]))}" for cells in grid]
    return caption + readable_rows(grid, header=_has_header(rows) or None)


def _text(cell: Any) -> str:
    parts = (text for text in cell.itertext() if isinstance(text, str))
    for unseen in cell.iterdescendants("script", "style"):
        unseen.text = None
    for line_end in cell.iterdescendants("br", "p", "div", "li"):
        line_end.tail = f" {line_end.tail or ''}"
    return _BLANK.sub(" ", "".join(parts)).strip()


def _is_data(texts: list[list[str]]) -> bool:
    if len(texts) < 2 or max(map(len, texts)) < 2:
        return False
    longest = max(len(cell) for row in texts for cell in row)
    wide = sum(len(row) >= 2 for row in texts)
    return longest <= _LONG and wide * 2 > len(texts)


def _has_header(rows: list[list[Any]]) -> bool:
    """Return whether the markup says that the first row names the columns."""
    section = rows[0][0].getparent().getparent()
    return all(cell.tag == "th" for cell in rows[0]) or (
        section is not None and section.tag == "thead"
    )


def _filled(rows: list[list[Any]], texts: list[list[str]]) -> list[list[str]]:
    """Return the cells with those that span rows or columns repeated where they hold."""
    grid: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for cells, row in zip(rows, texts, strict=True):
        line: list[str] = []
        for cell, text in zip(cells, row, strict=True):
            _hand_down(line, below)
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    below[len(line)] = (down - 1, text)
                line.append(text)
                text = ""  # a wide cell is read once
        _hand_down(line, below)
        grid.append(line)
    return grid


def _hand_down(line: list[str], below: dict[int, tuple[int, str]]) -> None:
    while len(line) in below:
        left, text = below.pop(len(line))
        if left > 1:
            below[len(line)] = (left - 1, text)
        line.append(text)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return min(50, int(value)) if value.isdigit() and int(value) else 1
