"""The articles of an answer along their dates: a pure function of articles and ids."""

import re
import sys
from datetime import date
from xml.etree import ElementTree

import pytest

from index.documents import Document
from page.timeline import CITED, render_timeline
from tests.page_fakes import HOSTILE, Page


def article(title, published, publisher="시험 신문", language="ko"):
    return Document(title, f"{title} 본문", language, f"{title}.md", publisher, "", published)


AUTUMN = article("가을 전시가 열렸다", "2025-09-09")
WINTER = article("겨울 공연 일정", "2025-12-15T09:30:00+09:00")
SPRING = article("Spring programme announced", "2026-03-02", "", "en")
UNDATED = article("날짜 없는 글", "")
MONTH_ONLY = article("달만 아는 글", "2026-02")


def svg_of(html):
    return ElementTree.fromstring(re.search(r"<svg.*</svg>", html, re.DOTALL).group())


def points_of(html):
    return [node for node in svg_of(html).iter() if "point" in node.get("class", "").split()]


def place_of(point):
    dot = next(node for node in point if node.get("class") == "dot")
    return float(dot.get("cx")), float(dot.get("cy"))


def labels_of(html):
    axis = next(node for node in svg_of(html).iter() if node.get("class") == "axis x")
    return ["".join(node.itertext()) for node in axis.iter() if node.tag.endswith("text")]


def test_each_article_is_one_point_and_the_oldest_comes_first():
    html = render_timeline([SPRING, AUTUMN, WINTER], {WINTER.id})
    points = points_of(html)
    ids = [point.get("data-document") for point in points]
    assert ids == [AUTUMN.id, WINTER.id, SPRING.id]
    (x1, y1), (x2, y2), (x3, y3) = map(place_of, points)
    assert x1 < x2 < x3 and y1 < y2 < y3
    days = [date(2025, 9, 9), date(2025, 12, 15), date(2026, 3, 2)]
    share = (days[1] - days[0]) / (days[2] - days[0])  # the scale is one of time
    assert (x2 - x1) / (x3 - x1) == pytest.approx(share, abs=0.001)


def test_cited_articles_stand_out_and_say_so():
    html = render_timeline([AUTUMN, WINTER], {WINTER.id})
    found, cited = points_of(html)
    assert (found.get("class"), cited.get("class")) == ("point", "point cited")
    assert cited.get("data-label-ko") == f"2025-12-15 · 겨울 공연 일정 · 시험 신문 · {CITED.ko}"
    assert cited.get("data-label-en").endswith(CITED.en)
    assert found.get("data-label-en") == "2025-09-09 · 가을 전시가 열렸다 · 시험 신문"
    assert len(Page(html).all("cited")) == 2  # the point, and its line of the list


def test_a_point_has_a_tooltip_and_can_be_reached_with_the_keyboard():
    for point in points_of(render_timeline([AUTUMN, SPRING], set())):
        assert (point.get("role"), point.get("tabindex")) == ("button", "0")
        title = next(node for node in point if node.tag.endswith("title"))
        assert title.text in point.get("data-label-en")
        row = next(node for node in point if node.get("class") == "row")
        assert float(row.get("height")) >= 24


def test_the_list_says_the_same_as_the_drawing():
    page = Page(render_timeline([SPRING, AUTUMN], {SPRING.id}))
    times = [attributes["datetime"] for tag, attributes in page.tags if tag == "time"]
    assert times == ["2025-09-09", "2026-03-02"]
    items = [item["data-document"] for item in page.all("timeline-item")]
    assert items == [AUTUMN.id, SPRING.id]
    assert ("bdi", {"lang": "en"}) in page.tags


@pytest.mark.parametrize(
    "documents", [[], [AUTUMN], [AUTUMN, UNDATED, MONTH_ONLY], [UNDATED, MONTH_ONLY]]
)
def test_fewer_than_two_dated_articles_are_no_timeline(documents):
    assert render_timeline(documents, set()) == ""


