"""HWP 5, the binary format of the Korean word processor: records in an OLE container."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.articles import Block, Metadata, RawArticle, Source
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.hwp_records import Record, paragraph_text, records_of
from index.readers.tables import readable_rows
from index.tags import split_tags

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = b"HWP Document File"
_MAGIC_3 = b"HWP Document File V3"
_STREAM_NAME = "FileHeader".encode("utf-16-le")
_SUMMARY = "\x05HwpSummaryInformation"
_TITLE, _KEYWORDS = 2, 5  # of the summary's properties
_COMPRESSED, _PASSWORD, _DISTRIBUTED, _LOCKED = 1, 1 << 1, 1 << 2, 1 << 4 | 1 << 8 | 1 << 10
_STYLE, _PARAGRAPH, _TEXT, _CONTROL, _LIST, _TABLE = 26, 66, 67, 71, 72, 77
_LARGEST_TABLE = 5_000_000  # cells, the empty ones too
_FURNITURE = frozenset(("head", "foot", "tcmt"))  # page headers and footers, hidden comments
_HEADING_STYLE = re.compile(r"\s*(?:개요|제목|outline|heading|title)\b", re.IGNORECASE)
_SECTION = re.compile(r"Section(\d{1,6})")


def read_hwp(source: Source) -> Read:
    """Yield the document as one article: paragraphs, tables and notes in their place.

    Raises:
        SourceError: it is protected, of an older version, or damaged.
    """
    import olefile

    if source.data.startswith(_MAGIC_3):
        raise SourceError(
            f"{source.name}: 한글 3.0 문서입니다. 한글에서 열어 HWP 5나 HWPX로 다시 저장해 주세요.",
            f"{source.name}: a document of HWP 3. Open it and save it as HWP 5 or HWPX.",
        )
    if not source.data.startswith(_OLE):
        raise SourceError(
            f"{source.name}: 한글(HWP) 문서가 아니거나 깨졌습니다. 한글에서 다시 저장해 주세요.",
            f"{source.name}: no HWP document, or a damaged one. Save it again in Hangul.",
        )
    with olefile.OleFileIO(io.BytesIO(source.data)) as ole:
        flags = int.from_bytes(_stream(ole, "FileHeader")[36:40], "little")
        _refuse_protected(source.name, flags)
        compressed = bool(flags & _COMPRESSED)
        headings = _heading_styles(_stream(ole, "DocInfo"), compressed)
        blocks = [
            block
            for name in _sections(ole)
            for block in _Section(headings).blocks_of(
                records_of(_stream(ole, name), compressed=compressed)
            )
        ]
        title, keywords = _property(ole, _TITLE)[:200], _property(ole, _KEYWORDS)
        yield RawArticle(tuple(blocks), Metadata(title=title, tags=split_tags(keywords)))


def _stream(ole: Any, name: str) -> bytes:
    if not ole.exists(name):
        raise ValueError(f"no stream {name}")
    content: bytes = ole.openstream(name).read()
    return content


def _sections(ole: Any) -> list[str]:
    numbers = [
        int(match[1])
        for path in ole.listdir()
        if len(path) == 2 and path[0] == "BodyText" and (match := _SECTION.fullmatch(path[1]))
    ]
    return [f"BodyText/Section{number}" for number in sorted(numbers)]


def _refuse_protected(name: str, flags: int) -> None:
    if flags & (_PASSWORD | _LOCKED):
        raise SourceError(
            f"{name}: 암호나 DRM이 걸린 한글 문서입니다. 암호를 풀어 다시 저장해 주세요.",
            f"{name}: the document has a password or DRM. Save it without.",
        )
    if flags & _DISTRIBUTED:
        raise SourceError(
            f"{name}: 배포용 한글 문서라 본문이 잠겨 있습니다. 일반 문서나 PDF로 저장해 주세요.",
            f"{name}: a distribution copy with a locked text. Save it as a document or PDF.",
        )


def _heading_styles(doc_info: bytes, compressed: bool) -> frozenset[int]:
    """Return the numbers of the styles whose paragraphs are headings."""
    records = records_of(doc_info, compressed=compressed)
    names = [
        record.payload[2 : 2 + 2 * int.from_bytes(record.payload[:2], "little")]
        for record in records
        if record.tag == _STYLE
    ]
    return frozenset(
        number
        for number, name in enumerate(names)
        if _HEADING_STYLE.match(name.decode("utf-16-le", "ignore"))
    )


def _property(ole: Any, number: int) -> str:
    """Return one of the document's properties, "" if there is none or they are broken."""
    if not ole.exists(_SUMMARY):
        return ""
    try:
        value = ole.getproperties(_SUMMARY).get(number, "")
    except (OSError, ValueError, TypeError, IndexError, KeyError):
        return ""
    text = value if isinstance(value, str) else ""
    # olefile takes the letters for their number and reads on into the properties that follow.
    return " ".join(text.partition("\x00")[0].split())


