"""Tags: the words under which its publisher, or whoever keeps it, filed an article."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

LONGEST = 60  # characters; longer is a sentence
MOST = 30  # of one article; more is stuffed for search engines
# A hash begins a tag where a word follows: "#경제#반도체", but not in "C#, F#".
_CUT = re.compile(r"[,;|\n、，；｜]|[#＃](?=\w)")


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags in a line of them: "AI, 반도체" or "#AI #반도체"."""
    return tuple(piece for piece in map(str.strip, _CUT.split(text)) if piece)


def listed_tags(value: Any) -> tuple[str, ...]:
    """Return the tags in a value of YAML: a list of them, or one line."""
    if isinstance(value, str):
        return split_tags(value)
    # Dates and numbers are tags too; "yes" and "no", which YAML takes for true and false, aren't.
    items = value if isinstance(value, list) else [value]
    return tuple(
        str(item) for item in items if item is not None and not isinstance(item, bool | dict | list)
    )


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without the hash before them, each once whatever its case, in order.

    What is longer than `LONGEST` is left out, and what comes after the first `MOST`.

    Args:
        tags: single lines in NFC.
    """
    plain = (tag.lstrip("#＃ ").strip() for tag in tags)
    found: dict[str, str] = {}
    for tag in plain:
        if len(tag) <= LONGEST and _says_something(tag):
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:MOST]


def _says_something(tag: str) -> bool:
    return any(unicodedata.category(character)[0] not in "PZ" for character in tag)  # "-" doesn't
