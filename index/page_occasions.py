"""Furniture that only some kinds of pages have: tickers, obituaries, notices, letters, videos.

Patterns for single lines, asked by `page_marks` after its own; and boxes of several lines that
belong together. Like those, they only ever see lines of a few hundred characters.
"""

import re
from collections.abc import Sequence

from index.page_lines import PageLine
from index.page_words import core_of

_FILE = r"\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|odt|rtf|zip|jpe?g|png)\b"
_GET_FILE = (
    r"(?:내려\s?받기|다운로드|바로\s?보기|미리\s?보기|뷰어|download|view|preview|ダウンロード"
    r"|下载|下載|预览|預覽|descargar|herunterladen|télécharger)"
)
_PLAYED = r"(?:\d{1,2}:)?\d{1,2}:\d\d"
# What a line is wherever it stands, if it is no longer than any such line.
_LINES = (
    ("button", re.compile(
        rf"^\W*{_PLAYED}\s?/\s?{_PLAYED}\W*$"
        r"|(?:再生|視聴)(?:でき|され)(?:ない|ません).{0,12}こちら|動画の(?:掲載|公開|配信)期限は"
        r"|(?:동?영상|비디오)(?:이|을|를|가)?\s?(?:재생(?:되지\s?않|이\s?안\s?되)|안\s?(?:나오|보이))"
        r"(?:나요|시나요|으시나요|습니까|신다면|으면|는\s경우|을\s?때)"
        r"|^(?:if\syou\s)?(?:can['’]?t|cannot|trouble|problems?)\s(?:play|view|see|watch)(?:ing)?\sthe\svideo"
        r"|(?:视频|影片|視頻)(?:无法|無法|不能)播放.{0,4}(?:[?？]|[请請]|[点點][击擊])"
        r"|si\sno\spuedes?\sver\sel\sv[ií]deo|video\s(?:kann\s|wird\s)?nicht\s(?:abgespielt|angezeigt)"
        r"|la\svidéo\sne\s(?:s['’]affiche|se\slit|fonctionne)\spas"
        # letters as web pages
        r"|(?:메일|뉴스레터|편지|레터)(?:이|가)?\s.{0,12}(?:깨져|안\s?보이|보이지\s?않)"
        r"(?:\s보이)?(?:나요|시나요|으시나요|세요|습니까|신다면|으면|는\s경우)"
        r"|(?:웹|브라우저)(?:에서|으로)\s?(?:보기|읽기|열기)$"
        r"|^(?:.{0,40}[?.|]\s)?view\s(?:\w+\s){0,3}(?:in|on)\s(?:(?:your|the|a)\s)?(?:web|browser|online)"
        r"|^(?:having\s)?trouble\s(?:viewing|reading)\sth(?:is|e)\s|\bim\sbrowser\s(?:ansehen|öffnen|anzeigen|lesen)"
        r"|\bver\s(?:\w+\s){0,3}en\s(?:el|tu|su)\snavegador|\bvoir\s(?:\S+\s){0,3}dans\s(?:le|votre)\snavig"
        r"|ブラウザで(?:見る|表示|読む|開く)|(?:メール).{0,12}(?:正しく表示|崩れ)"
        r"|在?(?:瀏覽器|浏览器)中?(?:查看|閱讀|阅读|打开|開啟)|邮件无法正常|郵件無法正常")),
    ("subscription", re.compile(
        r"(?:用|在)\s?app\s?(?:内|內|中)?(?:看|读|讀|阅读|閱讀|观看|觀看|打开|開啟)"
        r"|앱(?:에서|으로)\s?(?:보기|열기|더\s?편|이어\s?보|계속\s?보)"
        r"|アプリで(?:読む|開く|見る|もっと|快適)|\b(?:open|read|view|better|continue)\sin\s(?:the|our)\sapp\b"
        r"|\b(?:abrir|leer|ver)\sen\sla\sapp\b|\bin\sder\sapp\s(?:öffnen|lesen|ansehen)"
        r"|\b(?:ouvrir|lire|voir)\s(?:dans|sur)\sl['’]appli"
        # pleas for members
        r"|^(?:paid\s)?(?:members|subscribers|supporters|(?:유료\s?)?(?:회원|구독자)(?:님|\s?전용)?"
        r"|会員(?:の方)?|会员|會員|mitglieder|abonnenten|abonnés|membres|soci[oa]s|suscriptores)\s?[:：]"
        r"\s?.{0,120}(?:download|log\s?in|access|내려\s?받|다운로드|자료실|ダウンロード|ログイン"
        r"|下载|下載|登录|登入|herunterlad|anmelde|télécharg|connect|descarg|acceso)"
        r"|독자(?:님|의)?\s?(?:힘|후원|구독료?)(?:으로|로)\s(?:만듭니다|만들어집니다|운영(?:됩니다|합니다))"
        r"|読者の(?:支援|ご支援|購読料)で(?:運営|成り立って)(?:い|お)り?ます|\bwe(?:['’]re|\sare)\s"
        r"(?:funded|supported)\s(?:\w+\s)?by\s(?:our\s)?readers|[我本].{0,6}(?:靠|由)(?:读者|讀者)支持"
        r"|^.{0,30}(?:커피\s?한\s?잔\s?값|price\sof\sa\s(?:cup\sof\s)?coffee|コーヒー(?:一|1)杯分?の"
        r"|一杯咖啡的?[钱錢价價]|precio\sde\sun\scafé|prix\sd['’]un\scafé"
        r"|preis\s(?:einer\stasse|eines)\skaffee).{0,60}"
        r"(?:세요|십시오|ください|支持|加入|support\sour|join\s(?:us|now)|help\sus|apóy|únete|unterstütz|soutene)")),
    ("advertisement", re.compile(
        r"(?:^|[.!?:]\s)(?:please\s)?gamble\s(?:responsibly|aware)|\bwhen\sthe\sfun\sstops,?\sstop|\bbetting\sodds\b.{0,30}18\+"
        r"|도박\s?(?:문제\s?)?상담.{0,12}1336|のめり込みにご?注意|[请請]理性(?:博彩|投注|购彩|購彩)"
        r"|(?:^|[.!]\s)(?:juega\scon\sresponsabilidad|glücksspiel\skann\ssüchtig\smachen"
        r"|jouer\scomporte\sdes\srisques)"
        r"|\bsympathy\s(?:store|flowers)\b|^to\s(?:send\sflowers|plant\s(?:a\s)?trees?)\b.{0,60}(?:visit|click)"
        r"|(?:조화|근조\s?화환)\s?(?:보내기|주문)|供花(?:の)?(?:お)?(?:申し?込み?|注文)|(?:在线|線上)献花"
        r"|^[請请]?[繼继][續续]往下[閱阅][讀读]")),
    ("attachment", re.compile(
        rf"{_FILE}.{{0,30}}(?:\d\s?[kmg]i?b\b|{_GET_FILE}).{{0,40}}$"
        rf"|^\W*(?:\d{{1,2}}[.)]\s?)?[^.!?]{{1,100}}{_FILE}(?:\s?[\[(][\d.,]+\s?(?:[kmg]i?b|bytes)[\])])?$"
        r"|^(?:붙임|첨부|별첨)\s?[:：]?\s?.{2,120}\s\d{1,2}\s?[부매]\s?\.?(?:\s?끝\s?\.?)?$"
        r"|^\d{1,2}\.\s.{2,120}\s1\s?부\s?\.(?:\s?끝\s?\.?)?$")),
    ("reader poll", re.compile(
        r"(?:오늘|이번)\s?(?:의\s?)?(?:편지|레터|뉴스레터|메일|호)(?:는|은)?\s?.{0,6}(?:어땠|어떠|좋았)"
        r"|\b(?:how\s(?:was|did\syou\slike)|what\sdid\syou\sthink\sof)\s(?:today['’]s|this|our)\s"
        r"(?:\w+\s)?(?:newsletter|e-?mail|letter|issue|edition)"
        r"|(?:今回|今日|本日|今号)の(?:メール|ニュースレター|メルマガ|お便り).{0,6}(?:いかが|どう)"
        r"|(?:今天|本期|这期|這期)的?(?:信|通讯|通訊|电子报|電子報|邮件).{0,6}(?:如何|怎么样|怎麼樣)"
        r"|\bwie\s(?:hat|war|gefällt)\s.{0,20}(?:newsletter|brief|ausgabe)\b"
        r"|¿qué\ste\s(?:ha\sparecido|pareció)\s.{0,16}(?:boletín|newsletter|carta|correo)"
        r"|\b(?:que\spensez-vous|qu['’]avez-vous\spensé)\sde\s.{0,14}(?:newsletter|lettre|numéro)")),
    ("caption", re.compile(
        r"^.{4,100}(?:있다|모습|장면|전경|풍경)\.?\s[가-힣]{2,4}\s?(?:사진|선임)?(?:기자|작가)$"
        r"|^.{4,80}[。.]\s?(?:本报|本网|本社)?(?:记者|記者|通讯员|通訊員)\s?[\u4e00-\u9fff]{2,4}$"
        r"|^.{4,100}[。.]\s?[^\s.。]{1,12}\s(?:供图|供圖|提供|제공)$")),
)  # fmt: skip
_LONGEST = 160
# "Published in The Garam Post on 9 May 2024": the outlet, then the day.
PUBLISHED_BY = re.compile(
    r"^\W*(?:(?:(?:originally|first)\s)?(?:published|printed|appeared)\s(?:in|by)"
    r"|erschienen\s(?:in|im|bei)|(?:paru|publiée?)\s(?:dans|par)|publicad[oa]\s(?:en|por)"
    r"|原?(?:刊登|刊载|刊載|载|載)[于於])"
    r"\s?(?P<name>[^.!?。\d]{2,60}?),?\s?(?:(?:on|am|le|el)\s)?"
    r"(?=\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d)"
    r"[\w\s.,/ä-û-]{6,24}$",
    re.IGNORECASE,
)
# "11 March 2024 · Letter 112": which issue, in a line with its date.
ISSUE = re.compile(
    r"제?\s?\d{1,5}\s?(?:호|번째\s?(?:편지|레터|뉴스레터|이야기))|第\s?\d{1,5}\s?[号號期]"
    r"|\b(?:vol(?:ume)?|no|nr|issue|letter|edition|ausgabe|número|numéro|edición)\b\.?\s?#?\d{1,5}"
    r"|n[°º]\s?\d{1,5}",
    re.IGNORECASE,
)
ISSUED = re.compile(
    r"^\W{0,3}(?:발표|배포|보도|発表|发布|發布|更新|issued|herausgegeben|emitido|émis)(?=\W|$)"
)
_PERIOD = re.compile(
    r"^\W{0,4}(?:[\d가-하]{1,2}[.)]\s)?(?:(?!게시|게재|掲載|公示)\S{1,12}\s?)?"
    r"(?:기간|기한|期間|会期|期限|期间|时限|period|duration|zeitraum|frist|período|periodo|plazo"
    r"|période|durée)\s?[:：]",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^[^:：]{1,20}[:：].{0,40}\d\D{0,8}[~～〜]\s?\D{0,3}\d")
_BOX_HEADS = frozenset(
    core_of(phrase)
    for phrase in (
        "funeral home,funeral services by,arrangements by,장례식장 정보,葬儀社,殡仪馆,殯儀館,"
        "bestattungsinstitut,pompes funèbres,funeraria"
    ).split(",")
)
_BOX_LINES = 6
_SUMMARY_HEADS = frozenset(
    core_of(phrase)
    for phrase in (
        "본문 요약,기사 요약,요약,요약 보기,요약봇,summary,article summary,要約,記事の要約,摘要,"
        "文章摘要,resumen,zusammenfassung,résumé"
    ).split(",")
)
_STAMP_LABELS = frozenset(
    core_of(phrase)
    for phrase in (
        "담당부서,담당 부서,담당자,담당,작성부서,부서,작성자,연락처,전화,전화번호,등록자,조회,"
        "조회수,department,contact,phone,担当課,担当部署,担当者,連絡先,問い合わせ先,发布机构,发文机关,信息来源,"
        "索引号,發布單位,聯絡人,聯絡電話,ansprechpartner,abteilung,telefon,departamento"
    ).split(",")
)
_VOTES = re.compile(r"^\W*[\d,.\s]{1,12}(?:votes?|표|명\s?(?:참여|투표)|票|votos?|stimmen)\W*$")
_SHARE_OF_VOTES = re.compile(r"^\D{1,60}\s?\d{1,3}(?:[.,]\d)?\s?%$")


def occasion_of(text: str) -> str:
    """Return what a line is on a page of some special kind, "" for one that may be the article's.

    Example: "00:00 / 02:31" -> "button"
    """
    if len(text) > _LONGEST:
        return ""
    plain = text.lower()
    return next((reason for reason, pattern in _LINES if pattern.search(plain)), "")


def is_period(text: str) -> bool:
    """Return whether a line tells from when to when something lasts: a fact, no stamp."""
    return len(text) <= _LONGEST and bool(_PERIOD.match(text) or _RANGE.match(text))


def is_value_of_label(lines: Sequence[PageLine], number: int) -> bool:
    """Return whether a line stands under a bare label of a page's head, or is one."""
    above = lines[number - 1].text if number else ""
    return any(
        len(one) < 30 and core_of(one) in _STAMP_LABELS for one in (lines[number].text, above)
    )


def lines_of_boxes(
    lines: Sequence[PageLine], first: int, paragraphs: Sequence[int]
) -> dict[int, str]:
    """Return the lines of boxes that their heading or their last line tells, with the reason.

    Args:
        lines: all lines.
        first: the number of the article's first paragraph.
        paragraphs: the numbers of all its paragraphs.
    """
    prose = frozenset(paragraphs)
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        core = core_of(line.text) if len(line.text) < 60 else ""
        if number < first and core in _BOX_HEADS:
            found.update(dict.fromkeys(_until_prose(number, first, prose), "address"))
        elif number < first and core in _SUMMARY_HEADS and line.kind == "":
            found.update(dict.fromkeys(_bullets(lines, number + 1), "AI box"))
        elif len(line.text) < 40 and _VOTES.match(line.text.lower()):
            found.update(dict.fromkeys(_poll_above(lines, number), "reader poll"))
    return found


def _until_prose(number: int, first: int, prose: frozenset[int]) -> range:
    most = min(number + _BOX_LINES, first)
    return range(number, next((n for n in range(number + 1, most) if n in prose), most))


def _bullets(lines: Sequence[PageLine], start: int) -> list[int]:
    box: list[int] = []
    for number in range(start, min(len(lines), start + 8)):
        if not re.match(r"[•·‣▪◦*-]\s", lines[number].text) and lines[number].kind != "item":
            break
        box.append(number)
    return box if len(box) > 1 else []


def _poll_above(lines: Sequence[PageLine], number: int) -> list[int]:
    """Return a question to the reader, its answers with their shares and the count of votes.

    A question tells a site's poll from the result of an election.
    """
    at = number - 1
    while at > 0 and _SHARE_OF_VOTES.match(lines[at].text[:80]):
        at -= 1
    asked = len(lines[at].text) < 120 and lines[at].text.endswith(("?", "？"))
    return list(range(at, number + 1)) if asked and number - at > 2 else []
