"""Word documents: paragraphs, tables, text boxes and footnotes in the order one reads them.

The document's XML is walked here, not by python-docx, which leaves out what stands in content
controls, tracked insertions and text boxes. A text box follows the paragraph it is anchored
to, and so does a footnote.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from index.articles import Block, RawArticle, Source
from index.documents import Dropped
from index.readers import Format, Read
from index.readers.docx_styles import Styles
from index.readers.first_page import first_line_title, head_metadata, stated_title
from index.readers.tables import readable_rows
from index.readers.zip_kind import refuse_oversized, zip_names

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SPACES = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"))
# Deleted text, the second copy of a drawing for old programs, and readings above characters.
_UNREAD = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "rt")) | {f"{_MC}Fallback"}
_MOST_COLUMNS = 63  # Word's own limit
_NOTE_REFERENCES = frozenset((f"{_W}footnoteReference", f"{_W}endnoteReference"))


def read_docx(source: Source) -> Read:
    """Yield the one article of a Word document."""
    from docx.package import Package

    refuse_oversized(source)
    package = Package.open(io.BytesIO(source.data))
    part = package.main_document_part
    walk = _Walk(Styles(_xml_of(part, "styles")), _notes(part))
    blocks = tuple(walk.blocks(_parse(part)))
    lines = [block.text for block in blocks]
    title = walk.title or stated_title(package.core_properties.title, source.name)
    keywords = package.core_properties.keywords
    metadata = head_metadata(lines, title or first_line_title(lines), keywords=keywords)
    yield RawArticle(blocks, metadata, dropped=tuple(_margins(part)))


@dataclass(slots=True)
class _Walk:
    """A walk over the body of one document; `title` is what it has in the style "Title"."""

    styles: Styles
    notes: dict[str, str]
    title: str = ""
    _boxes: list[Any] = field(default_factory=list)
    _references: list[str] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield the blocks below an element, in order."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag not in _UNREAD:  # a content control, a tracked insertion
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        text = self._text(element)
        boxes, self._boxes = self._boxes, []
        references, self._references = self._references, []
        if text:
            yield Block(text, self._places(element, text))
        for box in boxes:
            yield from self.blocks(box)
        yield from (Block(self.notes[note]) for note in references if note in self.notes)

    def _places(self, element: Any, text: str) -> tuple[tuple[str, str], ...]:
        if self.styles.is_title(element):
            self.title = self.title or text
            return ()
        return (("heading", text),) if self.styles.is_heading(element) else ()

    def _table(self, table: Any) -> Iterator[Block]:
        rows = list(_children(table, "tr"))
        cells = [list(_children(row, "tc")) for row in rows]
        if len(cells) == 1 or all(len(row) == 1 for row in cells):  # a frame around paragraphs
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        texts: list[list[str]] = []
        for row in cells:
            texts.append(self._row(row, above=texts[-1] if texts else []))
        marked = rows[0].find(f"{_W}trPr/{_W}tblHeader") is not None
        yield from map(Block, readable_rows(texts, header=marked or None))

    def _row(self, cells: Sequence[Any], above: Sequence[str]) -> list[str]:
        """Return the text of each column.

        A cell over several columns stands in the first of them, one over several rows in each,
        so that every row can be read alone.
        """
        row: list[str] = []
        for cell in cells:
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = int(span.get(f"{_W}val", "1")) if span is not None else 1
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is not None and merged.get(f"{_W}val") != "restart":
                text = above[len(row)] if len(row) < len(above) else ""
            else:
                text = " ".join(block.text for block in self.blocks(cell))
            row += [text, *[""] * (min(width, _MOST_COLUMNS) - 1)]
        return row

    def _text(self, element: Any) -> str:
        return " ".join("".join(self._pieces(element)).split())

    def _pieces(self, parent: Any) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag == f"{_W}t":
                yield element.text or ""
            elif tag in _SPACES:
                yield " "
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag == f"{_W}txbxContent":
                self._boxes.append(element)
            elif tag in _NOTE_REFERENCES:
                self._references.append(_note_key(tag, element))
            elif tag not in _UNREAD:
                yield from self._pieces(element)


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Yield a table's rows or a row's cells, those in content controls too."""
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(element, name)


def _note_key(tag: str, element: Any) -> str:
    kind = "endnote" if "endnote" in tag else "footnote"
    return f"{kind} {element.get(f'{_W}id')}"


def _notes(part: Any) -> dict[str, str]:
    """Return the text of each footnote and endnote by its kind and number."""
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = _xml_of(part, f"{kind}s")
        for note in () if root is None else root:
            notes[_note_key(note.tag, note)] = _whole_text(note)
    return {key: text for key, text in notes.items() if text}


def _margins(part: Any) -> Iterator[Dropped]:
    """Yield the headers and footers that recur on the pages, each once."""
    for kind in ("header", "footer"):
        wanted = f"{_RELATIONSHIPS}{kind}"
        parts = [known.target_part for known in part.rels.values() if known.reltype == wanted]
        for text in dict.fromkeys(_whole_text(_parse(margin)) for margin in parts):
            if text:
                yield Dropped(text, f"page {kind}")


def _whole_text(root: Any) -> str:
    paragraphs = (
        "".join(node.text or "" for node in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p")
    )
    return " ".join(" ".join(paragraphs).split())


def _xml_of(part: Any, kind: str) -> Any:
    """Return the root of a part that belongs to another, None where there isn't one."""
    for relation in part.rels.values():
        if relation.reltype == f"{_RELATIONSHIPS}{kind}" and not relation.is_external:
            return _parse(relation.target_part)
    return None


def _parse(part: Any) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)


FORMATS = (
    Format(
        "DOCX",
        (".docx", ".docm"),
        read_docx,
        lambda data: any(name.startswith("word/document") for name in zip_names(data)),
    ),
)
