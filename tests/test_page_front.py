"""What can be done with a conversation, in a real browser: edit, rate, copy, choose, share."""

import json
from urllib.parse import quote

from page import texts
from tests.browser import MARKS, ask, visible_text
from tests.page_fakes import BUDGET, FIRST, GPU

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = MARKS


def questions(page):
    return page.locator(".question").all_text_contents()


# -- asking again -------------------------------------------------------------------------


def test_an_edited_question_takes_the_place_of_what_followed(open_page, scripted):
    page = open_page()
    for question in ("GPU 하나?", "GPU 둘?", "GPU 셋?"):
        ask(page, question)
    page.locator('.turn[data-turn="2"] .asked').hover()
    page.locator('.turn[data-turn="2"] [data-do="edit"]').click()
    assert page.input_value(".editing textarea") == "GPU 둘?"
    page.fill(".editing textarea", "GPU 고친 둘?")
    page.press(".editing textarea", "Enter")
    page.wait_for_selector("#finished .question:text-is('GPU 고친 둘?')")
    assert questions(page) == ["GPU 하나?", "GPU 고친 둘?"]
    assert scripted.asked[-1] == ("GPU 고친 둘?", ("GPU 하나?",))


def test_escape_leaves_a_question_as_it_was(open_page):
    page = open_page()
    ask(page, "GPU?")
    page.locator(".asked").hover()
    page.click('[data-do="edit"]')
    page.keyboard.press("Escape")
    assert page.locator(".editing").count() == 0
    assert questions(page) == ["GPU?"]


def test_an_answer_can_be_asked_for_anew(open_page, scripted):
    page = open_page()
    ask(page, "GPU 하나?")
    ask(page, "GPU 둘?")
    before = len(scripted.asked)
    page.locator('.turn[data-turn="2"] [data-do="again"]').click()
    page.wait_for_selector('#live .turn[data-turn="2"]')
    page.wait_for_selector('#finished .turn[data-turn="2"]')
    assert scripted.asked[before:] == [("GPU 둘?", ("GPU 하나?",))]
    assert questions(page) == ["GPU 하나?", "GPU 둘?"]


# -- what is done with an answer ------------------------------------------------------------


def test_an_answer_is_copied_with_its_sources(open_page, served):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "GPU?")
    page.click('[data-do="copy"]')
    page.wait_for_selector("#notice:not([hidden])")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("GPU?\n\n정부는 5만 장을 2028년까지 확보합니다.")
    for part in ("확보합니다.[1]", f"[1] {GPU.title}, 근거 말뭉치 · 2025-09-09", FIRST.text,
                 GPU.source, f"[2] {BUDGET.title}"):  # fmt: skip
        assert part in copied
    assert "\u2060" not in copied


def test_a_thumb_is_kept_with_its_reason(open_page, served):
    page = open_page()
    ask(page, "평가할 GPU 질문?")
    page.click('[data-do="up"]')
    page.wait_for_selector('[data-do="up"][aria-pressed="true"]')
    page.click('[data-do="down"]')
    page.locator(".feedback label").first.click()
    page.fill(".feedback textarea", "단위가 다릅니다")
    page.click(".feedback [type=submit]")
    page.wait_for_selector('[data-do="down"][aria-pressed="true"]')
    page.wait_for_selector(".feedback", state="hidden")
    file = served.backend.settings.data / "feedback.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    last = [line for line in lines if line["question"] == "평가할 GPU 질문?"]
    assert [line["thumb"] for line in last] == ["up", "down", "down"]
    assert (last[-1]["reason"], last[-1]["comment"]) == ("wrong", "단위가 다릅니다")


def test_what_the_check_withheld_can_be_read(open_page):
    page = open_page()
    ask(page, "목표가 언제 달라졌나요?", wait=".values")
    assert page.locator(".values .value").count() == 2
    page.locator(".withheld summary").click()
    shown = visible_text(page, ".withheld")
    assert texts.withheld(2).ko in shown and texts.WITHHELD_REASONS["figure"].ko in shown


def test_what_was_found_stays_when_the_model_dies(open_page):
    page = open_page()
    ask(page, "갑자기 멈추면?", wait=".problem")
    assert FIRST.text in visible_text(page, ".quotation")
    assert page.locator("#sources .card").count() == 1


def test_a_question_without_answer_leads_to_ones_that_have_one(open_page, scripted):
    page = open_page()
    ask(page, "김치 수출액은?", wait=".abstention .example")
    page.locator(".abstention .example").first.click()
    page.wait_for_selector('#finished .turn[data-turn="2"] .answer')
    assert GPU.title in scripted.asked[-1][0]


# -- sources --------------------------------------------------------------------------------


def test_a_source_opens_at_its_sentence_and_then_whole(open_page):
    page = open_page()
    ask(page, "GPU?")
    page.locator(".answer .chip").first.click()
    first = page.locator(".card[aria-current] .article-text p").first
    assert not first.is_visible()
    page.locator(".answer .chip").first.click()
    assert first.is_visible()
    assert page.locator(".card[aria-current] .original").get_attribute("href") == GPU.source


