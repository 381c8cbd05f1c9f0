"""A scraped page as plain text -> the article: title and paragraphs, once, and nothing else.

The order matters: tags out, title found, tail cut at the first strong marker after some
prose, repeated lines dropped, the rest classified line by line. What is dropped is kept
with its reason, so that a reader can check it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from index.documents import Dropped
from index.sentences import ends_sentence

_MIN_PROSE_BEFORE_TAIL = 300  # characters
_TAG = re.compile(r"</?(?:p|div|span|br|strong|section|figure|img|a|table|li|h[1-6])\b", re.I)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "br",
        "section",
        "article",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "blockquote",
        "header",
        "footer",
        "strong",
    ]
)
_SKIPPED = frozenset(("script", "style", "figure", "figcaption", "noscript", "template", "svg"))

_TAIL = re.compile(
    r"""
      copyright | all\ rights\ reserved | ⓒ | © | 무단\s?전재 | 재배포\s?금지
    | ^핫이슈 | 많이\s?본\s | 베스트\s?기사 | ^관련\s?(?:기사|뉴스|자료) | 기사\s?모아\s?보기
    | ^댓글(?:\s?\d|$) | 로그인\s?후\s?댓글 | 인기\s?기사 | ^추천\s?(?:기사|뉴스) | 구독\s?신청
    | ^(?:related|recommended|more)\ (?:articles|stories|news) | ^most\ (?:read|popular)
    | ^comments?$ | ^leave\ a\ (?:comment|reply) | ^sign\ up\ for
    | 関連記事 | 無断転載 | アクセスランキング | ^あわせて読みたい
    | 相关(?:阅读|新闻) | 版权所有 | ^责任编辑 | 推荐阅读 | 相關(?:閱讀|新聞)
    | ^(?:noticias|art[ií]culos)\ relacionad | ^te\ puede\ interesar | ^lo\ m[aá]s\ le[ií]do
    | todos\ los\ derechos\ reservados
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"ⓒ|©|무단\s?전재|재배포\s?금지|all rights reserved", re.IGNORECASE)
_CAPTION = re.compile(
    r"""
      ^[▲△▶◀]\s*.*(?:사진|연합뉴스|제공|뉴시스|뉴스1)
    | \(?사진\s?[=:] | ⓒ | ©
    | ^\[[^\]]{2,20}\].*\d{4}\.\d{1,2}\.\d{1,2}\s+\S+@\S+$
    | ^(?:photo|image|写真|图片|foto)\s*[:：=]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT = re.compile(r"^\(?\s?(?:영상취재|영상편집|영상그래픽|촬영|그래픽|편집)\s?[:：/]")
_BYLINE = re.compile(
    r"^[가-힣]{2,4}\s?(?:기자|앵커|특파원)(?:\s?[(/>].*|입니다\.)?$"
    r"|^[A-Z0-9]{2,10} [가-힣]{2,4}입니다\.$"
    r"|^\S+@\S+\.\w+$|^(?:By|BY)\s+[A-Z][^.]*$|기자\s*/|기자\s*\(\S+@"
)
_STAMP_LINE = re.compile(
    r"^(?:기사\s?승인|기사\s?입력|최종\s?수정|등록일?|수정일?|입력|승인|작성일?|published|updated)"
    r"\s*[:：]?\s*\d",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"^(?:[•※+\-–·>]|공유하기|카카오톡|블로그|페이스북|트위터|주소\s?복사|인쇄|더보기|목록|미니플레이"
    r"|본문 글자|글자\s?크기|번역|share|print|menu|search|login|subscribe)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\W*[^.]{0,60}(?:https?://|www\.)\S+\W*$")
_HEAD_CUT = re.compile(r"\s+(?:작성일|등록일|입력|조회수?)\s*[:：]?\s*\d.*$")


_NEVER_PROSE = frozenset(("button", "date line", "address"))


@dataclass(frozen=True, slots=True)
class CleanedText:
    """An article without its page: the title, one paragraph a line, and what was left out."""

    title: str
    text: str
    dropped: tuple[Dropped, ...]

    @property
    def kept_share(self) -> float:
        """Share of the page's characters that was kept, 0 to 1."""
        kept = len(self.text) + len(self.title)
        return kept / max(1, kept + sum(len(piece.text) for piece in self.dropped))


def split_lines(raw: str) -> list[str]:
    """Return the non-empty lines of a page, HTML tags resolved if it holds any."""
    text = raw
    if len(_TAG.findall(raw)) >= 3:
        stripper = _TagStripper()
        stripper.feed(raw)
        stripper.close()
        text = "".join(stripper.parts)
    lines = (re.sub(r"[ \t\u00a0\u3000\u200b]+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def clean_page(lines: Sequence[str], *, fallback_title: str) -> CleanedText:
    """Return the article in `lines`.

    Args:
        lines: from `split_lines`.
        fallback_title: used when no line looks like a headline (a bare paragraph).
    """
    title, body_start = _find_title(lines)
    dropped = [Dropped(line, "before the headline") for line in lines[:body_start]]
    if title:
        dropped = [piece for piece in dropped if not piece.text.startswith(title)]
    end = _find_tail(lines, body_start)
    kept: list[str] = []
    seen = {title}
    for line in lines[body_start:end]:
        reason = "repeated" if line in seen else _furniture(line)
        if reason:
            dropped.append(Dropped(line, reason))
        else:
            kept.append(line)
            seen.add(line)
    dropped += [Dropped(line, "after the article") for line in lines[end:]]
    return CleanedText(title or fallback_title, "\n".join(kept), tuple(dropped))


def _find_title(lines: Sequence[str]) -> tuple[str, int]:
    """Return the headline and the number of the line after it.

    It is the longest line above the first byline or date stamp that is not prose; without a
    stamp, the first line if it is short and not a sentence.
    """
    for number, line in enumerate(lines[:5]):
        if _HEAD_CUT.search(line):  # headline, stamp and counters in one line
            return _HEAD_CUT.sub("", line), number + 1
    anchor = next(
        (i for i, line in enumerate(lines[:40]) if _STAMP_LINE.search(line) or _is_byline(line)),
        0,
    )
    first_prose = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    head = [
        (len(cut), -i)
        for i, line in enumerate(lines[: min(anchor, first_prose)] or lines[:1])
        if (cut := _HEAD_CUT.sub("", line)) and not _is_prose(cut) and not _furniture(line)
    ]
    if not head:
        return "", 0
    place = -max(head)[1]
    title = _HEAD_CUT.sub("", lines[place])
    return (title, place + 1) if len(title) <= 200 else ("", 0)


def _find_tail(lines: Sequence[str], start: int) -> int:
    prose = 0
    for number in range(start, len(lines)):
        line = lines[number]
        if prose >= _MIN_PROSE_BEFORE_TAIL and _starts_tail(line):
            return number
        if _is_prose(line):
            prose += len(line)
    return len(lines)


def _starts_tail(line: str) -> bool:
    marked = _COPYRIGHT if _is_prose(line) else _TAIL
    return len(line) < 300 and bool(marked.search(line))


def _is_prose(line: str) -> bool:
    return len(line) >= 25 and ends_sentence(line)


def _is_byline(line: str) -> bool:
    return len(line) < 80 and bool(_BYLINE.search(line))


def _furniture(line: str) -> str:
    """Return why `line` is not part of an article's text, or "" if it may be."""
    rules = (
        (_ADDRESS, "address"),
        (_STAMP_LINE, "date line"),
        (_CREDIT, "credit"),
        (_BUTTON, "button"),
        (_CAPTION, "photo caption"),
    )
    for pattern, reason in rules:
        if pattern.search(line) and not (reason in _NEVER_PROSE and _is_prose(line)):
            return reason
    if _is_byline(line):
        return "byline"
    if len(line) < 10 and not ends_sentence(line):
        return "too short"
    return ""


class _TagStripper(HTMLParser):
    """Text of an HTML fragment, a newline at each block, figures and scripts left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        if tag in _BLOCK:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and self._skipping:
            self._skipping -= 1
        if tag in _BLOCK:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(data)
