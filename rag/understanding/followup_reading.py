"""A question as its parts: what it names, what it asks for, what it points to.

Korean is read through Kiwi's tags, other languages through the closed word classes of
`rag.understanding.followup_words`: what is in none of them is content.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto
from itertools import groupby
from typing import Any

from index.terms import morphemes
from rag.understanding.followup_words import CASES, SPACELESS, lexicon


class Kind(Enum):
    """What a part of a question does."""

    NAME = auto()  # a proper name or an acronym
    FIGURE = auto()  # a number with its unit: 2024년, 2차, 26만 개
    WORD = auto()  # any other content
    ACTION = auto()  # content that is the predicate: 발표 of 발표했어
    ASKING = auto()
    POINTER = auto()
    REJECTED = auto()  # what is not meant: "2023년 말고" of "2023년 말고 2024년"


class Verb(IntEnum):
    """What a question has for a predicate."""

    NONE = 0  # "2024년은?", "왜 그런 거야?"
    LIGHT = 1  # 하다, 있다: little by itself
    FULL = 2


CONTENT = frozenset((Kind.NAME, Kind.FIGURE, Kind.WORD, Kind.ACTION))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a question; half-open, in characters.

    `unit` is what a figure counts: figures of one unit can stand for each other. `case` is
    the particle or preposition of a name: "에" of 독일에, "to" of "to the UK".
    """

    start: int
    end: int
    kind: Kind
    unit: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, its parts in order, and what it has for a predicate."""

    text: str
    language: str
    parts: tuple[Part, ...]
    verb: Verb

    def of(self, *kinds: Kind) -> list[Part]:
        """Return the parts of these kinds, in order."""
        return [part for part in self.parts if part.kind in kinds]

    def content(self) -> list[Part]:
        """Return the parts that say what the question is about, in order."""
        return [part for part in self.parts if part.kind in CONTENT]

    def counted(self) -> list[Part]:
        """Return the parts with a unit, in order."""
        return [part for part in self.parts if part.unit not in ("", "#")]

    def surface(self, *parts: Part) -> str:
        """Return the text from the first to the last of some parts."""
        return self.text[parts[0].start : parts[-1].end]

    def phrases(self, parts: Sequence[Part]) -> list[list[Part]]:
        """Return `parts` in groups that nothing but spaces or a joining sign keeps apart."""
        return self._groups(parts, _JOINING)

    def stretches(self, parts: Sequence[Part]) -> list[list[Part]]:
        """Return `parts` in groups with no other part and no end of a sentence between them."""
        others = sorted(part.start for part in self.parts if part not in parts)
        return [
            list(stretch)
            for group in self._groups(parts, _WITHIN)
            for _, stretch in groupby(group, key=lambda part: bisect(others, part.start))
        ]

    def _groups(self, parts: Sequence[Part], between: re.Pattern[str]) -> list[list[Part]]:
        groups: list[list[Part]] = []
        for part in parts:
            if groups and between.fullmatch(self.text, groups[-1][-1].end, part.start):
                groups[-1].append(part)
            else:
                groups.append([part])
        return groups


_WITHIN = re.compile(r"[^,.?!;:，。？！；：、()]{0,40}")
_JOINING = re.compile(r"\s{0,2}[·\-–/&.'’]?\s{0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_question(text: str, language: str) -> Reading:
    """Return `text` taken apart."""
    return _read_korean(text) if language == "ko" else _read_other(text, language)


def _unit(figure: str) -> str:
    """Return what a figure counts; a bare year counts years."""
    unit = re.sub(r"[\d.,\s]+|(?<=第)[一二三四五六七八九十百]+", "#", figure)
    return "year" if unit in ("#년", "#年", "#年度") or _YEAR.fullmatch(figure) else unit


# Korean ---------------------------------------------------------------------------------------

_ASKING = frozenset(
    "뭐 무엇 뭣 누구 어디 언제 얼마 얼마나 왜 어떻게 몇 무슨 어떤 어느 웬 뭐뭐 누구누구 어디어디"
    " 얼마큼 얼마만큼 어째서".split()
)
_POINTING = frozenset(
    "그 이 저 그런 이런 저런 해당 그거 그것 이거 이것 저거 저것 거기 여기 저기 그곳 이곳 저곳 그쪽"
    " 이쪽 그때 이때 그날 그해 당시 그분 이분 그이 그녀 걔 얘 쟤 그들 그중".split()
)
_TALK = frozenset(  # nouns about the conversation, and bound nouns that Kiwi calls common
    "기사 뉴스 보도 소식 얘기 이야기 내용 말 질문 설명 관련 거 것 때 데 쪽 곳 번 앞 위 사실"
    " 궁금".split()
)
_LIGHT_VERBS = frozenset("하 되 있 없".split())
_EMPTY_VERBS = frozenset("말 알 알리 주 보 그렇 이렇 어떻 그러 이러".split())
_BACK = re.compile(
    r"(?:앞서|앞에서?|방금|아까|위에서?)\s+(?:말한|말씀하신|나온|얘기한|이야기한|언급한|언급된|본)(?=\s)"
)
_ASKING_TAGS = frozenset(("NP", "NR", "IC", "MAG", "MM", "NNG"))
_POINTING_TAGS = frozenset(("MM", "NP", "NNG"))
_UNIT_TAGS = frozenset(("NR", "SN", "NNB", "NNG", "SW"))
_KINDS = {"NNP": Kind.NAME, "SL": Kind.NAME, "SH": Kind.NAME, "SN": Kind.FIGURE} | dict.fromkeys(
    ("NNG", "XR", "XPN"), Kind.WORD
)
_SUBJECT = frozenset("은 는 ᆫ 이 가 도 요".split())


def _read_korean(text: str) -> Reading:
    tokens = morphemes(text)
    parts = [Part(m.start(), m.end(), Kind.POINTER) for m in _BACK.finditer(text)]
    taken = {place for part in parts for place in range(part.start, part.end)}
    verb = Verb.NONE
    for number, token in enumerate(tokens):
        if token.start in taken:
            continue
        rest = tokens[number + 1 : number + 8]
        kind = _korean_kind(token, rest)
        if kind is not None:
            part = _korean_part(text, token, kind, rest)
            taken.update(range(part.start, part.end))
            parts.append(part)
        elif parts and token.tag == "XSN" and token.form != "들" and parts[-1].end == token.start:
            parts[-1] = replace(parts[-1], end=token.end)
        verb = max(verb, Verb.FULL if kind is Kind.ACTION else _verb(token))
    parts.sort(key=lambda part: part.start)
    return _mark_rejected(Reading(text, "ko", tuple(parts), verb))


def _korean_kind(token: Any, rest: Sequence[Any]) -> Kind | None:
    if token.form in _ASKING and token.tag in _ASKING_TAGS:
        return Kind.ASKING
    if token.form in _POINTING and token.tag in _POINTING_TAGS:
        return Kind.POINTER
    if token.form in _TALK:
        return None
    kind = _KINDS.get(token.tag)
    if kind is Kind.WORD and rest and rest[0].tag in ("XSV", "XSA"):
        return Kind.ACTION
    return kind


def _korean_part(text: str, token: Any, kind: Kind, rest: Sequence[Any]) -> Part:
    """Return the part that starts with a token: 몇 with its counter, a figure with its unit."""
    end = token.end
    if token.form == "몇" and rest and (rest[0].tag in ("NNB", "NR") or rest[0].len == 1):
        return Part(token.start, rest[0].end, kind)
    if kind is Kind.FIGURE:
        for other in rest:
            if other.start > end + (other.tag == "NNB") or other.tag not in _UNIT_TAGS:
                break
            end = other.end
        thing = any(other.tag == "NNG" for other in rest if other.end <= end)  # 3법, 2단계
        kind = Kind.WORD if thing else kind
        return Part(token.start, end, kind, unit=_unit(text[token.start : end]))
    particle = next((t.form for t in rest[:1] if t.tag[0] == "J"), "")
    return Part(token.start, end, kind, case="" if particle in _SUBJECT else particle)


def _verb(token: Any) -> Verb:
    if token.tag[:2] not in ("VV", "VA") or token.form in _EMPTY_VERBS:
        return Verb.NONE
    return Verb.LIGHT if token.form in _LIGHT_VERBS else Verb.FULL


def _mark_rejected(reading: Reading) -> Reading:
    """Return the reading with what is said not to be meant as a part of its own."""
    words = lexicon(reading.language)
    starts = {m.start(): m.end() for m in words.after_rejected.finditer(reading.text)}
    ends = {m.end(): m.start() for m in words.before_rejected.finditer(reading.text)}
    if not (starts or ends):
        return reading
    rejected: list[Part] = []
    for phrase in reading.phrases([p for p in reading.parts if p.kind is not Kind.ASKING]):
        start, end = phrase[0].start, phrase[-1].end
        if end in starts:
            rejected.append(Part(start, starts[end], Kind.REJECTED))
        elif start in ends:
            rejected.append(Part(ends[start], end, Kind.REJECTED))
    gone = {place for part in rejected for place in range(part.start, part.end)}
    kept = [part for part in reading.parts if part.start not in gone]
    return replace(reading, parts=tuple(sorted([*kept, *rejected], key=lambda part: part.start)))


# Other languages ------------------------------------------------------------------------------

_FIGURE = (
    r"(?P<figure>(?:第[\d一二三四五六七八九十百]+|\d[\d.,]*\d|\d)"
    r"(?:[년年月日万亿億兆轮届次期回個個人社%]+|年度)?)"
)
_SPACED = re.compile(rf"{_FIGURE}|(?P<word>[^\W\d_][\w\u0300-\u036f\u0900-\u0963&\-]*)")
_RUNS = re.compile(
    rf"{_FIGURE}|(?P<name>[A-Za-z][A-Za-z\d\-]*)|(?P<word>(?:(?!第[\d一-十])(?:[^\W\d_a-zA-Z]|[\u0e31-\u0e4e]))+)"
)

_LONG = 10  # letters
# What hiragana holds besides a verb: particles and the copula.
_JAPANESE_PARTICLE = re.compile(
    r"です|でした|だった|では|じゃあ?|から|まで|それ|なの|[だのかはがをにでともへねよ]"
)
_HIRAGANA = re.compile(r"[\u3041-\u309f]")


def _read_other(text: str, language: str) -> Reading:
    words = lexicon(language)
    parts: list[Part] = []
    left = text
    for pattern, kind in ((words.asking, Kind.ASKING), (words.pointing, Kind.POINTER)):
        parts += [Part(match.start(), match.end(), kind) for match in pattern.finditer(left)]
        left = _blank(pattern, left)
    told = language == "ja" and bool(_HIRAGANA.search(_JAPANESE_PARTICLE.sub("", left)))
    left = _blank(words.small, left)
    pattern = _RUNS if language in SPACELESS else _SPACED
    parts += [_other_part(text, language, match) for match in pattern.finditer(left)]
    parts.sort(key=lambda part: part.start)
    told = told or any(part.kind is Kind.WORD for part in parts)
    verb = Verb.FULL if told else Verb.NONE
    return _mark_rejected(Reading(text, language, tuple(parts), verb))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match.group()), text)


def _other_part(text: str, language: str, match: re.Match[str]) -> Part:
    word, start, end = match.group(), match.start(), match.end()
    if match.lastgroup == "figure":
        return Part(start, end, Kind.FIGURE, unit=_unit(word))
    if language in SPACELESS:
        kind = Kind.NAME if match.lastgroup == "name" else Kind.WORD
        return Part(
            start, end, kind, case=text[end : end + 1] if text[end : end + 1] in CASES else ""
        )
    kind = Kind.WORD
    if word[0].isupper():
        inside = any(character.isupper() for character in word[1:])
        opening = not any(character.isalnum() for character in text[max(0, start - 9) : start])
        # Every German noun is capitalised; the long ones are as telling as a name.
        if inside or not opening and (language != "de" or len(word) >= _LONG):
            kind = Kind.NAME
    before = re.findall(r"\w+", text[max(0, start - 16) : start].casefold())
    return Part(start, end, kind, case=next((w for w in before[:-3:-1] if w in CASES), ""))
