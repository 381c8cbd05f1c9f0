"""One article in the tables of an index: put in, taken out, read back, on an open connection."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from index.database import Connection
from index.documents import Document, Dropped, Landmark
from index.embedder import Vectors
from index.near_duplicates import THRESHOLD, shingle_hashes, similarity
from index.prepare import PREPARATION_VERSION, Piece, PreparedDocument

COLUMNS = (
    "d.title, d.text, d.language, COALESCE((SELECT MIN(source) FROM sources"
    " WHERE document_id = d.id), ''), d.publisher, d.reporter, d.published, d.modified,"
    " d.section, d.url, d.landmarks, d.dropped, d.site, d.raw"
)
_CLUSTER = """
WITH RECURSIVE cluster(id) AS (
    SELECT ? UNION SELECT other_id FROM near JOIN cluster ON near.document_id = cluster.id)
SELECT id FROM cluster ORDER BY id
"""


def insert(
    connection: Connection,
    prepared: PreparedDocument,
    vectors: Mapping[bytes, Vectors],
    generation: int,
) -> None:
    """Put an article in, in place of what is stored under its id.

    Args:
        connection: in a transaction.
        prepared: the article and its pieces.
        vectors: by hash, at least those that aren't stored yet; each of shape (dim,).
        generation: of this change.
    """
    document = prepared.document
    embeddings = _clear(connection, document.id, generation)
    connection.execute(
        "INSERT INTO documents (id, title, publisher, reporter, published, modified, section,"
        " language, url, site, text, landmarks, dropped, raw, prepared)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " site = excluded.site, dropped = excluded.dropped, raw = excluded.raw,"
        " prepared = excluded.prepared",
        (
            document.id, document.title, document.publisher, document.reporter,
            document.published, document.modified, document.section, document.language,
            document.url, document.site, document.text,
            _dump([[m.start, m.kind, m.name] for m in document.landmarks]),
            _dump([[d.text, d.reason] for d in document.dropped]), document.raw,
            PREPARATION_VERSION,
        ),
    )  # fmt: skip
    ids = _embed(connection, prepared, vectors)
    connection.executemany(
        "INSERT INTO chunks (document_id, start, end, terms, embedding, generation)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(document.id, *_row(piece), ids[piece.hash], generation) for piece in prepared.chunks],
    )
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
        [(document.id, *_row(piece), ids[piece.hash]) for piece in prepared.sentences],
    )
    if prepared.original is not None:
        connection.execute(
            "INSERT INTO uncut VALUES (?, ?)", (document.id, dump_document(prepared.original))
        )
    connection.executemany(
        "INSERT INTO lines VALUES (?, ?, ?)",
        [(document.site, line, document.id) for line in prepared.lines],
    )
    _link(connection, prepared)
    _drop_unused(connection, embeddings)


def remove(connection: Connection, document_id: str, generation: int) -> None:
    """Take an article out with everything that was derived from it."""
    embeddings = _clear(connection, document_id, generation)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    _drop_unused(connection, embeddings)


def empty(connection: Connection, generation: int) -> None:
    """Remove everything but the number of the last change."""
    connection.execute("INSERT INTO removed_chunks SELECT id, ? FROM chunks", (generation,))
    for table in (
        *("near", "bands", "lines", "uncut", "sentences", "chunks", "embeddings", "sources"),
        *("files", "documents", "recurring", "unsettled_sites"),
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
        held = connection.execute("SELECT document_id FROM sources WHERE source = ?", (source,))
        document_ids = held.fetchone() or ()
        connection.execute("DELETE FROM sources WHERE source = ?", (source,))
        remove_orphans(connection, document_ids, generation)


def remove_orphans(connection: Connection, document_ids: Sequence[str], generation: int) -> None:
    """Remove those of some articles that no source holds any more."""
    for document_id in document_ids:
        site = connection.execute(
            "SELECT site FROM documents WHERE id = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM sources WHERE document_id = ?1)",
            (document_id,),
        ).fetchone()
        if site is not None:
            remove(connection, document_id, generation)
            unsettle(connection, site[0])


def unsettle(connection: Connection, site: str) -> None:
    """Note that a site's recurring lines are to be looked at again."""
    if site:
        connection.execute("INSERT OR IGNORE INTO unsettled_sites VALUES (?)", (site,))


