"""Turns of the conversation -> HTML. Pure functions; whatever comes from outside is escaped.

Texts of the page are written in both languages side by side (`bilingual`); the stylesheet
shows one of them, so switching the language needs no new rendering.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape

from index.filters import Filter, Kind
from page import texts
from page.answer_view import render_answer_text, render_chip, render_quotation, render_took
from page.conversation_texts import REASONS
from page.frame import icon
from page.session import Session
from page.sources import QUESTION_LIMIT, describe, documents_of
from page.texts import Text
from page.turns import Turn, bilingual, labelled, written
from page.verdicts import Standing, render_verdicts
from rag.answers import Answer
from rag.phrases import phrases_for
from rag.understanding.filter_labels import describe as describe_filter

_PENCIL = '<path d="M4 20l1-4L16 5l3 3L8 19z"/>'
_COPY = '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 5H6a2 2 0 0 0-2 2v9"/>'
_AGAIN = '<path d="M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5"/>'
_UP = '<path d="M7 11v9H4v-9zM7 11l4-8c2 0 3 1 2 4l-1 3h6l1 2-2 8H7"/>'
_DOWN = '<g transform="rotate(180 12 12)">' + _UP + "</g>"


def render_history(session: Session) -> str:
    """Return the finished turns of a conversation, the last ones of a long one."""
    finished = [turn for turn in session.turns if turn.finished and turn.number > session.hidden]
    above = ""
    if session.hidden:
        above = (
            '<button type="button" class="quiet earlier" data-do="earlier">'
            f"{bilingual(texts.earlier(session.hidden))}</button>"
        )
    kept = f'<div class="conversation" data-conversation="{escape(session.conversation)}">'
    return f"{kept}{above}{render_turns(finished)}</div>" if finished else ""


def render_turns(turns: Iterable[Turn]) -> str:
    """Return turns one after the other."""
    return "".join(render_turn(turn) for turn in turns)


def render_turn(turn: Turn) -> str:
    """Return a question and its answer as far as it has come."""
    parts = [_render_question(turn), *_render_understood(turn)]
    if turn.problem is not None:
        if turn.quoted is not None:  # found, and true, whatever became of the model
            parts.append(render_quotation(turn.quoted))
        parts.append(f'<p class="problem" role="alert">{bilingual(turn.problem)}</p>')
    elif turn.answer is not None:
        parts.append(_render_answer(turn, turn.answer))
    else:
        parts += _render_unfinished(turn)
    if turn.finished:
        parts.append(_render_actions(turn))
    if turn.unkept is not None:
        parts.append(f'<p class="note unkept">{bilingual(turn.unkept)}</p>')
    busy = "" if turn.finished else " data-busy"
    return f'<section class="turn" data-turn="{turn.number}"{busy}>{"".join(parts)}</section>'


def _render_question(turn: Turn) -> str:
    asked = turn.question[:QUESTION_LIMIT]  # a longer one was refused anyway
    edit = _action("edit", texts.EDIT, _PENCIL) if turn.finished else ""
    return f'<div class="asked"><h2 class="question">{escape(asked)}</h2>{edit}</div>'


def _render_understood(turn: Turn) -> Iterator[str]:
    """Yield how the question was searched, and its filters, each of which can be taken back."""
    if turn.searched and turn.searched.strip() != turn.question.strip():
        words = f'<q lang="">{escape(turn.searched)}</q>'
        yield (
            f'<p class="note">{bilingual(texts.SEARCHED_AS)} {words}'
            f'<button type="button" class="quiet small" data-do="rephrase"'
            f' data-question="{escape(turn.searched)}">{bilingual(texts.REPHRASE)}</button></p>'
        )
    if turn.filters:
        chips = "".join(_render_filter(filter_, turn) for filter_ in turn.filters)
        yield f'<p class="filters"><span>{bilingual(texts.ONLY)}</span>{chips}</p>'


def _render_filter(filter_: Filter, turn: Turn) -> str:
    label = Text(*describe_filter(filter_))
    if filter_.kind is Kind.DOCUMENT:
        titles = {p.document.id: p.document.title for p in turn.passages}
        title = titles.get(filter_.value, "")
        label = Text(f"「{title}」", f"“{title}”") if title else label
    if not filter_.words:
        return f'<span class="filter">{bilingual(label)}</span>'
    attributes = {
        "data-question": turn.question,
        "data-unwanted": json.dumps([filter_.words]),
        "data-again": str(turn.number),
    }
    return (
        f'<button type="button" class="filter"{"" if turn.finished else " disabled"}'
        f"{written(attributes)}{labelled(texts.without(label))}>"
        f'{bilingual(label)}<i aria-hidden="true">×</i></button>'
    )


def _render_unfinished(turn: Turn) -> Iterator[str]:
    if turn.quoted is not None:
        yield render_quotation(turn.quoted)
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
                chip = render_chip(citation, turn.number, Standing.VERBATIM)
                quotation = render_quotation(shown, chip)
                break
    return (
        f'{quotation}<p class="answer" lang="{escape(answer.language)}">'
        f"{render_answer_text(answer, turn.number)}</p>"
        f'<div class="standing">{render_verdicts(answer)}{render_took(answer)}</div>'
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
    listed = f"<h3>{bilingual(texts.NEAREST)}</h3><ul>{nearest}</ul>" if nearest else ""
    instead = "".join(
        f'<li><button type="button" class="example">{bilingual(question)}</button></li>'
        for question in turn.suggestions
    )
    listed += f"<h3>{bilingual(texts.ASK_INSTEAD)}</h3><ul>{instead}</ul>" if instead else ""
    return (
        f'<div class="abstention"><p lang="{escape(answer.language)}">{escape(sentence)}</p>'
        f"{listed}</div>{render_verdicts(answer)}"
    )


# -- what can be done with a turn ----------------------------------------------------------


def _render_actions(turn: Turn) -> str:
    answered = turn.answer is not None
    buttons = [_action("copy", texts.COPY, _COPY)] if answered else []
    buttons.append(_action("again", texts.AGAIN, _AGAIN))
    if answered:
        buttons += [_action("up", texts.GOOD, _UP), _action("down", texts.BAD, _DOWN)]
    return f'<div class="actions">{"".join(buttons)}</div>{_render_reasons() if answered else ""}'


def _render_reasons() -> str:
    reasons = "".join(
        f'<label><input type="radio" name="reason" value="{name}">{bilingual(reason)}</label>'
        for name, reason in REASONS.items()
    )
    return (
        f'<form class="feedback" hidden><fieldset><legend>{bilingual(texts.WHAT_IS_WRONG)}</legend>'
        f'{reasons}</fieldset><textarea name="comment" rows="2"{labelled(texts.COMMENT)}'
        f"></textarea>"
        f'<button type="submit">{bilingual(texts.SEND_FEEDBACK)}</button></form>'
    )


def _action(name: str, label: Text, paths: str) -> str:
    return (
        f'<button type="button" class="action" data-do="{name}"{labelled(label)}'
        f' data-hint-ko="{escape(label.ko)}" data-hint-en="{escape(label.en)}">'
        f"{icon(paths)}</button>"
    )
