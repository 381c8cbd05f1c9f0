"""Passages -> the few sentences that bear on the question, ready to be quoted.

score = cosine(question, sentence) + 0.2 × share of the question's terms, weighted by
rarity, that the sentence holds + the score of its passage + whether it has the form that is
asked for (a figure, a list: `rag.asked`). Six sentences, about 310
tokens, hold the answer in 96.7% of KorQuAD questions; whole pages would cost the small
model seconds and distract it.
"""

from collections.abc import Callable, Sequence

from index.documents import Document, Span
from index.store import Store
from index.stored_rows import SentenceRow
from index.terms import term_key
from rag.answers import Evidence, Passage, Question
from rag.asked import asks_for_comparison, fit_to_asked, years_in
from rag.retriever import Retrieval

MAX_SENTENCES = 6
MAX_CHARACTERS = 900  # about 320 tokens as the embedder counts them, 550 as the model does
_LEXICAL_WEIGHT = 0.2


def select_evidence(
    question: Question,
    retrieval: Retrieval,
    store: Store,
    *,
    idf: Callable[[str], float],
    max_sentences: int = MAX_SENTENCES,
    max_characters: int = MAX_CHARACTERS,
) -> list[Evidence]:
    """Return the best sentences of the retrieved passages, best first, none twice."""
    passages = retrieval.passages
    rows, vectors = store.sentences(sorted({p.document.id for p in passages}))
    if not rows:
        return []
    cosines = vectors @ retrieval.query[0]
    weights = {term_key(term): idf(term) for term in set(retrieval.terms)}
    total = sum(weights.values()) or 1.0
    found: list[Evidence] = []
    for row, cosine in zip(rows, cosines.tolist(), strict=True):
        passage = _best_passage(row, passages)
        if passage is not None:
            shared = sum(weights[key] for key in set(row.terms.tolist()) & weights.keys()) / total
            score = cosine + _LEXICAL_WEIGHT * shared + passage.score
            score += fit_to_asked(question.text, row.span.of(passage.document.text))
            found.append(Evidence(passage.document, row.span, score, _copies(passage, row.span)))
    found.sort(key=lambda evidence: -evidence.score)
    if asks_for_comparison(question.text):
        found = _one_of_each_side(question, found)
    return _fit(found, max_sentences, max_characters)


def sides(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best evidence of each article that a comparison speaks of, else only the best."""
    if not asks_for_comparison(question.text):
        return list(evidence[:1])
    best_of = {e.document.id: e for e in reversed(evidence)}
    wanted = max(2, len(years_in(question.text)))
    return sorted(best_of.values(), key=lambda e: evidence.index(e))[:wanted]


def _one_of_each_side(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Return `found` with one sentence for each year that is named, or of two articles, first."""
    years = years_in(question.text)
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


def _best_passage(row: SentenceRow, passages: Sequence[Passage]) -> Passage | None:
    holding = (
        p for p in passages if p.document.id == row.document_id and p.span.overlaps(row.span)
    )
    return next(holding, None)  # passages come best first


def _fit(found: Sequence[Evidence], max_sentences: int, max_characters: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    seen: set[str] = set()
    used = 0
    for evidence in found:
        if len(chosen) == max_sentences:
            break
        size = len(evidence.text)
        if evidence.text in seen or (chosen and used + size > max_characters):
            continue
        chosen.append(evidence)
        seen.add(evidence.text)
        used += size
    return chosen
