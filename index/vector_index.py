"""Cosine search over chunk vectors. The only module that imports FAISS."""

import math
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

    FLAT = "Flat"
    HALF = "SQbf16"
    CELLS = "IVF,SQ8"


def kind_for(count: int) -> Kind:
    """Return the kind of index for that many vectors: exact, then half as large, then cells."""
    if count <= _FLAT_TO:
        return Kind.FLAT
    return Kind.HALF if count <= _HALF_TO else Kind.CELLS


class VectorIndex:
    """Inner-product search over unit vectors. A vector's name is its row, from 0.

    Built in memory from the store when it is opened: 50,000 vectors take 0.3 s, and there is
    no second file that could disagree with the first. Rows are never taken out; a search is
    told which of them count.

    Args:
        vectors: shape (n, dim), float32, unit length. Their number decides the kind.
    """

    def __init__(self, vectors: Vectors) -> None:
        self.kind = kind_for(len(vectors))
        self._index = _build(self.kind, vectors)
        self.add(vectors)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, vectors: Vectors) -> None:
        """Add rows after the last; `vectors` has shape (n, dim), float32, unit length."""
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors))

    def search(
        self, query: Vectors, *, top_k: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the rows nearest to `query`, best first, and their cosines; at most `top_k`.

        Args:
            query: shape (1, dim).
            top_k: how many.
            among: shape (len(self),), which rows count; None for all. The filter acts inside
                the search.
        """
        if len(self) == 0 or top_k <= 0 or (among is not None and not among.any()):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        scores, rows = self._index.search(
            query, min(top_k, len(self)), params=self._parameters(among)
        )
        found = rows[0] >= 0  # FAISS pads with -1 when fewer are found
        return rows[0][found], scores[0][found]

    def all(self) -> Vectors:
        """Return the vectors as they are kept, shape (len(self), dim)."""
        return np.asarray(self._index.reconstruct_n(0, len(self)), dtype=np.float32)

    def cosines(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosine of each row with `query`, shape (1, dim), as the rows are kept."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(rows) @ query[0], dtype=np.float32)

    def _parameters(self, among: NDArray[np.bool_] | None) -> Any:
        import faiss

        chosen: dict[str, Any] = {}
        if among is not None:
            bits = np.packbits(among, bitorder="little")
            chosen["sel"] = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]  # Python wrapper
        if self.kind is Kind.CELLS:
            few = among is not None and 2 * among.sum() < len(among)  # they may lie in any cell
            probes = self._index.nlist if few else _PROBES
            return faiss.SearchParametersIVF(nprobe=probes, **chosen)  # type: ignore[call-arg]  # SWIG hides it
        return faiss.SearchParameters(**chosen) if chosen else None


def _build(kind: Kind, vectors: Vectors) -> Any:
    """Return an empty FAISS index, trained on `vectors` where the kind needs it."""
    import faiss

    count, dim = vectors.shape
    if kind is Kind.FLAT:
        return faiss.IndexFlatIP(dim)
    if kind is Kind.HALF:
        bf16 = faiss.ScalarQuantizer.QT_bf16
        return faiss.IndexScalarQuantizer(dim, bf16, faiss.METRIC_INNER_PRODUCT)
    cells = int(4 * math.sqrt(count))
    index: Any = faiss.index_factory(dim, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).choice(
        count, min(count, cells * _TRAINING_PER_CELL), replace=False
    )
    index.cp.min_points_per_centroid = 1
    index.train(np.ascontiguousarray(vectors[np.sort(sample)]))
    index.set_direct_map_type(faiss.DirectMap.Array)  # type: ignore[attr-defined]  # rows can be looked up
    return index
