"""News feeds (RSS, Atom, RDF): an article for each entry."""

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

from index.articles import Block, Metadata, RawArticle, Source
from index.dates import iso_date
from index.encodings import decode
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.markup import blocks_of_html

_HEAD = 4_096
_ROOT = re.compile(rb"<(?:rss|feed|(?:rdf:)?RDF)[\s>]", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"<[a-z]", re.IGNORECASE)
_FEED_SIGNS = (
    b"<rss",
    b"www.w3.org/2005/atom",
    b"purl.org/rss",
    b"purl.org/atom",
    b"netscape.com/rdf",
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")


def read_feed(source: Source) -> Read:
    """Yield the entries; one without a text has its headline for one.

    Raises:
        SourceError: it is no feed, or has no entries.
    """
    import feedparser

    text = _DECLARATION.sub("", decode(source))
    if not _ROOT.search(text[:_HEAD].encode("utf-8", "ignore")):
        raise SourceError(
            f"{source.name}: RSS나 Atom 피드가 아닙니다. 다른 XML은 HTML이나 글로 저장해 주세요.",
            f"{source.name}: no RSS or Atom feed. Save other XML as HTML or text.",
        )
    # A stream: what is not one, feedparser takes for an address or a file's name.
    found: Any = feedparser.parse(io.BytesIO(text.encode("utf-8", "ignore")))
    if not found.entries:
        raise SourceError(
            f"{source.name}: 피드에 글이 없습니다. 피드를 다시 내려받아 주세요.",
            f"{source.name}: no entries in the feed. Download the feed again.",
        )
    feed = found.feed
    for number, entry in enumerate(found.entries, start=1):
        yield _article(entry, feed, number)


def _article(entry: Any, feed: Any, number: int) -> RawArticle:
    title = _plain(entry.get("title", ""))
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    body = max((*contents, str(entry.get("summary", ""))), key=len)
    language = str(feed.get("language", ""))
    categories = entry.get("tags", ())
    return RawArticle(
        blocks=blocks_of_html(body) or (Block(title),),
        metadata=Metadata(
            title=title,
            publisher=_plain(entry.get("source", {}).get("title", "") or feed.get("title", "")),
            reporter=_plain(entry.get("author", "")),
            published=_date(entry, ("published", "created", "updated"), language),
            modified=_date(entry, ("updated",), language),
            section=_plain(next((tag.get("term") or "" for tag in categories), "")),
            language=language,
            url=_address(entry),
            tags=tuple(_plain(tag.get("label") or tag.get("term")) for tag in categories),
        ),
        member=str(number),
    )


def _plain(markup: Any) -> str:
    return " ".join(block.text for block in blocks_of_html(str(markup or "")))


def _address(entry: Any) -> str:
    addresses = (str(entry.get(key) or "") for key in ("link", "id"))
    return next((a for a in addresses if a.startswith(("http://", "https://"))), "")


def _date(entry: Any, keys: tuple[str, ...], language: str) -> str:
    for key in keys:
        if not dict.get(entry, key):  # feedparser answers "updated" with "published" otherwise
            continue
        if found := iso_date(str(entry[key]), place=language[:2]):
            return found
        if parsed := dict.get(entry, f"{key}_parsed"):
            return datetime.fromtimestamp(timegm(parsed), UTC).isoformat(timespec="minutes")
    return ""


def _is_feed(data: bytes) -> bool:
    head = data[:_HEAD]
    tag = _FIRST_TAG.search(head)
    if tag is None or not _ROOT.match(head, tag.start()):
        return False
    return any(sign in head.lower() for sign in _FEED_SIGNS)


FORMATS = (Format("feed", (".rss", ".atom", ".xml"), read_feed, _is_feed),)
