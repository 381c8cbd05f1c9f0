import random
import re
import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.understanding.comparison import MAX_SIDES, sides_of, spans_time
from tests.mixtures import mixture

LANGUAGES = ("ko", "en", "ja", "zh", "es", "de", "fr", "vi", "th", "")


def questions(text, language, **options):
    return [side.question for side in sides_of(text, language=language, **options)]


def names(text, language):
    return [side.name for side in sides_of(text, language=language)]


def periods(text, language, **options):
    return [side.period for side in sides_of(text, language=language, **options)]


KOREAN = [
    ("2021년과 2025년의 항만 예산을 비교해줘", ["2021년의 항만 예산", "2025년의 항만 예산"]),
    (
        "2023년 6월 협의회 발족이랑 9월 도약회의, 정확한 날짜 각각 알려줘",
        ["2023년 6월 협의회 발족 정확한 날짜", "2023년 9월 도약회의 정확한 날짜"],
    ),
    (
        "가람시와 나래시의 전기버스 목표는 각각 몇 대인가요?",
        ["가람시의 전기버스 목표 몇 대인가요?", "나래시의 전기버스 목표 몇 대인가요?"],
    ),
    (
        "2021년 차세대 선박 사업비랑 2025년 무인선 연구 규모를 비교하면?",
        ["2021년 차세대 선박 사업비?", "2025년 무인선 연구 규모?"],
    ),
    (
        "항만공사 사장이 2023년이랑 2025년에 다르던데 누구누구야",
        ["항만공사 사장이 2023년 누구누구야", "항만공사 사장이 2025년 누구누구야"],
    ),
    ("서울하고 부산 가운데 어디가 더 넓어?", ["서울 넓어?", "부산 넓어?"]),
    ("서울이랑 부산이랑 어디가 더 넓어?", ["서울 넓어?", "부산 넓어?"]),
    ("서울 또는 부산 중에서 어디가 먼저 열었나?", ["서울 열었나?", "부산 열었나?"]),
    ("전기버스 vs 수소버스 뭐가 더 비싸?", ["전기버스 비싸?", "수소버스 비싸?"]),
    (
        "정부가 발표한 예산과 국회가 의결한 예산의 차이는?",
        ["정부가 발표한 예산?", "국회가 의결한 예산?"],
    ),
    (
        "2023년 6월 협의회에 참여한 기업 수하고 9월 선언에 나선 기업 수 비교해줘",
        ["2023년 6월 협의회에 참여한 기업 수", "2023년 9월 선언에 나선 기업 수"],
    ),
    (
        "2025년 2월 회의에서 밝힌 선박 수랑 9월에 새로 잡은 목표 비교해줘",
        ["2025년 2월 회의에서 밝힌 선박 수", "2025년 9월에 새로 잡은 목표"],
    ),
    (
        "서울과 부산에 새로 생긴 도서관은 각각 몇 곳이야?",
        ["서울에 새로 생긴 도서관 몇 곳이야?", "부산에 새로 생긴 도서관 몇 곳이야?"],
    ),
    ("서울 도서관과 박물관 예산을 비교해줘", ["서울 도서관 예산", "서울 박물관 예산"]),
    ("서울 도서관 예산과 부산 도서관 예산 비교", ["서울 도서관 예산", "부산 도서관 예산"]),
    ("서울, 부산과 대구의 예산 각각 알려줘", ["서울의 예산", "부산의 예산", "대구의 예산"]),
    ("총리와 장관과 시장의 발언 비교", ["총리의 발언", "장관의 발언", "시장의 발언"]),
    (  # a date at the outset dates the whole phrase
        "2021년에 나온 항만 2022년 투자액이랑 2023년 공항 사업비 중에 뭐가 더 커?",
        ["2021년에 나온 항만 2022년 투자액 커?", "2023년 공항 사업비 커?"],
    ),
    ("새 법은 옛 법과 무엇이 달라졌어?", ["새 법 무엇?", "옛 법 무엇?"]),
    ("서울이 부산보다 먼저 발표했어?", ["서울 먼저 발표했어?", "부산 먼저 발표했어?"]),
    (
        "2025년 예산은 2021년보다 얼마나 늘었나요?",
        ["2025년 예산은 얼마나 늘었나요?", "예산은 2021년 얼마나 늘었나요?"],
    ),
    (
        "예산이 2023년에서 2025년 사이에 어떻게 바뀌었나?",
        ["예산이 2023년 어떻게 바뀌었나?", "예산이 2025년 어떻게 바뀌었나?"],
    ),
    (
        "‘봄의 노래’와 ‘가을의 노래’ 중 어느 쪽이 먼저 나왔나요?",
        ["‘봄의 노래’ 나왔나요?", "‘가을의 노래’ 나왔나요?"],
    ),
]
ENGLISH = [
    ("Which came first, the tram or the ferry?", ["the tram?", "the ferry?"]),
    ("Seoul vs Busan", ["Seoul", "Busan"]),
    ("Compare the budgets of Elm and Oak.", ["the budgets of Elm.", "the budgets of Oak."]),
    ("Compare the 2021 budget with the 2025 budget", ["the 2021 budget", "the 2025 budget"]),
    ("How does the Harbour Act differ from the Port Act?",
     ["How does the Harbour Act?", "How does the Port Act?"]),
    (
        "What is the difference in price between the old ferry and the new ferry?",
        ["What is in price the old ferry?", "What is in price the new ferry?"],
    ),
    (
        "Did Elm or Oak open its harbour first?",
        ["Did Elm open its harbour?", "Did Oak open its harbour?"],
    ),
    (
        "What were the sales in June and September 2023, respectively?",
        ["What were the sales in June 2023?", "What were the sales in September 2023?"],
    ),
    (
        "Compare the opening of the harbour and the closing of the ferry",
        ["the opening of the harbour", "the closing of the ferry"],
    ),
    (
        "How did the budget change between 2021 and 2025?",
        ["How did the budget change 2021?", "How did the budget change 2025?"],
    ),
    ("Was rent higher in Elm than in Oak?", ["Was rent in Elm in?", "Was rent in in Oak?"]),
    (
        "What are the differences among trams, buses and ferries?",
        ["What are trams?", "What are buses?", "What are ferries?"],
    ),
    (
        "What were the targets for 2022 versus 2024?",
        ["What were the targets for 2022?", "What were the targets for 2024?"],
    ),
    (
        'Compare "War and Peace" and "Crime and Punishment".',
        ['"War and Peace".', '"Crime and Punishment".'],
    ),
]  # fmt: skip
OTHERS = [
    ("ja", "東京と大阪の違い", ["東京", "大阪"]),
    ("ja", "2021年と2025年の予算を比較してください", ["2021年の予算", "2025年の予算"]),
    (
        "ja",
        "新しい図書館と古い博物館ではどちらが広いですか",
        ["新しい図書館が広いですか", "古い博物館が広いですか"],
    ),
    (
        "ja",
        "2023年6月の会議と9月の会議の日付をそれぞれ教えて",
        ["2023年6月の会議の日付", "2023年9月の会議の日付"],
    ),
    ("ja", "東京、大阪、名古屋の予算を比較して", ["東京の予算", "大阪の予算", "名古屋の予算"]),
    ("zh", "北京和上海相比", ["北京", "上海"]),
    ("zh", "2021年和2025年的预算有什么区别？", ["2021年的预算有什么？", "2025年的预算有什么？"]),
    ("zh", "北京和上海的地铁分别有多长？", ["北京的地铁有多长？", "上海的地铁有多长？"]),
    ("zh", "《春》和《秋》哪个更早出版？", ["《春》早出版？", "《秋》早出版？"]),
    ("es", "diferencia entre Madrid y Barcelona", ["Madrid", "Barcelona"]),
    (
        "es",
        "¿Cuánto costaron el puente y el túnel, respectivamente?",
        ["¿Cuánto costaron el puente?", "¿Cuánto costaron el túnel?"],
    ),
    ("es", "compara junio y septiembre de 2023", ["junio 2023", "septiembre de 2023"]),
    ("de", "Unterschied zwischen Hafen und Markt", ["Hafen", "Markt"]),
    (
        "de",
        "Wie viele Sitze haben das Theater und die Oper jeweils?",
        ["Wie viele Sitze haben das Theater?", "Wie viele Sitze haben die Oper?"],
    ),
    (
        "de",
        "Wie hat sich der Haushalt von 2021 bis 2025 verändert?",
        ["Wie hat sich der Haushalt 2021 verändert?", "Wie hat sich der Haushalt 2025 verändert?"],
    ),
    ("fr", "Compare le prix de Paris et de Lyon.", ["le prix de Paris.", "le prix de Lyon."]),
    (
        "fr",
        "Combien de sièges ont respectivement le théâtre et l'opéra ?",
        ["Combien de sièges ont le théâtre?", "Combien de sièges ont l'opéra?"],
    ),
    ("vi", "So sánh Huế và Vinh", ["Huế", "Vinh"]),
]


