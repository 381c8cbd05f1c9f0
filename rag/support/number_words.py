"""Numbers written as words: 다섯, 세 배, twenty-five, half, two-thirds, 三家 -> their values.

English in full, Korean native and Sino-Korean numerals before what they count, Han numerals
before a counter, and of other languages the numerals that are no other word. One, first and the
second as a moment are idioms more often than figures and are left out where no counter follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.support.units import find_unit

_RATIO = frozenset({"ratio"})


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number in words at text[start:end]; `kinds`, `factor` if it says what it is (이틀)."""

    start: int
    end: int
    value: float
    kinds: frozenset[str] = frozenset()
    factor: float = 1.0


_SMALL = {
    word: value
    for value, words in enumerate(
        "one/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve/thirteen/fourteen/fifteen/"
        "sixteen/seventeen/eighteen/nineteen".split("/"),
        start=1,
    )
    for word in words.split()
}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_OF_SEVERAL = re.compile(r"\s(?:in|out of)\s(?:every\s)?(?:\d|[a-z]+\b)")  # one in three
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
          "trillion": 10**12}  # fmt: skip
_SMALL_WORD, _LARGE_WORD = "|".join(sorted(_SMALL, key=len, reverse=True)), "|".join(_LARGE)
_ENGLISH = re.compile(
    rf"(?<![\w.,'’-])(?:(?:{_SMALL_WORD})|an?(?=\s(?:{_LARGE_WORD})\b)"
    r"|half\sa(?=\s(?:million|billion)))"
    rf"(?:(?:[\s-]|(?:(?<=hundred)|(?<=thousand))\sand\s)(?:{_SMALL_WORD}|{_LARGE_WORD}))*(?!\w)",
    re.I,
)
_OTHERS = {
    word: value
    for value, words in (
        (2, "dos deux zwei hai"), (3, "tres trois drei"), (4, "cuatro quatre vier bốn"),
        (5, "cinco cinq fünf"), (6, "seis sechs sáu"), (7, "siete sieben bảy"),
        (8, "ocho huit tám"), (9, "nueve neuf neun chín"), (10, "diez zehn mười"),
        (11, "onze"), (12, "doce douze zwölf"), (20, "veinte vingt zwanzig"),
        (30, "treinta trente dreißig"), (40, "cuarenta quarante vierzig"),
        (50, "cincuenta cinquante fünfzig"), (60, "sesenta soixante sechzig"),
        (70, "setenta siebzig"), (80, "ochenta achtzig"), (90, "noventa neunzig"),
    )
    for word in words.split()
}  # fmt: skip
_ONE_LARGE = re.compile(
    r"(?<!\w)(?:un|une|eine[rn]?|um|một)\s(?:(?P<million>mill[oó]n|million|triệu)"
    r"|milliarde?|billi?ón|tỷ)(?!\w)",
    re.I,
)
_ROMAN = re.compile(
    r"\b(?:siglos?|siècles?|secolo|século|thế kỷ)\s(?P<after>[IVX]+)\b"
    r"|\b(?P<before>[IVX]+)e\ssiècle"
    r"|(?<=[IVX] y )(?P<second>[IVX]+)\b"
)
_PAIR = re.compile(r"(?<![\w-])(?:pair|couple)(?=\sof\s)", re.I)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_OTHER_LARGE = {
    word: value
    for value, words in (
        (10, "mươi"), (10**3, "mil mille tausend nghìn ngàn"),
        (10**6, "millones millionen millions triệu"), (10**9, "milliarden milliards tỷ"),
    )
    for word in words.split()
}  # fmt: skip
_OTHER = re.compile(
    rf"(?<![\w-])(?P<small>{'|'.join(_OTHERS)}|(?:ba|năm)(?=\s(?:mươi|nghìn|ngàn|triệu|tỷ)\b))"
    rf"(?:\s(?P<large>{'|'.join(_OTHER_LARGE)}))?(?![\w-])",
    re.I,
)
_SHARES = {
    word: 1 / value
    for value, words in (
        (3, "third tercio tercios tiers drittel"),
        (4, "quarter fourth cuarto quart quarts viertel"),
        (5, "fifth quinto fünftel"), (6, "sixth"), (8, "eighth"), (10, "tenth"),
    )
    for word in words.split()
}  # fmt: skip
_ENGLISH_SHARES = frozenset("third quarter fourth fifth sixth eighth tenth".split())
_SHARE = re.compile(
    rf"(?<![\w-])(?P<over>an?|un|une|ein|một|{_SMALL_WORD}|{'|'.join(_OTHERS)})(?P<gap>[\s-])"
    rf"(?P<share>{'|'.join(_SHARES)})s?(?P<of>\s(?:of|de|der|des|del|du|the)\b)?(?![\w])",
    re.I,
)
_NO_NOUN = re.compile(
    r"\s?(?:[.,;:)]|$)|\s(?:in|since|from|to|over|this|last|as"
    r"|more|less|fewer|lower|higher|smaller|larger|cheaper)\b"
)
_OF_ONE = re.compile(r"\sof\san?(?=\s)")  # a quarter of a point
_HALF = re.compile(
    r"(?<!first )(?<!second )(?<!latter )(?<!other )(?<!better )(?<!and a )"
    r"(?<!ern )(?<!upper )(?<!lower )(?<![\w-])"
    r"(?:half|halved|la mitad|moitié|hälfte|một nửa)(?![\w-]|\san?\s(?:million|billion)|\stime)"
    r"(?P<one>\san?(?=\s))?|(?<!가)절반|半分|一半|半数",
    re.I,
)
_MULTIPLE = tuple(
    (value, kinds, re.compile(rf"\b(?:{words})\b", re.I))
    for value, kinds, words in (
        (
            2,
            "multiple",
            r"doubl(?:e[ds]|ing)|double(?=[.,;]|$|\s(?:the|that|its|their|what|in|to|from|as"
            r"|by|over|since|and|or)\b)|duplicó|verdoppelt\w*|doublé\w*",
        ),
        (3, "multiple", r"tripl(?:e[ds]?|ing)|triplicó|verdreifacht\w*|triplé\w*"),
        (4, "multiple", r"quadrupl(?:e[ds]?|ing)"),
        (2, "times multiple", "twice"),
        (3, "times multiple", "thrice"),
        (120, "calendar", "a decade|una década|ein(?:em)? Jahrzehnt|une décennie"),
    )
)
_ORDINAL_VALUES = {
    word: value
    for value, words in enumerate(
        ("first primera primer erste ersten première 첫 첫째",
         "second segunda zweite zweiten deuxième 둘째",
         "third tercera tercer tercero dritte dritten troisième 셋째",
         "fourth cuarta vierte vierten quatrième 넷째",
         "fifth quinta fünfte fünften cinquième 다섯째", "sixth sexta sexto sechste sixième",
         "seventh séptima séptimo siebte septième", "eighth octava octavo achte huitième",
         "ninth novena noveno neunte neuvième",
         "tenth décima décimo zehnte dixième"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?<![\w-])(?P<word>{'|'.join(_ORDINAL_VALUES)})(?![\w-]|\s(?:half|party|parties|world"
    rf"|hand)\b|,)",
    re.I,
)
_ORDINAL_SPAN = re.compile(
    r"\s(?:(?:straight|consecutive|successive)\s)?(?:year|month|week|day)\b|\s?주(?![가-힣]{2})",
    re.I,
)
_FRACTION = re.compile(
    r"(?P<low>\d{1,3}|[삼사오육칠팔구십])\s?분의\s?(?P<high>\d{1,3}|[일이삼사오육칠팔구])"
    r"|(?P<low2>\d{1,3}|[二三四五六七八九十])分[之の](?P<high2>\d{1,3}|[一二三四五六七八九])"
    r"|(?<![\d./])(?P<high3>[1-9])/(?P<low3>[2-9]|10)(?![\d./])"
)
_NATIVE_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
                "여든": 80, "아흔": 90, "스무": 20}  # fmt: skip
_NATIVE = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7,
           "여덟": 8, "아홉": 9}  # fmt: skip
_KOREAN_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<tens>{'|'.join(_NATIVE_TENS)})?(?P<ones>{'|'.join(_NATIVE)})?(?=\s?[가-힣])"
)
_JOINED = re.compile(r"\s|명|배|개|곳|차례|가지|번째|팀|달|사람|마리")  # not 세대, 석권, 네트
_IDIOM = re.compile(r"\s?(?:번|편|가지|때|쪽|마디)|(?!\s)")  # 한번, 한편, 다시 한 번
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "일주일": 7, "여드레": 8,
         "아흐레": 9, "열흘": 10, "보름": 15}  # fmt: skip
