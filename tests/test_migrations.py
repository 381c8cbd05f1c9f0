"""`data/index-format-1.sqlite3` was built by the version before, over five of the articles."""

import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.prepare import searched_heading
from index.schema import FORMAT_VERSION
from index.store import FILE_NAME, Store
from index.sync import index_settings, sync_index
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder
from tests.index_contents import differences, problems_of

FORMAT_1 = Path(__file__).parent / "data" / "index-format-1.sqlite3"
HALF = 1e-3  # vectors are stored in half precision


@pytest.fixture
def old(tmp_path):
    """A data folder with the index of format 1."""
    data = tmp_path / "색인"
    data.mkdir()
    shutil.copy(FORMAT_1, data / FILE_NAME)
    return data


@pytest.fixture
def folder(old, articles):
    """The five articles, where that index says they are."""
    with sqlite3.connect(old / FILE_NAME) as connection:
        sources = [source for (source,) in connection.execute("SELECT source FROM sources")]
        for source in sources:
            connection.execute(
                "UPDATE sources SET source = ? WHERE source = ?",
                (str(articles.resolve() / Path(source).name), source),
            )
    connection.close()
    kept = {Path(source).name for source in sources}
    for path in articles.iterdir():
        if path.name not in kept:
            path.unlink()
    return articles


def test_the_fixture_is_what_the_version_before_wrote(old):
    with sqlite3.connect(old / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT COUNT(*) FROM documents").fetchone() == (5,)
    connection.close()


def test_an_index_of_format_1_is_brought_to_this_format_when_it_is_opened(old):
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
    sentences, rows = store.sentences(list(documents))
    texts = [s.span.of(documents[s.document_id].text) for s in sentences]
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


def test_a_migration_that_fails_leaves_the_old_index_as_it_was(old, monkeypatch):
    def fail(*arguments):
        raise KeyError("halfway")

    monkeypatch.setattr("index.migrations.pack_terms", fail)
    with pytest.raises(KeyError):
        Store(old)
    monkeypatch.undo()
    with sqlite3.connect(old / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert Store(old).counts()["documents"] == 5
