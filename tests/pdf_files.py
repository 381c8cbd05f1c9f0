"""PDFs written by hand: text of any script at given places, ruled lines, a password.

The font is in no file: pdfium takes the characters from the ToUnicode map, as it does for
every PDF, and the widths from the font's dictionary.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 400, 600
LEFT = 50


@dataclass(frozen=True)
class Words:
    text: str
    y: float
    x: float = LEFT
    size: float = 10


@dataclass(frozen=True)
class Rule:
    """A drawn line from one corner to another."""

    x0: float
    y0: float
    x1: float
    y1: float


def lines_of(*texts, top=540, x=LEFT, size=10, leading=14):
    """Return lines set one below the other."""
    return [Words(text, top - leading * n, x, size) for n, text in enumerate(texts)]


def table_of(rows, *, top=500, left=LEFT, width=90, height=20):
    """Return a ruled table, the top left corner at (left, top)."""
    right, bottom = left + width * len(rows[0]), top - height * len(rows)
    rules = [Rule(left, top - height * n, right, top - height * n) for n in range(len(rows) + 1)]
    rules += [
        Rule(left + width * n, top, left + width * n, bottom) for n in range(len(rows[0]) + 1)
    ]
    words = [
        Words(cell, top - height * (n + 1) + 6, left + width * m + 4)
        for n, row in enumerate(rows)
        for m, cell in enumerate(row)
    ]
    return [*rules, *words]


def make_pdf(pages, *, title="", locked=False, mapped=True, origin=(0, 0)):
    """Return a PDF with the Words and Rules of each page.

    `mapped` says whether the font tells which characters it shows, `origin` where the lower
    left corner of the pages is.
    """
    characters = sorted({c for page in pages for item in page for c in getattr(item, "text", "")})
    codes = {character: code for code, character in enumerate(characters, start=1)}
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_font(codes, mapped)]
    first_page = len(objects) + 1
    for number, page in enumerate(pages):
        content = "\n".join(_drawn(item, codes, origin) for item in page).encode()
        box = f"[{origin[0]} {origin[1]} {origin[0] + WIDTH} {origin[1] + HEIGHT}]"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {first_page + 2 * number + 1} "
            "0 R /Resources << /Font << /F 3 0 R >> >> >>".encode(),
            _stream(content),
        ]
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(pages)))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    objects.append(f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>".encode())
    return _assemble(objects, locked)


def _font(codes, mapped):
    widths = " ".join(f"{code} [{500 if ord(c) < 128 else 1000}]" for c, code in codes.items())
    to_unicode = "/ToUnicode 6 0 R" if mapped else ""
    pairs = "\n".join(f"<{code:04x}> <{c.encode('utf-16-be').hex()}>" for c, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Garam def\n"
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    return [
        "<< /Type /Font /Subtype /Type0 /BaseFont /Garam /Encoding /Identity-H "
        f"/DescendantFonts [4 0 R] {to_unicode} >>".encode(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Garam /FontDescriptor 5 0 R /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/W [{widths}] >>".encode(),
        b"<< /Type /FontDescriptor /FontName /Garam /Flags 4 /FontBBox [0 -200 1000 800] "
        b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(cmap.encode()),
    ]


def _drawn(item, codes, origin):
    if isinstance(item, Rule):
        x0, y0 = item.x0 + origin[0], item.y0 + origin[1]
        return f"{x0} {y0} m {item.x1 + origin[0]} {item.y1 + origin[1]} l S"
    shown = "".join(f"{codes[character]:04x}" for character in item.text)
    return f"BT /F {item.size} Tf {item.x + origin[0]} {item.y + origin[1]} Td <{shown}> Tj ET"


def _stream(content):
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _assemble(objects, locked):
    """Return the file. A locked one has a lock that the empty password doesn't open."""
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    lock = b""
    if locked:
        key = b"<" + b"5a" * 32 + b">"
        lock = b"/ID [<01> <01>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O %b /U %b >>"
        lock %= (key, key)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
    return data + trailer % (len(objects) + 1, len(objects), lock, table)
