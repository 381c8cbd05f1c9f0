"""From each older index format to the newest one, inside one transaction."""

import json
from collections.abc import Callable

import numpy as np

from index.database import Connection
from index.documents import Document, Span
from index.prepare import embedded_hash, searched_heading
from index.terms import pack_terms

_OLD = ("documents", "sources", "chunks", "sentences", "meta")


def from_1(connection: Connection, create_tables: Callable[[Connection], None]) -> None:
    """Move format 1 (terms as words, a float32 vector in each row) into new tables.

    Embeddings are carried over, so nothing is computed again. The documents count as
    prepared by an older version: the next sync reads their files afresh for what format 1
    didn't know (landmarks, near-duplicates, recurring lines, tags).
    """
    connection.execute("DROP INDEX IF EXISTS chunks_of")
    connection.execute("DROP INDEX IF EXISTS sources_of")
    for table in _OLD:
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    create_tables(connection)
    connection.execute("INSERT INTO meta SELECT key, value FROM old_meta")
    connection.execute(
        "INSERT INTO files (file, size, mtime_ns) SELECT source, size, mtime_ns FROM old_sources"
    )
    for row in connection.execute(
        "SELECT id, title, text, language, publisher, reporter, published, modified, dropped"
        " FROM old_documents"
    ).fetchall():
        old_id, title, text, language, publisher, reporter, published, modified, dropped = row
        document = Document(title, text, language, "", publisher, reporter, published, modified)
        connection.execute(
            "INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?, ?, ?, '', ?, '', ?, '[]', 0, '')",
            (document.id, title, publisher, reporter, published, modified, language, text),
        )
        connection.execute(
            "INSERT INTO sources (source, file, document_id, site, dropped, raw, original_id)"
            " SELECT source, source, ?1, '', ?2, '', ?1 FROM old_sources WHERE document_id = ?3",
            (document.id, dropped, old_id),
        )
        _carry_over(connection, document, old_id)
    for table in reversed(_OLD):
        connection.execute(f"DROP TABLE old_{table}")


def from_2(connection: Connection, create_tables: Callable[[Connection], None]) -> None:
    """Add to format 2 what filters need: tags, still empty, and indexes.

    The documents count as prepared by an older version: the next sync reads their tags.
    """
    for statement in (
        "ALTER TABLE documents ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
        "DROP INDEX sources_of_document",
        "CREATE INDEX sources_of_document ON sources(document_id, source)",
        "CREATE INDEX documents_of_url ON documents(url) WHERE url != ''",
        "CREATE INDEX documents_by ON documents(publisher, reporter, language, published, id)",
        "CREATE INDEX documents_under ON documents(section, tags, id)",
    ):
        connection.execute(statement)
    for source_id, original in connection.execute(
        "SELECT id, original FROM sources WHERE original IS NOT NULL"
    ).fetchall():
        with_tags = json.dumps(
            [*json.loads(original), ""], ensure_ascii=False, separators=(",", ":")
        )
        connection.execute("UPDATE sources SET original = ? WHERE id = ?", (with_tags, source_id))


def _carry_over(connection: Connection, document: Document, old_id: str) -> None:
    heading = searched_heading(document)
    for start, end, terms, vector in connection.execute(
        "SELECT start, end, terms, vector FROM old_chunks WHERE document_id = ? ORDER BY id",
        (old_id,),
    ).fetchall():
        embedding = _embedding(
            connection, f"{heading}\n{Span(start, end).of(document.text)}", vector
        )
        connection.execute(
            "INSERT INTO chunks (document_id, start, end, terms, embedding, generation)"
            " VALUES (?, ?, ?, ?, ?, 0)",
            (document.id, start, end, pack_terms(terms.split()), embedding),
        )
    for start, end, terms, vector in connection.execute(
        "SELECT start, end, terms, vector FROM old_sentences WHERE document_id = ?", (old_id,)
    ).fetchall():
        embedding = _embedding(connection, Span(start, end).of(document.text), vector)
        connection.execute(
            "INSERT OR IGNORE INTO sentences VALUES (?, ?, ?, ?, ?)",
            (document.id, start, end, pack_terms(terms.split()), embedding),
        )


def _embedding(connection: Connection, text: str, vector: bytes) -> int:
    """Return the id of the embedding of a text, stored in half precision."""
    hash_ = embedded_hash(text)
    halved = np.frombuffer(vector, dtype=np.float32).astype(np.float16).tobytes()
    connection.execute(
        "INSERT OR IGNORE INTO embeddings (hash, vector) VALUES (?, ?)", (hash_, halved)
    )
    found = connection.execute("SELECT id FROM embeddings WHERE hash = ?", (hash_,)).fetchone()
    return int(found[0])