_DAY_WORD = re.compile(rf"(?<![가-힣])(?:{'|'.join(_DAYS)})")
_HALF_YEAR = re.compile(r"(?<![가-힣])반년|(?<!\w)half-year|半年")
_SINO_DIGITS = {sign: value for value, sign in enumerate("일이삼사오육칠팔구", start=1)}
_SINO_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_KOREAN_SINO = re.compile(
    r"(?<![가-힣\d])(?:[일이삼사오육칠팔구십백천]{0,6}만\s)?[일이삼사오육칠팔구십백천만억]{2,8}(?=\s?[가-힣%])"
)
_SINO_COUNTERS = frozenset(
    "person org ratio krw usd sheet machine place calendar clock age length mass area volume power "
    "energy degree data speed vessel animal household vote points".split()
)
_HAN_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_HAN_VALUES |= {"两": 2, "兩": 2}
_HAN = re.compile(
    r"(?<![一二三四五六七八九十百千万萬億亿第])(?P<ten>十)?(?P<one>[二两兩三四五六七八九十])"
)
_HAN_TAIL = re.compile(
    r"(?=[個个]|家|名|人|つ|回|次|倍|社|所|台|件|枚|か月|ヶ月|カ月|カ所|か所|年間|週間|日間"
    r"|時間|分[钟鐘]|分間|秒|小[时時]|座|支|艘|隻|票|年(?!代)|天|日間)"
)


