"""A page's markup -> its visible lines, and the areas (blocks of markup) that hold them.

Everything that a reader of the page sees becomes a line, furniture too: what is dropped later
is dropped with a reason. Lines are numbered; an area holds the lines [first, last).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.page_tables import rows_of_table

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend "
    "li main menu nav ol option p pre search section select summary table tbody td tfoot th thead "
    "tr ul video audio".split()
)
_UNSEEN = frozenset(
    "script style svg iframe frameset head math object embed canvas map rp rt "
    "input textarea select datalist option audio video picture track colgroup title meta link "
    "base".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)  # a script shows what is "hidden"
_BLANK = re.compile(r"[\s\u00a0\u200b\u200c\u2060\ufeff\u00ad]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_RUN_OF_TAGS = re.compile(
    r"(?:<(?:div|span|font|b|i|p|center)(?: [^<>]{0,200})?>\s{0,9}){60,}", re.I
)
_IMAGES = frozenset(("img", "picture", "video", "amp-img", "image"))
_INLINE = frozenset(("a", "span", "em", "strong", "b", "i", "small", "time", "cite", "button"))
_SENTENCE_TAGS = frozenset("p li td h1 h2 h3 h4 h5 h6 span b strong em i blockquote".split())
_CAPTION_NAME = re.compile(r"caption|img_?desc|photo_?desc|cutline|credit")
_BLOCK_NAME = re.compile(
    r"caption|desc|photo|img|image|credit|share|relat|\bads?\b|body|content|article|txt|title"
    r"|tit\b|cate|date|stamp"
)
_NEAR_IMAGE = 5  # areas around an image that may be its frame


@dataclass(frozen=True, slots=True)
class PageLine:
    """One visible line.

    Args:
        text: without line ends, blanks single.
        kind: "heading", "item", "row", "code" or "" for a paragraph or anything else.
        linked: how much of it is link text, 0 to 1.
        reason: why the page's markup says that it isn't the article's text; "" if it doesn't.
        gap: whether white space or a new block stands before it.
        level: of a heading, 1 to 6.
    """

    text: str
    kind: str = ""
    linked: float = 0.0
    reason: str = ""
    gap: bool = True
    level: int = 0


@dataclass(slots=True)
class Area:
    """A block of the markup: which lines it holds, and what its names say."""

    tag: str
    words: frozenset[str]
    names: str
    parent: int
    first: int
    last: int = -1
    images: int = 0
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in order, its areas in the order of their opening tags, its tree."""

    lines: tuple[PageLine, ...]
    areas: tuple[Area, ...]
    tree: Any


def read_page(markup: str) -> Page:
    """Return the visible lines and areas of some markup: a whole page or a fragment."""
    tree = parse_markup(markup)
    if tree is None:
        return Page((), (), None)
    walk = _Walk(tree)
    if walk.unseen > 0.5 * walk.seen:  # what only scripts would show may be the article
        whole = _Walk(tree, hidden=True)
        walk = whole if _reading(whole.lines) > 2 * _reading(walk.lines) else walk
    return Page(tuple(walk.lines), tuple(walk.areas), tree)


def _reading(lines: list[PageLine]) -> int:
    """Return how many letters stand in long lines that are no links."""
    return sum(len(line.text) for line in lines if line.linked < 0.5 and len(line.text) >= 40)


def parse_markup(markup: str) -> Any:
    """Return the lxml tree of some markup; None if there is nothing in it."""
    from lxml import etree, html

    # Thousands of nested tags without text are a broken template or an attack.
    markup = _RUN_OF_TAGS.sub("", markup.replace("\x00", ""))
    markup = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", markup)
    if not markup.strip():
        return None
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
    try:
        return html.document_fromstring(
            markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=True
        )
    except (etree.ParserError, ValueError):
        return None


def plain_of_markup(markup: str) -> str:
    """Return the text of markup that no parser understands, a line for each tag."""
    return _TAG.sub("\n", markup)


def squeeze(text: str) -> str:
    """Return a text as one line, blanks single."""
    return _BLANK.sub(" ", text).strip()


@lru_cache(maxsize=50_000)
def words_of_names(names: str) -> frozenset[str]:
    """Return the words in class and id names: "articleBody" -> article, body."""
    return frozenset(re.findall(r"[a-z]+|\d+", _CAMEL.sub(" ", names[:500]).lower()))


