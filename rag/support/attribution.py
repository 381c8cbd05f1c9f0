"""Deeds and figures that a claim gives to the wrong one of two that its evidence names.

The sentence of the evidence that shares most with the claim, without its names, says whose they
are. Where it names another in that place, and the claim's name only stands elsewhere, the claim
has mixed them up. Sentences that speak of somebody without a name ("he", 이 회사) say nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.terms import fold
from rag.support.english_names import capitalised_runs, is_opener
from rag.support.figure_order import digits
from rag.support.korean import Run, korean_tokens, noun_runs
from rag.support.polarity_reading import stem

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_COMMON = frozenset(
    """the and for with that this from was were will has have had are its his her their who which
    not but after before also than more less over under about into been would could may said says
    when where while because during until since between one two three first last new""".split()
)
_SAID = re.compile(r"\b(?:said|says|told|announced|warned|added|according|claimed|argued|that)\b")
_SOMEBODY = re.compile(r"\b(?:he|she|it|they|him|them|his|her|its|their)\b", re.I)
_ORGANISATION = re.compile(
    r"(?:Labs?|Bank|Systems|United|Group|Foods|Mills|Mining|Pharma|Pottery|Hospital|University"
    r"|College|Museum|Town|City|Council|Board|Company|Motors|Energy|Airlines|Institute|Inc|Ltd)$"
)
_OWNER = re.compile(
    r"([A-Z][\w-]+)['’]s (?:[a-z-]+ ){0,3}[a-z-]+, (?:[a-z]+ (?:by )?)?"
    r"([A-Z][\w-]+(?: [A-Z][\w-]+)+)"
)
_EARLY = 3  # words of a claim among which its subject stands
_MIN_SHARED, _MIN_AHEAD = 2, 2
_WINDOW = 5  # Korean words after a noun that show whose deed it is
_BREAK = re.compile(r"(?<=[고며나만데서]), |(?<=(?<![다라자냐])[고며나만]) |(?<=[.?!;]) ")
_QUOTED = re.compile(r"['‘“\"]([^'’”\"]{2,12})['’”\"]")
_NAMED = re.compile(
    "[가-힣]{2,}(?:군|시|구|도|은행|건설|개발|전자|그룹|증권|화학|제약|마트|병원|대학교?|연구소|재단|협회|노조)$"
)
_SUBJECT = ("이", "가", "은", "는", "께서")
_CALLS = re.compile("무엇|무슨|누구|누가|어디|어느|어떤|중 |몇")


def misattributed(claim: str, texts: Sequence[str], *, korean: bool) -> str:
    """Return a name of the claim that stands where its evidence has another, "" for none.

    Args:
        claim: one sentence.
        texts: the sentences of the evidence, in the claim's language.
        korean: whether the claim is Korean, else it is English.
    """
    if korean:
        return _before_same_words(claim, texts) or _other_topic(claim, texts) or _head(claim, texts)
    return _other_subject(claim, texts) or _other_owner(claim, texts)


def other_than_asked(claim: str, asked: str) -> str:
    """Return the subject of a Korean claim where the question's has another name, or "".

    Both must be the same thing by another name: 나루 해변 where 가람 해변 was asked for.
    """
    if _CALLS.search(asked):
        return ""
    question = {second: first for first, second in _subjects(asked)}
    for first, second in _subjects(claim):
        other = question.get(second, "")
        if other and other not in claim and first not in asked:
            return first
    return ""


def _subjects(text: str) -> Iterator[tuple[str, str]]:
    runs = list(noun_runs(text, whole=True))
    for run, following in zip(runs, runs[1:], strict=False):
        apart = text[run.end : following.start] == " "
        if apart and following.particle in ("은", "는") and _is_named(run, text):
            yield run.text, following.text


# -- English ------------------------------------------------------------------------------


def _other_subject(claim: str, texts: Sequence[str]) -> str:
    names = _names(claim)
    opening = " ".join(_WORD.findall(re.sub(r"^(?:Yes|No),? ", "", claim))[:_EARLY])
    if not names or not opening.startswith(names[0].split()[0]):
        return ""
    subject = names[0]
    shared = {text: len(_contents(claim) & _contents(text)) for text in texts}
    best = max(texts, key=lambda text: shared[text])
    own = [shared[text] for text in texts if _holds(text, subject)]
    if shared[best] < _MIN_SHARED or not own or shared[best] - max(own) < _MIN_AHEAD:
        return ""
    rivals = [
        name for name in _names(best)
        if _kind(name) == _kind(subject) and not _holds(claim, name)
    ]  # fmt: skip
    if not rivals:
        return ""
    does = _is_subject(rivals[0], best) and not _SAID.search(best)
    plain = not _SOMEBODY.search(best) and not best.startswith(("The ", "This ", "That "))
    return subject if does or plain else ""


def _is_subject(name: str, text: str) -> bool:
    """Return whether a name begins a sentence, or follows what its bearer is: His deputy, X,."""
    before = text[: text.find(name)]
    return len(_WORD.findall(before)) <= _EARLY and (not before or before.rstrip()[-1] in ",y")


def _other_owner(claim: str, texts: Sequence[str]) -> str:
    told = {person: owner for text in texts for owner, person in _OWNER.findall(text)}
    for owner, person in _OWNER.findall(claim):
        if told.get(person, owner) != owner and told[person] not in claim:
            return str(person)
    return ""


@lru_cache(maxsize=256)
def _names(text: str) -> tuple[str, ...]:
    runs = (" ".join(run) for run in capitalised_runs(text, english=True))
    return tuple(re.sub(r"['’]s$", "", run) for run in runs)


def _kind(name: str) -> str:
    if _ORGANISATION.search(name):
        return "organisation"
    return "person" if " " in name else "one word"


def _holds(text: str, name: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in name.split())


@lru_cache(maxsize=256)
def _contents(text: str) -> frozenset[str]:
    """Return the stems and figures of a text, without its names."""
    named = {word for name in _names(text) for word in name.split()}
    words = [word for word in _WORD.findall(digits(text)) if word not in named]
    return frozenset(
        stem(fold(w)) for w in words
        if w[0].isdigit() or len(w) > 2 and w.lower() not in _COMMON
        and (not is_opener(w) or w.istitle())
    )  # fmt: skip


# -- Korean -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun as the word it stands in, its particle, what follows, and whether it is a name."""

    text: str
    particle: str
    after: tuple[str, ...]
    named: bool


