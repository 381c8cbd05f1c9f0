"""Words of a claim that stand where its evidence has another: the wrong one of two.

A claim may hold nothing but words of its evidence and still give one's deed to another
("Wren has 3 billion parameters", where Finch has), or put a new noun where the question and
the evidence have theirs ("the barley harvest" for "the lentil harvest"). Places are compared by
what stands beside them: the noun that a word describes, the verb and the particle.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.terms import fold
from rag.support.english_names import is_opener
from rag.support.figure_order import digits
from rag.support.korean import korean_tokens, noun_runs
from rag.support.polarity_reading import anchors, stem

_ROLES = {"이": "subject", "가": "subject", "께서": "subject", "은": "subject", "는": "subject",
          "도": "subject", "을": "object", "를": "object", "에서": "at", "에": "at"}  # fmt: skip
_LIGHT = frozenset("하 되 있 없 이 밝히 말하 전하 설명 발표 대하 위하 따르 보 오 가 받 나".split())
# Endings of names of one kind, one of which may stand for another.
_KIND = re.compile(
    "(미술관|박물관|도서관|연구소|연구원|대학교|대학|병원|은행|건설|전자|그룹|공항|대교|공원|해변|천문대"
    "|법원|지법|학교|위원회|공사|협회|재단|호텔|시장|마을|호수|터널|이글스|타이거스|[시군구도섬산강항역대호])$"
)
_PERSON = re.compile("(?:객|민|인|자|생|원|계|측|부|단|족|층)$")
# Nouns that say when or how much: they change freely.
_FREE = re.compile(
    r".*\d|(?:올해|내년|작년|지난|이달|오늘|어제|내일|당시|현재|최근|전체|신규|평균|연간|월간|하루|이번|다음|당초|목표"
    "|관련|해당|모두|각각|이후|이전|국내|해외|주요|최대|최소|추가|전년|동기|같은).*"
    "|때|것|수|중|등|년|월|일|총|새|약|전|후|뒤"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLAUSE = re.compile(r"[,;:()]|\b(?:and|but|while|whereas|although|though|because|which|who)\b")
_COMMON = frozenset(
    """new old big large small total annual current local same whole main major former main high low
    good first second third last next early late full own average monthly daily weekly public
    private final actual recent overall previous more less fewer many much only about around nearly
    almost over under up down out off back per least most""".split()
)
_OWNS = re.compile(r"([A-Z][\w-]+)['’]s ((?:[a-z]+ ){0,1}[a-z]+)")
_OF_OWNER = re.compile(
    r"\b([a-z]{3,}s?) of (?:(?:its|his|her|their|the) (?:[a-z-]+ ){1,3})?([A-Z][\w-]+)"
)
_MIN_SHARED = 2
_EARLY = 3  # words of a clause among which its subject stands
_PLACING = frozenset("in at on near from to".split())
_REACH = 40  # characters before a verb in which its subject stands


@dataclass(frozen=True, slots=True)
class _Place:
    """A Korean noun where it stands: its role and verbs, or the noun that it describes.

    `phrase` is the noun with those that it follows (가람시 정부), `before` the words up to its
    last verb.
    """

    text: str
    phrase: str
    role: str
    verbs: frozenset[str]
    head: str
    proper: bool
    before: str


def displaced(claim: str, texts: Sequence[str], asked: str, *, korean: bool) -> str:
    """Return a word of the claim that stands in the place of another, "" for none.

    Args:
        claim: one sentence.
        texts: the sentences of the evidence, in the claim's language.
        asked: the question.
        korean: whether the claim is Korean, else it is English.
    """
    return _korean(claim, texts, asked) if korean else _english(claim, texts, asked)


# -- Korean -------------------------------------------------------------------------------


def _korean(claim: str, texts: Sequence[str], asked: str) -> str:
    told = [place for text in texts for place in _places(text)]
    known, mine, question = _bare(" ".join(texts)), _bare(claim), _bare(asked)
    forms = ({other.text for other in (*told, *_places(asked))},)
    for place in _places(claim):
        if _FREE.fullmatch(place.text) or _is_determined(place.text, known):
            continue
        rivals = [
            other for other in told
            if other.text not in mine and other.text not in place.phrase
            and place.text not in other.phrase and not _FREE.fullmatch(other.text)
        ]  # fmt: skip
        written = forms if len(place.text) == 1 else (known, question)
        if not any(place.text in text for text in written):
            if any(_took(place, other, question) for other in rivals):
                return place.text
        elif place.text in known and _does_anothers(place, told, rivals):
            return place.text
    return ""


def _is_determined(text: str, known: str) -> bool:
    """Return whether a word is "this" or "each" with a known noun, written in one: 이규격."""
    return len(text) > 2 and text[0] in "이그저각" and text[1:] in known


def _took(new: _Place, other: _Place, question: str) -> bool:
    """Return whether a noun that nobody mentions stands in the place of a known one."""
    kind = _KIND.search(new.text)
    if kind and other.text.endswith(kind.group()) and len(new.text) > len(kind.group()):
        return len(kind.group()) > 1 or len(new.text) == len(other.text) > 2
    if other.text not in question:
        return False
    if new.head and new.head == other.head:
        return True
    return bool(new.role) and new.role == other.role and _alike(new, other)


def _does_anothers(place: _Place, told: Sequence[_Place], rivals: Sequence[_Place]) -> bool:
    """Return whether the evidence says of another, with the same verb, what the claim says."""
    same = [o for o in told if o.verbs & place.verbs and o.role == place.role != ""]
    also = re.compile(rf"{re.escape(place.text)}(?:이|가|은|는|도|께|,|·|[와과](?!의))")
    if not same or any(also.search(other.before) for other in same):
        return False
    return all(other in rivals and _alike(place, other) for other in same)


def _alike(one: _Place, other: _Place) -> bool:
    if one.proper and other.proper:
        return True
    people = _PERSON.search(one.text) and _PERSON.search(other.text)
    return bool(people) or one.text[-2:] == other.text[-2:]


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[_Place, ...]:
    runs = list(noun_runs(text, whole=True))
    verbs = list(_verbs(text))
    topics = [run.start for run in runs if run.particle in ("은", "는")]
    found = []
    for number, run in enumerate(runs):
        first = number  # of the nouns that make one phrase with it
        while (
            first
            and not runs[first - 1].particle
            and text[runs[first - 1].end : runs[first].start] == " "
        ):
            first -= 1
        following = runs[number + 1] if number + 1 < len(runs) else None
        head = ""
        if following and run.particle in ("", "의"):
            between = text[run.end : following.start]
            head = following.text if between in (" ", "의 ") else ""
        until = next((at for at in topics if at > run.start), len(text))
        after = [verb for verb in verbs if run.end <= verb[0] < until]
        if run.particle in ("은", "는"):
            after = [verb for verb in after if not verb[2]]
        else:
            after = after[:1]
        nouns = [noun for part in runs[first : number + 1] for noun in part.nouns]
        # An adverb inside a noun is Kiwi's reading of a name that it doesn't know.
        proper = any(n.tag == "NNP" or n.unknown for n in nouns) or (
            len(run.nouns) > 1 and any(n.tag in ("MM", "MAG") for n in run.nouns)
        )
        covered = text[: after[-1][0]] if after else ""
        if len(run.text) > 1 or head:
            found.append(
                _Place(
                    _bare(run.text), _bare(text[runs[first].start : run.end]),
                    _ROLES.get(run.particle, ""), frozenset(v for _, v, _ in after if v), head,
                    proper, _bare(covered[-_REACH:]),
                )
            )  # fmt: skip
    return tuple(found)


def _verbs(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where each verb stands, its stem, and whether it describes a noun."""
    tokens = korean_tokens(text)
    for place, token in enumerate(tokens):
        noun = token.tag in ("XSV", "XSA") and place > 0
        if noun or token.tag in ("VV", "VA"):
            form = tokens[place - 1].form if noun else token.form
            tail = [t.tag for t in tokens[place + 1 : place + 4]]
            describes = "ETM" in tail[: tail.index("EC") if "EC" in tail else len(tail)]
            yield token.start, "" if form in _LIGHT else form, describes


