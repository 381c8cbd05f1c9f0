"""Names of a claim that evidence in another language has another in the stead of, by sound.

A name may be translated, so that one which isn't heard in the evidence says little. Here it
counts only where the evidence has a name of its own that isn't heard in the claim: 오르비아 for
"Norland". Persons are looked at in `rag.support.person_names`.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from rag.support.english_names import capitalised_runs, is_opener
from rag.support.known_names import known_names, without_known
from rag.support.korean import noun_runs
from rag.support.person_names import heard_alike, is_korean

_CAPITALS = frozenset(("en", "es", "fr"))
_LATIN = _CAPITALS | {"de"}
_GENERIC = frozenset(
    """mount mt lake river island islands bridge beach bay cape port harbour harbor station
    tower park forest valley street road square university hospital museum bank group city town
    village county district line temple castle airport stadium electronics motors motor construction
    foods telecom energy chemical securities insurance airlines pharma labs institute college
    hotel shipbuilding steel""".split()
)
# Words of English that a name is made of and that other languages translate.
_TRANSLATED = re.compile(
    r"(?:ic|ist|ists|ian|ians|an|ans|ese|ish|ism|tion|sion|ment|ness|ity|ship|day|mas|ing|ers?|ed"
    r"|al|ive|ous|ful|ics|ure|ance|ence|s)$"
)
_PLAIN = frozenset(
    """moon sun earth mars venus jupiter saturn christmas easter god bible quran army navy air force
    house home new old grand prix league cup open world human data media union peace nobel prize
    award film festival pope king queen prince princess web net online mobile smart green blue red
    black white gold silver labour labor pole cold war state bill law act court high low main deep
    sea ocean lunar covid zoom""".split()
)
_ROMAN = re.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|[gndrmbsjktphl])?(?:yae|yeo|wae|ae|ya|eo|ye|wa|oe|yo|wo|we|wi|yu|eu"
    r"|ui|oo|[aeiou])(?:ng(?![aeiouyw])|[gnlmbktp](?![aeiouyw]))?){2,}",
    re.I,
)
_PLACED = re.compile(r"\b(?:in|at|near|from|to|en|à|aus|bei|nach|von|desde|de) ([A-ZÀ-Ý][\w-]{3,})")
_PLACE = re.compile(
    "[가-힣]{2,}(?:산|섬|강|항|시|군|구|역|대교|공항|해변|마을|은행|병원|대학교|호수)$"
)
_LATIN_WORD = re.compile(r"[A-Z][A-Za-zÀ-ÿ0-9&-]+(?: [A-Z][A-Za-zÀ-ÿ0-9&-]+)*")
_MIN_LETTERS, _MIN_SYLLABLES = 4, 3
_ALIKE = 0.6  # of the letters: München and Munich
_LOAN = re.compile(
    "[크트드프그브스즈츠르쿠쿼커케코카캐키타태터테토투티퍼파패페포푸피펜뉴듀튜빔벨델멜퀴퀼켈텔톨펠켄]"
)


def other_name(claim: str, language: str, grounds: Sequence[tuple[str, str]], asked: str) -> str:
    """Return a name of the claim instead of which evidence in another language has another.

    Args:
        claim: one sentence.
        language: of the claim.
        grounds: language and text of each piece of evidence.
        asked: the question; the names in it pass.
    """
    codes = {code for code, _ in grounds}
    texts = [text for _, text in grounds]
    if language in codes:
        return ""
    if language in _CAPITALS and codes == {"ko"}:
        return _unheard_in_korean(claim, texts, asked)
    if language in _LATIN and codes <= _LATIN:
        return _other_place(claim, texts, asked)
    if language == "ko" and codes <= _LATIN:
        return _unheard_in_latin(claim, texts, asked)
    return ""


def _unheard_in_korean(claim: str, texts: Sequence[str], asked: str) -> str:
    words = frozenset(word for text in texts for word in _hangul_stretches(text))
    own = [name for text in texts for name in _hangul_names(text)]
    mine = [w for w in re.findall(r"[A-Z][\w-]{2,}", claim) if not is_opener(w)]
    rivals = [name for name in own if not any(heard_alike(word, [name]) for word in mine)]
    for run in capitalised_runs(without_known(claim), english=True):
        core = [word for word in run if word.lower() not in _GENERIC]
        name = re.sub(r"['’]s$", "", core[0]) if core else ""
        if len(core) != 1 or not _is_bare_name(name) or name in asked:
            continue
        if rivals and not heard_alike(name, words):
            return " ".join(run)
    return ""


def _is_bare_name(word: str) -> bool:
    """Return whether a word is hardly one that is translated."""
    lower = word.lower()
    if len(word) < _MIN_LETTERS or lower in _PLAIN or is_opener(word) or word.isupper():
        return False
    return bool(_ROMAN.fullmatch(word)) or not _TRANSLATED.search(lower)


def _other_place(claim: str, texts: Sequence[str], asked: str) -> str:
    told = {name for text in texts for name in _PLACED.findall(text)}
    joined = " ".join((*texts, asked))
    rivals = [n for n in told if n not in claim and not known_names(n) and n not in asked]
    for name in _PLACED.findall(claim):
        if known_names(name) or is_opener(name) or name.lower() in _PLAIN or name in joined:
            continue
        words = re.findall(r"[^\W\d_]{3,}", joined)
        if rivals and not any(_spelt_alike(name, word) for word in words if word[0].isupper()):
            return str(name)
    return ""


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _ALIKE


def _unheard_in_latin(claim: str, texts: Sequence[str], asked: str) -> str:
    joined = " ".join((*texts, asked))
    lower = joined.lower()
    for written in _LATIN_WORD.findall(claim):
        for word in written.split():
            told = word.lower() in lower or word.isupper()  # abbreviations may be translated
            if len(word) >= _MIN_LETTERS and word[0].isupper() and not told:
                return str(written)
    words = re.findall(r"[A-ZÀ-Ý][\w-]{2,}", joined)
    heard = [*words, *(a + b for a, b in zip(words, words[1:], strict=False))]
    mine = list(_hangul_stretches(claim))
    names = [word for text in texts for word in _own_names(text)]
    rivals = [n for n in names if n not in claim and not heard_alike(n, mine)]
    for name in _hangul_names(claim):
        loan = len(name) >= _MIN_SYLLABLES and _LOAN.search(name) and not is_korean(name)
        if loan and name not in asked and rivals and not heard_alike(name, heard):
            return name
    return ""


def _own_names(text: str) -> Iterator[str]:
    for run in capitalised_runs(without_known(text.partition(" | ")[0]), english=True):
        for word in run:
            if _is_bare_name(word) and word.lower() not in _GENERIC:
                yield re.sub(r"['’]s$", "", word)


@lru_cache(maxsize=256)
def _hangul_stretches(text: str) -> frozenset[str]:
    """Return what may be a name at the beginning of each Hangul word, two to six syllables."""
    words = re.findall("[가-힣]+", text)
    return frozenset(word[:length] for word in words for length in range(2, 7))


@lru_cache(maxsize=256)
def _hangul_names(text: str) -> tuple[str, ...]:
    found = []
    for run in noun_runs(without_known(text.partition(" | ")[0]), whole=True):
        first = run.nouns[0]
        if _PLACE.match(run.text):
            found.append(run.text)
        elif (first.tag == "NNP" or first.unknown) and len(first.form) > 1:
            found.append(first.form)
    return tuple(found)
