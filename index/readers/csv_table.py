"""CSV and TSV: a table of articles, or one article of readable rows."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from index.articles import Source
from index.encodings import decode
from index.readers import Format, Read
from index.readers.sheets import Sheet, read_sheets

_DELIMITERS = ",\t;|"
_SAMPLE = 64_000  # characters that tell the delimiter
_LONGEST_CELL = 10_000_000
_QUOTED_LINES = 200  # a last cell of so many lines comes from a quotation mark that never closes


def read_csv(source: Source) -> Read:
    """Yield the article of each row if the header says that rows are articles, else one."""
    rows = parse_rows(decode(source))
    yield from read_sheets(source, [Sheet("", tuple(enumerate(rows, start=1)))])


def parse_rows(text: str) -> list[list[str]]:
    """Return the rows of a table in text, whichever of , ; tab | separates its cells."""
    first, _, others = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's way to name the delimiter
        return _parse(others, first[4])
    return _parse(text, _delimiter(text))


def _delimiter(text: str) -> str:
    """Return the character that cuts most rows into one same number of cells, the most cells."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample

    def agreement(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _records(sample, delimiter, csv.QUOTE_MINIMAL) if row)
        if not widths:
            return 0, 0
        width, count = widths.most_common(1)[0]
        return (count / widths.total(), width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=agreement)


def _parse(text: str, delimiter: str) -> list[list[str]]:
    rows = list(_records(text, delimiter, csv.QUOTE_MINIMAL))
    swallowed = rows and text.count('"') % 2 and rows[-1] and rows[-1][-1].count("\n")
    if swallowed and swallowed > min(_QUOTED_LINES, len(rows)):
        return list(_records(text, delimiter, csv.QUOTE_NONE))
    return rows


def _records(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)  # the module's own 131,072 is less than a long article
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)


FORMATS = (Format("CSV", (".csv", ".tsv", ".tab"), read_csv),)
