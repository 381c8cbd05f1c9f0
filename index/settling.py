"""Cutting the lines that recur over a site's articles, once all of them are stored.

Which lines recur depends on the set of articles and not on the order they came in, so the
index comes out as if it had been built at once: what was cut before and recurs no longer
comes back from the article's original.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from index.clusters import settle_clusters
from index.database import Connection, Database
from index.documents import Document
from index.recurring import MIN_ARTICLES, without_lines
from index.stored_values import COLUMNS, load_document, restore

# hash of a line -> id of the earliest original with it; near-duplicates count once
_RECURRING = """
SELECT hash, original_id FROM (
    SELECT l.hash, s.original_id, ROW_NUMBER() OVER (
        PARTITION BY l.hash ORDER BY d.published = '', d.published, s.original_id) AS place
    FROM lines l JOIN sources s ON s.id = l.source_id JOIN documents d ON d.id = s.document_id
    WHERE l.site = ?1 AND l.hash IN (
        SELECT x.hash FROM lines x JOIN sources y ON y.id = x.source_id
        WHERE x.site = ?1 GROUP BY x.hash HAVING COUNT(*) >= ?2 AND
            COUNT(DISTINCT CASE y.cluster WHEN 0 THEN -y.id ELSE y.cluster END) >= ?2))
WHERE place = 1
"""
_MOVING = ""  # in place of an original: this line's articles are being cut again


@dataclass(frozen=True, slots=True)
class Recut:
    """An article whose cut has to change: as it was read, what to cut, and its file."""

    original: Document
    recurring: dict[int, bool]
    file: str


def known_recurring(database: Database, original: Document) -> dict[int, bool]:
    """Return hash of a line -> whether this article is the earliest with it.

    These are the lines that recurred when the article's site was last settled.
    """
    if not original.site:
        return {}
    with database.reading() as connection:
        return _earliest(_applied(connection, original.site), original)


def settle_sites(database: Database, recut: Callable[[Recut], None]) -> None:
    """Bring every site that changed to the state its articles call for.

    Args:
        database: of the index.
        recut: called with each article whose cut changes; it stores the article again.
    """
    with database.writing() as connection:
        settle_clusters(connection)
    sites = _unsettled(database)
    for site in sites:
        with database.writing() as connection:
            before = _applied(connection, site)
            now: dict[int, str] = dict(connection.execute(_RECURRING, (site, MIN_ARTICLES)))
            moved = [h for h in before.keys() | now.keys() if before.get(h) != now.get(h)]
            concerned = _sources_with(connection, site, moved)
            _apply(connection, site, now | dict.fromkeys(moved, _MOVING))  # should we be killed
        for source_id in concerned:
            original, document_id, file = _load(database, source_id)
            recurring = _earliest(now, original)
            if without_lines(original, recurring).id != document_id:
                recut(Recut(original, recurring, file))
        with database.writing() as connection:
            _apply(connection, site, now)
    with database.writing() as connection:  # cutting an article again unsettles what it is like
        settle_clusters(connection)
        connection.executemany("DELETE FROM unsettled_sites WHERE site = ?", [(s,) for s in sites])


def _earliest(recurring: Mapping[int, str], original: Document) -> dict[int, bool]:
    mine = original.id
    return {line: first == mine for line, first in recurring.items() if first != _MOVING}


def _applied(connection: Connection, site: str) -> dict[int, str]:
    query = "SELECT hash, original_id FROM recurring WHERE site = ?"
    return dict(connection.execute(query, (site,)))


def _apply(connection: Connection, site: str, recurring: Mapping[int, str]) -> None:
    connection.execute("DELETE FROM recurring WHERE site = ?", (site,))
    connection.executemany(
        "INSERT INTO recurring VALUES (?, ?, ?)",
        [(site, line, first) for line, first in recurring.items()],
    )


def _unsettled(database: Database) -> list[str]:
    with database.reading() as connection:
        rows = connection.execute("SELECT site FROM unsettled_sites ORDER BY site")
        return [site for (site,) in rows.fetchall()]


def _sources_with(connection: Connection, site: str, lines: Collection[int]) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT source_id FROM lines WHERE site = ? AND hash IN"
        " (SELECT value FROM json_each(?)) ORDER BY source_id",
        (site, json.dumps(list(lines))),
    )
    return [source_id for (source_id,) in rows.fetchall()]


def _load(database: Database, source_id: int) -> tuple[Document, str, str]:
    """Return what a source held when it was read, the id of what it holds now, its file."""
    with database.reading() as connection:
        original, document_id, file, *fields = connection.execute(
            f"SELECT s.original, s.document_id, s.file, {COLUMNS} FROM sources s"
            " JOIN documents d ON d.id = s.document_id WHERE s.id = ?",
            (source_id,),
        ).fetchone()
    return load_document(original) if original else restore(fields), document_id, file
