"""The records of a HWP 5 stream: tag, level and payload, and the text in a paragraph's."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_LARGEST = 200_000_000  # bytes of one stream, unpacked
_EXTENDED_SIZE = 0xFFF
# Control characters that take eight code units; the others below 32 take one.
_WIDE = frozenset((*range(1, 10), 11, 12, *range(14, 24)))
_SHOWN = {9: " ", 10: "\n", 24: "-", 30: " ", 31: " "}


@dataclass(frozen=True, slots=True)
class Record:
    """One record; what belongs to it follows with a higher level."""

    tag: int
    level: int
    payload: bytes


def records_of(stream: bytes, *, compressed: bool) -> Iterator[Record]:
    """Yield the records of a stream.

    Raises:
        ValueError: it is damaged or unpacks to more than any document holds.
    """
    data = _inflate(stream) if compressed else stream
    offset = 0
    while offset + 4 <= len(data):
        head = int.from_bytes(data[offset : offset + 4], "little")
        size = head >> 20
        offset += 4
        if size == _EXTENDED_SIZE:
            size = int.from_bytes(data[offset : offset + 4], "little")
            offset += 4
        if offset + size > len(data):
            raise ValueError("a record goes beyond the end of its stream")
        yield Record(head & 0x3FF, head >> 10 & 0x3FF, data[offset : offset + size])
        offset += size


def paragraph_text(payload: bytes) -> str:
    r"""Return the text of a paragraph, "\n" where its author broke the line."""
    units = memoryview(payload[: len(payload) // 2 * 2])
    pieces: list[bytes] = []
    offset = 0
    while offset < len(units):
        unit = units[offset] | units[offset + 1] << 8
        if unit >= 32:
            pieces.append(bytes(units[offset : offset + 2]))
        elif unit in _SHOWN:
            pieces.append(_SHOWN[unit].encode("utf-16-le"))
        offset += 16 if unit in _WIDE else 2
    return b"".join(pieces).decode("utf-16-le", "ignore")


def _inflate(stream: bytes) -> bytes:
    decoder = zlib.decompressobj(-15)
    data = decoder.decompress(stream, _LARGEST)
    if decoder.unconsumed_tail:
        raise ValueError("unpacks to more than a document holds")
    if not decoder.eof:
        raise ValueError("the packed text is cut off")
    return data
