"""One process writes an index at a time; the next one waits and is told for whom."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from index.database import unwritable
from index.file_lock import try_lock

_FILE = "index.lock"


@contextmanager
def index_lock(
    folder: Path,
    *,
    waiting: Callable[[str], None],
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Hold the right to write the index in `folder`; wait while another process has it.

    The end of a process, however it comes, gives the lock back.

    Args:
        folder: of the index.
        waiting: called once, before the wait, with who holds the lock.
        stop: asked while waiting.

    Raises:
        KeyboardInterrupt: `stop` said so.
        UserError: the folder can't be written.
    """
    path = folder / _FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise unwritable(folder, error) from error
    with handle:
        told = False
        while not try_lock(handle.fileno()):
            if not told:
                waiting(lock_holder(folder))
                told = True
            if stop():
                raise KeyboardInterrupt
            time.sleep(0.2)
        handle.truncate(0)
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        record = {"pid": os.getpid(), "since": started, "command": " ".join(sys.argv)[:200]}
        handle.write(json.dumps(record))
        handle.flush()
        try:
            yield
        finally:
            handle.truncate(0)


def lock_holder(folder: Path) -> str:
    """Return who said to hold the lock: process, since when, command; "" if nobody did."""
    try:
        record = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return f"PID {record['pid']}, {record['since']}, {record['command']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def locked_by(folder: Path) -> str | None:
    """Return who is writing the index, as `lock_holder` says it; None if nobody is."""
    try:
        with (folder / _FILE).open("r+", encoding="utf-8") as handle:
            return None if try_lock(handle.fileno()) else lock_holder(folder)
    except OSError:  # never written, or not ours to write
        return None
