"""The page's own routes: panels, the app's manifest, and headers that keep it at home."""

import re

import pytest
from starlette.testclient import TestClient

from page.server import page_app, page_head
from page.session import LoadingBackend
from rag.settings import Settings


@pytest.fixture
def client(pipeline, tmp_path):
    backend = LoadingBackend(lambda: pipeline, Settings(data=tmp_path))
    backend.start()
    while backend.condition().loading:
        pass
    return TestClient(page_app(backend), base_url="http://127.0.0.1:7860")


def test_articles_are_offered_by_their_titles(client, store):
    newest = max(store.documents(), key=lambda document: document.date)
    assert newest.id in client.get("/geungeo/titles").text
    word = newest.title.split()[0]
    assert newest.id in client.get("/geungeo/titles", params={"q": word}).text
    nothing = client.get("/geungeo/titles", params={"q": "ㅁㄴㅇㄹ zzz"}).text
    assert "checkbox" not in nothing and 'class="note"' in nothing


def test_the_panel_offers_what_the_articles_have(client, store):
    html, facets = client.get("/geungeo/narrow").text, store.facets()
    for value in (*facets.languages, *facets.publishers):
        assert f'value="{value}"' in html
    assert facets.oldest in html and facets.newest in html


def test_settings_name_the_model(client, pipeline):
    html = client.get("/geungeo/settings").text
    assert pipeline.generator.name in html
    assert 'value="6" data-usual' in html


def test_before_anything_is_loaded_panels_are_empty_but_there(tmp_path):
    backend = LoadingBackend(lambda: None, Settings(data=tmp_path))
    client = TestClient(page_app(backend), base_url="http://127.0.0.1:7860")
    for path in ("settings", "narrow", "titles"):
        assert client.get(f"/geungeo/{path}").status_code == 200


def test_the_page_can_be_installed(client):
    manifest = client.get("/geungeo/manifest.webmanifest").json()
    assert manifest["display"] == "standalone" and manifest["start_url"] == "/"
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).headers["content-type"].startswith("image/svg")
    worker = client.get("/geungeo/worker.js")
    assert worker.headers["service-worker-allowed"] == "/"
    assert "fetch" in worker.text


def test_every_answer_carries_the_policy(client):
    for path in ("/geungeo/settings", "/geungeo/worker.js", "/nowhere"):
        headers = client.get(path).headers
        assert "connect-src 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


def test_the_head_asks_no_other_host_for_anything():
    head = page_head()
    assert not re.findall(r"""(?:src|href|url\(|import)[=\s("']*(?:https?:)?//""", head)
    assert head.index("window.geungeo = {") < head.index("askedAt")
    assert "serviceWorker.register" in head and "skipWaiting" not in head


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:7860", None, 200),
        ("127.0.0.1:7860", "http://127.0.0.1:7860", 200),
        ("[::1]:7860", "http://[::1]:7860", 200),
        ("localhost:7860", None, 200),
        ("127.0.0.1:7860", "http://127.0.0.1:9999", 403),
        ("127.0.0.1:7860", "https://news.example", 403),
        ("127.0.0.1:7860", "null", 403),
        ("news.example:7860", "http://news.example:7860", 403),
        ("x.localhost:7860", None, 403),
    ],
)
def test_other_names_and_other_origins_are_refused(client, host, origin, status):
    headers = {"host": host} | ({"origin": origin} if origin else {})
    for method in ("GET", "OPTIONS"):
        answered = client.request(method, "/geungeo/icon.svg", headers=headers)
        assert (answered.status_code == 403) == (status == 403), method
