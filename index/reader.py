r"""Article file -> Document. Markdown with front matter, and scraped or pasted plain text.

Text is stored in NFC with "\n" line ends; that stored text is what offsets refer to.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.cleaner import clean_page, split_lines
from index.documents import Document
from index.errors import SourceError
from index.language import detect_language
from index.metadata import read_metadata, unify_publisher

SUFFIXES = frozenset((".md", ".markdown", ".txt"))
_MAX_BYTES = 50_000_000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n---[ \t]*\n(?P<body>.*)\Z", re.DOTALL)
_NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog", "contributing"))
_ENCODINGS = ("utf-8-sig", "cp949")


def find_articles(path: Path) -> Iterator[Path]:
    """Yield the article files at or below `path`, sorted; hidden files and READMEs left out.

    Raises:
        SourceError: `path` doesn't exist, or is a file of a kind that can't be read.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            readme = file.name.split(".")[0].lower() in _NOT_ARTICLES
            if file.suffix.lower() in SUFFIXES and not hidden and not readme and file.is_file():
                yield file
        return
    if not path.exists():
        raise SourceError(
            f"{path}: 그런 파일이나 폴더가 없습니다. 경로를 확인하세요.",
            f"{path}: no such file or folder. Check the path.",
        )
    if path.suffix.lower() not in SUFFIXES:
        raise SourceError(
            f"{path}: 읽을 수 없는 형식입니다. 지원 형식: {', '.join(sorted(SUFFIXES))}.",
            f"{path}: this kind of file can't be read. Supported: {', '.join(sorted(SUFFIXES))}.",
        )
    yield path


def read_document(path: Path) -> Document:
    """Return the article in one file.

    Raises:
        SourceError: the file can't be opened, isn't text, or holds no text.
    """
    raw = _read_text(path)
    document = _read_markdown(raw, path) or _read_page(raw, path)
    if not document.text.strip():
        raise SourceError(
            f"{path}: 본문이 비어 있습니다. 내용이 있는 파일인지 확인하세요.",
            f"{path}: there is no text in it. Check that the file isn't empty.",
        )
    return document


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise SourceError(
                f"{path}: 50MB보다 큽니다. 기사 단위로 나누어 주세요.",
                f"{path}: larger than 50 MB. Split it into articles.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: 열 수 없습니다 ({error.strerror}). 권한을 확인하세요.",
            f"{path}: can't be opened ({error.strerror}). Check its permissions.",
        ) from error
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    raise SourceError(
        f"{path}: 글자로 읽을 수 없습니다 (UTF-8, UTF-16, CP949가 아님). UTF-8로 저장해 주세요.",
        f"{path}: not readable as text (UTF-8, UTF-16 or CP949). Save it as UTF-8.",
    )


def _read_markdown(raw: str, path: Path) -> Document | None:
    """Return the document of a file with front matter, None for a file without."""
    match = _FRONT_MATTER.match(raw)
    if match is None:
        return None
    head = _parse_front_matter(match["head"], path)
    text = re.sub(r"\n{2,}", "\n", match["body"].strip())
    return Document(
        title=str(head.get("title") or path.stem),
        text=text,
        language=str(head.get("language") or detect_language(text)),
        source=str(path),
        publisher=unify_publisher(str(head.get("publisher") or "")),
        reporter=str(head.get("reporter") or ""),
        published=_iso(head.get("published") or head.get("date")),
        modified=_iso(head.get("modified")),
    )


def _parse_front_matter(head: str, path: Path) -> dict[str, Any]:
    import yaml

    try:
        values = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError) as error:
        raise SourceError(
            f"{path}: 머리말(front matter)이 올바른 YAML이 아닙니다: {error}",
            f"{path}: the front matter isn't valid YAML: {error}",
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
        return _day(text)
    except ValueError:
        return ""


def _day(text: str) -> str:
    year, month, day = (int(part) for part in text[:10].strip(" -").split("-"))
    return date(year, month, day).isoformat()


def _read_page(raw: str, path: Path) -> Document:
    lines = split_lines(raw)
    metadata = read_metadata(lines, raw=raw)
    cleaned = clean_page(lines, fallback_title=path.stem)
    text = cleaned.text or "\n".join(lines)  # one short line is the article, not its headline
    return Document(
        title=cleaned.title if cleaned.text else path.stem,
        text=text,
        language=detect_language(cleaned.text or raw),
        source=str(path),
        publisher=metadata.publisher,
        reporter=metadata.reporter,
        published=metadata.published,
        modified=metadata.modified,
        dropped=cleaned.dropped,
    )
