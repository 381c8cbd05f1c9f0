"""A question that was understood -> the passages for it; a comparison is searched side by side."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from rag.answers import Passage, Question
from rag.retriever import Retrieval, Retriever

_SPREAD = 3  # times as many passages are looked through for one of each article


def search(retriever: Retriever, question: Question, *, top_k: int) -> Retrieval:
    """Return at most `top_k` passages for a question, best first.

    Each side of a comparison is searched for by itself and takes turns with the others and
    with the question as a whole: a search for all of it at once finds the side that has more
    articles. What changed over time is told by as many articles as there are places.
    """

    def find(words: str, *, period: str = "", places: int = top_k) -> Retrieval:
        return retriever.retrieve(
            words,
            language=question.language,
            top_k=places,
            filters=question.filters,
            time=replace(question.time, period=period) if period else question.time,
        )

    if question.sides:
        sides = [find(side.question, period=side.period) for side in question.sides]
        found = [*sides, find(question.searched)]
        passages = _in_turn([retrieval.passages for retrieval in found])
        return _keep(found[-1], passages[: max(top_k, len(sides))], sides=sides)
    if question.over_time:
        whole = find(question.searched, places=_SPREAD * top_k)
        by_article: dict[str, list[Passage]] = {}
        for passage in whole.passages:
            by_article.setdefault(passage.document.id, []).append(passage)
        return _keep(whole, _in_turn(list(by_article.values()))[:top_k])
    return find(question.searched)


def _in_turn(lists: Sequence[Sequence[Passage]]) -> list[Passage]:
    """Return the first of each list, then the second of each, no chunk twice."""
    chosen: dict[int, Passage] = {}
    for turn in zip_longest(*lists):
        for passage in turn:
            if passage is not None:
                chosen.setdefault(passage.chunk_id, passage)
    return list(chosen.values())


def _keep(
    found: Retrieval, passages: Sequence[Passage], *, sides: Sequence[Retrieval] = ()
) -> Retrieval:
    """Return what was found with these passages alone, ranked in this order."""
    ranks = {passage.chunk_id: rank for rank, passage in enumerate(passages, start=1)}
    ranked = (replace(passage, rank=ranks[passage.chunk_id]) for passage in passages)
    return replace(
        found,
        passages=tuple(ranked),
        sentences=tuple(hit for hit in found.sentences if hit.chunk_id in ranks),
        sides=tuple(
            _keep(side, [p for p in side.passages if p.chunk_id in ranks]) for side in sides
        ),
    )
