"""A Korean question -> its words, from Kiwi's tags."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from index.terms import morphemes
from rag.understanding.comparison_words import (
    MARKED,
    NOT_MARKED,
    Cue,
    Kind,
    Tie,
    Word,
    is_marked,
    kind_of_mark,
)

_PIECE = re.compile(
    rf"{MARKED}|(?P<comma>[,，、:：])|(?P<end>[;?!？！…。\n]+|\.(?=\s|$))"
    rf"|(?P<text>(?:(?!\.(?:\s|$)){NOT_MARKED}[^\s,，、:：;?!？！…。])+)"
)
_COMPARING = frozenset("비교 차이 차이점 각각 각자 다르 달라지 상이".split())
_MORE = frozenset("더 덜 먼저".split())
_ASKING = frozenset("누구 누 뭐 무엇 어디 어느 언제 얼마 몇 어떤 무슨 어떻 왜 얼마나".split())
_AMONG = frozenset("중 가운데".split())
_WITH = frozenset("와 과 랑 이랑 하고".split())
_WORDS = {"및": Kind.AND, "또는": Kind.OR, "혹은": Kind.OR, "아니면": Kind.OR}
_LIGHT = frozenset("나 있 하 주 보 때 경우".split())  # 차이 나, 비교할 때: they add nothing
_SPANS = frozenset("사이 대비 동안".split())  # 2023년에서 2025년 사이
_MARKS = frozenset((Kind.COMMA, Kind.END))
_TIES = {"JKG": Tie.NOUN, "은": Tie.TOPIC, "는": Tie.TOPIC}


@dataclass(frozen=True, slots=True)
class _Morpheme:
    form: str
    tag: str
    start: int


def read_korean(question: str, marked: str) -> tuple[list[Word], set[Cue]]:
    """Return the words of `question`, and how it compares as far as its marks don't say.

    Args:
        question: as typed, for the analyser.
        marked: the same with its dates, quotations and patterns of comparison marked.
    """
    morphemes = [m for m in _analyse(question) if not is_marked(marked, m.start)]
    starts = [morpheme.start for morpheme in morphemes]
    words: list[Word] = []
    comparing: list[int] = []
    asking: list[int] = []
    subjects: list[int] = []  # 누가, 어디가: what a choice asks for
    more: list[int] = []
    for start, end, kind in _eojeols(marked):
        inside = morphemes[bisect_left(starts, start) : bisect_left(starts, end)]
        if comparing[-1:] == [len(words) - 1] and _governs(inside, words[-1]):
            words[comparing.pop()] = replace(words[-1], kind=Kind.PLAIN)
        compares = _compares(inside, question[end : end + 4])
        forms = {morpheme.form for morpheme in inside}
        for places, applies in (
            (comparing, compares),
            (asking, bool(forms & _ASKING)),
            (subjects, bool(forms & _ASKING) and inside[-1].tag == "JKS"),
            (more, bool(forms & _MORE)),
        ):
            places += [len(words)] * applies
        _add_eojeol(words, question[start:end], start, kind, inside, compares=compares)
    cues = {Cue.STRONG} if comparing else set()
    cues |= {Cue.ASKING} if asking else set()
    cues |= {Cue.CHOICE} if more and subjects else set()
    if Cue.CHOICE in cues or any(word.kind is Kind.AMONG for word in words):
        for place in subjects + more:
            words[place] = replace(words[place], kind=Kind.CUE)
    if not more and "얼마나" not in question:  # 예정보다 늦은
        words = [replace(w, kind=Kind.STOP) if w.kind is Kind.THAN else w for w in words]
    return words, cues


def _analyse(text: str) -> list[_Morpheme]:
    return [_Morpheme(token.form, token.tag, token.start) for token in morphemes(text)]


def _eojeols(marked: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield start, end and kind of each run without a space.

    What is marked stands for itself; only a quotation is a part of its eojeol.
    """
    start = end = 0
    kind = Kind.END
    for piece in _PIECE.finditer(marked):
        new = kind_of_mark(marked, piece.start()) or Kind.PLAIN
        if piece.lastgroup in ("comma", "end"):
            new = Kind.COMMA if piece.lastgroup == "comma" else Kind.END
        nouns = {kind, new} <= {Kind.PLAIN, Kind.NAME}
        if nouns and piece.start() == end:
            end = piece.end()
            continue
        if end:
            yield start, end, kind
        start, end = piece.span()
        kind = new
    if end:
        yield start, end, kind


