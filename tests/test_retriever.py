import math
import threading
from dataclasses import replace

import pytest

from index.documents import Document
from index.errors import EmptyIndexError, IndexMismatchError
from index.prepare import searched_heading
from index.search_index import SearchIndex
from index.sentences import split_sentences
from index.spelling import respell
from index.store import Store
from index.sync import index_settings, put_document
from index.terms import extract_query_terms, extract_terms
from rag.candidates import CANDIDATES
from rag.retriever import RESCORED, HybridRetriever
from rag.scoring import SENTENCE_WEIGHT, lexical_weight
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


def searched_terms(question, index):
    """Return the weighted terms of a question, with what its unknown words may mean."""
    return respell(extract_query_terms(question), index.lexical.holds)


def searched_text(passage):
    """Return what stands in the index for a passage."""
    return f"{searched_heading(passage.document)}\n{passage.text}"


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


SCORED = [("en", QUESTIONS["en"][0]), ("ko", MIXED), ("ja", QUESTIONS["ja"][0])]


@pytest.mark.parametrize(("language", "question"), SCORED)
def test_a_score_is_the_sum_of_its_parts(retriever, language, question):
    passages = retriever.retrieve(question, language=language).passages
    assert max(p.lexical for p in passages if p.document.language == "en") > 0 or language == "ja"
    for passage in passages:
        same = passage.document.language == language
        chunk = passage.dense + lexical_weight(same) * passage.lexical
        lifted = chunk + passage.lift + SENTENCE_WEIGHT * (passage.sentence + passage.lift)
        assert passage.score == pytest.approx(lifted + passage.time)
        assert sum(passage.parts.values()) == pytest.approx(passage.score)
        assert passage.time == 0
        assert (passage.lift == 0) or not same


@pytest.mark.parametrize(("language", "question"), SCORED)
def test_the_parts_of_a_chunk_are_its_cosine_and_its_share_of_bm25(
    retriever, store, embedder, language, question
):
    query, index = embedder.embed_queries([question])[0], SearchIndex(store)
    terms = searched_terms(question, index)
    chunk_ids = [index.place(row).chunk_id for row in range(len(index.alive))]
    own, across = (
        dict(zip(chunk_ids, index.lexical.scores(weights).tolist(), strict=True))
        for weights in (terms.own, terms.across)
    )
    assert own != across
    for passage in retriever.retrieve(question, language=language).passages:
        cosine = float(embedder.embed_passages([searched_text(passage)])[0] @ query)
        assert passage.dense == pytest.approx(cosine, abs=1e-3)  # stored in half precision
        share_of = own if passage.document.language == language else across
        assert passage.lexical == pytest.approx(share_of[passage.chunk_id])


@pytest.mark.parametrize(("language", "question"), SCORED)
def test_the_sentence_s_part_is_that_of_the_best_of_the_passage(
    retriever, store, embedder, language, question
):
    query = embedder.embed_queries([question])[0]
    terms = searched_terms(question, SearchIndex(store))
    own, across = (
        {term: weight * retriever.idf(term) for term, weight in weights.items()}
        for weights in (terms.own, terms.across)
    )
    for passage in retriever.retrieve(question, language=language).passages:
        same, best = passage.document.language == language, 0.0
        weight, counts = lexical_weight(same), own if same else across
        for span in split_sentences(passage.document.text):
            if span.overlaps(passage.span):
                sentence = span.of(passage.document.text)
                cosine = float(embedder.embed_passages([sentence])[0] @ query)
                held = sum(counts[term] for term in counts.keys() & set(extract_terms(sentence)))
                best = max(best, cosine + weight * held / (sum(counts.values()) or 1.0))
        assert passage.sentence == pytest.approx(best, abs=1e-3)


def test_the_sentences_are_all_those_of_the_passages_in_their_order(retriever, embedder):
    retrieval = retriever.retrieve(QUESTIONS["ko"][0], language="ko")
    expected = [
        (passage.chunk_id, span)
        for passage in retrieval.passages
        for span in split_sentences(passage.document.text)
        if span.overlaps(passage.span)
    ]
    assert [(hit.chunk_id, hit.row.span) for hit in retrieval.sentences] == expected
    documents = {passage.chunk_id: passage.document for passage in retrieval.passages}
    texts = [hit.row.span.of(documents[hit.chunk_id].text) for hit in retrieval.sentences]
    assert [hit.tokens for hit in retrieval.sentences] == embedder.count_tokens(texts)


@pytest.mark.parametrize("question", [QUESTIONS["ko"][0], MIXED, QUESTIONS["en"][0]])
def test_a_passage_names_the_words_of_the_question_that_it_holds(retriever, question):
    asked = extract_query_terms(question)
    passages = retriever.retrieve(question, language="ko").passages
    for passage in passages:
        held = set(extract_terms(searched_text(passage)))
        expected = [word for word, terms in asked.words if held & set(terms)]
        expected += [term for term in asked.own if term.isdigit() and term in held]
        assert list(passage.matched) == expected
        assert all(word in question.lower() for word in passage.matched)


