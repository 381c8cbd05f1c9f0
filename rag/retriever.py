"""A question -> the passages that may answer it, best first.

Candidates come from two searches in each language of the corpus, dense (FAISS) and lexical
(BM25). One sum scores them all (`rag.scoring`): the chunk's cosine and lexical share, its
best sentence, what makes up for its language, its date if the question asks for a time.
Filters act inside both searches. The best are then told apart: near-duplicates count as one,
and of two nearly equal passages the one from another article gets the place.
"""

import re
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from index.embedder import Embedder, Vectors
from index.filters import Facets, Filter
from index.search_index import Mask, SearchIndex
from index.spelling import respell
from index.store import Store
from index.stored_rows import SentenceRow
from index.sync import index_settings
from index.terms import QueryTerms, extract_query_terms, extract_terms, term_key
from index.token_embedder import TokenEmbedder
from rag.answers import ANY_TIME, Passage, TimePreference
from rag.candidates import CANDIDATES, Found, Weights, rank_chunks, weigh
from rag.distinct import choose_distinct
from rag.reranker import RERANKED, Reranker
from rag.scoring import best_sentence, time_score

RESCORED = 50  # at a time, by their sentences
_UNSPACED = re.compile(r"[\d\u0e01-\u0e4e\u3041-\u30ff\u3400-\u9fff]")  # no words to show
_BEFORE = 0.3  # of what a term counts that stands in the sentence before
_DEEP = 2_000  # candidates, where too few of the others say something new


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence of a chunk: its cosine with the question, its share of the question's terms.

    `context` is what its headline (whole) and the sentence before it (in part) add to that
    share. `tokens` is its length as the embedder counts it; both are 0 until it belongs to a
    passage.
    """

    chunk_id: int
    row: SentenceRow
    cosine: float
    share: float
    tokens: int = 0
    context: float = 0.0


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question.

    Attributes:
        passages: best first.
        sentences: those of the passages, in the order of the passages; one that lies in two
            of them comes twice.
        emptied_by: the filters that left nothing to search in.
        sides: for a comparison, what was found for each side; their passages are among
            `passages`.
    """

    passages: tuple[Passage, ...]
    sentences: tuple[SentenceHit, ...] = ()
    emptied_by: tuple[Filter, ...] = ()
    sides: tuple["Retrieval", ...] = ()


def add_context(
    passage: Passage, hits: Sequence[SentenceHit], of_term: Mapping[int, float]
) -> list[SentenceHit]:
    """Return a passage's sentences with what their surroundings add to their share of terms.

    Args:
        passage: that holds them.
        hits: in the order of the text.
        of_term: key of a question's term -> its weight, in the language of the passage.
    """
    total = sum(of_term.values()) or 1.0
    headline = {term_key(term) for term in extract_terms(passage.document.title)}
    found, before = [], frozenset[int]()
    for hit in hits:
        own = frozenset(hit.row.terms.tolist())
        added = sum(of_term[key] for key in of_term.keys() & headline - own)
        pointed = sum(of_term[key] for key in of_term.keys() & before - own - headline)
        found.append(replace(hit, context=(added + _BEFORE * pointed) / total))
        before = own
    return found


class Retriever(Protocol):
    """Anything that finds passages."""

    def retrieve(
        self,
        question: str,
        *,
        language: str,
        top_k: int = 6,
        filters: Sequence[Filter] = (),
        time: TimePreference = ANY_TIME,
        exclude: Collection[str] = (),
    ) -> Retrieval:
        """Return at most `top_k` passages, best first.

        Args:
            question: standalone (follow-ups already completed).
            language: ISO 639-1 code of the question.
            top_k: how many passages.
            filters: what articles must satisfy; see `index.filters`.
            time: which dates count more.
            exclude: ids of articles that are left out.
        """


