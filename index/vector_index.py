"""Cosine search over chunk vectors. The only module that imports FAISS."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: the chunk's id in the store and its score, higher is better."""

    chunk_id: int
    score: float


class VectorIndex:
    """Exact inner-product search over unit vectors, ids of the store kept.

    Built in memory from the store when it is opened: 50,000 vectors take 0.3 s, and there is
    no second file that could disagree with the first.
    """

    def __init__(self, dim: int) -> None:
        import faiss

        self._faiss = faiss
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dim))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add rows; `vectors` has shape (len(ids), dim), float32, unit length."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors), np.asarray(ids, dtype=np.int64))

    def search(
        self, query: Vectors, *, top_k: int, among: NDArray[np.int64] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first, scores as cosine.

        Args:
            query: shape (1, dim).
            top_k: how many.
            among: ids to search in; None searches all. The filter acts inside the search.
        """
        if len(self) == 0 or top_k <= 0 or (among is not None and len(among) == 0):
            return []
        parameters = None
        if among is not None:
            selector = self._faiss.IDSelectorBatch(among)
            parameters = self._faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # SWIG hides it
        scores, ids = self._index.search(query, min(top_k, len(self)), params=parameters)
        # FAISS pads with id -1 when fewer are found.
        return [Hit(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def vector(self, chunk_id: int) -> Vectors:
        """Return the stored row of one chunk, shape (dim,).

        Raises:
            KeyError: no such id.
        """
        try:
            return np.asarray(self._index.reconstruct(chunk_id), dtype=np.float32)
        except RuntimeError as error:
            raise KeyError(chunk_id) from error
