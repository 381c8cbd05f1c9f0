"""The figures of a text with what they may be: an amount, a span of time, a date, a count.

Units of all languages are in one pattern, since claim and evidence may differ in language.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.numbers import plain_numbers
from rag.asked_words import UNITS, Kind

_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
    "vi": "hai ba bốn năm sáu bảy tám chín mười",
}  # fmt: skip
_SPELLED = {
    language: (
        {word: str(n) for n, word in enumerate(words.split(), start=2)},
        re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE),
    )
    for language, words in _WORDS.items()
}
_TENS = {
    word: n for n, word in enumerate("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split(), start=1)
}
_ONES = {
    word: n
    for n, words in enumerate(
        "한 하나,두 둘,세 셋 석,네 넷 넉,다섯,여섯,일곱,여덟,아홉".split(","), start=1
    )
    for word in words.split()
}
_COUNTERS = (
    "번째|명|인(?![치권의용])|사람|개국|개사|개|곳|군데|가지|건|장|대|권|편|팀|종|마리|그루|번|사|척|채|층"
    "|단계|분야|나라|차례|표|석|조|항|쪽|점|줄|칸|세대|가구|기관|국가|부처|마디|판|컷|축|쌍"
)
_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<tens>{'|'.join(_TENS)}|스무)?(?P<ones>{'|'.join(_ONES)})?\s?"
    rf"(?=(?:{_COUNTERS}|살|달|해|시|배|주|째)(?=[이가은는을를의도만씩과와에로입인였밖라까간]"
    rf"|[^가-힣]|$))"
)
_SINO = {ord(sign): str(n) for n, sign in enumerate("일이삼사오육칠팔구", start=1)}
_SINO_FIGURE = re.compile(
    rf"(?<![가-힣])[일이삼사오육칠팔구][십백천만억조][일이삼사오육칠팔구십백천만억조]*(?=\s?(?:{_COUNTERS}|원|달러|년))"
)
_DAYS = re.compile(
    r"하루|이틀|사흘|나흘|닷새|엿새|열흘|보름|반년|일주일|一日中|半年|\bdecade|\bcentury\b"
)


def _alternatives(kind: Kind) -> str:
    """Return the units of a kind as a pattern: words of an alphabet are whole."""
    units = sorted((unit.replace("_", " ") for unit in UNITS[kind].split()), key=len, reverse=True)
    return "|".join(
        re.escape(unit) + (r"(?![A-Za-zÀ-ỹ])" if unit[-1] < "぀" and unit[-1].isalpha() else "")
        for unit in units
    )


_MONTH = (
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vrier|mar(?:ch|zo|s)|märz|a[pb]r(?:il)?|avril|"
    "ma(?:y|i|yo)|jun[ei]?|junio|juin|jul[yi]|julio|juillet|aug(?:ust)?|ao[uû]t|agosto|"
    "sept?(?:ember|embre|iembre)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|"
    "de[cz](?:ember)?|décembre|diciembre|enero|febrero|abril|mayo|tháng"
)
# What follows a figure, the more special first; the group is the class of the figure.
_UNIT = re.compile(
    r"\s?-?(?:여\s?|수\s)?(?:"
    r"(?P<ordinal>번?째|[위호차등](?![가-힣]|$)|[위호차등](?=[에의로를은는이가인였라]|$)"
    r"|회(?=[에의차])"
    r"|[位番]目?|(?:st|nd|rd|th|º|ª)\b)"
    rf"|(?P<money>{_alternatives(Kind.MONEY)})|(?P<percent>{_alternatives(Kind.PERCENT)}|퍼센트)"
    rf"|(?P<age>세(?![기대트계])|{_alternatives(Kind.AGE)})"
    r"|(?P<duration>년(?:여|(?=\s?(?:간|동안|만에|만이|째|넘|이상|이하|가량|정도|뒤|후|전|이?내"
    r"|안에|형|마다|씩|짜리)))"
    r"|일(?:여|(?=\s?(?:간|동안|만에|째|가량|정도|이내|연속)))"
    rf"|{_alternatives(Kind.DURATION)})"
    r"|(?P<year>년대?|年代?|세기|世[紀纪]|(?:century|centuries|jahrhundert\w*|siècle)\b|s\b"
    r"|er\b(?= jahr))"
    r"|(?P<month>월|月)|(?P<day>[일日号]|\.?\s(?:de |of )?"
    rf"(?:{_MONTH})\b)|(?P<time>시(?![간즌리민장도])|[时時点](?![间間])|(?:uhr|o'clock|[ap]\.?m\b))"
    rf"|(?P<minutes>분)|(?P<measure>{_alternatives(Kind.MEASURE)})"
    r"|(?P<person>명|인(?![치권의용])|사람|(?:people|persons?|personas|personen|menschen|personnes"
    r"|người)\b|[人名位])"
    rf"|(?P<thing>{_COUNTERS}|[個个枚本件社台回戸か国张家次种座艘支])"
    r")",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:[$€£¥₩￦]|\b(?:USD|EUR|KRW|GBP|RMB|JPY))\s?$")
_DATE_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|until|till|from|during|before|after|around|circa|early|late|mid|year|en|"
    rf"desde|hasta|año|im|seit|bis|von|vom|jahr|jahre|années?|depuis|năm|{_MONTH}\.?,?)"
    rf"\s(?:the\s)?)$",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.?\s$", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<date>(?:19|20)?\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}(?!\d))|(?P<clock>\d{1,2}:\d\d(?!\d))"
    r"|(?<![A-Za-z\d])\d+(?:[.,]\d+)*"
)
_MONTH_NEXT = re.compile(r"\s?\d{1,2}\s?[월月]")
_LAST_SHORT_SPAN = 60  # 24년 is a span, 97년 may be 1997
_HAN = {ord(sign): str(n) for n, sign in enumerate("一二三四五六七八九十", start=1)} | {
    ord("两"): "2"
}
_HAN_FIGURE = re.compile(
    r"[二两三四五六七八九十](?=[个個名位家张枚次种種件座艘支所户戸辆台人社つ年月天日週周倍])"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|age of|edad de|a los|im alter von|âge de|(?:ở )?tuổi)\s$", re.IGNORECASE
)
_HANGUL = re.compile(r"[가-힣]")
_MONTH_NUMBER = re.compile(r"\d{1,2}\s?[월月]\s?$")


class Figure(NamedTuple):
    """A figure's value in plain digits, the classes that it may be of, and its unit as written."""

    value: str
    classes: frozenset[str]
    unit: str = ""


