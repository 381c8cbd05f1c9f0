"""Ranked chunks -> passages that each say something new."""

import re
from collections import Counter
from collections.abc import Sequence

from index.search_index import ChunkPlace
from index.store import Store
from index.terms import fold
from rag.answers import Passage
from rag.scoring import Scores

_SAME_ARTICLE = 0.02  # of a score, for each passage that its article has already
_FEW_NEW = 0.2  # share of words
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_FIGURE = re.compile(r"\d")


def choose_distinct(
    store: Store, ranked: Sequence[tuple[ChunkPlace, Scores]], *, top_k: int
) -> list[Passage]:
    """Return at most `top_k` passages, best first.

    Of two that are nearly as good, the one of an article that has no passage yet gets the
    place; what only repeats a near-duplicate of its article is left out.

    Args:
        store: that holds the articles.
        ranked: chunks with their scores, in any order.
        top_k: how many passages.
    """
    clusters = store.clusters(list({place.document_id for place, _ in ranked}))
    chosen: list[tuple[Passage, frozenset[int]]] = []
    taken: Counter[str] = Counter()
    left = sorted(ranked, key=lambda item: (-item[1].total, item[0].chunk_id))
    while left and len(chosen) < top_k:
        best = max(left, key=lambda item: _worth(item, taken))
        left.remove(best)
        place, scores = best
        document = store.documents_by_id([place.document_id]).get(place.document_id)
        if document is None:  # deleted between the search and here
            continue
        passage = Passage(
            place.chunk_id, document, place.span, 0, scores.total, scores.dense, scores.lexical,
            sentence=scores.sentence, lift=scores.lift, time=scores.time, parts=scores.parts(),
        )  # fmt: skip
        mine = clusters.get(place.document_id, frozenset())
        if not any(mine & others and repeats(passage, kept) for kept, others in chosen):
            chosen.append((passage, mine))
            taken[place.document_id] += 1
    return sorted((passage for passage, _ in chosen), key=lambda passage: -passage.score)


def _worth(item: tuple[ChunkPlace, Scores], taken: Counter[str]) -> float:
    place, scores = item
    return scores.total - _SAME_ARTICLE * taken[place.document_id]


def repeats(passage: Passage, kept: Passage) -> bool:
    """Return whether a passage only says again what a near-duplicate of its article says.

    It does if all its figures and nearly all its words are in the kept article: a later
    version with another figure is news.
    """
    if passage.document == kept.document:
        return False
    words, kept_words = (
        set(_WORD.findall(fold(text))) for text in (passage.text, kept.document.text)
    )
    new = words - kept_words
    return len(new) <= _FEW_NEW * len(words) and not any(_FIGURE.search(word) for word in new)
