"""The library in a real browser, over a real index."""

import threading

import pytest

from index.lock import index_lock
from index.store import Store
from index.sync import sync_index
from rag.pipeline import RagPipeline
from rag.retriever import HybridRetriever
from tests.browser import MARKS
from tests.conftest import ARTICLES
from tests.fakes import BigramEmbedder, ScriptedGenerator
from tests.page_fakes import HOSTILE, Served

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = MARKS

BRIDGE = "---\ntitle: 새 다리 개통\n---\n항구의 새 다리가 월요일에 열렸다. 길이는 420미터다.\n"


@pytest.fixture
def served():
    """A page over an index of the articles of tests/data."""
    holder, told, embedder = [], threading.Event(), BigramEmbedder()

    def load():
        told.wait()
        store = Store(holder[0].backend.settings.data)
        sync_index(store, [ARTICLES], embedder)
        return RagPipeline(HybridRetriever(store, embedder), ScriptedGenerator())

    server = Served(load)
    holder.append(server)
    told.set()
    yield server
    server.stop()


@pytest.fixture
def library(open_page, served):
    """The library's tab."""
    page = open_page()
    page.click('button.view[data-view="library"]')
    page.wait_for_selector("#library table")
    return page


def titles(page):
    return page.locator("#library td.title button").all_inner_texts()


def open_article(page, words):
    page.locator("#library td.title button", has_text=words).click()
    page.wait_for_selector("#article[open] .document")


def test_articles_are_searched_sorted_and_filtered_by_a_bar(library):
    assert len(titles(library)) == 8
    library.click('#library [data-sort="size"]')
    library.wait_for_selector('th.size[aria-sort="descending"]')
    sizes = [int(text) for text in library.locator("td.size").all_inner_texts()]
    assert sizes == sorted(sizes, reverse=True)
    assert library.evaluate("document.activeElement.dataset.sort") == "size"

    library.fill("#library [name=words]", "배터리")
    library.wait_for_selector(".found b")
    assert titles(library) == ["가람시 노면전차 1호선 착공…2027년 개통 목표"]
    library.click('[data-library="clear"]')
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 8")

    library.locator('.bar-link[data-publisher="가람일보"]').focus()
    library.keyboard.press("Enter")
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 2")
    assert library.input_value("#library [name=publisher]") == "가람일보"


def test_files_and_text_are_added_and_each_tells_what_became_of_it(library):
    library.click(".library-add summary")
    library.set_input_files(
        ".add-form [type=file]",
        [
            {"name": "다리.md", "mimeType": "text/markdown", "buffer": BRIDGE.encode()},
            {"name": "빈 것.txt", "mimeType": "text/plain", "buffer": b" "},
        ],
    )
    library.wait_for_selector('.job[data-over="1"]')
    assert library.locator(".job li.done .item-titles").inner_text() == "새 다리 개통"
    assert "본문이 비어" in library.locator(".job li.failed .problem").inner_text()
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 9")
    library.click('[data-library="dismiss"]')

    library.fill(".add-form [name=text]", "등대의 불이 다시 켜졌다.")
    library.click(".add-form [type=submit]")
    library.wait_for_selector('.job[data-over="1"] li.done')
    assert library.input_value(".add-form [name=text]") == ""
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 10")


def test_a_dropped_file_is_added(library):
    library.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "다리.md"));
          for (const type of ["dragover", "drop"])
            document.querySelector("#library").dispatchEvent(
              new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        BRIDGE,
    )
    library.wait_for_selector('.job[data-over="1"] li.done')
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 9")


def test_an_article_is_read_edited_and_as_its_source_has_it_again(library):
    open_article(library, "노면전차")
    assert "8.4㎞" in library.inner_text("#article .document-text")
    library.click("#article .dropped summary")
    assert library.locator("#article .dropped dd").first.is_visible()
    library.click('#article [data-library="edit"]')
    library.fill("#article [name=title]", "서해 모노레일")
    library.fill("#article [name=published]", "2020-02-29")
    library.keyboard.press("Enter")
    library.wait_for_selector("#article .edited")
    assert library.inner_text("#article h2") == "서해 모노레일"
    library.wait_for_function("document.querySelector('#library table').innerText.includes('서해')")
    library.click('#article [data-library="edit"]')
    library.click('#article [data-library="revert"]')
    library.wait_for_selector("#article .edited", state="detached")
    assert "노면전차" in library.inner_text("#article h2")


def test_a_deleted_article_comes_back_on_undo(library):
    open_article(library, "노면전차")
    library.click('#article [data-library="delete"]')
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 7")
    assert not library.locator("#article[open]").count()
    library.locator("#notice button", has_text="되돌리기").click()
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 8")


def test_sources_are_read_again_and_another_writer_is_named(library, served):
    folder = served.backend.settings.data
    with index_lock(folder, waiting=lambda holder: None):
        library.click('[data-library="reindex"]')
        library.locator(".job", has_text="PID").wait_for()
        library.click('.job [data-library="stop"]')
        library.wait_for_selector(".job.stopped")
        library.wait_for_selector(".library-lock")
    library.click('[data-library="reindex"]')
    library.wait_for_selector(".job.done")
    library.wait_for_selector(".library-lock", state="detached")


def test_hostile_names_and_texts_stay_text(library, served):
    name = HOSTILE.replace("/", "")[:50] + ".md"
    library.click(".library-add summary")
    library.set_input_files(
        ".add-form [type=file]",
        [{"name": name, "mimeType": "text/plain", "buffer": f"# {HOSTILE}\n\n{HOSTILE}".encode()}],
    )
    library.wait_for_selector('.job[data-over="1"] li.done')
    library.wait_for_function("document.querySelectorAll('#library tbody tr').length === 9")
    open_article(library, "hacked")
    assert library.evaluate("window.hacked") is None


def test_an_empty_library_takes_its_first_article(open_page, served):
    store = Store(served.backend.settings.data)
    page = open_page()
    for id_ in [document.id for document in store.documents()]:
        store.remove_document(id_)
    page.click('button.view[data-view="library"]')
    page.wait_for_selector(".library-empty")
    page.fill(".add-form [name=text]", "등대의 불이 다시 켜졌다.")
    page.click(".add-form [type=submit]")
    page.wait_for_selector("#library table")
    assert titles(page) == ["등대의 불이 다시 켜졌다"]


def test_on_a_phone_nothing_scrolls_sideways_and_the_language_switches(open_page):
    page = open_page(width=380, locale="en-US")
    page.click('button.view[data-view="library"]')
    page.wait_for_selector("#library table")
    assert page.locator("#library [name=state] option").all_inner_texts()[1] == "Indexed"
    page.click(".library-add summary")
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
    page.click('[data-do="language"]')
    assert page.inner_text("#library h1") == "기사"
    assert page.locator("#library [name=state] option").all_inner_texts()[1] == "색인됨"
    open_article(page, "노면전차")
    page.click('#article [data-library="edit"]')
    assert page.evaluate(wide)
