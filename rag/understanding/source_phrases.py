"""Phrases of a question that say whose articles it is about: according to X, X에서, X 폴더."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.filters import Kind
from rag.understanding.article_words import CLAUSE_END, EXCLUDED_AFTER, EXCLUDED_BEFORE
from rag.understanding.facet_names import FacetNames, Named, is_outlet


@dataclass(frozen=True, slots=True)
class Part:
    """A condition on articles and the words text[start:end] that say it.

    `inner` are the words without the noun ("2023년" of "2023년 기사만 보고"), for where nothing
    would be left without it; None if they are the same. Words that are `kept` can't be taken
    out of their sentence: "What did Reuters say?"
    """

    kind: Kind
    values: tuple[str, ...]
    start: int
    end: int
    inner: tuple[int, int] | None = None
    kept: bool = False


_THE = r"(?:(?:the|el|la|los|las|der|dem|die|den|das|le|les|báo|tờ)\s|l['’])?"
_TAG_AFTER = re.compile(
    r"['\"’”」』]?\s?(?:태그(?:가\s(?:붙은|달린)|인|의)?|タグ(?:の付いた)?|标签|標籤|tag\b)",
    re.IGNORECASE,
)
_TAG_BEFORE = re.compile(
    r"(?:태그(?:가|는)?|タグ|标签[为是]?|標籤|\btag(?:ged)?(?:\sas|\swith)?|\bSchlagwort|\bthẻ"
    r"|\betiqueta(?:d[oa]s?)?(?:\s(?:como|con))?|\bgetaggt mit|\bétiquetés?)\s?[:：]?\s?|#",
    re.IGNORECASE,
)
_FOLDER_AFTER = re.compile(
    r"['\"’”」』]?\s?(?:폴더|フォルダー?|文件夹|資料夾|Ordner|folder)", re.IGNORECASE
)
_FOLDER_BEFORE = re.compile(
    r"(?:폴더|フォルダー?|文件夹|資料夾|\b(?:folder|carpeta|Ordner|dossier|thư mục))\s?[:：]?\s?",
    re.IGNORECASE,
)
_REPORTER_AFTER = re.compile(r"\s?(?:기자|특파원|논설위원|記者|记者)(?:님)?(?=[^가-힣]|$|[의이가])")
_REPORTER_BEFORE = re.compile(r"(?:记者|記者|\b(?:reporter|journalist|Reporterin|periodista)\s)\s?")
_AROUND_BEFORE = re.compile(
    rf"(?:\b(?:in|from|within|of|en|de|im|aus|dans|trong)\s{_THE}|在|[从從])$", re.IGNORECASE
)
_AROUND_AFTER = re.compile(
    r"(?:\s?안)?(?:에서(?:는|만)?|에\s?있는|[의인](?=\s)|만|(?:の中)?(?:では?|の)|[中里裡]?的?)[,，、]?\s?"
)
_WROTE = re.compile(
    r"(?:이|가|님이)\s?(?:쓴|작성한|취재한|보도한)\s|が(?:書いた|報じた)|[写寫报報][的道]"
)
_WRITTEN_BY = re.compile(
    rf"\b(?:(?:written|reported|bylined) by|escrit[oa]s? por|geschrieben von|écrits? par)\s{_THE}",
    re.IGNORECASE,
)
# A name, then this. In the first the phrase is taken out, in the second it stays.
_SAYS = re.compile(
    r"에\s?(?:따르면|의하면)[,\s]{0,2}|(?:이|가|에서)\s(?:보도한|전한|다룬|소개한|취재한)\s"
    r"|에\s(?:실린|게재된|보도된|나온)\s|만\s(?:보고|봐서|참고해서?|기준으로)\s"
    r"|(?:によると|によれば)、?|が(?:報じた|伝えた)|\szufolge\b,?\s?",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s(?:reports|reported|reporting|writes|wrote|says|said|claims|claimed|berichtet|berichtete"
    r"|meldet|meldete|schreibt|schrieb|informó|informa|publicó|rapporte|écrit|đưa tin)\b"
    r"|[报報][道導导](?:称|說|说)?|は.{0,40}(?:報じ|伝え)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"에서(?:는|만)?(?=[\s,?.!]|$)")
_TOPIC = re.compile(r"(?:은|는|이|가)\s(?=[^.?!\n]{0,80}(?:보도|전했|전하|다뤘|다루|썼|기사))")
# What happens to a newspaper or inside it, rather than in its pages.
_BUSINESS = re.compile(
    r"파업|노조|사장|사옥|대표이사|채용|해고|직원|임직원|근무|일하|일했|입사|퇴사|인수|매각|제작|방영|방송(?!사)"
    r"|출연|출시|개발|창간|설립|압수수색|주최|개최|열린|열렸|주관"
    r"|\b(?:profits?|loss(?:es)?|earnings|revenue|layoffs|strike|staff)\b"
)
_ACCORDING = re.compile(
    r"(?:\b(?:according to|as (?:reported|published|seen) (?:by|in)|reported by|per|según|laut"
    rf"|de acuerdo con|nach Angaben (?:von|des|der)|selon|d['’]après|theo)\s{_THE}"
    r"|(?:根[据據]|[据據]|按照))",
    re.IGNORECASE,
)
_ACCORDING_END = re.compile(r"(?:的?(?:[报報][道導导]|消息))?[,，]?\s?")
_ASKED = re.compile(rf"\b(?:did|does|has|do)\s{_THE}", re.IGNORECASE)
_ASKED_END = re.compile(r"\s(?:say|said|report|write|publish|cover|mention)")
_FROM = re.compile(rf"\b(?:in|from|en|in|aus|dans|trên|auf)\s{_THE}", re.IGNORECASE)
_AND = (
    r"(?:[과와나랑]\s|이[나랑]\s|하고\s|\s?및\s|,\s?|、|·|[和与與或]|と|や"
    r"|\s(?:and|or|y|o|und|oder|et|ou|và|hoặc)\s)"
)
_AND_BEFORE = re.compile(rf"{_AND}$", re.IGNORECASE)
_AND_AFTER = re.compile(rf"{_AND}{_THE}", re.IGNORECASE)
_IN_PRINT = re.compile(r"보도[한된]|실린|게재된|報じた")
_SHORT = 12  # characters of a word that joins
_MOST = 8  # names in a list


def find_marks(text: str, names: FacetNames) -> list[Named]:
    """Return the tags, folders and reporters that are called so: 경제 태그, the AI folder.

    The word that calls them so belongs to the span.
    """
    found: list[Named] = []
    for kind, after, before in (
        (Kind.TAG, _TAG_AFTER, _TAG_BEFORE),
        (Kind.FOLDER, _FOLDER_AFTER, _FOLDER_BEFORE),
        (Kind.REPORTER, _REPORTER_AFTER, _REPORTER_BEFORE),
    ):
        for cue in after.finditer(text):
            if name := names.ending_at(text, cue.start(), kind):
                found.append(Named(name.start, cue.end(), kind, name.values))
        for cue in before.finditer(text):
            if name := names.starting_at(text, cue.end(), kind):
                found.append(Named(cue.start(), name.end, kind, name.values))
    return found


def find_source_phrases(text: str, names: FacetNames, marks: list[Named]) -> list[Part]:
    """Return the phrases that name a source without a word for articles."""
    parts = (
        *_marked(text, marks), *_written_by(text, names),
        *_said_by(text, names), *_according_to(text, names),
    )  # fmt: skip
    return [part for part in parts if not is_excluded(text, part.start, part.end)]


def is_excluded(text: str, start: int, end: int) -> bool:
    """Return whether a phrase says which articles are not wanted: not from X, X 빼고."""
    return bool(
        EXCLUDED_BEFORE.search(text, max(0, start - 20), start) or EXCLUDED_AFTER.match(text, end)
    )


def with_others(text: str, name: Named, names: FacetNames) -> Named:
    """Return a name together with those of its kind listed before it: A and B, A와 B."""
    values, start = name.values, name.start
    for _ in range(_MOST):
        joint = _AND_BEFORE.search(text, max(0, start - _SHORT), start)
        other = names.ending_at(text, joint.start(), name.kind) if joint else None
        if not other:
            break
        values, start = other.values + values, other.start
    return Named(start, name.end, name.kind, values)


def name_after(text: str, start: int, names: FacetNames, kind: Kind) -> Named | None:
    """Return the name at `start`, or one that an article just before it belongs to: El Diario."""
    article = text.rfind(" ", 0, max(0, start - 1)) + 1
    found = names.starting_at(text, start, kind) or (
        names.starting_at(text, article, kind) if start - article <= 4 else None
    )
    for _ in range(_MOST):
        joint = _AND_AFTER.match(text, found.end) if found else None
        other = names.starting_at(text, joint.end(), kind) if joint else None
        if not (found and other):
            break
        found = Named(found.start, other.end, kind, found.values + other.values)
    return found


def _marked(text: str, marks: list[Named]) -> Iterator[Part]:
    for mark in marks:
        if mark.kind is Kind.REPORTER:
            wrote = _WROTE.match(text, mark.end)
            if wrote:
                yield Part(mark.kind, mark.values, mark.start, wrote.end())
            continue
        before = _AROUND_BEFORE.search(text, max(0, mark.start - _SHORT), mark.start)
        after = _AROUND_AFTER.match(text, mark.end)
        start = before.start() if before else mark.start
        yield Part(mark.kind, mark.values, start, after.end() if after else mark.end)


def _written_by(text: str, names: FacetNames) -> Iterator[Part]:
    for cue in _WRITTEN_BY.finditer(text):
        for kind in (Kind.REPORTER, Kind.PUBLISHER):
            if name := name_after(text, cue.end(), names, kind):
                yield Part(kind, name.values, cue.start(), name.end)
                break


def _said_by(text: str, names: FacetNames) -> Iterator[Part]:
    for pattern in (_SAYS, _REPORTS, _PLACE, _TOPIC):
        for cue in pattern.finditer(text):
            name = names.ending_at(text, cue.start(), Kind.PUBLISHER)
            if not name:
                continue
            sure = all(is_outlet(value) for value in name.values)
            if pattern is _SAYS:
                sure = sure or bool(_IN_PRINT.search(cue.group()))
            else:
                sure = sure and not _BUSINESS.search(text, cue.end(), cue.end() + 40)
            if sure:
                name = with_others(text, name, names)
                kept = pattern is _REPORTS
                end = name.end if kept else cue.end()
                yield Part(name.kind, name.values, name.start, end, kept=kept)


def _according_to(text: str, names: FacetNames) -> Iterator[Part]:
    for pattern in (_ACCORDING, _ASKED, _FROM):
        for cue in pattern.finditer(text):
            name = name_after(text, cue.end(), names, Kind.PUBLISHER)
            if not name or not all(is_outlet(value) for value in name.values):
                continue
            start, end = cue.start(), name.end
            if pattern is _ACCORDING:
                closing = _ACCORDING_END.match(text, end)
                end = closing.end() if closing else end
            elif pattern is _ASKED:
                if not _ASKED_END.match(text, end):
                    continue
                start = name.start
            elif text[:start].strip() and not CLAUSE_END.match(text, end):
                continue  # a fire in the Daily Mirror building
            yield Part(name.kind, name.values, start, end, kept=pattern is _ASKED)
