"""A follow-up -> the question it stands for, by rules: no model is called.

A question depends on the conversation if it points back (그 행사, it), or if what it names
itself is too little to search for. It is then completed from the question before, itself
completed first, in the way that changes least:

| the new question | the question before | stands for |
|---|---|---|
| names one thing: "2024년은?" | "2023년 예산은 얼마야?" | "2024년 예산은 얼마야?" |
| asks only: "왜?" | "그 앱을 언제 막았어?" | "그 앱을 왜 막았어?" |
| points: "거기 대표는 누구야?" | "가람교통은 뭐 하는 회사야?" | "가람교통 대표는 누구야?" |
| names an aspect: "과태료는?" | "가람법은 언제 시행돼?" | "가람법 과태료는?" |

The cosine between the question and the one before decides no better than always completing;
`python -m evaluation.followups` has the figures of the rules.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.language import detect_language
from rag.understanding.followup_reading import Kind, Part, Reading, Verb, read_question
from rag.understanding.followup_words import CONNECTING, SPACELESS

_MAX_TURNS = 4  # a chain of follow-ups is followed so far back
_MAX_ROUNDS = 3  # one but for word salad
_MAX_PARTS = 16  # are taken from the question before; a question with more stands alone
# What a question must weigh to be searched as it is; a name weighs 2, another word 1.
_ENOUGH = {"ko": 3}  # of nouns; elsewhere verbs count too
_ENOUGH_ELSEWHERE = 4
_ENOUGH_FRAGMENT = 4  # neither asks nor tells: "AI 기본법 과태료는?"
_PLENTY = 6  # what it points to is probably in the question itself
_QUOTED = re.compile(r"[《『「“\"‘][^《『「“\"‘]{2,60}[》』」”\"’]")

_WITH_NOUN = re.compile(
    r"(?:many|which|cu[aá]nt[oa]s|quant[oaie]s?|viele|welche[rsnm]?|quel(?:le)?s?|combien de"
    r"|bao nhiêu|kaç|сколько|скільки|ile|kolik|कितन\w+|多少|几|كم)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it can be searched, and the earlier questions that it draws on."""

    text: str
    used: tuple[str, ...] = ()


Exchange = tuple[list[Part], list[Part]]
"""What the topic has, and what the question has in its place."""


def stand_alone(question: str, history: Sequence[str], *, language: str) -> Standalone:
    """Return `question` such that it is understood without the conversation.

    Asking the returned text instead changes nothing: it is returned as it is.

    Args:
        question: what the user typed.
        history: earlier questions of the user, oldest first.
        language: ISO 639-1 code of the question.
    """
    topic: Reading | None = None
    used: tuple[str, ...] = ()
    for turn in [turn for turn in history if turn.strip()][-_MAX_TURNS:]:
        reading = _read(turn, detect_language(turn, default=language))
        completed = _complete(reading, topic)
        if completed == reading.text:
            topic, used = reading, (turn,)
        else:
            topic, used = _read(completed, reading.language), (*used, turn)
    reading = _read(question, language)
    completed = _complete(reading, topic)
    return Standalone(question) if completed == reading.text else Standalone(completed, used)


def _read(text: str, language: str) -> Reading:
    return read_question(unicodedata.normalize("NFC", text), language)


def _complete(question: Reading, topic: Reading | None) -> str:
    """Return the question completed such that completing it again changes nothing."""
    if topic is None:
        return question.text
    completed = _complete_once(question, topic)
    for _ in range(_MAX_ROUNDS):
        again = _complete_once(_read(completed, question.language), topic)
        if again == completed:
            return completed
        completed = again
    return question.text


def _complete_once(question: Reading, topic: Reading) -> str:
    if len(question.content()) > _MAX_PARTS:
        return question.text
    if not _unsaid(question.text, topic):
        return question.text
    if exchanges := _exchanges(question, topic):
        exchanged = _exchange(question, topic, exchanges)
        if _is_exchange(question, exchanges) or exchanged == question.text:
            return exchanged
    if _asks_only(question) and not _asks_for_thing(topic):
        return _ask_instead(question, topic)
    replaced = [old for olds, _ in exchanges for old in olds if old.unit or old.case]
    missing = [part for part in _unsaid(question.text, topic) if part not in replaced]
    if not missing or _names_enough(question):
        return question.text
    pointers = question.of(Kind.POINTER)
    if pointers and not question.of(Kind.REJECTED):
        end = _pointed_end(question, pointers[0], topic)
        before, after = question.text[: pointers[0].start], question.text[end:]
        missing = [part for part in _unsaid(before + after, topic) if part not in replaced]
        return _point(question, pointers[0], before, _words(topic, missing), after)
    return _put_in_front(question, _words(topic, missing))


