import numpy as np
import pytest

from index.errors import EmptyIndexError
from index.search_index import SearchIndex
from index.store import Store


@pytest.fixture
def index(store):
    return SearchIndex(store)


def test_an_empty_index_says_which_command_fills_it(tmp_path):
    with pytest.raises(EmptyIndexError, match="geungeo index FOLDER"):
        SearchIndex(Store(tmp_path / "빈 색인"))


def test_both_sides_search_the_same_chunks(index, store):
    rows, _ = store.chunks()
    assert list(index.chunks) == [row.id for row in rows]
    assert len(index.vectors) == len(index.lexical) == len(rows)
    assert index.generation == store.generation()


def test_each_language_has_its_own_pool_and_every_chunk_is_in_one(index):
    assert sorted(index.pools) == ["en", "es", "ja", "ko", "th", "zh"]
    assert sorted(np.concatenate(list(index.pools.values()))) == sorted(index.chunks)
    assert all(
        index.chunks[chunk_id].language == language
        for language, pool in index.pools.items()
        for chunk_id in pool.tolist()
    )


def test_the_cosine_of_chosen_chunks_is_that_of_the_search(index, embedder):
    query = embedder.embed_queries(["湿地公园 面积 도서관"])
    hits = {hit.chunk_id: hit.score for hit in index.vectors.search(query, top_k=100)}
    assert index.cosine(query, list(hits)) == pytest.approx(hits, abs=1e-5)
    assert index.cosine(query, []) == {}
