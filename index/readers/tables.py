"""Rows of cells to lines that can be read, searched and quoted on their own.

With a header row each line repeats it, "도시: 가람시 · 인구: 420", because a line is cited
without the table around it. Where it isn't sure that the first row is a header, cells are
joined by " | ": a missing header is dull, a wrong one is a lie.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

Row: TypeAlias = Sequence[str]

_LONGEST_HEADER = 60  # characters of one header cell; longer is prose
_VALUE = re.compile(r"[\s(₩$€£¥+\-−–△▲▼.,]*\d")  # a figure, a date, an amount
_HEADER_WORDS = frozenset(
    "구분 항목 내용 이름 성명 명칭 비고 분류 종류 번호 순번 값 날짜 일자 기간 장소 지역 도시 "
    "item name value category type date description note field key city region year "
    "項目 内容 名称 名前 区分 備考 分類 種類 日付 値 类别 项目 姓名 备注".split()
)


def readable_rows(rows: Sequence[Row], *, header: bool | None = None) -> list[str]:
    """Return one line per row that holds anything.

    A first row with a single cell in a wider table is its caption and stays a line of its own.

    Args:
        rows: cells from left to right, "" where empty.
        header: whether the first row is known to be a header; None looks at the cells.

    Example: [["도시", "인구"], ["가람시", "420"]] -> ["도시: 가람시 · 인구: 420"]
    """
    filled = [[_one_line(cell) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    captions = _caption_count(filled)
    lines = [_joined(row) for row in filled[:captions]]
    body = filled[captions:]
    if len(body) > 1 and (is_header(body) if header is None else header):
        return lines + [_named(body[0], row) for row in body[1:]]
    return lines + [_joined(row) for row in body]


def is_header(rows: Sequence[Row]) -> bool:
    """Return whether the first of some rows names the columns.

    Its cells are short texts, all different. In a table of two columns, which may as well be
    a list of names and values, it must also use a header's words or stand over figures only.
    """
    first = [cell for cell in rows[0] if cell]
    if len(rows) < 2 or len(first) < 2 or len(set(first)) < len(first):
        return False
    if any(len(cell) > _LONGEST_HEADER or _VALUE.match(cell) for cell in first):
        return False
    if len(first) > 2:
        return True
    if any(cell.casefold() in _HEADER_WORDS for cell in first):
        return True
    columns = [position for position, cell in enumerate(rows[0]) if cell]
    return any(_all_values(rows[1:], column) for column in columns)


def cell_text(value: Any, number_format: str = "") -> str:
    """Return a cell's value as one reads it: ISO dates, 3.0 as 3, a percentage as such.

    Args:
        value: what the spreadsheet stores; None for an empty cell.
        number_format: how the spreadsheet shows it.
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() | Decimal():
            return _number(value, number_format)
        case datetime():
            return value.date().isoformat() if _is_midnight(value) else _minutes(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)


def _number(value: int | float | Decimal, number_format: str) -> str:
    if "%" in number_format:
        return f"{float(value) * 100:.10g}%"
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def _is_midnight(moment: datetime) -> bool:
    return moment.time() == time()


def _minutes(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes" if not moment.second else "seconds")


def _caption_count(rows: Sequence[Row]) -> int:
    if not any(sum(map(bool, row)) > 1 for row in rows):
        return 0
    return next(number for number, row in enumerate(rows) if sum(map(bool, row)) > 1)


def _all_values(rows: Sequence[Row], column: int) -> bool:
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    return bool(cells) and all(_VALUE.match(cell) for cell in cells)


def _named(names: Row, row: Row) -> str:
    padded = [*names, *[""] * (len(row) - len(names))]
    pairs = zip(padded, row, strict=False)
    return " · ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)


def _joined(row: Row) -> str:
    return " | ".join(cell for cell in row if cell)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
