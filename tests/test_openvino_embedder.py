"""The exported embedder gives the vectors of the SentenceTransformer it was made from."""

import subprocess
import sys

import numpy as np
import pytest

from index.embedder import SentenceTransformerEmbedder
from index.openvino_embedder import OpenVINOEmbedder, export_embedder
from index.weights import fetch_embedder

pytestmark = pytest.mark.real

TEXTS = [
    "가람시는 2024년 도서관 12곳을 새로 연다고 밝혔다.",
    "Garam City opens twelve libraries.",
    "ガラム市は図書館を12か所開く。",
    "ก" * 30 + " ห้องสมุด",
    "가",
    "긴 글입니다. " * 400,  # longer than the model reads: both must cut it alike
]


@pytest.fixture(scope="module")
def embedders():
    folder = fetch_embedder().path
    exported = OpenVINOEmbedder(export_embedder(folder), name="e5")
    return exported, SentenceTransformerEmbedder(folder, name="e5", device="cpu")


def test_queries_and_passages_have_the_same_vectors_as_in_torch(embedders):
    exported, original = embedders
    assert (exported.name, exported.dim) == (original.name, original.dim)
    for embed in ("embed_queries", "embed_passages"):
        ours, theirs = getattr(exported, embed)(TEXTS), getattr(original, embed)(TEXTS)
        assert ours.dtype == np.float32
        assert (ours * theirs).sum(axis=1).min() > 0.9999
    assert exported.count_tokens(TEXTS) == original.count_tokens(TEXTS)


def test_a_text_has_one_vector_whatever_stands_beside_it(embedders):
    exported, _ = embedders
    together = exported.embed_passages(TEXTS)
    alone = np.vstack([exported.embed_passages([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-3
    assert exported.embed_queries([]).shape == (0, exported.dim)


CTRL_C_AFTER_TWO_EMBEDDERS = """
import signal, sys
from pathlib import Path
from index.openvino_embedder import OpenVINOEmbedder

first = OpenVINOEmbedder(Path(sys.argv[1]), name="e5")
second = OpenVINOEmbedder(Path(sys.argv[1]), name="e5")
del first, second
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_is_survived_when_embedders_were_released_in_the_order_they_were_made():
    folder = str(export_embedder(fetch_embedder().path))
    command = [sys.executable, "-c", CTRL_C_AFTER_TWO_EMBEDDERS, folder]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "interrupted"), ended.stderr
