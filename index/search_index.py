"""The store loaded for searching: FAISS by language and BM25 over the same chunks, as columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.documents import Span
from index.embedder import Vectors
from index.errors import EmptyIndexError
from index.lexical_index import LexicalIndex
from index.store import Store
from index.stored_rows import ChunkRow
from index.vector_index import VectorIndex, kind_for

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

_MOST_GONE = 0.25  # share of rows that may be gone before the columns are loaded anew


@dataclass(frozen=True, slots=True)
class ChunkPlace:
    """Which chunk a row is, and where it stands."""

    chunk_id: int
    document_id: str
    language: str
    span: Span


class SearchIndex:
    """All chunks of one generation of a store, in memory. A chunk's name is its row.

    It follows the store by `refresh`, which must not run while another thread searches;
    rows hold until then. `alive` says which rows are still in the store, shape (n_rows,).

    Args:
        store: an index with at least one chunk.

    Raises:
        EmptyIndexError: nothing is indexed yet.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.generation = 0
        self._load()

    def __len__(self) -> int:
        return int(self.alive.sum())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that chunks are, or were, in."""
        return tuple(self._pools)

    def refresh(self) -> None:
        """Replay what was added to the store and removed from it since the last time.

        Raises:
            EmptyIndexError: nothing is left.
        """
        generation = self._store.generation()
        if generation == self.generation:
            return
        chunks, vectors = self._store.chunks(after=self.generation, upto=generation)
        gone = self._rows_of_chunks(
            self._store.removed_chunks(after=self.generation, upto=generation)
        )
        left = len(self) + len(chunks) - len(gone)
        older = generation < self.generation  # another index lies there now
        if older or left < (1 - _MOST_GONE) * (len(self.alive) + len(chunks)):
            self._load()
            return
        self.alive[gone] = False
        self.lexical.remove(gone)
        self._add(chunks, vectors)
        self.generation = generation

    def nearest(
        self, query: Vectors, language: str, *, top_k: int, among: Mask
    ) -> tuple[Rows, Scores]:
        """Return the rows of a language nearest to `query`, best first, and their cosines.

        Args:
            query: shape (1, dim).
            language: ISO 639-1 code.
            top_k: how many at most.
            among: shape (n_rows,), which rows count.
        """
        pool = self._pools[language]
        mask = among[pool.rows]
        places, cosines = pool.vectors.search(
            query, top_k=top_k, among=None if mask.all() else mask
        )
        return pool.rows[places], cosines

    def cosines(self, query: Vectors, rows: Rows) -> Scores:
        """Return the cosine of each row with `query`, shape (1, dim)."""
        found: Scores = np.zeros(len(rows), dtype=np.float32)
        for number, pool in enumerate(self._pools.values()):
            mine = self._pool_of[rows] == number
            found[mine] = pool.vectors.cosines(query, self._place_in_pool[rows[mine]])
        return found

    def in_language(self, code: str) -> Mask:
        """Return which rows are in a language, shape (n_rows,)."""
        mask: Mask = np.zeros(len(self.alive), dtype=np.bool_)
        if code in self._pools:
            mask[self._pools[code].rows] = True
        return mask

    def of_documents(self, ids: Collection[str]) -> Mask:
        """Return which rows belong to some articles, shape (n_rows,)."""
        chosen = np.zeros(len(self._documents), dtype=np.bool_)
        chosen[[place for id_ in ids if (place := self._places.get(id_)) is not None]] = True
        return np.asarray(chosen[self._document], dtype=np.bool_)

    @property
    def article_count(self) -> int:
        """How many articles there are, or were."""
        return len(self._documents)

    def articles_of(self, rows: Rows) -> NDArray[np.int32]:
        """Return a number for the article of each row, from 0 to `article_count`."""
        return self._document[rows]

    def place(self, row: int) -> ChunkPlace:
        """Return which chunk a row is."""
        return ChunkPlace(
            int(self._chunk_ids[row]),
            self._documents[self._document[row]],
            self.languages[self._pool_of[row]],
            Span(int(self._starts[row]), int(self._ends[row])),
        )

    def _rows_of_chunks(self, chunk_ids: Sequence[int]) -> Rows:
        """Return the rows of those chunks that are there; ids ascend with rows."""
        wanted = np.asarray(chunk_ids, dtype=np.int64)
        rows = np.minimum(np.searchsorted(self._chunk_ids, wanted), len(self._chunk_ids) - 1)
        return np.asarray(rows[self._chunk_ids[rows] == wanted], dtype=np.int64)

    def _load(self) -> None:
        generation = self._store.generation()
        chunks, vectors = self._store.chunks(upto=generation)
        if not chunks:
            raise EmptyIndexError(
                "색인에 기사가 없습니다. 먼저 `geungeo index 폴더`를 실행하세요.",
                "The index holds no articles. Run `geungeo index FOLDER` first.",
            )
        self._documents: list[str] = []
        self._places: dict[str, int] = {}  # of an article in `_documents`
        self._pools: dict[str, _Pool] = {}
        self._chunk_ids = np.zeros(0, dtype=np.int64)
        self._document = np.zeros(0, dtype=np.int32)
        self._starts = np.zeros(0, dtype=np.int32)
        self._ends = np.zeros(0, dtype=np.int32)
        self._pool_of = np.zeros(0, dtype=np.int16)
        self._place_in_pool = np.zeros(0, dtype=np.int64)
        self.alive: Mask = np.zeros(0, dtype=np.bool_)
        self.lexical = LexicalIndex()
        self._add(chunks, vectors)
        self.generation = generation

    def _add(self, chunks: Sequence[ChunkRow], vectors: Vectors) -> None:
        first = len(self.alive)
        self.lexical.add(chunk.terms for chunk in chunks)
        for chunk in chunks:
            if chunk.document_id not in self._places:
                self._places[chunk.document_id] = len(self._documents)
                self._documents.append(chunk.document_id)
        self._chunk_ids = _longer(self._chunk_ids, [chunk.id for chunk in chunks])
        self._document = _longer(self._document, [self._places[c.document_id] for c in chunks])
        self._starts = _longer(self._starts, [chunk.span.start for chunk in chunks])
        self._ends = _longer(self._ends, [chunk.span.end for chunk in chunks])
        self._pool_of = _longer(self._pool_of, [0] * len(chunks))
        self._place_in_pool = _longer(self._place_in_pool, [0] * len(chunks))
        self.alive = np.concatenate([self.alive, np.ones(len(chunks), dtype=np.bool_)])
        languages = np.asarray([chunk.language for chunk in chunks], dtype=np.str_)
        for language in np.unique(languages).tolist():
            mine = np.flatnonzero(languages == language)
            self._add_to_pool(language, mine + first, vectors[mine])

    def _add_to_pool(self, language: str, rows: Rows, vectors: Vectors) -> None:
        pool = self._pools.get(language)
        if pool is None:
            pool = self._pools[language] = _Pool(VectorIndex(vectors), rows[:0])
        elif kind_for(len(pool.rows) + len(rows)) is not pool.vectors.kind:
            pool.vectors = VectorIndex(np.concatenate([pool.vectors.all(), vectors]))
        else:
            pool.vectors.add(vectors)
        self._pool_of[rows] = list(self._pools).index(language)
        self._place_in_pool[rows] = np.arange(len(rows)) + len(pool.rows)
        pool.rows = np.concatenate([pool.rows, rows])


@dataclass(slots=True)
class _Pool:
    """The chunks of one language: place i of `vectors` is row `rows[i]` of the index."""

    vectors: VectorIndex
    rows: Rows


def _longer(column: NDArray[Any], values: Sequence[int]) -> NDArray[Any]:
    return np.concatenate([column, np.asarray(values, dtype=column.dtype)])
