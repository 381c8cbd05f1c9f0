import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of

TEXT = "가람시는 다리를 놓았다.\n길이는 420m다."
ARTICLE = {
    "제목": "가람교 개통",
    "본문": TEXT,
    "언론사": "가람일보",
    "기자": "한도담",
    "일자": "2024-02-05",
    "url": "https://garam.example/1",
}


def read(value, name="기사.json"):
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return list(documents_of(Source(name, data)))


def read_lines(*lines):
    data = "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines).encode()
    return read(data, "기사.jsonl")


def test_one_object_is_one_article():
    (document,) = read(ARTICLE)
    assert (document.title, document.text) == ("가람교 개통", TEXT)
    assert (document.publisher, document.reporter) == ("가람일보", "한도담")
    assert (document.published, document.url) == ("2024-02-05", "https://garam.example/1")
    assert document.source == "기사.json"


def test_objects_in_a_list_are_numbered():
    first, second = read([ARTICLE, {"title": "橋が開通", "text": "青葉市は橋を開通させた。"}])
    assert (first.source, second.source) == ("기사.json › 1", "기사.json › 2")
    assert (second.title, second.language) == ("橋が開通", "ja")


@pytest.mark.parametrize(
    "value",
    [
        {"articles": [ARTICLE, ARTICLE]},
        {"status": "ok", "data": {"items": [ARTICLE, ARTICLE], "total": 2}},
        {"1": ARTICLE, "2": ARTICLE},
    ],
)
def test_articles_one_level_below_are_found(value):
    assert [document.text for document in read(value)] == [TEXT, TEXT]


@pytest.mark.parametrize(
    "key", ["text", "body", "content", "article", "articleBody", "본문", "내용", "기사"]
)
def test_each_name_of_a_text_is_known_and_no_title_is_needed(key):
    (document,) = read({key: TEXT, "id": 3})
    assert document.text == TEXT


def test_what_news_sites_write_of_their_articles_is_read():
    (document,) = read(
        {
            "@type": "NewsArticle",
            "headline": "Bridge opens",
            "articleBody": "The bridge is open.",
            "author": [{"@type": "Person", "name": "Reporter A"}, {"name": "Reporter B"}],
            "publisher": {"@type": "Organization", "name": "Garam Daily"},
            "datePublished": "2024-02-05T09:30:00+09:00",
            "inLanguage": "en-GB",
            "articleSection": "City",
        }
    )
    assert (document.title, document.publisher) == ("Bridge opens", "Garam Daily")
    assert (document.reporter, document.section) == ("Reporter A, Reporter B", "City")
    assert (document.published, document.language) == ("2024-02-05T09:30+09:00", "en")


def test_markup_in_a_text_is_reduced_to_lines():
    (document,) = read({"body": "<p>하나 &amp; 둘<br/>셋</p><script>x</script><h2>넷</h2>"})
    assert document.text == "하나 & 둘\n셋\n넷"


def test_a_list_of_paragraphs_is_a_text():
    paragraphs = ["가람시는 다리를 놓았다. " * 5, "길이는 420m다."]
    (document,) = read({"title": "가람교", "content": paragraphs})
    assert document.text == "\n".join(text.strip() for text in paragraphs)


def test_lines_are_articles_numbered_by_their_line():
    found = read_lines(ARTICLE, "", {"text": "둘째다."})
    assert [document.source for document in found] == ["기사.jsonl › 1", "기사.jsonl › 3"]


def test_a_broken_line_is_reported_and_the_others_are_read():
    first, broken, bare, textless, last = read_lines(
        ARTICLE, '{"text": ', "[1]", {"제목": "글 없음"}, {"text": "끝이다."}
    )
    assert (first.text, last.text) == (TEXT, "끝이다.")
    assert "기사.jsonl › 2: 올바른 JSON이 아닙니다" in broken.ko
    assert "› 3: no key holds a text. Looked for: text, body" in bare.en
    assert "› 4: no key holds a text" in textless.en


def test_lines_in_a_file_that_is_called_json_are_read():
    data = "\n".join(json.dumps(ARTICLE) for _ in range(2)).encode()
    assert [document.text for document in read(data)] == [TEXT, TEXT]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_json_is_read_in_every_encoding(encoding):
    data = json.dumps([ARTICLE] * 3, ensure_ascii=False).encode(encoding)
    assert read(data)[0].text == TEXT


def test_half_a_character_is_dropped():
    assert read(b'{"text": "\\ud83d \\u0000 ok \\udc00."}')[0].text == "ok ."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"", "not valid JSON"),
        (b'{"text": "ab', "not valid JSON"),
        (b"[" * 100_000, "기사.json"),
        (b'{"a":' * 100_000, "기사.json"),
        (b"1" * 5_000, "기사.json"),
        (b"[]", "no key holds a text"),
        (b'"text"', "no key holds a text"),
        (b"\x00\xff\x01" * 99, "not readable as text"),
        ({"text": ""}, "there is no text"),
    ],
)
def test_what_holds_no_article_is_refused(value, words):
    with pytest.raises(SourceError, match=words):
        read(value)


def test_an_object_without_a_text_is_reported_with_the_names_looked_for():
    (error,) = read({"제목": "가람교", "수": 3})
    assert "no key holds a text. Looked for: text, body" in error.en
    assert "본문, 내용, 기사" in error.ko


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text('가나다라漢字かなбbcdé"\\<& ', min_size=1, max_size=20), min_size=1, max_size=5
    )
)
def test_any_paragraphs_come_back(paragraphs):
    lines = [f"문단 {' '.join(text.split())}." for text in paragraphs]
    if not any("</" in line or "<b" in line for line in lines):
        (document,) = read({"title": "글", "text": "\n".join(lines)})
        assert document.text.split("\n") == [" ".join(line.split()) for line in lines]
