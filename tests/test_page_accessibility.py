"""Every view under axe-core: nothing serious or critical, in light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import MARKS
from tests.page_walks import walk

pytest_plugins = ["tests.browser_fixtures", "tests.indexed_page"]
pytestmark = MARKS

GRAVE = ("serious", "critical")


def findings_of(page):
    """Return what axe holds against the page as it is, one line an element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {' '.join(map(str, node['target']))}: {node['html'][:200]}"
        f" ({node['failureSummary']})"
        for finding in found
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (380, 800)], ids=["wide", "phone"])
def test_no_view_has_a_serious_finding(open_page, indexed, scheme, width, height):
    page = open_page(indexed.url, width=width, height=height)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    findings = [f"{view}: {finding}" for view in walk(page) for finding in findings_of(page)]
    assert not findings, "\n".join(findings)


def test_the_check_sees_a_bad_page(open_page):
    page = open_page()
    page.evaluate(
        "document.querySelector('#welcome').insertAdjacentHTML('beforeend',"
        " '<button type=button></button><p style=\"color:#ddd;background:#fff\">pale</p>')"
    )
    findings = " ".join(findings_of(page))
    assert "button-name" in findings and "color-contrast" in findings
