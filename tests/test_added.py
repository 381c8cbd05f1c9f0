from pathlib import Path

import pytest

from index.added import added_folder, keep_page, keep_text
from index.articles import Source
from index.errors import SourceError
from index.reader import find_articles, read_documents
from index.store import Store
from index.sync import sync_index
from tests.fakes import BigramEmbedder

ARTICLE = "가람시가 강변 산책로를 열었다. 길이는 12킬로미터다.\n町は喜んだ。"
HTML = """<html lang="ko"><head><meta charset="{charset}"><title>산책로 개통</title></head><body>
<nav><a href="/">홈</a></nav><article><h1>산책로 개통</h1>
<p>가람시가 강변 산책로를 열었다고 시청이 월요일에 밝혔다. 길이는 12킬로미터다.</p>
<p>산책로에는 나무 의자 140개와 물 마시는 곳 열두 군데가 놓였다고 한다.</p>
<p>새터동 주민들은 밤에도 밝은 등을 더 달아 달라고 시에 요청했다.</p></article></body></html>"""
URL = "https://garam.example/news/12"


def page(url=URL, charset="utf-8", header="utf-8"):
    return Source(url, HTML.format(charset=charset).encode(charset), url=url, charset=header)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "색인")


def sync(store, embedder=None):
    return sync_index(store, None, embedder or BigramEmbedder())


def only(path):
    (document,) = read_documents(path)
    return document


def test_a_pasted_text_is_kept_as_it_is_and_the_same_text_once(tmp_path):
    kept = keep_text(tmp_path, ARTICLE)
    assert keep_text(tmp_path, ARTICLE) == kept
    assert kept.read_text("utf-8") == ARTICLE
    assert list(added_folder(tmp_path).iterdir()) == [kept]
    assert list(find_articles(added_folder(tmp_path))) == [kept]


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000"])
def test_an_empty_paste_is_refused(tmp_path, text):
    with pytest.raises(SourceError, match="empty"):
        keep_text(tmp_path, text)
    assert not added_folder(tmp_path).exists()


def test_lone_surrogates_in_a_paste_do_no_harm(tmp_path):
    assert "첫 문장이다." in only(keep_text(tmp_path, f"첫 문장이다. \ud83d {ARTICLE}")).text


@pytest.mark.parametrize("charset", ["utf-8", "cp949", "utf-16"])
@pytest.mark.parametrize("stated", [True, False])
def test_a_page_comes_back_with_its_words_and_its_address(tmp_path, charset, stated):
    kept = keep_page(tmp_path, page(charset=charset, header=charset if stated else ""), "text/html")
    document = only(kept)
    assert "길이는 12킬로미터다." in document.text
    assert document.url == URL


LONG = "https://garam.example/" + "/".join(f"section-{n}" for n in range(60)) + "?q=%EA%B0%80&x=1"


@pytest.mark.parametrize(
    "url", [LONG, "https://가람.example/기사/열둘?쪽=1", "http://127.0.0.1:8000/a_b=?c=d"]
)
def test_any_address_survives_being_kept(tmp_path, url):
    assert only(keep_page(tmp_path, page(url), "text/html")).url == url


def test_a_page_of_the_same_address_takes_the_place_of_the_earlier_one(tmp_path):
    first = keep_page(tmp_path, page(), "text/html")
    assert keep_page(tmp_path, page(charset="cp949", header="cp949"), "text/html") == first
    assert keep_page(tmp_path, page(URL + "/2"), "text/html") != first


@pytest.mark.parametrize(
    ("content_type", "data"),
    [
        ("text/plain", ARTICLE.encode()),
        ("application/json", b'{"title": "t", "text": "The ferry leaves twice an hour."}'),
        ("application/octet-stream", HTML.format(charset="utf-8").encode()),
        ("multipart/related", HTML.format(charset="utf-8").encode()),
        ("message/rfc822", HTML.format(charset="utf-8").encode()),
        ("text", HTML.format(charset="utf-8").encode()),
        ("", HTML.format(charset="utf-8").encode()),
    ],
)
def test_what_a_server_calls_a_page_does_not_matter(tmp_path, content_type, data):
    kept = keep_page(tmp_path, Source(URL, data, url=URL), content_type)
    document = only(kept)
    assert document.text
    assert document.url == URL


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "added").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match="can't be written"):
        keep_text(tmp_path, ARTICLE)


