"""Blocks out of markup that is article throughout: chapters of books, entries of feeds.

For whole web pages, where most is not the article, see `index.readers.html`.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any

from index.articles import Block
from index.readers.tables import readable_rows

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset "
    "figcaption figure footer form header hr li main nav ol p pre section summary table ul".split()
)
_UNSEEN = frozenset(
    "head script style template noscript svg iframe object rt rp select button".split()
)
_WIDEST = 50  # columns that one cell may span
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset("amp lt gt quot apos".split())
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_xml(markup: str) -> Any:
    """Return the root element of an XML text; nothing is fetched, no entity of its own expanded.

    Raises:
        lxml.etree.XMLSyntaxError: it isn't well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    named = _ENTITY.sub(_character, _NOT_XML.sub("", _DECLARATION.sub("", markup)))
    return etree.fromstring(named.encode("utf-8"), parser)


def blocks_of_html(markup: str) -> tuple[Block, ...]:
    """Return the paragraphs, headings, list items and table rows of HTML, whole or a fragment."""
    from lxml import etree

    if "<" not in markup and "&" not in markup:
        return tuple(Block(line) for line in markup.splitlines() if line.strip())
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    content = _NOT_XML.sub("", _DECLARATION.sub("", markup))
    if not content.strip():
        return ()
    root = etree.fromstring(content.encode("utf-8"), parser)
    return () if root is None else tuple(blocks_of_element(root))


def blocks_of_element(root: Any) -> Iterator[Block]:
    """Yield the blocks below an element of HTML or XHTML, in order."""
    from lxml import etree

    walk = _Walk()
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = local_name(element)
        if event == "start":
            if tag in _UNSEEN:
                events.skip_subtree()
                continue
            yield from walk.open(tag, element.attrib)
            walk.say(element.text)
        else:
            if tag not in _UNSEEN:
                yield from walk.close(tag)
            if element is not root:
                walk.say(element.tail)
    yield from walk.flush()


def local_name(element: Any) -> str:
    """Return an element's name without namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


@dataclass
class _Walk:
    """What is open while a tree is walked: words of a line, a heading, rows of a table."""

    words: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    heading: str = ""
    tables: int = 0
    named_columns: bool = False
    uneven: bool = False  # cells span rows, so a column's place doesn't tell its header
    spanned: int = 1

    def say(self, text: str | None) -> None:
        if text:
            self.words.append(text)

    def open(self, tag: str, attributes: Any) -> Iterator[Block]:
        if tag == "table":
            if not self.tables:
                yield from self.flush()
            self.tables += 1
        elif self.tables:
            self._open_in_table(tag, attributes)
        elif self.heading:
            self.say(" ")
        elif tag in _BLOCKS:
            yield from self.flush()
            self.heading = tag if tag in _HEADINGS else ""

    def close(self, tag: str) -> Iterator[Block]:
        if tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                yield from map(Block, self._end_table())
        elif self.tables:
            if self.tables == 1 and tag in ("td", "th", "caption"):
                self._end_cell()
            elif tag in _BLOCKS:
                self.say(" ")
        elif tag in _BLOCKS and (not self.heading or tag == self.heading):
            yield from self.flush()

    def flush(self) -> Iterator[Block]:
        """Yield the line that is open, as a heading if it is one."""
        line = self._take()
        if line:
            yield Block(line, (("heading", line),) if self.heading else ())
        self.heading = ""

    def _open_in_table(self, tag: str, attributes: Any) -> None:
        if self.tables > 1 or tag not in ("tr", "caption", "td", "th"):
            self.say(" " if tag in _BLOCKS or tag in ("tr", "td", "th") else "")
            return
        self._end_stray_text()
        if tag in ("tr", "caption"):
            self.rows.append([])
            return
        first = not any(self.rows[:-1])
        self.named_columns |= tag == "th" and first and bool(self.rows and self.rows[-1])
        self.uneven |= _number(attributes.get("rowspan")) > 1
        self.spanned = _number(attributes.get("colspan"))

    def _end_cell(self) -> None:
        if not self.rows:
            self.rows.append([])
        self.rows[-1] += [self._take(), *[""] * (self.spanned - 1)]
        self.spanned = 1

    def _end_stray_text(self) -> None:
        if "".join(self.words).strip():
            self._end_cell()
        self.words.clear()

    def _end_table(self) -> list[str]:
        self._end_stray_text()
        header = False if self.uneven else True if self.named_columns else None
        lines = readable_rows(self.rows, header=header)
        self.rows, self.named_columns, self.uneven = [], False, False
        return lines

    def _take(self) -> str:
        line = " ".join("".join(self.words).split())
        self.words.clear()
        return line


def _character(match: re.Match[str]) -> str:
    if match[1] in _XML_ENTITIES:
        return match[0]
    return html.unescape(match[0]) if f"{match[1]};" in html5 else match[0]


def _number(span: str | None) -> int:
    return (
        min(max(int(span), 1), _WIDEST)
        if span and span.isascii() and span.isdigit() and len(span) < 4
        else 1
    )
