"""The sheets of a CSV file or a workbook to articles: one per row, or one of readable rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.articles import Block, RawArticle, Source
from index.documents import Dropped
from index.errors import SourceError
from index.readers import Read
from index.readers.article_table import ArticleColumns, article_columns, articles_of_rows
from index.readers.tables import Row, readable_rows

MAX_ROWS = 50_000  # of one file; more is a database, not reading matter
_MAX_CHARACTERS = 1_500_000  # of one file's rows; what `index.reader` takes as one article is more
_HEADER_DEPTH = 5  # rows among which the header is looked for; captions may stand above it


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows, each with the number that a spreadsheet shows for it, from 1."""

    name: str
    rows: tuple[tuple[int, Row], ...]


def read_sheets(source: Source, sheets: Sequence[Sheet]) -> Read:
    """Yield the articles of sheets whose rows are articles, then the others as one article.

    What goes beyond `MAX_ROWS` is named: as a broken article, or as a note on the one article.
    """
    tables: list[Sheet] = []
    for sheet in sheets:
        found = _find_columns(sheet)
        if found is None:
            tables.append(sheet)
            continue
        columns, below = found
        name = sheet.name if len(sheets) > 1 else ""
        yield from articles_of_rows(columns, below[:MAX_ROWS], sheet=name)
        if len(below) > MAX_ROWS:
            yield _too_many_rows(source)
    if any(sheet.rows for sheet in tables):
        yield _rows_as_text(tables)


def _find_columns(sheet: Sheet) -> tuple[ArticleColumns, Sequence[tuple[int, Row]]] | None:
    for place, (_, row) in enumerate(sheet.rows[:_HEADER_DEPTH], start=1):
        if columns := article_columns(row):
            return columns, sheet.rows[place:]
    return None


def _rows_as_text(sheets: Sequence[Sheet]) -> RawArticle:
    blocks: list[Block] = []
    left_out = ""
    rows = size = 0
    for sheet in sheets:
        taken = [row for _, row in sheet.rows[: MAX_ROWS - rows]]
        rows += len(taken)
        lines = readable_rows(taken)
        if len(taken) < len(sheet.rows):
            left_out = left_out or " | ".join(filter(None, sheet.rows[len(taken)][1]))
        places: tuple[tuple[str, str], ...] = (("sheet", sheet.name),) if sheet.name else ()
        for line in lines:
            size += len(line)
            if blocks and size > _MAX_CHARACTERS:
                left_out = left_out or line
                break
            blocks.append(Block(line, places))
            places = ()
    note = f"too many rows: this one and those after it; the first {len(blocks):,} were read"
    return RawArticle(tuple(blocks), dropped=(Dropped(left_out, note),) if left_out else ())


def _too_many_rows(source: Source) -> SourceError:
    return SourceError(
        f"{source.name}: 처음 {MAX_ROWS:,}행만 읽었습니다. 나머지는 다른 파일로 나누어 주세요.",
        f"{source.name}: only the first {MAX_ROWS:,} rows were read. "
        "Put the others into further files.",
    )
