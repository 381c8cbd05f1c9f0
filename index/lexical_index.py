"""BM25 over the stored terms of chunks, exact, in memory, with chunks coming and going.

Scores come as a share of the best score the query could get, 0 to 1, unknown terms
included. That share needs no statistics of the candidates, so it adds up with a cosine
and stays near 0 when the words of a question occur nowhere (another language).

A chunk's name is its row, from 0. Chunks that are added together form a segment that never
changes; removing marks rows as gone. Statistics (document frequency, mean length) count the
rows that are there, so that the scores equal those of an index built afresh.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.terms import term_key, term_keys

# The usual values; 0.9/0.4 measured the same on KorQuAD (R@1 .905 both).
K1 = 1.2
B = 0.75
_MAX_SEGMENTS = 8  # then they are merged into one


class LexicalIndex:
    """Inverted lists of chunks by term.

    Args:
        rows: for each chunk the keys of its terms (`index.terms`), repeats kept.
    """

    def __init__(self, rows: Iterable[NDArray[np.int64]] = ()) -> None:
        self._segments: list[_Segment] = []
        self._lengths: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self._alive: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self.add(rows)

    def __len__(self) -> int:
        return self._size

    def add(self, rows: Iterable[NDArray[np.int64]]) -> None:
        """Add chunks after the last row."""
        listed = list(rows)
        if listed:
            self._segments.append(_segment(listed, first=len(self._lengths)))
            lengths = np.asarray([len(terms) for terms in listed], dtype=np.float32)
            self._lengths = np.concatenate([self._lengths, lengths])
            self._alive = np.concatenate([self._alive, np.ones(len(listed), dtype=np.bool_)])
        if len(self._segments) > _MAX_SEGMENTS:
            self._segments = [_merge(self._segments)]
        self._measure()

    def remove(self, rows: NDArray[np.int64]) -> None:
        """Take chunks out."""
        self._alive[rows] = False
        self._measure()

    def frequency(self, term: str) -> int:
        """Return how many chunks hold a term."""
        return self._frequency(term_key(term))

    def idf(self, term: str) -> float:
        """Return the inverse document frequency of a term; the maximum for an unseen one."""
        return self._idf(term_key(term))

    def holds(self, terms: Sequence[str]) -> list[bool]:
        """Return of each of many terms whether any chunk holds it."""
        keys = term_keys(terms)
        seen = np.zeros(len(keys), dtype=np.bool_)
        for segment in (s for s in self._segments if len(s.keys)):
            places = np.minimum(np.searchsorted(segment.keys, keys), len(segment.keys) - 1)
            seen |= segment.keys[places] == keys
        for place in np.flatnonzero(seen).tolist():  # all that held it may be gone
            seen[place] = self._frequency(int(keys[place])) > 0
        return [bool(there) for there in seen]

    def scores(self, terms: Mapping[str, float]) -> NDArray[np.float32]:
        """Return each row's share of the best possible BM25, shape (n_rows,).

        Args:
            terms: of the query, each with its weight, 0 to 1.
        """
        total: NDArray[np.float32] = np.zeros(len(self._lengths), dtype=np.float32)
        weights = {
            key: weight * self._idf(key)
            for key, weight in zip(map(term_key, terms), terms.values(), strict=True)
        }
        best_possible = sum(weights.values()) * (K1 + 1)
        if best_possible <= 0:
            return total
        norm = K1 * (1 - B + B * self._lengths / self._mean_length)
        for key, weight in weights.items():
            for segment in self._segments:
                rows, counts = segment.postings(key)
                total[rows] += weight * counts * (K1 + 1) / (counts + norm[rows])
        total[~self._alive] = 0
        return total / np.float32(best_possible)

    def _measure(self) -> None:
        self._size = int(self._alive.sum())
        self._mean_length = max(float(self._lengths[self._alive].sum()) / max(self._size, 1), 1.0)

    def _frequency(self, key: int) -> int:
        return sum(int(self._alive[s.postings(key)[0]].sum()) for s in self._segments)

    def _idf(self, key: int) -> float:
        count = self._frequency(key)
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5))


@dataclass(frozen=True, slots=True)
class _Segment:
    """Chunks added together.

    The postings of `keys[i]` are `rows` and `counts` from `starts[i]` to `starts[i + 1]`.
    """

    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.float32]

    def postings(self, key: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the rows that hold a term, and how often each does."""
        place = int(np.searchsorted(self.keys, key))
        if place == len(self.keys) or self.keys[place] != key:
            return self.rows[:0], self.counts[:0]
        part = slice(self.starts[place], self.starts[place + 1])
        return self.rows[part], self.counts[part]


def _segment(listed: Sequence[NDArray[np.int64]], *, first: int) -> _Segment:
    """Return the segment of chunks whose rows count from `first`."""
    lengths = [len(terms) for terms in listed]
    keys, rows = np.concatenate(listed), np.repeat(np.arange(first, first + len(listed)), lengths)
    unique, place = np.unique(keys, return_inverse=True)
    width = first + len(listed)
    pairs, counts = np.unique(place * width + rows, return_counts=True)
    return _Segment(
        keys=unique,
        starts=np.searchsorted(pairs, np.arange(len(unique) + 1) * width),
        rows=(pairs % width).astype(np.int32),
        counts=counts.astype(np.float32),
    )


def _merge(segments: Sequence[_Segment]) -> _Segment:
    """Return one segment with the rows of all."""
    keys = np.concatenate([np.repeat(s.keys, np.diff(s.starts)) for s in segments])
    order = np.argsort(keys)
    unique, starts = np.unique(keys[order], return_index=True)
    return _Segment(
        keys=unique,
        starts=np.append(starts, len(keys)).astype(np.int64),
        rows=np.concatenate([s.rows for s in segments])[order],
        counts=np.concatenate([s.counts for s in segments])[order],
    )
