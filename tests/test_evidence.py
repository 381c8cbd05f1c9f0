import pytest

from index.documents import Document
from index.store import Store
from index.sync import index_settings, put_document
from rag.answers import Question
from rag.evidence import MAX_CHARACTERS, MAX_SENTENCES, select_evidence, sides
from rag.retriever import HybridRetriever
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
LIBRARIES = Question("가람시 도서관 목표는?", "ko", "가람시 도서관 목표는?")


@pytest.fixture
def select(retriever, store):
    def select(language, question, **options):
        asked = Question(question, language, question)
        retrieval = retriever.retrieve(question, language=language)
        return select_evidence(asked, retrieval, store, idf=retriever.idf, **options)

    return select


@pytest.mark.parametrize(("language", "question", "sentence"), QUESTIONS)
def test_the_sentence_that_answers_is_among_the_evidence(select, language, question, sentence):
    assert sentence in [evidence.text for evidence in select(language, question)[:3]]


@pytest.mark.parametrize(("language", "question", "sentence"), QUESTIONS)
def test_evidence_is_verbatim_best_first_and_within_its_limits(
    select, language, question, sentence
):
    evidence = select(language, question)
    scores = [item.score for item in evidence]
    assert scores == sorted(scores, reverse=True)
    assert 0 < len(evidence) <= MAX_SENTENCES
    assert sum(len(item.text) for item in evidence) <= MAX_CHARACTERS
    for item in evidence:
        assert item.text == item.document.text[item.span.start : item.span.end]


def test_the_limits_can_be_chosen_and_leave_at_least_one_sentence(select):
    language, question, _ = QUESTIONS[0]
    assert len(select(language, question, max_sentences=2)) == 2
    assert sum(len(e.text) for e in select(language, question, max_characters=80)) <= 80
    assert len(select(language, question, max_characters=1)) == 1


def test_a_sentence_too_long_to_fit_makes_room_for_a_shorter_one(select):
    language, question, _ = QUESTIONS[0]
    every = select(language, question, max_sentences=20, max_characters=9_999)
    limit = len(every[0].text) + min(len(item.text) for item in every[2:])
    if len(every[1].text) + len(every[0].text) > limit:
        assert every[1] not in select(language, question, max_characters=limit)
    assert len(select(language, question, max_characters=limit)) >= 2


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
    texts = [e.text for e in select_evidence(question, retrieval, store, idf=retriever.idf)]
    assert len(texts) == len(set(texts)) == 3


def test_only_sentences_of_the_found_passages_are_evidence(retriever, store):
    question = Question(*("Which U.S. supplier was chosen by the panel?", "en", "supplier panel"))
    retrieval = retriever.retrieve(question.text, language="en", top_k=1)
    (passage,) = retrieval.passages
    assert passage.text != passage.document.text  # the article has another chunk
    found = select_evidence(question, retrieval, store, idf=retriever.idf, max_sentences=99)
    assert found
    for evidence in found:
        assert evidence.document == passage.document
        assert passage.span.overlaps(evidence.span)


def test_without_passages_there_is_no_evidence(retriever, store):
    retrieval = retriever.retrieve(LIBRARIES.text, language="ko", top_k=1)
    store.clear()
    assert select_evidence(LIBRARIES, retrieval, store, idf=lambda term: 1.0) == []


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
    both = sides(Question(text, "ko", text), evidence)
    assert [item.document.date[:4] for item in both] == [
        item.document.date[:4] for item in evidence[:2]
    ]


def test_a_plain_question_has_one_side(select):
    evidence = select("ko", LIBRARIES.text)
    assert sides(LIBRARIES, evidence) == evidence[:1]
