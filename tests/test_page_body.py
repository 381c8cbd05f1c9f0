# ruff: noqa: E501  (markup reads better unbroken)
"""Layouts that no rule was written for: all of the body is kept, and nothing around it."""

from collections import Counter

import pytest

from index.readers.html import article_of_html
from tests.stories import STORIES
from tests.test_read_html import links, text_of, tokens

KOREAN, ENGLISH, JAPANESE, CHINESE, SPANISH, GERMAN, FRENCH = STORIES


def page(story, body, *, wrap="{}", head=""):
    """Return a page: a menu, what `wrap` makes of headline and body, other articles, rights."""
    top = f'<h1>{story.title}</h1><p class="by">{story.byline} · {story.stamp}</p>'
    return f"""<!DOCTYPE html><html lang="{story.language}"><head><title>{story.title} - {story.site}</title>{head}</head>
    <body><div class="top"><a href="/">{story.site}</a><ul>{links(story.share)}</ul></div>{wrap.format(top + body)}
    <div class="more"><h3>{story.popular}</h3><ul>{links(story.teasers)}</ul></div><div class="end"><p>{story.rights}</p></div></body></html>"""


def ps(story, tag="p", names=""):
    return "".join(f"<{tag} class='{names}'>{text}</{tag}>" for text in story.paragraphs)


def teasers(story):
    return "".join(
        f"<div><a href='/t'><h3>{title}</h3></a><p>{summary}</p></div>"
        for title, summary in zip(story.teasers, story.summaries, strict=False)
    )


def table_cell(s):
    return page(
        s,
        f"<table><tr><td width=700>{ps(s)}</td><td width=200>{links(s.teasers, 'div')}</td></tr></table>",
    )


def preformatted(s):
    return page(s, "<pre>" + "\n\n".join(s.paragraphs) + "</pre>")


def hashed_classes(s):
    boxes = "".join(
        f"<div class='css-{n}x9k sc-{n}'><div dir='auto'>{text}</div></div>"
        for n, text in enumerate(s.paragraphs)
    )
    return page(s, f"<div class='css-1a2b3c'>{boxes}</div>")


def tailwind(s):
    return page(s, ps(s, names="mt-4 text-base leading-7 md:text-lg print:hidden sidebar:ml-0"),
                wrap="<div class='flex flex-col items-center mx-auto ad:mt-2 px-4 lg:grid-cols-3'>{}</div>")  # fmt: skip


def sections_between_ads(s):
    part = f"<section><p>{{}}</p></section><div class='ad-slot-4'>{s.advertisement}</div>"
    return page(s, "".join(part.format(text) for text in s.paragraphs), wrap="<main>{}</main>")


def nested_quotes(s):
    one, *others = s.paragraphs
    return page(
        s, f"<p>{one}</p>" + "".join(f"<blockquote><p>{text}</p></blockquote>" for text in others)
    )


def web_form(s):
    return page(s, f"<div id='ctl00_content'>{ps(s)}</div>",
                wrap="<form id='aspnetForm' action='/v.aspx'><div>{}</div></form>")  # fmt: skip


def wrapper(tag, names):
    def layout(s):
        return page(s, f"<div>{ps(s)}</div>", wrap=f"<{tag} class='{names}' id='x1'>{{}}</{tag}>")

    layout.__name__ = f"{tag}_{names}"
    return layout


def body_named(names):
    def layout(s):
        return page(s, f"<div class='{names}'>{ps(s)}</div>")

    layout.__name__ = f"body_{names}"
    return layout


def paragraphs_named(names):
    def layout(s):
        return page(s, f"<div>{ps(s, names=names)}</div>")

    layout.__name__ = f"paragraphs_{names}"
    return layout


def invisible_until_loaded(s):
    return page(s, f"<div id='js_box' style='visibility: hidden; opacity: 0'>{ps(s)}</div>")


def without_scripts(s):
    return page(s, f"<div class='loader'>…</div><noscript><div>{ps(s)}</div></noscript>")


def lazy_images_in_noscript(s):
    one, *others = s.paragraphs
    picture = "<img data-src='/a.jpg'><noscript><img src='/a.jpg'></noscript>"
    return page(s, f"<p>{one}</p>{picture}" + "".join(f"<p>{text}</p>" for text in others))


def shadow_root(s):
    return page(
        s,
        f"<news-article><template shadowrootmode='open'><style>p{{}}</style>{ps(s)}</template></news-article>",
    )


def amp(s):
    ads = f"<amp-ad type='x'><div fallback>{s.advertisement}</div></amp-ad>"
    one, *others = s.paragraphs
    picture = f"<amp-img src='a.jpg'></amp-img><p class='c'>{s.caption}</p>"
    inside = "".join(f"<p>{text}</p>" for text in others)
    return page(s, f"<figure>{picture}</figure><p>{one}</p>{ads}{inside}", wrap="<article amp>{}</article>",
                head="<style amp-custom>p{margin:0}</style>")  # fmt: skip


