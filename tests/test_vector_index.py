import numpy as np
import pytest

from index.vector_index import Kind, VectorIndex, kind_for

DIM = 16


def unit_rows(seed, count):
    rows = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def only(count, *rows):
    """Return the mask that lets these rows through."""
    mask = np.zeros(count, dtype=np.bool_)
    mask[list(rows)] = True
    return mask


@pytest.mark.parametrize("top_k", [1, 5, 50])
def test_the_rows_are_those_of_a_full_sort_best_first(top_k):
    rows, query = unit_rows(1, 50), unit_rows(2, 1)
    found, scores = VectorIndex(rows).search(query, top_k=top_k)
    cosines = rows @ query[0]
    best = np.argsort(-cosines)[:top_k]
    assert found.tolist() == best.tolist()
    assert scores == pytest.approx(cosines[best], abs=1e-6)


def test_a_text_is_nearest_to_itself_with_a_cosine_of_1():
    rows = unit_rows(3, 20)
    found, scores = VectorIndex(rows).search(rows[4:5], top_k=1)
    assert found.tolist() == [4]
    assert scores == pytest.approx([1.0], abs=1e-6)


def test_the_filter_acts_inside_the_search():
    rows, query = unit_rows(4, 60), unit_rows(5, 1)
    worst = np.argsort(rows @ query[0])[:5]  # none of them is in the best 5 of all
    found, scores = VectorIndex(rows).search(query, top_k=5, among=only(60, *worst))
    assert found.tolist() == worst[::-1].tolist()
    assert scores == pytest.approx((rows @ query[0])[found], abs=1e-6)


@pytest.mark.parametrize("count", [1, 7, 8, 9, 63, 65])
def test_a_filter_of_any_length_lets_just_its_rows_through(count):
    rows = unit_rows(count, count)
    index = VectorIndex(rows)
    for row in range(count):
        found, _ = index.search(unit_rows(99, 1), top_k=count, among=only(count, row))
        assert found.tolist() == [row]


def test_there_are_never_more_rows_than_vectors_and_never_a_row_of_minus_1():
    index, query = VectorIndex(unit_rows(6, 3)), unit_rows(7, 1)
    found, scores = index.search(query, top_k=10)
    assert sorted(found.tolist()) == [0, 1, 2]
    assert len(scores) == 3
    few, scores = index.search(query, top_k=3, among=only(3, 1))
    assert (few.tolist(), len(scores)) == ([1], 1)


@pytest.mark.parametrize("options", [{"top_k": 0}, {"top_k": -1}, {"top_k": 3, "among": only(3)}])
def test_asking_for_nothing_gives_nothing(options):
    found, scores = VectorIndex(unit_rows(8, 3)).search(unit_rows(9, 1), **options)
    assert (found.shape, scores.shape) == ((0,), (0,))


def test_nothing_is_found_in_nothing():
    index = VectorIndex(unit_rows(1, 0))
    found, scores = index.search(unit_rows(1, 1), top_k=3)
    assert (len(index), found.tolist(), scores.tolist()) == (0, [], [])
    index.add(np.zeros((0, DIM), dtype=np.float32))
    assert index.all().shape == (0, DIM)
    index.add(unit_rows(8, 3))
    assert index.search(unit_rows(1, 1), top_k=9)[0].tolist() != []


def test_chosen_rows_get_the_cosines_of_the_search_in_their_own_order():
    rows, query = unit_rows(10, 30), unit_rows(11, 1)
    index = VectorIndex(rows)
    chosen = np.asarray([17, 3, 3, 29])
    assert index.cosines(query, chosen) == pytest.approx(rows[chosen] @ query[0], abs=1e-6)
    assert index.cosines(query, chosen[:0]).shape == (0,)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_finds_the_same_as_rows_are_added(kind, monkeypatch):
    monkeypatch.setattr("index.vector_index.kind_for", lambda count: kind)
    monkeypatch.setattr("index.vector_index._PROBES", 999)  # all cells: exact, but for rounding
    rows, query = unit_rows(11, 400), unit_rows(12, 1)
    rows[300:] = rows[:100] * 0.98 + rows[300:] * 0.02  # like what the index was trained on
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    index = VectorIndex(rows[:300])
    index.add(rows[300:])
    assert (index.kind, len(index)) == (kind, 400)
    best = np.argsort(-(rows @ query[0]))
    found, scores = index.search(query, top_k=3)
    assert set(found.tolist()) == set(best[:3].tolist())
    assert scores == pytest.approx(rows[found] @ query[0], abs=0.02)
    assert index.cosines(query, found) == pytest.approx(scores, abs=0.02)
    assert np.median((index.all() * rows).sum(axis=1)) == pytest.approx(1.0, abs=0.01)
    without_best = np.ones(400, dtype=np.bool_)
    without_best[best[0]] = False
    found, _ = index.search(query, top_k=3, among=without_best)
    assert set(found.tolist()) == set(best[1:4].tolist())


def test_few_rows_are_found_in_whatever_cells_they_lie(monkeypatch):
    monkeypatch.setattr("index.vector_index.kind_for", lambda count: Kind.CELLS)
    monkeypatch.setattr("index.vector_index._PROBES", 1)
    rows, query = unit_rows(13, 400), unit_rows(14, 1)
    far = np.argsort(rows @ query[0])[:20]  # in the cells that are probed last
    found, _ = VectorIndex(rows).search(query, top_k=20, among=only(400, *far))
    assert sorted(found.tolist()) == sorted(far.tolist())


def test_the_kind_follows_the_size():
    kinds = [kind_for(count) for count in (0, 100_000, 100_001, 300_000, 1_000_000)]
    assert kinds == [Kind.FLAT, Kind.FLAT, Kind.HALF, Kind.HALF, Kind.CELLS]
