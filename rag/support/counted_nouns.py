"""The noun that a figure counts: 점포 5곳 and five warehouses are not the same.

Nouns are known by group and, within it, by what they name; `*` is any of the group (vehicles).
Two known nouns are of other things where no reading of theirs meets; groups that begin alike up
to the colon overlap (a teacher may be a woman). Of unknown nouns nothing is said.
"""

import re
from dataclasses import dataclass

_TABLE = """
person:work teacher | teachers 교사 교원 | lehrer profesores enseignants
person:work student | students pupils 학생 재학생 초등학생 중학생 고등학생 대학생
  schüler estudiantes alumnos élèves
person:work doctor | doctors physicians surgeons 의사 전문의 전공의 | ärzte médicos médecins
person:work nurse | nurses 간호사
person:work soldier | soldiers troops 군인 병사 장병
person:work police | officers policemen police 경찰 경찰관
person:fate dead | deaths dead fatalities 사망자 희생자 | tote muertos morts
person:fate injured | injured injuries 부상자 | verletzte heridos blessés
person:sex woman | women girls 여성 여자 | frauen mujeres femmes
person:sex man | men boys 남성 남자 | männer hombres hommes
person:any * | people persons residents inhabitants workers employees members visitors staff
  passengers patients users customers volunteers participants guests citizens adults children fans
  experts protesters demonstrators applicants tourists victims players researchers scientists
  engineers plaintiffs spectators victims voters candidates tenants migrants refugees owners
  주민 시민 사람 인원 인력 직원 근로자 노동자 회원 방문객 관람객 이용객 이용자 승객 환자
  참가자 자원봉사자
  관객 고객 가입자 신청자 응답자 어린이 청소년 노인 성인 연구원 선수 관광객 유권자 원고
org * | companies firms businesses enterprises corporations organizations organisations agencies
  manufacturers startups suppliers contractors institutions 기업 회사 업체 기관 단체 법인 협력사
building school | schools 학교 초등학교 중학교 고등학교
building hospital | hospitals clinics 병원 의원급 의료기관
building store | stores shops outlets supermarkets markets branches 점포 매장 가게 상점 지점
building warehouse | warehouses depots 창고 물류센터
building * | buildings facilities centres centers 건물 시설 센터
home * | households homes houses apartments families flats dwellings 가구 세대 주택 아파트 가정
vehicle car | cars automobiles 승용차 자동차
vehicle bus | buses coaches 버스
vehicle truck | trucks lorries 트럭 화물차
vehicle train | trains 열차 기차
vehicle engine | engines 소방차
vehicle helicopter | helicopters 헬기 헬리콥터
vehicle satellite | satellites 위성 인공위성
vehicle * | vehicles 차량
plant tree | trees 나무
plant flower | flowers 꽃
plant * | plants saplings seedlings 식물 묘목
work film | films movies 영화
work book | books novels volumes 책 도서 소설
work painting | paintings drawings pictures 그림 회화
work * | works artworks titles pieces 작품
set * | sets boxes bottles bags bundles crates packs 상자 봉지 묶음
day * | holidays quarters seasons terms semesters winters summers evenings weekends 공휴일
point * | points 승점
"""
_NOT_PLURAL = frozenset(
    "ones others things this his its was is as has less plus across towards perhaps always".split()
)
_STOPS = frozenset(
    "in on at to from for by with and or but as is are was were be been will would has have had "
    "than that which who whose when while per after before during since until among between into "
    "over under about including a an the this these those its their his her it they not also of "
    "one two three four five six seven eight nine ten could can may might must did does do said "
    "says".split()
)
_WORD = re.compile(r"[\s-](?P<word>[^\W\d_][\w'’]*)")
_MOST_WORDS = 4
_KOREAN_BEFORE = re.compile(r"(?P<noun>[가-힣]{1,8}?)[을를]?\s(?:(?:약|총|모두|각각|전체)\s)?$")
_KOREAN_AFTER = re.compile(r"(?:의\s|\s)?(?P<noun>[가-힣]{1,8})")
_REACH = 20


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun as written, and its readings as (group, what it names); none if unknown."""

    word: str
    readings: frozenset[tuple[str, str]] = frozenset()

    @property
    def names_times(self) -> bool:
        """Whether it may be put in units of time, or of a rate: holidays, quarters, points."""
        return any(group in ("day", "point") for group, _ in self.readings)

    @property
    def names_people(self) -> bool:
        """Whether it is one of people."""
        return any(":" in group for group, _ in self.readings)


def _known_nouns() -> dict[str, set[tuple[str, str]]]:
    nouns: dict[str, set[tuple[str, str]]] = {}
    head = ("", "")
    for line in _TABLE.strip().splitlines():
        if not line.startswith(" "):
            group, named, *_ = line.split(maxsplit=2)
            head, line = (group, named), line.split("|", 1)[1]
        for word in line.replace("|", " ").split():
            nouns.setdefault(word, set()).add(head)
    return nouns


_NOUNS = _known_nouns()
_KOREAN_NOUNS = tuple(
    sorted((word for word in _NOUNS if re.match("[가-힣]", word)), key=len, reverse=True)
)


def counted_noun(text: str, start: int, figure_end: int, unit_end: int) -> Noun | None:
    """Return the noun that the figure text[start:figure_end] counts, None where none is seen.

    Args:
        text: that the figure stands in.
        start: where it begins.
        figure_end: where its digits or words end.
        unit_end: where its unit ends (5곳).
    """
    if re.match(r"\s?[가-힣]", text[figure_end : figure_end + 2]):
        return _korean_noun(text, start, figure_end, unit_end)
    return _latin_noun(text, figure_end)


def of_other_things(one: Noun | None, other: Noun | None) -> bool:
    """Return whether two nouns are known and name things that are not the same."""
    if not one or not other or not one.readings or not other.readings:
        return False
    return not any(_meet(a, b) for a in one.readings for b in other.readings)


def _meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] == other[0]:
        return one[1] == other[1] or "*" in (one[1], other[1])
    return ":" in one[0] and one[0].split(":")[0] == other[0].split(":")[0]


def _latin_noun(text: str, end: int) -> Noun | None:
    unknown: Noun | None = None
    for count in range(_MOST_WORDS):
        match = _WORD.match(text, end)
        word = match["word"] if match else ""
        if not match or (word.lower() in _STOPS and not (count == 0 and word == "of")):
            break
        lower = word.lower()
        for form in (lower, lower + "s" if text[match.start()] == "-" else lower):
            if form in _NOUNS:
                return Noun(lower, frozenset(_NOUNS[form]))
        if not unknown and lower.endswith("s") and lower not in _NOT_PLURAL and len(lower) > 3:
            unknown = Noun(lower)
        end = match.end()
    return unknown


def _korean_noun(text: str, start: int, figure_end: int, unit_end: int) -> Noun | None:
    if after := _KOREAN_AFTER.match(text, unit_end):
        for word in _KOREAN_NOUNS:
            if len(word) > 1 and after["noun"].startswith(word):
                return Noun(word, frozenset(_NOUNS[word]))
    if unit_end == figure_end:  # 58 대 47
        return None
    if before := _KOREAN_BEFORE.search(text[max(0, start - _REACH) : start]):
        for word in _KOREAN_NOUNS:
            if before["noun"] == word or (len(word) > 1 and before["noun"].endswith(word)):
                noun = Noun(word, frozenset(_NOUNS[word]))
                counts_people = re.match(r"\s?(?:명|인)", text[figure_end:unit_end]) is not None
                return noun if noun.names_people == counts_people else None
    return None
