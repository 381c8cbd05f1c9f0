"""Does a text hold a person, an organisation, a place or a name that a question doesn't?

By titles, suffixes, capitals and quotation marks; where those of a Korean text don't tell, by
whether it holds any proper noun at all.
"""

import re
from functools import lru_cache
from itertools import pairwise

from index.terms import morphemes
from rag.asked_words import Kind

# Surnames that hardly begin other words of three syllables.
_SURNAME = (
    "[김이박최정강조윤장임한오서신권황송류유홍고문양손배백허남노하곽차주우민나엄채천방공현함변염]"
)
_TITLE = (
    "(?:장관|차관|총리|대통령|의원|대표|사장|회장|위원장|의장|총재|교수|박사|선수|감독|코치|시장|지사|청장"
    "|국장|실장|과장|팀장|본부장|원장|소장|총장|학장|교장|센터장|단장|이사장?|변호사|판사|검사|기자|작가|배우"
    "|가수|시인|화가|연구원|연구위원|수석|비서관|대변인|대사|장군|사령관|황제|천황|여사|백작|공작|선생|목사"
    "|신부|스님|편집장|부장|위원|관장|간사|앵커|아나운서|군수|구청장|주무관|씨|옹|CEO|왕)"
)
_ENDS = r"(?=[이가은는을를의도와과께에로라인였님]|[^가-힣]|$)"
_KOREAN_PERSON = (
    re.compile(  # 가나다 시장은
        r"(?<![가-힣])(?P<name>[가-힣]{1,4}[^은는의을를이가한된던와과로에서인\W전현신\d])"
        rf"(?:\s?\([^)]*\))?\s(?:전\s|현\s|당시\s)?[가-힣A-Z]{{0,6}}{_TITLE}{_ENDS}"
    ),
    re.compile(  # 감독 김가나가, 김 시장은
        rf"(?<![가-힣]){_TITLE}(?:인|이었던)?\s(?P<name>{_SURNAME}[가-힣]{{1,2}}){_ENDS}"
        rf"|(?<![가-힣])(?P<short>{_SURNAME}\s(?:전\s|신임\s)?[가-힣]{{0,3}}{_TITLE}){_ENDS}"
    ),
    re.compile(  # 김가나가
        r"(?<![가-힣])(?!이[번야미후전집때러와것루])"
        rf"(?P<name>{_SURNAME}[가-힣][가-힣])(?<![자회들단사부률액금법안적점력권론형팀하])"
        r"(?:[이가은는을를]|에게|의|과|와|씨)(?![가-힣])"
    ),
)
_KOREAN_PERSON_NOUN = re.compile(
    r"[가-힣][자인들왕군당관장가사후비님측파](?=[은는이가을를의에과와도,로]|\s|$)"
    r"|[가-힣]{2}[족민](?=[은는이가을를의과와도]|\s|$)"
    r"|아들|딸|아버지|어머니|부인|아내|남편|사람|학생|아이|심판|누구|하나님|신(?=[은이의])"
)
_KOREAN_ORGANISATION = re.compile(
    r"[가-힣A-Za-z0-9]{0,15}(?:회사|기업|은행|재단|협회|학회|위원회|협의회|연구소|연구원|공사|공단"
    r"|그룹"
    r"|전자|증권"
    r"|보험|대학교?|학교|병원|신문|일보|방송|법원|검찰|경찰|정부|의회|국회|교육청|시청|도청|구청"
    r"|센터|기구|클럽"
    r"|구단|연합|연맹|조합|본부|통신|텔레콤|(?:방송|언론|출판|신문|통신|제작|소속|배급)사|(?:학"
    r"|진흥|평가|감사)원"
    r"|[가-힣]{2}(?:당(?<!해당)(?<!담당)(?<!상당)(?<!배당)(?<!일당)(?<!식당)"
    r"|부(?<!공부)(?<!일부)(?<!전부)(?<!내부)(?<!외부)(?<!여부)(?<!기부)(?<!거부)"
    r"|청(?<!신청)(?<!요청)|처|팀))"
    r"들?(?=[이가은는을를의도와과에로라인등]|\W|$)|(?<![A-Za-z])[A-Z][A-Za-z&]*[A-Z]+(?![a-z])"
)
_LOCATIVE = r"(?=에서|에(?![는도게])|으로|로|까지|의\s|\s소재)"
_KOREAN_PLACE = re.compile(
    r"[가-힣A-Za-z0-9]{0,15}(?:특별시|광역시|공항|호텔|센터|대학교?|경기장|청사|공원|병원|회관|학교"
    r"|성당"
    r"|교회|박물관|미술관"
    r"|극장|시장|해안|바다|도시|마을|지역|지방|반도|제도|왕국|공화국|빌딩|타워|광장|민국|대륙|해협"
    r"|항구)"
    r"(?=[이가은는을를의도와과에로라인]|\W|$)"
    rf"|[가-힣]{1, 15}(?:[시구읍](?<!동시)(?<!요구)|[역산](?<!악역)|(?<![운활행이공노변작자])동"
    rf"|[강섬궁]){_LOCATIVE}"
    r"|(?<![가-힣])(?:한국|북한|중국|미국|일본|영국|독일|프랑스|러시아|인도|베트남|캐나다|호주|유럽"
    r"|아시아|아프리카|서울"
    r"|부산|대구|인천|광주|대전|울산|세종|제주|강원|충북|충남|전북|전남|경북|경남)"
)
_KOREAN_PLACE_PARTICLE = re.compile(r"[가-힣](?:에|에서|으로|로|에게|까지|에는)(?![가-힣])")
_QUOTED = re.compile(
    r"[‘“「『《〈\"'][^’”」』》〉\"']{1,40}[’”」』》〉\"']|이?라는|이?라고|이?라 ?[불칭]"
)
_CALLED = re.compile(
    r"\b(?:called|named|known as|titled|dubbed|llam\w+|conocid\w+|genannt|heißt|hieß|bekannt"
    r"|appel\w+|nommé\w*|gọi là|tên)\b|叫|称为|名为|被称|と呼ば|という",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*(?:\s(?:(?:de|of|van|von|del|la|al|the|du)\s)*"
                       r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*)*")  # fmt: skip
_OPENER = re.compile(
    r"the|an?|it|its?|this|that|these|those|there|in|on|at|for|by|from|with|as|after|before|when"
    r"|while"
    r"|however|but|and|or|if|since|some|many|most|all|both|el|la|los|las|un|una|en|por|para|con|de"
    r"|también|sin|aunque|como|le|les|une|il|elle|dans|pour|mais|cette?|ce",
    re.IGNORECASE,
)
_LATIN_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|president|minister|professor|director|ceo|king|queen|sir|emperor|mayor"
    r"|governor|chancellor|captain|general|señora?|don|presidente|ministr[oa]|herr|frau"
    r"|präsident\w*"
    r"|kanzler\w*|könig|monsieur|madame|président\w*|ministre|roi|ông|bà)\.?\s$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:\w+(?:ers|ors|ists|ians|ants|ees|men|ores|istas|antes|ientes|eros|icos|eurs|istes|iens)"
    r"|man"
    r"|men|wom[ae]n|people|team|army|governments?|states|class|family|student\w*|parents?|children"
    r"|king"
    r"|queen"
    r"|he|she|they|gobiernos?|estados|rey|reina|familia|gente|niños|alumnos|gouvernement|roi|reine"
    r"|famille"
    r"|gens"
    r"|người|họ|ông|bà)\b",
    re.IGNORECASE,
)
_LATIN_ORGANISATION = re.compile(
    r"\b(?:inc|corp|ltd|company|co|university|college|institute|ministry|bank|party|council|agency"
    r"|committee|commission|association|foundation|group|department|network|universidad|ministerio"
    r"|banco|partido|empresa|universität|ministerium|gmbh|ag|partei|université|ministère|banque|sa"
    r"|société)\b|(?-i:^[A-Z]{2,}s?$)",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|en|im|nach|à|au|dans|ở|tại)\s"
                           r"(?:the\s|la\s|el\s|der\s|dem\s)?$", re.IGNORECASE)  # fmt: skip
