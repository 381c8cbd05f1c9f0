"""The ways through the page that several of its tests take, view by view."""

from tests.browser import ask

QUESTION = "가람시 노면전차 1호선 길이는 얼마인가요?"
REPLY = "노면전차의 노선 길이는 8.4㎞입니다."  # what the model of tests.indexed_page says
UNANSWERABLE = "달 탐사선을 쏘아 올린 나라는 어디인가요?"

# Each way begins on the first page, or where the one before it ended.


def see_first_page(page):
    page.wait_for_selector("#welcome h1")


def see_answer(page):
    ask(page, QUESTION)


def see_open_source(page):
    page.locator(".answer .chip").first.click()
    page.wait_for_selector(".card[aria-current] mark.active")


def close_source(page):
    if page.locator("#side[data-sheet]").count():  # on a phone the sources lie over the page
        page.click("#side .sheet-close")


def see_not_found(page):
    close_source(page)
    ask(page, UNANSWERABLE, wait=".abstention")


def see_library(page):
    page.click('button.view[data-view="library"]')
    page.wait_for_selector("#library [data-open]")


def see_open_article(page):
    page.locator("#library [data-open]").first.click()
    page.wait_for_selector("dialog#article[open]")


def close_article(page):
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#article[open]", state="hidden")


def see_settings(page):
    page.click('[data-do="settings"]')
    page.wait_for_selector("dialog#settings[open]")


def close_settings(page):
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#settings[open]", state="hidden")


def see_conversations(page):
    page.click('[data-do="past"]')
    page.wait_for_selector("#conversations [data-conversation]")


def close_conversations(page):
    page.click('[data-do="past"]')
    page.wait_for_selector("#conversations", state="hidden")


def return_to_chat(page):
    page.click('button.view[data-view="chat"]')
    page.wait_for_selector("#finished .turn")


def see_narrowing(page):
    page.click('[data-do="narrow"]')
    page.wait_for_selector("#narrowing input")


def close_narrowing(page):
    page.click('[data-do="narrow"]')
    page.wait_for_selector("#narrowing", state="hidden")


def see_feedback(page):
    page.locator('.turn [data-do="down"]').first.click()
    page.wait_for_selector(".feedback")


def see_timeline_list(page):
    page.locator(".sources:not([hidden]) .timeline summary").click()
    page.wait_for_selector(".sources:not([hidden]) .timeline-item")


def see_adding(page):
    page.click("#library .library-add summary")
    page.wait_for_selector("#library .library-add textarea")


# Every view of the page, by what it shows.
WAYS = (
    ("first page", see_first_page),
    ("which articles to ask", see_narrowing),
    ("", close_narrowing),
    ("answer", see_answer),
    ("feedback", see_feedback),
    ("timeline as a list", see_timeline_list),
    ("open source", see_open_source),
    ("not found", see_not_found),
    ("conversations", see_conversations),
    ("", close_conversations),
    ("settings", see_settings),
    ("", close_settings),
    ("library", see_library),
    ("adding", see_adding),
    ("open article", see_open_article),
    ("", close_article),
    ("", return_to_chat),
)


def walk(page):
    """Go through every view and yield its name as it is seen."""
    for name, way in WAYS:
        way(page)
        if name:
            yield name
