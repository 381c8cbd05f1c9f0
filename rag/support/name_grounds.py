"""What one piece of evidence knows a name by: as written, shortened, explained or inflected."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.terms import fold
from rag.answers import Evidence
from rag.support import person_names
from rag.support.english_names import initials
from rag.support.known_names import known_names, mentions
from rag.support.korean import noun_runs

CAPITAL_LANGUAGES = frozenset("en es fr it pt nl vi id tr ro sv pl cs".split())
# Abbreviations and institutions that Korean writes for other nouns.
_COMMON = {
    "ai": "인공지능|artificial intelligence", "it": "정보기술|정보통신", "ict": "정보통신",
    "gdp": "국내총생산", "ceo": "최고경영자|대표", "r&d": "연구개발", "iot": "사물인터넷",
    "tv": "텔레비전|방송", "ev": "전기차", "gpu": "그래픽처리장치|그래픽 처리", "pc": "컴퓨터",
    "법원": "지법|고법|대법|판사|재판|판결", "국회": "의원|본회의|여야|상임위",
    "llm": "언어모델|거대언어", "sns": "소셜|사회관계망", "usb": "유에스비", "cctv": "카메라",
}  # fmt: skip
_PRESS = re.compile(
    r"일보|신문|뉴스|방송|경제|타임스|저널|통신$|\b(?:Post|Times|News|Daily|Herald|Gazette|Journal|Press"
    r"|Tribune|Courier|Observer|Chronicle|Mail|Echo|Star|Standard|Telegraph|Mirror|Weekly)\b|Zeitung"
    r"|Anzeiger|Bote|新聞|日报|晚报"
)
_EXPLAINED = re.compile(r"([^()\n]{2,50}?)\s?\((?:이하 ?)?['‘“\"]?([^()\n,'’”\"]{2,40})['’”\"]?\)")
_BEFORE_NOUNS = frozenset("이그저각")
_MIN_SOUND = 4  # syllables of a name that may be spelt in two ways


@dataclass(frozen=True, slots=True)
class Ground:
    """One piece of evidence as names are looked up in it."""

    language: str
    text: str
    squeezed: str
    article: str


def ground_of(evidence: Evidence, claim: str) -> Ground:
    """Return the words of evidence, with the publisher where it isn't just the press."""
    document = evidence.document
    publisher = document.publisher
    if _PRESS.search(publisher) and publisher not in claim:
        publisher = ""  # the Corrin Post knows no council of Corrin
    text = f"{evidence.text} | {document.title} | {publisher} {document.reporter}"
    return Ground(document.language, text, squeeze(text), document.text)


def squeeze(text: str) -> str:
    """Return a text in lower case without spaces, hyphens and quotes."""
    return re.sub(r"[\s·ㆍ・\-–'’\"“”‘.]+", "", fold(text))


def supports(ground: Ground, name: str, language: str) -> bool:
    """Return whether evidence knows a name of a claim in `language`; in another it may."""
    if ground.language != language:
        return True  # listed names and persons are looked at on their own
    if language == "ko":
        return _korean_support(ground, name)
    if language == "de":
        return any(_latin_support(ground, word, name) for word in name.split())
    if language in CAPITAL_LANGUAGES:
        return all(_latin_support(ground, word, name) for word in name.split())
    return squeeze(name) in ground.squeezed or _is_listed(ground, name)


def _is_listed(ground: Ground, name: str) -> bool:
    whole = [known for known in known_names(name) if known.written == name]
    return bool(whole) and mentions(ground.text, whole[0].name)


def _korean_support(ground: Ground, name: str) -> bool:
    squeezed = squeeze(name)
    if squeezed in ground.squeezed or _is_listed(ground, name) or _explained(ground, squeezed):
        return True
    if squeezed[0] in _BEFORE_NOUNS and len(squeezed) > 2 and squeezed[1:] in ground.squeezed:
        return True  # 이규격: "this standard", written in one
    if squeezed in _COMMON:
        return re.search(_COMMON[squeezed], ground.text) is not None
    if squeezed[-1] in "인어산군" and _is_listed(ground, name[:-1]):  # 미국인, 독일어
        return True
    words = _korean_words(ground.text)
    if any(_abbreviates(squeezed, word) or _abbreviates(word, squeezed) for word in words):
        return True
    return person_names.sounds_as_word(squeezed, words) if len(squeezed) >= _MIN_SOUND else False


