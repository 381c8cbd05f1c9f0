"""Which articles of the library are shown, and in which order: pure functions over the list."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.documents import Span
from index.listing import ListedDocument, list_documents
from index.store import Store
from index.stored_rows import FileState
from rag.verify import CitationState

PAGE_SIZE = 100
NONE = "-"  # in a filter: articles that have no publisher
COLUMNS = ("title", "publisher", "date", "language", "size", "state", "alike")
_FALLING = ("date", "size", "alike")  # columns of which the largest are wanted first
_AROUND = 40  # characters of a text shown on each side of a word that was looked for


@dataclass(frozen=True, slots=True)
class ListedState:
    """An article of the list, and what became of its source."""

    document: ListedDocument
    state: CitationState


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What to show: filters ("" or 0 for none), a column to sort by, a page from 1."""

    words: str = ""
    language: str = ""
    publisher: str = ""
    since: str = ""
    until: str = ""
    state: str = ""
    cluster: int = 0
    sort: str = "date"
    falling: bool = True
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(
            (self.words, self.language, self.publisher, self.since, self.until, self.state,
             self.cluster)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list; `matching` of `total` articles fit the query."""

    rows: tuple[ListedState, ...]
    matching: int
    total: int
    page: int
    pages: int


class FileStates:
    """Whether files are as they were when they were read; equal content counts as equal."""

    def __init__(self) -> None:
        self._same_content = lru_cache(maxsize=4096)(_same_content)

    def __call__(self, file: str, known: FileState) -> CitationState:
        """Return what became of a file."""
        try:
            stat = Path(file).stat()
            if (stat.st_size, stat.st_mtime_ns) == (known.size, known.mtime_ns):
                return CitationState.INTACT
            if stat.st_size == known.size and known.sha256:
                same = self._same_content(file, stat.st_mtime_ns, known.sha256)
                return CitationState.INTACT if same else CitationState.CHANGED
        except OSError:
            return CitationState.REMOVED
        return CitationState.CHANGED


def _same_content(file: str, mtime_ns: int, sha256: str) -> bool:
    with Path(file).open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == sha256


def list_with_states(store: Store, state_of: FileStates) -> list[ListedState]:
    """Return every article with the state of its source, the newest first."""
    listed = list_documents(store.database)
    states = {d.file: d.state for d in listed}
    now = {file: state_of(file, known) for file, known in states.items()}
    return [ListedState(document, now[document.file]) for document in listed]


def choose(
    listed: Sequence[ListedState], query: ListQuery, with_words: Collection[str] | None = None
) -> Listing:
    """Return the page that a query asks for.

    Args:
        listed: every article.
        query: what is wanted.
        with_words: the ids of the articles that have the query's words; None without words.
    """
    found = [
        one
        for one in listed
        if _matches(one, query) and (with_words is None or one.document.id in with_words)
    ]
    key = _KEYS.get(query.sort, _KEYS["date"])
    known = [one for one in found if key(one)]
    ordered = sorted(known, key=key, reverse=query.falling)
    ordered += [one for one in found if not key(one)]  # what isn't known comes last either way
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, query.page), pages)
    rows = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Listing(tuple(rows), len(found), len(listed), page, pages)


def falls_first(column: str) -> bool:
    """Return whether a column is sorted from its largest value when it is first chosen."""
    return column in _FALLING


def _matches(one: ListedState, query: ListQuery) -> bool:
    document = one.document
    publisher = document.publisher or NONE
    return (
        query.language in ("", document.language)
        and query.publisher in ("", publisher)
        and query.state in ("", one.state.name.lower())
        and query.cluster in (0, document.cluster)
        and (not query.since or document.date >= query.since)
        and (not query.until or ("" < document.date <= query.until))
    )


_KEYS: Mapping[str, Callable[[ListedState], Any]] = {
    "title": lambda one: one.document.title.casefold(),
    "publisher": lambda one: one.document.publisher.casefold(),
    "date": lambda one: one.document.date,
    "language": lambda one: one.document.language,
    "size": lambda one: one.document.size,
    "state": lambda one: one.state.value,
    "alike": lambda one: (
        (one.document.alike, one.document.cluster) if one.document.alike > 1 else None
    ),
}


def snippet_around(text: str, words: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Return the surroundings of the first word that a text has, and where words stand in it.

    Args:
        text: of an article.
        words: that were looked for, in any case.

    Returns:
        The snippet, "" if the text has none of them, and the spans of the words in it.
    """
    folded = text.lower()
    if len(folded) != len(text):  # a few letters change their length; offsets would be wrong
        folded = text
    places = [(folded.find(word.lower()), len(word)) for word in words]
    first = min((place for place, _ in places if place >= 0), default=-1)
    if first < 0:
        return "", ()
    start = max(0, first - _AROUND)
    snippet = text[start : first + 2 * _AROUND].replace("\n", " ")
    inside = folded[start : start + len(snippet)]
    spans = [
        Span(place, place + len(word))
        for word in words
        if (place := inside.find(word.lower())) >= 0
    ]
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return snippet, tuple(kept)


def counted_values(listed: Sequence[ListedState], column: str) -> list[tuple[str, int]]:
    """Return the values of "language" or "publisher" with how many articles have each.

    The most frequent come first; "" stands for articles that have none.
    """
    counts = Counter(getattr(one.document, column) for one in listed)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
