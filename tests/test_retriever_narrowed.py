"""Searches among many articles: narrowed by filters, by time, and across languages."""

import zlib

import numpy as np
import pytest

from index.documents import Document
from index.filters import Filter, Kind
from index.store import Store
from index.sync import index_settings, put_document
from rag.answers import TimePreference
from rag.retriever import HybridRetriever
from rag.scoring import _BACKGROUND
from tests.fakes import BigramEmbedder

TRAM = "노면전차 정거장은 몇 곳인가요?"
MEMO = "행사 안내문을 다시 인쇄한다."  # as little about trams as any text


def put(store, title, text, language="ko", embedder=None, **facts):
    document = Document(title, text, language, f"{title}.md", **facts)
    put_document(store, document, embedder or BigramEmbedder())
    return document


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A retriever over 260 articles on trams and one memo, in no way about them."""
    store, embedder = Store(tmp_path_factory.mktemp("many")), BigramEmbedder()
    store.require_settings(index_settings(embedder), record=True)
    for n in range(260):
        text = f"가람시 노면전차 {n}호선의 정거장은 {n + 2}곳이고 길이는 {n}㎞다."
        put(store, f"{n}호선", text, publisher="가람일보", published=f"2021-{n % 12 + 1:02}-15")
    put(store, "안내", MEMO, publisher="나루신문", published="2019-05-02", tags=("쪽지",))
    return HybridRetriever(store, embedder)


def titles(retriever, question, language="ko", **options):
    retrieval = retriever.retrieve(question, language=language, **options)
    return [passage.document.title for passage in retrieval.passages]


def test_without_a_filter_the_memo_is_beyond_what_is_looked_at(many):
    found = titles(many, TRAM, top_k=250)
    assert len(found) >= 100
    assert "안내" not in found


@pytest.mark.parametrize(
    "one",
    [
        Filter(Kind.PUBLISHER, "나루신문"),
        Filter(Kind.DATE, "2019-01-01/2019-12-31"),
        Filter(Kind.DATE, "../2020-12-31"),
        Filter(Kind.TAG, "쪽지"),
        Filter(Kind.DOCUMENT, "안내.md"),
    ],
)
def test_a_filter_acts_inside_the_search(many, one):
    assert titles(many, TRAM, filters=[one]) == ["안내"]


def test_all_that_a_filter_lets_through_is_searched_best_first(many):
    may = [Filter(Kind.DATE, "2021-05-01/2021-05-31"), Filter(Kind.DATE, "2019-05-01/2019-05-31")]
    found = titles(many, "노면전차 124호선 정거장은?", filters=may, top_k=99)
    assert len(found) == 23
    assert found[0] == "124호선"
    assert found[-1] == "안내"
    assert titles(many, TRAM, filters=[*may, Filter(Kind.PUBLISHER, "나루신문")]) == ["안내"]


def test_a_filtered_passage_has_the_score_that_it_has_without_filters(many):
    may = [Filter(Kind.DATE, "2021-05-01/2021-05-31")]
    question = "노면전차 124호선 정거장은?"
    (narrowed,) = many.retrieve(question, language="ko", filters=may, top_k=1).passages
    (free,) = many.retrieve(question, language="ko", top_k=1).passages
    assert narrowed == free


def test_excluded_articles_make_room_for_others(many):
    store = many.store
    first = many.retrieve(TRAM, language="ko").passages
    ids = {passage.document.id for passage in first}
    second = many.retrieve(TRAM, language="ko", exclude=ids).passages
    assert len(first) == len(second) == 6
    assert not ids & {passage.document.id for passage in second}
    others = {document.id for document in store.documents() if document.title != "안내"}
    assert titles(many, TRAM, exclude=others) == ["안내"]
    assert titles(many, TRAM, exclude=["no article has this id"]) == titles(many, TRAM)


def test_what_leaves_nothing_is_named(many):
    nobody, day = Filter(Kind.PUBLISHER, "없는신문"), Filter(Kind.DATE, "2019-01-01/..")
    retrieval = many.retrieve(TRAM, language="ko", filters=[day, nobody])
    assert (retrieval.passages, retrieval.sentences) == ((), ())
    assert retrieval.emptied_by == (nobody,)
    apart = [Filter(Kind.PUBLISHER, "나루신문"), Filter(Kind.DATE, "2021-01-01/..")]
    assert many.retrieve(TRAM, language="ko", filters=apart).emptied_by == tuple(apart)


def test_no_filter_is_blamed_where_some_article_is_left(many):
    memo = Filter(Kind.TAG, "쪽지")
    (document,) = many.store.documents(list(many.store.matching([memo])))
    retrieval = many.retrieve(TRAM, language="ko", filters=[memo], exclude=[document.id])
    assert (retrieval.passages, retrieval.emptied_by) == ((), ())
    assert many.retrieve(TRAM, language="ko", filters=[memo]).emptied_by == ()


REPORTS = {
    "가": ("2015-03-02", "시장 상인들은 손님이 늘 것으로 본다."),
    "나": ("2024-06-01", "버스는 이제 북쪽 길로 돌아가지 않는다."),
    "다": ("", "낚시꾼 몇 명이 벌써 난간에 기대어 있었다."),
    "라": ("2021-08-09T09:30+09:00", "밤에는 푸른 등 이백 개가 켜진다고 한다."),
}
BRIDGE = "강가의 새 다리는?"


@pytest.fixture
def dated(tmp_path):
    """A retriever over like reports of different days, and a later one of something else."""
    store, embedder = Store(tmp_path), BigramEmbedder()
    store.require_settings(index_settings(embedder), record=True)
    for name, (day, more) in REPORTS.items():
        put(store, name, f"강가의 새 다리가 열렸다. {more}", published=day)
    put(store, "딴 글", MEMO, published="2024-06-02")
    return HybridRetriever(store, embedder)


@pytest.mark.parametrize(
    ("time", "order"),
    [
        (TimePreference(newest=True), "나라가다"),
        (TimePreference(oldest=True), "가라나다"),
        (TimePreference(period="2021-01-01/2021-12-31"), "라나가다"),
        (TimePreference(period="../2016-01-01"), "가라나다"),
        (TimePreference(period="2022-01-01/.."), "나라가다"),
    ],
)
def test_of_like_passages_the_time_that_is_asked_for_comes_first(dated, time, order):
    retrieval = dated.retrieve(BRIDGE, language="ko", time=time)
    passages = {passage.document.title: passage for passage in retrieval.passages}
    assert "".join(sorted(REPORTS, key=lambda name: -passages[name].time)) == order
    with_day = [name for name, (day, _) in REPORTS.items() if day]
    assert min(with_day, key=lambda name: passages[name].rank) == order[0]
    assert passages["딴 글"].rank == 5  # of something else, whatever its day
    for passage in retrieval.passages:
        assert (passage.time > 0) == bool(passage.document.date)


def test_a_date_that_is_still_to_come_leaves_the_others_apart(dated):
    put(dated.store, "마", "강가의 새 다리가 열렸다. 표는 아직 없다.", published="2098-01-01")
    time = TimePreference(newest=True)
    passages = dated.retrieve(BRIDGE, language="ko", time=time).passages
    times = {passage.document.title: passage.time for passage in passages}
    assert times["마"] > times["나"] > 1.5 * times["라"] > 0


class SameThingEmbedder(BigramEmbedder):
    """Knows the same thing in two languages, and puts the texts of one language close together.

    Cosines: about .80 with any text of the language, .74 with any other, .06 more where both
    speak of the same thing. So the right article of another language comes after all the
    unrelated ones in the question's own.
    """

    dim = 2048
    _THINGS = (("철새", "birds"), ("소금", "salt"), ("등대", "lighthouse"), ("시계탑", "clock"))

    def _embed(self, texts):
        self.embedded += texts
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 0.74**0.5
            row[1 if any("가" <= letter <= "힣" for letter in text) else 2] = 0.06**0.5
            chance = np.random.default_rng(zlib.crc32(text.encode()))
            own = chance.normal(size=self.dim - 10)
            own /= np.linalg.norm(own)
            known = [n for n, words in enumerate(self._THINGS) if any(w in text for w in words)]
            share = 0.3**0.5 if known else 0.0
            row[10:] = own * (0.2 * (1 - share**2)) ** 0.5
            for thing in known:
                row[3 + thing] = share * (0.2 / len(known)) ** 0.5
        return rows


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A retriever over 300 Korean articles about nothing, four things in Korean and in English."""
    store, embedder = Store(tmp_path_factory.mktemp("both")), SameThingEmbedder()
    store.require_settings(index_settings(embedder), record=True)
    for n in range(300):
        put(store, f"{n}번 소식", f"나루시 {n}동의 공사가 {n + 3}월에 끝난다.", embedder=embedder)
    put(store, "갯벌", "소금 만드는 마을에 길이 났다.", embedder=embedder)
    put(store, "탑", "마을의 시계탑 둘레에 꽃을 심었다.", embedder=embedder)
    english = [
        "Migrating birds rest on the mud flats of Port Ellis in May.",
        "The salt makers of the bay have opened a second yard.",
        "A keeper lives in the lighthouse all winter.",
        *(f"Ferry number {n} sails at {n} o'clock sharp." for n in range(1, 25)),
    ]
    for n, text in enumerate(english):
        put(store, f"Report {n}", text.replace("o'clock", "hours"), "en", embedder)
    return HybridRetriever(store, embedder)


