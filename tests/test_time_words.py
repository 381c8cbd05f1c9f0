from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QuestionError
from rag.understanding.calendar_words import Slot, find_calendar_words, span_around, span_of_months
from rag.understanding.time_words import find_time_words, hide_titles, parse_date_interval

TODAY = date(2025, 6, 18)  # a Wednesday

NAMED = [
    ("2023년 예산은?", "2023년", "2023-01-01/2023-12-31"),
    ("2023년도 예산은?", "2023년도", "2023-01-01/2023-12-31"),
    ("'23년 예산은?", "'23년", "2023-01-01/2023-12-31"),
    ("2023년 9월에 발표된 것", "2023년 9월", "2023-09-01/2023-09-30"),
    ("2024년 2월 29일", "2024년 2월 29일", "2024-02-29/2024-02-29"),
    ("2023년 9월 말", "2023년 9월 말", "2023-09-21/2023-09-30"),
    ("2023년 초에", "2023년 초", "2023-01-01/2023-04-30"),
    ("2023년 하반기", "2023년 하반기", "2023-07-01/2023-12-31"),
    ("2023년 2분기", "2023년 2분기", "2023-04-01/2023-06-30"),
    ("2023년 겨울", "2023년 겨울", "2023-12-01/2024-02-29"),
    ("1990년대 음악", "1990년대", "1990-01-01/1999-12-31"),
    ("90년대 음악", "90년대", "1990-01-01/1999-12-31"),
    ("1868년 4월의 일", "1868년 4월", "1868-04-01/1868-04-30"),
    ("2023.9.5. 발표", "2023.9.5", "2023-09-05/2023-09-05"),
    ("2023-09 자료", "2023-09", "2023-09-01/2023-09-30"),
    ("in 2023 the board", "2023", "2023-01-01/2023-12-31"),
    ("on September 5, 2023", "September 5, 2023", "2023-09-05/2023-09-05"),
    ("5 May 2023", "5 May 2023", "2023-05-05/2023-05-05"),
    ("early 2023", "early 2023", "2023-01-01/2023-04-30"),
    ("late September 2023", "late September 2023", "2023-09-21/2023-09-30"),
    ("the second quarter of 2023", "second quarter of 2023", "2023-04-01/2023-06-30"),
    ("Q2 2023 figures", "Q2 2023", "2023-04-01/2023-06-30"),
    ("the first half of 2023", "first half of 2023", "2023-01-01/2023-06-30"),
    ("summer 2023", "summer 2023", "2023-06-01/2023-08-31"),
    ("the 1990s", "the 1990s", "1990-01-01/1999-12-31"),
    ("2023年9月の予算", "2023年9月", "2023-09-01/2023-09-30"),
    ("令和5年の予算", "令和5年", "2023-01-01/2023-12-31"),
    ("平成元年", "平成元年", "1989-01-01/1989-12-31"),
    ("２０２３年の予算", "２０２３年", "2023-01-01/2023-12-31"),
    ("2023年上半年的预算", "2023年上半年", "2023-01-01/2023-06-30"),
    ("2023年第二季度", "2023年第二季度", "2023-04-01/2023-06-30"),
    ("en septiembre de 2023", "septiembre de 2023", "2023-09-01/2023-09-30"),
    ("el segundo trimestre de 2023", "segundo trimestre de 2023", "2023-04-01/2023-06-30"),
    ("im zweiten Quartal 2023", "zweiten Quartal 2023", "2023-04-01/2023-06-30"),
    ("am 5. Mai 2023", "5. Mai 2023", "2023-05-05/2023-05-05"),
    ("au premier semestre 2023", "premier semestre 2023", "2023-01-01/2023-06-30"),
    ("les années 90", "années 90", "1990-01-01/1999-12-31"),
    ("tháng 9 năm 2023", "tháng 9 năm 2023", "2023-09-01/2023-09-30"),
]
RANGES = [
    ("2023년 9월부터 12월까지의 일", "2023년 9월부터 12월까지", "2023-09-01/2023-12-31"),
    ("2023년 9월 1일부터 5일까지", "2023년 9월 1일부터 5일까지", "2023-09-01/2023-09-05"),
    ("2022년 11월부터 2월까지", "2022년 11월부터 2월까지", "2022-11-01/2023-02-28"),
    ("2023~2025", "2023~2025", "2023-01-01/2025-12-31"),
    ("2023-2025 budgets", "2023-2025", "2023-01-01/2025-12-31"),
    ("from 2023 to 2025", "from 2023 to 2025", "2023-01-01/2025-12-31"),
    ("between March and May 2023", "between March and May 2023", "2023-03-01/2023-05-31"),
    ("2023年9月から12月まで", "2023年9月から12月まで", "2023-09-01/2023-12-31"),
    ("从2023年3月到5月", "从2023年3月到5月", "2023-03-01/2023-05-31"),
    ("von 2021 bis 2023", "von 2021 bis 2023", "2021-01-01/2023-12-31"),
    ("entre 2021 et 2023", "entre 2021 et 2023", "2021-01-01/2023-12-31"),
    ("từ năm 2021 đến 2023", "từ năm 2021 đến 2023", "2021-01-01/2023-12-31"),
    ("2021년 이후", "2021년 이후", "2021-01-01/.."),
    ("2020년 이전", "2020년 이전", "../2020-12-31"),
    ("since 2021", "since 2021", "2021-01-01/.."),
    ("after 2021", "after 2021", "2022-01-01/.."),
    ("before 2020", "before 2020", "../2019-12-31"),
    ("from May 2023 onwards", "from May 2023 onwards", "2023-05-01/.."),
    ("seit März 2023", "seit März 2023", "2023-03-01/.."),
    ("2021年以降", "2021年以降", "2021-01-01/.."),
    ("自2021年以来", "自2021年以来", "2021-01-01/.."),
    ("depuis 2021", "depuis 2021", "2021-01-01/.."),
    ("desde 2021", "desde 2021", "2021-01-01/.."),
]
RELATIVE = [
    ("오늘", "2025-06-18/2025-06-18"),
    ("어제", "2025-06-17/2025-06-17"),
    ("이번 주", "2025-06-16/2025-06-22"),
    ("지난주", "2025-06-09/2025-06-15"),
    ("지지난주", "2025-06-02/2025-06-08"),
    ("지난 주말", "2025-06-14/2025-06-15"),
    ("지난달", "2025-05-01/2025-05-31"),
    ("저번 달", "2025-05-01/2025-05-31"),
    ("지난 9월", "2024-09-01/2024-09-30"),
    ("최근 3개월", "2025-03-18/2025-06-18"),
    ("최근 일주일", "2025-06-11/2025-06-18"),
    ("지난 3일간", "2025-06-15/2025-06-18"),
    ("last month", "2025-05-01/2025-05-31"),
    ("the past week", "2025-06-11/2025-06-18"),
    ("the last 3 months", "2025-03-18/2025-06-18"),
    ("since March", "2025-03-01/.."),
    ("since last week", "2025-06-09/.."),
    ("先月", "2025-05-01/2025-05-31"),
    ("過去3か月", "2025-03-18/2025-06-18"),
    ("上个月", "2025-05-01/2025-05-31"),
    ("上周", "2025-06-09/2025-06-15"),
    ("最近三个月", "2025-03-18/2025-06-18"),
    ("el mes pasado", "2025-05-01/2025-05-31"),
    ("los últimos 3 meses", "2025-03-18/2025-06-18"),
    ("letzten Monat", "2025-05-01/2025-05-31"),
    ("letzten drei Monaten", "2025-03-18/2025-06-18"),
    ("le mois dernier", "2025-05-01/2025-05-31"),
    ("les 3 derniers mois", "2025-03-18/2025-06-18"),
    ("tháng trước", "2025-05-01/2025-05-31"),
    ("3 tháng qua", "2025-03-18/2025-06-18"),
]
COARSE = [
    ("올해", "2025-01-01/2025-12-31"),
    ("재작년", "2023-01-01/2023-12-31"),
    ("작년 하반기", "2024-07-01/2024-12-31"),
    ("올해 상반기", "2025-01-01/2025-06-30"),
    ("작년 9월", "2024-09-01/2024-09-30"),
    ("지난 분기", "2025-01-01/2025-03-31"),
    ("지난주 금요일", "2025-06-13/2025-06-13"),
    ("지난달 15일", "2025-05-15/2025-05-15"),
    ("지난달 말", "2025-05-21/2025-05-31"),
    ("3일 전", "2025-06-15/2025-06-15"),
    ("최근 10년", "2015-06-18/2025-06-18"),
    ("last year's second half", "2024-07-01/2024-12-31"),
    ("last Friday", "2025-06-13/2025-06-13"),
    ("3 years ago", "2022-01-01/2022-12-31"),
    ("去年9月", "2024-09-01/2024-09-30"),
    ("上周五", "2025-06-13/2025-06-13"),
    ("先月15日", "2025-05-15/2025-05-15"),
    ("l'année dernière", "2024-01-01/2024-12-31"),
    ("il y a trois ans", "2022-01-01/2022-12-31"),
    ("năm ngoái", "2024-01-01/2024-12-31"),
]
NO_TIME = (
    "2023명이 참가했나?|2023 명|GPT-2023|1990년대생 공무원|2023년생|2023년산 쌀|page 2023|p. 2023"
    "|$2023|2023 people|2023%|9월호|내일신문|오늘의집|올해의 차|어제와 오늘|지난 정부|지난번 회의"
    "|지난 3일 발표|한 달이 지난 뒤|이주 노동자|오늘날|언어제약|매년 9월 축제|초등학교|말 산업"
    "|다음 달|내년 3월|next month|May I go?|I march on|We may win|the last two weeks of the war"
    "|the last Monday of the month|이 책 ‘지난달’|a film called “Last Month”|「昨日」"
    "|since it was late|nowhere|2029년까지|by 2029|今日头条|今年度|2023-13-45|20230|12023년"
    "|every May"
).split("|")