def _compares(inside: Sequence[_Morpheme], following: str) -> bool:
    """Return whether an eojeol asks to compare.

    비교해, 차이는, 다른가; not 비교적, 비교된, 차이와, 다르게.
    """
    forms = {m.form for m in inside}
    found = next((m for m in inside if m.form in _COMPARING and m.tag != "MM"), None)
    if found is None or inside[-1].form in _WITH or forms & {"적", "되"}:
        return False
    if inside[-1].tag == "ETM":
        return following.lstrip().startswith(("때", "경우"))
    return not (found.form == "다르" and inside[-1].form == "게")


def _governs(inside: Sequence[_Morpheme], cue: Word) -> bool:
    """Return whether a comparison is only what a clause speaks of: 차이를 다룬, 차이를 없애기."""
    return cue.tie is Tie.VERB and inside[-1:] != [] and inside[-1].tag in ("ETM", "ETN")


def _add_eojeol(
    words: list[Word],
    surface: str,
    start: int,
    kind: Kind,
    inside: Sequence[_Morpheme],
    *,
    compares: bool,
) -> None:
    """Add the word, then what joins it to the next one if it does."""
    particles = list(takewhile(lambda m: m.tag[0] == "J", reversed(inside)))[::-1]
    content = inside[: len(inside) - len(particles)]
    end = start + len(surface)
    core_end = particles[0].start if particles else end
    if kind is Kind.PLAIN and content:
        kind = _WORDS.get(surface) or _kind_of(content, words[-1:])
        if compares and content[0].form in _COMPARING:
            kind = Kind.CUE
    elif kind is Kind.PLAIN:
        if not (particles and words and words[-1].end == start and words[-1].kind not in _MARKS):
            words.append(Word(start, end, end, Kind.STOP))
            return
        before = words.pop()  # the particle of a date
        start, core_end, kind = before.start, before.core_end, before.kind
    joint = _joint(content, particles[-1] if particles else None, kind, end)
    if joint and joint.kind is Kind.WEAK:
        kind, core_end = Kind.PLAIN, joint.start
    tie = Tie.NONE if joint or not particles else _tie(particles[-1])
    noun = next(
        (m for m in reversed(content) if m.tag[0] in "NXS" and m.tag not in ("XSV", "NNB")), None
    )
    head, suffix = (noun.form, noun.tag + noun.form[-1]) if noun else ("", "")
    words.append(Word(start, core_end, joint.start if joint else end, kind, tie, head, suffix))
    if joint:
        words.append(joint)


def _joint(
    content: Sequence[_Morpheme], particle: _Morpheme | None, kind: Kind, end: int
) -> Word | None:
    """Return what joins a word that ends here to the next one, if anything does."""
    if particle:
        if particle.form in _WITH and particle.tag in ("JC", "JKB"):
            return Word(particle.start, end, end, Kind.WITH)
        return Word(particle.start, end, end, Kind.THAN) if particle.form == "보다" else None
    if content and content[-1].form.endswith("랑") and content[-1].tag == "NNG":
        return Word(end - 1, end, end, Kind.WEAK)  # 수랑: the analyser takes it for one noun
    tags = "".join(m.tag for m in content[-2:])
    if tags == "XSVEC" and content[-1].form == "고" and kind is Kind.STOP:  # 수하고
        return Word(content[-2].start, end, end, Kind.WEAK)
    return None


def _tie(particle: _Morpheme) -> Tie:
    return _TIES.get(particle.tag) or _TIES.get(particle.form, Tie.VERB)


def _kind_of(content: Sequence[_Morpheme], before: Sequence[Word]) -> Kind:
    forms, last = {m.form for m in content}, content[-1].tag
    if len(content) == 1 and content[0].form in _AMONG:
        return Kind.AMONG
    if before and before[0].kind is Kind.CUE and content[0].form in _LIGHT:
        return Kind.CUE
    if before and before[0].kind is Kind.DATE and content[0].form in _SPANS:
        return Kind.CUE
    if forms & _ASKING or last in ("EF", "EC", "EP", "VCP") or last[0] == "V":
        return Kind.STOP
    if last in ("ETM", "MM"):
        return Kind.MODIFIER
    if last in ("MAG", "MAJ", "IC"):
        return Kind.ADVERB
    return Kind.NAME if any(m.tag == "NNP" for m in content) else Kind.PLAIN
