import sqlite3
import threading
from dataclasses import replace

import numpy as np
import pytest

from index.dictionary import Dictionary
from index.documents import Document, Dropped
from index.errors import IndexDamagedError, IndexMismatchError, UserError
from index.prepare import (
    PREPARATION_VERSION,
    preparation,
    prepare_document,
    searched_heading,
)
from index.schema import FORMAT_VERSION
from index.store import FILE_NAME, Store
from index.stored_rows import FileState
from index.sync import put_document
from index.terms import term_key, use_dictionary
from tests.fakes import BigramEmbedder

WANTED = {"embedder": "bigrams@1", "dim": "256", "target_tokens": "200"}
HALF = 1e-3  # vectors are stored in half precision
TEXT = "가람시는 다리를 놓았다. 橋は420メートルだ。\nThe bridge is open. ตลาดเปิดแล้ว 🚲"


def document_of(text=TEXT, *, title="가람교 개통", source="a.md", **fields):
    return Document(title=title, text=text, language="ko", source=source, **fields)


def add(store, document):
    put_document(store, document, BigramEmbedder())


@pytest.fixture
def names():
    """Yield what changes the dictionary of names; there is none afterwards."""
    yield lambda *entries: use_dictionary(Dictionary(entries))
    use_dictionary(Dictionary())


def test_a_document_comes_back_as_it_was_stored(tmp_path):
    document = document_of(
        publisher="みどり新報",
        reporter="한도담",
        published="2024-05-01T09:30",
        modified="2024-05-02",
        tags=("다리", "it's 50%", "🚲 길"),
        dropped=(Dropped("메뉴", "button"), Dropped("ⓒ «Añil»", "after the article")),
    )
    add(Store(tmp_path), document)
    (found,) = Store(tmp_path).documents()
    assert found == document
    assert found.dropped == document.dropped
    assert found.id == document.id


def test_chunks_and_sentences_come_back_with_their_words_terms_and_vectors(tmp_path):
    store, document, embedder = Store(tmp_path), document_of(), BigramEmbedder()
    add(store, document)
    (chunk,), vectors = store.chunks()
    assert (chunk.document_id, chunk.language) == (document.id, "ko")
    assert chunk.span.of(document.text) == document.text
    assert {term_key(term) for term in ("가람", "다리", "bridge")} <= set(chunk.terms.tolist())
    searched = f"{searched_heading(document)}\n{TEXT}"
    assert np.allclose(vectors, embedder.embed_passages([searched]), atol=HALF)
    sentences, rows = store.sentences_of_chunks([chunk.id])
    assert {chunk_id for chunk_id, _ in sentences} == {chunk.id}
    texts = [sentence.span.of(document.text) for _, sentence in sentences]
    assert texts == [
        *("가람시는 다리를 놓았다.", "橋は420メートルだ。", "The bridge is open."),
        "ตลาดเปิดแล้ว 🚲",
    ]
    assert np.allclose(rows, embedder.embed_passages(texts), atol=HALF)
    assert rows.dtype == vectors.dtype == np.float32
    assert store.counts() == {"documents": 1, "chunks": 1, "sentences": 4}


def test_an_exception_in_the_middle_of_a_document_leaves_nothing_of_it(tmp_path):
    store, document = Store(tmp_path), document_of()
    add(store, document_of("먼저 있던 기사다.", source="b.md"))
    before = store.counts(), store.generation()
    prepared = prepare_document(document, BigramEmbedder().count_tokens)
    some = {hash_: np.zeros(256, dtype=np.float32) for hash_ in list(prepared.texts)[:2]}
    with pytest.raises(KeyError):
        store.put_document(prepared, some, file="a.md")
    assert (store.counts(), store.generation()) == before
    assert store.documents([document.id]) == []