_PREPOSITION = re.compile(
    r"\b(?:in|at|on|near|from|to|into|along|between|through|outside|across|around|en|a|desde|por|"
    r"hacia|entre|im|am|an|auf|nach|aus|bei|durch|zwischen|außerhalb|zum|zur|à|au|aux|dans|sur|vers"
    r"|ở|tại)\b",
    re.IGNORECASE,
)
_EASTERN_PERSON = re.compile(
    r"(?P<name>[一-鿿]{1,8}[·・•‧][一-鿿·・•‧]{1,12}|[ァ-ヶー]{2,20}[・＝][ァ-ヶー・＝]+"
    r"|[一-鿿]{2,4}(?:氏|さん|博士|教授|先生|女士|议员|部长|总统|首相|大臣|社長|監督|選手|委員長"
    r"|総裁|主席))"
)
_EASTERN_PLACE = re.compile(
    r"(?:在|于|於|位于|到|从|至)[一-鿿]{2,}|[一-鿿]{1,6}(?:市|省|县|区|国|州|岛|河|山|機場|机场"
    r"|大学|酒店|中心"
    r"|県|町|村|駅|空港|ホテル|会場)|[一-鿿ァ-ヶー]{2,}で"
)
_EASTERN_ORGANISATION = re.compile(
    r"[一-鿿ァ-ヶーA-Za-z]{1,12}(?:公司|集团|大学|银行|委员会|部门?|局|院|协会|党|队|报|会社|銀行"
    r"|省|庁|委員会|機構"
    r"|研究所|新聞|チーム)|[A-Z]{2,}"
)
_MIN_WORDS = 4  # a bare answer may be a name that no rule knows
_MAX_WORDS = 100  # longer texts aren't analysed
_HANGUL = re.compile(r"[가-힣]")
_EASTERN = re.compile(r"[぀-ヿ一-鿿]")


