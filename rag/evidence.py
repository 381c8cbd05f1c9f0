"""Passages -> the few sentences that bear on the question, ready to be quoted.

score = cosine(question, sentence) + 0.2 × share of the question's terms, weighted by
rarity, that the sentence holds + the score of its passage + whether it has the form that is
asked for (a figure, a list: `rag.asked`). 320 tokens of sentences hold the answer in 98% of
KorQuAD questions (docs/retrieval.md); whole pages would cost the small model seconds and
distract it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from index.documents import Document, Span
from rag.answers import Evidence, Passage, Question
from rag.asked import asks_for_comparison, fit_to_asked, years_in
from rag.retriever import Retrieval

MAX_SENTENCES = 8
MAX_TOKENS = 320  # as the embedder counts them; 500 to 600 as the model does
_LEXICAL_WEIGHT = 0.2
_PERIOD_BONUS = 0.06


def select_evidence(
    question: Question,
    retrieval: Retrieval,
    *,
    max_sentences: int = MAX_SENTENCES,
    max_tokens: int = MAX_TOKENS,
) -> list[Evidence]:
    """Return the best sentences of the retrieved passages, best first, none twice.

    The sides of a comparison take turns, with what was found for all of it.
    """
    if retrieval.sides:
        ranked = [
            [replace(evidence, side=number) for evidence in _rank(question, found, side.period)]
            for number, (side, found) in enumerate(
                zip(question.sides, retrieval.sides, strict=True), start=1
            )
        ]
        turns = zip_longest(*ranked, _rank(question, retrieval))
        found = [evidence for turn in turns for evidence in turn if evidence is not None]
    else:
        found = _rank(question, retrieval)
        if asks_for_comparison(question.meant):
            found = _one_of_each_side(question, found)
    return _fit(found, max_sentences, max_tokens)


def _rank(question: Question, retrieval: Retrieval, period: str = "") -> list[Evidence]:
    """Return every sentence of the passages once, best first.

    Args:
        question: what was asked.
        retrieval: for the question or one side of it.
        period: days that are asked for; sentences of other years fall back.
    """
    found: dict[tuple[str, Span], Evidence] = {}
    passages = {passage.chunk_id: passage for passage in retrieval.passages}
    for hit in retrieval.sentences:  # those of the best passage first
        passage, span = passages[hit.chunk_id], hit.row.span
        if (hit.row.document_id, span) not in found:
            score = hit.cosine + _LEXICAL_WEIGHT * hit.share + passage.score
            score += fit_to_asked(question.meant, span.of(passage.document.text))
            score += _fit_to_period(period, span.of(passage.document.text), passage.document.date)
            evidence = Evidence(
                passage.document, span, score, _copies(passage, span), tokens=hit.tokens
            )
            found[hit.row.document_id, span] = evidence
    return sorted(found.values(), key=lambda evidence: -evidence.score)


def _fit_to_period(period: str, sentence: str, day: str) -> float:
    """Return what the years that a sentence names, or else its date, add to its score."""
    if not period:
        return 0.0
    wanted = set(years_in(period))
    named = set(years_in(sentence)) or {day[:4]}
    return _PERIOD_BONUS if named & wanted else -_PERIOD_BONUS


def sides(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best evidence of each side of a comparison, else only the best."""
    if question.sides:
        best_of_side = {e.side: e for e in reversed(evidence) if e.side}
        return [best_of_side[side] for side in sorted(best_of_side)]
    if not asks_for_comparison(question.meant):
        return list(evidence[:1])
    best_of = {e.document.id: e for e in reversed(evidence)}
    wanted = max(2, len(years_in(question.meant)))
    return sorted(best_of.values(), key=lambda e: evidence.index(e))[:wanted]


def _one_of_each_side(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Return `found` with one sentence for each year that is named, or of two articles, first."""
    years = years_in(question.meant)
    first: dict[str, Evidence] = {}
    for evidence in found:
        if years:
            for year in years:
                if evidence.document.date.startswith(year):
                    first.setdefault(year, evidence)
        else:
            first.setdefault(evidence.document.id, evidence)
    leading = list(dict.fromkeys(first.values()))[: max(2, len(years))]
    return leading + [evidence for evidence in found if evidence not in leading]


def _copies(passage: Passage, span: Span) -> tuple[Document, ...]:
    sentence = span.of(passage.document.text)
    return tuple(copy for copy in passage.copies if sentence in copy.text)


def _fit(found: Sequence[Evidence], max_sentences: int, max_tokens: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    seen: set[str] = set()
    used = 0
    fitting = [evidence for evidence in found if evidence.tokens <= max_tokens]
    for evidence in fitting or found[:1]:
        if len(chosen) == max_sentences:
            break
        if evidence.text in seen or used + evidence.tokens > max(max_tokens, evidence.tokens):
            continue
        chosen.append(evidence)
        seen.add(evidence.text)
        used += evidence.tokens
    return chosen
