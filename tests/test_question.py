import json
from datetime import date

import pytest

from index.errors import QuestionError
from index.filters import Facets, Filter, Kind
from rag.answers import ANY_TIME, EVERYWHERE, SearchScope
from rag.question import MAX_CHARACTERS, understand_question

TRAM = "가람시 노면전차 1호선의 길이와 정거장 수는 얼마인가요?"
FERRIES = "How many electric boats will Port Ellis Harbour Board buy by 2029?"
FACETS = Facets(publishers=("Ellis Harbour Post", "가람일보"), languages=("en", "ko"))
TODAY = date(2024, 3, 15)
FEBRUARY = "2024-02-01/2024-02-29"
FILTERED = "지난달 가람일보 기사에서 노면전차 요금은 얼마인가요?"


def understand(text, history=(), **options):
    return understand_question(text, history, facets=FACETS, today=TODAY, **options)


def values(question):
    return {(filter_.kind, filter_.value) for filter_ in question.filters}


# -- what was typed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\n\t", "?!…", "🚲", "👩‍👩‍👧🇰🇷", "\x00\x1b", "\u200b", "\ud800", "((((", "。、"],
)
def test_a_question_without_a_letter_or_digit_is_refused(text):
    with pytest.raises(QuestionError, match="The question is empty"):
        understand_question(text)


def test_a_question_that_is_too_long_is_refused_with_both_lengths():
    assert understand_question("가" * MAX_CHARACTERS).text == "가" * MAX_CHARACTERS
    with pytest.raises(QuestionError, match=r"2,001 characters.*2,000"):
        understand_question("가" * (MAX_CHARACTERS + 1))
    with pytest.raises(QuestionError) as caught:
        understand_question("요금은? " * 2_000)
    assert "9,999자" in caught.value.in_language("ko")


def test_control_and_direction_characters_become_spaces():
    question = understand_question("\u202e가람시\x00\x1b[31m 도서관은\n\t몇 곳?\u200f ")
    assert question.text == "가람시 [31m 도서관은 몇 곳?"
    assert question.searched == question.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((TRAM, "ko"), (FERRIES, "en"), ("湿地公园将扩建至多少公顷？", "zh")),
        *(("青葉山の観測所はいつ開設？", "ja"), ("ตลาดริมน้ำมีกี่ร้าน", "th")),
        *(("متى تم افتتاح السوق الجديد؟", "ar"), ("नया बाज़ार कब खुला?", "hi")),
    ],
)
def test_a_question_has_its_language_and_is_searched_as_it_is(text, language):
    question = understand_question(f" {text} ")
    assert (question.text, question.language, question.searched) == (text, language, text)
    assert (question.history, question.filters, question.sides) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "አዲሱ ገበያ መቼ ተከፈተ?",  # Amharic
        "როდის გაიხსნა ახალი ბაზარი?",  # Georgian
        "은 는 이 가",
        "the of and",
        "a " * 900,
        "0" * MAX_CHARACTERS,
        "1",
        "<script>alert('가람')</script>",
        "'; DROP TABLE documents; --",
        "http://garam.example/a?b=%00",
        "e\u0301\u0301\u0301 요금",
        "지난달 기사 " * 200,
        "가람일보와 " * 300,
    ],
)
def test_whatever_has_a_letter_or_digit_is_understood_somehow(text):
    question = understand(text)
    assert question.text.strip() and question.searched.strip() and question.language
    assert understand(text, [text, FILTERED]).searched.strip()


def test_half_a_character_is_no_harm():
    half = json.loads('"\\ud800"')  # as it comes in a JSONL file
    try:
        understand(f"{half} 요금은?").searched.encode()
        understand("그럼 왜?", [f"{half} {TRAM}"]).searched.encode()
    except UnicodeError:
        pytest.fail("it went through", pytrace=False)  # pytest itself can't show it


