"""The chat page: a conversation on one side, the articles it rests on on the other.

The only file that imports Gradio. It moves values: what the user does goes to the pipeline,
what the pipeline tells goes through `page.render` to the browser.
"""

import asyncio
import contextlib
import logging
import os
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import ConfigurationError, UserError
from page import texts
from page.render import (
    Turn,
    render_composer,
    render_header,
    render_sources,
    render_status,
    render_turn,
    render_turns,
    render_welcome,
)
from page.texts import Text
from rag.answers import Event
from rag.pipeline import RagPipeline

logger = logging.getLogger(__name__)

_PAGE = Path(__file__).resolve().parent / "page"
_DEMO_SIZE = 200  # articles; the corpus that comes with the project is smaller
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%23174f43'/%3E"
    "%3Cpath d='M7 20h18v5H7z' fill='%23ffd84d'/%3E"
    "%3Cpath d='M7 9h18M7 14.5h12' stroke='%23fff' stroke-width='2.6'/%3E%3C/svg%3E"
)
# Even if a text of an article became page code, the browser would send nothing elsewhere.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What the page says about its backend; `problem` is set when it can't work."""

    ready: bool
    articles: int = 0
    model: str = ""
    examples: bool = False
    problem: Text | None = None

    @property
    def loading(self) -> bool:
        """Whether it is worth looking again."""
        return not self.ready and self.problem is None


class PageBackend(Protocol):
    """What the page needs behind it. Called from several threads."""

    def condition(self) -> Condition:
        """Return at once what can be said now."""

    def stream(self, question: str, history: Sequence[str]) -> Iterator[Event]:
        """Yield what `RagPipeline.stream` yields, waiting first until that is possible.

        Raises:
            UserError: the question can't be answered, or nothing can.
        """


class LoadingBackend:
    """A pipeline that is loaded in the background while the page is already up."""

    def __init__(self, load_pipeline: Callable[[], RagPipeline]) -> None:
        self._load_pipeline = load_pipeline
        self._pipeline: RagPipeline | None = None
        self._error: Exception | None = None
        self._condition = Condition(ready=False)
        self._loaded = threading.Event()
        self._closed = threading.Event()

    def start(self) -> None:
        """Begin to load."""
        threading.Thread(target=self._load, name="load-pipeline", daemon=True).start()

    def close(self) -> None:
        """Make running answers end at their next word."""
        self._closed.set()

    def condition(self) -> Condition:
        """Return what can be said now."""
        return self._condition

    def stream(self, question: str, history: Sequence[str]) -> Iterator[Event]:
        """Yield the pipeline's events once it is loaded."""
        while not self._loaded.wait(0.2):
            if self._closed.is_set():
                return
        if self._pipeline is None:
            raise self._error or AssertionError("loaded, or failed")
        events = self._pipeline.stream(question, history)
        try:
            for event in events:
                yield event
                if self._closed.is_set():
                    return
        finally:
            _close(events)

    def _load(self) -> None:
        try:
            pipeline = self._load_pipeline()
            self._condition = _describe(pipeline)
            self._pipeline = pipeline
        except UserError as error:
            self._error, self._condition = error, Condition(False, problem=Text.of_error(error))
        except Exception as error:
            logger.exception("the pipeline could not be loaded")
            self._error, self._condition = error, Condition(False, problem=texts.UNEXPECTED)
        finally:
            self._loaded.set()


def _describe(pipeline: RagPipeline) -> Condition:
    store = pipeline.retriever.store
    articles = store.counts()["documents"]
    documents = store.documents() if articles <= _DEMO_SIZE else []
    demo = any(document.publisher == texts.DEMO_PUBLISHER for document in documents)
    return Condition(True, articles, pipeline.generator.name, examples=demo)


def _close(events: Iterator[Event]) -> None:
    if hasattr(events, "close"):
        events.close()