def _before_same_words(claim: str, texts: Sequence[str]) -> str:
    """Return a name that stands before words before which the evidence has another: N이 낸 소송."""
    told = [noun for text in texts for noun in _nouns(text)]
    joined = " ".join(texts)
    for noun in _nouns(claim):
        if not noun.named or not noun.particle or noun.text not in joined or not noun.after:
            continue
        alike = [o for o in told if _role(o) == _role(noun) and _goes_on_alike(noun, o)]
        if any(other.text == noun.text or not other.named for other in alike):
            continue
        if alike and not any(other.text in claim for other in alike):
            return noun.text
    return ""


def _role(noun: _Noun) -> str:
    return "subject" if noun.particle in _SUBJECT else noun.particle.replace("를", "을")


def _goes_on_alike(one: _Noun, other: _Noun) -> bool:
    if not other.after or one.after[0] != other.after[0]:
        return False
    return len(set(one.after) & set(other.after)) > _MIN_SHARED


@lru_cache(maxsize=256)
def _nouns(text: str) -> tuple[_Noun, ...]:
    contents = list(_content_words(text))
    found = []
    for run in noun_runs(text, whole=True):
        after = [form for start, form in contents if start >= run.end][:_WINDOW]
        particle = run.particle or _after_quote(run, text)
        found.append(_Noun(_word(run, text), particle, tuple(after), _is_named(run, text)))
    return tuple(found)