def test_documents_come_in_order_of_publication_all_or_those_asked_for(tmp_path):
    store = Store(tmp_path)
    months = [
        document_of("달마다 나온다.", source=f"{12 - n}.md", published=f"2024-{n:02}-01")
        for n in range(1, 8)
    ]
    for document in reversed(months):
        add(store, document)
    assert store.documents() == months
    assert store.documents([months[3].id, "nothing", months[1].id]) == [months[1], months[3]]
    assert store.documents([]) == []


def test_a_document_goes_with_the_last_file_that_holds_it(tmp_path):
    store, document = Store(tmp_path), document_of()
    add(store, document)
    add(store, replace(document, source="copy.md"))
    store.remove_files(["a.md"])
    assert [found.source for found in store.documents()] == ["copy.md"]
    store.remove_files(["copy.md"])
    assert store.counts() == {"documents": 0, "chunks": 0, "sentences": 0}
    assert store.sources() == {}


def test_a_file_with_new_content_drops_the_old_document(tmp_path):
    store = Store(tmp_path)
    add(store, document_of("옛 내용이다."))
    new = document_of("新しい内容だ。")
    add(store, new)
    assert store.documents() == [new]
    assert store.sources() == {"a.md": new.id}


def test_without_a_dictionary_articles_are_prepared_with_the_version_alone(names):
    assert preparation() == PREPARATION_VERSION
    seen = [preparation()]
    for entries in [(("Port Ellis",),), (("Port Ellis", "PE"),), (("Port Ellis",), ("Añil",))]:
        names(*entries)
        seen.append(preparation())
    assert len(set(seen)) == len(seen)
    assert all(0 < number < 2**63 for number in seen)  # SQLite keeps it
    assert {number % 256 for number in seen} == {PREPARATION_VERSION}
    names(("Añil",), ("Port Ellis",))
    assert preparation() == seen[-1]  # the order of the lines is nothing
    names()
    assert preparation() == PREPARATION_VERSION


def test_a_file_that_was_read_with_another_dictionary_counts_as_unread(tmp_path, names):
    store, state = Store(tmp_path), FileState(9, 1, 2, "ab" * 32)
    document = document_of("The bridge of Port Ellis is open.", title="Bridge")

    def read_file():
        add(store, document)
        store.finish_file("a.md", state, [document.source])

    read_file()
    assert store.files() == {"a.md": state}
    names(("Port Ellis", "PE"))
    assert store.files() == {}
    assert store.known_files() == ["a.md"]
    read_file()
    assert store.files() == {"a.md": state}
    (chunk,), _ = store.chunks()
    assert term_key("=port_ellis") in chunk.terms
    names(("Port Ellis", "PEL"))
    assert store.files() == {}
    names()
    assert store.files() == {}
    read_file()
    assert store.files() == {"a.md": state}
    assert term_key("=port_ellis") not in store.chunks()[0][0].terms
    assert store.documents() == [document]


def test_the_generation_grows_with_every_change(tmp_path):
    store = Store(tmp_path)
    seen = [store.generation()]
    changes = (
        lambda: put_document(store, document_of(), BigramEmbedder()),
        lambda: put_document(store, document_of("고친 글이다."), BigramEmbedder()),
        lambda: store.remove_files(["a.md"]),
        lambda: store.clear(),
    )
    for change in changes:
        change()
        seen.append(Store(tmp_path).generation())
    assert seen[0] == 0
    assert seen == sorted(set(seen))


def test_clearing_forgets_articles_and_settings(tmp_path):
    store = Store(tmp_path)
    store.require_settings(WANTED, record=True)
    add(store, document_of())
    store.clear()
    assert store.counts() == {"documents": 0, "chunks": 0, "sentences": 0}
    assert store.settings() == {}
    assert store.sources() == {}


def test_a_new_index_takes_any_settings_and_keeps_them(tmp_path):
    Store(tmp_path).require_settings(WANTED, record=True)
    store = Store(tmp_path)
    assert store.settings() == WANTED
    store.require_settings(WANTED)


