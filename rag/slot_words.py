"""The words around a value: of which thing it is one, in any language, as far as form tells.

Korean goes by Kiwi's morphemes, scripts without spaces by their nouns, others by words without
their usual endings. All are rough; `rag.conflicts` asks several of them before it believes one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from index.asking_words import ASKING_TERMS
from index.documents import Span
from index.language import detect_language
from index.terms import extract_nouns, fold
from rag.support.korean import Token, korean_tokens

_HANGUL = re.compile(r"[\uac00-\ud7af]")
_VERB_LAST = re.compile(r"[\uac00-\ud7af\u3041-\u309f]")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?|\d+(?:st|nd|rd|th)|\s+|[^\w\s]+")
_NUMBERED = re.compile(r"[^\W\d_]{2,}\s\d{1,2}(?!\w)")  # Terminal 2
_NUMBERED_OR_WORD = re.compile(f"{_NUMBERED.pattern}|{_WORD.pattern}")
_NOUN_TAGS = frozenset(("NNG", "NNP", "SL", "SH", "XR"))
_ANY_NOUN = _NOUN_TAGS | {"NNB", "NR", "SN", "XSN", "NP"}
_COMMON = frozenset(
    "규모 모두 전체 합계 이상 이하 정도 가량 안팎 최대 최소 지난해 올해 내년 작년 현재 지금 "
    "당시 당초 애초 기존 기준 예정 계획 전망 예상 발표 집계 조사 이번 이날 수준 가운데 최근 "
    "이후 이전 동안 대상 길이 높이 넓이 무게 인원 사람 금액 하 되 이 있 없 위하 대하 따르 "
    "밝히 말하 전하 늘 늘리 늘어나 줄 줄이 줄어들 늦추 앞당기 당기 미루 달하 이르 넘 보이 "
    "나타나 알리 설명 설명하 추산 추산하 갖추 두 total about some around nearly almost over "
    "more less than people person according said says say announced reported expected planned "
    "now will would had have has been being was were its their year years month months day "
    "days last next this new also only still up down after before while who which when there "
    "here other an of number due put cost costs out back percent percentage into onto during per "
    "including 时间 時間".split()
)
_BASE_FORMS = dict(
    pair.split("=")
    for pair in "built=build held=hold paid=pay spent=spend sold=sell bought=buy made=make won=win "
    "lost=lose drew=draw drawn=draw took=take taken=take grew=grow grown=grow came=come "
    "began=begin "
    "begun=begin gave=give given=give went=go gone=go led=lead left=leave met=meet ran=run "
    "rose=rise "
    "risen=rise fell=fall fallen=fall kept=keep".split()
)
_ENDING = re.compile(r"(?:['’]s?|ings?|ed|es|s|e)$")
# Words of a character or two that bigrams would run into.
_HAN_GLUE = re.compile(
    r"什么|什麼|多少|哪一?[年天个個月日]?|几|幾|何[年月日時人]?"
    r"|いくら|いつ|ですか|ます"
    r"|[是的在将將於于了吗嗎呢和与與被把会會为為有这這那其第]"
)
# Where one statement ends and another begins.
_BREAK = re.compile(
    r"[;:—]|,(?!\d)|[，、；：。]|\.\s|\s(?:and|but|while|whereas|although|which|who|because|y"
    r"|pero|und"
    r"|aber|et|mais|và|nhưng)\s"
)
_JOINING = frozenset(
    "고 며 으며 지만 으나 나 는데 은데 ᆫ데 면서 으면서 다가 자 므로 으므로 라면 다면".split()
)


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """Return what a text speaks of: nouns and verbs without endings; no figures."""
    if _HANGUL.search(text):
        words = [_word_of(token) for token in korean_tokens(text)]
    elif detect_language(text, default="en") in ("ja", "zh", "th"):
        words = [noun for noun in extract_nouns(_HAN_GLUE.sub(" ", text)) if not noun.isdigit()]
    else:
        words = [_stem(word) for word in _WORD.findall(text.lower())]
    return frozenset(words) - _COMMON - ASKING_TERMS - {""}


def verb_comes_last(text: str) -> bool:
    """Return whether a text is in a language whose verbs end their clauses."""
    return bool(_VERB_LAST.search(text))


def clauses_of(text: str) -> list[Span]:
    """Return the statements of a sentence, in order, about."""
    breaks = {match.end() for match in _BREAK.finditer(text)}
    if _HANGUL.search(text):
        breaks |= {t.end for t in korean_tokens(text) if t.tag == "EC" and t.form in _JOINING}
    bounds = [0, *sorted(breaks), len(text)]
    return [Span(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if b > a]


def topic_words(text: str) -> frozenset[str]:
    """Return the words of what a Korean sentence is about: the nouns before 은 or 는."""
    words: list[str] = []
    for token in korean_tokens(text) if _HANGUL.search(text) else ():
        if token.tag == "JX" and token.form in ("은", "는"):
            return frozenset(words) - _COMMON - {""}
        if token.tag[0] in "JE" and token.form != "의":
            words = []
        elif token.tag in _NOUN_TAGS:
            words.append(_word_of(token))
    return frozenset()


def counted_words(text: str, clause: Span, figure: Span, unit: int) -> frozenset[str]:
    """Return the words that go with what a figure counts: 해안 도서관 in "해안 도서관은 2곳".

    Args:
        text: one sentence.
        clause: the part of it that holds the figure.
        figure: the figure with its unit.
        unit: where the unit begins.
    """
    if not _HANGUL.search(text):
        return content_words(" ".join(text[unit : figure.end].split()[:-1]))
    tokens = korean_tokens(text)
    following = (t for t in tokens if t.start >= figure.end)
    words = [_word_of(t) for t in takewhile(lambda t: t.tag in _NOUN_TAGS, following)]
    preceding: list[str] = []
    particles = 0
    for token in reversed([t for t in tokens if clause.start <= t.start and t.end <= figure.start]):
        if token.tag[0] == "J" and token.form != "의":
            particles += 1
            if particles > 1 or preceding:
                break
        elif token.tag in _NOUN_TAGS:
            preceding.append(_word_of(token))
        elif token.tag[0] in "VEX" and token.tag not in ("XSN", "XPN"):
            break
    return frozenset(words + preceding) - _COMMON - {""}


def noun_phrases(text: str, span: Span, values: Sequence[Span]) -> list[tuple[str, ...]]:
    """Return the noun phrases of a part of a sentence, each as its words; values are none of them.

    Words of an alphabet that follow each other count as a phrase, verbs and all.
    """
    if _HANGUL.search(text):
        return _korean_phrases(text, span, values)
    part = "".join(" , " if any(v.start <= i < v.end for v in values) else text[i]
                   for i in range(span.start, span.end))  # fmt: skip
    if detect_language(text, default="en") in ("ja", "zh", "th"):
        return [tuple(content_words(part))]
    phrases: list[list[str]] = [[]]
    for word in _NUMBERED_OR_WORD.findall(part.lower()):
        if word.isspace():
            continue
        numbered = _NUMBERED.fullmatch(word)
        stem = word if numbered else _stem(word)
        if stem and stem not in _COMMON and word not in ASKING_TERMS:
            phrases[-1].append(stem)
        elif phrases[-1]:
            phrases.append([])
    return [tuple(phrase) for phrase in phrases if phrase]


def is_strange(word: str, text: str) -> bool:
    """Return whether a word of a noun phrase is nowhere in another text."""
    folded, other = fold(word), fold(text)
    if folded in other:
        return False
    if not _HANGUL.search(word):
        return word not in content_words(text)
    for noun in sorted(content_words(word), key=len, reverse=True):
        if noun in other:
            folded = folded.replace(noun, "")
    return bool(folded)


def _korean_phrases(text: str, span: Span, values: Sequence[Span]) -> list[tuple[str, ...]]:
    phrases: list[list[str]] = [[]]
    inside = [t for t in korean_tokens(text) if span.start <= t.start < span.end]
    for _, group in groupby(inside, key=lambda t: len(text[: t.start].split(" "))):
        written = list(group)
        place = Span(written[0].start, written[-1].end)
        if any(place.overlaps(value) for value in values):
            phrases.append([])
            continue
        noun, particle = _noun_of(text, written)
        if len(noun) > 1 and noun not in _COMMON:
            phrases[-1].append(noun)
        if particle not in ("", "의"):
            phrases.append([])
    return [tuple(phrase) for phrase in phrases if phrase]


def _noun_of(text: str, written: Sequence[Token]) -> tuple[str, str]:
    """Return the noun of a word, "" for verbs and adverbs, and what ends it."""
    after = [t for t in written if t.tag[0] == "J" or t.tag == "VCP"]
    stem = list(
        takewhile(lambda t: t not in after and t.tag[0] != "S" or t.tag in _ANY_NOUN, written)
    )
    if any(t.tag in ("XSV", "XSA") for t in written) or not stem or stem[-1].tag not in _ANY_NOUN:
        ends = written[-1].tag[0] in "EV" or any(t.tag in ("XSV", "XSA") for t in written)
        return "", "." if ends else ""
    return text[stem[0].start : stem[-1].end], after[0].form if after else ""


def _word_of(token: Token) -> str:
    if token.tag in _NOUN_TAGS and (len(token.form) > 1 or token.tag in ("SL", "SH")):
        return token.form.lower()
    return token.form if token.tag in ("VV", "VA") else ""


def _stem(word: str) -> str:
    """Return a word of an alphabet without its usual endings: opening, opens and open are one."""
    if len(word) < 3 or word in _COMMON or word in ASKING_TERMS or not word[-1].isalpha():
        return ""
    word = _BASE_FORMS.get(word, word)
    bare = _ENDING.sub("", word)
    return (bare if len(bare) > 2 else word)[:7]
