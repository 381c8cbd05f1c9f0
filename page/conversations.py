"""Conversations as they are kept: `conversations.sqlite3` in the data folder.

A conversation is begun by its first turn and named after its question. Turns are only ever
added, so that two tabs (or two processes) with the same conversation lose nothing to each
other. What is deleted can be taken back for a minute; then it is in no file any more.
"""

import contextlib
import json
import time
import unicodedata
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.database import Connection, Database, unwritable
from index.errors import IndexDamagedError, UserError

FILE_NAME = "conversations.sqlite3"
TITLE_LIMIT = 120  # characters
UNDO_SECONDS = 60.0
_LISTED = 500  # the newest conversations; older ones are found by searching

_FORMAT = 1  # SQLite's `user_version`
_TABLES = (
    "CREATE TABLE IF NOT EXISTS conversations ("
    " id TEXT PRIMARY KEY, title TEXT NOT NULL, words TEXT NOT NULL,"
    " created REAL NOT NULL, updated REAL NOT NULL, deleted REAL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS turns ("
    " id INTEGER PRIMARY KEY,"
    " conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,"
    " kept REAL NOT NULL, words TEXT NOT NULL, turn TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS turns_of ON turns(conversation, id)",
    "CREATE INDEX IF NOT EXISTS conversations_by ON conversations(deleted, updated)",
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One line of the list; `created` and `updated` are seconds since 1970, UTC."""

    id: str
    title: str
    created: float
    updated: float
    turns: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as it is stored: its place in the conversation, from 1; when; and its JSON."""

    number: int
    kept: float
    turn: Mapping[str, Any]


class ConversationStore:
    """The conversations of one data folder; for any number of threads and processes.

    Nothing is written, and no file made, before the first use. Each method may raise a
    UserError: the folder can't be written, the file is damaged or of a newer version.

    Args:
        folder: the data folder; created if absent.
        clock: seconds since 1970.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._database = Database(folder / FILE_NAME)
        self._clock = clock
        self._ready = False

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        self._database.close()

    # -- writing ---------------------------------------------------------------------------

    def add_turn(self, conversation_id: str, turn: Mapping[str, Any], *, replacing: int = 0) -> str:
        """Keep a finished turn; return the id of the conversation that it is in now.

        Args:
            conversation_id: "" begins a new one; so does one that was deleted meanwhile.
            turn: as `page.kept_turns.turn_to_json` makes it.
            replacing: number of the turn that it was asked in place of: that one and those
                after it are dropped. 0 drops none.
        """
        now = self._clock()
        question, answer = str(turn["question"]), turn.get("answer") or {}
        words = _folded(f"{question}\n{answer.get('answer', '')}")
        with self._writing() as connection:
            if not _exists(connection, conversation_id):
                conversation_id = uuid.uuid4().hex[:16]
                title = title_of(question)
                connection.execute(
                    "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, NULL)",
                    (conversation_id, title, _folded(title), now, now),
                )
            elif replacing:
                if replacing == 1:
                    _rename_after(connection, conversation_id, question)
                connection.execute(
                    "DELETE FROM turns WHERE id IN (SELECT id FROM turns WHERE conversation = ?"
                    " ORDER BY id LIMIT -1 OFFSET ?)",
                    (conversation_id, replacing - 1),
                )
            connection.execute(
                "INSERT INTO turns (conversation, kept, words, turn) VALUES (?, ?, ?, ?)",
                (conversation_id, now, words, json.dumps(turn)),
            )
            connection.execute(
                "UPDATE conversations SET updated = ? WHERE id = ?", (now, conversation_id)
            )
        return conversation_id

    def rename(self, conversation_id: str, title: str) -> str:
        """Give a conversation another title; return it as it is kept.

        Raises:
            UserError: the title is empty, or there is no such conversation.
        """
        title = title_of(title)
        if not title:
            raise UserError("제목을 적어 주세요.", "Give it a title.")
        with self._writing() as connection:
            _require(connection, conversation_id)
            connection.execute(
                "UPDATE conversations SET title = ?, words = ? WHERE id = ?",
                (title, _folded(title), conversation_id),
            )
        return title

    def delete(self, conversation_id: str) -> None:
        """Take a conversation out of the list; `restore` brings it back for a minute.

        Raises:
            UserError: there is no such conversation.
        """
        with self._writing() as connection:
            _require(connection, conversation_id)
            connection.execute(
                "UPDATE conversations SET deleted = ? WHERE id = ?",
                (self._clock(), conversation_id),
            )

    def restore(self, conversation_id: str) -> None:
        """Undo a deletion.

        Raises:
            UserError: it is too late.
        """
        with self._writing() as connection:
            found = connection.execute(
                "UPDATE conversations SET deleted = NULL WHERE id = ? AND"
                " (deleted IS NULL OR deleted > ?)",
                (conversation_id, self._clock() - UNDO_SECONDS),
            )
            if not found.rowcount:
                raise UserError(
                    "지운 지 1분이 지나 되돌릴 수 없습니다.",
                    "It was deleted more than a minute ago and can't be brought back.",
                )

    def purge(self) -> int:
        """Erase for good what was deleted more than a minute ago; return how many that were."""
        expired = (self._clock() - UNDO_SECONDS,)
        where = "FROM conversations WHERE deleted <= ?"
        with self._reading() as connection:
            if not connection.execute(f"SELECT 1 {where} LIMIT 1", expired).fetchone():
                return 0
        with self._writing() as connection:
            gone = connection.execute(f"DELETE {where}", expired).rowcount
        with self._explained():
            self._database.scrub()
        return gone

    # -- reading ---------------------------------------------------------------------------

    def find(self, query: str = "") -> list[Conversation]:
        """Return the conversations that have every word of the query, newest first.

        A word may stand in the title, a question or an answer, and within a longer word.
        """
        having = " AND (instr(c.words, ?) OR EXISTS (SELECT 1 FROM turns t"
        having += " WHERE t.conversation = c.id AND instr(t.words, ?)))"
        words = _folded(query).split()[:20]
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT c.id, c.title, c.created, c.updated,"
                " (SELECT count(*) FROM turns t WHERE t.conversation = c.id)"
                f" FROM conversations c WHERE c.deleted IS NULL{having * len(words)}"
                f" ORDER BY c.updated DESC, c.created DESC, c.id LIMIT {_LISTED}",
                [word for word in words for _ in range(2)],
            ).fetchall()
        return [Conversation(*row) for row in rows]

    def load(self, conversation_id: str) -> tuple[Conversation, Sequence[KeptTurn]]:
        """Return a conversation and its turns in the order they were kept.

        Raises:
            UserError: there is no such conversation.
        """
        with self._reading() as connection:
            row = connection.execute(
                "SELECT id, title, created, updated FROM conversations"
                " WHERE id = ? AND deleted IS NULL",
                (conversation_id,),
            ).fetchone()
            turns = connection.execute(
                "SELECT kept, turn FROM turns WHERE conversation = ? ORDER BY id",
                (conversation_id,),
            ).fetchall()
        if row is None:
            raise _no_such_conversation()
        kept = [
            KeptTurn(number, at, json.loads(turn))
            for number, (at, turn) in enumerate(turns, start=1)
        ]
        id_, title, created, updated = row
        return Conversation(id_, title, created, updated, len(kept)), kept

    # -- the file --------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._prepare()
        with self._explained(), self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._prepare()
        with self._explained(), self._database.writing() as connection:
            yield connection

    def _prepare(self) -> None:
        if self._ready:
            return
        path = self._database.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(path.parent, error) from error
        with self._explained(), self._database.writing() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > _FORMAT:
                raise UserError(
                    f"{path}: 더 새로운 버전이 만든 파일입니다. 근거를 새 버전으로 올리세요.",
                    f"{path}: made by a newer version. Install the newer version of Geungeo.",
                )
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        with contextlib.suppress(OSError):  # conversations are nobody else's business
            path.chmod(0o600)
        self._ready = True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say of a damaged file what cures it: it is no index."""
        try:
            yield
        except IndexDamagedError as error:
            path = self._database.path
            raise UserError(
                f"{path}: 대화를 담은 파일이 손상되었습니다. 파일을 옮겨 두면 새로 만듭니다.",
                f"{path}: the file of conversations is damaged. Move it away; a new one is made.",
            ) from error


def title_of(question: str) -> str:
    """Return a question, or a title that was typed, as one line that isn't too long."""
    line = " ".join(unicodedata.normalize("NFC", _storable(question)).split())
    return line if len(line) <= TITLE_LIMIT else f"{line[: TITLE_LIMIT - 1].rstrip()}…"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", _storable(text)).casefold()


def _storable(text: str) -> str:
    """Return the text without halves of characters, which SQLite can't store."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _exists(connection: Connection, conversation_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM conversations WHERE id = ? AND deleted IS NULL", (conversation_id,)
    )
    return found.fetchone() is not None


def _require(connection: Connection, conversation_id: str) -> None:
    if not _exists(connection, conversation_id):
        raise _no_such_conversation()


def _rename_after(connection: Connection, conversation_id: str, question: str) -> None:
    """Name a conversation after its new first question, if it was named after the old one."""
    title, turn = connection.execute(
        "SELECT c.title, t.turn FROM conversations c JOIN turns t ON t.conversation = c.id"
        " WHERE c.id = ? ORDER BY t.id LIMIT 1",
        (conversation_id,),
    ).fetchone()
    if title == title_of(json.loads(turn)["question"]):
        new = title_of(question)
        connection.execute(
            "UPDATE conversations SET title = ?, words = ? WHERE id = ?",
            (new, _folded(new), conversation_id),
        )


def _no_such_conversation() -> UserError:
    return UserError(
        "그 대화는 이제 없습니다. 다른 창에서 지웠을 수 있습니다.",
        "That conversation is no longer there. It may have been deleted in another tab.",
    )
