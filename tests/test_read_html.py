# ruff: noqa: E501  (markup and invented articles read better unbroken)
"""Pages of invented outlets in seven languages, each in the layouts that news sites have."""

import re
from collections import Counter

import pytest

from index.articles import Source
from index.readers.html import article_of_html, read_html
from tests.stories import STORIES


def links(texts, tag="li"):
    return "".join(f'<{tag}><a href="/{n}">{text}</a></{tag}>' for n, text in enumerate(texts))


def paragraphs(story, tag="p", attributes=""):
    return [f"<{tag}{attributes}>{text}</{tag}>" for text in story.paragraphs]


def teaser_boxes(story):
    pairs = zip(story.teasers, story.summaries, strict=False)
    return "".join(f"<div><a href='/t'><h3>{t}</h3></a><p>{s}</p></div>" for t, s in pairs)


def inner(story, tag="p", attributes="", heading="h2"):
    one, two, three, four, five = paragraphs(story, tag, attributes)
    items = "".join(f"<li>{item}</li>" for item in story.items)
    return (
        one,
        two,
        f"<{heading}>{story.heading}</{heading}>",
        three,
        four,
        f"<ul>{items}</ul>",
        five,
    )


def named_classes(story):
    one, two, heading, three, four, items, five = inner(story)
    return f"""<!DOCTYPE html><html lang="{story.language}"><head><title>{story.title} - {story.site}</title>
    <meta property="og:site_name" content="{story.site}"><meta property="og:title" content="{story.title}"></head><body>
    <header class="site-header"><a href="/">{story.site}</a><nav><ul>{links(story.share)}</ul></nav></header>
    <main><article><h1 class="entry-title">{story.title}</h1><div class="byline">{story.byline}</div>
    <div class="entry-meta"><time>{story.stamp}</time></div><ul class="social-share">{links(story.share)}</ul>
    <div class="ai-summary"><strong>{story.summary[0]}</strong><ul><li>{story.summary[1]}</li><li>{story.summary[2]}</li></ul>
    <small>{story.summary[3]}</small></div>
    <div class="entry-content"><figure><img src="a.jpg"><figcaption>{story.caption}</figcaption></figure>
    {one}{two}<div class="ad-slot">{story.advertisement}</div>{heading}{three}
    <div class="related-inline"><b>{story.related}</b> <a href="/x">{story.teasers[0]}</a></div>{four}{items}{five}</div>
    <div class="newsletter-box"><h4>{story.newsletter[0]}</h4><p>{story.newsletter[1]}</p></div>
    <section class="related-posts"><h3>{story.related}</h3>{teaser_boxes(story)}</section>
    <section id="comments"><h3>{story.comments}</h3><p>{story.summaries[1]}</p></section></article></main>
    <aside class="sidebar"><h3>{story.popular}</h3><ol>{links(story.teasers)}</ol></aside>
    <footer><p>{story.rights}</p></footer></body></html>"""


def nameless_boxes(story):
    one, two, heading, three, four, items, five = inner(story, attributes=' class="x4k"')
    title, stamp, first, second = story.next_article
    return f"""<html lang="{story.language}"><head><title>{story.title} | {story.site}</title>
    <meta property="og:site_name" content="{story.site}"></head><body><div class="r0">
    <div class="b1"><a href="/">{story.site}</a></div><div class="b2">{links(story.share, "span")}</div>
    <main class="m0"><section class="s1"><h1 class="t9">{story.title}</h1><div class="q1"><span>{story.byline}</span><span>{story.stamp}</span></div>
    <div class="q2"><button>{story.share[0]}</button><button>{story.share[1]}</button></div>
    <div class="q3"><img src="/a.jpg"><span class="q4">{story.caption}</span></div>
    <div class="k1"><p>{story.summary[0]}</p><ul><li>{story.summary[1]}</li><li>{story.summary[2]}</li></ul><p>{story.summary[3]}</p></div>
    <div class="c8">{one}{two}<div class="z0"><span>{story.advertisement}</span></div>{heading}{three}
    <div class="z1"><div>{story.related}</div><a href="/1">{story.teasers[0]}</a></div>{four}{items}{five}</div>
    <div class="z2"><h4>{story.newsletter[0]}</h4><p>{story.newsletter[1]}</p><button>OK</button></div></section>
    <section class="s1"><h1 class="t9">{title}</h1><div class="q1"><span>{stamp}</span></div>
    <div class="c8"><p class="x4k">{first}</p><p class="x4k">{second}</p></div></section></main>
    <div class="z3"><h3>{story.popular}</h3><ol>{links(story.teasers)}</ol></div><div class="z4"><p>{story.rights}</p></div></div></body></html>"""


