"""Summaries: recognised, of the right articles, chosen sentence by sentence."""

import numpy as np
import pytest

from index.documents import Document, Span
from index.filters import Filter, Kind
from index.sentences import split_sentences
from index.stored_rows import SentenceRow
from rag.answers import Question
from rag.retriever import Retrieval
from rag.summary import (
    MAX_SENTENCES,
    SummaryAsked,
    articles_to_summarise,
    asks_for_summary,
    is_whole,
    summarise,
)
from tests.evidence_of import document_of, passage_of, question_of
from tests.fakes import BigramEmbedder

EMBEDDER = BigramEmbedder()


@pytest.mark.parametrize(
    ("question", "language", "sentences", "topic"),
    [
        ("이 기사 요약해줘", "ko", 0, ""),
        ("요약 좀", "ko", 0, ""),
        ("세 줄로 요약", "ko", 3, ""),
        ("무슨 내용이야?", "ko", 0, ""),
        ("이 글의 요지가 뭐야?", "ko", 0, ""),
        ("이 기사 요약해줘. 두 문장으로.", "ko", 2, ""),
        ("방금 기사 한 줄로 정리해줘", "ko", 1, ""),
        ("요약해 주실 수 있나요?", "ko", 0, ""),
        ("해안 도서관 기사들 요약해줘", "ko", 0, "해안 도서관"),
        ("해안 도서관을 다섯 문장으로 요약해 주세요.", "ko", 5, "해안 도서관"),
        ("부두 공사 관련 기사 핵심만 알려줘", "ko", 0, "부두 공사"),
        ("시가 언제 무엇을 발표했는지 요약해 줘", "ko", 0, "시가 언제 무엇을 발표했는지"),
        ("summarise this article", "en", 0, ""),
        ("what is this article about?", "en", 0, ""),
        ("give me the gist in 2 sentences", "en", 2, ""),
        ("Can you please sum up the news on ferry prices?", "en", 0, "ferry prices"),
        ("Give me a 3-sentence summary of the harbour articles", "en", 3, "harbour"),
        ("Could you read the article and summarise it?", "en", 0, ""),
        ("港の工事の記事を3文で要約してください", "ja", 3, "港の工事"),
        ("この記事は何について？", "ja", 0, ""),
        ("请用三句话总结关于图书馆的报道", "zh", 3, "图书馆"),
        ("这篇文章讲了什么？", "zh", 0, ""),
        ("Hazme un resumen de las noticias sobre el puerto en dos frases", "es", 2, "puerto"),
        ("Resume este artículo", "es", 0, ""),
        ("Fass bitte die Artikel über den Hafen in zwei Sätzen zusammen.", "de", 2, "Hafen"),
        ("Worum geht es in diesem Artikel?", "de", 0, ""),
        ("Peux-tu résumer les articles sur le port ?", "fr", 0, "port"),
        ("Tóm tắt các bài báo về cảng biển trong hai câu", "vi", 2, "cảng biển"),
        ("Summarise it in 40 sentences", "en", MAX_SENTENCES, ""),
    ],
)
def test_a_request_is_recognised_with_its_length_and_topic(question, language, sentences, topic):
    assert asks_for_summary(question, language) == SummaryAsked(sentences, topic)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("요약본은 언제 공개되나?", "ko"),
        ("보고서를 요약한 사람은 누구야?", "ko"),
        ("판결문을 요약해 주는 서비스는 어디서 만들었나요?", "ko"),
        ("새 조례는 무슨 내용이야?", "ko"),
        ("핵심 부품은 어디서 만드나?", "ko"),
        ("두 줄로 선 사람은 몇 명인가요?", "ko"),
        ("센터는 언제 문을 열어?", "ko"),
        ("When will the summary be published?", "en"),
        ("Did the mayor promise to summarise the report?", "en"),
        ("What is the law about?", "en"),
        ("What is the main point of contention between the unions?", "en"),
        ("When did the talks resume?", "en"),
        ("要約版はいつ公開されますか", "ja"),
        ("总结报告什么时候发布？", "zh"),
        ("¿Quién escribió el resumen?", "es"),
        ("Wer hat die Zusammenfassung geschrieben?", "de"),
        ("Qui a écrit le résumé ?", "fr"),
        ("Bản tóm tắt được công bố khi nào?", "vi"),
    ],
)
def test_the_word_alone_asks_for_nothing(question, language):
    assert asks_for_summary(question, language) is None