@lru_cache(maxsize=256)
def _korean_words(text: str) -> frozenset[str]:
    """Return the nouns of a text written in one, and two and three of them joined."""
    runs = list(noun_runs(text))
    words = set()
    for place, run in enumerate(runs):
        joined, end = "", run.start
        for following in runs[place : place + 4]:
            if text[end : following.start].strip(" ·‘’'\""):
                break
            joined, end = joined + following.text, following.end
            words.add(squeeze(joined))
            if following.particle:
                break
    return frozenset(words)


def same_name(one: str, other: str, article: str) -> bool:
    """Return whether one name is short for the other, by its letters or as an article says."""
    names = {squeeze(one), squeeze(other)}
    if any(
        names == {inside, before[-len(n) :]}
        for before, inside in _explanations(article)
        for n in names
    ):
        return True
    pairs = ((one, other), (other, one))
    return any(_abbreviates(*pair) or initials(pair[1], pair[0]) for pair in pairs)


def _abbreviates(short: str, long: str) -> bool:
    """Return whether Korean may shorten one name to the other: 과기정통부, 한은, 서울대."""
    if not 2 <= len(short) < len(long) or short[0] != long[0]:
        return False
    if len(short) == 2:  # the first syllables of two halves
        return 4 <= len(long) <= 6 and short[1] == long[2] and short[1] != long[1]
    rest = iter(long)
    in_order = all(syllable in rest for syllable in short)
    ends = short[-1] == long[-1] or short[-1] in "위대" or long.startswith(short)
    return in_order and ends


@lru_cache(maxsize=64)
def _explanations(article: str) -> tuple[tuple[str, str], ...]:
    return tuple((squeeze(a), squeeze(b)) for a, b in _EXPLAINED.findall(article))


def _explained(ground: Ground, name: str) -> bool:
    """Return whether the article writes the name and another of the sentence as one: X (Y)."""
    for before, inside in _explanations(ground.article):
        if name == inside:
            ends = (before[-n:] for n in range(3, min(len(before), 25) + 1))
            if any(end in ground.squeezed for end in ends):
                return True
        if len(name) > 2 and before.endswith(name) and inside in ground.squeezed:
            return True
    return False


def _latin_support(ground: Ground, word: str, name: str) -> bool:
    bare = squeeze(re.sub(r"['’]s?$", "", word))
    words = _latin_words(ground.text)
    if bare in words or bare in ground.squeezed and len(bare) > 4 or _explained(ground, bare):
        return True
    if any(_same_stem(bare, other) for other in words):
        return True
    if word.isupper() and initials(ground.text, word):
        return True
    if any(_is_listed(ground, part) for part in (word, name)) or _part_is_listed(ground, name):
        return True
    return (
        " " in name
        and initials(name, "".join(w[0] for w in name.split()).upper())
        and ("".join(w[0] for w in name.split()).lower() in words)
    )


def _part_is_listed(ground: Ground, name: str) -> bool:
    return any(mentions(ground.text, known.name) for known in known_names(name))


@lru_cache(maxsize=256)
def _latin_words(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*", text)
    bare = {fold(re.sub(r"['’]s?$", "", word)) for word in words}
    parts = {part for word in bare for part in re.split("[-.&'’]", word)}
    return frozenset(bare | parts | {squeeze(word) for word in bare})


def _same_stem(one: str, other: str) -> bool:
    """Return whether two words are forms of one name: Korea and Korean, Путин and Путина."""
    common = min(len(one), len(other)) - 1
    return (
        common >= 3
        and abs(len(one) - len(other)) <= 3
        and one[:common] == other[:common]
        and (len(one) != len(other))
    )
