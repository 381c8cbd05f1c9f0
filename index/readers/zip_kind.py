"""What is in a ZIP container: its members' names tell DOCX, XLSX, EPUB and HWPX apart."""

import io
import zipfile

from index.articles import Source
from index.errors import SourceError

_MAGIC = b"PK"
_MAX_UNPACKED = 1_000_000_000
DAMAGED = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError)


def zip_names(data: bytes) -> frozenset[str]:
    """Return the names of a ZIP's members; none if `data` is no ZIP or a damaged one."""
    if not data.startswith(_MAGIC):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return frozenset(container.namelist())
    except DAMAGED:
        return frozenset()


def refuse_oversized(source: Source) -> None:
    """Check that a ZIP unpacks to a size that fits in memory.

    Raises:
        SourceError: it doesn't; a few kilobytes can be made to unpack to terabytes.
        zipfile.BadZipFile: it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as container:
        size = sum(member.file_size for member in container.infolist())
    if size > _MAX_UNPACKED:
        raise SourceError(
            f"{source.name}: 압축을 풀면 {size // 1_000_000:,}MB로 너무 큽니다. "
            "기사 단위로 나누어 주세요.",
            f"{source.name}: unpacks to {size // 1_000_000:,} MB, which is too much. "
            "Split it into articles.",
        )
