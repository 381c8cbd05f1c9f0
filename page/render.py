"""Turns of the conversation -> HTML. Pure functions; whatever comes from outside is escaped.

Texts of the page are written in both languages side by side (`bilingual`); the stylesheet
shows one of them, so switching the language needs no new rendering.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from index.documents import Document, Span
from page import texts
from page.texts import Text
from rag.answers import Answer, Citation, Delta, Done, Event, Evidence, Passage, Quoted, Retrieved
from rag.phrases import phrases_for

ARTICLE_LIMIT = 20_000  # characters; a longer text is shown around its quotes only
_AROUND = 4_000  # characters of such a text shown on each side of a quote
_QUESTION_LIMIT = 2_500
_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(slots=True)
class Turn:
    """One question and what is known of its answer so far; `number` counts from 1."""

    number: int
    question: str
    waiting: Text = texts.SEARCHING
    searched: str = ""
    passages: Sequence[Passage] = ()
    quoted: Evidence | None = None
    draft: str = ""
    answer: Answer | None = None
    problem: Text | None = None
    stopped: bool = False

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.stopped or self.answer is not None or self.problem is not None

    @property
    def understood(self) -> bool:
        """Whether the question was searched, so that a later one can follow up on it."""
        return bool(self.searched)

    def apply(self, event: Event) -> None:
        """Take in what the pipeline tells."""
        match event:
            case Retrieved(passages, searched):
                self.passages, self.searched = passages, searched
            case Quoted(evidence):
                self.quoted, self.waiting = evidence, texts.READING
            case Delta(text):
                self.draft, self.waiting = self.draft + text, texts.CHECKING
            case Done(answer):
                self.answer, self.passages = answer, answer.passages


def bilingual(text: Text) -> str:
    """Return the text in both languages; the page shows one."""
    spans = (
        f'<span class="say" lang="{language}">{escape(words)}</span>'
        for language, words in (("ko", text.ko), ("en", text.en))
    )
    return "".join(spans)


# -- the conversation --------------------------------------------------------------------


def render_turn(turn: Turn) -> str:
    """Return a question and its answer as far as it has come."""
    asked = turn.question[:_QUESTION_LIMIT]  # a longer one was refused anyway
    parts = [f'<p class="question">{escape(asked)}</p>']
    if turn.searched and turn.searched.strip() != turn.question.strip():
        parts.append(f'<p class="note">{bilingual(texts.EARLIER_TURNS)}</p>')
    if turn.problem is not None:
        parts.append(f'<p class="problem" role="alert">{bilingual(turn.problem)}</p>')
    elif turn.answer is not None:
        parts.append(_render_answer(turn, turn.answer))
    else:
        parts += _render_unfinished(turn)
    busy = "" if turn.finished else " data-busy"
    return f'<section class="turn" data-turn="{turn.number}"{busy}>{"".join(parts)}</section>'


def render_turns(turns: Iterable[Turn]) -> str:
    """Return the finished part of the conversation."""
    return "".join(render_turn(turn) for turn in turns)


def _render_unfinished(turn: Turn) -> Iterator[str]:
    if turn.quoted is not None:
        yield _render_quotation(turn.quoted, "")
    if turn.stopped:
        yield f'<p class="note">{bilingual(texts.STOPPED)}</p>'
        return
    if turn.draft:
        yield f'<p class="draft">{escape(turn.draft)}<span class="caret"></span></p>'
    yield f'<p class="waiting" role="status">{bilingual(turn.waiting)}</p>'


def _render_answer(turn: Turn, answer: Answer) -> str:
    if answer.abstained:
        return _render_abstention(turn, answer)
    quotation, shown = "", turn.quoted
    # Kept where it was while the answer was written, unless the answer is that quotation.
    if shown is not None and shown.text not in answer.text:
        for citation in answer.citations:
            if citation.evidence == shown:
                quotation = _render_quotation(shown, _render_chip(citation, turn.number))
                break
    articles = len({passage.document.id for passage in answer.passages})
    return (
        f'{quotation}<p class="answer" lang="{escape(answer.language)}">'
        f"{render_answer_text(answer, turn.number)}</p>"
        f'<p class="took">{bilingual(texts.took(articles, answer.timings.total_s))}</p>'
    )


def render_answer_text(answer: Answer, turn: int) -> str:
    """Return the answer's words, with a chip for each mark that a citation stands behind.

    A mark counts only right behind the claim it belongs to; anything else that looks like
    one ("[2]" inside a quoted sentence, a number without citation) stays plain text.
    """
    claims: dict[Span, dict[int, Citation]] = {}
    for citation in answer.citations:
        claims.setdefault(citation.answer_span, {})[citation.marker] = citation
    html, position = [], 0
    for span in sorted(claims):
        if span.start < position:
            continue
        html.append(escape(answer.text[position : span.start]))
        html.append(_render_claim(span.of(answer.text), claims[span]))
        position = span.end
        if marks := _MARKS.match(answer.text, position):
            for mark in _MARK.finditer(marks.group()):
                cited = claims[span].get(int(mark.group(1)))
                html.append(_render_chip(cited, turn) if cited else escape(f" {mark.group()}"))
            position = marks.end()
    html.append(escape(answer.text[position:]))
    return "".join(html)


def _render_claim(claim: str, citations: dict[int, Citation]) -> str:
    kinds = ["claim"]
    if any(claim.strip("“”") == citation.evidence.text for citation in citations.values()):
        kinds.append("verbatim")
    if not all(citation.supported for citation in citations.values()):
        kinds.append("unsupported")
    return f'<span class="{" ".join(kinds)}">{escape(claim)}</span>'


def _render_chip(citation: Citation, turn: int) -> str:
    document, quote = citation.evidence.document, citation.evidence.text
    detail = describe(document)
    spoken = f"[{citation.marker}] {document.title}, {detail}: “{quote}”"
    attributes = {
        "data-turn": str(turn),
        "data-marker": str(citation.marker),
        "data-title": document.title,
        "data-detail": detail,
        "data-quote": quote,
        "aria-label": spoken,
    }
    kind = "chip"
    if not citation.supported:
        kind = "chip unsupported"
        attributes["data-label-ko"] = f"{spoken} ({texts.NOT_VERIFIED.ko})"
        attributes["data-label-en"] = f"{spoken} ({texts.NOT_VERIFIED.en})"
    # A link, not a button: only inline text stays on the line of the word before it, thanks to
    # the word joiner. The brackets are there to be copied and read out, not to be seen.
    label = f"<i>[</i>{citation.marker}<i>]</i>"
    return f'&#8288;<a href="#sources" class="{kind}"{_attributes(attributes)}>{label}</a>'


def _render_quotation(evidence: Evidence, chip: str) -> str:
    document = evidence.document
    return (
        f'<figure class="quotation"><blockquote lang="{escape(document.language)}">'
        f"{escape(evidence.text)}{chip}</blockquote>"
        f"<figcaption><bdi>{escape(document.title)}</bdi> · {escape(describe(document))}"
        "</figcaption></figure>"
    )


def _render_abstention(turn: Turn, answer: Answer) -> str:
    sentence = phrases_for(answer.language).abstention
    if not answer.text.startswith(sentence):
        sentence = answer.text
    nearest = "".join(
        f'<li><button type="button" class="nearest" data-turn="{turn.number}"'
        f' data-document="{escape(document.id)}"><bdi>{escape(document.title)}</bdi>'
        f"<small>{escape(describe(document))}</small></button></li>"
        for document in documents_of(answer.passages)[:3]
    )
    listed = f"<h4>{bilingual(texts.NEAREST)}</h4><ul>{nearest}</ul>" if nearest else ""
    return (
        f'<div class="abstention"><p lang="{escape(answer.language)}">{escape(sentence)}</p>'
        f"{listed}</div>"
    )


# -- the sources -------------------------------------------------------------------------


def render_sources(turns: Iterable[Turn]) -> str:
    """Return the articles of every turn; the page shows one turn's at a time."""
    sections = [_render_turn_sources(turn) for turn in turns if turn.passages]
    hint = f'<p class="hint">{bilingual(texts.SOURCES_HINT)}</p>'
    return "".join(sections) or hint


