import pytest

from rag.asked import (
    asks_for_comparison,
    asks_for_list,
    asks_for_number,
    fit_to_asked,
    years_in,
)


@pytest.mark.parametrize(
    "question",
    [
        *("사업비는 얼마인가요?", "도서관은 몇 곳인가요?", "How many ferries are there?"),
        *("How much does it cost?", "公园有多少公顷？", "建設費はいくらですか", "職員は何人ですか"),
        *("¿Cuánto costó?", "¿Cuántas personas?", "Wie viele Boote?", "Combien de bateaux ?"),
        "Bao nhiêu người?",
    ],
)
def test_a_question_for_a_number_is_recognised(question):
    assert asks_for_number(question)


@pytest.mark.parametrize(
    "question",
    [
        *("제 몇차 회의인가요?", "몇번째 도서관인가요?", "언제 문을 여나요?", "Who pays?"),
        *("公园在哪里？", "いつ開設しましたか", "¿Quién paga?"),
    ],
)
def test_other_questions_ask_for_no_number(question):
    assert not asks_for_number(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("참여 기관은 어디어디인가요?", True),
        ("새 도서관 이름을 모두 알려 주세요.", True),
        ("Name all the boats.", True),
        ("두 도시의 예산은 각각 얼마인가요?", True),
        ("有哪些候鸟？", True),
        ("¿Cuáles son las obras?", True),
        ("노면전차는 언제 개통하나요?", False),
        ("When do the boats arrive?", False),
    ],
)
def test_a_question_for_a_list_is_recognised(question, expected):
    assert asks_for_list(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2021년과 2024년 목표는 각각 몇 곳인가요?", True),
        ("두 계획을 비교해 주세요.", True),
        ("What is the difference between the two plans?", True),
        ("两个计划的目标分别是多少？", True),
        ("二つの計画の違いは何ですか", True),
        ("¿Qué diferencia hay?", True),
        ("도서관은 몇 곳인가요?", False),
        ("How much did the plant cost?", False),
        ("公园有多少公顷？", False),
    ],
)
def test_a_comparison_is_recognised(question, expected):
    assert asks_for_comparison(question) is expected


def test_years_are_found_once_each_in_order():
    assert years_in("2024년과 2021年, again 2024; 12019와 1895는?") == ("2024", "2021")


def test_a_sentence_that_has_what_is_asked_for_fits_better():
    question = "가람시 도서관은 몇 곳인가요?"
    with_figure = fit_to_asked(question, "도서관을 12곳으로 늘린다.")
    without = fit_to_asked(question, "도서관을 늘린다.")
    heading = fit_to_asked(question, "도서관 확대 계획")
    assert with_figure > without > heading
    assert fit_to_asked("2024년 도서관은 몇 곳?", "2024년 도서관 계획이다.") == without


def test_a_sentence_that_lists_fits_a_question_for_a_list():
    question = "에너지원은 모두 무엇인가요?"
    assert fit_to_asked(question, "해, 바람, 물, 땅의 열이다.") > fit_to_asked(question, "해다.")
    assert fit_to_asked("언제 여나요?", "해, 바람, 물, 땅의 열이다.") == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "시장은 5일 개통식에서 이같이 말했다.",
        "위원장은 회의에서 이렇게 밝혔다.",
        "市長は会見でこう述べた。",
    ],
)
def test_a_sentence_that_says_only_that_something_was_said_falls_far_back(sentence):
    assert fit_to_asked("시장은 무엇을 약속했나요?", sentence) < -0.2
    assert fit_to_asked("시장은 무엇을 약속했나요?", "시장은 공원을 짓겠다고 말했다.") == 0
