"""`make eval-retrieval`: do the right passages come up, in any language, and how far up.

    python -m evaluation.retrieval [FILE.json…] [--half odd] [--json]

The files are in SQuAD format. Every paragraph of every file is one article of one index; a
question's gold is its own paragraph. Beside our retriever stand, in the same run: dense only,
BM25 on white space, BM25 on morphemes, and their reciprocal rank fusion.
"""

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.squad import SquadQuestion, SquadSet, read_squad
from index.documents import Document
from index.embedder import Embedder
from index.lexical_index import LexicalIndex
from index.search_index import SearchIndex
from index.store import Store
from index.sync import index_settings, put_document
from index.terms import extract_terms, fold, pack_terms, unpack_terms
from rag.assemble import open_embedder
from rag.retriever import HybridRetriever
from rag.settings import ROOT, load_settings
from rag.terminal import CountLine

_SHARED = ROOT.parent / "shared" / "eval"
RESULTS = ROOT / "evaluation" / "results"
_DEPTH = 10
_RRF = 60  # Cormack, Clarke, Büttcher 2009

Ranker = Callable[[SquadQuestion], list[str]]
"""From a question to the sources of the articles found, best first, at most _DEPTH."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over questions; `low` and `high` bound the mean reciprocal rank (95%, bootstrap)."""

    questions: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr: float
    ndcg_at_10: float
    low: float
    high: float


def figures_of(ranks: Sequence[int | None]) -> Figures:
    """Return the figures of the ranks of the gold article, from 1; None where it wasn't found."""
    reciprocal = [1 / rank if rank else 0.0 for rank in ranks]
    gain = [1 / math.log2(rank + 1) if rank else 0.0 for rank in ranks]
    low, high = _bootstrap(reciprocal)

    def recall(k: int) -> float:
        return statistics.mean(bool(rank and rank <= k) for rank in ranks)

    return Figures(
        questions=len(ranks),
        recall_at_1=recall(1),
        recall_at_5=recall(5),
        recall_at_10=recall(10),
        mrr=statistics.mean(reciprocal),
        ndcg_at_10=statistics.mean(gain),
        low=low,
        high=high,
    )


def _bootstrap(values: Sequence[float], *, rounds: int = 1000) -> tuple[float, float]:
    chance = random.Random(0)
    means = sorted(statistics.fmean(chance.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds)]


class Rankers:
    """Our retriever and the plain ones beside it, over one index."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self.retriever = HybridRetriever(store, embedder)
        self._embedder = embedder
        self._index = SearchIndex(store)
        texts = {document.id: document for document in store.documents()}
        self._source_of = {document.id: document.source for document in texts.values()}
        self._white_space = LexicalIndex(
            (row.id, unpack_terms(pack_terms(_words(texts[row.document_id], row.span.of))))
            for row in self._index.chunks.values()
        )

    def all(self) -> dict[str, Ranker]:
        """Return the rankers by the name they have in the table."""
        return {
            "ours": self._ours,
            "dense": lambda q: self._sources(self._dense(q)),
            "BM25 white space": lambda q: self._sources(
                _ranked(self._white_space.scores(fold(q.text).split()))
            ),
            "BM25 morphemes": lambda q: self._sources(self._bm25(q)),
            "RRF": self._fused,
        }

    def _ours(self, question: SquadQuestion) -> list[str]:
        found = self.retriever.retrieve(
            question.text, language=question.language, top_k=_DEPTH
        ).passages
        return list(dict.fromkeys(passage.document.source for passage in found))

    def _dense(self, question: SquadQuestion) -> list[int]:
        query = self._embedder.embed_queries([question.text])
        return [hit.chunk_id for hit in self._index.vectors.search(query, top_k=100)]

    def _bm25(self, question: SquadQuestion) -> list[int]:
        return _ranked(self._index.lexical.scores(extract_terms(question.text)))

    def _fused(self, question: SquadQuestion) -> list[str]:
        scores: dict[int, float] = {}
        for ranking in (self._dense(question), self._bm25(question)):
            for rank, chunk_id in enumerate(ranking, start=1):
                scores[chunk_id] = scores.get(chunk_id, 0.0) + 1 / (_RRF + rank)
        return self._sources(_ranked(scores))

    def _sources(self, chunk_ids: Sequence[int]) -> list[str]:
        ids = (self._index.chunks[chunk_id].document_id for chunk_id in chunk_ids)
        return list(dict.fromkeys(self._source_of[id_] for id_ in ids))[:_DEPTH]


def _words(document: Document, of: Callable[[str], str]) -> list[str]:
    return fold(f"{document.title} {of(document.text)}").split()


def _ranked(scores: dict[int, float]) -> list[int]:
    return sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))[:100]


def rank_of(ranked: Sequence[str], wanted: set[str], *, without: str = "") -> int | None:
    """Return the place of the first wanted source, from 1, `without` one that doesn't count."""
    places = [source for source in ranked if source != without]
    return next((n for n, source in enumerate(places, start=1) if source in wanted), None)


