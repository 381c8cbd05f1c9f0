"""Markdown, with front matter that says what is known of the article, or without."""

import re
from datetime import date, datetime
from typing import Any

from index.articles import Block, Metadata, RawArticle, Source
from index.cleaner import blocks_of, clean_page
from index.dates import iso_date
from index.documents import Dropped
from index.encodings import decode
from index.errors import SourceError
from index.metadata import read_metadata
from index.page_lines import PageLine
from index.readers import Format, Read
from index.readers.tables import readable_rows
from index.readers.text import article_of_text
from index.tags import listed_tags

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<head>.*?\n|)---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL
)
_TAGS = ("tags", "keywords", "태그", "키워드")
_HEADING = re.compile(r"^(?P<signs>#{1,6})[ \t]+(?P<name>\S.*?)[ \t]*#*$")
_HEADING_BELOW = re.compile(r"^(?:={3,}|-{3,})$")
_FENCE = re.compile(r"^(?:`{3,}|~{3,})[ \t]*[\w+#.{}= -]{0,60}$")
_RULE = re.compile(r"^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$")
_TABLE_RULE = re.compile(r"^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
_IMAGE = re.compile(
    r"!\[(?P<text>[^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,500})\]\((?P<target>[^()\s]{0,2000})(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
_TARGET = re.compile(r"^\[[^\[\]\n]{1,100}\]:[ \t]+\S+")
_STRONG = re.compile(r"(?<![\w*_\\])(\*\*|__)(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?![\w*_])")
_STRONG_INSIDE = re.compile(r"\*\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])_(?![\w_])")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,1000}?)(?<=\S)~~")
_CODE = re.compile(r"(?<!`)`([^`\n]{1,1000})`(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_QUOTE = re.compile(r"^(?:>[ \t]?){1,5}")
_BULLET = re.compile(r"^[*+-][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")


def read_markdown(source: Source) -> Read:
    """Yield the one article of a Markdown file; without front matter or headings, as text."""
    text = decode(source)
    match = _FRONT_MATTER.match(text)
    if match is None:
        yield _without_head(text, source.name)
        return
    head = _parse_front_matter(match["head"], source.name)
    blocks, dropped = markdown_blocks(match["body"] or "")
    yield RawArticle(
        blocks=blocks,
        metadata=Metadata(
            title=str(head.get("title") or ""),
            publisher=str(head.get("publisher") or ""),
            reporter=_names(head.get("reporter") or head.get("author")),
            published=_iso(head.get("published") or head.get("date")),
            modified=_iso(head.get("modified") or head.get("updated")),
            section=str(head.get("section") or ""),
            language=str(head.get("language") or head.get("lang") or ""),
            url=str(head.get("url") or ""),
            tags=tuple(tag for key in _TAGS for tag in listed_tags(head.get(key))),
        ),
        dropped=dropped,
    )


def _without_head(text: str, name: str) -> RawArticle:
    """Return the article in Markdown without front matter: a heading on top is its title."""
    blocks, dropped = markdown_blocks(text)
    if not any(block.places for block in blocks):
        return article_of_text(text, name=name)
    lines = [
        PageLine(block.text, "heading" if block.places else "", level=1 if not number else 2)
        for number, block in enumerate(blocks)
    ]
    cleaned = clean_page(lines)
    kept = blocks_of(cleaned) or blocks
    metadata = read_metadata([line.text for line in lines], title=cleaned.title)
    return RawArticle(kept, metadata, dropped=(*dropped, *cleaned.dropped))


def markdown_blocks(text: str) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """Return Markdown as blocks of plain words, and the images that were left out.

    Emphasis and link targets go, headings are places, a table's rows are readable lines, and
    code stays as it is.
    """
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    table: list[str] = []
    fenced = False
    for line in [*(raw.strip() for raw in text.split("\n")), ""]:
        if table and not line.startswith("|"):
            blocks += [Block(row) for row in _rows(table)]
            table = []
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            blocks += [Block(line)] if line else []
        elif line.startswith("|") and line.count("|") > 1:
            table.append(line)
        elif _HEADING_BELOW.match(line) and blocks and line[0] == "=":
            blocks[-1] = _heading(blocks[-1].text)
        elif line and not _RULE.match(line) and not _TARGET.match(line):
            images = _IMAGE.finditer(line)
            dropped += [Dropped(image["text"] or image.group(), "image") for image in images]
            blocks += _block(_IMAGE.sub("", line).strip())
    return tuple(blocks), tuple(dropped)


def _block(line: str) -> list[Block]:
    heading = _HEADING.match(line)
    if heading:
        return [_heading(_words(heading["name"]))]
    words = _words(_BULLET.sub("- ", _QUOTE.sub("", line)))
    return [Block(words)] if words else []


def _heading(name: str) -> Block:
    return Block(name, (("heading", name),))


def _words(line: str) -> str:
    """Return a line without the signs of Markdown."""
    if not re.search(r"[\[*_`~\\]", line):
        return line
    for pattern in (_LINK, _REFERENCE):
        line = pattern.sub(lambda match: match["text"], line)
    line = _STRONG.sub(r"\2", line)
    for pattern in (_STRONG_INSIDE, _EMPHASIS, _UNDERLINED, _STRUCK, _CODE, _ESCAPED):
        line = pattern.sub(r"\1", line)
    return line.strip()


def _rows(table: list[str]) -> list[str]:
    lines = [line for line in table if not _TABLE_RULE.match(line)]
    rows = [[_words(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    return readable_rows(rows, header=True if len(lines) < len(table) else None)


def _names(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _parse_front_matter(head: str, name: str) -> dict[str, Any]:
    import yaml

    try:
        values = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SourceError(
            f"{name}: 머리말(front matter)이 올바른 YAML이 아닙니다: {reason}",
            f"{name}: the front matter isn't valid YAML: {reason}",
        ) from error
    return values if isinstance(values, dict) else {}


def _iso(value: Any) -> str:
    """Return a front matter date as ISO 8601, "" for anything that isn't a full date."""
    if isinstance(value, date):  # datetime is one too
        return value.isoformat()
    text = str(value or "").strip()
    try:
        if "T" in text:
            datetime.fromisoformat(text)
            return text
    except ValueError:
        return ""
    return iso_date(text)


FORMATS = (Format("Markdown", (".md", ".markdown"), read_markdown),)
