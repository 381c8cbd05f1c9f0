import threading
from dataclasses import replace

import numpy as np
import pytest

from index.documents import Document
from index.errors import EmptyIndexError, IndexMismatchError
from index.prepare import searched_heading
from index.store import Store
from index.sync import index_settings, put_document
from rag.retriever import LEXICAL_WEIGHT, OTHER_LANGUAGE_LEXICAL_WEIGHT, HybridRetriever
from tests.fakes import BigramEmbedder

QUESTIONS = {
    "ko": ("가람시 노면전차 1호선 정거장은 몇 곳인가요?", "garam-tram.txt"),
    "en": ("How many passengers can one electric boat carry?", "port-ellis-ferries.md"),
    "ja": ("青葉山の気象観測所の建設費はいくらですか", "midori-observatory.md"),
    "zh": ("湿地公园将扩建至多少公顷？", "yunhe-wetland.md"),
    "es": ("¿Cuánta agua produce la planta desalinizadora?", "puerto-claro-agua.md"),
    "th": ("ตลาดริมน้ำแห่งใหม่มีร้านค้ากี่ร้าน", "saithan-market.md"),
}
MIXED = "Port Ellis Harbour Board의 electric boats는 몇 척인가요?"


def found(retriever, question, language, **options):
    passages = retriever.retrieve(question, language=language, **options).passages
    return [passage.document.source.rpartition("/")[2] for passage in passages]


def add(store, title, text, language):
    document = Document(title=title, text=text, language=language, source=f"{title}.md")
    put_document(store, document, BigramEmbedder())


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_article_in_the_language_of_the_question_comes_first(retriever, language):
    question, source = QUESTIONS[language]
    assert found(retriever, question, language)[0] == source


@pytest.mark.parametrize("question", [QUESTIONS["ko"][0], MIXED])
def test_passages_come_best_first_with_ranks_and_verbatim_text(retriever, store, question):
    passages = retriever.retrieve(question, language="ko").passages
    assert [passage.rank for passage in passages] == list(range(1, len(passages) + 1))
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    assert len({passage.chunk_id for passage in passages}) == len(passages)
    for passage in passages:
        assert passage.text == passage.document.text[passage.span.start : passage.span.end]
        assert passage.document in store.documents()


@pytest.mark.parametrize(("language", "question"), [("en", QUESTIONS["en"][0]), ("ko", MIXED)])
def test_a_score_is_the_cosine_and_a_share_of_the_lexical_score(
    retriever, embedder, language, question
):
    retrieval = retriever.retrieve(question, language=language)
    assert max(p.lexical for p in retrieval.passages if p.document.language == "en") > 0
    assert np.array_equal(retrieval.query, embedder.embed_queries([question]))
    for passage in retrieval.passages:
        same = passage.document.language == language
        weight = LEXICAL_WEIGHT if same else OTHER_LANGUAGE_LEXICAL_WEIGHT
        assert passage.score == pytest.approx(passage.dense + weight * passage.lexical)
        chunk = f"{searched_heading(passage.document)}\n{passage.text}"
        cosine = float(embedder.embed_passages([chunk])[0] @ retrieval.query[0])
        assert passage.dense == pytest.approx(cosine, abs=1e-3)  # stored in half precision


def test_a_foreign_article_gets_a_place_among_many_in_the_language_of_the_question(tmp_path):
    store, embedder = Store(tmp_path), BigramEmbedder()
    for n in range(20):
        add(store, f"항구 소식 {n}", f"포트엘리스 항구에 {n}번째 여객선이 들어왔다.", "ko")
    add(store, "Electric boats", "Port Ellis will replace its ferries with electric boats.", "en")
    store.require_settings(index_settings(embedder))
    retriever = HybridRetriever(store, embedder)
    passages = retriever.retrieve("포트엘리스 항구 여객선은?", language="ko").passages
    languages = [passage.document.language for passage in passages]
    assert (languages.count("en"), len(languages)) == (1, 6)
    vague = retriever.retrieve("전기 배 계획이 궁금합니다", language="ko").passages
    assert "en" in {passage.document.language for passage in vague}


