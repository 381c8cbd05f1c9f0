"""How questions in eight languages speak of articles: patterns for `derived_filters`.

Every repetition is bounded. Patterns that end in `$` are searched in the few characters before
a position.
"""

import re

# The noun. 기사 is a driver or an engineer as well, 보도 a pavement, "news" part of other words.
ARTICLE = re.compile(
    r"(?:(?:신문|언론|인터넷)\s?)?(?:기사|보도|뉴스|소식|속보|(?<![가-힣])(?:글|문서|것(?=만)|자료(?=만|\s중)))"
    r"(?:들(?=[이은만의을에]|$|\s))?"
    r"(?=(?:만|에서?|에[는만선]|엔|에서[는만]|를|을|[이가은는의도나와과]|로[만는]?|이?랑)?(?:\W|$)"
    r"|[만를중]|에서|내용)"
    r"(?!\s?(?:시험|자격|필기|실기|합격|응시|연봉|월급|임금|처우|파업|노조|블록|수당|면허|식당))"
    r"|記事|ニュース(?!ソース|キャスター)|報道(?!官|陣|機関)"
    r"|文章|(?:新闻)?报道|新聞報導|報導|新闻(?!发布|發布|社|稿|网|记者|机构|官|中心|学)"
    r"|\b(?:(?:news|newspaper|press)\s(?:articles?|reports?|stories|coverage)|articles?(?!\s\d)"
    r"|news(?!\s(?:conference|agency|agencies|outlet|anchor|channel|site|media|release))|stories"
    r"|coverage|reporting"
    r"|art[ií]culos?(?!\s\d)|noticias?|reportajes?"
    r"|(?:Zeitungs|Presse)?artikeln?(?!\s\d)|(?:Presse|Zeitungs)berichten?|Meldungen|Nachrichten"
    r"|Berichterstattung|actualités|reportages?|dépêches?|bài (?:báo|viết)|tin tức|bản tin)\b",
    re.IGNORECASE,
)
_PUBLISHED_KO = (
    r"(?:나온|나왔던|보도된|보도한|다룬|실린|게재된|게재한|발행된|발행한|쓴|쓰인|작성된|작성한|올라온|낸"
    r"|취재한|출고된|붙은|달린|있는|된)"
)
# Between what narrows and the noun after it: 2023년에 나온 기사, last month's articles.
LINK_BEFORE = re.compile(
    r"(?:(?P<verb>(?:에서?|에는|이|가|으?로|동안|사이에?|간|\s?들어)?\s?" + _PUBLISHED_KO + r"\s"
    r"|(?:に|で|が)?(?:掲載|公開|報道|配信|発表|書か|報じら)(?:さ?れた|した)"
    r"|(?:[发發]表|刊登|发布|發布|[报報]道|[写寫])的)"
    r"|의\s|자\s|인\s|['’]s\s|の|的|[과와나랑]\s|이[나랑]\s|하고\s|\s?및\s|,\s|、|·|[和与與或]"
    r"|\s(?:and|or)\s|\s)$"
)
# Between the noun and what narrows it after it: articles published in 2023, Artikel aus 2023.
LINK_AFTER = re.compile(
    r"(?P<verb>,?\s(?:(?:that|which|die|que|qui)\s(?:(?:were|was|are|have been|han sido|fueron|ont"
    r" été)\s)?)?(?:(?:published|written|dated|printed|posted|released|reported|filed"
    r"|publicad[oa]s?|escrit[oa]s?|parue?s?|publiée?s?|écrite?s?|datée?s?|được (?:đăng|viết))\s)?)"
    r"(?P<prep>(?:only\s)?(?:in|from|of|during|on|by|within|del?|des|du|dans|au|en|por|par|auf"
    r"|aus|von|vom|im|der|trong|vào|của|trên|bằng|and|or|y|und|et)\s)?"
    r"(?P<the>(?:the|el|la|los|las|le|les|dem|den|der|báo)\s|l['’])?",
    re.IGNORECASE,
)
ABOUT_AFTER = re.compile(
    r"\s(?:about|on|regarding|concerning|covering|sobre|acerca de|über|zu|sur|à propos|về)\s", re.I
)
# "Last year's articles: how many …", "les articles de 2024 : combien …".
HEADING = re.compile(
    r"\W*(?:(?:please|use|only|just|the|all|los|las|les|die|các|những)\s){0,4}", re.IGNORECASE
)
COLON = re.compile(r"(?:\s(?:only|alone|please))?\s?[:：]\s?", re.IGNORECASE)
CLAUSE_END = re.compile(r"\s?(?:[,.?!:;，。？！)]|$)")
AFTER_SCOPE = re.compile(
    r"(?:\s(?:only|alone|please|nur|solamente|seulement))?[,，:：]?\s?", re.IGNORECASE
)
AFTER_GERMAN = re.compile(r"(?:\s(?:erschienen|veröffentlicht)(?:\s(?:sind|ist|wurden|wurde))?,?)?")
NOT_SPOKEN = re.compile(r"(?:published|written|publicad|escrit|paru|publié|écrit|được)", re.I)
# After the noun, where the articles are only where to look: 기사만 보고, 記事によると, 报道中.
SCOPE_AFTER = re.compile(
    r"(?:만\s?(?:보고|보면|봐서|가지고|기준으로|대상으로|참고해서?|골라서?|토대로|근거로|사용해서?|이용해서?"
    r"|써서|으로)(?:\s?(?:대?답해|알려|말해)\s?(?:줘|주세요|줄래)[,.])?|(?:에서|중에서?|중|가운데(?:서)?)(?:만|는)?(?![가-힣])|만(?![가-힣])|에[는선]|엔(?=\s)|로만|내용\s?중에서?"
    r"|에\s?(?:따르면|의하면|나온|실린|근거해서?|기반해서?|한정해서?)"
    r"|[를을]\s?(?:보고|보면|기준으로|토대로|바탕으로|근거로|참고해서?)"
    r"|\s(?:중(?:에서?)?(?:만|는)?|가운데(?:서)?|기준으로|내에서|안에서)(?![가-힣]))[,\s]{0,2}"
    r"|(?:(?:だけ|のみ)?(?:から|では|によると|によれば|の中で(?:は)?|のうち|に基づいて|をもとに|で|を見て)"
    r"|だけ|のみ)、?"
    r"|(?:[里裡]?[，,]|之?[中内][，,]?|来看[，,]?|[显顯]示[，,]?)"
    r"|[:：]\s?"
)
# Before the noun phrase, likewise.
SCOPE_BEFORE = re.compile(
    r"(?:\b(?:(?:using|based (?:only |solely |just )?(?:up)?on|judging (?:by|from)"
    r"|looking (?:only )?at|going by|considering|according to|in|from|among|within|per|drawing on"
    r"|según|en|de acuerdo con|basándose en|entre|laut|aus|anhand von|nach|unter"
    r"|selon|d['’]après|dans|parmi|theo|trong|dựa (?:trên|vào))\s)"
    r"(?:(?:only|just|solo|solamente|nur|seulement|chỉ)\s)?(?:(?:all|all of)\s)?"
    r"(?:(?:the|those|these|los|las|el|la|den|der|die|dem|les|l['’]|des|các|những)\s?)?"
    r"|(?:^|[.,:]\s)(?:only|just|nur|solo|seulement|chỉ)\s"
    r"|(?:只看|[仅僅]看|[仅僅]?根[据據]|按照|依据|[据據]|[从從]|在))$",
    re.IGNORECASE,
)
# Before a noun phrase that can't be taken out whole: GPU에 관한 2023년 기사, "are in the …".
ADNOMINAL = re.compile(
    r"(?:(?:관한|대한|다룬|관련한?|관련된|언급한|나온|쓴|에\s?관해|の|についての|に関する|关于.{0,10}|的)\s?"
    r"|\b(?:is|are|was|were|está|están|ist|sind|est|sont)\s)$",
    re.IGNORECASE,
)
ONE_WORD = re.compile(r"(?:^|(?<=\s))[^\W_]{1,20}\s$")
_OTHER_GISA = re.compile(
    r"(?:택시|버스|트럭|택배|배달|운전|대리|화물|셔틀|용달|바둑|장기|체스|정비|수리|설치|산업|전기|건축"
    r"|정보처리|토목|기계|안전|소방|중장비|크레인)\s?$"
)
EXCLUDED_BEFORE = re.compile(
    r"(?:\b(?:not|except(?: for)?|excluding|other than|without|sin|excepto|außer|ohne|sauf|hors"
    r"|trừ)\s|除了?)(?:(?:in|from|the|those|en|aus|dans)\s){0,2}$",
    re.IGNORECASE,
)
EXCLUDED_AFTER = re.compile(
    r"(?:\s?(?:기사|보도|뉴스))?[는은를을]?\s?(?:빼고|빼면|제외|말고|아닌|외의|외에|以外|を除|除外|之外)"
)


def is_other_gisa(text: str, end: int) -> bool:
    """Return whether the words before a 기사 make it a driver's or an engineer's title."""
    return bool(_OTHER_GISA.search(text, max(0, end - 8), end))
