"""Title, publisher, reporter and dates out of the raw lines of a scraped page.

Everything here reads; `cleaner.py` decides what stays.
"""

import re
from collections.abc import Sequence
from datetime import date

from index.articles import Metadata

# One outlet, one name: by the domain of its addresses or the name it signs with.
_PUBLISHERS = {
    "newstree": "뉴스트리", "뉴스트리": "뉴스트리", "dailian": "데일리안", "데일리안": "데일리안",
    "newspim": "뉴스핌", "뉴스핌": "뉴스핌", "news1": "뉴스1", "뉴스1": "뉴스1",
    "ktv": "KTV 국민방송", "한국정책방송원": "KTV 국민방송", "yna": "연합뉴스",
    "연합뉴스": "연합뉴스", "newsis": "뉴시스", "뉴시스": "뉴시스", "etnews": "전자신문",
    "전자신문": "전자신문", "zdnet": "지디넷코리아", "hani": "한겨레", "한겨레": "한겨레",
    "khan": "경향신문", "경향신문": "경향신문", "chosun": "조선일보", "조선일보": "조선일보",
    "joongang": "중앙일보", "중앙일보": "중앙일보", "donga": "동아일보", "동아일보": "동아일보",
    "mk": "매일경제", "매일경제": "매일경제", "hankyung": "한국경제", "한국경제": "한국경제",
    "korea": "대한민국 정책브리핑", "정책브리핑": "대한민국 정책브리핑", "yonhap": "연합뉴스",
    "koreaherald": "The Korea Herald", "koreatimes": "The Korea Times", "reuters": "Reuters",
}  # fmt: skip

_DAY = (
    r"(?P<y>20\d\d|19\d\d)\s?[-./년年]\s?(?P<m>\d{1,2})\s?[-./월月]\s?(?P<d>\d{1,2})\s?[일日]?\.?"
)
_TIME = r"(?:[\sT]*(?P<half>오전|오후)?\s?(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2})?)?"
_STAMP = re.compile(_DAY + _TIME)
_PUBLISHED = re.compile(
    r"(?:기사\s?승인|기사\s?입력|등록일?|입력|승인|작성일?|게재|発行|公開|发布|published|posted"
    r"|publicado)\s*[:：]?\s*(?:시간|일시)?\s*[:：]?\s*" + _DAY + _TIME,
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:최종\s?수정|수정일?|업데이트|更新|updated|modified|actualizado)\s*[:：]?\s*"
    + _DAY
    + _TIME,
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"(?:^|[\]\s)=>])(?P<name>[가-힣]{2,4})\s?(?:통일전문|선임|전문|수습)?기자(?=[\s=(/>@.]|$)"
)
_DATELINE = re.compile(r"[\[(（](?!사진|자료|제공)[^\])）=]{1,12}=(?P<name>[^\])）]{2,12})[\])）]")
_COPYRIGHT = re.compile(r"(?:ⓒ|©|copyright)\W*(?P<name>[^.,<>\n]{2,40})", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@(?P<domain>[\w-]+)\.[\w.]+")
_ADDRESS = re.compile(r"(?:https?://)?www\.(?P<domain>[\w-]+)\.[\w.]+")
_MACHINE_DATE = re.compile(r"/(?P<y>20\d\d)(?P<m>[01]\d)/?(?P<d>[0-3]\d)/")


def read_metadata(lines: Sequence[str], *, raw: str = "", title: str = "") -> Metadata:
    """Return the metadata of the article in `lines` (raw page, not cleaned yet).

    Args:
        lines: the page's lines of text, in order.
        raw: the page as it came, searched for dates in image addresses when no line has one.
        title: the headline, if it was found already.
    """
    text = "\n".join(lines)
    published = _stamp(_PUBLISHED.search(text))
    if not published:
        published = _stamp(_STAMP.search("\n".join(lines[:40])))
    if not published:
        published = _stamp(_MACHINE_DATE.search(raw))
    reporter = _REPORTER.search(text)
    return Metadata(
        title=title,
        publisher=_publisher(text),
        reporter=reporter["name"] if reporter else "",
        published=published,
        modified=_stamp(_MODIFIED.search(text)),
    )


def unify_publisher(name: str) -> str:
    """Return the one name of an outlet for any of its spellings; unknown names unchanged."""
    key = re.sub(r"[\s.]", "", name).lower()
    return _PUBLISHERS.get(key, name.strip())


def _publisher(text: str) -> str:
    dateline = _DATELINE.search(text)
    if dateline and (known := _known(dateline["name"])):
        return known
    candidates = [match["name"] for match in _COPYRIGHT.finditer(text)]
    candidates += [m["domain"] for m in _ADDRESS.finditer(text)]
    candidates += [m["domain"] for m in _EMAIL.finditer(text)]
    return next((known for name in candidates if (known := _known(name))), "")


def _known(name: str) -> str:
    words = re.findall(r"[\w가-힣]+", name.lower())
    return next((_PUBLISHERS[word] for word in words if word in _PUBLISHERS), "")


def _stamp(match: re.Match[str] | None) -> str:
    """Return ISO 8601, with minutes when the page gives them; "" for an impossible date."""
    if match is None:
        return ""
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return ""
    groups = match.groupdict()
    if groups.get("h") is None:
        return day
    hour = int(groups["h"]) % 12 + 12 if groups["half"] == "오후" else int(groups["h"])
    return f"{day}T{hour:02d}:{groups['min']}"
