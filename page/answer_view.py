"""An answer -> HTML: its sentences with their marks, dated values side by side."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from index.documents import Span
from page import texts
from page.sources import describe, describe_place
from page.turns import bilingual, labelled, written
from page.verdicts import Standing, standing_of
from rag.answers import Answer, Citation, Evidence

_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")
_DATED = re.compile(r"(?P<when>\d{4}-\d\d-\d\d(?: · [^“\n]*)?): (?P<words>“.*)", re.DOTALL)


class _Piece(NamedTuple):
    """A stretch of the answer; `dated` where it is one value among others, with its date."""

    html: str
    dated: bool = False
    blank: bool = False


def render_answer_text(answer: Answer, turn: int) -> str:
    """Return the answer's words, with a chip for each mark that a citation stands behind.

    A mark counts only right behind the claim it belongs to; anything else that looks like
    one ("[2]" inside a quoted sentence, a number without citation) stays plain text. Dated
    quotations in a row become one block: values that changed, or that articles disagree on.
    """
    html = []
    for dated, group in groupby(_joined(list(_pieces(answer, turn))), key=lambda p: p.dated):
        words = "".join(piece.html for piece in group)
        html.append(
            f'<span class="values" role="group"{labelled(texts.BY_DATE)}>{words}</span>'
            if dated
            else words
        )
    return "".join(html)


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces; a value without another is as any sentence, no gap is left around two."""
    spoken = [piece for piece in pieces if not piece.blank]
    alone = {
        id(piece)
        for before, piece, after in zip([None, *spoken], spoken, [*spoken[1:], None], strict=False)
        if not (before and before.dated or after and after.dated)
    }
    pieces = [p._replace(dated=False) if id(p) in alone else p for p in pieces]
    for n, piece in enumerate(pieces):
        beside = (*pieces[max(0, n - 1) : n], *pieces[n + 1 : n + 2])
        if not (piece.blank and any(other.dated for other in beside)):
            yield piece


def _pieces(answer: Answer, turn: int) -> Iterator[_Piece]:
    claims: dict[Span, dict[int, Citation]] = {}
    for citation in answer.citations:
        claims.setdefault(citation.answer_span, {})[citation.marker] = citation
    position = 0
    for span in sorted(claims):
        if span.start < position:
            continue
        if between := answer.text[position : span.start]:
            yield _Piece(escape(between), blank=not between.strip())
        cited, claim = claims[span], span.of(answer.text)
        position, chips = span.end, ""
        if marks := _MARKS.match(answer.text, position):
            for mark in _MARK.finditer(marks.group()):
                known = cited.get(int(mark.group(1)))
                standing = standing_of(claim, cited.values())
                chips += render_chip(known, turn, standing) if known else escape(f" {mark.group()}")
            position = marks.end()
        yield _render_claim(claim, cited, chips)
    if rest := answer.text[position:]:
        yield _Piece(escape(rest), blank=not rest.strip())


def _render_claim(claim: str, cited: dict[int, Citation], chips: str) -> _Piece:
    standing = standing_of(claim, cited.values())
    dated = _DATED.fullmatch(claim) if standing is Standing.VERBATIM else None
    words = escape(claim)
    if dated:
        words = f"<b>{escape(dated['when'])}</b><i>: </i>{escape(dated['words'])}"
    html = f'<span class="claim {standing}">{words}</span>{chips}'
    return _Piece(f'<span class="value">{html}</span>' if dated else html, dated=bool(dated))


def render_chip(citation: Citation, turn: int, standing: Standing) -> str:
    """Return the number behind a sentence; hovering over it shows the quote, a click opens it."""
    document, quote = citation.evidence.document, citation.evidence.text
    place = describe_place(document, citation.evidence.span.start)
    standing = standing if citation.supported else Standing.UNSUPPORTED
    verdict = texts.STANDINGS[standing]
    attributes = {
        "data-turn": str(turn),
        "data-marker": str(citation.marker),
        "data-title": document.title,
        "data-quote": quote,
        "data-source": document.url or document.source,
    }
    for language, where, said in (
        ("ko", place.ko, verdict.ko),
        ("en", place.en, verdict.en),
    ):
        detail = " · ".join(filter(None, (describe(document), where)))
        attributes[f"data-detail-{language}"] = detail
        attributes[f"data-verdict-{language}"] = said
        attributes[f"data-label-{language}"] = (
            f"[{citation.marker}] {document.title}, {detail}: “{quote}” ({said})"
        )
    attributes["aria-label"] = attributes["data-label-ko"]  # until the script chooses
    # A link, not a button: only inline text stays on the line of the word before it, thanks to
    # the word joiner. The brackets are there to be copied and read out, not to be seen.
    label = f"<i>[</i>{citation.marker}<i>]</i>"
    return f'&#8288;<a href="#sources" class="chip {standing}"{written(attributes)}>{label}</a>'


def render_quotation(evidence: Evidence, chip: str = "") -> str:
    """Return words of an article as a quotation, with where they are from."""
    document = evidence.document
    return (
        f'<figure class="quotation"><blockquote lang="{escape(document.language)}">'
        f"{escape(evidence.text)}{chip}</blockquote>"
        f"<figcaption><bdi>{escape(document.title)}</bdi> · {escape(describe(document))}"
        "</figcaption></figure>"
    )


def render_took(answer: Answer) -> str:
    """Return how much was read, and how long that took."""
    articles = len({passage.document.id for passage in answer.passages})
    return f'<p class="took">{bilingual(texts.took(articles, answer.timings.total_s))}</p>'
