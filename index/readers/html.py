"""Web pages: the article in the page, by trafilatura, then line by line as for plain text."""

from index.articles import Block, RawArticle, Source
from index.encodings import decode
from index.readers import Format, Read


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
    import trafilatura

    text = trafilatura.extract(markup, url=url or None, favor_precision=True) or ""
    return RawArticle(tuple(Block(line) for line in text.split("\n") if line.strip()), raw=text)


def _is_html(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


FORMATS = (Format("HTML", (".html", ".htm", ".xhtml"), read_html, _is_html),)