def test_what_was_added_is_indexed_and_stays_when_a_folder_is_synced(store, tmp_path):
    keep_text(store.folder, ARTICLE)
    keep_page(store.folder, page(), "text/html")
    assert len(sync(store).new) == 2
    assert URL in store.sources()
    folder = tmp_path / "기사"
    folder.mkdir()
    (folder / "하나.md").write_text("---\ntitle: 하나\n---\n하나뿐인 기사다.", "utf-8")
    sync_index(store, [folder], BigramEmbedder())
    assert store.counts()["documents"] == 3
    assert sync(store).removed == []
    assert store.counts()["documents"] == 3


def test_what_was_added_goes_when_its_file_goes(store):
    kept = keep_text(store.folder, ARTICLE)
    keep_page(store.folder, page(), "text/html")
    sync(store)
    kept.unlink()
    assert sync(store).removed == [str(kept.resolve())]
    assert list(store.sources()) == [URL]


def test_a_page_that_changed_takes_the_place_of_the_article(store):
    keep_page(store.folder, page(), "text/html")
    sync(store)
    changed = Source(URL, page().data.replace(b"12", b"15"), url=URL, charset="utf-8")
    keep_page(store.folder, changed, "text/html")
    sync(store)
    (document,) = store.documents()
    assert "15킬로미터" in document.text
    assert list(store.sources()) == [URL]


def test_a_rebuild_reads_what_was_added_again(store):
    keep_text(store.folder, ARTICLE)
    sync(store)
    store.clear()
    sync(store)
    assert store.counts()["documents"] == 1


def test_two_addresses_that_call_themselves_the_same_are_both_kept_track_of(store):
    """The article is there as long as one of the two files is."""
    canonical = page().data.replace(
        b"<title>", f'<link rel="canonical" href="{URL}"><title>'.encode()
    )
    files = [
        keep_page(store.folder, Source(url, canonical, url=url, charset="utf-8"), "text/html")
        for url in (f"{URL}?from=mail", f"{URL}?from=app")
    ]
    sync(store)
    assert store.counts()["documents"] == 1
    sorted(files)[-1].unlink()
    sync(store)
    assert store.counts()["documents"] == 1
    assert Path(store.known_files()[0]) == sorted(files)[0].resolve()


def feed(*titles):
    items = "".join(
        f"<item><title>{title}</title><description>{title}에서 다리가 열렸다.</description></item>"
        for title in titles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def test_every_article_of_a_downloaded_feed_is_an_article(tmp_path):
    store, url = Store(tmp_path), "https://garam.example/feed"
    keep_page(tmp_path, Source(url, feed("가람", "나루", "다온"), url=url), "application/rss+xml")
    sync_index(store, None, BigramEmbedder())
    assert sorted(document.title for document in store.documents()) == ["가람", "나루", "다온"]
    assert all(source.startswith(url) for source in store.sources())


def test_a_download_that_cannot_be_read_is_refused_and_the_copy_before_it_stays(tmp_path):
    url = "https://garam.example/a"
    page = f"<html><body><p>{'가람시는 다리를 놓았다. ' * 9}</p></body></html>".encode()
    kept = keep_page(tmp_path, Source(url, page, url=url), "text/html")
    before = kept.read_bytes()
    with pytest.raises(SourceError, match=r"^https://garam\.example/a"):
        keep_page(tmp_path, Source(url, b"\x89PNG\r\n\x1a\n\x00\x00", url=url), "image/png")
    assert kept.read_bytes() == before
