"""Names that sound doesn't carry across languages: countries, cities, institutions, companies.

A short list (known_names.txt), for the names that news uses most: 미국 is United States, 韓国 is
Korea. What isn't in it is compared by spelling and sound (`rag.support.names`).
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from index.terms import fold

_OTHER = "other"  # words that hold a name and mean something else
_STEM = 4  # letters that the names of a country and its people share in European languages
# The syllables that stand for a country stand beside each other: 한미, 미중, 대미, 방미.
_SHORT = "한미중일북러영독불인베호대방주재친반"
_DENSE = re.compile("[가-힣\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the list where a text writes it; `name` is its first form, whatever the text."""

    name: str
    kind: str
    written: str
    start: int


@dataclass(slots=True)
class _Lists:
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)  # to name and kind
    capitals: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, re.Pattern[str]] = field(default_factory=dict)


@lru_cache(maxsize=256)
def known_names(text: str) -> tuple[KnownName, ...]:
    """Return the listed names that a text writes out, in order; the longest where they overlap."""
    forms = _lists().forms
    found = ((forms[match.group()], match) for match in _pattern().finditer(text))
    return tuple(
        KnownName(name, kind, match.group(), match.start())
        for (name, kind), match in found
        if kind != _OTHER
    )


def mentions(text: str, name: str) -> bool:
    """Return whether a text names it in any way, also as in 한미, 日米 or by its capital."""
    lists = _lists()
    written = {known.name for known in known_names(re.sub(r"inister\b", "inistry", text))}
    if name in written or lists.capitals.get(name) in written:
        return True
    short = lists.shorts.get(name)
    return bool(short and short.search(without_known(text)))


@lru_cache(maxsize=256)
def without_known(text: str) -> str:
    """Return a text with blanks for the listed names that it writes out."""
    for known in known_names(text):
        end = known.start + len(known.written)
        text = f"{text[: known.start]}{' ' * len(known.written)}{text[end:]}"
    return text


def may_mention(text: str, name: str) -> bool:
    """Return whether a text in a language with endings may name it: Schweiz, schweizerisch."""
    if mentions(text, name):
        return True
    words = fold(text)
    stems = {fold(form)[:_STEM] for form, (listed, _) in _lists().forms.items() if listed == name}
    return any(re.search(rf"\b{re.escape(stem)}", words) for stem in stems if stem.isalpha())


@cache
def _lists() -> _Lists:
    lists = _Lists()
    kind = ""
    table = files("rag.support").joinpath("known_names.txt").read_text("utf-8")
    for line in table.splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            name, *others = entries = line.split(", ")
            lists.forms |= {entry: (name, kind) for entry in entries if entry[0] not in "*@"}
            for entry in others:
                if entry[0] == "*":
                    lists.shorts[name] = _short_pattern(entry[1], entry[2:])
                elif entry[0] == "@":
                    lists.capitals[name] = entry[1:]
    return lists


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_lists().forms, key=len, reverse=True)
    dense = "|".join(re.escape(form) for form in forms if _DENSE.search(form))
    others = "|".join(re.escape(form) for form in forms if not _DENSE.search(form))
    return re.compile(rf"{dense}|(?<![^\W가-힣])(?:{others})(?![a-zA-ZÀ-ỹ])")


def _short_pattern(syllable: str, han: str) -> re.Pattern[str]:
    beside = f"[{_SHORT}]{{1,2}}{syllable}|{syllable}[{_SHORT}]{{1,2}}|{syllable}(?=[ ·])"
    short = rf"(?<![가-힣\d])(?!일주일)(?:{beside})"
    return re.compile(f"{short}|[{han}]" if han else short)
