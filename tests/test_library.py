"""The library: adding, reading again, editing, deleting and bringing back."""

import pytest

from index.errors import SourceError, UserError
from index.lock import index_lock, locked_by
from index.store import Store
from index.sync import sync_index
from page.library import Library
from page.library_list import FileStates
from rag.retriever import HybridRetriever
from rag.verify import CitationState
from tests.fakes import BigramEmbedder
from tests.index_contents import differences, files_holding, problems_of
from tests.library_fakes import FolderBackend, wait_for


def note(title, text="그 이야기가 길게 실렸다."):
    """Return an article as a Markdown file."""
    return f"---\ntitle: {title}\n---\n{text}\n".encode()


@pytest.fixture
def backend(store, embedder):
    return FolderBackend(store.folder, embedder)


@pytest.fixture
def library(backend):
    return Library(backend, undo_seconds=3600, patience=0.3)


def id_of(library, words):
    return next(one.document.id for one in library.listed() if words in one.document.title)


def found(store, embedder, question, language="ko"):
    passages = HybridRetriever(store, embedder).retrieve(question, language=language).passages
    return [passage.document.title for passage in passages]


def states_of(job):
    return [(item.name, item.state) for item in job.items]


# -- adding ----------------------------------------------------------------------------------


def test_files_urls_and_text_are_taken_in_and_each_tells_what_became_of_it(
    library, monkeypatch, embedder
):
    from index.articles import Source

    words = "The harbour of Port Ellis reopened on Monday after two years of repairs. " * 4
    page = f"<html><title>Harbour</title><body><article><h1>Harbour</h1><p>{words}</p>".encode()
    monkeypatch.setattr(
        "page.library.download",
        lambda url: (Source(url, page, url=url, charset="utf-8"), "text/html"),
    )
    job = wait_for(
        library.add(
            [
                ("등대.md", note("등대 축제", "축제가 5월에 열린다.")),
                ("그림.psd", b"8BPS"),
            ],
            ["https://example.org/harbour", "mailto:x"],
            [("항구: 새 다리", "항구의 새 다리가 열렸다.")],
        )
    )
    assert job.state == "done"
    assert states_of(job) == [
        ("등대.md", "done"),
        ("그림.psd", "failed"),
        ("항구: 새 다리", "done"),
        ("https://example.org/harbour", "done"),
        ("mailto:x", "failed"),
    ]
    assert job.items[0].titles == ["등대 축제"]
    assert job.items[2].titles == ["항구_ 새 다리"]
    assert ".psd" in job.items[1].problem.ko and "Supported" in job.items[1].problem.en
    sources = set(library.store.sources())
    assert "https://example.org/harbour" in sources
    assert "등대 축제" in found(library.store, embedder, "등대 축제는 언제 열리나?")
    assert problems_of(library.store) == []


def test_a_file_without_an_article_is_reported_by_its_own_name_and_not_kept(library, store):
    job = wait_for(library.add([("빈 것.txt", b"  \n"), ("된다.txt", "소식\n\n있다.".encode())]))
    assert states_of(job) == [("빈 것.txt", "failed"), ("된다.txt", "done")]
    assert str(store.folder) not in job.items[0].problem.en
    assert job.items[0].problem.en.startswith("빈 것.txt:")
    assert [path.name for path in (store.folder / "added").iterdir()] == ["된다.txt"]


def test_the_same_file_twice_is_one_and_another_of_its_name_is_kept_beside_it(library, store):
    first, second = "소식\n\n첫째 글이다.".encode(), "소식\n\n둘째 글은 전혀 다르다.".encode()
    for content in (first, first, second):
        assert wait_for(library.add([("a.txt", content)])).items[0].state == "done"
    names = sorted(path.name for path in (store.folder / "added").iterdir())
    assert names == ["a (2).txt", "a.txt"]