@lru_cache(maxsize=512)
def read_figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return the figures of a text in order, spelled out ones too (in `language`)."""
    return tuple(_read_figures(text, language))


def _read_figures(text: str, language: str) -> Iterator[Figure]:
    for days in _DAYS.finditer(text):
        yield Figure(days.group(), frozenset(("duration",)))
    grouped = {re.sub(r"\D", "", figure) for figure in _GROUPED.findall(text)}
    plain = plain_numbers(_in_digits(text, language))
    for match in _VALUE.finditer(plain):
        if match["date"] or match["clock"]:
            yield Figure(
                match.group(), frozenset(("day", "month", "year") if match["date"] else ("time",))
            )
            continue
        yield _classified(plain, match, may_be_year=match.group() not in grouped)


def _classified(plain: str, match: re.Match[str], *, may_be_year: bool) -> Figure:
    before, value = plain[max(0, match.start() - 16) : match.start()], match.group()
    unit = _UNIT.match(plain, match.end())
    written = unit.group().strip(" -") if unit else ""
    classes: tuple[str, ...]
    if _SIGN.search(before):
        classes = ("money",)
    elif before.endswith(("제", "第")):
        classes = ("ordinal",)
    elif unit:
        following = plain[unit.end() : unit.end() + 4]
        classes = _classes_of_unit(unit.lastgroup or "", value, written, before, following)
    elif may_be_year and _is_year(value):
        alone = not plain[match.end() : match.end() + 2].strip().isalpha()
        classes = ("year",) if alone and _DATE_BEFORE.search(before) else ("bare", "year")
    else:
        classes = ("day",) if _MONTH_BEFORE.search(before) else ("bare",)
    if _AGE_BEFORE.search(before) and not {"duration", "bare"}.isdisjoint(classes):
        classes = ("age",)
    return Figure(value, frozenset(classes), written)


def _classes_of_unit(
    group: str, value: str, unit: str, before: str, following: str
) -> tuple[str, ...]:
    if unit in ("년", "年", "年代", "년대", "년여"):
        if _is_year(value) or unit[-1] in "代대":
            return ("year",)
        if len(value) <= 2 and int(value) < _LAST_SHORT_SPAN and not _MONTH_NEXT.match(following):
            return ("duration",)
        return ("year", "duration") if group == "year" else ("duration",)
    if group == "minutes":
        return ("minutes", "time", "duration", "person")
    if group == "day" and unit in ("일", "日") and not _MONTH_NUMBER.search(before):
        return ("day", "duration")
    return (group,)


def _is_year(value: str) -> bool:
    return len(value) == 4 and "1000" <= value <= "2099"


def _in_digits(text: str, language: str) -> str:
    """Return a text with the number words that stand before what they count in digits."""
    if _HANGUL.search(text):
        text = _SINO_FIGURE.sub(lambda match: match.group().translate(_SINO), text)
        return _NATIVE.sub(_native, text)
    text = _HAN_FIGURE.sub(lambda match: match.group().translate(_HAN), text)
    values, pattern = _SPELLED.get(language, ({}, None))
    if pattern is None:
        return text
    return pattern.sub(lambda match: values[match.group().lower()], text)


def _native(match: re.Match[str]) -> str:
    tens, ones = match["tens"], match["ones"]
    if not tens and not ones:
        return match.group()
    return str(10 * (2 if tens == "스무" else _TENS.get(tens, 0)) + _ONES.get(ones, 0))
