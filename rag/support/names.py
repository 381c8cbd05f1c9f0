"""Names of a claim that its evidence doesn't know: persons, organisations, places, products.

In one language a name is compared as it is written, through abbreviations that the article
explains or that keep the order of syllables (과기정통부), and through `rag.support.known_names`.
Across languages only what can be decided is: names of that list, and persons, by sound. Where
neither tells, the name passes.
"""

import re
from collections.abc import Iterator, Sequence

from rag.answers import Evidence, Question
from rag.support import person_names
from rag.support.attribution import misattributed
from rag.support.displaced import displaced
from rag.support.english_names import capitalised_runs, is_opener
from rag.support.foreign_names import other_name
from rag.support.known_names import (
    KnownName,
    known_names,
    may_mention,
    mentions,
    without_known,
)
from rag.support.korean import Run, Token, noun_runs
from rag.support.name_grounds import CAPITAL_LANGUAGES, Ground, ground_of, squeeze, supports
from rag.support.rival_nouns import rival_noun
from rag.support.roles import wrong_title

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
_UNIT = re.compile(
    r"(?:[kmcKMGT]?[mgWBVL]|ha|km|kWh|[MGT]Wh|Hz|[MG]Hz|t|p|bp|[KMGT]B|ppm|am|pm|AM|PM)$"
)
_GERMAN_PLAIN = frozenset(
    """der die das den dem ein eine einen im in am bei mit nach von vor seit zum zur laut rund etwa
    prozent euro millionen milliarden million januar februar märz april mai juni juli august oktober
    ende anfang mitte montag dienstag mittwoch donnerstag freitag samstag sonntag uhr""".split()
)
_FULL_LISTS = frozenset(("ko", "en", "ja", "zh"))
_LISTED_LANGUAGES = _FULL_LISTS | {"es", "de", "fr"}
_HOME = "한국"  # articles from Korea seldom name it


def unsupported_name(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return the first name or title of `claim` that the evidence doesn't bear out, or ""."""
    if not evidence:
        return ""
    grounds = [ground_of(e, claim) for e in evidence]
    language = "ko" if _HANGUL.search(claim) else question.language
    asked = f"{question.meant} {question.text} {question.searched}"
    for name in _claimed(claim, language):
        if _is_known(name) or any(supports(ground, name, language) for ground in grounds):
            continue
        if not _repeats(name, asked) or _CHOICE.search(asked):
            return name
    for known in _listed(claim, language):
        if not _bears_out(known, claim, grounds, language, asked):
            return known.written
    heard = [(ground.language, ground.text) for ground in grounds]
    stranger = person_names.unheard(claim, language, heard, asked)
    return (
        stranger
        or other_name(claim, language, heard, asked)
        or rival_noun(claim, language, heard, asked)
        or _wrong_role(claim, grounds, language, asked)
    )


# -- what the claim names ------------------------------------------------------------------


def _claimed(claim: str, language: str) -> Iterator[str]:
    """Yield the names that evidence in the claim's language must write, as written."""
    if language == "ko":
        yield from (*_korean_names(claim), *_unread_names(claim))
    elif language in ("ja", "zh"):
        yield from ("".join(parts) for parts in _HAN_KIND.findall(claim))
        for pattern in (_KANA_NAME, _HAN_NAME, _LATIN_NAME):
            yield from pattern.findall(claim)
    elif language == "de":
        yield from _german_names(without_known(claim))
    elif language in CAPITAL_LANGUAGES:
        for run in capitalised_runs(without_known(claim), english=language == "en"):
            yield " ".join(run)
    else:
        yield from _LATIN_NAME.findall(claim)


def _german_names(claim: str) -> Iterator[str]:
    """Yield what may be a person's two names: nouns have capitals, too, but not two at once."""
    for pair in re.findall(r"\b([A-ZÄÖÜ][a-zäöüß]+) ([A-ZÄÖÜ][\w-]+)", claim):
        if not any(is_opener(word) or word.lower() in _GERMAN_PLAIN for word in pair):
            yield " ".join(pair)


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
    """Yield the names that Kiwi took for short words: 한별찬, 새길중공업."""
    for run in noun_runs(claim, whole=True):
        if (
            run.nouns[0].tag == "MM"
            and _is_organisation(run)
            or person_names.is_korean(run.text)
            and len(run.nouns) == len(run.text)
        ):
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


# -- listed names --------------------------------------------------------------------------


def _is_known(name: str) -> bool:
    return any(known.written == name for known in known_names(name))


def _bears_out(
    known: KnownName, claim: str, grounds: Sequence[Ground], language: str, asked: str
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
    if all(ground.language == language for ground in grounds) and known.name != _HOME:
        return False
    return not any(rival.written != "국내" for rival in rivals)


# -- names that the question brought up --------------------------------------------------------


def _repeats(name: str, asked: str) -> bool:
    return squeeze(name) in squeeze(asked)


# -- titles and roles ----------------------------------------------------------------------


def _wrong_role(claim: str, grounds: Sequence[Ground], language: str, asked: str) -> str:
    if language in ("ko", "en") and all(g.language in ("ko", "en") for g in grounds):
        title = wrong_title(claim, [g.text for g in grounds], asked)
        if title:
            return title
    own = [g for g in grounds if g.language == language in ("ko", "en")]
    if len(own) < len(grounds):
        return ""
    sentences = [ground.text.partition(" | ")[0] for ground in own]
    korean = language == "ko"
    article = "\n".join({ground.article for ground in own})
    return displaced(claim, sentences, asked, korean=korean) or misattributed(
        claim, sentences, korean=korean, article=article
    )
