"""Korean nouns that stand together, and the pairs of syllables that find them however spaced.

인공 지능 and 인공지능 give the same pairs: 인공, 공지, 지능.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TAGS = frozenset(("NNG", "NNP", "XR", "XSN", "XPN", "NNB", "NR", "UN"))
_HANGUL = re.compile(r"[\uac00-\ud7af]")


class Morpheme(NamedTuple):
    """A morpheme, or a run in another script, and where it stands in the analysed text."""

    form: str
    tag: str
    start: int
    end: int
    unknown: bool


def compounds(text: str, morphemes: Sequence[Morpheme]) -> Iterator[list[Morpheme]]:
    """Yield the nouns of a text that stand together or with one space between them."""
    compound: list[Morpheme] = []
    for morpheme in morphemes:
        noun = morpheme.tag in _TAGS and _HANGUL.match(morpheme.form)
        if compound and (not noun or text[compound[-1].end : morpheme.start] not in ("", " ")):
            yield compound
            compound = []
        if noun:
            compound.append(morpheme)
    if compound:
        yield compound


def parts(compound: Sequence[Morpheme]) -> Iterator[str]:
    """Yield the pairs of syllables in a compound, but for those that are nouns of their own."""
    forms = [morpheme.form.replace("_", "") for morpheme in compound]
    nouns = {sum(map(len, forms[:n])) for n, form in enumerate(forms) if len(form) == 2}
    joined = "".join(forms)
    for n in range(len(joined) - 1):
        if n not in nouns:
            yield joined[n : n + 2]


def without_spaces(compound: Sequence[Morpheme]) -> Iterator[Sequence[Morpheme]]:
    """Yield the stretches of a compound that are written in one."""
    start = 0
    for n in range(1, len(compound) + 1):
        if n == len(compound) or compound[n].start > compound[n - 1].end:
            yield compound[start:n]
            start = n
