"""What a keeper of the index says of an article in place of what its source says.

Kept in a table of its own, by source, so that reading the source again, or rebuilding the
index, keeps it. What the source itself says is kept beside it, so that it can come back. An
override follows a file that is moved, and goes when its source does.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.database import Connection, Database
from index.documents import Document

FIELDS = ("title", "publisher", "published", "language")

_TABLE = """
CREATE TABLE IF NOT EXISTS overrides (
    source TEXT PRIMARY KEY, edits TEXT NOT NULL, own TEXT NOT NULL, own_id TEXT NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Override:
    """Edits of one source's article: field -> value.

    `own` is what the source says (every field), `own_id` the id of the article as it was read.
    """

    source: str
    edits: Mapping[str, str]
    own: Mapping[str, str]
    own_id: str


def apply_override(database: Database, document: Document) -> Document:
    """Return an article with what its keeper says of it.

    Args:
        database: of the index.
        document: the article as its source has it.
    """
    with database.reading() as connection:
        found = read_override(connection, document.source) or _moved(connection, document)
    if found is None:
        return document
    current = override_of(document, found.edits)
    if current != found:
        with database.writing() as connection:
            write_override(connection, current)
    return with_values(document, current.edits)


def with_values(document: Document, values: Mapping[str, str]) -> Document:
    """Return an article with these values for some of FIELDS."""
    return replace(
        document,
        title=values.get("title", document.title),
        publisher=values.get("publisher", document.publisher),
        published=values.get("published", document.published),
        language=values.get("language", document.language),
    )


def override_of(document: Document, edits: Mapping[str, str]) -> Override:
    """Return the override for an article as its source has it; edits that change nothing go."""
    own = {field: str(getattr(document, field)) for field in FIELDS}
    kept = {field: edits[field] for field in FIELDS if edits.get(field, own[field]) != own[field]}
    return Override(document.source, kept, own, document.id)


def read_override(connection: Connection, source: str) -> Override | None:
    """Return the override of a source, None if there is none."""
    return _read(connection, "source = ?", source)


def write_override(connection: Connection, override: Override) -> None:
    """Keep an override, or forget it if it edits nothing."""
    connection.execute(_TABLE)
    connection.execute("DELETE FROM overrides WHERE source = ?", (override.source,))
    if override.edits:
        connection.execute(
            "INSERT INTO overrides VALUES (?, ?, ?, ?)",
            (override.source, _dump(override.edits), _dump(override.own), override.own_id),
        )


def forget_stale_overrides(connection: Connection) -> None:
    """Forget the overrides of sources that are gone."""
    if _exists(connection):
        connection.execute("DELETE FROM overrides WHERE source NOT IN (SELECT source FROM sources)")


def _moved(connection: Connection, document: Document) -> Override | None:
    """Return the override that the same article had in another place."""
    return _read(connection, "own_id = ?", document.id)


def _read(connection: Connection, where: str, value: str) -> Override | None:
    if not _exists(connection):
        return None
    row = connection.execute(
        f"SELECT source, edits, own, own_id FROM overrides WHERE {where}", (value,)
    ).fetchone()
    return Override(row[0], json.loads(row[1]), json.loads(row[2]), row[3]) if row else None


def _exists(connection: Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'overrides'"
    return connection.execute(query).fetchone() is not None


def _dump(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
