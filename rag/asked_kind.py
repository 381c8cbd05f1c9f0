"""What kind of thing a question asks for: a figure and of what, a date, a person, a place.

The answer types are those of question classification (Li and Roth 2002), as far as the form of
a sentence can show whether it holds one (`rag.support.kinds`). A question that asks for several
kinds at once, or for none that is known, is `Kind.OTHER`: nothing follows from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rag.asked import asks_for_list


class Kind(Enum):
    """What a question asks for."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DURATION = "duration"
    AGE = "age"
    MEASURE = "measure"
    DATE = "date"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NAME = "name"
    REASON = "reason"
    METHOD = "method"
    YES_NO = "yes or no"
    LIST = "list"
    DEFINITION = "definition"
    SUMMARY = "summary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    `noun` is the thing counted, measured or named in the question's words ("명", "companies");
    `grain` how exact a date is to be ("year", "month", "day", "weekday", "time"; "" for any);
    `word` the words that ask ("몇 명"); `several` says that more than one is asked for.
    """

    kind: Kind
    noun: str = ""
    grain: str = ""
    word: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern that asks; without a kind, its noun decides. `weak` gives way to any other."""

    pattern: re.Pattern[str]
    kind: Kind | None
    grain: str = ""
    weak: bool = False


# Nouns by what they name, all languages: which of these, what is the name of this. Words of an
# alphabet are whole, those of Hangul, Han and kana may be the end of a longer one.
_NOUNS = {
    Kind.PERSON: "사람 인물 감독 작가 배우 가수 대통령 총리 장관 차관 의원 대표 대표이사 사장 회장 "
    "위원장 의장 부의장 총재 교수 박사 선수 왕 황제 천황 여왕 왕비 국왕 아들 딸 장녀 장남 부인 아내 남편 "
    "아버지 어머니 동생 주인공 저자 작자 창시자 설립자 창립자 개발자 발명자 고안자 책임자 담당자 후계자 "
    "지도자 진행자 연출자 제작자 수상자 우승자 당선자 발견자 운영자 기자 판사 검사 변호사 시인 소설가 화가 "
    "과학자 학자 음악가 작곡가 편집장 교황 목사 장군 사령관 대사 원장 국장 총장 청장 지사 인사 연예인 "
    "사무총장 간사 코치 멤버 수석 비서관 후보 정치인 철학자 수학자 기업인 창업자 "
    "person people man woman player actor actress author writer artist singer president minister "
    "chancellor king queen emperor pope leader director coach quarterback scientist scientists "
    "researcher mathematician philosopher engineer doctor professor governor mayor chairman chair "
    "ceo ceos cofounder founder official officials politician explorer commander general character "
    "persona personas jugador actor actriz autor autora presidente ministro ministra rey reina "
    "emperador líder director directora entrenador científico científicos investigador "
    "gobernador alcalde matemático músico cantante hombre mujer "
    "person spieler schauspieler schauspielerin autor präsident präsidentin minister ministerin "
    "kanzler könig königin kaiser führer anführer regisseur trainer wissenschaftler forscher "
    "gouverneur bürgermeister mathematiker künstler mann frau chef chefin "
    "personne joueur acteur actrice auteur président présidente ministre roi reine empereur "
    "dirigeant réalisateur entraîneur scientifique chercheur gouverneur maire "
    "người 人 人物 社長 大臣 首相 大統領 監督 作家 選手 教授 委員長 長官 球员 球員 演员 作者 总统 总理 "
    "国王 皇帝 领导人 科学家 教练 歌手 数学家 学者",
    Kind.ORGANISATION: "회사 기업 업체 기관 단체 조직 정당 당 대학 대학교 고등학교 중학교 부처 부서 위원회 "
    "협회 학회 재단 은행 언론 언론사 방송사 신문 신문사 매체 팀 구단 클럽 연구소 법원 그룹 소속사 출판사 "
    "제작사 배급사 모임 진영 회원사 회장사 company companies firm firms organization "
    "organisation organizations organisations agency agencies university universities college "
    "school bank team teams party ministry department institute network broadcaster club "
    "corporation studio publisher newspaper empresa empresas compañía organización universidad "
    "agencia banco equipo equipos partido ministerio instituto cadena unternehmen firma "
    "organisation universität behörde bank mannschaft team partei ministerium institut sender "
    "verein entreprise entreprises société université agence banque équipe parti ministère "
    "institut association công_ty đại_học tổ_chức ngân_hàng 会社 企業 大学 団体 組織 チーム 省庁 政党 "
    "銀行 委員会 機関 研究所 公司 企业 大学 机构 组织 球队 团队 部门 银行 政党 团体",
    Kind.PLACE: "나라 국가 도시 지역 지방 마을 동네 섬 산 강 호수 바다 항구 공항 역 건물 호텔 수도 고향 "
    "출생지 촬영지 개최지 본사 소재지 위치 대륙 장소 곳 데 목적지 행선지 궁전 시설 country countries city "
    "cities town state states province county region place places continent island river building "
    "hotel venue stadium neighborhood village district location país países ciudad ciudades "
    "estado provincia región lugar continente isla río edificio hotel estadio barrio land länder "
    "stadt städte staat bundesland provinz region ort kontinent insel fluss gebäude hotel stadion "
    "stadtteil pays ville villes état région lieu continent île fleuve bâtiment hôtel stade "
    "quartier nước thành_phố tỉnh nơi quốc_gia 国 都市 都道府県 町 場所 地域 島 川 国家 城市 省 地区 地方 "
    "大洲 岛 河 州",
    Kind.DATE: "날 날짜 일자 일시 시기 시점 연도 년도 년 해 월 생일 기일 시행일 발표일 개봉일 개통일 때 요일 "
    "date dates year years month day decade century time fecha año años mes día siglo década "
    "jahr jahren jahre monat tag datum jahrhundert jahrzehnt date année mois jour siècle décennie "
    "năm tháng ngày 年 月 日 曜日 日期 时间 時期 年代 世紀 世纪",
    Kind.COUNT: "개수 횟수 인구 사상자수 사망자수 회원수 관객수 직원수 의석수 인원",
    Kind.NUMBER: "규모 점수 순위 등수 번호 액수 목표치 번지 score population total ranking rank "
    "puntuación población einwohnerzahl population 人口 数 数量 分数 比分",
    Kind.MONEY: "예산 사업비 비용 금액 가격 값 매출 매출액 연봉 과징금 과태료 벌금 추징금 투자액 투자금 상금 "
    "임금 급여 월급 요금 수익 이익 손실 부채 자본금 총액 기금 지원금 보조금 세금 경제효과 시가총액 돈 배상금 "
    "price cost budget fine salary revenue fee wage precio coste costo presupuesto multa salario "
    "preis kosten budget gehalt bußgeld prix coût amende salaire 予算 費用 価格 金額 过料 预算 费用 价格 "
    "金额 罚款",
    Kind.PERCENT: "비율 비중 점유율 확률 성장률 증가율 감소율 실업률 득표율 지지율 이자율 지분 percentage percent "
    "proportion porcentaje prozentsatz pourcentage 比率 割合 百分比 比例",
    Kind.AGE: "나이 연령 연세 age edad alter âge 年齢 年龄",
    Kind.DURATION: "기간 수명 임기 형량 duration lifespan duración dauer durée 期間",
    Kind.MEASURE: "높이 길이 넓이 면적 너비 깊이 무게 속도 거리 온도 기온 용량 두께 지름 반지름 체중 몸무게 "
    "height length area width depth weight speed distance temperature size diameter altura "
    "longitud superficie peso velocidad distancia temperatura höhe länge fläche breite tiefe "
    "gewicht geschwindigkeit entfernung temperatur hauteur longueur superficie poids vitesse "
    "distance température 高さ 長さ 面積 面积 高度 长度 温度 速度",
    Kind.NAME: "이름 명칭 별명 별칭 제목 호칭 칭호 성함 본명 예명 필명 애칭 곡명 name nickname title alias "
    "nombre apodo título spitzname titel nom surnom titre tên 名前 名称 題名 名字 昵称",
    Kind.REASON: "이유 원인 까닭 계기 동기 reason cause razón motivo causa grund ursache raison 理由 "
    "原因",
    Kind.METHOD: "방법 방식 수단 method way método methode méthode 方法 手段",
}  # fmt: skip
_GRAINS = {
    "year": "연도 년도 년 해 year years año años jahr jahren jahre année năm 年",
    "month": "월 month mes monat mois tháng 月",
    "day": "날 날짜 일자 생일 기일 시행일 발표일 개봉일 개통일 date dates day fecha día tag datum jour ngày "
    "日 日期",
    "weekday": "요일 曜日",
}

