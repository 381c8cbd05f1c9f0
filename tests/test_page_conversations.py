"""The kept conversations in a real browser, over a pipeline whose words are scripted."""

import json
import re

import pytest

from page.conversations import ConversationStore
from page.kept_turns import save_turn
from page.turns import Turn
from tests.browser import MARKS, ask, visible_text
from tests.page_fakes import FIRST, HOSTILE, answer_of

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = MARKS

ITEMS = "#conversations .kept li"


def turn_of(question, claim="2028년까지입니다."):
    answer = answer_of((claim, " [1]", {1: FIRST}, True))
    return Turn(1, question, searched=question, answer=answer)


@pytest.fixture
def kept(served):
    """The conversations of the served page; the test finds none and leaves none."""
    store = ConversationStore(served.backend.settings.data)

    def clear():
        for conversation in store.find():
            store.delete(conversation.id)

    clear()
    yield store
    clear()


@pytest.fixture
def open_list(open_page):
    """Return a function that opens a page with the list of conversations unfolded."""

    def open_it(**options):
        page = open_page(**options)
        page.locator('[data-do="past"]').click()
        page.locator("#conversations .find").wait_for()
        return page

    return open_it


def titles(page):
    return page.locator(f"{ITEMS} .title").all_text_contents()


def wait_for_titles(page, expected):
    page.wait_for_function(
        "([css, wanted]) => JSON.stringify([...document.querySelectorAll(css)]"
        ".map(e => e.textContent)) === wanted",
        arg=[f"{ITEMS} .title", json.dumps(expected, ensure_ascii=False, separators=(",", ":"))],
    )


def choose(page, title, what):
    item = page.locator(ITEMS, has_text=title)
    item.locator(".more").click()
    return item.locator(what)


def test_a_conversation_is_listed_once_it_has_an_answer_and_opened_after_a_reload(open_list, kept):
    page = open_list()
    assert not titles(page)
    ask(page, "GPU 목표는 몇 장인가요?")
    wait_for_titles(page, ["GPU 목표는 몇 장인가요?"])
    assert page.locator(f"{ITEMS} .open[aria-current=true]").count() == 1
    ask(page, "예산은 얼마인가요?")
    page.locator(ITEMS, has_text="질문 2개").wait_for()
    page.close()

    page = open_list()
    assert page.locator(f"{ITEMS} .open[aria-current=true]").count() == 0
    page.locator(f"{ITEMS} .open").click()
    page.locator("#finished .turn").nth(1).wait_for()
    assert "예산은 얼마인가요?" in visible_text(page, "#finished .turn:last-of-type .question")
    page.locator("#finished .turn .chip").first.click()
    page.wait_for_selector("mark.active")
    assert page.locator("mark.active").first.inner_text() == FIRST.text
    page.locator(f"{ITEMS} .open[aria-current=true]").wait_for()
    # and it goes on where it was
    ask(page, "과태료는 얼마인가요?")
    page.locator(ITEMS, has_text="질문 3개").wait_for()
    assert len(kept.find()) == 1


def test_a_new_conversation_is_another_line(open_list, kept):
    save_turn(kept, "", turn_of("옛 질문"))
    page = open_list()
    ask(page, "GPU 목표는?")
    wait_for_titles(page, ["GPU 목표는?", "옛 질문"])
    page.locator('[data-do="clear"]').first.click()
    page.wait_for_function("!document.querySelector('#conversations [aria-current]')")
    ask(page, "예산은?")
    wait_for_titles(page, ["예산은?", "GPU 목표는?", "옛 질문"])


def test_conversations_are_searched_as_one_types(open_list, kept):
    save_turn(kept, "", turn_of("GPU 목표는?"))
    save_turn(kept, "", turn_of("예산은?", "9.9조 원입니다."))
    page = open_list()
    wait_for_titles(page, ["예산은?", "GPU 목표는?"])
    page.locator("#conversations .find").press_sequentially("2028")
    wait_for_titles(page, ["GPU 목표는?"])
    page.locator("#conversations .find").fill("김치")
    page.locator("#conversations .none").wait_for()
    page.locator("#conversations .find").fill("")
    wait_for_titles(page, ["예산은?", "GPU 목표는?"])


