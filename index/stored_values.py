"""Documents as rows and JSON in the tables of an index, and back."""

import json
from collections.abc import Sequence
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
    return dump(
        [
            document.title, document.text, document.language, document.source,
            document.publisher, document.reporter, document.published, document.modified,
            document.section, document.url,
            dump([[m.start, m.kind, m.name] for m in document.landmarks]),
            dump([[d.text, d.reason] for d in document.dropped]), document.site, document.raw,
        ]
    )  # fmt: skip


def load_document(dumped: str) -> Document:
    """Return the document that `dump_document` wrote."""
    return restore(json.loads(dumped))


def dump(value: Any) -> str:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def marks(values: Sequence[object]) -> str:
    """Return as many question marks for SQL as there are values."""
    return ",".join("?" * len(values))
