import pytest

from rag.asked_kind import Asked, Kind, asked_kind

KOREAN = [
    ("사업비가 얼마래?", Kind.MONEY),
    ("과태료는 최대 얼마인가요?", Kind.MONEY),
    ("도서관 예산은?", Kind.MONEY),
    ("소리 크기가 얼마야?", Kind.NUMBER),
    ("도서관은 몇 위를 했나요?", Kind.NUMBER),
    ("위원이 몇 명이야?", Kind.COUNT),
    ("회원 수는?", Kind.COUNT),
    ("참여율은 몇 %야?", Kind.PERCENT),
    ("여객 비율은?", Kind.PERCENT),
    ("공사는 며칠 걸려?", Kind.DURATION),
    ("축제는 며칠간 열려?", Kind.DURATION),
    ("몇 년 동안 운영했나요?", Kind.DURATION),
    ("몇 시간 걸리나요?", Kind.DURATION),
    ("징역 몇 년을 선고받았나요?", Kind.DURATION),
    ("몇 살부터 탈 수 있어?", Kind.AGE),
    ("나이가 어떻게 되나요?", Kind.AGE),
    ("물은 몇 도까지 올라가나요?", Kind.MEASURE),
    ("다리 길이는 얼마나 돼?", Kind.MEASURE),
    ("개관이 언제야?", Kind.DATE),
    ("노면전차가 개통한 해는?", Kind.DATE),
    ("그거 누가 했대?", Kind.PERSON),
    ("다리를 설계한 사람은?", Kind.PERSON),
    ("위원장 이름이 뭐야?", Kind.PERSON),
    ("축제 어디서 열렸어?", Kind.PLACE),
    ("어느 나라가 먼저 도입했나요?", Kind.PLACE),
    ("어느 회사가 맡았어?", Kind.ORGANISATION),
    ("사업을 맡은 기관은 어디인가요?", Kind.ORGANISATION),
    ("어느 대학이 참여하나요?", Kind.ORGANISATION),
    ("다리의 별명은 무엇인가요?", Kind.NAME),
    ("주민들은 그 길을 뭐라고 부르나요?", Kind.NAME),
    ("왜 늦어졌어?", Kind.REASON),
    ("공사가 멈춘 이유는?", Kind.REASON),
    ("어떻게 신청해?", Kind.METHOD),
    ("노면전차란 무엇인가요?", Kind.DEFINITION),
    ("이 기사 요약해줘", Kind.SUMMARY),
    ("노면전차가 개통했나요?", Kind.YES_NO),
    ("누구나 이용할 수 있나요?", Kind.YES_NO),
    ("시장이 뭐라고 했어?", Kind.OTHER),
    ("시장은 무엇을 발표했나요?", Kind.OTHER),
    ("무슨 색이야?", Kind.OTHER),
]
OTHERS = [
    ("en", "How many companies took part?", Kind.COUNT),
    ("en", "How many members does the board have?", Kind.COUNT),
    ("en", "How many years did it take?", Kind.DURATION),
    ("en", "How much did the bridge cost?", Kind.MONEY),
    ("en", "What percentage of seats are reserved?", Kind.PERCENT),
    ("en", "How old is the keeper?", Kind.AGE),
    ("en", "How tall is the tower?", Kind.MEASURE),
    ("en", "When does it open?", Kind.DATE),
    ("en", "In which year did it close?", Kind.DATE),
    ("en", "Who runs it?", Kind.PERSON),
    ("en", "Who was mayor when the bridge opened?", Kind.PERSON),
    ("en", "When the bridge opened, who cut the ribbon?", Kind.PERSON),
    ("en", "Where is it?", Kind.PLACE),
    ("en", "Which country leads?", Kind.PLACE),
    ("en", "What is the name of the company that built it?", Kind.ORGANISATION),
    ("en", "What is the bridge called?", Kind.NAME),
    ("en", "Why was it late?", Kind.REASON),
    ("en", "How can residents apply?", Kind.METHOD),
    ("en", "Is it open?", Kind.YES_NO),
    ("en", "Summarise this article", Kind.SUMMARY),
    ("ja", "建設費はいくらですか", Kind.MONEY),
    ("ja", "職員は何人ですか", Kind.COUNT),
    ("ja", "何年間続きましたか", Kind.DURATION),
    ("ja", "いつ開館しますか", Kind.DATE),
    ("ja", "市長は誰ですか", Kind.PERSON),
    ("ja", "選ばれた会社はどこ?", Kind.ORGANISATION),
    ("ja", "どこで開かれますか", Kind.PLACE),
    ("ja", "市長は何を発表しましたか", Kind.OTHER),
    ("ja", "なぜ遅れましたか", Kind.REASON),
    ("zh", "图书馆有多少名员工？", Kind.COUNT),
    ("zh", "造价是多少？", Kind.MONEY),
    ("zh", "持续了多久？", Kind.DURATION),
    ("zh", "什么时候开馆？", Kind.DATE),
    ("zh", "市长是谁？", Kind.PERSON),
    ("zh", "哪家公司中标？", Kind.ORGANISATION),
    ("zh", "在哪里举行？", Kind.PLACE),
    ("zh", "为什么推迟？", Kind.REASON),
    ("zh", "该奖更名为什么？", Kind.NAME),
    ("zh", "开放了吗？", Kind.YES_NO),
    ("es", "¿Cuánto costó el puente?", Kind.MONEY),
    ("es", "¿Cuántas personas trabajan?", Kind.COUNT),
    ("es", "¿Cuántos días dura la feria?", Kind.DURATION),
    ("es", "¿Cuándo abre?", Kind.DATE),
    ("es", "¿Quién era la alcaldesa cuando abrió?", Kind.PERSON),
    ("es", "¿Qué ciudad la organiza?", Kind.PLACE),
    ("de", "Wie viele Boote gibt es?", Kind.COUNT),
    ("de", "Wie lange dauert der Bau?", Kind.DURATION),
    ("de", "In welchem Jahr wurde sie eröffnet?", Kind.DATE),
    ("de", "Wer leitet das Museum?", Kind.PERSON),
    ("fr", "Combien coûte le billet ?", Kind.MONEY),
    ("fr", "Combien de bateaux y a-t-il ?", Kind.COUNT),
    ("fr", "Quand ouvre le musée ?", Kind.DATE),
    ("fr", "Où se trouve le pont ?", Kind.PLACE),
    ("fr", "Quelle entreprise construit le pont ?", Kind.ORGANISATION),
    ("vi", "Cây cầu dài bao nhiêu mét?", Kind.MEASURE),
    ("vi", "Có bao nhiêu người tham gia?", Kind.COUNT),
    ("vi", "Khi nào thư viện mở cửa?", Kind.DATE),
    ("vi", "Ai là thị trưởng?", Kind.PERSON),
    ("vi", "Công ty nào xây cầu?", Kind.ORGANISATION),
    ("vi", "Thư viện nào dùng AI?", Kind.OTHER),
]


