from dataclasses import replace

import numpy as np
import pytest

from index.documents import Document, Span
from index.store import Store
from index.stored_rows import SentenceRow
from index.sync import index_settings, put_document
from index.terms import term_key
from rag.answers import Passage, Question, Side
from rag.evidence import MAX_SENTENCES, MAX_TOKENS, select_evidence
from rag.parts import parts_of
from rag.retriever import HybridRetriever, Retrieval, SentenceHit, add_context
from tests.evidence_of import document_of, question_of
from tests.fakes import BigramEmbedder

QUESTIONS = [
    (
        "ko",
        "가람시 노면전차 1호선 정거장은 몇 곳인가요?",
        "노선 길이는 8.4㎞이고 정거장은 13곳이다.",
    ),
    (
        "en",
        "How many passengers can one electric boat carry?",
        "Each boat carries 220 passengers and charges in 35 minutes.",
    ),
    ("zh", "新建的观鸟步道有多长？", "新建的观鸟步道长6.5公里，明年春天开放。"),
    ("ja", "昨年の登山者は何人でしたか", "昨年の登山者は4万8千人だった！"),
    ("es", "¿Cuánto costó la obra?", "La obra costó 128 millones de euros y duró 31 meses."),
    ("th", "เทศบาลใช้งบประมาณเท่าไร", "เทศบาลใช้งบประมาณ 18 ล้านบาท และคาดว่าจะมีผู้มาเยือนปีละ 200,000 คน"),
]
NO_TERMS = np.zeros(0, dtype=np.int64)
LIBRARIES = Question("가람시 도서관 목표는?", "ko", "가람시 도서관 목표는?")


@pytest.fixture
def select(retriever):
    def select(language, question, **options):
        retrieval = retriever.retrieve(question, language=language)
        return select_evidence(Question(question, language, question), retrieval, **options)

    return select


@pytest.mark.parametrize(("language", "question", "sentence"), QUESTIONS)
def test_the_sentence_that_answers_is_among_the_evidence(select, language, question, sentence):
    assert sentence in [evidence.text for evidence in select(language, question)[:3]]


@pytest.mark.parametrize(("language", "question", "sentence"), QUESTIONS)
def test_evidence_is_verbatim_best_first_and_within_its_limits(
    select, embedder, language, question, sentence
):
    evidence = select(language, question)
    scores = [item.score for item in evidence]
    assert scores == sorted(scores, reverse=True)
    assert 0 < len(evidence) <= MAX_SENTENCES
    assert sum(item.tokens for item in evidence) <= MAX_TOKENS
    for item in evidence:
        assert [item.tokens] == embedder.count_tokens([item.text])
        assert item.text == item.document.text[item.span.start : item.span.end]


def test_the_limits_can_be_chosen_and_leave_at_least_one_sentence(select):
    language, question, _ = QUESTIONS[0]
    assert len(select(language, question, max_sentences=2)) == 2
    some = select(language, question, max_tokens=40)
    assert len(some) > 1
    assert sum(item.tokens for item in some) <= 40
    assert select(language, question, max_tokens=1) == select(language, question)[:1]


def test_a_sentence_too_long_to_fit_makes_room_for_a_shorter_one(select):
    language, question, _ = QUESTIONS[0]
    every = select(language, question, max_sentences=20, max_tokens=9_999)
    shorter = next(e for e in every[2:] if e.tokens < every[1].tokens)
    limit = every[0].tokens + shorter.tokens
    assert select(language, question, max_tokens=limit) == [every[0], shorter]


def test_a_sentence_that_stands_in_two_articles_is_quoted_once(tmp_path):
    store, embedder = Store(tmp_path), BigramEmbedder()
    for title in ("하나", "둘"):
        text = f"가람시 다리 길이는 420m다. {title} 기사에만 있는 문장이다."
        document = Document(title=title, text=text, language="ko", source=f"{title}.md")
        put_document(store, document, embedder)
    store.require_settings(index_settings(embedder))
    retriever = HybridRetriever(store, embedder)
    question = Question("가람시 다리 길이는?", "ko", "가람시 다리 길이는?")
    retrieval = retriever.retrieve(question.text, language="ko")
    texts = [evidence.text for evidence in select_evidence(question, retrieval)]
    assert len(texts) == len(set(texts)) == 3


def test_only_sentences_of_the_found_passages_are_evidence(retriever):
    question = Question(*("Which U.S. supplier was chosen by the panel?", "en", "supplier panel"))
    retrieval = retriever.retrieve(question.text, language="en", top_k=1)
    (passage,) = retrieval.passages
    assert passage.text != passage.document.text  # the article has another chunk
    found = select_evidence(question, retrieval, max_sentences=99)
    assert found
    for evidence in found:
        assert evidence.document == passage.document
        assert passage.span.overlaps(evidence.span)


TEXT = "다리 길이는 420m다. 등이 켜진다. 폭은 18m다."
SPANS = [Span(0, 13), Span(14, 21), Span(22, 30)]


def retrieval_of(*passages, sentences):
    """Return passages of one article, and hits of (chunk id, which sentence, cosine, share)."""
    document = document_of(TEXT)
    found = [
        Passage(chunk_id, document, span, rank, score, 0.0, 0.0)
        for rank, (chunk_id, span, score) in enumerate(passages, start=1)
    ]
    hits = [
        SentenceHit(chunk_id, SentenceRow(document.id, SPANS[n], NO_TERMS), cosine, share, 5)
        for chunk_id, n, cosine, share in sentences
    ]
    return Retrieval(tuple(found), tuple(hits))


