from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.readers.tables import cell_text, readable_rows


def test_rows_under_a_header_repeat_it():
    rows = [["도시", "인구", "면적"], ["가람시", "420", ""], ["나래시", "300", "12"]]
    assert readable_rows(rows) == [
        "도시: 가람시 · 인구: 420",
        "도시: 나래시 · 인구: 300 · 면적: 12",
    ]


def test_rows_without_a_header_are_joined():
    rows = [["가람시", "420"], ["나래시", "300"]]
    assert readable_rows(rows) == ["가람시 | 420", "나래시 | 300"]


@pytest.mark.parametrize(
    "header",
    [
        ["구분", "내용"],
        ["Item", "What it is"],
        ["項目", "説明"],
        ["이름", "사는 곳", "하는 일"],
    ],
)
def test_headers_over_text_are_known_by_their_words_or_their_number(header):
    below = ["가람교", "다리", "긴 다리"][: len(header)]
    joined = " · ".join(f"{name}: {cell}" for name, cell in zip(header, below, strict=True))
    assert readable_rows([header, below]) == [joined]


@pytest.mark.parametrize(
    "rows",
    [
        [["주최", "가람시"], ["참가", "삼백 명"], ["예산", "삼억 원"]],  # names and values
        [["2023", "2024", "2025"], ["가", "나", "다"]],
        [["가람", "가람", "나래"], ["가", "나", "다"]],
        [["가람시는새다리를놓았다고한다." * 5, "나", "다"], ["가", "나", "다"]],
        [["도시", "인구", "면적"]],
    ],
)
def test_a_first_row_that_may_not_be_a_header_is_a_row(rows):
    assert readable_rows(rows) == [" | ".join(row) for row in rows]


def test_what_is_known_of_the_header_goes_before_what_the_cells_look_like():
    rows = [["가람", "나래"], ["다온", "라온"]]
    assert readable_rows(rows, header=True) == ["가람: 다온 · 나래: 라온"]
    rows = [["도시", "인구", "면적"], ["가람시", "420", "12"]]
    assert readable_rows(rows, header=False) == ["도시 | 인구 | 면적", "가람시 | 420 | 12"]


def test_a_caption_stays_above_the_table_and_empty_rows_disappear():
    rows = [
        ["표 1. 도시", "", ""],
        ["", "", ""],
        ["도시", "인구", "면적"],
        [" ", "", ""],
        ["가람", "4", "5"],
    ]
    assert readable_rows(rows) == ["표 1. 도시", "도시: 가람 · 인구: 4 · 면적: 5"]


def test_cells_beyond_the_header_stand_without_a_name():
    assert readable_rows([["도시", "인구"], ["가람", "4", "5"]]) == ["도시: 가람 · 인구: 4 · 5"]


@pytest.mark.parametrize("rows", [[], [[]], [["", ""]], [["\n", " "]]])
def test_no_cells_are_no_lines(rows):
    assert readable_rows(rows) == []


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        ("가람", "General", "가람"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901234, "0", "12345678901234"),
        (Decimal("1.50"), "General", "1.50"),
        (0.355, "0.0%", "35.5%"),
        (True, "General", "TRUE"),
        (datetime(2024, 5, 1), "yyyy-mm-dd", "2024-05-01"),
        (datetime(2024, 5, 1, 9, 30), "yyyy-mm-dd", "2024-05-01 09:30"),
        (date(2024, 5, 1), "", "2024-05-01"),
        (time(9, 30), "", "09:30:00"),
        (timedelta(hours=1), "", "1:00:00"),
    ],
)
def test_values_read_as_one_writes_them(value, number_format, text):
    assert cell_text(value, number_format) == text


CELL = st.text("가나a1.다", min_size=1, max_size=6)


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n))))
def test_no_cell_is_lost(rows):
    lines = readable_rows(rows)
    for row, line in zip(reversed(rows), reversed(lines), strict=False):
        assert all(cell in line for cell in row)
    assert len(rows) - len(lines) in (0, 1)
    assert all(cell in lines[0] for cell in (rows[0] if rows else ()))
