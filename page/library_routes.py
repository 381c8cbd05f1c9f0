"""The library's addresses under `/geungeo/`: fragments for the page's script, and originals."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException as FormError

from index.documents import Span
from index.errors import SourceError, UserError
from index.listing import documents_with
from index.overrides import FIELDS, read_override
from index.readers import readable_suffixes
from page import library_texts as texts
from page.library import Library, LibraryBackend
from page.library_article import render_article
from page.library_jobs import Job
from page.library_list import (
    COLUMNS,
    ListedState,
    Listing,
    ListQuery,
    choose,
    snippet_around,
)
from page.library_view import EACH_MB, TOTAL_MB, render_job, render_library, render_list
from page.routes import TellingRoute, failed, require_own_page
from rag.understanding.language_names import is_language_code

Snippets = dict[str, tuple[str, tuple[Span, ...]]]

_MB = 1_000_000
_MOST_FILES = 1000
_LONGEST_TEXT = 2_000_000  # characters that are pasted; no article is longer
_LONGEST_VALUE = 300
_MOST_WORDS = 8
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ud800-\udfff]+")


def router(backend: LibraryBackend) -> APIRouter:
    """Return the routes over a backend's index."""
    return library_router(Library(backend))


def library_router(library: Library) -> APIRouter:
    """Return the routes over a library."""
    routes, views = APIRouter(prefix="/geungeo", route_class=TellingRoute), _Views(library)
    one = "/documents/{document_id}"

    def add(method: str, path: str, view: Callable[..., Any]) -> None:
        guards = [] if method == "GET" else [Depends(require_own_page)]
        routes.add_api_route(path, view, methods=[method], dependencies=guards, response_model=None)

    add("GET", "/library", views.whole)
    add("GET", "/library/list", views.part)
    add("POST", "/library", views.add)
    add("POST", "/library/reindex", views.reindex)
    add("GET", "/jobs/{job_id}", views.job)
    add("DELETE", "/jobs/{job_id}", views.stop)
    add("GET", one, views.document)
    add("PATCH", one, views.edit)
    add("DELETE", one, views.delete)
    add("POST", f"{one}/undo", views.undo)
    add("GET", f"{one}/original", views.original)
    return routes


class _Views:
    """What each address answers."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._tidied = False

    # -- the list ------------------------------------------------------------------------

    def whole(self, request: Request) -> Response:
        """Return the whole view."""
        library, query = self._library, read_query(request.query_params)
        if not self._tidied and library.locked_by() is None:
            library.tidy()
            self._tidied = True
        listed = library.listed()
        listing, snippets = self._choose(listed, query)
        return HTMLResponse(
            render_library(
                listed, listing, query,
                snippets=snippets,
                jobs=library.jobs.current(),
                holder=library.locked_by(),
                accept=readable_suffixes().replace(" ", ""),
            )
        )  # fmt: skip

    def part(self, request: Request) -> Response:
        """Return the list alone."""
        query = read_query(request.query_params)
        listing, snippets = self._choose(self._library.listed(), query)
        return HTMLResponse(render_list(listing, query, snippets))

    def _choose(self, listed: Sequence[ListedState], query: ListQuery) -> tuple[Listing, Snippets]:
        words, store = _words(query.words), self._library.store
        if not words:
            return choose(listed, query), {}
        listing = choose(listed, query, documents_with(store.database, words))
        shown = store.documents([one.document.id for one in listing.rows])
        return listing, {one.id: snippet_around(one.text, words) for one in shown}

    # -- jobs ----------------------------------------------------------------------------

    async def add(self, request: Request) -> Response:
        """Take in files, addresses (one a line) and a text; answer with the job."""
        try:
            _refuse_too_large(request)
            async with request.form(
                max_files=_MOST_FILES, max_fields=10, max_part_size=8 * _LONGEST_TEXT
            ) as form:
                return _job_response(await run_in_threadpool(self._add, form), 202)
        except _TooLarge as error:
            return failed(error, 413)
        except FormError as error:
            raise UserError(
                f"보낸 것을 읽을 수 없습니다 ({error.detail}). 나누어서 다시 더하세요.",
                f"What was sent can't be read ({error.detail}). Add it again in parts.",
            ) from error

    def _add(self, form: FormData) -> Job:
        uploads = [given for given in form.getlist("files") if isinstance(given, UploadFile)]
        files = ((one.filename or "", _read(one)) for one in uploads if one.filename)
        urls = list(dict.fromkeys(str(form.get("urls") or "").split()))
        text = str(form.get("text") or "")
        if len(text) > _LONGEST_TEXT:
            raise _TooLarge(
                f"붙여 넣은 글이 {_LONGEST_TEXT:,}자보다 깁니다. 기사 단위로 나누어 주세요.",
                f"The pasted text is longer than {_LONGEST_TEXT:,} characters. Split it.",
            )
        pasted = [(_first_line(text), text)] if text.strip() else []
        if not (any(one.filename for one in uploads) or urls or pasted):
            raise SourceError(
                "더할 것이 없습니다. 파일을 고르거나 주소나 글을 넣으세요.",
                "There is nothing to add. Choose files, or give an address or text.",
            )
        return self._library.add(files, urls, pasted)

    def reindex(self) -> Response:
        """Read the known sources again; answer with the job."""
        return _job_response(self._library.reindex(), 202)

    def job(self, job_id: str) -> Response:
        """Return how far a job is."""
        job = self._library.jobs.get(job_id)
        if job is None:
            raise HTTPException(404)
        return _job_response(job)

    def stop(self, job_id: str) -> Response:
        """Let a job end after its file."""
        job = self._library.jobs.get(job_id)
        if job is None:
            raise HTTPException(404)
        job.stopping.set()
        return _job_response(job)

    # -- one article ---------------------------------------------------------------------

    def document(self, document_id: str) -> Response:
        """Return an article."""
        library = self._library
        try:
            document, store = library.document(document_id), library.store
            copies = store.copies([document_id]).get(document_id, [])
            with store.database.reading() as connection:
                override = read_override(connection, document.source)
            return HTMLResponse(
                render_article(
                    document,
                    sources=store.sources_of(document_id),
                    copies=[copy for copy in copies if copy.id != document_id],
                    override=override,
                    has_file=library.original_file(document_id) is not None,
                )
            )
        except UserError as error:
            return failed(error, 404)

    async def edit(self, request: Request, document_id: str) -> Response:
        """Change an article's metadata, or with {"revert": true} take the changes back."""
        try:
            edits = read_edits(await request.json())
            edited = await run_in_threadpool(self._library.edit, document_id, edits)
            return JSONResponse({"id": edited})
        except ValueError as error:
            raise HTTPException(400, "not JSON") from error

    def delete(self, document_id: str) -> Response:
        """Delete an article; for a minute it can be brought back."""
        title = self._library.delete(document_id)
        return JSONResponse({"title": title, "ko": texts.DELETED.ko, "en": texts.DELETED.en})

    def undo(self, document_id: str) -> Response:
        """Bring a deleted article back."""
        title = self._library.undo(document_id)
        return JSONResponse({"title": title, "ko": texts.BACK_AGAIN.ko, "en": texts.BACK_AGAIN.en})

    def original(self, document_id: str) -> Response:
        """Return the file that an article came from: a PDF to look at, all else to keep."""
        file = self._library.original_file(document_id)
        if file is None:
            raise HTTPException(404, texts.ORIGINAL_GONE.en)
        shown = _is_pdf(file)
        return FileResponse(
            file,
            media_type="application/pdf" if shown else "application/octet-stream",
            filename=file.name,
            content_disposition_type="inline" if shown else "attachment",
            headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"},
        )


