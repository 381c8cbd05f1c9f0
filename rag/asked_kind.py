"""What kind of thing a question asks for: a figure and of what, a date, a person, a place.

The answer types are those of question classification (Li and Roth 2002), as far as the form of
a sentence can show whether it holds one (`rag.support.kinds`). A question that asks for several
kinds at once, or for none that is known, is `Kind.OTHER`: nothing follows from it.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from rag.asked import asks_for_list
from rag.asked_words import GRAINS, NOUNS, RULES, UNITS, Kind, Rule

__all__ = ["Asked", "Kind", "asked_kind"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    `noun` is the thing counted, measured or named in the question's words ("명", "companies");
    `grain` how exact a date is to be ("year", "month", "day", "weekday", "time"; "" for any);
    `word` are the words that ask ("몇 명"); `several` says that more than one is asked for.
    """

    kind: Kind
    noun: str = ""
    grain: str = ""
    word: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    asked: Asked
    start: int
    weak: bool


_AMOUNTS = (Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.AGE, Kind.MEASURE)
_NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
_MONEY_WORDS = re.compile(
    r"예산|비용|사업비|[돈값]|(?:[벌징수연상요자임기부원]|립|장학)금|과징금|과태료|가격|투자|펀드"
    r"|매출|연봉"
    r"|경제효과|수익|손실|[쓰쓴썼쓸]|들어|들었|들여|들인|들까|물렸|물었|냈|지원받|팔았"
    r"|\b(?:cost\w*|pa(?:y|ys|id)|spen[dt]\w*|worth|funds?|funding|budget|invest\w*|price[sd]?"
    r"|fined?"
    r"|salar\w+|earn\w*|revenue|raised?|charged?|fees?|donat\w+|money|won|dollars|tax\w*)\b"
    r"|[费費钱錢]|予算|预算|投资|投資|罚款|造价|成本|耗资"
    r"|\b(?:presupuesto|precio|dinero|prix|chi phí|giá|tiền|ngân sách)\b",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"개국|개사|군데|가지|사람|개소|마리|그루|켤레|번째|세대|가구|나라|회사"
    r"|[명인분개곳건장대권편팀종표석층번회차위호배등점척벌채쌍쪽줄통조항칸기]"
)
_ORDINAL = re.compile(r"번째|[차위호배등]$")
_PARTICLES = (
    "은 는 이 가 을 를 의 도 요 란 들 에 로 으로 에서 들은 들이 들의 라는 이란 은요 는요 は が の"
    " を"
).split()
_HALF = 200  # characters
_COPULA = re.compile(
    r"(?<=[가-힣])(?:이야|이에요|예요|인가요?|입니까|이었\S*|였\S*|일까요?|이죠|이지)$"
)
_JOINED = re.compile(r"(?:[이가은는을를의에로와과]|에서|에게)$")  # a noun ends here
_NAME_OF = re.compile(r"(\S+?)(?:들)?(?:의|の|的)?\s?(?:이름|성함|명칭|名前|名字)[은이을는はが]?$")
# The end of a question in Korean, Japanese or Chinese that asks for the noun before it.
_ASKS_FOR_NOUN = re.compile(
    r"\s*(?:(?:각각|모두|지금|현재|요즘은?)\s*)?"
    r"(?:어떻게 [되돼]|무엇|무언|[뭐뭔뭣머]|누구|누군|어디|어딘|어듸)(?![을를에의와과랑로한])"
    r"\S*(?:\s누구)?$"
    r"|\s(?:좀|알려|말해|가르쳐|찾아)\S*(?:\s\S+)?$"
    r"|(?:何|なん|どこ|誰)(?![をにがとでへもか人件社年月日時])\S*$|[是为](?:什么|多少|谁|哪里)$"
)
_ASKS_HOW_MUCH = re.compile(
    r"\s*(?:최대|총|모두|각각|다 합쳐서?)?\s*(?:얼마|을마|얼만|いくら|[是为]?多少).*$"
)
_VERB_END = re.compile(r"(?:[나니냐까요지죠어아해돼되야대래]|[인건던는]가|[있없]음|か)$")
_ASKING = re.compile(r"무[엇슨]|뭐|뭘|뭔|어떤|어떻|何|なに|どう|什么|怎")
_HAN = re.compile(r"[一-鿿]")
_DENSE = re.compile(r"[가-힣぀-ヿ一-鿿]")
# Where a noun phrase of an alphabet ends.
_STOP = re.compile(
    r" (?:of|to|in|for|on|at|by|from|with|that|did|does|do|is|was|are|were|has|had|have|can|could"
    r"|will|would|de|del|du|des|en|que|se|ha|fue|es|von|für|hat|hatte|ist|war|wurde|est|a|qui|la|el"
    r"|los|las|le|les|der|die|das|an|the|y)\b.*",
    re.IGNORECASE,
)
_CLAUSE_FIRST = re.compile(
    r"^\W*(?:when|where|if|after|before|while|cuando|als|wenn|nachdem|quand|lorsque|khi)\b[^,]*, ",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|y|e|und|et|và)\s(?:\w+\s)?$", re.IGNORECASE)