def test_without_a_number_each_article_gets_a_sentence():
    assert SummaryAsked(0, "").wanted(1) == 3
    assert SummaryAsked(0, "").wanted(5) == 5
    assert SummaryAsked(0, "").wanted(50) == MAX_SENTENCES
    assert SummaryAsked(2, "").wanted(5) == 2


LIBRARY = document_of("가람시는 해안 도서관을 지었다.", title="해안 도서관 완공")
HARBOUR = document_of("가람항 부두 공사가 시작됐다.", title="부두 공사 착수")
FERRY = document_of("연락선 요금이 올랐다.", title="연락선 요금 인상")


def found(*documents_and_scores):
    passages = tuple(
        passage_of(d.text, title=d.title, dense=score, lexical=0.0)
        for d, score in documents_and_scores
    )
    return Retrieval(passages)


def test_chosen_articles_are_summarised():
    question = Question("요약해줘", "ko", "요약해줘", filters=(Filter(Kind.DOCUMENT, HARBOUR.id),))
    retrieval = found((LIBRARY, 0.9), (HARBOUR, 0.8))
    assert articles_to_summarise(SummaryAsked(0, ""), question, retrieval) == [HARBOUR]


def test_a_topic_means_the_articles_that_are_nearly_the_best():
    question = question_of("해안 도서관 기사 요약해줘")
    retrieval = found((LIBRARY, 0.9), (HARBOUR, 0.85), (FERRY, 0.6))
    asked = SummaryAsked(0, "해안 도서관")
    assert articles_to_summarise(asked, question, retrieval) == [LIBRARY, HARBOUR]


def test_this_article_is_the_one_that_was_cited_or_the_only_one():
    question, asked = question_of("이 기사 요약해줘"), SummaryAsked(0, "")
    retrieval = found((LIBRARY, 0.9), (HARBOUR, 0.85))
    assert articles_to_summarise(asked, question, retrieval) == []
    assert articles_to_summarise(asked, question, retrieval, [FERRY, FERRY]) == [FERRY]
    alone = found((LIBRARY, 0.9))
    assert articles_to_summarise(asked, question, alone, indexed=1) == [LIBRARY]
    assert articles_to_summarise(asked, question, alone, indexed=2) == []


def test_other_filters_say_which_articles_too():
    day = Filter(Kind.DATE, "2024-05-01/2024-05-31", "지난달")
    question = Question("지난달 기사 요약해줘", "ko", "요약해줘", filters=(day,))
    retrieval = found((LIBRARY, 0.9), (HARBOUR, 0.5))
    assert articles_to_summarise(SummaryAsked(0, ""), question, retrieval) == [LIBRARY, HARBOUR]


@pytest.mark.parametrize(
    ("sentence", "language", "whole"),
    [
        ("가람시는 해안 도서관을 열었다.", "ko", True),
        ("도서관의 좌석은 300석이다.", "ko", True),
        ("해안 도서관의 하루", "ko", False),
        ("해안 도서관 전경.", "ko", False),
        ("▲ 가람시가 새로 지은 해안 도서관을 걷고 있다.", "ko", False),
        ("“바다를 보며 책을 읽는 곳이 될 것입니다.”", "ko", False),
        ("The town opened its library on Monday.", "en", True),
        ("Photo: the new library was opened on Monday.", "en", False),
        ("Not yet.", "en", False),
        ("“It will be the best library we ever had.”", "en", False),
        ("加蓝市的海岸图书馆昨天正式开放。", "zh", True),
        ("正式开放。", "zh", False),
        ("ห้องสมุดริมทะเลเปิดให้บริการแล้วเมื่อวานนี้", "th", True),
    ],
)
def test_fragments_captions_and_bare_quotations_are_told_apart(sentence, language, whole):
    assert is_whole(sentence, language) is whole


def article(title, published, *sentences, language="ko"):
    return Document(title, "\n".join(sentences), language, f"{title}.md", published=published)


def summary_of(*documents, wanted, topic=""):
    rows = [
        SentenceRow(d.id, span, np.zeros(0, dtype=np.int64))
        for d in documents
        for span in split_sentences(d.text)
    ]
    texts = {d.id: d.text for d in documents}
    vectors = EMBEDDER.embed_passages([row.span.of(texts[row.document_id]) for row in rows])
    query = EMBEDDER.embed_queries([topic]) if topic else None
    chosen = summarise(documents, rows, vectors, wanted=wanted, topic=topic, query=query)
    assert all(e.text == e.document.text[e.span.start : e.span.end] for e in chosen)
    return [e.text for e in chosen]


