"""Whether an earlier citation still stands: the same words at the same place, or what became of it.

A citation carries the hash of its article's text and its offsets. They resolve as long as
that very text is indexed; otherwise only the words that were cited are shown, and no others.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from index.documents import Document, Span, fingerprint
from index.errors import SourceError
from index.store import Store


class CitationState(StrEnum):
    """What became of a cited article."""

    INTACT = "intact"
    CHANGED = "source changed"
    REMOVED = "source removed"


def state_of(store: Store, document: Document) -> CitationState:
    """Return what became of an article that was cited earlier."""
    if store.has_document(document.id):
        return CitationState.INTACT
    current = _versions(store, document.source)
    if any(version.text == document.text for version in current):
        return CitationState.INTACT  # only its metadata changed
    return CitationState.CHANGED if current else CitationState.REMOVED


def resolve_citation(
    store: Store, citation: Mapping[str, Any]
) -> tuple[CitationState, Document | None]:
    """Return the state of a citation, and its article if the words stand where they stood.

    Args:
        store: the index.
        citation: as `Citation.to_json` makes it.

    Raises:
        SourceError: it lacks a key, or isn't a citation at all.
    """
    try:
        quote, text_hash = str(citation["quote"]), str(citation["text_hash"])
        span = Span(int(citation["start"]), int(citation["end"]))
        document_id, source = str(citation["document_id"]), str(citation["source"])
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(
            f"인용이 아닙니다 ({error} 없음). `geungeo ask --json`의 출력을 주세요.",
            f"Not a citation ({error} is missing). Give the output of `geungeo ask --json`.",
        ) from error
    current = _versions(store, source)
    for document in (*store.documents([document_id]), *current):
        if fingerprint(document.text) == text_hash and span.of(document.text) == quote:
            return CitationState.INTACT, document
    return (CitationState.CHANGED if current else CitationState.REMOVED), None


def _versions(store: Store, source: str) -> list[Document]:
    """Return the article that a source holds, as it is searched and as it was read."""
    held = store.documents([store.document_at(source)])
    original = store.original_at(source)
    return [*held, original] if original else held
