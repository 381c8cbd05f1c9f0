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
class Landmark:
    """A place that a citation can name; it holds from `start` to the next one of its kind.

    `kind` is "page", "slide", "sheet" or "heading", `name` what a reader calls it: "3", "결론".
    """

    start: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it is searched, shown and cited.

    `published` and `modified` are ISO 8601 (a date, or a date and time, with the zone where
    it is known); "" where unknown. `source` is the file or URL it came from, with the
    member's name after " › " where one file holds several. `tags` are what its publisher or
    keeper filed it under, each one line. `site` names the pages that this
    one shares its furniture with; "" where no page was cleaned. `raw` is the whole text
    before cleaning, kept only where so little of it is left that the cleaning may be wrong.
    """

    title: str
    text: str
    language: str
    source: str
    publisher: str = ""
    reporter: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""
    url: str = ""
    landmarks: tuple[Landmark, ...] = ()
    tags: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)
    site: str = field(default="", compare=False)
    raw: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that name this content, whatever file it is in."""
        marks = (f"{mark.start} {mark.kind} {mark.name}" for mark in self.landmarks)
        return fingerprint(
            self.title, self.publisher, self.reporter, self.published, self.modified,
            self.section, self.language, self.url, *marks, self.text, *self.tags,
        )  # fmt: skip

    @property
    def date(self) -> str:
        """The day of publication as YYYY-MM-DD, or "" where unknown."""
        return self.published[:10]

    def landmarks_at(self, offset: int) -> tuple[Landmark, ...]:
        """Return where a character stands: the nearest landmark of each kind at or before it."""
        nearest = {mark.kind: mark for mark in self.landmarks if mark.start <= offset}
        return tuple(nearest.values())


def fingerprint(*parts: str) -> str:
    """Return sixteen hexadecimal digits of the SHA-256 of some texts, in order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A searchable piece of one document: consecutive sentences, about 200 tokens."""

    document_id: str
    span: Span
    sentences: tuple[Span, ...]