def test_brackets_walk_through_the_citations(open_page):
    page = open_page()
    ask(page, "GPU?")
    page.evaluate("document.activeElement.blur()")
    seen = []
    for key in ("]", "]", "]", "["):
        page.keyboard.press(key)
        seen.append(page.locator("mark.active").first.text_content())
    assert seen[0] == seen[2] == FIRST.text and seen[1] == seen[3] != seen[0]
    page.fill("#question", "[]")
    page.press("#question", "]")
    assert page.input_value("#question") == "[]]"


# -- which articles, and how much -----------------------------------------------------------


def test_the_articles_chosen_go_along_until_they_are_taken_back(open_page, scripted):
    page = open_page()
    page.click('.below [data-do="narrow"]')
    page.locator(".found label").first.wait_for()
    page.check('.narrow [name=languages][value="ko"]')
    page.fill(".narrow [name=from]", "2025-01-01")
    page.fill(".chosen [type=search]", "gpu")
    page.wait_for_function("document.querySelectorAll('.found label').length === 1")
    page.check(".found [name=documents]")
    page.click('.narrow-end [data-do="narrow"]')
    assert page.locator("#narrowed button").count() == 3
    ask(page, "GPU?")
    values = [filter_.value for filter_ in scripted.scopes[-1].filters]
    assert values == ["2025-01-01/..", "ko", GPU.id]
    page.locator("#narrowed button").last.click()
    page.locator("#narrowed button").first.click()
    ask(page, "이 기사 요약")
    assert [filter_.value for filter_ in scripted.scopes[-1].filters] == ["ko"]
    assert scripted.cited[-1] == (GPU.id, BUDGET.id)  # those that the answer before cites


def test_settings_are_remembered_and_sent(open_page, monkeypatch, scripted):
    made = []

    def tuned(retriever, generator, **options):
        made.append(options)
        return scripted

    monkeypatch.setattr("page.session.RagPipeline", tuned)
    page = open_page()
    page.click('[data-do="settings"]')
    page.wait_for_selector("form.settings")
    assert "scripted" in visible_text(page, "form.settings output")
    page.locator("form.settings .choice label").first.click()  # short
    page.select_option("[name=passages]", "9")
    page.check("[name=scores]")
    page.locator(".choice label:has([value=dark])").click()
    page.keyboard.press("Escape")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(17, 22, 21)"
    page.reload()
    page.wait_for_selector(".status.ready")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    ask(page, "GPU?")
    assert made == [{"top_k": 9, "max_tokens": 64}]
    page.locator(".answer .chip").first.click()
    assert page.locator(".card[aria-current] .scores").is_visible()


# -- the address ------------------------------------------------------------------------------


def test_a_shared_question_waits_to_be_asked(open_page, served, scripted):
    before = len(scripted.asked)
    page = open_page(f"{served.url}?q={quote('GPU 목표는?')}&lang=en", locale="ko-KR")
    page.wait_for_function("document.querySelector('#question').value !== ''")
    assert page.input_value("#question") == "GPU 목표는?"
    assert visible_text(page, ".welcome h1") == texts.TAGLINE.en
    assert len(scripted.asked) == before
    page.press("#question", "Enter")
    page.wait_for_selector("#finished .answer")
    assert quote("GPU 목표는?").replace("%20", "+") in page.url


def test_a_conversation_is_there_after_a_reload(open_page):
    page = open_page()
    ask(page, "GPU 하나?")
    ask(page, "김치 둘?", wait=".abstention")
    page.wait_for_function("location.search.includes('c=')")
    page.reload()
    page.wait_for_selector('#finished .turn[data-turn="2"]')
    assert questions(page) == ["GPU 하나?", "김치 둘?"]
    page.locator('.turn[data-turn="1"] .answer .chip').first.click()
    page.wait_for_selector("mark.active")
    assert "".join(page.locator("mark.active").all_text_contents()) == FIRST.text


def test_the_view_is_part_of_the_address(open_page):
    page = open_page()
    assert page.locator("#talk").is_visible() and not page.locator("#library").is_visible()
    page.click('button.view[data-view="library"]')
    assert page.url.endswith("#library")
    page.reload()
    page.wait_for_selector("#library", state="visible")
    assert not page.locator("#talk").is_visible()
    page.click('button.view[data-view="chat"]')
    assert page.locator("#talk").is_visible()
    assert "#library" not in page.url


def test_a_page_without_articles_leads_to_where_they_are_added(open_page, scripted):
    articles = dict(scripted.articles)
    page = open_page()
    try:
        scripted.articles.clear()
        scripted.generation += 1
        page.wait_for_selector(".welcome .first")  # an open page follows by itself
        assert texts.NO_ARTICLES.ko in visible_text(page, ".welcome")
        page.click(".welcome .first")
        assert page.locator("#library").is_visible()
    finally:
        scripted.articles.update(articles)
        scripted.generation += 1


def test_the_page_can_be_used_from_the_keyboard_alone(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "question"
    page.keyboard.type("GPU?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#finished .answer")
    assert "정부는 5만 장을" in page.locator("#said").text_content()
