"""Text to one vector per token, from a middle layer of the embedder.

A sentence's one vector says what it is about; which of its words answer to which words of a
question in another language, only the tokens tell. Layer 8 of 12 of multilingual-e5-small
aligns translations as well as the last layer does, for two thirds of the time.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents import Span
from index.embedder import Vectors
from index.openvino_runtime import core, padded_batches

LAYER = 8
_GRAPH, _SETTINGS = "model.xml", "settings.json"  # as export_embedder names them
_MAX_TOKENS = 256  # of a text; a sentence has at most 600 characters
_COMMONEST = 3.0  # ln 20: pieces before the 20th are commas and articles
_LEAST_RARITY = 0.6


@dataclass(frozen=True, slots=True)
class TextTokens:
    """The tokens of a text that hold a letter or digit.

    Attributes:
        vectors: shape (n_tokens, dim), as the layer gives them: neither centred nor of length 1.
        rarity: shape (n_tokens,), how much each says, above 0.
        spans: where each stands in the text.
    """

    vectors: Vectors
    rarity: NDArray[np.float32]
    spans: tuple[Span, ...]


class TokenEmbedder(Protocol):
    """Turns texts into vectors of their tokens."""

    def embed_query_tokens(self, texts: Sequence[str], /) -> list[TextTokens]:
        """Return the tokens of each question or claim."""

    def embed_passage_tokens(self, texts: Sequence[str], /) -> list[TextTokens]:
        """Return the tokens of each sentence of an article."""


class OpenVINOTokenEmbedder:
    """The first layers of an embedder that `index.openvino_embedder` exported.

    Runs in the processor's own precision (bfloat16 where it has that, 2.5 times as fast):
    these vectors are compared with each other and never stored.

    Args:
        folder: from `export_embedder`, of a multilingual-e5 model.
        tokenizer: the `tokenizers.Tokenizer` of that folder, without padding and truncation; it
            takes 280 MB, so it is the embedder's own.
        layer: after which the vectors are taken, from 1.
    """

    def __init__(self, folder: Path, tokenizer: Any, *, layer: int = LAYER) -> None:
        import openvino

        settings = json.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
        self._dim = int(settings["dim"])
        self._prompts: dict[str, str] = settings["prompts"]
        self._tokenizer = tokenizer
        graph = core().read_model(str(folder / _GRAPH))
        pieces = openvino.opset13.parameter([-1, -1, self._dim], np.float32, name="pieces")
        self._pieces = _take_out_pieces(graph, pieces)
        layers = openvino.Model([_output_of(graph, layer)], [*graph.get_parameters(), pieces])
        self._model = core().compile_model(layers, "CPU", {"PERFORMANCE_HINT": "LATENCY"})

    def embed_query_tokens(self, texts: Sequence[str], /) -> list[TextTokens]:
        """Return the tokens of each question or claim."""
        return self._encode(texts, self._prompts["query"])

    def embed_passage_tokens(self, texts: Sequence[str], /) -> list[TextTokens]:
        """Return the tokens of each sentence of an article."""
        return self._encode(texts, self._prompts["passage"])

    def _encode(self, texts: Sequence[str], prompt: str) -> list[TextTokens]:
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        ids_of = [encoding.ids[:_MAX_TOKENS] for encoding in encodings]
        found: dict[int, TextTokens] = {}
        request = self._model.create_infer_request()  # one per call: threads don't share it
        for batch, tokens, mask in padded_batches(ids_of):
            inputs = {
                "input_ids": tokens,
                "attention_mask": mask,
                "pieces": self._pieces[tokens].astype(np.float32),
            }
            vectors = request.infer(inputs)[0]
            for row, place in enumerate(batch):
                found[place] = _tokens(texts[place], len(prompt), encodings[place], vectors[row])
        return [found[place] for place in range(len(texts))]


def _tokens(text: str, before: int, encoding: Any, vectors: Vectors) -> TextTokens:
    """Return the tokens of `text`, whose first character is number `before` of what was read."""
    spans = [
        Span(max(a - before, 0), max(b - before, 0)) for a, b in encoding.offsets[:_MAX_TOKENS]
    ]
    pieces = zip(encoding.tokens, spans, strict=False)
    held = [n for n, (piece, span) in enumerate(pieces) if span.end and _says_something(piece)]
    return TextTokens(
        np.array(vectors[held], dtype=np.float32),
        rarity(np.asarray(encoding.ids[:_MAX_TOKENS], dtype=np.int64)[held]),
        tuple(spans[n] for n in held),
    )


def _says_something(piece: str) -> bool:
    return any(character.isalnum() for character in piece)


def rarity(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return how much each piece of the vocabulary says, shape (n,), above 0.

    The vocabulary is sorted by frequency, so the logarithm of a piece's number is that of its
    frequency, turned round (Zipf): it follows the log probabilities in XLM-RoBERTa's
    tokenizer to a tenth.
    """
    logs = np.log(np.maximum(ids, 1)) - _COMMONEST
    return np.maximum(logs, _LEAST_RARITY).astype(np.float32)


def _take_out_pieces(graph: Any, instead: Any) -> NDArray[np.float16]:
    """Return the vectors of the vocabulary, shape (n_pieces, dim), a view of the mapped file.

    They are most of the model; looked up here, they take no memory a second time.

    Args:
        graph: loses the look-up.
        instead: what gets its place.
    """
    for gather in graph.get_ordered_ops():
        if gather.get_type_name() == "Gather" and "word_embeddings" in gather.get_friendly_name():
            for target in gather.output(0).get_target_inputs():
                target.replace_source_output(instead.output(0))
            table = gather.input_value(0).get_node()
            while table.get_type_name() != "Constant":
                table = table.input_value(0).get_node()
            return np.asarray(table.data)
    raise LookupError("no word embeddings in the graph")


def _output_of(model: Any, layer: int) -> Any:
    """Return where the graph gives the vectors after a layer.

    Raises:
        LookupError: the graph has no such layer.
    """
    name = f".encoder.layer.{layer - 1}.output.LayerNorm/"
    found = [op for op in model.get_ordered_ops() if name in op.get_friendly_name()]
    if not found:
        raise LookupError(f"no layer {layer} in the graph")
    return found[-1].output(0)
