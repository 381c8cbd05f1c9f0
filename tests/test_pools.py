from dataclasses import replace

import numpy as np
import pytest

from evaluation.pools import Pools, RememberingEmbedder
from evaluation.squad import as_articles, read_squad
from index.sync import index_settings
from tests.fakes import BigramEmbedder
from tests.squad_files import squad_file


@pytest.fixture
def sets(tmp_path):
    return [read_squad(squad_file(tmp_path, code)) for code in ("ko", "en")]


def sources(store):
    return sorted(store.sources())


def test_a_pool_holds_the_documents_of_its_sets_and_no_others(tmp_path, sets):
    pools = Pools(tmp_path / "색인", BigramEmbedder())
    both, one = pools.open("both", sets), pools.open("one", sets[1:])
    assert sources(both) == [f"set.{code}/{n}" for code in ("en", "ko") for n in range(4)]
    assert sources(one) == [f"set.en/{n}" for n in range(4)]
    assert sources(pools.open("both", sets[:1])) == [f"set.ko/{n}" for n in range(4)]


def test_no_text_is_embedded_twice_by_any_pool_or_run(tmp_path, sets):
    model = BigramEmbedder()
    pools = Pools(tmp_path / "색인", model)
    pools.open("both", sets)
    seen = list(model.embedded)
    assert len(seen) == len(set(seen)) > 0
    pools.open("korean", sets[:1])
    Pools(tmp_path / "색인", model).open("english", sets[1:])
    assert model.embedded == seen
    pools.open("articles", [as_articles(sets[0])])  # whole articles have chunks of their own
    assert 0 < len(model.embedded) - len(seen) < 4


def test_a_pool_of_an_earlier_run_is_used_as_it_is(tmp_path, sets):
    first = Pools(tmp_path / "색인", BigramEmbedder()).open("both", sets)
    generation, (rows, vectors) = first.generation(), first.chunks()
    again = Pools(tmp_path / "색인", BigramEmbedder()).open("both", sets)
    assert again.generation() == generation
    assert [row.id for row in again.chunks()[0]] == [row.id for row in rows]
    np.testing.assert_array_equal(again.chunks()[1], vectors)


def test_another_file_of_the_same_name_takes_the_place_of_the_first(tmp_path, sets):
    pools = Pools(tmp_path / "색인", BigramEmbedder())
    pools.open("ko", sets[:1])
    documents = (*sets[0].documents[:2], replace(sets[0].documents[2], text="배가 돌아온다."))
    store = pools.open("ko", [replace(sets[0], documents=documents)])
    assert sorted(d.text for d in store.documents()) == sorted(d.text for d in documents)


def test_a_pool_of_another_embedder_is_made_anew(tmp_path, sets):
    Pools(tmp_path / "색인", BigramEmbedder("old@1")).open("both", sets)
    model = BigramEmbedder("new@1")
    store = Pools(tmp_path / "색인", model).open("both", sets)
    assert store.settings() == index_settings(model)
    assert model.embedded
    assert len(sources(store)) == 8


def test_what_another_version_prepared_is_prepared_again_without_embedding(tmp_path, sets):
    model = BigramEmbedder()
    store = Pools(tmp_path / "색인", model).open("both", sets)
    with store.database.writing() as connection:
        connection.execute("UPDATE documents SET prepared = 0 WHERE language = 'ko'")
        connection.execute("UPDATE chunks SET terms = x''")
    embedded = list(model.embedded)
    rows, _ = Pools(tmp_path / "색인", model).open("both", sets).chunks()
    assert {row.language: len(row.terms) > 0 for row in rows} == {"ko": True, "en": False}
    assert model.embedded == embedded
    assert len(sources(store)) == 8


def test_a_question_is_embedded_once_and_alike_texts_share_a_row():
    model = BigramEmbedder()
    embedder = RememberingEmbedder(model)
    rows = embedder.embed_queries(["몇 권?", "몇 층?", "몇 권?"])
    np.testing.assert_array_equal(embedder.embed_queries(["몇 권?"])[0], rows[2])
    assert model.embedded == ["몇 권?", "몇 층?"]
    assert embedder.embed_passages(["가", "나", "가"]).shape == (3, model.dim)
    assert (embedder.name, embedder.count_tokens(["가나다"])) == (model.name, [2])
