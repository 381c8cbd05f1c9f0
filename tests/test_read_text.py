# ruff: noqa: E501  (pages read better unbroken)
"""Scraped plain text in seven languages, and texts that are no pages at all."""

import pytest

from index.articles import Source
from index.readers.text import article_of_text, read_text, text_lines
from tests.test_read_html import STORIES, text_of, tokens


def scraped(story):
    """Return a page as somebody would copy it: everything in reading order."""
    one, two, three, four, five = story.paragraphs
    return "\n\n".join(
        (
            story.site,
            "\n".join(story.share),
            story.title,
            f"{story.byline}\n{story.stamp}",
            "\n".join(story.share),
            *(one, two, story.heading, three, story.advertisement, four),
            "\n".join(f"• {item}" for item in story.items),
            five,
            story.rights,
            "\n".join((story.related, *story.teasers)),
            f"{story.popular}\n{story.teasers[0]}\n{story.summaries[0]}",
            f"{story.comments}\n{story.summaries[1]}",
        )
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_scraped_page_is_its_article(story):
    article = article_of_text(scraped(story), name="page.txt")
    wanted = "\n".join((*story.paragraphs, story.heading, *story.items))
    assert tokens(text_of(article)) == tokens(wanted)
    assert article.metadata.title == story.title
    assert article.metadata.reporter == story.reporter
    assert article.metadata.publisher == story.site
    assert article.metadata.published[:16] == story.published[:16]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_scraped_page_accounts_for_every_line(story):
    article = article_of_text(scraped(story), name="page.txt")
    lines = {line.strip() for line in scraped(story).split("\n") if line.strip()}
    accounted = {block.text for block in article.blocks} | {d.text for d in article.dropped}
    assert lines - accounted == {story.title}
    assert article.raw == scraped(story)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_the_article_alone_is_kept_whole(story):
    text = "\n\n".join((story.title, *story.paragraphs))
    article = article_of_text(text, name="x.txt")
    assert tuple(block.text for block in article.blocks) == story.paragraphs
    assert (article.metadata.title, article.dropped, article.raw) == (story.title, (), "")


def test_a_text_of_one_line_is_the_article_and_its_file_names_it():
    article = article_of_text("가람시는 다리를 놓았다.", name="다리/개통.txt")
    assert (text_of(article), article.metadata.title) == ("가람시는 다리를 놓았다.", "개통")


def test_an_embedded_fragment_of_html_loses_its_tags_figures_and_scripts():
    story = STORIES[0]
    fragment = (
        f"{story.title} 작성일 10-04 19 목록 <div id='x' style='display:none'>숨김</div><section>"
        f"<figure><img src='https://img.example/202310/04/a.jpg' alt='사진'><figcaption>{story.caption}"
        "</figcaption></figure>"
        + "".join(f"<p class='a'>{paragraph}</p>" for paragraph in story.paragraphs)
        + "<script>var 광고 = '배너';</script><table><tr><th>구간</th><th>길이</th></tr>"
        "<tr><td>터널</td><td>1.2km</td></tr><tr><td>다리</td><td>0.4km</td></tr></table>"
        "<p>&quot;끝까지 읽어 주신 &amp; 분&quot;께 감사한다.<br>둘째 줄도 남는다.</p>"
        f"</section><p>{story.rights}</p>"
    )
    article = article_of_text(fragment, name="x.txt")
    assert article.metadata.title == story.title
    assert [block.text for block in article.blocks] == [
        *story.paragraphs,
        *("구간: 터널 · 길이: 1.2km", "구간: 다리 · 길이: 0.4km"),
        *('"끝까지 읽어 주신 & 분"께 감사한다.', "둘째 줄도 남는다."),
    ]
    assert article.metadata.published == "2023-10-04"
    assert {piece.reason for piece in article.dropped} == {"caption", "copyright"}


def test_a_text_that_speaks_of_tags_is_not_taken_for_html():
    lines = text_lines("x < y 이면 <p> 하나를 쓴다.\n끝이다.")
    assert [line.text for line in lines] == ["x < y 이면 <p> 하나를 쓴다.", "끝이다."]


def test_white_space_of_every_kind_is_one_space():
    lines = text_lines("가람시\u00a0\u3000 도서관\t열다 \r\n\r\n \n둘째")
    assert [(line.text, line.gap) for line in lines] == [
        ("가람시 도서관 열다", True),
        ("둘째", True),
    ]


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_an_empty_text_has_no_blocks(text):
    (article,) = read_text(Source("x.txt", text.encode()))
    assert article.blocks == ()


@pytest.mark.parametrize(
    "text", ["x", "★★★", "메뉴\n로그인", "공유하기\n카카오톡", "<p><p><p>", "©"]
)
def test_odd_texts_are_kept_rather_than_emptied(text):
    article = article_of_text(text, name="x.txt")
    assert text.startswith("<p>") or article.blocks
