"""A second reader of numbers, kept apart from the one that answers are checked with.

It is meant to be simple enough to be believed: digits with their separators, times the scale
words that follow them. What can be read in two ways ("1,234", "10.000", the German "Billion")
has both values. Numbers in words are read in evidence alone, so that "세 곳" supports "3곳".
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Readings = frozenset[float]

_SCALES = {
    1e1: "십|十", 1e2: "백|百|hundred",
    1e3: "천|千|thousand|tausend|mil|mille|nghìn|ngàn|тысяч[аи]?",
    1e4: "만|万|萬", 1e8: "억|亿|億",
    1e12: "조|兆|trillions?|billionen|billón|billones|триллион\\w*|трлн",
    1e6: "millions?|millionen|mio|millón|millones|triệu|миллион\\w*|млн",
    1e9: "billions?|bn|milliarden?|mrd|milliards?|tỷ|tỉ|миллиард\\w*|млрд",
}  # fmt: skip
_LARGE = 1e4
_SCALE = re.compile(rf" ?(?P<word>{'|'.join(_SCALES.values())})(?!(?<=[a-zà-ỹа-я])[^\W\d_])")
_GOES_ON = re.compile(r"(?!원|달러|엔|위안|유로|여|명|개|장|톤|대|건)[가-힣]")  # a word
_DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_HAN = re.compile(r"[一二三四五六七八九两兩](?=[十百千万萬亿億兆])")
_HAN_VALUES = dict(zip("一二三四五六七八九两兩", "12345678922", strict=True))
_MONTHS = (
    "jan|ene|янв", "feb|fév|фев", "mar|mär|мар", "apr|abr|avr|апр", "may|mai|мая", "jun|juin|июн",
    "jul|juil|июл", "aug|ago|août|авг", "sep|сен", "oct|okt|окт", "nov|ноя", "dec|dez|dic|déc|дек",
)  # fmt: skip
_MONTH = [re.compile(rf"\b(?:{names})[^\W\d_]*") for names in _MONTHS]
_WORDS = (
    "한|하나|첫|one|first|ein|eine|eins|uno|una|un|une|một|一",
    "두|둘|둘째|two|second|zwei|dos|deux|hai|二", "세|셋|셋째|석|three|third|drei|tres|trois|ba|三",
    "네|넷|넷째|넉|four|fourth|vier|cuatro|quatre|bốn|四",
    "다섯|five|fifth|fünf|cinco|cinq|năm|五", "여섯|six|sixth|sechs|seis|sáu|六",
    "일곱|seven|sieben|siete|sept|bảy|七", "여덟|eight|acht|ocho|huit|tám|八",
    "아홉|nine|neun|nueve|neuf|chín|九", "열|ten|zehn|diez|dix|mười|十",
    "열한|eleven|elf|once|onze|十一", "열두|twelve|zwölf|doce|douze|十二",
)  # fmt: skip
_COUNTED = r"(?=\s|[명개곳가번차달살대건팀사권장배해주])"
_WORD = [re.compile(rf"(?<![^\W\d_])(?:{names})(?:{_COUNTED}|(?![^\W\d_]))") for names in _WORDS]
_HAN_WORD = [re.compile(f"(?:{names.rsplit('|', 1)[-1]})") for names in _WORDS]


@dataclass(frozen=True, slots=True)
class _Term:
    """Digits with the scale words after them: 2천858만 is 2 × 1,000 and 858 × 1 × 10,000."""

    start: int
    end: int
    values: Readings  # of the digits
    small: float  # product of the scales below 10,000
    large: float  # of the others

    @property
    def scaled(self) -> Readings:
        return frozenset(round(value * self.small * self.large, 6) for value in self.values)


def read_figures(text: str) -> list[tuple[str, Readings]]:
    """Return each figure that stands in digits, as written, and the values it may have.

    "1조 807억" is one figure. Example: "2조 원" -> [("2조", {2e12})]
    """
    return [(words, frozenset(sum_)) for words, _, sum_ in _sums(_fold(text))]


def values_in(text: str) -> Readings:
    """Return every value that evidence may be said to name: figures, their parts, words, months."""
    folded = _fold(text)
    values = {value for _, parts, sum_ in _sums(folded) for value in (*parts, *sum_)}
    for table in (_MONTH, _WORD, _HAN_WORD):
        values |= {float(n) for n, pattern in enumerate(table, 1) if pattern.search(folded)}
    return frozenset(values)


def missing_figures(text: str, grounds: Sequence[str]) -> list[str]:
    """Return the figures of `text`, as written, none of whose values is in `grounds`."""
    there = frozenset[float]().union(*map(values_in, grounds))
    return [words for words, readings in read_figures(text) if not readings & there]


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = re.sub(r"\d", lambda digit: str(int(digit.group())), folded)  # other scripts' digits
    folded = re.sub(r"\d+(?:\.\d+){2,}\.?", _date_in_dots, folded)
    return _HAN.sub(lambda digit: _HAN_VALUES[digit.group()], folded)


def _date_in_dots(match: re.Match[str]) -> str:
    thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+\.?", match.group())
    return match.group() if thousands else match.group().replace(".", "-")


def _sums(text: str) -> Iterator[tuple[str, set[float], set[float]]]:
    """Yield each figure: its words, the values of its parts, the values of the whole."""
    terms: list[_Term] = []
    for term in _terms(text):
        if terms and not _adds_to(terms[-1], term, text):
            yield _sum(terms, text)
            terms = []
        terms.append(term)
    if terms:
        yield _sum(terms, text)


def _sum(terms: Sequence[_Term], text: str) -> tuple[str, set[float], set[float]]:
    totals, sections = {0.0}, {0.0}  # a section is what one large scale multiplies
    for term in terms:
        sections = {held + value * term.small for held in sections for value in term.values}
        if term.large > 1 or term is terms[-1]:
            totals = {held + section * term.large for held in totals for section in sections}
            sections = {0.0}
    parts = set[float]().union(*(term.scaled for term in terms))
    return text[terms[0].start : terms[-1].end], parts, {round(total, 6) for total in totals}


def _adds_to(first: _Term, second: _Term, text: str) -> bool:
    """Return whether two terms are one number, as in "1조 807억", "1천200억" and "1만2345"."""
    between = text[first.end : second.start]
    if between not in ("", " ") or (between and second.small * second.large == 1):
        return False
    if first.large > 1:
        return first.large > second.large
    return first.small > second.small


def _terms(text: str) -> Iterator[_Term]:
    """Yield digits with the scale words that follow them."""
    for match in _DIGITS.finditer(text):
        values, small, large, end = _values(match.group()), 1.0, 1.0, match.end()
        while word := _SCALE.match(text, end):
            if re.match(" [가-힣]", word.group()) and _GOES_ON.match(text, word.end()):
                break  # "2022 조사"
            factor = next(v for v, names in _SCALES.items() if re.fullmatch(names, word["word"]))
            small, large = (small * factor, large) if factor < _LARGE else (small, large * factor)
            end = word.end()
        yield _Term(match.start(), end, frozenset(values), small, large)


def _values(digits: str) -> set[float]:
    """Return what digits with separators may mean."""
    groups = re.split(r"[., ]", digits)
    values = set[float]()
    if len(groups) == 1 or all(len(group) == 3 for group in groups[1:]):
        values.add(float("".join(groups)))
    if len(groups) == 2 and " " not in digits:
        values.add(float(".".join(groups)))
    return values or {float(group) for group in groups}
