"""What the names in a page's markup say of its areas: furniture, or the article's body."""

import re
from dataclasses import dataclass

from index.page_lines import Area, Page
from index.page_marks import is_prose

_BY_TAG = {
    "nav": "menu", "menu": "menu", "figcaption": "caption", "button": "button", "dialog": "pop-up",
    "label": "form", "legend": "form", "aside": "aside", "footer": "footer", "form": "form",
    "fieldset": "form", "search": "form",
}  # fmt: skip
_BY_ROLE = {
    "navigation": "menu", "menu": "menu", "menubar": "menu", "toolbar": "button",
    "contentinfo": "footer", "complementary": "aside", "search": "form", "form": "form",
    "dialog": "pop-up", "alertdialog": "pop-up", "button": "button", "tablist": "menu",
    "banner": "site header",
}  # fmt: skip
# Words of class and id names, apart by blanks: the whole word must match.
_BY_WORD = {
    reason: frozenset(words.split())
    for reason, words in {
        "cookie notice": "cookie cookies consent gdpr cmp onetrust didomi",
        "pop-up": "popup modal lightbox overlay toast tooltip layerpopup",
        "breadcrumb": "breadcrumb breadcrumbs crumb crumbs location topicpath pankuzu mianbaoxie",
        "menu": "nav navi navbar navigation gnb lnb snb fnb menu megamenu submenu sitemap topbar "
        "utilmenu skip skipnav skipnavi skiplink",
        "share button": "share sharing shares shareaholic sharebar sharebox sns social socials "
        "addthis addtoany sharedaddy compartir teilen partager follow bdsharebuttonbox",
        "advertisement": "ad ads adv advert adverts advertise advertisement advertising adbox "
        "adsbox adarea adslot adunit adsense adsbygoogle adfit gpt dfp banner banners sponsor "
        "sponsored sponsors promo promos promotion promoted powerlink taboola outbrain dable "
        "revcontent mgid werbung anzeige anzeigen publicidad publicite pub koukoku guanggao "
        "affiliate",
        "related articles": "related relate relation relations relatedposts relatednews relnews "
        "recommend recommended recommendation recommendations reco recos recirc recirculation "
        "suggest suggested suggestions popular trending mostread mostpopular mostviewed ranking "
        "rankings rank latest teaser teasers hotissue hotnews hotclick headlines morenews readmore "
        "readnext readalso upnext onward carousel also similar tuijian xiangguan kanren oglink "
        "verwandt relacionadas relacionados relacionada aussi linkbox newsbest bestnews manylook "
        "lire weiterlesen leermas zyxw rlist yuedu remen infeed magazin",
        "comments": "comment comments commentlist respond reply replies disqus disq livere cbox "
        "comentarios kommentare commentaires pinglun liuyan coral spotim hyvor utterances giscus",
        "subscription": "newsletter newsletters subscribe subscription subscriptions subscriber "
        "signup paywall regwall membership donate donation donations support appbanner appdown "
        "mailmag abo abonnement piano paid registration",
        "copyright": "copyright copyrights copy copyr rights",
        "caption": "caption captions figcaption cutline imgdesc photodesc imgcaption photocredit "
        "credit credits imgtxt legende bildunterschrift piefoto pie",
        "byline": "byline bylines reporter reporters journalist journalists author authors writer "
        "writers writerinfo autor autora autores auteur auteurs redakteur profile bio editorinfo "
        "contributor contributors zuozhe bianji kisha",
        "date line": "dateline datetime timestamp pubdate pubtime publishdate updated posted "
        "metadata meta postmeta entrymeta byinfo articleinfo viewinfo",
        "tags": "tag tags tagcloud taglist hashtag hashtags keyword keywords topics etiquetas "
        "schlagworte motscles biaoqian postcategory categories categorize",
        "button": "btn btns button buttons tool tools toolbar toolbox util utils utility print "
        "fontsize textsize fontset zoom tts listen audio speak bookmark scrap translate "
        "translation controls actions reaction reactions emotion emotions vote likes rating poll "
        "feedback survey satisfaction vod jw",
        "pagination": "pagination paging pager pagenav prevnext nextprev paginate pagelist",
        "attachments": "attach attached attachment attachments filelist fileattach attachfile",
        "footer": "footer foot colophon siteinfo bottombar",
        "aside": "sidebar side aside rail lsidebar rsidebar leftbar rightbar leftmenu rightmenu",
        "AI box": "aisummary aibox summarybot aisum",
        "map": "map maps googlemap navermap kakaomap placesmap",
        "hidden label": "blind sronly visuallyhidden srtext ir hiddentext offscreen",
        "notice": "toc tableofcontents disclaimer disclosure alert",
    }.items()
}
_WORD_REASON = {word: reason for reason, words in _BY_WORD.items() for word in sorted(words)}
# Stems that mean one thing wherever they stand in a name: "relatedNewsWrap", "art_reporter_box".
_STEMS = re.compile(
    r"(?P<comments>comment(?!ary)|disqus|livere|cbox)|(?P<related>related|recommend"
    r"|most[-_]?(?:read|view|popular)|popular|"
    r"ranking|trending|taboola|outbrain|dable|see[-_]?also|read[-_]?(?:also|more|next)"
    r"|also[-_]?(?:read|like)|"
    r"more[-_]?(?:news|stories|articles)|next[-_]?(?:article|story|post)|prev[-_]?(?:article|next"
    r"|post)|relacionad|verwandt|"
    r"lire[-_]aussi|leia[-_]mais|hot[-_]?(?:news|issue|click)|best[-_]?(?:news|click|article)"
    r"|many[-_]?(?:read|view)|press[-_]best)"
    r"|(?P<share>share|sharing|social|[-_]sns|sns[-_])|(?P<ad>advert|sponsor|adsense|[-_]ads?[-_]"
    r"|^ads?[-_]|[-_\s]ads?$|\sads?[-_]|promo|banner)"
    r"|(?P<subscription>newsletter|subscri|paywall|sign[-_]?up|membership)|(?P<copyright>copyright)"
    r"|(?P<caption>caption|img[-_]?desc|photo[-_]?desc|image[-_]?credit|photo[-_]?credit"
    r"|pie[-_]foto)"
    r"|(?P<byline>byline|reporter|journalist|author[-_]?(?:box|info|bio|card|name|desc)"
    r"|writer[-_]?info)"
    r"|(?P<tags>hash[-_]?tag|tag[-_]?(?:list|cloud|s\b|box|wrap|area))|(?P<breadcrumb>breadcrumb"
    r"|bread[-_]crumb)"
    r"|(?P<button>font[-_]?size|text[-_]?size|tool[-_]?(?:bar|box)|print[-_]?btn|btn[-_]|[-_]btn)"
    r"|(?P<pagination>paginat|prev[-_]?next|next[-_]?prev)"
    r"|(?P<cookie>cookie|gdpr|consent)|(?P<ai>\bai[-_](?:summary|sum|box|brief|analysis|translate"
    r"|digest|yoyak)|summary[-_](?:bot|ai)\b|[-_]ai[-_](?:summary|box))"
    r"|(?P<file>file[-_](?:list|attach|down)|attach(?:ed|ment)?[-_]|attachment)"
    r"|(?P<hidden>sr[-_]only|screen[-_]?(?:reader|out)|visually[-_]hidden)"
    r"|(?P<contents>table[-_]of[-_]contents)|(?P<sidebar>side[-_]?bar|sidemenu)|(?P<aside>aside)"
)  # fmt: skip
_STEM_REASON = {
    "comments": "comments", "related": "related articles", "share": "share button",
    "ad": "advertisement", "subscription": "subscription", "copyright": "copyright",
    "caption": "caption", "byline": "byline", "tags": "tags", "breadcrumb": "breadcrumb",
    "button": "button", "pagination": "pagination", "cookie": "cookie notice", "ai": "AI box",
    "file": "attachments", "hidden": "hidden label", "contents": "notice", "sidebar": "aside",
    "aside": "aside",
}  # fmt: skip
# An area that holds prose is not one of these, whatever its name: "<div class='author-text'>".
_WITHOUT_PROSE = frozenset(
    "map;byline;date line;button;menu;tags;pagination;footer;form;breadcrumb;notice;hidden "
    "label;aside;"
    "attachments;copyright;share button;site header;subscription;advertisement".split(";")
)

