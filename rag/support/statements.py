"""Korean and English texts as statements: who does or says what, where, to whom.

Patterns and morphemes only, no parser: a subject stands early, or before a subject's particle.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, product

from index.numbers import extract_numbers
from index.terms import fold
from rag.support.english_names import FINITE, capitalised_runs, is_opener
from rag.support.figure_order import digits
from rag.support.known_names import known_names
from rag.support.korean import Run, korean_tokens, noun_runs
from rag.support.polarity_reading import stem
from rag.support.roles import is_title

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# -- English
_SENTENCE = re.compile(r"(?<=[a-z\d)%][.!?])['\"”’]?\s+(?=['\"“‘A-Z])|;\s")
_CLAUSE = re.compile(r",? (?:but|while|whereas|although|though) |, and (?=(?:the )?[A-Z])")
_RELATIVE = re.compile(r",? (?:who|whose|which|where)\b([^,;]*)(?:,|$)")
_APPOSITION = re.compile(r"^([A-Z][^,]*), (?:an? |the |its |[A-Z][\w-]+['’]s )[^,]*,")
_NAME = re.compile(
    r"['‘“\"](?=[A-Z])([^'’”\"]{3,40})['’”\"]"
    r"|(?<!\w)([A-ZÀ-Þ][\w'’-]*(?: (?:(?:of|de|del|van|von|der|da|al) )?"
    r"(?:[A-ZÀ-Þ][\w'’-]*|\d{1,3}\b(?![.,:-]?\d|%))){0,6})"
)
_ORGANISATION = re.compile(
    r"\b(?:Labs?|Bank|Systems|United|Group|Foods|Mills|Mining|Pharma|Pottery|Hospital|University"
    r"|College|Museum|Town|City|Council|Board|Company|Motors|Energy|Airlines|Institute|Inc|Ltd)\b"
)
_COMMON = frozenset(
    """the and for with that this from was were will has have had are its his her their who which
    not but after before also than more less over under about into been would could may said says
    when where while because during until since between first second last next new
    million billion thousand""".split()
)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|t(?:old|ells)|announce[ds]|warn(?:ed|s)|add(?:ed|s)|according|claim(?:ed|s)"
    r"|argue[ds]|promise[ds]|call(?:ed|s)|insist(?:ed|s)|explain(?:ed|s)|described?s?)\b"
)
_PLACING = frozenset("in at on near from to".split())
_NO_SUBJECT = _PLACING | frozenset("of by for with against after before under over".split())
_SAYS = (
    r"(?:sa(?:id|ys)|t(?:old|ells)|announced|warn(?:ed|s)|add(?:ed|s)|claim(?:ed|s)|argue[ds]"
    r"|explain(?:ed|s))"
)
_SPEAKER_BEFORE = re.compile(
    rf"(?:,|[\"”]) {_SAYS} (?:[a-z]+ ){{0,3}}$|\baccording to (?:[a-z]+ ){{0,3}}$"
)
_SPEAKS = re.compile(rf"(?:, [^,]*,)? {_SAYS}\b")
_PASSIVE = re.compile(
    r"(?:,[^,]*,|,)? (?:is|are|was|were|has been|had been|be|will be)"
    r" (?:[a-z]+(?:ed|en|t)|found|held|sold|made|paid|hurt|shown)\b(?! by)"
)
_MUTUAL = re.compile(r"met|meet|marr|agree|talk|play|fac|join|sign|deal|play")
_IRREGULAR = frozenset(
    """beat buy bought sell sold won win led lead took take overtook hit held lost gave left sent
    shot struck sue fought built drew paid overthrew outbid""".split()
)
_LITTLE = frozenset("is are was were be been will would could may might can in at of and".split())
_MAX_NAMES = 12  # of a statement; a list of more says nothing of each
_EARLY = 5  # words of a statement among which its subject stands
_BY = re.compile(r"\b(?:is|are|was|were|been|being) [a-z ]+ by (?=[A-Z])")
# -- Korean
_SLOTS = {
    "이": "subject", "가": "subject", "께서": "subject", "은": "subject", "는": "subject",
    "을": "object", "를": "object", "에게": "dative", "에서": "place",
}  # fmt: skip
_LINKS = frozenset("고 며 으며 지만 으나 는데 ᆫ데 은데".split())
_BETWEEN = re.compile(r"[ ·()'‘’\"“”]{0,2}")
_SPOKEN = re.compile(r"[\"“][^\"“”]*[\"”]")
_TELLS = re.compile(r"(?:[다라자냐]|[\"”]|[\"”]라)고(?![가-힣])")
_NAMED = re.compile(
    "[가-힣]{2,}[군시구도]$|[가-힣]+(?:은행|건설|개발|전자|그룹|증권|화학|제약|마트|병원|대학교?|연구소"
    "|재단|협회|노조)$"
)
_QUOTED = re.compile(r"['‘“\"]([^'’”\"]{2,12})['’”\"]")
_ASIDE = re.compile(
    r"(?:상대|통[해한]|비롯|포함|위[해한]|대[해한]|두고|놓고|따라|향[해한]|만[나난났]|맞[아은]|앞두)"
)
_PASSIVE_VERBS = frozenset(("되", "당하", "받"))
_LIGHT = frozenset("하 되 있 없 이 보 오 가 받 나 밝히 말하 전하 것 등 네 아니".split())


@dataclass(frozen=True, slots=True)
class Party:
    """A name, what kind of name its form shows, and where it stands in its statement.

    `verb` is the stem of what follows an English subject, "" where that says little (is, was).
    """

    name: str
    kind: str
    slot: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause: its text, its words and figures without the names, and who stands in it.

    `told` says that it is somebody's words, `anonymous` that somebody without a name is its
    subject; `deeds` holds who does what to whom, "" for what where any deed counts.
    """

    text: str
    content: frozenset[str]
    parties: tuple[Party, ...]
    told: bool
    anonymous: bool
    deeds: frozenset[tuple[str, str, str]] = frozenset()


