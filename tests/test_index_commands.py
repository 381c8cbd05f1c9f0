import io
import json
import os
import signal
import sys
import threading
from types import SimpleNamespace

import pytest

from index.added import added_folder
from index.lock import index_lock
from index.store import Store
from rag import assemble, index_commands
from rag.cli import main
from tests.fakes import BigramEmbedder
from tests.index_contents import content_of

PASTED = "새터항의 등대가 예순 해 만에 다시 불을 밝혔다. 높이는 31미터다."


class StoppedEmbedder(BigramEmbedder):
    """Presses Ctrl-C while it embeds a text with certain words."""

    def __init__(self, words, presses=1):
        super().__init__()
        self.words, self.presses = words, presses

    def embed_passages(self, texts, /):
        if any(self.words in text for text in texts):
            for _ in range(self.presses):
                signal.raise_signal(signal.SIGINT)
        return super().embed_passages(texts)


@pytest.fixture
def use(monkeypatch, tmp_path):
    """Return a function that makes the commands use an embedder."""

    def use(embedder):
        monkeypatch.setattr(assemble, "open_embedder", lambda *a, **o: embedder)
        return embedder

    monkeypatch.setattr(assemble, "quiet_libraries", lambda: None)
    monkeypatch.chdir(tmp_path)
    use(BigramEmbedder())
    return use


@pytest.fixture
def data(tmp_path):
    return tmp_path / "색인"


