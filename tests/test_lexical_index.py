import math
import random

import numpy as np
import pytest

from index.lexical_index import K1, B, LexicalIndex
from index.terms import extract_terms, pack_terms, unpack_terms

VOCABULARY = ("도서관", "노면전차", "湿地", "観測", "ตลา", "ferry", "añil", "мост", "12", "الجسر")


def random_rows(seed, count=40):
    chance = random.Random(seed)
    weights = [2**-n for n in range(len(VOCABULARY))]  # some terms are rare
    return [
        chance.choices(VOCABULARY, weights, k=chance.randint(0 if n % 7 == 3 else 1, 30))
        for n in range(count)
    ]


def packed(rows):
    return [unpack_terms(pack_terms(terms)) for terms in rows]


def evenly(*terms):
    """Return the terms of a question that all count alike."""
    return dict.fromkeys(terms, 1.0)


def slow_shares(rows, question):
    """BM25 as the textbook writes it, over the best that the question could get; None is gone."""
    there = [terms for terms in rows if terms is not None]
    mean = max(sum(map(len, there)) / len(there), 1.0)

    def idf(term):
        holding = sum(term in terms for terms in there)
        return math.log(1 + (len(there) - holding + 0.5) / (holding + 0.5))

    best = sum(weight * idf(term) * (K1 + 1) for term, weight in question.items())
    shares = []
    for terms in rows:
        score = 0.0
        for term, weight in question.items():
            count = terms.count(term) if terms is not None else 0
            norm = K1 * (1 - B + B * len(terms or ()) / mean)
            score += weight * idf(term) * count * (K1 + 1) / (count + norm)
        shares.append(score / best)
    return shares


@pytest.mark.parametrize("seed", range(10))
def test_scores_are_those_of_a_slow_bm25(seed):
    rows = random_rows(seed)
    chance = random.Random(seed)
    terms = [*chance.sample(VOCABULARY, 3), "처음 보는 말"]
    question = {term: chance.choice((0.1, 0.5, 1.0)) for term in terms}
    found = LexicalIndex(packed(rows)).scores(question)
    assert found.shape == (40,)
    assert found == pytest.approx(slow_shares(rows, question), abs=1e-5)


@pytest.mark.parametrize("seed", range(10))
def test_a_share_is_0_without_a_word_of_the_question_and_else_above_0_and_at_most_1(seed):
    rows = random_rows(seed)
    scores = LexicalIndex(packed(rows)).scores(evenly(*VOCABULARY))
    assert [0 < share <= 1 for share in scores.tolist()] == [bool(terms) for terms in rows]


def test_a_text_full_of_the_only_word_asked_for_comes_near_1():
    index = LexicalIndex(packed([["도서관"] * 500, ["ferry"] * 500]))
    assert 0.97 < index.scores(evenly("도서관"))[0] <= 1


def test_unknown_words_match_nothing_and_lower_the_share_of_the_others():
    index = LexicalIndex(packed([extract_terms("가람시 도서관"), extract_terms("Port Ellis")]))
    assert index.scores(evenly("湿地", "ตลา")).tolist() == [0, 0]
    assert index.scores({}).tolist() == [0, 0]
    alone, diluted = index.scores(evenly("도서관")), index.scores(evenly("도서관", "湿地"))
    assert diluted[0] < alone[0] / 2
    assert alone[1] == 0


def test_a_term_with_a_lower_weight_counts_less():
    index = LexicalIndex(packed([["도서관", "мост"], ["ferry", "мост"]]))
    library, boat = index.scores({"도서관": 1.0, "ferry": 0.4})
    assert boat == pytest.approx(0.4 * library)
    assert library + boat == pytest.approx(sum(index.scores(evenly("도서관", "ferry"))))
    assert index.scores({"도서관": 1.0, "ferry": 0.0}).tolist() == [
        *index.scores(evenly("도서관"))[:1], 0
    ]  # fmt: skip


def test_only_how_the_weights_of_a_question_compare_counts():
    index = LexicalIndex(packed(random_rows(3)))
    half = index.scores(dict.fromkeys(VOCABULARY, 0.5))
    assert half == pytest.approx(index.scores(evenly(*VOCABULARY)))
    assert not index.scores(dict.fromkeys(VOCABULARY, 0.0)).any()


def test_an_index_holds_the_terms_of_the_chunks_that_are_there():
    assert LexicalIndex().holds(["도서관"]) == [False]
    index = LexicalIndex(packed([["도서관", "ferry"], ["ferry", "12"], []]))
    index.add(packed([["湿地"]]))
    asked = ["ferry", "мост", "湿地", "도서관", "", "도서관", "~12", "12"]
    assert index.holds(asked) == [True, False, True, True, False, True, False, True]
    assert index.holds([]) == []
    index.remove(np.asarray([0, 3]))
    assert index.holds(["ferry", "도서관", "湿地", "12"]) == [True, False, False, True]
    index.add(packed([["湿地"]]))
    assert index.holds(["湿地", "도서관"]) == [True, False]


def test_the_rarer_a_term_the_higher_its_idf_and_highest_when_unseen():
    index = LexicalIndex(packed([["도서관", "ferry"], ["도서관"], ["도서관", "мост", "мост"]]))
    assert index.idf("도서관") < index.idf("ferry") == index.idf("мост") < index.idf("湿地")
    assert [index.frequency(term) for term in ("도서관", "мост", "湿地")] == [3, 1, 0]
    assert len(index) == 3


def test_an_index_of_nothing_finds_nothing():
    assert LexicalIndex().scores(evenly("도서관")).shape == (0,)
    assert LexicalIndex(packed([[]])).scores(evenly("도서관")).tolist() == [0]


@pytest.mark.parametrize("seed", range(10))
def test_an_index_that_grew_and_shrank_scores_like_one_built_afresh(seed):
    rows, chance = random_rows(seed, 60), random.Random(seed)
    index, there = LexicalIndex(), []
    for step in range(15):  # more segments than are kept apart
        new = rows[step * 4 : step * 4 + 4]
        index.add(packed(new))
        there += new
        left = [row for row, terms in enumerate(there) if terms is not None]
        gone = chance.sample(left, min(2, len(left)))
        index.remove(np.asarray(gone, dtype=np.int64))
        there = [None if row in gone else terms for row, terms in enumerate(there)]
        question = evenly(*chance.sample(VOCABULARY, 4))
        assert index.scores(question) == pytest.approx(slow_shares(there, question), abs=1e-5)
    fresh = LexicalIndex(packed(terms for terms in there if terms is not None))
    assert len(index) == len(fresh) == 30
    assert index.holds(VOCABULARY) == [fresh.frequency(term) > 0 for term in VOCABULARY]
    for term in VOCABULARY:
        assert index.idf(term) == fresh.idf(term)
        assert index.frequency(term) == fresh.frequency(term)
    index.remove(np.arange(60))
    assert (len(index), index.scores(evenly(*VOCABULARY)).tolist()) == (0, [0] * 60)
    index.add(packed([["мост"]]))
    (share,) = slow_shares([["мост"]], evenly("мост"))
    assert index.scores(evenly("мост"))[60] == pytest.approx(share)