def test_articles_without_a_day_are_left_out():
    assert len(points_of(render_timeline([UNDATED, AUTUMN, MONTH_ONLY, WINTER], set()))) == 2


def test_articles_of_one_day_stand_in_rows_of_their_own():
    same = [article(f"같은 날 기사 {n}", "2026-01-05") for n in range(4)]
    places = [place_of(point) for point in points_of(render_timeline(same, set()))]
    assert len({x for x, _ in places}) == 1
    rows = [y for _, y in places]
    assert all(below - above >= 24 for above, below in zip(rows, rows[1:], strict=False))


def test_of_many_articles_the_cited_ones_are_never_left_out():
    many = [article(f"기사 {n:02}", f"2026-01-{n + 1:02}") for n in range(30)]
    points = points_of(render_timeline(many, {many[-1].id}))
    assert len(points) == 12
    shown = [point.get("data-document") for point in points]
    assert shown == [document.id for document in [*many[:11], many[-1]]]


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        ("2025-09-09", ["2025-09-09"]),
        ("2025-09-10", ["2025-09-09", "2025-09-10"]),
        ("2025-09-20", ["2025-09-09", "2025-09-16"]),
        ("2025-12-20", ["2025-10", "2025-11", "2025-12"]),
        ("2026-08-01", ["2025-10", "2026-01", "2026-04", "2026-07"]),
        ("2028-01-01", ["2026", "2027", "2028"]),
        ("2060-01-01", ["2030", "2040", "2050", "2060"]),
        ("9999-12-31", ["5000"]),
    ],
)
def test_the_axis_names_as_many_dates_as_fit(last, labels):
    other = article("다른 날의 기사", last)
    assert labels_of(render_timeline([AUTUMN, other], set())) == labels


@pytest.mark.parametrize("first", ["0001-01-01", "1200-02-03"])
def test_impossible_ages_are_drawn_too(first):
    html = render_timeline([AUTUMN, article("옛 기록", first)], set())
    assert len(points_of(html)) == 2
    assert 1 <= len(labels_of(html)) <= 4


def test_long_titles_end_within_the_drawing():
    long = [
        article("가나다라마바사아자차카타파하" * 5, "2026-01-01"),
        article("A title that goes on and on without ever coming to its point", "2026-05-01"),
    ]
    for point in points_of(render_timeline(long, set())):
        name = next(node for node in point if node.get("class") == "name")
        assert name.text.endswith("…")
        assert 5 < len(name.text) < 60
        x, anchor = float(name.get("x")), name.get("text-anchor")
        assert anchor == ("start" if x < 180 else "end")


def test_nothing_of_the_drawing_is_code_or_comes_from_elsewhere():
    html = render_timeline([AUTUMN, WINTER], set())
    for unwanted in ("<script", "<style", "<?xml", "<!--", "style=", "javascript", "pygal.org"):
        assert unwanted not in html
    addresses = set(re.findall(r'https?://[^"]+', html))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert " href" not in html and " src" not in html


def test_hostile_titles_and_publishers_stay_texts():
    hostile = [
        Document(HOSTILE, "글", HOSTILE, HOSTILE, HOSTILE, "", f"2026-01-0{n}") for n in (1, 2)
    ]
    page = Page(render_timeline(hostile, {hostile[0].id}))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "a", "b", "article"}
    assert HOSTILE in page.text
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_characters_that_xml_does_not_know_are_left_out_of_the_drawing():
    odd = article("제목\x00에\x0b 제어\ufffe 문자", "2026-01-01", "발행\x1b처")
    html = render_timeline([odd, AUTUMN], set())
    point = points_of(html)[-1]
    assert point.get("data-label-ko") == "2026-01-01 · 제목에 제어 문자 · 발행처"


def test_drawing_leaves_pythons_imports_as_they_were():
    render_timeline([AUTUMN, SPRING], set())
    assert all(hasattr(finder, "find_spec") for finder in sys.meta_path)
