"""Cutting the lines that recur over a site's articles, once all of them are stored.

Which lines recur depends on the set of articles and not on the order they came in, so the
index comes out as if it had been built at once: what was cut before and recurs no longer
comes back from the article's original.
"""

import json
from collections.abc import Callable, Collection, Sequence

from index.database import Connection, Database
from index.documents import Document
from index.recurring import MIN_ARTICLES
from index.store import Store
from index.stored_documents import load_document

# hash of a line -> the source of the earliest article with it; near-duplicates count once
_RECURRING = """
SELECT hash, source FROM (
    SELECT l.hash, s.source,
        ROW_NUMBER() OVER (PARTITION BY l.hash
            ORDER BY d.published = '', d.published, s.source) AS place
    FROM lines l
    JOIN documents d ON d.id = l.document_id
    JOIN (SELECT document_id, MIN(source) AS source FROM sources GROUP BY document_id) s
        ON s.document_id = d.id
    WHERE l.site = ?1 AND l.hash IN (
        SELECT x.hash FROM lines x JOIN documents y ON y.id = x.document_id
        WHERE x.site = ?1 GROUP BY x.hash
        HAVING COUNT(*) >= ?2 AND
            COUNT(DISTINCT CASE y.cluster WHEN '' THEN y.id ELSE y.cluster END) >= ?2))
WHERE place = 1
"""


def known_recurring(database: Database, site: str, source: str) -> dict[int, bool]:
    """Return hash of a line -> whether the article at `source` is the earliest with it.

    These are the lines that recurred when the site was last settled.
    """
    with database.reading() as connection:
        return {line: first == source for line, first in _applied(connection, site).items()}


def settle_sites(store: Store, cut: Callable[[str, Document, dict[int, bool]], None]) -> None:
    """Bring every site that changed to the state its articles call for.

    Args:
        store: the index.
        cut: called with id, original and recurring lines (as `known_recurring` has them) of
            each article whose cut may have to change.
    """
    database = store.database
    for site in _unsettled(database):
        with database.reading() as connection:
            before = _applied(connection, site)
            now: dict[int, str] = dict(connection.execute(_RECURRING, (site, MIN_ARTICLES)))
            moved = [h for h in before.keys() | now.keys() if before.get(h) != now.get(h)]
            concerned = _articles_with(connection, site, moved)
        for document_id in concerned:
            original = _original(store, document_id)
            source = store.sources_of(document_id)[0]
            cut(document_id, original, {line: first == source for line, first in now.items()})
        with database.writing() as connection:
            connection.execute("DELETE FROM recurring WHERE site = ?", (site,))
            connection.executemany(
                "INSERT INTO recurring VALUES (?, ?, ?)",
                [(site, line, first) for line, first in now.items()],
            )
            connection.execute("DELETE FROM unsettled_sites WHERE site = ?", (site,))


def _applied(connection: Connection, site: str) -> dict[int, str]:
    return dict(connection.execute("SELECT hash, source FROM recurring WHERE site = ?", (site,)))


def _unsettled(database: Database) -> list[str]:
    with database.reading() as connection:
        rows = connection.execute("SELECT site FROM unsettled_sites ORDER BY site")
        return [site for (site,) in rows.fetchall()]


def _articles_with(connection: Connection, site: str, lines: Collection[int]) -> Sequence[str]:
    rows = connection.execute(
        "SELECT DISTINCT document_id FROM lines WHERE site = ? AND hash IN"
        " (SELECT value FROM json_each(?)) ORDER BY document_id",
        (site, json.dumps(list(lines))),
    )
    return [document_id for (document_id,) in rows.fetchall()]


def _original(store: Store, document_id: str) -> Document:
    """Return an article as it was read, before recurring lines were cut."""
    with store.database.reading() as connection:
        uncut = connection.execute(
            "SELECT document FROM uncut WHERE document_id = ?", (document_id,)
        ).fetchone()
    return load_document(uncut[0]) if uncut else store.documents([document_id])[0]
