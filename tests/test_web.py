import gzip
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index import web
from index.errors import SourceError
from index.web import download, is_url

pytestmark = pytest.mark.loopback
PAGE = "<html><head><title>산책로</title></head><body><p>길이는 12킬로미터다.</p></body></html>"


HTML = "text/html"
REPLIES = {  # path -> body, type, encoding
    "/page": (PAGE.encode("cp949"), "text/html; charset=EUC-KR", ""),
    "/plain": (b"words", "", ""),
    "/gzip": (gzip.compress(PAGE.encode()), HTML, "gzip"),
    "/broken-gzip": (b"\x1f\x8bnot gzip at all", HTML, "gzip"),
    "/bomb": (gzip.compress(b" " * 3_000_000), HTML, "gzip"),
    "/odd-type": (PAGE.encode(), 'nonsense; charset="utf-8"; charset*0=x;;', ""),
}
REDIRECTS = {
    "/moved": "/page?moved=1",
    "/loop": "/loop",
    "/elsewhere": "ftp://127.0.0.1/page",
}


class Site(BaseHTTPRequestHandler):
    """Pages that behave well and badly."""

    def do_GET(self):
        self.server.asked.append(self.path)
        path = self.path.partition("?")[0]
        if path in REPLIES:
            self._reply(*REPLIES[path])
        elif path in REDIRECTS:
            self._redirect(REDIRECTS[path])
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<html>")
        elif path == "/hangs-up":
            self.connection.close()
        else:
            self._reply(b"no such page", "text/plain", status=int(path[1:]))

    def _reply(self, data, content_type, encoding="", *, status=200):
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _redirect(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


@pytest.fixture
def address(server):
    return f"http://127.0.0.1:{server.server_port}"


def test_a_page_comes_with_its_bytes_its_charset_and_its_type(address):
    page, content_type = download(f"{address}/page")
    assert page.data.decode("cp949") == PAGE
    assert (page.charset.lower(), content_type) == ("euc-kr", "text/html")
    assert page.url == page.name == f"{address}/page"


def test_a_redirect_is_followed_and_the_last_address_is_the_pages(address):
    page, _ = download(f"{address}/moved")
    assert page.name == f"{address}/moved"
    assert page.url == f"{address}/page?moved=1"


def test_a_page_without_a_type_counts_as_html(address):
    page, content_type = download(f"{address}/plain")
    assert (page.data, page.charset, content_type) == (b"words", "", "text/html")


def test_a_compressed_page_is_unpacked(address):
    assert download(f"{address}/gzip")[0].data.decode() == PAGE


def test_a_type_that_makes_no_sense_does_no_harm(address):
    assert download(f"{address}/odd-type")[0].data.decode() == PAGE


def test_addresses_in_other_scripts_are_asked_for(address, server):
    download(f"{address}/page?찾기=산책로 길이")
    assert server.asked[-1].startswith("/page?%EC%B0%BE")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_a_refusal_is_named_with_a_cure(address, status):
    with pytest.raises(SourceError, match=f"HTTP {status}") as caught:
        download(f"{address}/{status}")
    assert str(caught.value).startswith(f"{address}/{status}: ")
    assert "save the page as a file" in caught.value.en
    assert "파일로 저장" in caught.value.ko


@pytest.mark.parametrize("path", ["loop", "elsewhere", "cut", "broken-gzip", "hangs-up"])
def test_what_goes_wrong_on_the_way_is_one_line(address, path):
    with pytest.raises(SourceError, match="can't be fetched") as caught:
        download(f"{address}/{path}")
    assert "\n" not in caught.value.en


def test_a_page_that_unpacks_to_too_much_is_refused(address, monkeypatch):
    monkeypatch.setattr(web, "_MAX_BYTES", 1_000_000)
    with pytest.raises(SourceError, match="> 1 MB"):
        download(f"{address}/bomb")


@pytest.mark.parametrize(
    "url",
    [
        "http://", "http://[::1", "http://127.0.0.1:99999/", "http://127.0.0.1:x/", "https:///a",
        "http://127.0.0.1:1/", "http://\x00/", "http://a\nb/", "http://" + "a" * 70 + ".example/",
        "http://xn--/", "http://.", "http://127.0.0.1/" + "a" * 70_000,
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused(url, monkeypatch):
    def refuse(*arguments, **options):
        raise OSError("no such host")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    with pytest.raises(SourceError, match="can't be fetched") as caught:
        download(url)
    assert "\n" not in caught.value.en.replace(url, "")


def test_a_server_that_is_silent_is_given_up(monkeypatch):
    import socket

    monkeypatch.setattr(web, "_TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(SourceError, match="can't be fetched"):
            download(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("http://a.example", True), ("HTTPS://a.example", True), ("ftp://a.example", False),
        ("http:/a", False), ("기사.html", False), ("-", False), ("file:///etc/passwd", False),
    ],
)  # fmt: skip
def test_only_web_addresses_count_as_such(text, answer):
    assert is_url(text) is answer
