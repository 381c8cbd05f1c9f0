"""The one truth on disk: a SQLite file with documents, chunks, sentences and their vectors.

Everything that is searched in memory (FAISS, BM25) is built from it. One transaction per
document, so that a reader never sees half of one; `generation` grows with each change and
tells readers when to load again.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.documents import Chunk, Document, Dropped, Span
from index.embedder import Vectors
from index.errors import IndexDamagedError, IndexMismatchError, UserError

FORMAT_VERSION = 1
FILE_NAME = "index.sqlite3"

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, reporter TEXT NOT NULL,
    published TEXT NOT NULL, modified TEXT NOT NULL, language TEXT NOT NULL,
    text TEXT NOT NULL, dropped TEXT NOT NULL);
CREATE TABLE sources (
    source TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, terms TEXT NOT NULL, vector BLOB NOT NULL);
CREATE TABLE sentences (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, terms TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (document_id, start)) WITHOUT ROWID;
CREATE INDEX chunks_of ON chunks(document_id);
CREATE INDEX sources_of ON sources(document_id);
"""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What was known of a file when it was last read."""

    document_id: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk as loaded for searching."""

    id: int
    document_id: str
    language: str
    span: Span
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence as loaded for choosing evidence; its vector is row i of a second value."""

    document_id: str
    span: Span
    terms: tuple[str, ...]


class Store:
    """One index folder. Safe to open from several threads and processes.

    Args:
        folder: created if absent.

    Raises:
        IndexDamagedError: the file is there but isn't a readable index of this format.
        UserError: the folder can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._connect() as connection:
                self._ensure_schema(connection)
        except OSError as error:
            raise UserError(
                f"{folder}: 쓸 수 없는 폴더입니다 ({error.strerror}). --data로 다른 폴더를 주세요.",
                f"{folder}: can't be written ({error.strerror}). Choose another with --data.",
            ) from error

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection in one transaction: committed at the end, rolled back on error."""
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(self.path, timeout=60)
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise _explain(error, self.path) from error
        finally:
            if connection is not None:
                connection.close()

    def _ensure_schema(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")  # another process may be making it right now
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in filter(str.strip, _SCHEMA.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        elif version != FORMAT_VERSION:
            raise IndexMismatchError(
                f"{self.path}: 형식 {version}의 색인인데 이 판은 형식 {FORMAT_VERSION}을 읽습니다. "
                "같은 판의 프로그램을 쓰거나 다른 --data 폴더에 다시 색인하세요.",
                f"{self.path}: index format {version}, but this version reads {FORMAT_VERSION}. "
                "Use the matching version, or index again into another --data folder.",
            )

    # -- what built the index ------------------------------------------------------------

    def settings(self) -> dict[str, str]:
        """Return what the index was built with: embedder, dim, target_tokens; {} if new."""
        with self._connect() as connection:
            rows = connection.execute("SELECT key, value FROM meta WHERE key != 'generation'")
            return dict(rows.fetchall())

    def require_settings(self, wanted: dict[str, str]) -> None:
        """Record `wanted` in a new index; refuse an index that was built with other settings.

        Raises:
            IndexMismatchError: names each field that differs and the command that rebuilds.
        """
        found = self.settings()
        if not found:
            with self._connect() as connection:
                connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", wanted.items())
            return
        wrong = [f"{k}: {found.get(k)} ≠ {v}" for k, v in wanted.items() if found.get(k) != v]
        if wrong:
            raise IndexMismatchError(
                f"이 색인은 다른 설정으로 만들어졌습니다 ({'; '.join(wrong)}). "
                "`geungeo index --rebuild 경로`로 다시 만드세요.",
                f"The index was built with other settings ({'; '.join(wrong)}). "
                "Rebuild it with `geungeo index --rebuild PATH`.",
            )

    def generation(self) -> int:
        """Return a number that grows with every change."""
        with self._connect() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
            return int(row[0]) if row else 0

    def clear(self) -> None:
        """Remove everything, settings included."""
        with self._connect() as connection:
            connection.execute("DELETE FROM documents")
            connection.execute("DELETE FROM meta WHERE key != 'generation'")
            _advance(connection)

    # -- writing -------------------------------------------------------------------------

    def add_document(
        self,
        document: Document,
        chunks: Sequence[Chunk],
        *,
        chunk_terms: Sequence[Sequence[str]],
        chunk_vectors: Vectors,
        sentence_terms: dict[Span, Sequence[str]],
        sentence_vectors: dict[Span, Vectors],
    ) -> None:
        """Store one article with its chunks and sentences, all or nothing."""
        dropped = json.dumps([[d.text, d.reason] for d in document.dropped], ensure_ascii=False)
        with self._connect() as connection:
            connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (document.id, document.title, document.publisher, document.reporter,
                 document.published, document.modified, document.language, document.text,
                 dropped),
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO chunks (document_id, start, end, terms, vector) VALUES (?,?,?,?,?)",
                [
                    (document.id, c.span.start, c.span.end, " ".join(terms), vector.tobytes())
                    for c, terms, vector in zip(chunks, chunk_terms, chunk_vectors, strict=True)
                ],
            )
            connection.executemany(
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
                [
                    (document.id, s.start, s.end, " ".join(terms), sentence_vectors[s].tobytes())
                    for s, terms in sentence_terms.items()
                ],
            )
            _advance(connection)

    def set_source(self, source: str, state: SourceState) -> None:
        """Record that `source` holds a stored document; drop what it held before."""
        with self._connect() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
                (source, state.size, state.mtime_ns, state.document_id),
            )
            _remove_orphans(connection)

    def remove_sources(self, sources: Sequence[str]) -> None:
        """Forget files, and the documents that no other file holds."""
        with self._connect() as connection:
            connection.executemany("DELETE FROM sources WHERE source = ?", [(s,) for s in sources])
            _remove_orphans(connection)

    # -- reading -------------------------------------------------------------------------

    def sources(self) -> dict[str, SourceState]:
        """Return every known file with what was last seen of it."""
        with self._connect() as connection:
            rows = connection.execute("SELECT source, document_id, size, mtime_ns FROM sources")
            return {source: SourceState(*rest) for source, *rest in rows}

    def has_document(self, document_id: str) -> bool:
        """Return whether the article is stored."""
        with self._connect() as connection:
            row = connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,))
            return row.fetchone() is not None

    def documents(self, ids: Sequence[str] | None = None) -> list[Document]:
        """Return the articles with these ids, or all, in order of publication."""
        query = (
            "SELECT d.title, d.text, d.language, COALESCE(MIN(s.source), ''), d.publisher,"
            " d.reporter, d.published, d.modified, d.dropped FROM documents d"
            " LEFT JOIN sources s ON s.document_id = d.id {where}"
            " GROUP BY d.id ORDER BY d.published, d.id"
        )
        where = "" if ids is None else f"WHERE d.id IN ({','.join('?' * len(ids))})"
        with self._connect() as connection:
            rows = connection.execute(query.format(where=where), list(ids or ()))
            return [
                replace(Document(*fields), dropped=tuple(Dropped(*d) for d in json.loads(dropped)))
                for *fields, dropped in rows
            ]

    def chunks(self) -> tuple[list[ChunkRow], Vectors]:
        """Return all chunks and their vectors, row i of shape (n_chunks, dim) for chunk i."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT c.id, c.document_id, d.language, c.start, c.end, c.terms, c.vector"
                " FROM chunks c JOIN documents d ON d.id = c.document_id ORDER BY c.id"
            ).fetchall()
        chunks = [
            ChunkRow(id_, document_id, language, Span(start, end), tuple(terms.split()))
            for id_, document_id, language, start, end, terms, _ in rows
        ]
        return chunks, _stack(row[-1] for row in rows)

    def sentences(self, document_ids: Sequence[str]) -> tuple[list[SentenceRow], Vectors]:
        """Return the sentences of some articles in order, and their vectors by row."""
        marks = ",".join("?" * len(document_ids))
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT document_id, start, end, terms, vector FROM sentences"
                f" WHERE document_id IN ({marks}) ORDER BY document_id, start",
                list(document_ids),
            ).fetchall()
        sentences = [
            SentenceRow(document_id, Span(start, end), tuple(terms.split()))
            for document_id, start, end, terms, _ in rows
        ]
        return sentences, _stack(row[-1] for row in rows)

    def counts(self) -> dict[str, int]:
        """Return how many documents, chunks and sentences are stored."""
        with self._connect() as connection:
            return {
                table: int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
                for table in ("documents", "chunks", "sentences")
            }

    def check(self) -> None:
        """Verify the file.

        Raises:
            IndexDamagedError: SQLite's own check finds an error.
        """
        with self._connect() as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise _damaged(self.path, verdict)


