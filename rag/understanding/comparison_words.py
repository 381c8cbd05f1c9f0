"""What the words of a question are to a comparison: the kinds, and how text is marked with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a word does in a comparison."""

    PLAIN = auto()
    NAME = auto()
    DATE = auto()
    ARTICLE = auto()
    MODIFIER = auto()  # ends an adnominal clause: 발표한, 새, 古い
    ADVERB = auto()
    LINK = auto()  # of, de, von
    AND = auto()
    OR = auto()
    WITH = auto()  # 와, と: "and", or "with" where no noun follows
    WEAK = auto()  # 하고 after a noun: "and", or the ending of a verb
    AGAINST = auto()  # vs, compared with
    THAN = auto()
    BETWEEN = auto()
    AMONG = auto()  # 중에: what precedes it is to be chosen from
    CUE = auto()  # says that there is a comparison: 비교해줘, difference, first
    COMMA = auto()
    STOP = auto()  # a function word or a predicate: no part of a noun phrase
    END = auto()  # of a clause or sentence


class Tie(Enum):
    """What a word's particle ties it to."""

    NONE = auto()
    NOUN = auto()  # 의, の, 的
    VERB = auto()  # a case: 가, 에, を
    TOPIC = auto()  # 은, は


class Cue(Enum):
    """How a question compares."""

    STRONG = auto()  # difference, 각각: any coordination names its sides
    CHOICE = auto()  # first, 누가 더: alternatives are its sides
    WHICH = auto()  # which: alternatives after a comma are its sides
    ASKING = auto()  # has an interrogative, as a choice must
    VERSUS = auto()  # vs: compares, or names a match
    CHANGE = auto()  # grew, 바뀌다: dates are its sides


@dataclass(frozen=True, slots=True)
class Word:
    """question[start:core_end] is the word, question[core_end:end] its particle.

    Words of one `head`, or of one `suffix`, are nouns of a kind.
    """

    start: int
    core_end: int
    end: int
    kind: Kind
    tie: Tie = Tie.NONE
    head: str = ""
    suffix: str = ""


# A character that stands for a span of this kind, then fillers: the span is one word.
_MARKS = {
    Kind.DATE: "\ue000", Kind.NAME: "\ue001", Kind.CUE: "\ue002", Kind.AGAINST: "\ue003",
    Kind.AMONG: "\ue004",
}  # fmt: skip
_KINDS = {mark: kind for kind, mark in _MARKS.items()}
_FILLER = "\ue00f"
_PRIVATE = re.compile("[\ue000-\ue00f]")
MARKED = f"(?P<marked>[\ue000-\ue004]{_FILLER}*)"
NOT_MARKED = "(?![\ue000-\ue00f])"


def clear_marks(text: str) -> str:
    """Return `text` with what would read as a mark replaced, each character by one."""
    return _PRIVATE.sub("x", text)


def mark(text: str, spans: Sequence[tuple[int, int, Kind]]) -> str:
    """Return `text`, equally long, with these spans marked; a later span wins."""
    characters = list(text)
    for start, end, kind in spans:
        if start < end:
            characters[start:end] = _MARKS[kind] + _FILLER * (end - start - 1)
    return "".join(characters)


def is_marked(text: str, place: int) -> bool:
    """Return whether a character belongs to a marked span."""
    return _PRIVATE.match(text, place) is not None


def kind_of_mark(text: str, place: int) -> Kind | None:
    """Return the kind of the marked span that starts here."""
    return _KINDS.get(text[place])
