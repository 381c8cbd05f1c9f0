"""Passages for a question that was understood: whole, side by side, or over the years."""

import pytest

from index.documents import Document, Span
from index.filters import Filter, Kind
from index.store import Store
from index.stored_rows import SentenceRow
from index.sync import index_settings, put_document
from rag.answers import ANY_TIME, Passage, Question, Side, TimePreference
from rag.evidence import MAX_TOKENS, select_evidence
from rag.parts import parts_of
from rag.retriever import HybridRetriever, Retrieval, SentenceHit
from rag.search import search
from tests.evidence_of import document_of
from tests.fakes import BigramEmbedder

TRAM_OR_BUS = Question(
    *("노면전차와 버스의 요금을 비교해줘", "ko", "노면전차와 버스의 요금을 비교해줘"),
    sides=(
        Side("노면전차의 요금", "2021-01-01/2021-12-31", "노면전차"),
        Side("버스의 요금", name="버스"),
    ),
)


class Scripted:
    """A retriever that finds what is written for the words of a question, and keeps count."""

    def __init__(self, found):
        self.asked = []
        self._found = found

    def retrieve(self, question, **options):
        self.asked.append((question, options))
        found = self._found.get(question, Retrieval(()))
        return Retrieval(
            found.passages[: options["top_k"]], found.sentences, found.emptied_by, found.sides
        )


def found(*chunks):
    """Return a retrieval of chunks, each of an article of its own name and one sentence."""
    passages, hits = [], []
    for rank, (chunk_id, title) in enumerate(chunks, start=1):
        document = document_of(f"{chunk_id}번째 소식이다.", title=title)
        span = Span(0, len(document.text))
        passages.append(Passage(chunk_id, document, span, rank, 2 - rank / 9, 0.9, 0.1))
        hits.append(SentenceHit(chunk_id, SentenceRow(document.id, span, None), 0.9, 0.1, 5))
    return Retrieval(tuple(passages), tuple(hits))


def chunk_ids(retrieval):
    return [passage.chunk_id for passage in retrieval.passages]


# -- one question ------------------------------------------------------------------------------


def test_a_plain_question_is_searched_once_with_all_that_was_understood():
    filters = (Filter(Kind.TAG, "교통"),)
    question = Question(
        *("그럼 요금은?", "ko", "노면전차 요금은?"),
        filters=filters,
        time=TimePreference(newest=True),
    )
    retriever = Scripted({"노면전차 요금은?": found((1, "가"), (2, "나"))})
    assert search(retriever, question, top_k=2) == found((1, "가"), (2, "나"))
    ((words, options),) = retriever.asked
    assert words == "노면전차 요금은?"
    assert options == {
        "language": "ko",
        "top_k": 2,
        "filters": filters,
        "time": TimePreference(newest=True),
    }


# -- sides -------------------------------------------------------------------------------------


@pytest.fixture
def both():
    """Trams are in many articles and buses in one; the whole question finds only trams."""
    return Scripted(
        {
            "노면전차의 요금": found((1, "가"), (2, "나"), (3, "다"), (4, "라")),
            "버스의 요금": found((9, "차"), (2, "나")),
            TRAM_OR_BUS.searched: found((1, "가"), (2, "나"), (3, "다"), (5, "마")),
        }
    )


def test_each_side_is_searched_by_itself_with_its_period_and_all_filters(both):
    search(both, TRAM_OR_BUS, top_k=4)
    asked = dict(both.asked)
    assert asked["노면전차의 요금"]["time"] == TimePreference(period="2021-01-01/2021-12-31")
    assert asked["버스의 요금"]["time"] == ANY_TIME
    assert {options["language"] for options in asked.values()} == {"ko"}


@pytest.mark.parametrize("top_k", [2, 3, 4, 6])
def test_each_side_has_a_passage_and_none_comes_twice(both, top_k):
    retrieval = search(both, TRAM_OR_BUS, top_k=top_k)
    ids = chunk_ids(retrieval)
    assert len(ids) == len(set(ids)) <= top_k
    assert ids[:2] == [1, 9]
    assert [passage.rank for passage in retrieval.passages] == list(range(1, len(ids) + 1))


def test_what_belongs_to_a_side_is_kept_beside_the_whole(both):
    retrieval = search(both, TRAM_OR_BUS, top_k=3)
    kept = set(chunk_ids(retrieval))
    assert len(retrieval.sides) == 2
    for side in retrieval.sides:
        assert side.passages
        assert set(chunk_ids(side)) <= kept
        assert {hit.chunk_id for hit in side.sentences} == set(chunk_ids(side))
    assert {hit.chunk_id for hit in retrieval.sentences} <= kept


