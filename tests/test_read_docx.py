import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.documents import Dropped
from index.errors import SourceError
from index.reader import documents_of


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def read(document, name="a.docx"):
    data = document if isinstance(document, bytes) else saved(document)
    (found,) = documents_of(Source(name, data))
    return found


def test_paragraphs_come_back_in_every_script():
    lines = [
        "가람시는 다리를 놓았다.",
        "Garam opened a bridge. Café.",
        "青葉市は橋を開通させた。",
        "🌉.",
    ]
    assert read(word(*lines)).text.split("\n") == lines


def test_headings_name_what_follows_them():
    document = word("머리말이다.")
    document.add_heading("배경", level=1)
    document.add_paragraph("가람시는 다리를 놓았다.")
    document.add_heading("Ausblick", level=2)
    document.add_paragraph("Es folgt eine zweite.")
    found = read(document)
    text = found.text
    assert [(mark.kind, mark.name) for mark in found.landmarks] == [
        ("heading", "배경"),
        ("heading", "Ausblick"),
    ]
    assert found.landmarks_at(text.index("머리말")) == ()
    assert found.landmarks_at(text.index("다리를"))[0].name == "배경"
    assert found.landmarks_at(text.index("zweite"))[0].name == "Ausblick"
    assert found.landmarks_at(text.index("배경"))[0].name == "배경"


def test_an_outline_level_makes_a_heading_of_any_style():
    document = word("배경", "가람시는 놓았다.")
    document.paragraphs[0]._p.get_or_add_pPr().append(
        parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>')
    )
    assert [mark.name for mark in read(document).landmarks] == ["배경"]


