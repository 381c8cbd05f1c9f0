"""Cosine search over chunk vectors. The only module that imports FAISS."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors

_FLAT_TO = 100_000  # vectors; a search takes 15 ms there, and 4 ms in half precision
_HALF_TO = 300_000
_PROBES = 32  # of 4√N cells: recall .966 of the first ten at a million, in 0.9 ms
_TRAINING_PER_CELL = 40


class Kind(StrEnum):
    """How the vectors are kept; the size decides (see `kind_for`)."""

    FLAT = "IDMap2,Flat"
    HALF = "IDMap2,SQbf16"
    CELLS = "IVF,SQ8"


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: the chunk's id in the store and its score, higher is better."""

    chunk_id: int
    score: float


def kind_for(count: int) -> Kind:
    """Return the kind of index for that many vectors: exact, then half as large, then cells."""
    if count <= _FLAT_TO:
        return Kind.FLAT
    return Kind.HALF if count <= _HALF_TO else Kind.CELLS


class VectorIndex:
    """Inner-product search over unit vectors, ids of the store kept.

    Built in memory from the store when it is opened: 50,000 vectors take 0.3 s, and there is
    no second file that could disagree with the first.

    Args:
        ids: of the store.
        vectors: shape (len(ids), dim), float32, unit length. Their number decides the kind.
    """

    def __init__(self, ids: Sequence[int], vectors: Vectors) -> None:
        self.kind = kind_for(len(ids))
        self._index = _build(self.kind, vectors)
        self.add(ids, vectors)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add rows; `vectors` has shape (len(ids), dim), float32, unit length."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors), np.asarray(ids, dtype=np.int64))

    def remove(self, ids: Sequence[int]) -> None:
        """Take rows out; ids that aren't there are ignored."""
        if len(ids):
            self._index.remove_ids(np.asarray(ids, dtype=np.int64))

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
        scores, ids = self._index.search(
            query, min(top_k, len(self)), params=self._parameters(among)
        )
        # FAISS pads with id -1 when fewer are found.
        return [Hit(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def vector(self, chunk_id: int) -> Vectors:
        """Return the row of one chunk as it is kept, shape (dim,).

        Raises:
            KeyError: no such id.
        """
        try:
            return np.asarray(self._index.reconstruct(chunk_id), dtype=np.float32)
        except RuntimeError as error:
            raise KeyError(chunk_id) from error

    def _parameters(self, among: NDArray[np.int64] | None) -> Any:
        import faiss

        chosen: dict[str, Any] = {}
        if among is not None:
            chosen["sel"] = faiss.IDSelectorBatch(among)
        if self.kind is Kind.CELLS:
            few = among is not None and 2 * len(among) < len(self)  # they may lie in any cell
            probes = self._index.nlist if few else _PROBES
            return faiss.SearchParametersIVF(nprobe=probes, **chosen)  # type: ignore[call-arg]  # SWIG hides it
        return faiss.SearchParameters(**chosen) if chosen else None


def _build(kind: Kind, vectors: Vectors) -> Any:
    """Return an empty FAISS index, trained on `vectors` where the kind needs it."""
    import faiss

    count, dim = vectors.shape
    if kind is Kind.FLAT:
        return faiss.IndexIDMap2(faiss.IndexFlatIP(dim))
    if kind is Kind.HALF:
        bf16 = faiss.ScalarQuantizer.QT_bf16
        return faiss.IndexIDMap2(faiss.IndexScalarQuantizer(dim, bf16, faiss.METRIC_INNER_PRODUCT))
    cells = int(4 * math.sqrt(count))
    index: Any = faiss.index_factory(dim, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).choice(
        count, min(count, cells * _TRAINING_PER_CELL), replace=False
    )
    index.cp.min_points_per_centroid = 1
    index.train(np.ascontiguousarray(vectors[np.sort(sample)]))
    index.set_direct_map_type(faiss.DirectMap.Hashtable)  # type: ignore[attr-defined]  # ids can be removed and looked up
    return index
