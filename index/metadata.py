"""Title, publisher, reporter and dates out of the lines of a page that has no markup.

Everything here reads; `cleaner.py` decides what stays. What a sentence of the article says
("the law of 1 May 2024 …") is never taken for metadata of the article.
"""

import re
from collections.abc import Iterator, Sequence

from index.articles import Metadata
from index.dates import date_spans, iso_date
from index.page_marks import is_date_line, is_prose, is_published_by
from index.page_occasions import ISSUE, ISSUED, PUBLISHED_BY
from index.page_words import reason_of_words
from index.publishers import known_publisher, publisher_of_address, unify_publisher
from index.reporters import reporters_of_line, reporters_of_lines

_TOP, _END = 1_500, 500  # lines of a long page that may say something of its article
_NEAR = 14  # lines below the headline
_HEAD = 40  # lines at the top of a page where a stamp without label may stand
_PUBLISHED = re.compile(
    r"(?:기사\s?승인|기사\s?입력|최초\s?(?:입력|등록|승인)|등록\s?(?:일시?|날짜)?|입력\s?(?:일시?"
    r"|시간)?|승인\s?(?:일시?)?|작성\s?(?:일시?|날짜)?|발행\s?일?|게재\s?일?|게시\s?일?"
    r"|송고\s?(?:일시?|시간)?|보도\s?일시?|발표\s?일"
    r"|発行日?|公開日?時?|配信日?時?|掲載日?|投稿日?|登録日?|发布(?:时间|日期|于)?|發布(?:時間"
    r"|日期|於)?|发表(?:时间|于)?|發表(?:時間)?|刊登"
    r"|(?:first\s)?published(?:\son)?|posted(?:\son)?|publicad[oa](?:\s(?:el|em))?"
    r"|fecha\sde\spublicación|veröffentlicht(?:\sam)?|erstellt(?:\sam)?|publiée?(?:\sle)?"
    r"|pubblicato(?:\sil)?|gepubliceerd(?:\sop)?|опубликовано|publicerad)"
    r"\s{0,3}(?:시간|일시)?\s{0,3}[:：|]?\s{0,3}",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:최종\s?(?:수정|편집|업데이트)\s?(?:일시?|시간)?|수정\s?(?:일시?|시간)?|업데이트|갱신"
    r"|最終更新日?時?|更新(?:日時?|时间|時間|于|於)?|修改(?:时间|時間)?"
    r"|(?:last\s)?(?:updated|modified)(?:\son)?|última\sactualización|actualizad[oa](?:\sel)?"
    r"|modificad[oa]|atualizado(?:\sem)?|(?:zuletzt\s)?aktualisiert(?:\sam)?|geändert(?:\sam)?"
    r"|(?:mise?\sà\sjour|modifiée?)(?:\sle)?|aggiornato(?:\sil)?|bijgewerkt|обновлено|uppdaterad)"
    r"\s{0,3}[:：|]?\s{0,3}",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"^(?:일시|날짜|日時|日付|时间|時間|date|datum|fecha)\s?[:：]\s?", re.IGNORECASE
)
_EVENT = re.compile(
    r"^\W*(?:[ㅇ○□■◦-]\s|(?:일시|기간|날짜|日時|期間|时间|時間|date|when|fecha|wann)\s?[:：])",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:来源|來源|出处|稿源)\s?[:：]\s?(?P<name>[^\s:：|｜（(]{2,15})")
_NOT_SECTIONS = frozenset("正文 본문 기사 기사본문 article artikel artículo".split())
_DATELINE = re.compile(r"[\[(（](?!사진|자료|제공)[^\])）=]{1,12}=(?P<name>[^\])）]{2,12})[\])）]")
_HOLDER = re.compile(
    r"(?:(?:copyright|저작권자?|ⓒ|©|\(c\)|著作権|版权所有|版權所有)[\s:：ⓒ©@|]{0,4}){1,4}(?:\(c\)"
    r"|by)?[\s,]{0,2}(?:(?:19|20)\d\d(?:\s?[-–~]\s?(?:(?:19|20)\d\d)?)?)?[\s,.]{0,3}"
    r"(?P<name>[^,<>\n\r|()（）.。·]{2,50})",
    re.IGNORECASE,
)
_NOT_HOLDER = re.compile(
    r"\s*(?:www\b\S*|https?:\S*|무단\s?.*|無断.*|転載.*|禁.*|未经.*|未經.*|all\s?rights.*"
    r"|alle\s?rechte.*|todos\s.*|tous\s.*)\s*$",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"(?:일보|신문|뉴스|방송|타임스|타임즈|경제|저널|투데이|미디어|데일리|통신|매거진|新聞|新报"
    r"|新報|日报|日報|晚报|晚報|時報|时报|通信|通讯社|放送|ニュース|タイムズ|新闻网|在线|网"
    r"|news|times|post|daily|herald|tribune|journal|gazette|courier|press|observer|chronicle"
    r"|express|echo|star|globe|guardian|today|magazine|review|independent|argus|bulletin|dispatch"
    r"|ledger|mercury|register|sentinel|standard|telegraph"
    r"|zeitung|nachrichten|anzeiger|rundschau|tageblatt|kurier|bote|presse|allgemeine|spiegel"
    r"|blatt|diario|periódico|noticias|faro|mundo|prensa|heraldo|correo|gaceta|journal|gazette"
    r"|quotidien|dépêche|progrès|monde|écho|matin|courrier|voix|messager|corriere|gazzetta|jornal"
    r"|folha|gazeta)s?$",
    re.IGNORECASE,
)
_EMAIL_OR_SITE = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,80}|(?:https?://)?www\.[\w.-]{1,80}")
_IN_ADDRESS = re.compile(r"/(?P<date>20\d\d(?:[/-]?)[01]\d(?:[/-]?)[0-3]\d)(?=[/_\-.\d])")
_TITLE_CUT = re.compile(r"\s+[|│–—\-:<·]\s+|\s*(?:::|｜|»|«)\s*|_(?=[^_\s])|\s+：\s*")
_PATH_CUT = re.compile(r"\s+[-–>›»|]\s+")
_LONGEST_CRUMB = 16  # letters of a part of a path
_MODIFIED_AFTER = re.compile(
    r"^\W{0,3}(?:更新|修正|修改|수정|업데이트|고침|updated|aktualisiert|actualizado"
    r"|mis à jour)\W*$",
    re.I,
)
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def read_metadata(lines: Sequence[str], *, raw: str = "", title: str = "") -> Metadata:
    """Return the metadata of the article in `lines` (raw page, not cleaned yet).

    Args:
        lines: the page's lines of text, in order.
        raw: the page as it came, searched for dates in addresses when no line has one.
        title: the headline, if it was found already.
    """
    if len(lines) > _TOP + _END:
        lines = (*lines[:_TOP], *lines[-_END:])
    place = place_of("\n".join(lines[:200])[:5_000])
    short = [line for line in lines if len(line) < 160]
    near = [line for line in _near(lines, title) if len(line) < 160]
    modified = (
        _labelled(near, _MODIFIED, place)
        or _dated_before(near, place)
        or _labelled(short, _MODIFIED, place)
    )
    published = (
        _labelled(near, _PUBLISHED, place)
        or _stamp(near, place, modified)
        or _labelled(short, _PUBLISHED, place)
        or _stamp(short[:_HEAD], place, modified)
        or ((printed := _printed_in(lines)) and iso_date(printed.group()[-40:]) or "")
        or _labelled(short[:6], _MEETING, "")
    )
    return Metadata(
        title=title,
        publisher=_publisher(lines, title, place),
        reporter=reporters_of_lines(lines),
        published=published or date_in_address(raw),
        modified=modified,
        section=_section(lines, title),
    )


def place_of(text: str) -> str:
    """Return the language whose country's time a text is in: "ko", "ja", "zh" or ""."""
    letters = max(1, len(re.findall(r"[^\W\d_]", text)))
    if len(_HANGUL.findall(text)) * 5 > letters:
        return "ko"
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if kana * 8 > letters:
        return "ja"
    return "zh" if han * 4 > letters else ""


def date_in_address(text: str) -> str:
    """Return the first date in the path of an address: "/2025/02/20/"; "" without one."""
    for match in _IN_ADDRESS.finditer(text):
        digits = re.sub(r"\D", "", match["date"])
        if found := iso_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"):
            return found
    return ""


def site_title(title: str, *, publisher: str = "") -> tuple[str, str]:
    """Return a page's title without the site's name, and that name; "" where there is none.

    Example: "다리 개통 - 가람일보" -> ("다리 개통", "가람일보")
    """
    parts = [part.strip() for part in _TITLE_CUT.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip(), ""
    site = parts[-1]
    named = publisher and _same(site, publisher)
    if not named and not (_MEDIA.search(site) or known_publisher(site)) or len(site) > 40:
        first = parts[0]
        if (publisher and _same(first, publisher)) or (len(first) < 20 and _MEDIA.search(first)):
            return title[title.index(first) + len(first) :].strip(" |│–—-:<·｜»_"), first
        return title.strip(), ""
    rest = title[: title.rindex(site)].rstrip(" |│–—-:<·｜»_：")
    # "Headline < Politics < Articles - Site": what stands behind the headline goes too.
    rest = re.split(r"\s+<\s+", rest)[0]
    return (rest.strip() or title.strip()), site


def path_parts(title: str) -> list[str]:
    """Return the parts of a title that is but a way to the page; [] for a headline.

    Example: "가람시 > 소식 > 새소식" -> ["가람시", "소식", "새소식"]
    """
    parts = _PATH_CUT.split(title.strip()[:200])
    return parts if len(parts) > 2 and max(map(len, parts)) <= _LONGEST_CRUMB else []


def is_no_headline(title: str, *, shown: bool) -> bool:
    """Return whether a page's title names what the page does, where it stands or its issue.

    Args:
        title: what the page's markup says.
        shown: whether a line of the page says the same.
    """
    if reason_of_words(title) == "button":
        return True
    rest = ISSUE.sub(" ", title)
    issue = rest != title and len(rest.split()) <= 2 and len(rest.strip()) <= 2 * _LONGEST_CRUMB
    return not shown and (issue or bool(path_parts(title)))


def _same(one: str, other: str) -> bool:
    plain = [re.sub(r"[\W_]+", "", name).lower() for name in (one, other)]
    return plain[0] == plain[1] or unify_publisher(one) == unify_publisher(other)


def _labelled(lines: Sequence[str], label: re.Pattern[str], place: str) -> str:
    """Return the date after the first label that has one, on its line or alone on the next."""
    for number, line in enumerate(lines):
        if is_prose(line) and not date_spans(line[:60]):
            continue
        for match in label.finditer(line):
            behind = line[match.end() : match.end() + 60]
            spans = date_spans(behind)
            if spans and spans[0][0] <= 6:
                return iso_date(behind, place=place)
            follows = lines[number + 1] if number + 1 < len(lines) else ""
            if not behind.strip() and is_date_line(follows):
                return iso_date(follows, place=place)
    return ""


def _dated_before(lines: Sequence[str], place: str) -> str:
    """Return the date of a line that says behind it that something was changed then."""
    for line in lines:
        for start, end in date_spans(line[:60]):
            if start < 3 and _MODIFIED_AFTER.match(line[end:]):
                return iso_date(line, place=place)
    return ""


def _near(lines: Sequence[str], title: str) -> Sequence[str]:
    """Return the lines below the headline and some above it; none without a headline."""
    if not title or title not in lines:
        return ()
    at = lines.index(title)
    return (*lines[at : at + _NEAR], *lines[max(0, at - 6) : at])


def _stamp(lines: Sequence[str], place: str, modified: str) -> str:
    """Return the date of the first line that tells nothing else, or stands by a name."""
    for line in lines:
        if is_prose(line) or len(line) > 140 or _MODIFIED.match(line):
            continue
        spans = [] if _EVENT.match(line) else date_spans(line)
        if spans and (is_date_line(line) or _is_stamp(line, spans) or _is_signed(line)):
            found = iso_date(line, place=place, reference=modified)
            if found:
                return found
    return ""


def _is_stamp(line: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a date with its clock stands among names: "2024-05-03 10:12 記者 …"."""
    return len(line) < 100 and any(
        re.search(r"\d[:：時时h]\s?\d", line[a:b]) or ISSUED.match(line[b:].lower())
        for a, b in spans
    )


def _is_signed(line: str) -> bool:
    """Return whether a line with a date is a byline: "By Tamsin Orrell · 4 June 2024"."""
    return len(line) < 80 and bool(reporters_of_line(line) or _outlet_beside_date(line))


def _outlet_beside_date(line: str) -> str:
    """Return the outlet in "Garam Daily · 9 May 2024"; "" for another line."""
    parts = re.split(r"\s[·|│–—]\s", line[:100])
    if len(parts) != 2 or not any(is_date_line(part) for part in parts):
        return ""
    return next((p for p in parts if _MEDIA.search(p) and not is_date_line(p)), "")


def _publisher(lines: Sequence[str], title: str, place: str) -> str:
    text = "\n".join(line[:600] for line in lines)
    for dateline in _DATELINE.finditer(text):
        if known := known_publisher(dateline["name"]):
            return known
    holders = list(_holders(lines))
    for name in holders:
        if known := known_publisher(name):
            return known
    for address in _EMAIL_OR_SITE.finditer(text):
        if known := publisher_of_address(address.group().rstrip(".")):
            return known
    if printed := _printed_in(lines):
        return unify_publisher(printed["name"])
    above = next(_names_above(lines, title), "")
    if not above and place and holders and holders[0].isascii():
        above = _in_head_and_imprint(lines, title)
    native = above and place and holders and holders[0].isascii()
    if holders and not native and not _is_outlet_of(above, holders[0]):
        return unify_publisher(holders[0])
    source = _SOURCE.search(text)
    named = source or next(_DATELINE.finditer(text), None)
    beside = next(filter(None, map(_outlet_beside_date, lines[:_HEAD])), "")
    return (
        above or (unify_publisher(named["name"]) if named else "") or beside or _in_imprint(lines)
    )


def _printed_in(lines: Sequence[str]) -> re.Match[str] | None:
    """Return the match of "Published in NAME on DAY", if the page's first lines say the name."""
    found = (PUBLISHED_BY.match(line) for line in lines if is_published_by(line))
    return next((m for m in found if m and m["name"].strip() in lines[:_NEAR]), None)


def _is_outlet_of(name: str, company: str) -> bool:
    """Return whether an outlet's name begins as its publishing house's, which is no outlet's."""
    first = [re.sub(r"^the\s", "", one.lower()).split()[:1] for one in (name, company)]
    return bool(name) and first[0] == first[1] and not _MEDIA.search(unify_publisher(company))


def _in_head_and_imprint(lines: Sequence[str], title: str) -> str:
    """Return a short line at the page's top that its last lines say again, in another line."""
    at = lines.index(title) if title in lines else 0
    for name in lines[: min(6, at)]:
        again = (line for line in lines[-25:] if name in line and line != name)
        if 3 <= len(name) <= 20 and not reason_of_words(name) and next(again, ""):
            return name
    return ""


def _in_imprint(lines: Sequence[str]) -> str:
    """Return the first words of an imprint at the page's end that the page says elsewhere too."""
    for line in lines[-12:]:
        parts = re.split(r"\s[·|｜│]\s", line[:200])
        name = parts[0].strip()
        short = len(parts) > 1 and 3 <= len(name) <= 40 and not reason_of_words(name)
        if short and sum(name in other for other in lines) > 1:
            return name
    return ""


def _holders(lines: Sequence[str]) -> Iterator[str]:
    """Yield who claims the copyright, from lines that do nothing else."""
    for line in lines:
        if len(line) > 300 or not re.search(
            r"ⓒ|©|\(c\)|copyright|저작권자|版权所有|版權所有", line, re.I
        ):
            continue
        captions = re.search(r"사진|photo|foto|写真|图", line, re.I)
        if captions or (
            is_prose(line) and not re.match(r"^\W*(?:ⓒ|©|\(c\)|copyright|저작권자)", line, re.I)
        ):
            continue
        if (
            not re.match(r"^\W*(?:ⓒ|©|\(c\)|copyright|저작권|版|著)", line, re.I)
            and "rights" not in line.lower()
        ):
            continue
        for match in _HOLDER.finditer(line):
            name = _NOT_HOLDER.sub("", _NOT_HOLDER.sub("", match["name"])).strip(" -–—:'\"@")
            if len(name) > 1 and not name[0].isdigit():
                yield name


def _names_above(lines: Sequence[str], title: str) -> Iterator[str]:
    for line in lines[:6] if title in lines[1:60] else ():
        if line == title:
            return
        if len(line) < 30 and _MEDIA.search(line) and not reason_of_words(line):
            yield line


def _section(lines: Sequence[str], title: str) -> str:
    """Return the section right above the headline: a menu's word, or "News > Economy"."""
    if not title or title not in lines[1:80]:
        return ""
    at = lines.index(title, 1)
    above = lines[at - 1]
    crumbs = [part.strip() for part in re.split(r"\s[>›»＞]\s", above)]
    if len(crumbs) > 1 and all(len(crumb) < 20 for crumb in crumbs):
        return next((c for c in reversed(crumbs) if c.lower() not in _NOT_SECTIONS), "")
    alone = len(above.split()) == 1 and len(above) < 24
    listed = any(above in line.split() for line in lines[: at - 1])
    in_menu = at > 1 and reason_of_words(lines[at - 2]) == "menu"
    return above if alone and not in_menu and (listed or reason_of_words(above) == "menu") else ""
