import json
import os
import threading
import time

import pytest

from index.errors import UserError
from index.file_lock import try_lock
from index.lock import index_lock, lock_holder
from tests.sync_process import run_and_kill


def refuse(holder):
    raise AssertionError(f"waited for {holder}")


def test_the_lock_is_taken_and_given_back(tmp_path):
    for _ in range(2):
        with index_lock(tmp_path / "새 폴더", waiting=refuse):
            record = json.loads((tmp_path / "새 폴더" / "index.lock").read_text("utf-8"))
            assert record["pid"] == os.getpid()
            assert f"PID {os.getpid()}, " in lock_holder(tmp_path / "새 폴더")
    assert lock_holder(tmp_path / "새 폴더") == ""


def test_an_exception_gives_the_lock_back(tmp_path):
    with pytest.raises(KeyError), index_lock(tmp_path, waiting=refuse):
        raise KeyError
    with index_lock(tmp_path, waiting=refuse):
        pass


def test_the_second_waits_is_told_once_for_whom_and_goes_on_when_the_first_is_done(tmp_path):
    told, order, holds, may_end = [], [], threading.Event(), threading.Event()

    def first():
        with index_lock(tmp_path, waiting=refuse):
            holds.set()
            may_end.wait()
            order.append("first")

    def tell(holder):
        told.append(holder)
        may_end.set()

    thread = threading.Thread(target=first)
    thread.start()
    holds.wait()
    with index_lock(tmp_path, waiting=tell):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
    assert len(told) == 1
    assert told[0].startswith(f"PID {os.getpid()}, 20")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_process_gives_the_lock_back(tmp_path):
    def hold():
        with index_lock(tmp_path, waiting=refuse):
            (tmp_path / "held").touch()
            time.sleep(60)

    assert run_and_kill(hold, after=lambda: (tmp_path / "held").exists())
    assert lock_holder(tmp_path)  # its record is left behind
    with index_lock(tmp_path, waiting=refuse):
        pass


@pytest.mark.parametrize("record", ["", "{", "[]", "{}", '{"pid": 1}', "null", "\xff"])
def test_a_damaged_record_names_nobody(tmp_path, record):
    (tmp_path / "index.lock").write_bytes(record.encode("latin-1"))
    assert lock_holder(tmp_path) == ""


def test_a_file_in_place_of_the_folder_is_refused_with_a_cure(tmp_path):
    (tmp_path / "파일").touch()
    with pytest.raises(UserError, match="--data"), index_lock(tmp_path / "파일", waiting=refuse):
        pass


def test_one_file_is_locked_once(tmp_path):
    with (tmp_path / "a").open("w") as one, (tmp_path / "a").open("w") as other:
        assert try_lock(one.fileno())
        assert not try_lock(other.fileno())
    with (tmp_path / "a").open("w") as again:
        assert try_lock(again.fileno())
