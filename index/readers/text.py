"""Plain text: an article as such, or a page as somebody copied or scraped it."""

from pathlib import PurePosixPath

from index.articles import Block, RawArticle, Source
from index.cleaner import clean_page, split_lines
from index.encodings import decode
from index.metadata import read_metadata
from index.readers import Format, Read


def read_text(source: Source) -> Read:
    """Yield the one article of a text."""
    yield article_of_text(decode(source), name=source.name)


def article_of_text(text: str, *, name: str) -> RawArticle:
    """Return the article in a plain text, its page cleaned away.

    Args:
        text: the whole text, any line ends.
        name: what the source is called; its stem is the title of a text without headline.
    """
    lines = split_lines(text)
    stem = PurePosixPath(name).stem
    cleaned = clean_page(lines, fallback_title=stem)
    # One short line is the article, not its headline.
    kept = cleaned.text or "\n".join(lines)
    metadata = read_metadata(lines, raw=text, title=cleaned.title if cleaned.text else "")
    return RawArticle(
        blocks=tuple(Block(line) for line in kept.split("\n") if line),
        metadata=metadata,
        dropped=cleaned.dropped,
        raw=text,
    )


FORMATS = (Format("text", (".txt", ".text"), read_text),)