@pytest.mark.parametrize(
    "name",
    ["../../밖.txt", "C:\\x\\밖.txt", ".밖.txt", "README.md", "nul.txt", "가" * 300 + ".txt",
     "a › b.txt", "a\u202etxt.txt", "x|y?.txt"],
)  # fmt: skip
def test_a_file_may_be_called_what_no_file_may_be_called(library, store, name):
    job = wait_for(library.add([(name, "다리 소식\n\n새 다리가 열렸다.".encode())]))
    assert states_of(job) == [(name, "done")]
    (kept,) = store.folder.rglob("added/*")
    assert kept.parent == store.folder / "added"


def test_an_empty_library_takes_in_its_first_article_with_an_embedder_of_its_own(
    tmp_path, monkeypatch
):
    backend = FolderBackend(tmp_path / "new")
    monkeypatch.setattr("page.library.open_embedder", lambda settings: BigramEmbedder())
    library = Library(backend)
    assert library.listed() == []
    job = wait_for(library.add([], [], [("글", "다리 소식\n\n" + "새 다리가 열렸다. " * 9)]))
    assert job.state == "done"
    assert [one.document.title for one in library.listed()] == ["다리 소식"]
    assert backend.reloads == 1


def test_an_index_of_other_weights_is_not_mixed_with_ours(store):
    library = Library(FolderBackend(store.folder, BigramEmbedder(name="other@1")))
    job = wait_for(library.add([("a.txt", "소식\n\n있다.".encode())]))
    assert job.state == "failed" and "--rebuild" in job.problem.en
    assert job.items[0].state == "failed"


def test_the_page_and_the_pipeline_may_make_a_new_index_at_the_same_time(tmp_path, monkeypatch):
    from index import schema

    Store(tmp_path).close()
    # the first look is from before the other one made it
    monkeypatch.setattr(schema, "_version", _first(0, schema._version))
    assert Store(tmp_path).counts()["documents"] == 0


def _first(value, function):
    values = [value]
    return lambda given: values.pop() if values else function(given)


# -- jobs --------------------------------------------------------------------------------------


def test_jobs_run_one_after_the_other_and_a_stopped_one_does_not_begin(library):
    with index_lock(library.store.folder, waiting=lambda holder: None):
        first = library.add([("a.md", note("하나"))])
        second = library.add([("b.md", note("둘"))])
        third = library.add([("c.md", note("셋"))])
        while not first.holder:
            pass
        assert (first.state, second.state) == ("running", "waiting")
        assert library.jobs.current() == [first, second, third]
        third.stopping.set()
    assert wait_for(third).state == "stopped"
    assert (first.state, second.state, first.holder) == ("done", "done", "")
    assert library.jobs.current() == []


def test_a_job_can_be_stopped_while_it_waits_for_another_process(library):
    with index_lock(library.store.folder, waiting=lambda holder: None):
        job = library.add([("a.md", note("하나"))])
        while not job.holder:
            pass
        job.stopping.set()
        assert wait_for(job).state == "stopped"
    assert wait_for(library.reindex()).state == "done"
    assert id_of(library, "하나")  # nothing is lost


def test_a_lock_is_seen_while_it_is_held_and_only_then(library):
    assert library.locked_by() is None
    with index_lock(library.store.folder, waiting=lambda holder: None):
        assert "PID" in library.locked_by()
    assert library.locked_by() is None
    assert locked_by(library.store.folder / "no such folder") is None


# -- the sources ---------------------------------------------------------------------------------


