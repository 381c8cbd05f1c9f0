import itertools
import json
import logging
import re
import threading

import pytest

from index.errors import GenerationError, QuestionError
from index.numbers import missing_numbers
from rag.answers import Cited, Delta, Done, Judged, Quoted, Retrieved
from rag.phrases import PHRASES
from rag.question import MAX_CHARACTERS
from rag.support.grounds import grounds_of
from tests.fakes import asked

TRAM = "가람시 노면전차 1호선 길이는 얼마인가요?"
FERRY = "In Port Ellis an electric boat carries how many passengers?"
TRAM_REPLY = "노면전차의 노선 길이는 8.4㎞입니다."
ANSWERED = [
    (TRAM, TRAM_REPLY, "8.4"),
    (
        FERRY,
        "One electric boat can carry 220 passengers.",
        "220",
    ),
    ("青葉山の気象観測所の建設費はいくらですか", "建設費は3億6000万円です。", "3億6000万"),
    ("湿地公园将扩建至多少公顷？", "湿地公园将扩建至860公顷。", "860"),
    (
        "¿Cuánto costó la planta desalinizadora de Puerto Claro?",
        "La planta desalinizadora costó 128 millones de euros.",
        "128 millones",
    ),
    ("ตลาดริมน้ำแห่งใหม่มีร้านค้ากี่ร้าน", "ตลาดมีร้านค้า 150 ร้าน", "150"),
]


def deltas(events):
    return "".join(event.text for event in events if isinstance(event, Delta))


def check_answer(answer):
    """Assert what holds for every answer that is no abstention."""
    assert answer.citations
    letters = set()
    for citation in answer.citations:
        evidence = citation.evidence
        assert evidence.text == evidence.document.text[evidence.span.start : evidence.span.end]
        claim = citation.answer_span.of(answer.text)
        assert claim == claim.strip() != ""
        assert "[" not in claim
        after = answer.text[citation.answer_span.end :]
        marks = re.match(r" ((?:\[\d+\])+)", after).group(1)
        assert f"[{citation.marker}]" in marks
        letters |= set(range(citation.answer_span.start, citation.answer_span.end))
    markers = list(dict.fromkeys(citation.marker for citation in answer.citations))
    assert markers == list(range(1, len(markers) + 1))
    for place, character in enumerate(re.sub(r"\[\d+\]", lambda m: " " * len(m[0]), answer.text)):
        assert place in letters or not character.isalnum()


@pytest.mark.parametrize(("question", "reply", "figure"), ANSWERED)
def test_every_part_of_an_answer_is_cited_with_verbatim_words(
    make_pipeline, question, reply, figure
):
    pipeline, _ = make_pipeline({"": reply})
    answer = pipeline.answer(question)
    assert not answer.abstained
    assert figure in answer.text
    check_answer(answer)


def test_what_happens_is_told_in_order(make_pipeline):
    pipeline, _ = make_pipeline({"": TRAM_REPLY})
    events = list(pipeline.stream(TRAM))
    kinds = [kind for kind, _ in itertools.groupby(map(type, events))]
    assert kinds == [Retrieved, Quoted, Delta, Judged, Cited, Done]
    assert events[0].passages == events[-1].answer.passages
    assert events[1].evidence.text in events[-1].answer.text
    assert deltas(events) == TRAM_REPLY


def test_the_answer_is_the_same_streamed_or_at_once(make_pipeline):
    pipeline, _ = make_pipeline({"": TRAM_REPLY})
    *_, done = pipeline.stream(TRAM)
    answer = pipeline.answer(TRAM)
    assert (answer.text, answer.citations) == (done.answer.text, done.answer.citations)


def test_the_best_sentence_is_quoted_before_the_models_words(make_pipeline):
    pipeline, _ = make_pipeline({"": TRAM_REPLY})
    _, quoted, *_, done = pipeline.stream(TRAM)
    assert done.answer.text.startswith(f"“{quoted.evidence.text}” [1]")


