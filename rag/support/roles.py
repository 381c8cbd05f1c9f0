"""Who is what, and who did it to whom: titles beside names, and names that changed places."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rag.support.korean import Run, Token, korean_tokens, noun_runs

# Korean titles = the English ones that each may be put as. Titles of one line mean the same.
_TITLES = """
대통령 = president
부통령 = vice president
총리 국무총리 수상 = prime minister, premier, chancellor
부총리 = deputy prime minister, vice premier, vice prime minister, minister
주석 국가주석 = president, chairman
장관 = minister, secretary
차관 = vice minister, deputy minister, vice-minister, undersecretary, deputy secretary
의원 국회의원 하원의원 상원의원 = lawmaker, lawmakers, senator, congressman, legislator
위원장 = chair, chairman, chairwoman, chairperson
부위원장 = vice chair, vice chairman, vice chairwoman, vice chairperson, deputy chair
의장 = speaker, chair, chairman, chairwoman, president
대표 대표이사 최고경영자 CEO 사장 = ceo, chief executive, president, chairman
부사장 = vice president, executive vice president
회장 = chairman, chairwoman, chair, president
부회장 = vice chairman, vice chair, vice president
이사장 = chairman, chairwoman, chair, president
총재 = governor, president
원장 연구원장 = president, chairman
총장 = president, chancellor, secretary general, secretary-general
사무총장 = secretary general, secretary-general
교수 = professor
지사 도지사 = governor
시장 = mayor
부시장 = vice mayor, deputy mayor
구청장 = mayor
청장 = commissioner
위원 = commissioner
대사 = ambassador
대변인 = spokesman, spokeswoman, spokesperson
변호사 = lawyer, attorney
감독 = coach
"""
_KOREAN_ONLY = ("국장 실장 본부장 센터장 단장 팀장 소장 처장 군수 박사 선수 기자 작가 배우 가수 "
                "판사 전무 상무 보좌관 비서관").split()  # fmt: skip
# Words of their own besides (market, to represent, stuntman): titles only after a name.
_AMBIGUOUS = frozenset("시장 감독 대표 지사 대사 소장 사장 위원 기자 선수 작가 단장 박사".split())
_HANGUL = re.compile("[가-힣]")
_PARTICLES = {"subject": ("이", "가", "께서"), "topic": ("은", "는"),
              "object": ("을", "를", "에게", "한테", "께"), "agent": ("에",)}  # fmt: skip
_MUTUAL = re.compile(
    "만나|회담|회동|합의|협력|결혼|경쟁|대결|통화|협의|비기|meet|met|marr|agree|talk"
)
_PASSIVE = frozenset("되 당하 받".split())
_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_BY = 3  # words after a verb within which "by" names who did it
_NEAR = 9  # words between a name and the verb


def wrong_title(claim: str, texts: Sequence[str], asked: str) -> str:
    """Return a title of the claim that the evidence gives to nobody, or to another; else "".

    Args:
        claim: one sentence.
        texts: of the evidence, Korean or English.
        asked: the question, which may name a title, too.
    """
    known = set().union(*(titles_in(text) for text in (*texts, asked)))
    scripts = {bool(_HANGUL.search(text)) for text in texts}
    for title in sorted(titles_in(claim)):
        alike = _equivalents(title)
        comparable = any(bool(_HANGUL.search(same)) in scripts for same in alike)
        if comparable and not alike & known:
            return title
    given: dict[str, set[str]] = {}
    for text in texts:
        for name, title in _titled(text):
            given.setdefault(name, set()).add(title)
    others = {title: names for title, names in _holders(given).items()}
    for name, title in _titled(claim):
        if name not in given or _equivalents(title) & given[name]:
            continue
        if any(others.get(same, set()) - {name} for same in _equivalents(title)):
            return f"{name} {title}"
    return ""


@lru_cache(maxsize=256)
def titles_in(text: str) -> frozenset[str]:
    """Return the titles that a text names, Korean or English; the longest where they overlap."""
    found = {match.group().lower() for match in _english_titles().finditer(text)}
    for run, title in _title_runs(text):
        if title not in _AMBIGUOUS or _name_before(text, run, title):
            found.add(title)
    return frozenset(found)


def swapped(claim: str, text: str, names: Sequence[tuple[str, ...]]) -> str:
    """Return two names that do to each other in the claim what they suffer in the text.

    Args:
        claim: one sentence.
        text: the evidence, in the same language.
        names: of the claim, each with its words.
    """
    if len(names) < 2:
        return ""
    korean = _HANGUL.search(claim) is not None
    deeds = _korean_deeds if korean else _english_deeds
    told = set(deeds(text, names))
    for who, whom, verb in deeds(claim, names):
        if (whom, who, verb) in told and (who, whom, verb) not in told:
            return f"{who} … {whom}"
    return ""


def is_title(word: str) -> bool:
    """Return whether a Korean word is a title or ends with one."""
    return bool(_title_of(word))


def called_alike(text: str) -> frozenset[str]:
    """Return the titles in a text and, for each, what else it may be put as, in Korean and English."""
    return frozenset[str]().union(*(_equivalents(title) for title in titles_in(text)))


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {title: {title} for title in _KOREAN_ONLY}
    for line in _TITLES.strip().splitlines():
        korean, english = line.split(" = ")
        alike = {*korean.split(" "), *english.split(", ")}
        for title in alike:
            table.setdefault(title, set()).update(alike)
    return {title: frozenset(alike) for title, alike in table.items()}


def _equivalents(title: str) -> frozenset[str]:
    return _table()[title]


@cache
def _english_titles() -> re.Pattern[str]:
    english = sorted((t for t in _table() if t.isascii()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(english)})\b", re.IGNORECASE)


@cache
def _title_of(word: str) -> str:
    ends = [title for title in _table() if word.endswith(title) and not title.isascii()]
    return max(ends, key=len, default="")


def _title_runs(text: str) -> Iterator[tuple[Run, str]]:
    for run in noun_runs(text):
        if title := _title_of(run.text):
            yield run, title


def _name_before(text: str, run: Run, title: str) -> str:
    """Return the proper noun that stands before a title, "" for none."""
    if run.text != title:
        stem = run.text[: -len(title)]
        return stem if run.nouns[0].tag == "NNP" and run.nouns[0].form == stem else ""
    before = [other for other in noun_runs(text) if other.end < run.start][-1:]
    if before and text[before[0].end : run.start] == " " and _is_proper(before[0].nouns):
        return before[0].text
    return ""


def _is_proper(nouns: Sequence[Token]) -> bool:
    return len(nouns) == 1 and (nouns[0].tag == "NNP" or nouns[0].unknown)


def _titled(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name with the titles that follow it: 한빛나 가람부 장관 is (한빛나, 장관)."""
    runs = list(noun_runs(text))
    for place, run in enumerate(runs):
        if not _is_proper(run.nouns) or run.particle or not 2 <= len(run.text) <= 4:
            continue
        end = run.end
        for following in runs[place + 1 : place + 5]:
            if text[end : following.start].strip(" ·겸"):
                break
            if title := _title_of(following.text):
                yield run.text, title
            end = following.end
            if following.particle:
                break