_BODY_ITEM = frozenset(("articlebody", "text", "mainentityofpage"))
_BODY_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:art|arti|article|news|story|post|entry|read|detail|view|cont|content"
    r"|contents|body|main|text|paper|press|item|sub|se)"
    r"[-_]*(?:view[-_]*)?(?:body|bodytext|content|contents|cont|txt|text|article|copy|con"
    r"|main[-_]container|detail|paragraphs?|inner[-_]?body|newstext)"
    r"|articlebody|article__?body|articlecontents?|newsbody|newscontent|newstext|storybody"
    r"|storytext|postbody|postcontent|entrycontent|viewcontent|textbody|bodycopy|richtext"
    r"|rich[-_]text|prose|td-post-content|cont_newstext"
    r"|(?:art|arti|article|news|story|post|entry|view|board|bbs|detail)(?:[-_]+\w{1,20})?(?:__|--"
    r"|[-_])(?:body|content|contents|text|txt|cont|bod[iy])"
    r"|dic_area|harmony[-_]container|newsct_article|articletext|article_txt|news_txt|content-text"
    r"|article-main|cuerpo|cuerpo-noticia|texto|noticia-texto|artikel-?text|corps|contenu|testo"
    r"|honbun|zhengwen|articleview|article_view|trs_editor|hwp_editor_board_content)"
    r"(?=$|[\s_\d-])"
)  # fmt: skip
_LOOSE_NAME = re.compile(
    r"(?:^|[\s_-])(?:content|contents|container|article|post|story|main|cont|entry|news)(?=$"
    r"|[\s_-])"
)
_DECK = re.compile(
    r"(?:sub[-_]?(?:title|tit|head|headline|ttl)|deck\b|\bdek\b|standfirst|stand-first|\bintro\b"
    r"|-intro\b|[-_]lead?\b|\blede?\b|[-_]lede\b|\blead\b|summary[-_]view|summary_view|teasertext"
    r"|vorspann|unterzeile|chapo|ch[aâ]peau|entradilla|bajada|subtitulo|sottotitolo|occhiello"
    r"|subtitle|art_sub|sub_tit|excerpt|description|strapline|articlesubject_sub)"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of an area say.

    Args:
        furniture: why it isn't the article; "" if nothing says so.
        body: 3 for a body by microdata, 2 by its name, 1 for <article>, <main>, "content"; 0.
        deck: whether it holds the lines between headline and body.
    """

    furniture: str = ""
    body: int = 0
    deck: bool = False


def names_of(area: Area) -> Names:
    """Return what tag, role, class and id of an area say."""
    if area.tag in ("body", "html"):
        return Names()
    attributes = dict(area.attributes)
    body = _body_rank(area, attributes)
    furniture = "" if body >= 2 else _furniture(area, attributes)
    return Names(furniture, body, bool(_DECK.search(area.names)))


def _body_rank(area: Area, attributes: dict[str, str]) -> int:
    if area.tag in ("li", "a", "button", "label", "figcaption", "h1", "h2", "h3", "nav", "footer"):
        return 0
    if _BODY_ITEM.intersection(attributes.get("itemprop", "").split()):
        return 3
    if attributes.get("property", "") in ("articlebody", "schema:articlebody", "content:encoded"):
        return 3
    if area.names and _BODY_NAME.search(area.names) and not _STEMS.search(area.names):
        return 2
    if area.tag in ("article", "main") or attributes.get("role") in ("main", "article"):
        return 1
    return 1 if area.names and _LOOSE_NAME.search(area.names) else 0


def _furniture(area: Area, attributes: dict[str, str]) -> str:
    if area.tag in _BY_TAG:
        return _BY_TAG[area.tag]
    if role := _BY_ROLE.get(attributes.get("role", "")):
        return role
    if not area.names or area.tag in ("main", "article"):
        return ""
    if _DECK.search(area.names) and not area.words & {"related", "ai"}:
        return ""
    stem = _STEMS.search(area.names)
    if stem and stem.lastgroup:
        return _STEM_REASON[stem.lastgroup]
    return next((_WORD_REASON[word] for word in sorted(area.words) if word in _WORD_REASON), "")


def prose_sums(page: Page) -> list[int]:
    """Return the letters of prose before each line, so that an area's prose is one subtraction.

    Lines that are mostly links are no prose: they lead to other articles.
    """
    sums = [0]
    for line in page.lines:
        prose = line.linked < 0.5 and is_prose(line.text)
        sums.append(sums[-1] + (len(line.text) if prose else 0))
    return sums


def reads_on(page: Page, area: Area) -> bool:
    """Return whether most lines of an area are prose: teasers have a title or a link each."""
    lines = page.lines[area.first : area.last]
    return sum(line.linked < 0.2 and is_prose(line.text) for line in lines) * 2 > len(lines)


def holds_prose_by_name(reason: str) -> bool:
    """Return whether furniture of this kind may hold whole sentences."""
    return reason not in _WITHOUT_PROSE
