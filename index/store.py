"""The one truth on disk: a SQLite file with documents, chunks, sentences and their vectors.

Everything that is searched in memory (FAISS, BM25) is built from it. One transaction per
document, so that a reader never sees half of one; `generation` grows with each change, and a
reader that is behind replays what was added and removed since.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from index.clusters import settle_clusters
from index.database import Connection, Database, damaged, unwritable
from index.documents import Document
from index.embedder import Vectors
from index.errors import IndexMismatchError
from index.facets import emptied_by, matching, read_facets
from index.filters import Facets, Filter
from index.overrides import forget_stale_overrides
from index.prepare import PreparedDocument, preparation
from index.schema import ensure_schema
from index.stored_chunks import read_chunks, read_sentences, read_sentences_of, read_terms
from index.stored_documents import advance, empty, forget, generation_of, put
from index.stored_rows import ChunkRow, FileState, SentenceRow
from index.stored_values import COPIES, DOCUMENTS, load_document, marks, restore

FILE_NAME = "index.sqlite3"
_MOST_COPIES = 20


class Store:
    """One index folder. Safe to open from several threads and processes.

    Writing is for one process at a time: hold `index.lock.index_lock`.

    Args:
        folder: created if absent.

    Raises:
        IndexDamagedError: the file is there but isn't a readable index.
        IndexMismatchError: the index was made by a newer version.
        UserError: the folder can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from error
        self.database = Database(self.path)
        ensure_schema(self.database)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        self.database.close()

    # -- what built the index ------------------------------------------------------------

    def settings(self) -> dict[str, str]:
        """Return what the index was built with: embedder, dim, target_tokens; {} if new."""
        with self.database.reading() as connection:
            return _settings(connection)

    def require_settings(self, wanted: Mapping[str, str], *, record: bool = False) -> None:
        """Refuse an index that was built with other settings.

        Args:
            wanted: what it must agree on.
            record: make them the settings of an index that has none yet.

        Raises:
            IndexMismatchError: names each field that differs and the command that rebuilds.
        """
        with self.database.writing() if record else self.database.reading() as connection:
            found = _settings(connection)
            if record and not found:
                connection.executemany("INSERT INTO meta VALUES (?, ?)", wanted.items())
        wrong = [f"{k}: {found.get(k)} ≠ {v}" for k, v in wanted.items() if found.get(k) != v]
        if found and wrong:
            raise IndexMismatchError(
                f"이 색인은 다른 설정으로 만들어졌습니다 ({'; '.join(wrong)}). "
                "`geungeo index --rebuild 경로`로 다시 만드세요.",
                f"The index was built with other settings ({'; '.join(wrong)}). "
                "Rebuild it with `geungeo index --rebuild PATH`.",
            )

    def generation(self) -> int:
        """Return a number that grows with every change."""
        with self.database.reading() as connection:
            return generation_of(connection)

    # -- writing -------------------------------------------------------------------------

    def missing(self, hashes: Collection[bytes]) -> set[bytes]:
        """Return those hashes whose embedding isn't stored."""
        wanted = list(hashes)
        with self.database.reading() as connection:
            found: set[bytes] = set()
            for start in range(0, len(wanted), 500):  # SQLite takes a limited number of values
                part = wanted[start : start + 500]
                query = f"SELECT hash FROM embeddings WHERE hash IN ({marks(part)})"
                found.update(hash_ for (hash_,) in connection.execute(query, part))
        return set(wanted) - found

    def put_document(
        self,
        prepared: PreparedDocument,
        vectors: Mapping[bytes, Vectors],
        *,
        file: str,
        reading: bool = True,
    ) -> bool:
        """Store an article and that its source holds it, in one transaction.

        What the source held before goes, unless another source holds it too.

        Args:
            prepared: the article; `document.source` names where it stands in `file`.
            vectors: by hash, at least those that `missing` named.
            file: the file that the source is in.
            reading: whether the file is being read; it then counts as unread until
                `finish_file`.

        Returns:
            Whether the article is new.
        """
        with self.database.writing() as connection:
            new = put(connection, prepared, vectors, file=file)
            if reading:
                connection.execute("UPDATE files SET sha256 = '' WHERE file = ?", (file,))
        return new

    def finish_file(self, file: str, state: FileState, sources: Collection[str]) -> None:
        """Record that all articles of a file are stored; those it no longer holds go."""
        with self.database.writing() as connection:
            held = connection.execute("SELECT source FROM sources WHERE file = ?", (file,))
            gone = [source for (source,) in held.fetchall() if source not in sources]
            forget(connection, gone)
            connection.execute(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?) ON CONFLICT (file) DO UPDATE SET"
                " size = excluded.size, mtime_ns = excluded.mtime_ns,"
                " ctime_ns = excluded.ctime_ns, sha256 = excluded.sha256",
                (file, state.size, state.mtime_ns, state.ctime_ns, state.sha256),
            )

    def touch_file(self, file: str, state: FileState) -> None:
        """Record that a file has the same content at another time."""
        with self.database.writing() as connection:
            connection.execute(
                "UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ? WHERE file = ?",
                (state.size, state.mtime_ns, state.ctime_ns, file),
            )

    def remove_files(self, files: Sequence[str]) -> None:
        """Forget files and the articles that no other file holds, one transaction per file."""
        for file in files:
            with self.database.writing() as connection:
                held = connection.execute("SELECT source FROM sources WHERE file = ?", (file,))
                forget(connection, [source for (source,) in held.fetchall()])
                connection.execute("DELETE FROM files WHERE file = ?", (file,))

    def remove_document(self, document_id: str) -> list[str]:
        """Remove an article from all its sources; return those.

        Its files count as read, so that they bring it back only when they change.
        """
        with self.database.writing() as connection:
            held = connection.execute(
                "SELECT source FROM sources WHERE document_id = ? ORDER BY source", (document_id,)
            )
            sources = [source for (source,) in held.fetchall()]
            forget(connection, sources)
            forget_stale_overrides(connection)
            settle_clusters(connection)
        self.scrub()
        return sources

    def clear(self) -> None:
        """Remove everything, settings included."""
        with self.database.writing() as connection:
            empty(connection, advance(connection))
        self.scrub()

    def scrub(self) -> None:
        """Make sure that nothing removed is left in any file of the index."""
        self.database.scrub()

    # -- reading -------------------------------------------------------------------------

    def files(self) -> dict[str, FileState]:
        """Return every file that was read whole by this version, with what was seen of it."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT file, size, mtime_ns, ctime_ns, sha256 FROM files"
                " WHERE sha256 != '' AND NOT EXISTS (SELECT 1 FROM sources s"
                " JOIN documents d ON d.id = s.document_id"
                " WHERE s.file = files.file AND d.prepared != ?)",
                (preparation(),),
            )
            return {file: FileState(*rest) for file, *rest in rows}

    def is_outdated(self) -> bool:
        """Return whether an article was prepared by another version or with other names."""
        with self.database.reading() as connection:
            query = "SELECT 1 FROM documents WHERE prepared != ? LIMIT 1"
            return connection.execute(query, (preparation(),)).fetchone() is not None

    def known_files(self) -> list[str]:
        """Return every file that articles were stored of, finished or not, in order."""
        with self.database.reading() as connection:
            return [file for (file,) in connection.execute("SELECT file FROM files ORDER BY file")]

    def sources(self) -> dict[str, str]:
        """Return source -> id of the article it holds."""
        with self.database.reading() as connection:
            return dict(connection.execute("SELECT source, document_id FROM sources").fetchall())

    def has_document(self, document_id: str) -> bool:
        """Return whether an article is stored."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,))
            return row.fetchone() is not None

    def document_at(self, source: str) -> str:
        """Return the id of the article that a source holds, "" for none."""
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT document_id FROM sources WHERE source = ?", (source,)
            ).fetchone()
            return str(row[0]) if row else ""

    def original_at(self, source: str) -> Document | None:
        """Return what a source held when it was read, where recurring lines were cut since."""
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT original FROM sources WHERE source = ?", (source,)
            ).fetchone()
        return load_document(row[0]) if row and row[0] else None

    def sources_in(self, file: str) -> list[str]:
        """Return the sources that lie in a file."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT source FROM sources WHERE file = ?", (file,))
            return [source for (source,) in rows.fetchall()]

    def file_at(self, source: str) -> str:
        """Return the file that a source lies in, "" for an unknown source."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT file FROM sources WHERE source = ?", (source,))
            return str((row.fetchone() or ("",))[0])

    def files_of(self, document_id: str) -> list[str]:
        """Return the files that one article is in."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT file FROM sources WHERE document_id = ?", (document_id,)
            )
            return [file for (file,) in rows.fetchall()]

    def sources_of(self, document_id: str) -> list[str]:
        """Return all the sources that hold one article."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT source FROM sources WHERE document_id = ? ORDER BY source", (document_id,)
            )
            return [source for (source,) in rows.fetchall()]

    def documents(self, ids: Sequence[str] | None = None) -> list[Document]:
        """Return the articles with these ids, or all, in order of publication.

        Where several sources hold one, it comes with the first of them.
        """
        where = "" if ids is None else f"WHERE d.id IN ({marks(ids)})"
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT {DOCUMENTS} {where} ORDER BY d.published, d.id",
                list(ids or ()),
            )
            return [restore(row) for row in rows]

    def documents_by_id(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return id -> article, for those that are stored."""
        with self.database.reading() as connection:
            rows = connection.execute(f"SELECT d.id, {DOCUMENTS} WHERE d.id IN ({marks(ids)})", ids)
            return {id_: restore(fields) for id_, *fields in rows}

    def clusters(self, ids: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return id -> the near-duplicate clusters that it is in, for those that are in one."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT document_id, cluster FROM sources WHERE cluster != 0"
                f" AND document_id IN ({marks(ids)})",
                ids,
            ).fetchall()
        return {id_: frozenset(c for i, c in rows if i == id_) for id_, _ in rows}

    def copies(self, ids: Sequence[str]) -> dict[str, list[Document]]:
        """Return id -> what its other sources and those of its near-duplicates hold.

        At most 20 for each, the oldest first; articles that are alone are left out.
        """
        found: dict[str, list[Document]] = {}
        with self.database.reading() as connection:
            for id_ in dict.fromkeys(ids):
                rows = connection.execute(COPIES, (id_, _MOST_COPIES))
                if copies := [restore(row) for row in rows]:
                    found[id_] = copies
        return found

    def chunks(self, *, after: int = -1, upto: int | None = None) -> tuple[list[ChunkRow], Vectors]:
        """Return the chunks and their vectors, shape (n_chunks, dim).

        Args:
            after: only those added after this generation.
            upto: only those added until this generation; None for all.
        """
        with self.database.reading() as connection:
            return read_chunks(connection, after=after, upto=upto)

    def removed_chunks(self, *, after: int, upto: int) -> list[int]:
        """Return the ids of chunks that were removed after one generation, until another."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM removed_chunks WHERE generation > ? AND generation <= ?",
                (after, upto),
            )
            return [id_ for (id_,) in rows.fetchall()]

    def sentences_of_chunks(
        self, chunk_ids: Sequence[int]
    ) -> tuple[list[tuple[int, SentenceRow]], Vectors]:
        """Return the sentences of some chunks; see `index.stored_chunks.read_sentences`."""
        with self.database.reading() as connection:
            return read_sentences(connection, chunk_ids)

    def sentences_of(self, ids: Sequence[str]) -> tuple[list[SentenceRow], Vectors]:
        """Return the sentences of some articles; see `index.stored_chunks.read_sentences_of`."""
        with self.database.reading() as connection:
            return read_sentences_of(connection, ids)

    def terms_of_chunks(self, chunk_ids: Sequence[int]) -> dict[int, frozenset[int]]:
        """Return chunk id -> the keys of its terms (`index.terms`)."""
        with self.database.reading() as connection:
            return read_terms(connection, chunk_ids)

    def dates(self, ids: Sequence[str]) -> dict[str, str]:
        """Return id -> day of publication, YYYY-MM-DD, for the articles that have one."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT id, substr(published, 1, 10) FROM documents"
                f" WHERE published != '' AND id IN ({marks(ids)})",
                ids,
            )
            return dict(rows.fetchall())

    def facets(self) -> Facets:
        """Return what the articles can be narrowed to; see `index.facets.read_facets`."""
        with self.database.reading() as connection:
            return read_facets(connection)

    def matching(self, filters: Sequence[Filter]) -> set[str]:
        """Return the ids of the articles that satisfy filters; see `index.facets.matching`."""
        with self.database.reading() as connection:
            return matching(connection, filters)

    def emptied_by(self, filters: Sequence[Filter]) -> tuple[Filter, ...]:
        """Return the filters to blame for leaving no article, () if they leave some."""
        with self.database.reading() as connection:
            return emptied_by(connection, filters)

    def counts(self) -> dict[str, int]:
        """Return how many documents, chunks and sentences are stored."""
        with self.database.reading() as connection:
            return {
                table: int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
                for table in ("documents", "chunks", "sentences")
            }

    def check(self) -> None:
        """Verify the file.

        Raises:
            IndexDamagedError: SQLite's own check finds an error, or a reference leads nowhere.
        """
        with self.database.reading() as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
        if verdict != "ok" or dangling is not None:
            raise damaged(
                self.path, verdict if verdict != "ok" else f"{dangling[0]} → {dangling[2]}"
            )


def _settings(connection: Connection) -> dict[str, str]:
    rows = connection.execute("SELECT key, value FROM meta WHERE key != 'generation'")
    return dict(rows.fetchall())
