"""Routes of the page itself: its panels, and what makes it installable as an app."""

import json
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from index.documents import Document
from index.filters import Facets
from index.store import Store
from page import texts
from page.panels import render_articles, render_narrow, render_settings
from page.routes import TellingRoute
from page.session import PageBackend

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="7" fill="#174f43"/><path d="M7 20h18v5H7z" fill="#ffd84d"/>'
    '<path d="M7 9h18M7 14.5h12" stroke="#fff" stroke-width="2.6"/></svg>'
)
MANIFEST = {
    "name": texts.TITLE,
    "short_name": "근거",
    "id": "/",
    "start_url": "/",
    "scope": "/",
    "display": "standalone",
    "background_color": "#f7f8f6",
    "theme_color": "#17584a",
    "icons": [{"src": "/geungeo/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
}
_WORKER = Path(__file__).with_name("worker.js")
_OFFERED = 8  # articles of a search by title


def router(backend: PageBackend) -> APIRouter:
    """Return the routes of panels and app."""
    routes = APIRouter(route_class=TellingRoute)
    _add_panels(routes, backend)
    _add_app(routes)
    return routes


def _add_panels(routes: APIRouter, backend: PageBackend) -> None:
    known = _Titles()

    @routes.get("/geungeo/settings")
    def settings() -> HTMLResponse:
        return HTMLResponse(render_settings(backend.settings, backend.condition().model))

    @routes.get("/geungeo/narrow")
    def narrow() -> HTMLResponse:
        pipeline = backend.pipeline()
        facets = pipeline.retriever.store.facets() if pipeline else Facets()
        return HTMLResponse(render_narrow(facets))

    @routes.get("/geungeo/titles")
    def titles(q: str = "") -> HTMLResponse:
        pipeline = backend.pipeline()
        found = known.find(pipeline.retriever.store, q) if pipeline else []
        return HTMLResponse(render_articles(found))


class _Titles:
    """The titles of all articles, read anew when articles change."""

    def __init__(self) -> None:
        self._generation = -1
        self._titles: list[tuple[str, str]] = []

    def find(self, store: Store, words: str) -> list[Document]:
        """Return the newest articles whose titles have all the words."""
        if (generation := store.generation()) != self._generation:
            newest = sorted(store.documents(), key=lambda document: document.date, reverse=True)
            self._titles = [(document.id, document.title.casefold()) for document in newest]
            self._generation = generation
        wanted = words.casefold().split()[:20]
        ids = [id_ for id_, title in self._titles if all(word in title for word in wanted)]
        return store.documents(ids[:_OFFERED])


def _add_app(routes: APIRouter) -> None:
    @routes.get("/geungeo/manifest.webmanifest")
    def manifest() -> Response:
        return Response(json.dumps(MANIFEST), media_type="application/manifest+json")

    @routes.get("/geungeo/icon.svg")
    def icon() -> Response:
        return Response(ICON, media_type="image/svg+xml")

    @routes.get("/geungeo/worker.js")
    def worker() -> Response:
        script = _WORKER.read_text(encoding="utf-8")
        headers = {"Service-Worker-Allowed": "/", "Cache-Control": "no-cache"}
        return Response(script, media_type="text/javascript", headers=headers)
