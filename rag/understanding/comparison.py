"""A question that compares -> one question per side, so that each side is searched for.

A question has sides where a word of comparison (비교, difference, respectively, 違い …) meets a
coordination (A와 B, A or B), one thing set against another (보다, than), or several dates.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.answers import Side
from rag.understanding.comparison_reading import Reading, read_question
from rag.understanding.comparison_words import Cue, Kind, Word
from rag.understanding.coordination import (
    Coordination,
    are_alike,
    are_same_noun,
    close_lists,
    find_coordinations,
    phrase_after,
    phrase_before,
)

MAX_SIDES = 4

_OVER_TIME = re.compile(
    r"바뀌|바뀐|바꼈|변했|변해|변하[는였]|변천|추이|추세|달라[졌져지]|연도별|해마다|매년|시간순"
    r"|(?:어떤|무슨)\s변화|(?<!기후)(?<!기후\s)변화(?:[는가를]?\s(?:있|어떻|과정)|과정)"
    r"|\bhow (?:has|have|did|does|do)\b.{1,120}\b(?:change|evolve|develop)d?\b|\btimeline\b"
    r"|\bover (?:time|the years)\b|\byear (?:by|after|on) year\b|\bfrom year to year\b"
    r"|変わ[っりる]|推移|移り変わ|どのような変化|変遷|年々|演变|变迁|历年|逐年|如何变化|怎[么样]变"
    r"|(?:什么|哪些)变化|\ba lo largo de\b|\bevolucion|\bhan? cambiado\b|\bcambió\b"
    r"|\bim Laufe der\b|\bverändert\b|\bgeändert\b|\bau fil d|\bévolué\b|\bévolution\b"
    r"|\b(?:ont|a) changé\b",
    re.IGNORECASE,
)
_DROPPED = frozenset((Kind.CUE, Kind.AMONG, Kind.BETWEEN, Kind.THAN))
_REACH = 30  # words within which two things are set against each other
_END = (
    r"\b(?:from|between|since|than|until|till|to|bis|seit|zwischen|als|desde|hasta|entre|a|que"
    r"|depuis|à|từ|đến)\s|[从從到至自]"
)
_BEFORE_END = re.compile(_END, re.IGNORECASE)
_BEFORE_DATE = re.compile(rf"(?:\b(?:in|von|im|en|de|au|năm)\s|{_END})$", re.IGNORECASE)
_AFTER_END = re.compile(
    r"(?:에서|부터|까지|보다|[과와]|이?랑|에는|[은는]|에\s비|\s?대비|\s?사이|から|まで|より|と|に比)"
)
_ENDS, _MARKS = "?!.？！。", ",;:、，："
_HANGUL_WORD = re.compile(r"[가-힣]+")
_PARTICLES = re.compile(
    r"(?:의|은|는|이|가|을|를|에|에서|에게|에는|에도|에서는|으로|로|와|과|랑|이랑|하고|도|만|부터|까지|보다|처럼|이나|나)$"
)
_STRAY = re.compile(r"[,;:](?=\s)|(?<=[¿¡])\s")
_REQUEST = re.compile(
    r"\s?(?:좀\s)?(?:알려|말해|설명해|정리해|보여|가르쳐|찾아)\s?(?:줘|주세요|주십시오|줄래|달라)\S*$"
    r"|を?(?:教えて|説明して)(?:ください)?$"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """What one side alone says, core_start:core_end; start:end with what ties it to the rest."""

    start: int
    core_start: int
    core_end: int
    end: int


def sides_of(question: str, *, language: str, today: date | None = None) -> tuple[Side, ...]:
    """Return a standalone question for each side, in order; () where there are no two sides.

    What the sides share stays in each, words of comparison go. A month takes its neighbour's
    year. More than `MAX_SIDES` members are a list, not a comparison.

    Args:
        question: standalone (follow-ups already completed).
        language: ISO 639-1 code of the question; others than ko, ja, zh, en, es, de, fr, vi
            are read as English.
        today: what "last year" is reckoned from; without it such a side has no period.

    Example: "2021년과 2025년의 AI 예산을 비교해줘" -> Side("2021년의 AI 예산",
    "2021-01-01/2021-12-31", "2021년"), Side("2025년의 AI 예산", "2025-01-01/2025-12-31", "2025년")
    """
    question = unicodedata.normalize("NFC", question.encode("utf-8", "replace").decode("utf-8"))
    reading = read_question(question, language, today=today)
    words = list(close_lists(reading.words))
    items = _items(question, words, reading)
    if not 2 <= len(items) <= MAX_SIDES:
        return ()
    dropped = list(_dropped(words))
    sides = tuple(_side(question, reading, items, item, dropped) for item in items)
    told_apart = len({side.question for side in sides}) == len(sides)
    # A name cut in two (배경훈) would leave a word that nobody wrote.
    words_of_sides = [word for side in sides for word in _HANGUL_WORD.findall(side.question)]
    written = all(_PARTICLES.sub("", word) in question for word in words_of_sides)
    return sides if told_apart and written and all(side.name for side in sides) else ()


def spans_time(question: str) -> bool:
    """Return whether a development is asked for, which articles of several dates tell."""
    return bool(_OVER_TIME.search(question))


def _items(question: str, words: Sequence[Word], reading: Reading) -> list[_Item]:
    """Return what each side alone says: by the surest coordination, an opposition, or dates."""
    found = [
        coordination
        for coordination in find_coordinations(words, closed=reading.closed)
        if _is_compared(words, coordination, reading)
    ]
    best = max((coordination.likeness for coordination in found), default=0)
    surest = [coordination for coordination in found if coordination.likeness == best]
    if best and len(surest) == 1:
        return _joined(words, surest[0])
    for place in range(len(words)):
        if opposed := _opposed(words, place):
            return opposed
    dates = list(_dates(question, words))
    if Cue.CHANGE in reading.cues and (ends := _ends_of_span(question, dates)):
        return ends
    if len(surest) == 1:
        return _joined(words, surest[0])
    return dates if Cue.STRONG in reading.cues and not found and len(dates) == 2 else []


def _is_compared(words: Sequence[Word], coordination: Coordination, reading: Reading) -> bool:
    """Return whether the question's words of comparison are about this coordination."""
    cues = reading.cues
    kinds = {words[joint].kind for joint in coordination.joints}
    after = words[coordination.after : coordination.after + 1]
    if Cue.STRONG in cues:
        return True
    dated = all(words[member[0]].kind is Kind.DATE for member in coordination.members)
    if dated and (Cue.CHANGE in cues or Kind.AGAINST in kinds):
        return True
    if Cue.ASKING in cues and after and after[0].kind is Kind.AMONG:
        return True
    if Kind.AGAINST in kinds:  # "the hotel that hosted Elm vs Oak": a match
        asks = cues & {Cue.ASKING, Cue.WHICH} or any(word.kind is Kind.STOP for word in words)
        return not asks or (
            Cue.CHOICE in cues and (reading.closed or _is_topic(words, coordination))
        )
    if reading.closed:
        return Cue.CHOICE in cues
    return Kind.OR in kinds and (
        Cue.CHOICE in cues or (Cue.WHICH in cues and _is_topic(words, coordination))
    )


