import json
import os

import pytest

from index.errors import IndexMismatchError, SourceError
from index.store import Store
from index.sync import index_settings, sync_index
from tests.fakes import BigramEmbedder


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "기사"
    folder.mkdir()
    (folder / "하나.md").write_text("---\ntitle: 하나\n---\n가람시는 다리를 놓았다.", "utf-8")
    (folder / "二.txt").write_text("みどり市は10日、青葉山の山頂に気象観測所を開設した。", "utf-8")
    return folder


@pytest.fixture
def index(tmp_path):
    return Store(tmp_path / "새 색인")


def sync(index, *paths, embedder=None, **options):
    report = sync_index(index, paths, embedder or BigramEmbedder(), **options)
    read = len(report.new) + len(report.changed)
    return read, report.unchanged, len(report.removed), len(report.errors)


def titles(index):
    return sorted(document.title for document in index.documents())


def test_a_new_folder_is_indexed_whole(index, folder):
    assert sync(index, folder) == (2, 0, 0, 0)
    assert titles(index) == ["二", "하나"]
    assert set(index.sources()) == {str(path.resolve()) for path in folder.iterdir()}
    assert index.settings() == index_settings(BigramEmbedder())


def test_unchanged_files_are_neither_read_nor_embedded_again(index, folder, monkeypatch):
    sync(index, folder)
    generation = index.generation()

    def refuse(path):
        raise AssertionError(f"{path} was read again")

    monkeypatch.setattr("index.sync.read_bytes", refuse)
    embedder = BigramEmbedder()
    assert sync(index, folder, embedder=embedder) == (0, 2, 0, 0)
    assert embedder.embedded == []
    assert index.generation() == generation


def test_a_changed_file_replaces_its_article(index, folder):
    sync(index, folder)
    (folder / "하나.md").write_text("---\ntitle: 고친 하나\n---\n다리가 둘이다.", "utf-8")
    assert sync(index, folder) == (1, 1, 0, 0)
    assert titles(index) == ["二", "고친 하나"]


def test_a_file_that_was_only_touched_is_not_embedded_again(index, folder):
    sync(index, folder)
    os.utime(folder / "하나.md", ns=(1, 1))
    embedder = BigramEmbedder()
    assert sync(index, folder, embedder=embedder) == (0, 2, 0, 0)
    assert embedder.embedded == []


def test_a_deleted_file_takes_its_article_along(index, folder):
    sync(index, folder)
    (folder / "하나.md").unlink()
    assert sync(index, folder) == (0, 1, 1, 0)
    assert titles(index) == ["二"]


def test_a_renamed_file_keeps_its_article(index, folder):
    sync(index, folder)
    (folder / "하나.md").rename(folder / "새 이름.md")
    embedder = BigramEmbedder()
    report = sync_index(index, [folder], embedder)
    new = str((folder / "새 이름.md").resolve())
    assert report.moved == [(str((folder / "하나.md").resolve()), new)]
    assert (report.new, report.removed, report.unchanged) == ([], [], 1)
    assert embedder.embedded == []
    assert [d.source for d in index.documents() if d.title == "하나"] == [
        str((folder / "새 이름.md").resolve())
    ]


def test_the_same_content_in_two_files_is_one_document(index, folder):
    (folder / "사본.md").write_bytes((folder / "하나.md").read_bytes())
    assert sync(index, folder)[0] == 3
    assert index.counts()["documents"] == 2
    assert len(index.sources()) == 3
    (folder / "사본.md").unlink()
    sync(index, folder)
    assert titles(index) == ["二", "하나"]


def test_a_bad_file_is_reported_and_the_others_are_indexed(index, folder):
    (folder / "나쁨.md").write_bytes(b"\x89PNG\x00\x00\xff")
    report = sync_index(index, [folder], BigramEmbedder())
    ((source, error),) = report.errors
    assert source.endswith("나쁨.md")
    assert isinstance(error, SourceError)
    assert titles(index) == ["二", "하나"]


