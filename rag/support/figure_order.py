"""Figures that a claim puts the wrong way round: "rose from 40 to 30", or 30 to 40 for 40 to 30."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.numbers import extract_numbers
from index.terms import fold
from rag.support.korean import korean_tokens
from rag.support.polarity_words import korean_sides, latin_sides

_AMOUNT = ("amount",)
_FIGURE = r"[^\s,.;]*\d[\d,.]*(?:\s?(?:[만억조천]|million|billion|thousand|percent|points?)\S*)?\S*"
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_FROM_TO = (
    re.compile(
        rf"(?P<a>{_FIGURE}?)에서\s+(?:\S+\s+)?(?P<b>{_FIGURE}?)(?:으?로|까지)\s*(?P<verb>[^.]*)"
    ),
    re.compile(
        rf"(?P<verb>(?:[^\W\d]+\W+){{0,4}})\bfrom (?P<a>{_FIGURE}(?: \w+)?) to (?P<b>{_FIGURE})"
    ),
    re.compile(rf"\bto (?P<b>{_FIGURE})(?: [^\W\d]+){{0,4}} from (?P<a>{_FIGURE}(?: \w+)?)"),
    re.compile(rf"\b[Dd]e (?P<a>{_FIGURE}(?: \w+)?) [aà] (?P<b>{_FIGURE})"),
    re.compile(rf"\bvon (?P<a>{_FIGURE}(?: \w+)?) (?:auf|bis) (?P<b>{_FIGURE})"),
    re.compile(r"[由从](?P<a>[\d.,万億亿]+)[^\d，。]{0,8}?[到至为増增减缩]{1,3}(?P<b>[\d.,万亿]+)"),
    re.compile(r"(?P<a>[\d.,万億千]+)[^\d、。]{0,6}?から(?P<b>[\d.,万億千]+)"),
)
_UP_FROM = re.compile(rf"\b(?P<verb>up|down) (?:\w+ )?from (?P<a>{_FIGURE})")
# Years, days and hours; ranks, of which the lower is the better.
_NO_AMOUNT = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d|,\d)|[월일시위등]$|[월일시위등] |p\.m\.|a\.m\.|\d(?:st|nd|rd|th)\b"
)

_MORE = frozenset(
    "많 높 크 길 비싸 무겁 more higher greater larger bigger longer older taller".split()
)
_LESS = frozenset(
    "적 낮 작 짧 싸 저렴 가볍 less fewer lower smaller shorter younger cheaper lighter".split()
)
_COMPARISONS = (
    re.compile(
        rf"(?P<a>{_FIGURE})[^.]{{0,24}}?\s(?P<b>{_FIGURE}?)\s?보다\s+(?:훨씬 |더 |크게 )?"
        r"(?P<word>[^\W\d]+)"
    ),
    re.compile(
        rf"(?P<a>{_FIGURE})(?: [^\W\d]+){{0,3}}, (?:\w+ly )?(?P<word>[a-z]+) than "
        rf"(?:[^\W\d]+ ){{0,6}}?(?P<b>{_FIGURE})"
    ),
)
_ALIKE = 20  # one of two figures of the same kind is hardly more than this many times the other
_INSTEAD = (
    re.compile(
        rf"(?P<no>{_FIGURE}?)(?:[이가] 아니라|이? ?아닌|[이가]? ?아니고)\s(?:\S+\s)?"
        rf"(?P<yes>{_FIGURE})"
    ),
    re.compile(rf"(?P<no>{_FIGURE}?) 대신 (?:\S+\s)?(?P<yes>{_FIGURE})"),
    re.compile(
        rf"(?P<yes>{_FIGURE})(?: [^\d,]{{1,12}})? (?:instead of|rather than) "
        rf"(?:\w+ )??(?P<no>{_FIGURE})"
    ),
    re.compile(
        rf"\bnot (?:at |by )?(?P<no>{_FIGURE})(?: [^\W\d]+){{0,2}},? but (?:at |by )?"
        rf"(?P<yes>{_FIGURE})"
    ),
)


@dataclass(frozen=True, slots=True)
class _Change:
    before: float
    after: float
    side: int  # 1 for more, -1 for less, 0 where no word tells
    words: str


def turned_round(claim: str, texts: Sequence[str]) -> str:
    """Return the figures of a claim whose order its own verb or the evidence denies, or ""."""
    if words := _miscompared(claim):
        return words
    chosen = {pair for text in texts for pair in _chosen(text)}
    for yes, no in _chosen(claim):
        if (no, yes) in chosen:
            return f"{yes:g}, {no:g}"
    told = {(c.before, c.after) for text in texts for c in _changes(text)}
    for change in _changes(claim):
        if change.side and (change.after - change.before) * change.side < 0:
            return change.words
        if (change.after, change.before) in told and (change.before, change.after) not in told:
            return change.words
    return ""


def _miscompared(claim: str) -> str:
    """Return what a claim says is more (or less) than its own figure that is not, or ""."""
    plain = digits(claim)
    for pattern in _COMPARISONS:
        for match in pattern.finditer(plain):
            one, other = extract_numbers(match["a"]), extract_numbers(match["b"])
            if len(one) != 1 or len(other) != 1 or _NO_AMOUNT.search(f"{match['a']} {match['b']}"):
                continue
            word = match["word"]
            if re.search("[가-힣]", word):
                word = korean_tokens(word)[0].form
                if not _unit(match["a"]).startswith(_unit(match["b"])):
                    continue
            side = (word in _MORE) - (word in _LESS)
            small, large = sorted((one[0], other[0]))
            if small > 0 and large <= _ALIKE * small and (one[0] - other[0]) * side < 0:
                return match.group()
    return ""


def _unit(figure: str) -> str:
    return re.sub(r"^.*\d", "", figure)


def _chosen(text: str) -> Iterator[tuple[float, float]]:
    """Yield each figure that a text gives instead of another, with the other."""
    for pattern in _INSTEAD:
        for match in pattern.finditer(digits(text)):
            yes, no = extract_numbers(match["yes"]), extract_numbers(match["no"])
            if len(yes) == len(no) == 1:
                yield yes[0], no[0]


def _changes(text: str) -> Iterator[_Change]:
    plain = digits(text)
    for pattern in _FROM_TO:
        for match in pattern.finditer(plain):
            a, b = match["a"], match["b"]
            before, after = extract_numbers(a), extract_numbers(b)
            if len(before) == len(after) == 1 and not _NO_AMOUNT.search(f"{a} {b}"):
                verb = match["verb"] if "verb" in match.re.groupindex else ""
                scale = _borrowed(a, before[0], after[0])
                yield _Change(before[0] * scale, after[0], _side(verb), f"{a} → {b}")
    for match in _UP_FROM.finditer(plain):
        before = extract_numbers(match["a"])
        after = extract_numbers(_NO_AMOUNT.sub("", plain[: match.start()]))
        side = _side(match["verb"])
        if before and after:
            fitting = [n for n in after if (n - before[0]) * side > 0]
            for number in fitting or after[-1:]:
                yield _Change(before[0], number, side, match.group())


def digits(text: str) -> str:
    """Return a text with the English number words up to twelve in digits."""
    words = "|".join(_NUMBER_WORDS)
    return re.sub(
        rf"\b(?:{words})\b", lambda m: _NUMBER_WORDS[m.group().lower()], text, flags=re.IGNORECASE
    )


def _borrowed(written: str, before: float, after: float) -> float:
    """Return what a first figure without a unit takes from the second: from 3 to 4 million."""
    bare = re.fullmatch(r"\D?[\d.,]+", written)
    return 10.0**6 if bare and before < 1000 <= after / 10**6 * 1000 and after >= 10**6 else 1.0


def _side(verb: str) -> int:
    if verb in ("up", "down"):
        return 1 if verb == "up" else -1
    if re.search("[가-힣]", verb):
        forms = [t.form for t in korean_tokens(verb)[:3]]
        if {"않", "못하", "못"} & {t.form for t in korean_tokens(verb)}:
            return 0
        sides = [side for form in forms for axis, side in korean_sides(form) if axis in _AMOUNT]
    else:
        words = fold(verb).split()
        sides = [s for word in reversed(words) for axis, s in latin_sides(word) if axis in _AMOUNT]
        if "not" in words:
            return 0
    return sides[0] if sides else 0
