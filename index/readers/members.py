"""Files inside a file: archives, attachments. Each is read as the kind of file it is."""

from dataclasses import replace

from index.articles import MEMBER, RawArticle, Source
from index.errors import SourceError
from index.readers import Read, read_source

_DEPTH = 2  # an archive in an archive, a letter's attachment in an archive; not deeper


def read_member(outer: Source, label: str, data: bytes) -> Read:
    """Yield the articles of a file that is inside another; what is wrong with it, too.

    Args:
        outer: the file it is in.
        label: what it is called in there; with the suffix that tells its kind.
        data: its content.
    """
    name = f"{outer.name}{MEMBER}{label}"
    if outer.name.count(MEMBER) >= _DEPTH:
        yield SourceError(
            f"{name}: 파일 안의 파일이 너무 깊습니다. 압축을 풀어서 넣어 주세요.",
            f"{name}: files are nested too deep. Unpack them first.",
        )
        return
    try:
        for article in read_source(Source(name, data)):
            if isinstance(article, RawArticle):
                inner = f"{label}{MEMBER}{article.member}" if article.member else label
                yield replace(article, member=inner)
            else:
                yield article
    except SourceError as error:
        yield error
