import random
import shutil

import numpy as np
import pytest

from index.documents import Document
from index.errors import EmptyIndexError
from index.search_index import SearchIndex
from index.store import Store
from index.sync import put_document
from index.vector_index import Kind, VectorIndex
from tests.fakes import BigramEmbedder
from tests.mixtures import mixture

LANGUAGES = ("ko", "en", "ja", "th")
QUESTION = "湿地公园 面积 도서관 ferry"
TERMS = {"도서관": 1.0, "harbour": 0.7, "ตลา": 1.0, "3.14": 0.3}


@pytest.fixture
def index(store):
    return SearchIndex(store)


@pytest.fixture
def query(embedder):
    return embedder.embed_queries([QUESTION])


def put(store, number, language="ko", words=60):
    title = f"글 {number}"
    document = Document(title, mixture(number, words), language, f"{number}.md")
    put_document(store, document, BigramEmbedder())
    return document


def content_of(index, query):
    """Return chunk id -> its place, cosine and lexical share, and what each language finds."""
    rows = np.flatnonzero(index.alive)
    shares = index.lexical.scores(TERMS)
    cosines = index.cosines(query, rows).tolist()
    chunks = {
        index.place(row).chunk_id: (index.place(row), cosine, shares[row])
        for row, cosine in zip(rows.tolist(), cosines, strict=True)
    }
    found = {}
    for language in index.languages:
        nearest, _ = index.nearest(query, language, top_k=8, among=index.alive)
        found[language] = [index.place(row).chunk_id for row in nearest.tolist()]
    return chunks, {language: ids for language, ids in found.items() if ids}


def assert_same(index, other, query, *, rounding=1e-5):
    """Both hold the same chunks and score them alike."""
    (mine, found), (others, expected) = content_of(index, query), content_of(other, query)
    assert {id_: place for id_, (place, *_) in mine.items()} == {
        id_: place for id_, (place, *_) in others.items()
    }
    for id_, (_, cosine, share) in mine.items():
        assert (cosine, share) == pytest.approx(others[id_][1:], abs=rounding)
    assert len(index) == len(other) == len(mine)
    assert found.keys() == expected.keys()
    for language, ids in found.items():
        one, two = ([held[id_][1] for id_ in ids] for held, ids in (
            (mine, ids), (others, expected[language]),
        ))  # fmt: skip
        assert one == pytest.approx(two, abs=rounding)
    assert index.generation == other.generation


def test_an_empty_index_says_which_command_fills_it(tmp_path):
    with pytest.raises(EmptyIndexError, match="geungeo index FOLDER"):
        SearchIndex(Store(tmp_path / "빈 색인"))


def test_every_chunk_is_a_row_with_its_place_in_its_article(index, store):
    chunks, _ = store.chunks()
    places = [index.place(row) for row in range(len(index.alive))]
    assert [(p.chunk_id, p.document_id, p.language, p.span) for p in places] == [
        (chunk.id, chunk.document_id, chunk.language, chunk.span) for chunk in chunks
    ]
    assert len(index) == len(index.lexical) == len(chunks)
    assert index.generation == store.generation()


def test_each_language_has_its_own_pool_and_every_chunk_is_in_one(index, query):
    assert sorted(index.languages) == ["en", "es", "ja", "ko", "th", "zh"]
    masks = [index.in_language(code) for code in index.languages]
    assert np.array_equal(np.sum(masks, axis=0), np.ones(len(index)))
    for code, mask in zip(index.languages, masks, strict=True):
        rows, _ = index.nearest(query, code, top_k=99, among=index.alive)
        assert sorted(rows) == np.flatnonzero(mask).tolist()
        assert {index.place(row).language for row in rows} == {code}
    assert not index.in_language("vi").any()


def test_the_nearest_come_best_first_with_the_cosines_of_the_stored_vectors(index, store, query):
    _, vectors = store.chunks()
    cosines = vectors @ query[0]
    for code in index.languages:
        rows, scores = index.nearest(query, code, top_k=2, among=index.alive)
        mine = np.flatnonzero(index.in_language(code))
        assert rows.tolist() == mine[np.argsort(-cosines[mine])][:2].tolist()
        assert scores == pytest.approx(cosines[rows], abs=1e-5)
    backwards = np.arange(len(vectors))[::-1]
    assert index.cosines(query, backwards) == pytest.approx(cosines[::-1], abs=1e-5)
    assert index.cosines(query, backwards[:0]).shape == (0,)


def test_a_mask_acts_inside_the_search(index, query):
    rows, _ = index.nearest(query, "ko", top_k=99, among=index.alive)
    last = np.zeros(len(index), dtype=np.bool_)
    last[rows[-1]] = True
    assert index.nearest(query, "ko", top_k=1, among=last)[0].tolist() == [rows[-1]]
    assert index.nearest(query, "en", top_k=1, among=last)[0].tolist() == []


def test_the_rows_of_articles_are_those_of_their_chunks(index, store):
    one, *_, other = store.documents()
    mask = index.of_documents([other.id, one.id, "nothing has this id"])
    named = {index.place(row).document_id for row in np.flatnonzero(mask)}
    assert named == {one.id, other.id}
    assert mask.sum() == sum(c.document_id in named for c in store.chunks()[0])
    assert not index.of_documents([]).any()


def test_the_rows_of_one_article_have_its_number(index, store):
    numbers = index.articles_of(np.arange(len(index.alive)))
    assert index.article_count == len(store.documents()) == len(set(numbers.tolist()))
    assert set(numbers.tolist()) == set(range(index.article_count))
    ids = [index.place(row).document_id for row in range(len(index.alive))]
    assert len(ids) > len(set(ids))  # some article has several chunks
    assert len(set(zip(numbers.tolist(), ids, strict=True))) == index.article_count


