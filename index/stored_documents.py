"""Articles in the tables of an index: put in, taken out, read back, on an open connection.

What follows from an article's words hangs on the document; what follows from where it was
found (site, what was dropped, near-duplicates, recurring lines) on the source.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from index.clusters import link, unlink
from index.database import Connection
from index.embedder import Vectors
from index.prepare import Piece, PreparedDocument, preparation
from index.stored_values import dump_document, dump_dropped, dump_landmarks, dump_tags


def put(
    connection: Connection,
    prepared: PreparedDocument,
    vectors: Mapping[bytes, Vectors],
    *,
    file: str,
) -> bool:
    """Store an article and that its source holds it; return whether the article is new.

    What the source held before goes, unless another source holds it too.

    Args:
        connection: in a transaction.
        prepared: the article and its pieces.
        vectors: by hash, at least those that aren't stored yet; each of shape (dim,).
        file: that the source is in.
    """
    document, generation = prepared.document, advance(connection)
    known = connection.execute(
        "SELECT 1 FROM documents WHERE id = ? AND prepared = ?", (document.id, preparation())
    ).fetchone()
    if known is None:
        _put_content(connection, prepared, vectors, generation)
    connection.execute("INSERT OR IGNORE INTO files (file) VALUES (?)", (file,))
    old = connection.execute(
        "SELECT id, document_id, site, file FROM sources WHERE source = ?", (document.source,)
    ).fetchone()
    source_id = _put_source(connection, prepared, file)
    if old is not None:
        _unlink(connection, source_id)
        unsettle(connection, old[2])
        if old[3] != file:  # two files for one source: when this one goes, that one is read again
            connection.execute("UPDATE files SET sha256 = '' WHERE file = ?", (old[3],))
        if old[1] != document.id:
            _remove_orphan(connection, old[1], generation)
    connection.executemany(
        "INSERT INTO lines VALUES (?, ?, ?)",
        [(document.site, line, source_id) for line in prepared.lines],
    )
    link(connection, source_id, (prepared.original or document).id, prepared.bands)
    unsettle(connection, document.site)
    return known is None


def _put_content(
    connection: Connection,
    prepared: PreparedDocument,
    vectors: Mapping[bytes, Vectors],
    generation: int,
) -> None:
    """Store an article's words, in place of what is stored under its id."""
    document = prepared.document
    id_ = document.id  # computed from the whole text each time
    embeddings = _remove_pieces(connection, id_, generation)
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET prepared = excluded.prepared",
        (
            id_, document.title, document.publisher, document.reporter,
            document.published, document.modified, document.section, document.language,
            document.url, document.text,
            dump_landmarks(document), preparation(), dump_tags(document),
        ),
    )  # fmt: skip
    ids = _embed(connection, prepared, vectors)
    connection.executemany(
        "INSERT INTO chunks (document_id, start, end, terms, embedding, generation)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(id_, *_row(piece), ids[piece.hash], generation) for piece in prepared.chunks],
    )
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
        [(id_, *_row(piece), ids[piece.hash]) for piece in prepared.sentences],
    )
    _drop_unused(connection, embeddings)


def _put_source(connection: Connection, prepared: PreparedDocument, file: str) -> int:
    """Record what a source holds; return the source's id."""
    document, original = prepared.document, prepared.original
    row = connection.execute(
        "INSERT INTO sources (source, file, document_id, site, dropped, raw, original_id, original)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET file = excluded.file,"
        " document_id = excluded.document_id, site = excluded.site, dropped = excluded.dropped,"
        " raw = excluded.raw, original_id = excluded.original_id, original = excluded.original"
        " RETURNING id",
        (
            document.source, file, document.id, document.site,
            dump_dropped(document), document.raw,
            (original or document).id, dump_document(original) if original else None,
        ),
    ).fetchone()  # fmt: skip
    return int(row[0])


