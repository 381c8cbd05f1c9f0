"""Which paragraphs of a Word document are headings: by outline level or by their style's name."""

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAMES = ("heading", "제목", "見出し", "标题", "標題", "überschrift", "titre", "título")
_TITLE_NAMES = ("title", "표제")
_DEPTH = 10  # styles based on styles; a loop among them is possible


class Styles:
    """The styles of one document.

    Args:
        root: of its styles part, None if it has none.
    """

    def __init__(self, root: Any) -> None:
        styles = () if root is None else root.findall(f"{_W}style")
        self._styles = {style.get(f"{_W}styleId", ""): style for style in styles}

    def is_title(self, paragraph: Any) -> bool:
        """Return whether a paragraph is the title of the document."""
        return any(_value(style, "name").lower() in _TITLE_NAMES for style in self._of(paragraph))

    def is_heading(self, paragraph: Any) -> bool:
        """Return whether a paragraph is a heading within the document."""
        level = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        levels = [] if level is None else [level.get(f"{_W}val", "9")]
        for style in self._of(paragraph):
            name, _, number = _value(style, "name").lower().rpartition(" ")
            if number.isdecimal() and name in _HEADING_NAMES:
                return True
            found = style.findall(f"{_W}pPr/{_W}outlineLvl")
            levels += [level.get(f"{_W}val", "9") for level in found]
        return bool(levels) and levels[0] in "012345678"  # 9 is body text

    def _of(self, paragraph: Any) -> list[Any]:
        """Return a paragraph's style and those that it is based on, the nearest first."""
        reference = paragraph.find(f"{_W}pPr/{_W}pStyle")
        key = "" if reference is None else reference.get(f"{_W}val", "")
        chain: list[Any] = []
        while key in self._styles and len(chain) < _DEPTH:
            chain.append(self._styles[key])
            key = _value(chain[-1], "basedOn")
        return chain


def _value(style: Any, name: str) -> str:
    element = style.find(f"{_W}{name}")
    return "" if element is None else str(element.get(f"{_W}val", ""))
