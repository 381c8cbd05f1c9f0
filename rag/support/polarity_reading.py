"""What a text affirms and what it denies, clause by clause, in any language but Korean.

A mention is one word with its sign: 1 affirmed, -1 denied. A word that has an opposite stands
for its axis, with the sign of its side: "fell" and "did not rise" are both -1 on "#amount".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.numbers import extract_numbers
from index.terms import fold
from rag.support.known_names import known_names
from rag.support.polarity_words import (
    LATIN_DENYING,
    LATIN_GIVING_UP,
    LATIN_HINT,
    LATIN_NEGATORS,
    LATIN_PLAIN,
    dense_negations,
    dense_sides,
    latin_senses,
    latin_sides,
    phrases,
)

AXIS = "#"
UNTIL = "until"  # among the words of a clause that tells when something else begins
_ORDER = "before"
# Axes of time and place: "not before noon" says nothing of the afternoon.
PLACED = frozenset("before half day compass sunrise".split())
# Words that deny a second time without affirming: no ... nadie, ne ... pas.
_SECOND = frozenset(
    "nunca nada nadie ningún ninguna ninguno tampoco pas jamais aucun aucune personne".split()
)
_INSTEAD = frozenset(("instead_of", "rather_than"))
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:.!?()—–]")
_CLAUSE_END = frozenset(",;:.!?()—–")
_CONJUNCTIONS = frozenset(
    """but while although though whereas however because which who whom when if unless as that
    pero mientras aunque porque que cuando si aber während obwohl weil dass der die wenn sondern
    mais tandis alors bien qui que quand nhưng trong khi mặc vì""".split()
)
_RELATIVE = re.compile(r"\s*(?:(?:which|who|whose|whom)\b|\d{1,3},)")  # or an age
_BREAKS = frozenset("and or und oder et ou y e và plus then".split())
_STOP = frozenset(
    """a an the and or und oder et y e of in on at to for from by with as into over its it he
    she they his her their is are was were be been being am has have had having will would
    shall should can could may might must do does did done this that these those there than
    so such also just very too about after before since until during between among per each
    up out off down over under through against according because
    all any some both either more most other own same said says told yes el la los las un una
    de del en por para con se su sus lo le les al es son fue ha han der die das den dem des
    ein eine einen einem im am zu von mit für auf aus bei ist sind war wird werden hat haben
    worden du au aux dans pour par sur avec est sont été ont của và là đã được có trong cho
    với các những một này đó ở từ đến về""".split()
)
EMPTY_WORDS = _STOP | _CONJUNCTIONS | _BREAKS | LATIN_NEGATORS
_NO_DENIAL = re.compile(
    r"\bnot (?:only|until|just|merely|least)\b|\bno (?:doubt|matter|less)\b"
    r"|\bno (?:later|more|fewer|less|earlier|sooner) than\b"
    r"|\bno s[oó]lo\b|\bnicht nur\b|\bpas seulement\b|\bkhông chỉ\b"
    r"|\bnothing but\b|\bnone other\b|\bcannot but\b",
    re.IGNORECASE,
)
_AS_MANY = r" as (?:many|much|big|large|long|high|fast)(?: [^\W\d]+)? as\b"
_LESS = re.compile(r"\bnot(?: quite| nearly)?" + _AS_MANY)
_PART_OF = re.compile(
    r"\b(half|a (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth))" + _AS_MANY
)
_TIMES = re.compile(r"\b(twice|(?:\w+) times)" + _AS_MANY)
_ANSWER = re.compile(r"^\s*(?:no|yes|nein|ja|non|oui|sí|không|có)[,.:]\s*", re.IGNORECASE)
_OF_NAME = re.compile(r"(?:(?<=[a-z] )|^)([A-Z][a-z]+)(?= [A-Z][a-z])")  # Lower Averne
_NUMBER_SIGN = re.compile(r"\bNo\.(?=\s*(?:\d|$))")
_ENDINGS = re.compile(
    r"(?:ations?|ments?|ions?|ings?|edly|ed|ies|es|s|al|er|ers|ly|e|ado|ada|ó|ar|ación|en|t|te|ten)$"
)
_UNDONE = re.compile(r"(?:un|dis)(\w{2,}(?:ed|able|ful))$")  # unpaid is left out: un + X + ed
_MIN_STEM = 3
_COMPARED, _COMPARED_WITHIN = frozenset(("more", "less", "fewer")), 6
_SWEEPING = frozenset("no none nobody deny denies denied denying".split())  # of all that follows
_SCOPE = 5  # words after a denial that it may speak of
_DENSE_CLAUSE = re.compile(r"[，、。；,;：:！？!?（）()\n]+")
_DENSE_CONTENT = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}|[\u3400-\u9fff]+|[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Mention:
    """One word or axis ("#amount") with its sign; `near` are the words about it.

    `stated` says that the clause is about it: only such mentions of a claim are checked.
    `denied` tells "did not rise" from "fell".
    """

    key: str
    sign: int
    near: frozenset[str]
    stated: bool = True
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: what it mentions, its words and figures, whether it denies, what it is about.

    `hints` tells of words by which a denial may be put in other words, `plainly` that it denies
    with a word like "not"; `lead` is the word that it begins with, or its subject. `senses` are
    what it affirms or denies in names that hold for every language, where that is plain.
    """

    mentions: tuple[Mention, ...]
    words: frozenset[str]
    denied: bool
    hints: bool = False
    lead: str = ""
    plainly: bool = True
    senses: tuple[Mention, ...] = ()


