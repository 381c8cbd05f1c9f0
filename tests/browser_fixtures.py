"""Chromium and a served page: `pytest_plugins = ["tests.browser_fixtures"]`."""

import re

import pytest

from tests.browser import CHROMIUM
from tests.page_fakes import ScriptedPipeline, Served

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def scripted():
    return ScriptedPipeline()


@pytest.fixture(scope="module")
def served(scripted):
    server = Served(lambda: scripted)
    yield server
    server.stop()


@pytest.fixture
def open_page(browser, served):
    """Open pages, and see in the end that none of them complained or talked to other hosts."""
    contexts, wrong = [], []

    def open_it(url=served.url, *, locale="ko-KR", width=1280, height=800, ready=True):
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("request", lambda r: None if is_local(r.url) else wrong.append(r.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None
        )
        page.goto(url)
        page.wait_for_selector("#question")
        if ready:
            page.wait_for_selector(".status.ready")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert wrong == []


def is_local(url):
    return re.match(r"http://(127\.0\.0\.1|localhost)[:/]|data:|blob:", url) is not None
