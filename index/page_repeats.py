"""Which lines of a page say again what it said before: print versions, pull quotes."""

import re
from collections.abc import Sequence

from index.page_marks import is_prose, width
from index.sentences import split_sentences

_QUOTE = 30  # columns of a sentence that is worth finding again
_QUOTED = re.compile(r"^[\"'“‘「『«»„].*[\"'”’」』»«“][.!?]?$")
_QUOTE_SIGNS = "\"'“”‘’「」『』«»„…"
_MANY = 100  # quotes that are looked for
_SEARCHED = 300_000  # characters in which they are looked for
_RUN = 3  # paragraphs in a row that are no refrain
_LONG = 200  # characters of a line that may hold a whole body


def repeated_lines(lines: Sequence[tuple[int, str]], *, only_runs: bool = False) -> set[int]:
    """Return the numbers of the lines that repeat others.

    Args:
        lines: (number, text) of the lines that are kept so far.
        only_runs: for a text that is no page: a line alone may well be said twice there.
    """
    again = _again(lines)
    if only_runs:
        return _runs(lines, again)
    return again | _parts_of_others([(n, text) for n, text in lines if n not in again])


def _again(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Return the paragraphs said before, and short lines between two of them."""
    seen: set[str] = set()
    prose: list[bool] = []
    known: list[bool] = []
    for _, text in lines:
        plain = _core(text)
        known.append(plain in seen or _all_said(text, seen))
        prose.append(is_prose(text))
        seen.add(plain)
        if len(text) < 20_000:
            seen.update(_core(sentence) for sentence in _sentences(text))
    found: set[int] = set()
    for at, (number, _) in enumerate(lines):
        if not known[at]:
            continue
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(lines)]
        if prose[at] or any(known[i] and (prose[i] or lines[i][0] in found) for i in beside):
            found.add(number)
    return found


def _all_said(text: str, seen: set[str]) -> bool:
    """Return whether nearly all sentences of a long line were said before: a body in one line."""
    if not _LONG <= len(text) < 20_000:
        return False
    sentences = _sentences(text)
    said = sum(len(sentence) for sentence in sentences if _core(sentence) in seen)
    return len(sentences) > 1 and said >= 0.8 * len(text)


def _parts_of_others(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Return the lines that are one sentence of another line: pull quotes."""
    spoken: dict[str, int] = {}
    for number, text in lines:
        sentences = _sentences(text) if len(text) < 20_000 else []
        if len(sentences) > 1:
            spoken.update((_core(sentence), number) for sentence in sentences)
    found = {
        number
        for number, text in lines
        if len(text) < 300 and width(text) >= _QUOTE and spoken.get(_core(text), number) != number
    }
    quotes = [(n, text) for n, text in lines if len(text) < 300 and _QUOTED.match(text)][:_MANY]
    whole = "\n".join(_core(text) for _, text in lines)[:_SEARCHED]
    return found | {
        number
        for number, text in quotes
        if width(text) >= _QUOTE and whole.count(_core(text).rstrip(".,!?")) > 1
    }


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


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


def _core(text: str) -> str:
    return re.sub(r"\s+", "", text).strip(_QUOTE_SIGNS)
