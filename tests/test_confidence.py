"""The confidence follows what was found; its constants can be fitted anew."""

import math
from dataclasses import replace

import numpy as np
import pytest

from evaluation.fit_confidence import costs, fit
from index.documents import Document, Span
from index.stored_rows import SentenceRow
from rag.answers import Passage, Question
from rag.confidence import Features, confidence, features_of
from rag.retriever import Retrieval, SentenceHit

FOUND = Features(own_language=True, sentence=0.91, passage=0.89, coverage=0.8, lead=0.15)
QUESTION = Question("도서관 건설 비용", "ko", "도서관 건설 비용")


def passage(
    number: int, text: str, *, score: float, dense: float = 0.85, language: str = "ko"
) -> Passage:
    document = Document(title="가람시 소식", text=text, language=language, source=text)
    return Passage(number, document, Span(0, len(text)), number, score, dense, 0.0)


def hit(chunk: int, cosine: float) -> SentenceHit:
    row = SentenceRow("d", Span(0, 1), np.zeros(0, dtype=np.int64))
    return SentenceHit(chunk, row, cosine, 0.0)


def found(*passages: Passage, cosines: dict[int, float] | None = None) -> Retrieval:
    hits = (hit(chunk, cosine) for chunk, cosine in (cosines or {}).items())
    return Retrieval(passages, tuple(hits))


def features(retrieval: Retrieval) -> Features:
    return features_of(QUESTION, retrieval, idf=lambda term: 1.0)


@pytest.mark.parametrize("own_language", [True, False])
def test_the_confidence_is_a_probability_that_grows_with_each_sign_of_an_answer(own_language):
    much = replace(FOUND, own_language=own_language)
    little = Features(own_language, sentence=0.75, passage=0.75, coverage=0.0, lead=0.0)
    assert 0 < confidence(little) < 0.1 < 0.9 < confidence(much) < 1
    for name in ("sentence", "passage", "coverage", "lead"):
        less = replace(much, **{name: getattr(little, name)})
        assert confidence(less) <= confidence(much)


def test_in_another_language_the_same_cosines_say_more():
    nearby = replace(FOUND, sentence=0.84, passage=0.82, coverage=0.0, lead=0.05)
    assert confidence(replace(nearby, own_language=False)) > 3 * confidence(nearby)


def test_coverage_is_that_of_the_best_single_passage_with_its_heading():
    whole = features(found(passage(1, "도서관 건설 비용은 4천만 원이다.", score=1)))
    halves = features(
        found(passage(1, "도서관이 문을 열었다.", score=1), passage(2, "비용이 늘었다.", score=1))
    )
    assert whole.coverage == pytest.approx(1)
    assert 0 < halves.coverage < 0.7
    asked = Question("가람시 소식", "ko", "가람시 소식")
    retrieval = found(passage(1, "비가 내렸다.", score=1))
    assert features_of(asked, retrieval, idf=lambda term: 1.0).coverage == pytest.approx(1)


def test_rare_terms_count_more():
    retrieval = found(passage(1, "도서관이 문을 열었다.", score=1))
    rare = features_of(QUESTION, retrieval, idf=lambda term: 5.0 if term == "도서관" else 1.0)
    assert rare.coverage > features(retrieval).coverage


def test_a_question_without_terms_covers_nothing():
    asked = Question("?", "ko", "?")
    retrieval = found(passage(1, "비가 내렸다.", score=1))
    assert features_of(asked, retrieval, idf=lambda term: 1.0).coverage == 0


def test_lead_is_over_the_mean_from_the_third_on_and_bounded():
    texts = ("하나.", "둘.", "셋.", "넷.")
    near = [
        passage(n, text, score=score)
        for n, (text, score) in enumerate(zip(texts, (1.9, 1.88, 1.84, 1.80), strict=True), 1)
    ]
    assert features(found(*near)).lead == pytest.approx(1.9 - 1.82)
    far = [*near[:2], *(replace(p, score=1.0) for p in near[2:])]
    assert features(found(*far)).lead == 0.15
    few = features(found(*near[:2])).lead
    assert 0 < few < 0.15


def test_cosines_are_of_passages_in_the_language_of_the_best():
    retrieval = found(
        passage(1, "The library cost forty million.", score=1.9, dense=0.81, language="en"),
        passage(2, "도서관이 문을 열었다.", score=1.7, dense=0.88),
        cosines={1: 0.82, 2: 0.90},
    )
    assert features(retrieval) == Features(False, 0.82, 0.81, 0.0, 0.08)


def test_the_fit_finds_the_weights_that_made_the_cases():
    generator = np.random.default_rng(7)
    cases = []
    for _ in range(6_000):
        sentence, lead = generator.uniform(0.7, 0.95), generator.uniform(0, 0.15)
        logit = 30 * sentence + 20 * lead - 26
        there = generator.random() < 1 / (1 + math.exp(-logit))
        kinds = ["there"] if there else ["near", "far"]  # half each
        cases += [(kind, Features(True, sentence, 0.9, 0.5, lead)) for kind in kinds]
    weights = fit(cases, ["sentence", "lead"])
    assert weights["sentence"] == pytest.approx(30, rel=0.1)
    assert weights["lead"] == pytest.approx(20, rel=0.15)
    assert weights[""] == pytest.approx(-26, rel=0.1)


def test_costs_are_the_shares_below_each_threshold():
    low, high = replace(FOUND, sentence=0.0), replace(FOUND, sentence=1.0)
    cases = [("there", high), ("there", low), ("near", low), ("far", high)]
    lines = list(costs(cases, {"sentence": 10.0, "": -5.0}))
    assert lines[0].endswith("there 0.500, near 1.000, far 0.000")