def _stack(blobs: Iterator[bytes]) -> Vectors:
    data = [np.frombuffer(blob, dtype=np.float32) for blob in blobs]
    return np.stack(data) if data else np.zeros((0, 0), dtype=np.float32)


def _advance(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO meta VALUES ('generation', '1')"
        " ON CONFLICT(key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _remove_orphans(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM documents WHERE id NOT IN (SELECT document_id FROM sources)")
    _advance(connection)


def _explain(error: sqlite3.DatabaseError, path: Path) -> UserError:
    reason = str(error)
    if "full" in reason:
        return UserError(
            f"{path}: 디스크가 가득 찼습니다. 공간을 비우고 다시 실행하면 남은 것만 이어서 합니다.",
            f"{path}: the disk is full. Free some space and run again; it goes on from here.",
        )
    if isinstance(error, sqlite3.OperationalError) and any(
        word in reason for word in ("readonly", "unable to open", "locked")
    ):
        return UserError(
            f"{path}: 색인을 열거나 쓸 수 없습니다 ({reason}). 권한과 다른 작업이 실행 중인지 "
            "확인하세요.",
            f"{path}: the index can't be opened or written ({reason}). Check its permissions and"
            " whether another process is indexing.",
        )
    return _damaged(path, reason)


def _damaged(path: Path, reason: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"{path}: 색인 파일이 손상되었습니다 ({reason}). 파일을 옮겨 두고 `geungeo index 경로`로 "
        "다시 만드세요. 원본 기사는 그대로입니다.",
        f"{path}: the index file is damaged ({reason}). Move it away and build it again with"
        " `geungeo index PATH`. The articles themselves are untouched.",
    )
