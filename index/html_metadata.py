"""What a page's markup says of its article: JSON-LD, meta tags, microdata, then visible lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.articles import Metadata
from index.dates import iso_date
from index.html_tags import (
    filed_under,
    item_dates,
    meta_tags,
    named_authors,
    named_site,
    nicknames,
    source_logo,
    stated_address,
)
from index.metadata import (
    date_in_address,
    is_no_headline,
    path_parts,
    place_of,
    read_metadata,
    site_title,
)
from index.page_headline import core
from index.page_json import PageObjects, Thing
from index.page_lines import Page, squeeze
from index.page_marks import width
from index.publishers import publisher_of_address, unify_publisher
from index.reporters import people
from index.tags import split_tags

_TITLE_AREA = re.compile(
    r"(?:^|[\s_-])(?:(?:view|article|art|news|board|bbs|post|entry|content|cont|detail|read"
    r"|item)[-_]*(?:title|tit|subject|headline|ttl|head)|headline|tit_?view|documenttitle)(?=$"
    r"|[\s_-])"
)
_PLAIN_TITLE = re.compile(r"(?:^|[\s_-])[a-z]?(?:title|tit|subject|heading)(?=$|[\s_-])")
_SECTION_AREA = re.compile(
    r"(?:^|[\s_-])(?:section|category|cate|kicker|rubrik|ressort|seccion|rubrique|cat|series"
    r"|blog2_series|genre|channel|topic|overline|eyebrow|epigraph)(?:[-_](?:name|label|link"
    r"|title))?(?=$|[\s_-])"
)
_CRUMB_AREA = re.compile(
    r"breadcrumb|crumb|(?:^|[\s_-])(?:location|topicpath|pankuzu|path|ariane|migas"
    r"|brotkrumen)(?=$|[\s_-])"
)
_TITLE_LABEL = re.compile(r"^(?:제목|件名|标题|標題)(?:\s?[:：]\s?(?P<title>.{4,200}))?$")
_NARROW = 11  # columns of a second-level heading that is a section's name
_HEAD = 80  # lines in which a title with a label is looked for
_CRUMB_CUT = re.compile(r"\s*(?:[>›»/／|＞→▶]|\s·\s)\s*")
_HOME = frozenset(
    "home 홈 inicio portada startseite start accueil ホーム トップ トップページ top 首页 首頁 "
    "主页 뉴스 news 新闻 新聞 ニュース 正文 본문 기사 article articles artikel noticias "
    "nachrichten actualités".lower().split()
)
# Portals carry others' articles: their name is not the publisher's.
_PORTALS = re.compile(
    r"^(?:네이버|naver|다음|daum|네이트|nate|줌|zum|yahoo|ヤフー|msn|google|구글|smartnews"
    r"|livedoor|excite|goo|公[众眾]平台|微信|腾讯|腾訊|新浪|搜狐|网易|今日头条|line today"
    r"|apple news|flipboard|medium|wordpress|tistory|티스토리|blogger)|포털|포탈|portal",
    re.IGNORECASE,
)
_PUBLISHED_KEYS = tuple(
    (
        "article:published_time;og:article:published_time;datepublished;publishdate;pubdate;"
        "publish_date;published_time;date;dc.date;dc.date.issued;dcterms.created;dcterms.issued;"
        "dcterms.date;sailthru.date;parsely-pub-date;article.published;publication_date;"
        "og:regdate;regdate;cxenseparse:recs:publishtime;article_date_original;"
        "originalpublicationdate;citation_publication_date;publish-date;published-date;"
        "dc.date.created;weibo: article:create_at;datecreated"
    ).split(";")
)
_MODIFIED_KEYS = tuple(
    (
        "article:modified_time;og:updated_time;og:article:modified_time;datemodified;lastmod;"
        "last-modified;dcterms.modified;dc.date.modified;modified_time;revised;article.updated;"
        "updated_time;moddate"
    ).split(";")
)
_PUBLISHER_KEYS = tuple(
    "publisher dc.publisher article:publisher application-name twitter:creator copyright".split()
)
_SECTION_KEYS = tuple(
    "article:section og:article:section section cxenseparse:category dable:item:section category "
    "parsely-section".split()
)
_AUTHOR_KEYS = tuple(
    (
        "article:author;author;dable:author;byl;parsely-author;sailthru.author;dc.creator;"
        "og:article:author;citation_author;article:author_name;newsauthor;byline"
    ).split(";")
)
_ZONE_OF_DOMAIN = re.compile(r"\.(?P<place>kr|jp|cn|tw|hk|sg)(?::\d+)?$")


@dataclass(frozen=True, slots=True)
class _Said:
    """Everything that a page says of itself, before it is weighed."""

    page: Page
    meta: dict[str, str]
    thing: Thing
    place: str
    url: str

    def tag(self, *names: str) -> str:
        """Return the first meta tag of these that says anything."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


