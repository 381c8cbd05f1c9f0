import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import format_of

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>가람일보</title><language>ko</language><link>https://garam.example</link>
{items}</channel></rss>"""
FULL = """<item><title>가람교 개통</title><link>https://garam.example/1</link>
<pubDate>Mon, 05 Feb 2024 09:30:00 +0900</pubDate><dc:creator>한도담</dc:creator>
<category>사회</category><description>요약이다.</description>
<content:encoded><![CDATA[<p>가람시는 다리를 <b>놓았다</b>.</p><p>길이는 420m다.<br>폭은 20m다.</p>
<table><tr><th>구간</th><th>길이</th></tr><tr><td>동쪽</td><td>220m</td></tr></table>
<script>alert(1)</script>]]></content:encoded></item>"""
SHORT = (
    "<item><title>도서관 휴관</title>"
    "<description>월요일에 쉽니다 &amp;amp; 책은 됩니다.</description></item>"
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Garam Daily</title>
<entry><title>Bridge opens</title><link href="https://garam.example/en/1"/><id>urn:1</id>
<updated>2024-02-06T10:00:00Z</updated><published>2024-02-05T09:30:00+09:00</published>
<author><name>Reporter A</name></author><category term="City"/>
<content type="html">&lt;p&gt;The bridge is open.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>青葉新聞</title></channel>
<item rdf:about="https://aoba.example/1"><title>橋が開通</title><link>https://aoba.example/1</link>
<description>青葉市は橋を開通させた。</description><dc:date>2024-02-05T09:30:00+09:00</dc:date></item>
</rdf:RDF>"""


def rss(*items, encoding="utf-8"):
    return RSS.format(encoding=encoding, items="".join(items)).encode(encoding)


def read(data, name="소식.xml"):
    return list(documents_of(Source(name, data)))


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "utf-16"])
def test_an_entry_is_an_article_with_its_whole_text(encoding):
    (document,) = read(rss(FULL, encoding=encoding))
    assert document.text.split("\n") == [
        "가람시는 다리를 놓았다.",
        "길이는 420m다.",
        "폭은 20m다.",
        "구간: 동쪽 · 길이: 220m",
    ]
    assert (document.title, document.publisher) == ("가람교 개통", "가람일보")
    assert (document.reporter, document.section) == ("한도담", "사회")
    assert document.published == "2024-02-05T09:30+09:00"
    assert (document.url, document.source) == ("https://garam.example/1", "소식.xml › 1")


def test_entries_are_numbered_and_a_summary_stands_in_for_a_text():
    first, second = read(rss(FULL, SHORT))
    assert (second.source, second.title) == ("소식.xml › 2", "도서관 휴관")
    assert (second.text, second.published) == ("월요일에 쉽니다 & 책은 됩니다.", "")


def test_an_entry_with_only_a_headline_has_it_for_a_text():
    (document,) = read(rss("<item><title>가람교 4일 개통</title></item>"))
    assert (document.title, document.text) == ("가람교 4일 개통", "가람교 4일 개통")


def test_an_atom_feed_is_read():
    (document,) = read(ATOM.encode(), "feed.atom")
    assert (document.title, document.text) == ("Bridge opens", "The bridge is open.")
    assert (document.published, document.modified) == (
        "2024-02-05T09:30+09:00",
        "2024-02-06T10:00+00:00",
    )
    assert (document.reporter, document.section) == ("Reporter A", "City")
    assert (document.url, document.publisher) == ("https://garam.example/en/1", "Garam Daily")


def test_an_rdf_feed_is_read():
    (document,) = read(RDF.encode(), "feed.rss")
    assert (document.title, document.text) == ("橋が開通", "青葉市は橋を開通させた。")
    assert (document.publisher, document.language) == ("青葉新聞", "ja")
    assert document.published == "2024-02-05T09:30+09:00"


@pytest.mark.parametrize("data", [rss(SHORT), ATOM.encode(), RDF.encode()])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_a_feed_is_known_by_its_content(data, name):
    assert format_of(Source(name, data)).name == "feed"


def test_a_page_that_speaks_of_feeds_is_none():
    page = b"<html><head><link type='application/rss+xml'></head><body>&lt;rss&gt; <rss></body>"
    assert format_of(Source("a.html", page)).name == "HTML"


def test_a_feed_that_is_not_well_formed_is_read_all_the_same():
    data = rss(SHORT, "<item><title>A & B</title><description>끝난 글.</item>")
    assert read(data)[0].text == "월요일에 쉽니다 & 책은 됩니다."


def test_a_feed_cannot_have_a_file_read_or_grow_without_end(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀", encoding="utf-8")
    for entity in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', '<!ENTITY x "가가가가">'):
        head = f"<!DOCTYPE rss [{entity}]>"
        data = (
            head + '<rss version="2.0"><channel><title>t</title><item><title>글</title>'
            "<description>&x;본문이다.</description></item></channel></rss>"
        ).encode()
        (document,) = read(data)
        assert "비밀" not in document.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no RSS or Atom feed"),
        (b"<?xml version='1.0'?><catalog><book/></catalog>", "no RSS or Atom feed"),
        (rss(), "no entries in the feed"),
        (b"\x00\x01\xff" * 99, "not readable as text"),
        (rss("<item></item>"), "there is no text"),
    ],
)
def test_what_is_no_feed_is_refused(data, words):
    with pytest.raises(SourceError, match=words) as caught:
        read(data)
    assert caught.value.ko.startswith("소식.xml: ")


def test_a_feed_that_was_cut_off_is_read_as_far_as_it_goes():
    data = rss(SHORT, FULL)
    for end in range(400, len(data), 61):
        try:
            read(data[:end])
        except SourceError as error:
            assert error.en.startswith("소식.xml: ")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text("가나다라漢字かなカナbcdéя<>&' ", min_size=1, max_size=20), min_size=1, max_size=5
    )
)
def test_any_paragraphs_come_back(paragraphs):
    from html import escape

    lines = [f"문단 {' '.join(text.split())}." for text in paragraphs]
    body = escape("".join(f"<p>{escape(line)}</p>" for line in lines))
    (document,) = read(rss(f"<item><title>글</title><description>{body}</description></item>"))
    assert document.text.split("\n") == [" ".join(line.split()) for line in lines]