@pytest.mark.parametrize(("question", "expected"), KOREAN)
def test_a_korean_comparison_is_taken_apart(question, expected):
    assert questions(question, "ko") == expected


@pytest.mark.parametrize(("question", "expected"), ENGLISH)
def test_an_english_comparison_is_taken_apart(question, expected):
    assert questions(question, "en") == expected


@pytest.mark.parametrize(("language", "question", "expected"), OTHERS)
def test_a_comparison_in_another_language_is_taken_apart(language, question, expected):
    assert questions(question, language) == expected


@pytest.mark.parametrize(
    ("language", "question"),
    [
        # Nothing is compared: what is joined does one thing together, or is one thing.
        *(("ko", q) for q in (
            "연구와 개발(R&D) 예산은?", "국회와 정부가 합의한 날짜는?",
            "국회와 정부가 먼저 합의한 것은 뭐야?",
            "기후 변화와 에너지 정책은 무엇인가요?", "차이나타운과 명동은 어디에 있어?",
            "비교적 큰 도서관과 공원은 어디에 있어?", "한국과 다른 나라의 협력은?",
            "더 많은 도서관과 공원을 짓는 이유는?", "어느 나라가 협의회와 위원회를 만들었어?",
            "회의 중에 국회와 정부가 무엇을 정했나?", "서울은 부산과 함께 무엇을 했나?",
            "2021년에 발표한 2025년 목표는 뭐야?", "2021년에 세운 2030년 목표는 얼마나 늘었나?",
            "예정보다 늦은 이유는?", "알파고 vs 이세돌 대국은 어디서 열렸어?",
        )),
        *(("en", q) for q in (
            "Who funded the museum and the library?", "Which museum or library did the mayor open?",
            "When did the first museum or library open?",
            "What is climate change and who studies it?",
            "Is there more than one museum or library in Elm?", "Do Elm and Oak help each other?",
            "Which hotel hosted Elm vs Oak and later a ball?", "sooner or later, which one?",
            "Which company built the museum or the library?",
        )),
        # Somebody else compares.
        ("ko", "서울과 부산을 비교한 보고서는 누가 썼어?"),
        ("ko", "갈등과 세대 차이를 다룬 기사는?"), ("ko", "세대 차이와 갈등을 다룬 기사는?"),
        ("ko", "예상과 다르게 예산과 인력이 줄었다는데 왜?"),
        ("en", "Who wrote the report comparing trams and buses?"),
        ("es", "¿Qué informe compara los trenes y los barcos?"),
        ("de", "Wer schrieb die Studie, die Busse und Bahnen vergleicht?"),
        ("fr", "Qui a écrit l'étude qui compare le train et le bateau ?"),
        ("ja", "首相と大臣が異なる意見を述べた会議は？"), ("zh", "不同国家和地区有哪些政策？"),
        ("zh", "比较大的图书馆和博物馆在哪里？"),
        # The sides have no names, or a name has the conjunction in it.
        ("ko", "둘의 차이는?"), ("ko", "각각 얼마야?"), ("ko", "예산이 어떻게 변해왔어?"),
        ("ko", "비교해줘"),
        ("ko", "‘전쟁과 평화’의 예산은 얼마나 차이 나?"), ("ja", "「戦争と平和」の違いは？"),
        ("en", 'Who compared "War and Peace" first?'), ("zh", "和平协议有什么区别？"),
        ("", ""), ("ko", "?"), ("en", "vs"), ("ja", "と"), ("zh", "和"),
    ],
)  # fmt: skip
def test_a_question_with_one_side_stays_whole(language, question):
    assert sides_of(question, language=language) == ()


