"""Persons of a claim whom evidence in another script doesn't know, by the sound of their names.

Only those who are surely persons: with a title beside the name, or a Korean surname and a given
name in two syllables ("Kyung-hoon"). Sounds are compared loosely; see `index.names`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from index.names import hangul_names, sound_keys, written_names
from rag.support.english_names import capitalised_runs, is_opener
from rag.support.known_names import known_names
from rag.support.korean import Run, noun_runs

_SURNAMES = """김=kim gim|이=lee yi rhee ri|박=park pak bak|최=choi choe|정=jung jeong chung chong
강=kang gang|조=cho jo|윤=yoon yun|장=jang chang|임=lim im rim|한=han hahn|오=oh o|서=seo suh so
신=shin sin|권=kwon gwon|황=hwang|안=ahn an|송=song|류=ryu yoo yu ryoo|유=yoo yu ryu|전=jeon chun
홍=hong|고=ko koh go|문=moon mun|양=yang|손=son sohn|배=bae pae|백=baek paik paek|허=heo huh hur
남=nam|심=shim sim|노=noh roh no|하=ha|곽=kwak gwak|성=sung seong|차=cha|주=joo ju|우=woo wu
구=koo ku gu|나=na ra|민=min|진=jin chin|지=ji jee|엄=eom um|채=chae|원=won|천=cheon chun|방=bang
공=kong gong|현=hyun hyeon|함=ham|변=byun byeon|염=yeom youm|여=yeo|추=choo chu|도=do doh|소=so
석=seok suk|선=sun seon|설=seol|마=ma|길=gil kil|연=yeon|위=wi|표=pyo|명=myung myeong|기=ki gi
반=ban|왕=wang|금=keum geum|옥=ok|육=yook yuk|인=in|맹=maeng|제=je|모=mo|탁=tak|은=eun|용=yong"""
_BY_LETTERS: dict[str, str] = {}
for _entry in re.split(r"[|\n]", _SURNAMES):
    for _spelling in _entry[2:].split():
        _BY_LETTERS[_spelling] = _BY_LETTERS.get(_spelling, "") + _entry[0]
_HANGUL_SURNAMES = frozenset(entry[0] for entry in re.split(r"[|\n]", _SURNAMES))
_SURNAME = r"[A-Z][a-z]{1,5}"
_GIVEN = r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{0,5}"
_KOREAN_PERSON = re.compile(rf"\b(?:({_SURNAME}),? ({_GIVEN})|({_GIVEN}),? ({_SURNAME}))\b")
_TITLE_AND_NAME = re.compile(
    r"\b(?:President|Prime Minister|Premier|Chancellor|Minister|Chairman|Chairwoman|CEO|Mr\.?"
    r"|Mrs\.?|Ms\.?|Dr\.?|Professor|Senator|Governor|Mayor|Secretary|Ambassador)"
    r" ((?:[A-Z][\w’'-]+)(?: (?:(?:de|van|von|der) )?[A-Z][\w’'-]+){0,2})"
)
_NO_NAME = frozenset("of for and in on said the general elect minister president".split())
_KOREAN_TITLES = "대통령|총리|장관|차관|의원|대표|회장|총재|교수|주석|위원장|시장|지사|감독|씨"
# Three syllables before a title that hardly are a common noun or an office.
_TITLED_KOREAN = re.compile(
    r"(?<![가-힣])([가-힣]{2}[^\W부위원단회청소당실국과사인측직팀장권법력])(?= (?:[가-힣]{2,8} )?"
    rf"[가-힣]{{0,6}}(?:{_KOREAN_TITLES}|연구원|원장|사장)(?:[은는이가을를의에과와]|께서|$| ))"
)
_PERSON_AND_TITLE = re.compile(rf"(?:{_KOREAN_TITLES})$")
_PLACE = re.compile("(?:산|섬|강|시|군|구|도|역|교|당|청|부|원|은행|대학교?|전자|그룹|컵|오픈)$")
_LOOSE = str.maketrans({"g": "k", "d": "t", "b": "p", "h": "", "a": ""})
# As Italian, Spanish, German and others read letters; 르 is not only the r that English leaves out.
_READINGS = tuple(pair.split(">") for pair in "ch>k c(?=[eiy])>ch j>y w>v ll>y z>s 르>러".split())
_ALIKE = 0.6  # of the consonants, in order: spellings of one name seldom share less
_LIKELY, _LIKELY_JOINT, _LIKELY_LAST = 0.75, 0.65, 0.4


def unheard(claim: str, language: str, grounds: Sequence[tuple[str, str]], asked: str) -> str:
    """Return a person of the claim of whom no evidence in another script speaks, or "".

    Args:
        claim: one sentence.
        language: of the claim.
        grounds: language and text of each piece of evidence; names pass unless all are Korean
            (for Latin claims) or in English (for Korean ones).
        asked: the question; persons that it names pass.
    """
    texts = [text for _, text in grounds]
    if language == "en" and all(code == "ko" for code, _ in grounds):
        words = frozenset(word for text in (*texts, asked) for word in _hangul_words(text))
        names = frozenset(word for text in texts for word in _proper_words(text))
        full = [name for text in texts for name in _full_names(text)]
        for person in _latin_persons(claim):
            heard = _heard_in_korean(person, words, names) and _heard_in_full(person, full, names)
            if not (person in asked or heard):
                return person
    if language == "ko" and all(code == "en" for code, _ in grounds):
        joined = " | ".join((*texts, asked))
        for person in _hangul_persons(claim):
            if not (person in asked or _heard_in_english(person, joined)):
                return person
        text = " | ".join(texts)
        return _unheard_in_full(claim, text, asked) or _other_korean(claim, text, asked)
    return ""


def _other_korean(claim: str, text: str, asked: str) -> str:
    """Return a Korean with a title where English evidence has others, and none by that name."""
    told = [m.group(1) or m.group(4) for m in _KOREAN_PERSON.finditer(text)]
    surnames = {sign for name in told for sign in _BY_LETTERS.get(name.lower(), "")}
    for name in _TITLED_KOREAN.findall(claim):
        if surnames and name[0] in _HANGUL_SURNAMES - surnames and name not in asked:
            return str(name)
    return ""


def _unheard_in_full(claim: str, text: str, asked: str) -> str:
    """Return a name in several words where English evidence has another name and not this one."""
    mine = [name for name in _full_names(claim) if name[-1] not in asked]
    told = [run for run in capitalised_runs(text, english=True) if not known_names(" ".join(run))]
    heard = {
        (name, run) for name in mine for run in told
        if any(_is_same_person(pair, run) for pair in (*pairwise(name), name))
        or len(run) == 1 and _keys(run[0]) and heard_alike(run[0], name)
    }  # fmt: skip
    rivals = {run for run in told if len(run) == 2} - {run for _, run in heard}
    strangers = [name for name in mine if not any(name == known for known, _ in heard)]
    return " ".join(strangers[0]) if strangers and rivals else ""


def _heard_in_full(person: str, full: Sequence[tuple[str, ...]], names: frozenset[str]) -> bool:
    """Return whether a person of a first and a last name may be one whom a Korean text names."""
    parts = person.split()
    if len(parts) != 2 or "-" in person or not full:
        return True
    alike = any(_is_same_person(parts, pair) for name in full for pair in pairwise(name))
    return alike or heard_alike(parts[1], names)


def _joint(one: Sequence[str], other: Sequence[str]) -> float:
    keys, others = _keys("".join(one)), _keys("".join(other))
    ratios = [SequenceMatcher(None, a, b).ratio() for a in keys for b in others]
    return max(ratios, default=1.0)


def _is_same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether names sound alike, and the last word of one like a word of the other."""
    last = max(_joint(one[-1:], [word]) for word in other)
    return _joint(one, other) >= _LIKELY_JOINT and last >= _LIKELY_LAST


