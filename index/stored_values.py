"""Documents as rows and JSON in the tables of an index, and back."""

import json
from collections.abc import Sequence, Sized
from typing import Any

from index.documents import Document, Dropped, Landmark

COLUMNS = (
    "d.title, d.text, d.language, s.source, d.publisher, d.reporter, d.published, d.modified,"
    " d.section, d.url, d.landmarks, s.dropped, s.site, s.raw"
)


def restore(fields: Sequence[Any]) -> Document:
    """Return the Document of a row of COLUMNS."""
    *plain, landmarks, dropped, site, raw = fields
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


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def marks(values: Sized) -> str:
    """Return as many question marks for SQL as there are values."""
    return ",".join("?" * len(values))
