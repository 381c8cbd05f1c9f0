"""Which areas of a page are the article's body, and why every other line isn't.

Candidates are named areas (microdata, "article-body", <article>, <main>) and the area that
prose is densest in. A name is believed only where it agrees with the density: it must hold a
good part of the prose that isn't in furniture.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.page_areas import Names, holds_prose_by_name, names_of, prose_sums, reads_on
from index.page_boxes import boxes_of_furniture
from index.page_headline import core
from index.page_lines import Area, Page, PageLine
from index.page_marks import is_prose, mark_of

_FEW = 60  # letters of prose: less is no body
_PROSE_OF_FURNITURE = 160  # letters of prose that a byline or toolbar may hold
_CONTAINERS = frozenset(
    "div section article main td body form blockquote span center li dd".split()
)


def frame_body(page: Page, headlines: Sequence[str]) -> list[PageLine]:
    """Return all lines of a page, those outside the article's body with a reason.

    Args:
        page: from `read_page`.
        headlines: what the page's metadata calls the article; a line of it anchors the body.
    """
    names = [names_of(area) for area in page.areas]
    sums = prose_sums(page)
    title = _title_line(page, headlines)
    reasons = _furniture_of_lines(page, names, sums, title)
    clean_sums = _sums_without(page, sums, reasons)
    reasons = boxes_of_furniture(page, reasons, _densest(page, clean_sums), title)
    clean_sums = _sums_without(page, sums, reasons)
    chosen = _choose(page, names, clean_sums, title)
    if not chosen:
        return _with(page.lines, reasons)
    first, last = min(area.first for area in chosen), max(area.last for area in chosen)
    inside = [False] * len(page.lines)
    for area in chosen:
        inside[area.first : area.last] = [True] * (area.last - area.first)
    decks = _deck_lines(page, names, title, first)
    framed = []
    for number, (line, reason) in enumerate(zip(page.lines, reasons, strict=True)):
        if not reason and not inside[number] and number not in decks:
            mark = mark_of(line) if number > title >= 0 else None
            reason = mark.reason if mark else _outside(number, title, first, last)
        framed.append(replace(line, reason=reason))
    return framed


def _with(lines: Sequence[PageLine], reasons: Sequence[str]) -> list[PageLine]:
    return [replace(line, reason=reason) for line, reason in zip(lines, reasons, strict=True)]


def lines_with_furniture(page: Page) -> list[PageLine]:
    """Return the lines of a fragment of a page, those in furniture by its names with a reason."""
    names = [names_of(area) for area in page.areas]
    reasons = _furniture_of_lines(page, names, prose_sums(page), -1)
    return _with(page.lines, reasons)


def _outside(number: int, title: int, first: int, last: int) -> str:
    if number == title:
        return "headline"
    if number < first:
        return "before the headline" if number < title or title < 0 else "before the article"
    return "after the article" if number >= last else "between parts of the article"


def _title_line(page: Page, headlines: Sequence[str]) -> int:
    """Return the number of the line that is the headline, -1 if none is."""
    wanted = [core(headline) for headline in headlines if len(core(headline)) > 3]
    best = -1
    for number, line in enumerate(page.lines):
        if len(line.text) > 300:
            continue
        plain = core(line.text)
        if plain and plain in wanted:
            if line.level == 1 or line.kind == "heading":
                return number
            best = number if best < 0 else best
    if best >= 0:
        return best
    heads = [n for n, line in enumerate(page.lines) if line.level == 1 and line.linked < 0.9]
    return heads[0] if heads else -1


def _furniture_of_lines(
    page: Page, names: Sequence[Names], sums: Sequence[int], title: int
) -> list[str]:
    """Return for each line why the markup around it isn't the article, "" where it may be."""
    reasons = [""] * len(page.lines)
    total = max(1, sums[-1])
    covered = 0
    alike = _prose_by_name(page, sums)
    for area, said in zip(page.areas, names, strict=True):
        if not said.furniture or area.last <= covered or area.first <= title < area.last:
            continue
        prose = _prose(area, sums)
        share = alike[area.tag, area.names] / total if prose else 0.0
        if _holds_body(page, names, area, prose, total) or _reads_as_body(
            page, area, said.furniture, prose, share
        ):
            continue
        for number in range(max(covered, area.first), area.last):
            reasons[number] = said.furniture
        covered = max(covered, area.last)
    return reasons


