"""How likely it is that the passages hold the answer: 0 to 1, calibrated.

A logistic regression on three figures that mean something by themselves, one for passages in
the question's language and one for others (across languages the embedder's cosines are lower
and words in common are rare). Fitted on the tuning halves of KorQuAD and XQuAD, where a
question counts once with its answer and half each without its paragraph and without its
article: `python -m evaluation.fit_confidence` prints the constants, the calibration and
what a threshold costs. Texts of other kinds have other shares of unanswerable questions, so
the order is sounder than the number.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rag.answers import Question
from rag.retriever import Retrieval
from rag.subject_words import coverage

_MOST_LEAD = 0.15
_USUAL_LEAD = 0.08  # where there are too few passages to tell


@dataclass(frozen=True, slots=True)
class Features:
    """What the confidence rests on, of the passages in the language of the best one.

    Attributes:
        own_language: whether that is the question's.
        sentence: the cosine of the nearest sentence.
        passage: the cosine of the nearest passage.
        coverage: the share of what the question is about, by rarity, that the best passage for
            that speaks of with its heading, 0 to 1.
        lead: by how much the best passage's score exceeds the mean from the third on, at most
            .15: an answer stands out, a mere topic is spread.
    """

    own_language: bool
    sentence: float
    passage: float
    coverage: float
    lead: float


OWN_LANGUAGE: Mapping[str, float] = MappingProxyType(
    {"sentence": 43.35, "coverage": 4.09, "lead": 25.58, "": -42.28}
)
ACROSS_LANGUAGES: Mapping[str, float] = MappingProxyType(
    {"sentence": 22.56, "passage": 12.04, "lead": 24.83, "": -28.82}
)


def confidence(features: Features) -> float:
    """Return the probability that the passages hold the answer."""
    weights = OWN_LANGUAGE if features.own_language else ACROSS_LANGUAGES
    logit = sum(
        weight * (getattr(features, name) if name else 1.0) for name, weight in weights.items()
    )
    return 1 / (1 + math.exp(-logit))


def features_of(
    question: Question, retrieval: Retrieval, *, idf: Callable[[str], float]
) -> Features:
    """Return the features of what was found.

    Args:
        question: what was searched for.
        retrieval: with at least one passage.
        idf: how rare a term is in the corpus.
    """
    best = max(retrieval.passages, key=lambda passage: passage.score)
    own = best.document.language == question.language
    alike = [p for p in retrieval.passages if (p.document.language == question.language) == own]
    chunks = {passage.chunk_id for passage in alike}
    cosines = [hit.cosine for hit in retrieval.sentences if hit.chunk_id in chunks]
    return Features(
        own_language=own,
        sentence=max(cosines, default=best.dense),
        passage=max(passage.dense for passage in alike),
        coverage=coverage(question.searched, alike, idf=idf) if own else 0.0,
        lead=_lead([passage.score for passage in retrieval.passages]),
    )


def _lead(scores: list[float]) -> float:
    first, *others = sorted(scores, reverse=True)
    rest = others[1:]
    return min(first - sum(rest) / len(rest), _MOST_LEAD) if rest else _USUAL_LEAD
