"""Words of a claim that stand where its evidence has another: the wrong one of two.

In Korean a new noun that stands where question and evidence have theirs (홍역 환자 for 수두 환자):
beside the same noun, or in the same role where both are names, people or alike in form. In
English a thing that belongs to another (Arkona's quota).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.terms import fold
from rag.support.english_names import is_opener
from rag.support.korean import noun_runs
from rag.support.polarity_reading import stem

_ROLES = {"이": "subject", "가": "subject", "께서": "subject", "은": "subject", "는": "subject",
          "도": "subject", "을": "object", "를": "object", "에서": "at", "에": "at"}  # fmt: skip
# Endings of names of one kind, one of which may stand for another.
_KIND = re.compile(
    "(미술관|박물관|도서관|연구소|연구원|대학교|대학|병원|은행|건설|전자|그룹|공항|대교|공원|해변|천문대"
    "|법원|지법|학교|위원회|공사|협회|재단|호텔|시장|마을|호수|터널|이글스|타이거스|[시군구도섬산강항역대호])$"
)
_PEOPLE = "계측생단"  # last syllables of groups that stand against each other: 노동계, 경영계
# Nouns that say when or how much: they change freely.
_FREE = re.compile(
    r".*\d|(?:올해|내년|작년|지난|이달|오늘|어제|내일|당시|현재|최근|전체|신규|평균|연간|월간|하루|이번|다음|당초|목표"
    "|관련|해당|모두|각각|이후|이전|국내|해외|주요|최대|최소|추가|전년|동기|같은).*"
    "|때|것|수|중|등|년|월|일|총|새|약|전|후|뒤"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A Korean noun where it stands: its role, and the noun that it describes.

    `phrase` is the noun with those that it follows (가람시 정부).
    """

    text: str
    phrase: str
    role: str
    head: str
    proper: bool


def displaced(claim: str, texts: Sequence[str], asked: str, *, korean: bool) -> str:
    """Return a word of the claim that stands in the place of another, "" for none.

    Args:
        claim: one sentence.
        texts: the sentences of the evidence, in the claim's language.
        asked: the question.
        korean: whether the claim is Korean, else it is English.
    """
    return _korean(claim, texts, asked) if korean else _other_owner(claim, texts)


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
        new = not any(place.text in text for text in written)
        if new and any(_took(place, other, question) for other in rivals):
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
    if len(new.text) == len(other.text) > 2 and new.text[-2:] == other.text[-2:]:
        return True
    return bool(new.role) and new.role == other.role and _alike(new, other)


def _alike(one: _Place, other: _Place) -> bool:
    people = one.text[-1] in _PEOPLE and one.text[-1] == other.text[-1]
    return people or one.proper and other.proper or one.text[-2:] == other.text[-2:]


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[_Place, ...]:
    runs = list(noun_runs(text, whole=True))
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
        nouns = [noun for part in runs[first : number + 1] for noun in part.nouns]
        # An adverb inside a noun is Kiwi's reading of a name that it doesn't know.
        proper = any(n.tag == "NNP" or n.unknown for n in nouns) or (
            len(run.nouns) > 1 and any(n.tag in ("MM", "MAG") for n in run.nouns)
        )
        if len(run.text) > 1 or head:
            found.append(
                _Place(
                    _bare(run.text), _bare(text[runs[first].start : run.end]),
                    _ROLES.get(run.particle, ""), head, proper,
                )
            )  # fmt: skip
    return tuple(found)


def _bare(text: str) -> str:
    return re.sub(r"[\s·‘’'\"“”]+", "", fold(text))


# -- English ------------------------------------------------------------------------------


def _is_free(word: str) -> bool:
    return word in _COMMON or word[0].isdigit() or len(word) < 3 or is_opener(word)


def _other_owner(claim: str, texts: Sequence[str]) -> str:
    """Return a name in the claim whose thing the evidence gives to another: Arkona's quota."""
    told = {pair for text in texts for pair in _owned(text)}
    claimed = {owner for owner, _ in _owned(claim)} | {_stem(w) for w in _WORD.findall(claim)}
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


def _stem(word: str) -> str:
    return stem(fold(re.sub(r"['’]s?$", "", word)))
