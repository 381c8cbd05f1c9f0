"""The chat page: a conversation on one side, the articles it rests on on the other.

The only file that imports Gradio. It moves values: what the user does goes to the pipeline,
what the pipeline tells goes through `page.render` to the browser.
"""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported

import gradio as gr
import uvicorn

from index.errors import UserError
from page import texts
from page.asking import read_request
from page.conversations import ConversationStore
from page.frame import (
    render_composer,
    render_header,
    render_places,
    render_status,
    render_welcome,
)
from page.kept_turns import load_turns, save_turn
from page.render import render_history, render_turn
from page.server import address, bind, page_app, page_head
from page.session import SHOWN_TURNS, Condition, LoadingBackend, PageBackend, Run, Session
from page.sources import documents_of, render_sources
from page.suggestions import suggest_instead
from page.texts import Text
from page.turns import Turn
from rag.pipeline import RagPipeline
from rag.settings import Settings, load_settings

logger = logging.getLogger(__name__)

_RECHECK_SECONDS = 3.0  # how soon an open page says that a source changed

View = tuple[Any, Any, Any]  # history, live turn, sources


class _Events:
    """What the page does when its user does something."""

    def __init__(self, backend: PageBackend) -> None:
        self._backend = backend
        self._kept = ConversationStore(backend.settings.data)

    async def answer(self, session: Session, event: gr.EventData) -> AsyncIterator[View]:
        """Show a question and its answer as it comes; nothing while another one is running."""
        if session.run is not None:
            return
        request = read_request(
            event._data, turns=len(session.turns), settings=self._backend.settings
        )
        kept_in = session.conversation
        turn, asking = session.begin(request)
        if self._backend.condition().loading:
            turn.waiting = texts.LOADING_ASKED
        run = session.run = Run(self._backend, asking)
        try:
            # Of the turns before, only those that this one replaced have changed.
            past = render_history(session) if request.replaced else gr.skip()
            yield past, render_turn(turn), gr.skip()
            async for view in self._follow(run, turn, session):
                yield view
            await self._keep(turn, session, kept_in, replacing=request.replaced)
            self._end(run, session)  # first: the next question may come at once
            # The conversation as it is now: it may have been left, and another turn begun.
            yield self._whole(session)
        finally:
            self._end(run, session)

    def _end(self, run: Run, session: Session) -> None:
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

    def open(self, session: Session, event: gr.EventData) -> View:
        """Go on with a conversation that was kept."""
        pipeline = self._backend.pipeline()
        conversation = str(event._data.get("conversation", ""))
        with contextlib.suppress(UserError):  # deleted meanwhile: the page stays as it is
            index = pipeline.retriever.store if pipeline else None
            session.open(conversation, load_turns(self._kept, index, conversation))
        return self._whole(session)

    def show(self, session: Session, event: gr.EventData) -> tuple[Any, Any]:
        """Show the sources of another turn, or turns from further up."""
        if event._data.get("earlier"):
            session.hidden = max(0, session.hidden - SHOWN_TURNS)
            return render_history(session), gr.skip()
        number = event._data.get("turn")
        session.shown = number if isinstance(number, int) else session.shown
        return gr.skip(), self._sources(session)

    def recheck(self, session: Session) -> tuple[Any, Any, Any]:
        """Show what became of articles and sources, if some have changed since."""
        with contextlib.suppress(UserError):
            generation = self._backend.generation()
            if session.run is None and session.generation not in (-1, generation):
                return self._sources(session), *_render_condition(self._backend.condition())
        return gr.skip(), gr.skip(), gr.skip()

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

    async def _keep(self, turn: Turn, session: Session, kept_in: str, *, replacing: int) -> None:
        """Keep a finished turn in its conversation, a new one if that is ""."""
        if turn.answer is not None and turn.answer.abstained:
            found = documents_of(turn.answer.passages)
            turn.suggestions = await asyncio.to_thread(suggest_instead, turn.question, found)
        try:
            kept_in = await asyncio.to_thread(
                save_turn, self._kept, kept_in, turn, replacing=replacing
            )
        except UserError as error:
            turn.unkept = Text.of_error(error)
            return
        if any(turn is other for other in session.turns):
            session.conversation = kept_in

    def _whole(self, session: Session) -> View:
        live = [turn for turn in session.turns if not turn.finished]
        return render_history(session), "".join(map(render_turn, live)), self._sources(session)

    def _sources(self, session: Session) -> str:
        with contextlib.suppress(UserError):  # the answer says what is wrong with the index
            session.generation = self._backend.generation()
            states = self._backend.states(session.documents())
            return render_sources(session.shown_turns(), states)
        return render_sources(session.shown_turns())

    async def condition(self, session: Session) -> AsyncIterator[tuple[str, str]]:
        """Show whether the model is ready, until that is settled."""
        if self._backend.condition().loading:
            yield render_status(texts.LOADING, kind="loading"), render_welcome()
        while (condition := self._backend.condition()).loading:
            await asyncio.sleep(0.2)
        yield _render_condition(condition)
        session.generation = self._backend.generation()


def _render_condition(condition: Condition) -> tuple[str, str]:
    """Return the line on what is loaded, and what an empty page says."""
    if condition.problem is not None:
        return render_status(condition.problem, kind="failed"), render_welcome()
    loaded = texts.ready(condition.articles, condition.model)
    welcome = render_welcome(condition.examples, empty=not condition.articles)
    return render_status(loaded, kind="ready"), welcome


def build_page(backend: PageBackend) -> gr.Blocks:
    """Return the page over a backend."""
    events = _Events(backend)
    with gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session())
        _html("header", render_header())
        _html("places", render_places())
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
                    js_on_load="for (const name of ['submit', 'stop', 'clear', 'select',"
                    " 'apply']) element"
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
        composer.apply(events.open, [session], conversation, **quiet)
        composer.select(events.show, [session], [finished, sources], **quiet)
        gr.Timer(_RECHECK_SECONDS).tick(
            events.recheck, [session], [sources, status, welcome], **quiet
        )
        page.load(events.condition, [session], [status, welcome], **quiet)
    return page


def _html(name: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None)


# -- serving -----------------------------------------------------------------------------


def build_server(backend: PageBackend) -> uvicorn.Server:
    """Return a server of the page that isn't bound yet: `server.run(sockets=[socket])`."""
    app = page_app(backend)
    gr.mount_gradio_app(
        app,
        build_page(backend),
        path="/",
        theme=gr.themes.Base(font=["sans-serif"], font_mono=["monospace"]),  # no web fonts
        head=page_head(),
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


def launch(
    load_pipeline: Callable[[], RagPipeline],
    *,
    host: str,
    port: int,
    settings: Settings | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page until the process is interrupted; the pipeline is loaded meanwhile.

    Args:
        load_pipeline: called in a thread of its own; again where it failed and articles came.
        host: address to listen on.
        port: port to listen on.
        settings: those that the pipeline is opened with; None: of this folder and environment.
        on_ready: called with the page's address once connections are accepted.

    Raises:
        ConfigurationError: the port can't be had.
    """
    listener = bind(host, port)
    backend = LoadingBackend(load_pipeline, settings or load_settings({}))
    try:
        server = build_server(backend)
        backend.start()
        if on_ready is not None:
            on_ready(address(host, listener.getsockname()[1]))
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    finally:
        backend.close()
        listener.close()


def main() -> int:
    """Run `geungeo chat` with the arguments of this process."""
    from rag.cli import main as run

    return run(["chat", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
