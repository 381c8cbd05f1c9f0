"""The chunks that may answer a question: two searches in each language, one score."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.search_index import ChunkPlace, Mask, SearchIndex
from index.terms import QueryTerms, term_key
from rag.scoring import Scores, language_lifts, lexical_weight

CANDIDATES = 100  # from each search in the question's language; deeper ones change no ranking
_OTHER_SHARE = 0.3  # as many in each other language

Found = tuple[ChunkPlace, Scores]


@dataclass(frozen=True, slots=True)
class Weights:
    """Term key -> weight × rarity, for sentences in the question's language and in others."""

    own: Mapping[int, float]
    across: Mapping[int, float]


def weigh(index: SearchIndex, terms: QueryTerms) -> Weights:
    """Return how much each term of a question counts in a sentence."""
    own, across = (
        {term_key(term): weight * index.lexical.idf(term) for term, weight in weights.items()}
        for weights in (terms.own, terms.across)
    )
    return Weights(own, across)


def rank_chunks(
    index: SearchIndex,
    query: Vectors,
    terms: QueryTerms,
    language: str,
    allowed: Mask,
    *,
    depth: int,
) -> list[Found]:
    """Return the best chunks of all languages, best first, scored without their sentences.

    Args:
        index: what is searched.
        query: shape (1, dim).
        terms: of the question.
        language: of the question.
        allowed: shape (n_rows,), which rows count.
        depth: how many come from each search in the question's language.
    """
    shares_own, shares_across = map(index.lexical.scores, (terms.own, terms.across))
    pools: dict[str, _Pool] = {}
    masks = {code: allowed & index.in_language(code) for code in index.languages}
    at_home = language in masks and bool(masks[language].any())
    for code, mask in masks.items():
        own = code == language
        shares = shares_own if own else shares_across
        places = round(depth * _OTHER_SHARE) if at_home and not own else depth
        rows, dense = index.nearest(query, code, top_k=places, among=allowed)
        by_terms = np.setdiff1d(_highest(np.where(mask, shares, 0), places), rows)
        rows = np.concatenate([rows, by_terms])
        dense = np.concatenate([dense, index.cosines(query, by_terms)])
        weighted = np.float32(lexical_weight(own)) * shares[rows]
        pools[code] = _Pool(rows, dense, shares[rows], dense + weighted, int(mask.sum()))
    lifts = language_lifts(
        {code: _best_of_articles(index, pool) for code, pool in pools.items()},
        {code: pool.size for code, pool in pools.items()},
        language,
    )
    best: list[tuple[float, int, Scores]] = []
    for code, pool in pools.items():
        lift = lifts.get(code, 0.0)
        for i in np.argsort(-pool.scores, kind="stable")[:depth].tolist():
            cosine, share = float(pool.dense[i]), float(pool.shares[i])
            scores = Scores(cosine, share, code == language, lift=lift)
            best.append((float(pool.scores[i]) + lift, int(pool.rows[i]), scores))
    best.sort(key=lambda item: (-item[0], item[1]))
    return [(index.place(row), scores) for _, row, scores in best[: 2 * depth]]


@dataclass(frozen=True, slots=True)
class _Pool:
    """The candidates in one language, and how many chunks it has in all."""

    rows: NDArray[np.int64]
    dense: NDArray[np.float32]
    shares: NDArray[np.float32]
    scores: NDArray[np.float32]
    size: int


def _best_of_articles(index: SearchIndex, pool: _Pool) -> NDArray[np.float32]:
    """Return the best score of each article, so that one article makes no background alone."""
    best = np.full(index.article_count, -np.inf, dtype=np.float32)
    np.maximum.at(best, index.articles_of(pool.rows), pool.scores)
    return np.asarray(best[np.isfinite(best)], dtype=np.float32)


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the rows with the highest scores above 0, at most `count`, in no order."""
    rows = np.flatnonzero(scores)
    if len(rows) > count:
        rows = rows[np.argpartition(-scores[rows], count)[:count]]
    return rows
