"""Common nouns of a claim where its evidence has another of the same kind: goats for sheep.

What may be put for what is in rival_nouns.txt, in Korean and English, for some in further
languages. Where the evidence has nothing of that kind, the claim may only say it otherwise.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from rag.support.korean import noun_runs

_DENSE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_HANGUL = re.compile("[가-힣]")
_WITHIN = 3  # syllables of a Korean form that may stand anywhere in a word
_COMPARED = frozenset(("ko", "en"))


class _Thing(NamedTuple):
    """One line of the list."""

    kind: str
    line: int


class _Table(NamedTuple):
    forms: dict[str, _Thing]
    latin: re.Pattern[str]
    korean: tuple[str, ...]
    lines: dict[_Thing, tuple[str, ...]]


def rival_noun(claim: str, language: str, grounds: Sequence[tuple[str, str]], asked: str) -> str:
    """Return a noun of the claim in whose stead the evidence has one of its kind, or "".

    Args:
        claim: one sentence.
        language: of the claim.
        grounds: language and text of each piece of evidence, titles with them. What isn't in
            the claim's language is compared where both are Korean or English.
        asked: the question; what it names as well as the evidence need not be in the claim.
    """
    codes = {code for code, _ in grounds} | {language}
    if len(codes) > 1 and not codes <= _COMPARED:
        return ""
    mine = _things(claim)
    texts = [text for _, text in grounds]
    told = set().union(*(_things(text) for text in texts))
    korean = [code == "ko" for code, _ in grounds]
    for thing, written in mine.items():
        if thing in told or any(_has(text, thing) for text in texts):
            continue
        if not all(_has_form(thing, hangul=hangul) for hangul in korean):
            continue
        if any(other.kind == thing.kind and other not in mine for other in told):
            return written
    return ""


@lru_cache(maxsize=256)
def _things(text: str) -> dict[_Thing, str]:
    """Return what a text names, and as it is written there."""
    table = _table()
    found: dict[_Thing, str] = {}
    for match in table.latin.finditer(text):
        found.setdefault(_of_form(match), match.group())
    if _HANGUL.search(text):
        for run in noun_runs(text):
            for form in _forms_in(run.text, {noun.form for noun in run.nouns if noun.tag == "NNG"}):
                found.setdefault(table.forms[form], form)
    return found


def _of_form(match: re.Match[str]) -> _Thing:
    forms = _table().forms
    written = match.group()
    lower = written[0].lower() + written[1:]
    return next(
        forms[form]
        for form in (written, lower, written[:-1], lower[:-1], lower[:-2])
        if form in forms
    )


def _forms_in(word: str, nouns: set[str]) -> list[str]:
    """Return the Korean forms in a word, the longest where they overlap."""
    found = []
    for form in _table().korean:
        if form not in word:
            continue
        ends = word.startswith(form) or word.endswith(form)
        alone = form in nouns and word == form
        if alone or len(form) >= _WITHIN or ends and len(form) > 1:
            found.append(form)
            word = word.replace(form, " ")
    return found


def _has(text: str, thing: _Thing) -> bool:
    """Return whether a text holds a form of a thing in any way, as a part of a word, too."""
    forms = (re.escape(form.lower()) for form in _table().lines[thing] if len(form) > 1)
    return any(re.search(rf"(?<![a-z]){form}", text.lower()) for form in forms) or any(
        noun.form in _table().lines[thing]
        for run in (noun_runs(text) if _HANGUL.search(text) else ())
        for noun in run.nouns
    )


def _has_form(thing: _Thing, *, hangul: bool) -> bool:
    return any(bool(_HANGUL.search(form)) is hangul for form in _table().lines[thing])


@cache
def _table() -> _Table:
    forms: dict[str, _Thing] = {}
    lines: dict[_Thing, tuple[str, ...]] = {}
    kind = ""
    text = files("rag.support").joinpath("rival_nouns.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines()):
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            thing = _Thing(kind, number)
            lines[thing] = tuple(line.split(", "))
            forms |= dict.fromkeys(lines[thing], thing)
    longest = sorted(forms, key=len, reverse=True)
    korean = tuple(form for form in longest if _HANGUL.match(form))
    dense = "|".join(form for form in longest if _DENSE.match(form))
    words = [form for form in longest if form[0].isalpha() and form.isascii() or form[0] in "éÄ"]
    others = "|".join(_pattern_of(word) for word in words)
    return _Table(
        forms, re.compile(rf"{dense}|(?<![\w-])(?:{others})(?![a-zà-ÿ])|[$€£¥]"), korean, lines
    )


def _pattern_of(word: str) -> str:
    first = (
        rf"(?:{word[0]}|(?:(?<=^)|(?<=[.!?] )){word[0].upper()})" if word[0].islower() else word[0]
    )
    return f"{first}{re.escape(word[1:])}(?:e?s)?"
