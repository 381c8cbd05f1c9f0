"""How eight languages name times: patterns and tables for `rag.understanding.calendar_words`.

Every repetition is bounded, so that searching takes time in proportion to the text. Groups:
y, m, d are figures of a date, n a count, w a weekday, q an ordinal.
"""

import re

# What may follow a Korean word inside its 어절: particles, and words often written with it.
KOREAN_END = r"(?=[^가-힣]|$|[은는이가을를의에엔도만부까보자치초말와과나처중기뉴상하대저밤동봄여])"
COUNTS = {
    name: number
    for number, names in enumerate(
        (
            "한 일 一 a an one un una une ein eine einem einer một",
            "두 二 两 兩 two dos zwei deux hai",
            "세 석 三 three tres drei trois ba",
            "네 넉 四 four cuatro vier quatre bốn",
            "다섯 五 five cinco fünf cinq",
            "여섯 六 six seis sechs sáu",
            "일곱 七 seven siete sieben sept bảy",
            "여덟 八 eight ocho acht huit tám",
            "아홉 九 nine nueve neun neuf chín",
            "열 十 ten diez zehn dix mười",
        ),
        start=1,
    )
    for name in names.split()
}
COUNT = r"(?P<n>\d{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
UNIT = (
    r"(?:(?P<month>개월|달|[かカヶヵ箇]月|[个個]?月|months?|mes(?:es)?|Monate?n?|mois|tháng)"
    r"|(?P<week>주일?|[个個]?(?:星期|礼拜)|[週周]|weeks?|semanas?|Wochen?|semaines?|tuần)"
    r"|(?P<day>일|[日天]|days?|d[ií]as?|Tage?n?|jours?|ngày)"
    r"|(?P<year>년|年|years?|años?|Jahre?n?|ann[ée]es?|ans?|năm))(?![a-zà-ỹ])"
)
NOT_OF = r"(?!\s(?:of|de|del|der|des|du)\b)"  # "the last two weeks of the war"
WINDOWS = (
    r"(?:(?<![가-힣])(?:최근|과거|지난(?!\s?\d{1,2}\s?일(?!간|\s동안)))\s?"
    rf"|(?:最近|过去|過去|直近|ここ|この|(?<!附)近|[这這])の?\s?){COUNT}\s?{UNIT}"
    r"(?!째|생|차)(?:간|\s동안|\s사이|\s?이?내|間|以?[来來]|以?[内內])?",
    rf"\b(?:the\s)?(?:(?:last|past|previous)\s{COUNT}\s|past\s){UNIT}{NOT_OF}",
    rf"\b(?:las?|los|el)\súltim[oa]s?\s(?:{COUNT}\s)?{UNIT}{NOT_OF}",
    rf"\b(?:letzten|vergangenen)\s{COUNT}\s{UNIT}{NOT_OF}",
    rf"\b(?:[ld]es\s)?{COUNT}\sderni(?:ers|ères)\s{UNIT}{NOT_OF}",
    rf"\b{COUNT}\s{UNIT}\s(?:vừa\s)?(?:qua|gần đây|gần nhất|trở lại đây)\b",
)
AGOS = (
    rf"(?<![\d.가-힣]){COUNT}\s?{UNIT}\s?(?:(?:以|之)?前|전(?=[^가-힣]|$|[에의부까보]))",
    rf"\b{COUNT}\s{UNIT}\sago\b",
    rf"\b(?:hace|vor|il y a)\s{COUNT}\s{UNIT}",
    rf"\b{COUNT}\s{UNIT}\strước\b",
)
# Unit, how many from now; then words of Korean, of Chinese and Japanese, of the others.
RELATIVE = (
    ("day", 0, "오늘|금일", "今日(?!头条|頭條)|本日|今天",
     "today|hoy|heute|aujourd['’]hui|hôm nay"),
    ("day", -1, "어제|어젯밤", "昨[日天]|きのう", "yesterday|ayer|gestern|hôm qua"),
    ("day", -2, "그제|그저께|엊그제", "一昨日|おととい|前天",
     "the day before yesterday|anteayer|vorgestern|avant-hier|hôm kia"),
    ("week", 0, r"이번\s?주", "今週|本[周週]|[这這]个?(?:[周週]|星期|礼拜)(?!末)",
     "this week|esta semana|diese[rn]? Woche|cette semaine|tuần này"),
    ("week", -1, r"(?:지난|저번)\s?주", "先週|上个?(?:[周週]|星期|礼拜)(?!末)",
     "last week|(?:la )?semana pasada|(?:letzte|vergangene|vorige)[rn]? Woche"
     "|(?:la )?semaine (?:dernière|passée)|tuần (?:trước|rồi|vừa qua)"),
    ("week", -2, r"지지난\s?주", "先々週|上上个?(?:[周週]|星期|礼拜)",
     "the week before last|vorletzte[rn]? Woche"),
    ("weekend", -1, r"지난\s?주말", "先週末|上[周週]末",
     "last weekend|(?:el )?fin de semana pasado|(?:letzte|vergangene)[sn] Wochenende"
     "|(?:le )?week-end dernier|cuối tuần trước"),
    ("month", 0, r"이번\s?달|이달|금월", "今月|本月|[这這][个個]月",
     "this month|este mes|diese[nmrs] Monats?|ce mois(?:-ci)?|tháng này"),
    ("month", -1, r"(?:지난|저번)\s?달", "先月|上[个個]?月",
     "last month|(?:el )?mes pasado|(?:letzte|vergangene|vorige)[nmrs] Monats?"
     "|(?:le )?mois (?:dernier|passé)|tháng (?:trước|rồi|vừa qua)"),
    ("month", -2, r"지지난\s?달", "先々月|上上[个個]?月",
     "the month before last|vorletzten Monat"),
    ("quarter", 0, r"이번\s?분기", "本季度|今四半期", "this quarter|quý này"),
    ("quarter", -1, r"(?:지난|저번)\s?분기", "上[个個]?季度|前四半期",
     "last quarter|(?:el )?trimestre pasado|letzte[sn] Quartal|(?:le )?trimestre dernier"
     "|quý trước"),
    ("year", 0, r"올해|금년|올(?=\s?(?:\d|[상하]반기|[봄초말]|여름|가을|겨울|연말))",
     "(?:今年|本年)(?!度)",
     "this year|este año|diese[sm]? Jahr(?:es)?|cette année|năm nay"),
    ("year", -1, r"작년|지난\s?해", "(?:去年|昨年)(?!度)",
     "last year|(?:el )?año pasado|(?:letzte|vergangene|vorige)[nms] Jahr(?:es)?"
     "|l['’]an(?:née)? (?:dernière?|passée?)|năm (?:ngoái|trước|vừa qua)"),
    ("year", -2, r"재작년|지지난\s?해", "一昨年|おととし",
     "the year before last|vorletzte[nms] Jahr(?:es)?|năm kia"),
    ("year", 1, "내년", "来年|來年|明年",
     "next year|(?:el )?(?:próximo año|año que viene)|nächste[nms] Jahr(?:es)?"
     "|l['’]an(?:née)? prochaine?|năm (?:sau|tới)"),
)  # fmt: skip
WEEKDAY_OF = {
    name: number
    for number, names in enumerate(
        (
            "월 月 一 monday montag lunes lundi",
            "화 火 二 tuesday dienstag martes mardi",
            "수 水 三 wednesday mittwoch miércoles mercredi",
            "목 木 四 thursday donnerstag jueves jeudi",
            "금 金 五 friday freitag viernes vendredi",
            "토 土 六 saturday samstag sábado samedi",
            "일 日 天 sunday sonntag domingo dimanche",
        )
    )
    for name in names.split()
}
LATIN_WEEKDAY = "(?P<w>" + "|".join(name for name in WEEKDAY_OF if len(name) > 1) + ")"
WEEKDAYS = (
    r"(?<![가-힣])(?P<this>이번\s?주\s?)?(?P<week>(?:지난|저번)\s?주\s?)?(?(this)|(?(week)|지난\s))"
    r"(?P<w>[월화수목금토일])요일",
    r"(?:(?P<this>今週)|(?P<week>先週))の?(?P<w>[月火水木金土日])曜日?",
    r"(?:(?P<this>[本这這])|(?P<week>上))个?(?:[周週]|星期|礼拜)(?P<w>[一二三四五六日天])(?![月日])",
    rf"\b(?:last|letzten|vergangenen)\s{LATIN_WEEKDAY}\b{NOT_OF}",
    rf"\b(?:el\s)?{LATIN_WEEKDAY}\s(?:pasado|dernier)\b",
)
MONTH_OF = {
    name: month
    for month, names in enumerate(
        (
            "january jan enero ene januar jänner janvier janv",
            "february feb febrero februar février févr",
            "march mar marzo märz mars",
            "april apr abril abr avril avr",
            "may mayo mai",
            "june jun junio juni juin",
            "july jul julio juli juillet juil",
            "august aug agosto ago août",
            "september sep sept septiembre septembre",
            "october oct octubre oktober okt octobre",
            "november nov noviembre novembre",
            "december dec diciembre dic dezember dez décembre déc",
        ),
        start=1,
    )
    for name in names.split()
}
HAN_NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
Y = r"(?P<y>(?:1[6-9]|20)\d\d)"
M = r"(?P<m>1[0-2]|0?[1-9])"
D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
COUNTED = (
    r"(?:people|persons?|employees|workers|soldiers|votes|students|dollars|euros?|won|yen|units?"
    r"|copies|cars|homes|households|items|times|pages|miles|hectares|jobs|seats|k?m|k?g|[mgk]w"
    r"|personas|trabajadores|dólares|Menschen|Personen|Einwohner|personnes|habitant[es]s|người|đồng"
    r"|[명인원개대건장곳표쪽권톤])(?!\w)"
)
YEARS = (
    r"(?<![\d.,-])(?P<y>[12]\d{3})\s?[년年](?![생산대형식간째産生製間]|\s?(?:동안|만에)|전[에의부])[도度]?",
    r"(?<![\w'’])(?P<yy>\d\d)년(?=도?\s?(?:\d{1,2}월|[상하]반기|\d\s?분기|기사|보도|뉴스))",
    r"(?<!\w)['’](?P<yy>\d\d)년",
    r"(?P<era>令和|平成|昭和|民[国國])\s?(?P<n>\d{1,3}|元)年",
    rf"\b(?:the year|năm|año|l['’]année|Jahre?s?)\s{Y}(?![\w%])",
    rf"(?:(?<![\w.,:/#-])|(?<=(?:1[6-9]|20)\d\d-)){Y}"
    rf"(?![\w%‰°]|[.,:/]\d|-(?!(?:1[6-9]|20)\d\d(?!\w))\w|\s{COUNTED})",
)
NOT_A_YEAR = re.compile(
    r"(?:\b(?:pp?|pages?|nos?|nr|Seite|página|trang|room|route|version)\.?|[$€£¥₩])\s?$", re.I
)
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
NUMERIC = (
    rf"(?<![\d./-]){Y}(?P<sep>[-/.]){M}(?P=sep){D}(?![\d-])",
    rf"(?<![\d./-]){Y}[-/]{M}(?![\d./%-])",
    rf"(?<![\d./-]){Y}\.(?P<m>0[1-9]|1[0-2])(?![\d./%-])",
    rf"(?<![\d./-]){Y}\.\s{M}\.(?:\s{D}\.?)?(?!\d)",
    rf"(?<![\d./-]){D}(?P<sep>[./])(?P<m>\d{{1,2}})(?P=sep){Y}(?!\d)",
    r"(?<!\w)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\w)",
)
MONTHS = (
    rf"(?<![\d.,]){M}(?:월(?![생호드물급])|\s?月份?)(?:\s?{D}\s?[일日号號](?![간間째]))?",
    r"(?<![一二三四五六七八九十\d])(?P<han>十[一二]?|[一二三四五六七八九])月份?(?!革命)",
    rf"(?<!\w)(?:{D}(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?)?"
    rf"(?P<name>{'|'.join(sorted(MONTH_OF, key=len, reverse=True))})(?![\w-])\.?"
    r"(?:\s(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[:.,]\d))?",
    rf"\b(?:ngày\s{D}\s)?tháng\s{M}(?!\w)",
)
ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "1 一 first 1st i primer erste ersten erstes premier 1er",
            "2 二 second 2nd ii segundo zweite zweiten zweites deuxième 2e",
            "3 三 third 3rd iii tercer dritte dritten drittes troisième 3e",
            "4 四 fourth 4th iv cuarto vierte vierten viertes quatrième 4e",
        ),
        start=1,
    )
    for name in names.split()
}
ORDINAL = "(?P<q>" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")\.?"
QUARTERS = (
    rf"(?<![\w.]){ORDINAL}(?:/4)?\s?분기(?!\s?연속|\s?만에|\s?째)",
    rf"第?(?<!\d){ORDINAL}(?:四半期|季度)",
    rf"(?<![\w.]){ORDINAL}\s(?:quarter|trimestre|Quartals?)\b",
    r"\bQ(?P<q>[1-4])\b",
    rf"\bquý\s{ORDINAL}(?!\w)",
)
HALVES = (
    ((1, 6), r"(?<![가-힣])[상전]반기|上半[年期]|6 tháng đầu|nửa đầu"
     r"|\b(?:first half|H1|primer(?:a mitad| semestre)|premier semestre"
     r"|erste[nrs]? (?:Halbjahre?s?|Hälfte))\b"),
    ((7, 12), r"(?<![가-힣])[하후]반기|下半[年期]|6 tháng cuối|nửa cuối"
     r"|\b(?:(?:second|latter) half|H2|segund(?:a mitad|o semestre)|second semestre"
     r"|zweite[nrs]? (?:Halbjahre?s?|Hälfte))\b"),
    ((3, 5), r"봄|春[天季]?|\b(?:spring|primavera|Frühjahrs?|Frühlings?|printemps|mùa xuân)\b"),
    ((6, 8), r"여름|夏[天季]?|\b(?:summer|verano|Sommers?|été|mùa hè)\b"),
    ((9, 11), r"가을|秋[天季]?|\b(?:autumn|fall|otoño|Herbst(?:es)?|automne|mùa thu)\b"),
    ((12, 14), r"겨울|冬[天季]?|\b(?:winter|invierno|Winters?|hiver|mùa đông)\b"),
)  # fmt: skip
_END_OF_THIRD = r"(?=[^가-힣]|$|[에엔까부의이])"  # not 초과, 초등, 말기
THIRDS = (
    rf"(?:초순?|상순|초반|연초){_END_OF_THIRD}|初[め頭]?|上旬|年初"
    r"|\b(?:early|(?:the )?(?:start|beginning)|(?:a )?(?:principios|comienzos)|Anfang|début|đầu)\b",
    rf"(?:중순|중반){_END_OF_THIRD}|中旬|半ば|年中"
    r"|\b(?:mid|(?:the )?middle|(?:a )?mediados|Mitte|mi|giữa)\b",
    rf"(?:말|하순|후반|연말){_END_OF_THIRD}|末|下旬|年末"
    r"|\b(?:late|(?:the )?end|(?:a )?fin(?:al)?es|Ende|fin|cuối)\b",
)
DAYS = (rf"(?<!\d){D}\s?[일日号號](?![간間째치])",)
DECADES = (
    r"(?<![\d.])(?P<decade>(?:19|20)?\d0)(?:년대(?!생)|年代)",
    r"\b(?:the\s)?(?P<decade>(?:19|20)\d0)['’]?s\b|\bthe\s['’]?(?P<short>[3-9]0)s\b",
    r"\b(?:los\s)?(?:años|années|thập niên|thập kỷ)\s(?P<decade>(?:19|20)?\d0)\b",
    r"\b(?P<decade>(?:19|20)?[1-9]0)er(?:[-\s]Jahren?|n)?\b",
)
YEARLESS_LATIN = re.compile(
    r"\b(?:in|since|during|by|until|till|before|after|from|between|early|mid|late|of|en|desde|hasta"
    r"|im|seit|ab|bis|von|dès|depuis|avant|après|mois de|mes de)[\s-]$",
    re.IGNORECASE,
)