class HybridRetriever:
    """Dense and lexical search over one store; follows the store as it changes.

    Args:
        store: the index; it must have been built with `embedder`.
        embedder: turns the question into a vector.
        reranker: orders the best passages anew; None where none is configured.

    Raises:
        IndexMismatchError: the index was built with other weights.
        EmptyIndexError: nothing is indexed yet.
    """

    def __init__(
        self, store: Store, embedder: Embedder, *, reranker: Reranker | None = None
    ) -> None:
        self.store = store
        self._embedder = embedder
        self._reranker = reranker
        self._lock = threading.Lock()  # the index follows the store in place
        self._index: SearchIndex | None = None
        self._facets: tuple[int, Facets] | None = None
        with self._lock:
            self._current_index()

    def retrieve(
        self,
        question: str,
        *,
        language: str,
        top_k: int = 6,
        filters: Sequence[Filter] = (),
        time: TimePreference = ANY_TIME,
        exclude: Collection[str] = (),
    ) -> Retrieval:
        """Return at most `top_k` passages, best first; see `Retriever.retrieve`."""
        query, asked = self._embedder.embed_queries([question]), extract_query_terms(question)
        wanted = top_k if self._reranker is None else max(top_k, RERANKED)
        for depth in (CANDIDATES, _DEEP):  # deeper only where many chunks repeat each other
            with self._lock:
                index = self._current_index()
                allowed = self._allowed(index, filters, exclude)
                if not allowed.any():
                    return Retrieval((), emptied_by=self.store.emptied_by(filters))
                terms = respell(asked, index.lexical.holds)
                found = rank_chunks(index, query, terms, language, allowed, depth=depth)
                weights = weigh(index, terms)
            passages, sentences = self._choose(found, query, weights, time, top_k=wanted)
            if len(passages) == wanted or len(found) == allowed.sum():
                break
        if self._reranker is not None:
            passages = self._reranker.rerank(question, passages)[:top_k]
        return self._complete(passages, sentences, asked, weights, language)

    @property
    def embedder(self) -> Embedder:
        """The embedder that the index was built with."""
        return self._embedder

    def embed(self, question: str) -> Vectors:
        """Return the vector of a question, shape (1, dim)."""
        return self._embedder.embed_queries([question])

    def tokens(self) -> TokenEmbedder | None:
        """Return what embeds single tokens, None where the embedder can't."""
        return getattr(self._embedder, "tokens", None)

    def idf(self, term: str) -> float:
        """Return how rare a term is in the corpus, as of the last search."""
        with self._lock:  # no look at the store for every term
            index = self._current_index() if self._index is None else self._index
            return index.lexical.idf(term)

    def facets(self) -> Facets:
        """Return what the articles can be filtered by, as of now."""
        generation = self.store.generation()
        if self._facets is None or self._facets[0] != generation:
            self._facets = (generation, self.store.facets())
        return self._facets[1]

    def _current_index(self) -> SearchIndex:
        if self._index is None:
            self.store.require_settings(index_settings(self._embedder))
            self._index = SearchIndex(self.store)
        elif self._index.generation != self.store.generation():
            self.store.require_settings(index_settings(self._embedder))
            self._index.refresh()
        return self._index

    def _allowed(
        self, index: SearchIndex, filters: Sequence[Filter], exclude: Collection[str]
    ) -> Mask:
        allowed = index.alive
        if filters:
            allowed = allowed & index.of_documents(self.store.matching(filters))
        return allowed & ~index.of_documents(exclude) if exclude else allowed

    def _choose(
        self,
        found: Sequence[Found],
        query: Vectors,
        weights: Weights,
        time: TimePreference,
        *,
        top_k: int,
    ) -> tuple[list[Passage], dict[int, list[SentenceHit]]]:
        """Return at most `top_k` passages, best first, and the sentences of what was read."""
        ranked: list[Found] = []
        sentences: dict[int, list[SentenceHit]] = {}
        passages: list[Passage] = []
        for start in range(0, len(found), RESCORED):
            rescored, read = self._with_sentences(found[start : start + RESCORED], query, weights)
            ranked, sentences = ranked + rescored, sentences | read
            passages = choose_distinct(self.store, self._with_dates(ranked, time), top_k=top_k)
            if len(passages) == top_k:
                break
        return passages, sentences

    def _with_sentences(
        self, found: Sequence[Found], query: Vectors, weights: Weights
    ) -> tuple[list[Found], dict[int, list[SentenceHit]]]:
        """Return the chunks with the scores of their best sentences, and all their sentences."""
        rows, vectors = self.store.sentences_of_chunks([place.chunk_id for place, _ in found])
        own = {place.chunk_id: scores.own_language for place, scores in found}
        totals = {
            True: sum(weights.own.values()) or 1.0,
            False: sum(weights.across.values()) or 1.0,
        }
        hits: dict[int, list[SentenceHit]] = {}
        cosines = (vectors @ query[0]).tolist() if rows else []
        for (chunk_id, row), cosine in zip(rows, cosines, strict=True):
            of_term = weights.own if own[chunk_id] else weights.across
            shared = of_term.keys() & set(row.terms.tolist())
            share = sum(of_term[key] for key in shared) / totals[own[chunk_id]]
            hits.setdefault(chunk_id, []).append(SentenceHit(chunk_id, row, cosine, share))
        rescored = [
            (
                place,
                replace(
                    scores,
                    sentence=best_sentence(
                        [(hit.cosine, hit.share) for hit in hits.get(place.chunk_id, ())],
                        own_language=scores.own_language,
                    ),
                ),
            )
            for place, scores in found
        ]
        return rescored, hits

    def _with_dates(self, found: Sequence[Found], time: TimePreference) -> list[Found]:
        if time == ANY_TIME:
            return list(found)
        days = self.store.dates(sorted({place.document_id for place, _ in found}))
        newest = min(max(days.values(), default=""), date.today().isoformat())
        oldest = min(days.values(), default="")
        return [
            (
                place,
                replace(
                    scores,
                    time=time_score(
                        days.get(place.document_id, ""), time, oldest=oldest, newest=newest
                    ),
                ),
            )
            for place, scores in found
        ]

    def _complete(
        self,
        passages: Sequence[Passage],
        sentences: Mapping[int, Sequence[SentenceHit]],
        asked: QueryTerms,
        weights: Weights,
        language: str,
    ) -> Retrieval:
        """Return the passages ranked, with copies and the words that they match."""
        copies = self.store.copies([passage.document.id for passage in passages])
        held = self.store.terms_of_chunks([passage.chunk_id for passage in passages])
        keys = {word: {term_key(term) for term in terms} for word, terms in asked.words}
        keys |= {term: {term_key(term)} for term in asked.own if _UNSPACED.match(term)}
        complete = tuple(
            replace(
                passage,
                rank=rank,
                copies=tuple(copies.get(passage.document.id, ())),
                # none where the chunk was removed meanwhile
                matched=tuple(w for w in keys if keys[w] & held.get(passage.chunk_id, set())),
            )
            for rank, passage in enumerate(passages, start=1)
        )
        held_by = [
            (p, hit)
            for p in complete
            for hit in add_context(
                p,
                sentences.get(p.chunk_id, ()),
                weights.own if p.document.language == language else weights.across,
            )
        ]
        tokens = self._embedder.count_tokens(
            [hit.row.span.of(passage.document.text) for passage, hit in held_by]
        )
        hits = (replace(h, tokens=count) for (_, h), count in zip(held_by, tokens, strict=True))
        return Retrieval(complete, tuple(hits))
