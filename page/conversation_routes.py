"""Routes of kept conversations and of feedback, under `/geungeo/`."""

import logging
import threading
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from index.errors import UserError
from page.conversation_list import ROUTE, render_list, render_panel
from page.conversations import UNDO_SECONDS, ConversationStore
from page.export import export_html, export_json, export_markdown, file_name
from page.feedback import COMMENT_LIMIT, Feedback, add_feedback, find_turn
from page.routes import TellingRoute, require_own_page
from page.session import PageBackend

logger = logging.getLogger(__name__)

_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
_OWN = [Depends(require_own_page)]

Words = Annotated[str, Query(max_length=1_000)]


class _Title(BaseModel):
    title: str = Field(max_length=10_000)


class _Said(BaseModel):
    conversation: str = Field(max_length=100)
    turn: int
    question: str = Field(max_length=100_000)
    thumb: Literal["up", "down", ""]
    reason: str = Field("", max_length=100)
    comment: str = Field("", max_length=2 * COMMENT_LIMIT)


def router(backend: PageBackend) -> APIRouter:
    """Return the routes over the conversations in the backend's data folder."""
    routes = APIRouter(route_class=TellingRoute)
    store = ConversationStore(backend.settings.data)
    _add_list(routes, store)
    _add_changes(routes, store)
    _add_export(routes, store)
    _add_feedback(routes, store, backend)
    return routes


def _add_list(routes: APIRouter, store: ConversationStore) -> None:
    @routes.get(f"{ROUTE}/panel")
    def panel() -> HTMLResponse:
        return HTMLResponse(render_panel())

    @routes.get(ROUTE)
    def listed(q: Words = "", current: Words = "") -> HTMLResponse:
        store.purge()
        today, searched = datetime.now().date(), bool(q.strip())
        html = render_list(store.find(q), current=current, searched=searched, today=today)
        return HTMLResponse(html)


def _add_changes(routes: APIRouter, store: ConversationStore) -> None:
    @routes.patch(f"{ROUTE}/{{id_}}", dependencies=_OWN)
    def rename(id_: str, body: _Title) -> dict[str, str]:
        return {"title": store.rename(id_, body.title)}

    @routes.delete(f"{ROUTE}/{{id_}}", dependencies=_OWN)
    def delete(id_: str) -> dict[str, str]:
        store.delete(id_)
        _purge_later(store)
        return {"undo": f"{ROUTE}/{id_}/undo"}

    @routes.post(f"{ROUTE}/{{id_}}/undo", dependencies=_OWN)
    def undo(id_: str) -> dict[str, str]:
        store.restore(id_)
        return {"id": id_}


def _add_export(routes: APIRouter, store: ConversationStore) -> None:
    @routes.get(f"{ROUTE}/{{id_}}.{{suffix}}")
    def export(
        id_: str, suffix: Literal["md", "html", "json"], language: Literal["ko", "en"] = "ko"
    ) -> Response:
        conversation, turns = store.load(id_)
        if suffix == "json":
            text = export_json(conversation, turns)
        elif suffix == "md":
            text = export_markdown(conversation, turns, language=language)
        else:
            text = export_html(conversation, turns, language=language)
        name = quote(file_name(conversation, suffix))
        disposition = f"attachment; filename=\"geungeo.{suffix}\"; filename*=UTF-8''{name}"
        return Response(
            text.encode("utf-8", "replace"),
            media_type=_TYPES[suffix],
            headers={"Content-Disposition": disposition},
        )


def _add_feedback(routes: APIRouter, store: ConversationStore, backend: PageBackend) -> None:
    @routes.post("/geungeo/feedback", dependencies=_OWN)
    def feedback(body: _Said) -> dict[str, str]:
        pipeline = backend.pipeline()
        conversation, turns = store.load(body.conversation)
        add_feedback(
            backend.settings.data,
            Feedback(body.thumb, body.reason, body.comment.strip()),
            conversation,
            turns,
            find_turn(turns, body.turn, body.question),
            model=pipeline.generator.name if pipeline else "",
        )
        return {"thumb": body.thumb}


def _purge_later(store: ConversationStore) -> None:
    """Erase what was deleted once it can't be undone any more; a later start does it else."""
    timer = threading.Timer(UNDO_SECONDS + 1, _purge, [store])
    timer.daemon = True
    timer.start()


def _purge(store: ConversationStore) -> None:
    try:
        store.purge()
    except UserError:
        logger.exception("deleted conversations could not be erased yet")
