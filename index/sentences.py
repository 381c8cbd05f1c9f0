"""Text to sentence spans, for any script, without changing a character.

A newline always ends a sentence (articles are stored one paragraph a line). Within a line,
a sentence ends at final punctuation; for Latin, Cyrillic, Greek and Hangul, white space
must follow, so that "3.5" or "news1.kr" stays whole.
"""

import re
from collections.abc import Iterator

from index.documents import Span

MAX_SENTENCE = 600  # characters; longer runs (Thai, lists, broken text) are cut at white space

_END = re.compile(r"""[.!?。！？…][\s"'”’」』)\]]*$""")
_LAST = 40  # characters that hold the end of any sentence
_LINE = re.compile(r"[^\n]+")
_BOUNDARY = re.compile(
    r"""
      (?<![.!?…]) [.!?…]++ ["'”’」』)\]]* (?=\s)           # spaced scripts: white space must follow
    | (?<![。！？｡]) [。！？｡]++ ["'”’」』）)\]]*               # Chinese and Japanese: none needed
    | (?<![।॥؟۔]) [।॥؟۔]++ (?=\s|$)                          # Hindi, Arabic, Urdu
    """,
    re.VERBOSE,
)
# No sentence ends after these, although a full stop and a space follow.
_ABBREVIATION = re.compile(
    r"""
      (?:^|[\s(“"']) (?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|vs|Inc|Corp|Ltd|Co|Jr|Sr
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|bzw|ca|Nr|Sr|Sra|Dra|pp|fig)\.$
    | (?:^|[\s.(]) [A-Z]\.$                       # initials: "J. Kim", "U.S. policy"
    | \b(?:e\.g|i\.e|z\.B|u\.a|d\.h|a\.m|p\.m)\.$
    """,
    re.VERBOSE | re.IGNORECASE,
)


# A number with a full stop goes on in a date ("2019. 12. 17.", "9. September"), not in "H200."
# nor before a capital after a year ("in 2023. The").
_NUMBER_STOP = re.compile(r"(?:^|[\s(.])(?P<digits>\d{1,4})\.$")


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends with final punctuation; closing quotes and brackets may follow."""
    return bool(_END.search(text[-_LAST:]))


def split_sentences(text: str) -> list[Span]:
    r"""Return the sentences of `text` in order; they don't overlap and hold no outer space.

    Example: "가나. 다라.\n마바" -> [Span(0, 3), Span(4, 7), Span(8, 10)]
    """
    return [span for line in _LINE.finditer(text) for span in _split_line(text, line.span())]


def _split_line(text: str, bounds: tuple[int, int]) -> Iterator[Span]:
    start, line_end = bounds
    for match in _BOUNDARY.finditer(text, *bounds):
        head = text[max(start, match.start() - 12) : match.start() + 1]
        if match.group()[:1] == "." and _goes_on(head, text[match.end() : match.end() + 2]):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, line_end)


def _goes_on(head: str, following: str) -> bool:
    """Return whether the full stop at the end of `head` doesn't end a sentence."""
    number = _NUMBER_STOP.search(head)
    if number is None:
        return bool(_ABBREVIATION.search(head))
    next_letter = following.strip()[:1]
    if not next_letter.isupper():  # digits, Hangul and lower case
        return bool(next_letter)
    return int(number["digits"]) <= 31


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