def find_number_words(text: str) -> list[NumberWord]:
    """Return the numbers in words of `text`, none overlapping, in order.

    Example: "세 차례, twenty-five ships, 절반" -> 3, 25, 0.5
    """
    found: list[NumberWord] = []
    for word in sorted(_candidates(text), key=lambda word: (word.start, -word.end)):
        if not found or word.start >= found[-1].end:
            found.append(word)
    return found


def _candidates(text: str) -> Iterator[NumberWord]:
    yield from _shares(text)
    yield from _named_values(text)
    yield from _latin(text)
    if not text.isascii():
        yield from _korean_native(text)
        yield from _korean_others(text)
        for match in _HAN.finditer(text):
            if _HAN_TAIL.match(text, match.end()):
                value = 10 * bool(match["ten"]) + _HAN_VALUES[match["one"]]
                yield NumberWord(*match.span(), value)


def _shares(text: str) -> Iterator[NumberWord]:
    for match in _FRACTION.finditer(text):
        low, high = filter(None, match.group("low", "low2", "low3", "high", "high2", "high3"))
        yield NumberWord(*match.span(), _figure(high) / _figure(low), _RATIO)
    for match in _HALF.finditer(text):
        yield NumberWord(*match.span(), 0.5, frozenset() if match["one"] else _RATIO)
    for match in _SHARE.finditer(text):
        share = match["share"].lower()
        ordinal = share in _ENGLISH_SHARES and match["gap"] != "-"  # a third term
        if match["of"] or not ordinal or _NO_NOUN.match(text, match.end()):
            over = match["over"].lower()
            times = _SMALL.get(over) or _OTHERS.get(over) or 1
            end = match.end("share") + text.startswith("s", match.end("share"))
            measure = _OF_ONE.match(text, end)
            unit = find_unit(text, end, measure.end(), single=True) if measure else None
            kinds, factor = (unit.kinds, unit.factor) if unit and unit.kinds else (_RATIO, 1.0)
            yield NumberWord(match.start(), end, times * _SHARES[share], kinds, factor)