def test_tables_stand_as_rows_where_they_are():
    document = word("표 위의 문장이다.")
    table = document.add_table(3, 2)
    for row, texts in zip(
        table.rows, [("도시", "인구"), ("가람시", "420"), ("나래시", "300")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("표 아래의 문장이다.")
    assert read(document).text.split("\n") == [
        "표 위의 문장이다.",
        "도시: 가람시 · 인구: 420",
        "도시: 나래시 · 인구: 300",
        "표 아래의 문장이다.",
    ]


def test_merged_cells_are_read_once_across_and_in_every_row_downwards():
    table = (document := docx.Document()).add_table(3, 3)
    for row, texts in zip(table.rows, ["abc", "def", "ghi"], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text * 2
    table.cell(0, 0).text = "구분"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "가람"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "인구"
    assert read(document).text.split("\n") == [
        "구분: 가람 · 인구: ee · ff",
        "구분: 가람 · 인구: hh · ii",
    ]


def test_a_row_marked_as_header_is_one():
    table = (document := docx.Document()).add_table(2, 2)
    for cell, text in zip((c for r in table.rows for c in r.cells), "가나다라", strict=True):
        cell.text = text
    assert read(document).text == "가 | 나\n다 | 라"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    assert read(document).text == "가: 다 · 나: 라"


def test_a_table_of_one_cell_is_a_frame_around_paragraphs():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "가람시는 놓았다."
    cell.add_paragraph("나래시도 놓았다.")
    assert read(document).text == "가람시는 놓았다.\n나래시도 놓았다."


def test_what_python_docx_leaves_out_is_read():
    document = word("처음.", "끝.")
    body = document.element.body
    for place, xml in enumerate(
        [
            "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>칸 안의 글.</w:t></w:r></w:p></w:sdtContent>"
            "</w:sdt>",
            "<w:p {0}><w:ins><w:r><w:t>넣은 글</w:t></w:r></w:ins><w:del><w:r><w:delText>지운 글"
            "</w:delText></w:r></w:del><w:r><w:tab/><w:t>그대로.</w:t></w:r></w:p>",
            "<w:p {0}><w:r><w:ruby><w:rt><w:r><w:t>あおば</w:t></w:r></w:rt><w:rubyBase><w:r>"
            "<w:t>青葉</w:t></w:r></w:rubyBase></w:ruby><w:t>市。</w:t></w:r></w:p>",
        ],
        start=1,
    ):
        body.insert(place, parse_xml(xml.format(nsdecls("w"))))
    assert read(document).text == "처음.\n칸 안의 글.\n넣은 글 그대로.\n青葉市。\n끝."


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>상자 안의 글.</w:t></w:r></w:p></w:txbxContent>"
    document = word("처음.", "끝.")
    document.paragraphs[0].runs[0]._r.append(
        parse_xml(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            f'2006" {nsdecls("w")}><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
    )
    assert read(document).text == "처음.\n상자 안의 글.\n끝."


def test_headers_and_footers_are_left_out_with_the_reason():
    document = word("가람시는 다리를 놓았다.")
    document.sections[0].header.paragraphs[0].text = "가람일보"
    document.sections[0].footer.paragraphs[0].text = "담당: 편집부"
    found = read(document)
    assert found.text == "가람시는 다리를 놓았다."
    assert found.dropped == (
        Dropped("가람일보", "page header"),
        Dropped("담당: 편집부", "page footer"),
    )


def test_a_footnote_follows_the_paragraph_that_refers_to_it():
    document = word("가람시는 놓았다.", "끝.")
    document.paragraphs[0].runs[0]._r.append(
        parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>')
    )
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>길이 420m.'
        "</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, main)
    assert read(document).text == "가람시는 놓았다.\n길이 420m.\n끝."


@pytest.mark.parametrize(
    ("styled", "stated", "title"),
    [
        ("가람교 개통", "낡은 제목", "가람교 개통"),
        ("", "가람교 소식", "가람교 소식"),
        ("", "Microsoft Word - a.docx", "첫 줄의 제목"),
        ("", "", "첫 줄의 제목"),
    ],
)
def test_the_title_is_the_styled_one_the_stated_one_or_the_first_line(styled, stated, title):
    document = docx.Document()
    if styled:
        document.add_heading(styled, level=0)
    document.add_paragraph("첫 줄의 제목")
    document.add_paragraph("가람시는 다리를 놓았다.")
    document.core_properties.title = stated
    assert read(document).title == title


def test_who_owned_the_program_is_not_the_reporter_and_the_day_of_the_file_not_the_date():
    found = read(word("가람시는 다리를 놓았다."))
    assert (found.reporter, found.published) == ("", "")
    dated = read(word("가람교 개통", "입력 2024.05.01", "가람시는 다리를 놓았다."))
    assert dated.published == "2024-05-01"


def test_a_document_is_read_by_its_content_whatever_its_name():
    assert read(word("가람시는 놓았다."), "a.txt").text == "가람시는 놓았다."


def test_a_document_with_macros_is_read():
    plain, buffer = io.BytesIO(saved(word("가람시는 놓았다."))), io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                ),
            )
    assert read(buffer.getvalue(), "a.docm").text == "가람시는 놓았다."


WHOLE = saved(word("가람시는 다리를 놓았다."))


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", WHOLE[: len(WHOLE) // 2], bytes(range(256)) * 8, saved(word())]
)
def test_what_cannot_be_read_is_one_clear_line(data):
    with pytest.raises(SourceError) as caught:
        list(documents_of(Source("a.docx", data)))
    assert str(caught.value).startswith("a.docx: ")
    assert "\n" not in str(caught.value)


def test_a_document_that_unpacks_to_more_than_memory_holds_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"")
    data = bytearray(buffer.getvalue())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (2_000_000_000).to_bytes(4, "little")
    with pytest.raises(SourceError, match=r"unpacks to 2,000 MB"):
        list(documents_of(Source("a.docx", bytes(data))))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("가나 abÑ青葉。🌉<&", max_size=30).map("가{}".format), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_stands_in_the_paragraphs_comes_back(paragraphs):
    document = docx.Document()
    for text, is_heading in paragraphs:
        document.add_heading(f"{text}.", 1) if is_heading else document.add_paragraph(f"{text}.")
    found = read(document)
    lines = [" ".join(f"{text}.".split()) for text, _ in paragraphs]
    assert found.text.split("\n") == lines
    starts = {0, *(i + 1 for i, c in enumerate(found.text) if c == "\n")}
    assert {mark.start for mark in found.landmarks} <= starts
    assert [m.name for m in found.landmarks] == [
        line for line, (_, is_heading) in zip(lines, paragraphs, strict=True) if is_heading
    ]