def _after_quote(run: Run, text: str) -> str:
    if text[run.end : run.end + 1] not in tuple("'’”\""):
        return ""
    after = (t.form for t in korean_tokens(text) if t.start == run.end + 1 and t.tag[0] == "J")
    return next(after, "")


def _word(run: Run, text: str) -> str:
    """Return the word that a noun ends, up to the space before it: 숲의벗."""
    start = max(text.rfind(" ", 0, run.start), text.rfind("(", 0, run.start)) + 1
    return text[start : run.end].strip("'‘’“”\"")


def _is_named(run: Run, text: str) -> bool:
    if any(noun.tag == "NNP" or noun.unknown for noun in run.nouns) or _NAMED.match(run.text):
        return True
    if any(noun.tag in ("MM", "MAG") for noun in run.nouns) and len(run.nouns) > 1:
        return True
    word = _word(run, text)
    return "의" in word or any(word == quoted for quoted in _QUOTED.findall(text))


def _content_words(text: str) -> Iterator[tuple[int, str]]:
    for token in korean_tokens(text):
        if token.tag in ("NNG", "NNP", "VV", "VA", "SN", "XR") and token.form not in "하되":
            yield token.start, token.form


def _other_topic(claim: str, texts: Sequence[str]) -> str:
    """Return the topic of a claim whose deed and figures a clause gives to another topic."""
    topic = next((n for n in _nouns(claim) if n.named and n.particle in _SUBJECT), None)
    if topic is None or topic.text not in " ".join(texts):
        return ""
    wanted = _told_of(claim, topic.text)
    clauses = [clause for text in texts for clause in _BREAK.split(text)]
    shared = {clause: len(wanted & _told_of(clause, topic.text)) for clause in clauses}
    best = max(clauses, key=lambda clause: shared[clause])
    others = [n for n in _nouns(best) if n.named and n.particle in ("은", "는")]
    own = frozenset().union(*(_told_of(c, topic.text) for c in clauses if topic.text in c))
    ahead = wanted & _told_of(best, topic.text) - own
    enough = len(ahead) >= _MIN_AHEAD or any(form.isdigit() for form in ahead)
    if not enough or shared[best] < _MIN_SHARED or topic.text in best or not others:
        return ""
    return "" if any(other.text in claim for other in others) else topic.text


def _told_of(text: str, name: str) -> frozenset[str]:
    forms = (form for _, form in _content_words(text.replace(name, " ")))
    return frozenset(form for form in forms if len(form) > 1 or form.isdigit())


def _head(claim: str, texts: Sequence[str]) -> str:
    """Return a noun whose figure the evidence gives to another of its kind: N 금리, R 금리."""
    told = [(text, pair) for text in texts for pair in _described(text)]
    figures = set(_FIGURE.findall(digits(claim)))
    for first, head in _described(claim):
        mine = [text for text, pair in told if pair == (first, head)]
        its = [
            text for text, pair in told
            if pair[1] == head and pair[0] not in claim and first not in text
        ]  # fmt: skip
        if not mine or not its:
            continue
        kept = max(len(figures & set(_FIGURE.findall(digits(text)))) for text in its)
        own = max(len(figures & set(_FIGURE.findall(digits(text)))) for text in mine)
        if not own and 0 < len(figures) <= _MIN_SHARED * kept:
            return first
    return ""


@lru_cache(maxsize=256)
def _described(text: str) -> tuple[tuple[str, str], ...]:
    runs = list(noun_runs(text))
    return tuple(
        (run.text, following.text)
        for run, following in zip(runs, runs[1:], strict=False)
        if not run.particle
        and following.particle
        and text[run.end : following.start] == " "
        and not run.text[0].isdigit()
        and len(run.text) > _MIN_SHARED
    )