def _bare(text: str) -> str:
    return re.sub(r"[\s·‘’'\"“”]+", "", fold(text))


# -- English ------------------------------------------------------------------------------


def _english(claim: str, texts: Sequence[str], asked: str) -> str:
    new = _new_word(claim, texts, asked)
    return (
        new
        or _other_subject(claim, texts)
        or _other_place(claim, texts)
        or _other_owner(claim, texts)
    )


def _new_word(claim: str, texts: Sequence[str], asked: str) -> str:
    """Return a word that nobody mentions, beside one beside which question and evidence agree."""
    told = {pair for text in texts for pair in _pairs(text)}
    words = {w for text in (*texts, asked) for w in _stems(text)}
    mine, question = set(_stems(claim)), set(_stems(asked))
    for word, head in _pairs(claim):
        if word in words or head not in words or _is_free(word):
            continue
        beside = {other for other, its in told | set(_pairs(asked)) if its == head}
        if any(other in question & words - mine for other in beside):
            return word
    return ""


def _is_free(word: str) -> bool:
    return word in _COMMON or word[0].isdigit() or len(word) < 3 or is_opener(word)


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text))


@lru_cache(maxsize=256)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words that stand right beside each other, as stems."""
    words = [_stem(word) for word in _WORD.findall(text)]
    return tuple(
        (one, other)
        for one, other in zip(words, words[1:], strict=False)
        if not (_is_free(one) or _is_free(other))
    )


def _other_subject(claim: str, texts: Sequence[str]) -> str:
    """Return the name that a claim begins with where its clause in the evidence has another."""
    clauses = [clause for text in texts for clause in _clauses(text)]
    mine = _clauses(claim)
    if not mine or not mine[0].subject:
        return ""
    subject = mine[0].subject
    best = _best(mine[0], clauses)
    if not best or any(subject in clause.stems for clause in best):
        return ""
    elsewhere = any(subject in clause.stems for clause in clauses)
    others = {clause.subject for clause in best}
    return subject if elsewhere and "" not in others and not others & mine[0].stems else ""


def _other_place(claim: str, texts: Sequence[str]) -> str:
    """Return a place of the claim where its clause in the evidence has another: in A, at B."""
    clauses = [clause for text in texts for clause in _clauses(text)]
    for mine in _clauses(claim):
        best = _best(mine, clauses)
        for place in mine.places:
            elsewhere = any(place in clause.stems for clause in clauses)
            taken = all(its.places and not its.places & mine.stems for its in best)
            if best and elsewhere and taken and not any(place in its.stems for its in best):
                return place
    return ""


def _best(mine: "_Clause", clauses: Sequence["_Clause"]) -> list["_Clause"]:
    """Return the clauses of the evidence that share most with one of the claim, if enough."""
    scored = [(len(mine.words & clause.words), clause) for clause in clauses]
    top = max((score for score, _ in scored), default=0)
    return [clause for score, clause in scored if score == top >= _MIN_SHARED]


def _other_owner(claim: str, texts: Sequence[str]) -> str:
    """Return a name in the claim whose thing the evidence gives to another: Arkona's quota."""
    told = {pair for text in texts for pair in _owned(text)}
    claimed = {owner for owner, _ in _owned(claim)} | set(_stems(claim))
    for owner, thing in _owned(claim):
        owners = {other for other, its in told if its == thing}
        if owners and owner not in owners and not owners & claimed:
            return owner
    return ""


