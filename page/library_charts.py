"""Charts of the library -> SVG: articles over time and by publisher; each bar filters the list.

`library.css` has the colours.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from page import library_texts as texts
from page.charts import PLAIN, draw, load_pygal
from page.library_list import NONE, ListedState, counted_values

_MOST_MONTHS = 36
_MOST_YEARS = 60
_MOST_PUBLISHERS = 8
_LABELS = 6  # of the time axis
_WIDTH = 400  # of a drawing, which is scaled to the width of its place
_MARGIN = 4
_LETTER, _PYGAL = 10, 6  # width of a wide letter; what Pygal takes for every letter's width
_LONGEST = 110  # width of a publisher's name
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands under it, how many articles, and the filter that it sets."""

    label: str
    count: int
    filter: str


def bars_over_time(listed: Sequence[ListedState]) -> list[Bar]:
    """Return one bar a month from the first to the last, or a year where that would be many.

    Articles without a date don't count. A filter is "since/until".
    """
    days = sorted(one.document.date for one in listed if one.document.date)
    if not days:
        return []
    months = _months(days[0], days[-1])
    if len(months) <= _MOST_MONTHS:
        counts = Counter(day[:7] for day in days)
        return [Bar(m, counts[m], f"{m}-01/{_last_day(m)}") for m in months]
    counts = Counter(day[:4] for day in days)
    years = [f"{year:04}" for year in range(int(days[0][:4]), int(days[-1][:4]) + 1)]
    if len(years) > _MOST_YEARS:
        years = sorted(counts)[-_MOST_YEARS:]
    return [Bar(y, counts[y], f"{y}-01-01/{y}-12-31") for y in years]


def bars_by_publisher(listed: Sequence[ListedState]) -> list[Bar]:
    """Return a bar for each of the publishers with most articles, the largest first."""
    counted = counted_values(listed, "publisher")
    if not any(name for name, _ in counted):
        return []
    return [Bar(name or "—", count, name or NONE) for name, count in counted[:_MOST_PUBLISHERS]]


def draw_over_time(bars: Sequence[Bar]) -> str:
    """Return an SVG with one column a bar."""
    return _draw_columns(tuple(bars))


def draw_by_publisher(bars: Sequence[Bar]) -> str:
    """Return an SVG with one row a bar."""
    return _draw_rows(tuple(bars))


@lru_cache(maxsize=16)
def _draw_columns(bars: tuple[Bar, ...]) -> str:
    step = max(1, -(-len(bars) // _LABELS))
    chart = load_pygal().Bar(
        width=_WIDTH,
        height=150,
        x_labels=[_plain(bar.label) for bar in bars],
        x_labels_major=[bar.label for bar in bars[::step]],
        show_minor_x_labels=False,
        **PLAIN | _options(max(bar.count for bar in bars)),
    )
    chart.add("", [bar.count for bar in bars])
    return draw(chart, lambda root: _finish(root, bars, "time"))


@lru_cache(maxsize=16)
def _draw_rows(bars: tuple[Bar, ...]) -> str:
    rows = bars[::-1]  # the first is drawn at the bottom
    labels = [_shortened(_plain(bar.label)) for bar in rows]
    chart = load_pygal().HorizontalBar(
        width=_WIDTH,
        height=17 * len(rows) + 30,
        x_labels=labels,
        margin_left=_MARGIN + max(_width(label) - _PYGAL * len(label) for label in labels),
        **PLAIN | _options(max(bar.count for bar in rows)),
    )
    chart.add("", [bar.count for bar in rows])
    return draw(chart, lambda root: _finish(root, rows, "publisher"))


def _options(most: int) -> dict[str, Any]:
    steps = (n * 10**power for power in range(9) for n in (1, 2, 5))
    step = next(step for step in steps if 4 * step >= most)
    return {"y_labels": list(range(0, most + step, step)), "margin": _MARGIN, "spacing": 6}


def _finish(root: Any, bars: Sequence[Bar], kind: str) -> None:
    """Make each bar a link that says what it is."""
    root.set("role", "group")
    drawn = [node for node in root.iter() if "reactive" in (node.get("class") or "").split()]
    parents = {child: parent for parent in root.iter() for child in parent}
    for rect, bar in zip(drawn, bars, strict=True):
        parents[rect].remove(rect)
        if bar.count:
            parents[rect].append(_link(rect, bar, kind))


def _link(rect: Any, bar: Bar, kind: str) -> Any:
    said = texts.bar(bar.label, bar.count)
    link = rect.makeelement(f"{_SVG}a", {_XLINK: "#library", "class": "bar-link"})
    link.set(f"data-{kind}", _plain(bar.filter))
    for language, words in (("ko", said.ko), ("en", said.en)):
        link.set(f"data-label-{language}", _plain(words))
    link.set("aria-label", _plain(said.ko))
    title = rect.makeelement(f"{_SVG}title", {})
    title.text = _plain(f"{bar.label} · {bar.count:,}")
    link.extend([rect, title])
    return link


def _months(first: str, last: str) -> list[str]:
    """Return every month from that of one day to that of another, as YYYY-MM."""
    start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    if end - start > 12 * _MOST_YEARS:
        return [""] * (_MOST_MONTHS + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{month}-{monthrange(year, number)[1]}"


def _width(text: str) -> int:
    """Return about how wide a label is drawn."""
    return sum(_LETTER if east_asian_width(c) in "WF" else _PYGAL for c in text)


def _shortened(label: str) -> str:
    if _width(label) <= _LONGEST:
        return label
    while _width(label) > _LONGEST - _LETTER:
        label = label[:-1]
    return f"{label.rstrip()}…"


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)