def _named_values(text: str) -> Iterator[NumberWord]:
    for value, kinds, multiple in _MULTIPLE:
        for match in multiple.finditer(text):
            yield NumberWord(*match.span(), value, frozenset(kinds.split()))
    for match in _ORDINAL.finditer(text):
        value = _ORDINAL_VALUES[match["word"].lower()]
        span = _ORDINAL_SPAN.match(text, match.end())
        unit = find_unit(text, *match.span(), single=True) if span else None
        counted = (unit.kinds if unit else frozenset()) | {"ordinal", "rank"}
        yield NumberWord(*match.span(), value, counted, unit.factor if unit else 1.0)
    for match in _PAIR.finditer(text):
        yield NumberWord(*match.span(), 2)
    for match in _ROMAN.finditer(text):
        yield NumberWord(*match.span(), _roman_value(next(filter(None, match.groups()))))


def _latin(text: str) -> Iterator[NumberWord]:
    for match in _ENGLISH.finditer(text):
        value = _english_value(match.group().lower())
        counted = find_unit(text, *match.span(), single=True).kinds
        if value != 1 or counted or _OF_SEVERAL.match(text, match.end()):
            yield NumberWord(*match.span(), value)
    for match in _ONE_LARGE.finditer(text):
        yield NumberWord(*match.span(), 10**6 if match["million"] else 10**9)
    for match in _OTHER.finditer(text):
        small = match["small"].lower()
        times = _OTHER_LARGE.get((match["large"] or "").lower(), 1)
        yield NumberWord(*match.span(), _OTHERS.get(small, 5 if small == "năm" else 3) * times)


def _figure(written: str) -> int:
    if written.isdigit():
        return int(written)
    return _SINO_DIGITS.get(written) or _SINO_SCALES.get(written) or _HAN_VALUES[written]


def _english_value(words: str) -> float:
    total = section = 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in _SMALL:
            section += _SMALL[word]
        elif word in ("hundred", "dozen"):
            section = (section or 1) * _LARGE[word]
        elif word in _LARGE:
            total += (section or 1) * _LARGE[word]
            section = 0
        elif word == "half":
            section = 0.5
    return total + section


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_DIGITS[sign] for sign in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _korean_native(text: str) -> Iterator[NumberWord]:
    for match in _KOREAN_NATIVE.finditer(text):
        tens, ones = match["tens"] or "", match["ones"] or ""
        value = _NATIVE_TENS.get(tens, 0) + _NATIVE.get(ones, 0)
        if not value or (value == 1 and _IDIOM.match(text, match.end())):
            continue
        if match.group() == "한" and re.search(r"[을를]\s$", text[: match.start()]):
            continue  # 신고를 한 사람
        if len(match.group()) == 1 and not _JOINED.match(text, match.end()):
            continue
        if find_unit(text, *match.span()).kinds:
            yield NumberWord(*match.span(), value)


def _korean_others(text: str) -> Iterator[NumberWord]:
    for match in _DAY_WORD.finditer(text):
        yield NumberWord(*match.span(), _DAYS[match.group()], frozenset({"clock"}), 86_400)
    for match in _HALF_YEAR.finditer(text):
        yield NumberWord(*match.span(), 6, frozenset({"calendar"}))
    for match in _KOREAN_SINO.finditer(text):
        if find_unit(text, *match.span()).kinds & _SINO_COUNTERS and _scaled(match.group()):
            yield NumberWord(*match.span(), _sino_value(match.group()))


def _scaled(numeral: str) -> bool:
    return any(sign in _SINO_SCALES for sign in numeral)


def _sino_value(numeral: str) -> int:
    total = section = digit = 0
    for sign in numeral.replace(" ", ""):
        if sign in _SINO_DIGITS:
            digit = _SINO_DIGITS[sign]
        elif _SINO_SCALES[sign] < 10**4:
            section += (digit or 1) * _SINO_SCALES[sign]
            digit = 0
        else:
            total += (section + digit or 1) * _SINO_SCALES[sign]
            section = digit = 0
    return total + section + digit