@pytest.mark.parametrize(
    ("field", "value"), [("embedder", "others@2"), ("dim", "384"), ("target_tokens", "100")]
)
def test_other_settings_are_refused_with_the_field_and_the_command_that_helps(
    tmp_path, field, value
):
    store = Store(tmp_path)
    store.require_settings(WANTED, record=True)
    with pytest.raises(IndexMismatchError) as caught:
        store.require_settings({**WANTED, field: value})
    for message in (caught.value.ko, caught.value.en):
        assert f"{field}: {WANTED[field]} ≠ {value}" in message
        assert "geungeo index --rebuild" in message
        assert message.count("≠") == 1
    assert store.settings() == WANTED


def test_an_index_of_a_newer_format_is_refused_and_left_alone(tmp_path):
    Store(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    connection.close()
    with pytest.raises(IndexMismatchError, match=f"newer version.*format {FORMAT_VERSION + 1}"):
        Store(tmp_path)


def test_a_file_that_is_no_index_is_called_damaged(tmp_path):
    (tmp_path / FILE_NAME).write_text("이것은 색인이 아니다. " * 200, encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="not a database") as caught:
        Store(tmp_path)
    assert "geungeo index" in caught.value.en
    assert str(tmp_path / FILE_NAME) in caught.value.ko


def test_an_index_with_overwritten_pages_is_called_damaged(tmp_path, store):
    store.check()
    store.scrub()
    store.close()
    data = store.path.read_bytes()
    store.path.write_bytes(data[:4096] + b"\xee" * (len(data) - 4096))
    with pytest.raises(IndexDamagedError):
        store.check()
    with pytest.raises(IndexDamagedError):
        store.documents()


def test_an_index_that_breaks_its_own_rules_is_called_damaged(store):
    with sqlite3.connect(store.path) as connection:
        connection.executescript(
            "CREATE TABLE extra (x); INSERT INTO extra VALUES (NULL); PRAGMA writable_schema = 1;"
            "UPDATE sqlite_master SET sql = 'CREATE TABLE extra (x NOT NULL)' WHERE name = 'extra';"
        )
    connection.close()
    with pytest.raises(IndexDamagedError, match="NULL value"):
        store.check()


def test_an_index_whose_tables_are_gone_is_called_damaged(tmp_path):
    store = Store(tmp_path)
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TABLE chunks")
    connection.close()
    with pytest.raises(IndexDamagedError, match="no such table"):
        store.chunks()


def test_a_folder_that_cannot_be_written_is_refused_with_a_cure(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="--data"):
        Store(tmp_path / "file")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("database or disk is full", "the disk is full"),
        ("attempt to write a readonly database", "can't be opened or written"),
        ("database is locked", "another process is indexing"),
    ],
)
def test_what_sqlite_complains_of_is_said_with_its_cure(tmp_path, monkeypatch, reason, words):
    class Refusing:
        def execute(self, *args):
            raise sqlite3.OperationalError(reason)

        def close(self):
            pass

    store = Store(tmp_path)
    store.close()
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: Refusing())
    with pytest.raises(UserError, match=words) as caught:
        store.clear()
    assert not isinstance(caught.value, IndexDamagedError)


def test_two_readers_never_see_half_a_document_while_one_writes(tmp_path):
    store = Store(tmp_path)
    documents = [
        document_of(f"{n}번째 기사다. 둘째 문장이다. 第三文。", source=f"{n}.md") for n in range(12)
    ]
    written = threading.Event()
    problems = []

    def read():
        reader = Store(tmp_path)
        while not written.is_set():
            try:
                for chunk in reader.chunks()[0]:
                    sentences, vectors = reader.sentences_of_chunks([chunk.id])
                    if len(sentences) != 3 or len(vectors) != 3:
                        problems.append(len(sentences))
            except Exception as error:
                problems.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for document in documents:
        add(store, document)
    written.set()
    for reader in readers:
        reader.join()
    assert problems == []
    assert store.counts()["documents"] == len(documents)
