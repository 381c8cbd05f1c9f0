"""Who is what, and who did it to whom: titles beside names, and names that changed places."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rag.support.korean import Run, Token, noun_runs

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
_AMBIGUOUS = frozenset(
    "수상 주석 시장 감독 대표 지사 대사 소장 사장 위원 기자 선수 작가 단장 박사".split()
)
_HANGUL = re.compile("[가-힣]")
_ENGLISH_PERSON = r"(\b(?:[A-Z][\w’'-]{1,30} ){1,3}[A-Z][\w’'-]{1,30})\b"
# "captain Ana Bell", "the captain, Ana Bell,", "Ana Bell, the club's captain,"
_ROLE_BEFORE = re.compile(rf"\b([a-z]{{4,}})(?:, the [a-z]+)?,? {_ENGLISH_PERSON}")
_ROLE_AFTER = re.compile(
    rf"{_ENGLISH_PERSON}, (?:who is |who was )?(?:an? |the |its |his |her |[A-Z][\w-]+['’]s )"
    r"(?:[a-z-]+ ){0,2}([a-z]{4,})\b"
)
_MUTUAL = frozenset("rival partner neighbour neighbor opponent teammate colleague friend".split())
# "Corran's foreign minister, Ana Bell", "Corranian minister Ana Bell", "Ana Bell, Corran's"
_OWN_BEFORE = re.compile(
    rf"\b([A-Z][\w-]{{1,30}})(?:['’]s)? (?:[a-z]+ ){{0,3}}[a-z]+,? {_ENGLISH_PERSON}"
)
_OWN_AFTER = re.compile(rf"{_ENGLISH_PERSON}, ([A-Z][\w-]+)['’]s ")
_SAME = 4  # letters that the names of a country and of its people share
_NEAR = 60  # characters: whoever is named so near to a role may be the one who has it


def wrong_title(claim: str, texts: Sequence[str], asked: str) -> str:
    """Return a title of the claim that the evidence gives to nobody, or to another; else "".

    Args:
        claim: one sentence.
        texts: of the evidence, Korean or English.
        asked: the question, which may name a title, too.
    """
    told = set[str]().union(*(titles_in(text) for text in texts))
    joined = " ".join((*texts, asked)).lower()
    scripts = {bool(_HANGUL.search(text)) for text in texts}
    mine = titles_in(claim)
    for title in sorted(mine):
        alike = _equivalents(title)
        comparable = scripts <= {bool(_HANGUL.search(same)) for same in alike}
        rivals = any(not _equivalents(other) & mine for other in told)
        if comparable and rivals and not any(same.lower() in joined for same in alike):
            return title
    return _other_holder(claim, texts) or _other_side(claim, texts)


def _other_side(claim: str, texts: Sequence[str]) -> str:
    """Return whose a person is in the claim where the evidence has them as another's."""
    told = [pair for text in texts for pair in _owned(text)]
    for owner, person in _owned(claim):
        owners = {other for other, same in told if same == person}
        known = any(re.search(rf"\b{re.escape(owner)}", text) for text in texts)
        if owners and known and not any(other[:_SAME] in claim for other in owners):
            return owner
    return ""


def _owned(text: str) -> Iterator[tuple[str, str]]:
    yield from ((owner, person) for owner, person in _OWN_BEFORE.findall(text))
    yield from ((owner, person) for person, owner in _OWN_AFTER.findall(text))


def _other_holder(claim: str, texts: Sequence[str]) -> str:
    """Return a person and the title that the evidence gives to another and not to that person."""
    given = {pair for text in texts for pair in (*_titled(text), *_in_role(text))}
    for name, title in (*_titled(claim), *_in_role(claim)):
        alike = _equivalents(title) if title in _table() else {title}
        own = {other for holder, other in given if _is_same(holder, name)}
        others = {holder for holder, other in given if other in alike} - {name}
        near = any(_is_near(name, same, text) for text in texts for same in alike)
        if others and not own & alike and (own or not near) and any(name in t for t in texts):
            return f"{name} {title}"
    return ""


def _is_same(one: str, other: str) -> bool:
    return one == other or bool(set(one.split()) & set(other.split()))


def _is_near(name: str, title: str, text: str) -> bool:
    """Return whether a name stands so near to a title that it may be its bearer's."""
    places = [match.start() for match in re.finditer(re.escape(name.split()[-1]), text)]
    return any(title in text[max(0, at - _NEAR) : at + _NEAR] for at in places)


def _in_role(text: str) -> Iterator[tuple[str, str]]:
    """Yield each person with the English noun that says what they are: (Ana Bell, captain)."""
    for role, name in _ROLE_BEFORE.findall(text):
        if role not in _MUTUAL:
            yield name, role
    yield from _ROLE_AFTER.findall(text)


@lru_cache(maxsize=256)
def titles_in(text: str) -> frozenset[str]:
    """Return the titles that a text names, Korean or English; the longest where they overlap."""
    found = {match.group().lower() for match in _english_titles().finditer(text)}
    for run, title in _title_runs(text):
        if title not in _AMBIGUOUS or _name_before(text, run, title):
            found.add(title)
    return frozenset(found)


def is_title(word: str) -> bool:
    """Return whether a Korean word is a title or ends with one."""
    return bool(_title_of(word))


def called_alike(text: str) -> frozenset[str]:
    """Return the titles in a text and what else each may be put as, in Korean and English."""
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
    """Yield each name with the titles beside it: 한빛나 가람부 장관 is (한빛나, 장관)."""
    runs = list(noun_runs(text))
    for place, run in enumerate(runs):
        if not _is_proper(run.nouns) or not 2 <= len(run.text) <= 4:
            continue
        before = runs[place - 1] if place else None
        beside = before and not before.particle and text[before.end : run.start] == " "
        if before and beside and (title := _title_of(before.text)):
            yield run.text, title
        end = run.end
        for following in runs[place + 1 : place + 5] if not run.particle else ():
            if text[end : following.start].strip(" ·겸"):
                break
            if title := _title_of(following.text):
                yield run.text, title
            end = following.end
            if following.particle:
                break
