"""Files that a fuzzer broke: an article, or one clear line; never anything else."""

import io
import json
import random
import unicodedata
import zipfile

import docx
import openpyxl
import pytest
from pptx import Presentation

from index.articles import Source
from index.documents import Document
from index.errors import SourceError
from index.reader import documents_of
from index.readers import formats
from tests.hwp_files import hwp, paragraph
from tests.pdf_files import lines_of, make_pdf

WORDS = "가람시는 다리를 놓았다. 橋は420メートルだ。 The bridge is open."
MUTATIONS = 40


def saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word_file():
    document = docx.Document()
    document.add_heading("개요", 1)
    document.add_paragraph(WORDS)
    document.add_table(rows=2, cols=2).rows[0].cells[0].text = "표"
    return saved(document)


def slides():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "다리", WORDS
    return saved(deck)


def workbook():
    book = openpyxl.Workbook()
    for row in (["구분", "길이"], ["다리", 420], ["굴", 3.5]):
        book.active.append(row)
    return saved(book)


def zipped(members):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return written.getvalue()


PAGE = f"<html><head><title>다리 개통</title></head><body><p>{WORDS * 4}</p></body></html>"
MAIL = (
    "From: a@garam.example\nSubject: 다리\nDate: Fri, 3 May 2024 09:30:00 +0900\n"
    f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>가람일보</title><item>'
    f"<title>다리</title><description>{WORDS}</description></item></channel></rss>"
)
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
    "a.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"'
    ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "a.xhtml": PAGE,
}
HWPX = {
    "mimetype": "application/hwp+zip",
    "Contents/section0.xml": '<s:sec xmlns:s="http://www.hancom.co.kr/hwpml/2011/section"'
    ' xmlns:p="http://www.hancom.co.kr/hwpml/2011/paragraph"><p:p><p:run>'
    f"<p:t>{WORDS}</p:t></p:run></p:p></s:sec>",
}
FILES = {
    "a.docx": word_file,
    "a.pptx": slides,
    "a.xlsx": workbook,
    "a.pdf": lambda: make_pdf([lines_of(*WORDS.split(". ")), lines_of("둘째 쪽이다.")]),
    "a.hwp": lambda: hwp(paragraph(WORDS)),
    "a.hwpx": lambda: zipped(HWPX),
    "a.epub": lambda: zipped(BOOK),
    "a.zip": lambda: zipped({"b.txt": WORDS, "c.html": PAGE}),
    "a.html": PAGE.encode,
    "a.mhtml": lambda: (MAIL + PAGE).replace("text/plain", "text/html").encode(),
    "a.eml": MAIL.encode,
    "a.rss": FEED.encode,
    "a.csv": lambda: f"제목,본문\n다리,{WORDS}\n".encode(),
    "a.json": lambda: json.dumps([{"title": "다리", "text": WORDS}]).encode(),
    "a.md": lambda: f"---\ntitle: 다리\n---\n{WORDS}".encode(),
    "a.txt": WORDS.encode,
}


def broken(data, chance):
    """Return the bytes with some of them flipped, cut out, doubled or made up."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        place = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[place] ^= 1 << chance.randrange(8)
            case 1:
                del data[place : place + chance.randint(1, 200)]
            case 2:
                data[place:place] = data[place : place + chance.randint(1, 200)]
            case 3:
                data[place : place + 4] = chance.randbytes(4)
            case 4:
                del data[place:]
    return bytes(data)


def test_every_format_is_broken_here():
    tried = {name.removeprefix("a") for name in FILES} | {".doc", ".ppt", ".xls"}
    assert [known.name for known in formats() if not tried & set(known.suffixes)] == []


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_is_read(name):
    assert "".join(WORDS.split()[:1]) in " ".join(d.text for d in read(name, FILES[name]())) or (
        name == "a.xlsx"
    )


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_gives_articles_or_one_clear_line(name):
    whole, chance = FILES[name](), random.Random(name)
    for _ in range(MUTATIONS):
        data = broken(whole, chance)
        try:
            found = list(documents_of(Source(name, data)))
        except SourceError as error:
            found = [error]
        for item in found:
            if isinstance(item, SourceError):
                for said in (item.ko, item.en):
                    assert said.startswith(name)
                    assert "\n" not in said
            else:
                check(item)


def read(name, data):
    return [item for item in documents_of(Source(name, data)) if isinstance(item, Document)]


def check(document):
    assert any(map(str.isalnum, document.text))
    assert unicodedata.is_normalized("NFC", document.text)
    assert all(0 <= mark.start < len(document.text) for mark in document.landmarks)
    assert document.title
    document.text.encode("utf-8")