def _render_turn_sources(turn: Turn) -> str:
    citations: Sequence[Citation] = ()
    if turn.answer is not None:
        citations = sorted(turn.answer.citations, key=lambda citation: citation.marker)
    cited = documents_of(citations)
    others = [d for d in documents_of(turn.passages) if d.id not in {c.id for c in cited}]
    parts = [f'<p class="about">{escape(turn.question[:_QUESTION_LIMIT])}</p>']
    heading = texts.SOURCES
    if not cited:
        abstained = turn.answer is not None and turn.answer.abstained
        heading = texts.NEAREST if abstained else texts.FOUND
    parts.insert(0, f"<h2>{bilingual(heading)}</h2>")
    parts += [_render_card(document, turn, citations) for document in cited]
    if cited and others:
        parts.append(f"<h3>{bilingual(texts.ALSO_FOUND)}</h3>")
    parts += [_render_card(document, turn, citations) for document in others]
    return f'<section class="sources" data-turn="{turn.number}">{"".join(parts)}</section>'


def _render_card(document: Document, turn: Turn, citations: Sequence[Citation]) -> str:
    quotes = {c.marker: c.evidence.span for c in citations if c.evidence.document.id == document.id}
    passages = [p for p in turn.passages if p.document.id == document.id]
    if quotes:
        snippet = quotes[min(quotes)].of(document.text)
    else:
        snippet = passages[0].text if passages else ""
    numbers = "".join(f"<b>{marker}</b>" for marker in sorted(quotes))
    markers = " ".join(map(str, sorted(quotes)))
    around = list(quotes.values()) or [passage.span for passage in passages]
    return (
        f'<article class="card" data-document="{escape(document.id)}" data-markers="{markers}">'
        f'<button type="button" class="card-head" aria-expanded="false">'
        f'<span class="numbers">{numbers}</span>'
        f'<bdi class="title" lang="{escape(document.language)}">{escape(document.title)}</bdi>'
        f'<span class="detail">{escape(describe(document))}'
        f'<abbr class="language">{escape(document.language.upper())}</abbr></span>'
        f'<span class="snippet" lang="{escape(document.language)}">{escape(snippet)}</span>'
        f"</button>"
        f'<div class="article" hidden>{render_article(document, quotes, around)}'
        f'<p class="origin">{_render_origin(document)}</p>'
        f'<button type="button" class="back">{bilingual(texts.BACK)}</button></div></article>'
    )


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
    for window in _windows(len(text), around or list(quotes.values())):
        if window.start > end:
            parts.append(f'<p class="gap">⋯ {bilingual(texts.SKIPPED)} ⋯</p>')
        end = window.end
        for line in re.compile(r"[^\n]+").finditer(text, window.start, window.end):
            if line.group().strip():
                parts.append(f"<p>{_render_line(text, Span(*line.span()), quotes)}</p>")
    if end < len(text):
        parts.append(f'<p class="gap">⋯ {bilingual(texts.SKIPPED)} ⋯</p>')
    return f'<div class="article-text" lang="{escape(document.language)}">{"".join(parts)}</div>'


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
    if document.source.lower().startswith(("https://", "http://")):
        source = f'<a href="{source}" target="_blank" rel="noopener noreferrer">{source}</a>'
    return f"{label} <span>{source}</span>" if document.source else ""


