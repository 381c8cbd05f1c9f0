"""Markdown, with front matter that says what is known of the article, or without."""

import re
from datetime import date, datetime
from typing import Any

from index.articles import Block, Metadata, RawArticle, Source
from index.encodings import decode
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.text import article_of_text

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<head>.*?\n|)---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL
)
_HEADING = re.compile(r"^#{1,6}\s+(?P<name>.*?)\s*#*$")


def read_markdown(source: Source) -> Read:
    """Yield the one article of a Markdown file; without front matter it is read as text."""
    text = decode(source)
    match = _FRONT_MATTER.match(text)
    if match is None:
        yield article_of_text(text, name=source.name)
        return
    head = _parse_front_matter(match["head"], source.name)
    lines = (line.strip() for line in (match["body"] or "").split("\n"))
    yield RawArticle(
        blocks=tuple(_block(line) for line in lines if line),
        metadata=Metadata(
            title=str(head.get("title") or ""),
            publisher=str(head.get("publisher") or ""),
            reporter=str(head.get("reporter") or head.get("author") or ""),
            published=_iso(head.get("published") or head.get("date")),
            modified=_iso(head.get("modified")),
            section=str(head.get("section") or ""),
            language=str(head.get("language") or ""),
            url=str(head.get("url") or ""),
        ),
    )


def _block(line: str) -> Block:
    heading = _HEADING.match(line)
    return Block(heading["name"], (("heading", heading["name"]),)) if heading else Block(line)


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
    text = re.sub(r"[./](?=\d)", "-", str(value or "").strip())
    try:
        if "T" in text:
            datetime.fromisoformat(text)
            return text
        year, month, day = (int(part) for part in text[:10].strip(" -").split("-"))
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


FORMATS = (Format("Markdown", (".md", ".markdown"), read_markdown),)
