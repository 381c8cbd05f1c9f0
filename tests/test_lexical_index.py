import math
import random

import pytest

from index.lexical_index import K1, B, LexicalIndex
from index.terms import extract_terms, pack_terms, unpack_terms

VOCABULARY = ("도서관", "노면전차", "湿地", "観測", "ตลา", "ferry", "añil", "мост", "12", "الجسر")


def random_rows(seed, count=40):
    chance = random.Random(seed)
    weights = [2**-n for n in range(len(VOCABULARY))]  # some terms are rare
    return [
        (7 + 3 * n, chance.choices(VOCABULARY, weights, k=chance.randint(1, 30)))
        for n in range(count)
    ]


def packed(rows):
    return [(chunk_id, unpack_terms(pack_terms(terms))) for chunk_id, terms in rows]


def slow_shares(rows, question):
    """BM25 as the textbook writes it, over the best that the question could get."""
    mean = sum(len(terms) for _, terms in rows) / len(rows)

    def idf(term):
        holding = sum(term in terms for _, terms in rows)
        return math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))

    best = sum(idf(term) * (K1 + 1) for term in set(question))
    shares = {}
    for chunk_id, terms in rows:
        score = 0.0
        for term in set(question):
            count = terms.count(term)
            norm = K1 * (1 - B + B * len(terms) / mean)
            score += idf(term) * count * (K1 + 1) / (count + norm)
        if score:
            shares[chunk_id] = score / best
    return shares


@pytest.mark.parametrize("seed", range(10))
def test_scores_are_those_of_a_slow_bm25(seed):
    rows = random_rows(seed)
    question = random.Random(seed).sample(VOCABULARY, 3) + ["처음 보는 말"]
    found = LexicalIndex(packed(rows)).scores(question)
    expected = slow_shares(rows, question)
    assert found == pytest.approx(expected, abs=1e-5)
    assert sorted(found, key=found.get)[-1:] == sorted(expected, key=expected.get)[-1:]


@pytest.mark.parametrize("seed", range(10))
def test_a_share_is_above_0_and_at_most_1(seed):
    scores = LexicalIndex(packed(random_rows(seed))).scores(list(VOCABULARY))
    assert all(0 < share <= 1 for share in scores.values())


def test_a_text_full_of_the_only_word_asked_for_comes_near_1():
    index = LexicalIndex(packed([(1, ["도서관"] * 500), (2, ["ferry"] * 500)]))
    assert 0.97 < index.scores(["도서관"])[1] <= 1


def test_unknown_words_match_nothing_and_lower_the_share_of_the_others():
    index = LexicalIndex(
        packed([(5, extract_terms("가람시 도서관")), (9, extract_terms("Port Ellis"))])
    )
    assert index.scores(["湿地", "ตลา"]) == {}
    assert index.scores([]) == {}
    alone, diluted = index.scores(["도서관"])[5], index.scores(["도서관", "湿地"])[5]
    assert diluted < alone / 2
    assert 9 not in index.scores(["도서관"])


def test_a_word_asked_twice_counts_once():
    index = LexicalIndex(packed(random_rows(3)))
    assert index.scores(["도서관", "ferry", "ferry"]) == index.scores(["도서관", "ferry"])


def test_the_rarer_a_term_the_higher_its_idf_and_highest_when_unseen():
    index = LexicalIndex(
        packed([(1, ["도서관", "ferry"]), (2, ["도서관"]), (3, ["도서관", "мост"])])
    )
    assert index.idf("도서관") < index.idf("ferry") == index.idf("мост") < index.idf("湿地")
    assert len(index) == 3


def test_an_index_of_nothing_finds_nothing():
    assert LexicalIndex([]).scores(["도서관"]) == {}
    assert LexicalIndex(packed([(1, [])])).scores(["도서관"]) == {}


@pytest.mark.parametrize("seed", range(10))
def test_an_index_that_grew_and_shrank_scores_like_one_built_afresh(seed):
    rows, chance = random_rows(seed, 60), random.Random(seed)
    index, there = LexicalIndex(), {}
    for step in range(14):  # more segments than are kept apart
        new = rows[step * 4 : step * 4 + 4]
        index.add(packed(new))
        there |= dict(new)
        gone = chance.sample(sorted(there), min(2, len(there)))
        index.remove([*gone, 99_999])
        for chunk_id in gone:
            del there[chunk_id]
    question = chance.sample(VOCABULARY, 4)
    assert len(index) == len(there)
    assert index.scores(question) == pytest.approx(slow_shares(list(there.items()), question), 1e-4)
    assert index.idf("도서관") == LexicalIndex(packed(there.items())).idf("도서관")
    index.remove(list(there))
    assert (len(index), index.scores(question)) == (0, {})
