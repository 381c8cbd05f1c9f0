"""What a figure counts or measures: 명, 개사, km, dollars, %p -> kinds that two figures may share.

Two units contradict each other only if both are known and share no kind. A general counter (개,
つ) counts any thing, so it has the kinds of all things, but not that of persons.
"""

import re
from dataclasses import dataclass

from rag.support.unit_tables import HAN, KOREAN, SYMBOLS, THINGS, WORDS

_MEASURES = frozenset("calendar clock length mass volume area gbp".split())
_PASSED_OVER = frozenset("de d of más more other new additional another".split())
_STOPS = frozenset(
    "in on at to from for by with and or but as is are was were be been will would has have had "
    "than that which who whose when while per after before during since until among between into "
    "over under about including one two three four five six seven eight nine ten "
    "a an the this these those its their his her it they not also "
    "el la los las y e o en con para por se que al del un una der die das den dem und oder im am "
    "zu von mit für bei nach auf wurden wird sind le les et ou dans pour par avec sur au aux du "
    "và ở trong của cho với từ đến là được có đã".split()
)
_FACTOR = re.compile(r"\d[\d.]*(?:e[+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts: kinds, and how many of the smallest unit of that kind it is.

    No kinds mean that it is unknown. `end` is where its words end.
    """

    end: int
    kinds: frozenset[str] = frozenset()
    factor: float = 1.0


def _table(rows: str) -> dict[str, tuple[frozenset[str], float]]:
    units = {}
    for row in re.sub(r"\n +", " ", rows.strip()).splitlines():
        kinds, _, measures = row.partition(":")
        for measure in measures.split(","):
            words = measure.split()
            factor = float(words.pop(0)) if _FACTOR.fullmatch(words[0]) else 1.0
            for word in words:
                counted = THINGS if kinds == "*" else kinds
                units[word.replace("_", " ")] = (frozenset(counted.split()), factor)
    return units


def _longest(words: dict[str, tuple[frozenset[str], float]]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_KOREAN_UNITS, _HAN_UNITS, _SYMBOL_UNITS = _table(KOREAN), _table(HAN), _table(SYMBOLS)
_WORD_UNITS = _table(WORDS)
_KOREAN_UNIT = re.compile(
    rf"\s?(?:여|남짓)?\s?(?!대\s\d)(?P<unit>{_longest(_KOREAN_UNITS)})"
    r"(?=[^가-힣]|$|[은는이가을를의에도만과와로까부보씩쯤째간여정남가량당짜어안밖처입였인으나라다뿐마]|들[이은의을])"
)
_SPANS = frozenset({"calendar", "clock"})
_IN_A_ROW = re.compile(r"째|\s?연속")
_VOTED = re.compile(r"(?P<side>찬성|반대|기권|무효)[^가-힣]*(?:[은는이가]\s)?[\d\s]*$")
_VOTES = re.compile(r"[이은]?\s(?P<side>찬성|반대|기권)")
_VOTE_REACH = 14
_KOREAN_NOUN = re.compile(r"\s?(?P<unit>[가-힣]{1,6})")
_NOUN_KINDS = tuple(
    (frozenset(kinds.split()), tuple(nouns.split()))
    for kinds, nouns in (
        ("org group", "기업 회사 업체 스타트업 은행 기관 단체 협회 법인 대학"),
        ("place org", "나라 국가 도시 시군 시도 지역 마을 학교 병원 도서관 역 매장 점포 공장 지점"),
        ("group org", "팀 부처 부서 조직"),
        ("case", "사건 사례 혐의"),
        ("machine", "서버 차량 로봇"),
        ("vessel", "선박"),
        ("room class", "반 학급 교실 병상 객실"),
        ("course", "강좌 과목"),
    )
)
_HAN_UNIT = re.compile(rf"\s?(?P<unit>{_longest(_HAN_UNITS)})")
_SYMBOL_UNIT = re.compile(rf"\s?(?P<unit>{_longest(_SYMBOL_UNITS)})(?![A-Za-zÀ-ỹ\d])")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|º|ª|er|e|ème|\.º)(?![\w])")
_WORD = re.compile(r"(?P<gap>[\s-])(?P<word>[a-zà-ỹđ'’-]*[a-zà-ỹđ])(?![\w])", re.I)
_MOST_WORDS = 4
_BEFORE = (
    (re.compile(r"(?:US|A|C|HK|NT)?\$\s?$|USD\s?$"), "usd"),
    (re.compile(r"(?:€|EUR)\s?$"), "eur"),
    (re.compile(r"(?:₩|KRW)\s?$"), "krw"),
    (re.compile(r"£\s?$"), "gbp"),
    (re.compile(r"화씨\s?$"), "fahrenheit"),
    (re.compile(r"[¥￥]\s?$"), "jpy cny"),
    (
        re.compile(
            r"\b(?:no\.\s?|art\.\s?|(?:number|article|section|chapter|art[íi]culo|Artikel|điều)\s)$",
            re.I,
        ),
        "ordinal rank",
    ),
)
# Whose years a bare figure gives: children under five, aged 40.
_AGED = re.compile(
    r"\b(?:aged|ages|age of|(?:children|kids|people|persons|adults|those|anyone|women|men|boys"
    r"|girls|citizens|residents|patients|drivers|workers|students|pupils|players|visitors|teenagers)\s"
    r"(?:aged\s)?(?:under|over|above|below|younger than|older than))\s$",
    re.I,
)
_ACRONYM = re.compile(r"(?:(?<=[가-힣])\s)?(?P<unit>[A-Z]{2,5})(?![A-Za-z\d])")  # 92만TEU
_CURRENCIES = frozenset(
    "AUD CAD NZD HKD SGD TWD CHF SEK NOK DKK THB IDR MYR PHP BRL MXN ZAR TRY PLN INR RUB".split()
)
_NUMBERED = re.compile(r"[제第]\s?$")
_IN_ORDER = frozenset("ordinal times sheet book work part group machine".split())


def find_unit(text: str, start: int, end: int, *, single: bool = False) -> Unit:
    """Return what the figure text[start:end] counts; `single` if it is one, as in "one year"."""
    for pattern, kinds in _BEFORE:
        if pattern.search(text, max(0, start - 10), start):
            return Unit(end, frozenset(kinds.split()))
    unit = _unit_after(text, start, end, single)
    if _NUMBERED.search(text, max(0, start - 10), start):
        if not unit.kinds:
            return Unit(unit.end, frozenset({"ordinal", "rank"}))
        if unit.kinds & _IN_ORDER:
            return Unit(unit.end, frozenset({"ordinal"}))
    if not unit.kinds and _AGED.search(text, max(0, start - 40), start):
        return Unit(unit.end, frozenset({"calendar", "age"}), 12)
    return unit


def _unit_after(text: str, start: int, end: int, single: bool) -> Unit:
    if match := _KOREAN_UNIT.match(text, end):
        return _korean_unit(text, match, text[start:end])
    if match := _ORDINAL_END.match(text, end):
        return Unit(match.end(), frozenset({"ordinal", "rank"}))
    for pattern, table in ((_SYMBOL_UNIT, _SYMBOL_UNITS), (_HAN_UNIT, _HAN_UNITS)):
        if match := pattern.match(text, end):
            return Unit(match.end(), *table[match["unit"]])
    acronym = _ACRONYM.match(text, end)
    if acronym and acronym["unit"] not in _CURRENCIES:
        return Unit(acronym.end(), _KOREAN_UNITS["개"][0] | {acronym["unit"]})
    return _word_unit(text, end, single)


def _korean_unit(text: str, match: re.Match[str], figure: str) -> Unit:
    kinds, factor = _KOREAN_UNITS[match["unit"]]
    if match["unit"] == "대":  # 5만 대, 20대, 46대 총장
        kinds = kinds - {"age"} if not re.fullmatch("[1-9]0", figure) else kinds
        kinds = kinds - {"ordinal"} if not re.fullmatch(r"\d{1,3}", figure) else kinds
    if kinds & _SPANS and _IN_A_ROW.match(text, match.end()):
        return Unit(match.end(), kinds | {"ordinal", "rank"}, factor)
    before = text[max(0, match.start() - _VOTE_REACH) : match.start()]
    if match["unit"] in ("명", "표") and (voted := _VOTED.search(before)):
        kinds = kinds | {voted["side"]}
    if match["unit"] == "명" and (voted := _VOTES.match(text, match.end())):
        kinds = kinds | {"vote", voted["side"]}  # 178명이 찬성했다 is 찬성 178표
    noun = _KOREAN_NOUN.match(text, match.end()) if match["unit"] == "개" else None
    if noun:  # 105개 기업
        for named, nouns in _NOUN_KINDS:
            if named_by := next((n for n in nouns if noun["unit"].startswith(n)), ""):
                return Unit(noun.start("unit") + len(named_by), named)
    return Unit(match.end(), kinds, factor)


def _word_unit(text: str, end: int, single: bool) -> Unit:
    """Return the first known noun in the few words after a figure that are of its phrase."""
    position = end
    for count in range(_MOST_WORDS):
        match = _WORD.match(text, position)
        if not match:
            break
        word = match["word"].lower()
        second = _WORD.match(text, match.end())
        pair = f"{word} {second['word'].lower()}" if second else ""
        if second and pair in _WORD_UNITS:
            return Unit(second.end(), *_WORD_UNITS[pair])
        hyphened = match["gap"] == "-" or "-" in word
        if known := _known(word.split("-")[0], singular=single or hyphened):
            return Unit(match.end(), *known)
        if count == 0 and (known := _known(word, singular=True)) and known[0] & _MEASURES:
            return Unit(match.end(), *known)  # a 612 mile journey
        if (
            hyphened
            and count == 0
            or (word in _STOPS and not (count == 0 and word in _PASSED_OVER))
        ):
            break
        position = match.end()
    return Unit(end)


def _known(word: str, *, singular: bool) -> tuple[frozenset[str], float] | None:
    if word == "second":  # 3 second-hand cars
        return None
    forms = [word := re.sub("^d['’]", "", word)]  # d'euros
    if singular:
        forms += [word + "s", word[:-1] + "ies", {"person": "people"}.get(word, word)]
    return next((_WORD_UNITS[form] for form in forms if form in _WORD_UNITS), None)
