"""Articles that came without a file of the user's: pasted, downloaded, uploaded; kept as files.

They lie in the index's own folder, so that a rebuild reads them again like everything else.
A page is kept as MIME (RFC 2557, what browsers call MHTML), which remembers its address.
"""

import hashlib
import re
import unicodedata
from email.message import EmailMessage
from pathlib import Path

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of, may_be_article
from index.readers import format_of, suffixes

_FOLDER = "added"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ud800-\udfff<>:"|?*›]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
_LONGEST = 60  # characters; a file system allows 255 bytes


def added_folder(folder: Path) -> Path:
    """Return where an index keeps what was pasted or downloaded."""
    return folder / _FOLDER


def keep_text(folder: Path, text: str) -> Path:
    """Keep a pasted text; return its file.

    Raises:
        SourceError: there is nothing in it.
    """
    if not text.strip():
        raise SourceError(
            "붙여 넣은 글이 비어 있습니다. 기사를 복사한 뒤 다시 실행하세요.",
            "The pasted text is empty. Copy an article and run again.",
        )
    data = text.encode("utf-8", errors="replace")
    return _write(folder, f"pasted-{_name(data)}.txt", data)


def keep_page(folder: Path, page: Source, content_type: str) -> Path:
    """Keep a downloaded page; return its file, the same for the same address.

    Raises:
        SourceError: there is no article in it; what was kept of this address before stays.
    """
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["Snapshot-Content-Location"] = page.url
    message["Content-Location"] = page.url
    maintype, _, subtype = content_type.partition("/")
    charset = {"charset": page.charset} if page.charset else {}
    message.set_content(
        page.data, maintype=maintype or "text", subtype=subtype or "html", params=charset
    )
    data = message.as_bytes()
    found = list(documents_of(Source(page.name, data, url=page.url)))
    problems = [item for item in found if isinstance(item, SourceError)]
    if problems and len(problems) == len(found):
        raise problems[0]
    return _write(folder, f"page-{_name(page.url.encode())}.mhtml", data)


def keep_file(folder: Path, name: str, data: bytes) -> Path:
    """Keep an uploaded file under its own name; return it, the same for the same content.

    Args:
        folder: of the index.
        name: what the file was called; what no file may be called is changed.
        data: its content.

    Raises:
        SourceError: it is no kind of file that can be read, or can't be written.
    """
    plain = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    plain = _UNSAFE.sub("_", plain).strip(" .~$")
    suffix = Path(plain).suffix
    stem = plain.removesuffix(suffix)[:_LONGEST].strip(" .")
    if suffix.lower() not in suffixes():
        format_of(Source(plain, b""))  # raises the SourceError that lists the kinds
    if not may_be_article(f"{stem}{suffix}") or Path(stem).stem.lower() in _RESERVED:
        stem = f"upload-{stem}"
    path, number = added_folder(folder) / f"{stem}{suffix}", 1
    while path.exists() and path.read_bytes() != data:
        number += 1
        path = path.with_name(f"{stem} ({number}){suffix}")
    return path if path.exists() else _write(folder, path.name, data)


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = added_folder(folder) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise SourceError(
            f"{path}: 쓸 수 없습니다 ({error.strerror}). 폴더의 권한과 빈 공간을 확인하세요.",
            f"{path}: can't be written ({error.strerror}). Check the folder and the free space.",
        ) from error
    return path
