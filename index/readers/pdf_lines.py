"""A PDF page to lines of text with their places, as pdfium reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.readers.line_joins import SOFT_HYPHEN

_LINE_ENDS = "\r\n"
_PDFIUM_HYPHENS = (0x2, 0xFFFE)  # what pdfium has for a hyphen at the end of a line
_NO_CHARACTERS = frozenset((*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000)))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; lengths in points, y upwards.

    `head` is how wide its first word is: whether that word would have fit on the line above.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    head: float

    @property
    def height(self) -> float:
        """How large its letters are."""
        return max(self.top - self.bottom, 0.1)

    def is_as_large_as(self, other: "Line") -> bool:
        """Return whether two lines are of one size, whichever letters they have."""
        return 1 / 1.3 < self.height / other.height < 1.3


def page_lines(page_text: Any) -> list[Line]:
    """Return the lines of a page in reading order, those without letters left out.

    Args:
        page_text: pdfium's text page.
    """
    return [line for characters in _broken(page_text) if (line := _line(characters))]


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


def _broken(page_text: Any) -> Iterator[list[_Character]]:
    """Yield the characters of each line."""
    line: list[_Character] = []
    for character in _characters(page_text):
        if character.text in _LINE_ENDS:
            yield line
            line = []
            continue
        line.append(character)
        if character.text == SOFT_HYPHEN:  # pdfium gives no line end after it
            yield line
            line = []
    yield line


def _characters(page_text: Any) -> Iterator[_Character]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    lead = 0
    for place in range(page_text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page_text, place)
        if 0xD800 <= code < 0xDC00:  # a character beyond 16 bits comes in two
            lead = code
            continue
        if 0xDC00 <= code < 0xE000 and lead:
            code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00)
        lead = 0
        if pdfium.FPDFText_IsGenerated(page_text, place) == 1:  # a blank or line end
            yield _Character(chr(code))
        elif code in _PDFIUM_HYPHENS and pdfium.FPDFText_IsHyphen(page_text, place) == 1:
            yield _Character(SOFT_HYPHEN)
        else:
            pdfium.FPDFText_GetLooseCharBox(page_text, place, box)
            mapped = pdfium.FPDFText_HasUnicodeMapError(page_text, place) != 1
            text = chr(code) if mapped and code not in _NO_CHARACTERS else "\ufffd"
            yield _Character(text, box.left, box.right, box.top, box.bottom)


def _line(characters: list[_Character]) -> Line | None:
    text = "".join(character.text for character in characters)
    drawn = [c for c in characters if not c.text.isspace() and c.top > c.bottom]
    if not text.strip() or not drawn:
        return None
    words = text.split(maxsplit=1)
    first = drawn[: len(words[0])]
    return Line(
        text.lstrip(),
        left=min(c.left for c in drawn),
        right=max(c.right for c in drawn),
        top=max(c.top for c in drawn),
        bottom=min(c.bottom for c in drawn),
        head=first[-1].right - first[0].left,
    )
