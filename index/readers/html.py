"""Web pages: the article's body found in the markup, then every line weighed by its words."""

from dataclasses import replace

from index.articles import Metadata, RawArticle, Source
from index.cleaner import CleanedPage, blocks_of, clean_page
from index.encodings import decode
from index.html_metadata import read_html_metadata, titles_of
from index.page_body import frame_body
from index.page_json import page_objects
from index.page_lines import PageLine, plain_of_markup, read_page, squeeze
from index.page_marks import is_prose, width
from index.page_second_opinion import second_frame
from index.readers import Format, Read

_FEW = 200  # letters of prose: a page with less may keep its article in a script


def read_html(source: Source) -> Read:
    """Yield the one article of a page."""
    yield article_of_html(decode(source), name=source.name, url=source.url)


def article_of_html(markup: str, *, name: str, url: str = "") -> RawArticle:
    """Return the article in a page.

    Args:
        markup: the page's HTML, decoded.
        name: what the source is called, for messages.
        url: where the page was found; what the page says of itself goes first.
    """
    page = read_page(markup)
    if page.tree is None:
        return RawArticle((), Metadata(url=url))
    if not page.lines and len(markup) > 1_000:
        page = replace(page, lines=_lines_of_text(plain_of_markup(markup)))
    objects = page_objects(page.tree)
    metadata = read_html_metadata(page, objects, url=url)
    titles = titles_of(page, objects, metadata)
    framed = frame_body(page, titles)
    cleaned = clean_page(framed, titles=titles)
    if (other := second_frame(markup, framed, cleaned.lines)) is not None:
        cleaned = clean_page(other, titles=titles)
    cleaned = _better(cleaned, objects.body)
    if not metadata.title:
        metadata = replace(metadata, title=cleaned.title)
    return RawArticle(
        blocks=blocks_of(cleaned),
        metadata=metadata,
        dropped=cleaned.dropped,
        raw="\n".join(line.text for line in page.lines),
    )


def _better(cleaned: CleanedPage, body: str) -> CleanedPage:
    """Return the article of the page's scripts where its visible text holds much less of it.

    Args:
        cleaned: the article in what the page shows.
        body: the longest body in its scripts, text or markup; "" without one.
    """
    shown = sum(len(line.text) for line in cleaned.lines if is_prose(line.text))
    if width(body) < _FEW or shown > 0.6 * len(body) or shown > 4 * _FEW:
        return cleaned
    lines = read_page(body).lines if "<" in body and ">" in body else _lines_of_text(body)
    found = clean_page(lines, titles=[cleaned.title])
    if sum(len(line.text) for line in found.lines) <= 1.2 * shown:
        return cleaned
    held = {line.text for line in found.lines}
    dropped = (piece for piece in cleaned.dropped if piece.text not in held)
    return CleanedPage(cleaned.title, found.lines, (*dropped, *found.dropped))


def _lines_of_text(text: str) -> tuple[PageLine, ...]:
    lines = (squeeze(line) for line in text.splitlines())
    return tuple(PageLine(line) for line in lines if line)


def _is_html(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


FORMATS = (Format("HTML", (".html", ".htm", ".xhtml"), read_html, _is_html),)
