"""The members of a ZIP container, read within bounds: headers may lie about sizes."""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass, field

from index.articles import Source
from index.errors import SourceError
from index.readers.zip_kind import DAMAGED

_LARGEST = 100_000_000  # bytes of one member, as for a file on its own
_MOST = 300_000_000  # of all members
_STEP = 1 << 20
_ENCRYPTED = 0x1
_SUSPICIOUS = 10_000_000  # bytes from which on a high compression is looked at
_MOST_PACKED = 200  # times: text is packed ten times, a bomb a thousand times


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be unpacked from one container; counts what really came out."""

    left: int = field(default_factory=lambda: _MOST)


def open_zip(source: Source) -> zipfile.ZipFile:
    """Return the container in a source.

    Raises:
        SourceError: it is none, or damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(source.data))
    except DAMAGED as error:
        raise _broken(source.name, error) from error


def read_packed(
    container: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance, *, name: str
) -> bytes:
    """Return the bytes of one member.

    Args:
        container: where it is.
        info: which it is.
        allowance: of the container; becomes less.
        name: what messages call the member.

    Raises:
        SourceError: it is encrypted, damaged, too large or packed like a bomb.
    """
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(
            f"{name}: 암호가 걸려 있습니다. 암호 없이 다시 압축하거나 풀어서 넣어 주세요.",
            f"{name}: it is encrypted. Pack it again without a password or unpack it.",
        )
    pieces: list[bytes] = []
    size = 0
    try:
        with container.open(info) as member:
            while piece := member.read(_STEP):
                pieces.append(piece)
                size += len(piece)
                allowance.left -= len(piece)
                bomb = size > _SUSPICIOUS and size > _MOST_PACKED * max(1, info.compress_size)
                if bomb or size > _LARGEST or allowance.left < 0:
                    raise SourceError(
                        f"{name}: 압축을 풀면 너무 큽니다. 압축을 풀어 기사만 넣어 주세요.",
                        f"{name}: too large when unpacked. Unpack it and keep the articles only.",
                    )
    except _DAMAGE as error:
        raise _broken(name, error) from error
    return b"".join(pieces)


def _broken(name: str, error: Exception) -> SourceError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return SourceError(
        f"{name}: 압축이 깨졌습니다 ({reason}). 다시 압축하거나 내려받아 주세요.",
        f"{name}: the archive is damaged ({reason}). Pack or download it again.",
    )