@pytest.mark.parametrize(
    ("question", "title"),
    [("철새는 어디에서 쉬나요?", "Report 0"), ("등대에는 누가 사나요?", "Report 2")],
)
def test_the_right_foreign_article_is_found_among_many_unrelated_ones(both, question, title):
    query = SameThingEmbedder().embed_queries([question])[0]
    chunks, vectors = both.store.chunks()
    cosines = vectors @ query
    right = next(d.id for d in both.store.documents() if d.title == title)
    (cosine,) = (c for c, chunk in zip(cosines, chunks, strict=True) if chunk.document_id == right)
    assert (cosines > cosine).sum() > 50  # by the cosine alone it is nowhere
    retrieval = both.retrieve(question, language="ko")
    assert retrieval.passages[0].document.title == title
    assert retrieval.passages[0].lift > 0


@pytest.mark.parametrize(
    ("question", "title", "other"),
    [
        ("소금 만드는 마을은?", "갯벌", "Report 1"),
        ("마을의 시계탑에는 무엇을 심었나요?", "탑", ""),
    ],
)
def test_an_answer_in_the_language_of_the_question_stays_first(both, question, title, other):
    found = titles(both, question)
    assert found[0] == title
    assert not other or other in found


def test_a_question_in_english_is_not_drowned_by_the_larger_language(both):
    found = titles(both, "Where do the birds rest?", "en")
    assert found[0] == "Report 0"
    found = titles(both, "What grows around the clock?", "en", top_k=10)
    assert "탑" in found


