"""Who wrote an article, from bylines in the languages of the world."""

import re
from collections.abc import Sequence

from index.dates import date_spans
from index.page_marks import is_date_line, is_prose
from index.page_patterns import NAME

_PARTICLES = "은는이가을를의에도만와과로들및등한된할서고며면"
_NOT_A_NAME = frozenset(
    "기자명 구독 구독자 수습 선임 전문 객원 인턴 통일 취재 사진 현장 시민 여성 외신 일본 전직 "
    "동료 해당 모든 다른 담당 출입 본지 특별 "
    "편집 영상 그래픽 온라인 이날 당시 정치 경제 사회 문화 체육 국제 산업 현직 신문 방송 법조 "
    "의학 과학 스포츠 자유 우리 남성 한국 미국 중국 "
    "영국 여러 일부 어느 무슨 이런 그런 촬영 프로필 모두 공동 명예 어린이 학생 청년 대학생 "
    "블로그 주재 탐사 지역 전국 북한".split()
)
_NO_NAME_ENDS_IN = tuple("하는 되는 에서 에게 으로 까지 부터 했던 라는 관련 장은 원은".split())
_NAME_KO = r"[가-힣]{2,4}"
_NAMES_KO = rf"{_NAME_KO}(?:\s?[·,/ ]\s?{_NAME_KO}){{0,3}}"
_ROLE_KO = (
    r"(?:(?:[가-힣]{2,5})?(?:전문|선임|수습|객원|인턴|대|부장|차장|편집|사진|시민)?기자"
    r"|특파원|통신원|논설위원)"
)
_KOREAN = re.compile(
    rf"(?:^|(?<=[\]\s)=>·,/|｜:：】\[]))(?P<names>{_NAMES_KO})\s?{_ROLE_KO}"
    r"(?=입니다|[\s=(/>@.,·|｜\])）\]】\[]|$)"
)
_KOREAN_AFTER = re.compile(
    rf"^(?:(?:글|취재)\s?[:：=]?\s?)?기자\s?[:：=]\s?(?P<names>{_NAME_KO})$"
    rf"|^(?:글쓴이|작성자|글)\s?[:：=]\s?(?P<writer>{_NAME_KO})(?:\s|$)"
)
_DATELINE_KO = re.compile(
    rf"^\s*[\[(（【][^\])）】]{{1,24}}[\])）】]\s?(?P<names>{_NAMES_KO})\s?{_ROLE_KO}\s?[=＝]"
    rf"|^\s*[\[(（【][^\])）】=]{{0,16}}=\s?(?P<inner>{_NAME_KO})\s?{_ROLE_KO}\s?[\])）】]"
)
_HAN = r"[\u4e00-\u9fff]"
_CHINESE = re.compile(
    r"(?:本报|本网|本社|见习|實習|首席|特约|特派)?(?:记者|記者)(?![会會团團们們站协協證证])[\s:：／/]{0,2}"
    rf"(?P<names>{_HAN}{{2,4}}(?:[、\s]{_HAN}{{2,4}}){{0,3}})"
    r"(?=[\s／/）)】|｜,，。·]|$|報導|报道|摄|攝)"
    r"|(?:^|\s|[(（])(?:(?:文|撰文|作者|撰稿)\s?[/／:：]|原创\s)\s?"
    rf"(?P<writer>{_HAN}{{2,4}})(?=[\s／/）)|,，]|$)"
    rf"|(?:^|\|\s{{1,2}})(?P<above>{_HAN}{{2,4}})[\s／/]{_HAN}{{2,4}}(?:報導|報道|报道)$"
)
_KANA_OR_HAN = r"[\u3041-\u30ff\u4e00-\u9fff々]"
_JAPANESE = re.compile(
    r"^[【（(［]?(?:文|取材|記者|執筆|聞き手|(?:取材|聞き手)・(?:文|執筆)|文・写真|著者|ライター)"
    rf"\s?[・＝=:：/／]\s?(?P<names>{_KANA_OR_HAN}{{2,6}}(?:\s{_KANA_OR_HAN}{{1,6}})?)[】）)］]?"
    r"(?:\s(?:写真|撮影|編集|イラスト)\s?[・＝=:：/／].{1,20})?$"
    rf"|^[【（(［]?(?P<named>{_KANA_OR_HAN}{{2,8}}|{_KANA_OR_HAN}{{1,4}}\s{_KANA_OR_HAN}{{1,5}})"
    r"記者[】）)］]?$"
)
_LATIN = re.compile(
    r"^(?:(?:Written|Reported|Reporting|Story|Words|Text)\s+)?(?:By|BY|by|Von|VON|von|Por|POR|Par"
    r"|PAR|Di|Door|Av|Oleh)\s*:?\s+(?P<names>[^\d@|•·(<]{3,80})"
    r"|^(?:Author|Autor(?:in|a|e)?|Auteur|Texto|Texte|Reporter|Redactora?)\s?:\s(?P<after>[^\d@"
    r"|•·(<]{3,60})"
)
_AND = re.compile(r"\s*(?:,|;|·|、|&|/|\s(?:and|und|y|et|e|en|och|i)\s)\s*")
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|senior|chief|special|redacción|redaktion"
    r"|rédaction|desk|team|agency|agencies|newsroom|contributor|columnist)\b.*$",
    re.IGNORECASE,
)
_STAMP_WORD = re.compile(
    r"\s(?:published|updated|posted|publicado|actualizado|veröffentlicht|aktualisiert|publié"
    r"|mis à jour|"
    r"pubblicato|입력|등록|승인|수정|기사입력|기사승인)\b.*$",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"ⓒ|©|(?<!글·)(?<!글/)사진\s?[=:/·]|[=/]\s?사진|photo(?:graph)?s?\b|摄|攝|撮影|foto\b", re.I
)
_LONGEST_LINE = 130
_BODY = 3  # paragraphs after which a name above a date is a commenter's
_LABELS_ZH = frozenset(
    "阅读 閱讀 浏览 瀏覽 点击 點擊 来源 來源 编辑 編輯 责编 字号 分享 发布 更新 时间".split()
)
_NOT_LATIN_NAMES = re.compile(
    r"\b(?:press|release|news|statement|update|report|opinion|media|announcement|feature"
    r"|interview|analysis|pressemitteilung|communiqué|comunicado|nota|prensa|presse)\b",
    re.IGNORECASE,
)
_POSTED_BY = re.compile(
    r"^(?:người đăng|posted\sby|publicado\spor|publicada\spor|eingestellt\svon|publiée?\spar"
    r"|pubblicato\sda|diposting\soleh|게시자|작성자|글쓴이|投稿者|作成者|发帖者|發佈者|張貼者)"
    r"\s?[:：]?\s?",
    re.IGNORECASE,
)


