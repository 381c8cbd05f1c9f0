"""Outlets and their names: one outlet, one name, whatever a page calls it."""

import re

# The name we use, then its other spellings (case and blanks don't matter) and its domains.
_OUTLETS = """
뉴스트리: NEWSTREE, News Tree, newstree.kr
데일리안: Dailian, EBN 데일리안, dailian.co.kr
뉴스핌: Newspim, newspim.com
뉴스1: News1, 뉴스원, news1.kr
뉴시스: Newsis, newsis.com
연합뉴스: Yonhap, YNA, Yonhap News, Yonhap News Agency, 聯合ニュース, 韩联社, 韓聯社, yna.co.kr
연합뉴스TV: Yonhap News TV, yonhapnewstv.co.kr
KTV 국민방송: KTV, KTV국민방송, 한국정책방송원, 국민방송, ktv.go.kr
대한민국 정책브리핑: 정책브리핑, korea.kr
전자신문: ETNews, 전자신문인터넷, etnews.com
지디넷코리아: ZDNet Korea, ZDNetKorea, 지디넷, zdnet.co.kr
디지털데일리: Digital Daily, DDaily, ddaily.co.kr
디지털타임스: Digital Times, dt.co.kr
아이뉴스24: inews24, inews24.com
블로터: Bloter, bloter.net
한겨레: Hankyoreh, 한겨레신문, 한겨레신문사, The Hankyoreh, hani.co.kr
경향신문: Kyunghyang, Kyunghyang Shinmun, 경향닷컴, khan.co.kr
조선일보: Chosun, Chosun Ilbo, The Chosun Ilbo, 조선닷컴, chosun.com
조선비즈: ChosunBiz, Chosun Biz, biz.chosun.com
중앙일보: JoongAng, JoongAng Ilbo, joongang.co.kr, joins.com
동아일보: Donga, Dong-A Ilbo, The Dong-A Ilbo, 동아닷컴, donga.com
한국일보: Hankook Ilbo, hankookilbo.com
서울신문: Seoul Shinmun, seoul.co.kr
국민일보: Kukmin Ilbo, 국민일보사, kmib.co.kr
세계일보: Segye Ilbo, segye.com
문화일보: Munhwa Ilbo, munhwa.com
매일경제: 매경, 매일경제신문, Maeil Business Newspaper, MK, mk.co.kr
한국경제: 한경, 한국경제신문, 한경닷컴, The Korea Economic Daily, hankyung.com
서울경제: Seoul Economic Daily, 서울경제신문, sedaily.com
머니투데이: Money Today, mt.co.kr
이데일리: Edaily, edaily.co.kr
아시아경제: Asia Economy, asiae.co.kr
파이낸셜뉴스: Financial News, fnnews.com
헤럴드경제: Herald Business, Herald Economy, heraldcorp.com
노컷뉴스: Nocut News, CBS노컷뉴스, nocutnews.co.kr
오마이뉴스: OhmyNews, ohmynews.com
프레시안: Pressian, pressian.com
KBS: 한국방송, 한국방송공사, KBS 뉴스, KBS NEWS, news.kbs.co.kr, kbs.co.kr
MBC: 문화방송, MBC 뉴스, imnews.imbc.com, imbc.com
SBS: SBS 뉴스, SBS NEWS, news.sbs.co.kr, sbs.co.kr
YTN: ytn.co.kr
JTBC: JTBC 뉴스, jtbc.co.kr
The Korea Herald: Korea Herald, koreaherald.com
The Korea Times: Korea Times, koreatimes.co.kr
Korea JoongAng Daily: koreajoongangdaily.joins.com
Reuters: 로이터, 로이터통신, ロイター, 路透社, Thomson Reuters, reuters.com
AP: Associated Press, The Associated Press, AP News, AP통신, apnews.com
AFP: Agence France-Presse, AFP통신, afp.com
BBC: BBC News, BBC 뉴스, bbc.com, bbc.co.uk
NHK: NHKニュース, 日本放送協会, nhk.or.jp
共同通信: Kyodo News, 共同通信社, kyodonews.net
新华社: 新华网, Xinhua, Xinhua News Agency, 신화통신, xinhuanet.com, news.cn
EFE: Agencia EFE, efe.com
dpa: Deutsche Presse-Agentur, dpa.com
"""
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_COMPANY = re.compile(
    r"^(?:㈜|\(주\)|（주）|주식회사|株式会社|\(株\))\s?|\s?(?:㈜|\(주\)|（주）|주식회사|株式会社"
    r"|有限公司)$"
    r"|[\s,]+(?:verlags?(?:gesellschaft)?[\s-]*)?(?:inc|ltd|llc|gmbh|corp|co|ag|s\.?a|s\.?l|srl|sas"
    r"|co\.,? ?ltd|gmbh & co\.? ?kg)\.?$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"all\s?rights\s?reserved.*|(?:무단|무단으로)\s?(?:전재|복제|배포).*|저작권자?|\bcopyright\b"
    r"|[ⓒ©®™]|\(c\)|(?:19|20)\d\d(?:\s?[-–~]\s?(?:(?:19|20)\d\d|현재|present))?",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"[ⓒ©]|\(c\)|copyright|저작권|전재|all\s?rights", re.IGNORECASE)
_EDGES = " \t\"'<>[]()|/,.:;-–—·@*"


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for line in _OUTLETS.strip().splitlines():
        name, _, others = line.partition(": ")
        names[_key(name)] = name
        for other in others.split(", "):
            if _DOMAIN.fullmatch(other):
                domains[other] = name
            else:
                names[_key(other)] = name
    return names, domains


_NAMES, _DOMAINS = _tables()


def unify_publisher(name: str) -> str:
    """Return the one name of an outlet for any of its spellings; unknown names without company.

    Example: "ⓒ 2024 ㈜뉴스핌 All rights reserved." -> "뉴스핌", "newspim.com" -> "뉴스핌"
    """
    plain = name.strip()[:200]
    for _ in range(2):
        known = _NAMES.get(_key(plain)) or publisher_of_address(plain)
        if known:
            return known
        if _CLAIM.search(plain):
            plain = _RIGHTS.sub("", plain).strip(_EDGES.replace("(", ""))
        plain = _COMPANY.sub("", plain.strip()).strip(_EDGES)
    return plain


def known_publisher(name: str) -> str:
    """Return the name of an outlet that we know, "" for any other words."""
    found = unify_publisher(name)
    return found if _key(found) in _NAMES else ""


def publisher_of_address(address: str) -> str:
    """Return the known outlet behind a URL, domain or e-mail address; "" for others.

    Example: "https://www.newspim.com/news/1" and "kim@newspim.com" -> "뉴스핌"
    """
    host = re.sub(r"^(?:\w+:)?//", "", address.strip().lower()).split("/")[0].rpartition("@")[2]
    if not _DOMAIN.fullmatch(host):
        return ""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        known = _DOMAINS.get(".".join(labels[start:]))
        if known:
            return known
    # "newsis.example": another address of an outlet whose own label is unmistakable.
    label = (
        labels[-3] if len(labels) > 2 and labels[-2] in ("co", "or", "go", "com") else labels[-2]
    )
    return _NAMES.get(label, "") if len(label) > 3 else ""
