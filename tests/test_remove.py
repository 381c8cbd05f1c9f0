import threading

import pytest

from index.added import keep_page, keep_text
from index.articles import Source
from index.lock import index_lock
from index.store import Store
from index.sync import sync_index
from rag.cli import main
from tests.fakes import BigramEmbedder
from tests.index_contents import files_holding

PASTED = "새터항의 등대가 예순 해 만에 다시 불을 밝혔다. 높이는 31미터다."


def synced(data, *folders):
    """Make an index equal to some folders; return how many articles it holds."""
    store = Store(data)
    sync_index(store, folders or None, BigramEmbedder())
    return store.counts()["documents"]


@pytest.fixture
def data(tmp_path):
    return tmp_path / "색인"


@pytest.fixture
def folder(tmp_path, data, monkeypatch):
    """A folder of four articles, indexed."""
    folder = tmp_path / "기사"
    folder.mkdir()
    for number in range(4):
        text = f"---\ntitle: {number}호\n---\n{number}번째 다리가 놓였다. 길이는 {number}미터다."
        (folder / f"{number}.md").write_text(text, "utf-8")
    synced(data, folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(data, capsys):
    """Return a function: words after `remove` -> (exit code, output, error output)."""

    def run(*words):
        code = main(["remove", *map(str, words), "--data", str(data)])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("by", ["id", "path", "relative path"])
def test_an_article_is_removed_by_id_or_path(run, folder, data, by):
    (document,) = [d for d in Store(data).documents() if d.title == "2호"]
    name = {"id": document.id, "path": folder / "2.md", "relative path": "기사/2.md"}[by]
    code, _, err = run(name)
    assert code == 0
    assert "Removed: 2호" in err
    assert files_holding(data, "2번째 다리가 놓였다") == []
    assert Store(data).documents([document.id]) == []


def test_a_removed_article_stays_away_until_its_file_changes(run, folder, data):
    run(folder / "2.md")
    assert synced(data, folder) == 3
    (folder / "2.md").write_text("---\ntitle: 다시\n---\n다시 왔다.", "utf-8")
    assert synced(data, folder) == 4


def test_a_pasted_text_is_removed_with_its_file_and_can_be_pasted_again(run, data):
    for _ in range(2):
        keep_text(data, PASTED)
        synced(data)
        (document,) = Store(data).documents()
        assert run(document.id)[0] == 0
        assert files_holding(data, "등대가 예순 해") == []
        assert Store(data).documents() == []


def test_the_path_of_a_file_that_is_gone_still_names_its_article(run, folder, data):
    (folder / "2.md").unlink()
    assert run(folder / "2.md")[0] == 0
    assert Store(data).counts()["documents"] == 3


@pytest.mark.parametrize(
    "name", ["없는 것", "0123456789abcdef", "/없음/a.md", "https://a.example/"]
)
def test_what_is_not_in_the_index_cannot_be_removed(run, folder, data, name):
    code, _, err = run(name)
    assert code == 1
    assert err.startswith(f"geungeo: {name}: no such article")
    assert Store(data).counts()["documents"] == 4


def test_removing_waits_for_who_is_writing(run, folder, data, monkeypatch):
    holds, told = threading.Event(), threading.Event()

    def hold():
        with index_lock(data, waiting=lambda holder: None):
            holds.set()
            told.wait()
            assert Store(data).counts()["documents"] == 4

    monkeypatch.setattr("rag.terminal.say_who_writes", lambda holder: told.set())
    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait()
    assert run(folder / "0.md")[0] == 0
    thread.join()
    assert told.is_set()


def test_removing_one_article_of_a_downloaded_list_leaves_the_others(run, data):
    url = "https://garam.example/list.jsonl"
    lines = (
        f'{{"title": "{n}호 소식", "text": "{n}번째 굴이 뚫렸다. 길이는 {n}킬로미터다."}}'
        for n in range(3)
    )
    keep_page(data, Source(url, "\n".join(lines).encode(), url=url), "application/jsonl")
    store = Store(data)
    sync_index(store, None, BigramEmbedder())
    (gone,) = (d for d in store.documents() if d.title == "1호 소식")
    assert run(gone.id)[0] == 0
    sync_index(store, None, BigramEmbedder())
    assert sorted(document.title for document in store.documents()) == ["0호 소식", "2호 소식"]


def test_index_without_a_path_does_not_put_the_examples_in_place_of_ones_own(folder, data, capsys):
    assert main(["index", "--data", str(data)]) == 1
    said = capsys.readouterr().err
    assert "Say which folder to index" in said
    assert str(folder.resolve()) in said
    assert Store(data).counts()["documents"] == 4