def test_a_score_adds_up_the_sentence_its_passage_and_the_form_that_is_asked_for():
    retrieval = retrieval_of(
        (7, Span(0, 30), 1.5), sentences=[(7, 0, 0.8, 0.5), (7, 1, 0.9, 0.0), (7, 2, 0.7, 0.0)]
    )
    plain = select_evidence(question_of("다리는 어떤가요?"), retrieval)
    scores = {evidence.span: evidence.score for evidence in plain}
    passage = 0.6 * 1.5
    expected = {
        SPANS[0]: 0.8 + 0.2 * 0.5 + passage, SPANS[1]: 0.9 + passage, SPANS[2]: 0.7 + passage
    }  # fmt: skip
    assert scores == pytest.approx(expected)
    figures = select_evidence(question_of("다리는 몇 m인가요?"), retrieval)
    more = {evidence.span: evidence.score - expected[evidence.span] for evidence in figures}
    assert more[SPANS[0]] == pytest.approx(more[SPANS[2]]) != 0
    assert more[SPANS[1]] < 0 < more[SPANS[0]]


def test_a_sentence_that_lies_in_two_passages_counts_once_with_the_better():
    retrieval = retrieval_of(
        (7, Span(0, 21), 1.5), (8, Span(14, 30), 1.2),
        sentences=[(7, 0, 0.8, 0.0), (7, 1, 0.8, 0.0), (8, 1, 0.8, 0.0), (8, 2, 0.8, 0.0)],
    )  # fmt: skip
    found = select_evidence(question_of("다리는 어떤가요?"), retrieval)
    assert [evidence.span for evidence in found] == SPANS
    assert [evidence.score for evidence in found] == pytest.approx([1.7, 1.7, 1.52])


def evidence_among(question, *sentences):
    """Return the texts of sentences with the same cosine, as ranked for a question."""
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = [Span(a, a + len(s)) for a, s in zip(starts, sentences, strict=True)]
    document = document_of(text)
    passage = Passage(7, document, Span(0, len(text)), 1, 1.5, 0.0, 0.0)
    hits = tuple(
        SentenceHit(7, SentenceRow(document.id, span, NO_TERMS), 0.8, 0.0, 5) for span in spans
    )
    found = select_evidence(question_of(question), Retrieval((passage,), hits))
    return [evidence.text for evidence in found]


def test_a_person_is_looked_for_where_the_title_asked_for_stands():
    sentences = ("도해인 국장이 새 배를 소개했다.", "윤가람 장관이 항구를 찾았다.")
    assert evidence_among("해운부 장관은 누구인가요?", *sentences)[0] == sentences[1]
    assert evidence_among("해운부 국장은 누구인가요?", *sentences)[0] == sentences[0]


def test_a_list_of_names_comes_before_a_list_of_other_things():
    plans = "배, 등대, 부두, 창고를 고친다."
    names = "가람시, 서울시, 부산시, 인천시가 참여했다."
    assert evidence_among("참여한 도시는 어디어디인가요?", plans, names)[0] == names


def test_without_passages_there_is_no_evidence():
    assert select_evidence(LIBRARIES, Retrieval(())) == []


def test_the_sides_of_a_comparison_take_turns():
    one = retrieval_of((7, SPANS[0], 1.9), sentences=[(7, 0, 0.9, 0.0), (7, 1, 0.8, 0.0)])
    two = retrieval_of((8, SPANS[2], 1.1), sentences=[(8, 1, 0.9, 0.0), (8, 2, 0.5, 0.0)])
    question = replace(LIBRARIES, sides=(Side("2021년 목표는?"), Side("2024년 목표는?")))
    both = replace(one, passages=one.passages + two.passages, sides=(one, two))
    found = select_evidence(question, both)
    # The second side's best is said already by the first's second best: it is quoted once.
    assert [(evidence.side, evidence.span) for evidence in found] == [
        (1, SPANS[0]), (2, SPANS[1]), (2, SPANS[2]),
    ]  # fmt: skip
    assert [part.quoted for part in parts_of(question, found)] == [(found[0],), (found[1],)]


@pytest.mark.parametrize(
    "text",
    [
        "가람시 도서관 목표는 2021년과 2024년에 각각 몇 곳인가요?",
        "가람시 도서관 목표가 어떻게 바뀌었는지 비교해 주세요.",
    ],
)
def test_a_comparison_gets_a_sentence_of_each_side_first(select, text):
    evidence = select("ko", text)
    assert {item.document.date[:4] for item in evidence[:2]} == {"2021", "2024"}
    both = parts_of(Question(text, "ko", text), evidence)[0].quoted
    assert [item.document.date[:4] for item in both] == [
        item.document.date[:4] for item in evidence[:2]
    ]


def test_a_plain_question_has_one_side(select):
    evidence = select("ko", LIBRARIES.text)
    (part,) = parts_of(LIBRARIES, evidence)
    assert part.quoted[0] == evidence[0]


def test_words_of_the_headline_and_of_the_sentence_before_count_for_a_sentence():
    row = SentenceRow("d", SPANS[1], np.array([term_key("켜지")], dtype=np.int64))
    before = SentenceRow("d", SPANS[0], np.array([term_key("길이")], dtype=np.int64))
    passage = Passage(7, document_of(TEXT, title="다리"), Span(0, 30), 1, 1.0, 0.0, 0.0)
    hits = [SentenceHit(7, before, 0.8, 0.0), SentenceHit(7, row, 0.8, 0.0)]
    of_term = {term_key("다리"): 2.0, term_key("길이"): 1.0, term_key("켜지"): 1.0}
    first, second = add_context(passage, hits, of_term)
    assert first.context == pytest.approx(2 / 4)
    assert second.context == pytest.approx((2 + 0.3) / 4)
