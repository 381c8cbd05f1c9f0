"""Figures in text as values, so that 9천억, 9,000억 and 900 billion are the same number."""

import re
from collections.abc import Iterator
from decimal import Decimal

_SCALES = {
    "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12, "경": 1e16, "백": 1e2, "십": 1e1,
    "千": 1e3, "万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12, "百": 1e2,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mil": 1e3, "millones": 1e6, "millón": 1e6, "billones": 1e12,
    "tausend": 1e3, "millionen": 1e6, "milliarden": 1e9, "milliarde": 1e9, "billionen": 1e12,
    "mille": 1e3, "millions": 1e6, "milliards": 1e9,
    "nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9,
}  # fmt: skip
_LARGEST_INNER = 1000
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
# Groups of three with an optional decimal, a decimal comma before a scale or %, or plain.
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)"
    rf"|\d+,\d{{1,2}}(?=\s?(?:{_SCALE}|%)(?![a-z]))|\d+(?:\.\d+)?"
)
_PART = re.compile(rf"(?P<digits>{_DIGITS})\s?(?P<scales>(?:(?:{_SCALE})(?![a-z])\s?)*)", re.I)
# "1조 807억" is one figure; "2조 원, 1만 장" is two.
_FIGURE = re.compile(
    rf"(?:(?:{_DIGITS})\s?(?:[십백천만억조경百千万萬億亿兆]+)\s?)*(?:{_DIGITS})(?:\s?(?:{_SCALE})(?![a-z]))*",
    re.I,
)
_UNIT = re.compile(
    r"\s?(?:여\s?)?(개월|명|인|표|장|개|곳|팀|원|년|월|일|건|배|회|차|시|분|%|퍼센트)"
)
_SAME_UNIT = {"인": "명", "곳": "개", "퍼센트": "%", "팀": "개", "차": "회"}


def extract_numbers(text: str) -> list[float]:
    """Return the value of each figure in `text`, in order.

    Example: "1조807억원, 5만 장, 2.5%" -> [1080700000000.0, 50000.0, 2.5]
    """
    return [_value(match.group()) for match in _FIGURE.finditer(text)]


def missing_numbers(claim: str, *grounds: str) -> list[float]:
    """Return the figures of `claim` that occur in none of `grounds`.

    A figure with a thousands point or comma may be read both ways (909.000); one reading
    found is enough.
    """
    known = {round(n, 6) for text in grounds for n in _readings(text)}
    return [
        number
        for match in _FIGURE.finditer(claim)
        if not ({round(n, 6) for n in _both(match.group())} & known)
        for number in [_value(match.group())]
    ]


def missing_units(claim: str, *grounds: str) -> list[str]:
    """Return the counted figures of a Korean claim whose figure the grounds count otherwise.

    "찬성 3표" isn't supported by "기권 3명"; a ground that gives no unit supports any.
    """
    known: dict[float, set[str]] = {}
    for text in grounds:
        for number, unit in _counted(text):
            known.setdefault(number, set()).add(unit)
    return [
        f"{number:g}{unit}"
        for number, unit in _counted(claim)
        if unit and (units := known.get(number)) and not units & {unit, ""}
    ]


def _counted(text: str) -> Iterator[tuple[float, str]]:
    for match in _FIGURE.finditer(text):
        unit = _UNIT.match(text, match.end())
        yield round(_value(match.group()), 6), _SAME_UNIT.get(unit[1], unit[1]) if unit else ""


def _readings(text: str) -> Iterator[float]:
    for match in _FIGURE.finditer(text):
        yield from _both(match.group())


def _both(figure: str) -> tuple[float, ...]:
    value = _value(figure)
    if re.fullmatch(r"\d+\.\d{3}", figure.strip()):
        return (value, float(figure))
    return (value,)


def _value(figure: str) -> float:
    """Return the value of one figure.

    십, 백 and 천 add up until 만, 억 or 조 multiplies them: 1천200만 is 1,200 × 10,000.
    """
    total = section = Decimal(0)
    for part in _PART.finditer(figure):
        digits = part["digits"]
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
            digits = re.sub(r"[.,]", "", digits)
        elif re.fullmatch(r"[\d,]+\.\d+", digits):
            digits = digits.replace(",", "")
        amount = Decimal(digits.replace(",", "."))
        multiple = Decimal(1)  # 万亿 is one scale
        for scale in re.findall(_SCALE, part["scales"], re.I):
            factor = Decimal(int(_SCALES[scale.lower()]))
            if factor <= _LARGEST_INNER:
                amount *= factor
            else:
                multiple *= factor
        section += amount
        if multiple > 1:
            total += section * multiple
            section = Decimal(0)
    return float(total + section)