# -- follow-ups --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "text", "words"),
    [
        (TRAM, "그럼 요금은?", ("노면전차", "요금")),
        (TRAM, "거기 첫차는 몇 시에 출발하나요?", ("노면전차", "첫차")),
        (FERRIES, "Why?", ("Port Ellis", "boats")),
        ("湿地公园将扩建至多少公顷？", "那里有多少种候鸟？", ("湿地公园", "候鸟")),
        ("¿Cuánto costó la planta de Puerto Claro?", "¿Y cuándo?", ("planta", "Puerto Claro")),
    ],
)
def test_a_follow_up_is_searched_with_what_it_leaves_unsaid(earlier, text, words):
    question = understand(text, [earlier])
    assert question.text == text
    assert all(word in question.searched for word in words)
    assert question.history == (earlier,)


@pytest.mark.parametrize(
    "text",
    [
        "가람시 공공도서관 목표는 2024년에 몇 곳으로 늘었나요?",
        "How much water does the Puerto Claro desalination plant produce daily?",
    ],
)
def test_a_question_that_stands_alone_is_not_completed(text):
    question = understand(text, [TRAM])
    assert (question.searched, question.history) == (text, ())


def test_a_chain_of_follow_ups_reaches_back_to_the_question_that_stands_alone():
    question = understand("그건 왜?", ["은하동 시장은 언제 열었나요?", TRAM, "그 요금은?"])
    assert "노면전차" in question.searched
    assert "은하동" not in question.searched


def test_a_follow_up_without_letters_is_in_the_language_of_the_turn_before():
    assert understand("2024?", [FERRIES]).language == "en"
    assert understand("2024?", [TRAM]).language == "ko"
    assert understand("2024?", [FERRIES, TRAM]).language == "ko"


def test_empty_turns_are_no_history():
    assert understand("그럼 요금은?", ["", "  "]).searched == "그럼 요금은?"


@pytest.mark.parametrize("turn", ["\x00\x1b[31m노면전차 요금은 얼마인가요?", "가" * 9_999])
def test_an_earlier_question_is_cleaned_as_the_new_one_is(turn):
    searched = understand("그럼 왜?", [turn]).searched
    assert "\x1b" not in searched
    assert len(searched) <= 2 * MAX_CHARACTERS


# -- where to look -----------------------------------------------------------------------------


def test_what_a_question_says_of_articles_becomes_filters_and_is_not_searched():
    question = understand(FILTERED)
    assert values(question) == {(Kind.DATE, FEBRUARY), (Kind.PUBLISHER, "가람일보")}
    assert all(filter_.words in FILTERED for filter_ in question.filters)
    assert "노면전차 요금" in question.searched
    assert "지난달" not in question.searched and "가람일보" not in question.searched
    assert question.text == FILTERED


def test_an_outlet_that_no_article_is_from_is_searched_for_like_any_word():
    question = understand_question("가람일보에 따르면 요금은?", facets=Facets(), today=TODAY)
    assert (question.filters, question.searched) == ((), "가람일보에 따르면 요금은?")


def test_days_are_reckoned_from_today():
    assert values(understand_question("지난달 기사만 요약해줘", today=date(2020, 1, 2))) == {
        (Kind.DATE, "2019-12-01/2019-12-31")
    }


def test_filters_that_the_user_set_stand_beside_those_of_the_question():
    mine = Filter(Kind.LANGUAGE, "ko")
    question = understand(FILTERED, scope=SearchScope((mine,)))
    assert question.filters[0] == mine
    assert values(question) == {
        *((Kind.LANGUAGE, "ko"), (Kind.DATE, FEBRUARY), (Kind.PUBLISHER, "가람일보"))
    }


@pytest.mark.parametrize(
    "mine",
    [Filter(Kind.DATE, "2021-01-01/2021-12-31"), Filter(Kind.PUBLISHER, "Ellis Harbour Post")],
)
def test_a_question_never_widens_what_the_user_set(mine):
    # Filters of one kind are alternatives: one more of the question's would let more through.
    question = understand(FILTERED, scope=SearchScope((mine,)))
    assert [filter_ for filter_ in question.filters if filter_.kind is mine.kind] == [mine]


def test_no_filter_is_taken_from_a_question_that_is_to_be_plain():
    mine = Filter(Kind.TAG, "교통")
    question = understand(FILTERED, scope=SearchScope((mine,), derive=False))
    assert (question.filters, question.searched) == ((mine,), FILTERED)


