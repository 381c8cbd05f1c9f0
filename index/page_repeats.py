"""Which lines of a page say again what it said before: print versions, pull quotes."""

import re
from collections.abc import Collection, Mapping, Sequence

from index.page_marks import is_prose, width
from index.sentences import split_sentences

_QUOTE = 30  # columns of a sentence that is worth finding again
_QUOTE_SIGNS = "\"'“”‘’「」『』«»„…"
_MANY = 100  # quotes that are looked for
_SEARCHED = 300_000  # characters in which they are looked for
_RUN = 3  # paragraphs in a row that are no refrain
_LONG = 200  # characters of a line that may hold a whole body
_LONGEST = 20_000  # characters of a line that is looked at by sentence


def repeated_lines(
    lines: Sequence[tuple[int, str]], *, headings: Collection[int] = (), only_runs: bool = False
) -> set[int]:
    """Return the numbers of the lines that repeat others.

    Args:
        lines: (number, text) of the lines that are kept so far.
        headings: numbers of lines that may well say what a sentence below them says.
        only_runs: for a text that is no page: a line alone may well be said twice there.
    """
    said = {
        number: [_core(span.of(text)) for span in split_sentences(text)]
        for number, text in lines
        if len(text) < _LONGEST
    }
    again = _again(lines, said)
    if only_runs:
        return _runs(lines, again)
    rest = [(n, text) for n, text in lines if n not in again]
    return again | (_parts_of_others(rest, said) - set(headings))


def _again(lines: Sequence[tuple[int, str]], said: Mapping[int, Sequence[str]]) -> set[int]:
    """Return the paragraphs said before, and short lines between two of them."""
    seen: set[str] = set()
    prose: list[bool] = []
    known: list[bool] = []
    for number, text in lines:
        plain = _core(text)
        sentences = said.get(number, ())
        again = sum(len(sentence) for sentence in sentences if sentence in seen)
        nearly_all = len(sentences) > 1 and len(text) >= _LONG and again >= 0.8 * len(plain)
        known.append(plain in seen or nearly_all)
        prose.append(is_prose(text))
        seen.update((plain, *sentences))
    found: set[int] = set()
    for at, (number, _) in enumerate(lines):
        if not known[at]:
            continue
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(lines)]
        if prose[at] or any(known[i] and (prose[i] or lines[i][0] in found) for i in beside):
            found.add(number)
    return found


def _parts_of_others(
    lines: Sequence[tuple[int, str]], said: Mapping[int, Sequence[str]]
) -> set[int]:
    """Return the lines that are, or are in, one sentence of another line: pull quotes."""
    spoken = {
        sentence: number
        for number, _ in lines
        if len(said.get(number, ())) > 1
        for sentence in said[number]
    }
    quotes = [(n, _core(text)) for n, text in lines if len(text) < 300 and width(text) >= _QUOTE]
    found = {number for number, quote in quotes if spoken.get(quote, number) != number}
    whole = "\n".join(_core(text) for _, text in lines)[:_SEARCHED]
    return found | {n for n, quote in quotes[:_MANY] if whole.count(quote.rstrip(".,!?")) > 1}


def _runs(lines: Sequence[tuple[int, str]], again: set[int]) -> set[int]:
    """Return the repeated lines that stand in a run of several paragraphs."""
    found: set[int] = set()
    run: list[int] = []
    prose = 0
    for number, text in [*lines, (-1, "")]:
        if number in again:
            run.append(number)
            prose += is_prose(text)
            continue
        if prose >= _RUN:
            found.update(run)
        run, prose = [], 0
    return found


def _core(text: str) -> str:
    return re.sub(r"\s+", "", text).strip(_QUOTE_SIGNS).lower()
