"""Answer sentences -> the evidence that each rests on. The model never writes a mark itself."""

import re
from collections.abc import Sequence

from index.numbers import extract_numbers, missing_numbers
from index.terms import fold
from index.token_embedder import TokenEmbedder
from rag.alignment import support_of
from rag.answers import Evidence, Question
from rag.support.grounds import grounds_of

_MARK = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
MAX_PER_SENTENCE = 3
_FIGURES_ACROSS = 0.2
_LEAST_ALIGNED = 0.28  # below it are 1% of true claims and 36% of invented ones


def strip_marks(text: str) -> str:
    """Return `text` without anything that looks like a citation mark."""
    return _MARK.sub("", text)


def attribute_sentence(
    sentence: str, evidence: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """Return the evidence that `sentence` rests on, strongest first, at least one.

    Score: share of the sentence's new character bigrams (those not in the question) in the
    evidence + 0.5 × share of all its bigrams + share of its figures + the retrieval score.
    Right for 94% of right answers, against 56-71% when the model cites. Evidence is added
    while it explains a figure or a good part of the words that the first doesn't.
    """
    bigrams = _bigrams(sentence)
    new = bigrams - _bigrams(question.text)
    numbers = set(extract_numbers(sentence))

    def score(candidate: Evidence) -> float:
        held = _bigrams(" ".join(grounds_of(candidate)))
        figures = numbers - set(missing_numbers(sentence, *grounds_of(candidate)))
        return (
            _share(new, held)
            + 0.5 * _share(bigrams, held)
            + (len(figures) / len(numbers) if numbers else 0.0)
            + candidate.score
        )

    return _enough(sorted(evidence, key=score, reverse=True), sentence, new, question)


def attribute_across(
    sentence: str, evidence: Sequence[Evidence], question: Question, embedder: TokenEmbedder
) -> tuple[list[Evidence], bool]:
    """Return the evidence in another language that `sentence` rests on, and whether it may.

    By how well its words align, and its figures: right for 94% of claims between European
    languages and Chinese and 90% in Korean, against 71% by bigrams. Words that align with
    nothing tell a third of the invented answers (`evaluation.fit_confidence` for the sets).
    """
    support = support_of(sentence, evidence, question=question.meant, embedder=embedder)
    numbers = set(extract_numbers(sentence))

    def score(place: int) -> float:
        missing = set(missing_numbers(sentence, *grounds_of(evidence[place])))
        held = len(numbers - missing) / len(numbers) if numbers else 0.0
        return float(support.score[place]) + _FIGURES_ACROSS * held

    ranked = sorted(range(len(evidence)), key=score, reverse=True)
    chosen = _enough([evidence[place] for place in ranked], sentence, set(), question)
    return chosen, len(evidence) == 1 or float(support.added[ranked[0]]) >= _LEAST_ALIGNED


def _enough(
    ranked: Sequence[Evidence], sentence: str, new: set[str], question: Question
) -> list[Evidence]:
    """Return the first and what explains more of the sentence, at most `MAX_PER_SENTENCE`."""
    chosen = [ranked[0]]
    for candidate in ranked[1:]:
        if len(chosen) < MAX_PER_SENTENCE and _adds(candidate, chosen, sentence, new, question):
            chosen.append(candidate)
    return chosen


def _adds(
    candidate: Evidence,
    chosen: Sequence[Evidence],
    sentence: str,
    new: set[str],
    question: Question,
) -> bool:
    grounds = [text for e in chosen for text in grounds_of(e)]
    before = missing_numbers(sentence, *grounds, question.text)
    after = missing_numbers(sentence, *grounds, question.text, *grounds_of(candidate))
    if len(after) < len(before):
        return True
    held = _bigrams(" ".join(grounds))
    open_bigrams = new - held
    gained = open_bigrams & _bigrams(candidate.text)
    return len(new) >= 8 and len(gained) >= 0.25 * len(new)


def _bigrams(text: str) -> set[str]:
    squeezed = re.sub(r"[\W_]+", "", fold(text))
    return {squeezed[i : i + 2] for i in range(len(squeezed) - 1)}


def _share(part: set[str], whole: set[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0
