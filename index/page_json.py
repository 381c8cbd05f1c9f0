"""What a page's scripts say of its article: JSON-LD, and the data of pages built in the browser."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.page_marks import width

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Report|Analysis|Opinion|Review|Satirical|Scholarly|Tech|Background"
    r"|Advertiser)?\w*(?:Article|Posting|Report|Story)$"
)
_NOT_BODIES = frozenset(("description", "summary", "excerpt", "lead", "subtitle", "abstract"))
_BODY_KEYS = re.compile(
    r"^(?:article_?body|body|body_?html|body_?text|content|content_?html|contents"
    r"|article_?content|article_?text|text|html|main_?content|news_?content|post_?content"
    r"|full_?text|story)(?:html|text)?$",
    re.IGNORECASE,
)
_SCRIPT_DATA = re.compile(
    r"^\s*(?:window\.|var\s|let\s|const\s|self\.)?[\w.$\[\]\"']{1,60}\s*=\s*(?=[{\[])"
)
_MAX_NODES = 200_000
_MIN_BODY = 200  # columns; less is a teaser
_SENTENCE = re.compile(r"[.!?](?:\s|<|$)|[。！？]")


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of JSON-LD."""

    values: dict[str, Any] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return a value as text: names of people and outlets, several joined by ", "."""
        return ", ".join(_names(self.values.get(key)))[:2_000]


@dataclass(frozen=True, slots=True)
class PageObjects:
    """The articles of a page's JSON-LD, the first one its own; its breadcrumb; its longest body."""

    articles: tuple[Thing, ...] = ()
    crumbs: tuple[str, ...] = ()
    body: str = ""


def page_objects(tree: Any) -> PageObjects:
    """Return what the scripts of a page say of its article."""
    if tree is None:
        return PageObjects()
    articles: list[Thing] = []
    crumbs: tuple[str, ...] = ()
    bodies: list[str] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        source = script.text or ""
        linked = "ld+json" in kind
        if not linked and len(source) < _MIN_BODY:
            continue
        for data in _parsed(source, kind):
            for node in _nodes(data):
                if linked and _is_article(node):
                    articles.append(Thing(node))
                if linked and _type_of(node) == "BreadcrumbList":
                    crumbs = crumbs or _crumbs(node)
                bodies += _bodies(node)
    own = [thing for thing in articles if thing.values.get("articleBody") or thing.text("headline")]
    return PageObjects(tuple(own or articles), crumbs, max(bodies, key=len, default=""))


def _parsed(source: str, kind: str) -> Iterator[Any]:
    if "json" not in kind:
        head = _SCRIPT_DATA.match(source[:400])
        if head is None:
            return
        source = source[head.end() :]
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", source).strip()
    try:
        yield json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        # Templates forget to escape line ends and leave commas behind; one repair is worth it.
        try:
            yield json.loads(re.sub(r",(\s*[}\]])", r"\1", text), strict=False)
        except (ValueError, RecursionError):
            return


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in some JSON, outer ones first."""
    waiting = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0) if len(waiting) < 1_000 else waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += [value for value in node.values() if isinstance(value, (dict, list))]
        elif isinstance(node, list):
            waiting += [value for value in node if isinstance(value, (dict, list))]


def _type_of(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind or "")


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPES.match(kind) for kind in kinds)


def _crumbs(node: dict[str, Any]) -> tuple[str, ...]:
    items = node.get("itemListElement")
    names = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
            names.append(str(name or ""))
    return tuple(filter(None, names))


def _bodies(node: dict[str, Any]) -> Iterator[str]:
    for key, value in node.items():
        if not _BODY_KEYS.match(key) or key in _NOT_BODIES:
            continue
        if (
            isinstance(value, str)
            and width(value[:_MIN_BODY]) >= _MIN_BODY
            and _SENTENCE.search(value)
        ):
            yield value
        elif isinstance(value, list):
            texts = [_text_of(part) for part in value]
            joined = "\n".join(filter(None, texts))
            if width(joined[:_MIN_BODY]) >= _MIN_BODY:
                yield joined


def _text_of(part: Any) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, dict):
        found = (part.get(key) for key in ("text", "html", "content", "value", "paragraph", "body"))
        return next((text for text in found if isinstance(text, str)), "")
    return ""


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [" ".join(re.sub(r"<[^<>]{0,200}>", " ", value).split())] if value.strip() else []
    if isinstance(value, dict):
        for key in ("name", "@id", "url", "@value"):
            if isinstance(value.get(key), (str, list, dict)) and value.get(key):
                return _names(value[key])
        return []
    if isinstance(value, list):
        return [name for one in value[:20] for name in _names(one)]
    return []
