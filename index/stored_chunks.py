"""Chunks and sentences out of the tables of an index, for searching, on an open connection."""

import sys
from collections.abc import Sequence

import numpy as np

from index.database import Connection
from index.documents import Span
from index.embedder import Vectors
from index.stored_rows import ChunkRow, SentenceRow, stack_vectors
from index.stored_values import marks
from index.terms import unpack_terms


def read_chunks(
    connection: Connection, *, after: int, upto: int | None
) -> tuple[list[ChunkRow], Vectors]:
    """Return the chunks that were added after one generation until another, and their vectors."""
    rows = connection.execute(
        "SELECT c.id, c.document_id, d.language, c.start, c.end, c.terms, e.vector"
        " FROM chunks c JOIN documents d ON d.id = c.document_id"
        " JOIN embeddings e ON e.id = c.embedding"
        " WHERE c.generation > ? AND c.generation <= ? ORDER BY c.id",
        (after, sys.maxsize if upto is None else upto),
    ).fetchall()
    chunks = [
        ChunkRow(id_, document_id, language, Span(start, end), unpack_terms(terms))
        for id_, document_id, language, start, end, terms, _ in rows
    ]
    return chunks, stack_vectors(row[-1] for row in rows)


def read_sentences(
    connection: Connection, chunk_ids: Sequence[int]
) -> tuple[list[tuple[int, SentenceRow]], Vectors]:
    """Return (chunk id, sentence) for every sentence that lies in one of some chunks.

    Sentences come by chunk and in order; row i of the vectors, shape (n, dim), is the i-th.
    """
    rows = connection.execute(
        "SELECT c.id, s.document_id, s.start, s.end, s.terms, e.vector FROM chunks c"
        " JOIN sentences s ON s.document_id = c.document_id AND s.start < c.end AND s.end > c.start"
        f" JOIN embeddings e ON e.id = s.embedding WHERE c.id IN ({marks(chunk_ids)})"
        " ORDER BY c.id, s.start",
        chunk_ids,
    ).fetchall()
    sentences = [
        (chunk_id, SentenceRow(document_id, Span(start, end), unpack_terms(terms)))
        for chunk_id, document_id, start, end, terms, _ in rows
    ]
    return sentences, stack_vectors(row[-1] for row in rows)


def read_sentences_of(
    connection: Connection, document_ids: Sequence[str]
) -> tuple[list[SentenceRow], Vectors]:
    """Return the sentences of some articles in order, and their vectors, shape (n, dim)."""
    rows = connection.execute(
        "SELECT s.document_id, s.start, s.end, s.terms, e.vector FROM sentences s"
        f" JOIN embeddings e ON e.id = s.embedding WHERE s.document_id IN ({marks(document_ids)})"
        " ORDER BY s.document_id, s.start",
        document_ids,
    ).fetchall()
    sentences = [
        SentenceRow(document_id, Span(start, end), unpack_terms(terms))
        for document_id, start, end, terms, _ in rows
    ]
    return sentences, stack_vectors(row[-1] for row in rows)


def read_terms(connection: Connection, chunk_ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """Return chunk id -> the keys of its terms."""
    rows = connection.execute(
        f"SELECT id, terms FROM chunks WHERE id IN ({marks(chunk_ids)})", chunk_ids
    )
    return {id_: frozenset(np.unique(unpack_terms(terms)).tolist()) for id_, terms in rows}
