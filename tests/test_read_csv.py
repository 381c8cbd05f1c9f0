import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import sheets

BIG_KINDS = (
    "뉴스 식별자,일자,언론사,기고자,제목,통합 분류1,통합 분류2,키워드,본문,URL,분석제외 여부\n"
    "01,20230913,가람일보,한도담 기자,가람교 개통,지역>가람,,다리,"
    '"가람시는 다리를 놓았다.\n길이는 420m, 폭은 ""넉넉""하다.",https://garam.example/1,\n'
    "02,20230914,나래신문,,나래교 착공,사회>교통,,다리,나래시도 다리를 놓는다.,,\n"
)


def read(text, name="a.csv", encoding="utf-8"):
    return list(documents_of(Source(name, text.encode(encoding))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_an_export_of_a_news_archive_is_an_article_per_row(encoding):
    first, second = read(BIG_KINDS, encoding=encoding)
    assert first.text == '가람시는 다리를 놓았다.\n길이는 420m, 폭은 "넉넉"하다.'
    assert (first.title, first.publisher, first.reporter) == ("가람교 개통", "가람일보", "한도담")
    assert (first.published, first.section) == ("2023-09-13", "지역>가람")
    assert (first.url, first.source) == ("https://garam.example/1", "a.csv › 2")
    assert (second.title, second.text) == ("나래교 착공", "나래시도 다리를 놓는다.")
    assert (second.published, second.url, second.reporter) == ("2023-09-14", "", "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found_although_cells_hold_the_others(delimiter):
    buffer = io.StringIO()
    table = csv.writer(buffer, delimiter=delimiter)
    table.writerow(["title", "text"])
    table.writerow(["Garam, a city; old", "It has 1,5 bridges; no, two | three.\tGood."])
    table.writerow(["Narae", "None, yet."])
    garam, narae = read(buffer.getvalue())
    assert garam.title == "Garam, a city; old"
    assert garam.text == "It has 1,5 bridges; no, two | three. Good."
    assert narae.text == "None, yet."


def test_decimal_commas_do_not_hide_semicolons():
    text = "도시;인구;면적\n가람;4,5;1,2\n나래;3,5;2,2\n"
    assert (
        read(text)[0].text
        == "도시: 가람 · 인구: 4,5 · 면적: 1,2\n도시: 나래 · 인구: 3,5 · 면적: 2,2"
    )


def test_the_line_by_which_excel_names_the_delimiter_is_no_row():
    assert read("sep=;\n도시;인구\n가람;4\n")[0].text == "도시: 가람 · 인구: 4"


def test_other_tables_are_one_article_of_readable_rows():
    (document,) = read("도시,인구\n가람시,420\n나래시,300\n", name="도시들.csv")
    assert document.text == "도시: 가람시 · 인구: 420\n도시: 나래시 · 인구: 300"
    assert (document.title, document.landmarks) == ("도시들", ())


@pytest.mark.parametrize(
    "header",
    ["title,body", "Headline,Content", "제목,기사내용", "기사 제목,본문내용", "タイトル,本文"],
)
def test_columns_are_known_in_several_languages(header):
    (document,) = read(f"{header}\n가람교,가람시는 놓았다.\n")
    assert (document.title, document.text) == ("가람교", "가람시는 놓았다.")


def test_a_row_without_a_body_has_its_headline_for_one_and_one_without_both_is_skipped():
    first, second = read("제목,본문\n가람교 개통,\n,\n,나래시도 다리를 놓는다.\n")
    assert (first.title, first.text) == ("가람교 개통", "가람교 개통")
    assert (second.title, second.source) == ("나래시도 다리를 놓는다.", "a.csv › 4")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("20230913", "2023-09-13"),
        ("202309130905", "2023-09-13T09:05"),
        ("2023-09-13", "2023-09-13"),
        ("2023.09.13.", "2023-09-13"),
        ("2023. 9. 13. 오후 2:05", "2023-09-13T14:05"),
        ("2023/09/13 00:15:30", "2023-09-13T00:15"),
        ("2023년 9월 13일", "2023-09-13"),
        ("2023-09-13T09:05:00+09:00", "2023-09-13T09:05+09:00"),
        ("September 13, 2023", "2023-09-13"),
        ("13 Sep 2023", "2023-09-13"),
        ("Wed, 13 Sep 2023 09:05:00 +0900", "2023-09-13T09:05+09:00"),
        ("20231345", ""),
        ("2023-02-30", ""),
        ("어제", ""),
    ],
)
def test_dates_are_read_as_archives_write_them(written, published):
    (document,) = read(f'제목,일자,본문\n가람교,"{written}",가람시는 놓았다.\n')
    assert document.published.startswith(published)
    assert bool(document.published) == bool(published)


def test_a_stray_quotation_mark_does_not_swallow_the_rest():
    rows = "".join(f"{n}호,가람시는 다리 {n}개를 놓았다.\n" for n in range(300))
    documents = read(f'제목,본문\n첫째,"가람시는 놓았다.\n{rows}')
    assert len(documents) == 301
    assert documents[-1].text == "가람시는 다리 299개를 놓았다."


def test_a_long_article_fits_in_a_cell():
    body = "가람시는 다리를 놓았다. " * 20_000
    assert len(read(f'제목,본문\n가람교,"{body}"\n')[0].text) == len(body) - 1


def test_rows_beyond_the_limit_are_named(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    (document,) = read("도시,인구\n가람,1\n나래,2\n다온,3\n라온,4\n")
    assert document.text == "도시: 가람 · 인구: 1\n도시: 나래 · 인구: 2"
    assert document.dropped[0].text == "다온 | 3"
    assert "too many rows" in document.dropped[0].reason
    *documents, error = read("제목,본문\n가,가.\n나,나.\n다,다.\n라,라.\n")
    assert [document.title for document in documents] == ["가", "나", "다"]
    assert isinstance(error, SourceError)
    assert "only the first 3 rows" in error.en


def test_the_characters_of_a_table_have_a_limit_too(monkeypatch):
    monkeypatch.setattr(sheets, "_MAX_CHARACTERS", 30)
    (document,) = read("도시,인구\n가람,1\n나래,2\n다온,3\n")
    assert document.text == "도시: 가람 · 인구: 1\n도시: 나래 · 인구: 2"
    assert document.dropped[0].text == "도시: 다온 · 인구: 3"


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n,,\n", b"\xff\xfe\x00\x01" + b"\x00" * 99])
def test_what_holds_no_row_is_one_clear_error(data):
    with pytest.raises(SourceError, match=r"^a\.csv: "):
        list(documents_of(Source("a.csv", data)))


def test_a_file_that_was_cut_off_keeps_its_whole_rows():
    data = BIG_KINDS.encode("cp949")
    assert read(BIG_KINDS[: len(BIG_KINDS) - 12])[0].title == "가람교 개통"
    assert next(documents_of(Source("a.csv", data[:-40]))).title == "가람교 개통"


CELL = st.text("가나다abcñ青葉。;,|\"' \n1", min_size=1, max_size=20).map(lambda text: f"가{text}")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_whatever_stands_in_the_rows_comes_back(rows):
    buffer = io.StringIO()
    table = csv.writer(buffer)
    table.writerows([("제목", "본문"), *rows])
    documents = read(buffer.getvalue())
    assert [document.title for document in documents] == [" ".join(t.split()) for t, _ in rows]
    bodies = ["\n".join(" ".join(x.split()) for x in b.splitlines() if x.strip()) for _, b in rows]
    assert [document.text for document in documents] == bodies
