"""PDF: the text that pdfium finds, as paragraphs and table rows that know their page.

The date of creation is that of the file, not of the article, so it isn't used; dates come
from the short lines of the first page.
"""

import threading
from collections.abc import Sequence
from contextlib import closing
from itertools import takewhile
from typing import Any

from index.articles import RawArticle, Source
from index.documents import Dropped
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.first_page import first_line_title, head_metadata, stated_title
from index.readers.pdf_lines import Line, page_lines
from index.readers.pdf_margins import running_lines
from index.readers.pdf_paragraphs import blocks_of_pages, page_items
from index.readers.pdf_tables import Plumber, Table, has_rules, page_tables

_PDFIUM = threading.Lock()  # pdfium isn't made for threads, not even on two documents
_MAGIC_WITHIN = 1024  # bytes; some servers put their own before it
_HEADLINE = 1.2  # times the size of the first page's usual line
_HEADLINE_LINES = 4
_SAME_SIZE = 0.9
_LONGEST_HEADLINE = 150
_UNREADABLE = 0.5  # of the characters of a document


def read_pdf(source: Source) -> Read:
    """Yield the one article of a PDF.

    Raises:
        SourceError: it is locked, or holds pictures of pages and no text.
    """
    with _PDFIUM, closing(_open(source)) as document:
        info = document.get_metadata_dict()
        pages, tables = _read_pages(source, document)
    _refuse_without_text(source, pages)
    outside = [_not_in(page, found) for page, found in zip(pages, tables, strict=True)]
    left_out = running_lines(outside)
    items = map(page_items, pages, tables, left_out)
    blocks = tuple(blocks_of_pages(items))
    title = stated_title(info.get("Title", ""), source.name) or _headline(outside[0], left_out[0])
    title = title or first_line_title([block.text for block in blocks])
    first_page = [line.text for line in pages[0]]
    yield RawArticle(
        blocks,
        head_metadata(first_page, title, keywords=info.get("Keywords", "")),
        dropped=_dropped(pages, left_out),
    )


def _open(source: Source) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code != pdfium.FPDF_ERR_PASSWORD:
            raise
        raise SourceError(
            f"{source.name}: 암호로 잠긴 PDF입니다. 암호 없이 다시 저장해 주세요.",
            f"{source.name}: a PDF locked with a password. Save it without one.",
        ) from error


def _read_pages(source: Source, document: Any) -> tuple[list[list[Line]], list[list[Table]]]:
    """Return the lines and the tables of every page."""
    plumber = Plumber(source.data)
    pages: list[list[Line]] = []
    tables: list[list[Table]] = []
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as page_text:
            lines = page_lines(page_text)
            found: list[Table] = []
            if lines and page.get_rotation() == 0 and has_rules(page):
                found = page_tables(plumber.page(number), page_text, lines)
            pages.append(lines)
            tables.append(found)
    return pages, tables


def _refuse_without_text(source: Source, pages: Sequence[Sequence[Line]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    unreadable = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if not text:
        raise SourceError(
            f"{source.name}: 글자가 없는 스캔본입니다. 문자 인식(OCR)을 한 뒤 다시 넣어 주세요.",
            f"{source.name}: scanned pages without text. Run text recognition (OCR) on it first.",
        )
    if unreadable > _UNREADABLE * len(text):
        raise SourceError(
            f"{source.name}: 글꼴에 문자 정보가 없어 읽을 수 없습니다. "
            "문자 인식(OCR)을 하거나 다른 방법으로 PDF를 만들어 주세요.",
            f"{source.name}: its fonts don't say which characters they show. "
            "Run text recognition (OCR) on it or make the PDF in another way.",
        )


def _not_in(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line]:
    return [line for line in lines if not any(line in table.lines for table in tables)]


def _headline(lines: Sequence[Line], left_out: dict[Line, str]) -> str:
    """Return the largest text of a page, "" where none stands out."""
    shown = [line for line in lines if line not in left_out]
    if len(shown) < 2:
        return ""
    usual = sorted(line.height for line in shown)[len(shown) // 2]
    largest = max(shown, key=lambda line: line.height)
    if largest.height < _HEADLINE * usual:
        return ""
    following = shown[shown.index(largest) :][:_HEADLINE_LINES]
    same = takewhile(lambda line: line.height > _SAME_SIZE * largest.height, following)
    title = " ".join(" ".join(line.text.split()) for line in same)
    return title if len(title) <= _LONGEST_HEADLINE else ""


def _dropped(
    pages: Sequence[Sequence[Line]], left_out: Sequence[dict[Line, str]]
) -> tuple[Dropped, ...]:
    """Return what was left out, each text once, and which pages have no text at all."""
    lines = {Dropped(line.text, why): None for page in left_out for line, why in page.items()}
    blank = [
        Dropped(str(n), "page without text") for n, page in enumerate(pages, start=1) if not page
    ]
    return (*lines, *blank)


def _is_pdf(data: bytes) -> bool:
    """Return whether the mark of a PDF stands near the start, and no other file's before it."""
    return b"%PDF-" in data[:_MAGIC_WITHIN] and not data.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


FORMATS = (Format("PDF", (".pdf",), read_pdf, _is_pdf),)
