"""Files -> Documents: which files, what kind, and from a reader's blocks to stored text.

Stored text is NFC, one paragraph a line; that text is what offsets refer to.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from index.articles import MEMBER, RawArticle, Source
from index.documents import Document, Dropped, Landmark
from index.errors import SourceError
from index.language import detect_language
from index.publishers import unify_publisher
from index.readers import read_source, suffixes
from index.tags import clean_tags

_MAX_BYTES = 100_000_000
_MAX_CHARACTERS = 2_000_000  # of one article; a thick book has a million
_NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog", "contributing"))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b\u2060\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\n\u00a0\u3000\u2028\u2029\x0b\x0c\r\x85]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")
_FEW = 0.25  # of a page kept: less than this may be a cleaning gone wrong


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that can't be looked into, and why."""

    path: Path
    error: SourceError


def find_articles(path: Path) -> Iterator[Path | Unreadable]:
    """Yield the article files at or below `path`, sorted; hidden files and READMEs left out.

    Links to folders are followed; a folder that was already seen is not entered again.

    Raises:
        SourceError: `path` doesn't exist.
    """
    refuse_missing(path)
    if not _is_unicode(str(path)):
        yield Unreadable(path, _bad_name(path))
    elif path.is_dir():
        yield from _walk(path, set())
    else:
        yield path


def refuse_missing(path: Path) -> None:
    """Do nothing for a path that exists.

    Raises:
        SourceError: it doesn't.
    """
    try:
        found = path.exists()
    except OSError as error:  # too long for a path, or a folder above it is closed
        raise _cannot_open(path, error) from error
    if not found:
        raise SourceError(
            f"{path}: 그런 파일이나 폴더가 없습니다. 경로를 확인하세요.",
            f"{path}: no such file or folder. Check the path.",
        )


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Unreadable]:
    try:
        stat = folder.stat()
        if (stat.st_dev, stat.st_ino) in seen:
            return
        seen.add((stat.st_dev, stat.st_ino))
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(folder, _cannot_open(folder, error))
        return
    for entry in entries:
        path = folder / entry.name
        try:
            if entry.name.startswith("."):
                continue
            is_dir = entry.is_dir()
            if not is_dir and not (may_be_article(entry.name) and entry.is_file()):
                continue
            if not _is_unicode(entry.name):
                yield Unreadable(path, _bad_name(path))
            elif is_dir:
                yield from _walk(path, seen)
            else:
                yield path
        except OSError as error:  # a link to itself
            yield Unreadable(path, _cannot_open(path, error))


