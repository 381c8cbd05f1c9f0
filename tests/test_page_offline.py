"""Nothing leaves the machine: the whole page with every other host out of reach."""

import re

import pytest

from tests.browser import MARKS
from tests.page_walks import walk

pytest_plugins = ["tests.browser_fixtures", "tests.indexed_page"]
pytestmark = MARKS


def is_local(url):
    return re.match(r"(http|ws)://127\.0\.0\.1:|data:|blob:", url) is not None


@pytest.fixture
def watched(browser):
    """A page whose requests to elsewhere are refused and noted, as is what its console says."""
    outside, complaints = [], []

    def let_through(route):
        if is_local(route.request.url):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 800})
    context.route("**/*", let_through)
    context.on("request", lambda r: None if is_local(r.url) else outside.append(r.url))
    page = context.new_page()
    page.set_default_timeout(8000)
    page.on("websocket", lambda w: None if is_local(w.url) else outside.append(w.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield page, outside, complaints
    context.close()


def test_every_view_works_without_a_network_and_asks_no_other_host(watched, indexed):
    page, outside, complaints = watched
    page.goto(indexed.url)
    page.wait_for_selector(".status.ready")
    seen = list(walk(page))
    page.click('[data-do="language"]')
    page.reload()
    page.wait_for_selector(".status.ready")
    assert {"answer", "open source", "library", "conversations", "settings"} <= set(seen)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert loaded and all(map(is_local, loaded))
    assert outside == []
    assert complaints == []


def test_a_request_to_another_host_would_be_seen(watched, indexed):
    page, outside, complaints = watched
    page.goto(indexed.url)
    page.wait_for_selector(".status.ready")
    page.evaluate("fetch('https://example.org/').catch(() => 0)")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=//example.net/a.png>')")
    page.wait_for_timeout(300)
    assert outside or complaints
