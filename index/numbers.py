"""Figures in text as values, so that 9천억, 9,000억 and 900 billion are the same number.

The search writes each figure in one way (`plain_numbers`) and adds the date that stands in a
text (`date_terms`); a claim is checked figure by figure (`missing_numbers`).
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from index.dates import date_spans, iso_date

_SIGNS = {
    "십": 10, "백": 100, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16,
    "十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8,
    "兆": 10**12, "พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6,
}  # fmt: skip
_WORDS = {
    10**3: "thousand mil mille mila tausend nghìn ngàn bin mii ribu tys tysiąc tysiące tysięcy тыс "
    "тысяча тысячи тысяч ألف الف آلاف الاف χιλιάδες हज़ार",
    10**5: "lakh लाख",
    10**6: "million millions mn millón millones milhão milhões milione milioni mio millionen "
    "triệu milyon milion milioane miliony milionów mln juta млн миллион миллиона миллионов "
    "مليون ملايين εκατομμύριο εκατομμύρια",
    10**7: "crore करोड़",
    10
    ** 9: "billion bn milliard milliards milliarde milliarden mrd miliardi miliardo bilhão bilhões "
    "tỷ tỉ milyar miliard miliarde miliardy miliardów mld miliar млрд миллиард миллиарда "
    "миллиардов مليار مليارات δισεκατομμύριο δισεκατομμύρια अरब",
    10**12: "trillion tn billón billones billionen trillionen trilyon трлн триллион триллиона "
    "триллионов تريليون τρισεκατομμύρια",
}


def _bare(word: str) -> str:
    marks = unicodedata.normalize("NFD", word)
    return "".join(char for char in marks if not unicodedata.combining(char))


def _any_case(word: str) -> str:
    """Return what words that `re.IGNORECASE` takes for each other have in common."""
    return word.translate({ord("İ"): "i", ord("ı"): "i"}).casefold()


_SCALES = _SIGNS | {
    _any_case(spelling): factor
    for factor, words in _WORDS.items()
    for word in words.split()
    for spelling in (unicodedata.normalize("NFC", word), _bare(word))
}
_LARGEST_INNER = 1000
_LONGEST_FIRST = sorted(_SCALES, key=len, reverse=True)
_SIGN = "|".join(scale for scale in _LONGEST_FIRST if scale in _SIGNS)
# A written word ends where its letters do: "5 miles" aren't five thousand es.
_SCALE = (
    rf"(?:{_SIGN}|(?:{'|'.join(scale for scale in _LONGEST_FIRST if scale not in _SIGNS)})"
    r"(?![^\W\d_\u0e00-\u0e7f\u3041-\ud7af]))"
)
# Groups of three with an optional decimal; a decimal comma before a scale, a sign, a word of
# an alphabet or the end of a sentence ("3,5 km", "3,07.", but not 1,2위); or plain.
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)"
    rf"|\d+,\d{{1,2}}(?=\s?(?:{_SCALE}|[%€$£°×±℃a-zà-ɏͰ-ӿ]|[.!?](?:\s|$)|$))"
    r"|\d+(?:\.\d+)?"
)
_GAP = r"(?:\s|-(?=[^\W\d_]+-))?"  # a 67-million-dollar contract
_PART = re.compile(rf"(?P<digits>{_DIGITS}){_GAP}(?P<scales>(?:{_SCALE}\s?)*)", re.I)
# "1조 807억" is one figure; "2조 원, 1만 장" is two.
_FIGURE = re.compile(
    rf"(?:(?:{_DIGITS})\s?(?:{_SIGN})+\s?)*(?:{_DIGITS})(?:{_GAP}{_SCALE})*",
    re.I,
)

_HAN_DIGITS = {ord(sign): str(n % 9 + 1) for n, sign in enumerate("一二三四五六七八九")}
_HAN_DIGITS |= {ord("两"): "2", ord("兩"): "2"}
_HAN_FIGURE = re.compile(
    "[一二三四五六七八九两兩][十百千万萬億亿兆][一二三四五六七八九十百千万萬億亿兆]*"
)
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[년年]\s?(1[0-2]|0?[1-9])\s?[월月]")
_MONTH_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s?[월月]\s?(3[01]|[12]\d|0?[1-9])\s?[일日]")
_NAMED_MONTH = re.compile(
    r"(?<!\w)(?:(?P<before>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|º|\.)?\s(?:de\s|of\s)?)?"
    r"(?P<month>[^\W\d_]{3,12})\b\.?"
    r"(?:\s(?P<after>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b)?"
    r"(?:,?\s(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)\b)?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure where it stands in a text, as it is written there, and its value."""

    start: int
    end: int
    written: str
    value: Decimal

    @property
    def readings(self) -> tuple[float, ...]:
        """The values that it may have: a thousands point or comma may be a decimal one."""
        value = float(self.value)
        if re.fullmatch(r"\d+\.\d{3}", self.written):
            return (value, float(self.written))
        return (value,)


