"""Plain text: an article as such, or a page as somebody copied or scraped it."""

import re
from pathlib import PurePosixPath

from index.articles import RawArticle, Source
from index.cleaner import CleanedPage, blocks_of, clean_page
from index.encodings import decode
from index.metadata import read_metadata
from index.page_body import lines_with_furniture
from index.page_lines import PageLine, read_page, squeeze
from index.readers import Format, Read

_TAG = re.compile(
    r"</?(?:p|div|span|br|strong|section|figure|img|a|table|tr|td|li|ul|h[1-6])\b[^<>]{0,2000}>",
    re.I,
)


def read_text(source: Source) -> Read:
    """Yield the one article of a text."""
    yield article_of_text(decode(source), name=source.name)


def article_of_text(text: str, *, name: str) -> RawArticle:
    """Return the article in a plain text, its page cleaned away.

    Args:
        text: the whole text, any line ends.
        name: what the source is called; its stem is the title of a text without headline.
    """
    lines = text_lines(text)
    cleaned = clean_page(lines)
    if not cleaned.lines:  # one line is the article, not its headline
        cleaned = CleanedPage("", lines)
    metadata = read_metadata(
        [line.text for line in lines],
        raw=text[:200_000],
        title=cleaned.title or PurePosixPath(name).stem,
    )
    return RawArticle(
        blocks=blocks_of(cleaned),
        metadata=metadata,
        dropped=cleaned.dropped,
        raw=text if cleaned.dropped else "",
    )


def text_lines(text: str) -> tuple[PageLine, ...]:
    """Return the non-empty lines of a text, HTML tags resolved if it holds any."""
    tags = list(_TAG.finditer(text))
    if len(tags) < 3:
        return _plain_lines(text)
    first, last = tags[0].start(), tags[-1].end()
    inside = re.sub(r"\n\s*\n", "<br>\n", text[first:last])
    return (
        *_plain_lines(text[:first]),
        *lines_with_furniture(read_page(inside)),
        *_plain_lines(text[last:]),
    )


def _plain_lines(text: str) -> tuple[PageLine, ...]:
    lines: list[PageLine] = []
    gap = True
    for line in re.split(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text):
        plain = squeeze(line)
        if plain:
            lines.append(PageLine(plain, gap=gap))
        gap = not plain
    return tuple(lines)


FORMATS = (Format("text", (".txt", ".text"), read_text),)