def test_a_sentence_that_only_repeats_the_quotation_is_left_out(make_pipeline):
    sentence = "Each boat carries 220 passengers and charges in 35 minutes."
    pipeline, _ = make_pipeline({"": sentence})
    answer = pipeline.answer(
        "How many passengers does each boat carry, and in how many minutes does it charge?"
    )
    assert answer.text.count("220") == 1
    check_answer(answer)


def test_a_comparison_cites_both_of_its_articles(make_pipeline):
    reply = "2020년에는 132만 명, 2023년에는 201만 명이 찾았습니다."
    pipeline, _ = make_pipeline({"": reply})
    answer = pipeline.answer("가람시 도서관을 찾은 시민은 2020년과 2023년에 각각 몇 명인가요?")
    assert reply in answer.text
    start = answer.text.index(reply)
    dates = [c.evidence.document.date for c in answer.citations if c.answer_span.start == start]
    assert sorted(dates) == ["2021-03-15", "2024-05-20"]
    check_answer(answer)


@pytest.mark.parametrize(
    ("question", "reply", "wrong"),
    [
        (TRAM, "노면전차의 노선 길이는 84㎞입니다.", "84㎞"),
        (TRAM, "노선 길이는 8.4㎞이고 정거장은 99곳입니다.", "99"),
        (TRAM, "사업비는 9조 9천억 원이고 길이는 8.4㎞입니다.", "9조"),
        ("湿地公园将扩建至多少公顷？", "湿地公园将扩建至990公顷。", "990"),
        (FERRY, "It carries 777 people. Good.", "777"),
        ("ตลาดริมน้ำแห่งใหม่มีร้านค้ากี่ร้าน", "ตลาดมีร้านค้า 951 ร้าน", "951"),
    ],
)
def test_a_figure_that_no_evidence_holds_is_never_shown(make_pipeline, question, reply, wrong):
    pipeline, generator = make_pipeline({"": reply})
    events = list(pipeline.stream(question))
    answer = events[-1].answer
    assert wrong not in deltas(events)
    assert wrong not in answer.text
    assert not answer.abstained
    check_answer(answer)
    for citation in answer.citations:
        claim = citation.answer_span.of(answer.text)
        cited = [c.evidence for c in answer.citations if c.answer_span == citation.answer_span]
        assert not missing_numbers(
            claim, *(text for e in cited for text in grounds_of(e)), question
        )


def test_a_wrong_figure_stops_the_model(make_pipeline):
    pipeline, generator = make_pipeline(
        {"": "노선 길이는 84㎞입니다. " + "그리고 더 말합니다. " * 9}
    )
    pipeline.answer(TRAM)
    assert generator.closed_early == 1
    assert generator.pieces_sent < 12


def test_no_part_of_a_figure_is_shown_before_the_whole_of_it_is_checked(make_pipeline):
    reply = "총사업비는 2,960억 원이고 국비는 1,770억 원입니다."
    pipeline, _ = make_pipeline({"": reply})
    events = list(pipeline.stream("가람시 노면전차 1호선 총사업비와 국비는?"))
    pieces = [event.text for event in events if isinstance(event, Delta)]
    assert "".join(pieces) == reply
    assert all(not re.search(r"\d[\d,]*$", piece.strip()) for piece in pieces)


@pytest.mark.parametrize(
    "question",
    [
        *("달 탐사선 발사 비용은 어느 나라가 냈나요?", "월드컵 축구 결승전은 누가 이겼나요?"),
        *("2031년 가람시 노면전차 요금은 얼마인가요?", "비트코인 시세는 앞으로 오르나요?"),
    ],
)
def test_an_off_topic_question_is_not_answered_and_the_model_not_asked(make_pipeline, question):
    pipeline, generator = make_pipeline({"": "우승국은 가람시입니다."})
    events = list(pipeline.stream(question))
    answer = events[-1].answer
    assert [type(event) for event in events] == [Retrieved, Done]
    assert (answer.abstained, answer.citations, generator.prompts) == (True, (), [])
    assert answer.text.startswith(PHRASES[answer.language].abstention)
    assert answer.timings.answer_tokens == 0


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (TRAM, "자료에 없음"),
        (TRAM, "\n자료에 없음."),
        (FERRY, "NOT FOUND"),
        (FERRY, '"Not found."'),
        ("湿地公园将扩建至多少公顷？", "资料中没有。"),
    ],
)
def test_a_model_that_finds_nothing_makes_an_abstention_with_the_nearest_articles(
    make_pipeline, question, reply
):
    pipeline, generator = make_pipeline({"": reply})
    answer = pipeline.answer(question)
    assert (answer.abstained, answer.citations, len(generator.prompts)) == (True, (), 1)
    phrases = PHRASES[answer.language]
    assert answer.text.startswith(f"{phrases.abstention} {phrases.nearest}: 「")
    assert answer.passages[0].document.title in answer.text