def find_figures(text: str) -> list[Figure]:
    """Return the figures of `text` in digits or Han numerals, in order.

    Example: "9천억 원, 三百万人" -> 900000000000 at 0-3, 3000000 at 7-10
    """
    return list(_figures(_with_digits(text)))


def extract_numbers(text: str) -> list[float]:
    """Return the value of each figure in `text`, in order.

    Example: "1조807억원, 5만 장, 2.5%" -> [1080700000000.0, 50000.0, 2.5]
    """
    return [float(figure.value) for figure in _figures(text)]


def plain_numbers(text: str) -> str:
    """Return `text` with each figure written in plain digits.

    Example: "9천억 원, 1,000명, 3,5 %" -> "900000000000 원, 1000명, 3.5 %"
    """
    text = _with_digits(text)
    pieces, done = [], 0
    for figure in _figures(text):
        pieces += [text[done : figure.start], _plain(figure)]
        done = figure.end
    return "".join((*pieces, text[done:]))


def date_terms(text: str) -> list[str]:
    """Return the dates in `text`, each once: whole, without its day, without its year.

    Example: "20 February 2025" -> ["2025-02-20", "2025-02", "--02-20"]
    """
    found: list[str] = []
    for start, end in date_spans(text):
        day = iso_date(text[start:end])[:10]
        if day:
            found += [day, day[:7], f"-{day[4:]}"]
    found += [f"{year}-{int(month):02}" for year, month in _YEAR_MONTH.findall(text)]
    found += [f"--{int(month):02}-{int(day):02}" for month, day in _MONTH_DAY.findall(text)]
    for named in _NAMED_MONTH.finditer(text):
        day, year = named["before"] or named["after"], named["year"]
        month = _month(named["month"].lower()) if day or year else ""
        if month and year:
            found.append(f"{year}-{month}")
        if month and day:
            found.append(f"--{month}-{int(day):02}")
    return list(dict.fromkeys(found))


def missing_numbers(claim: str, *grounds: str) -> list[float]:
    """Return the figures of `claim` that occur in none of `grounds`.

    A figure with a thousands point or comma may be read both ways (909.000); one reading
    found is enough.
    """
    known = {round(n, 6) for text in grounds for f in _figures(text) for n in f.readings}
    return [
        float(figure.value)
        for figure in _figures(claim)
        if not ({round(n, 6) for n in figure.readings} & known)
    ]


def _with_digits(text: str) -> str:
    return _HAN_FIGURE.sub(lambda match: match.group().translate(_HAN_DIGITS), text)


def _figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text.

    십, 백 and 천 add up until 만, 억 or 조 multiplies them: 1천200만 is 1,200 × 10,000. Scales
    fall within a figure: "3억 5억" is two.
    """
    for match in _FIGURE.finditer(text):
        total = section = Decimal(0)
        start, end, above = match.start(), match.start(), math.inf
        # Not only the match's own text: whether a comma is decimal depends on what follows.
        for part in _PART.finditer(text, match.start()):
            if part.start() >= match.end():
                break
            amount, multiple = _amount(part)
            if amount * multiple >= above:
                yield Figure(start, end, text[start:end], total + section)
                total, section, start = Decimal(0), Decimal(0), part.start()
            section += amount
            if multiple > 1:
                total += section * multiple
                section, above = Decimal(0), multiple
            end = part.start() + len(part.group().rstrip())
        yield Figure(start, end, text[start:end], total + section)


def _amount(part: re.Match[str]) -> tuple[Decimal, int]:
    """Return the digits with their small scales (2천 is 2,000), and what multiplies them (억)."""
    digits = part["digits"]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    elif re.fullmatch(r"[\d,]+\.\d+", digits):
        digits = digits.replace(",", "")
    amount, multiple = Decimal(digits.replace(",", ".")), 1  # 万亿 is one scale
    for scale in re.findall(_SCALE, part["scales"], re.I):
        factor = _SCALES[_any_case(scale)]
        if factor <= _LARGEST_INNER:
            amount *= factor
        else:
            multiple *= factor
    return amount, multiple


def _plain(figure: Figure) -> str:
    if figure.written.isascii() and figure.written.isdigit():
        return figure.written  # 007 and 2025
    plain = f"{figure.value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


@lru_cache(maxsize=4096)
def _month(word: str) -> str:
    """Return "02" for the name of a month in any language that `index.dates` reads, or ""."""
    return iso_date(f"1 {word} 2000")[5:7]
