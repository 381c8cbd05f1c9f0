"""ZIP archives: every article in them, each read as the kind of file it is."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from index.articles import MEMBER, Source
from index.errors import SourceError
from index.readers import Format, Read, suffixes
from index.readers.members import read_member
from index.readers.zip_members import Allowance, open_zip, read_packed

_MOST_MEMBERS = 20_000
_UTF8_NAME = 0x800


def read_zip(source: Source) -> Read:
    """Yield the articles in an archive, and a SourceError for each member that is broken.

    Raises:
        SourceError: the archive is damaged, holds nothing readable, or unpacks to too much.
    """
    allowance = Allowance()
    found = False
    with open_zip(source) as container:
        for label, info in _readable(source, container):
            found = True
            if allowance.left <= 0:
                raise SourceError(
                    f"{source.name}: 압축을 풀면 너무 큽니다. 나누어 압축해 주세요.",
                    f"{source.name}: too large when unpacked. Split the archive.",
                )
            try:
                name = f"{source.name}{MEMBER}{label}"
                data = read_packed(container, info, allowance, name=name)
            except SourceError as error:
                yield error
            else:
                yield from read_member(source, label, data)
    if not found:
        listed = ", ".join(sorted(suffixes()))
        raise SourceError(
            f"{source.name}: 압축 안에 읽을 수 있는 파일이 없습니다. 지원 형식: {listed}.",
            f"{source.name}: no readable file in the archive. Supported: {listed}.",
        )


def _readable(source: Source, container: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    members = container.infolist()
    if len(members) > _MOST_MEMBERS:
        raise SourceError(
            f"{source.name}: 파일이 {_MOST_MEMBERS:,}개보다 많습니다. 나누어 압축해 주세요.",
            f"{source.name}: more than {_MOST_MEMBERS:,} files. Split the archive.",
        )
    for info in members:
        label = member_name(info)
        path = PurePosixPath(label)
        hidden = any(
            part.startswith((".", "__MACOSX", "~$")) for part in path.parts if part != ".."
        )
        if not info.is_dir() and not hidden and path.suffix.lower() in suffixes():
            yield label, info


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's path as it was typed; Korean Windows writes CP949 and doesn't say so."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        for encoding in ("utf-8", "cp949"):
            try:
                name = name.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return name.replace("\\", "/")


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


FORMATS = (Format("ZIP", (".zip",), read_zip, _is_zip, generic=True),)
