import json
import os
import signal
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.errors import SourceError
from index.reader import find_articles
from index.sentences import MAX_SENTENCE
from index.store import Store
from index.sync import plan_sync, sync_index
from tests.fakes import BigramEmbedder
from tests.index_contents import problems_of

linux = pytest.mark.skipif(sys.platform != "linux", reason="names of this kind exist on Linux")
PATIENCE = 120  # seconds: what hangs takes days


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "기사"
    folder.mkdir()
    (folder / "보통.md").write_text(article("보통", "보통 기사다."), "utf-8")
    return folder


@pytest.fixture
def index(tmp_path):
    return Store(tmp_path / "색인")


def article(title, text):
    return f"---\ntitle: {title}\n---\n{text}"


def sync(index, *folders):
    return sync_index(index, folders, BigramEmbedder())


def titles(index):
    return sorted(document.title for document in index.documents())


def only_error(report):
    ((source, error),) = report.errors
    assert str(error).startswith(source)
    assert "\n" not in str(error)
    return str(error)


@contextmanager
def without_hanging():
    """Raise TimeoutError in what takes longer than any machine needs."""

    def give_up(number, frame):
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


# -- content ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\x00" * 1000, bytes(range(256)) * 20,
     b"\x89PNG\r\n\x1a\n" + bytes(2000), b"MZ\x90\x00" + bytes(range(256)) * 8],
    ids=["0 bytes", "blank", "mark alone", "zeros", "every byte", "PNG", "program"],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_what_holds_no_words_is_one_error_and_the_rest_is_indexed(index, folder, data, suffix):
    (folder / f"이상{suffix}").write_bytes(data)
    only_error(sync(index, folder))
    assert titles(index) == ["보통"]


@pytest.mark.parametrize("suffix", [".md", ".txt", ".zip", ".pdf", ".jsonl"])
def test_a_file_over_the_limit_is_refused_without_being_read(index, folder, suffix):
    with (folder / f"큰{suffix}").open("wb") as file:
        file.truncate(200_000_000)
    assert "larger than 100 MB" in only_error(sync(index, folder))
    assert titles(index) == ["보통"]


@pytest.mark.parametrize(
    ("unit", "count"),
    [("a", 1_000_000), ("가나다. ", 3_000), ("漢", 30_000), ("ไ", 30_000), ("1.", 30_000)],
)
def test_a_very_long_line_is_indexed_whole_in_sentences_of_bearable_length(
    index, folder, unit, count
):
    (folder / "긴 줄.md").write_text(article("긴 줄", unit * count), "utf-8")
    with without_hanging():
        assert sync(index, folder).errors == []
    (document,) = [d for d in index.documents() if d.title == "긴 줄"]
    assert document.text == (unit * count).strip()
    sentences, _ = index.sentences_of_chunks([chunk.id for chunk in index.chunks()[0]])
    spans = {s.span for _, s in sentences if s.document_id == document.id}
    assert sum(span.end - span.start for span in spans) == len("".join(document.text.split()))
    assert max(span.end - span.start for span in spans) <= MAX_SENTENCE


@pytest.mark.parametrize("unit", ["!", "…", "。", "।", "#", "<", "(", "[", "'", '?"', ". ", "가!"])
def test_a_line_of_marks_does_not_hang(index, folder, unit):
    count = 2_000 if unit.startswith("가") else 60_000
    (folder / "표.txt").write_text("가람" + unit * count, "utf-8")
    with without_hanging():
        sync(index, folder)
    assert "보통" in titles(index)


# -- names -----------------------------------------------------------------------------------


@linux
def test_a_name_that_is_no_utf_8_is_one_error_or_an_article_and_the_rest_is_indexed(index, folder):
    (folder / os.fsdecode(b"\xb0\xa1\xb6\xf7.md")).write_text(
        article("이상", "이상한 이름."), "utf-8"
    )
    report = sync(index, folder)
    assert "보통" in titles(index)
    assert len(report.errors) + index.counts()["documents"] == 2
    assert all(str(error).encode("utf-8") for _, error in report.errors)
    assert sync(index, folder).unchanged >= 1


@linux
@pytest.mark.parametrize(
    "name", ["a\nb.md", "a\rb.md", "탭\t.md", "따옴표'\".md", "› 1.md", " .md", "%s{}.md", "-.md"]
)
def test_names_with_odd_characters_are_names(index, folder, name):
    (folder / name).write_text(article("이상", "이상한 이름의 기사다."), "utf-8")
    assert sync(index, folder).errors == []
    assert titles(index) == ["보통", "이상"]
    assert str(folder / name) in index.sources()
    assert sync(index, folder).unchanged == 2


