"""Where a question names a publisher, reporter, tag or folder that the articles have."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.filters import Facets, Kind
from index.publishers import known_publisher
from index.terms import fold

_LONGEST = 60  # characters of a name that is looked for
_IGNORED = re.compile(r"[\s'\"‘’“”「」『』《》〈〉<>#]+")
_THE = re.compile(r"^\W*the\s", re.IGNORECASE)
_HANGUL, _DENSE = re.compile(r"[가-힣]"), re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
# 경제인, 경제의: a Korean name goes on only with one of these.
_KOREAN_AFTER_NAME = re.compile(
    r"(?:인|에서|에|의|이|가|은|는|로|으로|을|를|와|과|만|도|라는|이라는)?(?![가-힣])"
)
_OUTLET = re.compile(
    r"뉴스|일보|신문|경제|매일|타임[스즈]|투데이|통신|방송|저널|데일리|포스트|헤럴드|미디어|시보|주간|월간"
    r"|新聞|新报|新報|日報|日报|通信|通讯社|放送|ニュース|[时時]报|時報|晚报|晩報|晨报|テレビ|电视台|電視台"
    r"|\b(?:news|times|post|herald|daily|journal|tribune|gazette|chronicle|press|observer|guardian"
    r"|telegraph|today|weekly|review|newswire|radio|magazine|mail|courier|examiner|globe"
    r"|independent|mirror|sentinel|reporter|monitor|dispatch|ledger|inquirer|broadcasting|tv"
    r"|diario|noticias|periódico|gaceta|heraldo|correo|prensa|mundo"
    r"|anzeiger|kurier|bote|rundschau|allgemeine|courrier|dépêche|quotidien|báo|thông tấn xã)\b"
    r"|(?:zeitung|blatt|nachrichten|presse)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name at text[start:end] and the facets it may stand for."""

    start: int
    end: int
    kind: Kind
    values: tuple[str, ...]


class FacetNames:
    """The names of one index, found under `fold` whatever their case and spaces."""

    def __init__(self, facets: Facets) -> None:
        self._values: dict[Kind, dict[str, tuple[str, ...]]] = {}
        for kind, names in (
            (Kind.PUBLISHER, facets.publishers),
            (Kind.REPORTER, facets.reporters),
            (Kind.TAG, facets.tags),
            (Kind.FOLDER, facets.folders),
        ):
            table: dict[str, tuple[str, ...]] = {}
            for name in names:
                for key in _keys(kind, name):
                    table[key] = (*table.get(key, ()), name)
            self._values[kind] = table

    def ending_at(self, text: str, end: int, kind: Kind) -> Named | None:
        """Return the longest name of a kind that ends at `end`."""
        for start in range(max(0, end - _LONGEST), end):
            if _is_edge(text[start]) and _may_part(text, start):
                values = self._look_up(text[start:end], kind)
                if values:
                    return Named(start, end, kind, values)
        return None

    def starting_at(self, text: str, start: int, kind: Kind) -> Named | None:
        """Return the longest name of a kind that starts at `start`."""
        for end in range(min(len(text), start + _LONGEST), start, -1):
            if _is_edge(text[end - 1]) and _may_end(text, end):
                values = self._look_up(text[start:end], kind)
                if values:
                    return Named(start, end, kind, values)
        return None

    def _look_up(self, name: str, kind: Kind) -> tuple[str, ...]:
        table = self._values[kind]
        if not table:
            return ()
        found = table.get(_key(name), ())
        if not found and kind is Kind.PUBLISHER and (outlet := _outlet(name)):
            found = table.get(_key(outlet), ())
        return found


@lru_cache(maxsize=4)
def facet_names(facets: Facets) -> FacetNames:
    """Return the names of an index, read once for all questions about it."""
    return FacetNames(facets)


@lru_cache(maxsize=4_096)
def is_outlet(publisher: str) -> bool:
    """Return whether a publisher is surely a news outlet, not a company or an office as well.

    "according to" a company speaks of the company; "according to" a newspaper, of its articles.
    """
    return bool(known_publisher(publisher) or _OUTLET.search(publisher))


@lru_cache(maxsize=4_096)
def _outlet(name: str) -> str:
    return known_publisher(name)


@lru_cache(maxsize=4_096)
def _key(name: str) -> str:
    return _IGNORED.sub("", fold(_THE.sub("", name)))


def _keys(kind: Kind, name: str) -> set[str]:
    keys = {_key(name)}
    if kind is Kind.PUBLISHER:
        keys.add(_key(known_publisher(name)))
    if kind is Kind.FOLDER:
        parts = re.split(r"[/\\]", name.strip("/\\"))
        keys |= {_key("/".join(parts[place:])) for place in range(len(parts))}
    return keys - {""}


def _is_edge(character: str) -> bool:
    """Return whether a name may start or end with a character; marks around it stay outside."""
    return character.isalnum() or bool(_IGNORED.fullmatch(character) and not character.isspace())


def _may_part(text: str, at: int) -> bool:
    """Return whether a name may start or end between two characters: no word is cut in two."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if not (before.isalnum() and after.isalnum()):
        return True
    return bool(_DENSE.match(before) or _DENSE.match(after)) or (
        bool(_HANGUL.match(before)) != bool(_HANGUL.match(after))
    )


def _may_end(text: str, end: int) -> bool:
    if _HANGUL.match(text[end - 1]) or (end < len(text) and _HANGUL.match(text[end])):
        return bool(_KOREAN_AFTER_NAME.match(text, end))
    return _may_part(text, end)
