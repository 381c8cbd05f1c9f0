import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.encodings import decode
from index.errors import SourceError
from tests.encoded_texts import DE, HANS, HANT, JA, KO, RU

KOREAN = "가람시는 4일 새 다리를 열었다. 길이는 420m다.\n"
WRITTEN = {
    "cp949": KO,
    "euc_kr": KO,
    "iso2022_kr": KO,
    "cp932": JA,
    "euc_jp": JA,
    "iso2022_jp": JA,
    "gb18030": HANS,
    "big5": HANT,
    "cp1252": DE,
    "cp1251": RU,
    "utf-8": KO + JA + HANS + HANT + DE + RU,
    "utf-16-le": [text for text in KO + JA + HANS + HANT + DE + RU if len(text) > 8],
    "utf-16-be": [text for text in KO + JA + HANS + HANT + DE + RU if len(text) > 8],
}


def read(data, charset=""):
    return decode(Source("가람.txt", data, charset=charset))


@pytest.mark.parametrize(
    ("encoding", "text"), [(encoding, text) for encoding in WRITTEN for text in WRITTEN[encoding]]
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(encoding, text):
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp949", "cp932", "gb18030", "cp1252", "cp1251", "utf-8"])
def test_a_page_of_markup_is_read_in_its_encoding_without_saying_it(encoding):
    text = "".join(f"<p class='story'>{line}</p>\n" for line in WRITTEN[encoding])
    assert read(("<div></div>\n" * 5_000 + text).encode(encoding)).endswith(text)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_not_text(mark):
    assert read(KOREAN.encode(mark), charset="cp949") == KOREAN


@pytest.mark.parametrize("order", ["be", "le"])
@pytest.mark.parametrize("width", [16, 32])
def test_both_byte_orders_are_read(order, width):
    assert read(f"\ufeff{KOREAN}".encode(f"utf-{width}-{order}")) == KOREAN


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("cp949", "ks_c_5601-1987"),
        ("cp949", "EUC-KR"),
        ("cp932", "Shift_JIS"),
        ("cp932", "x-sjis"),
        ("gb18030", "gb2312"),
        ("cp950", '"Big5"'),
        ("iso8859-2", "ISO-8859-2"),
        ("cp874", "windows-874"),
    ],
)
def test_the_encoding_that_came_with_a_source_is_believed(encoding, label):
    text = {"cp949": "뷁", "iso8859-2": "Łódź", "cp874": "ภาษาไทย"}.get(encoding, "東京")
    assert read(text.encode(encoding), charset=label) == text


@pytest.mark.parametrize(
    "label", ["utf-8", "latin-1", "us-ascii", "없는-부호", "hex", "idna", "a\0b"]
)
def test_a_wrong_or_unknown_encoding_that_came_with_a_source_is_not_believed(label):
    assert read(KOREAN.encode("cp949"), charset=label) == KOREAN


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="{}">',
        "<META http-equiv='Content-Type' content='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
def test_what_a_page_says_of_itself_is_believed(head):
    text = head.format("euc-kr") + "뷁 똠"
    assert read(text.encode("cp949")) == text
    assert read(head.format("utf-16").encode() + KOREAN.encode("cp949")).endswith(KOREAN)


def test_a_few_characters_that_happen_to_be_valid_utf_8_are_chinese():
    assert read("停水通知".encode("gb18030")) == "停水通知"
    assert read("联通".encode("gb18030")) == "联通"


@pytest.mark.parametrize("text", ["naïve", "שלום", "Привет", "é", "ß", "مرحبا", "«»", "2월", "±3°"])
def test_the_shortest_text_in_utf_8_is_read_as_it_is(text):
    assert read(text.encode()) == text


def test_korean_comes_first_where_a_text_could_be_anything():
    assert read("물가".encode("cp949")) == "물가"
    assert read("폭염".encode("cp949")) == "폭염"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16-le"])
def test_a_text_that_was_cut_off_inside_a_character_loses_only_that(encoding):
    text = KOREAN * 5 + "다리"
    assert read(text.encode(encoding)[:-1]) == text[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_stray_byte_in_a_long_text_loses_only_its_place(encoding):
    half = (KOREAN * 20).encode(encoding)
    text = read(half + b"\xff\n" + half)
    assert (text.startswith(KOREAN * 20), text.endswith(KOREAN * 20)) == (True, True)
    assert len(text) == 2 * len(KOREAN * 20) + 2


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_one(line_end):
    assert read(f"하나{line_end}둘{line_end}".encode()) == "하나\n둘\n"


def test_english_in_utf_16_without_a_mark_is_read():
    assert read("The bridge is open.".encode("utf-16-le")) == "The bridge is open."


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"MZ\x90\x00\x03\x00\x00\x00" * 40,
        b"\x7fELF\x02\x01\x01" + bytes(64),
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)),
        "다리가 열렸다.".encode() + b"\x00\x00",
        b"\xff\xfe" + b"\x00\xd8" * 3,
        random.Random(7).randbytes(5_000),
        bytes(range(1, 32)) * 10,
    ],
)
def test_what_is_not_text_is_refused_with_its_name(data):
    with pytest.raises(SourceError, match="not readable as text. Save it as UTF-8") as caught:
        read(data)
    assert caught.value.ko.startswith("가람.txt: 글자로 읽을 수 없습니다")


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=9))
def test_any_text_in_utf_8_comes_back(text):
    assert read(("가 " + text).encode()) == "가 " + text


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_are_text_or_refused(data, charset):
    try:
        assert "\r" not in read(data, charset)
    except SourceError as error:
        assert "not readable as text" in error.en
