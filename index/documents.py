"""The values that pass through indexing: Span, Document, Chunk. Pure data, standard library only.

Offsets count characters (not bytes) of the stored, NFC-normalised text and are half-open,
so `document.text[span.start:span.end]` is always the text that a span speaks of.
"""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range [start, end) of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the raw page that is not the article, and why it was left out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it is searched, shown and cited.

    `published` and `modified` are ISO 8601 (a date, or a date and time); "" where unknown.
    `source` is the file path or URL as it was given. The id follows from the content, so
    the same article in two files is one document.
    """

    title: str
    text: str
    language: str
    source: str
    publisher: str = ""
    reporter: str = ""
    published: str = ""
    modified: str = ""
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that name this content."""
        content = "\x1f".join((self.title, self.publisher, self.published, self.text))
        return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]

    @property
    def date(self) -> str:
        """The day of publication as YYYY-MM-DD, or "" where unknown."""
        return self.published[:10]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A searchable piece of one document: consecutive sentences, about 200 tokens."""

    document_id: str
    span: Span
    sentences: tuple[Span, ...]