def _is_topic(words: Sequence[Word], coordination: Coordination) -> bool:
    """Return whether a coordination stands by itself: "Trams vs buses: which is cheaper?"."""
    first = phrase_before(words, coordination.joints[0]).start
    after = words[coordination.after : coordination.after + 1]
    bounds = words[first - 1 : first] if first else after
    return all(word.kind in (Kind.COMMA, Kind.END) for word in bounds)


def _joined(words: Sequence[Word], coordination: Coordination) -> list[_Item]:
    starts = [words[member[0]].start for member in coordination.members]
    ends = [words[member[-1]].core_end for member in coordination.members]
    untils = [*starts[1:], ends[-1]]  # the last one's particle ties all of them to the rest
    return [_Item(*bounds) for bounds in zip(starts, starts, ends, untils, strict=True)]


def _apart(words: Sequence[Word], member: range) -> _Item:
    """Return an item that stands for itself, with the particle that ties it."""
    last = words[member[-1]]
    after = words[member.stop : member.stop + 1]
    tied = bool(after) and after[0].kind in (Kind.WITH, Kind.THAN) and after[0].start == last.end
    start = words[member[0]].start
    return _Item(start, start, last.core_end, after[0].end if tied else last.end)


def _dates(question: str, words: Sequence[Word]) -> Iterator[_Item]:
    """Yield the dates, each with the preposition or particle that ties it."""
    for place, word in enumerate(words):
        if word.kind is Kind.DATE:
            item = _apart(words, range(place, place + 1))
            before = _BEFORE_DATE.search(question[max(0, item.start - 12) : item.start])
            yield replace(item, start=item.start - len(before.group())) if before else item


