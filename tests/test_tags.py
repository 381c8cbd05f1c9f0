"""What an article is filed under, out of each kind of file that says so."""

import io
import json
import struct
import unicodedata
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from index.articles import Source
from index.reader import documents_of
from index.tags import LONGEST, MOST, clean_tags, listed_tags, split_tags
from tests.hwp_files import hwp, paragraph
from tests.pdf_files import lines_of, make_pdf

BODY = "가람시는 4일 새 다리를 열었다. 길이는 420m이고 공사비는 312억원이다."
PAGE = (
    "<html lang='ko'><head><title>가람교 개통</title>{head}</head><body><article><h1>가람교 개통"
    f"</h1><p>{BODY}</p><p>다리 북쪽에는 공원이 들어선다.</p>{{foot}}</article>{{beside}}"
    "</body></html>"
)


def tags_of(data, name):
    """Return the tags of each article in a file."""
    data = data if isinstance(data, bytes) else data.encode()
    return [document.tags for document in documents_of(Source(name, data))]


def tags_of_page(head="", foot="", beside=""):
    (tags,) = tags_of(PAGE.format(head=head, foot=foot, beside=beside), "쪽.html")
    return tags


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# -- splitting and cleaning --------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("AI, 반도체 정책", ("AI", "반도체 정책")),
        ("#경제#반도체 #AI", ("경제", "반도체", "AI")),
        ("＃橋、＃道路", ("橋", "道路")),
        ("C#, F#; R", ("C#", "F#", "R")),
        ("пост | мост\nречка", ("пост", "мост", "речка")),
        (" , ;; ", ()),
        ("", ()),
    ],
)
def test_a_line_of_tags_is_cut_at_commas_and_hashes(line, tags):
    assert split_tags(line) == tags


def test_tags_are_composed_stripped_and_there_once():
    decomposed = unicodedata.normalize("NFD", "가람교")
    front = (
        f"---\ntags: ['#{decomposed}', ' 가람교 ', AI, ai, '🚲', '-', \"it's 50%\"]\n---\n{BODY}"
    )
    assert tags_of(front, "a.md") == [("가람교", "AI", "🚲", "it's 50%")]


def test_sentences_are_no_tags_and_there_are_not_too_many():
    assert clean_tags(["가" * LONGEST, "나" * (LONGEST + 1)]) == ("가" * LONGEST,)
    assert clean_tags(f"t{n}" for n in range(100)) == tuple(f"t{n}" for n in range(MOST))


@given(st.lists(st.text()))
def test_clean_tags_stay_as_they_are_when_cleaned_again(tags):
    cleaned = clean_tags(tags)
    assert clean_tags(cleaned) == cleaned
    assert len({tag.casefold() for tag in cleaned}) == len(cleaned) <= MOST


def test_a_list_of_yaml_keeps_its_entries_whole():
    assert listed_tags(["Seoul, Korea", 2024, None, True, {"a": 1}]) == ("Seoul, Korea", "2024")
    assert listed_tags(None) == ()
    assert listed_tags(2024) == ("2024",)


# -- each kind of file -------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "tags: [다리, 가람시]",
        "keywords: 다리, 가람시",
        "태그: '#다리 #가람시'",
        "키워드:\n- 다리\n- 가람시",
    ],
)
def test_front_matter(line):
    assert tags_of(f"---\ntitle: 가람교\n{line}\n---\n{BODY}", "a.md") == [("다리", "가람시")]


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:tag' content='다리'>"
        "<meta property='article:tag' content='가람시'>",
        "<meta name='keywords' content='다리, 가람시'>",
        "<meta name='news_keywords' content='다리,가람시,다리'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "가람교 개통",'
        ' "keywords": ["다리", {"@type": "DefinedTerm", "name": "가람시"}]}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "가람교 개통",'
        ' "keywords": "다리, 가람시"}</script>',
    ],
)
def test_the_head_of_a_page(head):
    assert tags_of_page(head) == ("다리", "가람시")


def test_links_to_tags_count_under_the_article_and_not_beside_it():
    foot = "<p><a rel='tag' href='/1'>#다리</a> <a rel='category tag' href='/2'>가람시</a></p>"
    beside = "<aside><a rel='tag' href='/3'>날씨</a></aside><a href='/4'>운세</a>"
    assert tags_of_page(foot=foot, beside=beside) == ("다리", "가람시")


def test_a_page_without_tags_has_none():
    assert tags_of_page() == ()


