"""The store loaded for searching: FAISS and BM25 over the same chunks, by language pool."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.errors import EmptyIndexError
from index.lexical_index import LexicalIndex
from index.store import ChunkRow, Store
from index.vector_index import VectorIndex


class SearchIndex:
    """All chunks of one generation of a store, in memory and read-only.

    Args:
        store: an index with at least one chunk.

    Raises:
        EmptyIndexError: nothing is indexed yet.
    """

    def __init__(self, store: Store) -> None:
        self.generation = store.generation()
        rows, vectors = store.chunks()
        if not rows:
            raise EmptyIndexError(
                "색인에 기사가 없습니다. 먼저 `geungeo index 폴더`를 실행하세요.",
                "The index holds no articles. Run `geungeo index FOLDER` first.",
            )
        self.chunks: dict[int, ChunkRow] = {row.id: row for row in rows}
        self.vectors = VectorIndex(vectors.shape[1])
        self.vectors.add([row.id for row in rows], vectors)
        self.lexical = LexicalIndex((row.id, row.terms) for row in rows)

    @cached_property
    def pools(self) -> dict[str, NDArray[np.int64]]:
        """Chunk ids by language."""
        languages = {row.language for row in self.chunks.values()}
        return {
            language: np.asarray(
                [row.id for row in self.chunks.values() if row.language == language],
                dtype=np.int64,
            )
            for language in sorted(languages)
        }

    def cosine(self, query: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Return chunk id -> cosine with `query`, shape (1, dim)."""
        if not chunk_ids:
            return {}
        stacked = np.stack([self.vectors.vector(chunk_id) for chunk_id in chunk_ids])
        return dict(zip(chunk_ids, (stacked @ query[0]).tolist(), strict=True))
