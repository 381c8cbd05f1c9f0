"""The library's addresses: what they answer, and what they refuse."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.errors import UserError
from index.lock import index_lock
from index.store import Store
from index.sync import sync_index
from page.library import Library
from page.library_routes import library_router, read_edits, read_query
from page.routes import OWN_HEADER
from tests.library_fakes import FolderBackend, wait_for
from tests.page_fakes import HOSTILE, Page
from tests.pdf_files import lines_of, make_pdf

OWN = {OWN_HEADER: "1"}

# Starlette's form parser and its test client speak of what they are about to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def library(tmp_path, articles, embedder):
    store = Store(tmp_path / "mine")
    sync_index(store, [articles], embedder)
    return Library(FolderBackend(store.folder, embedder), undo_seconds=3600, patience=0.2)


@pytest.fixture
def client(library):
    app = FastAPI()
    app.include_router(library_router(library))
    with TestClient(app) as client:
        yield client


def id_of(library, words="노면전차"):
    return next(one.document.id for one in library.listed() if words in one.document.title)


def add(client, library, *, files=(), **fields):
    """Send the form; return the answer and, if there is one, the finished job."""
    reply = client.post(
        "/geungeo/library",
        files=[("files", (name, data)) for name, data in files] or None,
        data=fields,
        headers=OWN,
    )
    if reply.status_code != 202:
        return reply, None
    wait_for(library.jobs.get(reply.json()["id"]))
    return reply, client.get(f"/geungeo/jobs/{reply.json()['id']}").json()


# -- the list ----------------------------------------------------------------------------------


def test_the_view_shows_every_article_its_charts_and_its_filters(client, library):
    reply = client.get("/geungeo/library")
    page = Page(reply.text)
    opened = [a["data-open"] for tag, a in page.tags if "data-open" in a]
    assert set(opened) == {one.document.id for one in library.listed()}
    assert len(page.all("bar-link")) > 2
    assert [a["aria-sort"] for tag, a in page.tags if tag == "th"].count("descending") == 1
    assert "기사 8건" in page.text and "8 articles" in page.text


def test_the_list_is_narrowed_sorted_and_searched_in_texts(client):
    reply = client.get("/geungeo/library/list", params={"words": "배터리 노선", "sort": "title"})
    page = Page(reply.text)
    assert "기사 8건 가운데 1건" in page.text
    assert {"배터리", "노선"} & set(_marked(reply.text))
    reply = client.get("/geungeo/library/list", params={"language": "xx"})
    assert "No article matches" in reply.text


def _marked(html):
    import re

    return re.findall("<b>(.*?)</b>", html)


def test_an_address_that_makes_no_sense_is_the_plain_list():
    given = {"sort": "rm -rf", "page": "²", "cluster": "-1", "since": "2024-99-99"}
    assert read_query(given) == read_query({})


def test_five_hundred_articles_come_in_pages(tmp_path, embedder, client, library):
    for n in range(230):
        (tmp_path / "articles" / f"n{n}.md").write_text(f"# 소식 {n}\n\n{n}번째 소식이다.", "utf-8")
    sync_index(library.store, [tmp_path / "articles"], embedder)
    page = Page(client.get("/geungeo/library").text)
    assert len([a for tag, a in page.tags if tag == "tr"]) == 101
    page = Page(client.get("/geungeo/library/list", params={"page": "3"}).text)
    assert len([a for tag, a in page.tags if tag == "tr"]) == 39
    assert "3 / 3" in page.text


def test_an_empty_library_says_what_to_do(tmp_path, embedder):
    app = FastAPI()
    app.include_router(library_router(Library(FolderBackend(tmp_path / "new", embedder))))
    page = Page(TestClient(app).get("/geungeo/library").text)
    assert page.all("library-empty") and page.all("add-form") and not page.all("library-filters")


def test_another_process_that_writes_the_index_is_named(client, library):
    assert "library-lock" not in client.get("/geungeo/library").text
    with index_lock(library.store.folder, waiting=lambda holder: None):
        html = client.get("/geungeo/library").text
    assert "library-lock" in html and "PID" in html


def test_a_damaged_index_is_told_in_both_languages(tmp_path, embedder):
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "index.sqlite3").write_bytes(b"no database" * 400)
    app = FastAPI()
    app.include_router(library_router(Library(FolderBackend(folder, embedder))))
    reply = TestClient(app).get("/geungeo/library")
    assert reply.status_code == 400 and "손상" in reply.json()["ko"]


# -- adding ------------------------------------------------------------------------------------


def test_files_and_text_become_one_job_that_tells_of_each(client, library):
    reply, job = add(
        client,
        library,
        files=[("a.md", "# 등대\n\n등대가 섰다.".encode()), ("b.xyz", b"?")],
        text="항구의 새 다리가 열렸다.",
    )
    assert [(i["name"], i["state"]) for i in job["items"]] == [
        ("a.md", "done"),
        ("b.xyz", "failed"),
        ("항구의 새 다리가 열렸다.", "done"),
    ]
    assert job["over"] and job["items"][1]["problem"]["ko"]
    page = Page(job["html"])
    assert "Some could not be added" in page.text and page.all("failed")
    assert id_of(library, "등대")


def test_nothing_too_much_and_too_large_are_refused_with_a_reason(client, library, monkeypatch):
    reply, _ = add(client, library, urls=" ", text="\n")
    assert reply.status_code == 400 and "더할 것이 없" in reply.json()["ko"]
    reply, _ = add(client, library, files=[("a.md", b"# a")], text="가" * 2_000_001)
    assert reply.status_code == 413
    monkeypatch.setattr("page.library_routes.EACH_MB", 0.0001)
    _, job = add(client, library, files=[("a.md", b"# x" * 100), ("b.md", b"# b\n\nb c d")])
    assert [item["state"] for item in job["items"]] == ["failed", "done"]
    assert "larger than" in job["items"][0]["problem"]["en"]
    monkeypatch.setattr("page.library_routes.TOTAL_MB", 0.0001)
    reply, _ = add(client, library, files=[("a.md", b"# x" * 100)])
    assert reply.status_code == 413 and "나누어서" in reply.json()["ko"]


def test_a_job_is_followed_and_stopped_and_an_unknown_one_is_not_found(client, library):
    with index_lock(library.store.folder, waiting=lambda holder: None):
        job = client.post("/geungeo/library/reindex", headers=OWN).json()
        while not client.get(f"/geungeo/jobs/{job['id']}").json()["holder"]:
            pass
        assert "PID" in client.get(f"/geungeo/jobs/{job['id']}").json()["html"]
        assert "data-job" in client.get("/geungeo/library").text  # a new tab sees it too
        client.delete(f"/geungeo/jobs/{job['id']}", headers=OWN)
        assert wait_for(library.jobs.get(job["id"])).state == "stopped"
    assert client.get("/geungeo/jobs/none").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/geungeo/library"),
        ("POST", "/geungeo/library/reindex"),
        ("DELETE", "/geungeo/jobs/x"),
        ("PATCH", "/geungeo/documents/x"),
        ("DELETE", "/geungeo/documents/x"),
        ("POST", "/geungeo/documents/x/undo"),
    ],
)
def test_another_sites_page_can_change_nothing(client, method, path):
    assert client.request(method, path).status_code == 403


# -- one article -------------------------------------------------------------------------------


def test_an_article_shows_its_text_and_what_was_left_out_and_why(client, library):
    id_ = id_of(library)
    document = library.document(id_)
    page = Page(client.get(f"/geungeo/documents/{id_}").text)
    for line in document.text.split("\n"):
        assert line in page.text
    assert document.dropped
    for piece in document.dropped:
        assert piece.text in page.text and piece.reason in page.text
    assert f"/geungeo/documents/{id_}/original" in str(page.tags)
    assert client.get("/geungeo/documents/none").status_code == 404


def test_what_comes_from_articles_is_text_and_never_markup(client, library):
    hostile = HOSTILE.replace("\n", " ")
    add(client, library, files=[(f"x{hostile[:20]}.md", f"# {hostile}\n\n{hostile}".encode())])
    edited = library.edit(id_of(library), {"publisher": hostile})
    for path in ("/geungeo/library", "/geungeo/library/list?words=hacked",
                 f"/geungeo/documents/{edited}"):  # fmt: skip
        page = Page(client.get(path).text)
        assert not {"script", "img"} & {tag for tag, _ in page.tags}
        assert not [a for _, a in page.tags if "onerror" in a or "javascript:" in a.get("href", "")]
        assert "window.hacked=1" in page.text


def test_metadata_is_edited_and_taken_back(client, library):
    id_ = id_of(library)
    reply = client.patch(
        f"/geungeo/documents/{id_}",
        json={"title": " 새\u0000 제목 ", "published": "2020-02-29", "language": "en"},
        headers=OWN,
    )
    edited = library.document(reply.json()["id"])
    assert (edited.title, edited.date, edited.language) == ("새 제목", "2020-02-29", "en")
    assert "<s>" in client.get(f"/geungeo/documents/{edited.id}").text  # what it was
    reply = client.patch(f"/geungeo/documents/{edited.id}", json={"revert": True}, headers=OWN)
    assert reply.json()["id"] == id_


@pytest.mark.parametrize(
    "given",
    [{"title": "  "}, {"published": "2024-02-30"}, {"published": "어제"}, {"language": "zz"},
     {"language": ""}, [], "x", None],
)  # fmt: skip
def test_a_value_that_can_not_be_is_refused(given):
    with pytest.raises(UserError):
        read_edits(given)


def test_an_article_is_deleted_and_brought_back(client, library):
    id_ = id_of(library)
    gone = client.delete(f"/geungeo/documents/{id_}", headers=OWN)
    assert "노면전차" in gone.json()["title"]
    assert client.get(f"/geungeo/documents/{id_}").status_code == 404
    assert client.delete(f"/geungeo/documents/{id_}", headers=OWN).status_code == 400
    assert client.post(f"/geungeo/documents/{id_}/undo", headers=OWN).status_code == 200
    assert client.get(f"/geungeo/documents/{id_}").status_code == 200


def test_a_pdf_is_shown_in_place_and_all_else_is_a_download(client, library):
    pdf = make_pdf([lines_of("The lighthouse of Ellis was lit again on Friday evening.")])
    add(client, library, files=[("light.pdf", pdf), ("page.html", _HTML)])
    shown = client.get(f"/geungeo/documents/{_id_of_file(library, 'light.pdf')}/original")
    assert shown.content == pdf
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"].startswith("inline")
    kept = client.get(f"/geungeo/documents/{_id_of_file(library, 'page.html')}/original")
    assert kept.headers["content-type"] == "application/octet-stream"
    assert kept.headers["content-disposition"].startswith("attachment")
    assert kept.headers["x-content-type-options"] == "nosniff"


_HTML = (
    "<html><title>Bridge</title><body><article><h1>Bridge</h1><p>"
    + "The new bridge over the harbour opened on Monday after long repairs. " * 5
    + "</p></article><script>window.hacked=1</script>"
).encode()


def _id_of_file(library, name):
    return next(one.document.id for one in library.listed() if one.document.file.endswith(name))


def test_only_files_that_the_index_names_are_served(client, library, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    for id_ in ("none", "..%2F..%2Fsecret.txt", str(tmp_path / "secret.txt")):
        assert client.get(f"/geungeo/documents/{id_}/original").status_code == 404
    id_ = id_of(library)
    library.original_file(id_).unlink()
    assert client.get(f"/geungeo/documents/{id_}/original").status_code == 404