def test_the_list_tells_what_became_of_each_source(tmp_path, articles, embedder):
    store = Store(tmp_path / "mine")
    sync_index(store, [articles], embedder)
    library = Library(FolderBackend(store.folder, embedder))
    (articles / "garam-tram.txt").write_text("가람시 트램\n\n전혀 다른 글이 되었다.", "utf-8")
    (articles / "midori-observatory.md").unlink()
    touched = articles / "saithan-market.md"
    touched.write_bytes(touched.read_bytes())
    became = {one.document.file.rsplit("/")[-1]: one.state for one in library.listed()}
    assert became.pop("garam-tram.txt") is CitationState.CHANGED
    assert became.pop("midori-observatory.md") is CitationState.REMOVED
    assert set(became.values()) == {CitationState.INTACT}

    before = len(library.listed())
    job = wait_for(library.reindex())
    assert job.state == "done" and job.report["changed"] == 1
    became = {one.document.file.rsplit("/")[-1]: one.state for one in library.listed()}
    assert became.pop("midori-observatory.md") is CitationState.REMOVED  # it stays
    assert set(became.values()) == {CitationState.INTACT} and len(became) == before - 1


def test_a_file_of_the_same_content_at_another_time_is_the_same(tmp_path, store):
    path = tmp_path / "a.txt"
    path.write_text("abc")
    from index.stored_rows import FileState

    known = FileState(3, 0, 0, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    states = FileStates()
    assert states(str(path), known) is CitationState.INTACT
    path.write_text("abd")
    assert states(str(path), known) is CitationState.CHANGED


# -- editing -------------------------------------------------------------------------------------


def test_an_edit_is_searched_and_shown_and_a_rebuild_keeps_it(tmp_path, articles, embedder):
    store = Store(tmp_path / "mine")
    sync_index(store, [articles], embedder)
    library = Library(FolderBackend(store.folder, embedder))
    old = id_of(library, "노면전차")
    edits = {"title": "서해 모노레일 개통", "publisher": "서해신문", "published": "2019-03-02"}
    embedder.embedded.clear()
    new = library.edit(old, edits)
    assert not store.has_document(old)
    assert all("서해 모노레일" in text for text in embedder.embedded)  # headings only
    document = library.document(new)
    assert (document.title, document.publisher, document.date) == tuple(edits.values())
    assert found(store, embedder, "서해 모노레일 개통")[0] == "서해 모노레일 개통"
    assert problems_of(store) == []

    sync_index(store, [articles], embedder)
    assert library.document(new).title == edits["title"]
    sync_index(store, [articles], embedder, rebuild=True)
    assert library.document(new).publisher == edits["publisher"]
    (articles / "garam-tram.txt").rename(articles / "moved.txt")
    sync_index(store, [articles], embedder)
    assert library.document(new).title == edits["title"]


def test_an_edit_can_be_taken_back_and_leaves_nothing(library, store, embedder):
    from index.store import Store as Fresh

    before = Fresh(store.folder)
    documents = before.documents()
    old = id_of(library, "노면전차")
    new = library.edit(library.edit(old, {"title": "다른 제목"}), {"publisher": "다른 곳"})
    assert (library.document(new).title, library.document(new).publisher) == (
        "다른 제목",
        "다른 곳",
    )
    assert library.edit(new, None) == old
    assert store.documents() == documents
    store.scrub()
    assert files_holding(store.folder, "다른 제목") == []


def test_an_edited_article_still_stands_behind_what_was_cited_of_it(library, store):
    from rag.verify import state_of

    cited = library.document(id_of(library, "노면전차"))
    library.edit(cited.id, {"title": "다른 제목"})
    assert state_of(store, cited) is CitationState.INTACT


def test_a_source_that_changes_keeps_its_edit(tmp_path, articles, embedder):
    store = Store(tmp_path / "mine")
    sync_index(store, [articles], embedder)
    library = Library(FolderBackend(store.folder, embedder))
    library.edit(id_of(library, "노면전차"), {"publisher": "서해신문"})
    path = articles / "garam-tram.txt"
    path.write_text(path.read_text("utf-8").replace("13곳", "17곳"), "utf-8")
    sync_index(store, [articles], embedder)
    (document,) = [d for d in store.documents() if d.publisher == "서해신문"]
    assert "17곳" in document.text
    path.unlink()
    sync_index(store, [articles], embedder)
    assert files_holding(store.folder, "서해신문") == []


# -- deleting ------------------------------------------------------------------------------------


def test_what_one_page_breaks_on_does_not_stop_the_others(library, store, monkeypatch):
    def break_(*words, **named):
        raise AttributeError("as_bytes")

    monkeypatch.setattr("page.library.download", break_)
    job = wait_for(library.add([("a.md", note("새 기사"))], ["https://news.example/a"], ""))
    assert sorted(state for _, state in states_of(job)) == ["done", "failed"]
    assert "news.example" in next(i.problem.en for i in job.items if i.state == "failed")


def test_a_deleted_article_is_gone_at_once_and_comes_back_without_embedding(
    library, store, embedder, built_index
):
    gone = id_of(library, "노면전차")
    title = library.document(gone).title
    assert library.delete(gone) == title
    assert title not in found(store, embedder, title)
    assert gone not in {one.document.id for one in library.listed()}
    embedder.embedded.clear()
    assert library.undo(gone) == title
    assert embedder.embedded == []
    assert title in found(store, embedder, title)
    assert differences(store, Store(built_index)).keys() <= {"unsettled_sites"}
    assert problems_of(store) == []


def test_an_edited_article_comes_back_as_it_was_edited(library, store):
    edited = library.edit(id_of(library, "노면전차"), {"title": "서해 모노레일"})
    library.delete(edited)
    assert files_holding(store.folder, "서해 모노레일") == []
    library.undo(edited)
    assert library.document(edited).title == "서해 모노레일"


def test_after_a_minute_nothing_is_left_of_an_added_article(library, store):
    words = "아무도 모르는 등대지기의 하루"
    wait_for(library.add([("a.md", note("등대지기", f"{words}가 실렸다."))]))
    gone = id_of(library, "등대지기")
    library.delete(gone)
    assert files_holding(store.folder, words) == [store.folder / "added" / "a.md"]
    library.forget(gone)
    assert files_holding(store.folder, words) == []
    with pytest.raises(SourceError, match="too late"):
        library.undo(gone)


def test_the_time_of_an_earlier_deletion_does_not_end_that_of_a_later_one(library, store):
    id_ = id_of(library, "도서관")
    library.delete(id_)
    (first,) = library._removed.values()
    library.undo(id_)
    library.delete(id_)
    library._end_undo(id_, first)  # what the first timer does
    library.undo(id_)
    assert store.has_document(id_)


def test_what_was_deleted_before_the_program_ended_is_tidied_away(library, store, backend):
    wait_for(library.add([("a.md", note("등대지기"))]))
    library.delete(id_of(library, "등대지기"))
    library.tidy()  # it can still be brought back
    assert (store.folder / "added" / "a.md").exists()
    Library(backend).tidy()
    assert not (store.folder / "added" / "a.md").exists()


def test_an_article_can_be_added_again_while_its_deletion_can_be_undone(library, store):
    content = note("등대지기")
    wait_for(library.add([("a.md", content)]))
    gone = id_of(library, "등대지기")
    library.delete(gone)
    job = wait_for(library.add([("a.md", content)]))
    assert job.items[0].titles == ["등대지기"]
    library.undo(gone)
    library.forget(gone)
    assert id_of(library, "등대지기") == gone
    assert problems_of(store) == []


def test_changes_of_an_article_wait_for_another_writer_only_a_moment(library):
    one = id_of(library, "노면전차")
    with (
        index_lock(library.store.folder, waiting=lambda holder: None),
        pytest.raises(UserError, match="PID"),
    ):
        library.delete(one)
    assert library.document(one)


def test_an_article_that_is_gone_can_be_neither_edited_nor_deleted(library):
    for change in (
        lambda: library.edit("0" * 16, {"title": "x"}),
        lambda: library.delete("0" * 16),
    ):
        with pytest.raises(SourceError):
            change()