# -- English ------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def read_english(text: str) -> tuple[Statement, ...]:
    """Return the clauses of an English text, relative ones by themselves."""
    return tuple(_english_statement(part) for part in _english_parts(digits(text)))


def _english_parts(text: str) -> Iterator[str]:
    text = re.sub(r"^(?:Yes|No), ", "", text)
    for sentence in _SENTENCE.split(text):
        for clause in _CLAUSE.split(sentence):
            main = _APPOSITION.sub(r"\1", clause)
            yield from (part.strip() for part in _RELATIVE.findall(main) if part.strip())
            yield _RELATIVE.sub(" ", main)


def _english_statement(text: str) -> Statement:
    names = list(islice(_english_names(text), _MAX_NAMES))
    parties = [
        Party(_bare(m), _english_kind(_bare(m)), _english_slot(text, m), _verb(text[m.end() :]))
        for m in names
    ]
    plain = text
    for match in reversed(names):
        plain = plain[: match.start()] + " " + plain[match.end() :]
    words = {fold(w) for w in _WORD.findall(plain) if len(w) > 2 and not w[0].isdigit()}
    content = {stem(w) for w in words - _COMMON if not is_opener(w)} | _figures(plain)
    anonymous = re.match(r"(?:He|She|It|They|This|That)\b", text) is not None
    told = _SAID.search(text) is not None
    deeds = frozenset(_deeds(text, [(_bare(match), match) for match in names]))
    return Statement(text, frozenset(content), tuple(parties), told, anonymous, deeds)


