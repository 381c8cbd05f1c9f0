"""Pictures of every state of the page, to look at and for the documentation.

    python -m bench.screenshots               # states, over a model whose words are scripted
    python -m bench.screenshots --real        # those of the README, over the corpus and model

They are written to `docs/screenshots/`; pictures of states to a folder in it.
"""

import argparse
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from index.errors import WeightsError
from page.conversations import ConversationStore
from page.kept_turns import save_turn
from page.session import LoadingBackend
from page.turns import Turn
from rag.pipeline import RagPipeline
from rag.settings import ROOT, Settings

FOLDER = ROOT / "docs" / "screenshots"
_DESKTOP, _PHONE = (1280, 800), (380, 760)
_QUESTION = "2025년 9월 기사에서 GPU 목표는 몇 장인가요?"
_REAL = {
    "ko-KR": "2025년 9월에 밝힌 GPU 확보 목표는 몇 장인가요?",
    "en-US": "How many GPUs will NHN Cloud install?",
}
_LONGEST = 180_000  # milliseconds; the model may still be loading

Page = Any


@dataclass(frozen=True, slots=True)
class Shot:
    """One state: how to get there, in which theme and size, over which backend."""

    name: str
    reach: Callable[[Page], None]
    theme: str = "light"
    size: tuple[int, int] = _DESKTOP
    locale: str = "ko-KR"
    load: str = ""  # "", or the kind of backend: loading, failed, empty
    address: str = ""


def ask(page: Page, question: str, *, wait: str = "#finished .turn .actions") -> None:
    """Ask a question, and wait for what it leads to."""
    turns = page.locator("#finished .turn").count()
    page.wait_for_selector("#composer .send:enabled")
    page.fill("#question", question)
    page.press("#question", "Enter")
    if wait.startswith("#finished .turn"):
        page.locator("#finished .turn").nth(turns).wait_for()
    page.locator(wait).last.wait_for()


def _first(page: Page) -> None:
    page.wait_for_selector(".status:not(.loading)")


def _loading(page: Page) -> None:
    page.wait_for_selector(".status.loading")
    ask(page, _QUESTION, wait="#live .waiting")


def _asking(*questions: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        for question in questions:
            ask(page, question)

    return reach


def _streaming(page: Page) -> None:
    ask(page, f"천천히 {_QUESTION}", wait=".draft")
    page.wait_for_timeout(900)


def _source(page: Page) -> None:
    ask(page, _QUESTION)
    page.locator(".answer .chip").first.click()
    page.wait_for_selector("mark.active")


def _hover(page: Page) -> None:
    ask(page, _QUESTION)
    page.locator(".answer .chip").first.hover()
    page.wait_for_selector("#source-note")


def _withheld(page: Page) -> None:
    ask(page, "목표가 언제 달라졌나요?")
    page.locator(".withheld summary").click()


def _narrow(page: Page) -> None:
    page.click('.below [data-do="narrow"]')
    page.locator(".found label").first.wait_for()
    page.locator(".narrow [name=publishers]").first.check()
    page.locator(".found [name=documents]").first.check()


def _settings(page: Page) -> None:
    page.click('[data-do="settings"]')
    page.wait_for_selector("form.settings")


def _feedback(page: Page) -> None:
    ask(page, _QUESTION)
    page.click('[data-do="down"]')
    page.wait_for_selector(".feedback:not([hidden])")


def _editing(page: Page) -> None:
    ask(page, _QUESTION)
    page.hover(".asked")
    page.click('[data-do="edit"]')


def _past(page: Page) -> None:
    ask(page, _QUESTION)
    page.click('[data-do="past"]')
    page.wait_for_selector("#conversations [data-conversation]")


def _long(page: Page) -> None:
    page.wait_for_selector("#finished .turn")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)


