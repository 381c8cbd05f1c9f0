"""A question -> its words as a comparison sees them: what joins, what compares, what is a noun.

Korean is read from its tags (`comparison_korean`); Japanese and Chinese from their
particles and function words; the languages of Europe and Vietnamese from closed classes.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from rag.understanding.comparison_dates import DateWords, find_dates
from rag.understanding.comparison_grammar import (
    CHINESE,
    GRAMMARS,
    JAPANESE,
    JAPANESE_PARTICLE,
    Grammar,
)
from rag.understanding.comparison_korean import read_korean
from rag.understanding.comparison_words import (
    MARKED,
    NOT_MARKED,
    Cue,
    Kind,
    Tie,
    Word,
    clear_marks,
    kind_of_mark,
    mark,
)

_QUOTED = re.compile(
    r"“[^”]{1,80}”|‘[^’]{1,80}’|「[^」]{1,80}」|『[^』]{1,80}』|《[^》]{1,80}》|〈[^〉]{1,80}〉"
    r"|«[^»]{1,80}»|„[^“”]{1,80}[“”]|\"[^\"]{1,80}\"|(?<!\w)'[^']{1,80}'(?![A-Za-z])|\([^()]{1,80}\)"
    r"|（[^（）]{1,80}）|\[[^\[\]]{1,80}\]"
)
_CUES = {
    "strong": (Kind.CUE, Cue.STRONG),
    "choice": (Kind.CUE, Cue.CHOICE),
    "against": (Kind.AGAINST, Cue.STRONG),
    "versus": (Kind.AGAINST, Cue.VERSUS),
    "which": (Kind.CUE, Cue.WHICH),
    "among": (Kind.AMONG, Cue.ASKING),
}
_LATIN = re.compile(
    rf"{MARKED}|(?P<comma>[,:])|(?P<end>[;?!…()\[\]¿¡\n—–]|\.(?=\s|$))"
    r"|(?P<elided>(?<!\w)(?:[dl]|qu)['’](?=\w))"
    rf"|(?P<text>(?:(?!\.(?:\s|$)){NOT_MARKED}[^\s,:;?!…()\[\]¿¡—–])+)",
    re.IGNORECASE,
)
_HAN = {
    "ja": re.compile(f"{MARKED}|{JAPANESE}|(?P<gap>\\s+)"),
    "zh": re.compile(f"{MARKED}|{CHINESE}|(?P<gap>\\s+)"),
}
_KINDS = {
    "comma": Kind.COMMA, "end": Kind.END, "and": Kind.AND, "or": Kind.OR, "with": Kind.WITH,
    "stop": Kind.STOP, "kana": Kind.STOP,
}  # fmt: skip
_TIES = {"noun": Tie.NOUN, "verb": Tie.VERB, "topic": Tie.TOPIC}
_COMPARE = re.compile(r"compar|vergl|untersch", re.IGNORECASE)
_JOINTS = frozenset((Kind.AND, Kind.OR, Kind.AGAINST))
_NOUNS = frozenset((Kind.PLAIN, Kind.NAME, Kind.DATE))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a question in order, how it compares, its dates.

    `closed` says that a noun phrase ends where its words end; in English and its kin a verb
    may follow unmarked: "the council [or] the mayor decide".
    """

    words: tuple[Word, ...]
    cues: frozenset[Cue]
    dates: tuple[DateWords, ...]
    closed: bool


def read_question(question: str, language: str, *, today: date | None) -> Reading:
    """Return the words of `question`; a language without a grammar here is read as English."""
    grammar = GRAMMARS.get(language, GRAMMARS["en"])
    marked = clear_marks(question)
    marked = mark(marked, [(*match.span(), Kind.NAME) for match in _QUOTED.finditer(marked)])
    dates = find_dates(marked, today=today)
    marked = mark(marked, [(words.start, words.end, Kind.DATE) for words in dates])
    cues = {Cue.CHANGE} if grammar.change.search(marked) else set()
    comparing: list[tuple[int, int, Kind]] = []
    for match in grammar.cues.finditer(marked):
        kind, cue = _CUES[match.lastgroup or ""]
        comparing.append((*match.span(), kind))
        cues.add(cue)
    marked = mark(marked, comparing)
    if language == "ko":
        words, more = read_korean(question, marked)
        cues |= more
    elif language in _HAN:
        words = _read_han(marked, _HAN[language])
    else:
        words = _read_latin(question, marked, grammar)
    closed = language == "ko" or language in _HAN
    return Reading(tuple(words), frozenset(cues), tuple(dates), closed)


