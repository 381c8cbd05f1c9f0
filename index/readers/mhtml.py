"""Pages as browsers save them in one file (MHTML), and pages stored with their address."""

from dataclasses import replace
from email.message import Message
from itertools import chain
from mimetypes import guess_extension
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from index.articles import RawArticle, Source
from index.errors import SourceError
from index.readers import Format, Read, read_source, suffixes
from index.readers.html import article_of_html
from index.readers.mime import charset_of, header, header_names, parse_message, payload, text_of

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_LOCATIONS = frozenset(("snapshot-content-location", "content-location"))
_HEAD = 4_096


def read_mhtml(source: Source) -> Read:
    """Yield the article of the page; what isn't HTML is read as what it is.

    Raises:
        SourceError: there is no page in it.
    """
    message = parse_message(source)
    root = _root(message)
    if root is None:
        raise SourceError(
            f"{source.name}: 저장된 페이지가 없습니다. 브라우저에서 다시 저장해 주세요.",
            f"{source.name}: no saved page in it. Save it from the browser again.",
        )
    url = header(root, "content-location") or header(message, "snapshot-content-location")
    url = url if url.startswith(("http://", "https://")) else source.url
    for article in _articles(root, source, url):
        if isinstance(article, RawArticle) and not article.metadata.url:
            yield replace(article, metadata=replace(article.metadata, url=url))
        else:
            yield article


def _articles(root: "Message[str, str]", source: Source, url: str) -> Read:
    if root.get_content_type() in _PAGES:
        yield article_of_html(text_of(root, source), name=source.name, url=url)
        return
    named = PurePosixPath(urlsplit(url).path).suffix.lower()
    suffix = named if named in suffixes() else guess_extension(root.get_content_type())
    suffix = suffix or ".txt"
    inner = Source(source.name + suffix, payload(root), url=url, charset=charset_of(root))
    yield from read_source(inner)


def _root(message: "Message[str, str]") -> "Message[str, str] | None":
    """Return the part that is the page: the one that is named as the start, else the first."""
    leaves = [part for part in message.walk() if not part.is_multipart()]
    start = str(message.get_param("start") or "")
    named = (part for part in leaves if start and str(part.get("Content-ID", "")).strip() == start)
    pages = (part for part in leaves if part.get_content_type() in _PAGES)
    filled = (part for part in leaves if payload(part).strip())
    return next(chain(named, pages, filled), None)


def _is_mhtml(data: bytes) -> bool:
    names = header_names(data)
    if not names or not names & {"mime-version", "content-type"}:
        return False
    related = b"multipart/related" in data[:_HEAD].lower()
    letter = names & {"received", "message-id", "to", "delivered-to", "return-path"}
    return bool(names & _LOCATIONS) or (related and "mime-version" in names and not letter)


FORMATS = (Format("MHTML", (".mhtml", ".mht"), read_mhtml, _is_mhtml),)
