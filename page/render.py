"""Turns of the conversation -> HTML. Pure functions; whatever comes from outside is escaped.

Texts of the page are written in both languages side by side (`bilingual`); the stylesheet
shows one of them, so switching the language needs no new rendering.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from index.documents import Span
from index.filters import Filter
from page import texts
from page.sources import QUESTION_LIMIT, describe, describe_place, documents_of
from page.texts import Text
from page.turns import Turn, bilingual
from rag.answers import Answer, Citation, Evidence
from rag.phrases import phrases_for
from rag.understanding.filter_labels import describe as describe_filter

_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")


# -- the conversation --------------------------------------------------------------------


def render_turn(turn: Turn) -> str:
    """Return a question and its answer as far as it has come."""
    asked = turn.question[:QUESTION_LIMIT]  # a longer one was refused anyway
    parts = [f'<p class="question">{escape(asked)}</p>']
    parts += _render_understood(turn)
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


def _render_understood(turn: Turn) -> Iterator[str]:
    """Yield how the question was searched, and its filters, each of which can be taken back."""
    if turn.searched and turn.searched.strip() != turn.question.strip():
        words = f'<q lang="">{escape(turn.searched)}</q>'
        yield f'<p class="note">{bilingual(texts.SEARCHED_AS)} {words}</p>'
    if turn.filters:
        chips = "".join(_render_filter(filter_, turn) for filter_ in turn.filters)
        yield f'<p class="filters"><span>{bilingual(texts.ONLY)}</span>{chips}</p>'


def _render_filter(filter_: Filter, turn: Turn) -> str:
    label = Text(*describe_filter(filter_))
    if not filter_.words:
        return f'<span class="filter">{bilingual(label)}</span>'
    attributes = {
        "data-question": turn.question,
        "data-unwanted": json.dumps([filter_.words]),
        "data-again": str(turn.number),
        "data-label-ko": texts.without(label).ko,
        "data-label-en": texts.without(label).en,
    }
    attributes["aria-label"] = attributes["data-label-ko"]  # until the script chooses
    return (
        f'<button type="button" class="filter"{"" if turn.finished else " disabled"}'
        f"{_attributes(attributes)}>"
        f'{bilingual(label)}<i aria-hidden="true">×</i></button>'
    )


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
    if any(claim.endswith(f"“{citation.evidence.text}”") for citation in citations.values()):
        kinds.append("verbatim")
    if not all(citation.supported for citation in citations.values()):
        kinds.append("unsupported")
    return f'<span class="{" ".join(kinds)}">{escape(claim)}</span>'


def _render_chip(citation: Citation, turn: int) -> str:
    document, quote = citation.evidence.document, citation.evidence.text
    place = describe_place(document, citation.evidence.span.start)
    attributes = {
        "data-turn": str(turn),
        "data-marker": str(citation.marker),
        "data-title": document.title,
        "data-quote": quote,
    }
    for language, where, doubt in (
        ("ko", place.ko, texts.NOT_VERIFIED.ko),
        ("en", place.en, texts.NOT_VERIFIED.en),
    ):
        detail = " · ".join(filter(None, (describe(document), where)))
        spoken = f"[{citation.marker}] {document.title}, {detail}: “{quote}”"
        attributes[f"data-detail-{language}"] = detail
        attributes[f"data-label-{language}"] = (
            spoken if citation.supported else f"{spoken} ({doubt})"
        )
    attributes["aria-label"] = attributes["data-label-ko"]  # until the script chooses
    kind = "chip" if citation.supported else "chip unsupported"
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
