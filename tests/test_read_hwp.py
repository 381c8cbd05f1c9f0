import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.documents import Landmark
from index.errors import SourceError
from index.reader import documents_of
from index.readers import format_of
from tests.hwp_files import LIST, control, hwp, paragraph, record, summary, table

LINES = ["가람시는 4일 새 다리를 열었다.", "The bridge is 420 m long.", "橋が開通した。"]


def read(data, name="공문.hwp"):
    return list(documents_of(Source(name, data)))


def text_of(*sections, **options):
    (document,) = read(hwp(*sections, **options))
    return document.text.split("\n")


@pytest.mark.parametrize("flags", [0, 1])
def test_paragraphs_of_all_sections_are_read_packed_or_not(flags):
    assert text_of(*map(paragraph, LINES), flags=flags) == LINES


def test_sections_are_in_the_order_of_their_numbers():
    lines = [f"{number}번째 구역이다." for number in range(12)]
    assert text_of(*map(paragraph, lines)) == lines


def test_a_long_text_is_read_whole():
    lines = [f"{number}번째 문단은 다리의 길이를 적는다." for number in range(2_000)]
    assert text_of(b"".join(map(paragraph, lines))) == lines
    assert text_of(paragraph("다리 " * 5_000)) == ["다리 " * 4_999 + "다리"]


def test_control_characters_are_skipped_with_what_they_carry():
    text = "\x02\x03시작\x04 \x0b가람\x09표\x18줄\x1e칸\x1f끝\x05\n다음\U0001f600"
    assert text_of(paragraph(text)) == ["시작 가람 표-줄 칸 끝", "다음\U0001f600"]


def test_headings_are_places():
    section = paragraph("제1장 개요", style=1) + paragraph(LINES[0]) + paragraph("둘째", style=1)
    (document,) = read(hwp(section))
    assert document.landmarks == (
        Landmark(0, "heading", "제1장 개요"),
        Landmark(26, "heading", "둘째"),
    )
    assert document.text[26:] == "둘째"


def test_a_table_stands_once_in_its_place():
    rows = [["도시", "인구", "면적"], ["가람시", "420", ""], ["나래시", "99", "4"]]
    section = paragraph("표 1 \x0b") + table(rows) + paragraph("끝이다.")
    assert text_of(section) == [
        "표 1",
        "도시: 가람시 · 인구: 420",
        "도시: 나래시 · 인구: 99 · 면적: 4",
        "끝이다.",
    ]


def test_a_table_whose_cells_span_rows_has_no_named_columns():
    rows = [["도시", "인구", "면적"], ["가람시", "420", "3"]]
    assert text_of(table(rows, row_span=2)) == ["도시 | 인구 | 면적", "가람시 | 420 | 3"]


def test_notes_and_text_boxes_are_read_and_page_headers_are_not():
    def boxed(kind, text):
        return control(kind) + record(LIST, 2, bytes(16)) + paragraph(text, level=2)

    section = (
        paragraph("본문이다.\x11")
        + boxed("fn  ", "각주다.")
        + boxed("head", "가람시 공보 3호")
        + boxed("gso ", "글상자다.")
        + boxed("tcmt", "숨은 설명")
        + paragraph("끝이다.")
    )
    assert text_of(section) == ["본문이다.", "각주다.", "글상자다.", "끝이다."]


def test_the_title_of_the_properties_is_the_title():
    extra = {("\x05HwpSummaryInformation",): summary("가람교 개통 보고")}
    assert read(hwp(paragraph("본문이다."), extra=extra))[0].title == "가람교 개통 보고"
    broken = {("\x05HwpSummaryInformation",): b"\xfe\xff" + bytes(30)}
    assert read(hwp(paragraph("본문이다."), extra=broken))[0].title == "공문"


@pytest.mark.parametrize("name", ["공문.txt", "공문.doc", "공문"])
def test_a_document_is_known_by_its_content(name):
    assert format_of(Source(name, hwp(paragraph("글")))).name == "HWP"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no HWP document"),
        (b"\x00\xff" * 900, "no HWP document"),
        (b"HWP Document File V3.00 \x1a\x01" + bytes(900), "a document of HWP 3"),
        (hwp(paragraph("글"), flags=3), "has a password or DRM"),
        (hwp(paragraph("글"), flags=1 | 1 << 4), "has a password or DRM"),
        (hwp(paragraph("글"), flags=5), "distribution copy"),
        (hwp(paragraph("글"))[:600], "공문.hwp"),
        (hwp(paragraph("글"), flags=0, extra={("BodyText", "Section1"): b"\xff" * 8}), "broken"),
        (hwp(flags=0, extra={("BodyText", "Section0"): paragraph("글")[:-3]}), "broken"),
        (hwp(paragraph("")), "there is no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(data, words):
    with pytest.raises(SourceError, match=words) as caught:
        read(data)
    assert caught.value.ko.startswith("공문.hwp: ")


def test_a_document_that_was_cut_off_or_damaged_is_read_or_refused():
    data = hwp(b"".join(map(paragraph, LINES)))
    for place in range(0, len(data), 101):
        for damaged in (data[:place], data[:place] + b"\xff\x7f\x00" + data[place + 3 :]):
            try:
                read(damaged)
            except SourceError as error:
                assert error.en.startswith("공문.hwp: ")


def test_a_table_of_cells_at_the_ends_of_the_sheet_is_refused():
    import struct

    section = control("tbl ") + record(77, 2, bytes(8))
    for number in range(3_000):
        place = struct.pack("<HHIHHHH", 1, 0, 0, number, number, 1, 1)
        section += record(LIST, 2, place) + paragraph("칸", level=2)
    with pytest.raises(SourceError, match="larger than any table"):
        read(hwp(section))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1), min_size=1
    ).filter(lambda lines: any(map(str.isalnum, "".join(lines))))
)
def test_any_paragraphs_come_back(lines):
    import unicodedata

    assert text_of(b"".join(map(paragraph, lines))) == [
        unicodedata.normalize("NFC", x) for x in lines
    ]
