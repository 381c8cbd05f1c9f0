"""Writes minimal HWP 5 files: an OLE compound file with the streams a document needs.

Specifications: [MS-CFB] for the container, Hancom's "HWP 5.0 document format" for the records.
"""

import struct
import zlib

FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STYLE, PARAGRAPH, TEXT, CONTROL, LIST, TABLE = 26, 66, 67, 71, 72, 77


def record(tag, level, payload):
    size = min(len(payload), 0xFFF)
    head = struct.pack("<I", tag | level << 10 | size << 20)
    return head + (struct.pack("<I", len(payload)) if size == 0xFFF else b"") + payload


def paragraph(text, *, level=0, style=0):
    """A paragraph; "\\x02"-like characters of eight units are written with their filling."""
    units = b""
    for character in text + "\r":
        unit = character.encode("utf-16-le")
        wide = ord(character) in (*range(1, 10), 11, 12, *range(14, 24))
        units += unit + b"\x01\x02" * 6 + unit if wide else unit
    head = struct.pack("<IIHBBHHHI", len(units) // 2, 0, 0, style, 0, 0, 0, 0, 0)
    return record(PARAGRAPH, level, head) + record(TEXT, level + 1, units)


def control(kind, level=1, payload=b""):
    return record(CONTROL, level, kind.encode()[::-1] + payload)


def table(rows, *, row_span=1, level=1):
    """A table, to be put behind the paragraph it is anchored in."""
    size = struct.pack("<IHH", 0, len(rows), max(map(len, rows)))
    written = control("tbl ", level) + record(TABLE, level + 1, size)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            place = struct.pack("<HHIHHHH", 1, 0, 0, column, row, 1, row_span)
            written += record(LIST, level + 1, place) + paragraph(text, level=level + 1)
    return written


def hwp(*sections, flags=1, styles=("바탕글", "개요 1"), extra=None):
    """The bytes of a document; each section is bytes of records."""
    pack = _deflate if flags & 1 else bytes
    named = (name.encode("utf-16-le") for name in styles)
    info = b"".join(record(STYLE, 0, struct.pack("<H", len(n) // 2) + n) for n in named)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    return compound_file(
        {
            ("FileHeader",): header.ljust(256, b"\0"),
            ("DocInfo",): pack(info),
            **{("BodyText", f"Section{n}"): pack(data) for n, data in enumerate(sections)},
            **(extra or {}),
        }
    )


def summary(title):
    """A summary stream with a title, as [MS-OLEPS] has it."""
    text = (title + "\0").encode("utf-16-le")
    value = struct.pack("<II", 31, len(title) + 1) + text + b"\0" * (-len(text) % 4)
    section = struct.pack("<IIII", 16 + len(value), 1, 2, 16) + value
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48) + section


def compound_file(streams):
    """An OLE file of streams by their path; small ones go into the mini stream."""
    names = sorted({path[:1] for path in streams if len(path) > 1}) + sorted(streams)
    sectors, mini, mini_fat, fat = [], b"", [], []

    def put(data):
        first, count = len(sectors), -(-len(data) // 512)
        sectors.extend(data[at * 512 : at * 512 + 512].ljust(512, b"\0") for at in range(count))
        fat.extend([*range(first + 1, first + count), END] if count else [])
        return first if count else END

    places = {}
    for path, data in streams.items():
        if len(data) >= 4096:
            places[path] = put(data)
            continue
        first, count = len(mini_fat), -(-len(data) // 64)
        mini_fat.extend([*range(first + 1, first + count), END] if count else [])
        mini += data.ljust(count * 64, b"\0")
        places[path] = first if count else END

    def siblings(parent):
        return [n for n, path in enumerate(names, start=1) if path[:-1] == parent]

    def entry(name, kind, right, child, start, size):
        text = (name + "\0").encode("utf-16-le")
        links = struct.pack("<BBIII", kind, 1, FREE, right, child)
        return (
            text.ljust(64, b"\0")
            + struct.pack("<H", len(text))
            + links
            + bytes(36)
            + (struct.pack("<IQ", start, size))
        )

    first_child = {parent: (siblings(parent) or [FREE])[0] for parent in [(), *names]}
    directory = entry("Root Entry", 5, FREE, first_child[()], put(mini), len(mini))
    for number, path in enumerate(names, start=1):
        later = [n for n in siblings(path[:-1]) if n > number]
        right = later[0] if later else FREE
        if path in streams:
            directory += entry(path[-1], 2, right, FREE, places[path], len(streams[path]))
        else:
            directory += entry(path[-1], 1, right, first_child[path], 0, 0)
    directory_start = put(directory.ljust(-(-len(directory) // 512) * 512, b"\0"))
    mini_start = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(512, b"\xff"))
    count = 1
    while count * 128 < len(sectors) + count:
        count += 1
    fat_places = range(len(sectors), len(sectors) + count)
    fat += [FAT_SECTOR] * count
    table_of_sectors = struct.pack(f"<{len(fat)}I", *fat).ljust(count * 512, b"\xff")
    mini_count = max(1, -(-len(mini_fat) // 128))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        b"", 0, count, directory_start, 0, 4096, mini_start, mini_count, END, 0,
    )  # fmt: skip
    head += struct.pack("<109I", *fat_places, *[FREE] * (109 - count))
    return head + b"".join(sectors) + table_of_sectors


def _deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()
