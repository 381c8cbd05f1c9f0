import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.language import detect_language
from rag.understanding.followup_reading import read_question
from rag.understanding.followup_words import lexicon
from rag.understanding.followups import Standalone, stand_alone

TRAM = "가람시 노면전차 1호선은 어디까지 가?"
FORUM = "2021년 나루 항만 포럼에서 뭐 논의했어?"
BUDGET = "2023년 가람시 도서관 예산은 얼마야?"
BOATS = "How many electric boats will Port Ellis buy by 2029?"
PLANT = "¿Cuánto costó la planta de Puerto Claro en 2019?"

FOLLOW_UPS = [
    # a year, an ordinal or a name in the place of another
    ("ko", [BUDGET], "2024년은?", "2024년 가람시 도서관 예산은 얼마야?"),
    ("ko", [BUDGET], "아니 2023년 말고 2024년", "2024년 가람시 도서관 예산은 얼마야?"),
    ("ko", [TRAM], "2호선은요?", "가람시 노면전차 2호선은 어디까지 가?"),
    ("ko", ["미국은 관세를 얼마 올렸어?"], "일본은?", "일본은 관세를 얼마 올렸어?"),
    ("en", [BOATS], "And by 2031?", "How many electric boats will Port Ellis buy by 2031?"),
    ("en", [BOATS], "no, not 2029, 2031", BOATS.replace("2029", "2031")),
    ("en", [BOATS], "What about Garam Harbour?", BOATS.replace("Port Ellis", "Garam Harbour")),
    ("es", [PLANT], "¿Y en 2020?", PLANT.replace("2019", "2020")),
    ("de", ["Wie viel kostet die Fähre 2029?"], "Und 2030?", "Wie viel kostet die Fähre 2030?"),
    ("ja", ["2023年の予算はいくらですか"], "2024年は？", "2024年の予算はいくらですか"),
    ("ja", ["2023年の予算は?"], "2023年じゃなくて2024年", "2024年の予算は?"),
    ("zh", ["桥梁工程第一轮招标什么时候截止？"], "第二轮呢？", "桥梁工程第二轮招标什么时候截止？"),
    ("vi", ["Cảng Port Ellis sẽ mua bao nhiêu thuyền vào năm 2029?"], "Còn năm 2031?",
     "Cảng Port Ellis sẽ mua bao nhiêu thuyền vào năm 2031?"),
    # an asking word in the place of another
    ("ko", ["나루항은 언제 폐쇄됐어?"], "왜?", "나루항은 왜 폐쇄됐어?"),
    ("ko", ["나루항이 폐쇄됐다던데"], "그건 왜 그런 거야?", "왜 나루항이 폐쇄됐다던데"),
    ("en", ["When did Port Ellis close?"], "Why is that?", "Why did Port Ellis close?"),
    ("en", ["Did Port Ellis close?"], "And when?", "when did Port Ellis close?"),
    ("hi", ["गारम पुल कब बनाया गया था?"], "क्यों?", "गारम पुल क्यों बनाया गया था?"),
    # the topic in the place of a pointer
    ("ko", [FORUM], "거기 의장은 누구였어?", "2021년 나루 항만 포럼 의장은 누구였어?"),
    ("ko", [FORUM], "그 포럼 어디서 했어?", "2021년 나루 항만 포럼 어디서 했어?"),
    ("ko", [FORUM], "그때 시장은 누구였어?", "2021년 나루 항만 포럼 때 시장은 누구였어?"),
    ("ko", ["나루 관장이 누구야?"], "그 사람은 언제 취임했어?", "나루 관장은 언제 취임했어?"),
    ("ko", ["KTX가 뭐야?"], "그것은 언제 개통했어?", "KTX는 언제 개통했어?"),
    ("en", ["When did the Port Ellis Forum end?"], "Where was it held?",
     "Where was Port Ellis Forum end held?"),
    ("es", [PLANT], "¿y esa planta dónde está?",
     "¿costó la planta de Puerto Claro en 2019 dónde está?"),
    # the topic in front
    ("ko", [FORUM], "참석자는 몇 명?", "2021년 나루 항만 포럼 참석자는 몇 명?"),
    ("ko", [FORUM], "그럼 예산은?", "2021년 나루 항만 포럼 예산은?"),
    ("ko", [FORUM], "어선 말고 여객선은?", "2021년 나루 항만 포럼 여객선은?"),
    ("en", [BOATS], "Who pays?", "electric boats will Port Ellis buy by 2029, who pays?"),
    ("ja", ["青葉山の観測所はどこですか"], "建設費は？", "青葉山の観測所 建設費は？"),
    ("zh", ["湿地公园在哪里？"], "谁负责？", "湿地公园 谁负责？"),
    ("th", ["สะพานการัมสร้างเมื่อไหร่"], "ยาวเท่าไหร่", "สะพานการัมสร้าง ยาวเท่าไหร่"),
]  # fmt: skip
SWITCHES = [
    ("ko", FORUM, "AI 기본법 과태료는?"),
    ("ko", FORUM, "가람 3법은 언제 시행됐어?"),
    ("ko", FORUM, "그런데 나루 도서관 장서는 몇 권이야?"),
    ("ko", TRAM, "가람시 공공도서관 목표는 2024년에 몇 곳으로 늘었나요?"),
    ("en", TRAM, "How much water does the Puerto Claro desalination plant produce daily?"),
    ("en", BOATS, "What did the Garam Council say about its library?"),
    ("es", PLANT, "¿Cuándo abrió el puente de Garam?"),
    ("ja", TRAM, "青葉山の気象観測所はいつ開設されましたか"),
    ("zh", TRAM, "湿地公园将扩建至多少公顷？"),
]