def _by_noun(table: dict[Kind, str]) -> dict[str, Kind]:
    return {n.replace("_", " "): kind for kind, nouns in table.items() for n in nouns.split()}


_KIND_OF = _by_noun(NOUNS)
_UNIT_KIND = _by_noun(UNITS)
_GRAIN_OF = {noun: grain for grain, nouns in GRAINS.items() for noun in nouns.split()}
_LONGEST = max(map(len, _KIND_OF))


@lru_cache(maxsize=256)
def asked_kind(question: str, language: str) -> Asked:
    """Return what kind of thing `question` asks for; `language` is an ISO 639-1 code.

    Example: "위원이 몇 명이야?" -> Asked(Kind.COUNT, noun="명", word="몇 명이야")
    """
    question = " ".join(question.split())
    if len(question) > 2 * _HALF:  # a pasted text: what it asks stands first or last
        question = f"{question[:_HALF]} {question[-_HALF:]}"
    several = asks_for_list(question)
    found = _matches(question, RULES.get(language, ()))
    asked = _one_of(question, found)
    if _DENSE.search(question) and (not found or asked.kind in (Kind.NUMBER, Kind.PLACE)):
        asked = _with_head(asked, question)
    if asked.kind is Kind.NUMBER and _MONEY_WORDS.search(question):
        asked = replace(asked, kind=Kind.MONEY)
    if asked.kind is Kind.OTHER and several:
        asked = replace(asked, kind=Kind.LIST)
    return replace(asked, several=several)


def _matches(question: str, rules: tuple[Rule, ...]) -> list[_Match]:
    """Return what each rule finds that an earlier one hasn't already read, in that order."""
    found: list[_Match] = []
    read: list[tuple[int, int]] = []
    for rule in rules:
        for match in rule.pattern.finditer(question):
            if not any(start < match.end() and match.start() < end for start, end in read):
                read.append(match.span())
                found.append(_Match(_read(rule, match), match.start(), rule.weak))
    return found


def _read(rule: Rule, match: re.Match[str]) -> Asked:
    noun = _STOP.sub("", f" {match.groupdict().get('noun') or ''}").strip()
    word = match.group().strip()
    if rule.kind is Kind.COUNT:
        return _counted(noun, word)
    if rule.kind is Kind.NAME and noun:
        noun, kind = _named(noun, first=True)
        return Asked(kind if kind in _NAMED else Kind.NAME, noun, word=word)
    if rule.kind is None:
        noun, kind = _named(noun, first=True)
        return Asked(kind, noun, _GRAIN_OF.get(noun, "") if kind is Kind.DATE else "", word)
    return Asked(rule.kind, noun, rule.grain, word)


