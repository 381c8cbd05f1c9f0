import os
import sqlite3
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunker import TARGET_TOKENS
from index.database import Database
from index.documents import Document, Dropped, Landmark
from index.errors import IndexDamagedError, UserError
from index.prepare import prepare_document, searched_heading
from index.store import FILE_NAME, Store
from index.sync import put_document, sync_index
from index.terms import extract_terms, term_key
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder
from tests.index_contents import files_holding, problems_of
from tests.sync_process import run_and_kill

HALF = 1e-3  # vectors are stored in half precision


def numbered(number, words="", **fields):
    text = f"{number}번 기사의 첫 문장이다. {words}\nその二番目の文。 Third sentence {number}."
    return Document(f"{number}호", text, "ko", f"/기사/{number}.md", **fields)


def put(store, *documents, embedder=None):
    for document in documents:
        put_document(store, document, embedder or BigramEmbedder())


# -- a full disk -----------------------------------------------------------------------------


def test_a_full_disk_ends_the_run_with_its_cause_and_keeps_what_was_stored(tmp_path, monkeypatch):
    folder, data = tmp_path / "기사", tmp_path / "색인"
    folder.mkdir()
    for number in range(30):
        document = numbered(number, f"{number}의 말이 이어진다. " * 30)
        (folder / f"{number:02}.md").write_text(
            f"---\ntitle: {number}\n---\n{document.text}", "utf-8"
        )
    take = Database._take

    def take_little(self):
        connection = take(self)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    monkeypatch.setattr(Database, "_take", take_little)
    store = Store(data)
    with pytest.raises(UserError, match="disk is full") as caught:
        sync_index(store, [folder], BigramEmbedder())
    assert not isinstance(caught.value, IndexDamagedError)
    stored = store.counts()["documents"]
    assert 0 < stored < 30
    assert problems_of(store) == []
    monkeypatch.undo()
    store.close()
    embedder = BigramEmbedder()
    report = sync_index(Store(data), [folder], embedder)
    assert (report.unchanged, len(report.new)) == (stored, 30 - stored)
    assert Store(data).counts()["documents"] == 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_file_that_may_not_grow_is_not_called_damaged(tmp_path):
    """A disk quota shows itself so: writing fails, and not for want of space on the disk."""
    put(Store(tmp_path), numbered(0))
    size = (tmp_path / FILE_NAME).stat().st_size

    def write_much():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        with pytest.raises(UserError) as caught:
            put(Store(tmp_path), *(numbered(n, "늘어나는 말 " * 200) for n in range(1, 40)))
        (tmp_path / "said").write_text(f"{type(caught.value).__name__} {caught.value.en}", "utf-8")

    assert run_and_kill(write_much, after=None) is False
    said = (tmp_path / "said").read_text("utf-8")
    assert said.startswith("UserError"), said
    assert "damaged" not in said
    assert problems_of(Store(tmp_path)) == []


# -- nothing of what was removed is left -----------------------------------------------------


def secret(number):
    """Return words that no other article has, long enough to be nowhere by chance."""
    return f"비밀스러운 문장 {number * 7919} 끝"


@pytest.mark.parametrize("seed", range(3))
def test_what_was_removed_is_in_no_file_of_the_index(tmp_path, seed):
    random, data = Random(seed), tmp_path / "색인"
    store, reader = Store(data), Store(data)
    documents = [
        numbered(
            number,
            f"{secret(number)}. " + "덧붙인 말이다. " * random.choice((0, 3, 40, 400)),
            dropped=(Dropped(f"떼어 낸 {secret(number)}", "menu"),),
            raw=f"쪽 전체 {secret(number)}" * random.choice((0, 1, 50)),
            landmarks=(Landmark(0, "heading", f"소제목 {secret(number)}"),),
            site="garam.example" if number % 2 else "",
        )
        for number in range(60)
    ]
    put(store, *documents)
    retriever = HybridRetriever(reader, BigramEmbedder())
    retriever.retrieve("첫 문장", language="ko")
    assert files_holding(data, secret(3))
    gone = random.sample(range(60), 30)
    for number in gone:
        store.remove_document(documents[number].id)
        assert files_holding(data, secret(number)) == []
        reader.documents([documents[number].id])
    assert [n for n in gone if files_holding(data, secret(n))] == []
    kept = [n for n in range(60) if n not in gone]
    assert all(files_holding(data, secret(n)) for n in kept)
    assert problems_of(store) == []


