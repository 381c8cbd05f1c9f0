"""`make bench-indexing`: what keeping a large folder in step costs, without the embedder.

    python -m bench.indexing [--documents 100000]

Articles of six sentences are made up, written to files in steps and indexed; vectors are made
up too, so that what is timed and weighed is reading, cleaning, terms, near-duplicates, SQLite.
After each step: articles a second, peak memory of the process so far, size of the index, and
the time of a run in which one file changed.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.run import RESULTS
from evaluation.machine import machine
from index.embedder import Vectors
from index.store import Store
from index.sync import sync_index
from rag.terminal import CountLine

_DIM = 384
_PLACES = "가람 나루 다온 라온 마루 바다 사라 아라 자람 차오 카람 타래 파랑 하늬".split()
_THINGS = "다리 도서관 병원 항구 시장 학교 공원 전철 댐 발전소 박물관 연구소".split()
_DEEDS = "착공했다 개관했다 확장했다 매각했다 점검했다 임대했다 설계했다 복구했다".split()


class MadeUpEmbedder:
    """Random unit vectors, the same for the same text."""

    name = "made-up@1"
    dim = _DIM

    def embed_queries(self, texts: Sequence[str], /) -> Vectors:
        """Return one vector a text, shape (len(texts), dim)."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], /) -> Vectors:
        """Return one vector a text, shape (len(texts), dim)."""
        rows = np.empty((len(texts), _DIM), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = np.random.default_rng(zlib.crc32(text.encode())).normal(size=_DIM)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    def count_tokens(self, texts: Sequence[str], /) -> list[int]:
        """Return two characters as one token."""
        return [-(-len(text) // 2) for text in texts]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a step and write `bench/results/indexing.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    wanted = parser.parse_args(arguments).documents
    steps = [n for n in (1_000, 10_000, 30_000, 100_000, 300_000) if n < wanted] + [wanted]
    where = machine()
    sys.stdout.write(f"{where}\narticles  articles/s  memory MB  index MB  one changed, s\n")
    rows = []
    with tempfile.TemporaryDirectory(prefix="geungeo-bench-") as folder:
        articles, store = Path(folder) / "articles", Store(Path(folder) / "data")
        written = 0
        for step in steps:
            _write_articles(articles, written, step)
            report = sync_index(store, [articles], MadeUpEmbedder(), progress=CountLine())
            rate = (step - written) / report.seconds
            written = step
            _write(articles, 0, seed=step)
            changed = sync_index(store, [articles], MadeUpEmbedder())
            row = {
                "articles": step,
                "articles_per_s": round(rate, 1),
                "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
                "index_mb": round(store.path.stat().st_size / 1e6),
                "one_changed_s": round(changed.seconds, 2),
                "one_changed_embedded": changed.embedded,
            }
            rows.append(row)
            sys.stdout.write("{:8} {:11} {:10} {:9} {:15}\n".format(*list(row.values())[:5]))
            sys.stdout.flush()
    record = {"machine": where, "steps": rows}
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / "indexing.json"
    target.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_articles(folder: Path, first: int, last: int) -> None:
    for number in range(first, last):
        _write(folder, number, seed=number)


def _write(folder: Path, number: int, *, seed: int) -> None:
    chance = random.Random(seed)
    path = folder / f"{number // 1000:04}" / f"{number:07}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    place, thing = chance.choice(_PLACES), chance.choice(_THINGS)
    sentences = [
        f"{chance.choice(_PLACES)}{chance.choice('시군구')}는 {chance.randint(1, 28)}일 "
        f"{chance.choice(_THINGS)} {chance.randint(2, 900)}곳을 {chance.randint(3, 9999)}억원에 "
        f"{chance.choice(_DEEDS)}."
        for _ in range(6)
    ]
    date = f"2024.{chance.randint(1, 12):02}.{chance.randint(1, 28):02}"
    head = f"{place}시 {thing} 소식 {number}\n입력 {date} 09:30\n"
    path.write_text(head + "\n".join(sentences) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