class _Run:
    """One question being answered: the pipeline in a thread of its own, its events awaited.

    The page stays free while the model computes: `stop` ends the wait at once, and the
    pipeline is closed as soon as it hands over its next event.
    """

    def __init__(self, backend: PageBackend, question: str, history: Sequence[str]) -> None:
        self._backend, self._question, self._history = backend, question, history
        self._told: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._stopping = threading.Event()
        self.forgotten = False
        threading.Thread(target=self._work, name="answer").start()

    @property
    def stopped(self) -> bool:
        """Whether the user stopped it."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """End `events` now and the pipeline at its next event. May be called twice."""
        self._stopping.set()
        self._tell(None)

    async def events(self) -> AsyncIterator[list[Event]]:
        """Yield what was told since the last time, as soon as there is something.

        Raises:
            Exception: what the pipeline raised.
        """
        ended = False
        while not ended:
            told = [await self._told.get()]
            while not self._told.empty():
                told.append(self._told.get_nowait())
            ended = self.stopped or None in told
            events: list[Event] = []
            for item in told:
                if isinstance(item, Exception) and not self.stopped:
                    raise item
                if item is not None and not isinstance(item, Exception):
                    events.append(item)
            if events:
                yield events

    def _work(self) -> None:
        try:
            events = self._backend.stream(self._question, self._history)
            try:
                for event in events:
                    if self.stopped:
                        break
                    self._tell(event)
            finally:
                _close(events)
        except Exception as error:
            self._tell(error)
        finally:
            self._tell(None)

    def _tell(self, item: Event | Exception | None) -> None:
        with contextlib.suppress(RuntimeError):  # the server is gone; nobody listens
            self._loop.call_soon_threadsafe(self._told.put_nowait, item)


@dataclass(slots=True)
class Session:
    """One browser tab's conversation."""

    turns: list[Turn] = field(default_factory=list)
    run: _Run | None = None

    def __deepcopy__(self, _: dict[int, Any]) -> "Session":
        return Session()  # Gradio copies the first value of a state for each tab

    def history(self) -> list[str]:
        """Return the questions that a new one may follow up on, oldest first."""
        return [turn.question for turn in self.turns if turn.understood]

    def forget(self) -> None:
        """Start afresh."""
        if self.run is not None:
            self.run.forgotten = True
            self.run.stop()
        self.turns.clear()


View = tuple[Any, Any, Any]  # history, live turn, sources


def build_page(backend: PageBackend) -> gr.Blocks:
    """Return the page. Every text in it, and every event, is in this function's reach."""

    async def answer(session: Session, event: gr.EventData) -> AsyncIterator[View]:
        if session.run is not None:
            return
        question = str(event._data.get("question", ""))[:100_000]
        turn = Turn(len(session.turns) + 1, question)
        if backend.condition().loading:
            turn.waiting = texts.LOADING_ASKED
        run = session.run = _Run(backend, question, session.history())
        session.turns.append(turn)
        try:
            yield gr.skip(), render_turn(turn), gr.skip()
            async for view in _follow(run, turn, session):
                yield view
        finally:
            run.stop()
            session.run = None

    def stop(session: Session) -> None:
        if session.run is not None:
            session.run.stop()

    def clear(session: Session) -> View:
        session.forget()
        return "", "", render_sources([])

    async def show_condition() -> AsyncIterator[tuple[str, str]]:
        while (condition := backend.condition()).loading:
            yield render_status(texts.LOADING, kind="loading"), render_welcome()
            while backend.condition().loading:
                await asyncio.sleep(0.2)
        if condition.problem is not None:
            yield render_status(condition.problem, kind="failed"), render_welcome()
            return
        loaded = texts.ready(condition.articles, condition.model)
        examples = texts.EXAMPLES if condition.examples else ()
        yield render_status(loaded, kind="ready"), render_welcome(examples)

    with gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session())
        _html("header", render_header())
        with gr.Row(elem_id="layout"):
            with gr.Column(elem_id="talk"):
                status = _html("status")
                welcome = _html("welcome", render_welcome())
                finished = _html("finished")
                live = _html("live")
                # script.js sends its events to this element, whatever is loaded first
                composer = gr.HTML(
                    render_composer(),
                    elem_id="composer",
                    apply_default_css=False,
                    js_on_load="for (const name of ['submit', 'stop', 'clear']) element"
                    ".addEventListener('geungeo-' + name, e => trigger(name, e.detail || {}));",
                )
            with gr.Column(elem_id="side"):
                sources = _html("sources", render_sources([]))
        conversation = [finished, live, sources]
        quiet: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": None,
            "trigger_mode": "multiple",
        }
        composer.submit(answer, [session], conversation, **quiet)
        composer.stop(stop, [session], None, **quiet)
        composer.clear(clear, [session], conversation, **quiet)
        page.load(show_condition, None, [status, welcome], **quiet)
    return page