def test_a_question_in_a_language_without_articles_finds_those_of_others(retriever):
    question = "Tramway 가람시 노면전차, 도서관 목표 ?"
    for top_k in (6, 9):
        passages = retriever.retrieve(question, language="fr", top_k=top_k).passages
        assert len({passage.chunk_id for passage in passages}) == len(passages) == top_k


@pytest.mark.parametrize("top_k", [1, 2, 3, 8, 50])
def test_there_are_at_most_top_k_passages(retriever, top_k):
    for language, (question, source) in QUESTIONS.items():
        sources = found(retriever, question, language, top_k=top_k)
        assert len(sources) == min(top_k, 9)
        assert source in sources


def test_a_new_article_is_found_without_a_restart(retriever, store):
    question = "은하동 새벽 장터는 언제 열리나요?"
    assert "장터.md" not in found(retriever, question, "ko")
    before = retriever.idf("장터")
    add(store, "장터", "은하동 새벽 장터는 토요일마다 5시에 열린다.", "ko")
    assert found(retriever, question, "ko")[0] == "장터.md"
    assert retriever.idf("장터") < before


def test_a_removed_article_is_not_found_any_more(retriever, store):
    question, source = QUESTIONS["zh"]
    (path,) = (path for path in store.sources() if path.endswith(source))
    store.remove_files([path])
    assert source not in found(retriever, question, "zh")


def test_an_article_removed_during_a_search_is_left_out(retriever, store, monkeypatch):
    documents = store.documents_by_id
    gone = retriever.retrieve(QUESTIONS["ko"][0], language="ko").passages[0].document

    def without_gone(ids):
        return {id_: document for id_, document in documents(ids).items() if id_ != gone.id}

    monkeypatch.setattr(store, "documents_by_id", without_gone)
    passages = retriever.retrieve(QUESTIONS["ko"][0], language="ko").passages
    assert passages
    assert gone not in [passage.document for passage in passages]


def test_an_index_of_another_embedder_is_refused(store):
    with pytest.raises(IndexMismatchError, match="others@2"):
        HybridRetriever(store, BigramEmbedder("others@2"))


def test_an_index_rebuilt_with_another_embedder_is_refused_while_running(retriever, store):
    store.clear()
    store.require_settings(
        {**index_settings(BigramEmbedder()), "embedder": "others@2"}, record=True
    )
    with pytest.raises(IndexMismatchError, match="others@2 ≠ bigrams@1"):
        retriever.retrieve("가람시?", language="ko")


def test_an_empty_index_is_refused(tmp_path):
    with pytest.raises(EmptyIndexError):
        HybridRetriever(Store(tmp_path / "빈 색인"), BigramEmbedder())


def test_threads_find_what_one_alone_finds(retriever):
    expected = {language: found(retriever, q, language) for language, (q, _) in QUESTIONS.items()}
    results = []

    def ask():
        results.append({lang: found(retriever, q, lang) for lang, (q, _) in QUESTIONS.items()})

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 3


def test_passages_are_values(retriever):
    passage = retriever.retrieve("도서관", language="ko").passages[0]
    assert replace(passage, rank=passage.rank) == passage


def test_wire_copy_in_many_outlets_leaves_places_for_other_articles(tmp_path):
    store, embedder = Store(tmp_path), BigramEmbedder()
    wire = (
        "가람시가 새 다리를 놓았다. 길이는 420m이고 폭은 18m다. 공사는 2년 걸렸다. 시는 5월에 연다."
    )
    for n in range(30):
        document = Document("다리", wire, "ko", f"{n:02}.md", publisher=f"{n}신문")
        put_document(store, document, embedder)
    for n in range(6):
        add(store, f"다리 소식 {n}", f"나루시 {n}동의 다리 공사가 {n + 3}월에 끝난다고 한다.", "ko")
    for n in range(3):
        add(store, f"Bridge {n}", f"A bridge number {n} opened in Port Ellis.", "en")
    store.require_settings(index_settings(embedder), record=True)
    passages = HybridRetriever(store, embedder).retrieve("다리 길이는?", language="ko").passages
    titles = [passage.document.title for passage in passages]
    assert titles.count("다리") == 1
    assert sum(title.startswith("다리 소식") for title in titles) >= 4
    (wired,) = (passage for passage in passages if passage.document.title == "다리")
    assert len(wired.copies) == 20  # of 29: enough to name