def test_words_that_were_taken_back_are_no_filter_and_searched_again():
    (date_,) = (f for f in understand(FILTERED).filters if f.kind is Kind.DATE)
    question = understand(FILTERED, scope=SearchScope(unwanted=frozenset({date_.words})))
    assert values(question) == {(Kind.PUBLISHER, "가람일보")}
    assert "지난달" in question.searched
    everything = frozenset(filter_.words for filter_ in understand(FILTERED).filters)
    question = understand(FILTERED, scope=SearchScope(unwanted=everything))
    assert (question.filters, question.searched) == ((), FILTERED)


def test_words_that_are_in_no_filter_may_be_unwanted_without_effect():
    scope = SearchScope(unwanted=frozenset({"작년", ""}))
    assert understand(FILTERED, scope=scope) == understand(FILTERED)


def test_a_follow_up_keeps_to_the_articles_that_the_question_before_named():
    question = understand("그럼 정거장은?", [FILTERED])
    assert (Kind.PUBLISHER, "가람일보") in values(question)
    assert "노면전차" in question.searched
    assert "가람일보" not in question.searched


def test_a_filter_replaces_that_of_its_kind_in_the_question_before():
    earlier = "2021년 가람일보 기사에서 도서관 목표는?"
    question = understand("그럼 2023년 기사에서는?", [earlier])
    assert (Kind.DATE, "2023-01-01/2023-12-31") in values(question)
    assert [filter_.kind for filter_ in question.filters].count(Kind.DATE) == 1
    question = understand("영어 기사에서는?", [earlier])
    assert {(Kind.DATE, "2021-01-01/2021-12-31"), (Kind.LANGUAGE, "en")} <= values(question)


def test_words_of_a_filter_are_not_carried_into_a_question_that_stands_alone():
    question = understand("2023년 기사에서 노면전차 요금은?", [FILTERED])
    assert values(question) == {(Kind.DATE, "2023-01-01/2023-12-31")}
    assert "가람일보" not in question.searched and "지난달" not in question.searched


def test_a_question_of_its_own_leaves_the_filters_of_the_one_before_behind():
    text = "가람시 공공도서관 목표는 2024년에 몇 곳으로 늘었나요?"
    assert understand(text, [FILTERED]).filters == ()


# -- time and sides ----------------------------------------------------------------------------


def test_what_a_question_says_of_time_is_a_preference_where_it_is_no_filter():
    assert understand("노면전차 최신 소식 알려줘").time.newest
    assert understand("노면전차 요금이 처음 보도된 것은 언제야?").filters == ()
    assert understand("2023년 가람시 노면전차 요금은?").time.period == "2023-01-01/2023-12-31"
    assert understand(TRAM).time == ANY_TIME


def test_a_follow_up_asks_about_the_time_of_the_question_before():
    question = understand("그럼 사업비는?", ["2021년 도서관 목표는 몇 곳이야?"])
    assert question.time.period == "2021-01-01/2021-12-31"


def test_a_comparison_has_a_question_for_each_side():
    sides = understand("2021년과 2024년의 도서관 목표를 비교해줘").sides
    assert [side.period[:4] for side in sides] == ["2021", "2024"]
    assert all("도서관 목표" in side.question for side in sides)
    assert "2024" not in sides[0].question


def test_sides_are_searched_without_the_words_of_filters():
    question = understand("가람일보에 따르면 노면전차와 버스의 요금은 어떻게 달라?")
    assert values(question) == {(Kind.PUBLISHER, "가람일보")}
    assert len(question.sides) == 2
    assert not any("가람일보" in side.question for side in question.sides)


def test_sides_in_words_of_time_are_reckoned_from_today():
    sides = understand("작년과 올해의 도서관 목표를 비교해줘").sides
    assert [side.period[:4] for side in sides] == ["2023", "2024"]


def test_everywhere_is_no_narrowing():
    assert (EVERYWHERE.filters, EVERYWHERE.derive, EVERYWHERE.unwanted) == ((), True, frozenset())
    assert understand(FILTERED, scope=EVERYWHERE) == understand(FILTERED)
