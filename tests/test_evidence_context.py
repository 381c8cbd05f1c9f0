"""Evidence with what belongs to it: still verbatim, in one piece, no longer than needed."""

import pytest

from index.documents import Span
from rag.answers import Evidence
from rag.evidence_context import MAX_CHARACTERS, complete
from tests.evidence_of import document_of, question_of

PLAN = (
    "가람시가 교통 계획을 발표했다. 시는 2026년부터 다음과 같은 사업을 한다.\n"
    "- 노면전차 1호선 건설\n"
    "- 자전거 도로 40㎞ 신설\n"
    "- 버스 정류장 개선\n"
    "사업비는 3천억 원이다."
)
ALL = "가람시 사업을 모두 알려 주세요."
ONE = "가람시는 무엇을 발표했나요?"


def completed(text, *sentences, question=ONE):
    document = document_of(text)
    spans = [Span(text.index(s), text.index(s) + len(s)) for s in sentences]
    found = [Evidence(document, span, 1.0 - i / 10) for i, span in enumerate(spans)]
    return [evidence.text for evidence in complete(found, question_of(question))]


def test_a_sentence_that_opens_a_list_brings_its_items():
    (whole,) = completed(PLAN, "시는 2026년부터 다음과 같은 사업을 한다.")
    assert whole.startswith("시는 2026년부터")
    assert whole.endswith("- 버스 정류장 개선")


def test_an_item_brings_its_list_where_a_list_is_asked_for():
    (whole,) = completed(PLAN, "- 자전거 도로 40㎞ 신설", question=ALL)
    assert whole == PLAN[PLAN.index("시는 2026년") : PLAN.index("\n사업비")]
    assert completed(PLAN, "- 자전거 도로 40㎞ 신설") == ["- 자전거 도로 40㎞ 신설"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "윤가람 시장이 취임했다. 그는 도서관을 늘리겠다고 했다.",
            "그는 도서관을 늘리겠다고 했다.",
        ),
        ("Port Ellis bought a boat. It carries 220 people.", "It carries 220 people."),
        ("市政府公布了计划。该计划耗资3亿元。", "该计划耗资3亿元。"),
    ],
)
def test_a_pronoun_brings_the_sentence_before_it(text, sentence):
    assert completed(text, sentence) == [text]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("시장이 취임했다.\n그는 도서관을 늘리겠다고 했다.", "그는 도서관을 늘리겠다고 했다."),
        ("시장이 취임했다. 이가람 위원이 반대했다.", "이가람 위원이 반대했다."),
        ("The boat sailed. Item prices rose.", "Item prices rose."),
        ("그는 떠났다. 시장이 남았다.", "그는 떠났다."),
    ],
)
def test_what_stands_alone_stays_alone(text, sentence):
    assert completed(text, sentence) == [sentence]


def test_what_another_one_holds_now_is_left_out():
    opening, item = "시는 2026년부터 다음과 같은 사업을 한다.", "- 버스 정류장 개선"
    assert len(completed(PLAN, opening, item)) == 1
    assert len(completed(PLAN, item, opening)) == 1
    assert len(completed(PLAN, opening, "사업비는 3천억 원이다.")) == 2


def test_a_long_list_ends_where_a_reader_would_stop():
    text = "다음과 같다:\n" + "\n".join(f"- {n}번째 사업을 벌인다" for n in range(200))
    (whole,) = completed(text, "다음과 같다:")
    assert 100 < len(whole) <= MAX_CHARACTERS
    assert text.startswith(whole)


def test_a_sentence_that_the_article_splits_otherwise_stays_as_it_is():
    assert completed(PLAN, "다음과 같은 사업을 한다.") == ["다음과 같은 사업을 한다."]