@lru_cache(maxsize=256)
def _owned(text: str) -> tuple[tuple[str, str], ...]:
    found = [match.groups() for match in _OWNS.finditer(text)]
    found += [(owner, thing) for thing, owner in _OF_OWNER.findall(text)]
    return tuple(
        (stem(fold(owner)), thing)
        for owner, things in found
        for thing in {things, things.split()[0]}
        if not _is_free(thing)
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause as stems: its words and figures without names, its first name, its places."""

    words: frozenset[str]
    stems: frozenset[str]
    subject: str
    places: frozenset[str]


@lru_cache(maxsize=256)
def _clauses(text: str) -> tuple[_Clause, ...]:
    found = []
    for part in _CLAUSE.split(digits(text)):
        words = _WORD.findall(part)
        if len(words) < _MIN_SHARED:
            continue
        names = {n: _stem(word) for n, word in enumerate(words) if _is_name(words, n)}
        stems = _stems(part)
        rest = {word for word in stems - set(names.values()) if not _is_free(word)}
        early = [name for n, name in names.items() if n <= _EARLY]
        places = {name for n, name in names.items() if n and words[n - 1] in _PLACING}
        figures = {a for a in anchors(part) if a[0] != "@"}
        found.append(
            _Clause(frozenset(rest | figures), stems, (early or [""])[0], frozenset(places))
        )
    return tuple(found)


def _is_name(words: Sequence[str], place: int) -> bool:
    word = re.sub(r"['’]s$", "", words[place])
    plain = not place and len(words) > 1 and words[1][0].islower() and word.endswith("s")
    return word[0].isupper() and not is_opener(word) and not plain


def _stem(word: str) -> str:
    return stem(fold(re.sub(r"['’]s?$", "", word)))