def _english_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the names of a text without the titles and openers before them."""
    known = {word for run in capitalised_runs(text, english=True) for word in run}
    for found in _NAME.finditer(text):
        match: re.Match[str] | None = found
        while match and not match.group(1) and is_opener(match.group().split()[0]):
            match = _NAME.match(text, match.start() + len(match.group().split()[0]) + 1)
        first = match.group().split()[0] if match else ""
        plain = is_opener(first.rstrip("s")) or match and text.startswith("$", match.end())
        if (
            match
            and not plain
            and (match.group(1) or first in known or match.group()[-1].isdigit())
        ):
            yield match


def _bare(match: re.Match[str]) -> str:
    return re.sub(r"['’]s?$", "", match.group(1) or match.group(2))


def _verb(after: str) -> str:
    word = re.match(
        r" (?:has |have |had )?([a-z]+)\b", re.sub(r" ha(?:s|ve) (?=\d)", " hold ", after)
    )
    return stem(word.group(1)) if word and word.group(1) not in _LITTLE else ""


def _english_kind(name: str) -> str:
    if _ORGANISATION.search(name):
        return "organisation"
    return "number" if name[-1].isdigit() else "name" if " " in name else "one word"


def _english_slot(text: str, match: re.Match[str]) -> str:
    before = _WORD.findall(text[: match.start()])
    if any(by.end() == match.start() for by in _BY.finditer(text)):
        return "subject"
    if before and before[-1] in _PLACING:
        return "place"
    of_kind = before and before[-1] in ("The", "the") and not match.group()[-1].isdigit()
    after = _WORD.match(text, match.end() + 1)
    if of_kind and after and after.group().islower() and not FINITE.match(after.group()):
        return ""  # the Lisbon firm
    speaks = _SPEAKS.match(text, match.end())
    of_itself = speaks and re.match(r" (?:that )?(?:it|he|she|they)\b", text[speaks.end() :])
    if _SPEAKER_BEFORE.search(text[: match.start()]) or speaks and not of_itself:
        return "speaker"
    early = len(before) <= _EARLY and not any(w.lower() in _NO_SUBJECT for w in before)
    owns = match.group().endswith(("'s", "’s"))
    if not early or owns:
        return ""
    return "patient" if _PASSIVE.match(text, match.end()) else "subject"


def _deeds(text: str, names: Sequence[tuple[str, re.Match[str]]]) -> Iterator[tuple[str, str, str]]:
    """Yield who does what to whom by order: the name before a verb, the verb, the name after."""
    actors = [(name, match) for name, match in names if not known_names(name)]
    for (who, first), (whom, second) in combinations(actors, 2):
        between = _WORD.findall(text[first.end() : second.start()])
        for place, word in enumerate(between):
            verb = word.endswith("ed") or word in _IRREGULAR or between[place - 1 : place] == ["to"]
            if not verb or not word.islower() or _MUTUAL.match(word):
                continue
            rest = [w for w in between[place + 1 :] if w in _NO_SUBJECT]
            by = rest[:1] == ["by"]
            deed = " ".join((stem(word), *(rest[:1] if not by else ())))
            yield (whom, deed, who) if by else (who, deed, whom)


def _figures(text: str) -> set[str]:
    text = re.sub(r"(?<=\d)m\b", " million", re.sub(r"(?<=\d)bn\b", " billion", text))
    return {f"{number:g}" for number in extract_numbers(text)}


# -- Korean -------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def read_korean(text: str) -> tuple[Statement, ...]:
    """Return the clauses of a Korean text; one without a subject has that of the one before."""
    found: list[Statement] = []
    subject: tuple[Party, ...] = ()
    for start, end, ends in _korean_parts(text):
        read = _korean_statement(text, start, end, subject)
        found.append(read)
        subject = () if ends else tuple(p for p in read.parties if p.slot == "subject")
    return tuple(found)


def _korean_parts(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each clause stands, and whether a sentence ends with it."""
    spoken = [match.span() for match in _SPOKEN.finditer(text)]
    tokens = korean_tokens(text)
    start = 0
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if any(a <= token.start < b for a, b in spoken):
            continue
        ends = token.tag == "SF"
        links = token.tag == "EC" and token.form in _LINKS
        if ends or links and after is not None and after.tag[:2] != "VX":
            yield start, token.end, ends
            start = token.end
    if text[start:].strip(" ."):
        yield start, len(text), True


