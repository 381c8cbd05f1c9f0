"""Does a text hold a thing of the kind that a question asks for? From its form alone.

A figure with its unit, a date, a name beside a title: what is certainly there, or certainly
isn't. In between, and for kinds that have no form (methods, definitions), nothing is said.
"""

import re
from collections.abc import Sequence

from rag.answers import Evidence, Question
from rag.asked_kind import Asked, Kind, asked_kind
from rag.support.kind_figures import Figure, read_figures
from rag.support.kind_names import holds_name

_DATES = frozenset(("year", "month", "day", "time"))
_SPANS = _DATES | {"duration"}
_BARE = frozenset(("bare",))
_MAYBE_YEAR = frozenset(("bare", "year"))
_COUNTABLE = frozenset(("bare", "thing", "person"))
_SURE = {
    Kind.NUMBER: _COUNTABLE | {"ordinal", "money", "percent", "age", "duration", "measure"},
    Kind.MONEY: frozenset(("money",)),
    Kind.PERCENT: frozenset(("percent",)),
    Kind.COUNT: _COUNTABLE,
    Kind.DURATION: frozenset(("duration",)),
    Kind.AGE: frozenset(("age",)),
    Kind.MEASURE: frozenset(("measure",)),
}
_MAYBE = {
    Kind.NUMBER: frozenset(("time", "minutes", "year")),
    Kind.MONEY: frozenset(("bare",)),
    Kind.PERCENT: frozenset(("bare", "thing", "person", "ordinal")),
    Kind.COUNT: frozenset(("ordinal", "percent", "measure", "minutes")),
    Kind.DURATION: frozenset(("bare", "time", "minutes", "day")),
    Kind.AGE: frozenset(("bare", "duration", "year")),
    Kind.MEASURE: _COUNTABLE | {"percent", "duration", "ordinal", "age"},
}
_PERSON_COUNTERS = ("명", "인", "사람", "人", "名", "位")
_VAGUE = re.compile(
    r"(?<![가-힣])한\s|하나(?![가-힣]{2})|여러|첫|수[십백천만]|(?<![\d가-힣])[십백천만]여|몇|대부분"
    r"|절반|모두|없"
    r"|\b(?:one|once|twice|both|several|many|few|some|most|all|none|no|half|third|quarter|single"
    r"|zero|(?:doubl|tripl|quadrupl)\w+"
    r"|dozens?|hundreds?|thousands?|millions?|majorit\w+|mayoría|mehrheit|ambos|var[io][oa]s|mitad"
    r"|cientos|miles"
    r"|beide|mehrere|hälfte|viele|hunderte\w*|plusieurs|moitié|một|nửa|nhiều)\b"
    r"|[一二三四五六七八九十两兩半数全每]|ひと|ふた|なし",
    re.IGNORECASE,
)
_NAMES = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.NAME)
_THING_COUNTERS = frozenset(
    "개 곳 군데 가지 건 장 대 권 편 팀 종 마리 그루 개국 개사 사 척 채 표 석 张 家 座 枚 件 社"
    " 台".split()
)
_ANY_THING = frozenset(("개", "곳", "군데", "가지", "个", "個", "件"))
_TIME_WORDS = {
    "weekday": re.compile(
        r"[월화수목금토일]요일|[月火水木金土日]曜|(?:星期|周|礼拜)[一二三四五六日天]"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:lunes|martes|miércoles|jueves|viernes"
        r"|sábado|domingo)\b"
        r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|\b(?:lundi|mardi"
        r"|mercredi|jeudi"
        r"|vendredi|samedi|dimanche)\b|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b",
        re.IGNORECASE,
    ),
    "year": re.compile(
        r"올해|지난해|작년|내년|재작년|이듬해|[去今明昨来]年|\b(?:last|this|next"
        r"|the following) year\b"
        r"|año (?:pasado|que viene)|este año|(?:letzte|diese|nächste)[sn] jahr"
        r"|l'an(?:née)? dernière?"
        r"|cette année|năm (?:ngoái|nay|sau)",
        re.IGNORECASE,
    ),
    "day": re.compile(
        r"오늘|어제|내일|그제|모레|이날|같은 날|다음 ?날|[今昨明]天|今日|昨日|明日|\b(?:today"
        r"|yesterday|tomorrow|hoy|ayer"
        r"|heute|gestern|aujourd'hui|hier|hôm (?:nay|qua))\b",
        re.IGNORECASE,
    ),
    "month": re.compile(
        r"지난달|이달|다음 ?달|[今先来]月|[上本]个?月|\b(?:last|this|next) month\b|\b(?:January"
        r"|February|March|April"
        r"|June|July|August|September|October|November|December|enero|febrero|marzo|abril|mayo"
        r"|junio"
        r"|julio|agosto|septiembre|octubre|noviembre|diciembre|Januar|Februar|März|Juni|Juli"
        r"|Oktober"
        r"|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre"
        r"|décembre)\b"
    ),
    "time": re.compile(
        r"정오|자정|正午|中午|\b(?:noon|midnight|mediodía|medianoche|mittags?|mitternacht|midi"
        r"|minuit)\b"
    ),
    "part": re.compile(
        r"새벽|아침|저녁|오전|오후|(?<![가-힣])(?:봄|여름|가을|겨울)(?![가-힣]{2})|상반기|하반기"
        r"|[초중하]순|연말|연초|분기"
        r"|지난주|이번 ?주|다음 ?주|\b\w+ (?:century|centuries|jahrhundert\w*|siècle)\b|\bsiglo \w+"
        r"|\baños \d0\b"
    ),
}
_AROUND = re.compile(
    r"(?<![가-힣])(?:때|후|뒤|전|중|초기|말기)(?![가-힣]{2})|[가-힣](?:때|후|뒤|전|중|초|말)(?:에"
    r"|에는|부터|까지)?(?=[\s,.])"
    r"|이후|이전|당시|동안|부터|까지|만에|최근|현재|무렵|시절|시대|앞서|곧|시점|순간|즉위|다음"
    r"|\b(?:when|after|before|during|while|until|since|once|early|late|later|war|period|era|age"
    r"|season"
    r"|soon|now|recent\w*|cuando|después|antes|durante|tras|hasta|desde|mientras|guerra|época|als"
    r"|nach"
    r"|vor|während|seit|bis|krieg\w*|zeit\w*|damals|quand|après|avant|pendant|depuis|jusqu\w*"
    r"|guerre"
    r"|khi|sau|trước|trong|lúc)\b|[后後前时時期間间当]|とき|ころ|まで|から",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"부터|까지|동안|내내|평생|\b(?:until|till|since|from|throughout|hasta|desde|bis|seit|jusqu\w*"
    r"|depuis|đến)\b"
    r"|から|まで|直到|至",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"때문|[를을] 위(?:해|한)|기 위(?:해|한)|에 따라|이유|원인|인해|탓|덕분|덕에|바람에|[하되]므로"
    r"|(?:이|으)므로|자 하는|고자|려고"
    r"|배경|힘입어|우려|계기로|\b(?:because|due to|since|so that|in order to|owing to|thanks to"
    r"|as a result"
    r"|therefore|reasons?|weil|wegen|aufgrund|damit|um .{3,40} zu|porque|debido|ya que|puesto que"
    r"|causa"
    r"|para que|parce que|car|afin|grâce|à cause|vì|bởi|nhằm|do đó)\b|ため|ので|により|理由|原因"
    r"|因为|由于|为了|所以"
    r"|因此|导致",
    re.IGNORECASE,
)
# Three things in a row: "a, b and c"; in Korean, Japanese and Chinese marks tell.
_ENUMERATION = re.compile(
    r",\s[^,.;]{1,40},?\s(?:and|or|y|e|o|und|oder|et|ou|và)\s"
    r"|(?:[가-힣぀-ヿ一-鿿][^,·・、，.]{0,25}[,·・、，△▲]\s?){2}"
)
_ENOUGH = {
    "": frozenset(("year", "month", "day", "time", "weekday", "part")),
    "year": frozenset(("year",)),
    "month": frozenset(("month",)),
    "day": frozenset(("day",)),
    "weekday": frozenset(("weekday",)),
    "time": frozenset(("time",)),
}
_FIT = {True: 1.0, False: -1.0, None: 0.0}
_HALF = 0.5


def holds_kind(asked: Asked, text: str, language: str, *, beyond: str = "") -> bool | None:
    """Return whether `text` holds a thing of the kind asked for that isn't in `beyond`.

    Args:
        asked: what is asked for.
        text: a claim or a sentence; its own date may be put before it.
        language: of the text, an ISO 639-1 code.
        beyond: the question, whose figures and names are no answer to it.

    Returns:
        True if it surely does, False if it surely doesn't, None where its form doesn't tell.
    """
    if asked.kind in _SURE:
        return _holds_figure(asked, text, language, beyond)
    if asked.kind is Kind.DATE:
        return _holds_date(asked, text, language, beyond)
    if asked.kind in _NAMES:
        return holds_name(asked.kind, text, beyond)
    if asked.kind is Kind.REASON and _CAUSE.search(text):
        return True
    if asked.kind is Kind.LIST and _ENUMERATION.search(text):
        return True
    return None


def not_what_was_asked(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return the words that ask for what the evidence holds and the claim doesn't, else "".

    It is for claims that answer; a statement that the articles don't say is to be kept from it.
    """
    asked = asked_kind(question.meant, question.language)
    if holds_kind(asked, claim, question.language, beyond=question.meant) is not False:
        return ""
    for e in evidence:
        if holds_kind(asked, e.text, e.document.language, beyond=question.meant):
            return asked.word or asked.noun or asked.kind.value
    return ""


def fit_to_kind(question: str, sentence: str, language: str) -> float:
    """Return how well a sentence's form fits a question, from -1 to 1; 0 where nothing tells.

    `language` is that of the question. Figures and dates count in full, names and reasons, whose
    patterns see less, by half. Cheap enough for every candidate: patterns only.
    """
    asked = asked_kind(question, language)
    if asked.kind in _NAMES:
        return _HALF * _FIT[holds_name(asked.kind, sentence, question, thorough=False)]
    fit = _FIT[holds_kind(asked, sentence, language, beyond=question)]
    return fit if asked.kind in _SURE or asked.kind is Kind.DATE else _HALF * fit


def _holds_figure(asked: Asked, text: str, language: str, beyond: str) -> bool | None:
    sure, maybe = _SURE[asked.kind], _MAYBE[asked.kind]
    if asked.kind is Kind.COUNT and asked.noun in _PERSON_COUNTERS:
        sure = _BARE | {"person"}
    elif asked.kind is Kind.COUNT and asked.noun in _THING_COUNTERS:
        sure, maybe = _BARE | {"thing"}, maybe | {"person"}
    known = {(figure.value, figure.classes) for figure in read_figures(beyond, language)}
    possible = False
    for figure in read_figures(text, language):
        if (figure.value, figure.classes) in known:
            continue
        if figure.classes <= sure and _counts_alike(asked, figure):
            return True
        possible = possible or bool(figure.classes & (sure | maybe))
    if asked.kind is Kind.DURATION and _SPAN.search(text):
        possible = True
    return None if possible or _VAGUE.search(text) else False


def _counts_alike(asked: Asked, figure: Figure) -> bool:
    """Return whether a figure may count what is asked for: 3곳 may be 3개, but not 3척."""
    if asked.kind is not Kind.COUNT or asked.noun not in _THING_COUNTERS:
        return True
    return asked.noun in _ANY_THING or figure.unit in _ANY_THING | {asked.noun, ""}


def _holds_date(asked: Asked, text: str, language: str, beyond: str) -> bool | None:
    known = {(figure.value, figure.classes) for figure in read_figures(beyond, language)}
    found: set[str] = set()
    for figure in read_figures(text, language):
        if (figure.value, figure.classes) not in known and (
            figure.classes <= _DATES or figure.classes == _MAYBE_YEAR
        ):
            found |= figure.classes - _BARE
        elif figure.classes & _SPANS and figure.value not in beyond:
            found.add("unsure")  # in ten days
    for grain, words in _TIME_WORDS.items():
        if any(word.group() not in beyond for word in words.finditer(text)):
            found.add(grain)
    if _ENOUGH[asked.grain] & found:
        return True
    return None if found or (not asked.grain and _AROUND.search(text)) else False