@pytest.mark.parametrize(("language", "history", "question", "text"), FOLLOW_UPS)
def test_a_follow_up_becomes_the_question_it_stands_for(language, history, question, text):
    completed = stand_alone(question, history, language=language)
    assert completed == Standalone(text, tuple(history))


@pytest.mark.parametrize(("language", "history", "question", "text"), FOLLOW_UPS)
def test_asking_the_completed_question_changes_nothing(language, history, question, text):
    language = detect_language(text)
    assert stand_alone(text, history, language=language) == Standalone(text)


@pytest.mark.parametrize(("language", "turn", "question"), SWITCHES)
def test_a_question_that_names_its_own_subject_stands_alone(language, turn, question):
    assert stand_alone(question, [turn], language=language) == Standalone(question)


@pytest.mark.parametrize("history", [[], ["", "  "], ["그래?"]])
def test_without_anything_said_before_a_question_stays_as_it_is(history):
    assert stand_alone("그건 왜?", history, language="ko") == Standalone("그건 왜?")


def test_a_chain_of_follow_ups_is_followed_back():
    chain = [BUDGET, FORUM, "어선 말고 여객선은?"]
    completed = stand_alone("몇 척이나 늘린대?", chain, language="ko")
    assert completed.text == "2021년 나루 항만 포럼 여객선 몇 척이나 늘린대?"
    assert completed.used == (FORUM, "어선 말고 여객선은?")


def test_a_changed_year_holds_for_the_next_follow_up():
    completed = stand_alone("직원은 몇 명?", [BUDGET, "2024년은?"], language="ko")
    assert completed.text == "2024년 가람시 도서관 예산 직원은 몇 명?"


def test_no_more_than_four_turns_are_followed_back():
    turns = [FORUM, "그럼 예산은?", "왜?", "왜?", "왜?"]
    assert stand_alone("왜?", turns, language="ko").text == "왜 예산은?"


def test_a_follow_up_in_another_language_takes_the_topic_over_as_it_was_said():
    completed = stand_alone("Who paid for it?", [FORUM], language="en")
    assert completed.text == "Who paid for 2021년 나루 항만 포럼?"


def test_a_name_with_another_particle_replaces_nothing():
    completed = stand_alone("독일엔 몇 척이나?", ["나루조선이 한국에 배 준다며"], language="ko")
    assert completed.text == "나루조선 배 독일엔 몇 척이나?"
    completed = stand_alone("독일은?", ["나루조선이 한국에 배를 몇 척 줘?"], language="ko")
    assert "한국" in completed.text


def test_decomposed_hangul_is_read_like_composed():
    asked, turn = (unicodedata.normalize("NFD", text) for text in ("거기 의장은?", FORUM))
    assert stand_alone(asked, [turn], language="ko").text == "2021년 나루 항만 포럼 의장은?"


@pytest.mark.parametrize(
    "unit",
    [
        "가나",
        "그 ",
        "왜 ",
        "2024년 ",
        "1,",
        "why ",
        "it ",
        "Naver ",
        "AI 말고 ",
        "第一",
        "の",
        " ",
        "a'",
        "กี่",
    ],
)
def test_ten_thousand_characters_are_answered(unit):
    text = (unit * 10_000)[:10_000]
    for language in ("ko", "en", "zh", "ja", "th"):
        assert stand_alone(text, [text, FORUM], language=language).text
        assert stand_alone("왜?", [text], language=language).text


WORDS = st.sampled_from(
    "그 거기 그때 왜 언제 몇 명 누가 뭐 어디서 2023년 2024년 9월 2호선 1차 가람시 나루항 네이버 AI"
    " GPU 기본법 도서관 예산 예산은 과태료 위원회에서 말고 그럼 발표했어 논의했어 가? 있어? 얼마야?"
    " ? why it when the Port Ellis And 2029 boats buy? Y esa planta 第二轮 招标 呢 いつ"
    " 予算は".split()
)
SPOKEN = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(question=SPOKEN, history=st.lists(SPOKEN, max_size=3))
@example(question="it 그", history=["그 2023년"])
def test_a_completed_question_keeps_its_words_and_is_final(question, history):
    language = detect_language(question)
    completed = stand_alone(question, history, language=language)
    reading = read_question(question, language)
    kept = completed.text.casefold()
    assert all(reading.surface(part).casefold() in kept for part in reading.content())
    assert stand_alone(completed.text, history, language=language) == Standalone(completed.text)
    assert set(completed.used) <= set(history)


@settings(max_examples=200, deadline=None)
@given(
    question=st.text(min_size=1, max_size=60),
    history=st.lists(st.text(max_size=60), max_size=3),
    language=st.sampled_from(("ko", "en", "es", "ja", "zh", "th", "hi", "xx")),
)
def test_any_text_is_answered_with_text(question, history, language):
    assert stand_alone(question, history, language=language).text


@pytest.mark.parametrize(
    "language", "en es pt fr it de nl sv pl cs ro tr vi id ru uk el ar he hi th zh ja".split()
)
def test_a_language_has_words_of_asking_and_pointing(language):
    words = lexicon(language)
    assert not words.asking.search("가람") and not words.pointing.search("가람")
    assert "(?!)" not in (words.asking.pattern, words.pointing.pattern, words.small.pattern)
