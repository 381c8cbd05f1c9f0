"""The page on a phone of 380 by 800: nothing scrolls sideways, fingers find what they press."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import MARKS, ask, in_view
from tests.page_walks import QUESTION, see_open_source, walk

pytest_plugins = ["tests.browser_fixtures", "tests.indexed_page"]
pytestmark = MARKS

# What can be scrolled sideways, or would be if nobody had cut it off at the edge.
SIDEWAYS = """() => {
    const wide = [...document.querySelectorAll('body, body *')].filter((element) => {
        const overflow = getComputedStyle(element).overflowX;
        const scrolls = element === document.body || overflow === 'auto' || overflow === 'scroll';
        return scrolls && element.scrollWidth > element.clientWidth + 1;
    });
    if (document.scrollingElement.scrollWidth > innerWidth) wide.push(document.scrollingElement);
    return wide.map((element) => element.outerHTML.slice(0, 150));
}"""


@pytest.fixture
def phone(open_page, indexed):
    return open_page(indexed.url, width=380, height=800)


def small_targets(page):
    """Return what is too small to press, by WCAG 2.2 AA: less than 24 pixels, others close by."""
    # what lies under a bar only until the page is scrolled is not too small
    page.add_style_tag(content="#header, #composer { position: static !important; }")
    options = {"runOnly": ["target-size"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{node['html'][:100]} ({node['failureSummary']})"
        for finding in found
        for node in finding["nodes"]
    ]


def test_nothing_scrolls_sideways_in_any_view(phone):
    wide = [f"{view}: {element}" for view in walk(phone) for element in phone.evaluate(SIDEWAYS)]
    assert not wide, "\n".join(wide)


def test_whatever_is_pressed_is_large_enough_for_a_finger(phone):
    small = [f"{view}: {target}" for view in walk(phone) for target in small_targets(phone)]
    assert not small, "\n".join(small)


def test_a_source_opens_as_a_sheet_and_can_be_closed(phone):
    ask(phone, QUESTION)
    see_open_source(phone)
    sheet = phone.locator("#side").bounding_box()
    assert sheet["x"] == 0 and sheet["width"] == 380
    assert sheet["y"] + sheet["height"] == pytest.approx(800, abs=1)
    phone.click("#side .sheet-close")
    assert phone.locator("#side[data-sheet]").count() == 0
    assert in_view(phone, ".answer .chip:focus")  # the reader is where the answer was left


def test_the_checks_see_what_is_too_wide_and_too_small(phone):
    phone.evaluate(
        "document.querySelector('#welcome').insertAdjacentHTML('beforeend',"
        " '<p style=\"width:500px\">wide</p>'"
        " + '<button style=\"width:9px;height:9px;padding:0\">a</button>'.repeat(2))"
    )
    assert phone.evaluate(SIDEWAYS)
    assert len(small_targets(phone)) == 2
