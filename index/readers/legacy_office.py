"""Office files that can't be read: locked with a password, or of the formats before 2007."""

import io

from index.articles import Source
from index.errors import SourceError
from index.readers import Format, Read

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage"
_STREAMS = {
    "WordDocument": ("doc", "docx"),
    "Workbook": ("xls", "xlsx"),
    "Book": ("xls", "xlsx"),
    "PowerPoint Document": ("ppt", "pptx"),
}


def read_legacy(source: Source) -> Read:
    """Raise what the user can do instead: there is nothing to read here.

    Raises:
        SourceError: always.
    """
    if _LOCKED in _streams(source.data):
        raise SourceError(
            f"{source.name}: 암호로 잠긴 Office 문서입니다. 암호를 풀고 다시 저장해 주세요.",
            f"{source.name}: an Office file locked with a password. Save it without one.",
        )
    old, new = _kind(source)
    raise SourceError(
        f"{source.name}: 예전 이진 형식(.{old})은 읽을 수 없습니다. .{new}로 다시 저장해 주세요.",
        f"{source.name}: the old binary .{old} can't be read. Save it as .{new}.",
    )


def _kind(source: Source) -> tuple[str, str]:
    streams = _streams(source.data)
    known = [kind for stream, kind in _STREAMS.items() if stream in streams]
    suffix = source.name.lower()[-4:]
    named = [kind for kind in _STREAMS.values() if suffix == f".{kind[0]}"]
    return (known or named or [("doc", "docx")])[0]


def _is_legacy(data: bytes) -> bool:
    return not _streams(data).isdisjoint((_LOCKED, *_STREAMS))


def _streams(data: bytes) -> frozenset[str]:
    """Return the names of the streams at the top of an OLE container; none if it isn't one."""
    if not data.startswith(_MAGIC):
        return frozenset()
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return frozenset(path[0] for path in container.listdir() if len(path) == 1)
    except (OSError, ValueError, IndexError):  # cut off: what is left of it tells nothing
        return frozenset()


FORMATS = (
    Format("Office 97–2003", (".doc", ".xls", ".ppt"), read_legacy, _is_legacy, refused=True),
)