def spans(text, **options):
    return [
        (text[w.start : w.end], w.interval) for w in find_time_words(text, today=TODAY, **options)
    ]


@pytest.mark.parametrize(("text", "words", "interval"), [*NAMED, *RANGES])
def test_words_that_name_a_time_become_an_interval(text, words, interval):
    assert spans(text) == [(words, interval)]


@pytest.mark.parametrize(("text", "interval"), [*RELATIVE, *COARSE])
def test_words_that_count_from_today_are_marked_so(text, interval):
    (found,) = find_time_words(text, today=TODAY)
    assert (found.start, found.end, found.interval) == (0, len(text), interval)
    assert found.relative
    assert found.coarse == ((text, interval) in COARSE)


@pytest.mark.parametrize(("text", "_words", "_interval"), NAMED)
def test_a_time_with_a_year_of_its_own_does_not_count_from_today(text, _words, _interval):
    (found,) = find_time_words(text, today=TODAY)
    assert not found.relative
    assert not found.guessed


@pytest.mark.parametrize("text", NO_TIME)
def test_what_only_looks_like_a_time_names_none(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "interval", "guessed"),
    [
        ("2분기 매출", "2025-04-01/2025-06-30", False),
        ("4분기 매출", "2024-10-01/2024-12-31", False),
        ("하반기 매출", "2024-07-01/2024-12-31", False),
        ("6월 17일에", "2025-06-17/2025-06-17", True),
        ("12월에", "2024-12-01/2024-12-31", True),
        ("in May", "2025-05-01/2025-05-31", True),
        ("10월부터 2월까지", "2024-10-01/2025-02-28", True),
    ],
)
def test_without_a_year_it_is_the_latest_that_has_begun(text, interval, guessed):
    (found,) = find_time_words(text, today=TODAY)
    assert (found.interval, found.guessed) == (interval, guessed)


