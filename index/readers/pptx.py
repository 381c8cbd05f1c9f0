"""PowerPoint: slide by slide the title, the text from top to bottom, tables, then the notes.

Speaker notes are often where the sentences are; they follow their slide as plain paragraphs,
without a heading of ours, for every word of the text may be quoted. Hidden slides are read too.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from index.articles import Block, RawArticle, Source
from index.documents import Dropped
from index.readers import Format, Read
from index.readers.first_page import first_line_title, head_metadata, stated_title
from index.readers.tables import readable_rows
from index.readers.zip_kind import refuse_oversized, zip_names

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_pptx(source: Source) -> Read:
    """Yield the one article of a presentation."""
    from pptx import Presentation

    refuse_oversized(source)
    deck = Presentation(io.BytesIO(source.data))
    blocks: list[Block] = []
    dropped: dict[Dropped, None] = {}
    for number, slide in enumerate(deck.slides, start=1):
        lines = [line for line in _slide_lines(slide, dropped) if line.strip()]
        if lines:
            blocks.append(Block(lines[0], (("slide", str(number)),)))
            blocks += map(Block, lines[1:])
    lines = [block.text for block in blocks]
    title = _first_title(deck) or stated_title(deck.core_properties.title, source.name)
    keywords = deck.core_properties.keywords
    metadata = head_metadata(lines, title or first_line_title(lines), keywords=keywords)
    yield RawArticle(tuple(blocks), metadata, dropped=tuple(dropped))


def _first_title(deck: Any) -> str:
    """Return the title of the first slide, "" if it has none."""
    first = next(iter(deck.slides), None)
    shape = None if first is None else first.shapes.title
    return " ".join(shape.text_frame.text.split()) if shape is not None else ""


def _slide_lines(slide: Any, dropped: dict[Dropped, None]) -> Iterator[str]:
    title = slide.shapes.title
    if title is not None:
        yield from _frame_lines(title.text_frame)
    others = [s for s in slide.shapes if title is None or s.shape_id != title.shape_id]
    for shape in _in_reading_order(others):
        if reason := _furniture(shape):
            text = " ".join(shape.text_frame.text.split())
            if text:
                dropped[Dropped(text, reason)] = None
        else:
            yield from _shape_lines(shape)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield from _frame_lines(notes)


def _in_reading_order(shapes: Sequence[Any]) -> list[Any]:
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _shape_lines(shape: Any) -> Iterator[str]:
    if hasattr(shape, "shapes"):  # a group
        for member in _in_reading_order(shape.shapes):
            yield from _shape_lines(member)
    elif getattr(shape, "has_table", False):
        yield from _table_lines(shape.table)
    elif shape.has_text_frame:
        yield from _frame_lines(shape.text_frame)
    else:
        yield from _diagram_lines(shape)


def _frame_lines(frame: Any) -> Iterator[str]:
    yield from (" ".join(paragraph.text.split()) for paragraph in frame.paragraphs)


def _table_lines(table: Any) -> list[str]:
    """Return a table's rows; a cell merged over several stands in each of them."""
    rows: list[list[str]] = []
    for row in table.rows:
        above = rows[-1] if rows else [""] * len(row.cells)
        merged = zip(row.cells, above, strict=True)
        rows.append([over if cell._tc.vMerge else cell.text for cell, over in merged])
    return readable_rows(rows)


def _diagram_lines(shape: Any) -> Iterator[str]:
    """Yield the texts of a SmartArt diagram; its boxes have no reading order but the stored one."""
    for reference in shape._element.iter(f"{_DIAGRAM}relIds"):
        from pptx.oxml import parse_xml

        data = shape.part.related_part(reference.get(f"{_RELATION}dm"))
        for paragraph in parse_xml(data.blob).iter(f"{_TEXT}p"):
            yield "".join(node.text or "" for node in paragraph.iter(f"{_TEXT}t"))


def _furniture(shape: Any) -> str:
    """Return why a shape isn't part of what the slide says, "" if it is."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    if not shape.is_placeholder:
        return ""
    return {
        PP_PLACEHOLDER.SLIDE_NUMBER: "page number",
        PP_PLACEHOLDER.FOOTER: "page footer",
        PP_PLACEHOLDER.HEADER: "page header",
        PP_PLACEHOLDER.DATE: "page footer",
    }.get(shape.placeholder_format.type, "")


FORMATS = (
    Format(
        "PPTX",
        (".pptx", ".pptm"),
        read_pptx,
        lambda data: "ppt/presentation.xml" in zip_names(data),
    ),
)