# What kind of follow-up -----------------------------------------------------------------------


def _unsaid(said: str, topic: Reading) -> list[Part]:
    """Return the content of the topic, but for the predicate at its end, that isn't said.

    A word of several parts (국가인공지능위원회) is said as a whole or not at all.
    """
    content = topic.content()[:_MAX_PARTS]
    if len(content) > 1 and content[-1].kind is Kind.ACTION:
        content.pop()
    folded = said.casefold()
    return [
        part
        for word in _written_words(content)
        if topic.surface(*word).casefold() not in folded
        for part in word
    ]


def _written_words(parts: Sequence[Part]) -> list[list[Part]]:
    words: list[list[Part]] = []
    for part in parts:
        if words and words[-1][-1].end == part.start:
            words[-1].append(part)
        else:
            words.append([part])
    return words


def _is_exchange(question: Reading, exchanges: Sequence[Exchange]) -> bool:
    """Return whether there is nothing but the new: "2024년은?", "And Naver?"."""
    if question.verb is not Verb.NONE and question.language == "ko" or question.of(Kind.ASKING):
        return False
    new = [part for _, news in exchanges for part in news]
    return question.content() == sorted(new, key=lambda part: part.start)


def _asks_only(question: Reading) -> bool:
    """Return whether there is nothing but an asking word: "왜?", "And when?", "Why is that?"."""
    return bool(question.of(Kind.ASKING) and not question.content() and question.verb is Verb.NONE)


def _asks_for_thing(topic: Reading) -> bool:
    """Return whether the asking word has a noun of its own: the GPUs of "How many GPUs"."""
    return any(_WITH_NOUN.search(topic.surface(part)) for part in topic.of(Kind.ASKING))


def _names_enough(question: Reading) -> bool:
    """Return whether a question names its subject, and that before it points anywhere."""
    content = question.content()
    quoted = 2 if _QUOTED.search(question.text) else 0
    enough = _ENOUGH.get(question.language, _ENOUGH_ELSEWHERE)
    if pointers := question.of(Kind.POINTER, Kind.REJECTED):
        before = [part for part in content if part.start < pointers[0].start]
        return _weight(question, before) >= enough or _weight(question, content) >= _PLENTY
    if question.verb is not Verb.FULL and not question.of(Kind.ASKING):
        enough = _ENOUGH_FRAGMENT
    return _weight(question, content) + quoted >= enough


def _weight(question: Reading, parts: Sequence[Part]) -> int:
    names = sum(part.kind is Kind.NAME for part in parts)
    words = [part for part in parts if part.kind in (Kind.WORD, Kind.ACTION)]
    if question.language in SPACELESS:  # two characters make a word
        return 2 * names + sum(part.end - part.start for part in words) // 2
    return 2 * names + len(words)


# What stands in the place of what -------------------------------------------------------------


def _exchanges(question: Reading, topic: Reading) -> list[Exchange]:
    """Return figures of one unit, and names in the same case, that the question changes."""
    known = topic.text.casefold()
    olds = (_names(topic) + [[part] for part in topic.counted()])[:_MAX_PARTS]
    found: list[Exchange] = []
    for new in _names(question) + [[part] for part in question.counted()]:
        if question.surface(*new).casefold() in known:
            continue
        same = [old for old in olds if _alike(old, new)]
        if same and (len(same) == 1 or new[-1].unit):
            found.append((same[0], new))
            olds.remove(same[0])
    return found


def _alike(old: Sequence[Part], new: Sequence[Part]) -> bool:
    if old[-1].unit or new[-1].unit:
        return old[-1].unit == new[-1].unit
    return old[0].kind is new[0].kind and old[-1].case == new[-1].case


def _names(reading: Reading) -> list[list[Part]]:
    """Return the names; in Korean those that begin a phrase, acronyms that are all of it.

    (AI 기본법 can't become 네이버 기본법.)
    """
    found: list[list[Part]] = []
    for phrase in reading.phrases([p for p in reading.content() if p.kind is not Kind.FIGURE]):
        words = _written_words(phrase)
        names = [
            [part for word in run for part in word]
            for is_name, run in groupby(words, key=lambda word: word[0].kind is Kind.NAME)
            if is_name
        ]
        if reading.language == "ko":
            first = names[0] if names and names[0][0] is phrase[0] else []
            acronym = bool(first) and reading.surface(*first).isascii()
            names = [first] if first and (first == phrase or not acronym) else []
        found += names
    return found


# How it is completed --------------------------------------------------------------------------

