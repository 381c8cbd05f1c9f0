import pytest

from rag.subject_words import coverage, subject_words
from tests.evidence_of import passage_of

TEXT = "가람시가 노면전차 1호선 공사를 2023년 10월 시작했다."


def share(question, *passages, rare=()):
    return coverage(question, passages, idf=lambda word: 6.0 if word in rare else 2.0)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("노면전차 공사 비용이 정확히 얼마야?", ["노면", "전차", "공사", "비용"]),
        ("How many trams did the city buy?", ["trams", "city", "buy"]),
        ("얼마인가요?", []),
        ("¿Qué dicen los últimos artículos de agua?", ["dicen", "ultimos", "agua"]),
    ],
)
def test_words_of_asking_are_not_what_a_question_is_about(question, words):
    assert subject_words(question, idf=lambda _: 2.0) == words


def test_words_that_are_everywhere_say_nothing_outside_hangul():
    def idf(word):
        return 0.5 if word == "city" else 2.0

    assert subject_words("trams of the city", idf=idf) == ["trams"]


def test_the_coverage_is_that_of_the_best_single_passage():
    tram, park = passage_of(TEXT), passage_of("湿地公园 도서관")
    assert share("가람시 노면전차 공사", tram, park) == 1.0
    assert share("달 탐사선", tram, park) == share("얼마인가요?", tram) == 0.0
    assert 0 < share("노면전차 도서관", tram, park) < 1


def test_headings_count_and_so_do_endings():
    titled = passage_of("그는 이렇게 밝혔다.", title="항만 확장", publisher="みどり新報")
    assert share("항만 확장", titled) == 1.0
    assert share("installed GPUs", passage_of("They install a GPU.")) == 1.0


def test_rare_words_count_more():
    tram = passage_of(TEXT)
    assert share("노면전차 탐사선", tram, rare=("탐사선",)) < share("노면전차 탐사선", tram)


def test_figures_count_whole_and_only_beside_a_word():
    tram = passage_of(TEXT)
    assert share("노면전차 2023", tram) == 1.0
    assert share("노면전차 202", tram) < 1.0
    assert share("2023", tram) == 0.0