def test_a_side_that_nothing_is_found_for_leaves_its_turns_to_the_others(both):
    both._found["버스의 요금"] = Retrieval(())
    retrieval = search(both, TRAM_OR_BUS, top_k=4)
    assert chunk_ids(retrieval) == [1, 2, 3, 4]
    assert [len(side.passages) > 0 for side in retrieval.sides] == [True, False]
    assert select_evidence(TRAM_OR_BUS, retrieval)


def test_what_emptied_a_comparison_is_named():
    blamed = (Filter(Kind.PUBLISHER, "없는신문"),)
    nothing = Retrieval((), emptied_by=blamed)
    words = [TRAM_OR_BUS.searched, *(side.question for side in TRAM_OR_BUS.sides)]
    retrieval = search(Scripted(dict.fromkeys(words, nothing)), TRAM_OR_BUS, top_k=4)
    assert (retrieval.passages, retrieval.emptied_by) == ((), blamed)
    assert select_evidence(TRAM_OR_BUS, retrieval) == []


def test_the_best_evidence_of_each_side_is_what_is_quoted(both):
    retrieval = search(both, TRAM_OR_BUS, top_k=4)
    evidence = select_evidence(TRAM_OR_BUS, retrieval)
    quoted = [part.quoted[0] for part in parts_of(TRAM_OR_BUS, evidence)]
    assert [item.side for item in quoted] == [1, 2]
    assert [item.document.title for item in quoted] == ["가", "차"]


@pytest.fixture(scope="module")
def uneven(tmp_path_factory):
    """A retriever over forty articles on trams and one on buses."""
    store, embedder = Store(tmp_path_factory.mktemp("uneven")), BigramEmbedder()
    store.require_settings(index_settings(embedder), record=True)
    texts = {
        f"노면전차 {n}호선": f"가람시 노면전차 {n}호선의 요금은 {n}천 원이다. 정거장은 9곳이다."
        for n in range(1, 41)
    }
    texts["버스"] = "시내버스는 한 번 타는 데 900원을 받는다. 첫차는 새벽에 나간다."
    for title, text in texts.items():
        put_document(store, Document(title, text, "ko", f"{title}.md"), embedder)
    return HybridRetriever(store, embedder)


def test_the_side_with_one_article_is_found_beside_the_one_with_forty(uneven):
    question = Question(
        *("가람시 노면전차의 요금과 시내버스의 요금을 비교해줘", "ko", "노면전차 시내버스 요금"),
        sides=(Side("가람시 노면전차의 요금"), Side("가람시 시내버스의 요금")),
    )
    retrieval = search(uneven, question, top_k=6)
    assert "버스" in {passage.document.title for passage in retrieval.passages[:2]}
    evidence = select_evidence(question, retrieval)
    quoted = [part.quoted[0] for part in parts_of(question, evidence)]
    assert ["노면전차" in item.text for item in quoted] == [True, False]
    assert "900원" in quoted[1].text
    assert sum(item.tokens for item in evidence) <= MAX_TOKENS


# -- over time ---------------------------------------------------------------------------------


def test_a_development_is_told_by_as_many_articles_as_there_are_places():
    question = Question(
        *("요금은 어떻게 바뀌었나?", "ko", "요금은 어떻게 바뀌었나?"), over_time=True
    )
    chunks = ((1, "가"), (2, "나"), (3, "나"), (4, "다"), (5, "라"))
    retriever = Scripted({question.searched: found(*chunks)})
    documents = {p.chunk_id: p.document for p in found(*chunks).passages}
    retrieval = search(retriever, question, top_k=3)
    assert len({passage.document.id for passage in retrieval.passages}) == 3
    assert [passage.rank for passage in retrieval.passages] == [1, 2, 3]
    assert {hit.chunk_id for hit in retrieval.sentences} == set(chunk_ids(retrieval))
    assert set(chunk_ids(retrieval)) <= documents.keys()


def test_the_second_passage_of_an_article_waits_until_each_article_had_its_turn():
    question = Question(
        *("요금은 어떻게 바뀌었나?", "ko", "요금은 어떻게 바뀌었나?"), over_time=True
    )
    one, other = document_of("하나다. 둘이다.", title="가"), document_of("셋이다.", title="나")
    passages = [
        Passage(1, one, Span(0, 4), 1, 1.9, 0.9, 0.1),
        Passage(2, one, Span(5, 9), 2, 1.8, 0.9, 0.1),
        Passage(3, other, Span(0, 4), 3, 1.2, 0.9, 0.1),
    ]
    retriever = Scripted({question.searched: Retrieval(tuple(passages))})
    assert chunk_ids(search(retriever, question, top_k=2)) == [1, 3]
    assert chunk_ids(search(retriever, question, top_k=9)) == [1, 3, 2]