def _kind_of(piece: re.Match[str]) -> Kind | None:
    return kind_of_mark(piece.string, piece.start()) or _KINDS.get(piece.lastgroup or "")


def _read_han(marked: str, pattern: re.Pattern[str]) -> list[Word]:
    words: list[Word] = []
    position = 0
    for piece in pattern.finditer(marked):
        start, end = piece.span()
        if position < start:
            words.append(_noun(marked, position, start))
        position = end
        if piece.lastgroup == "gap":
            continue
        attached = bool(words) and words[-1].end == start and words[-1].kind in _NOUNS
        if piece.lastgroup == "list":  # nouns in a list have no particle
            bare = attached and words[-1].tie is Tie.NONE
            words.append(Word(start, end, end, Kind.AND if bare else Kind.COMMA))
        elif piece.lastgroup == "noun" and attached:
            words[-1] = replace(words[-1], end=end, tie=Tie.NOUN)
        elif piece.lastgroup == "kana" and attached:
            _add_kana(words, piece)
        else:
            words.append(Word(start, end, end, _kind_of(piece) or Kind.STOP))
    if position < len(marked):
        words.append(_noun(marked, position, len(marked)))
    return words


def _noun(marked: str, start: int, end: int) -> Word:
    core = marked[start:end]
    return Word(start, end, end, Kind.PLAIN, head=core, suffix=core[-1])


def _add_kana(words: list[Word], kana: re.Match[str]) -> None:
    """Read what follows a noun: its particle, or the rest of an adjective or verb."""
    start, end = kana.span()
    particle = JAPANESE_PARTICLE.match(kana.string, start, end)
    if particle:
        tie = _TIES[particle.lastgroup or ""]
        words[-1] = replace(words[-1], end=particle.end(), tie=tie)
        start = particle.end()
    elif words[-1].kind is Kind.PLAIN:
        noun_follows = kana.string[end : end + 1].isalnum() or kind_of_mark(
            kana.string + " ", end
        ) in (Kind.NAME, Kind.DATE)
        kind = Kind.MODIFIER if noun_follows else Kind.STOP
        words[-1] = replace(words[-1], core_end=end, end=end, kind=kind)
        return
    if start < end:
        words.append(Word(start, end, end, Kind.STOP))


def _read_latin(question: str, marked: str, grammar: Grammar) -> list[Word]:
    words: list[Word] = []
    for piece in _LATIN.finditer(marked):
        start, end = piece.span()
        kind = _kind_of(piece) or _latin_kind(piece.group(), grammar)
        merges = kind is Kind.NAME and words and words[-1].kind is Kind.NAME
        if merges and words[-1].end + 1 == start and not grammar.nouns_capital:
            start = words.pop().start
        words.append(Word(start, end, end, kind, head=piece.group().lower()))
    _find_against(words, question, grammar)
    return words


def _latin_kind(text: str, grammar: Grammar) -> Kind:
    word = text.lower().replace("’", "'")
    for forms, kind in (
        (grammar.and_, Kind.AND), (grammar.or_, Kind.OR), (grammar.articles, Kind.ARTICLE),
        (grammar.links, Kind.LINK), (grammar.between, Kind.BETWEEN), (("than",), Kind.THAN),
        (grammar.stops, Kind.STOP), (("qu'",), Kind.STOP),
    ):  # fmt: skip
        if word in forms:
            return kind
    return Kind.NAME if any(c.isupper() for c in text) else Kind.PLAIN


def _find_against(words: list[Word], question: str, grammar: Grammar) -> None:
    """Make the "with" of "compare A with B" a joint; "to" only if nothing else joins."""
    first = next(
        (
            place
            for place, word in enumerate(words)
            if word.kind is Kind.CUE and _COMPARE.match(question, word.start)
        ),
        len(words),
    )
    # "How does A compare with B" has it at once, "compare with care" at the start none.
    after = range(first + (1 if first else 2), len(words))
    joined = any(words[place].kind in _JOINTS for place in after)
    for form in grammar.against[:1] if joined else grammar.against:
        for place in after:
            if words[place].head == form:
                words[place] = replace(words[place], kind=Kind.AGAINST)
                return