def test_a_file_that_went_bad_keeps_its_earlier_article(index, folder):
    sync(index, folder)
    (folder / "하나.md").write_bytes(b"")
    assert sync(index, folder) == (0, 1, 0, 1)
    assert titles(index) == ["二", "하나"]


def test_a_file_that_vanishes_while_indexing_is_reported(index, folder, monkeypatch):
    gone = folder / "사라짐.md"
    monkeypatch.setattr("index.sync.find_articles", lambda path: [*sorted(folder.iterdir()), gone])
    report = sync_index(index, [folder], BigramEmbedder())
    assert [source for source, _ in report.errors] == [str(gone)]
    assert len(report.new) == 2


def test_a_folder_without_articles_changes_nothing(index, folder, tmp_path):
    sync(index, folder)
    empty = tmp_path / "빈 폴더"
    empty.mkdir()
    (empty / "README.md").write_text("읽어 보세요", "utf-8")
    before = index.generation()
    with pytest.raises(SourceError, match="no article files"):
        sync(index, empty)
    with pytest.raises(SourceError, match="no such file or folder"):
        sync(index, folder, tmp_path / "없음")
    assert index.generation() == before
    assert titles(index) == ["二", "하나"]


def test_files_and_folders_given_twice_count_once(index, folder):
    assert sync(index, folder, folder / "하나.md", folder) == (2, 0, 0, 0)


def test_an_index_of_another_embedder_is_refused_before_anything_changes(index, folder):
    sync(index, folder)
    (folder / "하나.md").unlink()
    with pytest.raises(IndexMismatchError, match="embedder: bigrams@1 ≠ others@2"):
        sync(index, folder, embedder=BigramEmbedder("others@2"))
    assert titles(index) == ["二", "하나"]


def test_progress_is_told_after_every_file_with_its_title(index, folder):
    (folder / "나쁨.md").write_bytes(b"")
    told = []
    sync(index, folder, progress=lambda done, total, title: told.append((done, total, title)))
    assert [place[:2] for place in told] == [(1, 3), (2, 3), (3, 3)]
    assert {place[2] for place in told} == {"하나", "二", "나쁨.md"}


def test_what_is_to_be_done_only_when_empty_is_not_done_when_its_turn_comes_late(index, folder):
    sync(index, folder)
    other = folder.parent / "말뭉치"
    other.mkdir()
    (other / "예.md").write_text("---\ntitle: 예\n---\n예제 기사다.", "utf-8")
    assert sync(index, other, only_if_empty=True) == (0, 0, 0, 0)
    assert titles(index) == ["二", "하나"]


def test_a_rebuild_of_nothing_leaves_the_index_as_it_was(index, folder, tmp_path):
    sync(index, folder)
    (tmp_path / "빈 곳").mkdir()
    with pytest.raises(SourceError, match="index was not changed"):
        sync(index, tmp_path / "빈 곳", rebuild=True)
    assert titles(index) == ["二", "하나"]
    assert sync(index, folder, rebuild=True) == (2, 0, 0, 0)


def test_an_address_that_is_none_does_not_end_the_run(index, folder):
    page = "<html><head><link rel='canonical' href='http://[abc/x'></head><body>{}</body></html>"
    text = "<p>가람시는 다리를 놓았다고 밝혔다. 길이는 420m다.</p>" * 3
    (folder / "쪽.html").write_text(page.format(text), "utf-8")
    assert sync(index, folder) == (3, 0, 0, 0)


def test_an_article_that_is_too_long_does_not_hide_the_others_of_its_file(
    index, folder, monkeypatch
):
    monkeypatch.setattr("index.reader._MAX_CHARACTERS", 100)
    texts = ("가람시는 다리를 놓았다.", "길다. " * 50, "나루시는 굴을 뚫었다.")
    lines = (json.dumps({"title": f"{n}호", "text": t}) for n, t in enumerate(texts))
    (folder / "여럿.jsonl").write_text("\n".join(lines), "utf-8")
    assert len(sync_index(index, [folder], BigramEmbedder()).errors) == 1
    assert titles(index) == ["0호", "2호", "二", "하나"]
