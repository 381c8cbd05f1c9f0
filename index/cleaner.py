"""The lines of a page -> its article: headline and paragraphs, once, and nothing else.

The lines come from plain text or from markup (then with reasons that the markup gives).
Each line gets a mark by its own words (`page_marks`); here it is decided by where it stands
what that mark means: what is above the first paragraph, between paragraphs, below the last.
Where nothing looks like furniture, nothing is cut. What is dropped is kept with its reason,
so that a reader can check it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.articles import Block
from index.documents import Dropped
from index.page_headline import find_headline, same_headline
from index.page_lines import PageLine
from index.page_marks import Mark, Where, has_words, is_bullet, is_prose, mark_of, width
from index.page_occasions import is_value_of_label, lines_of_boxes
from index.page_patterns import NAME
from index.page_repeats import repeated_lines
from index.page_tail import find_tail, skip_boxes
from index.sentences import ends_sentence

# A line of these is proof enough that a text is a scraped page; of others it takes two.
_PROOF = frozenset(("copyright", "share button", "comments", "related articles", "AI box"))
# Where buttons stand between a line and the first paragraph, the line isn't the article's.
_BARRIERS = frozenset(
    ("share button", "button", "menu", "subscription", "comments", "related articles")
)
_TAIL_SIGNS = frozenset(
    ("share button", "related articles", "about the author", "tags", "comments", "subscription",
     "menu", "byline", "copyright", "reader poll", "correction or contact", "site notice",
     "headline")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """An article without its page: the headline, its lines in order, and what was left out."""

    title: str
    lines: tuple[PageLine, ...]
    dropped: tuple[Dropped, ...] = ()

    @property
    def text(self) -> str:
        """The article's text, one paragraph a line."""
        return "\n".join(line.text for line in self.lines)


def clean_page(lines: Sequence[PageLine], *, titles: Sequence[str] = ()) -> CleanedPage:
    """Return the article in the lines of a page.

    Args:
        lines: in order; those with a reason are left out for it.
        titles: what the page's metadata calls the article, the best first; without any, the
            headline is looked for among the lines.
    """
    framed = any(line.reason for line in lines)
    marks = _marks(lines)
    if not framed and not _is_page(lines, marks):
        return _clean_text(lines, titles)
    paragraphs = _paragraphs(lines, marks)
    if not paragraphs:
        return _keep_all(lines, titles)
    headline = find_headline(lines, marks, paragraphs[0], titles)
    reasons = _Verdict(lines, marks, paragraphs, headline.number, framed=framed).reasons()
    kept = [line for line, reason in zip(lines, reasons, strict=True) if not reason]
    if not any(is_prose(line.text) for line in kept):
        return _keep_all(lines, titles)
    dropped = [
        Dropped(line.text, reason)
        for number, (line, reason) in enumerate(zip(lines, reasons, strict=True))
        if reason and number != headline.number
    ]
    return CleanedPage(headline.text, tuple(kept), tuple(dropped))


def blocks_of(cleaned: CleanedPage) -> tuple[Block, ...]:
    """Return the lines of an article as blocks; headings are places that citations can name."""
    return tuple(
        Block(line.text, (("heading", line.text),) if line.kind == "heading" else ())
        for line in cleaned.lines
    )


def _marks(lines: Sequence[PageLine]) -> list[Mark | None]:
    return [Mark(line.reason) if line.reason else mark_of(line) for line in lines]


def _is_page(lines: Sequence[PageLine], marks: Sequence[Mark | None]) -> bool:
    """Return whether there is evidence of furniture: else a text is nothing but itself."""
    found = [mark for mark in marks if mark]
    sure = [mark for mark in found if mark.where is not Where.OUTSIDE]
    if any(mark.reason in _PROOF for mark in sure):
        return True
    return (
        len(found) >= 2 and len(found) * 20 >= len(lines) and (bool(sure) or _head_is_marked(marks))
    )


def _head_is_marked(marks: Sequence[Mark | None]) -> bool:
    """Return whether a byline or a date stands near the top, as it does under a headline."""
    return any(mark and mark.reason in ("byline", "date line") for mark in marks[:6])


def _paragraphs(lines: Sequence[PageLine], marks: Sequence[Mark | None]) -> list[int]:
    """Return the numbers of the lines that are prose; of shorter sentences if none is."""
    free = [number for number, mark in enumerate(marks) if not mark and lines[number].linked < 0.7]
    found = [number for number in free if is_prose(lines[number].text)]
    return found or [number for number in free if ends_sentence(lines[number].text[-12:])]