class _Walk:
    """One pass over the tree, without recursion: pages may be nested thousands deep."""

    def __init__(self, tree: Any, *, hidden: bool = False) -> None:
        self.unseen = 0
        self._hidden = hidden
        self.lines: list[PageLine] = []
        self.areas: list[Area] = []
        self._open: list[int] = []
        self._are_blocks: list[bool] = []  # of the open elements
        self._words: list[str] = []
        self._link_letters = 0
        self._in_link = 0
        self._kinds: list[tuple[str, int]] = []
        self._pre = 0
        self._gap = True
        self._run(tree)
        self.seen = sum(len(line.text) for line in self.lines)

    def _run(self, tree: Any) -> None:
        from lxml import etree

        walker = etree.iterwalk(tree, events=("start", "end"))
        skipped = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if skipped is not None:
                    continue
                if tag in _IMAGES:
                    self._count_image()
                if self._unseen(element, tag) or (tag == "table" and self._table(element)):
                    walker.skip_subtree()
                    skipped = element
                    continue
                self._start(element, tag)
            elif skipped is not None:
                if element is skipped:
                    skipped = None
                    self._add(element.tail)
            else:
                self._end(element, tag)
        self._flush()

    def _unseen(self, element: Any, tag: str) -> bool:
        if tag in _UNSEEN:
            return True
        if tag == "template" and element.get("shadowrootmode") is not None:
            return False
        by_script = tag in ("noscript", "template") or element.get("hidden") is not None
        if not by_script and not _HIDDEN.search(element.get("style") or ""):
            return False
        if not self._hidden:
            self.unseen += sum(
                map(len, element.itertext("p", "div", "span", "br", "li", "section"))
            )
        return not self._hidden

    def _start(self, element: Any, tag: str) -> None:
        if tag == "br":
            if self._kinds and self._kinds[-1][0] == "heading":
                self._words.append(" ")
            else:
                self._flush(gap=False)
        block = tag in _BLOCKS or self._begins_block(element, tag)
        self._are_blocks.append(block)
        if block:
            self._flush()
            self._open_area(element, tag)
        elif self._touches_its_like(element, tag):
            self._words.append(" ")
        if tag in _HEADINGS:
            self._kinds.append(("heading", int(tag[1])))
        elif tag in ("li", "dd"):
            self._kinds.append(("item", 0))
        elif tag == "pre":
            self._kinds.append(("code", 0))
            self._pre += 1
        if tag == "a":
            self._in_link += 1
        self._add(element.text)

    def _count_image(self) -> None:
        for number in self._open[-_NEAR_IMAGE:]:
            self.areas[number].images += 1

    def _begins_block(self, element: Any, tag: str) -> bool:
        """Return whether an inline element is used as a block: named, at the start of a line."""
        if "-" in tag and not any(word.strip() for word in self._words):
            return True
        if tag not in ("span", "em", "i", "strong", "b", "font") or self._in_link:
            return False
        names = " ".join(filter(None, map(element.get, ("class", "id", "itemprop"))))
        if not names or any(word.strip() for word in self._words):
            return False
        parent = element.getparent()
        in_sentence = parent is not None and parent.tag in _SENTENCE_TAGS
        return bool((_CAPTION_NAME if in_sentence else _BLOCK_NAME).search(names.lower()))

    @staticmethod
    def _touches_its_like(element: Any, tag: str) -> bool:
        """Return whether two links or labels stand side by side with nothing between them."""
        before = element.getprevious()
        if tag not in _INLINE or before is None or before.tag not in _INLINE or before.tail:
            return False
        parent = element.getparent()
        both_links = tag == before.tag == "a"
        return both_links or (parent is not None and parent.tag not in _SENTENCE_TAGS)

    def _end(self, element: Any, tag: str) -> None:
        if self._are_blocks.pop():
            self._flush()
            self.areas[self._open.pop()].last = len(self.lines)
        if tag in _HEADINGS or tag in ("li", "dd", "pre"):
            self._kinds.pop()
            self._pre -= tag == "pre"
        if tag == "a":
            self._in_link -= 1
        self._add(element.tail)

    def _open_area(self, element: Any, tag: str) -> None:
        said = f"{element.get('class') or ''} {element.get('id') or ''}"
        # "print:hidden" says when a style holds, not what a box is.
        names = " ".join(word for word in said.split() if ":" not in word)
        attributes = tuple(
            (name, str(element.get(name)).lower())
            for name in ("itemprop", "role", "itemtype", "property")
            if element.get(name)
        )
        self.areas.append(
            Area(
                tag=tag,
                words=words_of_names(names),
                names=names.lower(),
                parent=self._open[-1] if self._open else -1,
                first=len(self.lines),
                attributes=attributes,
            )
        )
        self._open.append(len(self.areas) - 1)

    def _table(self, table: Any) -> bool:
        """Take a data table as one line for each row; False for a table that is only layout."""
        rows = rows_of_table(table)
        if not rows:
            return False
        self._flush()
        self._open_area(table, "table")
        self.lines += [PageLine(row, "row", gap=not number) for number, row in enumerate(rows)]
        self.areas[self._open.pop()].last = len(self.lines)
        return True

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            head, *rest = text.split("\n")
            self._take(head)
            for line in rest:
                self._flush(gap=False)
                self._take(line)
            return
        self._take(text)

    def _take(self, text: str) -> None:
        self._words.append(text)
        if self._in_link:
            self._link_letters += len(text.strip())

    def _flush(self, *, gap: bool = True) -> None:
        text = squeeze("".join(self._words))
        self._words.clear()
        if text:
            kind, level = self._kinds[-1] if self._kinds else ("", 0)
            linked = min(1.0, self._link_letters / len(text))
            self.lines.append(PageLine(text, kind, linked, gap=self._gap, level=level))
        self._link_letters = 0
        self._gap = gap or (self._gap and not text)
