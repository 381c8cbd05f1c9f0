"""What the embedders share that run in OpenVINO: its core, and batches padded alike."""

from collections.abc import Iterator, Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LOCK = Lock()
_BATCH_TOKENS = 4096  # texts are sorted by length, so a batch holds little padding


def core() -> Any:
    """Return the core of the embedders, one for the process, which is never released.

    On processors with AMX every core gives the thread it is made in a signal stack, and two
    cores released in the order they were made leave that thread with one that is unmapped:
    the next Ctrl-C would end the process with a segmentation fault (OpenVINO 2026.4).
    """
    with _LOCK:  # a cache alone lets two threads make one each
        return _make_core()


@cache
def _make_core() -> Any:
    import openvino

    return openvino.Core()


def padded_batches(
    ids: Sequence[Sequence[int]],
) -> Iterator[tuple[list[int], NDArray[np.int64], NDArray[np.int64]]]:
    """Yield batches of texts, longest first.

    Args:
        ids: the token ids of each text.

    Yields:
        The places of the batch's texts in `ids`; their tokens, shape (batch, longest), padded
        with 0; the attention mask, same shape, 1 where there is a token.
    """
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    while order:
        longest = len(ids[order[-1]])
        count = max(1, _BATCH_TOKENS // longest)
        batch, order = order[-count:], order[:-count]
        tokens = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, place in enumerate(batch):
            tokens[row, : len(ids[place])] = ids[place]
            mask[row, : len(ids[place])] = 1
        yield batch, tokens, mask
