"""The noun that a figure counts: 점포 5곳 and five warehouses are not the same.

Nouns are known by group and, within it, by what they name; `*` is any of the group (vehicles).
Two known nouns are of other things where no reading of theirs meets; groups that begin alike up
to the colon overlap (a teacher may be a woman). Of unknown nouns nothing is said.
"""

import re
from dataclasses import dataclass

from index.terms import fold

_TABLE = """
person:work teacher | teachers 교사 교원 | lehrer profesores enseignants
person:work student | students pupils 학생 재학생 초등학생 중학생 고등학생 대학생
  schüler estudiantes alumnos élèves
person:work doctor | doctors physicians surgeons 의사 전문의 전공의 | ärzte médicos médecins
person:work nurse | nurses 간호사
person:work soldier | soldiers troops 군인 병사 장병
person:work police | officers policemen police 경찰 경찰관
person:work firefighter | firefighters 소방관 소방대원
person:work lawmaker | lawmakers deputies senators mps councillors councilors
  의원 국회의원 구의원 시의원
person:work librarian | librarians 사서
person:work farmer | farmers growers 농민 농부
person:work miner | miners 광부
person:work judge | judges 판사 재판관 대법관
person:work executive | executives directors 임원
person:work driver | drivers 운전자 운전기사
person:fate dead | deaths dead fatalities 사망자 희생자 | tote muertos morts
person:fate injured | injured injuries 부상자 | verletzte heridos blessés
person:fate missing | missing 실종자
person:sex woman | women girls 여성 여자 | frauen mujeres femmes
person:sex man | men boys 남성 남자 | männer hombres hommes
person:any * | people persons residents inhabitants workers employees members visitors staff
  passengers patients users customers volunteers participants guests citizens adults children fans
  experts protesters demonstrators applicants tourists victims players researchers scientists
  engineers plaintiffs spectators victims voters candidates tenants migrants refugees owners
  주민 시민 사람 인원 인력 직원 근로자 노동자 회원 방문객 관람객 이용객 이용자 승객 환자
  참가자 자원봉사자
  관객 고객 가입자 신청자 응답자 어린이 청소년 노인 성인 연구원 선수 관광객 유권자 원고
org party | parties 정당
org bank | banks 은행
org university | universities colleges 대학 대학교
org * | companies firms businesses enterprises corporations organizations organisations agencies
  manufacturers startups suppliers contractors institutions 기업 회사 업체 기관 단체 법인 협력사
place country | countries nations states 나라 국가 개국
place city | cities 도시
place town | towns villages 마을 읍면
place region | districts regions provinces counties 지역 시군 시도 자치구
place * | places locations sites spots areas 장소 곳곳
building school | schools 학교 초등학교 중학교 고등학교
building hospital | hospitals clinics 병원 의원급 의료기관
building library | libraries 도서관
building store | stores shops outlets supermarkets markets branches 점포 매장 가게 상점 지점
building warehouse | warehouses depots 창고 물류센터
building factory | factories plants mills 공장
building museum | museums galleries 박물관 미술관
building station | stations stops 역 정거장 정류장
building airport | airports 공항
building hotel | hotels 호텔
building restaurant | restaurants cafes cafés 식당 음식점 카페
building church | churches temples 교회 사찰
building theatre | theatres theaters cinemas 극장 영화관
building bridge | bridges 다리 교량
building tunnel | tunnels 터널
building park | parks 공원
building office | offices 사무실 사무소
building reactor | reactors 원자로 원전
building * | buildings facilities centres centers 건물 시설 센터
room class | classrooms 교실 학급
room bed | beds 병상 침대
room * | rooms 객실 방
home * | households homes houses apartments families flats dwellings 가구 세대 주택 아파트 가정
vehicle car | cars automobiles 승용차 자동차
vehicle bus | buses coaches 버스
vehicle truck | trucks lorries 트럭 화물차
vehicle train | trains 열차 기차
vehicle tram | trams 트램 노면전차
vehicle taxi | taxis cabs 택시
vehicle helicopter | helicopters 헬기 헬리콥터
vehicle drone | drones 드론 무인기
vehicle plane | planes aircraft airplanes jets 항공기 비행기 여객기
vehicle engine | engines 소방차
vehicle ambulance | ambulances 구급차
vehicle bicycle | bicycles bikes 자전거
vehicle tank | tanks 전차 탱크
vehicle satellite | satellites 위성 인공위성
vehicle rocket | rockets missiles 로켓 미사일
vehicle * | vehicles 차량
vessel submarine | submarines 잠수함
vessel ferry | ferries 여객선
vessel * | ships boats vessels 선박 어선 배
device robot | robots 로봇
device computer | computers laptops 컴퓨터 노트북
device server | servers 서버
device phone | phones smartphones 휴대전화 스마트폰
device camera | cameras 카메라
device chip | chips processors gpus 반도체 프로세서
device panel | panels 패널
device turbine | turbines 풍력발전기 터빈
device * | devices machines instruments sensors 기기 장비 기계 장치
animal bird | birds 조류
animal fish | fish 물고기
animal dog | dogs puppies 강아지
animal cat | cats kittens 고양이
animal cow | cows cattle 소 한우 젖소
animal pig | pigs 돼지
animal chicken | chickens hens 닭 병아리
animal horse | horses
animal sheep | sheep goats 염소
animal squirrel | squirrels 다람쥐
animal bear | bears 곰 반달가슴곰
animal whale | whales dolphins 고래 돌고래
animal seal | seals 물범
animal * | animals 동물
plant tree | trees 나무
plant flower | flowers 꽃
plant * | plants saplings seedlings 식물 묘목
work film | films movies 영화
work book | books novels volumes 책 도서 소설
work painting | paintings drawings pictures 그림 회화
work photo | photos photographs 사진
work song | songs tracks 노래 곡
work album | albums 음반 앨범
work sculpture | sculptures statues 조각 동상
work poem | poems 시집
work game | games 게임
work play | plays 연극
work * | works artworks titles pieces 작품
course * | courses classes lectures lessons 강좌 강의 수업 과목
job * | jobs posts positions roles vacancies 일자리 직책
set pair | pairs couples 쌍
set * | sets boxes bottles bags bundles crates packs 상자 봉지 묶음
meal * | meals servings 끼니 식사
day * | holidays 공휴일
match * | matches fixtures games
meeting * | meetings talks sessions 회의 회담
concert * | concerts performances shows 공연 콘서트
festival * | festivals 축제
prize * | prizes awards medals trophies 메달
goal * | goals 골
report * | reports documents papers 보고서 문서 논문
law * | laws bills acts ordinances 법안 조례 법률
crime * | cases incidents accidents crimes fires crashes 사건 사고 화재
quake * | earthquakes quakes tremors 지진
complaint * | complaints petitions lawsuits 민원 소송
language * | languages 언어
route * | routes lines flights sailings 노선 항로
island * | islands 섬
mountain * | mountains peaks 산
river * | rivers 강
lake * | lakes 호수
ticket * | tickets 입장권 승차권
vote * | votes ballots
seat * | seats 좌석 의석
point * | points 승점
share * | shares stocks 주식
"""
_WITH_BREEDS = frozenset({"animal", "plant", "vehicle", "device"})  # puffins, oaks, sedans
_NOT_PLURAL = frozenset(
    "ones others things this his its was is as has less plus across towards perhaps always".split()
)
_STOPS = frozenset(
    "in on at to from for by with and or but as is are was were be been will would has have had "
    "than that which who whose when while per after before during since until among between into "
    "over under about including a an the this these those its their his her it they not also of "
    "could can may might must did does do said says".split()
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
    def is_particular(self) -> bool:
        """Whether few other words may mean it: not a whole group, nor what has many breeds."""
        return not any(named == "*" or group in _WITH_BREEDS for group, named in self.readings)

    @property
    def is_set(self) -> bool:
        """Whether it is one of several things together: pairs, boxes."""
        return any(group == "set" for group, _ in self.readings)

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


def stands_in(noun: Noun, text: str) -> bool:
    """Return whether a text has the noun, in one number or the other."""
    stem = re.sub(r"(?:ies|es|s)$", "", fold(noun.word))
    return stem in fold(text)


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
    if before := _KOREAN_BEFORE.search(text[max(0, start - _REACH) : start]):
        for word in _KOREAN_NOUNS:
            if before["noun"] == word or (len(word) > 1 and before["noun"].endswith(word)):
                noun = Noun(word, frozenset(_NOUNS[word]))
                counts_people = re.match(r"\s?(?:명|인)", text[figure_end:unit_end]) is not None
                return noun if noun.names_people == counts_people else None
    return None