def _holders(given: dict[str, set[str]]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = {}
    for name, titles in given.items():
        for title in titles:
            holders.setdefault(title, set()).add(name)
    return holders


def _korean_deeds(text: str, names: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Yield who does what to whom by particle: subject, object and the verb after them."""
    places: dict[str, str] = {}
    tokens = korean_tokens(text)
    for place, token in enumerate(tokens):
        if token.tag[0] == "J":
            before = text[: token.start].rstrip("'\"’”)")
            role = next((r for r, forms in _PARTICLES.items() if token.form in forms), "")
            name = next((n for n, *_ in names if before.endswith(n)), "")
            if role and name:
                places[role] = name
        elif token.tag in ("VV", "XSV"):
            stem = token.form if token.tag == "VV" else tokens[place - 1].form
            who, whom = _who_and_whom(places, passive=token.form in _PASSIVE)
            if who and whom and who != whom and not _MUTUAL.match(stem):
                yield (who, whom, stem)
        elif token.tag in ("EF", "SF"):
            places = {}


def _who_and_whom(places: Mapping[str, str], *, passive: bool) -> tuple[str, str]:
    subject = places.get("subject") or places.get("topic", "")
    if passive:
        return places.get("object") or places.get("agent", ""), subject
    topic = places.get("topic", "") if "subject" in places else ""
    return subject, places.get("object", topic)


def _english_deeds(text: str, names: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Yield who does what to whom by order: the name before a verb, the verb, the name after."""
    for clause in re.split(r"[.;:!?]\s|, (?:and|but|while|which|who)\b", text):
        words = [m.group() for m in _ENGLISH_WORD.finditer(clause)]
        is_name = [_named(word, names) for word in words]
        for place, word in enumerate(words):
            if is_name[place] or not word.islower() or len(word) < 4 or _MUTUAL.match(word):
                continue
            before = [n for n in is_name[max(0, place - _NEAR) : place] if n]
            after = [n for n in is_name[place + 1 : place + 1 + _NEAR] if n]
            if before and after and before[-1] != after[0]:
                pair = (before[-1], after[0])
                passive = "by" in words[place + 1 : place + 1 + _BY]
                yield (*(pair[::-1] if passive else pair), word[:5])


def _named(word: str, names: Sequence[tuple[str, ...]]) -> str:
    """Return the first word of the name that a word is of, "" for none."""
    bare = re.sub(r"['’]s?$", "", word)
    return next((name[0] for name in names if bare in name), "")