def test_more_than_four_are_a_list():
    cities = ["서울", "부산", "대구", "인천", "광주"]
    assert names(f"{', '.join(cities[:4])}의 예산을 비교해줘", "ko") == cities[:MAX_SIDES]
    assert names(f"{', '.join(cities)}의 예산을 비교해줘", "ko") == []
    assert names("Compare apples, pears, plums, figs, dates and kiwis", "en") == []


def test_a_side_has_the_period_that_it_alone_speaks_of():
    assert periods("2021년과 2025년 예산을 비교해줘", "ko") == [
        "2021-01-01/2021-12-31",
        "2025-01-01/2025-12-31",
    ]
    assert periods("2024년 2월과 3월 15일의 매출을 비교해줘", "ko") == [
        "2024-02-01/2024-02-29",
        "2024-03-15/2024-03-15",
    ]
    assert periods("2024년 상반기와 하반기 매출 비교", "ko") == [
        "2024-01-01/2024-06-30",
        "2024-07-01/2024-12-31",
    ]
    assert periods("Compare sales in March and May 2023", "en") == [
        "2023-03-01/2023-03-31",
        "2023-05-01/2023-05-31",
    ]


def test_a_side_has_no_period_where_none_is_its_own():
    assert periods("2025년 서울과 부산의 예산을 비교해줘", "ko") == ["", ""]
    assert periods("6월과 9월 매출을 비교해줘", "ko") == ["", ""]  # of which year isn't said
    question = "2021년 예산이랑 2022년에 밝힌 2030년 목표를 비교해줘"
    assert periods(question, "ko") == ["2021-01-01/2021-12-31", ""]


