"""What the page's own routes share: who may write, and how an error is told."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from index.errors import UserError

OWN_HEADER = "X-Geungeo"  # another site's page can't send it without asking first


def require_own_page(request: Request) -> None:
    """Refuse what didn't come from the page's own script: a dependency of routes that write.

    Raises:
        HTTPException: 403, the header `X-Geungeo: 1` is missing.
    """
    if request.headers.get(OWN_HEADER) != "1":
        raise HTTPException(403, f"{OWN_HEADER}: 1 is missing")


def failed(error: UserError, status: int = 400) -> JSONResponse:
    """Return what the script shows of an error, in both languages."""
    return JSONResponse(
        {"ko": error.in_language("ko"), "en": error.in_language("en")}, status_code=status
    )


class TellingRoute(APIRoute):
    """A route that answers a UserError with `failed`: `APIRouter(route_class=TellingRoute)`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, which raises no UserError."""
        handle = super().get_route_handler()

        async def handle_telling(request: Request) -> Response:
            try:
                return await handle(request)
            except UserError as error:
                return failed(error)

        return handle_telling
