"""What an index holds, for comparing two of them, and the rules that every index must keep."""

_PIECES = (
    "SELECT document_id, start, end, terms, hash, vector FROM {} JOIN embeddings e ON e.id ="
    " embedding"
)


def content_of(store):
    """Return all that is stored, by table, without what depends on when it was stored."""
    with store.database.reading() as connection:

        def rows(query):
            return sorted(connection.execute(query).fetchall(), key=repr)

        named = dict(connection.execute("SELECT id, source FROM sources").fetchall())
        clusters = dict(connection.execute("SELECT id, cluster FROM sources").fetchall())
        near = connection.execute("SELECT band, source_id, other_id FROM near").fetchall()
        originals = dict(connection.execute("SELECT id, original_id FROM sources").fetchall())
        return {
            "documents": rows("SELECT * FROM documents"),
            "sources": rows(
                "SELECT source, file, document_id, site, dropped, raw, original_id, original"
                " FROM sources"
            ),
            "clusters": sorted(
                (source, min(named[i] for i, c in clusters.items() if c == clusters[id_]))
                for id_, source in named.items()
                if clusters[id_]
            ),
            "near": sorted(
                (band, *sorted((originals[one], originals[other]))) for band, one, other in near
            ),
            "bands": rows("SELECT hash, source FROM bands JOIN sources s ON s.id = source_id"),
            "lines": rows(
                "SELECT l.site, hash, source FROM lines l JOIN sources s ON s.id = source_id"
            ),
            "files": rows("SELECT file, size, sha256 FROM files"),
            "chunks": rows(_PIECES.format("chunks")),
            "sentences": rows(_PIECES.format("sentences")),
            "recurring": rows("SELECT * FROM recurring"),
            "unsettled_sites": rows("SELECT * FROM unsettled_sites"),
            "unsettled_sources": rows("SELECT * FROM unsettled_sources"),
            "meta": rows("SELECT key, value FROM meta WHERE key != 'generation'"),
        }


def differences(store, other):
    """Return what two indexes don't agree on: table -> (only here, only there)."""
    mine, others = content_of(store), content_of(other)
    return {
        table: (
            [row for row in rows if row not in others[table]],
            [row for row in others[table] if row not in rows],
        )
        for table, rows in mine.items()
        if rows != others[table]
    }


_WRONG = {
    "a span outside its text": "SELECT d.id, p.start, p.end FROM"
    " (SELECT document_id, start, end FROM chunks"
    " UNION ALL SELECT document_id, start, end FROM sentences) p"
    " JOIN documents d ON d.id = p.document_id"
    " WHERE p.start < 0 OR p.start >= p.end OR p.end > length(d.text)",
    "an embedding of nothing": "SELECT id FROM embeddings e"
    " WHERE NOT EXISTS (SELECT 1 FROM chunks WHERE embedding = e.id)"
    " AND NOT EXISTS (SELECT 1 FROM sentences WHERE embedding = e.id)",
    "an article without a source": "SELECT id FROM documents"
    " WHERE id NOT IN (SELECT document_id FROM sources)",
    "an article without a chunk": "SELECT id FROM documents"
    " WHERE id NOT IN (SELECT document_id FROM chunks)",
    "a removed chunk that is there": "SELECT id FROM removed_chunks JOIN chunks USING (id)",
    "near the wrong way round": "SELECT source_id FROM near WHERE source_id >= other_id",
    "near without the band": "SELECT n.band, n.source_id FROM near n WHERE NOT EXISTS"
    " (SELECT 1 FROM bands WHERE hash = n.band AND source_id = n.source_id) OR NOT EXISTS"
    " (SELECT 1 FROM bands WHERE hash = n.band AND source_id = n.other_id)",
    "a chunk of a later generation": "SELECT id FROM chunks WHERE generation >"
    " (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation')",
}


def problems_of(store):
    """Return what is wrong with an index, whatever articles it holds; [] for nothing."""
    store.check()
    with store.database.reading() as connection:
        problems = [
            (words, row) for words, query in _WRONG.items() for row in connection.execute(query)
        ]
        near = connection.execute("SELECT source_id, other_id FROM near").fetchall()
        named = dict(connection.execute("SELECT id, cluster FROM sources").fetchall())
        settled = not connection.execute("SELECT 1 FROM unsettled_sources").fetchone()
    wanted = _components(named, near)
    if settled:
        problems += [("cluster", id_, name) for id_, name in named.items() if name != wanted[id_]]
    parted = [(one, other) for one, other in near if named[one] != named[other]]
    problems += [("cluster apart", pair) for pair in parted]
    stored = {document_id for document_id in store.sources().values()}
    problems += [("id", d.title) for d in store.documents() if d.id not in stored]
    return problems


def _components(ids, near):
    """Return id -> least id of its component, 0 for one that is alone."""
    parts = {id_: {id_} for id_ in ids}
    for one, other in near:
        if parts[one] is not parts[other]:
            parts[one] |= parts[other]
            for member in parts[other]:
                parts[member] = parts[one]
    return {id_: min(part) if len(part) > 1 else 0 for id_, part in parts.items()}


def files_holding(folder, words):
    """Return the files below a folder that hold some words, as UTF-8 or UTF-16."""
    forms = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]
