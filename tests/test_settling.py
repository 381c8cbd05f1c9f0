from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.documents import Document, Dropped
from index.recurring import MIN_ARTICLES, REASON
from index.store import Store
from index.sync import put_document, sync_index
from tests.fakes import BigramEmbedder
from tests.index_contents import content_of, differences, problems_of

SITE = "garam.example"
MENU = "가람일보 시민광장 전체 보기"
FACT = "가람교는 길이 420미터로 2019년에 놓였다."
BODIES = (
    "구시장 상인회가 새 지붕을 올리기로 했다. 공사는 봄에 시작한다.",
    "みどり市の水族館が夜の部を始める。入場は午後六時からだ。",
    "The ferry to Port Ellis now leaves twice an hour from the north pier.",
    "ตลาดสายธารเปิดแผงใหม่ริมคลองในเช้าวันเสาร์",
    "Сад на холме открыт для посетителей каждое утро до полудня.",
)


def page(number, *lines, source="", published="", site=SITE):
    """Return an article of a site: some lines around the words that are its own."""
    text = "\n".join((*lines, BODIES[number % len(BODIES)] + f" ({number})"))
    source = source or f"/쪽/{number}.txt"
    return Document(f"{number}호", text, "ko", source, published=published, site=site)


@pytest.fixture
def index(tmp_path):
    return Store(tmp_path / "index")


def put(store, *pages, embedder=None):
    for document in pages:
        put_document(store, document, embedder or BigramEmbedder())


def settle(store, embedder=None):
    return sync_index(store, None, embedder or BigramEmbedder())


def texts(store):
    return {document.source: document.text.split("\n")[:-1] for document in store.documents()}


def built_at_once(folder, *pages):
    store = Store(folder)
    put(store, *pages)
    settle(store)
    return store


def test_two_articles_may_share_a_line_and_three_may_not(index):
    put(index, page(0, MENU), page(1, MENU))
    settle(index)
    assert texts(index) == {"/쪽/0.txt": [MENU], "/쪽/1.txt": [MENU]}
    put(index, page(2, MENU))
    settle(index)
    assert texts(index) == {"/쪽/0.txt": [], "/쪽/1.txt": [], "/쪽/2.txt": []}
    assert {d.dropped for d in index.documents()} == {(Dropped(MENU, REASON),)}


def test_a_line_comes_back_when_it_recurs_no_longer(index):
    put(index, *(page(n, MENU) for n in range(MIN_ARTICLES)))
    settle(index)
    index.remove_files(["/쪽/1.txt"])
    settle(index)
    assert texts(index) == {"/쪽/0.txt": [MENU], "/쪽/2.txt": [MENU]}
    assert all(document.dropped == () for document in index.documents())


def test_a_fact_stays_in_the_earliest_article_and_moves_on_when_that_goes(index):
    put(
        index,
        page(0, FACT, published="2024-03-02"),
        page(1, FACT, published="2024-03-01"),
        page(2, FACT, published=""),
        page(3, FACT, published="2024-03-05"),
    )
    settle(index)
    assert [s for s, lines in texts(index).items() if FACT in lines] == ["/쪽/1.txt"]
    index.remove_files(["/쪽/1.txt"])
    settle(index)
    assert [s for s, lines in texts(index).items() if FACT in lines] == ["/쪽/0.txt"]


def test_an_earlier_article_that_comes_later_takes_the_fact_over(index):
    put(index, *(page(n, FACT, published=f"2024-03-1{n}") for n in range(3)))
    settle(index)
    put(index, page(3, FACT, published="2024-03-01"))
    settle(index)
    assert [s for s, lines in texts(index).items() if FACT in lines] == ["/쪽/3.txt"]


def test_a_report_on_two_sites_leaves_nothing_to_settle(index):
    story = " ".join(f"{n}번째 구간의 공사는 다음 달에 끝난다고 시가 밝혔다." for n in range(8))
    for site in ("가.example", "나.example"):
        put(index, *(page(n, MENU, site=site, source=f"/{site}/{n}.txt") for n in range(3)))
        text = f"{MENU}\n{story}\n{site}"
        put(index, Document("공사", text, "ko", f"/{site}/공사.txt", site=site))
    settle(index)
    assert content_of(index)["unsettled_sites"] == []
    assert not any(MENU in document.text for document in index.documents())


def test_lines_of_one_site_do_not_count_on_another(index):
    put(index, page(0, MENU), page(1, MENU), page(2, MENU, site="midori.example"))
    settle(index)
    assert all(lines == [MENU] for lines in texts(index).values())


def test_articles_that_come_from_no_page_are_never_cut(index):
    put(index, *(page(n, MENU, site="") for n in range(5)))
    settle(index)
    assert all(lines == [MENU] for lines in texts(index).values())


