"""One SQLite file, opened well: WAL, short transactions, and errors that name their cure.

Connections are kept and used again: the last one to close would write the whole journal back
after every transaction. Deleted content is overwritten (`secure_delete`), and `scrub` empties
the journal, so that what was removed is in no file any more.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexDamagedError, UserError

_WAIT = 60.0  # seconds for another process's transaction; ours take milliseconds

Connection = sqlite3.Connection


class Database:
    """A file that any number of threads and processes read while one writes.

    Args:
        path: the file; made when first written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[Connection] = []

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the file throughout."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes all happen at the end, or none of them."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def scrub(self) -> None:
        """Write the journal back and empty it; what readers still need stays for the next time."""
        with self._connection() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the idle connections; the next use opens new ones."""
        while self._idle:
            self._idle.pop().close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):  # at exit, sqlite3 may be gone already
            self.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._connection() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has ended it already
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            connection = self._take()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)
        except sqlite3.DatabaseError as error:
            raise _explain(error, self.path) from error

    def _take(self) -> Connection:
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        connection = sqlite3.connect(
            self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA foreign_keys = ON")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection


def _explain(error: sqlite3.DatabaseError, path: Path) -> UserError:
    reason = str(error)
    if "full" in reason:
        return UserError(
            f"{path}: 디스크가 가득 찼습니다. 공간을 비우고 다시 실행하면 남은 것만 이어서 합니다.",
            f"{path}: the disk is full. Free some space and run again; it goes on from here.",
        )
    if "disk I/O" in reason:
        return UserError(
            f"{path}: 디스크에 쓰지 못했습니다 ({reason}). 빈 공간과 사용 한도, 디스크 상태를 "
            "확인하고 다시 실행하면 남은 것만 이어서 합니다.",
            f"{path}: the disk refused to write ({reason}). Check free space, quota and the disk;"
            " run again and it goes on from here.",
        )
    if isinstance(error, sqlite3.OperationalError) and any(
        word in reason for word in ("readonly", "unable to open", "locked")
    ):
        return UserError(
            f"{path}: 색인을 열거나 쓸 수 없습니다 ({reason}). 권한과 다른 작업이 실행 중인지 "
            "확인하세요.",
            f"{path}: the index can't be opened or written ({reason}). Check its permissions and"
            " whether another process is indexing.",
        )
    return damaged(path, reason)


def damaged(path: Path, reason: str) -> IndexDamagedError:
    """Return the error that says an index file can't be trusted, and the cure."""
    return IndexDamagedError(
        f"{path}: 색인 파일이 손상되었습니다 ({reason}). 파일을 옮겨 두고 `geungeo index 경로`로 "
        "다시 만드세요. 원본 기사는 그대로입니다.",
        f"{path}: the index file is damaged ({reason}). Move it away and build it again with"
        " `geungeo index PATH`. The articles themselves are untouched.",
    )


def unwritable(folder: Path, error: OSError) -> UserError:
    """Return the error that says an index can't be kept in a folder, and the cure."""
    return UserError(
        f"{folder}: 쓸 수 없는 폴더입니다 ({error.strerror}). --data로 다른 폴더를 주세요.",
        f"{folder}: can't be written ({error.strerror}). Choose another with --data.",
    )