def _one_of(question: str, found: list[_Match]) -> Asked:
    """Return what is asked; nothing can be told where several kinds are.

    Words that may also join clauses (who, when) count only where nothing else asks, the first
    of them in the main clause.
    """
    strong = [match for match in found if not match.weak]
    weak = sorted((match for match in found if match.weak), key=lambda match: match.start)
    clause = _CLAUSE_FIRST.match(question)
    if clause:
        weak = [match for match in weak if match.start >= clause.end()] or weak
    joined = weak[:1] if strong and _AND.search(question[: strong[0].start]) else []
    asked = [match.asked for match in (strong + joined or weak[:1])]
    kinds = {one.kind for one in asked} - {Kind.OTHER}
    if Kind.SUMMARY in kinds:
        return Asked(Kind.SUMMARY)
    if kinds & set(_AMOUNTS):
        kinds -= {Kind.NUMBER}
    if len(kinds) == 1:
        return next(one for one in asked if one.kind in kinds)
    return replace(asked[0], kind=Kind.OTHER, grain="") if asked else Asked(Kind.OTHER)


def _counted(noun: str, word: str) -> Asked:
    """Return what "how many" of a noun asks for: 몇 명 counts, how many years is a duration."""
    starts = (noun[:length] for length in range(len(noun), 0, -1))
    units = noun.casefold().split()[:2] if not _DENSE.search(noun) else starts
    for unit in units:
        if unit in _UNIT_KIND:
            return Asked(_UNIT_KIND[unit], unit, word=word)
    counter = _COUNTER.match(noun)
    if counter is None:
        return Asked(Kind.COUNT if noun else Kind.NUMBER, noun, word=word)
    kind = Kind.NUMBER if _ORDINAL.search(counter.group()) else Kind.COUNT
    return Asked(kind, counter.group(), word=word)


def _named(phrase: str, *, first: bool = False) -> tuple[str, Kind]:
    """Return the noun of a phrase and its kind, `Kind.OTHER` for one that isn't known.

    With `first` a phrase in Chinese may begin with its noun: what else follows isn't cut off.
    """
    words = [_COPULA.sub("", word) for word in phrase.casefold().split()]
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        stems = [
            f"{word} {following}",
            word,
            *(word[: -len(end)] for end in _PARTICLES if word.endswith(end)),
        ]
        if first and _HAN.match(word):
            stems = [word[:length] for length in range(len(word), 0, -1)]
        known = next(filter(None, map(_known_noun, stems)), "")
        if known:
            return known, _KIND_OF[known]
        if _DENSE.search(word) and _JOINED.search(word):
            break
    return (words[0] if words else ""), Kind.OTHER


def _known_noun(word: str) -> str:
    """Return the longest known noun that a word is, or (not in an alphabet) ends with, or ""."""
    if word in _KIND_OF:
        return word
    ends = (word[-length:] for length in range(min(_LONGEST, len(word) - 1), 1, -1))
    return next((end for end in ends if end in _KIND_OF and _DENSE.match(end)), "")


def _with_head(asked: Asked, question: str) -> Asked:
    """Return what is asked for by the noun that a question ends with: 감독은?, 나이가 얼마."""
    asking = question.rstrip("?？.!~。 ")
    ending = _ASKS_HOW_MUCH if asked.kind is Kind.NUMBER else _ASKS_FOR_NOUN
    stem = ending.sub("", asking)
    name = _NAME_OF.search(stem)
    words = stem.split() or [""]
    if words[-1] in ("수", "수는", "수가") and len(words) > 1:
        return Asked(Kind.COUNT, words[-2], word=words[-1])
    noun, kind = _named(name[1] if name else words[-1])
    if name and kind not in _NAMED:
        return Asked(Kind.NAME, noun, word=name.group().strip())
    if asked.kind is Kind.NUMBER and kind not in _AMOUNTS:
        return asked
    if kind is not Kind.OTHER:
        grain = _GRAIN_OF.get(noun, "") if kind is Kind.DATE else ""
        return Asked(kind, noun, grain, asked.word or noun)
    if asked.kind is Kind.OTHER and not _ASKING.search(asking) and _VERB_END.search(asking):
        return Asked(Kind.YES_NO)
    return asked