def empty(connection: Connection, generation: int) -> None:
    """Remove everything but the number of the last change."""
    connection.execute("INSERT INTO removed_chunks SELECT id, ? FROM chunks", (generation,))
    for table in (
        *("near", "bands", "lines", "sentences", "chunks", "embeddings", "sources"),
        *("files", "documents", "recurring", "unsettled_sites", "unsettled_sources"),
    ):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key != 'generation'")


def generation_of(connection: Connection) -> int:
    """Return the number of the last change."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return int(row[0]) if row else 0


def advance(connection: Connection) -> int:
    """Return the number of the change that this transaction is."""
    generation = generation_of(connection) + 1
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('generation', ?)", (str(generation),))
    return generation


def forget(connection: Connection, sources: Sequence[str]) -> None:
    """Remove sources and the articles that no other source holds."""
    if not sources:
        return
    generation = advance(connection)
    for source in sources:
        row = connection.execute(
            "SELECT id, document_id, site FROM sources WHERE source = ?", (source,)
        ).fetchone()
        if row is not None:
            source_id, document_id, site = row
            _unlink(connection, source_id)
            connection.execute("DELETE FROM unsettled_sources WHERE source_id = ?", (source_id,))
            connection.execute("DELETE FROM sources WHERE id = ?", (source_id,))
            _remove_orphan(connection, document_id, generation)
            unsettle(connection, site)


def unsettle(connection: Connection, site: str) -> None:
    """Note that a site's recurring lines are to be looked at again."""
    if site:
        connection.execute("INSERT OR IGNORE INTO unsettled_sites VALUES (?)", (site,))


def _row(piece: Piece) -> tuple[int, int, bytes]:
    return piece.span.start, piece.span.end, piece.terms


def _embed(
    connection: Connection, prepared: PreparedDocument, vectors: Mapping[bytes, Vectors]
) -> dict[bytes, int]:
    """Return the embedding's id for each text, new vectors stored in half precision."""
    ids: dict[bytes, int] = {}
    for hash_ in prepared.texts:
        found = connection.execute("SELECT id FROM embeddings WHERE hash = ?", (hash_,)).fetchone()
        if found is None:
            halved = vectors[hash_].astype(np.float16).tobytes()
            cursor = connection.execute(
                "INSERT INTO embeddings (hash, vector) VALUES (?, ?)", (hash_, halved)
            )
            found = (cursor.lastrowid,)
        ids[hash_] = int(found[0])
    return ids


def _remove_orphan(connection: Connection, document_id: str, generation: int) -> None:
    """Remove an article that no source holds any more."""
    held = connection.execute("SELECT 1 FROM sources WHERE document_id = ?", (document_id,))
    if held.fetchone() is None:
        embeddings = _remove_pieces(connection, document_id, generation)
        connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        _drop_unused(connection, embeddings)


def _remove_pieces(connection: Connection, document_id: str, generation: int) -> set[int]:
    """Remove chunks and sentences; return the embeddings that may be unused now."""
    mine = (document_id,)
    used = connection.execute(
        "SELECT embedding FROM chunks WHERE document_id = ?"
        " UNION SELECT embedding FROM sentences WHERE document_id = ?",
        mine * 2,
    ).fetchall()
    connection.execute(
        "INSERT INTO removed_chunks SELECT id, ? FROM chunks WHERE document_id = ?",
        (generation, document_id),
    )
    connection.execute("DELETE FROM chunks WHERE document_id = ?", mine)
    connection.execute("DELETE FROM sentences WHERE document_id = ?", mine)
    return {int(embedding) for (embedding,) in used}


def _drop_unused(connection: Connection, embeddings: Iterable[int]) -> None:
    connection.executemany(
        "DELETE FROM embeddings WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM chunks WHERE embedding = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM sentences WHERE embedding = ?1)",
        [(embedding,) for embedding in embeddings],
    )


def _unlink(connection: Connection, source_id: int) -> None:
    """Remove what is known of a source beyond the article it holds."""
    unlink(connection, source_id)
    connection.execute("DELETE FROM lines WHERE source_id = ?", (source_id,))
