"""What all charts of the page share: Pygal (the only file that imports it) and its drawings.

A drawing comes without scripts, styles and colours; the page's own stylesheets have them.
"""

import sys
from collections.abc import Callable
from typing import Any

# Settings of every chart: nothing from elsewhere, no ids, no frame of its own.
PLAIN: dict[str, Any] = {
    "js": [],
    "no_prefix": True,
    "disable_xml_declaration": True,
    "margin": 0,
    "show_legend": False,
    "truncate_label": -1,
}


def load_pygal() -> Any:
    """Return Pygal, without the finder that it adds to Python's own.

    That one would look for maps, which nobody draws, and Python 3.11 warns of it at every
    import from then on, since it speaks an interface that has gone.
    """
    import pygal

    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
    return pygal


def draw(chart: Any, finish: Callable[[Any], None]) -> str:
    """Return a chart as SVG to put into the page.

    Args:
        chart: a chart of Pygal's, made with the settings `PLAIN`.
        finish: called with the root element before it is written.
    """

    def pruned(root: Any) -> Any:
        _prune(root)
        root.attrib.pop("id", None)
        finish(root)
        return root

    chart.add_xml_filter(pruned)
    return str(chart.render(is_unicode=True))


def _prune(node: Any) -> None:
    """Remove comments, scripts, styles, the frame, and what only Pygal's script reads."""
    for child in list(node):
        kind = child.get("class") or ""
        unwanted = child.tag in ("defs", "title", "desc") or kind in ("background", "titles")
        if not isinstance(child.tag, str) or unwanted or "tooltip-overlay" in kind:
            node.remove(child)
        else:
            _prune(child)