def _full_names(claim: str) -> Iterator[tuple[str, ...]]:
    """Yield the names in two words and more that Kiwi takes for names: foreign persons."""
    group: list[Run] = []
    for run in noun_runs(claim):
        apart = bool(group) and claim[group[-1].end : run.start] != " "
        if len(group) > 1 and (apart or not _is_foreign(run)):
            yield tuple(part.text for part in group)
        group = [*([] if apart else group), run] if _is_foreign(run) else []
        if run.particle:
            if len(group) > 1:
                yield tuple(part.text for part in group)
            group = []
    if len(group) > 1:
        yield tuple(part.text for part in group)


def _is_foreign(run: Run) -> bool:
    noun = run.nouns[0]
    known = noun.tag == "NNP" or noun.unknown
    place = _PLACE.search(run.text) or known_names(run.text)
    return len(run.nouns) == 1 and known and len(run.text) > 1 and not place


def is_korean(name: str) -> bool:
    """Return whether a Hangul name has the form of a Korean person's."""
    return len(name) == 3 and name[0] in _HANGUL_SURNAMES


def sounds_as_word(name: str, words: frozenset[str]) -> bool:
    """Return whether a Hangul word of about the same length has the sound of the name."""
    keys = set(sound_keys(name))
    near = (word for word in words if abs(len(word) - len(name)) <= 1)
    return any(keys & set(sound_keys(word)) for word in near)