@linux
def test_the_error_of_a_file_with_a_newline_in_its_name_is_one_line(index, folder):
    (folder / "a\nb.md").write_bytes(b"")
    ((_, error),) = sync(index, folder).errors
    assert "\n" not in str(error)


def test_the_longest_name_and_a_deep_path_are_fine(index, folder):
    deep = folder
    for number in range(12):
        deep = deep / f"{number}단계 {'깊' * 20}"
    deep.mkdir(parents=True)
    (deep / ("ㅁ" * 84 + ".md")).write_text(article("깊이", "깊은 곳의 기사다."), "utf-8")
    (folder / ("a" * 252 + ".md")).write_text(article("길이", "이름이 긴 기사다."), "utf-8")
    assert sync(index, folder).errors == []
    assert titles(index) == ["길이", "깊이", "보통"]


@linux
def test_names_that_differ_in_their_normal_form_only_are_two_files(index, folder):
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "새터항.md")
        (folder / name).write_text(article(form, f"{form}로 적힌 이름이다."), "utf-8")
    sync(index, folder)
    assert titles(index) == ["NFC", "NFD", "보통"]


def test_words_that_are_no_unicode_do_not_end_the_run(index, folder):
    broken = "\\ud800 lone"
    (folder / "a.jsonl").write_text(
        f'{{"title": "줄 {broken}", "text": "첫 기사다. {broken}", "url": "http://a/{broken}",'
        f' "published": "{broken}", "section": "{broken}", "language": "{broken}"}}',
        "utf-8",
    )
    head = "\n".join(
        f'{key}: "{broken}"' for key in ("title", "url", "published", "section", "reporter")
    )
    (folder / "b.md").write_text(f"---\n{head}\n---\n둘째 기사다.", "utf-8")
    assert sync(index, folder).errors == []
    assert index.counts()["documents"] == 3
    assert problems_of(index) == []


# -- folders and links -----------------------------------------------------------------------


def test_links_in_a_circle_are_walked_once(index, folder):
    (folder / "안").mkdir()
    (folder / "안" / "위로").symlink_to(folder, target_is_directory=True)
    (folder / "안" / "제자리").symlink_to(folder / "안", target_is_directory=True)
    (folder / "안" / "하나.md").write_text(article("하나", "안쪽 기사다."), "utf-8")
    assert sync(index, folder).errors == []
    assert titles(index) == ["보통", "하나"]


@pytest.mark.parametrize("name", ["저절로", "저절로.md"])
def test_a_link_to_itself_and_one_to_nothing_harm_nobody(index, folder, name):
    (folder / name).symlink_to(folder / name)
    (folder / "어디에도.md").symlink_to(folder / "없음.md")
    sync(index, folder)
    assert titles(index) == ["보통"]


def test_a_link_to_itself_cannot_be_indexed_and_is_named(index, tmp_path):
    (tmp_path / "저절로").symlink_to(tmp_path / "저절로")
    for run in (lambda path: plan_sync(index, [path]), lambda path: sync(index, path)):
        with pytest.raises(SourceError):
            run(tmp_path / "저절로")


def test_a_linked_file_is_an_article_and_goes_with_its_link(index, folder, tmp_path):
    (tmp_path / "밖.md").write_text(article("밖", "밖에 있는 기사다."), "utf-8")
    (folder / "링크.md").symlink_to(tmp_path / "밖.md")
    sync(index, folder)
    assert titles(index) == ["밖", "보통"]
    (folder / "링크.md").unlink()
    sync(index, folder)
    assert titles(index) == ["보통"]


def forbid(monkeypatch, forbidden):
    """Make a folder one that may not be opened (tests may run as root, who may open any)."""
    scan = os.scandir

    def refuse(path="."):
        if Path(path) == forbidden:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_without_permission_is_one_error_and_its_articles_stay(index, folder, monkeypatch):
    closed = folder / "닫힘"
    closed.mkdir()
    (closed / "안.md").write_text(article("안", "닫히기 전에 읽은 기사다."), "utf-8")
    sync(index, folder)
    forbid(monkeypatch, closed)
    (folder / "새것.md").write_text(article("새것", "새로 온 기사다."), "utf-8")
    report = sync(index, folder)
    assert [source for source, _ in report.errors] == [str(closed)]
    assert "Check its path and permissions" in only_error(report)
    assert report.removed == []
    assert titles(index) == ["보통", "새것", "안"]
    monkeypatch.undo()
    (closed / "안.md").unlink()
    assert sync(index, folder).removed == [str(closed / "안.md")]


