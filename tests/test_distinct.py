import pytest

from index.documents import Document, Span
from index.search_index import ChunkPlace
from index.store import Store
from index.sync import put_document
from rag.answers import Passage
from rag.distinct import choose_distinct, repeats
from rag.scoring import Scores
from tests.fakes import BigramEmbedder

WIRE = (
    "가람시가 새 다리를 놓았다. 길이는 420m이고 폭은 18m다. 공사는 2년 걸렸다. 시는 5월에 연다. "
    "다리에는 자전거길과 쉼터 네 곳이 있고, 밤에는 등 260개를 켠다."
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "index")


def put(store, title, text, publisher=""):
    document = Document(title, text, "ko", f"{title} {publisher}.md", publisher)
    put_document(store, document, BigramEmbedder())
    return document


def put_many(store, *titles):
    return [put(store, title, f"{title} 소식은 {n}월에 나온다.") for n, title in enumerate(titles)]


def place_of(document, chunk_id, *, start=0, end=None):
    return ChunkPlace(chunk_id, document.id, "ko", Span(start, end or len(document.text)))


def ranked(*found):
    """Return chunks 1, 2, ... each of an article and with a cosine that is its score."""
    return [
        (place_of(document, n), Scores(score, 0.0, True))
        for n, (document, score) in enumerate(found, start=1)
    ]


def chosen(store, found, top_k):
    return [passage.chunk_id for passage in choose_distinct(store, found, top_k=top_k)]


def passage_of(document, text=None):
    span = Span(0, len(document.text))
    if text is not None:
        start = document.text.index(text)
        span = Span(start, start + len(text))
    return Passage(1, document, span, 0, 0.9, 0.9, 0.0)


@pytest.mark.parametrize("top_k", [0, 1, 3, 4, 9])
def test_there_are_at_most_top_k_passages_best_first(store, top_k):
    first, second, third = put_many(store, "새벽", "정오", "저녁")
    found = ranked((second, 0.7), (first, 0.9), (third, 0.8), (first, 0.6))
    assert chosen(store, found, top_k) == [2, 3, 1, 4][:top_k]


def test_a_passage_shows_each_part_of_its_score(store):
    (document,) = put_many(store, "새벽")
    scores = Scores(0.8, 0.5, True, sentence=0.9, lift=0.05, time=0.02)
    place = place_of(document, 7, start=3, end=5)
    (passage,) = choose_distinct(store, [(place, scores)], top_k=1)
    assert passage == Passage(
        7, document, Span(3, 5), 0, scores.total, 0.8, 0.5,
        sentence=0.9, lift=0.05, time=0.02, parts=scores.parts(),
    )  # fmt: skip
    assert sum(passage.parts.values()) == pytest.approx(passage.score)
    assert set(passage.parts) == {"dense", "lexical", "sentence", "language", "time"}
    assert passage.text == document.text[3:5]


def test_of_two_nearly_as_good_the_one_of_another_article_gets_the_place(store):
    first, second = put_many(store, "새벽", "정오")
    close = ranked((first, 0.900), (first, 0.890), (second, 0.885))
    assert chosen(store, close, 2) == [1, 3]
    assert chosen(store, close, 3) == [1, 2, 3]  # the order is that of the scores


def test_a_passage_of_the_same_article_that_is_clearly_better_gets_the_place(store):
    first, second = put_many(store, "새벽", "정오")
    far = ranked((first, 0.90), (first, 0.89), (second, 0.80))
    assert chosen(store, far, 2) == [1, 2]


def test_the_more_places_an_article_has_the_better_its_next_passage_must_be(store):
    first, second = put_many(store, "새벽", "정오")
    found = ranked((first, 0.90), (first, 0.90), (first, 0.89), (second, 0.86))
    assert chosen(store, found, 2) == [1, 2]
    assert chosen(store, found, 3) == [1, 2, 4]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_equals_the_older_chunk_comes_first_whatever_their_order(store, order):
    found = ranked(*((document, 0.9) for document in put_many(store, "새벽", "정오", "저녁")))
    assert chosen(store, [found[n] for n in order], 2) == [1, 2]


def test_of_near_duplicates_the_best_is_left(store):
    wires = [put(store, "다리", WIRE, f"{n}신문") for n in range(4)]
    (other,) = put_many(store, "새벽")
    found = ranked((wires[0], 0.80), (wires[1], 0.90), (wires[2], 0.85), (other, 0.5))
    assert chosen(store, found, 6) == [2, 4]


def test_a_near_duplicate_with_another_figure_is_news(store):
    first = put(store, "다리", WIRE)
    second = put(store, "다리 고침", WIRE.replace("420m", "450m"))
    assert store.clusters([first.id]) == {first.id: store.clusters([second.id])[second.id]}
    found = [
        (place_of(document, n), Scores(0.9, 0.0, True))
        for n, document in enumerate((first, second))
    ]
    assert chosen(store, found, 6) == [0, 1]


def test_the_same_words_in_articles_that_are_no_near_duplicates_are_both_left(store):
    sentence = "가람시 다리 길이는 420m다."
    one = put(store, "하나", f"{sentence} " + "새벽 장터는 토요일마다 열리고 손님이 많다. " * 9)
    two = put(store, "둘", f"{sentence} " + "도서관 여덟 곳이 밤에도 문을 열어 둔다고 한다. " * 9)
    assert store.clusters([one.id, two.id]) == {}
    found = [
        (place_of(document, n, end=len(sentence)), Scores(0.9, 0.0, True))
        for n, document in enumerate((one, two))
    ]
    assert chosen(store, found, 6) == [0, 1]


def test_an_article_that_is_deleted_meanwhile_leaves_its_place_to_the_next(store):
    first, second = put_many(store, "새벽", "정오")
    found = ranked((first, 0.9), (second, 0.8))
    store.remove_document(first.id)
    assert chosen(store, found, 1) == [2]


def test_nothing_to_choose_from_gives_nothing(store):
    assert choose_distinct(store, [], top_k=6) == []


@pytest.mark.parametrize(
    ("words", "repeated"),
    [
        ("가람시가 새 다리를 놓았다. 길이는 420m이고 폭은 18m다.", True),
        ("가람시가 새 다리를 놓았다. 길이는 421m이고 폭은 18m다.", False),  # another figure
        ("길이는 420m이고 폭은 18m다. 공사는 2년 걸렸다. 나머지는 생략", True),  # few new words
        ("별내군은 양봉 학교를 열고 벌통을 나눠 준다.", False),
    ],
)
def test_a_passage_repeats_an_article_that_holds_its_figures_and_nearly_all_its_words(
    words, repeated
):
    kept = Document("다리", WIRE, "ko", "a.md")
    assert repeats(passage_of(Document("사본", words, "ko", "b.md")), passage_of(kept)) == repeated


def test_two_passages_of_one_article_never_repeat_each_other():
    document = Document("다리", WIRE, "ko", "a.md")
    assert not repeats(passage_of(document, WIRE[:20]), passage_of(document))
