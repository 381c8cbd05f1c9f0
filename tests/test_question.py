import pytest

from index.errors import QuestionError
from rag.question import MAX_CHARACTERS, understand_question

TRAM = "가람시 노면전차 1호선의 길이와 정거장 수는 얼마인가요?"
FERRIES = "How many electric boats will Port Ellis Harbour Board buy by 2029?"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "?!…", "🚲", "\x00\x1b", "\u200b"])
def test_a_question_without_a_letter_or_digit_is_refused(text):
    with pytest.raises(QuestionError, match="The question is empty"):
        understand_question(text)


def test_a_question_that_is_too_long_is_refused_with_both_lengths():
    assert understand_question("가" * MAX_CHARACTERS).text == "가" * MAX_CHARACTERS
    with pytest.raises(QuestionError, match=r"2,001 characters.*2,000"):
        understand_question("가" * (MAX_CHARACTERS + 1))


def test_control_and_direction_characters_become_spaces():
    question = understand_question("\u202e가람시\x00\x1b[31m 도서관은\n\t몇 곳?\u200f ")
    assert question.text == "가람시 [31m 도서관은 몇 곳?"
    assert question.searched == question.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((TRAM, "ko"), (FERRIES, "en"), ("湿地公园将扩建至多少公顷？", "zh")),
        *(("青葉山の観測所はいつ開設？", "ja"), ("ตลาดริมน้ำมีกี่ร้าน", "th")),
    ],
)
def test_a_question_has_its_language_and_is_searched_as_it_is(text, language):
    question = understand_question(f" {text} ")
    assert (question.text, question.language, question.searched) == (text, language, text)
    assert question.history == ()


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        (TRAM, "그럼 요금은?"),
        (TRAM, "거기 첫차는 몇 시에 출발하나요?"),
        (TRAM, "개통 시기는?"),
        (FERRIES, "And how long do they take to charge at the harbour?"),
        (FERRIES, "Why?"),
        ("湿地公园将扩建至多少公顷？", "那里有多少种候鸟被记录到了呢？"),
        ("青葉山の観測所はいつ開設されましたか", "その建設費はいくらでしたか"),
        ("¿Cuánto costó la planta de Puerto Claro?", "¿Y cuándo?"),
    ],
)
def test_a_follow_up_is_searched_with_the_question_before(earlier, text):
    question = understand_question(text, [earlier])
    assert question.text == text
    assert question.searched == f"{earlier} {text}"
    assert question.history == (earlier,)


@pytest.mark.parametrize(
    "text",
    [
        "가람시 공공도서관 목표는 2024년에 몇 곳으로 늘었나요?",
        "How much water does the Puerto Claro desalination plant produce daily?",
        "湿地公园将扩建至多少公顷？",
        "青葉山の気象観測所はいつ開設されましたか",
    ],
)
def test_a_question_that_stands_alone_is_not_completed(text):
    question = understand_question(text, [TRAM])
    assert (question.searched, question.history) == (text, ())


def test_a_chain_of_follow_ups_reaches_back_to_the_question_that_stands_alone():
    question = understand_question("그건 왜?", ["아주 먼저 한 질문", TRAM, "그 요금은?"])
    assert question.searched == f"{TRAM} 그 요금은? 그건 왜?"
    assert question.history == (f"{TRAM} 그 요금은?",)


def test_at_most_three_earlier_questions_are_looked_at():
    turns = [TRAM, "그럼 요금은?", "그럼 차량은?", "그럼 버스는?"]
    assert understand_question("그럼 왜?", turns).searched == " ".join([*turns[1:], "그럼 왜?"])


def test_a_follow_up_without_letters_is_in_the_language_of_the_turn_before():
    assert understand_question("2024?", [FERRIES]).language == "en"
    assert understand_question("2024?", [TRAM]).language == "ko"
    assert understand_question("2024?", [FERRIES, TRAM]).language == "ko"


def test_empty_turns_are_no_history():
    assert understand_question("그럼 요금은?", ["", "  "]).searched == "그럼 요금은?"