@pytest.mark.parametrize(("question", "kind"), KOREAN)
def test_what_a_korean_question_asks_for(question, kind):
    assert asked_kind(question, "ko").kind is kind


@pytest.mark.parametrize(("language", "question", "kind"), OTHERS)
def test_what_a_question_in_another_language_asks_for(language, question, kind):
    assert asked_kind(question, language).kind is kind


@pytest.mark.parametrize(
    ("language", "question", "noun"),
    [
        ("ko", "위원이 몇 명이야?", "명"),
        ("ko", "섬은 몇 개국에 있나요?", "개국"),
        ("en", "How many companies are there?", "companies"),
        ("ko", "무슨 색이야?", "색"),
        ("zh", "图书馆有多少名员工？", "名"),
        ("de", "Wie viele Boote des Hafens fahren?", "Boote"),
    ],
)
def test_the_thing_counted_is_told_in_the_words_of_the_question(language, question, noun):
    assert asked_kind(question, language).noun == noun


@pytest.mark.parametrize(
    ("question", "grain"),
    [
        ("몇 년도에 개통했나요?", "year"),
        ("몇 월에 열려?", "month"),
        ("회의는 몇 월 며칠에 열리나요?", "day"),
        ("시행일이 며칠이야?", "day"),
        ("무슨 요일에 쉬어?", "weekday"),
        ("몇 시에 문을 여나요?", "time"),
        ("언제 문을 여나요?", ""),
    ],
)
def test_how_exact_a_date_is_to_be(question, grain):
    assert asked_kind(question, "ko") == Asked(
        Kind.DATE, grain=grain, word=asked_kind(question, "ko").word
    )


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("ko", "위원장은 누구이고 위원은 몇 명인가요?"),
        ("ko", "언제 어디서 열려?"),
        ("en", "Who chairs the board and how many people sit on it?"),
        ("es", "¿Quién preside la junta y cuántos miembros tiene?"),
    ],
)
def test_a_question_for_two_kinds_tells_nothing(language, question):
    assert asked_kind(question, language).kind is Kind.OTHER


def test_several_things_are_asked_for():
    asked = asked_kind("참여 기관은 어디어디인가요?", "ko")
    assert (asked.kind, asked.several) == (Kind.ORGANISATION, True)
    assert asked_kind("List the boats", "en").kind is Kind.LIST


@pytest.mark.parametrize("question", ["", " \n", "???", "🙂", "\x00\x01", "가" * 20_000, "which "])
def test_odd_questions_ask_for_nothing_that_can_be_told(question):
    for language in ("ko", "en", "zh", "xx"):
        assert asked_kind(question, language).kind is Kind.OTHER
