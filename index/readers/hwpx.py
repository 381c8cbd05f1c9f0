"""HWPX, the XML format of the Korean word processor (KS X 6101)."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.articles import MEMBER, Block, Metadata, RawArticle, Source
from index.dates import iso_date
from index.encodings import decode
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.markup import local_name, parse_xml
from index.readers.tables import readable_rows
from index.readers.zip_kind import zip_names
from index.readers.zip_members import Allowance, open_zip, read_packed
from index.tags import split_tags

_PACKAGE = "Contents/content.hpf"
_HEADER = "Contents/header.xml"
_MANIFEST = "META-INF/manifest.xml"
_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml", re.IGNORECASE)
_MARKS = {"tab": " ", "linebreak": "\n", "nbspace": " ", "fwspace": " ", "hyphen": "-"}
_FURNITURE = frozenset(("header", "footer", "hiddencomment", "memo"))
_NOTES = frozenset(("footnote", "endnote"))
_HEADING_STYLE = re.compile(r"\s*(?:개요|제목|outline|heading|title)\b", re.IGNORECASE)


def read_hwpx(source: Source) -> Read:
    """Yield the document as one article: paragraphs, tables and notes in their place.

    Raises:
        SourceError: it is protected by a password, damaged, or has no text.
    """
    with open_zip(source) as container:
        names = container.namelist()
        sections = sorted(filter(_SECTION.fullmatch, names), key=_section_number)
        files = _Files(source, container, Allowance())
        package = files.xml(_PACKAGE)
        manifest = files.xml(_MANIFEST)
        if manifest is not None and next(_below(manifest, "encryption-data"), None) is not None:
            raise SourceError(
                f"{source.name}: 암호가 걸린 한글 문서입니다. 암호를 풀어 다시 저장해 주세요.",
                f"{source.name}: the document has a password. Save it without one.",
            )
        if not sections:
            raise SourceError(
                f"{source.name}: 한글 문서에 본문이 없습니다. 한글에서 다시 저장해 주세요.",
                f"{source.name}: no body in the document. Save it again in Hangul.",
            )
        body = _Body(_heading_styles(files.xml(_HEADER)))
        blocks = [block for name in sections for block in body.blocks_of(files.xml(name))]
    yield RawArticle(tuple(blocks), _metadata(package))


@dataclass(frozen=True, slots=True)
class _Files:
    """The XML files of one document."""

    source: Source
    container: zipfile.ZipFile
    allowance: Allowance

    def xml(self, path: str) -> Any:
        """Return the root of a file, None if there is no such file."""
        try:
            info = self.container.getinfo(path)
        except KeyError:
            return None
        name = f"{self.source.name}{MEMBER}{path}"
        data = read_packed(self.container, info, self.allowance, name=name)
        return parse_xml(decode(Source(name, data)))


def _section_number(name: str) -> int:
    match = _SECTION.fullmatch(name)
    return int(match[1]) if match else 0


def _heading_styles(header: Any) -> frozenset[str]:
    """Return the ids of the styles whose paragraphs are headings."""
    if header is None:
        return frozenset()
    styles = _below(header, "style")
    return frozenset(
        style.get("id", "") for style in styles if _HEADING_STYLE.match(style.get("name", ""))
    )


def _metadata(package: Any) -> Metadata:
    if package is None:
        return Metadata()
    values = {
        element.get("name", "").lower(): " ".join((element.text or "").split())
        for element in _below(package, "meta")
    }
    title = next(_below(package, "title"), None)
    language = next(_below(package, "language"), None)
    return Metadata(
        title=" ".join((title.text or "").split()) if title is not None else "",
        reporter=values.get("creator", ""),
        published=iso_date(values.get("createddate", ""), place="ko"),
        modified=iso_date(values.get("modifieddate", ""), place="ko"),
        language=(language.text or "").strip() if language is not None else "",
        tags=split_tags(values.get("keyword", "")),
    )


def _below(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter("{*}*") if local_name(element) == name)


@dataclass(frozen=True)
class _Body:
    """Reads sections; knows which styles are headings."""

    heading_styles: frozenset[str] = field(default_factory=frozenset)

    def blocks_of(self, section: Any) -> Iterator[Block]:
        """Yield the blocks of the paragraphs right below an element."""
        for paragraph in section.iterchildren("{*}p"):
            heading = paragraph.get("styleIDRef", "") in self.heading_styles
            notes: list[Block] = []
            words: list[str] = []
            for piece in self._pieces(paragraph, notes):
                if isinstance(piece, str):
                    words.append(piece)
                    continue
                yield from _lines(words, heading)
                yield piece
            yield from _lines(words, heading)
            yield from notes

    def _pieces(self, element: Any, notes: list[Block]) -> Iterator[str | Block]:
        """Yield words and, between them, the blocks of tables and text boxes."""
        for child in element.iterchildren("{*}*"):
            name = local_name(child)
            if name == "t":
                yield from _words(child)
            elif name == "tbl":
                yield from map(Block, self._rows(child))
            elif name == "sublist":
                yield from self.blocks_of(child)
            elif name in _NOTES:
                notes.extend(
                    block for block in self._pieces(child, notes) if isinstance(block, Block)
                )
            elif name not in _FURNITURE:
                yield from self._pieces(child, notes)

    def _rows(self, table: Any) -> list[str]:
        rows: list[list[str]] = []
        uneven = False
        for row in table.iterchildren("{*}tr"):
            rows.append([])
            for cell in row.iterchildren("{*}tc"):
                rows[-1].append(" ".join(block.text for block in self._cell(cell)))
                span = next(cell.iterchildren("{*}cellSpan"), None)
                if span is not None:
                    uneven |= span.get("rowSpan", "1") != "1"
                    rows[-1] += [""] * (_count(span.get("colSpan", "1")) - 1)
        return readable_rows(rows, header=False if uneven else None)

    def _cell(self, cell: Any) -> Iterator[Block]:
        return (block for block in self._pieces(cell, []) if isinstance(block, Block))


def _words(text: Any) -> Iterator[str]:
    """Yield the words of a text element; tabs and line breaks in it are elements."""
    yield text.text or ""
    for mark in text.iterchildren("{*}*"):
        yield _MARKS.get(local_name(mark), mark.text or "")
        yield mark.tail or ""


def _lines(words: list[str], heading: bool) -> Iterator[Block]:
    """Yield the lines said so far and forget them."""
    for line in "".join(words).split("\n"):
        text = " ".join(line.split())
        if text:
            yield Block(text, (("heading", text),) if heading else ())
    words.clear()


def _count(span: str) -> int:
    return min(int(span), 50) if span.isascii() and span.isdigit() and len(span) < 4 else 1


def _is_hwpx(data: bytes) -> bool:
    names = zip_names(data)
    return _PACKAGE in names or any(map(_SECTION.fullmatch, names))


FORMATS = (Format("HWPX", (".hwpx",), read_hwpx, _is_hwpx),)
