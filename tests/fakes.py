"""Stand-ins that behave: an embedder whose scores mean something, a model with a script."""

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.embedder import Vectors
from index.terms import fold
from rag.answers import Prompt
from rag.generator import Usage

_DIM = 256
_COMMON = 0.75  # what any two texts share, as with the real embedder


class BigramEmbedder:
    """Character bigrams, hashed; the cosine of two texts is 0.75 + 0.25 × that of their bigrams.

    Unrelated texts come out near 0.75 and equal ones at 1, much as the real embedder has it.

    Args:
        name: what the index records.
    """

    dim = _DIM

    def __init__(self, name: str = "bigrams@1") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed_queries(self, texts: Sequence[str], /) -> Vectors:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str], /) -> Vectors:
        return self._embed(texts)

    def count_tokens(self, texts: Sequence[str], /) -> list[int]:
        """Return two characters as one token, whatever the script."""
        return [-(-len(text) // 2) for text in texts]

    def _embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        rows = np.zeros((len(texts), _DIM), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[1:] = _bigrams(text) * math.sqrt(1 - _COMMON)
            row[0] = math.sqrt(_COMMON) if row.any() else 1.0
        return rows


def _bigrams(text: str) -> np.ndarray:
    counts = np.zeros(_DIM - 1, dtype=np.float32)
    squeezed = "".join(character for character in fold(text) if character.isalnum())
    for start in range(len(squeezed) - 1):
        code = zlib.crc32(squeezed[start : start + 2].encode())
        counts[code % (_DIM - 1)] += 1.0 if code & 0x10000 else -1.0  # signs: collisions cancel
    length = float(np.linalg.norm(counts))
    return counts / length if length else counts


class ScriptedGenerator:
    """A model that says what its script says, two characters a token.

    Args:
        script: replies by a part of the question, or a list of replies in order; an
            exception is raised in place of a reply.
        default: the reply to a question that a mapping doesn't know.
    """

    name = "scripted"

    def __init__(
        self,
        script: Mapping[str, str | Exception] | Sequence[str | Exception] = (),
        *,
        default: str = "",
    ) -> None:
        self._script = script if isinstance(script, Mapping) else iter(script)
        self._default = default
        self.prompts: list[Prompt] = []
        self.streams: list[Iterator[str]] = []  # kept, so that only an explicit close counts
        self.pieces_sent = 0
        self.closed_early = 0

    def stream(self, prompt: Prompt, *, max_tokens: int, usage: Usage) -> Iterator[str]:
        self.prompts.append(prompt)
        self.streams.append(self._speak(prompt, max_tokens, usage))
        return self.streams[-1]

    def _speak(self, prompt: Prompt, max_tokens: int, usage: Usage) -> Iterator[str]:
        reply = self._reply_to(asked(prompt))
        if isinstance(reply, Exception):
            raise reply
        usage.prompt_tokens = sum(len(m.content) for m in prompt.messages) // 2
        pieces = [reply[start : start + 2] for start in range(0, len(reply), 2)][:max_tokens]
        try:
            for number, piece in enumerate(pieces, start=1):
                self.pieces_sent += 1
                usage.answer_tokens = number
                yield piece
        except GeneratorExit:
            self.closed_early += 1
            raise

    def _reply_to(self, question: str) -> str | Exception:
        if isinstance(self._script, Mapping):
            return next((r for part, r in self._script.items() if part in question), self._default)
        return next(self._script, self._default)


def asked(prompt: Prompt) -> str:
    """Return the question at the end of a prompt."""
    return prompt.messages[-1].content.rsplit("\n", 1)[-1]
