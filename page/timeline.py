"""The articles of an answer along their dates -> HTML: a chart, and the same as a list.

Pygal draws the scale and the points; each point then becomes a row with the article's title,
which can be clicked, tapped or reached with the keyboard (page/timeline.js). Its colours are
in page/timeline.css.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from typing import Any

from index.documents import Document
from page.charts import PLAIN, draw, load_pygal
from page.texts import Text
from page.turns import bilingual

HEADING = Text("시간 순서", "Timeline")
AS_LIST = Text("목록으로 보기", "As a list")
CITED = Text("답에 인용됨", "cited in the answer")

_MOST = 12  # articles; more would push the sources themselves out of sight
_WIDTH = 360  # of the drawing, which is scaled to the width of its panel
_ROW = 28  # height of a row: a finger finds it (WCAG 2.2 asks for 24 pixels)
_AXIS = 20  # height of the labels under the scale
_INNER = 24 / 26  # part of its plot that Pygal uses; the rest is margin
_LETTER = 12  # size of a title's letters
_TICKS = 4  # as many dates as fit side by side
_MARGIN = 0.09  # of the span, left free on both sides so that the outer dates have room
_STEPS = [
    *(("day", n) for n in (1, 2, 7, 14)),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)),
]
_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Point:
    """One article on its day."""

    day: date
    id: str
    title: str
    publisher: str
    language: str
    cited: bool

    @property
    def name(self) -> str:
        """Day, title and publisher, as far as they are known."""
        parts = (self.day.isoformat(), self.title, self.publisher)
        return _NOT_XML.sub("", " · ".join(filter(None, parts)))


def render_timeline(documents: Sequence[Document], cited_ids: Collection[str]) -> str:
    """Return the articles along their dates, or "" where fewer than two have one.

    Args:
        documents: the articles of one answer, the best first.
        cited_ids: the ids of those that the answer cites: they stand out.
    """
    points = _points(documents, cited_ids)
    return _render(points) if len(points) > 1 else ""


@lru_cache(maxsize=512)  # the sources of all turns are rendered whenever one changes
def _render(points: tuple[_Point, ...]) -> str:
    items = "".join(map(_render_item, points))
    return (
        f'<figure class="timeline"><figcaption>{bilingual(HEADING)}</figcaption>{_draw(points)}'
        f"<details><summary>{bilingual(AS_LIST)}</summary><ol>{items}</ol></details></figure>"
    )


def _points(documents: Sequence[Document], cited_ids: Collection[str]) -> tuple[_Point, ...]:
    points = [
        _Point(day, d.id, d.title, d.publisher, d.language, d.id in cited_ids)
        for d in documents
        if (day := _day(d)) is not None
    ]
    kept = sorted(points, key=lambda point: not point.cited)[:_MOST]
    return tuple(sorted(kept, key=lambda point: point.day))


def _day(document: Document) -> date | None:
    try:
        return date.fromisoformat(document.date)
    except ValueError:  # no date, or less than a day: "2025-09"
        return None


def _render_item(point: _Point) -> str:
    day = point.day.isoformat()
    publisher = f"<small><bdi>{escape(point.publisher)}</bdi></small>"
    cited = f'<small class="cited">{bilingual(CITED)}</small>'
    return (
        f'<li><time datetime="{day}">{day}</time> '
        f'<button type="button" class="timeline-item" data-document="{escape(point.id)}">'
        f'<bdi lang="{escape(point.language)}">{escape(point.title)}</bdi></button> '
        f"{publisher if point.publisher else ''} {cited if point.cited else ''}</li>"
    )


# -- the drawing ---------------------------------------------------------------------------


def _draw(points: Sequence[_Point]) -> str:
    """Return the points as SVG, the oldest on top."""
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()
    free = max(1.0, (last - first) * _MARGIN)
    rows = len(points)
    chart = load_pygal().XY(
        width=_WIDTH,
        height=round(rows * _ROW / _INNER) + _AXIS,
        stroke=False,
        range=(0, rows),
        xrange=(first - free, last + free),
        x_labels=[{"value": day.toordinal(), "label": label} for day, label in _ticks(points)],
        show_y_labels=False,
        **PLAIN,
    )
    middles = (rows - 0.5 - row for row in range(rows))
    chart.add("", [(p.day.toordinal(), middle) for p, middle in zip(points, middles, strict=True)])
    return draw(chart, lambda root: _finish(root, points))


def _ticks(points: Sequence[_Point]) -> list[tuple[date, str]]:
    """Return the dates under the scale: as many as fit, at the start of days, months or years."""
    first, last = points[0].day, points[-1].day
    for unit, step in _STEPS:
        if (last - first).days // {"day": 1, "month": 30, "year": 365}[unit] // step > _TICKS:
            continue
        days = _days_by(unit, step, first, last)
        if len(days) <= _TICKS:
            break
    length = {"day": 10, "month": 7, "year": 4}[unit]
    return [(day, day.isoformat()[:length]) for day in days] or [(first, first.isoformat())]


def _days_by(unit: str, step: int, first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` on which every `step`-th unit begins."""
    if unit == "day":
        return [first + timedelta(n) for n in range(0, (last - first).days + 1, step)]
    months = step if unit == "month" else 12 * step
    begin = -(-(first.year * 12 + first.month - 1) // months) * months
    end = last.year * 12 + last.month
    days = [date(n // 12, n % 12 + 1, 1) for n in range(begin, end, months)]
    return [day for day in days if first <= day <= last]


def _finish(root: Any, points: Sequence[_Point]) -> None:
    """Give the drawing a name, and make each point a row of its own."""
    days = f"{points[0].day} – {points[-1].day}"
    root.attrib.update(
        {
            "role": "group",
            "data-label-ko": f"{HEADING.ko}: 기사 {len(points)}건, {days}",
            "data-label-en": f"{HEADING.en}: {len(points)} articles, {days}",
        }
    )
    for dots, point in zip(root.findall(".//g[@class='dots']"), points, strict=True):
        _finish_point(dots, point)


def _finish_point(dots: Any, point: _Point) -> None:
    """Make a point a button with a name, a row to press, and its article's title beside it."""
    circle = dots[0]
    x, y = float(circle.get("cx")), float(circle.get("cy"))
    circle.attrib.update({"class": "dot", "r": "5"})
    dots.attrib.update(
        {
            "class": "point cited" if point.cited else "point",
            "role": "button",
            "tabindex": "0",
            "data-document": point.id,
            "data-label-ko": f"{point.name} · {CITED.ko}" if point.cited else point.name,
            "data-label-en": f"{point.name} · {CITED.en}" if point.cited else point.name,
        }
    )
    row = {"x": "0", "y": f"{y - _ROW / 2:.1f}", "width": str(_WIDTH), "height": str(_ROW)}
    title = dots.makeelement("title", {})
    title.text = point.name
    dots.insert(0, title)
    dots.insert(1, dots.makeelement("rect", {"class": "row", "rx": "6", **row}))
    dots.append(_label(dots, point, x, y))


def _label(dots: Any, point: _Point, x: float, y: float) -> Any:
    """Return the title, as much as fits, on the side of the point where there is more room."""
    after = x <= _WIDTH / 2
    room = (_WIDTH - x if after else x) - 14
    place = {"x": f"{x + 10 if after else x - 10:.1f}", "y": f"{y + _LETTER * 0.36:.1f}"}
    anchor = "start" if after else "end"
    node = dots.makeelement("text", {"class": "name", "text-anchor": anchor, **place})
    node.text = _shorten(_NOT_XML.sub("", point.title), room / _LETTER)
    return node


def _shorten(title: str, width: float) -> str:
    """Return as much of a title as fits `width`, counted in full-width letters."""
    taken = 0.0
    for end, letter in enumerate(title):
        taken += 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56
        if taken > width:
            return title[: max(0, end - 1)].rstrip() + "…"
    return title