def reporters_of_lines(lines: Sequence[str]) -> str:
    """Return the reporters whom the bylines of a page name, joined by ", "; "" for none.

    Names in sentences don't count, except in a dateline: "[세종=가람뉴스] 한도담 기자 = …".
    The first byline counts; those of other articles on the page come later.
    """
    for line in lines:
        if not _PICTURE.search(line[:300]) and (names := reporters_of_line(line)):
            return ", ".join(names)
    paragraphs = 0
    for number, line in enumerate(lines[:60]):
        paragraphs += is_prose(line)
        if paragraphs > _BODY:
            break
        if is_date_line(line) or any(":" in line[a:b] for a, b in date_spans(line[:100])):
            above = lines[max(0, number - 2) : number]
            named = [
                one
                for one in above
                if NAME.match(one) and number > 1 and not _NOT_LATIN_NAMES.search(one)
            ]
            if named:
                return named[-1]
    return ""


def reporters_of_line(line: str) -> list[str]:
    """Return the reporters whom a line names, if it is a byline or begins with a dateline."""
    dateline = _DATELINE_KO.match(line[:120])
    if dateline:
        return _korean_names(dateline["names"] or dateline["inner"])
    chinese_dateline = re.search(r"[（(](?:记者|記者)[^）)]{2,20}[）)]", line[:80])
    if chinese_dateline:
        return _chinese(chinese_dateline.group())
    if len(line) > _LONGEST_LINE or (is_prose(line) and not line.endswith("기자입니다.")):
        return []
    for start, end in reversed(date_spans(line)):
        line = f"{line[:start]} | {line[end:]}"
    line = _STAMP_WORD.sub(" | ", line).strip(" |·")
    return _korean(line) or _chinese(line) or _japanese(line) or _latin(line)


