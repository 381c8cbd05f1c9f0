"""Names of a claim that its evidence doesn't know: persons, organisations, places, products.

In one language a name is compared as it is written, through abbreviations that the article
explains or that keep the order of syllables (과기정통부), and through `rag.support.known_names`.
Across languages only what can be decided is: names of that list, and persons, by sound. Where
neither tells, the name passes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.terms import fold
from rag.answers import Evidence, Question
from rag.support import person_names
from rag.support.displaced import displaced
from rag.support.english_names import capitalised_runs, initials
from rag.support.known_names import (
    KnownName,
    known_names,
    may_mention,
    mentions,
    without_known,
)
from rag.support.korean import Run, Token, noun_runs
from rag.support.roles import is_title, swapped, wrong_title

_HANGUL = re.compile("[가-힣]")
_KANA_NAME = re.compile(
    r"[ァ-ヺー]+(?:[・=][ァ-ヺー]+)+|[ァ-ヺー]{2,}(?=(?:大統領|首相|氏|会長|長官))"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,}(?=(?:氏|さん|首相))")
# A bridge, a company, a city by its name: the name and what it is.
_HAN_KIND = re.compile(
    r"([\u3400-\u9fff]{2})(大桥|大橋|大学|大學|银行|銀行|集团|公司|医院|病院|机场|空港|电机|電機|電力|電鉄"
    r"|博物馆|博物館|美術館|美术馆|研究所|工場|高校|法院)"
)
_LATIN_NAME = re.compile(r"(?<![A-Za-zÀ-ỹ])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![A-Za-zÀ-ỹ])")
_EXPLAINED = re.compile(r"([^()\n]{2,50}?)\s?\((?:이하 ?)?['‘“\"]?([^()\n,'’”\"]{2,40})['’”\"]?\)")
_ORGANISATION = re.compile(
    "[가-힣]{2,}(?:통신부|교통부|자원부|복지부|노동부|안전부|관광부|재정부|기업부|환경부|국방부|교육부"
    "|외교부|법무부|통일부|위원회|은행|대학교|진흥원|연구원|감독원|감사원|감독청|공단|공사|재단|협회"
    "|[가-힣]청|[가-힣]당|그룹|전자|증권|생명|화재|제약|항공|텔레콤|중공업|법원|재판소|연합|연맹|조합)$"
    "|(?:환경|국방|교육|외교|법무|통일|재무|상무|국무|내무)부$|^(?:검찰|경찰|국회|대통령실|청와대|법원)$"
)
_NO_ORGANISATION = re.compile(
    "(?:신청|요청|시청|구청|군청|도청|초청|재청|포청|식당|해당|담당|부당|정당|상당|여당|야당|성당|서당|배당"
    "|수당|할당|전당|착공사|공공사|이사회)$"
)
_DERIVED = re.compile("[화성력률율론법형용제권점식들]$")  # an unknown word that is no name
_CHOICE = re.compile(
    r"중 (?:누|어느|어디|무엇|뭐|어떤)|아니면|\bor\b|\bvs\.?|还是|還是|それとも|\boder\b|\bou\b",
    re.I,
)
# Abbreviations that Korean writes for common nouns, and units.
_COMMON = {
    "ai": "인공지능|artificial intelligence", "it": "정보기술|정보통신", "ict": "정보통신",
    "gdp": "국내총생산", "ceo": "최고경영자|대표", "r&d": "연구개발", "iot": "사물인터넷",
    "tv": "텔레비전|방송", "ev": "전기차", "gpu": "그래픽처리장치|그래픽 처리", "pc": "컴퓨터",
    "llm": "언어모델|거대언어", "sns": "소셜|사회관계망", "usb": "유에스비", "cctv": "카메라",
}  # fmt: skip
_UNIT = re.compile(
    r"(?:[kmcKMGT]?[mgWBVL]|ha|km|kWh|[MGT]Wh|Hz|[MG]Hz|t|p|bp|[KMGT]B|ppm|am|pm|AM|PM)$"
)
_CAPITAL_LANGUAGES = frozenset("en es fr it pt nl vi id tr ro sv pl cs".split())
_FULL_LISTS = frozenset(("ko", "en", "ja", "zh"))
_LISTED_LANGUAGES = _FULL_LISTS | {"es", "de", "fr"}
_SUBJECT = ("이", "가", "은", "는", "께서")
_HOME = "한국"  # articles from Korea seldom name it
_BEFORE_NOUNS = frozenset("이그저각")
_MIN_SOUND = 4  # syllables of a name that may be spelt in two ways


@dataclass(frozen=True, slots=True)
class _Ground:
    """One piece of evidence as names are looked up in it."""

    language: str
    text: str
    squeezed: str
    article: str


def unsupported_name(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return the first name or title of `claim` that the evidence doesn't bear out, or ""."""
    if not evidence:
        return ""
    grounds = [_ground(e) for e in evidence]
    language = "ko" if _HANGUL.search(claim) else question.language
    asked = f"{question.meant} {question.text} {question.searched}"
    for name in _claimed(claim, language):
        if _is_known(name) or any(_supports(ground, name, language) for ground in grounds):
            continue
        if not _repeats(name, asked) or _displaced(name, claim, grounds, asked):
            return name
    for known in _listed(claim, language):
        if not _bears_out(known, claim, grounds, language, asked):
            return known.written
    heard = [(ground.language, ground.text) for ground in grounds]
    stranger = person_names.unheard(claim, language, heard, asked)
    stranger = stranger or person_names.replaced(claim, language, heard, asked)
    return stranger or _wrong_role(claim, grounds, language, asked)


