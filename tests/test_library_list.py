"""Which articles of the library are shown, in which order, and the charts' bars."""

import pytest

from index.listing import ListedDocument, documents_with, list_documents
from index.stored_rows import FileState
from page.library_charts import (
    Bar,
    bars_by_publisher,
    bars_over_time,
    draw_by_publisher,
    draw_over_time,
)
from page.library_list import (
    COLUMNS,
    PAGE_SIZE,
    ListedState,
    ListQuery,
    choose,
    counted_values,
    snippet_around,
)
from rag.verify import CitationState
from tests.page_fakes import HOSTILE


def listed(
    title="제목", publisher="가람일보", day="2024-05-20", language="ko", size=100,
    cluster=0, alike=1, state=CitationState.INTACT,
):  # fmt: skip
    document = ListedDocument(
        title, title, publisher, day, language, size, "s", "f", cluster, alike,
        FileState(1, 1, 1, ""),
    )  # fmt: skip
    return ListedState(document, state)


def titles(listing):
    return [one.document.title for one in listing.rows]


def test_each_column_sorts_both_ways_and_what_is_unknown_comes_last():
    rows = [
        listed("나", "B", "2024-01-01", "ko", 5, cluster=7, alike=2),
        listed("가", "A", "2025-01-01", "en", 9, cluster=3, alike=3, state=CitationState.REMOVED),
        listed("다", "", "", "ja", 1),
    ]
    for column in COLUMNS:
        rising = titles(choose(rows, ListQuery(sort=column, falling=False)))
        falling = titles(choose(rows, ListQuery(sort=column)))
        assert sorted(rising) == ["가", "나", "다"]
        if column in ("publisher", "date", "alike"):
            assert (rising[-1], falling[-1]) == ("다", "다")
            assert rising[:2] == falling[:2][::-1]
    assert titles(choose(rows, ListQuery(sort="size"))) == ["가", "나", "다"]
    assert titles(choose(rows, ListQuery(sort="alike"))) == ["가", "나", "다"]
    assert titles(choose(rows, ListQuery(sort="nonsense"))) == ["가", "나", "다"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (ListQuery(language="en"), ["b"]),
        (ListQuery(publisher="-"), ["c"]),
        (ListQuery(publisher="가람일보"), ["b", "a"]),
        (ListQuery(since="2024-05-21"), ["b"]),
        (ListQuery(until="2024-05-20"), ["a"]),  # what has no date isn't older
        (ListQuery(state="removed"), ["a"]),
        (ListQuery(cluster=4), ["c"]),
        (ListQuery(language="en", publisher="-"), []),
    ],
)
def test_filters_narrow_the_list(query, wanted):
    rows = [
        listed("a", state=CitationState.REMOVED),
        listed("b", day="2025-01-01", language="en"),
        listed("c", publisher="", day="", cluster=4, alike=2),
    ]
    listing = choose(rows, query)
    assert titles(listing) == wanted
    assert (listing.matching, listing.total) == (len(wanted), 3)
    assert query.narrowed


def test_a_long_list_comes_in_pages_and_a_page_beyond_is_the_last():
    rows = [listed(f"{n:03}", day=f"20{n % 90 + 10}-01-01") for n in range(2 * PAGE_SIZE + 1)]
    pages = [choose(rows, ListQuery(page=page)) for page in (1, 2, 3, 99)]
    assert [len(page.rows) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 1, 1]
    assert [page.page for page in pages] == [1, 2, 3, 3]
    assert len({title for page in pages[:3] for title in titles(page)}) == len(rows)
    assert choose([], ListQuery(page=5)).pages == 1


def test_the_index_lists_its_articles_and_finds_words_in_them(store):
    found = {one.title: one for one in list_documents(store.database)}
    assert len(found) == store.counts()["documents"]
    tram = next(one for title, one in found.items() if "노면전차" in title)
    document = store.documents([tram.id])[0]
    assert (tram.size, tram.date) == (len(document.text), "2023-10-04")
    assert tram.file.endswith("garam-tram.txt") and tram.state.sha256

    def having(*words):
        return {t for t, one in found.items() if one.id in documents_with(store.database, words)}

    assert having("노면전차", "배터리") == {tram.title}
    assert having("FERRIES") == {"Port Ellis to replace diesel ferries with electric boats"}
    assert having("노면전차", "ferries") == set()
    assert having("%") == {t for t, one in found.items() if "%" in one.title + text_of(store, one)}
    assert having("_") == having("\\") == set()