def test_versions_of_one_article_count_once(index):
    story = " ".join(f"{n}번째 구간의 공사는 다음 달에 끝난다고 시가 밝혔다." for n in range(8))
    for number in range(3):
        text = f"{MENU}\n{story}\n{BODIES[number][:12]}"
        put(index, Document("공사", text, "ko", f"/판/{number}.txt", site=SITE))
    settle(index)
    assert all(document.text.startswith(MENU) for document in index.documents())
    assert len({name for _, name in content_of(index)["clusters"]}) == 1


def test_settling_again_changes_nothing_and_embeds_nothing(index):
    put(index, *(page(n, MENU, FACT) for n in range(4)))
    settle(index)
    before, generation, embedder = content_of(index), index.generation(), BigramEmbedder()
    settle(index, embedder)
    assert content_of(index) == before
    assert (index.generation(), embedder.embedded) == (generation, [])
    assert before["unsettled_sites"] == []


def test_a_new_page_of_a_settled_site_embeds_only_its_own_words(index):
    put(index, *(page(n, MENU) for n in range(3)))
    settle(index)
    embedder = BigramEmbedder()
    put(index, page(3, MENU), embedder=embedder)
    settle(index, embedder)
    assert not any(MENU in text for text in embedder.embedded)
    assert len(embedder.embedded) == len(set(embedder.embedded))


LINES = (
    MENU,
    FACT,
    "구독은 가람일보 앱에서",
    "The harbour office is open on weekdays from 9 to 5.",
)
PAGES = st.builds(
    page,
    st.integers(0, 7),
    st.sampled_from(LINES),
    st.sampled_from(LINES),
    published=st.sampled_from(("", "2024-01-01", "2024-01-02")),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.one_of(PAGES, st.integers(0, 7), st.none()), max_size=14))
def test_the_way_an_index_came_about_leaves_no_trace_in_it(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("order")
    index, there = Store(folder / "steps"), {}
    for step in steps:
        if step is None:
            settle(index)
        elif isinstance(step, Document):
            put(index, step)
            there[step.source] = step
        else:
            index.remove_files([f"/쪽/{step}.txt"])
            there.pop(f"/쪽/{step}.txt", None)
    settle(index)
    clean = built_at_once(folder / "clean", *there.values())
    assert differences(index, clean) == {}
    assert problems_of(index) == []


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("cuts", [0, 1, 2, 3])
def test_a_run_that_ends_while_cutting_is_made_good_by_the_next(index, cuts, tmp_path, monkeypatch):
    put(index, *(page(n, MENU) for n in range(4)))
    store_again, done = Store.put_document, count(1)

    def put_some(*arguments, **options):
        if next(done) > cuts:
            raise Killed
        return store_again(*arguments, **options)

    monkeypatch.setattr(Store, "put_document", put_some)
    with pytest.raises(Killed):
        settle(index)
    monkeypatch.undo()
    assert sum(document.dropped != () for document in index.documents()) == cuts
    index.remove_files(["/쪽/0.txt", "/쪽/3.txt"])
    settle(index)
    clean = built_at_once(tmp_path / "clean", page(1, MENU), page(2, MENU))
    assert differences(index, clean) == {}


def test_a_copy_of_the_earliest_article_is_the_same_article(index):
    put(index, *(page(n, FACT, published=f"2024-03-1{n}") for n in range(3)))
    settle(index)
    copy = replace(page(0, FACT, published="2024-03-10"), source="/쪽/사본.txt")
    put(index, copy)
    settle(index)
    assert index.counts()["documents"] == 3
    assert index.document_at("/쪽/사본.txt") == index.document_at("/쪽/0.txt")


def test_renaming_the_earliest_article_embeds_nothing(index):
    pages = [page(n, FACT, published=f"2024-03-1{n}") for n in range(3)]
    put(index, *pages)
    settle(index)
    embedder = BigramEmbedder()
    put(index, replace(pages[0], source="/쪽/새 이름.txt"), embedder=embedder)
    index.remove_files(["/쪽/0.txt"])
    settle(index, embedder)
    assert embedder.embedded == []


def twins(tmp_path, index):
    """Two pages that differ in a line of furniture only, and two others that have it too."""
    other = "오늘의 날씨와 함께 보는 가람"
    pages = [page(1, other), page(2, other), page(0, MENU), page(0, other, source="/쪽/0-2.txt")]
    put(index, *pages, page(3, MENU), page(4, MENU))
    settle(index)
    return pages


def test_pages_that_were_the_same_article_get_their_own_words_back(index, tmp_path):
    pages = twins(tmp_path, index)
    index.remove_files(["/쪽/3.txt", "/쪽/4.txt", "/쪽/1.txt", "/쪽/2.txt"])
    settle(index)
    clean = built_at_once(tmp_path / "clean", *pages[2:])
    assert differences(index, clean) == {}


def test_pages_that_are_cut_to_the_same_article_still_count_both(index, tmp_path):
    pages = twins(tmp_path, index)
    put(index, page(5, "다른 줄이다"))
    settle(index)
    clean = built_at_once(
        tmp_path / "clean", page(5, "다른 줄이다"), *pages, page(3, MENU), page(4, MENU)
    )
    assert differences(index, clean) == {}
