import numpy as np
import pytest

from index.vector_index import Hit, Kind, VectorIndex, kind_for

DIM = 16


def unit_rows(seed, count):
    rows = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def index_of(rows):
    """Return an index whose ids are not the row numbers."""
    ids = [100 + 7 * row for row in range(len(rows))]
    return VectorIndex(ids, rows), np.asarray(ids)


@pytest.mark.parametrize("top_k", [1, 5, 50])
def test_the_hits_are_those_of_a_full_sort_best_first(top_k):
    rows, query = unit_rows(1, 50), unit_rows(2, 1)
    index, ids = index_of(rows)
    hits = index.search(query, top_k=top_k)
    cosines = rows @ query[0]
    best = np.argsort(-cosines)[:top_k]
    assert [hit.chunk_id for hit in hits] == ids[best].tolist()
    assert [hit.score for hit in hits] == pytest.approx(cosines[best].tolist(), abs=1e-6)


def test_a_text_is_nearest_to_itself_with_a_cosine_of_1():
    rows = unit_rows(3, 20)
    index, ids = index_of(rows)
    (hit,) = index.search(rows[4:5], top_k=1)
    assert hit.chunk_id == ids[4]
    assert hit.score == pytest.approx(1.0, abs=1e-6)


def test_the_filter_acts_inside_the_search():
    rows, query = unit_rows(4, 60), unit_rows(5, 1)
    index, ids = index_of(rows)
    worst = ids[np.argsort(rows @ query[0])[:5]]  # none of them is in the best 5 of all
    hits = index.search(query, top_k=5, among=worst)
    assert [hit.chunk_id for hit in hits] == worst[::-1].tolist()


def test_there_are_never_more_hits_than_chunks_and_never_an_id_of_minus_1():
    index, ids = index_of(unit_rows(6, 3))
    query = unit_rows(7, 1)
    assert sorted(hit.chunk_id for hit in index.search(query, top_k=10)) == ids.tolist()
    few = index.search(query, top_k=3, among=ids[:1])
    assert [hit.chunk_id for hit in few] == [ids[0]]
    assert index.search(query, top_k=3, among=np.asarray([999])) == []


@pytest.mark.parametrize("top_k", [0, -1])
def test_asking_for_no_hits_gives_none(top_k):
    index, _ = index_of(unit_rows(8, 3))
    assert index.search(unit_rows(9, 1), top_k=top_k) == []


def test_nothing_is_found_in_nothing():
    assert VectorIndex([], unit_rows(1, 0)).search(unit_rows(1, 1), top_k=3) == []
    index, _ = index_of(unit_rows(8, 3))
    assert index.search(unit_rows(9, 1), top_k=3, among=np.zeros(0, dtype=np.int64)) == []
    index.add([], np.zeros((0, DIM), dtype=np.float32))
    assert len(index) == 3


def test_a_stored_row_can_be_read_again_and_an_unknown_id_is_refused():
    rows = unit_rows(10, 4)
    index, ids = index_of(rows)
    assert np.array_equal(index.vector(int(ids[2])), rows[2])
    with pytest.raises(KeyError, match="12345"):
        index.vector(12345)


def test_a_hit_says_its_chunk_and_score():
    assert Hit(3, 0.5) == Hit(chunk_id=3, score=0.5)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_finds_the_same_and_lets_rows_come_and_go(kind, monkeypatch):
    monkeypatch.setattr("index.vector_index.kind_for", lambda count: kind)
    monkeypatch.setattr("index.vector_index._PROBES", 999)  # all cells: exact, but for rounding
    rows, query = unit_rows(11, 400), unit_rows(12, 1)
    index, ids = index_of(rows[:300])
    assert index.kind is kind
    index.add((100 + 7 * np.arange(300, 400)).tolist(), rows[300:])
    best = np.argsort(-(rows @ query[0]))
    index.remove([100 + 7 * int(best[0]), 5])
    hits = index.search(query, top_k=3)
    assert len(index) == 399
    assert {hit.chunk_id for hit in hits} == set((100 + 7 * best[1:4]).tolist())
    row = rows[(hits[0].chunk_id - 100) // 7]
    assert hits[0].score == pytest.approx(float(row @ query[0]), abs=0.02)
    assert index.vector(hits[0].chunk_id) == pytest.approx(row, abs=0.02)
    few = index.search(query, top_k=5, among=ids[:4])
    assert {hit.chunk_id for hit in few} <= set(ids[:4].tolist())
    with pytest.raises(KeyError):
        index.vector(5)


def test_the_kind_follows_the_size():
    kinds = [kind_for(count) for count in (0, 100_000, 100_001, 300_000, 1_000_000)]
    assert kinds == [Kind.FLAT, Kind.FLAT, Kind.HALF, Kind.HALF, Kind.CELLS]