def test_a_sync_without_the_file_leaves_nothing_of_it_while_a_reader_is_open(tmp_path):
    folder, data = tmp_path / "기사", tmp_path / "색인"
    folder.mkdir()
    for number in range(12):
        text = f"---\ntitle: {number}\n---\n{numbered(number, secret(number)).text}"
        (folder / f"{number}.md").write_text(text, "utf-8")
    store, reader = Store(data), Store(data)
    sync_index(store, [folder], BigramEmbedder())
    retriever = HybridRetriever(reader, BigramEmbedder())
    retriever.retrieve(secret(5), language="ko")
    (folder / "5.md").unlink()
    (folder / "6.md").write_text("---\ntitle: 고침\n---\n고친 기사다.", "utf-8")
    sync_index(store, [folder], BigramEmbedder())
    assert files_holding(data, secret(5)) == files_holding(data, secret(6)) == []
    found = retriever.retrieve(secret(5), language="ko")
    assert not any(secret(5) in passage.document.text for passage in found.passages)


def test_what_a_reader_kept_from_being_scrubbed_goes_with_the_next_run(tmp_path):
    store, reader = Store(tmp_path), Store(tmp_path)
    put(store, numbered(1, secret(1)), numbered(2))
    with reader.database.reading() as connection:
        connection.execute("SELECT * FROM documents").fetchall()
        with store.database.writing() as writing:
            writing.execute("PRAGMA busy_timeout = 50")
        store.remove_document(numbered(1, secret(1)).id)
        assert [d.title for d in store.documents()] == ["2호"]
    sync_index(store, None, BigramEmbedder())
    assert files_holding(tmp_path, secret(1)) == []


def test_clearing_leaves_nothing_in_any_table_or_file(tmp_path):
    store = Store(tmp_path)
    pages = [
        numbered(n, f"{secret(1)}\n되풀이되는 줄이 여기에 있다.", site="garam.example")
        for n in range(4)
    ]
    put(store, *pages)
    sync_index(store, None, BigramEmbedder())
    put(store, numbered(9, site="다른.example"))
    store.clear()
    assert files_holding(tmp_path, secret(1)) == []
    with store.database.reading() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        left = {
            table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for (table,) in tables
            if table not in ("meta", "removed_chunks")
        }
    assert not any(left.values()), left


# -- readers and writers ---------------------------------------------------------------------


def test_a_reader_sees_what_was_added_and_removed_without_being_opened_again(tmp_path):
    store = Store(tmp_path)
    put(store, numbered(1), numbered(2))
    retriever = HybridRetriever(Store(tmp_path), BigramEmbedder())

    def found():
        passages = retriever.retrieve("번 기사의 첫 문장", language="ko", top_k=20).passages
        return sorted(passage.document.title for passage in passages)

    assert found() == ["1호", "2호"]
    put(store, numbered(3))
    assert found() == ["1호", "2호", "3호"]
    store.remove_document(numbered(1).id)
    put(store, numbered(4))
    assert found() == ["2호", "3호", "4호"]


def test_a_reader_of_an_index_that_was_emptied_finds_only_what_came_after(tmp_path):
    store = Store(tmp_path)
    put(store, *(numbered(n) for n in range(30)))
    retriever = HybridRetriever(Store(tmp_path), BigramEmbedder())
    store.remove_files([f"/기사/{n}.md" for n in range(30)])
    for _ in range(2):
        with pytest.raises(UserError, match="holds no articles"):
            retriever.retrieve("기사", language="ko")
    put(store, numbered(99))
    (passage,) = retriever.retrieve("번 기사의 첫 문장", language="ko").passages
    assert passage.document.title == "99호"


