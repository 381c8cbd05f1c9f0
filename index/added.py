"""Articles that came without a file: pasted text and downloaded pages, kept as files.

They lie in the index's own folder, so that a rebuild reads them again like everything else.
A page is kept as MIME (RFC 2557, what browsers call MHTML), which remembers its address.
"""

import hashlib
from email.message import EmailMessage
from pathlib import Path

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of

_FOLDER = "added"


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