def _is_unicode(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _bad_name(path: Path) -> SourceError:
    shown = str(path).encode("utf-8", "replace").decode("utf-8")
    return SourceError(
        f"{shown}: 파일 이름이 UTF-8이 아닙니다. 이름을 바꾼 뒤 다시 실행하세요.",
        f"{shown}: the file's name isn't UTF-8. Rename it and run again.",
    )


def _cannot_open(path: Path, error: OSError) -> SourceError:
    return SourceError(
        f"{path}: 열 수 없습니다 ({error.strerror}). 경로와 권한을 확인하세요.",
        f"{path}: can't be opened ({error.strerror}). Check its path and permissions.",
    )


def may_be_article(name: str) -> bool:
    """Return whether a file of this name in a folder is looked at."""
    stem = name.partition(".")[0].lower()
    office_lock = name.startswith("~$")
    known = os.path.splitext(name)[1].lower() in suffixes()  # noqa: PTH122  # Path is 20 times slower
    return known and not office_lock and stem not in _NOT_ARTICLES


def read_documents(path: Path) -> Iterator[Document | SourceError]:
    """Yield the articles in one file, and a SourceError for each of several that is broken.

    Raises:
        SourceError: the file can't be opened, is of no known kind, or holds no article.
    """
    data, _ = read_bytes(path)
    yield from documents_of(Source(str(path), data))


def documents_of(source: Source) -> Iterator[Document | SourceError]:
    """Yield the articles in a source; see `read_documents`."""
    empty = True
    for article in read_source(source):
        if isinstance(article, SourceError):
            yield article
            empty = False
            continue
        try:
            document = compose_document(article, source)
        except SourceError as error:
            yield error
            empty = False
            continue
        if any(map(str.isalnum, document.text)):
            yield document
            empty = False
    if empty:
        raise SourceError(
            f"{source.name}: 본문이 비어 있습니다. 내용이 있는 파일인지 확인하세요.",
            f"{source.name}: there is no text in it. Check that the file isn't empty.",
        )


def compose_document(article: RawArticle, source: Source) -> Document:
    """Return the Document of what a reader found: blocks joined, metadata made uniform.

    Raises:
        SourceError: the article is longer than any article is.
    """
    lines: list[str] = []
    landmarks: list[Landmark] = []
    offset = 0
    for block in article.blocks:
        line = _tidy(block.text)
        landmarks += [Landmark(offset, kind, _tidy(name)) for kind, name in block.places]
        if line:
            lines.append(line)
            offset += len(line) + 1
    text = "\n".join(lines)
    name = f"{source.name}{MEMBER}{article.member}" if article.member else source.name
    if len(text) > _MAX_CHARACTERS:
        raise SourceError(
            f"{name}: 글이 {_MAX_CHARACTERS:,}자보다 깁니다. 기사 단위로 나누어 주세요.",
            f"{name}: longer than {_MAX_CHARACTERS:,} characters. Split it into articles.",
        )
    metadata = article.metadata
    dropped = tuple(Dropped(_tidy(piece.text), piece.reason) for piece in article.dropped)
    return Document(
        title=_tidy(metadata.title) or _tidy(PurePosixPath(article.member or source.name).stem),
        text=text,
        language=_language(metadata.language) or detect_language(text),
        source=_unicode(name),
        publisher=unify_publisher(_tidy(metadata.publisher)),
        reporter=_tidy(metadata.reporter),
        published=_iso(metadata.published),
        modified=_iso(metadata.modified),
        section=_tidy(metadata.section),
        url=_tidy(metadata.url or source.url),
        landmarks=tuple(mark for mark in landmarks if mark.start < len(text)),
        tags=clean_tags(map(_tidy, metadata.tags)),
        dropped=dropped,
        site=_site(article, source),
        raw=_unicode(article.raw) if kept_share(text, dropped) < _FEW else "",
    )


def kept_share(text: str, dropped: tuple[Dropped, ...]) -> float:
    """Return how much of a page was kept as the article, 0 to 1."""
    return len(text) / max(1, len(text) + sum(len(piece.text) for piece in dropped))


def _site(article: RawArticle, source: Source) -> str:
    """Return what names the pages that share their furniture with this one, "" for no page."""
    if not article.raw:
        return ""
    try:
        host = urlsplit(article.metadata.url or source.url).hostname or ""
    except ValueError:  # "http://[" is no address
        host = ""
    publisher = unify_publisher(_tidy(article.metadata.publisher))
    return host.removeprefix("www.") or publisher or str(PurePosixPath(source.name).parent)


def _iso(stamp: str) -> str:
    """Return a date, or a date and time, as it is; "" for anything else."""
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    return stamp if _DATE.match(stamp) else ""


def _language(code: str) -> str:
    """Return the ISO 639-1 part of a language tag, "" if it isn't one."""
    found = _LANGUAGE.match(code.lower())
    return found[0] if found else ""


def _unicode(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _tidy(text: str) -> str:
    r"""Return one line: NFC, blanks single, no control characters or lone surrogates."""
    return unicodedata.normalize("NFC", _BLANK.sub(" ", _CONTROL.sub("", text))).strip()


def read_bytes(path: Path) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a file that stayed as it is while it was read, and its state.

    Raises:
        SourceError: it can't be opened, is too large, or keeps changing.
    """
    try:
        for _ in range(3):
            before = path.stat()
            if before.st_size > _MAX_BYTES:
                raise SourceError(
                    f"{path}: {_MAX_BYTES // 1_000_000}MB보다 큽니다. 기사 단위로 나누어 주세요.",
                    f"{path}: larger than {_MAX_BYTES // 1_000_000} MB. Split it into articles.",
                )
            data = path.read_bytes()
            after = path.stat()
            if (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns):
                return data, after
    except OSError as error:
        raise _cannot_open(path, error) from error
    raise SourceError(
        f"{path}: 읽는 동안 파일이 계속 바뀝니다. 다 쓴 뒤 다시 실행하세요.",
        f"{path}: it keeps changing while it is read. Run again when it is finished.",
    )
