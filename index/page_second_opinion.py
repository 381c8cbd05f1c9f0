"""trafilatura's view of a page, where ours may have taken the wrong part for the article.

Our own reading is closer where it finds the article at all (`make eval-cleaning`); where the
two disagree about most of the prose, trafilatura's choice of the body is the safer one, and
our reading of single lines goes on from there.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.page_headline import core
from index.page_lines import PageLine
from index.page_marks import is_prose, mark_of

_SOFT = frozenset(
    ("", "before the headline", "before the article", "after the article",
     "between parts of the article", "aside")
)  # fmt: skip
# Reasons that names in the markup gave, and that prose overrules where trafilatura keeps it.
_NAMES = frozenset(
    ("button", "menu", "form", "footer", "notice", "advertisement", "byline", "tags", "map")
)
_AGREED = 0.5  # of the prose that trafilatura keeps, at least, must be in ours, if it's as much
_LONGEST_PAGE = 400_000  # letters that a reader sees; more is a book or a list, not an article
_LONGEST_BODY = 100_000  # letters that lines are looked for in
_SHORT = 12  # letters; shorter lines are found anywhere


def second_frame(
    markup: str, framed: Sequence[PageLine], kept: Sequence[PageLine]
) -> list[PageLine] | None:
    """Return the lines with trafilatura's choice of the body, None where ours agrees with it.

    Args:
        markup: the page.
        framed: its lines with our reasons, from `frame_body`.
        kept: what we would keep.
    """
    if sum(len(line.text) for line in framed) > _LONGEST_PAGE:
        return None
    their_lines = _body_of(markup)
    ours = {core(line.text): len(line.text) for line in kept if is_prose(line.text)}
    if sum(map(len, their_lines & ours.keys())) >= _AGREED * sum(map(len, their_lines)):
        return None
    body = "\n".join(their_lines)[:_LONGEST_BODY]
    theirs = [_is_open(line) and _is_in(line.text, body) for line in framed]
    prose = [
        line
        for line, found in zip(framed, theirs, strict=True)
        if found and is_prose(line.text) and not mark_of(line)
    ]
    size = sum(len(line.text) for line in prose)
    agreed = sum(len(line.text) for line in prose if core(line.text) in ours)
    if not size or agreed >= _AGREED * size or size < _AGREED * sum(ours.values()):
        return None
    first = theirs.index(True)
    last = len(theirs) - theirs[::-1].index(True)
    return [
        replace(line, reason=_reason(line, found, number, first, last))
        for number, (line, found) in enumerate(zip(framed, theirs, strict=True))
    ]


def _is_open(line: PageLine) -> bool:
    """Return whether our reason against a line may be overruled."""
    return line.reason in _SOFT or (line.reason in _NAMES and is_prose(line.text))


def _is_in(text: str, body: str) -> bool:
    letters = core(text)
    return len(letters) > _SHORT and letters in body


def _reason(line: PageLine, found: bool, number: int, first: int, last: int) -> str:
    """Return why a line is left out now; short lines stay where they stand in the body."""
    inside = first < number < last
    if found or (inside and line.reason in _SOFT and len(core(line.text)) <= _SHORT):
        return ""
    return _where(number, first, last) if _is_open(line) else line.reason


def _where(number: int, first: int, last: int) -> str:
    if number < first:
        return "before the article"
    return "after the article" if number >= last else "between parts of the article"


def _body_of(markup: str) -> set[str]:
    import trafilatura

    found = trafilatura.extract(
        markup, include_comments=False, include_tables=True, favor_precision=True
    )
    return {core(line) for line in (found or "").splitlines()}
