"""What a reader takes out of a file, before it is a Document. Pure data.

A reader knows one format and nothing of articles beyond it; `index.reader` turns its
RawArticles into Documents.
"""

from dataclasses import dataclass, field

from index.documents import Dropped

MEMBER = " › "  # between a file's name and that of one of several articles in it


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file, page or pasted text.

    Args:
        name: what messages call it: a path, a URL, "archive.zip › a.txt".
        data: the whole content.
        url: where it was published, where that is known.
        charset: the encoding that came with it (an HTTP or mail header); "" if none did.
    """

    name: str
    data: bytes
    url: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row; `text` is one line.

    `places` are the landmarks that begin here, as (kind, name): (("page", "3"),).
    """

    text: str
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of its article; "" where it doesn't say.

    `published` and `modified` are ISO 8601: a date, or a date and time with its zone where
    the source or its country tells it. `tags` are as the source has them, not cleaned.
    """

    title: str = ""
    publisher: str = ""
    reporter: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as a reader found it.

    Args:
        blocks: its words, in order.
        metadata: what the source says of it.
        member: which article of a file that holds several ("3", "b/a.txt"); "" if it is alone.
        dropped: what the reader left out, and why.
        raw: the whole text before cleaning, where a page was cleaned; "" elsewhere.
    """

    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    member: str = ""
    dropped: tuple[Dropped, ...] = ()
    raw: str = field(default="", repr=False)
