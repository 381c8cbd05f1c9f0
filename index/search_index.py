"""The store loaded for searching: FAISS and BM25 over the same chunks, by language pool."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.errors import EmptyIndexError
from index.lexical_index import LexicalIndex
from index.store import Store
from index.stored_rows import ChunkRow
from index.vector_index import VectorIndex, kind_for


class SearchIndex:
    """All chunks of one generation of a store, in memory.

    It follows the store by `refresh`, which must not run while another thread searches.

    Args:
        store: an index with at least one chunk.

    Raises:
        EmptyIndexError: nothing is indexed yet.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.generation = 0
        self.chunks: dict[int, ChunkRow] = {}
        self.pools: dict[str, NDArray[np.int64]] = {}
        self._load()

    def refresh(self) -> None:
        """Replay what was added to the store and removed from it since the last time.

        Raises:
            EmptyIndexError: nothing is left.
        """
        generation = self._store.generation()
        if generation == self.generation:
            return
        rows, vectors = self._store.chunks(after=self.generation, upto=generation)
        gone = self._store.removed_chunks(after=self.generation, upto=generation)
        size = len(self.chunks) + len(rows) - len(gone)
        older = generation < self.generation  # another index lies there now
        if older or kind_for(size) is not self.vectors.kind or size <= 0:
            self._load()
            return
        self.vectors.remove(gone)
        self.lexical.remove(gone)
        for chunk_id in gone:
            self.chunks.pop(chunk_id, None)
        self.vectors.add([row.id for row in rows], vectors)
        self._add(rows)
        self.generation = generation

    def cosine(self, query: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Return chunk id -> cosine with `query`, shape (1, dim)."""
        if not chunk_ids:
            return {}
        stacked = np.stack([self.vectors.vector(chunk_id) for chunk_id in chunk_ids])
        return dict(zip(chunk_ids, (stacked @ query[0]).tolist(), strict=True))

    def _load(self) -> None:
        generation = self._store.generation()
        rows, vectors = self._store.chunks(upto=generation)
        if not rows:
            raise EmptyIndexError(
                "색인에 기사가 없습니다. 먼저 `geungeo index 폴더`를 실행하세요.",
                "The index holds no articles. Run `geungeo index FOLDER` first.",
            )
        self.chunks = {}
        self.vectors = VectorIndex([row.id for row in rows], vectors)
        self.lexical = LexicalIndex()
        self._add(rows)
        self.generation = generation

    def _add(self, rows: Sequence[ChunkRow]) -> None:
        self.lexical.add((row.id, row.terms) for row in rows)
        self.chunks |= {row.id: row for row in rows}
        languages = {row.language for row in self.chunks.values()}
        self.pools = {
            language: np.asarray(
                [row.id for row in self.chunks.values() if row.language == language],
                dtype=np.int64,
            )
            for language in sorted(languages)
        }