def restore(fields: Sequence[Any]) -> Document:
    """Return the Document of a row of COLUMNS."""
    *plain, landmarks, dropped, site, raw = fields
    title, text, language, source, publisher, reporter, published, modified, section, url = plain
    return Document(
        title=title,
        text=text,
        language=language,
        source=source,
        publisher=publisher,
        reporter=reporter,
        published=published,
        modified=modified,
        section=section,
        url=url,
        landmarks=tuple(Landmark(*mark) for mark in json.loads(landmarks)),
        dropped=tuple(Dropped(*piece) for piece in json.loads(dropped)),
        site=site,
        raw=raw,
    )


def dump_document(document: Document) -> str:
    """Return a document as JSON; `load_document` reads it."""
    return _dump(
        [
            document.title, document.text, document.language, document.source,
            document.publisher, document.reporter, document.published, document.modified,
            document.section, document.url,
            _dump([[m.start, m.kind, m.name] for m in document.landmarks]),
            _dump([[d.text, d.reason] for d in document.dropped]), document.site, document.raw,
        ]
    )  # fmt: skip


def load_document(dumped: str) -> Document:
    """Return the document that `dump_document` wrote."""
    return restore(json.loads(dumped))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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


def _clear(connection: Connection, document_id: str, generation: int) -> set[int]:
    """Remove all that hangs on an article; return the embeddings that may be unused now."""
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
    neighbours = connection.execute("SELECT other_id FROM near WHERE document_id = ?", mine)
    apart = [other for (other,) in neighbours.fetchall()]
    connection.execute("DELETE FROM near WHERE document_id = ? OR other_id = ?", mine * 2)
    for table in ("chunks", "sentences", "bands", "lines", "uncut"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", mine)
    for other in apart:
        _name_cluster(connection, other)
    return {int(embedding) for (embedding,) in used}


def _drop_unused(connection: Connection, embeddings: Iterable[int]) -> None:
    connection.executemany(
        "DELETE FROM embeddings WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM chunks WHERE embedding = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM sentences WHERE embedding = ?1)",
        [(embedding,) for embedding in embeddings],
    )


def _link(connection: Connection, prepared: PreparedDocument) -> None:
    """Record which stored articles are near-duplicates of this one, and name their cluster."""
    mine = prepared.document.id
    alike = connection.execute(
        f"SELECT DISTINCT document_id FROM bands WHERE hash IN ({marks(prepared.bands)})",
        prepared.bands,
    ).fetchall()
    connection.executemany("INSERT INTO bands VALUES (?, ?)", [(b, mine) for b in prepared.bands])
    shingles = shingle_hashes((prepared.original or prepared.document).text)
    for (other,) in alike:
        if similarity(shingles, shingle_hashes(_original_text(connection, other))) >= THRESHOLD:
            connection.executemany("INSERT INTO near VALUES (?, ?)", [(mine, other), (other, mine)])
    _name_cluster(connection, mine)


def _name_cluster(connection: Connection, document_id: str) -> None:
    """Name the cluster of an article, its least id; "" for an article that is alone."""
    members = [member for (member,) in connection.execute(_CLUSTER, (document_id,))]
    name = members[0] if len(members) > 1 else ""
    connection.executemany(
        "UPDATE documents SET cluster = ?1 WHERE id = ?2 AND cluster != ?1",
        [(name, member) for member in members],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO unsettled_sites SELECT site FROM documents"
        " WHERE id = ? AND site != ''",
        [(member,) for member in members],
    )


def _original_text(connection: Connection, document_id: str) -> str:
    """Return an article's text before recurring lines were cut."""
    uncut = connection.execute("SELECT document FROM uncut WHERE document_id = ?", (document_id,))
    if (row := uncut.fetchone()) is not None:
        return load_document(row[0]).text
    text = connection.execute("SELECT text FROM documents WHERE id = ?", (document_id,))
    return str(text.fetchone()[0])


def marks(values: Sequence[object]) -> str:
    """Return as many question marks for SQL as there are values."""
    return ",".join("?" * len(values))
