"""The panel of sources -> HTML: articles with their quotes marked, and what became of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise

from index.documents import Document, Span
from page import texts
from page.texts import Text
from page.timeline import render_timeline
from page.turns import Turn, bilingual
from rag.answers import Citation, Passage, place_to_json
from rag.verify import CitationState

ARTICLE_LIMIT = 20_000  # characters; a longer text is shown around its quotes only
QUESTION_LIMIT = 2_500
_AROUND = 4_000  # characters of such a text shown on each side of a quote
_NEAR = 260  # characters on each side of a quote that are its surroundings
_GONE = {CitationState.CHANGED: texts.SOURCE_CHANGED, CitationState.REMOVED: texts.SOURCE_REMOVED}


def render_sources(turns: Iterable[Turn], states: Mapping[str, CitationState] | None = None) -> str:
    """Return the articles of every turn; the page shows one turn's at a time.

    Args:
        turns: the conversation.
        states: by id of an article, what became of it; one that isn't named is as it was.
    """
    sections = [_render_turn_sources(turn, states or {}) for turn in turns if turn.passages]
    hint = f'<p class="hint">{bilingual(texts.SOURCES_HINT)}</p>'
    return "".join(sections) or hint


def _render_turn_sources(turn: Turn, states: Mapping[str, CitationState]) -> str:
    citations: Sequence[Citation] = ()
    if turn.answer is not None:
        citations = sorted(turn.answer.citations, key=lambda citation: citation.marker)
    cited = documents_of(citations)
    others = [d for d in documents_of(turn.passages) if d.id not in {c.id for c in cited}]
    parts = [f'<p class="about">{escape(turn.question[:QUESTION_LIMIT])}</p>']
    heading = texts.SOURCES
    if not cited:
        abstained = turn.answer is not None and turn.answer.abstained
        heading = texts.NEAREST if abstained else texts.FOUND
    parts.insert(0, f"<h2>{bilingual(heading)}</h2>")
    parts.insert(
        0, f'<button type="button" class="quiet sheet-close">{bilingual(texts.BACK)}</button>'
    )
    parts.append(render_timeline([*cited, *others], {document.id for document in cited}))
    parts += [_render_card(document, turn, citations, states) for document in cited]
    if cited and others:
        parts.append(f"<h3>{bilingual(texts.ALSO_FOUND)}</h3>")
    parts += [_render_card(document, turn, citations, states) for document in others]
    return f'<section class="sources" data-turn="{turn.number}">{"".join(parts)}</section>'


def _render_card(
    document: Document,
    turn: Turn,
    citations: Sequence[Citation],
    states: Mapping[str, CitationState],
) -> str:
    quotes = {c.marker: c.evidence.span for c in citations if c.evidence.document.id == document.id}
    passages = [p for p in turn.passages if p.document.id == document.id]
    if quotes:
        snippet = quotes[min(quotes)].of(document.text)
    else:
        snippet = passages[0].text if passages else ""
    numbers = "".join(f"<b>{marker}</b>" for marker in sorted(quotes))
    markers = " ".join(map(str, sorted(quotes)))
    around = list(quotes.values()) or [passage.span for passage in passages]
    where = describe_place(document, min(around).start) if around else Text("", "")
    known = [
        part for part in (escape(describe(document)), bilingual(where) if where.en else "") if part
    ]
    alone = "" if known else " alone"
    gone = _GONE.get(states.get(document.id, CitationState.INTACT))
    body = render_article(document, quotes, around)
    if gone is not None:
        cited = (span.of(document.text) for span in quotes.values())
        body = "".join(f'<p class="gone">“{escape(words)}”</p>' for words in cited)
    return (
        f'<article class="card" data-document="{escape(document.id)}" data-markers="{markers}">'
        f'<button type="button" class="card-head" aria-expanded="false">'
        f'<span class="numbers">{numbers}</span>'
        f'<bdi class="title" lang="{escape(document.language)}">{escape(document.title)}</bdi>'
        f'<span class="detail">{" · ".join(known)}'
        f'<abbr class="language{alone}">{escape(document.language.upper())}</abbr></span>'
        f"{_render_extras(_outlets(document, passages), gone)}"
        f'<span class="snippet" lang="{escape(document.language)}">{escape(snippet)}</span>'
        f"</button>"
        f'<div class="article" hidden>{_render_scores(passages)}{body}'
        f'<p class="origin">{_render_origin(document)}</p><div class="card-tools">'
        f'<button type="button" class="quiet whole">{bilingual(texts.WHOLE)}</button>'
        f"{_render_original(document, around) if gone is None else ''}"
        f'<button type="button" class="quiet back">{bilingual(texts.BACK)}</button></div></div>'
        "</article>"
    )


def _render_scores(passages: Sequence[Passage]) -> str:
    """Return what the article's best passage was found by; shown to those who want to see it."""
    if not passages:
        return ""
    best = max(passages, key=lambda passage: passage.score)
    return f'<p class="scores">{bilingual(texts.scores(best.score, best.dense, best.lexical))}</p>'


