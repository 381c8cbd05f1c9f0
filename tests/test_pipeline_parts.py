"""The pipeline where one sentence isn't enough: rewriting, translation, sides, timelines."""

import re

import pytest

from rag.abstention import Outlook
from rag.answers import Cited, Done, Judged, Quoted
from rag.phrases import PHRASES
from tests.test_pipeline import check_answer

TRAM = "가람시 노면전차 노선 길이와 정거장은 몇 곳인가요?"
TRAM_REPLY = "노선 길이는 8.4㎞이며 정거장은 13곳입니다."

COMPARISON = "가람시 도서관을 찾은 시민은 2021년 기사와 2024년 기사에서 각각 몇 명인가요?"
STRANGE = "노면전차는 지하철역과 우체국 앞에 섭니다."
BOAT = "Port Ellis boat: carries passengers and charges — 승객은 한 척에 몇 명이나 탈 수 있나요?"
BOAT_REPLY = "Each boat carries 220 passengers and charges in 35 minutes."


def test_a_sentence_that_does_not_hold_is_written_once_more_from_its_evidence(make_pipeline):
    pipeline, generator = make_pipeline([STRANGE, TRAM_REPLY, "두 번째로 다시 쓴 문장입니다."])
    *events, done = pipeline.stream(TRAM)
    assert TRAM_REPLY in done.answer.text
    assert STRANGE not in done.answer.text
    assert [event.verdict.supported for event in events if isinstance(event, Judged)] == [
        False,
        True,
    ]
    assert len(generator.prompts) == 2
    assert len(generator.prompts[1].evidence) == 1
    assert len(done.answer.withheld) == 1
    assert done.answer.to_json()["withheld"] == [done.answer.withheld[0].kind]
    check_answer(done.answer)


def test_what_fails_twice_gives_way_to_the_evidence(make_pipeline):
    pipeline, generator = make_pipeline([STRANGE, STRANGE, TRAM_REPLY])
    answer = pipeline.answer(TRAM)
    assert len(generator.prompts) == 2
    assert re.fullmatch(r"(?:“[^”]+” \[\d\]\s*)+", answer.text)
    assert not answer.abstained
    check_answer(answer)


def test_only_the_first_failing_sentence_is_rewritten(make_pipeline):
    pipeline, generator = make_pipeline([f"{STRANGE} {STRANGE[:-1]} 또. {TRAM_REPLY}", TRAM_REPLY])
    answer = pipeline.answer(TRAM)
    assert len(generator.prompts) == 2
    assert answer.text.count(TRAM_REPLY) == 1
    check_answer(answer)


def test_in_doubt_a_reply_that_was_cut_is_no_answer(make_pipeline, monkeypatch):
    def judge(doubtful):
        return lambda *asked, **more: Outlook("", 0.4, doubtful)

    abstained = []
    for doubtful in (True, False):
        monkeypatch.setattr("rag.pipeline.judge_retrieval", judge(doubtful))
        pipeline, _ = make_pipeline(["정거장은 999곳입니다.", "정거장은 999곳입니다."])
        abstained.append(pipeline.answer(TRAM).abstained)
    assert abstained == [True, False]


def test_a_third_quotation_goes_where_the_model_answers_from_the_first_two(
    make_pipeline, monkeypatch
):
    monkeypatch.setattr("rag.parts._CLOSE", (9.0, 9.0))  # all score alike
    agreed, disagreed = TRAM_REPLY, STRANGE
    quoted = []
    for reply in (agreed, disagreed):
        pipeline, _ = make_pipeline([reply, STRANGE])
        *events, done = pipeline.stream(TRAM)
        assert sum(isinstance(event, Quoted) for event in events) == 3
        quoted.append(done.answer.text.count("“"))
        check_answer(done.answer)
    assert quoted == [2, 3]


def test_evidence_in_another_language_is_translated_when_the_answer_fails(make_pipeline):
    translated = "배 한 척에는 승객 220명이 타고, 35분이면 충전됩니다."
    pipeline, generator = make_pipeline([BOAT_REPLY, translated])
    answer = pipeline.answer(BOAT)
    assert answer.language == "ko"
    first, second, third = generator.prompts  # the next sentence scores nearly as much
    assert second.messages[0].content == PHRASES["ko"].translate == third.messages[0].content
    assert third.evidence[0].text == first.evidence[1].text
    assert second.messages[-1].content == second.evidence[0].text == first.evidence[0].text
    assert answer.text == f"{translated} [1]"
    check_answer(answer)


def test_evidence_that_could_not_be_translated_is_quoted_and_introduced(make_pipeline):
    pipeline, generator = make_pipeline([BOAT_REPLY, BOAT_REPLY])
    answer = pipeline.answer(BOAT)
    assert answer.text == f"{PHRASES['ko'].original}: “{generator.prompts[1].evidence[0].text}” [1]"
    check_answer(answer)


def test_a_development_is_told_in_the_order_of_its_dates_without_the_model(make_pipeline):
    pipeline, generator = make_pipeline()
    answer = pipeline.answer("가람시 도서관을 찾은 시민은 그동안 어떻게 변했나요?")
    dates = re.findall(r"^\d{4}-\d\d-\d\d", answer.text, re.MULTILINE)
    assert dates == ["2021-03-15", "2024-05-20"]
    assert not generator.prompts
    check_answer(answer)


def test_each_side_of_a_comparison_is_asked_and_cited_by_itself(make_pipeline):
    replies = ["도서관을 찾은 시민은 132만 명입니다.", "도서관을 찾은 시민은 201만 명입니다."]
    pipeline, generator = make_pipeline(replies)
    *events, done = pipeline.stream(COMPARISON)
    if len(generator.prompts) == 1:
        pytest.fail("the comparison was not taken apart")
    assert [type(event) for event in events].count(Quoted) == 2
    assert sum(isinstance(event, Cited) for event in events) == len(done.answer.citations)
    assert isinstance(done, Done)
    check_answer(done.answer)


def test_a_side_that_the_model_finds_nothing_for_is_left_out(make_pipeline):
    pipeline, _ = make_pipeline(["자료에 없음", "도서관을 찾은 시민은 201만 명입니다."])
    answer = pipeline.answer(COMPARISON)
    assert not answer.abstained
    assert {c.evidence.document.date for c in answer.citations} == {"2024-05-20"}
    check_answer(answer)
