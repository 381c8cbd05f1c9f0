"""Filters on the page, in a real browser: seen, taken back, remembered."""

import pytest

from tests.browser import MARKS, ask, visible_text
from tests.page_fakes import OF_2025, OF_OUTLET

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = MARKS

FILTERED = "2025년 9월 기사에서 GPU 목표는?"


@pytest.mark.parametrize(
    ("locale", "name", "spoken"),
    [
        ("ko-KR", "2025년 9월", "‘2025년 9월’ 조건 없이 다시 묻기"),
        ("en-GB", "September 2025", "Ask again without “September 2025”"),
    ],
)
def test_a_filter_can_be_taken_back(open_page, scripted, locale, name, spoken):
    page = open_page(locale=locale)
    ask(page, FILTERED)
    chip = page.locator("button.filter")
    assert chip.count() == 1
    assert chip.inner_text().split("×")[0].strip() == name
    assert chip.get_attribute("aria-label") == spoken
    assert "GPU 목표는?" in visible_text(page, ".note")
    chip.click()
    page.locator("#finished .turn").nth(1).locator(".answer .chip").first.wait_for()
    assert scripted.asked[-1] == (FILTERED, ())  # as if for the first time
    assert scripted.scopes[-1].unwanted == {OF_2025.words}
    assert page.locator('.turn[data-turn="2"] .filter').count() == 0
    assert page.locator('.turn[data-turn="2"] .note').count() == 0
    assert page.locator('.turn[data-turn="1"] .filter').count() == 1


def test_of_two_filters_each_can_be_taken_back(open_page, scripted):
    page = open_page()
    question = f"{OF_OUTLET.words} {FILTERED}"
    ask(page, question)
    assert page.locator(".filter").count() == 2
    page.locator(".filter").nth(1).click()
    page.locator('#finished .turn[data-turn="2"] .answer').wait_for()
    (left,) = page.locator('.turn[data-turn="2"] .filter').all()
    left.focus()
    page.keyboard.press("Enter")
    page.locator('#finished .turn[data-turn="3"] .answer').wait_for()
    assert page.locator('.turn[data-turn="3"] .filter').count() == 0
    assert scripted.scopes[-1].unwanted == {OF_2025.words, OF_OUTLET.words}


def test_what_was_taken_back_counts_for_follow_ups_but_not_in_a_new_conversation(
    open_page, scripted
):
    page = open_page()
    ask(page, FILTERED)
    page.locator(".filter").click()
    page.locator('#finished .turn[data-turn="2"] .answer').wait_for()
    ask(page, "그럼 예산은?")
    assert scripted.scopes[-1].unwanted == {OF_2025.words}
    page.click('[data-do="clear"]')
    page.wait_for_selector("#welcome .example")
    ask(page, FILTERED)
    assert page.locator(".filter").count() == 1
    assert scripted.scopes[-1].unwanted == frozenset()


def test_a_filter_waits_while_an_answer_is_written(open_page, scripted):
    page = open_page()
    ask(page, f"천천히 {FILTERED}", wait=None)
    page.wait_for_selector("#live .filter")
    asked = len(scripted.asked)
    page.wait_for_selector("#live .filter:disabled")
    page.locator("#live .filter").dispatch_event("click")
    page.click("#composer .stop")
    page.wait_for_selector("#finished .filter:enabled")
    assert len(scripted.asked) == asked
    page.locator("#finished .filter").click()
    page.wait_for_selector('.turn[data-turn="2"]')
    page.click("#composer .stop")
    page.wait_for_selector('#finished .turn[data-turn="2"]')


@pytest.mark.parametrize("width", [380, 1280])
def test_many_filters_fit_the_page(open_page, width):
    page = open_page(width=width)
    ask(page, f"{OF_OUTLET.words} {FILTERED}")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    for chip in page.locator(".filter").all():
        box = chip.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["height"] >= 28  # to be hit with a finger
