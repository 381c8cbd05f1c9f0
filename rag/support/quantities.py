"""The quantities of a text: value, what it counts, and whether it is a bound (이상, less than).

A quantity of a claim is held by one of its evidence that has the same value, counts nothing
else, and bounds in no other direction.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.numbers import find_figures
from rag.support.counted_nouns import Noun, counted_noun, of_other_things
from rag.support.number_words import find_number_words
from rag.support.units import find_unit

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit at text[start:end].

    `values` are its readings; `kinds` are empty where nothing says what it counts; `factor` makes
    it comparable within a kind (km, m). `bound` is 1 for at least, -1 for at most; `strict` says
    that it is an explicit bound and no approximation. `spelled` means in words; `noun` is what is
    counted, as far as the text names it next to the figure.
    """

    start: int
    end: int
    values: tuple[float, ...]
    kinds: frozenset[str] = frozenset()
    factor: float = 1.0
    bound: int = 0
    strict: bool = False
    spelled: bool = False
    unit_start: int = 0
    noun: Noun | None = None


_KO_GLUE = r"[)）]?\s?(?:[을를이가은에]\s|보다\s|까지\s)?"
_AFTER = (
    (1, True, rf"{_KO_GLUE}(?:이상|초과|넘(?!지)|웃돌|웃도는|상회|돌파)"
     r"|以上|を超え|を上回|(?:\sof age)?\s?(?:or|and) (?:more|over|above|older|higher|up)\b|\s?\+"
     r"|\s(?:o|ou|oder) (?:más|plus|mehr)\b|\s trở lên"),
    (-1, True, rf"{_KO_GLUE}(?:이하|미만|못\s?미[치쳤친]|밑돌|아래|안\s?되|안\s?넘"
     r"|넘지\s(?:않|못)|하회)"
     r"|以下|未満|未满|以内|に満たない"
     r"|(?:\sof age)?\s(?:or|and) (?:less|fewer|under|younger|below|lower)\b"
     r"|\s(?:o|ou|oder) (?:menos|moins|weniger)\b|\strở xuống"),
    (1, False, r"\s?보다\s많|\s?(?:남짓|여(?![가-힣])|부터|多|余|あまり)"),
    (-1, False, rf"{_KO_GLUE}(?:가까이|가까운|육박|근접|이내|안쪽)|\s?보다\s적|近く|弱"),
)  # fmt: skip
_BEFORE = (
    (-1, True, r"(?:no|not) more than|(?<!no )(?<!not )(?:less|fewer) than|lower than"
     r"|younger than|under|below|at (?:most|the most)|(?<!no )menos de|(?<!nicht )weniger als|unter"
     r"|höchstens|moins de|dưới|ít hơn|不到|不足"),
    (1, True, r"(?:no|not) (?:less|fewer) than|(?<!no )(?<!not )more than|over|at least"
     r"|exceed(?:s|ed|ing)?|above|surpass(?:es|ed|ing)?|topp(?:ed|ing)|older than"
     r"|higher than|upwards of|in excess of"
     r"|no menos de|nicht weniger als|más de|al menos|mehr als|über|mindestens|plus de"
     r"|au moins|hơn|trên|ít nhất"
     r"|최소(?:한)?|적어도|超过|超過|逾|至少|不少于|不少於"),
    (-1, False, r"up to|nearly|almost|close to|casi|hasta|fast|bis zu|près de|jusqu['’]à|gần"
     r"|tối đa|거의|최대|많아야|最多|近|将近|最大"),
)  # fmt: skip
_ENDS = tuple((sign, strict, re.compile(words, re.I)) for sign, strict, words in _AFTER)
_LEAD = r"\s?(?:(?:about|around|the|a|total of|US|약|한)\s?){0,2}[$€£¥₩]?\s?$"
_STARTS = tuple(
    (sign, strict, re.compile(rf"(?:(?<![A-Za-zÀ-ỹ])(?:{words})){_LEAD}", re.I))
    for sign, strict, words in _BEFORE
)
_MONEY = frozenset("krw usd jpy cny eur gbp vnd inr rub crown franc peso".split())
EXPLICIT = _MONEY | {"ratio", "points"}  # a figure without these signs is none
_NO_NOUN = EXPLICIT | frozenset(
    "calendar clock age length mass volume area power energy data speed degree fahrenheit "
    "vote times multiple ordinal rank win loss".split()
)
_MEASURED = EXPLICIT | frozenset(
    "calendar clock age length mass volume area power energy data speed degree fahrenheit "
    "frequency sound heat concentration".split()
)
_TIMES_LONG = frozenset({"calendar", "clock"})
_EXTENTS = _TIMES_LONG | {"length", "area", "floor"}  # over five years, 24 miles is no bound
_RANGE = re.compile(
    r"\s?(?:[~∼〜～–—-]|to|and|or|에서|내지|至|到|から|bis|oder|y|o|a|à|et|đến|,)\s?"
)
_PART_OF = re.compile(r"\s(?:out )?of (?:(?:the|its|their|his|her|our|these|those) )?", re.I)
_CLOSE_RANGE = re.compile(r"\s?[~∼〜～–—-]\s?")
_LETTER_SCALE = re.compile(
    r"(?:(?<=\d)|(?<=\d\s))(?P<scale>[KMBT]|[bt]n)\b|(?<=\d)(?P<small>[kmb])\b"
)
_LETTER_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "bn": 1e9, "tn": 1e12}
_SIGN = re.compile(r"[$€£¥₩]\s?$")
_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d|[.,]\d)")  # 17 786 419
_PERCENT_COMMA = re.compile(r"%\s?\d+,\d{1,2}(?!\d)")  # Turkish: % 36,9
_ARABIC_SIGNS = str.maketrans("٪٫٬،", "%.,,")
_NO_SCALES = (("千克", "公斤"), ("千米", "公里"), ("千瓦", "kW"))
_LIST_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s")
_AND_A_HALF = re.compile(r"\s?반(?=[^가-힣]|$|[이을은만간])")
_CLOCK = re.compile(
    r"(?P<half>오전|오후|午前|午後|上午|下午|정오|晚上|저녁|밤|낮|새벽"
    r"|아침)?\s?(?<![\d:.,])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<sign>:)(?P<m>[0-5]\d)(?!\d)|\s?(?:시(?!간|도|군|민|설|즌|스)|時(?!間)|点|點"
    r"|h(?=[0-5]\d\b)"
    r"|\sUhr\b|\sgiờ\b)\s?(?:(?P<m2>[0-5]?\d)\s?[분分]?(?!\d))?|(?P<bare>(?=\s?[ap]\.?m\b)))"
    r"(?:\s?(?P<half2>[ap]\.?m)\b\.?)?",
    re.I,
)
_AFTERNOON = frozenset({"오후", "午後", "下午", "晚上", "저녁", "밤", "낮", "pm", "p.m"})
_TWELVE = re.compile(r"(?P<noon>정오|正午|\bnoon\b|\bmidday\b)|자정|\bmidnight\b", re.I)
_MORNING = frozenset({"오전", "午前", "上午", "새벽", "아침", "am", "a.m"})


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at text[start:end], as the minutes after midnight that it may be."""

    start: int
    end: int
    minutes: frozenset[int]


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return a text as long as this one in which some spans are no words or figures any more."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\0" * (end - start)
    return "".join(characters)


def plain_groups(text: str) -> str:
    """Return a text as long as this one that reads 17 786 419 as one figure, 4千克 as 4 kg."""
    text = text.translate(_ARABIC_SIGNS)
    for written, plain in _NO_SCALES:
        text = text.replace(written, plain)
    text = _PERCENT_COMMA.sub(lambda match: match.group().replace(",", "."), text)
    return _GROUPS.sub(lambda match: re.sub(r"\s", ",", match.group()), text)


def find_clocks(text: str) -> list[Clock]:
    """Return the times of day in `text`: 오후 3시, 3 p.m. and 15:00 are the same."""
    found = []
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or match["m2"] or 0)
        half = (match["half"] or match["half2"] or "").lower()
        if half in _AFTERNOON:
            hours = {0} if hour == 12 and half in ("밤", "晚上") else {hour % 12 + 12}
        elif half in _MORNING:
            hours = {hour % 12}
        else:
            hours = {hour} if match["sign"] and hour > 12 else {hour % 24, (hour + 12) % 24}
        minutes = frozenset(60 * hour + minute for hour in hours)
        found.append(Clock(match.start("half" if match["half"] else "h"), match.end(), minutes))
    for match in _TWELVE.finditer(text):
        if not any(clock.start <= match.start() < clock.end for clock in found):  # 정오 12시
            found.append(Clock(*match.span(), frozenset({720 if match["noon"] else 0})))
    return found


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order; dates, clocks and names are blanked before.

    Example: "5만 장 이상" -> 50000, {"sheet"}, bound 1
    """
    listed = _LIST_NUMBER.match(text)
    text = blank(text, [listed.span()] if listed else [])
    words = find_number_words(text)
    found = [
        _with_unit(
            text,
            Quantity(word.start, word.end, (word.value,), word.kinds, word.factor, spelled=True),
        )
        for word in words
    ]
    digits = blank(text, [(word.start, word.end) for word in words])
    for figure in find_figures(digits):
        values, end = figure.readings, figure.end
        letter = _LETTER_SCALE.match(text, end)
        if letter and (letter["scale"] or _SIGN.search(text, 0, figure.start)):  # £30m, not 30m
            values = tuple(value * _LETTER_SCALES[letter.group().lower()] for value in values)
            end = letter.end()
        found.append(_with_unit(text, Quantity(figure.start, end, values)))
    found.sort(key=lambda quantity: quantity.start)
    return [
        _of_several(text, _in_range(text, quantity, after), after)
        for quantity, after in zip_longest(found, found[1:])
        if quantity
    ]


