"""Around the page: its guard, its own routes and files, and the socket it listens on.

What Gradio serves is mounted in `app.py`; everything under `/geungeo/` comes from here.
"""

import ipaddress
import os
import socket
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import ConfigurationError
from page import conversation_routes, front_routes, library_routes
from page.session import PageBackend

_PAGE = Path(__file__).resolve().parent
# Even if a text of an article became page code, the browser would send nothing elsewhere.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class Guard:
    """Keeps other sites out, and the page from talking to other machines.

    A name that is pointed at this machine (DNS rebinding) is not one of ours, and a request
    that names another origin is refused before anything behind it may answer: also the
    question (OPTIONS) whether it may be sent.

    Args:
        app: what is guarded.
        names: under which the page may be opened, besides addresses in digits.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        self._app = app
        self._names = {"localhost", *names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers on top."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"content-security-policy", _POLICY.encode()),
                    (b"referrer-policy", b"no-referrer"),
                    (b"x-content-type-options", b"nosniff"),
                ]
            await send(message)

        if scope["type"] == "http" and not self._is_own(Headers(scope=scope)):
            refused = PlainTextResponse("This page is opened under another address.", 403)
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send_guarded)

    def _is_own(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        name = urlsplit(f"//{host}").hostname or ""
        if name not in self._names and not _is_address(name):
            return False
        return origin is None or urlsplit(origin).netloc == host


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def page_app(backend: PageBackend) -> FastAPI:
    """Return the app with everything that the page fetches by itself."""
    app = FastAPI(openapi_url=None)
    app.add_middleware(Guard, names=[backend.settings.host])
    for routes in (front_routes, conversation_routes, library_routes):
        app.include_router(routes.router(backend))
    return app


def page_head() -> str:
    """Return what stands in the page's head: icon, styles and scripts, nothing from elsewhere."""
    style, script = "".join(_texts("*.css", "style")), "".join(_texts("*.js", "script"))
    return (
        '<link rel="icon" href="/geungeo/icon.svg">'
        '<link rel="manifest" href="/geungeo/manifest.webmanifest">'
        '<meta name="theme-color" content="#f7f8f6" media="(prefers-color-scheme: light)">'
        '<meta name="theme-color" content="#111615" media="(prefers-color-scheme: dark)">'
        f"<style>{style}</style><script>{script}</script>"
    )


def _texts(pattern: str, first: str) -> Iterator[str]:
    """Yield the page's files in name order; those that the others build on come first."""
    files = [path for path in _PAGE.glob(pattern) if path.name != "worker.js"]
    files.sort(key=lambda path: (not path.stem.startswith(first), path.stem))
    return (path.read_text(encoding="utf-8") for path in files)


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


def address(host: str, port: int) -> str:
    """Return where a browser on this machine finds the page."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"