class _TooLarge(UserError):
    """More was sent than is taken at once."""


def read_query(given: Mapping[str, str]) -> ListQuery:
    """Return the query that an address asks for; what makes no sense is left out."""
    sort = given.get("sort", "date")
    return ListQuery(
        words=given.get("words", "").strip()[:200],
        language=given.get("language", ""),
        publisher=given.get("publisher", ""),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        state=given.get("state", ""),
        cluster=_number(given.get("cluster", ""), 0),
        sort=sort if sort in COLUMNS else "date",
        falling=given.get("falling", "1") != "0",
        page=_number(given.get("page", ""), 1),
    )


def read_edits(given: Any) -> dict[str, str] | None:
    """Return the edits of a request, None if all edits are to be taken back.

    Raises:
        UserError: a value can't be.
    """
    if not isinstance(given, dict):
        raise _bad_value("?", "{}")
    if given.get("revert") is True:
        return None
    edits = {
        name: _plain(str(given[name] or ""))[:_LONGEST_VALUE] for name in FIELDS if name in given
    }
    if not edits.get("title", "-"):
        raise _bad_value(texts.NAME.ko, texts.NAME.en)
    if edits.get("published") and not _day(edits["published"]):
        raise _bad_value(
            f"{texts.DATE.ko} ({texts.DATE_FORM.ko})", f"{texts.DATE.en} ({texts.DATE_FORM.en})"
        )
    if "language" in edits and not is_language_code(edits["language"]):
        raise _bad_value(f"{texts.LANGUAGE.ko} (ko, en, …)", f"{texts.LANGUAGE.en} (ko, en, …)")
    return edits


def _bad_value(ko: str, en: str) -> UserError:
    return UserError(f"{ko}: 이 값은 쓸 수 없습니다. 고쳐서 다시 저장하세요.",
                     f"{en}: not a usable value. Change it and save again.")  # fmt: skip


def _refuse_too_large(request: Request) -> None:
    try:
        size = int(request.headers.get("content-length", ""))
    except ValueError:
        size = -1
    if not 0 <= size <= TOTAL_MB * _MB:
        raise _TooLarge(
            f"한 번에 {TOTAL_MB}MB까지 더할 수 있습니다. 나누어서 더하세요.",
            f"At most {TOTAL_MB} MB can be added at once. Add it in parts.",
        )


def _read(upload: UploadFile) -> bytes | UserError:
    if (upload.size or 0) > EACH_MB * _MB:
        name = upload.filename
        return SourceError(
            f"{name}: {EACH_MB}MB보다 큽니다. 기사 단위로 나누어 주세요.",
            f"{name}: larger than {EACH_MB} MB. Split it into articles.",
        )
    return upload.file.read()


def _job_response(job: Job, status: int = 200) -> JSONResponse:
    return JSONResponse({**job.to_json(), "html": render_job(job)}, status_code=status)


def _is_pdf(file: Path) -> bool:
    if file.suffix.lower() != ".pdf":
        return False
    with file.open("rb") as opened:
        return b"%PDF-" in opened.read(1024)


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()[:_MOST_WORDS]


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:80]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(_CONTROL.sub(" ", text).split()))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
