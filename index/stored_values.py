"""Documents as rows and JSON in the tables of an index, the queries for them, and back."""

import json
from collections.abc import Sequence, Sized
from typing import Any

from index.documents import Document, Dropped, Landmark

COLUMNS = (
    "d.title, d.text, d.language, s.source, d.publisher, d.reporter, d.published, d.modified,"
    " d.section, d.url, d.landmarks, s.dropped, s.site, s.raw, d.tags"
)
# Articles, each with the first of its sources.
DOCUMENTS = (
    f"{COLUMNS} FROM documents d JOIN sources s ON s.source ="
    " (SELECT MIN(source) FROM sources WHERE document_id = d.id)"
)
# What the other sources of an article and those of its near-duplicates hold, the oldest first.
COPIES = f"""
SELECT {COLUMNS} FROM sources s JOIN documents d ON d.id = s.document_id
WHERE s.id IN (
    SELECT id FROM sources WHERE document_id = ?1
    UNION SELECT other.id FROM sources mine JOIN sources other ON other.cluster = mine.cluster
        WHERE mine.document_id = ?1 AND mine.cluster != 0)
    AND s.source != (SELECT MIN(source) FROM sources WHERE document_id = ?1)
ORDER BY d.published, s.source LIMIT ?2
"""


def restore(fields: Sequence[Any]) -> Document:
    """Return the Document of a row of COLUMNS."""
    *plain, landmarks, dropped, site, raw, tags = fields
    title, text, language, source, publisher, reporter, published, modified, section, url = plain
    return Document(
        title=title,
        text=text,
        language=language,
        source=source,
        publisher=publisher,
        reporter=reporter,
        published=published,
        modified=modified,
        section=section,
        url=url,
        landmarks=tuple(Landmark(*mark) for mark in json.loads(landmarks)),
        tags=tuple(filter(None, tags.split("\n"))),
        dropped=tuple(Dropped(*piece) for piece in json.loads(dropped)),
        site=site,
        raw=raw,
    )


def dump_document(document: Document) -> str:
    """Return a document as JSON; `load_document` reads it."""
    return _dump(
        [
            document.title, document.text, document.language, document.source,
            document.publisher, document.reporter, document.published, document.modified,
            document.section, document.url,
            dump_landmarks(document), dump_dropped(document), document.site, document.raw,
            dump_tags(document),
        ]
    )  # fmt: skip


def load_document(dumped: str) -> Document:
    """Return the document that `dump_document` wrote."""
    return restore(json.loads(dumped))


def dump_landmarks(document: Document) -> str:
    """Return a document's landmarks as JSON; `restore` reads them."""
    return _dump([[mark.start, mark.kind, mark.name] for mark in document.landmarks])


def dump_dropped(document: Document) -> str:
    """Return what was dropped from a document's page as JSON; `restore` reads it."""
    return _dump([[piece.text, piece.reason] for piece in document.dropped])


def dump_tags(document: Document) -> str:
    r"""Return a document's tags; `restore` reads them. A search for "\ntag\n" finds whole tags."""
    return "\n".join(("", *document.tags, "")) if document.tags else ""


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def marks(values: Sized) -> str:
    """Return as many question marks for SQL as there are values."""
    return ",".join("?" * len(values))
