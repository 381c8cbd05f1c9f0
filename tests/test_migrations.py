"""`data/index-format-N.sqlite3` were built by the versions before, over five of the articles."""

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.documents import Dropped, Landmark
from index.filters import Filter, Kind
from index.prepare import searched_heading
from index.schema import FORMAT_VERSION
from index.store import FILE_NAME, Store
from index.sync import index_settings, sync_index
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder
from tests.index_contents import differences, problems_of

DATA = Path(__file__).parent / "data"
HALF = 1e-3  # vectors are stored in half precision


def folder_of(version, tmp_path):
    """Return a data folder with the index of an older format."""
    data = tmp_path / f"색인 {version}"
    data.mkdir()
    shutil.copy(DATA / f"index-format-{version}.sqlite3", data / FILE_NAME)
    return data


@pytest.fixture(params=range(1, FORMAT_VERSION))
def version(request):
    """An older format."""
    return request.param


@pytest.fixture
def old(version, tmp_path):
    """A data folder with the index of an older format."""
    return folder_of(version, tmp_path)


@pytest.fixture
def folder(old, articles):
    """The five articles, where that index says they are."""
    with sqlite3.connect(old / FILE_NAME) as connection:
        sources = [source for (source,) in connection.execute("SELECT source FROM sources")]
        columns = [column for _, column, *_ in connection.execute("PRAGMA table_info(sources)")]
        named = [("sources", "source")]
        if "file" in columns:  # format 1 had no files
            named += [("sources", "file"), ("files", "file")]
        for source in sources:
            for table, column in named:
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {column} = ?",
                    (str(articles.resolve() / Path(source).name), source),
                )
    connection.close()
    kept = {Path(source).name for source in sources}
    for path in articles.iterdir():
        if path.name not in kept:
            path.unlink()
    return articles


def test_the_fixture_is_what_the_version_before_wrote(old, version):
    with sqlite3.connect(old / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT COUNT(*) FROM documents").fetchone() == (5,)
    connection.close()


def test_an_index_of_an_older_format_is_brought_to_this_format_when_it_is_opened(old):
    store = Store(old)
    with store.database.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT_VERSION,)
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert not any(name.startswith("old_") for (name,) in names)
    assert store.settings() == index_settings(BigramEmbedder())
    assert store.counts()["documents"] == len(store.sources()) == len(store.known_files()) == 5
    assert problems_of(store) == []


def test_its_tables_are_those_of_a_new_index(old, tmp_path):
    def tables(store):
        with store.database.reading() as connection:
            return sorted(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())

    assert tables(Store(old)) == tables(Store(tmp_path / "새 색인"))


def test_words_spans_and_vectors_are_carried_over(old):
    store, embedder = Store(old), BigramEmbedder()
    documents = {document.id: document for document in store.documents()}
    chunks, vectors = store.chunks()
    texts = [
        f"{searched_heading(documents[c.document_id])}\n{c.span.of(documents[c.document_id].text)}"
        for c in chunks
    ]
    assert {chunk.document_id for chunk in chunks} == set(documents)
    assert np.allclose(vectors, embedder.embed_passages(texts), atol=HALF)
    sentences, rows = store.sentences_of_chunks([chunk.id for chunk in chunks])
    assert {sentence.document_id for _, sentence in sentences} == set(documents)
    texts = [s.span.of(documents[s.document_id].text) for _, s in sentences]
    assert np.allclose(rows, embedder.embed_passages(texts), atol=HALF)
    assert all(len(chunk.terms) for chunk in chunks)


def test_it_can_be_searched_at_once(old):
    retriever = HybridRetriever(Store(old), BigramEmbedder())
    found = retriever.retrieve("노면전차 1호선의 길이", language="ko").passages
    assert "8.4" in found[0].text
    assert found[0].lexical > 0
    assert Path(found[0].document.source).parts[1] == "articles"


def test_the_next_sync_reads_all_again_and_embeds_only_what_is_read_otherwise(old, folder):
    embedder = BigramEmbedder()
    store = Store(old)
    before = {text for document in store.documents() for text in document.text.split("\n")}
    titles = {document.title for document in store.documents()}
    report = sync_index(store, [folder], embedder)
    assert report.errors == []
    same = [d for d in store.documents() if d.title in titles]
    unchanged = [d for d in same if set(d.text.split("\n")) <= before]
    assert len(unchanged) >= 4, "the articles themselves are read otherwise now"
    sentences = {text for d in unchanged for text in d.text.split("\n")}
    assert not sentences & set(embedder.embedded)
    assert report.embedded <= 4
    assert problems_of(store) == []
    assert sync_index(store, [folder], embedder).unchanged == 5


def test_after_that_sync_it_equals_an_index_built_afresh(old, folder, tmp_path):
    store, clean = Store(old), Store(tmp_path / "새 색인")
    for index in (store, clean):
        sync_index(index, [folder], BigramEmbedder())
    assert differences(store, clean) == {}


def test_files_of_the_old_index_that_are_gone_go(old, folder):
    gone = next(path for path in sorted(folder.iterdir()) if path.suffix == ".md")
    gone.unlink()
    report = sync_index(Store(old), [folder], BigramEmbedder())
    assert report.removed == [str(gone.resolve())]
    assert Store(old).counts()["documents"] == 4


def test_a_migration_that_fails_leaves_the_old_index_as_it_was(tmp_path, monkeypatch):
    def fail(*arguments):
        raise KeyError("halfway")

    old = folder_of(1, tmp_path)
    monkeypatch.setattr("index.migrations.pack_terms", fail)
    with pytest.raises(KeyError):
        Store(old)
    monkeypatch.undo()
    with sqlite3.connect(old / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert Store(old).counts()["documents"] == 5


def with_original(old, original):
    """Give the article of an index of format 2 what stood at its source before lines were cut."""
    with sqlite3.connect(old / FILE_NAME) as connection:
        connection.execute("UPDATE sources SET original = ? WHERE id = 1", (original,))
        source = connection.execute("SELECT source FROM sources WHERE id = 1").fetchone()[0]
    connection.close()
    return source


def test_what_stood_at_a_source_of_format_2_is_carried_over(tmp_path):
    old = folder_of(2, tmp_path)
    fields = [
        "다리",
        "메뉴\n橋が開いた。",
        "ja",
        "/쪽.html",
        "가람일보",
        "",
        "2024-05-01",
        "",
        "",
        "",
    ]
    dumped = json.dumps([*fields, '[[3,"page","2"]]', '[["ⓒ","copyright"]]', "가람", "원문"])
    source = with_original(old, dumped)
    original = Store(old).original_at(source)
    assert (original.title, original.text, original.published) == ("다리", fields[1], "2024-05-01")
    assert original.landmarks == (Landmark(3, "page", "2"),)
    assert original.dropped == (Dropped("ⓒ", "copyright"),)
    assert (original.site, original.raw, original.tags) == ("가람", "원문", ())


def test_a_migration_of_format_2_that_fails_leaves_it_as_it_was(tmp_path):
    old = folder_of(2, tmp_path)
    with_original(old, "no JSON")
    with pytest.raises(ValueError, match="Expecting value"):
        Store(old)
    with sqlite3.connect(old / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()
    with_original(old, None)
    assert Store(old).counts()["documents"] == 5


def test_filters_work_on_an_index_of_an_older_format(old):
    store = Store(old)
    assert store.facets().oldest == "2021-03-15"
    assert store.facets().tags == ()
    assert len(store.matching([Filter(Kind.LANGUAGE, "ko")])) == 2