_ASKED_PARTICLE = re.compile(r"(?:부터|까지|에서|에게|으로|이나|쯤|정도|서|에|로|나|를|을)*")
_WORD_END = re.compile(r"[^\s,?!.]*")
_DETERMINERS = frozenset("그 이 저".split())
_CLASS_NOUN = re.compile(r"\s*(?:사람|분|곳|데|것|거|쪽)(?=[은는이가을를의도에,?\s]|$)")
_TIME_POINTER = re.compile(r"[그이]?(때|날|해|중|당시)")
_PARTICLE = re.compile(r"(은|는|이|가|을|를|과|와)(?=[\s,.?!]|$)")
_PARTICLES = {p: pair for pair in ("은는", "이가", "을를", "과와") for p in pair}
_KANA = re.compile(r"[\u3041-\u309f]")
_CLOSED = frozenset("lmnrLMNR013678")  # their Korean names end in a consonant


def _exchange(question: Reading, topic: Reading, exchanges: Sequence[Exchange]) -> str:
    """Return the topic with what is new in the place of the old."""
    text = topic.text
    for old, new in sorted(exchanges, key=lambda pair: -pair[0][0].start):
        said = question.surface(*new)
        if said.isdigit():  # a bare year takes the unit over
            said += topic.surface(*old).lstrip("0123456789")
        text = text[: old[0].start] + said + text[old[-1].end :]
    return text


def _ask_instead(question: Reading, topic: Reading) -> str:
    """Return the topic with the new asking word in the place of its own."""
    asked, old = question.of(Kind.ASKING), topic.of(Kind.ASKING)
    new = question.surface(*asked)
    if question.language == "ko" and (
        particle := _ASKED_PARTICLE.match(question.text, asked[-1].end)
    ):
        new += particle.group()
    if not old:
        return f"{new} {_without_opening(_uncapitalised(topic), topic)}"
    end = old[0].end
    if topic.language == "ko" and (rest := _WORD_END.match(topic.text, end)):
        end = rest.end()
    return f"{topic.text[: old[0].start]}{new}{topic.text[end:]}"


def _words(topic: Reading, parts: Sequence[Part]) -> str:
    return " ".join(topic.surface(*stretch) for stretch in topic.stretches(parts))


def _pointed_end(question: Reading, pointer: Part, topic: Reading) -> int:
    """Return where the pointer ends, with its noun if the topic has that: 그 위원회."""
    following = [part for part in question.content() if part.start >= pointer.end]
    for word in _written_words(following)[:1]:
        near = question.text[pointer.end : word[0].start].strip() == ""
        if near and question.surface(*word).casefold() in topic.text.casefold():
            return word[-1].end
    return pointer.end


def _point(question: Reading, pointer: Part, before: str, words: str, after: str) -> str:
    """Return the question with `words` in the place of what stood between before and after."""
    if question.language == "ko":
        when = _TIME_POINTER.fullmatch(question.surface(pointer))
        if when:
            words = f"{words} {when[1]}"
        elif after[:1].isalnum() and question.surface(pointer) in _DETERMINERS:
            after = f" {after}"  # 그날 may be two words
        if noun := _CLASS_NOUN.match(after):
            after = after[noun.end() :]
        after = _fit_particle(words, after)
    elif question.language in SPACELESS and not _KANA.match(after):
        after = f" {after}"
    return f"{_without_opening(before, question)}{words}{after}"


def _put_in_front(question: Reading, words: str) -> str:
    """Return the question behind `words`, without what it says is not meant."""
    text = _uncapitalised(question)
    for part in reversed(question.of(Kind.REJECTED)):
        text = text[: part.start] + text[part.end :]
    text = _without_opening(text, question).strip(" \t\n,，、")
    return f"{words} {text}" if question.language in (*SPACELESS, "ko") else f"{words}, {text}"


def _uncapitalised(reading: Reading) -> str:
    """Return the text with its first letter small, unless that begins a name or another word."""
    if any(part.start == 0 for part in reading.content()):
        return reading.text
    return reading.text[:1].lower() + reading.text[1:]


def _without_opening(text: str, question: Reading) -> str:
    """Return the beginning of a question without the "and", "then" that ties it to what was."""
    opening = CONNECTING.match(question.text)
    if opening is None or any(part.start < opening.end() for part in question.parts):
        return text
    return text[: opening.start(1)] + text[opening.end() :]


def _fit_particle(word: str, after: str) -> str:
    """Return what follows `word`, its particle fitted: after 예산, 는 becomes 은."""
    particle = _PARTICLE.match(after)
    if particle is None:
        return after
    last = word[-1]
    closed = (ord(last) - ord("가")) % 28 > 0 if "가" <= last <= "힣" else last in _CLOSED
    return _PARTICLES[particle[1]][not closed] + after[1:]