def _render_original(document: Document, around: Sequence[Span]) -> str:
    """Return the button that opens the page or file itself, a PDF at the page of the quote."""
    address = next((a for a in (document.url, document.source) if _is_web(a)), "")
    if not address and document.source:
        address = f"/geungeo/documents/{document.id}/original"
        place = place_to_json(document, min(around).start) if around else {}
        if ".pdf" in document.source.lower() and "page" in place:
            address += f"#page={place['page']}"
    if not address:
        return ""
    return (
        f'<a class="quiet original" href="{escape(address)}" target="_blank"'
        f' rel="noopener noreferrer">{bilingual(texts.OPEN_ORIGINAL)}</a>'
    )


def _is_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://"))


def _render_extras(outlets: Sequence[str], gone: Text | None) -> str:
    """Return more lines under an article's name: who else has it, and is it still there."""
    lines = []
    if outlets:
        lines.append(f"{bilingual(texts.ALSO_IN)} <bdi>{escape(', '.join(outlets))}</bdi>")
    if gone is not None:
        lines.append(f'<strong class="state" role="status">{bilingual(gone)}</strong>')
    return "".join(f'<span class="detail">{line}</span>' for line in lines)


def _outlets(document: Document, passages: Sequence[Passage]) -> list[str]:
    """Return the other outlets (or files, where no outlet is known) that carry an article."""
    copies = [copy for passage in passages for copy in passage.copies]
    names = [copy.publisher or re.split(r"[/\\]", copy.source)[-1] for copy in copies]
    return [name for name in dict.fromkeys(names) if name and name != document.publisher]


def describe_place(document: Document, offset: int) -> Text:
    """Return where in its article a character stands: page, slide, sheet, heading."""
    said = [texts.place(kind, name) for kind, name in place_to_json(document, offset).items()]
    return Text(" · ".join(text.ko for text in said), " · ".join(text.en for text in said))


def render_article(document: Document, quotes: dict[int, Span], around: Sequence[Span] = ()) -> str:
    """Return the article's text, one paragraph a line, with its quotes in <mark>.

    Args:
        document: the article.
        quotes: the range of each source number that quotes it.
        around: what to keep of a text that is too long to show whole; default: the quotes.
    """
    text = document.text
    parts: list[str] = []
    end = 0
    kept = list(around) or list(quotes.values())
    for window in _windows(len(text), kept):
        if window.start > end:
            parts.append(f'<p class="gap">⋯ {bilingual(texts.SKIPPED)} ⋯</p>')
        end = window.end
        for line in re.compile(r"[^\n]+").finditer(text, window.start, window.end):
            if line.group().strip():
                span = Span(*line.span())
                far = "" if _is_near(span, kept) else ' class="far"'
                parts.append(f"<p{far}>{_render_line(text, span, quotes)}</p>")
    if end < len(text):
        parts.append(f'<p class="gap">⋯ {bilingual(texts.SKIPPED)} ⋯</p>')
    return f'<div class="article-text" lang="{escape(document.language)}">{"".join(parts)}</div>'


def _is_near(line: Span, around: Sequence[Span]) -> bool:
    """Return whether a paragraph belongs to the surroundings of what is shown first."""
    return not around or any(
        line.start < span.end + _NEAR and span.start - _NEAR < line.end for span in around
    )


def _render_line(text: str, line: Span, quotes: dict[int, Span]) -> str:
    bounds = {bound for span in quotes.values() for bound in (span.start, span.end)}
    inside = {bound for bound in bounds if line.start < bound < line.end}
    html = []
    for start, end in pairwise(sorted({line.start, line.end, *inside})):
        piece = escape(text[start:end])
        markers = [n for n, span in quotes.items() if span.start <= start and end <= span.end]
        if markers:
            named = " ".join(map(str, sorted(markers)))
            piece = f'<mark tabindex="-1" data-markers="{named}">{piece}</mark>'
        html.append(piece)
    return "".join(html)


def _windows(length: int, around: Sequence[Span]) -> list[Span]:
    """Return what to show of a text: all of it, or the merged surroundings of some spans."""
    if length <= ARTICLE_LIMIT:
        return [Span(0, length)]
    windows: list[Span] = []
    for span in sorted(around) or [Span(0, 0)]:
        start, end = max(0, span.start - _AROUND), min(length, span.end + _AROUND)
        if windows and start <= windows[-1].end:
            start, end = windows[-1].start, max(end, windows.pop().end)
        windows.append(Span(start, end))
    return windows


def _render_origin(document: Document) -> str:
    """Return where the article comes from; only a web address becomes a link."""
    label, source = bilingual(texts.ORIGIN), escape(document.source)
    if _is_web(document.source):
        source = f'<a href="{source}" target="_blank" rel="noopener noreferrer">{source}</a>'
    return f"{label} <span>{source}</span>" if document.source else ""


def describe(document: Document) -> str:
    """Return publisher and date, as far as they are known."""
    return " · ".join(filter(None, (document.publisher, document.date)))


def documents_of(found: Iterable[Passage | Citation]) -> list[Document]:
    """Return the articles of passages or citations, each once, in the order given."""
    documents = (f.document if isinstance(f, Passage) else f.evidence.document for f in found)
    return list({document.id: document for document in documents}.values())