def dense_with_links(s):
    def linked(text):
        words = text.split(" ") if " " in text else list(text)
        half = len(words) // 2
        glue = " " if " " in text else ""
        return f"<p><a href='/w'>{glue.join(words[:half])}</a>{glue}{glue.join(words[half:])}</p>"

    return page(s, "<div>" + "".join(map(linked, s.paragraphs)) + "</div>")


def sides_first(s):
    """Return a page whose sidebar stands before its article in the markup."""
    return page(s, f"<div class='c2'>{ps(s)}</div>",
                wrap=f"<div class='c1'><h3>{s.popular}</h3>{teasers(s)}</div><div>{{}}</div>")  # fmt: skip


def paragraphs_each_in_a_list_item(s):
    return page(s, "<ul>" + ps(s, "li") + "</ul>")


def custom_elements(s):
    return page(s, f"<x-paragraphs>{ps(s, 'x-text')}</x-paragraphs>", wrap="<x-page>{}</x-page>")


def line_ends_only(s):
    return page(s, "<div>" + "<br>".join(s.paragraphs) + "</div>")


def spans_as_blocks(s):
    return page(
        s,
        "<div>"
        + "".join(f"<span style='display:block' class='line'>{t}</span>" for t in s.paragraphs)
        + "</div>",
    )


def later_paragraphs_apart(s):
    one, two, *others = s.paragraphs
    more = "".join(f"<p>{text}</p>" for text in others)
    return page(
        s,
        f"<div class='first'><p>{one}</p><p>{two}</p></div><div class='read-more-content' id='rest'>{more}</div>",
    )


LAYOUTS = (
    table_cell, preformatted, hashed_classes, tailwind, sections_between_ads, nested_quotes, web_form,
    wrapper("aside", "content"), wrapper("div", "side-content"), wrapper("div", "main-sidebar-layout"),
    wrapper("div", "ad-free-layout"), wrapper("div", "promo-page"), wrapper("div", "has-comments"),
    wrapper("div", "share-enabled"), wrapper("section", "related popup"), wrapper("footer", "x"),
    wrapper("div", "modal overlay"), wrapper("div", "cookie-banner-shown"), wrapper("nav", "menu"),
    body_named("ads"), body_named("related"), body_named("comment-text"), body_named("newsletter"),
    body_named("caption"), body_named("summary"), body_named("copyright"), body_named("popup-view"),
    *map(paragraphs_named, ("print", "sidebar-text", "img_desc", "comment", "modal")),
    invisible_until_loaded, without_scripts, lazy_images_in_noscript, shadow_root, amp, dense_with_links, sides_first,
    paragraphs_each_in_a_list_item, custom_elements, line_ends_only, spans_as_blocks, later_paragraphs_apart,
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_no_layout_hides_the_body_or_lets_furniture_in(story, layout):
    article = article_of_html(layout(story), name="page.html")
    wanted, kept = tokens("\n".join(story.paragraphs)), tokens(text_of(article))
    assert (wanted - kept, kept - wanted) == (Counter(), Counter())
    assert article.metadata.title == story.title


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_brief_of_one_paragraph_is_found_among_long_teasers(story):
    brief = story.paragraphs[0]
    body = f"<div class='b0'><p>{brief}</p></div><div class='b1'><h3>{story.related}</h3>{teasers(story) * 6}</div>"
    assert text_of(article_of_html(page(story, body), name="page.html")) == brief


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_the_lead_and_all_posts_of_a_live_blog_stay_though_its_boxes_are_never_closed(story):
    lead, *posts = story.paragraphs
    boxes = "".join(
        f"<div class='it'><h3>{story.heading} {n}</h3><div class='tx'>{text}</div>"
        for n, text in enumerate(posts)
    )
    body = f"<div class='st'><div class='tx'>{lead}</div>{boxes}</div><div class='lb-side'><ol>{links(story.teasers)}</ol></div>"
    kept = [block.text for block in article_of_html(page(story, body), name="p.html").blocks]
    headings = [f"{story.heading} {n}" for n in range(4)]
    assert kept == [lead, *(line for pair in zip(headings, posts, strict=True) for line in pair)]


@pytest.mark.parametrize("style", ["style='display: none'", "hidden"])
def test_a_body_that_a_script_would_show_is_read_and_a_hidden_menu_is_not(style):
    hidden = page(GERMAN, f"<p>Lädt …</p><div {style}>{ps(GERMAN)}</div>")
    assert text_of(article_of_html(hidden, name="p")).endswith("\n".join(GERMAN.paragraphs))
    shown = page(GERMAN, f"<ul {style}>{links(GERMAN.teasers * 9)}</ul><div>{ps(GERMAN)}</div>")
    assert article_of_html(shown, name="p").raw.count(GERMAN.teasers[0]) == 1


def test_a_page_of_unnamed_boxes_without_a_headline_keeps_its_prose():
    markup = f"<body><div><div>{ps(ENGLISH)}</div></div></body>"
    assert text_of(article_of_html(markup, name="p.html")) == "\n".join(ENGLISH.paragraphs)
