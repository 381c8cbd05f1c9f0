import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import format_of

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>가람의 다리</dc:title><dc:creator>한도담</dc:creator>"
    "<dc:publisher>가람책방</dc:publisher><dc:date>2024-02-05</dc:date>"
    "<dc:language>ko</dc:language>"
)
CHAPTER = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>쪽 제목</title>'
    '<script src="a.js"/></head><body>{}</body></html>'
)


def book(chapters, *, metadata=METADATA, contents="", extra=None, order=None):
    """An EPUB; `chapters` are the bodies of its files, by their names."""
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in chapters
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in order or chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    links = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><nav>{contents}</nav></body></html>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", "application/epub+zip")
        container.writestr("META-INF/container.xml", CONTAINER)
        container.writestr("OEBPS/book.opf", package)
        container.writestr("OEBPS/nav.xhtml", links)
        for name, body in chapters.items():
            content = body if isinstance(body, bytes) else CHAPTER.format(body).encode()
            container.writestr(f"OEBPS/text/{name}.xhtml", content)
        for name, content in (extra or {}).items():
            container.writestr(name, content)
    return written.getvalue()


def read(data, name="책.epub"):
    return list(documents_of(Source(name, data)))


def test_a_book_is_one_article_with_its_chapters_in_reading_order():
    chapters = {
        "b": "<h2>둘째 장</h2><p>길이는 <em>420m</em>다.</p>",
        "a": "<h1>첫째 장</h1><p>가람시는 다리를 놓았다.</p><p>橋が開通した。</p>",
    }
    (document,) = read(book(chapters, order=["a", "b"]))
    assert document.text.split("\n") == [
        "첫째 장",
        "가람시는 다리를 놓았다.",
        "橋が開通した。",
        "둘째 장",
        "길이는 420m다.",
    ]
    assert [(mark.kind, mark.name) for mark in document.landmarks] == [
        ("heading", "첫째 장"),
        ("heading", "둘째 장"),
    ]
    assert document.text[document.landmarks[1].start :].startswith("둘째 장")


def test_a_book_says_who_wrote_and_published_it():
    (document,) = read(book({"a": "<p>본문이다.</p>"}))
    assert (document.title, document.reporter) == ("가람의 다리", "한도담")
    assert (document.publisher, document.published) == ("가람책방", "2024-02-05")
    assert document.language == "ko"


def test_a_chapter_without_heading_has_its_title_of_the_contents():
    contents = '<ol><li><a href="text/a.xhtml#x">머리말</a></li></ol>'
    (document,) = read(book({"a": "<p>본문이다.</p>", "b": "<p>끝.</p>"}, contents=contents))
    assert document.text == "본문이다.\n끝."
    assert [(mark.start, mark.name) for mark in document.landmarks] == [(0, "머리말")]


def test_lists_tables_line_breaks_and_readings_are_lines():
    body = (
        "<ul><li>하나</li><li>둘<ul><li>둘의 하나</li></ul></li></ul>앞<br/>뒤&nbsp;끝"
        "<table><tr><th>도시</th><th>인구</th></tr><tr><td>가람시</td><td><p>420</p></td></tr>"
        "</table><p><ruby>橋<rt>はし</rt></ruby>が開通</p><svg><text>그림</text></svg>"
    )
    (document,) = read(book({"a": body}))
    assert document.text.split("\n") == [
        "하나", "둘", "둘의 하나", "앞", "뒤 끝", "도시: 가람시 · 인구: 420", "橋が開通",
    ]  # fmt: skip


def test_a_table_whose_cells_span_rows_has_no_named_columns():
    body = (
        "<table><tr><th rowspan='2'>도시</th><th>인구</th></tr><tr><th>420</th></tr></table>"
        "<table><tr><th>가</th><th>나</th><th>다</th></tr>"
        "<tr><td colspan='2'>합</td><td>3</td></tr></table>"
    )
    (document,) = read(book({"a": body}))
    assert document.text.split("\n") == ["도시 | 인구", "420", "가: 합 · 다: 3"]


def test_a_chapter_that_is_not_well_formed_is_read_all_the_same():
    page = "<html><body><p>하나<br>둘<p>셋 & 넷</body></html>".encode("cp949")
    page = page.replace(b"<html>", b"<html><head><meta charset='euc-kr'></head>")
    assert read(book({"a": page}))[0].text == "하나\n둘\n셋 & 넷"


def test_a_deeply_nested_chapter_is_read():
    body = "<div>" * 1_500 + "깊은 글이다."
    page = f"<html><body>{body}</body></html>".encode()
    assert read(book({"a": page}))[0].text == "깊은 글이다."


def test_entities_of_a_chapter_are_neither_fetched_nor_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "하하하">'
        '<!ENTITY b "&a;&a;&a;">]><html><body><p>&x;&b;본문이다.</p><p>끝.</p></body></html>'
    )
    (document,) = read(book({"a": page.encode()}))
    assert "비밀" not in document.text
    assert "하하하" not in document.text
    assert document.text.endswith("끝.")


def encryption(path):
    reference = f'<CipherData><CipherReference URI="{path}"/></CipherData>'
    return {"META-INF/encryption.xml": f"<encryption>{reference}</encryption>"}


def test_a_copy_protected_book_is_refused_and_scrambled_fonts_are_not():
    with pytest.raises(SourceError, match=r"copy-protected \(DRM\)"):
        read(book({"a": "<p>글.</p>"}, extra=encryption("OEBPS/text/a.xhtml")))
    (document,) = read(book({"a": "<p>글.</p>"}, extra=encryption("OEBPS/font.otf")))
    assert document.text == "글."


@pytest.mark.parametrize("name", ["책.zip", "책.txt", "책"])
def test_a_book_is_known_by_its_content(name):
    assert format_of(Source(name, book({"a": "<p>글.</p>"}))).name == "EPUB"


def zipped(**members):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        for name, content in members.items():
            container.writestr(name.replace("__", "/"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the archive is damaged"),
        (b"\x00\xff" * 500, "the archive is damaged"),
        (book({"a": "<p>글.</p>"})[:300], "the archive is damaged"),
        (zipped(a="b"), "no readable file in the archive"),
        (zipped(**{"META-INF__container.xml": CONTAINER}), "OEBPS/book.opf: missing in the book"),
        (zipped(**{"META-INF__container.xml": "<a>"}), "broken or unreadable EPUB"),
        (book({"a": ""}), "there is no text"),
        (book({}), "there is no text"),
    ],
)
def test_what_is_no_book_is_refused_with_its_name(data, words):
    with pytest.raises(SourceError, match=words) as caught:
        read(data)
    assert caught.value.ko.startswith("책.epub")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text("가나다라漢字かなカナбbcdé<>&'\" ", min_size=1, max_size=20), min_size=1, max_size=5
    )
)
def test_any_paragraphs_come_back(paragraphs):
    from html import escape

    lines = [f"문단 {' '.join(text.split())}." for text in paragraphs]
    (document,) = read(book({"a": "".join(f"<p>{escape(line)}</p>" for line in lines)}))
    assert document.text.split("\n") == [" ".join(line.split()) for line in lines]