def describe(document: Document) -> str:
    """Return publisher and date, as far as they are known."""
    return " · ".join(filter(None, (document.publisher, document.date)))


def documents_of(found: Iterable[Passage | Citation]) -> list[Document]:
    """Return the articles of passages or citations, each once, in the order given."""
    documents = (f.document if isinstance(f, Passage) else f.evidence.document for f in found)
    return list({document.id: document for document in documents}.values())


# -- the rest of the page ----------------------------------------------------------------


def render_header() -> str:
    """Return the name of the program and the two buttons beside it."""
    return (
        '<header class="top"><div class="brand"><strong>근거</strong><span>Geungeo</span></div>'
        f'<nav><button type="button" class="quiet" data-do="clear">'
        f"{bilingual(texts.NEW_CONVERSATION)}</button>"
        f'<button type="button" class="quiet" data-do="language">'
        f"{bilingual(texts.SWITCH_LANGUAGE)}</button></nav></header>"
    )


def render_status(text: Text, *, kind: str) -> str:
    """Return the line on what the program is doing; `kind` is loading, ready or failed."""
    role = "alert" if kind == "failed" else "status"
    detail = f"<b>{bilingual(texts.FAILED)}</b> " if kind == "failed" else ""
    return f'<p class="status {kind}" role="{role}">{detail}{bilingual(text)}</p>'


def render_welcome(examples: Sequence[Text] = ()) -> str:
    """Return what an empty page says, with questions to start from."""
    buttons = "".join(
        f'<li><button type="button" class="example">{bilingual(text)}</button></li>'
        for text in examples
    )
    listed = f"<h2>{bilingual(texts.ASK_FOR_INSTANCE)}</h2><ul>{buttons}</ul>" if buttons else ""
    return (
        f'<div class="welcome"><h1>{bilingual(texts.TAGLINE)}</h1>'
        f"<p>{bilingual(texts.INTRODUCTION)}</p>{listed}</div>"
    )


def render_composer() -> str:
    """Return the text field with its buttons; script.js brings them to life."""
    attributes = {
        "data-label-ko": texts.QUESTION_LABEL.ko,
        "data-label-en": texts.QUESTION_LABEL.en,
        "data-placeholder-ko": texts.PLACEHOLDER.ko,
        "data-placeholder-en": texts.PLACEHOLDER.en,
    }
    return (
        '<form class="composer">'
        f'<textarea rows="1" enterkeyhint="send"{_attributes(attributes)}></textarea>'
        f'<button type="button" class="stop" data-do="stop" hidden>{bilingual(texts.STOP)}</button>'
        f'<button type="submit" class="send">{bilingual(texts.SEND)}</button></form>'
        f'<p class="keys">{bilingual(texts.KEYS)}</p>'
    )


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