def line_breaks(story):
    one, two, three, four, five = story.paragraphs
    return f"""<html><head><title>{story.title}</title></head><body><table width=980><tr><td>{links(story.share, "span")}</td></tr>
    <tr><td><table><tr><td width=600><h3>{story.title}</h3><font size=2>{story.byline}<br>{story.stamp}</font><br><br>
    <div id="articleBody" itemprop="articleBody">{one}<br><br>{two}<br><br><b>{story.heading}</b><br>{three}<br><br>
    <table align=center><tr><td><img src=a.jpg></td></tr><tr><td class="caption">{story.caption}</td></tr></table>
    {four}<br><br>- {story.items[0]}<br>- {story.items[1]}<br><br>{five}</div><br>{story.byline}<br>{story.rights}</td>
    <td width=300><b>{story.popular}</b><br>{links(story.teasers, "div")}</td></tr></table></td></tr></table></body></html>"""


def schema_markup(story):
    one, two, heading, three, four, items, five = inner(story, heading="h3")
    body = "\\n".join(story.paragraphs).replace('"', '\\"')
    return f"""<html lang="en"><head><title>{story.title}</title><script type="application/ld+json">
    {{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite", "name": "{story.site}"}}, {{"@type": ["NewsArticle"],
    "headline": "{story.title}", "articleBody": "{body}", "datePublished": "2024-04-18T09:20:31", "author": [{{"@type": "Person", "name": "{story.reporter}"}}],
    "publisher": {{"@type": "Organization", "name": "{story.site}"}}, "articleSection": "Local"}}]}}</script></head><body>
    <div id="wrap" class="has-sidebar with-ads"><div class="gnb">{links(story.share)}</div><div class="location">A &gt; B</div>
    <div class="view"><h2>{story.title}</h2><div class="info"><span>{story.stamp}</span></div>
    <div class="article_view" itemprop="articleBody"><section>{one}{two}{heading}{three}</section>
    <div class="photo"><img src="1.jpg"><p class="desc">{story.caption}</p></div><section>{four}{items}{five}</section></div>
    <div class="tag_list"><a href="#">#{story.site}</a> <a href="#">#2024</a></div>
    <div class="reporter_info"><strong>{story.byline}</strong></div><p class="copy">{story.rights}</p></div>
    <div class="rank_news"><h3>{story.popular}</h3><ul>{links(story.teasers)}</ul></div></div></body></html>"""


LAYOUTS = (named_classes, nameless_boxes, line_breaks, schema_markup)


def tokens(text):
    return Counter(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]|[^\W_]+", text.lower()))


def text_of(article):
    return "\n".join(block.text for block in article.blocks)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_page_is_its_article_in_every_layout_and_language(story, layout):
    article = article_of_html(layout(story), name="page.html")
    wanted = "\n".join((*story.paragraphs, story.heading, *story.items))
    kept = text_of(article)
    missing, extra = tokens(wanted) - tokens(kept), tokens(kept) - tokens(wanted)
    assert (missing, extra) == (Counter(), Counter())
    assert article.metadata.title == story.title


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_page_says_who_published_it_when_and_who_wrote_it(story, layout):
    metadata = article_of_html(layout(story), name="page.html").metadata
    assert metadata.reporter == story.reporter
    assert metadata.published[:16] == story.published[:16]
    if story.language in ("ko", "ja", "zh"):
        assert metadata.published == story.published
    assert metadata.publisher == story.site


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_what_is_kept_and_what_is_dropped_is_the_whole_visible_page(layout):
    article = article_of_html(layout(STORIES[0]), name="page.html")
    shown = tokens(article.raw)
    accounted = tokens(text_of(article)) + tokens(" ".join(d.text for d in article.dropped))
    assert shown - accounted - tokens(article.metadata.title) == Counter()
    assert all(piece.reason for piece in article.dropped)