@pytest.fixture
def run(use, capsys, data):
    """Return a function: words of a command -> (exit code, output, error output)."""

    def run(*words):
        code = main([*map(str, words), "--data", str(data)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "기사"
    folder.mkdir()
    for number in range(4):
        text = f"---\ntitle: {number}호\n---\n{number}번째 다리가 놓였다. 길이는 {number}미터다."
        (folder / f"{number}.md").write_text(text, "utf-8")
    return folder


def paste(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def as_json(output):
    return json.loads(output)


# -- index -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_a_text_from_standard_input_is_indexed_beside_what_is_there(
    run, folder, data, monkeypatch, encoding
):
    run("index", folder)
    paste(monkeypatch, PASTED.encode(encoding))
    code, out, _ = run("index", "-", "--json")
    assert code == 0
    assert as_json(out)["documents"] == 5
    assert PASTED in {document.text for document in Store(data).documents()}


def test_an_empty_standard_input_is_refused(run, monkeypatch, data):
    paste(monkeypatch, b" \n")
    code, _, err = run("index", "-")
    assert code == 1
    assert "empty" in err


def test_the_clipboard_is_indexed(run, monkeypatch, data):
    import pyperclip

    monkeypatch.setattr(pyperclip, "paste", lambda: PASTED)
    assert run("index", "--clipboard")[0] == 0
    assert [document.text for document in Store(data).documents()] == [PASTED]


def test_a_clipboard_that_cannot_be_read_is_explained(run, monkeypatch):
    import pyperclip

    def fail():
        raise pyperclip.PyperclipException("no xclip")

    monkeypatch.setattr(pyperclip, "paste", fail)
    code, _, err = run("index", "--clipboard")
    assert code == 1
    assert "geungeo index -" in err


def test_a_dry_run_says_what_would_happen_and_does_none_of_it(run, folder, data):
    run("index", folder)
    (folder / "0.md").unlink()
    (folder / "1.md").rename(folder / "하나.md")
    (folder / "2.md").write_text("---\ntitle: 고침\n---\n고쳤다.", "utf-8")
    (folder / "새.md").write_text("---\ntitle: 새것\n---\n새로 왔다.", "utf-8")
    before = content_of(Store(data))
    code, out, err = run("index", folder, "--dry-run")
    assert code == 0
    assert sorted(out.splitlines()) == sorted(
        [
            f"+ {folder / '새.md'}",
            f"~ {folder / '2.md'}",
            f"- {folder / '0.md'}",
            f"> {folder / '1.md'} → {folder / '하나.md'}",
        ]
    )
    assert "1 new, 1 changed, 1 moved, 1 removed, 1 unchanged. Nothing was changed." in err
    assert content_of(Store(data)) == before


def test_what_a_dry_run_says_in_json_is_what_the_run_then_does(run, folder):
    run("index", folder)
    (folder / "0.md").unlink()
    (folder / "1.md").rename(folder / "하나.md")
    (folder / "2.md").write_text("---\ntitle: 고침\n---\n고쳤다.", "utf-8")
    planned = as_json(run("index", folder, "--dry-run", "--json")[1])
    done = as_json(run("index", folder, "--json")[1])
    for key in ("new_files", "changed_files", "moved_files", "removed_files", "unchanged"):
        assert planned[key] == done[key]


@pytest.mark.parametrize("words", [["-"], ["http://127.0.0.1/"], ["--clipboard"]])
def test_a_dry_run_keeps_nothing_that_was_pasted(run, data, monkeypatch, words):
    import pyperclip

    paste(monkeypatch, PASTED.encode())
    monkeypatch.setattr(pyperclip, "paste", lambda: PASTED)
    code, _, err = run("index", "--dry-run", *words)
    assert code == 1
    assert "--dry-run" in err
    assert not added_folder(data).exists()


def test_ctrl_c_stops_after_the_article_says_what_remains_and_goes_on_next_time(
    run, use, folder, data
):
    use(StoppedEmbedder("1번째"))
    code, _, err = run("index", folder)
    assert code == 130
    assert "Stopping after this article." in err
    assert "2 files remain. Run the same command again to go on." in err
    assert sorted(d.title for d in Store(data).documents()) == ["0호", "1호"]
    embedder = use(BigramEmbedder())
    code, out, _ = run("index", folder, "--json")
    assert code == 0
    assert (as_json(out)["unchanged"], as_json(out)["added"]) == (2, 2)
    assert not any("1번째" in text for text in embedder.embedded)


def test_ctrl_c_stops_in_the_middle_of_a_file_with_many_articles(run, use, folder, data):
    records = [{"title": f"{n}장", "text": f"{n}번 역이 문을 열었다."} for n in range(40)]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (folder / "묶음.jsonl").write_text(lines, "utf-8")
    use(StoppedEmbedder("7번 역"))
    code, _, err = run("index", folder / "묶음.jsonl")
    assert code == 130
    assert "1 files remain" in err
    assert Store(data).counts()["documents"] == 8
    use(BigramEmbedder())
    assert run("index", folder / "묶음.jsonl")[0] == 0
    assert Store(data).counts()["documents"] == 40


def test_ctrl_c_at_the_last_article_leaves_nothing_for_later(run, use, folder, data):
    use(StoppedEmbedder("3번째"))
    code, _, err = run("index", folder)
    assert code == 0
    assert "remain" not in err
    assert Store(data).counts()["documents"] == 4


def test_ctrl_c_twice_interrupts_at_once_and_leaves_whole_articles(run, use, folder, data):
    use(StoppedEmbedder("2번째", presses=2))
    code, _, err = run("index", folder)
    assert code == 130
    assert "Stopped." in err
    assert sorted(d.title for d in Store(data).documents()) == ["0호", "1호"]
    use(BigramEmbedder())
    assert run("index", folder)[0] == 0


def test_ctrl_c_works_as_before_when_the_command_is_done(run, folder):
    before = signal.getsignal(signal.SIGINT)
    run("index", folder)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_process_waits_and_says_for_whom(run, folder, data, monkeypatch):
    told = threading.Event()
    say = index_commands.terminal.say

    def notice(words):
        say(words)
        if "waiting for it (PID " in words:
            told.set()

    monkeypatch.setattr(index_commands.terminal, "say", notice)
    holds = threading.Event()

    def hold():
        with index_lock(data, waiting=lambda holder: None):
            holds.set()
            told.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait()
    code, _, err = run("index", folder)
    thread.join()
    assert code == 0
    assert err.count("Another process is writing this index") == 1
    assert Store(data).counts()["documents"] == 4


def test_files_that_came_while_it_waited_are_indexed_too(run, folder, data, monkeypatch):
    holds, told = threading.Event(), threading.Event()
    new = folder / "기다리는 동안.md"

    def hold():
        with index_lock(data, waiting=lambda holder: None):
            holds.set()
            told.wait()
            new.write_text("---\ntitle: 나중\n---\n기다리는 동안 왔다.", "utf-8")

    monkeypatch.setattr("rag.terminal.say_who_writes", lambda holder: told.set())
    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait()
    run("index", folder)
    thread.join()
    assert str(new) in Store(data).sources()


def test_a_command_line_that_is_no_unicode_can_hold_the_lock(data, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["geungeo", "index", "\udcff.md"])
    with index_lock(data, waiting=lambda holder: None):
        assert (data / "index.lock").exists()


# -- index --watch ---------------------------------------------------------------------------


@pytest.fixture
def changes(monkeypatch):
    """What the watcher reports: functions that do something and return what it then sees."""
    scripted = []

    def watch(*paths, watch_filter, **options):
        yield set()
        for step in scripted:
            seen = {("modified", str(path)) for path in step()}
            yield {change for change in seen if watch_filter(*change)}
        signal.raise_signal(signal.SIGINT)
        yield set()

    monkeypatch.setattr("watchfiles.watch", watch)
    return scripted


def test_watching_follows_each_change_until_ctrl_c(run, folder, data, changes):
    titles = []

    def edit():
        titles.append(sorted(d.title for d in Store(data).documents()))
        (folder / "0.md").write_text("---\ntitle: 고침\n---\n고쳤다.", "utf-8")
        return [folder / "0.md"]

    def delete():
        titles.append(sorted(d.title for d in Store(data).documents()))
        (folder / "1.md").unlink()
        return [folder / "1.md"]

    changes += [edit, delete]
    code, _, err = run("index", folder, "--watch")
    titles.append(sorted(d.title for d in Store(data).documents()))
    assert code == 0
    assert titles == [
        ["0호", "1호", "2호", "3호"], ["1호", "2호", "3호", "고침"], ["2호", "3호", "고침"],
    ]  # fmt: skip
    assert "Watching. Ctrl-C ends it." in err


def test_watching_survives_a_folder_that_is_empty_for_a_moment(run, folder, data, changes):
    kept = (folder / "0.md").read_bytes()

    def empty():
        for path in folder.iterdir():
            path.unlink()
        return [folder]

    def fill():
        (folder / "0.md").write_bytes(kept)
        return [folder / "0.md"]

    changes += [empty, fill]
    code, _, err = run("index", folder, "--watch")
    assert code == 0
    assert "no article files" in err
    assert [d.title for d in Store(data).documents()] == ["0호"]


def test_what_the_index_itself_writes_is_no_change(run, folder, data, changes, monkeypatch):
    runs = []
    sync = index_commands.index_paths
    monkeypatch.setattr(
        index_commands, "index_paths", lambda *a, **o: (runs.append(1), sync(*a, **o))[1]
    )
    changes += [lambda: [data / "index.lock"], lambda: [data / "index.sqlite3-wal"]]
    run("index", folder, "--watch")
    assert len(runs) == 1


def test_a_change_during_the_first_run_is_followed(run, use, folder, data, monkeypatch):
    """With the real watcher: it must have begun before the run."""

    class Editing(BigramEmbedder):
        edited = False

        def embed_passages(self, texts, /):
            if any("3번째" in text for text in texts) and not self.edited:
                self.edited = True
                (folder / "0.md").write_text("---\ntitle: 고침\n---\n그 사이에 고쳤다.", "utf-8")
            if any("그 사이에" in text for text in texts):
                signal.raise_signal(signal.SIGINT)
            return super().embed_passages(texts)

    use(Editing())
    last_resort = threading.Timer(20, os.kill, (os.getpid(), signal.SIGINT))
    last_resort.start()
    code, _, _ = run("index", folder, "--watch")
    last_resort.cancel()
    assert "고침" in {d.title for d in Store(data).documents()}
    assert code in (0, 130)


def test_watching_a_folder_that_is_not_there_is_refused(run, tmp_path):
    code, _, err = run("index", tmp_path / "없음", "--watch")
    assert code == 1
    assert "no such file or folder" in err
