"""The timeline in a browser: beside the sources, opened by mouse and keyboard, in both themes."""

from tests.browser import MARKS, ask, in_view
from tests.page_fakes import BUDGET, GPU
from tests.page_walks import QUESTION

pytest_plugins = ["tests.browser_fixtures", "tests.indexed_page"]
pytestmark = MARKS

SHOWN = ".sources:not([hidden])"
CURRENT = f"{SHOWN} .card[aria-current]"


def point_of(page, document):
    return page.locator(f'{SHOWN} .timeline .point[data-document="{document.id}"]')


def is_open(page, document_id):
    page.wait_for_selector(f'{CURRENT}[data-document="{document_id}"]')
    return page.locator(CURRENT).count() == 1


def test_a_point_opens_its_article_by_mouse_and_by_keyboard(open_page):
    page = open_page()
    ask(page, "GPU 목표는?")
    assert page.locator(f"{SHOWN} .timeline .point").count() == 2
    point_of(page, BUDGET).click()
    assert is_open(page, BUDGET.id)
    point_of(page, BUDGET).click()  # it stays open
    assert is_open(page, BUDGET.id)
    for key in ("Enter", " "):
        point_of(page, GPU).focus()
        page.keyboard.press(key)
        assert is_open(page, GPU.id)
        assert in_view(page, "mark.active")
        point_of(page, BUDGET).click()


def test_tab_walks_from_point_to_point_in_the_order_of_time(open_page):
    page = open_page()
    ask(page, "GPU 목표는?")
    point_of(page, GPU).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.document") == BUDGET.id


def test_the_list_opens_articles_too(open_page):
    page = open_page()
    ask(page, "GPU 목표는?")
    item = page.locator(f'{SHOWN} .timeline-item[data-document="{BUDGET.id}"]')
    assert not item.is_visible()
    page.click(f"{SHOWN} .timeline summary")
    item.click()
    assert is_open(page, BUDGET.id)


def test_points_are_named_in_the_language_of_the_page(open_page):
    page = open_page()
    ask(page, "GPU 목표는?")
    assert "답에 인용됨" in point_of(page, GPU).get_attribute("aria-label")
    drawing = page.locator(f"{SHOWN} .timeline svg")
    assert "기사 2건" in drawing.get_attribute("aria-label")
    page.click('[data-do="language"]')
    assert "cited in the answer" in point_of(page, GPU).get_attribute("aria-label")
    assert "2 articles" in drawing.get_attribute("aria-label")


def test_one_article_or_none_with_a_date_is_no_timeline(open_page):
    page = open_page()
    ask(page, "악성 질문")
    assert page.locator(f"{SHOWN} .card").count() == 1
    assert page.locator(".timeline").count() == 0


def test_found_articles_are_drawn_where_none_is_cited(open_page):
    page = open_page()
    ask(page, "김치 수출액은?", wait=".abstention")
    assert page.locator(f"{SHOWN} .timeline .point").count() == 2
    assert page.locator(f"{SHOWN} .timeline .point.cited").count() == 0


def test_without_its_card_a_point_opens_the_whole_article(open_page, indexed):
    page = open_page(indexed.url)
    ask(page, QUESTION)
    page.evaluate("document.body.append(document.querySelector('.timeline'))")
    page.eval_on_selector(".timeline .timeline-item", "item => item.click()")
    page.wait_for_selector("dialog#article[open]")


def test_the_drawing_takes_the_colours_of_the_theme(open_page):
    page = open_page()
    ask(page, "GPU 목표는?")
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        fill = page.eval_on_selector(".point.cited .dot", "dot => getComputedStyle(dot).fill")
        accent = page.eval_on_selector(".answer .chip", "e => getComputedStyle(e).color")
        assert fill == accent
        colours.add(fill)
    assert len(colours) == 2


def test_the_drawing_fits_its_panel_and_its_rows_fit_a_finger(open_page):
    for width in (1280, 380):
        page = open_page(width=width, height=800)
        ask(page, "GPU 목표는?")
        page.locator(".answer .chip").first.click()  # on a phone this opens the sources
        panel = page.locator(SHOWN).bounding_box()
        page.locator(f"{SHOWN} .timeline").scroll_into_view_if_needed()
        for row in page.locator(f"{SHOWN} .timeline .row").all():
            box = row.bounding_box()
            assert box["height"] >= 24
            assert box["x"] >= panel["x"] - 1
            assert box["x"] + box["width"] <= panel["x"] + panel["width"] + 1