def people(text: str) -> list[str]:
    """Return the names in a byline's value: "한도담 기자, 온유리 기자" -> 한도담, 온유리."""
    plain = _POSTED_BY.sub("", text.strip()[:300])
    plain = re.sub(r"^(?:by|von|por|par)\s+", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\s*[(<\[]?[\w.+-]{1,64}@[\w.-]{1,80}[)>\]]?", "", plain)
    if re.match(r"https?:|www\.|@", plain):
        return []
    if re.search(r"기자|특파원", plain) and (korean := _korean(f"{plain} ")):
        return korean
    found: list[str] = []
    for part in _AND.split(plain):
        name = re.sub(r"\s*(?:[가-힣]*기자|記者|记者|특파원)$", "", part).strip(" .·|-")
        name = re.sub(r"^(?:記者|记者)\s?[:：/]?", "", name).strip()
        if 1 < len(name) <= 40 and not re.search(r"\d{3}|https?:|[@#]", name):
            found.append(name)
    return list(dict.fromkeys(found))


def _korean_names(names: str) -> list[str]:
    found: list[str] = []
    for name in re.split(r"[·,/\s]+", names.strip()):
        if len(name) < 2 or name in _NOT_A_NAME or (name[-1] in _PARTICLES and len(name) != 3):
            return found
        if name.endswith(("기자", "전문", "특파원")):
            continue
        if name.endswith(_NO_NAME_ENDS_IN):
            return found
        found.append(name)
    return found


def _korean(line: str) -> list[str]:
    found: list[str] = []
    for match in _KOREAN.finditer(line):
        found += _korean_names(match["names"])
    after = _KOREAN_AFTER.match(line)
    if not found and after:
        found = _korean_names(after["names"] or after["writer"])
    return list(dict.fromkeys(found))


def _chinese(line: str) -> list[str]:
    if re.search(r"[\u3041-\u30ff]", line):
        return []
    found: list[str] = []
    for match in _CHINESE.finditer(line):
        found += re.split(r"[、\s]+", match["names"] or match["writer"] or match["above"])
    return [name for name in dict.fromkeys(found) if name not in _LABELS_ZH]


def _japanese(line: str) -> list[str]:
    match = _JAPANESE.match(line)
    return [(match["names"] or match["named"]).replace("　", " ").strip()] if match else []


def _latin(line: str) -> list[str]:
    match = _LATIN.match(line)
    if not match:
        return []
    names = _ROLE.sub("", match["names"] or match["after"]).strip(" ,.-–—")
    found: list[str] = []
    for name in _AND.split(names):
        words = name.split()
        if not 1 <= len(words) <= 5 or not all(_may_be_of_name(word) for word in words):
            return found
        found.append(name.title() if name.isupper() else name)
    return found


def _may_be_of_name(word: str) -> bool:
    small = word.lower() in "de da do dos van von der den la le del di bin al el y".split()
    capital = word[:1].isalpha() and not word[:1].islower()  # Hangul has no other letters
    return small or capital or bool(re.match(r"[dl]['’]\w", word))