def test_an_article_that_comes_later_gets_the_next_number(index, store):
    before, count = index.articles_of(np.arange(len(index.alive))), index.article_count
    new = put(store, 1, "vi")
    index.refresh()
    after = index.articles_of(np.arange(len(index.alive)))
    assert after[: len(before)].tolist() == before.tolist()
    assert index.article_count == count + 1
    assert set(after[len(before) :].tolist()) == {count}
    assert np.array_equal(index.of_documents([new.id]), after == count)


def kinds_by_tens(count):
    """Return the kinds of vector index as if thousands were tens."""
    return Kind.FLAT if count <= 10 else Kind.HALF if count <= 20 else Kind.CELLS


@pytest.fixture
def small_kinds(monkeypatch):
    monkeypatch.setattr("index.search_index.kind_for", kinds_by_tens)
    monkeypatch.setattr("index.vector_index.kind_for", kinds_by_tens)
    monkeypatch.setattr("index.vector_index._PROBES", 99)


@pytest.mark.parametrize("seed", range(8))
def test_an_index_that_followed_the_store_is_like_one_loaded_afresh(tmp_path, query, seed):
    store, chance = Store(tmp_path), random.Random(seed)
    documents = [put(store, 1000 * seed)]
    index = SearchIndex(store)
    for number in range(1000 * seed + 1, 1000 * seed + 31):
        for _ in range(chance.randint(0, 2)):
            language = chance.choice(LANGUAGES)
            documents.append(put(store, chance.randint(0, 40) + 99 * seed, language))
        if chance.random() < 0.5 and len(store.documents()) > 1:
            gone = chance.choice(store.documents())
            store.remove_document(gone.id)
            if chance.random() < 0.3:  # it comes back, as other chunks
                put_document(store, gone, BigramEmbedder())
        if number % 3 == 0:
            index.refresh()
            assert_same(index, SearchIndex(store), query)


@pytest.mark.usefixtures("small_kinds")
def test_a_growing_language_goes_from_kind_to_kind_and_keeps_its_vectors(
    tmp_path, query, monkeypatch
):
    store, kinds = Store(tmp_path), []

    def recorded(vectors):
        kinds.extend([kinds_by_tens(len(vectors))] if len(vectors) else [])
        return VectorIndex(vectors)

    put(store, 0, words=150)
    index = SearchIndex(store)
    for number in range(1, 16):
        put(store, number, words=150)
        with monkeypatch.context() as patch:
            patch.setattr("index.search_index.VectorIndex", recorded)
            index.refresh()
        assert_same(index, SearchIndex(store), query, rounding=0.1)  # few rows train its cells
    assert kinds == [Kind.HALF, Kind.CELLS]  # made anew only where the kind changes


def test_what_is_gone_is_in_no_search_and_a_quarter_gone_is_cleared_away(tmp_path, query):
    store = Store(tmp_path)
    documents = [put(store, number) for number in range(8)]
    index = SearchIndex(store)
    rows = len(index.alive)
    store.remove_document(documents[0].id)
    index.refresh()
    assert len(index.alive) == rows > len(index)
    assert_same(index, SearchIndex(store), query)
    assert index.place(0).document_id == documents[0].id  # rows keep their meaning
    for document in documents[1:4]:
        store.remove_document(document.id)
    index.refresh()
    assert len(index.alive) == len(index)
    assert_same(index, SearchIndex(store), query)


def test_a_language_that_comes_or_goes_has_its_pool(tmp_path, query):
    store = Store(tmp_path)
    for number in range(8):
        put(store, number)
    index = SearchIndex(store)
    thai = put(store, 99, "th")
    index.refresh()
    rows, _ = index.nearest(query, "th", top_k=9, among=index.alive)
    assert {index.place(row).document_id for row in rows} == {thai.id}
    store.remove_document(thai.id)
    index.refresh()
    assert index.nearest(query, "th", top_k=9, among=index.alive)[0].tolist() == []
    put_document(store, thai, BigramEmbedder())
    index.refresh()
    assert_same(index, SearchIndex(store), query)


def test_an_article_that_came_and_went_between_two_looks_was_never_there(tmp_path, query):
    store = Store(tmp_path)
    put(store, 1)
    index = SearchIndex(store)
    store.remove_document(put(store, 2).id)
    index.refresh()
    assert_same(index, SearchIndex(store), query)


def test_nothing_left_is_refused_and_what_comes_then_is_found(tmp_path, query):
    store = Store(tmp_path)
    first = put(store, 1)
    index = SearchIndex(store)
    store.remove_document(first.id)
    for _ in range(2):
        with pytest.raises(EmptyIndexError):
            index.refresh()
    put(store, 2, "en")
    index.refresh()
    assert_same(index, SearchIndex(store), query)


def test_an_older_index_put_in_place_is_loaded_whole(tmp_path, query):
    old, store = Store(tmp_path / "old"), Store(tmp_path / "index")
    put(old, 1, "ja")
    for number in range(5):
        put(store, number)
    index = SearchIndex(store)
    assert old.generation() < index.generation
    for one in (old, store):
        one.close()
    for path in store.folder.iterdir():
        path.unlink()
    shutil.copy(old.path, store.path)
    index.refresh()
    assert index.languages == ("ja",)
    assert_same(index, SearchIndex(old), query)
