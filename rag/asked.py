"""What form of answer a question wants, from its words: a figure, a list, a comparison."""

import re

from index.numbers import extract_numbers
from index.sentences import ends_sentence

_NUMBER = re.compile(
    r"얼마(?!나 자주)|몇(?!\s?(?:차|번째))|how (?:many|much)|多少|几[个家年月名]"
    r"|いくつ|いくら|何(?:人|戸|台|社|件)|cu[aá]nt[oa]s?|wie ?viele?|combien|bao nhiêu",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"뭐\s?뭐|어디\s?어디|누구\s?누구|이름[을은]? (?:다|모두)|모두|각각|하나씩|어떤 것들"
    r"|종류|목록"
    r"|which .*s (?:are|were|did)|\b(?:list|name all|all the)\b"
    r"|哪些|どれ|何々|cu[aá]les|welche\b|quels",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"각각|비교|차이|달라|다르|(?<!기후)(?<!기후 )변화|바뀌"
    r"|(?:둘|중에?서?|가운데) (?:더|어느|뭐가|무엇이)"
    r"|\b(?:compare|compared|versus|vs|difference|differ|changed|came first)\b"
    r"|比較|違い|それぞれ|比较|分别|相比|compara|diferencia|respectivamente|vergleich|unterschied",
    re.IGNORECASE,
)
# Tells who spoke, where and when, but not what was said.
_SAID_SO = re.compile(
    r"(?:이같이|이 같이|이처럼|이렇게) (?:말|밝|강조|설명|덧붙|지적|당부|전)\S*$"
    r"|(?:このように|こう)(?:述べ|語|話)\S*$|\bsaid so\.?$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SEPARATOR = re.compile(r"[,·・、，△▲]")
_BONUS = 0.06
_SAYS_NOTHING = 0.3
_HEADING = 0.12
_MIN_SEPARATORS = 3


def asks_for_number(question: str) -> bool:
    """Return whether a figure is asked for: how many, how much, 얼마, 몇."""
    return bool(_NUMBER.search(question))


def asks_for_list(question: str) -> bool:
    """Return whether several things are asked for by name."""
    return bool(_LIST.search(question))


def asks_for_comparison(question: str) -> bool:
    """Return whether things of several articles or times are to be set side by side."""
    return bool(_COMPARISON.search(question))


def years_in(text: str) -> tuple[str, ...]:
    """Return the years that are named, each once, in order."""
    return tuple(dict.fromkeys(_YEAR.findall(text)))


def fit_to_asked(question: str, sentence: str) -> float:
    """Return what a sentence's form adds to its score; negative for headings and "he said so"."""
    fit = 0.0
    if asks_for_number(question) and set(extract_numbers(sentence)) - set(
        extract_numbers(question)
    ):
        fit += _BONUS
    if asks_for_list(question) and len(_SEPARATOR.findall(sentence)) >= _MIN_SEPARATORS:
        fit += _BONUS
    if _SAID_SO.search(sentence):
        fit -= _SAYS_NOTHING
    elif not ends_sentence(sentence):
        fit -= _HEADING
    return fit