def _ends_of_span(question: str, dates: Sequence[_Item]) -> list[_Item]:
    """Return the dates between which something changed; [] where dates aren't said to be ends."""
    marked = [
        item
        for item in dates
        if _BEFORE_END.fullmatch(question[item.start : item.core_start])
        or _AFTER_END.match(question, item.core_end)
    ]
    if len(marked) > 1:
        return marked
    return list(dates) if marked and len(dates) == 2 else []


def _opposed(words: Sequence[Word], place: int) -> list[_Item]:
    """Return the two things that a word sets against each other, if it does.

    "A는 B와 어떻게 다른가", "B보다 A가 더", "more A than B".
    """
    joint = words[place]
    if joint.kind is Kind.WITH:
        ahead = (w.kind for w in words[place + 1 : place + 4])
        first = next((k for k in ahead if k not in (Kind.STOP, Kind.ADVERB)), Kind.END)
        if first is not Kind.CUE:
            return []
    elif joint.kind is not Kind.THAN:
        return []
    postposed = place > 0 and words[place - 1].end == joint.start
    if postposed:
        other = phrase_before(words, place)
    else:
        preposition = words[place + 1 : place + 2]  # than in Elm
        skipped = bool(preposition) and preposition[0].kind is Kind.STOP
        other = phrase_after(words, place + skipped)
    if not other:
        return []
    before = range(other.start - 1, max(-1, other.start - _REACH), -1)
    for one in (*before, *range(max(place + 1, other.stop), min(len(words), place + _REACH))):
        member = _counterpart(words, one, other)
        if member:
            items = [_apart(words, member), _apart(words, other)]
            return sorted(items, key=lambda item: item.start)
    return []


def _counterpart(words: Sequence[Word], place: int, other: range) -> range | None:
    """Return the phrase at a word that is parallel to the phrase `other`."""
    word = words[place]
    if are_same_noun(word, words[other[-1]]):
        phrase = phrase_before(words, place + 1)
        return range(max(phrase.start, place + 1 - len(other)), place + 1)
    if are_alike(word, words[other[0]]) and word.kind is Kind.ARTICLE:
        return range(place, phrase_after(words, place).stop)
    if word.kind in (Kind.NAME, Kind.DATE) and are_alike(word, words[other[-1]]):
        return range(place, place + 1)
    return None


def _dropped(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where words of comparison stand, and the particles that tie others to them."""
    for place, word in enumerate(words):
        if word.kind in _DROPPED:
            yield word.start, word.end
            before = words[place - 1 : place]
            if before and before[0].kind is Kind.ARTICLE:  # the difference
                yield before[0].start, before[0].end
            elif before:
                yield before[0].core_end, before[0].end


def _side(
    question: str,
    reading: Reading,
    items: Sequence[_Item],
    mine: _Item,
    dropped: Sequence[tuple[int, int]],
) -> Side:
    hidden = bytearray(len(question))
    for item in items:
        dropped = [*dropped, (item.start, item.end)]
    for start, end in dropped:
        hidden[start:end] = b"\x01" * (end - start)
    hidden[mine.core_start : mine.core_end] = bytes(mine.core_end - mine.core_start)
    characters = ["" if hidden[i] else character for i, character in enumerate(question)]
    dates = [words for words in reading.dates if mine.core_start <= words.start < mine.core_end]
    for words in dates:
        first, last = words.year_words
        year = question[first:last]
        if words.borrows_year and hidden[first] and reading.closed:  # 2023년 9월, 2023年9月
            year += " " * question[last : last + 1].isspace()
            characters[words.start] = year + characters[words.start]
        elif words.borrows_year and hidden[first]:
            characters[words.end - 1] += " " + year
    name = " ".join(question[mine.core_start : mine.core_end].split())
    period = dates[0].period if len(dates) == 1 else ""
    return Side(_tidy("".join(characters)), period, name if any(c.isalnum() for c in name) else "")


def _tidy(text: str) -> str:
    """Return what is left of a question without the marks and spaces of what was cut."""
    text = _STRAY.sub("", _REQUEST.sub("", " ".join(text.split())))
    body = text.rstrip(_ENDS + _MARKS + " ")
    end = next((mark for mark in text[len(body) :] if mark in _ENDS), "")
    return " ".join((body.lstrip(_MARKS + ". ") + end).split())