def page_of(body, head=""):
    return article_of_html(f"<html><head>{head}</head><body>{body}</body></html>", name="p.html")


def test_a_page_whose_article_is_only_in_its_scripts_is_read_from_there():
    story = STORIES[1]
    html = "".join(paragraphs(story)).replace('"', '\\"')
    data = f'{{"props": {{"page": {{"contentHtml": "{html}", "teasers": [{{"title": "x"}}]}}}}}}'
    script = f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    article = page_of(f"<div id='__next'><h1>{story.title}</h1><p>Loading …</p></div>{script}")
    assert text_of(article) == "\n".join(story.paragraphs)


@pytest.mark.parametrize("story", STORIES[:4], ids=lambda story: story.language)
def test_the_body_of_json_ld_is_taken_where_the_page_shows_none(story):
    body = "\\n".join(story.paragraphs)
    data = f'[{{"@type": "NewsArticle", "headline": "{story.title}", "articleBody": "{body}"}}]'
    article = page_of("<p>…</p>", f'<script type="application/ld+json">{data}</script>')
    assert text_of(article) == "\n".join(story.paragraphs)
    assert article.metadata.title == story.title


def test_a_table_is_one_line_for_each_row_and_a_layout_table_is_none():
    rows = "<tr><th>구간</th><th>길이</th></tr><tr><td>터널</td><td>1.2km</td></tr>"
    body = "".join(f"<p>{text}</p>" for text in STORIES[0].paragraphs)
    article = page_of(f"<article><h1>길</h1>{body}<table>{rows}</table>{body[:80]}</article>")
    assert "구간: 터널 · 길이: 1.2km" in [block.text for block in article.blocks]


def test_headings_in_the_body_are_places_that_a_citation_can_name():
    article = article_of_html(named_classes(STORIES[0]), name="p.html")
    places = [block.places for block in article.blocks if block.places]
    assert places == [(("heading", STORIES[0].heading),)]


def test_a_body_printed_twice_is_kept_once():
    body = "".join(f"<p>{text}</p>" for text in STORIES[3].paragraphs)
    article = page_of(
        f"<h1>x</h1><div class='article-body'>{body}</div><div class='print'>{body}</div>"
    )
    assert text_of(article) == "\n".join(STORIES[3].paragraphs)


def test_a_body_in_parts_between_advertisements_stays_whole():
    one, two, three, four, five = paragraphs(STORIES[5])
    part = '<div class="story-text">{}</div><div class="ad">Anzeige</div>'
    body = part.format(one + two) + part.format(three + four) + part.format(five)
    article = page_of(f"<main><h1>{STORIES[5].title}</h1>{body}</main>")
    assert text_of(article) == "\n".join(STORIES[5].paragraphs)


def test_a_wrapper_whose_name_speaks_of_a_sidebar_is_still_the_page():
    body = "".join(paragraphs(STORIES[1]))
    article = page_of(f"<div class='with-sidebar ads-on'><h1>Quarry</h1><div>{body}</div></div>")
    assert text_of(article) == "\n".join(STORIES[1].paragraphs)


def test_words_in_spans_are_not_torn_apart():
    sentence = "<p><span class='k'>The</span> <span class='k'>council</span> built a <b>br</b>idge of stone.</p>"
    article = page_of(
        f"<article><h1>Bridge</h1>{sentence}{''.join(paragraphs(STORIES[1]))}</article>"
    )
    assert article.blocks[0].text == "The council built a bridge of stone."


def test_hidden_parts_are_not_on_the_page():
    hidden = (
        "<div style='display: none'>Hidden words stand here in a sentence.</div><p hidden>More.</p>"
    )
    article = page_of(f"<article>{hidden}{''.join(paragraphs(STORIES[1]))}</article>")
    assert "Hidden" not in article.raw + text_of(article)