async def _follow(run: _Run, turn: Turn, session: Session) -> AsyncIterator[View]:
    """Yield the views of one turn, from the first article found to its end."""
    try:
        async for events in run.events():
            found = False
            for event in events:
                found = found or not turn.passages
                turn.apply(event)
            if turn.finished:
                break
            sources = render_sources(session.turns) if found and turn.passages else gr.skip()
            yield gr.skip(), render_turn(turn), sources
    except UserError as error:
        turn.problem = Text.of_error(error)
    except Exception:
        logger.exception("a question could not be answered")
        turn.problem = texts.UNEXPECTED
    if run.forgotten:
        yield "", "", render_sources([])
        return
    turn.stopped = not turn.finished
    yield render_turns(session.turns), "", render_sources(session.turns)


def _html(name: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None)


# -- serving -----------------------------------------------------------------------------


class _Guard:
    """Adds headers that keep the page from talking to other machines."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"content-security-policy", _POLICY.encode()),
                    (b"referrer-policy", b"no-referrer"),
                    (b"x-content-type-options", b"nosniff"),
                ]
            await send(message)

        await self._app(scope, receive, send_guarded)


def build_server(backend: PageBackend) -> uvicorn.Server:
    """Return a server of the page that isn't bound yet: `server.run(sockets=[socket])`."""
    style = (_PAGE / "style.css").read_text(encoding="utf-8")
    script = (_PAGE / "script.js").read_text(encoding="utf-8")
    app = FastAPI(openapi_url=None)
    app.add_middleware(_Guard)
    gr.mount_gradio_app(
        app,
        build_page(backend),
        path="/",
        theme=gr.themes.Base(font=["sans-serif"], font_mono=["monospace"]),  # no web fonts
        head=f'<link rel="icon" href="{_ICON}"><style>{style}</style><script>{script}</script>',
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
    )
    # Open pages hold a connection for ever; don't wait for them when the server ends.
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    return uvicorn.Server(config)


def bind(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; port 0 lets the system choose one.

    Raises:
        ConfigurationError: the port is taken, or the address isn't one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # on Windows this option would share a port that is in use
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"{host}의 포트 {port}을(를) 열 수 없습니다 ({error.strerror}). 이미 쓰고 있는 프로그램을 "
            f"닫거나 `--port {port + 1}`처럼 다른 포트를 주세요.",
            f"Port {port} of {host} can't be opened ({error.strerror}). Close the program that uses "
            f"it, or choose another port, for example `--port {port + 1}`.",
        ) from error
    return listener


def launch(
    load_pipeline: Callable[[], RagPipeline],
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page until the process is interrupted; the pipeline is loaded meanwhile.

    Args:
        load_pipeline: called once, in a thread of its own.
        host: address to listen on.
        port: port to listen on.
        on_ready: called with the page's address once connections are accepted.

    Raises:
        ConfigurationError: the port can't be had.
    """
    listener = bind(host, port)
    backend = LoadingBackend(load_pipeline)
    try:
        server = build_server(backend)
        backend.start()
        if on_ready is not None:
            on_ready(_address(host, listener.getsockname()[1]))
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    finally:
        backend.close()
        listener.close()


def _address(host: str, port: int) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def main() -> int:
    """Run `geungeo chat` with the arguments of this process."""
    from rag.cli import main as run

    return run(["chat", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