OPENING = article(
    "해안 도서관 3월 개관",
    "2024-02-01",
    "해안 도서관 소식",
    "가람시는 해안 도서관을 3월 2일 연다고 밝혔다.",
    "해안 도서관은 좌석 300석과 책 4만 권을 갖췄다.",
    "해안 도서관은 책 4만 권과 좌석 300석을 갖췄다.",
    "날씨가 맑았다.",
    "그는 주민에게 고맙다고 말했다.",
)
DELAY = article(
    "해안 도서관 개관 늦춰져",
    "2024-03-01",
    "가람시는 해안 도서관의 개관을 5월로 늦췄다.",
    "누수 공사가 4월 말까지 이어지기 때문이다.",
)
FARE = article("연락선 요금", "2023-01-01", "연락선 요금이 2천 원으로 올랐다.")


def test_the_lead_comes_without_headings_repetition_and_loose_sentences():
    assert summary_of(OPENING, wanted=2) == [
        "가람시는 해안 도서관을 3월 2일 연다고 밝혔다.",
        "해안 도서관은 좌석 300석과 책 4만 권을 갖췄다.",
    ]


def test_nothing_is_said_twice_even_where_more_is_wanted():
    chosen = summary_of(OPENING, wanted=7)
    assert sum("4만 권" in sentence for sentence in chosen) == 1


def test_several_articles_come_by_date_with_a_sentence_each():
    fare, opening, delay = summary_of(DELAY, FARE, OPENING, wanted=3)
    assert fare == "연락선 요금이 2천 원으로 올랐다."
    assert opening in OPENING.text
    assert delay == "가람시는 해안 도서관의 개관을 5월로 늦췄다."


def test_the_newest_come_where_there_are_more_articles_than_sentences():
    assert summary_of(FARE, OPENING, DELAY, wanted=1) == [
        "가람시는 해안 도서관의 개관을 5월로 늦췄다."
    ]


def test_a_sentence_that_points_back_brings_the_one_before_it():
    harbour = article(
        "부두",
        "2024-01-01",
        "부두 공사가 시작됐다.",
        "설계는 나래건축이 맡았다.",
        "이 회사는 2019년 가람교와 2021년 등대를 설계해 2022년 건축상을 받았다.",
    )
    chosen = summary_of(harbour, wanted=2)
    assert not any(s.startswith("이 회사") for s in chosen) or chosen[0].startswith("설계")
    assert len(summary_of(harbour, wanted=3)) == 3


def test_a_surname_points_nowhere():
    council = article(
        "의회", "2024-01-01", "의회가 열렸다.", "이 시장은 예산 30억 원으로 의회 건물을 고친다."
    )
    assert len(summary_of(council, wanted=1)) == 1
    other = article("의회", "2024-01-01", "의회가 열렸다.", "이 안은 예산 30억 원으로 늘었다.")
    assert summary_of(council, wanted=1, topic="예산 30억 원") == [
        "이 시장은 예산 30억 원으로 의회 건물을 고친다."
    ]
    assert summary_of(other, wanted=1, topic="예산 30억 원") == ["의회가 열렸다."]


def test_a_topic_chooses_what_is_about_it():
    town = article(
        "가람시 올해 사업 발표",
        "2024-01-10",
        "가람시는 올해 사업을 발표했다.",
        "시청 앞 광장을 두 배로 넓히고 나무를 심는다.",
        "해안 도서관에는 점자책 코너를 새로 둔다.",
        "시내버스는 노선 다섯 개를 늘린다.",
    )
    assert summary_of(town, wanted=1) == ["가람시는 올해 사업을 발표했다."]
    assert summary_of(town, wanted=1, topic="해안 도서관") == [
        "해안 도서관에는 점자책 코너를 새로 둔다."
    ]


def test_an_article_of_fragments_gives_fragments():
    slide = article("발표", "", "목표와 일정", "예산 30억")
    assert summary_of(slide, wanted=1) == ["목표와 일정"]


def test_an_article_without_sentences_gives_none():
    assert summarise([OPENING], [], np.zeros((0, 256), dtype=np.float32), wanted=3) == []


def test_a_sentence_in_two_chunks_comes_once():
    span = Span(0, len(FARE.text))
    rows = [SentenceRow(FARE.id, span, np.zeros(0, dtype=np.int64))] * 2
    vectors = EMBEDDER.embed_passages([FARE.text] * 2)
    assert len(summarise([FARE], rows, vectors, wanted=3)) == 1
