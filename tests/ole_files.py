"""OLE containers written by hand, as old Office files, locked ones and HWP are."""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


def make_ole(streams):
    """Return a container of streams by name; each is padded to the 4096 bytes of a full stream."""
    bodies = [body.ljust(4096, b"\0") for body in streams.values()]
    per_stream = [-(-len(body) // _SECTOR) for body in bodies]
    directory_sectors = -(-(len(bodies) + 1) * 128 // _SECTOR)
    fat = [_FAT, *_chain(1, directory_sectors)]
    starts = []
    for count in per_stream:
        starts.append(len(fat))
        fat += _chain(len(fat), count)
    assert len(fat) <= _SECTOR // 4, "one sector of the allocation table is all there is"
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, body, start) in enumerate(
        zip(streams, bodies, starts, strict=True), start=1
    ):
        after = number + 1 if number < len(bodies) else _NONE
        entries.append(_entry(name, 2, start, len(body), right=after))
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    sectors = [struct.pack("<128I", *fat), directory]
    sectors += [b.ljust(n * _SECTOR, b"\0") for b, n in zip(bodies, per_stream, strict=True)]
    return _header() + b"".join(sectors)


def _chain(start, count):
    return [*range(start + 1, start + count), _END]


def _entry(name, kind, start, size, *, child=_NONE, right=_NONE):
    encoded = f"{name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        encoded, len(encoded), kind, 1, _NONE, right, child, b"", 0, 0, 0, start, size,
    )  # fmt: skip


def _header():
    return struct.pack(
        "<8s16sHHHHH6sIIIIIIIII436s",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
        struct.pack("<109I", 0, *[_FREE] * 108),
    )  # fmt: skip
