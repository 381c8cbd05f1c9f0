from dataclasses import replace

import pytest

from rag.phrases import PHRASES, phrases_for
from rag.prompt import build_prompt, format_sources
from tests.evidence_of import evidence_of, question_of

EVIDENCE = [
    evidence_of("공공도서관을 12곳으로 늘린다.", title="도서관 확대", published="2021-03-15T09:00"),
    evidence_of("湿地公园将扩建至860公顷。", title="湿地公园", published="", publisher=""),
]
QUESTIONS = {
    "ko": ("도서관은 몇 곳인가요?", "노면전차 요금은 얼마인가요?"),
    "en": ("How many libraries are planned?", "What is the fare of the tram?"),
    "ja": ("観測所はいつ開設しましたか", "建設費はいくらですか"),
    "zh": ("公园将扩建至多少公顷？", "候鸟有多少种？"),
    "es": ("¿Cuánto costó la obra de la planta?", "¿Cuándo sube la tarifa del agua?"),
    "th": ("ตลาดมีร้านค้ากี่ร้าน", "ตลาดเปิดวันไหน"),
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_two_questions_of_one_language_share_all_but_the_last_turn(language):
    first, second = (
        build_prompt(question_of(text, language=language), EVIDENCE) for text in QUESTIONS[language]
    )
    assert first.messages[:-1] == second.messages[:-1]
    assert first.messages[-1] != second.messages[-1]


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_prompt_is_the_systems_turn_examples_and_the_question_last(language):
    question = question_of(QUESTIONS[language][0], language=language)
    prompt = build_prompt(question, EVIDENCE)
    roles = [message.role for message in prompt.messages]
    assert roles == ["system", *["user", "assistant"] * ((len(roles) - 2) // 2), "user"]
    phrases = phrases_for(language)
    assert prompt.messages[0].content == phrases.system
    assert prompt.messages[-1].content.endswith(f"{phrases.question}: {question.text}")
    assert prompt.evidence == tuple(EVIDENCE)


def test_the_sources_stand_before_the_question_word_for_word():
    prompt = build_prompt(question_of("도서관은 몇 곳인가요?"), EVIDENCE)
    for evidence in EVIDENCE:
        assert f"- {evidence.text}\n" in prompt.messages[-1].content
    assert "[1]" not in prompt.messages[-1].content


def test_a_follow_up_is_asked_completed_and_no_earlier_question_goes_along():
    earlier = "湿地公园 산책로는 얼마나 기나요?"
    completed = "가람시 도서관의 요금은 얼마인가요?"
    question = replace(question_of("그럼 요금은?"), history=(earlier,), standalone=completed)
    messages = build_prompt(question, EVIDENCE).messages
    assert messages[-1].content.endswith(f"\n\n질문: {completed}")
    assert messages[-1].content.count("질문: ") == 1
    assert not any("산책로" in message.content for message in messages)
    assert "그럼" not in messages[-1].content
    assert messages == build_prompt(question_of(completed), EVIDENCE).messages


def test_sources_are_grouped_by_article_in_the_order_of_their_sentences():
    text = "첫 문장이다. 둘째 문장이다. 셋째 문장이다."
    whole = evidence_of(text, title="도서관", published="2024-05-20T10:30")
    sentences = [text[:7], text[8:16], text[17:]]
    parts = [
        type(whole)(whole.document, type(whole.span)(text.index(s), text.index(s) + len(s)), 1.0)
        for s in sentences
    ]
    other = evidence_of("雪が降った。", title="天気", published="", publisher="")
    assert format_sources([parts[2], other, parts[0]]) == (
        "# 도서관 (가람일보), 2024-05-20\n- 첫 문장이다.\n- 셋째 문장이다.\n# 天気\n- 雪が降った。"
    )


def test_a_language_without_texts_of_its_own_gets_the_english_ones():
    assert phrases_for("th") is PHRASES["en"]


@pytest.mark.parametrize("language", PHRASES)
def test_the_examples_of_every_language_show_a_fact_a_missing_answer_and_a_comparison(language):
    phrases = PHRASES[language]
    assert len(phrases.examples) == len(PHRASES["ko"].examples)
    assert [sources for sources, _, _ in phrases.examples] == [
        sources for sources, _, _ in PHRASES["ko"].examples
    ]
    answers = [answer for _, _, answer in phrases.examples]
    assert answers.count(phrases.not_found) == 1
    assert phrases.not_found in phrases.system
    assert all("300" in answer for answer in answers[:1])
    for text in (phrases.question, phrases.abstention, phrases.nearest, phrases.emptied):
        assert text.strip() == text != ""