def holds(evidence: Quantity, claimed: Quantity, *, unbounded: bool = False) -> bool:
    """Return whether a quantity of evidence supports one of a claim.

    `unbounded` means that a bound (at least) may stand on one without any.
    """
    if not same_amount(evidence, claimed) or of_other_things(evidence.noun, claimed.noun):
        return False
    if "ratio" in claimed.kinds and evidence.noun and evidence.noun.names_times:
        return False  # six points
    if _counts(evidence) and _measures(claimed) or _counts(claimed) and _measures(evidence):
        return False
    if not claimed.bound or claimed.bound == evidence.bound:
        return True
    return not evidence.bound and (unbounded or not claimed.strict)


def _measures(quantity: Quantity) -> bool:
    return bool(quantity.kinds) and quantity.kinds <= _MEASURED


def _counts(quantity: Quantity) -> bool:
    """Return whether a figure without a unit counts what an English noun names: 11 nominees."""
    noun = quantity.noun
    return bool(noun and not quantity.kinds and noun.word.isascii() and not noun.names_times)


def may_count_the_same(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities don't count or measure different things."""
    return not one.kinds or not other.kinds or bool(one.kinds & other.kinds)


def name_the_same(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities count what is known to be one thing: 위성, satellites."""
    if not one.noun or not other.noun:
        return False
    return one.noun.word == other.noun.word or bool(one.noun.readings & other.noun.readings)


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities have one value, in units that may be the same."""
    if not may_count_the_same(one, other):
        return False
    plain = _meet(one.values, other.values)
    if one.factor == other.factor or not (one.kinds and other.kinds):
        return plain
    scaled = [[value * q.factor for value in q.values] for q in (one, other)]
    ambiguous = one.kinds != other.kinds and len(one.kinds | other.kinds) > 1
    return _meet(*scaled) or (ambiguous and plain and not one.kinds & other.kinds & _TIMES_LONG)


def _meet(ones: Sequence[float], others: Sequence[float]) -> bool:
    return any(math.isclose(one, other, rel_tol=1e-9) for one in ones for other in others)


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    start, end = quantity.start, quantity.end
    kinds, factor = quantity.kinds, quantity.factor
    if not kinds:
        unit = find_unit(text, start, end, single=quantity.values[0] <= 1)
        kinds, factor = unit.kinds, unit.factor
        quantity = replace(quantity, end=unit.end)
    if kinds & _TIMES_LONG and (half := _AND_A_HALF.match(text, quantity.end)):
        values = tuple(value + 0.5 for value in quantity.values)
        quantity = replace(quantity, values=values, end=half.end())
    bound, strict = _bound(text, start, end, quantity.end, kinds)
    return replace(
        quantity,
        kinds=kinds,
        factor=factor,
        bound=bound,
        strict=strict,
        unit_start=end,
        noun=None if kinds and kinds <= _NO_NOUN else counted_noun(text, start, end, quantity.end),
    )


def _bound(
    text: str, start: int, end: int, unit_end: int, kinds: frozenset[str]
) -> tuple[int, bool]:
    for sign, strict, pattern in _ENDS:
        if pattern.match(text, unit_end):
            return sign, strict
    for sign, strict, pattern in _STARTS:
        found = pattern.search(text, max(0, start - 30), start)
        spatial = found and found.group().split()[0].lower() in ("over", "über")
        if found and not (spatial and kinds & _EXTENTS and unit_end > end):
            if found.group().split()[-1] == "the":
                continue  # lower than the 71% of 2020
            return sign, strict and not (spatial and not kinds)
    return (1, False) if re.match(r"\s?(?:여|多|余|余り)", text[end : end + 3]) else (0, False)


def _in_range(text: str, quantity: Quantity, after: Quantity | None) -> Quantity:
    """Return a figure without unit with that of the next: the 30 of "30~40%"."""
    if quantity.kinds or after is None or not _RANGE.fullmatch(text, quantity.end, after.start):
        return quantity
    values = quantity.values
    scale = _scale_of(text[after.start : after.unit_start])
    if scale > 1 and _CLOSE_RANGE.fullmatch(text, quantity.end, after.start):
        values += tuple(value * scale for value in values)  # 5~6만
    return replace(quantity, values=values, kinds=after.kinds, factor=after.factor)


def _of_several(text: str, quantity: Quantity, after: Quantity | None) -> Quantity:
    """Return a figure without unit with that of the whole: three of its five cars."""
    if quantity.kinds or not after or not _PART_OF.fullmatch(text, quantity.end, after.start):
        return quantity
    return replace(quantity, kinds=after.kinds, factor=after.factor, noun=after.noun)


def _scale_of(written: str) -> float:
    figures, digits = find_figures(written), re.match(r"[\d.,]*\d", written)
    plain = find_figures(digits.group()) if digits else []
    if len(figures) != 1 or not plain or not plain[0].value:
        return 1
    return float(figures[0].value / plain[0].value)
