"""The pages of tests/data/pages: that they are honest, and what the reader makes of them."""

import html
from collections import Counter
from itertools import combinations

import pytest

from evaluation.cleaning import FIELDS, METHODS, SETS, measure, read_pages, score_page, tokens
from index.articles import Source
from index.encodings import decode

PAGES = {folder.name: read_pages(folder) for folder in SETS}
EVERY = [page for pages in PAGES.values() for page in pages]


@pytest.fixture(scope="module", params=PAGES)
def figures(request):
    """The figures of one set."""
    return measure(PAGES[request.param])


def whole(page):
    """All text of a page's file, its markup too, with its entities resolved."""
    return html.unescape(decode(Source(page.path.name, page.path.read_bytes())))


def test_nearly_all_of_the_article_is_kept_and_nearly_nothing_else(figures):
    found = figures["text"]["all"]["ours"]
    assert found["precision"]["mean"] >= 0.97
    assert found["recall"]["mean"] >= 0.97


@pytest.mark.parametrize("other", [name for name in METHODS if name != "ours"])
def test_the_reader_cuts_better_than_what_is_to_be_had_elsewhere(figures, other):
    methods = figures["text"]["all"]
    assert methods["ours"]["f1"]["mean"] > methods[other]["f1"]["mean"]


def test_every_page_has_its_expected_file_and_every_expected_file_its_page():
    for folder in SETS:
        names = {path.name for path in folder.iterdir()}
        expected = {name for name in names if name.endswith(".expected.json")}
        stems = [name.rsplit(".", 1)[0] for name in names - expected]
        assert sorted(stems) == sorted(name.removesuffix(".expected.json") for name in expected)


def test_the_pages_are_many_and_of_many_layouts_and_languages():
    assert len(EVERY) >= 40
    assert len({page.expected["language"] for page in EVERY}) >= 7
    layouts = {
        name: {page.expected["layout"] for page in pages if page.path.suffix == ".html"}
        for name, pages in PAGES.items()
    }
    assert min(len(found) for found in layouts.values()) >= 14
    assert not any(layouts[a] & layouts[b] for a, b in combinations(layouts, 2))


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.path.name)
def test_all_that_is_expected_stands_in_the_page(page):
    assert {*FIELDS, "layout", "text", "optional"} == page.expected.keys()
    assert not Counter(tokens(page.expected["text"])) - Counter(tokens(whole(page)))
    for name in ("title", "publisher", "reporter", "section", "url"):
        assert page.expected[name] in whole(page)


def test_no_text_comes_twice_in_the_sets():
    lines = [set(page.expected["text"].splitlines()) for page in EVERY]
    assert not [shared for one, other in combinations(lines, 2) if (shared := one & other)]


def test_keeping_the_title_or_half_the_text_lowers_the_score():
    page = EVERY[0]
    text, title = page.expected["text"], page.expected["title"]
    whole_text, titled = score_page(page, text), score_page(page, f"{title}\n{text}")
    half = score_page(page, text[: len(text) // 2])
    assert (whole_text.precision, whole_text.recall, whole_text.f1) == (1.0, 1.0, 1.0)
    assert titled.title_kept and titled.precision < 1.0 and titled.extra == (title,)
    assert half.precision == 1.0 and 0.4 < half.recall < 0.6 and half.missing
    assert score_page(page, "").f1 == 0.0


def test_optional_lines_count_neither_for_nor_against():
    page = next(page for page in EVERY if page.expected["optional"])
    text, optional = page.expected["text"], "\n".join(page.expected["optional"])
    assert score_page(page, f"{optional}\n{text}").f1 == score_page(page, text).f1 == 1.0