@dataclass
class _Section:
    """What is open while records are read: a paragraph, a table, a page header."""

    headings: frozenset[int]
    is_heading: bool = False
    unseen: int | None = None  # level of the page header or comment that is open
    table: int | None = None  # level of the outermost table that is open
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    cell: tuple[int, int] | None = None
    uneven: bool = False
    started: bool = False  # whether a table's cells have begun; its caption comes before

    def blocks_of(self, records: Iterator[Record]) -> Iterator[Block]:
        """Yield the blocks of a section's records."""
        for record in records:
            yield from self._close(record.level)
            if self.unseen is None:
                yield from self._read(record)
        yield from self._close(0)

    def _close(self, level: int) -> Iterator[Block]:
        """End what a record of this level doesn't belong to."""
        if self.unseen is not None and level <= self.unseen:
            self.unseen = None
        if self.table is not None and level <= self.table:
            yield from map(Block, self._end_table())

    def _read(self, record: Record) -> Iterator[Block]:
        if record.tag == _PARAGRAPH:
            self.is_heading = record.payload[10:11] != b"" and record.payload[10] in self.headings
        elif record.tag == _TEXT:
            yield from self._say(paragraph_text(record.payload))
        elif record.tag == _CONTROL:
            kind = record.payload[3::-1].decode("ascii", "replace")
            if kind in _FURNITURE:
                self.unseen = record.level
            elif kind == "tbl " and self.table is None:
                self.table = record.level
        elif self.table is not None and record.level == self.table + 1:
            self._read_table(record)

    def _read_table(self, record: Record) -> None:
        if record.tag == _TABLE:
            self.started = True
        elif record.tag == _LIST and self.started:
            column, row, _, rows = (
                int.from_bytes(record.payload[at : at + 2], "little") for at in range(8, 16, 2)
            )
            self.cell = row, column
            self.uneven |= rows > 1

    def _say(self, text: str) -> Iterator[Block]:
        lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
        if self.cell is not None:
            self.cells.setdefault(self.cell, []).extend(lines)
            return
        for line in lines:
            yield Block(line, (("heading", line),) if self.is_heading else ())

    def _end_table(self) -> list[str]:
        columns = sorted({column for _, column in self.cells})
        numbers = sorted({row for row, _ in self.cells})
        if len(columns) * len(numbers) > _LARGEST_TABLE:
            raise ValueError("a table is larger than any table is")
        rows = [
            [" ".join(self.cells.get((row, column), ())) for column in columns] for row in numbers
        ]
        lines = readable_rows(rows, header=False if self.uneven else None)
        self.table, self.cell, self.cells = None, None, {}
        self.uneven = self.started = False
        return lines


def _is_hwp(data: bytes) -> bool:
    if data.startswith(_MAGIC_3):
        return True
    return data.startswith(_OLE) and _MAGIC in data and _STREAM_NAME in data


FORMATS = (Format("HWP", (".hwp",), read_hwp, _is_hwp),)
