"""Words that ask for the newest or the first reports, in eight languages."""

import re

_THEN = re.compile(
    r"당시|그때|그\s무렵|(?<![가-힣])그해|当時|當時|当时|その頃"
    r"|\b(?:at the time|at that time|back then|in those days|en aquel (?:momento|entonces)"
    r"|por entonces|damals|seinerzeit|à l['’]époque|lúc (?:đó|ấy)|khi (?:đó|ấy)|thời điểm đó)\b",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"(?<![가-힣])(?:최신(?![예세])|최근(?![접린])|요즘|근래|이제(?=[는야]?\s)|아직도?(?=\s)"
    r"|요새(?=[는도]?\s(?:뭐|무슨|무얼|어떻|어떤|어디|얼마|누구|왜|몇|좀))"
    r"|현재(?!\s?완료|\s?진행형?|\s?가치|\s?분사|\s?시제)|지금(?!\s?이순간)|오늘날)"
    r"|最新|最近(?![傍邻鄰接])|近期|近来|(?<![\d年月日])目前"
    r"|(?<![\d年月日出实實体體呈显浮])[现現]在(?!完[成了]|[进進]行|時|価値|地)|当前|當前|如今|眼下|直近|このところ|目下"
    r"|(?<![\u4e00-\u9fff])今(?=[はも、,]|のところ|の段階)|(?<=[、,\s])今(?=[\u3041-\u3093])"
    r"|\b(?:latest|newest|most recent(?:ly)?|recent(?:ly)?|currently|presently|at present"
    r"|these days|nowadays|right now|up[- ]to[- ]date|so far"
    r"|(?:last|past) few (?:days|weeks|months))\b"
    r"|(?<![-\w])now(?![-\w]|\s(?:known|called))"
    r"|(?<!por )\búltim[oa]s?\b|\brecientes?\b|\brecientemente\b|\bactualmente\b|\bahora\b"
    r"|\bhoy en día\b|\ben la actualidad\b"
    r"|\b(?:neueste[nrsm]?|aktuell(?:e[nrsm]?)?|derzeit|momentan|zurzeit|jüngste?[nrsm]?|zuletzt"
    r"|gegenwärtig|heutzutage|kürzlich|jetzt)\b"
    r"|(?<!ce )(?<!cette )(?<!en )\bderni(?:er|ère)s?\s(?=\w)|\brécente?s?\b|\brécemment\b"
    r"|\bactuel(?:le)?(?:ment|s)?\b|\bactuelles\b|\ben ce moment\b|\bmaintenant\b|\bà présent\b"
    r"|\b(?:mới nhất|gần đây|hiện nay|hiện tại(?!\s(?:hoàn thành|tiếp diễn|đơn))|hiện giờ|bây giờ"
    r"|mới đây)\b",
    re.IGNORECASE,
)
# English "current" is a noun too: electric current, current account, the current in a wire.
_CURRENT = re.compile(
    r"(?<!electric )(?<!electrical )(?<!alternating )(?<!direct )(?<!ocean )(?<!eddy )(?<!leakage )"
    r"(?<!much )(?<!AC )(?<!DC )\bcurrent\s(?=[a-z\d])"
    r"(?!(?:account|density|electricity|transformer|source|sensor|limiter|rectifier|flow\w*|affairs"
    r"|through|in|is|was|of|at|and|or|from|to|with|between|that|can|will|does|for|as)\b)",
    re.IGNORECASE,
)
_ACTUAL = re.compile(r"\bactual(?:es)?\b", re.IGNORECASE)  # current in Spanish, real in English
_REPORT_KO = r"(?:보도|기사|뉴스|언급|알려)"
_OLDEST = re.compile(
    rf"(?:최초|맨\s?처음|첫|가장\s(?:먼저|이른|오래된)|제일\s(?:먼저|오래된))(?:로|의|으로)?\s?{_REPORT_KO}"
    r"|처음(?:으로)?\s?(?:보도|기사|언급|알려|전해|공개|발표)"
    r"|最初[のに]?(?:報|記事|ニュース|発表|公表)|初めて(?:報|発表|公表|伝え|明らか)"
    r"|(?:最も|一番)(?:古い|早い)(?:報道|記事|ニュース)|第一報|初報"
    r"|(?:最早|首次|最初|第一次)的?(?:被|由.{0,8})?(?:报道|報道|報導|披露|公布|提到|文章|新闻|消息)|首篇"
    r"|\bfirst\s(?:(?:news|press|media)\s)?(?:reported|announced|mentioned|revealed|published"
    r"|disclosed|reports?|articles?|news|mention|announcement|coverage)\b"
    r"|\b(?:earliest|oldest)\s(?:(?:news|press|known)\s)?(?:reports?|articles?|news|mention|coverage"
    r"|story|stories|announcement)\b"
    r"|\bprimer[oa]?s?\s(?:noticias?|art[ií]culos?|informes?|reportajes?|menci[oó]n)"
    r"|\bpor primera vez\s(?:se\s)?(?:inform|public|anunci|mencion|report)"
    r"|\b(?:noticia|art[ií]culo)s? más antigu"
    r"|\berste[nrs]?\s(?:Presse)?(?:Bericht|Meldung|Artikel|Nachricht|Erwähnung)"
    r"|\b(?:erstmals|zuerst|zum ersten Mal)\s(?:berichtet|gemeldet|erwähnt|bekannt|veröffentlicht)"
    r"|\bälteste[nrs]?\s(?:Bericht|Meldung|Artikel|Nachricht)"
    r"|\bpremi(?:er|ère)s?\s(?:articles?|reportages?|mentions?|annonces?|informations?|dépêches?)"
    r"|\b(?:articles?|reportages?) (?:le|la|les) plus anciens?"
    r"|\bpour la première fois\s(?:rapporté|annoncé|mentionné|publié|évoqué)"
    r"|\b(?:bài (?:báo|viết)|tin(?: tức)?) (?:đầu tiên|cũ nhất|sớm nhất)"
    r"|\blần đầu(?: tiên)? (?:được )?(?:đưa tin|công bố|nhắc|báo cáo|đăng)",
    re.IGNORECASE,
)
# "as of September 2023": the time is said, whatever now is.
_AS_OF = re.compile(r"(?<=[년월일말])\s?현재")


def prefers_newest(text: str, *, language: str) -> bool:
    """Return whether the newest reports are asked for; "at the time" never means now."""
    if _THEN.search(text):
        return False
    text = _AS_OF.sub("", text)
    if _NEWEST.search(text) or _CURRENT.search(text):
        return True
    return language == "es" and bool(_ACTUAL.search(text))


def prefers_oldest(text: str) -> bool:
    """Return whether the first reports are asked for, not the first of anything else."""
    return bool(_OLDEST.search(text))
