"""The page in a real browser, over a pipeline whose words are scripted."""

import threading

from index.errors import WeightsError
from page import texts
from tests.browser import MARKS, active_quote, ask, in_view, visible_text
from tests.page_fakes import BUDGET, FIRST, GPU, HOSTILE, SECOND, ScriptedPipeline, Served

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = MARKS


# -- asking -------------------------------------------------------------------------------


def test_an_answer_streams_and_its_chips_open_the_exact_sentence(open_page):
    page = open_page()
    assert page.locator(".chip").count() == 0
    assert not page.locator("#sources .card").count()
    ask(page, "GPU 목표는 몇 장인가요?", wait=None)
    page.wait_for_selector(".draft")  # words come before the answer is checked
    assert FIRST.text in visible_text(page, "#live .quotation")
    assert "2025-09-09" in visible_text(page, "#live .quotation")
    assert page.locator("#sources .card").count() == 2
    assert page.locator("#composer .send").is_disabled()
    page.wait_for_selector("#finished .answer .chip")
    assert page.locator(".draft").count() == 0
    assert page.locator("#composer .send").is_enabled()
    assert page.locator(".answer .chip").all_text_contents() == ["[1]", "[2]"]
    assert page.locator(".answer .chip.unsupported").count() == 1
    assert "[9]" in visible_text(page, ".answer")

    page.locator(".answer .chip").first.hover()
    for part in (GPU.title, "근거 말뭉치 · 2025-09-09", FIRST.text):
        assert part in visible_text(page, "#source-note")

    page.locator(".answer .chip").first.click()
    current = page.locator(".card[aria-current]")
    assert current.get_attribute("data-document") == GPU.id
    assert active_quote(page) == FIRST.text
    assert in_view(page, "mark.active")
    assert page.locator("#source-note").is_hidden()

    page.locator(".answer .chip").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.locator(".card[aria-current]").get_attribute("data-document") == BUDGET.id
    assert active_quote(page) == SECOND.text
    page.locator(".card[aria-current] .back").click()
    assert page.evaluate("document.activeElement.dataset.marker") == "2"


def test_chips_of_an_earlier_answer_open_its_own_sources(open_page):
    page = open_page()
    ask(page, "첫 질문 GPU?")
    ask(page, "김치 수출액은?", wait=".abstention")
    assert "김치" in visible_text(page, ".sources .about")
    page.locator('.answer .chip[data-turn="1"]').first.click()
    page.wait_for_selector('.sources[data-turn="1"] mark.active')
    assert "첫 질문" in visible_text(page, ".sources .about")
    assert active_quote(page) == FIRST.text


def test_enter_sends_but_not_while_a_syllable_is_composed(open_page, scripted):
    page = open_page()
    page.fill("#question", "조합 중인 글")
    before = len(scripted.asked)
    page.eval_on_selector(
        "#question",
        "e => e.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))",
    )
    page.press("#question", "Shift+Enter")
    assert page.input_value("#question") == "조합 중인 글\n"
    assert page.locator(".turn").count() == 0
    page.fill("#question", "   ")
    page.press("#question", "Enter")
    assert page.locator(".turn").count() == 0 and len(scripted.asked) == before
    page.fill("#question", "두 줄\n질문")
    page.click("#composer .send")
    page.wait_for_selector("#finished .answer")
    assert scripted.asked[-1][0] == "두 줄\n질문"


def test_earlier_questions_go_along_until_a_new_conversation(open_page, scripted):
    page = open_page()
    ask(page, "GPU 목표는?")
    ask(page, "서버 오류", wait=".problem")  # was never searched: nothing to follow up on
    ask(page, "그럼 예산은?")
    assert scripted.asked[-1] == ("그럼 예산은?", ("GPU 목표는?",))
    page.click('[data-do="clear"]')
    page.wait_for_selector("#welcome .example")
    assert page.locator(".turn, .card").count() == 0
    page.locator(".example").first.click()
    page.wait_for_selector("#finished .answer")
    assert scripted.asked[-1] == (texts.EXAMPLES[0].ko, ())