def test_the_language_of_the_markup_is_trusted_only_where_the_script_agrees():
    for story, claimed, told in (
        (STORIES[0], "en", ""),
        (STORIES[0], "ko-KR", "ko"),
        (STORIES[2], "ko", ""),
        (STORIES[5], "de", "de"),
        (STORIES[5], "en", ""),
    ):
        markup = f"<html lang='{claimed}'><body>{''.join(paragraphs(story))}</body></html>"
        assert article_of_html(markup, name="p").metadata.language == told


@pytest.mark.parametrize(
    "title", ["{site}::{title}", "{title} :: {site}", "{site} » {title}", "{title} : {site}"]
)
def test_a_title_is_the_part_of_the_pages_title_that_stands_on_the_page(title):
    story = STORIES[0]
    head = f"<title>{title.format(site='포구이야기', title=story.title)}</title>"
    article = page_of(f"<p>{story.title}</p><div>{''.join(paragraphs(story))}</div>", head)
    assert article.metadata.title == story.title
    assert text_of(article) == "\n".join(story.paragraphs)


def test_the_title_of_a_boards_table_is_in_the_cell_beside_its_label():
    rows = "<tr><th>제목</th><td colspan=3>빗물저장통 설치비 지원 안내</td></tr><tr><th>조회</th><td>9</td></tr>"
    body = f"<tr><td colspan=4><div>{''.join(paragraphs(STORIES[0]))}</div></td></tr>"
    article = page_of(f"<h2>알림마당</h2><table>{rows}{body}</table>")
    assert article.metadata.title == "빗물저장통 설치비 지원 안내"


def test_the_name_of_an_account_or_logo_is_the_publisher_where_nothing_else_is_said():
    body = "".join(paragraphs(STORIES[3]))
    head = '<meta property="og:site_name" content="公众平台">'
    account = "<span class='nickname'><a id='js_name'>鹿鸣村记</a></span>"
    article = page_of(f"<h1>{STORIES[3].title}</h1>{account}<div>{body}</div>", head)
    assert article.metadata.publisher == "鹿鸣村记"


def test_the_address_is_what_the_page_says_or_where_it_was_found():
    head = '<link rel="canonical" href="https://garam.example/2024/04/18/bridge">'
    body = "<p>The council built a bridge of stone across the river.</p>"
    canonical = page_of(body, head).metadata
    assert canonical.url == "https://garam.example/2024/04/18/bridge"
    assert canonical.published == "2024-04-18"
    found = article_of_html(body, name="p", url="https://garam.example/x")
    assert found.metadata.url == "https://garam.example/x"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>The council built a bridge of stone.",
        "<html><body><p>The council built a bridge of stone.</body>",
        "<div><span><p>The council built a bridge of stone.</div></p></b></i>",
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>The council built a bridge of stone.</p>",
        "<html><body>" + "<div>" * 100_000 + "<p>The council built a bridge of stone.</p>",
        "<html><body>" + "<div><i>" * 30_000 + "<p>The council built a bridge of stone.</p>",
        "<html><body><p>The council built a bridge of stone.\x00\x01</p>",
        "<script type='application/ld+json'>{broken</script><p>The council built a bridge of stone.",
        "<script type='application/ld+json'>" + "[" * 90_000 + "</script><p>The council built a bridge of stone.",
    ],
)  # fmt: skip
def test_broken_and_endlessly_nested_markup_is_read(markup):
    assert "The council built a bridge of stone." in text_of(article_of_html(markup, name="p"))


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<html><frameset><frame src='a.html'></frameset></html>"]
)
def test_a_page_without_text_has_no_blocks(markup):
    (article,) = read_html(Source("p.html", markup.encode(), url="https://garam.example/x"))
    assert article.blocks == ()
    assert article.metadata.url == "https://garam.example/x"


def test_a_page_that_is_only_a_menu_is_kept_rather_than_emptied():
    article = page_of(
        "<nav><ul><li><a href='/1'>Tides</a></li><li><a href='/2'>Sport</a></li></ul></nav>"
    )
    assert text_of(article) == "Tides\nSport"


def test_a_page_of_many_megabytes_comes_to_an_end():
    rows = "".join(
        f"<div class='r{n % 9}'><p>The {n}th boat left at dawn.</p></div>" for n in range(4_000)
    )
    assert len(page_of(rows).blocks) == 4_000
