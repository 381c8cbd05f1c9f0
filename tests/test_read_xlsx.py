import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import sheets as sheets_module
from index.readers import xlsx


def workbook(**sheets):
    """Return a workbook of rows by the name of their sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_all(book, name="a.xlsx"):
    data = book if isinstance(book, bytes) else saved(book)
    return list(documents_of(Source(name, data)))


def read(book, name="a.xlsx"):
    (document,) = read_all(book, name)
    return document


def test_rows_are_readable_and_know_their_sheet():
    book = workbook(
        도시=[["도시", "인구"], ["가람시", 420], ["나래시", 300.0]],
        Bridges=[["Bridge", "Length", "Open"], ["Garam", 0.5, True]],
        橋=[["青葉橋は長い。"]],
    )
    document = read(book)
    assert document.text.split("\n") == [
        "도시: 가람시 · 인구: 420",
        "도시: 나래시 · 인구: 300",
        "Bridge: Garam · Length: 0.5 · Open: TRUE",
        "青葉橋は長い。",
    ]
    for word, sheet in [("나래", "도시"), ("Garam", "Bridges"), ("青葉", "橋")]:
        (mark,) = document.landmarks_at(document.text.index(word))
        assert (mark.kind, mark.name) == ("sheet", sheet)


def test_dates_percentages_and_computed_values_read_as_one_sees_them():
    book = workbook(도시=[["도시", "날짜", "때", "몫"], ["가람", date(2024, 5, 1)]])
    sheet = book.active
    sheet["C2"] = datetime(2024, 5, 1, 9, 30)
    sheet["D2"] = 0.355
    sheet["D2"].number_format = "0.0%"
    expected = "도시: 가람 · 날짜: 2024-05-01 · 때: 2024-05-01 09:30 · 몫: 35.5%"
    assert read(book).text == expected


def test_a_formula_that_was_never_computed_and_an_error_are_left_out():
    book = workbook(도시=[["도시", "인구", "몫"], ["가람", "=1+2", "#DIV/0!"]])
    assert read(book).text == "도시: 가람"


def test_merged_cells_and_captions_do_no_harm():
    book = workbook(도시=[["표 1. 도시"], [], ["도시", "인구", "면적"], ["가람", 4, 5]])
    book.active.merge_cells("A1:C1")
    assert read(book).text == "표 1. 도시\n도시: 가람 · 인구: 4 · 면적: 5"


def test_hidden_sheets_are_read_and_empty_ones_say_nothing():
    book = workbook(하나=[["가람시는 놓았다."]], 빈=[], 둘=[["나래시도 놓았다."]])
    book["둘"].sheet_state = "hidden"
    document = read(book)
    assert document.text == "가람시는 놓았다.\n나래시도 놓았다."
    assert [mark.name for mark in document.landmarks] == ["하나", "둘"]


BIG_KINDS = [
    ["뉴스 식별자", "일자", "언론사", "기고자", "제목", "통합 분류1", "본문", "URL"],
    ["01", 20230913, "가람일보", "한도담", "가람교", "지역>가람", "놓았다.\n길다.", "https://g.example/1"],
    ["02", "20230914", "나래신문", None, "나래교", None, "나래시도 놓는다.", None],
]  # fmt: skip


def test_an_export_of_a_news_archive_is_an_article_per_row():
    first, second = read_all(workbook(sheet=BIG_KINDS))
    assert (first.title, first.text) == ("가람교", "놓았다.\n길다.")
    assert (first.publisher, first.reporter) == ("가람일보", "한도담")
    assert (first.published, first.section) == ("2023-09-13", "지역>가람")
    assert (first.url, first.source) == ("https://g.example/1", "a.xlsx › 2")
    assert (second.published, second.reporter, second.source) == ("2023-09-14", "", "a.xlsx › 3")


def test_sheets_of_articles_and_of_other_rows_may_stand_in_one_workbook():
    book = workbook(뉴스=BIG_KINDS, 설명=[["가람일보에서 모은 기사이다."]])
    first, _, notes = read_all(book)
    assert first.source == "a.xlsx › 뉴스!2"
    assert [(mark.kind, mark.name) for mark in first.landmarks] == [("sheet", "뉴스")]
    assert notes.text == "가람일보에서 모은 기사이다."


def test_the_number_of_a_row_is_the_one_that_the_spreadsheet_shows():
    book = workbook(뉴스=[["검색 결과"], [], ["제목", "본문"], [], ["가람교", "놓았다."]])
    assert read(book).source == "a.xlsx › 5"


def test_rows_beyond_the_limit_are_named(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    monkeypatch.setattr(sheets_module, "MAX_ROWS", 3)
    table = [["도시", "인구"], *([f"시{n}", n] for n in range(9))]
    document = read(workbook(도시=table))
    assert document.text == "도시: 시0 · 인구: 0\n도시: 시1 · 인구: 1"
    assert document.dropped[0].text == "시2 | 2"
    articles = [["제목", "본문"], *([f"시{n}", f"글{n}."] for n in range(9))]
    *found, error = read_all(workbook(뉴스=articles))
    assert [article.title for article in found] == ["시0", "시1", "시2"]
    assert isinstance(error, SourceError)


def test_a_wrong_dimension_does_not_cut_the_sheet():
    data = saved(workbook(도시=[["가람시", "나래시"], ["다온시", "라온시"]]))
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B2"', b'ref="A1"'))
    assert read(buffer.getvalue()).text == "가람시 | 나래시\n다온시 | 라온시"


def test_a_workbook_is_read_by_its_content_whatever_its_name():
    assert read(workbook(도시=[["가람시"]]), "a.csv").text == "가람시"


WHOLE = saved(workbook(도시=[["가람시"]]))


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", WHOLE[: len(WHOLE) // 2], bytes(range(256)) * 8, saved(workbook(a=[]))],
)
def test_what_cannot_be_read_is_one_clear_line(data):
    with pytest.raises(SourceError) as caught:
        list(documents_of(Source("a.xlsx", data)))
    assert str(caught.value).startswith("a.xlsx: ")
    assert "\n" not in str(caught.value)


CELL = st.text("가나 abÑ青葉。🌉<&", min_size=1, max_size=20).map(lambda text: f"가{text}.")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELL, max_size=5), min_size=1, max_size=3).filter(any))
def test_whatever_stands_in_the_sheets_comes_back(sheets):
    book = workbook(**{f"표{n}": [[cell] for cell in cells] for n, cells in enumerate(sheets)})
    document = read(book)
    lines = [" ".join(cell.split()) for cells in sheets for cell in cells]
    assert document.text.split("\n") == lines
    starts = {0, *(i + 1 for i, c in enumerate(document.text) if c == "\n")}
    assert {mark.start for mark in document.landmarks} <= starts
    names = [f"표{n}" for n, cells in enumerate(sheets) if cells]
    assert [mark.name for mark in document.landmarks] == names