def text_of(store, one):
    return store.documents([one.id])[0].text


def test_near_duplicates_share_a_cluster_and_say_how_many_they_are(tmp_path, embedder):
    from index.store import Store
    from index.sync import sync_index

    story = " ".join(f"{n}번째 다리가 {n * 37}미터로 이어졌다." for n in range(20))
    for name, more in (("a", ""), ("b", " 덧붙인 말이다.")):
        (tmp_path / f"{name}.md").write_text(f"# 다리 {name}\n\n{story}{more}", "utf-8")
    (tmp_path / "c.md").write_text("# 시장\n\n" + "수산 시장의 아침은 일찍 시작된다. " * 9, "utf-8")
    store = Store(tmp_path / "index")
    sync_index(store, [tmp_path], embedder)
    found = {one.title: one for one in list_documents(store.database)}
    assert found["다리 a"].cluster == found["다리 b"].cluster != 0
    assert [found[title].alike for title in ("다리 a", "다리 b", "시장")] == [2, 2, 1]


def test_a_snippet_marks_the_words_where_they_stand():
    text = "가" * 100 + " Ferry Line opens " + "나" * 100
    snippet, spans = snippet_around(text, ["line", "ferry"])
    assert [span.of(snippet) for span in spans] == ["Ferry", "Line"]
    assert len(snippet) < 140
    assert snippet_around(text, ["없다"]) == ("", ())
    snippet, spans = snippet_around("İstanbul ferry", ["ferry"])  # longer in lower case
    assert [span.of(snippet) for span in spans] == ["ferry"]


def test_values_are_counted_the_most_frequent_first():
    rows = [listed(publisher=name) for name in ("B", "A", "B", "")]
    assert counted_values(rows, "publisher") == [("B", 2), ("", 1), ("A", 1)]


# -- charts ------------------------------------------------------------------------------------


def test_months_without_articles_are_bars_too_and_each_covers_its_month():
    bars = bars_over_time([listed(day=day) for day in ("2024-01-05", "2024-03-02T10:00", "")])
    assert [(bar.label, bar.count) for bar in bars] == [
        ("2024-01", 1),
        ("2024-02", 0),
        ("2024-03", 1),
    ]
    assert bars[1].filter == "2024-02-01/2024-02-29"
    assert bars_over_time([listed(day="")]) == []


def test_a_long_time_is_drawn_by_years():
    bars = bars_over_time([listed(day="2001-01-05"), listed(day="2024-03-02")])
    assert (bars[0].label, len(bars), bars[-1].filter) == ("2001", 24, "2024-01-01/2024-12-31")
    strange = bars_over_time([listed(day="0001-01-01"), listed(day="9999-01-01")])
    assert [bar.label for bar in strange] == ["0001", "9999"]


def test_publishers_are_drawn_by_size_and_unknown_ones_together():
    rows = [listed(publisher=name) for name in ("B", "A", "B", "")]
    assert bars_by_publisher(rows) == [Bar("B", 2, "B"), Bar("—", 1, "-"), Bar("A", 1, "A")]
    assert bars_by_publisher([listed(publisher="")]) == []


@pytest.mark.parametrize("draw", [draw_over_time, draw_by_publisher])
def test_a_chart_has_a_link_for_each_bar_and_nothing_that_runs(draw):
    svg = draw([Bar(HOSTILE + "\x00\ud800", 3, HOSTILE), Bar("빈 달", 0, "x"), Bar("둘", 1, "y")])
    assert svg.count('class="bar-link"') == 2
    assert "둘: 기사 1건" in svg and "둘: 1 article" in svg
    for unwanted in ("<script", "<style", "<img", "http://pygal", 'javascript:window.hacked=1)"'):
        assert unwanted not in svg
    assert "&lt;script" in svg