@pytest.mark.parametrize(
    "reply",
    ["", "\n\n", "…", "The line is 8.4 km long.", "线路全长8.4公里。", "ตลาดเปิดแล้ว", "😀😀😀"],
)
def test_a_reply_that_is_of_no_use_gives_way_to_a_quotation(make_pipeline, reply):
    pipeline, _ = make_pipeline({"": reply})
    answer = pipeline.answer(TRAM)
    assert not answer.abstained
    assert answer.text.startswith("“")
    assert reply.strip() == "" or reply not in answer.text
    check_answer(answer)


def test_a_model_that_repeats_itself_is_heard_once(make_pipeline):
    pipeline, generator = make_pipeline({"": f"{TRAM_REPLY} " * 400}, max_tokens=96)
    answer = pipeline.answer(TRAM)
    assert answer.text.count("노선 길이는 8.4㎞입니다") == 1
    assert generator.pieces_sent < 96  # nothing is gained by listening to the end
    check_answer(answer)


def test_only_the_first_paragraph_of_a_reply_counts(make_pipeline):
    reply = f"\n{TRAM_REPLY}\n\n질문: 요금은 얼마인가요?\n요금은 1,500원입니다."
    pipeline, generator = make_pipeline({"": reply})
    events = list(pipeline.stream(TRAM))
    assert deltas(events).strip() == TRAM_REPLY
    assert "1,500" not in events[-1].answer.text
    assert generator.closed_early == 1


def test_marks_of_the_models_own_are_not_taken_over(make_pipeline):
    pipeline, _ = make_pipeline({"": "노면전차의 노선 길이는 8.4㎞입니다 [1]."})
    answer = pipeline.answer(TRAM)
    check_answer(answer)


def test_a_model_that_fails_raises_and_the_next_question_works(make_pipeline):
    broken = GenerationError("멈췄습니다", "it stopped")
    pipeline, _ = make_pipeline([broken, TRAM_REPLY])
    with pytest.raises(GenerationError, match="it stopped"):
        pipeline.answer(TRAM)
    assert "8.4㎞" in pipeline.answer(TRAM).text


@pytest.mark.parametrize("question", ["", "?!", "가" * 2001])
def test_a_bad_question_is_refused_before_anything_is_told(make_pipeline, question):
    pipeline, generator = make_pipeline()
    with pytest.raises(QuestionError):
        next(iter(pipeline.stream(question)))
    assert generator.prompts == []


def test_closing_the_stream_closes_the_model(make_pipeline):
    pipeline, generator = make_pipeline({"": f"{TRAM_REPLY} " * 20})
    events = pipeline.stream(TRAM)
    while not isinstance(next(events), Delta):
        pass
    sent = generator.pieces_sent
    events.close()
    assert generator.closed_early == 1
    assert generator.pieces_sent == sent
    assert "8.4㎞" in pipeline.answer(TRAM).text


def test_closing_the_stream_before_the_model_was_asked_asks_nothing(make_pipeline):
    pipeline, generator = make_pipeline({"": TRAM_REPLY})
    events = pipeline.stream(TRAM)
    assert isinstance(next(events), Retrieved)
    assert isinstance(next(events), Quoted)
    events.close()
    assert generator.pieces_sent == 0