def test_a_second_question_during_an_answer_is_not_asked(open_page, scripted):
    page = open_page()
    before = len(scripted.asked)
    for _ in range(2):  # past the disabled button, as a broken client would
        page.eval_on_selector(
            ".composer",
            "e => e.dispatchEvent(new CustomEvent('geungeo-submit',"
            " {detail: {question: 'GPU?'}, bubbles: true}))",
        )
    page.wait_for_selector("#finished .answer")
    assert len(scripted.asked) == before + 1
    assert page.locator(".turn").count() == 1


def test_a_new_conversation_ends_a_running_answer(open_page, scripted):
    page = open_page()
    ask(page, "천천히 GPU?", wait=None)
    page.wait_for_selector(".draft")
    page.click('[data-do="clear"]')
    assert scripted.closed.wait(3)
    page.wait_for_selector("#welcome .example:enabled")
    ask(page, "다시 GPU?")
    assert page.locator(".turn").count() == 1


# -- stopping -----------------------------------------------------------------------------


def test_stop_closes_the_pipeline_and_the_next_question_works(open_page, scripted):
    page = open_page()
    ask(page, "천천히 GPU?", wait=None)
    page.wait_for_selector(".draft")
    assert not scripted.closed.is_set()
    page.click("#composer .stop")
    assert scripted.closed.wait(2)
    page.wait_for_selector("#finished .note")
    assert texts.STOPPED.ko in visible_text(page, "#finished .turn")
    assert page.locator(".draft").count() == 0
    assert page.locator("#composer .stop").is_hidden()
    ask(page, "GPU?")


def test_closing_the_tab_closes_the_pipeline(open_page, scripted):
    page = open_page()
    ask(page, "천천히 GPU?", wait=None)
    page.wait_for_selector(".draft")
    page.close()
    assert scripted.closed.wait(5)


# -- what can't be answered ---------------------------------------------------------------


def test_an_abstention_is_calm_and_leads_to_the_nearest_articles(open_page):
    page = open_page()
    ask(page, "김치 수출액은?", wait=".abstention")
    assert page.locator(".answer, .chip").count() == 0
    shown = visible_text(page, ".abstention")
    for part in ("찾지 못했습니다", texts.NEAREST.ko, GPU.title, "2025-09-09", BUDGET.title):
        assert part in shown
    page.locator(".nearest").nth(1).click()
    assert page.locator(".card[aria-current]").get_attribute("data-document") == BUDGET.id
    assert "9.9 trillion" in visible_text(page, ".card[aria-current] .article")


def test_a_source_that_goes_is_said_to_be_gone_in_the_open_page(open_page, scripted):
    page = open_page()
    ask(page, "GPU는 몇 장인가요?")
    page.locator(".answer .chip").first.click()
    page.wait_for_selector("#sources .card[aria-current] mark.active")
    articles = dict(scripted.articles)
    try:
        del scripted.articles[GPU.id]
        scripted.generation += 1
        page.wait_for_selector("#sources .state")
        gone = page.locator(f'.card[data-document="{GPU.id}"]')
        assert texts.SOURCE_REMOVED.ko in gone.inner_text()
        assert "그날의 다른 소식" not in gone.text_content()
        assert FIRST.text in gone.text_content()
        assert "state" not in page.locator(f'.card[data-document="{BUDGET.id}"]').inner_html()
    finally:
        scripted.articles = articles
        scripted.generation += 1


def test_errors_are_told_in_the_language_of_the_page(open_page, caplog):
    page = open_page(locale="fr-FR")  # neither Korean nor English: English
    ask(page, "서버?", wait=".problem")
    assert visible_text(page, ".problem") == "The server can't be reached."
    ask(page, "망가진 질문", wait=".problem")
    problem = page.locator(".problem").nth(1).inner_text()
    assert problem == texts.UNEXPECTED.en and "bug" not in problem
    assert "a bug" in caplog.text  # the terminal has the details
    page.click('[data-do="language"]')
    assert visible_text(page, ".problem") == "모델 서버에 연결할 수 없습니다."