def halves(questions: Sequence[SquadQuestion], half: str) -> list[SquadQuestion]:
    """Return the questions of one half: of odd- or even-numbered articles, or all."""
    wanted = {"even": 0, "odd": 1}
    return [q for q in questions if half == "all" or q.article % 2 == wanted[half]]


def measure(
    sets: Sequence[SquadSet], embedder: Embedder, folder: Path, *, half: str, sample: int
) -> dict[str, dict[str, Figures]]:
    """Return the figures by task and ranker.

    Args:
        sets: each is a task of its own; sets with as many paragraphs are taken for
            translations of each other, and crossing languages is a task too.
        embedder: of the index.
        folder: where the index is kept; a later run finds it there.
        half: which questions.
        sample: at most so many questions a set, spread evenly.
    """
    tasks: dict[str, dict[str, Figures]] = {}
    store = Store(folder)
    store.require_settings(index_settings(embedder), record=True)
    known, progress = store.sources(), CountLine()
    documents = [document for squad in sets for document in squad.documents]
    for number, document in enumerate(documents, start=1):
        if known.get(document.source) != document.id:
            put_document(store, document, embedder)
        progress(number, len(documents), document.title)
    rankers = Rankers(store, embedder).all()
    for squad in sets:
        questions = halves(squad.questions, half)
        questions = questions[:: max(1, len(questions) // sample)]
        twins = [other for other in sets if len(other.documents) == len(squad.documents)]
        for name, ranker in rankers.items() if questions else ():
            ranked = [(question, ranker(question)) for question in questions]
            own = [rank_of(r, {f"{squad.name}/{q.paragraph}"}) for q, r in ranked]
            tasks.setdefault(squad.name, {})[name] = figures_of(own)
            if len(twins) > 1:
                cross = [
                    rank_of(
                        r,
                        {f"{t.name}/{q.paragraph}" for t in twins if t is not squad},
                        without=f"{squad.name}/{q.paragraph}",
                    )
                    for q, r in ranked
                ]
                tasks.setdefault(f"{squad.name} → others", {})[name] = figures_of(cross)
    return tasks


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table and write `evaluation/results/retrieval.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    parser.add_argument("--sample", type=int, default=400, help="questions a set, at most")
    parser.add_argument("--index", type=Path, help="folder to keep the index in for the next run")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    files = options.files or sorted(_SHARED.glob("korquad*.json")) + sorted(
        _SHARED.glob("xquad.*.json")
    )
    if not files:
        parser.error("no files given, and no ../shared/eval here")
    embedder = open_embedder(load_settings({}))
    sets = [read_squad(path) for path in files]
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        tasks = measure(
            sets, embedder, options.index or Path(folder), half=options.half, sample=options.sample
        )
    record = {
        "half": options.half,
        "tasks": {
            task: {name: _rounded(figures) for name, figures in found.items()}
            for task, found in tasks.items()
        },
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    (RESULTS / "retrieval.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text if options.json else "\n".join(_table(tasks)) + "\n")


def _rounded(figures: Figures) -> dict[str, float]:
    return {name: round(getattr(figures, name), 4) for name in figures.__slots__}


def _table(tasks: dict[str, dict[str, Figures]]) -> list[str]:
    head = f"{'':42} {'n':>5} {'R@1':>6} {'R@5':>6} {'R@10':>6} {'MRR':>6} {'95%':>13} {'nDCG':>6}"
    rows = [head]
    for task, found in tasks.items():
        for name, f in found.items():
            rows.append(
                f"{task:24} {name:17} {f.questions:5} {f.recall_at_1:6.3f} {f.recall_at_5:6.3f}"
                f" {f.recall_at_10:6.3f} {f.mrr:6.3f} {f.low:6.3f}-{f.high:.3f} {f.ndcg_at_10:6.3f}"
            )
    return rows


if __name__ == "__main__":
    main()