def test_a_month_without_a_year_is_of_the_year_named_before_it():
    assert spans("2022년 예산과 9월 발표") == [
        ("2022년", "2022-01-01/2022-12-31"),
        ("9월", "2022-09-01/2022-09-30"),
    ]


def test_a_word_that_two_languages_share_counts_in_its_own():
    assert spans("Que s'est-il passé hier ?", language="fr") == [("hier", "2025-06-17/2025-06-17")]
    assert spans("Was ist hier passiert?", language="de") == []


def test_impossible_days_are_no_days():
    assert spans("2023년 2월 30일") == [("2023년", "2023-01-01/2023-12-31")]
    assert spans("31.02.2023") == []
    assert spans("ſeptember 2023") == [("2023", "2023-01-01/2023-12-31")]


def test_hidden_titles_keep_their_places():
    text = "영화 ‘지난달’과 올해의 차, 2023년"
    hidden = hide_titles(text)
    assert len(hidden) == len(text)
    assert hidden.index("2023") == text.index("2023")
    assert "지난달" not in hidden
    assert "올해" not in hidden


def test_calendar_words_stand_alone_in_their_slots():
    words = find_calendar_words("작년 9월 말", today=TODAY)
    assert [(word.slot, word.year) for word in words] == [
        (Slot.YEAR, 2024),
        (Slot.MONTHS, 0),
        (Slot.THIRD, 0),
    ]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(-30, 30))
