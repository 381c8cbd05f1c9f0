"""What the articles of an index can be narrowed to, and which of them satisfy some filters.

Everything works on an open connection. Names are compared as `index.terms.fold` has them,
without spaces: case, width and accents don't matter. Folders are compared in NFC without regard
to case, as people type them; files in either normal form, and their case matters.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from os.path import commonprefix

from index.articles import MEMBER
from index.database import Connection
from index.filters import Facets, Filter, Kind
from index.publishers import unify_publisher
from index.reporters import people
from index.terms import fold

_OPEN = ".."  # an interval's open end
_BETWEEN_NAMES = re.compile(r"[\s,;:·/&|、，；・()<>\[\]]+")
_TITLE = re.compile(r"(?:^|(?<=\w\w))(?:기자|특파원|記者|记者)$")
_SEPARATOR = re.compile(rf"(/|\\|{MEMBER})")


def read_facets(connection: Connection) -> Facets:
    """Return the values that articles have; of several spellings of a name one.

    Tags include sections and, of "경제>반도체", its parts. A reporter is one person, also where
    an article names several. Folders are full paths in NFC: those that articles lie in, and
    each above them up to the deepest one that holds all articles. What holds several articles
    is a folder too: an archive, the folders in it, a table.
    """
    oldest, newest = connection.execute(
        "SELECT MIN(substr(published, 1, 10)), MAX(substr(published, 1, 10)) FROM documents"
        " WHERE published != ''"
    ).fetchone()
    bylines = _values(connection, "reporter")
    sections = (name for one in _values(connection, "section") for name in _parts(one))
    return Facets(
        publishers=_each_once(_values(connection, "publisher")),
        reporters=_each_once(name for line in bylines for name in people(line) or [line]),
        languages=tuple(sorted(filter(None, _values(connection, "language")))),
        tags=_each_once({*_tags(connection), *sections}),
        folders=tuple(sorted(_folders(connection))),
        oldest=oldest or "",
        newest=newest or "",
    )


def matching(connection: Connection, filters: Sequence[Filter]) -> set[str]:
    """Return the ids of the articles that satisfy some filters; of all articles without any.

    Filters of one kind are alternatives, and each kind must hold. An article in several
    sources is where any of them is.

    - Date: the day of publication, as the article states it, is in the interval. Articles
      without a date never match.
    - Publisher: the name, or another that `index.publishers` knows the outlet by.
    - Reporter: whole words of a byline, so that "이수" isn't in "이수민".
    - Tag: a tag, the section, or a part of a section like "경제>반도체".
    - Language: the code, in any case.
    - Document: an id, an address or a source exactly; a value that is none of these is the end
      of a source or of its file, in whole names ("a.md", "ko/a.md").
    - Folder: some source lies in that folder or below it. The value is its path, or a part of
      that in whole names ("ko", "corpus/ko"); one that begins with "/" begins the path.
    """
    if not filters:
        return {id_ for (id_,) in connection.execute("SELECT id FROM documents")}
    return set.intersection(*_by_kind(connection, filters).values())


def emptied_by(connection: Connection, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """Return the filters to blame for leaving no article; none if they leave some.

    They are those of the kinds that leave nothing even alone, or all if there is no such kind.
    """
    if not filters:
        return ()
    found = _by_kind(connection, filters)
    if set.intersection(*found.values()):
        return ()
    alone = {kind for kind, ids in found.items() if not ids}
    return tuple(one for one in filters if one.kind in (alone or found))


def _by_kind(connection: Connection, filters: Sequence[Filter]) -> dict[Kind, set[str]]:
    values: dict[Kind, list[str]] = {}
    for one in filters:
        values.setdefault(one.kind, []).append(one.value)
    return {kind: _FIND[kind](connection, wanted) for kind, wanted in values.items()}


def _dated(connection: Connection, intervals: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for interval in intervals:
        first, _, last = interval.partition("/")
        rows = connection.execute(
            "SELECT id FROM documents WHERE published != ''"
            " AND substr(published, 1, 10) >= ? AND substr(published, 1, 10) <= ?",
            ("" if first == _OPEN else first, "9999-12-31" if last == _OPEN else last),
        )
        found.update(id_ for (id_,) in rows)
    return found


def _published_by(connection: Connection, names: Sequence[str]) -> set[str]:
    keys = _keys(other for name in names for other in (name, unify_publisher(name)))
    return _with(connection, "publisher", lambda name: _key(name) in keys)


def _reported_by(connection: Connection, names: Sequence[str]) -> set[str]:
    wanted = [words for words in map(_words, names) if words]

    def names_one(byline: str) -> bool:
        squeezed = _key(byline)  # looked into first: cutting 20,000 bylines takes its time
        return any(
            all(word in squeezed for word in words) and _names(byline, words) for words in wanted
        )

    return _with(connection, "reporter", names_one)


def _in_language(connection: Connection, codes: Sequence[str]) -> set[str]:
    wanted = {code.lower() for code in codes}
    return _with(connection, "language", lambda code: code in wanted)


def _filed_under(connection: Connection, tags: Sequence[str]) -> set[str]:
    keys = _keys(tags)
    found = _with(connection, "section", lambda section: bool(keys & _keys(_parts(section))))
    for spelling in _tags(connection):
        if _key(spelling) in keys:
            rows = connection.execute(
                "SELECT id FROM documents WHERE instr(tags, ?)", (f"\n{spelling}\n",)
            )
            found.update(id_ for (id_,) in rows)
    return found


def _named(connection: Connection, values: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for value in values:
        forms = {value, *(unicodedata.normalize(form, value) for form in ("NFC", "NFD"))}
        rows = connection.execute(
            "WITH forms AS MATERIALIZED (SELECT value FROM json_each(?))"
            " SELECT id FROM documents WHERE id IN forms"
            " UNION SELECT id FROM documents WHERE url IN forms AND url != ''"
            " UNION SELECT document_id FROM sources WHERE source IN forms",
            (json.dumps(list(forms)),),
        ).fetchall()
        found |= {id_ for (id_,) in rows} or _named_at_the_end(connection, forms)
    return found


def _named_at_the_end(connection: Connection, forms: Iterable[str]) -> set[str]:
    ends = tuple(f"{before}{form}" for form in forms if form for before in ("/", "\\", MEMBER))
    return {
        id_
        for id_, source in connection.execute("SELECT document_id, source FROM sources")
        if source.endswith(ends)
        or (MEMBER in source and source.partition(MEMBER)[0].endswith(ends))
    }


def _below(connection: Connection, folders: Sequence[str]) -> set[str]:
    wanted = [_place(folder.rstrip("/\\ ")) for folder in folders if folder.strip()]

    @cache  # many articles lie in one folder
    def lies_below(folder: str) -> bool:
        place = _place(folder)
        return any(one in place for one in wanted)

    rows = connection.execute("SELECT document_id, source FROM sources")
    return {id_ for id_, source in rows if lies_below(_folder(source))}


def _folder(source: str) -> str:
    """Return what a source lies in, "/" between all parts; "" without any."""
    return source.replace(MEMBER, "/").replace("\\", "/").rpartition("/")[0]


def _place(path: str) -> str:
    r"""Return a path so that part of it in whole names is a part of the text.

    Example: "C:\\글\\모음.zip › KO" -> "/c:/글/모음.zip/ko/"
    """
    plain = path.replace(MEMBER, "/").replace("\\", "/")
    return f"/{unicodedata.normalize('NFC', plain).casefold()}/"


def _folders(connection: Connection) -> set[str]:
    rows = connection.execute("SELECT source FROM sources").fetchall()
    held = Counter(_folder(source) for (source,) in rows)
    paths: list[list[str]] = []  # names and what stands between them, in turn
    for source in {_folder(source): source for (source,) in rows}.values():
        path = _SEPARATOR.split(unicodedata.normalize("NFC", source))
        alone = path[-2:-1] == [MEMBER] and held[_folder(source)] == 1
        paths.append(path[: -4 if alone else -2])
    top = (len(commonprefix(paths)) - 1) | 1  # an odd number of parts ends with a name
    ends = ((path, end) for path in paths for end in range(max(top, 1), len(path) + 1, 2))
    return {"".join(path[:end]) for path, end in ends} - {""}


def _with(connection: Connection, column: str, wanted: Callable[[str], bool]) -> set[str]:
    """Return the articles whose value in a column is wanted; each value is asked about once."""
    values = [value for value in _values(connection, column) if wanted(value)]
    rows = connection.execute(
        f"SELECT id FROM documents WHERE {column} IN (SELECT value FROM json_each(?))",
        (json.dumps(values),),
    )
    return {id_ for (id_,) in rows}


def _values(connection: Connection, column: str) -> set[str]:
    return {value for (value,) in connection.execute(f"SELECT DISTINCT {column} FROM documents")}


def _tags(connection: Connection) -> set[str]:
    """Return all tags; one long text is read in a third of the time of 100,000 short ones."""
    row = connection.execute("SELECT group_concat(tags, char(10)) FROM documents").fetchone()
    return set((row[0] or "").split("\n"))


def _parts(section: str) -> set[str]:
    """Return a section's name and, where it tells the way to it, each name on that way."""
    return {section, *map(str.strip, section.split(">"))}


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    spellings = {_key(name): name for name in sorted(names, reverse=True)}
    return tuple(sorted(name for key, name in spellings.items() if key))


def _keys(names: Iterable[str]) -> set[str]:
    return {_key(name) for name in names} - {""}


def _key(name: str) -> str:
    return "".join(fold(name).split())


def _words(byline: str) -> list[str]:
    words = (_TITLE.sub("", word) for word in _BETWEEN_NAMES.split(fold(byline)))
    return [word for word in words if word]


def _names(byline: str, name: Sequence[str]) -> bool:
    """Return whether some words of a byline, one after the other, make up a name."""
    words, key = _words(byline), "".join(name)
    for start in range(len(words)):
        found = ""
        for word in words[start:]:
            found += word
            if len(found) >= len(key):
                break
        if found == key:
            return True
    return False


_FIND: dict[Kind, Callable[[Connection, Sequence[str]], set[str]]] = {
    Kind.DATE: _dated,
    Kind.PUBLISHER: _published_by,
    Kind.REPORTER: _reported_by,
    Kind.LANGUAGE: _in_language,
    Kind.DOCUMENT: _named,
    Kind.FOLDER: _below,
    Kind.TAG: _filed_under,
}