def _korean_statement(text: str, start: int, end: int, before: tuple[Party, ...]) -> Statement:
    part = text[start:end]
    spoken = [match.span() for match in _SPOKEN.finditer(part)]
    parties: list[Party] = []
    anonymous = False
    named: set[str] = set()
    deeds: set[tuple[str, str, str]] = set()
    told = _TELLS.search(part) is not None
    order: dict[str, set[str]] = {"subject": set(), "object": set(), "agent": set()}
    for phrase in _phrases(part):
        if any(a <= phrase[0].start < b for a, b in spoken):
            continue
        slot = _SLOTS.get(phrase[-1].particle, "")
        aside = slot == "object" and _ASIDE.match(part[phrase[-1].end + 1 :].lstrip())
        role = "agent" if phrase[-1].particle == "에" else slot
        words = {_word(run, part) for run in phrase if not run.text[0].isdigit()}
        if aside:  # against, with, about whom: comparable only with the same words
            deeds |= {(who, aside.group(), whom) for who in order["subject"] for whom in words}
        elif role in order:
            order[role] |= words
        party = _party(phrase, slot, part)
        if told and slot == "subject" and not any(p.slot == "speaker" for p in parties):
            speaker = party.name if party else _word(phrase[-1], part)
            parties.append(Party(speaker, "", "speaker"))
        parties += [party] if party else []
        named |= {noun.form for run in phrase if party for noun in run.nouns}
        anonymous = anonymous or slot == "subject" and not party
    if not any(p.slot == "subject" for p in parties) and not anonymous:
        parties += before
        part = " ".join((part, *(party.name for party in before)))
    content = {form for form in _korean_words(text[start:end]) if form not in named}
    content |= _figures(text[start:end])
    return Statement(
        part, frozenset(content), tuple(parties), told, anonymous,
        frozenset(deeds | {(who, "", whom) for who, whom in _pairs(part, order) if who != whom}),
    )  # fmt: skip


def _pairs(text: str, order: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Return who acts on whom, by particle and voice."""
    verbs = [t.form for t in korean_tokens(text) if t.tag in ("VV", "XSV")]
    if order["object"]:
        return product(order["subject"], order["object"])
    passive = bool(verbs) and verbs[-1] in _PASSIVE_VERBS
    return product(order["agent"], order["subject"]) if passive else iter(())


def _phrases(text: str) -> Iterator[list[Run]]:
    """Yield the nouns that make one phrase, up to its particle: 가람부 한빛나 장관이."""
    phrase: list[Run] = []
    quoted = {t.start: t.form for t in korean_tokens(text) if t.tag[0] == "J"}
    for run in noun_runs(text, whole=True):
        if text[run.end : run.end + 1] in tuple("'’”\""):
            run = run._replace(particle=quoted.get(run.end + 1, ""))
        if phrase and not _BETWEEN.fullmatch(text[phrase[-1].end : run.start]):
            yield phrase
            phrase = []
        phrase.append(run)
        if run.particle:
            yield phrase
            phrase = []
    if phrase:
        yield phrase


def _party(phrase: Sequence[Run], slot: str, text: str) -> Party | None:
    """Return the name that a phrase is about, before titles and ages; None for none."""
    head = len(phrase)
    while head and (phrase[head - 1].text[0].isdigit() or _is_title(phrase[head - 1].text)):
        head -= 1
    if not head or not is_named(phrase[head - 1], text):
        return None
    titles = [run.text for run in (*phrase[head:], *phrase[head - 2 : head - 1])]
    person = any(_is_title(title) for title in titles)
    return Party(
        _word(phrase[head - 1], text), "" if person else _korean_kind(phrase[head - 1]), slot
    )


def _is_title(word: str) -> bool:
    return word in ("씨", "전", "현", "신임") or is_title(word)


def _korean_kind(run: Run) -> str:
    return run.text[-1] if _NAMED.match(run.text) else ""


def _word(run: Run, text: str) -> str:
    """Return the word that a noun ends, up to the space before it: 숲의벗."""
    start = max(text.rfind(" ", 0, run.start), text.rfind("(", 0, run.start)) + 1
    return re.sub("(?<=.)씨$", "", text[start : run.end].strip("'‘’“”\""))


def is_named(run: Run, text: str) -> bool:
    """Return whether a Korean noun is a name, by its morphemes, its ending or its quotes."""
    if any(noun.tag in ("NNP", "SL") or noun.unknown for noun in run.nouns):
        return True
    if any(noun.tag in ("MM", "MAG") for noun in run.nouns) and len(run.nouns) > 1:
        return True
    word = _word(run, text)
    return (
        "의" in word
        or _NAMED.match(word) is not None
        or any(word == quoted for quoted in _QUOTED.findall(text))
    )


def _korean_words(text: str) -> Iterator[str]:
    for token in korean_tokens(text):
        if token.tag in ("NNG", "NNP", "VV", "VA", "XR") and token.form not in _LIGHT:
            yield token.form