def heard_alike(name: str, words: Iterable[str]) -> bool:
    """Return whether one of the words is likely the name in another spelling or script."""
    keys = _keys(name)
    near = (_keys(word) for word in words if len(word) > 1)
    return not keys or any(_alike(keys, others, least=_LIKELY) for others in near)


def _latin_persons(claim: str) -> Iterator[str]:
    for match in _KOREAN_PERSON.finditer(claim):
        surname = match.group(1) or match.group(4)
        if surname.lower() in _BY_LETTERS:
            yield match.group()
    for match in _TITLE_AND_NAME.finditer(claim):
        if match.group(1).split()[0].lower() not in _NO_NAME:
            yield re.sub(r"['’]s$", "", match.group(1))


def _hangul_persons(claim: str) -> Iterator[str]:
    runs = list(noun_runs(claim))
    for run, following in zip(runs, [*runs[1:], None], strict=False):
        proper = [n for n in run.nouns if n.tag == "NNP" or n.unknown]
        next_to = following is not None and not run.particle
        titled = next_to and following is not None and _PERSON_AND_TITLE.match(following.text)
        if len(run.nouns) == 1 and proper and (titled or is_korean(run.text) and proper[0].unknown):
            yield run.text


@lru_cache(maxsize=256)
def _hangul_words(text: str) -> frozenset[str]:
    """Return what may be a name at the beginning of each Hangul word, two to five syllables."""
    words = re.findall("[가-힣]+", text)
    return frozenset(word[:length] for word in words for length in range(1, 6))


@lru_cache(maxsize=256)
def _proper_words(text: str) -> frozenset[str]:
    """Return the Hangul words that may be foreign names."""
    runs = ([(n.form, n.tag == "NNP", n.unknown) for n in run.nouns] for run in noun_runs(text))
    return frozenset(name for nouns in runs for name in hangul_names(nouns))


def _heard_in_korean(person: str, words: frozenset[str], names: frozenset[str]) -> bool:
    parts = re.split(r"[ ,]+", person)
    for place, part in enumerate(parts):
        surnames = _BY_LETTERS.get(part.lower(), "")
        given = "".join(parts[:place] + parts[place + 1 :])
        own = [word for word in words if word[0] in surnames]
        if not given:
            return any(len(word) == 1 for word in own) or _resembles(part, names)
        keys = _keys(given)
        if any(not keys or _alike(keys, _keys(word[1:])) for word in own if len(word) in (2, 3)):
            return True
    if any("-" in part for part in parts):
        return False
    return any(_resembles(part, names) for part in (*parts, "".join(parts)))


def _resembles(part: str, words: frozenset[str]) -> bool:
    keys = _keys(part)
    return (
        not keys or not words or any(_alike(keys, _keys(word)) for word in words if len(word) > 1)
    )


def _heard_in_english(person: str, text: str) -> bool:
    keys = _keys(person)
    written = [name for name in written_names(text) if not is_opener(name)]
    if not keys or any(_alike(keys, _keys(name)) for name in written):
        return True
    if person[0] not in _HANGUL_SURNAMES:
        return False
    given = _keys(person[1:])
    for word in re.findall(r"[A-Z][\w-]+", text):
        if person[0] in _BY_LETTERS.get(word.lower(), "") and (
            not given
            or any(_alike(given, _keys(name)) for name in re.findall(r"[A-Z][\w-]+", text))
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _keys(name: str) -> frozenset[str]:
    """Return the consonants of a name in the classes that romanisations mix up."""
    bare = re.sub(r"ng-", "n-", name).replace("-h", "-").replace("-", "")
    spelt = {bare} | {re.sub(letters, sound, bare.lower()) for letters, sound in _READINGS}
    keys = {key for one in spelt for key in sound_keys(one)}
    frames = {re.sub(r"(.)\1+", r"\1", key.translate(_LOOSE)) for key in keys}
    return frozenset(frame for frame in frames if len(frame) > 1)


def _alike(one: frozenset[str], other: frozenset[str], least: float = _ALIKE) -> bool:
    if not one or not other:
        return False
    return any(SequenceMatcher(None, a, b).ratio() >= least for a in one for b in other)
