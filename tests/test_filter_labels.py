import pytest

from index.filters import Filter, Kind
from rag.understanding.filter_labels import describe


@pytest.mark.parametrize(
    ("value", "korean", "english"),
    [
        ("2023-01-01/2023-12-31", "2023년", "2023"),
        ("2023-01-01/2025-12-31", "2023–2025년", "2023–2025"),
        ("2023-09-01/2023-09-30", "2023년 9월", "September 2023"),
        ("2024-02-01/2024-03-31", "2024년 2월–3월", "February – March 2024"),
        ("2023-12-01/2024-02-29", "2023년 12월–2024년 2월", "December 2023 – February 2024"),
        ("2023-09-05/2023-09-05", "2023년 9월 5일", "5 September 2023"),
        ("2025-06-09/2025-06-15", "2025년 6월 9일–6월 15일", "9 June – 15 June 2025"),
        (
            "2024-12-30/2025-01-05",
            "2024년 12월 30일–2025년 1월 5일",
            "30 December 2024 – 5 January 2025",
        ),
        ("2023-01-01/2023-03-30", "2023년 1월 1일–3월 30일", "1 January – 30 March 2023"),
        ("2021-01-01/..", "2021년부터", "since 2021"),
        ("2021-03-02/..", "2021년 3월 2일부터", "since 2 March 2021"),
        ("../2020-05-31", "2020년 5월까지", "until May 2020"),
        ("../2020-05-03", "2020년 5월 3일까지", "until 3 May 2020"),
        ("../..", "../..", "../.."),
        ("soon", "soon", "soon"),
        ("2023-99-99/..", "2023-99-99/..", "2023-99-99/.."),
    ],
)
def test_dates_are_described_in_both_languages(value, korean, english):
    assert describe(Filter(Kind.DATE, value)) == (korean, english)


@pytest.mark.parametrize(
    ("kind", "value", "korean", "english"),
    [
        (Kind.PUBLISHER, "가람일보", "가람일보", "가람일보"),
        (Kind.REPORTER, "한도담", "한도담 기자", "by 한도담"),
        (Kind.LANGUAGE, "en", "영어 기사", "English articles"),
        (Kind.LANGUAGE, "xx", "xx 기사", "xx articles"),
        (Kind.TAG, "경제", "태그 경제", "tag 경제"),
        (Kind.FOLDER, "/home/corpus/바다", "폴더 바다", "folder 바다"),
        (Kind.FOLDER, "C:\\corpus\\sea\\", "폴더 sea", "folder sea"),
        (Kind.FOLDER, "/", "폴더 /", "folder /"),
        (Kind.DOCUMENT, "a/b.md", "문서 a/b.md", "document a/b.md"),
    ],
)
def test_every_kind_of_filter_is_described(kind, value, korean, english):
    assert describe(Filter(kind, value)) == (korean, english)