def _ground(evidence: Evidence) -> _Ground:
    document = evidence.document
    text = f"{evidence.text} | {document.title} | {document.publisher} {document.reporter}"
    return _Ground(document.language, text, _squeeze(text), document.text)


def _squeeze(text: str) -> str:
    return re.sub(r"[\s·ㆍ・\-–'’\"“”‘.]+", "", fold(text))


# -- what the claim names ------------------------------------------------------------------


def _claimed(claim: str, language: str) -> Iterator[str]:
    """Yield the names that evidence in the claim's language must write, as written."""
    if language == "ko":
        yield from (*_korean_names(claim), *_unread_names(claim))
    elif language in ("ja", "zh"):
        yield from ("".join(parts) for parts in _HAN_KIND.findall(claim))
        for pattern in (_KANA_NAME, _HAN_NAME, _LATIN_NAME):
            yield from pattern.findall(claim)
    elif language in _CAPITAL_LANGUAGES:
        for run in capitalised_runs(without_known(claim), english=language == "en"):
            yield " ".join(run)
    else:
        yield from _LATIN_NAME.findall(claim)


def _korean_names(claim: str) -> Iterator[str]:
    for run in noun_runs(claim):
        latin = [n for n in run.nouns if n.tag == "SL" and len(n.form) > 1]
        if (
            latin
            and not (len(run.nouns) > 1 and run.nouns[0].tag == "SN")
            and (not _UNIT.match(latin[0].form))
        ):
            proper = [n for n in run.nouns if n.tag == "NNP" or n.unknown]
            yield run.text if proper else latin[0].form
        elif _is_organisation(run):
            yield run.text
        else:
            yield from (n.form for n in run.nouns if _is_proper(n) and n.form in run.text)


def _is_proper(noun: Token) -> bool:
    return len(noun.form) > 1 and (
        noun.tag == "NNP" or noun.unknown and not _DERIVED.search(noun.form)
    )


def _unread_names(claim: str) -> Iterator[str]:
    """Yield the persons' names that Kiwi took for words of one syllable each: 한별찬."""
    for run in noun_runs(claim, whole=True):
        if person_names.is_korean(run.text) and len(run.nouns) == len(run.text):
            yield run.text


def _is_organisation(run: Run) -> bool:
    text = run.text
    return bool(_ORGANISATION.search(text)) and not _NO_ORGANISATION.search(text)


def _listed(claim: str, language: str) -> Iterator[KnownName]:
    """Yield the listed names of a claim, not the words that only look like one."""
    proper = {}
    if language == "ko":
        proper = {r.start: r.nouns[0] for r in noun_runs(claim)}
        proper |= {n.start: n for r in noun_runs(claim) for n in r.nouns if n.tag == "NNP"}
    for known in known_names(claim):
        noun = proper.get(known.start)
        if (
            known.written == "국내"
            or language == "ko"
            and _HANGUL.search(known.written)
            and (
                noun is None
                or noun.tag != "NNP"
                and noun.form == known.written
                and known.kind != "institution"
            )
        ):
            continue
        yield known


# -- does the evidence know it? --------------------------------------------------------------


def _supports(ground: _Ground, name: str, language: str) -> bool:
    if ground.language != language:
        return True  # listed names and persons are looked at on their own
    if language == "ko":
        return _korean_support(ground, name)
    if language in _CAPITAL_LANGUAGES:
        return all(_latin_support(ground, word, name) for word in name.split())
    return _squeeze(name) in ground.squeezed or _is_listed(ground, name)


def _is_known(name: str) -> bool:
    return any(known.written == name for known in known_names(name))


def _is_listed(ground: _Ground, name: str) -> bool:
    whole = [known for known in known_names(name) if known.written == name]
    return bool(whole) and mentions(ground.text, whole[0].name)


def _korean_support(ground: _Ground, name: str) -> bool:
    squeezed = _squeeze(name)
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
            words.add(_squeeze(joined))
            if following.particle:
                break
    return frozenset(words)


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
    return tuple((_squeeze(a), _squeeze(b)) for a, b in _EXPLAINED.findall(article))


