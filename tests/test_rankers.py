import math
from dataclasses import replace

import numpy as np
import pytest

from evaluation.pools import Pools
from evaluation.rankers import BM25, RANKERS, Query, Rankers, rank_of
from evaluation.squad import read_squad
from tests.fakes import BigramEmbedder
from tests.squad_files import squad_file


@pytest.fixture
def korean(tmp_path):
    return read_squad(squad_file(tmp_path, "ko"))


@pytest.fixture
def rankers(tmp_path, korean):
    pools = Pools(tmp_path / "색인", BigramEmbedder())
    return Rankers(pools.open("ko", [korean]), pools.embedder)


def test_every_ranker_finds_the_paragraph_that_holds_the_words(rankers, korean):
    bridge, _, library, _ = (document.id for document in korean.documents)
    for text, wanted in (("가람교는 1998년에 놓였나?", bridge), ("나루 도서관의 장서", library)):
        ranked = rankers.rank(Query(text, frozenset({wanted})), top_k=10)
        assert list(ranked) == list(RANKERS)
        assert {name: ids[0] for name, ids in ranked.items()} == dict.fromkeys(RANKERS, wanted)


def test_no_ranker_gives_more_passages_than_asked(rankers):
    ranked = rankers.rank(Query("다리는 언제 놓였나? 도서관은?", frozenset()), top_k=2)
    assert all(len(ids) <= 2 for ids in ranked.values())
    assert len(ranked["dense"]) == 2


def test_what_is_left_out_is_found_by_no_ranker_and_makes_room(rankers, korean):
    bridge = korean.documents[0].id
    query = Query("가람교는 1998년에 놓였나?", frozenset(), left_out=frozenset({bridge}))
    ranked = rankers.rank(query, top_k=3)
    assert all(bridge not in ids for ids in ranked.values())
    assert len(ranked["dense"]) == len(ranked["ours"]) == 3


def test_what_is_left_out_and_would_not_have_been_found_makes_no_room(rankers):
    query = Query("가람교는 1998년에 놓였나?", frozenset())
    *others, last = (p.document.id for p in rankers.retrieve(query, top_k=4).passages)
    without = replace(query, left_out=frozenset({last}))
    found = rankers.retrieve(without, top_k=2)
    assert [passage.document.id for passage in found.passages] == others[:2]


def test_white_space_misses_what_morphemes_find(rankers, korean):
    ranked = rankers.rank(Query("도서관에 장서가?", frozenset()), top_k=10)
    assert ranked["BM25 white space"] == []
    assert ranked["BM25 morphemes"][0] == korean.documents[2].id


def test_an_article_takes_one_place():
    assert rank_of(["a", "a", "b", "a", "c"], {"c", "d"}) == 3
    assert rank_of(["a", "b"], {"c"}) is None


def test_bm25_is_that_of_the_formula():
    passages = [np.asarray(terms, dtype=np.int64) for terms in ([1, 2, 1], [2], [3, 3, 3, 3])]
    scores = BM25(passages).scores(np.asarray([1, 1, 9], dtype=np.int64))
    idf, mean = math.log(1 + (3 - 1 + 0.5) / 1.5), 8 / 3
    expected = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / mean))
    np.testing.assert_allclose(scores, [expected, 0, 0], rtol=1e-6)
