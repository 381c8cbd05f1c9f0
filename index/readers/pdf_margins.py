"""The lines at the edges of a PDF's pages that aren't its text: running heads, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from index.readers.pdf_lines import Line

_EDGE_LINES = 3  # from the top and from the bottom of a page
_FEWEST_PAGES = 3
_SHARE = 0.4  # of the pages; left and right pages may have heads of their own
_GAP = 0.7  # times a line's height between a running head and the text; lines of text are closer
_PAGE_NUMBER = re.compile(
    r"[-–—<\[(|]? ?(?:page|p\.)? ?(?P<number>\d{1,4}) ?(?:(?:/|of) ?\d{1,4} ?)?"
    r"(?:쪽|페이지|면|頁|ページ)? ?[-–—>\])|]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,9}")


def running_lines(pages: Sequence[Sequence[Line]]) -> list[dict[Line, str]]:
    """Return, page by page, which lines to leave out and why.

    From the edge of a page inwards these are the lines that stand on the edges of many pages,
    with the same numbers or numbers that count the pages, and apart from the text. Where that
    would be every line of the document, there are none.
    """
    downwards = [sorted(page, key=lambda line: -line.top) for page in pages]
    upwards = [sorted(page, key=lambda line: line.bottom) for page in pages]
    found: list[dict[Line, str]] = [{} for _ in pages]
    for inwards in (downwards, upwards):
        edges = [lines[:_EDGE_LINES] for lines in inwards]
        reasons: list[dict[Line, str]] = [{} for _ in pages]
        for page, line in _recurring(edges):
            reasons[page][line] = "recurs on every page"
        for page, line in _page_numbers(edges):
            reasons[page][line] = "page number"
        for page, lines in enumerate(inwards):
            outermost = list(takewhile(reasons[page].__contains__, lines))
            while outermost and not _is_apart(outermost[-1], lines[len(outermost) :]):
                outermost.pop()
            found[page] |= {line: reasons[page][line] for line in outermost}
    is_text_left = sum(map(len, found)) < sum(len(set(page)) for page in pages)
    return found if is_text_left else [{} for _ in pages]


def _is_apart(line: Line, inner: Sequence[Line]) -> bool:
    if not inner:
        return True
    gap = max(inner[0].bottom - line.top, line.bottom - inner[0].top)
    return gap > _GAP * min(line.height, inner[0].height)


def _page_numbers(edges: Sequence[Sequence[Line]]) -> Iterator[tuple[int, Line]]:
    """Yield (page from 0, line) of what is a page number and nothing else."""
    candidates = [
        (page, line, int(match["number"]) - page)
        for page, lines in enumerate(edges)
        for line in lines
        if (match := _PAGE_NUMBER.fullmatch(_single_spaced(line)))
    ]
    counted = Counter(shift for _, _, shift in candidates)
    for page, line, shift in candidates:
        if shift == 1 or counted[shift] >= _FEWEST_PAGES:  # 1: as counted from the first page
            yield page, line


def _recurring(edges: Sequence[Sequence[Line]]) -> Iterator[tuple[int, Line]]:
    """Yield (page from 0, line) of the lines that stand on many pages."""
    alike: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for page, lines in enumerate(edges):
        for line in lines:
            alike[_NUMBER.sub("#", _single_spaced(line))].append((page, line))
    enough = max(_FEWEST_PAGES, _SHARE * len(edges))
    for places in alike.values():
        columns = zip(*(_readings(*place) for place in places), strict=True)
        usual = [Counter(chain(*column)).most_common(1)[0][0] for column in columns]
        same = [
            place
            for place in places
            if all(one in two for one, two in zip(usual, _readings(*place), strict=True))
        ]
        if len({page for page, _ in same}) >= enough:
            yield from same


def _readings(page: int, line: Line) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Return for each number of a line what it is and how far it is from the page's own."""
    numbers = [int(number) for number in _NUMBER.findall(line.text)]
    return [(("is", number), ("from page", number - page)) for number in numbers]


def _single_spaced(line: Line) -> str:
    return " ".join(line.text.split())
