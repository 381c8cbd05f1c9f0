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


def slow_shares(rows, question):
    """BM25 as the textbook writes it, over the best that the question could get; None is gone."""
    there = [terms for terms in rows if terms is not None]
    mean = max(sum(map(len, there)) / len(there), 1.0)

    def idf(term):
        holding = sum(term in terms for terms in there)
        return math.log(1 + (len(there) - holding + 0.5) / (holding + 0.5))

    best = sum(idf(term) * (K1 + 1) for term in set(question))
    shares = []
    for terms in rows:
        score = 0.0
        for term in set(question):
            count = terms.count(term) if terms is not None else 0
            norm = K1 * (1 - B + B * len(terms or ()) / mean)
            score += idf(term) * count * (K1 + 1) / (count + norm)
        shares.append(score / best)
    return shares


@pytest.mark.parametrize("seed", range(10))
def test_scores_are_those_of_a_slow_bm25(seed):
    rows = random_rows(seed)
    question = random.Random(seed).sample(VOCABULARY, 3) + ["처음 보는 말"]
    found = LexicalIndex(packed(rows)).scores(question)
    assert found.shape == (40,)
    assert found == pytest.approx(slow_shares(rows, question), abs=1e-5)


@pytest.mark.parametrize("seed", range(10))
def test_a_share_is_0_without_a_word_of_the_question_and_else_above_0_and_at_most_1(seed):
    rows = random_rows(seed)
    scores = LexicalIndex(packed(rows)).scores(list(VOCABULARY))
    assert [0 < share <= 1 for share in scores.tolist()] == [bool(terms) for terms in rows]


def test_a_text_full_of_the_only_word_asked_for_comes_near_1():
    index = LexicalIndex(packed([["도서관"] * 500, ["ferry"] * 500]))
    assert 0.97 < index.scores(["도서관"])[0] <= 1


def test_unknown_words_match_nothing_and_lower_the_share_of_the_others():
    index = LexicalIndex(packed([extract_terms("가람시 도서관"), extract_terms("Port Ellis")]))
    assert index.scores(["湿地", "ตลา"]).tolist() == [0, 0]
    assert index.scores([]).tolist() == [0, 0]
    alone, diluted = index.scores(["도서관"]), index.scores(["도서관", "湿地"])
    assert diluted[0] < alone[0] / 2
    assert alone[1] == 0


def test_a_word_asked_twice_counts_once():
    index = LexicalIndex(packed(random_rows(3)))
    twice = index.scores(["도서관", "ferry", "ferry"])
    assert twice.tolist() == index.scores(["도서관", "ferry"]).tolist()


def test_the_rarer_a_term_the_higher_its_idf_and_highest_when_unseen():
    index = LexicalIndex(packed([["도서관", "ferry"], ["도서관"], ["도서관", "мост", "мост"]]))
    assert index.idf("도서관") < index.idf("ferry") == index.idf("мост") < index.idf("湿地")
    assert [index.frequency(term) for term in ("도서관", "мост", "湿地")] == [3, 1, 0]
    assert len(index) == 3


def test_an_index_of_nothing_finds_nothing():
    assert LexicalIndex().scores(["도서관"]).shape == (0,)
    assert LexicalIndex(packed([[]])).scores(["도서관"]).tolist() == [0]


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
        question = chance.sample(VOCABULARY, 4)
        assert index.scores(question) == pytest.approx(slow_shares(there, question), abs=1e-5)
    fresh = LexicalIndex(packed(terms for terms in there if terms is not None))
    assert len(index) == len(fresh) == 30
    for term in VOCABULARY:
        assert index.idf(term) == fresh.idf(term)
        assert index.frequency(term) == fresh.frequency(term)
    index.remove(np.arange(60))
    assert (len(index), index.scores(list(VOCABULARY)).tolist()) == (0, [0] * 60)
    index.add(packed([["мост"]]))
    assert index.scores(["мост"])[60] == pytest.approx(fresh_share(["мост"], ["мост"]))


def fresh_share(terms, question):
    return slow_shares([terms], question)[0]
