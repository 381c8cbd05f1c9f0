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
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import ConfigurationError, UserError
from page import texts
from page.render import (
    render_composer,
    render_header,
    render_status,
    render_turn,
    render_turns,
    render_welcome,
)
from page.session import LoadingBackend, PageBackend, Run, Session
from page.sources import render_sources
from page.texts import Text
from page.turns import Turn
from rag.answers import SearchScope
from rag.pipeline import RagPipeline

logger = logging.getLogger(__name__)

_PAGE = Path(__file__).resolve().parent / "page"
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


_RECHECK_SECONDS = 3.0  # how soon an open page says that a source changed

View = tuple[Any, Any, Any]  # history, live turn, sources


class _Events:
    """What the page does when its user does something."""

    def __init__(self, backend: PageBackend) -> None:
        self._backend = backend

    async def answer(self, session: Session, event: gr.EventData) -> AsyncIterator[View]:
        """Show a question and its answer as it comes; nothing while another one is running."""
        if session.run is not None:
            return
        question = str(event._data.get("question", ""))
        number = event._data.get("again")  # the turn of a filter that was taken back
        again = number if number in range(1, len(session.turns) + 1) else None
        taken_back = frozenset(map(str, event._data.get("unwanted") or ()))
        unwanted = session.unwanted(question, again=again) | taken_back
        turn = Turn(len(session.turns) + 1, question, unwanted=unwanted)
        if self._backend.condition().loading:
            turn.waiting = texts.LOADING_ASKED
        scope = SearchScope(unwanted=unwanted)
        history = session.history(before=again)
        run = session.run = Run(self._backend, question, history, scope)
        session.turns.append(turn)
        try:
            yield gr.skip(), render_turn(turn), gr.skip()
            async for view in self._follow(run, turn, session):
                yield view
        finally:
            run.stop()
            if session.run is run:
                session.run = None

    def stop(self, session: Session) -> None:
        """Stop the model; `answer` then says so."""
        if session.run is not None:
            session.run.stop()

    def clear(self, session: Session) -> View:
        """Start a new conversation."""
        session.forget()
        return self._whole(session)

    def recheck(self, session: Session) -> Any:
        """Show what became of the sources, if articles have changed since."""
        with contextlib.suppress(UserError):
            generation = self._backend.generation()
            if session.run is None and session.generation not in (-1, generation):
                return self._sources(session)
        return gr.skip()

    async def _follow(self, run: Run, turn: Turn, session: Session) -> AsyncIterator[View]:
        """Yield the views of one turn, from the first article found to its end."""
        try:
            async for events in run.events():
                found = False
                for event in events:
                    found = found or not turn.passages
                    turn.apply(event)
                if turn.finished:
                    break
                sources = self._sources(session) if found and turn.passages else gr.skip()
                yield gr.skip(), render_turn(turn), sources
        except UserError as error:
            turn.problem = Text.of_error(error)
        except Exception:
            logger.exception("a question could not be answered")
            turn.problem = texts.UNEXPECTED
        turn.stopped = not turn.finished
        # The conversation as it is now: it may have been cleared, and another turn begun.
        yield self._whole(session)

    def _whole(self, session: Session) -> View:
        finished = [turn for turn in session.turns if turn.finished]
        live = [turn for turn in session.turns if not turn.finished]
        return render_turns(finished), render_turns(live), self._sources(session)

    def _sources(self, session: Session) -> str:
        with contextlib.suppress(UserError):  # the answer says what is wrong with the index
            session.generation = self._backend.generation()
            return render_sources(session.turns, self._backend.states(session.documents()))
        return render_sources(session.turns)

    async def condition(self) -> AsyncIterator[tuple[str, str]]:
        """Show whether the model is ready, until that is settled."""
        if self._backend.condition().loading:
            yield render_status(texts.LOADING, kind="loading"), render_welcome()
        while (condition := self._backend.condition()).loading:
            await asyncio.sleep(0.2)
        if condition.problem is not None:
            yield render_status(condition.problem, kind="failed"), render_welcome()
            return
        loaded = texts.ready(condition.articles, condition.model)
        examples = texts.EXAMPLES if condition.examples else ()
        yield render_status(loaded, kind="ready"), render_welcome(examples)


def build_page(backend: PageBackend) -> gr.Blocks:
    """Return the page over a backend."""
    events = _Events(backend)
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
            "trigger_mode": "multiple",  # the server decides: `Session.run`
        }
        composer.submit(events.answer, [session], conversation, **quiet)
        composer.stop(events.stop, [session], None, **quiet)
        composer.clear(events.clear, [session], conversation, **quiet)
        gr.Timer(_RECHECK_SECONDS).tick(events.recheck, [session], sources, **quiet)
        page.load(events.condition, None, [status, welcome], **quiet)
    return page


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
    style = "".join(path.read_text(encoding="utf-8") for path in sorted(_PAGE.glob("*.css")))
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
        other = port + 1 if port < 65535 else 7860
        raise ConfigurationError(
            f"{host}의 포트 {port}을(를) 열 수 없습니다 ({error.strerror}). "
            f"이미 쓰고 있는 프로그램을 닫거나 `--port {other}`처럼 다른 포트를 주세요.",
            f"Port {port} of {host} can't be opened ({error.strerror}). "
            f"Close the program that uses it, or choose another port: `--port {other}`.",
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