def read_html_metadata(page: Page, objects: PageObjects, *, url: str = "") -> Metadata:
    """Return the metadata of the article in a page.

    Args:
        page: from `page_lines.read_page`.
        objects: what the page's scripts say, from `page_json.page_objects`.
        url: where the page was found; what it says of its own address goes first.
    """
    meta = dict(meta_tags(page))
    thing = next(iter(objects.articles), Thing())
    address = _address(page, meta, thing) or url
    text = " ".join(line.text for line in page.lines if line.linked < 0.5)[:20_000]
    said = _Said(page, meta, thing, _place(text, meta, address), address)
    lines = [line.text for line in page.lines]
    publisher = _publisher(said) or _site_in_path(page) or _site_in_header(page)
    title, site = _title(said, publisher)
    publisher = publisher or site
    visible = read_metadata(lines, title=title)
    if not publisher or _is_portal(publisher):
        publisher = visible.publisher or named_site(page)
        publisher = "" if _is_portal(publisher) else publisher
    published = _moment(said, "datePublished", _PUBLISHED_KEYS, visible.published)
    modified = _moment(said, "dateModified", _MODIFIED_KEYS, visible.modified)
    section = _section(said, objects.crumbs, title)
    return Metadata(
        title=title,
        publisher=unify_publisher(publisher),
        reporter=_reporter(said, publisher, visible.reporter),
        published=published or date_in_address(address),
        modified=modified,
        section=section or visible.section,
        language=_language(said, text),
        url=address or stated_address(lines),
        tags=(*filed_under(page), *split_tags(thing.text("keywords"))),
    )


def titles_of(page: Page, objects: PageObjects, metadata: Metadata) -> list[str]:
    """Return what the article may be called on its page, the likeliest first."""
    meta = dict(meta_tags(page))
    found = [metadata.title, *(thing.text("headline") for thing in objects.articles[:1])]
    found += [meta.get("og:title", ""), meta.get("twitter:title", ""), meta.get("title", "")]
    return list(dict.fromkeys(filter(None, found)))