def test_spans_around_a_day_follow_each_other(today, offset):
    for unit in ("day", "week", "month", "quarter", "year"):
        first, last = span_around(unit, offset, today)
        assert span_around(unit, offset + 1, today)[0].toordinal() == last.toordinal() + 1
        assert first <= last
        assert (first <= today <= last) == (offset == 0)


def test_a_span_of_months_may_pass_into_the_next_year():
    assert span_of_months(2023, (12, 14)) == (date(2023, 12, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("typed", "interval"),
    [
        ("2023", "2023-01-01/2023-12-31"),
        (" 2023-09 ", "2023-09-01/2023-09-30"),
        ("2023-09-01", "2023-09-01/2023-09-01"),
        ("2023-01-01/2023-06-30", "2023-01-01/2023-06-30"),
        ("2023/2025", "2023-01-01/2025-12-31"),
        ("2023..2025", "2023-01-01/2025-12-31"),
        ("2023~2025-02", "2023-01-01/2025-02-28"),
        ("2023..", "2023-01-01/.."),
        ("../2023", "../2023-12-31"),
        ("2023/..", "2023-01-01/.."),
        ("2030", "2030-01-01/2030-12-31"),
        ("last month", "2025-05-01/2025-05-31"),
        ("지난달", "2025-05-01/2025-05-31"),
        ("2023년 9월", "2023-09-01/2023-09-30"),
        ("2023/09", "2023-09-01/2023-09-30"),
        ("since March", "2025-03-01/.."),
        ("最近三个月", "2025-03-18/2025-06-18"),
    ],
)
def test_a_date_filter_can_be_typed_in_many_forms(typed, interval):
    assert parse_date_interval(typed, today=TODAY) == interval


@pytest.mark.parametrize(
    "typed",
    "abc|2023-13|2023-02-30|2023-0-5|..|/|../..|soon|next month|2023년 기사|23|2023-|0000|".split(
        "|"
    ),
)
def test_anything_else_is_refused_with_the_forms_that_work(typed):
    with pytest.raises(QuestionError, match=r"is no range of dates.*2023-09.*last month") as caught:
        parse_date_interval(typed, today=TODAY)
    assert "지난달" in caught.value.ko
    assert typed in caught.value.ko


def test_an_interval_that_ends_before_it_starts_is_refused():
    with pytest.raises(QuestionError, match="ends before it starts"):
        parse_date_interval("2025/2023", today=TODAY)


def test_a_long_wrong_date_is_shown_short():
    with pytest.raises(QuestionError) as caught:
        parse_date_interval("x" * 5_000, today=TODAY)
    assert len(caught.value.en) < 250


@given(st.text(), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_any_text_has_ordered_times_or_none(text, today):
    found = find_time_words(text, today=today)
    ends = [0, *(words.end for words in found)]
    assert all(end <= words.start < words.end for end, words in zip(ends, found, strict=False))
    assert found == find_time_words(text, today=today)


PIECES = (
    "2023년|9월|부터|까지|지난|last|month|since|to|~|-|.|/|3|일|the|of|Q2|前|年|上个月|최근|말|May"
    "|90s|년대| "
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_heap_of_calendar_words_is_read(text):
    for words in find_time_words(text, today=TODAY):
        assert words.first or words.last
        assert not (words.first and words.last) or words.first <= words.last
