"""What tests of the page in a real browser do again and again."""

import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
MARKS = [
    pytest.mark.real,
    # Gradio imports typer, which imports names that Click is about to drop.
    pytest.mark.filterwarnings(r"ignore:'click\.utils\.:DeprecationWarning"),
    # Gradio sums up its own events with what pandas is about to drop.
    pytest.mark.filterwarnings(r"ignore:'future\.no_silent_downcasting'"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and os.environ.get("CI") != "true",  # noqa: PTH110
        reason="Chromium isn't installed (Debian: apt-get install chromium fonts-nanum)",
    ),
]


def ask(page, question, *, wait=".answer .chip"):
    turns = page.locator("#finished .turn").count()
    page.wait_for_selector("#composer .send:enabled")  # the answer before has ended
    page.fill("#question", question)
    page.press("#question", "Enter")
    if wait:
        page.locator("#finished .turn").nth(turns).wait_for()
        page.locator("#finished .turn").nth(turns).locator(wait).first.wait_for()


def in_view(page, selector):
    return page.eval_on_selector(
        selector,
        "e => { const r = e.getBoundingClientRect();"
        " return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth }",
    )


def active_quote(page):
    return "".join(page.locator("mark.active").all_text_contents())


def visible_text(page, selector):
    return page.locator(selector).first.inner_text()