def test_last_year_is_reckoned_from_the_day_that_is_given():
    question = "작년과 올해 예산을 비교해줘"
    assert questions(question, "ko") == ["작년 예산", "올해 예산"]
    assert periods(question, "ko") == ["", ""]
    assert periods(question, "ko", today=date(2025, 5, 5)) == [
        "2024-01-01/2024-12-31",
        "2025-01-01/2025-12-31",
    ]


def test_a_name_is_what_sets_a_side_apart():
    assert names("2023년 6월 협의회 발족이랑 9월 도약회의 비교", "ko") == [
        "2023년 6월 협의회 발족",
        "9월 도약회의",
    ]
    assert names("How did it change from 2021 to 2025?", "en") == ["2021", "2025"]
    assert names("¿Qué diferencia hay entre el museo viejo y la biblioteca?", "es") == [
        "el museo viejo",
        "la biblioteca",
    ]


def test_a_side_keeps_every_word_that_no_other_side_owns():
    question = "지난 회의에서 정한 서울과 부산의 새 도서관 예산은 각각 얼마인가요?"
    for side in sides_of(question, language="ko"):
        for shared in ("지난", "회의에서", "정한", "새", "도서관", "예산", "얼마인가요"):
            assert shared in side.question
    assert names(question, "ko") == ["서울", "부산"]


