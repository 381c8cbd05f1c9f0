import io
import zipfile
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.documents import Landmark
from index.errors import SourceError
from index.reader import documents_of
from index.readers import format_of

SPACES = (
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" '
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" '
    'xmlns:opf="http://www.idpf.org/2007/opf/"'
)
PACKAGE = (
    f"<opf:package {SPACES}><opf:metadata><opf:title>가람교 보고</opf:title>"
    '<opf:language>ko</opf:language><opf:meta name="creator" content="text">한도담</opf:meta>'
    '<opf:meta name="CreatedDate" content="text">2024-02-05T00:30:00Z</opf:meta>'
    "</opf:metadata></opf:package>"
)
HEADER = (
    f'<hh:head {SPACES}><hh:styles><hh:style id="0" name="바탕글"/>'
    '<hh:style id="1" name="개요 1" engName="Outline 1"/></hh:styles></hh:head>'
)


def p(text, style=0):
    return f'<hp:p styleIDRef="{style}"><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>'


def cell(content, rows=1):
    span = f'<hp:cellSpan colSpan="1" rowSpan="{rows}"/>'
    return f"<hp:tc><hp:subList>{content}</hp:subList>{span}</hp:tc>"


def table(rows, span=1):
    return (
        "<hp:tbl>"
        + "".join(f"<hp:tr>{''.join(cell(p(c), span) for c in row)}</hp:tr>" for row in rows)
        + "</hp:tbl>"
    )


def hwpx(*sections, package=PACKAGE, extra=None):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", "application/hwp+zip")
        container.writestr("META-INF/container.xml", "<container/>")
        container.writestr("Contents/content.hpf", package)
        container.writestr("Contents/header.xml", HEADER)
        for number, body in enumerate(sections):
            section = f"<?xml version='1.0' encoding='UTF-8'?><hs:sec {SPACES}>{body}</hs:sec>"
            container.writestr(f"Contents/section{number}.xml", section)
        for name, content in (extra or {}).items():
            container.writestr(name, content)
    return written.getvalue()


def read(data, name="공문.hwpx"):
    return list(documents_of(Source(name, data)))


def text_of(*sections):
    (document,) = read(hwpx(*sections))
    return document.text.split("\n")


def test_paragraphs_of_all_sections_are_read_in_order():
    lines = ["가람시는 다리를 놓았다.", "The bridge is open.", "橋が開通した。"] * 4
    assert text_of(*map(p, lines)) == lines


def test_a_document_says_who_made_it_and_when():
    (document,) = read(hwpx(p("본문이다.")))
    assert (document.title, document.reporter) == ("가람교 보고", "한도담")
    assert (document.published, document.language) == ("2024-02-05T09:30+09:00", "ko")


def test_headings_are_places():
    (document,) = read(hwpx(p("제1장", 1) + p("본문이다.") + p("제2장", 1) + p("끝이다.")))
    assert document.landmarks == (Landmark(0, "heading", "제1장"), Landmark(10, "heading", "제2장"))
    assert document.text[10:] == "제2장\n끝이다."


def test_marks_within_a_text_are_blanks_and_line_breaks():
    text = "앞<hp:tab/>뒤<hp:lineBreak/>다음<hp:nbSpace/>줄<hp:fwSpace/>끝<hp:hyphen/>1"
    assert text_of(p(text)) == ["앞 뒤", "다음 줄 끝-1"]


def test_a_table_stands_once_in_its_place():
    rows = [["도시", "인구", "면적"], ["가람시", "420", ""], ["나래시", "99", "4"]]
    section = (
        f"<hp:p><hp:run><hp:t>표 앞</hp:t>{table(rows)}<hp:t>표 뒤</hp:t></hp:run></hp:p>"
        + p("끝이다.")
    )
    assert text_of(section) == [
        "표 앞",
        "도시: 가람시 · 인구: 420",
        "도시: 나래시 · 인구: 99 · 면적: 4",
        "표 뒤",
        "끝이다.",
    ]


def test_a_table_whose_cells_span_rows_has_no_named_columns():
    rows = [["도시", "인구", "면적"], ["가람시", "420", "3"]]
    section = f"<hp:p><hp:run>{table(rows, 2)}</hp:run></hp:p>"
    assert text_of(section) == ["도시 | 인구 | 면적", "가람시 | 420 | 3"]


def test_a_table_in_a_cell_is_read_with_the_cell():
    inner = f"<hp:p><hp:run>{table([['안', '3']])}</hp:run></hp:p>"
    outer = f"<hp:tbl><hp:tr>{cell(p('밖') + inner)}{cell(p('옆'))}</hp:tr></hp:tbl>"
    assert text_of(f"<hp:p><hp:run>{outer}</hp:run></hp:p>") == ["밖 안 | 3 | 옆"]


def test_notes_and_text_boxes_are_read_and_page_headers_are_not():
    def control(name, text):
        return f"<hp:ctrl><hp:{name}><hp:subList>{p(text)}</hp:subList></hp:{name}></hp:ctrl>"

    box = f"<hp:rect><hp:drawText><hp:subList>{p('글상자다.')}</hp:subList></hp:drawText></hp:rect>"
    notes = control("footNote", "각주다.") + control("header", "가람시 공보 3호")
    section = f"<hp:p><hp:run>{notes}<hp:t>본문이다.</hp:t>{box}</hp:run></hp:p>" + p("끝이다.")
    assert text_of(section) == ["본문이다.", "글상자다.", "각주다.", "끝이다."]


@pytest.mark.parametrize("name", ["공문.zip", "공문.epub", "공문"])
def test_a_document_is_known_by_its_content(name):
    assert format_of(Source(name, hwpx(p("글")))).name == "HWPX"


def test_a_document_without_properties_is_read():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        container.writestr("Contents/section0.xml", f"<hs:sec {SPACES}>{p('글이다.')}</hs:sec>")
    (document,) = read(written.getvalue())
    assert (document.title, document.text) == ("공문", "글이다.")


LOCKED = {"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the archive is damaged"),
        (b"\x00\xff" * 500, "the archive is damaged"),
        (hwpx(p("글"))[:400], "the archive is damaged"),
        (hwpx(), "no body in the document"),
        (hwpx(p("글"), extra=LOCKED), "the document has a password"),
        (hwpx("<hp:p>"), "broken or unreadable HWPX"),
        (hwpx(p("")), "there is no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(data, words):
    with pytest.raises(SourceError, match=words) as caught:
        read(data)
    assert caught.value.ko.startswith("공문.hwpx")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text("가나다라漢字かなカナбbcdé<>&'\" ", min_size=1, max_size=20), min_size=1, max_size=5
    )
)
def test_any_paragraphs_come_back(paragraphs):
    lines = [f"문단 {' '.join(text.split())}." for text in paragraphs]
    assert text_of("".join(p(escape(line)) for line in lines)) == [
        " ".join(x.split()) for x in lines
    ]
