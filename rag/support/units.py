"""What a figure counts or measures: 명, 개사, km, dollars, %p -> kinds that two figures may share.

Two units contradict each other only if both are known and share no kind. A general counter (개,
つ) counts any thing, so it has the kinds of all things, but not that of persons.
"""

import re
from dataclasses import dataclass

_DAY = 86_400
_THINGS = "org place group sheet machine vessel building household work book animal part room plant"
# Kinds, how many of the smallest unit of that kind, and the words.
_KOREAN = (
    ("person", 1, "명 인 사람"),
    ("org", 1, "개사 개업체 개기업 회사 기업 업체"),
    (_THINGS, 1, "개 가지 종 종류 점 항목 건물"),
    ("place org", 1, "곳 군데 개소 개국 나라 도시 개교 학교 개역 정거장 개도시"),
    ("group org", 1, "팀 개팀"),
    ("sheet", 1, "장"),
    ("machine age ordinal", 1, "대"),
    ("vessel", 1, "척"),
    ("machine part", 1, "기"),
    ("building household", 1, "채 가구 세대 개동"),
    ("case", 1, "건"),
    ("times ordinal", 1, "회 차 번"),
    ("times", 1, "차례"),
    ("ordinal rank", 1, "번째 등"),
    ("rank", 1, "위"),
    ("ordinal", 1, "호기"),
    ("work flight", 1, "편"),
    ("book", 1, "권 부"),
    ("ordinal household", 1, "호"),
    ("animal", 1, "마리"),
    ("plant", 1, "그루"),
    ("vote", 1, "표"),
    ("seat", 1, "석"),
    ("win", 1, "승"),
    ("loss", 1, "패"),
    ("goal", 1, "골"),
    ("floor", 1, "층"),
    ("page", 1, "쪽 페이지"),
    ("lane", 1, "차로 차선"),
    ("multiple", 1, "배"),
    ("ratio", 0.01, "% 퍼센트 프로"),
    ("points", 0.01, "%p %P %포인트 퍼센트포인트 퍼센트p"),
    ("krw", 1, "원"),
    ("usd", 1, "달러 불"),
    ("jpy", 1, "엔"),
    ("cny", 1, "위안"),
    ("eur", 1, "유로"),
    ("gbp", 1, "파운드"),
    ("age", 1, "세 살"),
    ("calendar", 12, "년 개년 해 주년 년간"),
    ("calendar", 1, "개월 달"),
    ("clock share place", 7 * _DAY, "주"),
    ("clock", 7 * _DAY, "주일 주간"),
    ("clock", _DAY, "일 일간 박"),
    ("clock", 3600, "시간"),
    ("clock", 60, "분 분간"),
    ("clock", 1, "초"),
    ("oclock", 1, "시"),
    ("length", 1000, "킬로미터"),
    ("length", 1, "미터"),
    ("length", 0.01, "센티미터"),
    ("mass", 1, "그램"),
    ("mass", 1000, "킬로그램"),
    ("mass", 1e6, "톤"),
    ("area", 1, "제곱미터"),
    ("area", 1e4, "헥타르"),
    ("area", 3.305785, "평"),
    ("area", 1e6, "제곱킬로미터"),
    ("degree", 1, "도"),
)
_HAN = (
    ("person", 1, "人 名"),
    ("org household place", 1, "家 社 所 企業 企业"),
    (_THINGS, 1, "個 个 つ 項 项 種 种"),
    ("place", 1, "国 國 处 處 座 カ所 か所 ヵ所 箇所 カ国 か国 ヵ国 个国家 個國家"),
    ("machine", 1, "台 辆 輛 架 部"),
    ("vessel animal", 1, "隻 艘 只"),
    ("sheet", 1, "枚 张 張"),
    ("case", 1, "件 起"),
    ("times ordinal", 1, "回 次 度 届"),
    ("ordinal rank", 1, "号 號 番 番目 等"),
    ("rank person", 1, "位"),
    ("group", 1, "チーム 支 队 組 组"),
    ("vote", 1, "票"),
    ("seat", 1, "席 議席 席位"),
    ("floor", 1, "階 层 層 楼"),
    ("book", 1, "冊 本 册"),
    ("animal", 1, "頭 匹 头"),
    ("building household", 1, "棟 栋 戸 户 戶 世帯"),
    ("multiple", 1, "倍"),
    ("ratio", 0.01, "% ％ パーセント"),
    ("points", 0.01, "ポイント 个百分点 個百分點 %ポイント"),
    ("krw", 1, "ウォン 韩元 韓元"),
    ("usd", 1, "ドル 美元"),
    ("jpy", 1, "円 日元"),
    ("cny", 1, "元 人民币 人民幣"),
    ("eur", 1, "ユーロ 欧元 歐元"),
    ("gbp", 1, "ポンド 英镑"),
    ("age", 1, "歳 岁 歲 周岁"),
    ("calendar", 12, "年 年間 年间 周年"),
    ("calendar", 1, "か月 ヶ月 カ月 ヵ月 个月 個月 箇月"),
    ("clock", 7 * _DAY, "週 週間 周 星期"),
    ("clock", _DAY, "日 日間 天"),
    ("clock", 3600, "時間 小时 小時"),
    ("clock", 60, "分 分钟 分鐘 分間"),
    ("clock", 1, "秒"),
    ("length", 1000, "キロ 公里 千米 キロメートル"),
    ("length", 1, "メートル 米"),
    ("mass", 1000, "公斤 キログラム"),
    ("mass", 1e6, "トン 吨 噸"),
    ("area", 1e4, "公顷 ヘクタール 公頃"),
    ("area", 1, "平方メートル 平方米"),
    ("degree", 1, "度"),
)
_SYMBOLS = (
    ("ratio", 0.01, "% ％"),
    ("points", 0.01, "%p pp"),
    ("points", 0.0001, "bp bps"),
    ("length", 1000, "km ㎞"),
    ("length", 1, "m ｍ"),
    ("length", 0.01, "cm ㎝"),
    ("length", 0.001, "mm ㎜"),
    ("area", 1, "㎡ m2 m²"),
    ("area", 1e4, "ha"),
    ("area", 1e6, "㎢ km2 km²"),
    ("mass", 1000, "kg ㎏"),
    ("mass", 1, "g"),
    ("mass", 1e6, "t"),
    ("power", 1, "W"),
    ("power", 1e3, "kW KW ㎾"),
    ("power", 1e6, "MW ㎿"),
    ("power", 1e9, "GW"),
    ("power", 1e12, "TW"),
    ("energy", 1, "Wh"),
    ("energy", 1e3, "kWh"),
    ("energy", 1e6, "MWh"),
    ("energy", 1e9, "GWh"),
    ("energy", 1e12, "TWh"),
    ("data", 1e6, "MB"),
    ("data", 1e9, "GB"),
    ("data", 1e12, "TB"),
    ("speed length", 1000, "km/h kph ㎞/h"),
    ("speed length", 1609.344, "mph"),
    ("degree", 1, "°C ℃ °"),
    ("eur", 1, "€"),
    ("krw", 1, "KRW ₩"),
    ("usd", 1, "USD $"),
    ("jpy", 1, "JPY"),
    ("cny", 1, "CNY RMB"),
    ("eur", 1, "EUR"),
    ("vnd", 1, "VND ₫ đ"),
    ("clock", 3600, "h hr hrs"),
)
_WORDS = (
    ("person", 1,
     "people persons workers employees students pupils residents inhabitants passengers patients "
     "soldiers troops visitors deaths dead fatalities injured participants attendees volunteers "
     "lawmakers teachers doctors engineers researchers children adults men women victims citizens "
     "staff guests players candidates officials experts personas habitantes trabajadores empleados "
     "estudiantes alumnos muertos heridos visitantes pasajeros menschen personen einwohner "
     "mitarbeiter mitarbeitern beschäftigte beschäftigten schüler schülern studenten tote toten "
     "verletzte verletzten besucher besuchern fahrgäste personnes habitants employés salariés "
     "élèves étudiants morts blessés visiteurs passagers người nhân_viên học_sinh sinh_viên "
     "hành_khách"),
    ("person org place", 1, "members users customers owners investors miembros mitglieder membres"),
    ("org", 1,
     "companies firms businesses enterprises corporations startups start-ups manufacturers banks "
     "empresas compañías unternehmen firmen entreprises sociétés công_ty doanh_nghiệp"),
    ("org group place", 1, "organizations organisations institutions agencies groups universities"),
    ("place", 1,
     "countries nations cities towns villages districts regions provinces países ciudades länder "
     "ländern städte städten pays villes quốc_gia nước thành_phố"),
    ("place building org", 1,
     "schools libraries hospitals stations stops sites locations places stores shops branches "
     "buildings facilities museums parks factories plants centers centres escuelas bibliotecas "
     "hospitales estaciones schulen bibliotheken krankenhäuser haltestellen bahnhöfe écoles "
     "bibliothèques hôpitaux gares thư_viện trường bệnh_viện nhà_ga"),
    ("group org", 1, "teams squads equipos mannschaften équipes đội"),
    ("building household room", 1,
     "households homes houses apartments families hogares viviendas haushalte haushalten wohnungen "
     "foyers ménages logements hộ căn_hộ"),
    ("machine vessel", 1,
     "cars vehicles buses trains trucks robots drones aircraft planes helicopters tanks machines "
     "coches vehículos autobuses trenes autos fahrzeuge busse züge voitures véhicules trains xe"),
    ("vessel", 1, "ships boats vessels ferries barcos schiffe schiffen boote navires bateaux tàu"),
    ("case", 1, "cases incidents accidents casos fälle fällen cas vụ"),
    ("times multiple", 1, "times veces mal fois lần"),
    ("multiple", 1, "fold"),
    ("sheet", 1, "sheets cards"),
    ("book", 1, "books volumes copies libros bücher livres"),
    ("vote", 1, "votes votos stimmen voix"),
    ("seat", 1, "seats escaños sitze sièges"),
    ("goal", 1, "goals goles tore buts"),
    ("floor", 1, "floors storeys stories"),
    ("page", 1, "pages páginas seiten"),
    ("plant", 1, "trees árboles bäume arbres"),
    ("ratio", 0.01, "percent per_cent prozent por_ciento pour_cent phần_trăm"),
    ("points", 0.01,
     "percentage_points percentage_point puntos_porcentuales prozentpunkte prozentpunkten "
     "points_de_pourcentage điểm_phần_trăm"),
    ("points", 0.0001, "basis_points"),
    ("krw", 1, "won"),
    ("usd", 1, "dollars dollar dólares đô_la"),
    ("jpy", 1, "yen yenes"),
    ("cny", 1, "yuan renminbi yuanes"),
    ("eur", 1, "euros euro"),
    ("gbp mass", 1, "pounds libras pfund livres_sterling"),
    ("vnd", 1, "đồng"),
    ("calendar age", 12, "years año años jahre jahren ans années năm"),
    ("calendar", 120, "decades décadas jahrzehnte jahrzehnten décennies"),
    ("calendar", 1200, "centuries"),
    ("calendar", 1, "months meses monate monaten mois tháng"),
    ("clock", 7 * _DAY, "weeks semanas wochen semaines tuần"),
    ("clock", _DAY, "days nights días tage tagen jours ngày"),
    ("clock", 3600, "hours horas stunden heures giờ"),
    ("clock", 60, "minutes minutos minuten phút"),
    ("clock", 1, "seconds segundos sekunden secondes giây"),
    ("length", 1000, "kilometers kilometres kilómetros kilometer kilometern kilomètres ki_lô_mét"),
    ("length", 1609.344, "miles millas meilen"),
    ("length", 1, "meters metres metros meter metern mètres mét"),
    ("length", 0.3048, "feet"),
    ("mass", 1000, "kilograms kilos kilogramm"),
    ("mass", 1e6, "tons tonnes toneladas tonnen tấn"),
    ("area", 1e4, "hectares hectáreas hektar"),
    ("area", 4046.8564, "acres"),
    ("area", 1, "square_meters square_metres metros_cuadrados quadratmeter mét_vuông"),
    ("area", 1e6, "square_kilometers square_kilometres quadratkilometer kilómetros_cuadrados"),
    ("power", 1e6, "megawatts"),
    ("power", 1e9, "gigawatts"),
    ("degree", 1, "degrees grados grad degrés độ"),
)  # fmt: skip
_PASSED_OVER = frozenset("de d of más more other new additional another".split())
_STOPS = frozenset(
    "in on at to from for by with and or but as is are was were be been will would has have had "
    "than that which who whose when while per after before during since until among between into "
    "over under about including a an the this these those its their his her it they not also "
    "el la los las y e o en con para por se que al del un una der die das den dem und oder im am "
    "zu von mit für bei nach auf wurden wird sind le les et ou dans pour par avec sur au aux du "
    "và ở trong của cho với từ đến là được có đã".split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts: kinds, and how many of the smallest unit of that kind it is.

    No kinds mean that it is unknown. `end` is where its words end.
    """

    end: int
    kinds: frozenset[str] = frozenset()
    factor: float = 1.0


def _table(rows: tuple[tuple[str, float, str], ...]) -> dict[str, tuple[frozenset[str], float]]:
    return {
        word.replace("_", " "): (frozenset(kinds.split()), factor)
        for kinds, factor, words in rows
        for word in words.split()
    }


def _longest(words: dict[str, tuple[frozenset[str], float]]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_KOREAN_UNITS, _HAN_UNITS, _SYMBOL_UNITS = _table(_KOREAN), _table(_HAN), _table(_SYMBOLS)
_WORD_UNITS = _table(_WORDS)
_KOREAN_UNIT = re.compile(
    rf"\s?(?:여|남짓)?\s?(?P<unit>{_longest(_KOREAN_UNITS)})"
    r"(?=[^가-힣]|$|[은는이가을를의에도만과와로까부보씩쯤째간여정남가량당짜어안밖처입였인으나라다뿐마]|들[이은의을])"
)
_KOREAN_NOUN = re.compile(r"\s?(?P<unit>[가-힣]{1,6})")
_NOUN_KINDS = tuple(
    (frozenset(kinds.split()), tuple(nouns.split()))
    for kinds, nouns in (
        ("org group", "기업 회사 업체 스타트업 은행 기관 단체 협회 법인 대학"),
        ("place org", "나라 국가 도시 시군 시도 지역 마을 학교 병원 도서관 역 매장 점포 공장 지점"),
        ("group org", "팀 부처 부서 조직"),
        ("case", "사건 사례 혐의"),
        ("machine", "서버 차량 로봇"),
        ("vessel", "선박"),
    )
)
_HAN_UNIT = re.compile(rf"\s?(?P<unit>{_longest(_HAN_UNITS)})")
_SYMBOL_UNIT = re.compile(rf"\s?(?P<unit>{_longest(_SYMBOL_UNITS)})(?![A-Za-zÀ-ỹ\d])")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|º|ª|er|e|ème|\.º)(?![\w])")
_WORD = re.compile(r"(?P<gap>[\s-])(?P<word>[a-zà-ỹđ'’-]*[a-zà-ỹđ])(?![\w])", re.I)
_MOST_WORDS = 4
_BEFORE = (
    (re.compile(r"(?:US|A|C|HK|NT)?\$\s?$|USD\s?$"), "usd"),
    (re.compile(r"(?:€|EUR)\s?$"), "eur"),
    (re.compile(r"(?:₩|KRW)\s?$"), "krw"),
    (re.compile(r"£\s?$"), "gbp"),
    (re.compile(r"[¥￥]\s?$"), "jpy cny"),
    (
        re.compile(
            r"\b(?:no\.\s?|art\.\s?|(?:number|article|section|chapter|art[íi]culo|Artikel|điều)\s)$",
            re.I,
        ),
        "ordinal rank",
    ),
)
_NUMBERED = re.compile(r"[제第]\s?$")
_IN_ORDER = frozenset("ordinal times sheet book work part group machine".split())


def find_unit(text: str, start: int, end: int, *, single: bool = False) -> Unit:
    """Return what the figure text[start:end] counts; `single` if it is one, as in "one year"."""
    for pattern, kinds in _BEFORE:
        if pattern.search(text, max(0, start - 10), start):
            return Unit(end, frozenset(kinds.split()))
    unit = _unit_after(text, start, end, single)
    if _NUMBERED.search(text, max(0, start - 10), start):
        if not unit.kinds:
            return Unit(unit.end, frozenset({"ordinal", "rank"}))
        if unit.kinds & _IN_ORDER:
            return Unit(unit.end, frozenset({"ordinal"}))
    return unit


def _unit_after(text: str, start: int, end: int, single: bool) -> Unit:
    if match := _KOREAN_UNIT.match(text, end):
        return _korean_unit(text, match, text[start:end])
    if match := _ORDINAL_END.match(text, end):
        return Unit(match.end(), frozenset({"ordinal", "rank"}))
    for pattern, table in ((_SYMBOL_UNIT, _SYMBOL_UNITS), (_HAN_UNIT, _HAN_UNITS)):
        if match := pattern.match(text, end):
            return Unit(match.end(), *table[match["unit"]])
    return _word_unit(text, end, single)


def _korean_unit(text: str, match: re.Match[str], figure: str) -> Unit:
    kinds, factor = _KOREAN_UNITS[match["unit"]]
    if match["unit"] == "대":  # 5만 대, 20대, 46대 총장
        kinds = kinds - {"age"} if not re.fullmatch("[1-9]0", figure) else kinds
        kinds = kinds - {"ordinal"} if not re.fullmatch(r"\d{1,3}", figure) else kinds
    noun = _KOREAN_NOUN.match(text, match.end()) if match["unit"] == "개" else None
    if noun:  # 105개 기업
        for named, nouns in _NOUN_KINDS:
            if named_by := next((n for n in nouns if noun["unit"].startswith(n)), ""):
                return Unit(noun.start("unit") + len(named_by), named)
    return Unit(match.end(), kinds, factor)


def _word_unit(text: str, end: int, single: bool) -> Unit:
    """Return the first known noun in the few words after a figure that are of its phrase."""
    position = end
    for count in range(_MOST_WORDS):
        match = _WORD.match(text, position)
        if not match:
            break
        word = match["word"].lower()
        second = _WORD.match(text, match.end())
        pair = f"{word} {second['word'].lower()}" if second else ""
        if second and pair in _WORD_UNITS:
            return Unit(second.end(), *_WORD_UNITS[pair])
        hyphened = match["gap"] == "-" or "-" in word
        if known := _known(word.split("-")[0], singular=single or hyphened):
            return Unit(match.end(), *known)
        if (
            hyphened
            and count == 0
            or (word in _STOPS and not (count == 0 and word in _PASSED_OVER))
        ):
            break
        position = match.end()
    return Unit(end)


def _known(word: str, *, singular: bool) -> tuple[frozenset[str], float] | None:
    forms = [word]
    if singular:
        forms += [word + "s", word[:-1] + "ies", {"person": "people"}.get(word, word)]
    return next((_WORD_UNITS[form] for form in forms if form in _WORD_UNITS), None)