class _Verdict:
    """The reason for each line of one page; "" for what stays."""

    def __init__(
        self,
        lines: Sequence[PageLine],
        marks: Sequence[Mark | None],
        paragraphs: Sequence[int],
        headline: int,
        *,
        framed: bool,
    ) -> None:
        self._lines = lines
        self._marks = marks
        self._framed = framed
        self._headline = headline
        after = [number for number in paragraphs if number > headline] or list(paragraphs)
        self._paragraphs = after
        self._first = after[0]
        self._end = find_tail(lines, marks, after)
        inside = [number for number in after if number < self._end]
        self._last = inside[-1]
        self._head_end = self._end_of_head(inside)

    def _end_of_head(self, paragraphs: Sequence[int]) -> int:
        """Return the first paragraph of the body: a stamp may stand between the lead and it."""
        stamps = [
            n
            for n in range(self._first, self._last)
            if (mark := self._marks[n]) and mark.reason in ("byline", "date line")
        ]
        second = paragraphs[1] if len(paragraphs) > 1 else self._first
        return second if stamps and stamps[-1] < second else self._first

    def reasons(self) -> list[str]:
        """Return why each line is left out, "" for lines that stay."""
        found = [self._reason(number) for number in range(len(self._lines))]
        boxes = skip_boxes(self._lines, self._marks, self._first, self._last)
        boxes |= lines_of_boxes(self._lines, self._first, self._paragraphs)
        for number, reason in boxes.items():
            found[number] = found[number] or reason
        title = self._lines[self._headline].text if self._headline >= 0 else ""
        kept = [(number, line.text) for number, line in enumerate(self._lines) if not found[number]]
        for number, text in kept:
            if title and number != self._headline and same_headline(text, title):
                found[number] = "headline"
        rest = [(n, text) for n, text in kept if not found[n]]
        headings = [n for n, _ in rest if self._lines[n].kind == "heading"]
        for number in repeated_lines(rest, headings=headings):
            found[number] = "repeated"
        for number in reversed([n for n, _ in kept if not found[n]]):
            if self._lines[number].kind != "heading":
                break
            found[number] = "after the article"  # nothing stands under it
        return found

    def _reason(self, number: int) -> str:
        line, mark = self._lines[number], self._marks[number]
        if number == self._headline:
            return "headline"
        if line.reason:
            return line.reason
        if number >= self._end:
            teaser = mark and mark.where is Where.OUTSIDE and is_prose(line.text)
            return mark.reason if mark and not teaser else "after the article"
        if number < self._head_end and number != self._first:
            return self._above(number, mark)
        if number > self._last:
            return self._below(number, mark)
        if mark and mark.where is not Where.OUTSIDE and not self._is_list_of_its_like(number):
            return mark.reason
        if line.linked > 0.8 and not ends_sentence(line.text[-12:]) and line.kind != "row":
            return "" if self._framed and line.kind == "heading" else "link"
        return "" if has_words(line.text) or line.kind == "row" or _has_figure(line) else "symbols"

    def _above(self, number: int, mark: Mark | None) -> str:
        if mark:
            return mark.reason
        if number < self._headline:
            return "before the headline"
        line = self._lines[number]
        if any(line.text == one.text for one in self._lines[: max(0, self._headline)]):
            return "menu"
        beside = self._marks[max(0, number - 2) : number + 3]
        if NAME.match(line.text) and any(m and m.reason == "date line" for m in beside):
            return "byline"
        if is_value_of_label(self._lines, number):
            return "byline"
        if line.kind == "row" or (self._framed and line.linked < 0.5 and has_words(line.text)):
            return ""
        later = (m for m in self._marks[number + 1 : self._head_end] if m)
        if any(m.reason in _BARRIERS for m in later) or line.linked > 0.5:
            return "before the article"
        return "" if width(line.text) >= 12 or is_bullet(line.text) else "before the article"

    def _below(self, number: int, mark: Mark | None) -> str:
        if mark:
            return mark.reason
        line = self._lines[number]
        if line.linked > 0.5 or not (has_words(line.text) or _has_figure(line)):
            return "after the article"
        earlier = self._marks[self._last + 1 : number]
        if any(m and m.reason in _TAIL_SIGNS for m in earlier) and line.kind != "row":
            return "after the article"
        near = self._lines[number - 1], self._lines[min(number + 1, len(self._lines) - 1)]
        tabular = _has_figure(line) and any(_has_figure(n) and n is not line for n in near)
        whole = ends_sentence(line.text[-12:]) or is_bullet(line.text) or tabular
        followed = self._end < len(self._lines) or any(self._marks[number + 1 :])
        return "" if self._framed or whole or not followed else "after the article"

    def _is_list_of_its_like(self, number: int) -> bool:
        """Return whether a line begins with the sign of its neighbours: a list, no caption."""
        mark = self._marks[number]
        sign = self._lines[number].text[0]
        if mark is None or mark.reason != "caption" or sign.isalnum():
            return False
        near = (
            *self._lines[max(0, number - 1) : number],
            *self._lines[number + 1 : number + 2],
        )
        return any(line.text.startswith(sign) for line in near)


def _has_figure(line: PageLine) -> bool:
    return sum(letter.isdigit() for letter in line.text[:200]) >= 2


def _clean_text(lines: Sequence[PageLine], titles: Sequence[str]) -> CleanedPage:
    """Return a text that isn't a page: all of it, its headline apart, a repeated body once."""
    headline = find_headline(lines, [None] * len(lines), _first_prose(lines), titles, is_page=False)
    rest = [(n, line.text) for n, line in enumerate(lines) if n != headline.number]
    again = repeated_lines(rest, only_runs=True)
    kept = tuple(lines[number] for number, _ in rest if number not in again)
    dropped = tuple(Dropped(lines[number].text, "repeated") for number in sorted(again))
    return CleanedPage(headline.text, kept, dropped)


def _first_prose(lines: Sequence[PageLine]) -> int:
    return next((n for n, line in enumerate(lines) if is_prose(line.text)), len(lines))


def _keep_all(lines: Sequence[PageLine], titles: Sequence[str]) -> CleanedPage:
    """Return a page in which no article is found: all that isn't surely furniture, else all."""
    marks = _marks(lines)
    reasons = [mark.reason if mark and mark.where is not Where.OUTSIDE else "" for mark in marks]
    kept = tuple(line for line, reason in zip(lines, reasons, strict=True) if not reason)
    dropped = tuple(
        Dropped(line.text, reason) for line, reason in zip(lines, reasons, strict=True) if reason
    )
    title = titles[0] if titles else ""
    if not any(has_words(line.text) for line in kept):
        return CleanedPage(title, tuple(lines))
    return CleanedPage(title, kept, dropped)