@pytest.mark.parametrize("key", ["tags", "keywords", "태그"])
@pytest.mark.parametrize(
    "value", ["다리, 가람시", ["다리", "가람시"], [{"name": "다리"}, "가람시"]]
)
def test_records_of_json(key, value):
    record = {"title": "가람교", "body": BODY, key: value}
    assert tags_of(json.dumps(record), "a.json") == [("다리", "가람시")]
    assert (
        tags_of(json.dumps(record) + "\n" + json.dumps(record), "a.jsonl")
        == [("다리", "가람시")] * 2
    )


@pytest.mark.parametrize("column", ["키워드", "태그", "tags", "Keywords"])
def test_columns_of_a_table(column):
    table = f'제목,본문,{column}\n가람교,{BODY},"다리,가람시"\n나래교,나래시도 다리를 놓는다.,\n'
    assert tags_of(table, "a.csv") == [("다리", "가람시"), ()]


def test_the_words_of_an_article_are_not_its_tags():
    words = [f"낱말{n}" for n in range(21)]
    table = '제목,본문,키워드\n가람교,다리가 열렸다.,"{}"\n'
    assert tags_of(table.format(",".join(words)), "a.csv") == [()]
    assert tags_of(table.format(",".join(words[:20])), "a.csv") == [tuple(words[:20])]


def test_categories_of_a_feed():
    item = f"<item><title>가람교</title><category>사회</category><category>다리</category>\
<description>{BODY}</description></item><item><title>나래교</title></item>"
    feed = f'<rss version="2.0"><channel><title>가람일보</title>{item}</channel></rss>'
    assert tags_of(feed, "a.rss") == [("사회", "다리"), ()]


def test_labels_of_an_atom_feed():
    entry = f"<entry><title>가람교</title><category term='bridge-1' label='다리'/>\
<content>{BODY}</content></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>가람일보</title>{entry}</feed>'
    assert tags_of(feed, "a.atom") == [("다리",)]


def test_subjects_of_a_book():
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>다리</dc:title>'
        "<dc:subject>Bridges, Korean</dc:subject><dc:subject>토목</dc:subject></metadata>"
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        container.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        )
        container.writestr("b.opf", package)
        container.writestr("a.xhtml", f"<html><body><p>{BODY}</p></body></html>")
    assert tags_of(written.getvalue(), "책.epub") == [("Bridges, Korean", "토목")]


def test_properties_of_office_documents():
    document, deck = docx.Document(), Presentation()
    document.add_paragraph(BODY)
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text_frame.text = BODY
    assert tags_of(saved(document), "a.docx") == tags_of(saved(deck), "a.pptx") == [()]
    for file in (document, deck):
        file.core_properties.keywords = "다리; 가람시"
    assert tags_of(saved(document), "a.docx") == [("다리", "가람시")]
    assert tags_of(saved(deck), "a.pptx") == [("다리", "가람시")]


def test_keywords_of_a_pdf():
    data = make_pdf([lines_of(*BODY.split(". "))], title="다리, 가람시")
    assert tags_of(data, "a.pdf") == [()]
    assert tags_of(data.replace(b"/Title ", b"/Keywords "), "a.pdf") == [("다리", "가람시")]


def test_keywords_of_a_hangul_document():
    def value(text):
        data = (text + "\0").encode("utf-16-le")
        return struct.pack("<II", 31, len(text) + 1) + data + b"\0" * (-len(data) % 4)

    title, keywords = value("가람교"), value("다리, 가람시")
    places = struct.pack("<IIII", 2, 24, 5, 24 + len(title))
    section = struct.pack("<II", 24 + len(title + keywords), 2) + places + title + keywords
    summary = struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48) + section
    data = hwp(paragraph(BODY), extra={("\x05HwpSummaryInformation",): summary})
    (document,) = documents_of(Source("공문.hwp", data))
    assert (document.title, document.tags) == ("가람교", ("다리", "가람시"))


def test_keywords_of_a_letter():
    letter = (
        "From: 가람일보 <news@garam.example>\nSubject: 가람교\nDate: Mon, 05 Feb 2024 09:30:00\
 +0900\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n{}\n"
        + BODY
    )
    assert tags_of(letter.format("Keywords: =?utf-8?b?64uk66asLCDqsIDrnozsi5w=?=\n"), "a.eml") == [
        ("다리", "가람시")
    ]
    assert tags_of(letter.format(""), "a.eml") == [()]