def _prose_by_name(page: Page, sums: Sequence[int]) -> Counter[tuple[str, str]]:
    """Return how much prose stands in all areas of one tag and name."""
    found: Counter[tuple[str, str]] = Counter()
    for area in page.areas:
        if area.parent < 0 or page.areas[area.parent].names != area.names:
            found[area.tag, area.names] += _prose(area, sums)
    return found


def _reads_as_body(page: Page, area: Area, reason: str, prose: int, share: float) -> bool:
    """Return whether an area holds more prose than furniture of its name ever does.

    Args:
        page: the page.
        area: one that its name calls furniture.
        reason: what furniture.
        prose: the letters of prose in it.
        share: of the page's prose that stands in areas of its name.
    """
    if share > 0.9:  # nothing else is left to be the article
        return True
    if reason == "related articles":
        return prose > 0 and reads_on(page, area)
    if holds_prose_by_name(reason):
        return False
    few = 400 if reason in ("aside", "advertisement") else _PROSE_OF_FURNITURE
    linked = [line.linked > 0.5 for line in page.lines[area.first : area.last]]
    return (share > 0.5 or prose > few) and sum(linked) * 2 < len(linked)


def _holds_body(page: Page, names: Sequence[Names], area: Area, prose: int, total: int) -> bool:
    """Return whether most of the page's prose, or a named body, is in an area."""
    if prose * 2 < total:
        return False
    if area.tag in ("aside", "nav", "footer", "figcaption"):
        return prose * 10 > total * 9
    inner = (
        said.body >= 2
        for other, said in zip(page.areas, names, strict=True)
        if area.first <= other.first and other.last <= area.last and other is not area
    )
    return any(inner) or prose * 10 > total * 7


def _sums_without(page: Page, sums: Sequence[int], reasons: Sequence[str]) -> list[int]:
    """Return the sums of prose again, without the lines in furniture."""
    clean = [0]
    for number, reason in enumerate(reasons):
        clean.append(clean[-1] + (0 if reason else sums[number + 1] - sums[number]))
    return clean


def _choose(page: Page, names: Sequence[Names], sums: Sequence[int], title: int) -> list[Area]:
    dense = _densest(page, sums)
    if dense is None:
        return []
    dense_prose = _prose(dense, sums)
    for rank in (3, 2, 1):
        candidates = [
            area
            for area, said in zip(page.areas, names, strict=True)
            if said.body == rank and _prose(area, sums) >= max(_FEW, 0.3 * dense_prose)
        ]
        # The same dense prose inside: the name confirms it. Prose elsewhere: another article's.
        candidates = [area for area in candidates if _overlap(area, dense, sums) or rank == 3]
        if not candidates and rank == 2 and not reads_on(page, dense):
            candidates = [
                area
                for area, said in zip(page.areas, names, strict=True)
                if said.body == rank
                and (area.last <= dense.first or dense.last <= area.first)
                and _follows(title, area, sums)
            ]
        if not candidates:
            continue
        named = _innermost(candidates, sums, title)
        if rank > 1:
            return _with_siblings(named, page, names, sums, rank)
        if _prose(named, sums) > 1.6 * dense_prose or _is_tight(dense, named, sums):
            return [_lengthened(dense, named.last, page, title)]
        return [_lengthened(named, named.last, page, title)]
    return [_lengthened(dense, dense.last, page, title)]


def _is_tight(dense: Area, named: Area, sums: Sequence[int]) -> bool:
    """Return whether the densest area holds nearly all that a loosely named area around it has."""
    within = named.first <= dense.first and dense.last <= named.last and dense is not named
    return within and _prose(dense, sums) >= 0.7 * _prose(named, sums)


