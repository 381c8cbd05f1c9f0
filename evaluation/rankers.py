"""Our retriever and the plain rankers beside it, over one index.

Every ranker gives the same number of passages; a passage counts for the article it is of.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder
from index.language import detect_language
from index.store import Store
from index.terms import extract_terms, fold, term_key
from rag.answers import Question
from rag.retriever import HybridRetriever, Retrieval

RANKERS = ("ours", "dense", "BM25 white space", "BM25 morphemes", "RRF")
_RRF = 60  # Cormack, Clarke, Büttcher 2009
_FUSED = 100  # passages of each side that are fused
_K1, _B = 1.2, 0.75  # the usual values

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question, the articles (ids) wanted, and those to leave out of the pool."""

    text: str
    wanted: frozenset[str]
    left_out: frozenset[str] = frozenset()

    @property
    def question(self) -> Question:
        """The question as the pipeline understands it, alone in its conversation."""
        return Question(self.text, detect_language(self.text), self.text)


class Rankers:
    """The rankers of `RANKERS` over one index.

    Args:
        store: the index.
        embedder: the one that built it.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._retriever = HybridRetriever(store, embedder)
        self._embedder = embedder
        rows, self._vectors = store.chunks()
        texts = {document.id: document for document in store.documents()}
        self._documents = [row.document_id for row in rows]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, id_ in enumerate(self._documents):
            self._places[id_].append(place)
        self._morphemes = BM25([row.terms for row in rows])
        words = (
            fold(f"{texts[row.document_id].title} {row.span.of(texts[row.document_id].text)}")
            for row in rows
        )
        self._white_space = BM25([_keys(text.split()) for text in words])

    def embed(self, queries: Sequence[Query]) -> None:
        """Embed questions in one go, for an embedder that remembers them."""
        self._embedder.embed_queries([query.text for query in queries])

    def rank(self, query: Query, *, top_k: int) -> dict[str, list[str]]:
        """Return by ranker the articles (ids) of at most `top_k` passages, best first."""
        gone = [place for id_ in query.left_out for place in self._places.get(id_, ())]
        dense = self._vectors @ self._embedder.embed_queries([query.text])[0]
        dense[gone] = -np.inf
        morphemes = self._morphemes.scores(_keys(extract_terms(query.text)))
        white_space = self._white_space.scores(_keys(fold(query.text).split()))
        morphemes[gone] = white_space[gone] = 0
        fused = _fuse(_best(dense, -np.inf, _FUSED), _best(morphemes, 0, _FUSED), size=len(dense))
        plain = {
            "dense": _best(dense, -np.inf, top_k),
            "BM25 white space": _best(white_space, 0, top_k),
            "BM25 morphemes": _best(morphemes, 0, top_k),
            "RRF": _best(fused, 0, top_k),
        }
        found = self.retrieve(query, top_k=top_k).passages
        return {"ours": [passage.document.id for passage in found]} | {
            name: [self._documents[place] for place in places] for name, places in plain.items()
        }

    def retrieve(self, query: Query, *, top_k: int) -> Retrieval:
        """Return what our retriever finds, as the pipeline would ask it."""
        question = query.question
        return self._retriever.retrieve(
            question.searched, language=question.language, top_k=top_k, exclude=query.left_out
        )


def rank_of(ranked: Sequence[str], wanted: Collection[str]) -> int | None:
    """Return the place of the first wanted article, from 1; an article takes one place."""
    places = enumerate(dict.fromkeys(ranked), start=1)
    return next((place for place, id_ in places if id_ in wanted), None)


class BM25:
    """Robertson's BM25 over passages, exact.

    Args:
        passages: the keys of the terms of each, repeats kept.
    """

    def __init__(self, passages: Sequence[NDArray[np.int64]]) -> None:
        lengths = np.asarray([len(terms) for terms in passages], dtype=np.float32)
        self._norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()), 1.0))
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row, terms in enumerate(passages):
            for key, count in Counter(terms.tolist()).items():
                found[key].append((row, count))
        self._postings = {key: np.asarray(pairs).T for key, pairs in found.items()}

    def scores(self, terms: NDArray[np.int64]) -> Scores:
        """Return the score of each passage, shape (n_passages,); 0 where no term is shared."""
        scores = np.zeros(len(self._norm), dtype=np.float32)
        for key in sorted(set(terms.tolist()) & self._postings.keys()):
            rows, counts = self._postings[key]
            idf = np.log(1 + (len(scores) - len(rows) + 0.5) / (len(rows) + 0.5))
            scores[rows] += idf * counts * (_K1 + 1) / (counts + self._norm[rows])
        return scores


def _keys(terms: Iterable[str]) -> NDArray[np.int64]:
    return np.asarray([term_key(term) for term in terms], dtype=np.int64)


def _best(scores: Scores, floor: float, count: int) -> list[int]:
    """Return the places of the best scores above `floor`, best first."""
    order = np.argsort(-scores, kind="stable")[:count]
    return [int(place) for place in order if scores[place] > floor]


def _fuse(*rankings: Sequence[int], size: int) -> Scores:
    """Return the reciprocal rank fusion of rankings of `size` places."""
    scores = np.zeros(size, dtype=np.float32)
    for ranking in rankings:
        scores[list(ranking)] += 1 / (_RRF + np.arange(1, len(ranking) + 1))
    return scores