def test_hostile_texts_stay_texts(open_page):
    page = open_page()
    ask(page, "악성 " + HOSTILE)
    page.locator(".answer .chip").first.click()
    assert active_quote(page) == HOSTILE
    page.locator(".answer .chip").first.hover()
    assert HOSTILE in page.locator("#source-note").text_content()
    assert HOSTILE in page.locator(".question").text_content()
    assert HOSTILE in page.locator(".answer").text_content()
    assert page.locator("#layout script, #layout img, #layout iframe").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    assert page.locator(".answer .chip").count() == 2
    assert page.evaluate("window.hacked") is None


# -- languages and sizes ------------------------------------------------------------------


def test_the_browsers_language_decides_and_the_button_switches(open_page):
    page = open_page(locale="ko-KR")
    assert visible_text(page, ".welcome h1") == texts.TAGLINE.ko
    assert page.get_attribute("html", "lang") == "ko"
    assert visible_text(page, '[data-do="language"]') == "English"
    ask(page, "GPU?")
    page.click('[data-do="language"]')
    assert visible_text(page, ".took") == texts.took(2, 1.5).en
    assert visible_text(page, '[data-do="language"]') == "한국어"
    assert page.get_attribute("#question", "placeholder") == texts.PLACEHOLDER.en
    assert texts.NOT_VERIFIED.en in page.get_attribute(".chip.unsupported", "aria-label")
    page.reload()  # the choice is kept
    page.wait_for_selector(".status.ready")
    assert visible_text(page, ".welcome h1") == texts.TAGLINE.en


def test_on_a_phone_a_source_is_a_sheet_over_the_conversation(open_page):
    page = open_page(width=380, height=760)
    ask(page, "GPU?")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 380
    conversation = page.locator("#finished").bounding_box()
    sources = page.locator("#sources").bounding_box()
    assert sources["y"] >= conversation["y"] + conversation["height"]
    page.locator(".answer .chip").first.click()
    page.wait_for_selector("#side[data-sheet]")
    assert in_view(page, "mark.active")
    assert page.locator("#side").bounding_box()["y"] > 60  # the conversation is still seen
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 380
    page.locator(".sheet-close").click()
    assert page.locator("#side[data-sheet]").count() == 0
    assert page.evaluate("document.activeElement.dataset.marker") == "1"
    page.locator(".answer .chip").first.click()
    page.wait_for_selector("#side[data-sheet]")
    page.keyboard.press("Escape")
    assert page.locator("#side[data-sheet]").count() == 0


# -- loading ------------------------------------------------------------------------------


def test_a_question_asked_while_the_model_loads_is_answered_afterwards(open_page):
    may_load = threading.Event()

    def load():
        assert may_load.wait(20)
        return ScriptedPipeline()

    server = Served(load)
    try:
        page = open_page(server.url, ready=False)
        assert visible_text(page, ".status.loading") == texts.LOADING.ko
        ask(page, "GPU?", wait=None)
        assert texts.LOADING_ASKED.ko in visible_text(page, "#live .waiting")
        may_load.set()
        page.wait_for_selector("#finished .answer .chip")
        assert visible_text(page, ".status") == texts.ready(3, "scripted").ko
        page.context.close()
    finally:
        may_load.set()
        server.stop()


def test_a_failed_load_is_told_and_told_again_for_each_question(open_page):
    def load():
        raise WeightsError("가중치를 받을 수 없습니다.", "The weights can't be had.")

    server = Served(load)
    try:
        page = open_page(server.url, ready=False)
        page.wait_for_selector(".status.failed")
        assert "가중치를 받을 수 없습니다." in visible_text(page, ".status.failed")
        for _ in range(2):
            ask(page, "GPU?", wait=".problem")
        assert page.locator(".problem").all_inner_texts() == ["가중치를 받을 수 없습니다."] * 2
        page.click('[data-do="language"]')
        assert "The weights can't be had." in visible_text(page, ".status.failed")
        page.context.close()
    finally:
        server.stop()
