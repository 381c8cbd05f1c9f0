"""Capitalised names in languages that keep capitals for them, and the letters they begin with."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*")
_JOINS = frozenset("of the and for de la del von van der di du da dos y".split())
# Words that open a sentence, or that are written with capitals without being a name.
_OPENERS = frozenset(
    """a about according after against all also although among amid an and another any are as at
    based because before besides both but by can could despite did do does during each earlier
    either even every everyone few first five following for former four from given half has have he
    her here his how however i if in including instead is it its later like many meanwhile more
    moreover most much my neither new next nine no nobody none nor not nothing now of officials on
    once one only or other others our out over people per seven she should similarly since six so
    some such ten that the their them then there therefore these they this those three through thus
    to today together tomorrow two under unlike until up upon was we were what when where whether
    which while who whose why will with within without would yes yesterday yet you your
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december spring summer autumn fall winter
    president minister prime vice deputy chairman chairwoman chair chief executive ceo professor dr
    mr mrs ms sir secretary general director senator governor mayor lawmaker ambassador spokesperson
    government parliament congress internet state city county province ministry department agency
    commission committee council court university institute bank company corporation party bill act
    law article section chapter plan project program programme strategy agreement treaty
    north south east west northern southern eastern western central national international federal
    global world world's country nation public bc ad bce ce am pm ok tv ai it""".split()
)
_UNIT = re.compile(r"[kMGT]?(?:W|Wh|Hz|B|V|A|J|Pa|N)|[CFKLT]")  # after a figure: 27.9 °C
_MASS = frozenset(
    """air business coffee crime demand energy food fuel gas growth heavy history inflation info
    land language life local money music nature oil power public rain research rice salt snow
    society sports steel support tax tea time total trade traffic training travel water wheat wind
    wine wood work""".split()
)
_COMMON_END = re.compile(r"(?:s|ly|ing|ed|ion|ment|ness|ity|ance|ence|ism|ship|age|ure)$")
FINITE = re.compile(
    r"(?:is|was|has|had|will|would|can|could|may|might|said|says|plans?|won|lost|bought|sold|beat|"
    r"made|makes|became|began|led|held|gave|took|met|built|wrote|told|[a-z]{3,}ed|[a-z]{2,}[^s]s)$"
)


def capitalised_runs(text: str, *, english: bool) -> Iterator[tuple[str, ...]]:
    """Yield the names of a text, each as its capitalised words without what joins them.

    The first word of a sentence counts where it goes on with another capital, has capitals
    inside, or (in English) stands before a verb and doesn't look like a common noun.
    """
    tokens = list(_TOKEN.finditer(text))
    run: list[str] = []
    end = 0
    for place, match in enumerate(tokens):
        word = match.group()
        gap = text[end : match.start()]
        if run and (gap.strip() or not (word[0].isupper() or word in _JOINS)):
            yield tuple(run)
            run = []
        end = match.end()
        if _UNIT.fullmatch(word) and re.search(r"[\d°º]\s?°?$", text[: match.start()]):
            continue
        if word[0].isupper() and re.sub(r"['’]s$", "", word).lower() not in _OPENERS:
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            if run or not _opens(text, match.start()) or _is_name(word, following, text, english):
                run.append(word)
    if run:
        yield tuple(run)


def is_opener(word: str) -> bool:
    """Return whether a word is no name though a capital may begin it: The, President, Bank."""
    return word.lower() in _OPENERS


def initials(text: str, acronym: str) -> bool:
    """Return whether words of a text that follow each other begin with the acronym's letters."""
    letters = "".join(word[0] for word in _TOKEN.findall(text) if word.lower() not in _JOINS)
    return len(acronym) > 1 and acronym.lower() in letters.lower()


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:;¿¡\n—–-|"


def _is_name(word: str, following: re.Match[str] | None, text: str, english: bool) -> bool:
    if any(char.isupper() for char in word[1:]) or re.search(r"['’]s$", word):
        return True
    if following is None:
        return False
    after = following.group()
    if after[0].isupper() and after.lower() not in _OPENERS:
        return True
    lower = word.lower()
    if not english or lower in _MASS or _COMMON_END.search(lower):
        return False
    return bool(FINITE.match(after)) and text[following.start() - 1] == " "