def anchors(text: str) -> frozenset[str]:
    """Return what is the same in every language: figures and listed names."""
    figures = {f"{number:g}" for number in extract_numbers(text)}
    return frozenset(figures | {f"@{known.name}" for known in known_names(text)})


@lru_cache(maxsize=512)
def read_latin(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text in Latin letters."""
    plain = _NO_DENIAL.sub(" ", _ANSWER.sub("", _NUMBER_SIGN.sub(" ", text)))
    plain = _OF_NAME.sub(r"\1's", plain)  # so that it has no side
    plain = re.sub(r"\b(ca|wo|sha)n['’]t\b", r"\1n not", plain)
    plain = re.sub(r"n['’]t\b", " not", plain)
    plain = _LESS.sub(" less than", plain)
    plain = _PART_OF.sub(r"\1 fewer than", plain)
    plain = _TIMES.sub(r"\1 more than", plain)
    plain = re.sub(r"\b(n|d|l|qu|s|c|j)['’](?=\w)", r"\1 ", plain, flags=re.IGNORECASE)
    return tuple(_latin_clause(words) for words in _latin_clauses(plain) if words)


@lru_cache(maxsize=512)
def read_dense(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a Chinese or Japanese text."""
    return tuple(_dense_clause(part) for part in _DENSE_CLAUSE.split(text) if part.strip())


def plain_senses(senses: Sequence[Mention], *, denies: bool, hints: bool) -> tuple[Mention, ...]:
    """Return the senses of a clause whose sign is plain: all where it denies nothing."""
    if denies or hints:
        return tuple(sense for sense in senses if sense.denied)
    return tuple(senses)


def stem(word: str) -> str:
    """Return what forms of a word share: approved, approves, approval are approv."""
    if len(word) <= _MIN_STEM or word[0].isdigit():
        return word
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= _MIN_STEM else word


def _latin_clauses(text: str) -> Iterator[list[str]]:
    """Yield the words of each clause; one goes on after what a relative pronoun put into it."""
    words: list[str] = []
    broken: list[str] = []  # the clause that a relative one stands in
    for match in _TOKEN.finditer(text):
        token = match.group().lower()
        reported = token == "that" and words and LATIN_DENYING.match(words[-1])
        joins = token in _CONJUNCTIONS and len(words) > 1 and not reported
        if token == "," and _RELATIVE.match(text, match.end()):
            yield broken
            words, broken = [], words
        elif token == "," and broken:
            yield words
            words, broken = broken, []
        elif token in _CLAUSE_END or joins:
            yield words
            words = []
        if token not in _CLAUSE_END:
            words.append(token)
    yield words
    yield broken


def _latin_clause(words: Sequence[str]) -> Clause:
    merged = list(_merged(words))
    denials = _denials(merged)
    heads = {head for head, _ in denials}
    content = [
        None
        if word in EMPTY_WORDS
        else stem(fold(re.sub("['’]s?$|_(?:on|off|up|out|down)$", "", word)))
        for word in merged
    ]
    mentions, senses = [], []
    given_up = next(
        (n for n, word in enumerate(merged) if LATIN_GIVING_UP.match(word)), len(merged)
    )
    until = merged.index(UNTIL) if UNTIL in merged else 0
    delayed = 0 if LATIN_NEGATORS.isdisjoint(merged[:until]) else until  # not open until then
    for place, word in enumerate(merged):
        if given_up < place <= given_up + _SCOPE:
            continue
        sides = latin_sides(word)
        near = _near(merged, content, place)
        scopes = [
            (head, start)
            for head, start in denials
            if head <= place < head + _SCOPE and start < place
        ]
        denied = len(scopes) % 2
        vaguely = place not in heads and any(merged[start] not in _SWEEPING for _, start in scopes)
        if place < delayed or vaguely:
            sides = ()
        mentions += [
            Mention(AXIS + axis, -side if denied else side, near, denied=bool(denied))
            for axis, side in sides
            if not (denied and axis in PLACED)
        ]
        key = content[place]
        on_axis = any(axis[0].isalpha() for axis, _ in sides)
        odd = sum(head == place for head, _ in denials) % 2
        if key and not key[0].isdigit() and not (on_axis and place not in heads):
            mentions.append(Mention(key, -1 if odd else 1, near, not on_axis, bool(odd)))
        if not odd and (bare := _UNDONE.match(word)):
            mentions.append(Mention(stem(fold(bare[1])), -1, near, denied=True))
        senses += [
            Mention(sense, -1 if odd else 1, near, denied=bool(odd)) for sense in latin_senses(word)
        ]
    found = frozenset(word for word in content if word) | {sense.key for sense in senses}
    hints = given_up < len(merged) or any(
        LATIN_HINT.match(word) or LATIN_DENYING.match(word) for word in words
    )
    odd = sum(start < 0 or merged[start] not in _INSTEAD for _, start in denials) % 2 == 1
    lead = next((word for word in content if word), "")
    plainly = not LATIN_PLAIN.isdisjoint(merged) and "since" not in merged  # since then: it ended
    words_found = found | _word_anchors(words) | ({UNTIL} & set(words))
    said = plain_senses(senses, denies=bool(denials), hints=hints)
    return Clause(tuple(mentions), words_found, odd, hints, lead, plainly, said)


def _merged(words: Sequence[str]) -> Iterator[str]:
    """Yield the words, those that make one entry of the table joined: at_least, in_the_red."""
    place = 0
    while place < len(words):
        if words[place] in _COMPARED and "than" in words[place + 1 : place + _COMPARED_WITHIN]:
            yield f"{words[place]}_than"
            place += 1
            continue
        for length in (4, 3, 2):
            joined = "_".join(words[place : place + length])
            if length > 1 and joined in phrases():
                yield joined
                place += length
                break
        else:
            yield words[place]
            place += 1


def _denials(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the place of each word that is denied, and that of what denies it."""
    found = []
    for place, word in enumerate(words):
        negates = word in LATIN_NEGATORS
        if not {"until", "before"}.isdisjoint(words[place + 1 : -1]):
            continue  # not before then
        if word in _SECOND and set(words[:place]) & {"no", "ne", "n"}:
            continue
        declines = word.startswith("declin") and words[place + 1 : place + 2] == ["to"]
        if not (negates or declines or LATIN_DENYING.match(word) and place + 1 < len(words)):
            continue
        following = (
            n for n in range(place + 1, len(words))
            if words[n] not in _STOP and words[n] not in LATIN_NEGATORS
        )  # fmt: skip
        head = next(following, None)
        if head is not None:
            found.append((head, place))
        elif negates:
            before = (n for n in range(place - 1, -1, -1) if words[n] not in _STOP)
            found.append((next(before, place), -1))
    return found


def _near(words: Sequence[str], content: list[str | None], place: int) -> frozenset[str]:
    """Return the content words about a place, within "and" and the next words of its kind."""
    axes = {axis for axis, _ in latin_sides(words[place])}
    if _ORDER in axes:  # before what, after what
        after = [word for word in content[place + 1 :] if word][:2]
        return frozenset(after)

    def stops(at: int) -> bool:
        return words[at] in _BREAKS or bool(axes & {axis for axis, _ in latin_sides(words[at])})

    start, end = place, place
    while start > 0 and not stops(start - 1):
        start -= 1
    while end + 1 < len(words) and not stops(end + 1):
        end += 1
    found = {word for word in content[start:place] + content[place + 1 : end + 1] if word}
    return frozenset(found | _word_anchors(words[start : end + 1]))


def _word_anchors(words: Sequence[str]) -> frozenset[str]:
    return anchors(" ".join(words))


def _dense_clause(text: str) -> Clause:
    odd = dense_negations(text) % 2 == 1
    words = set(anchors(text))
    for run in _DENSE_CONTENT.findall(text):
        dense = run[0] >= "\u3400" and len(run) > 1
        words |= {run[n : n + 2] for n in range(len(run) - 1)} if dense else {run}
    near = frozenset(words)
    mentions = tuple(
        Mention(AXIS + axis, -side if denied else side, near, denied=denied)
        for axis, side, denied in dense_sides(text)
    )
    return Clause(mentions, near, odd)