def test_a_folder_named_by_the_user_that_cannot_be_opened_changes_nothing(
    index, folder, monkeypatch
):
    sync(index, folder)
    forbid(monkeypatch, folder)
    try:
        assert sync(index, folder).errors
    except SourceError as error:
        assert str(folder) in str(error)
    assert titles(index) == ["보통"]


def test_a_file_without_permission_is_one_error(index, folder, monkeypatch):
    closed = folder / "닫힘.md"
    closed.write_text(article("닫힘", "못 읽는 기사다."), "utf-8")
    read = Path.read_bytes

    def refuse(path):
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "Check its path and permissions" in only_error(sync(index, folder))
    assert titles(index) == ["보통"]


def test_what_is_no_file_is_passed_over(folder):
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "관.md")
    (folder / "폴더.md").mkdir()
    (folder / ".숨김.md").write_text("숨은 기사다.", "utf-8")
    assert [path.name for path in find_articles(folder)] == ["보통.md"]


# -- files that change -----------------------------------------------------------------------


def test_a_file_that_keeps_changing_is_one_error_and_the_next_run_reads_it(
    index, folder, monkeypatch
):
    busy, read = folder / "바쁨.md", Path.read_bytes
    busy.write_text(article("바쁨", "쓰는 중이다."), "utf-8")

    def grow(path):
        data = read(path)
        if path == busy:
            with path.open("ab") as file:
                file.write("또.".encode())
        return data

    monkeypatch.setattr(Path, "read_bytes", grow)
    assert "it keeps changing" in only_error(sync(index, folder))
    monkeypatch.undo()
    assert len(sync(index, folder).new) == 1
    assert titles(index) == ["바쁨", "보통"]


def test_a_file_that_changes_once_while_it_is_read_is_read_again(index, folder, monkeypatch):
    busy, read, left = folder / "보통.md", Path.read_bytes, [1]

    def change_once(path):
        data = read(path)
        if left:
            left.pop()
            busy.write_text(article("보통", "그 사이에 고쳐진 기사다."), "utf-8")
        return data

    monkeypatch.setattr(Path, "read_bytes", change_once)
    sync(index, folder)
    assert [d.text for d in index.documents()] == ["그 사이에 고쳐진 기사다."]


def lines(*texts):
    return "\n".join(
        text if text.startswith("{") else json.dumps({"title": text, "text": f"{text} 기사다."})
        for text in texts
    )


def test_what_was_put_back_is_indexed_again(index, folder):
    """The restored content is that of the last whole run, but not what is stored."""
    many = folder / "여럿.jsonl"
    many.write_text(lines("하나", "둘", "셋"), "utf-8")
    sync(index, folder)
    many.write_text(lines("넷", "{broken", "다섯"), "utf-8")
    assert len(sync(index, folder).errors) == 1
    many.write_text(lines("하나", "둘", "셋"), "utf-8")
    assert sync(index, folder).errors == []
    assert titles(index) == sorted(["보통", "하나", "둘", "셋"])


def test_an_article_taken_out_of_a_file_goes_although_another_one_is_broken(index, folder):
    many = folder / "여럿.jsonl"
    many.write_text(lines("하나", "둘", "셋"), "utf-8")
    sync(index, folder)
    many.write_text(lines("하나", "{broken"), "utf-8")
    assert len(sync(index, folder).errors) == 1
    found = titles(index)
    assert "셋" not in found  # there is no third line any more
    assert "둘" in found  # the second can't be read: what it was stays
    many.write_text(lines("하나"), "utf-8")
    sync(index, folder)
    assert titles(index) == ["보통", "하나"]


def test_a_change_within_one_tick_of_the_clock_is_noticed(index, folder):
    """The times of a file have a grain; what is written within it leaves size and times alone."""
    path, missed, same = folder / "보통.md", 0, 0
    for number in range(60):
        path.write_text(article("보통", f"{number % 10}번째 말이다."), "utf-8")
        sync(index, folder)
        before = path.stat()
        path.write_text(article("보통", f"{(number + 1) % 10}번째 말이다."), "utf-8")
        after = path.stat()
        same += (before.st_mtime_ns, before.st_ctime_ns) == (after.st_mtime_ns, after.st_ctime_ns)
        sync(index, folder)
        missed += index.documents()[0].text != f"{(number + 1) % 10}번째 말이다."
    assert missed == 0, f"{missed} of 60 changes were not noticed; {same} within one tick"
