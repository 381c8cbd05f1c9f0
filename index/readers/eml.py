"""Mail: newsletters and forwarded articles, with what is attached to them.

Subject is the title, the sender's display name the publisher: who mails an article to a list
is its outlet. A forwarded message and every attachment of a kind that can be read is an
article of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath

from index.articles import Block, Metadata, RawArticle, Source
from index.dates import iso_date
from index.readers import Format, Read, suffixes
from index.readers.html import article_of_html
from index.readers.markup import blocks_of_html
from index.readers.members import read_member
from index.readers.mime import (
    decoded_words,
    file_name,
    header,
    header_names,
    parse_message,
    payload,
    text_of,
)
from index.tags import split_tags

_KNOWN = frozenset(
    "from to cc subject date message-id mime-version received content-type return-path reply-to "
    "delivered-to content-transfer-encoding sender list-id list-unsubscribe".split()
)
_TELLING = frozenset(("from", "subject", "mime-version"))
_SAVED_PAGE = frozenset(("snapshot-content-location", "content-location"))
_SUBSTANCE = 0.5  # of the plain text: an HTML part with less lost the article on the way
_WRAPPED = 80  # columns: longer lines were not broken by a mail program
_FULL = 68  # columns: a line that the next word would have made longer was broken by it
_LIST_ITEM = re.compile(r"[-*•·▲△■□○●◆>|]|\d{1,3}[.)]\s|[가-하]\.\s")


def read_eml(source: Source) -> Read:
    """Yield the letter, then what was forwarded with it and attached to it."""
    message = parse_message(source)
    parts = list(_leaves(message))
    attached: list[Message[str, str]] = []
    bodies: list[Message[str, str]] = []
    for part in parts:
        (attached if part is not message and _is_attached(part) else bodies).append(part)
    article = _body(bodies, source)
    yield replace(article, metadata=_metadata(message, article.metadata))
    seen: dict[str, int] = {}
    for part in attached:
        yield from _attachment(part, source, seen)


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Yield the parts that hold something, a forwarded message as one part."""
    stack = [message]
    while stack:
        part = stack.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            inner = (piece for piece in part.get_payload() if isinstance(piece, Message))
            stack.extend(reversed(list(inner)))
        else:
            yield part


def _is_attached(part: "Message[str, str]") -> bool:
    if part.get_content_type() == "message/rfc822":
        return True
    attached = str(part.get("Content-Disposition", "")).lower().startswith("attachment")
    return attached or bool(file_name(part)) or part.get_content_maintype() != "text"


def _body(parts: list["Message[str, str]"], source: Source) -> RawArticle:
    """Return the letter's own text: its HTML if that holds as much as the plain text."""
    plain = [block for part in parts if _kind(part) == "plain" for block in _lines(part, source)]
    pages = [text_of(part, source) for part in parts if _kind(part) == "html"]
    if not any(page.strip() for page in pages):
        return RawArticle(tuple(plain))
    least = _SUBSTANCE * sum(len(block.text) for block in plain)
    article = article_of_html("\n".join(pages), name=source.name)
    if _length(article.blocks) >= max(1, least):
        return article
    blocks = tuple(block for page in pages for block in blocks_of_html(page))
    return RawArticle(blocks if _length(blocks) >= max(1, least) else tuple(plain))


def _kind(part: "Message[str, str]") -> str:
    kind = part.get_content_type()
    if kind == "text/html":
        return "html"
    # A letter that says it has several parts and has none is one text.
    return "plain" if kind.startswith(("text/", "multipart/")) else ""


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _lines(part: "Message[str, str]", source: Source) -> Iterator[Block]:
    text = text_of(part, source)
    flowed = part.get_param("format") == "flowed"
    lines = _unflowed(text, part.get_param("delsp") == "yes") if flowed else _unwrapped(text)
    yield from (Block(line) for line in lines if line.strip())


def _unflowed(text: str, delete_space: bool) -> Iterator[str]:
    """Yield paragraphs of format=flowed (RFC 3676): a line that ends in a blank goes on."""
    pieces: list[str] = []
    for line in text.split("\n"):
        line = line.removeprefix(" ") if not line.startswith(">") else line
        soft = line.endswith(" ") and line != "-- "
        pieces.append(line[:-1] if soft and delete_space else line)
        if not soft:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)


def _unwrapped(text: str) -> Iterator[str]:
    """Yield paragraphs: lines are joined where a mail program broke them for their length."""
    pieces: list[str] = []
    width = 0
    for line in map(str.strip, text.split("\n")):
        word = line[:_WRAPPED].partition(" ")[0]
        joins = pieces and word and width + 1 + _width(word) >= _FULL and width <= _WRAPPED
        if pieces and (not joins or _LIST_ITEM.match(line)):
            yield " ".join(pieces)
            pieces = []
        if line:
            pieces.append(line)
        width = _width(line[: _WRAPPED + 1])
    yield " ".join(pieces)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _metadata(message: "Message[str, str]", found: Metadata) -> Metadata:
    raw = next((str(v) for key, v in message.raw_items() if key.lower() == "from"), "")
    sender, _ = parseaddr(" ".join(raw[:1_000].split()))
    return replace(
        found,
        title=header(message, "subject") or found.title,
        publisher=decoded_words(sender) or found.publisher,
        published=_date(header(message, "date")) or found.published,
        tags=split_tags(header(message, "keywords")) or found.tags,
    )


def _date(line: str) -> str:
    try:
        moment: datetime = parsedate_to_datetime(line)
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_date(line)
    return moment.isoformat(timespec="minutes")


def _attachment(part: "Message[str, str]", source: Source, seen: dict[str, int]) -> Read:
    name, data = file_name(part), payload(part)
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = next(iter(part.get_payload()), None)
        data = inner.as_bytes() if isinstance(inner, Message) else b""
        name = PurePosixPath(name or "전달된 메일").stem + ".eml"
    if PurePosixPath(name).suffix.lower() not in suffixes() or not data.strip():
        return
    seen[name] = seen.get(name, 0) + 1
    count = f"{seen[name]} " if seen[name] > 1 else ""
    yield from read_member(source, f"첨부 {count}{name}", data)


def _is_mail(data: bytes) -> bool:
    names = header_names(data)
    page = names & _SAVED_PAGE
    return len(names & _KNOWN) >= 3 and bool(names & _TELLING) and not page


FORMATS = (Format("mail", (".eml",), read_eml, _is_mail),)
