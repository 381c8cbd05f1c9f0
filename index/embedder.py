"""Text to unit vectors. The protocol, and sentence-transformers behind it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns text into float32 rows of length 1; owns the model's query and passage prefixes."""

    @property
    def name(self) -> str:
        """What identifies the weights; stored with an index and compared when it is opened."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    def embed_queries(self, texts: Sequence[str], /) -> Vectors:
        """Return one row per question, shape (len(texts), dim)."""

    def embed_passages(self, texts: Sequence[str], /) -> Vectors:
        """Return one row per passage, shape (len(texts), dim)."""

    def count_tokens(self, texts: Sequence[str], /) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""


class SentenceTransformerEmbedder:
    """A SentenceTransformer with its own "query" and "passage" prompts.

    Args:
        path: a SentenceTransformer folder, or the name of a model on the hub.
        name: what identifies the weights (a record key and a checksum).
        device: "cpu", "cuda", "mps"; None takes the best there is.
    """

    def __init__(self, path: Path | str, *, name: str, device: str | None = None) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # "Loading weights" takes no time worth a bar
        self._model = SentenceTransformer(str(path), device=device)
        self._name = name

    @property
    def name(self) -> str:
        """What identifies the weights."""
        return self._name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def embed_queries(self, texts: Sequence[str], /) -> Vectors:
        """Return one unit row per question, shape (len(texts), dim)."""
        return self._encode(texts, "query")

    def embed_passages(self, texts: Sequence[str], /) -> Vectors:
        """Return one unit row per passage, shape (len(texts), dim)."""
        return self._encode(texts, "passage")

    def count_tokens(self, texts: Sequence[str], /) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]

    def _encode(self, texts: Sequence[str], prompt_name: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        prompt = prompt_name if prompt_name in self._model.prompts else None
        vectors = self._model.encode(
            list(texts),
            prompt_name=prompt,
            batch_size=32,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)
