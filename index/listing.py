"""The articles of an index as a list: what is known of each but its text, and text search."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.database import Connection, Database
from index.stored_rows import FileState

_LISTED = """
SELECT d.id, d.title, d.publisher, d.published, d.language, length(d.text), s.source, s.file,
    s.cluster, f.size, f.mtime_ns, f.ctime_ns, f.sha256
FROM documents d
JOIN sources s ON s.source = (SELECT MIN(source) FROM sources WHERE document_id = d.id)
JOIN files f ON f.file = s.file
ORDER BY d.published DESC, d.id
"""
_WITH_WORD = (
    "SELECT id FROM documents WHERE title LIKE ?1 ESCAPE '\\' OR text LIKE ?1 ESCAPE '\\'"
    " OR publisher LIKE ?1 ESCAPE '\\'"
)


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """One article of a list, with the first of its sources.

    `size` counts the characters of its text. `cluster` names the near-duplicates it belongs
    to (0: none), `alike` says how many articles those are. `state` is what was seen of its
    file when it was read whole; its `sha256` is "" where it wasn't.
    """

    id: str
    title: str
    publisher: str
    published: str
    language: str
    size: int
    source: str
    file: str
    cluster: int
    alike: int
    state: FileState

    @property
    def date(self) -> str:
        """The day of publication as YYYY-MM-DD, or "" where unknown."""
        return self.published[:10]


def list_documents(database: Database) -> list[ListedDocument]:
    """Return every article, the newest first."""
    with database.reading() as connection:
        rows = connection.execute(_LISTED).fetchall()
    members = Counter(row[8] for row in rows)
    return [
        ListedDocument(*(*row[:9], members[row[8]] if row[8] else 1, FileState(*row[9:])))
        for row in rows
    ]


def documents_with(database: Database, words: Sequence[str]) -> set[str]:
    """Return the ids of the articles whose title, publisher or text has every one of the words.

    Latin letters are alike in either case.
    """
    with database.reading() as connection:
        found = [_documents_with(connection, word) for word in words]
    return set.intersection(*found) if found else set()


def _documents_with(connection: Connection, word: str) -> set[str]:
    plain = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return {id_ for (id_,) in connection.execute(_WITH_WORD, (f"%{plain}%",))}
