"""Single articles changed by hand: their metadata edited, taken out, and brought back.

The caller holds `index.lock.index_lock`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.added import added_folder
from index.clusters import settle_clusters
from index.database import Connection
from index.documents import Document
from index.embedder import Embedder, Vectors
from index.errors import SourceError
from index.overrides import Override, override_of, read_override, with_values, write_override
from index.prepare import embedded_hash
from index.store import Store
from index.stored_rows import stack_vectors
from index.stored_values import COLUMNS, load_document, restore
from index.sync import put_document


@dataclass(frozen=True, slots=True)
class Held:
    """What one source holds: the article as its source has it, its file, its override."""

    document: Document
    file: str
    override: Override | None


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was taken out, with all that bringing it back needs.

    `vectors` are its embeddings by hash; `files` those of the index's own folder that hold
    nothing any more.
    """

    document_id: str
    title: str
    held: tuple[Held, ...]
    vectors: Mapping[bytes, Vectors]
    files: tuple[str, ...]


def edit_document(
    store: Store, document_id: str, edits: Mapping[str, str] | None, embedder: Embedder
) -> str:
    """Put other metadata in place of what an article's sources say; return its new id.

    Args:
        store: the index.
        document_id: of the article.
        edits: new values of some of `index.overrides.FIELDS`; None takes all edits back.
        embedder: the one that built the index; headings are embedded anew.

    Raises:
        SourceError: there is no such article.
    """
    held = _held(store, document_id)
    for one in held:
        before = one.override.edits if one.override is not None else {}
        override = override_of(one.document, {} if edits is None else {**before, **edits})
        with store.database.writing() as connection:
            write_override(connection, override)
        put_document(store, one.document, embedder, file=one.file, reading=False)
    with store.database.writing() as connection:
        settle_clusters(connection)
    store.scrub()
    return store.document_at(held[0].document.source)


def take_out(store: Store, document_id: str) -> Removed:
    """Remove an article from all its sources; files in the index's own folder stay for now.

    Raises:
        SourceError: there is no such article.
    """
    held = _held(store, document_id)
    title = store.documents([document_id])[0].title
    with store.database.reading() as connection:
        vectors = _vectors(connection, document_id)
    store.remove_document(document_id)
    added = added_folder(store.folder.resolve())
    files = {one.file for one in held if Path(one.file).is_relative_to(added)}
    emptied = tuple(sorted(file for file in files if not store.sources_in(file)))
    return Removed(document_id, title, held, vectors, emptied)


def put_back(store: Store, removed: Removed, embedder: Embedder) -> None:
    """Bring a removed article back; what was embedded isn't embedded again.

    A source that holds something else by now keeps that.
    """
    remembering = _Remembering(embedder, removed.vectors)
    for one in removed.held:
        if store.document_at(one.document.source):
            continue
        if one.override is not None:
            with store.database.writing() as connection:
                write_override(connection, one.override)
        put_document(store, one.document, remembering, file=one.file, reading=False)
    with store.database.writing() as connection:
        settle_clusters(connection)


def dispose(store: Store, files: Sequence[str]) -> None:
    """Delete those files of the index's own folder that hold no article any more."""
    emptied = [file for file in files if not store.sources_in(file)]
    for file in emptied:
        Path(file).unlink(missing_ok=True)
    store.remove_files(emptied)  # so that it can be added again
    store.scrub()


def leftover_files(store: Store) -> list[str]:
    """Return the files of the index's own folder that were read and hold nothing any more."""
    added = added_folder(store.folder.resolve())
    read = (file for file in store.files() if Path(file).is_relative_to(added))
    return [file for file in read if not store.sources_in(file)]


def _held(store: Store, document_id: str) -> tuple[Held, ...]:
    with store.database.reading() as connection:
        rows = connection.execute(
            f"SELECT s.original, s.file, {COLUMNS} FROM sources s"
            " JOIN documents d ON d.id = s.document_id WHERE d.id = ? ORDER BY s.source",
            (document_id,),
        ).fetchall()
        held = [
            _as_read(connection, load_document(original) if original else restore(fields), file)
            for original, file, *fields in rows
        ]
    if not held:
        raise SourceError(
            "그 기사는 색인에 없습니다. 그사이 지워졌거나 바뀌었습니다. 목록을 다시 여세요.",
            "That article isn't in the index: it was removed or changed. Open the list again.",
        )
    return tuple(held)


def _as_read(connection: Connection, document: Document, file: str) -> Held:
    override = read_override(connection, document.source)
    own = override.own if override is not None else {}
    return Held(with_values(document, own), file, override)


def _vectors(connection: Connection, document_id: str) -> dict[bytes, Vectors]:
    rows = connection.execute(
        "SELECT hash, vector FROM embeddings WHERE id IN"
        " (SELECT embedding FROM chunks WHERE document_id = ?1"
        " UNION SELECT embedding FROM sentences WHERE document_id = ?1)",
        (document_id,),
    ).fetchall()
    vectors = stack_vectors(vector for _, vector in rows)
    return dict(zip((hash_ for hash_, _ in rows), vectors, strict=True))


class _Remembering:
    """An embedder that knows the vectors of some texts already."""

    def __init__(self, embedder: Embedder, vectors: Mapping[bytes, Vectors]) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self.name = embedder.name
        self.dim = embedder.dim

    def embed_queries(self, texts: Sequence[str], /) -> Vectors:
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], /) -> Vectors:
        known = {text: self._vectors.get(embedded_hash(text)) for text in texts}
        new = [text for text, vector in known.items() if vector is None]
        if new:
            known |= dict(zip(new, self._embedder.embed_passages(new), strict=True))
        return np.stack([vector for text in texts if (vector := known[text]) is not None])

    def count_tokens(self, texts: Sequence[str], /) -> list[int]:
        return self._embedder.count_tokens(texts)
