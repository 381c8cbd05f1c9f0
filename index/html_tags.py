"""What a page's tags say one by one: meta tags, dates, authors and logos in the markup."""

import re
from collections.abc import Iterator, Sequence

from index.page_lines import Page, squeeze
from index.reporters import reporters_of_line
from index.tags import split_tags

_SITE_NAME = re.compile(
    r"(?:^|[\s_-])(?:js_name|(?:site|blog|account|channel)[-_]?(?:name|title)|logo|masthead)(?=$|\s)"
)
_NICKNAME = re.compile(r"(?:^|[\s_-])(?:writer|nick(?:name)?|author)(?=$|\s)")

_ADDRESS = re.compile(
    r"(?:(?:기사|원문|본문)\s?(?:원문\s?)?(?:주소|URL)|(?:article|page|source)\s(?:url|address)"
    r"|(?:記事|元記事)の(?:URL|アドレス)|(?:本文|原文|文章)(?:网址|網址|链接|連結|地址)"
    r"|(?:url|dirección)\s(?:del\sartículo|de\sla\snoticia)|(?:url|adresse)\s(?:des|de\sl['’])\s?artike?l[es]?)"
    r"\s?[:：]?\s?(?P<url>https?://[^\s<>\"]{4,300})",
    re.IGNORECASE,
)
_TAG_KEYS = ("article:tag", "og:article:tag", "news_keywords", "keywords")
_CREDITS = re.compile(r"(?:^|[\s_-])(?:reader-credits|byline[-_]name|author[-_]name)(?=$|\s)")


def meta_tags(page: Page) -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta tags, the last first: in a dict the first one holds."""
    if page.tree is None:
        return
    tags = []
    for tag in page.tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = squeeze(tag.get("content") or "")
        if name and content:
            tags.append((name.strip().lower(), content))
    yield from reversed(tags)


def filed_under(page: Page) -> Iterator[str]:
    """Yield the tags of an article: of the meta tags, then the words of links to tags.

    Links beside the article are left out: they file other articles.
    """
    if page.tree is None:
        return
    stated = list(meta_tags(page))[::-1]
    for key in _TAG_KEYS:
        yield from (tag for name, line in stated if name == key for tag in split_tags(line))
    for link in page.tree.iter("a"):
        is_tag = "tag" in (link.get("rel") or "").lower().split()
        if is_tag and next(link.iterancestors("aside", "nav"), None) is None:
            yield squeeze(link.text_content())


def source_logo(page: Page) -> str:
    """Return the outlet whose logo stands above a portal's article."""
    if page.tree is None:
        return ""
    for image in page.tree.iter("img"):
        parent = image.getparent()
        names = (
            f"{image.get('class') or ''} {parent.get('class') or '' if parent is not None else ''}"
        )
        if re.search(
            r"press[-_]?logo|media[-_]?(?:logo|end_head_top_logo)|top_logo|publisher", names
        ):
            return squeeze(image.get("title") or image.get("alt") or "")
    return ""


def named_site(page: Page) -> str:
    """Return the name in an element that is called the site's name, an account's, a logo."""
    return next(_texts_of(page, _SITE_NAME), "")


def nicknames(page: Page) -> Iterator[str]:
    """Yield the names that people who write on a blog or board go by."""
    yield from _texts_of(page, _NICKNAME)


def _texts_of(page: Page, names: re.Pattern[str]) -> Iterator[str]:
    if page.tree is None:
        return
    for element in page.tree.iter("a", "span", "div", "strong", "em", "p"):
        if names.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            text = squeeze(element.text_content()[:200])
            if 1 < len(text) <= 30 and not re.search(r"\d{3}", text):
                yield text


def stated_address(lines: Sequence[str]) -> str:
    """Return the address that a printed page says is its own: "기사 주소 http://…"; "" if none."""
    found = (_ADDRESS.search(line) for line in lines if len(line) < 300)
    return next((match["url"] for match in found if match), "")


def item_dates(page: Page, key: str) -> Iterator[str]:
    """Yield the dates of microdata and of <time> elements near the headline."""
    if page.tree is None:
        return
    wanted = key.lower()
    for element in page.tree.iter("time", "span", "div", "p", "abbr", "em"):
        said = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        value = element.get("datetime") or element.get("content") or ""
        if wanted in said.split()[:1] or (
            key == "datePublished" and element.get("pubdate") is not None
        ):
            yield value or squeeze(element.text_content())[:80]
        modified = bool(re.search(r"modif|update|aktualis|actualiz", said))
        if element.tag == "time" and value and modified == (key == "dateModified"):
            parent = element.getparent()
            label = squeeze((parent.text or "") if parent is not None else "")
            if key == "dateModified" or not re.search(
                r"수정|updat|更新|actualiz|aktualis|jour", label, re.I
            ):
                yield value


def named_authors(page: Page) -> Iterator[str]:
    """Yield what the elements marked as the author's name say."""
    if page.tree is None:
        return
    for element in page.tree.iter("a", "span", "div", "p", "address", "em", "strong", "cite"):
        said = f"{element.get('itemprop') or ''} {element.get('rel') or ''}".lower().split()
        if "author" in said or _CREDITS.search(element.get("class") or ""):
            text = squeeze(element.text_content())[:120]
            yield ", ".join(reporters_of_line(text)) or text