# Units that say of what kind a figure is, all languages; "_" stands for a space.
UNITS = {
    Kind.MONEY: "원 달러 엔 유로 위안 파운드 프랑 루블 루피 리라 페소 won krw usd dollar dollars cents euro "
    "euros eur yen yuan pound pounds rubles francs franken rupees pesos dólares libras yenes "
    "wones livres 元 円 日元 美元 欧元 韩元 英镑 人民币 ウォン ドル ユーロ ポンド đồng đô_la won",
    Kind.PERCENT: "% ％ 퍼센트 프로 %p percent per_cent percentage por_ciento prozent pour_cent phần_trăm "
    "パーセント ポイント 个百分点",
    Kind.AGE: "살 歳 岁 tuổi years_old years_of_age year-old years-old jahre_alt ans_d'âge años_de_edad",
    Kind.MEASURE: "킬로미터 킬로그램 킬로 미터 밀리미터 센티미터 센티 제곱미터 제곱킬로미터 제곱 헥타르 에이커 평 "
    "톤 그램 리터 도 와트 킬로와트 메가와트 기가와트 볼트 암페어 헤르츠 비트 바이트 기가바이트 마일 피트 인치 노트 "
    "옥타브 km kilometer kilometers kilometre kilometres kilómetros kilometern kilomètres "
    "square cuadrados quadratkilometer quadratmeter meter meters metre metres metros mètres mile "
    "miles millas meilen feet foot ft pies inch inches yard yards yardas acres acre hectares hectare "
    "hektar hectáreas ton tons tonnes toneladas tonnen kg kilograms kilo gram grams gramos gramm "
    "liter liters litres litros degrees degree grados grad degrés watts mw gw kw kwh mwh gwh hz mhz "
    "ghz kb mb gb tb bits bytes mm cm nm ㎞ ㎡ ㎢ ㎝ ㎜ ㎏ m² km² m2 km2 ㎾ ㎿ ° °c ℃ ° 公里 千米 米 厘米 "
    "平方公里 平方米 公顷 吨 公斤 克 升 度 メートル キロ キロメートル センチ トン グラム リットル "
    "平方キロメートル ヘクタール ワット mét ki-lô-mét km2 héc-ta tấn",
    Kind.DURATION: "년간 개년 개월 달 주일 주간 주 일간 시간 분간 초간 초 hours hour minutes minute mins seconds "
    "second years year yrs months month weeks week days day decades centuries horas hora minutos "
    "minuto segundos segundo años año meses semanas semana días décadas siglos stunden stunde "
    "minuten minute sekunden jahre jahren jahr monate monaten wochen woche tage tagen jahrzehnte "
    "heures heure minutes secondes ans années mois semaines jours décennies 年間 か月 ヶ月 カ月 か月間 "
    "ヶ月間 カ月間 週間 日間 時間 分間 秒 个月 周 星期 天 小时 分钟 秒钟 giờ phút giây tuần",
}  # fmt: skip
_NEITHER = "나든도가"  # 누구나, 언제든, 누구도, 누군가: nothing is asked
_THING = r"(?P<noun>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3})"
_HAN = r"(?P<noun>[^\W\d_]{1,6})"


