"""Document -> everything that is stored for it: chunks, sentences, terms, what to embed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.chunker import chunk_document
from index.documents import Document, Span
from index.near_duplicates import signature
from index.recurring import line_hashes, without_lines
from index.sentences import split_sentences
from index.terms import dictionary_fingerprint, extract_terms, pack_terms

# Raised when reading, cleaning, chunking or terms change: the next sync then reads all again
# (and embeds only what differs).
PREPARATION_VERSION = 3


def preparation() -> int:
    """Return what articles are prepared with now: this version, and the dictionary of names."""
    names = int(dictionary_fingerprint() or "0", 16)
    return PREPARATION_VERSION + (names >> 16 << 8)  # fits a signed 64-bit number


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk or a sentence: where it stands, its packed terms, the text that is embedded.

    `hash` names the embedding of that text.
    """

    span: Span
    terms: bytes
    embedded: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """An article with all that is derived from its text.

    `original` is the article before lines that recur on its site were cut, None if none were;
    `bands` (for near-duplicates) and `lines` (for recurring ones) are those of the original.
    """

    document: Document
    original: Document | None
    chunks: tuple[Piece, ...]
    sentences: tuple[Piece, ...]
    bands: tuple[int, ...]
    lines: tuple[int, ...]

    @property
    def texts(self) -> dict[bytes, str]:
        """The texts to embed, by hash; equal texts once."""
        return {piece.hash: piece.embedded for piece in (*self.chunks, *self.sentences)}


def prepare_document(
    original: Document,
    count_tokens: Callable[[Sequence[str]], Sequence[int]],
    *,
    recurring: Mapping[int, bool] | None = None,
) -> PreparedDocument:
    """Return what is to be stored for an article.

    Args:
        original: the article as it was read.
        count_tokens: tokens of each of several texts, as the embedder counts them.
        recurring: lines to cut; see `index.recurring.without_lines`.
    """
    document = without_lines(original, recurring or {})
    heading = searched_heading(document)
    return PreparedDocument(
        document=document,
        original=None if document is original else original,
        chunks=tuple(
            _piece(chunk.span, f"{heading}\n{chunk.span.of(document.text)}")
            for chunk in chunk_document(document, count_tokens)
        ),
        sentences=tuple(
            _piece(span, span.of(document.text)) for span in split_sentences(document.text)
        ),
        bands=signature(original.text),
        lines=line_hashes(original),
    )


def _piece(span: Span, embedded: str) -> Piece:
    return Piece(span, pack_terms(extract_terms(embedded)), embedded, embedded_hash(embedded))


def embedded_hash(text: str) -> bytes:
    """Return the 16 bytes that name the embedding of a text."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).digest()


def searched_heading(document: Document) -> str:
    """Return the line that stands before each chunk when it is embedded and indexed.

    The title alone is worth .026 MRR; publisher and date let "2023년 9월" or a newspaper's
    name find the article. The date is written as the article's language writes it.
    """
    details = [document.publisher]
    if document.date:
        year, month, day = (int(part) for part in document.date.split("-"))
        words = {"ko": f"{year}년 {month}월 {day}일", "ja": f"{year}年{month}月{day}日"}
        words["zh"] = words["ja"]
        details.append(words.get(document.language, document.date))
    known = ", ".join(filter(None, details))
    return f"{document.title} ({known})" if known else document.title
