"""The articles that questions are asked of: one index per pool, embedded once for all of them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evaluation.squad import SquadSet
from index.embedder import Embedder, Vectors
from index.lock import index_lock
from index.prepare import embedded_hash, prepare_document
from index.store import FILE_NAME, Store
from index.stored_rows import FileState
from index.stored_values import marks
from index.sync import index_settings
from rag.terminal import CountLine, say_who_writes

_TOGETHER = 64  # articles embedded at once: texts of like length make full batches


class Pools:
    """Indexes of question sets below one folder; those of an earlier run are used again.

    An index that another embedder or another version prepared is made anew. What any of them
    holds of an embedded text isn't embedded again.

    Args:
        folder: with one subfolder per pool.
        embedder: of all of them.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.embedder = RememberingEmbedder(embedder)
        self._folder = folder
        for path in sorted(folder.glob(f"*/{FILE_NAME}")):
            store = Store(path.parent)
            if store.settings() == index_settings(embedder):
                self.embedder.remember(store)

    def open(self, name: str, sets: Sequence[SquadSet]) -> Store:
        """Return the index that holds the documents of these sets and nothing else.

        Args:
            name: of the pool and its subfolder.
            sets: with different names.
        """
        store, wanted = Store(self._folder / name), index_settings(self.embedder)
        with index_lock(store.folder, waiting=say_who_writes):
            if store.settings() not in ({}, wanted):
                store.clear()
            store.require_settings(wanted, record=True)
            self.embedder.remember(store)
            known = store.files()
            for squad in sets:
                state = _state(squad)
                if known.get(squad.name) != state:
                    self._put(store, squad, f"{name}: {squad.name}")
                    store.finish_file(squad.name, state, [d.source for d in squad.documents])
            names = {squad.name for squad in sets}
            store.remove_files([file for file in store.known_files() if file not in names])
        return store

    def _put(self, store: Store, squad: SquadSet, title: str) -> None:
        progress, total = CountLine(), len(squad.documents)
        for start in range(0, total, _TOGETHER):
            batch = squad.documents[start : start + _TOGETHER]
            prepared = [prepare_document(d, self.embedder.count_tokens) for d in batch]
            texts = {hash_: text for p in prepared for hash_, text in p.texts.items()}
            rows = self.embedder.embed_passages(list(texts.values()))
            vectors = dict(zip(texts, rows, strict=True))
            for document in prepared:
                store.put_document(document, vectors, file=squad.name)
            progress(start + len(batch), total, title)


class RememberingEmbedder:
    """An embedder that asks the model only for what no index holds, and once per question.

    Args:
        inner: the model.
    """

    def __init__(self, inner: Embedder) -> None:
        self.name, self.dim = inner.name, inner.dim
        self._inner = inner
        self._queries: dict[str, Vectors] = {}
        self._stores: dict[Path, Store] = {}

    def remember(self, store: Store) -> None:
        """Take from now on the vectors that this index holds."""
        self._stores[store.path] = store

    def embed_queries(self, texts: Sequence[str], /) -> Vectors:
        """Return one row per question, shape (len(texts), dim)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._queries]
        if new:
            self._queries.update(zip(new, self._inner.embed_queries(new), strict=True))
        return np.stack([self._queries[text] for text in texts])

    def embed_passages(self, texts: Sequence[str], /) -> Vectors:
        """Return one row per passage, shape (len(texts), dim)."""
        wanted = {embedded_hash(text): text for text in texts}
        found: dict[bytes, Vectors] = {}
        for store in self._stores.values():
            found |= _stored_vectors(store, [hash_ for hash_ in wanted if hash_ not in found])
        new = [hash_ for hash_ in wanted if hash_ not in found]
        if new:
            rows = self._inner.embed_passages([wanted[hash_] for hash_ in new])
            found.update(zip(new, rows, strict=True))
        return np.stack([found[embedded_hash(text)] for text in texts])

    def count_tokens(self, texts: Sequence[str], /) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        return self._inner.count_tokens(texts)


def _stored_vectors(store: Store, hashes: Sequence[bytes]) -> dict[bytes, Vectors]:
    found: dict[bytes, Vectors] = {}
    with store.database.reading() as connection:
        for start in range(0, len(hashes), 500):  # SQLite takes a limited number of values
            part = list(hashes[start : start + 500])
            query = f"SELECT hash, vector FROM embeddings WHERE hash IN ({marks(part)})"
            for hash_, vector in connection.execute(query, part):
                found[hash_] = np.frombuffer(vector, dtype=np.float16).astype(np.float32)
    return found


def _state(squad: SquadSet) -> FileState:
    """Return what tells a set's documents from others under its name."""
    ids = " ".join(document.id for document in squad.documents)
    digest = hashlib.sha256(ids.encode()).hexdigest()
    return FileState(size=len(squad.documents), mtime_ns=0, ctime_ns=0, sha256=digest)