def test_words_are_named_as_the_question_writes_them_and_figures_too(retriever):
    question, _ = QUESTIONS["ko"]
    passages = retriever.retrieve(question, language="ko").passages
    assert {"노면전차", "정거장은", "1"} <= set(passages[0].matched)  # 정거장이다 in the article
    assert () in [passage.matched for passage in passages]


def test_a_misspelt_word_finds_its_article_and_is_not_named(retriever):
    question, source = "가람시 노면전챠는 언제 다니나요?", QUESTIONS["ko"][1]
    assert found(retriever, question, "ko")[0] == source
    right, wrong = (
        retriever.retrieve(text, language="ko", top_k=1).passages[0]
        for text in ("노면전차", "노면전챠")
    )
    assert right.lexical > 0
    assert wrong.lexical > 0
    assert (right.matched, wrong.matched) == (("노면전차",), ())


def test_a_question_in_a_language_without_articles_finds_those_of_others(retriever):
    question = "Tramway 가람시 노면전차, 도서관 목표 ?"
    for top_k in (6, 9):
        passages = retriever.retrieve(question, language="fr", top_k=top_k).passages
        assert len({passage.chunk_id for passage in passages}) == len(passages) == top_k
    assert "가람시" in passages[0].document.title


def test_an_index_of_one_article_finds_it_for_any_question(tmp_path):
    store, embedder = Store(tmp_path), BigramEmbedder()
    add(store, "장터", "은하동 새벽 장터는 토요일마다 5시에 열린다.", "ko")
    retriever = HybridRetriever(store, embedder)
    for language, (question, _) in QUESTIONS.items():
        assert found(retriever, question, language) == ["장터.md"]


@pytest.mark.parametrize("language", ["ko", "en", "vi", "", "??"])
@pytest.mark.parametrize(
    "question",
    ["그리고 또 은 는", "the and of", "🚲🎈", "?!…", "", " ", "\u200b", "가", "\x00",
     "노면전차 " * 2000, "湿地公园" * 2500, "x" * 10_000, "Đường sắt trên cao dài bao nhiêu?"],
)  # fmt: skip
def test_any_question_gets_passages_with_scores_that_are_numbers(retriever, question, language):
    passages = retriever.retrieve(question, language=language).passages
    assert [passage.rank for passage in passages] == [1, 2, 3, 4, 5, 6]
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    assert all(math.isfinite(score) for score in scores)
    assert all(0 <= passage.lexical <= 1 for passage in passages)


def test_a_question_without_a_word_that_counts_is_ranked_by_its_cosine(retriever):
    for question in ("?!…", "🚲🎈"):
        passages = retriever.retrieve(question, language="ko").passages
        assert {(passage.lexical, passage.matched) for passage in passages} == {(0.0, ())}


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


@pytest.mark.parametrize("step", ["sentences_of_chunks", "clusters", "copies", "terms_of_chunks"])
def test_an_article_may_go_or_be_prepared_anew_at_any_time_of_a_search(
    retriever, store, monkeypatch, step
):
    question, source = QUESTIONS["ko"]
    (path,) = (path for path in store.sources() if path.endswith(source))
    real = getattr(store, step)

    def remove_first(*arguments):
        store.remove_files([path])
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(store, step, remove_first)
        passages = retriever.retrieve(question, language="ko").passages
    assert passages
    assert all(passage.text for passage in passages)
    assert source not in found(retriever, question, "ko")


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


def test_the_facets_are_those_of_the_store_as_it_is_now(retriever, store):
    assert retriever.facets() == store.facets()
    add(store, "Marché", "Le marché ouvre le samedi.", "fr")
    assert "fr" in retriever.facets().languages


@pytest.mark.parametrize("outlets", [30, 70, 120])
def test_wire_copy_in_many_outlets_leaves_places_for_other_articles(tmp_path, outlets):
    assert 30 < RESCORED < 70 < CANDIDATES < 120  # more than are looked into at once, or found
    store, embedder = Store(tmp_path), BigramEmbedder()
    wire = (
        "가람시가 새 다리를 놓았다. 길이는 420m이고 폭은 18m다. 공사는 2년 걸렸다. 시는 5월에 연다."
    )
    for n in range(outlets):
        document = Document("다리", wire, "ko", f"{n:02}.md", publisher=f"{n}신문")
        put_document(store, document, embedder)
    for n in range(6):
        add(store, f"다리 소식 {n}", f"나루시 {n}동의 다리 공사가 {n + 3}월에 끝난다고 한다.", "ko")
    store.require_settings(index_settings(embedder), record=True)
    retrieval = HybridRetriever(store, embedder).retrieve("다리 길이는?", language="ko")
    titles = [passage.document.title for passage in retrieval.passages]
    assert titles[0] == "다리"
    assert sum(title.startswith("다리 소식") for title in titles) == 5
    (wired,) = (p for p in retrieval.passages if p.document.title == "다리")
    assert len(wired.copies) == 20  # enough to name
    with_sentences = {hit.chunk_id for hit in retrieval.sentences}
    assert with_sentences == {passage.chunk_id for passage in retrieval.passages}
    assert all(passage.sentence > 0 for passage in retrieval.passages)
