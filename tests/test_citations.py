import pytest

from rag.citations import MAX_PER_SENTENCE, attribute_sentence, strip_marks
from tests.evidence_of import evidence_of, question_of

TRAM = [
    evidence_of(text, score=score)
    for text, score in (
        ("가람시가 노면전차 1호선 공사를 4일 시작했다.", 1.4),
        ("노선 길이는 8.4㎞이고 정거장은 13곳이다.", 1.3),
        ("총사업비 2,960억 원 가운데 국비가 1,770억 원이다.", 1.3),
        ("요금은 시내버스와 같은 1,500원으로 정했다.", 1.2),
        ("The boats carry 220 passengers and charge in 35 minutes.", 1.0),
        ("湿地公园将扩建至860公顷。", 1.0),
        ("建設費は3億6000万円で、職員6人が勤務する。", 1.0),
        ("La obra costó 128 millones de euros y duró 31 meses.", 1.0),
        ("ตลาดมีร้านค้า 150 ร้านและเรือขายอาหาร 36 ลำ", 1.0),
    )
]


def texts(sentence, evidence, question):
    return [e.text for e in attribute_sentence(sentence, evidence, question_of(question))]


@pytest.mark.parametrize(
    ("question", "sentence", "start"),
    [
        ("노면전차 길이는?", "노면전차의 길이는 8.4㎞입니다.", "노선 길이는"),
        ("국비는 얼마인가요?", "국비는 1,770억 원입니다.", "총사업비"),
        ("노면전차 요금은?", "노면전차 요금은 1천500원입니다.", "요금은"),
        ("언제 시작했나요?", "가람시는 공사를 4일에 시작했습니다.", "가람시가"),
        ("How many passengers fit?", "Each boat carries 220 passengers.", "The boats"),
        ("扩建至多少公顷？", "公园将扩建至860公顷。", "湿地公园"),
        ("建設費はいくらですか", "建設費は3億6000万円です。", "建設費"),
        ("¿Cuánto costó?", "Costó 128 millones de euros.", "La obra"),
        ("ตลาดมีร้านค้ากี่ร้าน", "ตลาดมีร้านค้า 150 ร้าน", "ตลาดมี"),
        ("공사비는 얼마인가요?", "공사비는 1억 2800만 유로입니다.", "La obra"),
    ],
)
def test_a_sentence_is_tied_to_the_evidence_it_rests_on(question, sentence, start):
    assert texts(sentence, TRAM, question)[0].startswith(start)


def test_a_comparison_rests_on_both_of_its_sources():
    first = evidence_of("지난해 도서관을 찾은 시민은 132만 명이었다.", published="2021-03-15")
    second = evidence_of("지난해 도서관을 찾은 시민은 201만 명이다.", published="2024-05-20")
    found = attribute_sentence(
        "2020년에는 132만 명, 2023년에는 201만 명이 찾았습니다.",
        [*TRAM, first, second],
        question_of("도서관을 찾은 시민은 몇 명인가요?"),
    )
    assert sorted(evidence.text for evidence in found) == sorted([first.text, second.text])


def test_what_the_question_says_already_counts_less_than_what_is_new():
    begun = evidence_of("가람시가 노면전차 공사를 시작했다.")
    place = evidence_of("행사는 은하동 광장에서 열렸다.")
    sentence = "가람시 노면전차 공사는 은하동 광장에서 시작했습니다."
    question = "가람시 노면전차 공사는 어디서 시작했나요?"
    assert texts(sentence, [begun, place], question)[0] == place.text


def test_evidence_that_adds_nothing_is_not_cited():
    evidence = [evidence_of("길이는 8.4㎞다."), evidence_of("길이는 모두 8.4㎞라고 시는 밝혔다.")]
    assert len(texts("길이는 8.4㎞입니다.", evidence, "길이는?")) == 1


def test_a_sentence_rests_on_a_few_pieces_of_evidence_at_most():
    evidence = [evidence_of(f"{name}에는 {n}명이 왔다.") for n, name in enumerate("가나다라마", 31)]
    sentence = "가에는 31명, 나에는 32명, 다에는 33명, 라에는 34명, 마에는 35명이 왔습니다."
    assert len(texts(sentence, evidence, "몇 명이 왔나요?")) == MAX_PER_SENTENCE


def test_even_a_stray_sentence_is_tied_to_something():
    assert len(texts("전혀 다른 이야기입니다.", TRAM, "노면전차 길이는?")) == 1
    assert len(texts("…", TRAM, "노면전차 길이는?")) == 1


@pytest.mark.parametrize(
    ("reply", "clean"),
    [
        ("길이는 8.4㎞입니다 [1].", "길이는 8.4㎞입니다."),
        ("길이는 8.4㎞입니다.[1][2]", "길이는 8.4㎞입니다."),
        ("公园有860公顷[1, 2]。", "公园有860公顷。"),
        ("It is [sic] 8.4 km [12].", "It is [sic] 8.4 km."),
        ("표시가 없다.", "표시가 없다."),
        ("", ""),
    ],
)
def test_marks_that_the_model_writes_are_removed(reply, clean):
    assert strip_marks(reply) == clean
