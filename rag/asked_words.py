"""Kinds of things that are asked for, with the nouns and units that name them, by language."""

import re
from dataclasses import dataclass
from enum import Enum


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


# Nouns by what they name, all languages: which of these, what is the name of this. Words of an
# alphabet are whole, those of Hangul, Han and kana may be the end of a longer one; "_" is a space.
NOUNS = {
    Kind.PERSON: "사람 인물 감독 작가 배우 가수 대통령 총리 장관 차관 의원 대표 대표이사 사장 "
    "회장 위원장 의장 부의장 총재 교수 박사 선수 왕 황제 천황 여왕 왕비 국왕 아들 딸 장녀 장남 "
    "부인 아내 남편 아버지 어머니 동생 주인공 저자 작자 창시자 설립자 창립자 개발자 발명자 고안자 "
    "책임자 담당자 후계자 지도자 진행자 연출자 제작자 수상자 우승자 당선자 발견자 운영자 기자 "
    "판사 검사 변호사 시인 소설가 화가 과학자 학자 음악가 작곡가 편집장 교황 목사 장군 사령관 "
    "대사 원장 국장 총장 청장 지사 인사 연예인 사무총장 간사 코치 멤버 수석 비서관 후보 정치인 "
    "철학자 수학자 기업인 창업자 모후 자매 형제 탐험가 학생 감독관 person people man woman player "
    "actor actress author writer artist singer president minister chancellor king queen emperor "
    "pope leader director coach quarterback scientist scientists researcher mathematician "
    "philosopher engineer professor governor mayor chairman chair ceo ceos cofounder founder "
    "official officials politician explorer commander general character persona personas jugador "
    "actriz autor autora presidente ministro ministra rey reina emperador líder directora "
    "entrenador científico científicos investigador gobernador alcalde matemático músico cantante "
    "hombre mujer spieler schauspieler schauspielerin präsident präsidentin ministerin kanzler "
    "könig königin kaiser führer anführer regisseur trainer wissenschaftler forscher gouverneur "
    "bürgermeister mathematiker künstler mann frau chef chefin personne joueur acteur actrice "
    "auteur président présidente ministre roi reine empereur dirigeant réalisateur entraîneur "
    "scientifique chercheur maire người 人 人物 社長 大臣 首相 大統領 監督 作家 選手 教授 委員長 "
    "長官 球员 球員 演员 作者 总统 总理 国王 皇帝 领导人 科学家 教练 歌手 数学家 学者",
    Kind.ORGANISATION: "회사 기업 업체 기관 단체 조직 정당 당 대학 대학교 고등학교 중학교 부처 "
    "부서 위원회 협회 학회 재단 은행 언론 언론사 방송사 신문 신문사 매체 팀 구단 클럽 연구소 법원 "
    "그룹 소속사 출판사 제작사 배급사 모임 회원사 회장사 company companies firm firms "
    "organization organisation organizations organisations agency agencies university "
    "universities college school bank team teams party ministry department institute network "
    "broadcaster club corporation studio publisher newspaper empresa empresas compañía "
    "organización universidad agencia banco equipo equipos partido ministerio instituto cadena "
    "unternehmen firma universität behörde mannschaft partei ministerium institut sender verein "
    "entreprise entreprises société université agence banque équipe parti ministère association "
    "công_ty đại_học tổ_chức ngân_hàng 会社 企業 大学 団体 組織 チーム 省庁 政党 銀行 委員会 機関 "
    "研究所 公司 企业 机构 组织 球队 团队 部门 银行 团体",
    Kind.PLACE: "나라 국가 도시 지역 지방 마을 동네 섬 산 강 호수 바다 항구 공항 건물 호텔 수도 "
    "고향 출생지 촬영지 개최지 본사 소재지 위치 대륙 장소 곳 데 목적지 행선지 궁전 country "
    "countries city cities town state states province county region place places continent island "
    "river building hotel venue stadium neighborhood village district location país países ciudad "
    "ciudades estado provincia región lugar continente isla río edificio estadio barrio land "
    "länder stadt städte staat bundesland provinz ort kontinent insel fluss gebäude stadion "
    "stadtteil pays ville villes état région lieu île fleuve bâtiment hôtel stade quartier nước "
    "thành_phố tỉnh nơi quốc_gia 国 都市 都道府県 町 場所 地域 島 川 国家 城市 省 地区 地方 大洲 "
    "岛 河 州",
    Kind.DATE: "날 날짜 일자 일시 시기 시점 연도 년도 년 해 월 생일 기일 시행일 발표일 개봉일 "
    "개통일 때 요일 date dates year years month day decade century time fecha año años mes día "
    "siglo década jahr jahren jahre monat tag datum jahrhundert jahrzehnt année mois jour siècle "
    "décennie năm tháng ngày 年 月 日 曜日 日期 时间 時期 年代 世紀 世纪",
    Kind.COUNT: "개수 횟수 인구 사상자수 사망자수 회원수 관객수 직원수 의석수 인원",
    Kind.NUMBER: "규모 점수 순위 등수 번호 액수 목표치 번지 score population total ranking rank "
    "puntuación población einwohnerzahl 人口 数 数量 分数 比分",
    Kind.MONEY: "예산 사업비 비용 금액 가격 값 매출 매출액 연봉 과징금 과태료 벌금 추징금 투자액 "
    "투자금 상금 임금 급여 월급 요금 수익 이익 손실 부채 자본금 총액 기금 지원금 보조금 경제효과 "
    "시가총액 돈 배상금 price cost budget fine salary revenue fee wage precio coste costo "
    "presupuesto multa salario preis kosten gehalt bußgeld prix coût amende salaire 予算 費用 "
    "価格 金額 过料 预算 费用 价格 金额 罚款",
    Kind.PERCENT: "비율 비중 점유율 확률 성장률 증가율 감소율 실업률 득표율 지지율 합격률 투표율 "
    "참여율 수익률 할인율 출산율 사망률 취업률 금리 이자율 지분 percentage percent proportion "
    "porcentaje prozentsatz pourcentage 比率 割合 百分比 比例",
    Kind.AGE: "나이 연령 연세 age edad alter âge 年齢 年龄",
    Kind.DURATION: "기간 수명 임기 형량 duration lifespan duración dauer durée 期間",
    Kind.MEASURE: "높이 길이 넓이 면적 너비 깊이 무게 속도 거리 온도 기온 용량 두께 지름 반지름 "
    "체중 몸무게 height length width depth weight speed distance temperature diameter altura "
    "longitud superficie peso velocidad distancia temperatura höhe länge fläche breite tiefe "
    "gewicht geschwindigkeit entfernung temperatur hauteur longueur poids vitesse température "
    "高さ 長さ 面積 面积 高度 长度 温度 速度",
    Kind.NAME: "이름 명칭 별명 별칭 제목 호칭 칭호 성함 본명 예명 필명 애칭 곡명 name nickname "
    "title alias nombre apodo título spitzname titel nom surnom titre tên 名前 名称 題名 名字 昵称",
    Kind.REASON: "이유 원인 까닭 계기 동기 reason cause razón motivo causa grund ursache raison "
    "理由 原因",
    Kind.METHOD: "방법 방식 수단 method way método methode méthode 方法 手段",
}  # fmt: skip
GRAINS = {
    "year": "연도 년도 년 해 year years año años jahr jahren jahre année năm 年",
    "month": "월 month mes monat mois tháng 月",
    "day": "날 날짜 일자 생일 기일 시행일 발표일 개봉일 개통일 date dates day fecha día tag datum "
    "jour ngày 日 日期",
    "weekday": "요일 曜日",
}  # fmt: skip
# Units that say of what kind a figure is, all languages.
UNITS = {
    Kind.MONEY: "원 달러 엔 유로 위안 파운드 프랑 루블 루피 리라 페소 won krw usd dollar dollars "
    "cents euro euros eur yen yuan pound pounds rubles francs franken rupees pesos dólares libras "
    "yenes wones livres 元 円 日元 美元 欧元 韩元 英镑 人民币 ウォン ドル ユーロ ポンド đồng đô_la",
    Kind.PERCENT: "% ％ 퍼센트 프로 %p percent per_cent percentage por_ciento prozent pour_cent "
    "phần_trăm パーセント ポイント 个百分点",
    Kind.AGE: "살 歳 岁 tuổi years_old years_of_age year-old years-old jahre_alt ans_d'âge "
    "años_de_edad",
    Kind.MEASURE: "킬로미터 킬로그램 킬로 미터 밀리미터 센티미터 센티 제곱미터 제곱킬로미터 제곱 "
    "헥타르 에이커 평 톤 그램 리터 도 와트 킬로와트 메가와트 기가와트 볼트 암페어 헤르츠 비트 "
    "바이트 기가바이트 마일 피트 인치 노트 옥타브 km kilometer kilometers kilometre kilometres "
    "kilómetros kilometern kilomètres square cuadrados quadratkilometer quadratmeter "
    "quadratmeilen meter meters metre metres metros mètres mile miles millas meilen feet foot ft "
    "pies inch inches yard yards yardas acres acre hectares hectare hektar hectáreas ton tons "
    "tonnes toneladas tonnen kg kilograms kilo gram grams gramos gramm liter liters litres litros "
    "degrees degree grados grad degrés watts mw gw kw kwh mwh gwh hz mhz ghz kb mb gb tb bits "
    "bytes mm cm nm ㎞ ㎡ ㎢ ㎝ ㎜ ㎏ m² km² m2 km2 ㎾ ㎿ ° °c ℃ m 公里 公吨 千米 米 厘米 "
    "平方公里 平方米 公顷 吨 公斤 克 升 度 メートル キロ キロメートル センチ トン グラム リットル "
    "平方キロメートル ヘクタール ワット mét ki-lô-mét héc-ta tấn",
    Kind.DURATION: "년간 개년 개월 달 주일 주간 주 일간 시간 분간 초간 초 hours hour minutes "
    "minute mins seconds second years year yrs months month weeks week days day decades centuries "
    "horas hora minutos minuto segundos segundo años año meses semanas semana días décadas siglos "
    "stunden stunde minuten sekunden jahre jahren jahr monate monaten wochen woche tage tagen "
    "jahrzehnte heures heure secondes ans années mois semaines jours décennies 年間 か月 ヶ月 "
    "カ月 か月間 ヶ月間 カ月間 週間 日間 時間 分間 秒 个月 周 星期 天 小时 分钟 秒钟 giờ phút "
    "giây tuần",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that asks. Without a kind its noun decides; a weak one gives way to others."""

    pattern: re.Pattern[str]
    kind: Kind | None
    grain: str
    weak: bool


_THING = r"(?P<noun>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3})"  # words of an alphabet
_HAN = r"(?P<noun>[^\W\d_]{1,8})"
_NOT = "(?![나든도가])"  # 누구나, 언제든, 누구도, 누군가: nothing is asked


def _rules(*rows: tuple[Kind | None, str] | tuple[Kind | None, str, str]) -> tuple[Rule, ...]:
    """Return the rules of a language, the more special first; "~" ahead marks a weak one."""
    return tuple(
        Rule(re.compile(row[1].lstrip("~"), re.I), row[0], "".join(row[2:]), row[1][0] == "~")
        for row in rows
    )


RULES = {
    "ko": _rules(
        (Kind.SUMMARY, r"요약(?!문|본|서)|간추|핵심만|줄거리 (?!속)|정리해"),
        (Kind.OTHER, r"몇몇"),
        (Kind.DATE, r"[몇몆]\s?월\s?(?:며칠|몇\s?일)", "day"),
        (Kind.DURATION, r"(?:며칠|[몇몆]\s?일)\s?(?:동안|간|이나|걸|만에|정도|쯤|뒤|후|째|치|이 지)"
                        r"|총 (?:며칠|몇일)"),
        (Kind.DATE, r"며칠|몇일", "day"),
        (Kind.DURATION, r"[몇몆]\s?년\s?(?:동안|[간걸뒤후전안째치의형]|이내|이나|만에|마다|에 한"
                        r"|이 지)"),
        (Kind.DURATION, r"(?:기간|수명|임기|징역|형량|금고|주기)\S*\s(?:\S+\s)?[몇몆]\s?년"),
        (Kind.DATE, r"[몇몆]\s?(?:년도?|세기|년대)", "year"),
        (Kind.DATE, r"[몇몆]\s?월", "month"),
        (Kind.DATE, r"[몇몆]\s?시(?![간즌])(?: 몇 분)?", "time"),
        (Kind.DATE, r"(?:무슨|어느|어떤)\s?요일", "weekday"),
        (Kind.AGE, r"[몇몆]\s?(?:살|세(?![기대트계]))"),
        (Kind.NUMBER, r"[몇몆]\s?이(?:나|야|지|에요)"),
        (Kind.COUNT, r"[몇몆]\s?(?P<noun>[가-힣%a-z㎡㎞]+)"),
        (Kind.DURATION, r"얼마나 ?(?:오래|걸)|얼마나? ?(?:동안|만에)|얼마간"),
        (Kind.OTHER, r"얼마나 ?(?:자주|잘)"),
        (Kind.MEASURE, r"얼마나 ?(?:멀|먼|떨어|높|크|큰|넓|길|긴|무거|빠르|빨|깊)"),
        (Kind.NUMBER, r"얼마|을마|얼만"),
        (Kind.REASON, r"(?<![가-힣])왜(?![가-힣])|왜냐|(?:무엇|뭐|뭣|무슨) ?(?:때문|이유)|어째서"),
        (Kind.DATE, r"어느 ?해", "year"),
        (Kind.DATE, rf"언제{_NOT}|언재|언젯|어느 ?날"),
        (Kind.PERSON, rf"누구{_NOT}|누규|누가|누굴|누군(?!가)"),
        (None, r"(?:어느|어떤|어떠한|무슨|뭔)\s(?P<noun>[가-힣a-z]+)"),
        (Kind.PLACE, rf"어디(?!까지){_NOT}|어듸|어딘(?!가)|어딜|어딨|어따"),
        (Kind.NAME, r"(?:뭐|무엇)(?:이)?라고 ?(?:불|부르|칭|하나요|하지|합니까|하는가|하는 ?것)"),
        (Kind.METHOD, r"어떻게 (?!되|돼|됐|생)"),
        (Kind.DEFINITION, r"[가-힣a-z]+란 (?:무엇|뭐|뭔)|무슨 ?(?:뜻|의미)"),
    ),
    "en": _rules(
        (Kind.SUMMARY, r"\bsummari[sz]e\b|\b(?:a|brief|short) summary\b|\btl;?dr\b"),
        (Kind.AGE, r"\bhow old\b|\bwhat age\b"),
        (Kind.DURATION, r"\bhow long\b(?! ago)|\bhow much (?:more )?time\b"),
        (Kind.OTHER, r"\bhow (?:often|well|important|likely|similar|different)\b"),
        (Kind.MEASURE, r"\bhow (?:far|tall|high|wide|deep|big|large|heavy|fast|hot|cold)\b"),
        (Kind.COUNT, rf"\bhow (?:many|mnay|may) {_THING}"),
        (Kind.COUNT, r"\bhow ?many\b"),
        (Kind.NUMBER, r"\bhow much\b|\bwhat number\b"),
        (Kind.COUNT, rf"\b(?:the|latest|total) number of {_THING}"),
        (Kind.DATE, r"\b(?:what|which) (?:day of the week|weekday)\b", "weekday"),
        (Kind.DATE, r"\bwhat time\b(?! period)", "time"),
        (Kind.OTHER, r"\bwh(?:at|ich) (?:kinds?|types?|sorts?|of)\b|, which\b"),
        (Kind.NAME, rf"\bwhat(?: is| was| are| were|'s) the (?:\w+ )?names? of (?:the "
                    rf"|a )?{_THING}"),
        (Kind.NAME, r"\b(?:what|which)\b.*\b(?:called|named|nicknamed|titled|name)\b"),
        (Kind.REASON, r"\bwhy\b|\bhow come\b"),
        (None, rf"\bwh(?:at|ich)(?: is| was| are| were|'s)? (?:the )?(?!d(?:id|o|oes)\b){_THING}"),
        (Kind.DATE, r"~\bwhen\b|\bhow soon\b"),
        (Kind.PERSON, r"~\bwho(?:'s|m|se)?\b"),
        (Kind.PLACE, r"~\bwhere\b"),
        (Kind.METHOD, r"~\bhow\b"),
        (Kind.YES_NO, r"~^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b"),
    ),
    "ja": _rules(
        (Kind.SUMMARY, r"要約|まとめて"),
        (Kind.DATE, r"何曜日", "weekday"),
        (
            Kind.DURATION,
            r"何(?:年間|[かヶカケ]月|週間|日間|時間|分間)|ど[のれ](?:くらい|ぐらい)の?(?:期間|間)",
        ),
        (Kind.DURATION, r"いつから.*いつまで|何年(?:かか|ぶり|もの)"),
        (Kind.AGE, r"何[歳才]|おいくつ"),
        (Kind.PERCENT, r"何(?:パーセント|%|％|割)"),
        (Kind.DATE, r"何年|何世紀", "year"),
        (Kind.DATE, r"何月(?!.?何日)", "month"),
        (Kind.DATE, r"何日|何月何日", "day"),
        (Kind.DATE, r"何時", "time"),
        (Kind.DATE, r"いつ"),
        (Kind.MEASURE, r"何(?:メートル|キロ|トン|度|平方)|どのくらい(?:高|長|広|大き|重)"),
        (Kind.NUMBER, r"何[位番倍]|第何"),
        (Kind.COUNT, r"何(?P<noun>[人名件社台個枚本冊回戸つ軒校歩円票種]|[かカヶケ][国所]|チーム)"),
        (Kind.COUNT, r"いくつ"),
        (Kind.MONEY, r"いくら"),
        (Kind.PERSON, r"誰|だれ|どなた"),
        (None, rf"どの{_HAN}"),
        (Kind.PLACE, r"どこ|何処|どちら"),
        (Kind.REASON, r"なぜ|何故|どうして|なんで"),
        (Kind.METHOD, r"どうやって|どのように|どうすれば"),
        (Kind.NAME, r"何(?:という|と呼)"),
        (Kind.DEFINITION, r"とは(?:何|なん|どう)"),
    ),
    "zh": _rules(
        (Kind.SUMMARY, r"(?:总结|概括|總結|摘要)(?:一下|这|该)"),
        (Kind.DATE, r"(?:星期|周|礼拜)几", "weekday"),
        (
            Kind.DURATION,
            r"多久|多长时间|多少(?:年|个月|天|小时|分钟|时间)|几(?:个月|天|小时|分钟|周)",
        ),
        (Kind.DATE, r"几月几[日号]|几[日号]|哪[一]?天", "day"),
        (Kind.DATE, r"哪[一]?年|何年|几几年|哪个世纪|什么年份", "year"),
        (Kind.DURATION, r"几年"),
        (Kind.DATE, r"几点", "time"),
        (Kind.DATE, r"什么时候|何时|什么时间|何時|什麼時候"),
        (Kind.AGE, r"几岁|多大年[纪龄]|多少岁"),
        (Kind.PERCENT, r"百分之几|百分之多少|百分比"),
        (Kind.MEASURE, r"多[高远长大重深宽快]|多少(?:平方)?(?:公里|米|公顷|吨|公斤|度)"),
        (Kind.MONEY, r"多少(?:钱|元|美元|欧元|韩元)"),
        (Kind.NUMBER, r"第几|多少倍"),
        (Kind.COUNT, r"多少(?P<noun>[个名位家张次种人件户所棵辆艘座]|平方公里|[^\W\d_]{1,2})"),
        (Kind.NUMBER, r"多少"),
        (Kind.COUNT, r"几(?P<noun>[个名位家张次种人件座艘支])"),
        (Kind.PERSON, r"谁|誰|哪[位些]?人|何人"),
        (Kind.NAME, r"叫(?:做|作)?什么|什么名字|[称名]为什么"),
        (Kind.REASON, r"(?<![述表成改])为什么|为何|为啥|為什麼|什么原因"),
        (Kind.PLACE, r"哪里|哪儿|何处|何地|在哪(?![个家座位所])|什么地方|哪裡"),
        (None, rf"哪[个家座位所支些一]{{0,2}}{_HAN}"),
        (Kind.METHOD, r"如何|怎么|怎样|怎麼"),
        (Kind.DEFINITION, r"^[^\W的]{2,8}是什么(?:意思)?[?？]?$"),
        (Kind.YES_NO, r"~[吗嗎][?？]?$"),
    ),
    "es": _rules(
        (Kind.SUMMARY, r"\bresum(?:e|ir|a|ime|eme) |\bun resumen\b"),
        (Kind.AGE, r"\bqué edad\b|\bcuántos años t[ei]"),
        (Kind.DURATION, r"\bcuánto (?:tiempo|dur)"),
        (Kind.MONEY, r"\bcuánto (?:dinero|cuesta|cost\w+|pag\w+|val\w+|gast\w+|invert\w+)"),
        (Kind.COUNT, rf"\bcuánt[oa]s {_THING}"),
        (Kind.NUMBER, r"\bcuánt[oa]s?\b"),
        (Kind.DATE, r"\bqué día de la semana\b", "weekday"),
        (Kind.DATE, r"\bqué hora\b", "time"),
        (Kind.OTHER, r"\bqué (?:tipo|clase)s?\b"),
        (Kind.NAME, rf"\bcuál(?:es)? (?:es|era|fue) el nombre (?:de la|del|de los|de) {_THING}"),
        (Kind.NAME, r"\bcómo se llam\w+"),
        (Kind.NAME, r"\bcuál (?:es|era|fue) el (?:\w+ )?(?:nombre|apodo|apellido|título)"),
        (Kind.REASON, r"\bpor qué\b"),
        (Kind.DEFINITION, r"^¿?qué es (?:\S+ ){0,3}\S+$"),
        (None, rf"\b(?:qué|cuál(?:es)?(?: es| era| fue| son)?(?: el| la| los| las)?) {_THING}"),
        (Kind.DATE, r"~\bcuándo\b|¿cuando\b"),
        (Kind.PERSON, r"~\bqui[eé]n(?:es)?\b"),
        (Kind.PLACE, r"~\b(?:de|a)?d[oó]nde\b"),
        (Kind.METHOD, r"~\bcómo\b"),
    ),
    "de": _rules(
        (Kind.SUMMARY, r"\bfass\w* .*zusammen|zusammenfassen"),
        (Kind.AGE, r"\bwie alt\b|\bwelchem alter\b"),
        (Kind.DURATION, r"\bwie lange\b|\bwie viel zeit\b"),
        (Kind.MONEY, r"\bwie ?viel (?:geld|kost\w+)|\bwas kost"),
        (Kind.COUNT, rf"\bwie ?viele {_THING}"),
        (Kind.NUMBER, r"\bwie ?viele?\b|\bwie hoch\b"),
        (Kind.MEASURE, r"\bwie (?:weit|groß|lang|schwer|tief|breit|schnell|heiß|kalt)\b"),
        (Kind.DATE, r"\bwelche[mnr] wochentag\b", "weekday"),
        (Kind.DATE, r"\bwie spät\b|\bum wie ?viel uhr\b", "time"),
        (Kind.OTHER, r"\bwelche[mnrs]? (?:art|arten|sorte)\b|, welche[mnrs]?\b"),
        (Kind.NAME, rf"\bwie (?:hei|hie|laute)\w+ (?:der name )?(?:der|die|das|des) {_THING}"),
        (Kind.NAME, r"\bwie (?:heiß|hieß|laute|nenn|nannt)\w*"),
        (Kind.REASON, r"\bwarum\b|\bweshalb\b|\bwieso\b|\baus welchem grund\b"),
        (Kind.DEFINITION, r"^was ist (?:\S+ ){0,2}\S+$"),
        (None, rf"\bwelche[mnrs]? {_THING}"),
        (Kind.DATE, r"~\bwann\b"),
        (Kind.PERSON, r"~\b(?:wer|wem|wen|wessen)\b"),
        (Kind.PLACE, r"~\b(?:wo|wohin|woher)\b"),
        (Kind.METHOD, r"~\bwie\b"),
    ),
    "fr": _rules(
        (Kind.SUMMARY, r"\brésume[rz]?\b|\bun résumé\b"),
        (Kind.AGE, r"\bquel âge\b"),
        (Kind.DURATION, r"\bcombien de temps\b"),
        (Kind.MONEY, r"\bcombien (?:d'argent|co[uû]t\w+|vaut|gagn\w+)"),
        (Kind.COUNT, rf"\bcombien d(?:e |'|’){_THING}"),
        (Kind.NUMBER, r"\bcombien\b"),
        (Kind.DATE, r"\bquel jour de la semaine\b", "weekday"),
        (Kind.DATE, r"\bquelle heure\b", "time"),
        (Kind.OTHER, r"\bquel(?:le)?s? (?:types?|sortes?|genres?)\b"),
        (Kind.NAME, rf"\bquel est le nom (?:de la |de l'|du |de ){_THING}"),
        (Kind.NAME, r"\bcomment (?:s'app|se nomm)\w+|\bquel(?:le)? est le (?:nom|surnom|titre)"),
        (Kind.REASON, r"\bpourquoi\b"),
        (Kind.DEFINITION, r"\bqu['’]est[- ]ce qu[e'’] ?(?:\S+ ?){1,3}$"),
        (None, rf"\bquel(?:le)?s?(?: est| était| sont)?(?: le| la| les| l')? {_THING}"),
        (Kind.DATE, r"~\bquand\b"),
        (Kind.PERSON, r"~^qui\b|\b(?:à|de|par|avec) qui\b|\bqui est-ce\b"),
        (Kind.PLACE, r"~\boù\b"),
        (Kind.METHOD, r"~\bcomment\b"),
        (Kind.YES_NO, r"~^est-ce qu"),
    ),
    "vi": _rules(
        (Kind.SUMMARY, r"\btóm tắt\b"),
        (Kind.AGE, r"\bbao nhiêu tuổi\b|\bmấy tuổi\b"),
        (Kind.DURATION, r"\bbao lâu\b|\b(?:bao nhiêu|mấy) (?:năm|ngày|tháng|giờ|phút|tuần)\b"),
        (Kind.PERCENT, r"\bbao nhiêu phần trăm\b|\btỷ lệ bao nhiêu\b"),
        (Kind.MONEY, r"\bbao nhiêu (?:tiền|đồng|đô la|won)\b"),
        (Kind.DATE, r"\bthứ mấy\b", "weekday"),
        (Kind.DATE, r"\bmấy giờ\b", "time"),
        (Kind.COUNT, rf"\b(?:bao nhiêu|mấy) {_THING}"),
        (Kind.NUMBER, r"\bbao nhiêu\b"),
        (Kind.DATE, r"\bnăm nào\b", "year"),
        (Kind.DATE, r"\btháng nào\b", "month"),
        (Kind.DATE, r"\bngày nào\b", "day"),
        (Kind.DATE, r"\bkhi nào\b|\bbao giờ\b|\blúc nào\b"),
        (Kind.REASON, r"\btại sao\b|\bvì sao\b"),
        (Kind.METHOD, r"\bnhư thế nào\b|\bbằng cách nào\b|\blàm sao\b|\blàm thế nào\b"),
        (None, r"\b(?P<noun>\w+(?: \w+)?) nào\b"),
        (Kind.PLACE, r"\bở đâu\b|\bđâu\b"),
        (Kind.NAME, r"\btên (?:là )?gì\b|\bgọi là gì\b"),
        (Kind.DEFINITION, r"^(?:\S+ ){1,4}là gì\W*$"),
        (Kind.PERSON, r"~(?-i:\b[aA]i\b)"),
        (Kind.YES_NO, r"~\bkhông\W*$"),
    ),
}  # fmt: skip
