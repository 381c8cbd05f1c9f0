"""Near-duplicates among stored articles: which are alike, and the clusters they form.

Articles that share a band of their signatures stand in order in that band; only neighbours
there are compared. So a thousand articles from one template cost a thousand pairs, not a
million, and which pairs are compared depends on the set of articles alone. A cluster is a
connected component; joining is done at once, parting when the run is settled.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.database import Connection
from index.near_duplicates import THRESHOLD, shingle_hashes, similarity
from index.stored_values import load_document, marks


def link(connection: Connection, source_id: int, original_id: str, bands: Sequence[int]) -> None:
    """Compare a new source's article with its neighbours, and join the clusters of its likes.

    Args:
        connection: in a transaction.
        source_id: of a source that is stored and not linked.
        original_id: of the article as it was read; it decides the place in a band.
        bands: its signature.
    """
    alike = _Comparison(connection)
    likes: set[int] = set()
    for band in bands:
        before, after = _neighbours(connection, band, original_id, source_id)
        connection.execute("INSERT INTO bands VALUES (?, ?, ?)", (band, original_id, source_id))
        joined = {other for other in (before, after) if other and alike(source_id, other)}
        for other in joined:
            _connect(connection, band, source_id, other)
        if before and after and _disconnect(connection, band, before, after) and len(joined) < 2:
            _unsettle(connection, (before, after))
        likes |= joined
    _join(connection, {source_id, *likes})


def unlink(connection: Connection, source_id: int) -> None:
    """Take a source out of its bands and connections; its neighbours become each other's."""
    alike = _Comparison(connection)
    rows = connection.execute(
        "SELECT hash, original_id FROM bands WHERE source_id = ?", (source_id,)
    )
    bands = rows.fetchall()
    connection.execute("DELETE FROM bands WHERE source_id = ?", (source_id,))
    freed = connection.execute(
        "DELETE FROM near WHERE source_id = ?1 OR other_id = ?1 RETURNING source_id, other_id",
        (source_id,),
    ).fetchall()
    for band, original_id in bands:
        before, after = _neighbours(connection, band, original_id, source_id)
        if before and after and alike(before, after):
            _connect(connection, band, before, after)
            _join(connection, {before, after})
    _unsettle(connection, {id_ for pair in freed for id_ in pair} - {source_id})
    connection.execute("UPDATE sources SET cluster = 0 WHERE id = ?", (source_id,))


def settle_clusters(connection: Connection) -> None:
    """Part the clusters whose connections were lost, and name each by its least source."""
    rows = connection.execute(
        "SELECT DISTINCT s.cluster FROM unsettled_sources u JOIN sources s ON s.id = u.source_id"
        " WHERE s.cluster != 0"
    )
    for (cluster,) in rows.fetchall():
        members = connection.execute("SELECT id FROM sources WHERE cluster = ?", (cluster,))
        named = {id_: id_ for (id_,) in members.fetchall()}
        edges = connection.execute(
            "SELECT DISTINCT source_id, other_id FROM near WHERE source_id IN"
            " (SELECT id FROM sources WHERE cluster = ?)",
            (cluster,),
        )
        for one, other in edges.fetchall():
            roots = _root(named, one), _root(named, other)
            named[max(roots)] = min(roots)
        _rename(connection, {id_: _root(named, id_) for id_ in named}, cluster)
    connection.execute("DELETE FROM unsettled_sources")


def _rename(connection: Connection, roots: dict[int, int], cluster: int) -> None:
    """Give the members of what was one cluster their names; 0 where one is alone."""
    sizes: dict[int, int] = {}
    for root in roots.values():
        sizes[root] = sizes.get(root, 0) + 1
    for id_, root in roots.items():
        name = root if sizes[root] > 1 else 0
        if name != cluster:
            connection.execute("UPDATE sources SET cluster = ? WHERE id = ?", (name, id_))
            _unsettle_sites(connection, (id_,))
    if len(sizes) > 1:
        _unsettle_sites(connection, roots)


def _root(named: dict[int, int], id_: int) -> int:
    while named[id_] != id_:
        named[id_] = id_ = named[named[id_]]
    return id_


def _join(connection: Connection, ids: set[int]) -> None:
    """Make one cluster of the sources and of the clusters they are in."""
    if len(ids) < 2:
        return
    rows = connection.execute(
        f"SELECT id, cluster FROM sources WHERE id IN ({marks(ids)})", tuple(ids)
    ).fetchall()
    names = {cluster or id_ for id_, cluster in rows}
    least = min(names)
    if len(names) == 1 and all(cluster for _, cluster in rows):
        return
    for id_, cluster in rows:
        if not cluster:
            connection.execute("UPDATE sources SET cluster = ? WHERE id = ?", (least, id_))
    for name in names - {least}:
        connection.execute("UPDATE sources SET cluster = ? WHERE cluster = ?", (least, name))
    _unsettle_sites(connection, ids)
    if sum(bool(cluster) for _, cluster in rows) > 1:  # whole clusters, on whatever sites
        connection.execute(
            "INSERT OR IGNORE INTO unsettled_sites"
            " SELECT DISTINCT site FROM sources WHERE cluster = ? AND site != ''",
            (least,),
        )


def _neighbours(
    connection: Connection, band: int, original_id: str, source_id: int
) -> tuple[int | None, int | None]:
    """Return the sources before and after a place in a band."""
    found = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        row = connection.execute(
            f"SELECT source_id FROM bands WHERE hash = ? AND (original_id, source_id) {sign} (?, ?)"
            f" ORDER BY original_id {order}, source_id {order} LIMIT 1",
            (band, original_id, source_id),
        ).fetchone()
        found.append(None if row is None else int(row[0]))
    return found[0], found[1]


def _connect(connection: Connection, band: int, one: int, other: int) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO near VALUES (?, ?, ?)", (min(one, other), max(one, other), band)
    )


def _disconnect(connection: Connection, band: int, one: int, other: int) -> bool:
    cursor = connection.execute(
        "DELETE FROM near WHERE band = ? AND source_id = ? AND other_id = ?",
        (band, min(one, other), max(one, other)),
    )
    return cursor.rowcount > 0


def _unsettle(connection: Connection, source_ids: Iterable[int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO unsettled_sources VALUES (?)", [(id_,) for id_ in source_ids]
    )


def _unsettle_sites(connection: Connection, source_ids: Iterable[int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO unsettled_sites"
        " SELECT site FROM sources WHERE id = ? AND site != ''",
        [(id_,) for id_ in source_ids],
    )


class _Comparison:
    """Whether the originals of two sources are near-duplicates; each is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shingles = cache(self._read)
        self._verdict = cache(self._compare)

    def __call__(self, one: int, other: int) -> bool:
        return self._verdict(min(one, other), max(one, other))

    def _compare(self, one: int, other: int) -> bool:
        return similarity(self._shingles(one), self._shingles(other)) >= THRESHOLD

    def _read(self, source_id: int) -> NDArray[np.uint64]:
        original, text = self._connection.execute(
            "SELECT s.original, d.text FROM sources s JOIN documents d ON d.id = s.document_id"
            " WHERE s.id = ?",
            (source_id,),
        ).fetchone()
        return shingle_hashes(load_document(original).text if original else str(text))