def _lengthened(dense: Area, end: int, page: Page, title: int) -> Area:
    """Return the densest area, longer by what is between the headline and it, and right below."""
    below = range(title + 1, dense.first) if title >= 0 else ()
    first = next((n for n in below if _is_lead(page.lines[n])), dense.first)
    last = dense.last
    while last < min(end, len(page.lines)):
        line = page.lines[last]
        if line.kind == "heading" or not is_prose(line.text) or line.linked > 0.3 or mark_of(line):
            break
        last += 1
    return replace(dense, first=first, last=last)


def _is_lead(line: PageLine) -> bool:
    return is_prose(line.text) and line.linked < 0.3 and mark_of(line) is None


def _prose(area: Area, sums: Sequence[int]) -> int:
    return sums[area.last] - sums[area.first]


def _overlap(area: Area, dense: Area, sums: Sequence[int]) -> bool:
    first, last = max(area.first, dense.first), min(area.last, dense.last)
    return first < last and (sums[last] - sums[first]) * 3 >= _prose(dense, sums)


def _follows(title: int, area: Area, sums: Sequence[int]) -> bool:
    """Return whether the first prose below the headline is in an area, and enough of it."""
    below = 0 <= title < area.first and sums[title] == sums[area.first]
    return below and _prose(area, sums) >= _FEW


def _densest(page: Page, sums: Sequence[int]) -> Area | None:
    """Return the area with the most prose directly in it, its children counting half each level.

    A body whose paragraphs each have their own box is found as the box around them.
    """
    scores = [0.0] * len(page.areas)
    innermost = _innermost_containers(page)
    for line, number in enumerate(innermost):
        prose = sums[line + 1] - sums[line]
        weight = 1.0
        while number >= 0 and prose and weight > 0.05:
            if page.areas[number].tag in _CONTAINERS:
                scores[number] += prose * weight
                weight *= 0.6
            number = page.areas[number].parent
    best = max(range(len(scores)), key=lambda n: scores[n], default=-1)
    return page.areas[best] if best >= 0 and scores[best] > 0 else None


def _innermost_containers(page: Page) -> list[int]:
    """Return for each line the number of the smallest container that it stands in, or -1."""
    found: list[int] = []
    open_areas: list[int] = []
    upcoming = 0
    for number in range(len(page.lines)):
        while upcoming < len(page.areas) and page.areas[upcoming].first <= number:
            if page.areas[upcoming].tag in _CONTAINERS and page.areas[upcoming].last > number:
                open_areas.append(upcoming)
            upcoming += 1
        while open_areas and page.areas[open_areas[-1]].last <= number:
            open_areas.pop()
        found.append(open_areas[-1] if open_areas else -1)
    return found


def _innermost(candidates: Sequence[Area], sums: Sequence[int], title: int) -> Area:
    """Return the first candidate after the headline that holds enough, as tight as it can be."""
    most = max(_prose(area, sums) for area in candidates)
    worth = [area for area in candidates if _prose(area, sums) >= 0.5 * most]
    after = [area for area in worth if area.last > title]
    best = (after or worth)[0]
    for area in worth:
        within = best.first <= area.first and area.last <= best.last
        if within and area is not best and _prose(area, sums) >= 0.85 * _prose(best, sums):
            best = area
    return best


def _with_siblings(
    area: Area, page: Page, names: Sequence[Names], sums: Sequence[int], rank: int
) -> list[Area]:
    """Return an area and those of the same name beside it: a body in parts, between them ads.

    A headline between two parts means that the second is another article.
    """
    found = [area]
    for other in page.areas:
        if other.first < found[-1].last or other.parent != area.parent or other.tag != area.tag:
            continue
        if other.names != area.names or not area.names or _prose(other, sums) < 1:
            continue
        between = page.lines[found[-1].last : other.first]
        inner = page.lines[other.first : other.last]
        if any(line.level in (1, 2) for line in (*between, *inner[:2])) and rank < 3:
            break
        found.append(other)
    return found


def _deck_lines(page: Page, names: Sequence[Names], title: int, first: int) -> set[int]:
    """Return the numbers of the lines between headline and body that belong to the article."""
    decks: set[int] = set()
    for area, said in zip(page.areas, names, strict=True):
        if said.deck and title < area.first and area.last <= first and area.last - area.first <= 6:
            decks.update(range(area.first, area.last))
    return decks