def _address(page: Page, meta: dict[str, str], thing: Thing) -> str:
    if page.tree is None:
        return ""
    links = (
        link.get("href") or ""
        for link in page.tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    found = [*links, meta.get("og:url", ""), thing.text("url"), thing.text("mainEntityOfPage")]
    return next((one.strip() for one in found if re.match(r"https?://[^/]+/.", one.strip())), "")


def _place(text: str, meta: dict[str, str], address: str) -> str:
    """Return the language or country whose time holds where a page names no zone."""
    by_script = place_of(text)
    if by_script:
        return by_script
    host = re.sub(r"^\w+://", "", address).split("/")[0]
    domain = _ZONE_OF_DOMAIN.search(host)
    country = meta.get("og:locale", "")[-2:].lower()
    return domain["place"] if domain else (country if country in ("kr", "jp", "cn", "tw") else "")


def _publisher(said: _Said) -> str:
    portal_author = said.tag("og:article:author")
    if " | " in portal_author and _is_portal(portal_author.split(" | ")[-1]):
        return portal_author.split(" | ")[0]
    names = [
        said.thing.text("publisher"),
        said.thing.text("sourceOrganization"),
        said.thing.text("provider"),
        _site_name(said.tag("og:site_name")),
        source_logo(said.page),
        said.tag(*_PUBLISHER_KEYS),
        publisher_of_address(said.url),
    ]
    for name in names:
        plain = unify_publisher(name)
        if plain and not re.match(r"https?:|www\.|@|\d+$", plain) and not _is_portal(plain):
            return plain
    return next((name for name in names if name and not re.match(r"https?:|@", name)), "")


def _site_name(name: str) -> str:
    """Return the outlet in "Portal blogs | The outlet"."""
    first, bar, last = name.partition(" | ")
    return last if bar and re.search(r"블로그|blog|포털|portal|카페|브런치", first, re.I) else name


def _site_in_header(page: Page) -> str:
    """Return the end of the page's title where the top of the page says the same: its site."""
    parts = re.split(r"\s[|·–—:-]+\s", _page_title(page))
    top = {core(line.text) for line in page.lines[:15]}
    return next((part for part in reversed(parts[1:]) if core(part) in top), "")


def _site_in_path(page: Page) -> str:
    """Return the site where the page's title begins with it: "Site > News > Press", "Site: …"."""
    title = _page_title(page)
    parts = path_parts(title)
    if parts and any(parts[0] in line.text for line in page.lines):
        return parts[0]
    site, _, rest = title.partition(": ")
    shown = {core(line.text) for line in page.lines[:200] if len(line.text) < 300}
    top = {core(line.text) for line in page.lines[:15]}
    return site if rest and core(site) in top and core(rest) in shown else ""


def _page_title(page: Page) -> str:
    element = page.tree.find(".//title") if page.tree is not None else None
    return squeeze(element.text_content()) if element is not None else ""


def _is_portal(name: str) -> bool:
    return bool(_PORTALS.search(name.strip()))


def _title(said: _Said, publisher: str) -> tuple[str, str]:
    """Return the headline, and the site's name where a title ends with it."""
    found = [
        said.thing.text("headline"), said.tag("og:title"), said.tag("twitter:title"),
        said.tag("headline", "title", "dc.title", "citation_title"),
        _page_title(said.page),
        *_title_lines(said.page),
    ]  # fmt: skip
    cut = [site_title(one, publisher=publisher) for one in found if one]
    site = next((name for _, name in cut if name), "")
    titles = [title for title, _ in cut if core(title) != core(publisher or site)]
    visible = {
        core(line.text): line.text for line in reversed(said.page.lines) if len(line.text) < 300
    }
    titles = [title for title in titles if not is_no_headline(title, shown=True)]
    for title in titles:
        if core(title) in visible:
            return title, site
    for title in titles:  # "Headline : Blog", "Blog::Headline": as much as stands on the page
        for plain, line in visible.items():
            if len(plain) >= 8 and 2 * len(plain) > len(core(title)) and _at_an_end(line, title):
                return line, site
    ways = {
        title
        for one, (title, _) in zip(filter(None, found), cut, strict=True)
        if _way(one, publisher)
    }
    rest = (one for one in titles if one not in ways and not is_no_headline(one, shown=False))
    return next(rest, ""), site


def _way(title: str, publisher: str) -> bool:
    """Return whether a title tells the way from the site to the page."""
    parts = path_parts(title)
    return bool(parts) and core(parts[0]) == core(publisher)


def _at_an_end(line: str, title: str) -> bool:
    """Return whether a title begins or ends with a line, and goes on after a sign that cuts."""
    if title.startswith(line):
        return not title.removeprefix(line).strip()[:1].isalnum()
    return title.endswith(line) and not title.removesuffix(line).strip()[-1:].isalnum()


def _title_lines(page: Page) -> Iterator[str]:
    """Yield the lines that the markup calls a title, the most certain first."""
    named = [area for area in page.areas if area.last - area.first == 1]
    for area in named:
        if ("itemprop", "headline") in area.attributes:
            yield page.lines[area.first].text
    for line, below in pairwise(page.lines[:_HEAD]):
        if label := _TITLE_LABEL.match(line.text):
            yield label["title"] or below.text
    for wanted in (1, _TITLE_AREA, 2, _PLAIN_TITLE):
        if isinstance(wanted, int):
            heads = (
                line
                for line in page.lines
                if line.level == wanted and (wanted == 1 or width(line.text) > _NARROW)
            )
            yield from (line.text for line in heads if line.linked < 0.9)
            continue
        for area in named:
            if wanted.search(area.names) and page.lines[area.first].linked < 0.9:
                yield page.lines[area.first].text


def _moment(said: _Said, key: str, tags: Sequence[str], visible: str) -> str:
    """Return a date by the most trusted source; a time that only the page shows completes it."""
    stated = [said.thing.text(key), said.tag(*tags), *item_dates(said.page, key)]
    found = next((iso for one in stated if (iso := iso_date(one, place=said.place))), "")
    if not found:
        return visible
    if len(found) == 10 and visible.startswith(found):
        return visible
    return found


def _reporter(said: _Said, publisher: str, visible: str) -> str:
    stated = [said.thing.text("author"), said.tag(*_AUTHOR_KEYS), *named_authors(said.page)]
    for one in stated:
        names = [
            name
            for name in people(one.split(" | ")[0])
            if core(name) != core(publisher)
            and unify_publisher(name) != unify_publisher(publisher)
            and not re.search(
                r"뉴스|일보|신문|news|redacci|redakti|rédaction|編集部|编辑|admin|staff|관리자"
                r"|webmaster|desk|editor",
                name,
                re.I,
            )
        ]
        if names:
            # The page's byline may know more of the same people.
            also = [name.strip() for name in visible.split(",")]
            return visible if len(also) > len(names) and names[0] in also else ", ".join(names)
    return visible or ", ".join(people(next(nicknames(said.page), "")))


def _section(said: _Said, crumbs: Sequence[str], title: str) -> str:
    found = [
        said.tag(*_SECTION_KEYS),
        said.thing.text("articleSection"),
        *_last_crumbs(crumbs, title),
    ]
    for area in said.page.areas:
        if not 1 <= area.last - area.first <= 8 or area.tag in ("body", "section"):
            continue
        texts = [line.text for line in said.page.lines[area.first : area.last]]
        if _CRUMB_AREA.search(area.names):
            found += _last_crumbs(_CRUMB_CUT.split(" > ".join(texts)), title)
        elif _SECTION_AREA.search(area.names) and len(texts) == 1 and len(texts[0]) < 30:
            found += _last_crumbs(_CRUMB_CUT.split(texts[0]), title)
    return next((one for one in found if one), "")


def _last_crumbs(crumbs: Sequence[str], title: str) -> list[str]:
    plain = [crumb.strip() for crumb in crumbs]
    useful = [
        crumb
        for crumb in plain
        if crumb
        and crumb.lower() not in _HOME
        and len(crumb) < 30
        and core(crumb) != core(title)
        and core(crumb) not in core(title)
    ]
    return useful[-1:]


def _language(said: _Said, text: str) -> str:
    """Return the language that the page claims, where its script agrees; else ""."""
    if said.page.tree is None:
        return ""
    claimed = (
        said.page.tree.get("lang")
        or said.page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or said.meta.get("og:locale")
        or said.thing.text("inLanguage")
        or said.meta.get("content-language")
        or ""
    )
    code = claimed.strip()[:2].lower()
    script = place_of(text)
    if not re.fullmatch(r"[a-z]{2}", code):
        return ""
    if script or code in ("ko", "ja", "zh"):
        return code if code == script else ""
    # Every template says "en": other languages in Latin letters are told by their words.
    return "" if code == "en" else code
