"""EPUB books: the chapters in reading order, as one article with their titles as places."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from index.articles import MEMBER, Block, Metadata, RawArticle, Source
from index.dates import iso_date
from index.encodings import decode
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.markup import blocks_of_element, blocks_of_html, local_name, parse_xml
from index.readers.zip_kind import zip_names
from index.readers.zip_members import Allowance, open_zip, read_packed

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))


@dataclass(frozen=True)
class _Book:
    """An opened book: its files are read by their paths inside."""

    source: Source
    container: zipfile.ZipFile
    allowance: Allowance

    def text(self, path: str) -> str:
        name = f"{self.source.name}{MEMBER}{path}"
        try:
            info = self.container.getinfo(path)
        except KeyError:
            raise SourceError(
                f"{name}: 책 안에 이 파일이 없습니다. 책을 다시 내려받아 주세요.",
                f"{name}: missing in the book. Download the book again.",
            ) from None
        return decode(Source(name, read_packed(self.container, info, self.allowance, name=name)))


@dataclass(frozen=True, slots=True)
class _Item:
    """A file that the package lists: its path in the book, media type and properties."""

    path: str
    media_type: str
    properties: str


def read_epub(source: Source) -> Read:
    """Yield the book as one article.

    Raises:
        SourceError: it is copy-protected, damaged, or has no chapters.
    """
    with open_zip(source) as container:
        book = _Book(source, container, Allowance())
        package_path = _package_path(book)
        package = parse_xml(book.text(package_path))
        items = _items(package, posixpath.dirname(package_path))
        _refuse_protected(book, items)
        titles = _chapter_titles(book, package, items)
        spine = [e.get("idref", "") for e in _named(package, "itemref") if e.get("linear") != "no"]
        chapters = [items[name] for name in spine if name in items]
        blocks = [
            block
            for item in chapters
            if item.media_type in _CHAPTERS and "nav" not in item.properties.split()
            for block in _chapter(book, item, titles.get(item.path, ""))
        ]
        yield RawArticle(tuple(blocks), _metadata(package))


def _package_path(book: _Book) -> str:
    roots = _named(parse_xml(book.text(_CONTAINER)), "rootfile")
    path = next((root.get("full-path") for root in roots if root.get("full-path")), "")
    return unquote(str(path)) or "content.opf"


def _items(package: Any, folder: str) -> dict[str, _Item]:
    return {
        element.get("id", ""): _Item(
            _join(folder, element.get("href", "")),
            element.get("media-type", "").lower(),
            element.get("properties", ""),
        )
        for element in _named(package, "item")
    }


def _refuse_protected(book: _Book, items: dict[str, _Item]) -> None:
    """Raise if chapters are encrypted; publishers often scramble only the fonts."""
    if _ENCRYPTION not in book.container.namelist():
        return
    references = _named(parse_xml(book.text(_ENCRYPTION)), "cipherreference")
    encrypted = {unquote(element.get("URI", "")) for element in references}
    if any(item.path in encrypted and item.media_type in _CHAPTERS for item in items.values()):
        raise SourceError(
            f"{book.source.name}: 복사 방지(DRM)가 걸린 책입니다. DRM이 없는 파일로 바꾸어 주세요.",
            f"{book.source.name}: the book is copy-protected (DRM). Use a file without DRM.",
        )


def _chapter_titles(book: _Book, package: Any, items: dict[str, _Item]) -> dict[str, str]:
    """Return the titles that the table of contents gives, by the path of the chapter."""
    contents = next((i for i in items.values() if "nav" in i.properties.split()), None)
    if contents is None:
        spine = next(iter(_named(package, "spine")), None)
        contents = items.get(spine.get("toc", "") if spine is not None else "")
    if contents is None or contents.path not in book.container.namelist():
        return {}
    root = parse_xml(book.text(contents.path))
    folder = posixpath.dirname(contents.path)
    titles: dict[str, str] = {}
    for link in _named(root, "a"):
        titles.setdefault(_join(folder, link.get("href", "")), "".join(link.itertext()))
    for point in _named(root, "navpoint"):
        target = next(iter(_named(point, "content")), None)
        label = next(iter(_named(point, "text")), None)
        if target is not None and label is not None:
            titles.setdefault(_join(folder, target.get("src", "")), "".join(label.itertext()))
    return {path: " ".join(title.split()) for path, title in titles.items()}


def _chapter(book: _Book, item: _Item, title: str) -> Iterator[Block]:
    from lxml.etree import XMLSyntaxError

    markup = book.text(item.path)
    try:
        blocks = tuple(blocks_of_element(parse_xml(markup)))
    except XMLSyntaxError:
        blocks = blocks_of_html(markup)
    if blocks and title and not any(block.places for block in blocks):
        blocks = (replace(blocks[0], places=(("heading", title),)), *blocks[1:])
    yield from blocks


def _metadata(package: Any) -> Metadata:
    def every(name: str) -> list[str]:
        found = (" ".join("".join(e.itertext()).split()) for e in _named(package, name))
        return [text for text in found if text]

    def first(name: str) -> str:
        return next(iter(every(name)), "")

    language = first("language")
    return Metadata(
        title=first("title"),
        publisher=first("publisher"),
        reporter=", ".join(every("creator")),
        published=iso_date(first("date"), place=language[:2]),
        language=language,
        tags=tuple(every("subject")),
    )


def _named(root: Any, name: str) -> list[Any]:
    return [element for element in root.iter("{*}*") if local_name(element) == name]


def _join(folder: str, reference: str) -> str:
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _is_epub(data: bytes) -> bool:
    names = zip_names(data)
    return _CONTAINER in names and not any(name.startswith("Contents/") for name in names)  # HWPX


FORMATS = (Format("EPUB", (".epub",), read_epub, _is_epub),)
