"""What the tables of an index hold, as values."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents import Span
from index.embedder import Vectors


@dataclass(frozen=True, slots=True)
class FileState:
    """What was known of a file when all its articles were stored."""

    size: int
    mtime_ns: int
    ctime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk as loaded for searching; `terms` are the keys of its terms, repeats kept."""

    id: int
    document_id: str
    language: str
    span: Span
    terms: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence as loaded for choosing evidence; its vector is row i of a second value."""

    document_id: str
    span: Span
    terms: NDArray[np.int64]


def stack_vectors(blobs: Iterator[bytes]) -> Vectors:
    """Return stored vectors as rows of float32, shape (n, dim); (0, 0) for none."""
    data = [np.frombuffer(blob, dtype=np.float16) for blob in blobs]
    return np.stack(data).astype(np.float32) if data else np.zeros((0, 0), dtype=np.float32)