def test_text_in_another_normal_form_has_the_same_sides():
    question = "서울과 부산의 예산을 비교해줘"
    assert sides_of(unicodedata.normalize("NFD", question), language="ko") == sides_of(
        question, language="ko"
    )


@pytest.mark.parametrize(
    "question",
    [
        *(
            "예산이 어떻게 변해왔어?",
            "2023년 이후 정책은 어떻게 바뀌었나?",
            "연도별 예산 추이를 알려줘",
        ),
        *("어떤 변화가 있었나?", "How has the budget changed?", "Draw a timeline of the reforms"),
        *("How did the plan evolve over the years?", "予算はどう変わりましたか", "人口の推移は？"),
        *("政策有什么变化？", "¿Cómo ha cambiado el presupuesto?", "Wie hat sich das verändert?"),
        "Comment le budget a-t-il évolué ?",
    ],
)
def test_a_question_about_a_development_spans_time(question):
    assert spans_time(question)


@pytest.mark.parametrize(
    "question",
    [
        *(
            "기후 변화 예산은 얼마야?",
            "기후변화 대응은?",
            "예산은 얼마나 늘었어?",
            "서울과 부산의 차이는?",
        ),
        *(
            "What is climate change?",
            "How much did it cost?",
            "気候変動とは何ですか",
            "气候变化是什么？",
        ),
        *("¿Qué es el cambio climático?", "Was ist der Klimawandel?", ""),
    ],
)
def test_other_questions_do_not_span_time(question):
    assert not spans_time(question)


PIECES = (
    *("서울과", "부산", "랑", "이랑 ", "2021년", "2025년의 ", "9월에", "비교해줘", "각각", "차이"),
    *("중에", "보다", "더", "누가", "다른", ",", "?", " ", "‘가", "나’", "와", "하고", "및"),
    *("and", " or ", "vs", "Elm", "Oak", "the", "compare ", "with", "than", "first", "between"),
    *("と", "違い", "の", "、", "和", "区别", "的", "y", "entre", "und", "zwischen", "et", "l'"),
    *("(", ")", "June", "2023", "\n", "\ue000", "\ue00f", "é", "\u1112\u1161", "🚲", "\ud800"),
)


def letters(text):
    return Counter(re.sub(r"\s", "", text))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(LANGUAGES))
def test_any_text_has_sides_made_of_its_own_words(pieces, language):
    text = " ".join(pieces)
    sides = sides_of(text, language=language)
    assert len(sides) in (0, *range(2, MAX_SIDES + 1))
    assert len({side.question for side in sides}) == len(sides)
    folded = text.encode("utf-8", "replace").decode("utf-8")
    whole = letters(unicodedata.normalize("NFC", folded))
    for side in sides:
        assert any(character.isalnum() for character in side.name)
        assert not letters(side.question) - whole
        assert side.period == "" or re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", side.period)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_no_text_is_too_odd(text, language):
    sides_of(text, language=language)
    spans_time(text)


@pytest.mark.parametrize("seed", range(6))
def test_mixed_text_is_read(seed):
    text = mixture(seed) + random.Random(seed).choice(("와 나머지를 비교해줘", " and Elm: compare"))
    for language in LANGUAGES:
        assert len(sides_of(text, language=language)) <= MAX_SIDES


@pytest.mark.parametrize(
    "unit",
    [
        *("서울과 부산을 비교해 ", "호수보다 더 ", "2021년과 ", "and Elm or ", "compare with "),
        *(",", "“", "和", "と"),
    ],
)
def test_a_long_text_is_a_list_at_most(unit):
    text = unit * (10_000 // len(unit))
    for language in ("ko", "en", "ja", "zh"):
        assert len(sides_of(text, language=language)) <= MAX_SIDES
