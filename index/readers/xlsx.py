"""Excel workbooks: every sheet, hidden ones too, for they are data that somebody keeps.

A formula is read as the value that it had when the workbook was saved; a workbook that no
spreadsheet program ever calculated has none, and its formulas are left out.
"""

import io
import warnings
from typing import Any

from index.articles import Source
from index.readers import Format, Read
from index.readers.sheets import MAX_ROWS, Sheet, read_sheets
from index.readers.tables import cell_text
from index.readers.zip_kind import refuse_oversized, zip_names


def read_xlsx(source: Source) -> Read:
    """Yield the article of each row if the header says that rows are articles, else one."""
    import openpyxl

    refuse_oversized(source)
    with warnings.catch_warnings():
        # What it says of unsupported styles, filters and extensions doesn't touch the values.
        warnings.filterwarnings("ignore", module="openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
        try:
            sheets = [Sheet(sheet.title, _rows(sheet)) for sheet in book.worksheets]
        finally:
            book.close()
    yield from read_sheets(source, sheets)


def _rows(sheet: Any) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows that hold anything, one more than are used at most."""
    sheet.reset_dimensions()  # some programs write wrong ones, which would cut the sheet
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = tuple(_text(cell) for cell in cells)
        if any(texts):
            rows.append((number, texts))
        if len(rows) > MAX_ROWS + 1:  # the header and one to tell that there are more
            break
    return tuple(rows)


def _text(cell: Any) -> str:
    if cell.data_type == "e":  # "#DIV/0!"
        return ""
    return cell_text(cell.value, cell.number_format if cell.value is not None else "")


FORMATS = (
    Format(
        "XLSX",
        (".xlsx", ".xlsm"),
        read_xlsx,
        lambda data: "xl/workbook.xml" in zip_names(data),
    ),
)