def test_a_language_filter_shuts_the_others_out_whatever_the_question_is_in(both):
    english = [Filter(Kind.LANGUAGE, "en")]
    found = titles(both, "소금 만드는 마을은?", filters=english, top_k=27)
    assert found[0] == "Report 1"
    assert len(found) == 27
    assert all(title.startswith("Report") for title in found)


@pytest.mark.parametrize("chunks", [5, _BACKGROUND + 5])
def test_the_chunks_of_one_long_article_lift_no_foreign_one_above_it(tmp_path, chunks):
    store, embedder = Store(tmp_path), SameThingEmbedder()
    store.require_settings(index_settings(embedder), record=True)
    years = [
        " ".join(f"철새 {n}마리는 {n + m}월에 섬을 건너 먼 곳으로 간다." for m in range(14))
        for n in range(2, chunks + 2)
    ]
    right = put(store, "긴 글", "\n".join(years), embedder=embedder)
    for n in range(60):
        text = f"나루시 {n}동의 공사가 {n + 3}월에 끝난다."
        put(store, f"{n}번 소식", text, embedder=embedder)
        text = f"Ferry number {n} sails at {n} hours sharp."
        put(store, f"Report {n}", text, "en", embedder)
    put(store, "Birds", "Migrating birds rest on the mud flats in May.", "en", embedder)
    assert sum(chunk.document_id == right.id for chunk in store.chunks()[0]) >= chunks
    found = titles(
        HybridRetriever(store, embedder), "철새는 봄마다 어느 갯벌에서 무엇을 먹으며 쉬나요?"
    )
    assert found[:3] == ["긴 글"] * 3
    assert "Birds" in titles(
        HybridRetriever(store, embedder), "철새는 봄마다 어느 갯벌에서 쉬나요?", top_k=20
    )
