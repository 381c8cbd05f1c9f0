"""One module per format. Each defines FORMATS; the registry finds the modules by itself.

To add a format, add a module here with `FORMATS = (Format(...),)`. Its `read` gets a Source
and yields RawArticles; what it raises becomes one clear line to the user. A SourceError that
it yields (instead of raising) reports one broken article of several and goes on.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TypeAlias

from index.articles import RawArticle, Source
from index.errors import SourceError

Read: TypeAlias = Iterator[RawArticle | SourceError]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Args:
        name: as users call it: "PDF".
        suffixes: of file names, lower case: (".htm", ".html").
        read: Source to articles.
        recognises: whether some bytes surely are of this kind, whatever the file's name. A
            file is read by what it is before what it is called.
        refused: it is recognised only to say how to save it as something that can be read.
        generic: others that recognise the same bytes go first (a .docx is a .zip too).
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Read]
    recognises: Callable[[bytes], bool] = lambda data: False
    generic: bool = False
    refused: bool = False


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, those that others may be mistaken for last."""
    names = (module.name for module in pkgutil.iter_modules(__path__, "index.readers."))
    modules = map(importlib.import_module, names)
    found = [known for module in modules for known in getattr(module, "FORMATS", ())]
    return tuple(sorted(found, key=lambda known: known.generic))


@cache
def suffixes() -> frozenset[str]:
    """Return the suffixes of all files that can be read."""
    return frozenset(suffix for known in formats() for suffix in known.suffixes)


def readable_suffixes() -> str:
    """Return the suffixes of files that can be read, for messages."""
    read = (known for known in formats() if not known.refused)
    return ", ".join(sorted(suffix for known in read for suffix in known.suffixes))


def read_source(source: Source) -> Read:
    """Yield the articles in a source.

    Raises:
        SourceError: it is of no known kind, or broken.
    """
    known = format_of(source)
    try:
        yield from known.read(source)
    except SourceError:
        raise
    except (Exception, RecursionError) as error:  # a parser on input that nobody foresaw
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise SourceError(
            f"{source.name}: {known.name} 파일이 깨졌거나 읽을 수 없습니다 ({reason}). "
            "만든 프로그램에서 열어 다시 저장해 보세요.",
            f"{source.name}: broken or unreadable {known.name} ({reason}). "
            "Open it in the program that made it and save it again.",
        ) from error


def format_of(source: Source) -> Format:
    """Return the format of a source: by its content, else by its name.

    Raises:
        SourceError: neither tells.
    """
    for known in formats():
        if known.recognises(source.data):
            return known
    suffix = PurePosixPath(source.name.replace("\\", "/")).suffix.lower()
    for known in formats():
        if suffix in known.suffixes:
            return known
    listed = readable_suffixes()
    raise SourceError(
        f"{source.name}: 읽을 수 없는 형식입니다. 지원 형식: {listed}.",
        f"{source.name}: this kind of file can't be read. Supported: {listed}.",
    )