STATES = (
    Shot("first", _first),
    Shot("first-dark", _first, theme="dark"),
    Shot("first-phone", _first, size=_PHONE),
    Shot("loading", _loading, load="loading"),
    Shot("model-missing", _first, load="failed"),
    Shot("empty-corpus", _first, load="empty"),
    Shot("streaming", _streaming),
    Shot("answer", _asking(_QUESTION)),
    Shot("answer-dark", _asking(_QUESTION), theme="dark"),
    Shot("answer-phone", _asking(_QUESTION), size=_PHONE),
    Shot("citation", _hover),
    Shot("source", _source),
    Shot("source-dark", _source, theme="dark"),
    Shot("source-phone", _source, size=_PHONE),
    Shot("values-by-date", _withheld),
    Shot("not-found", _asking("김치 수출액은 얼마인가요?")),
    Shot("not-found-phone", _asking("김치 수출액은 얼마인가요?"), size=_PHONE),
    Shot("model-dead", _asking("갑자기 멈추면?")),
    Shot("long-answer", _asking("길게 알려 주세요")),
    Shot("long-conversation", _long, address="?c={long}"),
    Shot("conversations", _past),
    Shot("conversations-phone", _past, size=_PHONE),
    Shot("choosing-articles", _narrow),
    Shot("settings", _settings),
    Shot("settings-dark", _settings, theme="dark"),
    Shot("feedback", _feedback),
    Shot("editing", _editing),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--real", action="store_true", help="those of the README")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="*", help="names of states")
    options = parser.parse_args(arguments)
    if options.real:
        _take_real(options.folder)
        return
    states = [shot for shot in STATES if not options.only or shot.name in options.only]
    for kind in sorted({shot.load for shot in states}):
        with _scripted(kind) as (url, long):
            shots = [shot for shot in states if shot.load == kind]
            _take(shots, options.folder / "states", url, long)


@contextmanager
def _scripted(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the address of a page whose model is scripted, and the id of a long conversation."""
    fakes = import_module("tests.page_fakes")
    end = threading.Event()
    pipeline = fakes.ScriptedPipeline()

    def load() -> Any:
        if kind == "loading":
            end.wait()
        if kind == "failed":
            raise WeightsError(
                "가중치를 받을 수 없습니다. 인터넷 연결을 확인하고 `geungeo setup`을 실행하세요.",
                "The weights can't be had. Check the connection and run `geungeo setup`.",
            )
        if kind == "empty":
            pipeline.articles.clear()
        return pipeline

    served = fakes.Served(load)
    try:
        store, id_ = ConversationStore(served.backend.settings.data), ""
        for number in range(1, 201) if not kind else ():
            id_ = save_turn(store, id_, Turn(number, f"{number}번째 질문입니다", stopped=True))
        yield served.url, id_
    finally:
        end.set()
        served.stop()


def _take(shots: Sequence[Shot], folder: Path, url: str, long: str = "") -> None:
    chromium = import_module("tests.browser").CHROMIUM
    flags = import_module("tests.browser_fixtures").FLAGS
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for shot in shots:
            context = browser.new_context(
                locale=shot.locale,
                viewport={"width": shot.size[0], "height": shot.size[1]},
                color_scheme="dark" if shot.theme == "dark" else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.set_default_timeout(_LONGEST)
            page.goto(url + shot.address.format(long=long))
            page.wait_for_selector(".status")
            if not shot.load:
                page.wait_for_selector(".status.ready")
            shot.reach(page)
            page.wait_for_timeout(400)
            path = folder / f"{shot.name}.png"
            page.screenshot(path=path)
            sys.stdout.write(f"{path} {path.stat().st_size:,} bytes\n")
            context.close()
        browser.close()


def _take_real(folder: Path) -> None:
    """Take the README's pictures, over the corpus and the model that come with the project."""
    import app
    from page.server import bind
    from rag.assemble import CORPUS, index_paths, open_pipeline

    def reach(question: str, *, source: bool) -> Callable[[Page], None]:
        def reach(page: Page) -> None:
            ask(page, question)
            if source:
                page.locator(".answer .chip").first.click()
                page.wait_for_selector("mark.active")
            page.mouse.move(0, 0)

        return reach

    with tempfile.TemporaryDirectory(prefix="geungeo-screenshots-") as data:
        settings = Settings(data=Path(data))

        def load() -> RagPipeline:
            index_paths(settings, [CORPUS], progress=lambda *_: None)
            return open_pipeline(settings)

        backend = LoadingBackend(load, settings)
        server, listener = app.build_server(backend), bind("127.0.0.1", 0)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        backend.start()
        try:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            shots = [
                Shot("chat-ko", reach(_REAL["ko-KR"], source=True)),
                Shot("chat-en", reach(_REAL["en-US"], source=True), locale="en-US"),
                Shot("phone", reach(_REAL["ko-KR"], source=False), size=_PHONE),
            ]
            _take(shots, folder, url)
        finally:
            backend.close()
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    main()