def _rules(*rows: tuple[Kind | None, str] | tuple[Kind | None, str, str]) -> tuple[_Rule, ...]:
    """Return the rules of a language, the more special first; a "~" ahead marks a weak one."""
    return tuple(
        _Rule(re.compile(pattern.lstrip("~"), re.I), kind, *grain, weak=pattern[0] == "~")
        for kind, pattern, *grain in rows
    )


_KOREAN_LASTS = r"(?:기간|수명|임기|징역|형량|보관|유효|걸리|걸려|주기|마다)"
_RULES = {
    "ko": _rules(
        (Kind.SUMMARY, r"요약|간추|핵심만|줄거리|정리해"),
        (Kind.DATE, r"[몇몆]\s?월\s?(?:며칠|몇\s?일)", "day"),
        (Kind.DURATION, r"(?:며칠|몇\s?일)\s?(?:동안|간|이나|걸|만에|정도|쯤|뒤|후|째|치)"),
        (Kind.DATE, r"며칠|몇일", "day"),
        (Kind.DURATION, r"[몇몆]\s?년\s?(?:동안|간|이나|걸|만에|정도|뒤|후|째|치|마다|에 한)"),
        (Kind.DURATION, rf"(?<={_KOREAN_LASTS[3:5]})\s?[몇몆]\s?년"),
        (Kind.DATE, r"[몇몆]\s?(?:년도?|세기|년대)", "year"),
        (Kind.DATE, r"[몇몆]\s?월", "month"),
        (Kind.DATE, r"[몇몆]\s?시(?!간)(?: 몇 분)?", "time"),
        (Kind.DATE, r"(?:무슨|어느|어떤)\s?요일", "weekday"),
        (Kind.AGE, r"[몇몆]\s?(?:살|세(?!기|대|트|계))"),
        (Kind.COUNT, r"(?<![가-힣])[몇몆](?!몇)\s?(?P<noun>[가-힣%a-zA-Z㎡㎞]+)"),
        (Kind.DURATION, r"얼마나 ?(?:오래|걸)|(?:얼마|얼마나) ?(?:동안|만에)|얼마간"),
        (Kind.OTHER, r"얼마나 ?(?:자주|잘)"),
        (Kind.MEASURE, r"얼마나 ?(?:멀|먼|떨어|높|크|큰|넓|길|긴|무거|빠르|빨|깊)"),
        (Kind.NUMBER, r"얼마|을마|얼만"),
        (Kind.REASON, r"(?<![가-힣])왜(?![가-힣])|왜냐|(?:무엇|뭐|뭣|무슨) ?(?:때문|이유)|어째서"),
        (Kind.DATE, rf"언제(?![{_NEITHER}])|언재|언젯|어느 ?날"),
        (Kind.PERSON, rf"누구(?![{_NEITHER}])|누규|누가|누굴|누군(?!가)"),
        (None, r"(?:어느|어떤|어떠한|무슨|뭔)\s(?P<noun>[가-힣A-Za-z]+(?: [가-힣A-Za-z]+)?)"),
        (Kind.PLACE, rf"어디(?![{_NEITHER}])|어듸|어딘(?!가)|어딜|어딨|어따|몇 군데"),
        (Kind.NAME, r"(?:뭐|무엇|무어|뭐시기)(?:이)?라고 ?(?:불|부르|하는 ?것)"),
        (Kind.METHOD, r"어떻게 (?!되|돼|됐|생)"),
        (Kind.DEFINITION, r"(?:이란|[가-힣a-z]란) (?:무엇|뭐|뭔)|무슨 ?(?:뜻|의미)"),
    ),
    "en": _rules(
        (Kind.SUMMARY, r"\bsummar(?:y|i[sz]e)\b|\btl;?dr\b|main points"),
        (Kind.AGE, r"\bhow old\b|\bwhat age\b"),
        (Kind.DURATION, r"\bhow long\b(?! ago)|\bhow much (?:more )?time\b"),
        (Kind.OTHER, r"\bhow (?:often|well|important|likely|similar|different)\b"),
        (Kind.MEASURE, r"\bhow (?:far|tall|high|wide|deep|big|large|heavy|fast|hot|cold|steep)\b"),
        (Kind.COUNT, rf"\bhow (?:many|mnay|may) {_THING}"),
        (Kind.COUNT, r"\bhow ?many\b"),
        (Kind.NUMBER, r"\bhow much\b"),
        (Kind.COUNT, rf"\b(?:the|latest|total) number of {_THING}"),
        (Kind.NUMBER, r"\bwhat number\b"),
        (Kind.DATE, r"\b(?:what|which) day of the week\b|\b(?:what|which) weekday\b", "weekday"),
        (Kind.DATE, r"\bwhat time\b(?! period)", "time"),
        (Kind.OTHER, r"\bwhat (?:kinds?|types?|sorts?) of\b"),
        (None, rf"\b(?:what|which) (?:is|was|are|were) the (?:last |first )?names? of (?:the |a )?{_THING}"),
        (Kind.NAME, r"\b(?:what|which)\b.*\b(?:called|named|nicknamed|titled|name)\b"),
        (Kind.REASON, r"\bwhy\b|\bhow come\b"),
        (None, rf"(?<!, )\b(?:what|which)(?:'s| is| was| are| were)? (?:the )?(?!did|do|does)"
               rf"{_THING}"),
        (Kind.DATE, r"~\bwhen\b|\bhow soon\b"),
        (Kind.PERSON, r"~\bwho(?:'s|m|se)?\b"),
        (Kind.PLACE, r"~\bwhere\b"),
        (Kind.METHOD, r"~\bhow (?:do|does|did|can|could|is|are|was|were|will|would|to|has|have)\b"),
        (Kind.YES_NO, r"~^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may"
                      r"|should)\b"),
    ),
}


def _by_noun(table: dict[Kind, str] | dict[str, str]) -> dict[str, Kind | str]:
    return {
        noun.replace("_", " "): value for value, nouns in table.items() for noun in nouns.split()
    }


_KIND_OF = _by_noun(_NOUNS)
_GRAIN_OF = _by_noun(_GRAINS)