def test_a_title_is_changed_in_place(open_list, kept):
    id_ = save_turn(kept, "", turn_of("GPU 목표는?"))
    page = open_list()
    choose(page, "GPU", ".rename").click()
    field = page.locator("#conversations .renaming")
    assert field.input_value() == "GPU 목표는?"
    assert page.evaluate("document.activeElement.className") == "renaming"
    field.fill("버릴 이름")
    field.press("Escape")
    assert titles(page) == ["GPU 목표는?"]
    choose(page, "GPU", ".rename").click()
    field.fill("반도체")
    field.press("Enter")
    wait_for_titles(page, ["반도체"])
    assert kept.load(id_)[0].title == "반도체"
    choose(page, "반도체", ".rename").click()
    field.fill("  ")
    field.press("Enter")  # no title: the old one stays
    page.locator(f"{ITEMS} .open").wait_for()
    assert titles(page) == ["반도체"]


def test_a_deletion_is_undone(open_list, kept):
    save_turn(kept, "", turn_of("GPU 목표는?"))
    save_turn(kept, "", turn_of("예산은?"))
    page = open_list()
    choose(page, "GPU", ".delete").click()
    wait_for_titles(page, ["예산은?"])
    page.locator("#notice button", has_text="되돌리기").click()
    wait_for_titles(page, ["예산은?", "GPU 목표는?"])


def test_deleting_the_open_conversation_leaves_an_empty_page(open_list, kept):
    page = open_list()
    ask(page, "GPU 목표는?")
    choose(page, "GPU", ".delete").click()
    page.locator("#welcome").wait_for()
    assert page.locator("#finished .turn").count() == 0
    page.locator("#notice button", has_text="되돌리기").click()
    page.locator("#finished .turn .chip").first.wait_for()
    wait_for_titles(page, ["GPU 목표는?"])


@pytest.mark.parametrize(("suffix", "locale"), [("md", "en-US"), ("html", "ko-KR"), ("json", "ko")])
def test_a_conversation_is_exported(open_list, kept, suffix, locale):
    save_turn(kept, "", turn_of("GPU 목표는?"))
    page = open_list(locale=locale)
    with page.expect_download() as downloading:
        choose(page, "GPU", f'a[href*=".{suffix}"]').click()
    download = downloading.value
    assert download.suggested_filename == f"geungeo-GPU-목표는.{suffix}"
    text = download.path().read_text("utf-8")
    assert FIRST.text in text
    if suffix != "json":
        assert ("Sources" in text) == (locale == "en-US")


def test_the_list_works_by_keyboard(open_list, kept):
    save_turn(kept, "", turn_of("GPU 목표는?"))
    page = open_list()
    page.locator(f"{ITEMS} .title").wait_for()
    page.locator("#conversations .find").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.className") == "more"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.className") == "rename"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focused}.className") == "more"
    assert page.locator("#conversations .choices").is_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("#finished .turn .chip").first.wait_for()


def test_a_hostile_question_is_only_words(open_list, kept):
    save_turn(kept, "", turn_of(HOSTILE))
    page = open_list()
    page.locator(f"{ITEMS} .title").wait_for()
    assert re.sub(r"\s+", " ", HOSTILE)[:50] in titles(page)[0]
    assert page.evaluate("window.hacked") is None


def test_on_a_phone_the_list_fits(open_list, kept):
    save_turn(kept, "", turn_of("아주긴낱말" * 30))
    page = open_list(width=380, height=800)
    page.locator(f"{ITEMS} .more").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    box = page.locator(f"{ITEMS} .delete").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 380
