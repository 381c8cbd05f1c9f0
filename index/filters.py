"""What a search may be narrowed to, and what there is to narrow it to. Pure data."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a filter looks at."""

    DATE = "date"
    PUBLISHER = "publisher"
    REPORTER = "reporter"
    LANGUAGE = "language"
    DOCUMENT = "document"
    FOLDER = "folder"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on articles. Those of one kind are alternatives; all kinds must hold.

    `value` is an ISO 8601 interval of days for a date ("2023-01-01/2023-12-31", an open end
    is ".."), an ISO 639-1 code for a language, an id or a source for a document, a folder's
    path, else the name itself. `words` are the words of the question that it was understood
    from; "" where the user set it.
    """

    kind: Kind
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values that the articles of an index have, each once, sorted; dates as YYYY-MM-DD."""

    publishers: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    oldest: str = ""
    newest: str = ""