def holds_name(kind: Kind, text: str, beyond: str, *, thorough: bool = True) -> bool | None:
    """Return whether `text` holds a name of a kind that isn't in `beyond`; None if unclear.

    Without `thorough` no Korean text is analysed (about a millisecond), and none is ruled out.
    """
    if _HANGUL.search(text):
        return _in_korean(kind, text, beyond, thorough)
    if _EASTERN.search(text):
        return _in_eastern(kind, text, beyond)
    return _in_latin(kind, text, beyond)


def _new(pattern: re.Pattern[str], text: str, beyond: str) -> bool:
    return any(match.group() not in beyond for match in pattern.finditer(text))


def _in_korean(kind: Kind, text: str, beyond: str, thorough: bool) -> bool | None:
    if kind is Kind.PERSON:
        sure = any(
            next(filter(None, match.groupdict().values())) not in beyond
            for pattern in _KOREAN_PERSON
            for match in pattern.finditer(text)
        )
        maybe = bool(_KOREAN_PERSON_NOUN.search(text))
    elif kind is Kind.ORGANISATION:
        sure, maybe = _new(_KOREAN_ORGANISATION, text, beyond), False
    elif kind is Kind.PLACE:
        sure = _new(_KOREAN_PLACE, text, beyond)
        maybe = _new(_KOREAN_ORGANISATION, text, beyond) or bool(
            _KOREAN_PLACE_PARTICLE.search(text)
        )
    else:
        sure, maybe = _new(_QUOTED, text, beyond), True
    if sure:
        return True
    unclear = maybe or not thorough or not _MIN_WORDS <= len(text.split()) <= _MAX_WORDS
    return None if unclear or _has_proper_noun(text, beyond) else False


@lru_cache(maxsize=256)
def _has_proper_noun(text: str, beyond: str) -> bool:
    tokens = morphemes(text)
    return any(
        (token.tag in ("NNP", "SL", "SH") or token.oov) and token.form not in beyond
        for token in tokens
    ) or any(  # a determiner written with its noun is Kiwi's reading of a name: 온가람
        one.tag == "MM" and other.tag == "NNG" and one.start + one.len == other.start
        for one, other in pairwise(tokens)
    )


def _in_eastern(kind: Kind, text: str, beyond: str) -> bool | None:
    patterns = {
        Kind.PERSON: _EASTERN_PERSON,
        Kind.PLACE: _EASTERN_PLACE,
        Kind.ORGANISATION: _EASTERN_ORGANISATION,
    }
    return _new(patterns.get(kind, _QUOTED), text, beyond) or None


def _in_latin(kind: Kind, text: str, beyond: str) -> bool | None:
    names = [
        (match.group(), text[: match.start()])
        for match in _CAPITALS.finditer(text)
        if match.group() not in beyond and not _OPENER.fullmatch(match.group())
    ]
    if len(text.split()) < _MIN_WORDS:
        return None
    inside = [
        (name, before) for name, before in names if before.strip(" \"'“‘«¿¡(")[-1:] not in ("", ".")
    ]
    if kind is Kind.PERSON:
        if any(" " in name or _LATIN_TITLE.search(before) for name, before in inside):
            return True
        return None if names or _PEOPLE.search(text) else False
    if kind is Kind.ORGANISATION:
        if any(_LATIN_ORGANISATION.search(name) for name, _ in names):
            return True
        return None if names or _LATIN_ORGANISATION.search(text) else False
    if kind is Kind.PLACE:
        if any(_PLACE_BEFORE.search(before) for _, before in inside):
            return True
        return None if names or _PREPOSITION.search(text) else False
    if _new(_QUOTED, text, beyond) or _CALLED.search(text):
        return True
    return None