def _explained(ground: _Ground, name: str) -> bool:
    """Return whether the article writes the name and another of the sentence as one: X (Y)."""
    for before, inside in _explanations(ground.article):
        if name == inside:
            ends = (before[-n:] for n in range(3, min(len(before), 25) + 1))
            if any(end in ground.squeezed for end in ends):
                return True
        if len(name) > 2 and before.endswith(name) and inside in ground.squeezed:
            return True
    return False


def _latin_support(ground: _Ground, word: str, name: str) -> bool:
    bare = _squeeze(re.sub(r"['’]s?$", "", word))
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


def _part_is_listed(ground: _Ground, name: str) -> bool:
    return any(mentions(ground.text, known.name) for known in known_names(name))


@lru_cache(maxsize=256)
def _latin_words(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*", text)
    bare = {fold(re.sub(r"['’]s?$", "", word)) for word in words}
    parts = {part for word in bare for part in re.split("[-.&'’]", word)}
    return frozenset(bare | parts | {_squeeze(word) for word in bare})


def _same_stem(one: str, other: str) -> bool:
    """Return whether two words are forms of one name: Korea and Korean, Путин and Путина."""
    common = min(len(one), len(other)) - 1
    return (
        common >= 3
        and abs(len(one) - len(other)) <= 3
        and one[:common] == other[:common]
        and (len(one) != len(other))
    )


def _bears_out(
    known: KnownName, claim: str, grounds: Sequence[_Ground], language: str, asked: str
) -> bool:
    """Return whether evidence in any language names a listed name of the claim.

    Where it does not, but names nothing of that kind instead, too, it may say it in other words.
    """
    for ground in grounds:
        if ground.language not in _LISTED_LANGUAGES:
            return True
        knows = mentions if ground.language in _FULL_LISTS else may_mention
        if knows(ground.text, known.name):
            return True
    claimed = {other.name for other in known_names(claim)}
    told = (other for ground in grounds for other in known_names(ground.text))
    rivals = [o for o in told if o.kind == known.kind and o.name not in claimed]
    if mentions(asked, known.name) and not _CHOICE.search(asked):
        return not rivals or any(mentions(ground.article, known.name) for ground in grounds)
    if any(ground.language == language for ground in grounds) and known.name != _HOME:
        return False
    return not any(rival.written != "국내" for rival in rivals)


# -- names that the question brought up --------------------------------------------------------


def _repeats(name: str, asked: str) -> bool:
    return _squeeze(name) in _squeeze(asked)


def _displaced(name: str, claim: str, grounds: Sequence[_Ground], asked: str) -> bool:
    """Return whether the evidence says of another what the claim says of the question's name."""
    if _CHOICE.search(asked):
        return True
    place = claim.find(name)
    mine = next((r for r in noun_runs(claim) if r.start <= place < r.end), None)
    if not _HANGUL.search(name) or mine is None or mine.particle not in _SUBJECT:
        return False
    for ground in grounds:
        sentence = ground.text.partition(" | ")[0]
        rivals = [r for r in noun_runs(sentence) if r.particle in _SUBJECT and _names_one(r)]
        if any(_kind(r) == _kind(mine) and r.text not in claim for r in rivals):
            return True
    return False


def _names_one(run: Run) -> bool:
    return run.nouns[0].tag == "NNP" or run.nouns[0].unknown or _is_organisation(run)


def _kind(run: Run) -> str:
    """Return what kind of thing a Korean name names, as far as its form tells."""
    listed = [known.kind for known in known_names(run.text) if known.written == run.text]
    if listed:
        return listed[0]
    organisation = _ORGANISATION.search(run.text)
    if organisation or is_title(run.text):
        return run.text[-2:]
    return f"{run.text[-1] if run.text[-1] in '시도군구' else ''}{person_names.is_korean(run.text)}"


# -- titles and roles ----------------------------------------------------------------------


def _wrong_role(claim: str, grounds: Sequence[_Ground], language: str, asked: str) -> str:
    if language in ("ko", "en") and all(g.language in ("ko", "en") for g in grounds):
        title = wrong_title(claim, [g.text for g in grounds], asked)
        if title:
            return title
    own = [g for g in grounds if g.language == language in ("ko", "en")]
    if len(own) < len(grounds):
        return ""
    names: list[tuple[str, ...]]
    if language == "ko":
        names = [(run.text,) for run in noun_runs(claim) if _names_one(run)]
    else:
        names = [*capitalised_runs(claim, english=True)]
    sentences = [g.text.partition(" | ")[0] for g in own]
    found = [swapped(claim, sentence, names) for sentence in sentences]
    if found and all(found):
        return found[0]
    return displaced(claim, sentences, asked, korean=language == "ko")
