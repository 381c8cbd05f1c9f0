from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import date_spans, iso_date, zone_minutes


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025.02.20. 14:05", "2025-02-20T14:05"),
        ("2025-02-20", "2025-02-20"),
        ("2025. 2. 20. 오후 2:05", "2025-02-20T14:05"),
        ("2025년 2월 20일 오후 2시 5분", "2025-02-20T14:05"),
        ("2025년 2월 20일 오전 12시 5분", "2025-02-20T00:05"),
        ("2023년06월29일 15:30", "2023-06-29T15:30"),
        ("2025-02-20 (목) 14:05", "2025-02-20T14:05"),
        ("2022.11.15 (20:41)", "2022-11-15T20:41"),
        ("20250220140533", "2025-02-20T14:05"),
        ("20 February 2025", "2025-02-20"),
        ("Thursday, February 20th, 2025", "2025-02-20"),
        ("Feb. 20, 2025 2:05 p.m.", "2025-02-20T14:05"),
        ("February 20, 2025 at 2 PM", "2025-02-20T14:00"),
        ("14:05, 20 February 2025", "2025-02-20T14:05"),
        ("20.02.2025", "2025-02-20"),
        ("20. Februar 2025, 14:05 Uhr", "2025-02-20T14:05"),
        ("Donnerstag, 20.02.2025, 14.05 Uhr", "2025-02-20T14:05"),
        ("20 de febrero de 2025", "2025-02-20"),
        ("20 de fevereiro de 2025 às 14h05", "2025-02-20T14:05"),
        ("20 février 2025 à 14h05", "2025-02-20T14:05"),
        ("1er mars 2025", "2025-03-01"),
        ("20 febbraio 2025 alle 14:05", "2025-02-20T14:05"),
        ("20 февраля 2025", "2025-02-20"),
        ("2025年2月20日14時05分", "2025-02-20T14:05"),
        ("2025年2月20日 下午2:05", "2025-02-20T14:05"),
        ("2025/02/20 14:05:33", "2025-02-20T14:05"),
        ("02/20/2025 2:05 PM", "2025-02-20T14:05"),
    ],
)
def test_a_date_is_read_as_each_language_writes_it(text, iso):
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("text", "place", "iso"),
    [
        ("2025.02.20 14:05", "ko", "2025-02-20T14:05+09:00"),
        ("2025年2月20日14時05分", "ja", "2025-02-20T14:05+09:00"),
        ("2025-02-20 14:05", "zh", "2025-02-20T14:05+08:00"),
        ("2025-02-20 14:05", "tw", "2025-02-20T14:05+08:00"),
        ("20 February 2025, 14:05", "en", "2025-02-20T14:05"),
        ("20 February 2025, 14:05 GMT", "", "2025-02-20T14:05+00:00"),
        ("Feb. 20, 2025 2:05 p.m. KST", "", "2025-02-20T14:05+09:00"),
        ("February 20, 2025 2:05 PM EST", "", "2025-02-20T14:05-05:00"),
        ("20.02.2025 14:05 CET", "", "2025-02-20T14:05+01:00"),
        ("2025-02-20T14:05:00+09:00", "en", "2025-02-20T14:05+09:00"),
        ("2025-02-20T14:05:00.123-0500", "ko", "2025-02-20T14:05-05:00"),
        ("2025-02-20", "ko", "2025-02-20"),
    ],
)
def test_a_time_has_the_zone_that_it_names_or_that_of_its_country(text, place, iso):
    assert iso_date(text, place=place) == iso


def test_the_utc_of_machines_is_told_in_the_time_of_the_page_so_that_the_day_is_right():
    assert iso_date("2025-02-19T23:05:00Z", place="ko") == "2025-02-20T08:05+09:00"
    assert iso_date("Wed, 19 Feb 2025 23:05:00 GMT", place="ja") == "2025-02-20T08:05+09:00"
    assert iso_date("2025-02-19T23:05:00Z") == "2025-02-19T23:05+00:00"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3시간 전", "2025-02-20T11:05+09:00"),
        ("35 minutes ago", "2025-02-20T13:30+09:00"),
        ("hace 3 horas", "2025-02-20T11:05+09:00"),
        ("vor 2 Tagen", "2025-02-18"),
        ("il y a une semaine", "2025-02-13"),
        ("3小时前", "2025-02-20T11:05+09:00"),
        ("어제", "2025-02-19"),
        ("Yesterday", "2025-02-19"),
        ("昨日", "2025-02-19"),
        ("gestern", "2025-02-19"),
    ],
)
def test_a_relative_date_counts_from_a_known_day_and_is_unknown_without_one(text, iso):
    assert iso_date(text, reference="2025-02-20T14:05+09:00") == iso
    assert iso_date(text) == ""


def test_hours_before_a_mere_day_are_unknown():
    assert iso_date("3시간 전", reference="2025-02-20") == ""
    assert iso_date("어제", reference="2025-02-20") == "2025-02-19"
    assert iso_date("어제", reference="언젠가") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025.13.44",
        "2023-02-30",
        "승인 12건",
        "2024년",
        "010-2025-0220",
        "버전 3.5",
        "99991344",
    ],
)
def test_what_is_no_date_is_none(text):
    assert iso_date(text) == ""


def test_the_places_of_dates_in_a_line_are_found_with_their_clocks():
    line = "입력 2025.02.20 14:05 수정 2025.02.20 15:00 | 3시간 전"
    assert [line[start:end] for start, end in date_spans(line)] == [
        "2025.02.20 14:05",
        "2025.02.20 15:00",
        "3시간 전",
    ]


def test_zones_are_known_only_where_a_country_has_one():
    assert (zone_minutes("KR"), zone_minutes("zh"), zone_minutes("en")) == (540, 480, None)


@given(st.datetimes(min_value=datetime(1990, 1, 1)))
def test_every_day_and_minute_is_read_back(moment):
    if moment.year < 2100:
        iso = moment.isoformat(timespec="minutes")
        assert iso_date(iso) == iso
        assert iso_date(moment.strftime("%d.%m.%Y, %H:%M Uhr")) == iso
        assert iso_date(f"{moment.year}年{moment.month}月{moment.day}日{moment:%H時%M分}") == iso


@pytest.mark.parametrize("text", ["Thứ Hai, 4 tháng 3, 2024", "ngày 4 tháng 3 năm 2024"])
def test_a_vietnamese_date_is_read(text):
    assert iso_date(text) == "2024-03-04"
