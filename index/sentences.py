"""Text to sentence spans, for any script, without changing a character.

A newline always ends a sentence (articles are stored one paragraph a line). Within a line,
a sentence ends at final punctuation; for Latin, Cyrillic, Greek and Hangul, white space
must follow, so that "3.5" or "news1.kr" stays whole.
"""

import re
from collections.abc import Iterator

from index.documents import Span

MAX_SENTENCE = 600  # characters; longer runs (Thai, lists, broken text) are cut at white space

_LINE = re.compile(r"[^\n]+")
_BOUNDARY = re.compile(
    r"""
      [.!?…]+ ["'”’」』)\]]* (?=\s)           # spaced scripts: white space must follow
    | [。！？｡]+ ["'”’」』）)\]]*               # Chinese and Japanese: none needed
    | [।॥؟۔]+ (?=\s|$)                          # Hindi, Arabic, Urdu
    """,
    re.VERBOSE,
)
# No sentence ends after these, although a full stop and a space follow.
_ABBREVIATION = re.compile(
    r"""
      (?:^|[\s(“"']) (?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|No|vs|Inc|Corp|Ltd|Co|Jr|Sr
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|bzw|ca|Nr|Sr|Sra|Dra|p|pp|art|fig)\.$
    | (?:^|[\s.(]) [A-Z]\.$                       # initials: "J. Kim", "U.S. policy"
    | \d\.$                                       # "2019. 12. 17.", "9. September"
    | \b(?:e\.g|i\.e|z\.B|u\.a|d\.h|a\.m|p\.m)\.$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def split_sentences(text: str) -> list[Span]:
    r"""Return the sentences of `text` in order; they don't overlap and hold no outer space.

    Example: "가나. 다라.\n마바" -> [Span(0, 3), Span(4, 7), Span(8, 10)]
    """
    return [span for line in _LINE.finditer(text) for span in _split_line(text, line.span())]


def _split_line(text: str, bounds: tuple[int, int]) -> Iterator[Span]:
    start, line_end = bounds
    for match in _BOUNDARY.finditer(text, *bounds):
        head = text[max(start, match.start() - 12) : match.start() + 1]
        if match.group()[:1] == "." and _ABBREVIATION.search(head):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, line_end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > MAX_SENTENCE:
            space = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
            stop = space if space > 0 else start + MAX_SENTENCE
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield Span(start, last)
        start = stop