def test_a_reader_with_another_embedder_leaves_no_trace_in_an_empty_index(tmp_path):
    store = Store(tmp_path)
    sync_index(store, None, BigramEmbedder())
    put(store, numbered(1))
    retriever = HybridRetriever(Store(tmp_path), BigramEmbedder())
    store.clear()
    with pytest.raises(UserError):
        retriever.retrieve("기사", language="ko")
    assert store.settings() == {}
    sync_index(store, None, BigramEmbedder("others@2"))
    assert store.settings()["embedder"] == "others@2"


def test_a_transaction_that_fails_changes_nothing_and_the_next_one_works(tmp_path):
    database = Database(tmp_path / "a.sqlite3")
    with database.writing() as connection:
        connection.execute("CREATE TABLE things (name TEXT)")
    with pytest.raises(KeyError), database.writing() as connection:
        connection.execute("INSERT INTO things VALUES ('반쪽')")
        raise KeyError
    with database.reading() as connection:
        assert connection.execute("SELECT * FROM things").fetchall() == []
    with database.writing() as connection:
        connection.execute("INSERT INTO things VALUES ('온전')")
    with database.reading() as connection:
        assert connection.execute("SELECT * FROM things").fetchall() == [("온전",)]


def test_another_programs_database_is_not_written_into(tmp_path):
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("CREATE TABLE documents (mine TEXT)")
    connection.close()
    with pytest.raises(IndexDamagedError):
        Store(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert names == [("documents",)]


# -- whatever the words ----------------------------------------------------------------------

SCRIPTS = st.sampled_from(
    "가나다라힣ㄱ한글 あいうアイ漢字一二 Latin Ñandú straße Ωμέγα Москва שלום مرحبا हिन्दी ไทย "
    "မြန်မာ ქართული 0123456789 .!?。！？…,;:—()[]«»\"'“”‘’ 🚲👩‍🌾é\u0301\u200d\u00ad½㎞Ⅳ％"
)
WORDS = st.text(SCRIPTS | st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
LINE = WORDS.map(lambda line: " ".join(line.split())).filter(bool)


@settings(max_examples=50, deadline=None)
@given(
    lines=st.lists(LINE, min_size=1, max_size=12),
    title=WORDS,
    published=st.sampled_from(("", "2024-02-29", "2024-02-29T23:59+09:00")),
    language=st.sampled_from(("ko", "ja", "th", "ar", "xx", "")),
)
def test_any_article_comes_back_with_its_spans_terms_and_vectors(
    tmp_path_factory, lines, title, published, language
):
    text = "\n".join(lines)
    document = Document(title, text, language, "/글.md", published=published, site="가.example")
    store, embedder = Store(tmp_path_factory.mktemp("any")), BigramEmbedder()
    put(store, document, embedder=embedder)
    assert store.documents() == [document]
    chunks, vectors = store.chunks()
    heading = searched_heading(document)
    texts = [f"{heading}\n{chunk.span.of(text)}" for chunk in chunks]
    assert np.allclose(vectors, embedder.embed_passages(texts), atol=HALF)
    for chunk, searched in zip(chunks, texts, strict=True):
        assert chunk.terms.tolist() == [term_key(term) for term in extract_terms(searched)]
    sentences, rows = store.sentences_of_chunks([chunk.id for chunk in chunks])
    vector_of = {s.span: row for (_, s), row in zip(sentences, rows, strict=True)}
    spans, rows = sorted(vector_of), [vector_of[span] for span in sorted(vector_of)]
    assert np.allclose(rows, embedder.embed_passages([span.of(text) for span in spans]), atol=HALF)
    covered = {n for span in spans for n in range(span.start, span.end)}
    assert {n for n, character in enumerate(text) if not character.isspace()} <= covered
    assert sum(span.end - span.start for span in spans) == len(covered)
    assert {n for chunk in chunks for n in range(chunk.span.start, chunk.span.end)} >= covered
    prepared = prepare_document(document, embedder.count_tokens)
    assert not store.missing(prepared.texts.keys())
    assert all(
        sum(embedder.count_tokens([chunk.span.of(text)])) <= TARGET_TOKENS + 300 for chunk in chunks
    )
    assert problems_of(store) == []