def test_a_follow_up_is_answered_with_what_came_before(make_pipeline):
    pipeline, generator = make_pipeline({"": "노면전차 요금은 1,500원입니다."})
    answer = pipeline.answer("그럼 요금은?", [TRAM])
    assert answer.question == "그럼 요금은?"
    assert "노면전차" in answer.searched and "요금" in answer.searched
    assert "1,500원" in answer.text
    assert "노면전차" in asked(generator.prompts[0])
    check_answer(answer)


# -- odd questions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "አዲሱ ገበያ መቼ ተከፈተ?",  # Amharic
        "როდის გაიხსნა ახალი ბაზარი?",  # Georgian
        "은 는 이 가",
        "the of and",
        "그 것",
        "가" * MAX_CHARACTERS,
        "지난달 기사 " * 200,
        "'; DROP TABLE documents; --",
        "e\u0301\u0301 요금은?",
        "2021년 2022년 2023년 2024년 2025년 비교",
    ],
)
def test_odd_questions_end_in_an_answer_or_an_abstention(make_pipeline, question):
    pipeline, _ = make_pipeline({"": "자료에 없음"})
    *_, done = pipeline.stream(question, [question, TRAM])
    assert done.answer.text.strip()
    assert done.answer.language
    done.answer.text.encode()


def test_half_a_character_in_the_question_or_the_history_harms_nothing(make_pipeline):
    half = json.loads('"\\ud800"')  # as it comes in a JSONL file
    try:
        answer = make_pipeline({"": ""})[0].answer(f"그럼 {half} 요금은?", [f"{half} {TRAM}"])
        json.dumps(answer.to_json(), ensure_ascii=False).encode()
    except UnicodeError:
        pytest.fail("it went through", pytrace=False)  # pytest itself can't show it


@pytest.mark.parametrize("question", ["", "🚲🇰🇷", "가" * 10_000])
def test_refused_questions_cost_no_search(make_pipeline, monkeypatch, question):
    pipeline, _ = make_pipeline()
    monkeypatch.setattr(pipeline.retriever, "retrieve", lambda *a, **o: pytest.fail("searched"))
    with pytest.raises(QuestionError):
        pipeline.answer(question)


def test_an_article_in_another_language_answers_in_that_of_the_question(make_pipeline):
    pipeline, _ = make_pipeline({"": "배터리로 달리는 배 한 척에 220명이 탑니다."})
    answer = pipeline.answer("Port Ellis electric boat 한 척에 passengers 몇 명이 타나요?")
    assert answer.language == "ko"
    assert answer.text.startswith("배터리로 달리는 배 한 척에 220명이 탑니다. [1]")
    assert {c.evidence.document.language for c in answer.citations} == {"en"}
    check_answer(answer)


def test_an_article_in_another_language_is_quoted_where_the_model_says_nothing(make_pipeline):
    pipeline, _ = make_pipeline({"": ""})
    answer = pipeline.answer("Port Ellis electric boat 한 척에 passengers 몇 명이 타나요?")
    assert not answer.abstained
    assert {c.evidence.document.language for c in answer.citations} == {"en"}
    check_answer(answer)


def test_times_and_tokens_are_counted(make_pipeline):
    pipeline, generator = make_pipeline({"": TRAM_REPLY})
    timings = pipeline.answer(TRAM).timings
    assert 0 < timings.retrieve_s <= timings.first_token_s <= timings.total_s
    assert timings.prompt_tokens > 100
    assert timings.answer_tokens == generator.pieces_sent


def test_threads_get_their_own_answers(make_pipeline):
    pipeline, _ = make_pipeline(
        {question: reply for question, reply, _ in ANSWERED}  # whoever asks gets the own reply
    )
    answers = {}

    def ask(question):
        answers[question] = pipeline.answer(question).text

    threads = [threading.Thread(target=ask, args=(question,)) for question, _, _ in ANSWERED]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(figure in answers[question] for question, _, figure in ANSWERED)


def test_why_an_answer_was_not_given_is_logged(make_pipeline, caplog):
    caplog.set_level(logging.INFO)
    make_pipeline({"": "자료에 없음"})[0].answer(TRAM)
    assert "abstained: the model found no answer" in caplog.text
