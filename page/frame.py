"""What stands around the conversation -> HTML: header, first page, composer, dialogs."""

from collections.abc import Sequence

from page import texts
from page.panel_texts import NARROW
from page.texts import Text
from page.turns import bilingual, labelled, written


def render_header() -> str:
    """Return the name of the program, its two views, and the buttons beside them."""
    views = "".join(
        f'<button type="button" class="view" data-view="{view}">{bilingual(name)}</button>'
        for view, name in (("chat", texts.VIEW_CHAT), ("library", texts.VIEW_LIBRARY))
    )
    return (
        f'<a class="skip" href="#question">{bilingual(texts.SKIP)}</a>'
        '<header class="top"><div class="brand"><strong>근거</strong><span>Geungeo</span></div>'
        f"<nav{labelled(texts.VIEWS)}>{views}</nav>"
        '<div class="tools">'
        f"{_tool('past', texts.CONVERSATIONS, _LIST)}"
        f"{_tool('clear', texts.NEW_CONVERSATION, _PLUS)}"
        f"{_tool('settings', texts.SETTINGS, _SLIDERS)}"
        f'<button type="button" class="quiet" data-do="language">'
        f"{bilingual(texts.SWITCH_LANGUAGE)}</button></div></header>"
    )


_LIST = '<path d="M4 6h16M4 12h16M4 18h10"/>'
_PLUS = '<path d="M12 5v14M5 12h14"/>'
_FUNNEL = '<path d="M4 6h16M7 12h10M10 18h4"/>'
_SLIDERS = (
    '<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.2"/>'
    '<circle cx="8.5" cy="17" r="2.2"/>'
)


def icon(paths: str) -> str:
    """Return a line drawing of 24 by 24 that takes the colour of the words beside it."""
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{paths}</svg>'


def _tool(action: str, name: Text, paths: str) -> str:
    return (
        f'<button type="button" class="quiet tool" data-do="{action}"{labelled(name)}>'
        f"{icon(paths)}<span>{bilingual(name)}</span></button>"
    )


def render_places() -> str:
    """Return the places that the page's scripts fill."""
    return (
        f'<aside id="conversations"{labelled(texts.CONVERSATIONS)}></aside>'
        f'<section id="library"{labelled(texts.VIEW_LIBRARY)}></section>'
        f'<dialog id="article"{labelled(texts.ARTICLE)}></dialog>'
        f'<dialog id="settings"{labelled(texts.SETTINGS)}></dialog>'
        '<div id="notice" role="status" hidden></div>'
    )


def render_status(text: Text, *, kind: str) -> str:
    """Return the line on what the program is doing; `kind` is loading, ready or failed."""
    role = "alert" if kind == "failed" else "status"
    detail = f"<b>{bilingual(texts.FAILED)}</b> " if kind == "failed" else ""
    return f'<p class="status {kind}" role="{role}">{detail}{bilingual(text)}</p>'


def render_welcome(examples: Sequence[Text] = (), *, empty: bool = False) -> str:
    """Return what an empty page says, with questions to start from.

    Args:
        examples: such questions.
        empty: there are no articles to ask about.
    """
    if empty:
        return (
            f'<div class="welcome"><h1>{bilingual(texts.NO_ARTICLES)}</h1>'
            f"<p>{bilingual(texts.ADD_ARTICLES)}</p>"
            '<button type="button" class="first view" data-view="library">'
            f"{bilingual(texts.TO_LIBRARY)}</button></div>"
        )
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
    """Return the text field with its buttons; the scripts bring them to life."""
    hint = {f"data-placeholder-{name}": getattr(texts.PLACEHOLDER, name) for name in ("ko", "en")}
    return (
        '<div id="narrowing" hidden></div><p id="narrowed" class="filters" hidden></p>'
        '<form class="composer">'
        f'<textarea id="question" rows="1" enterkeyhint="send"{labelled(texts.QUESTION_LABEL)}'
        f"{written(hint)}></textarea>"
        f'<button type="button" class="stop" data-do="stop" hidden>{bilingual(texts.STOP)}</button>'
        f'<button type="submit" class="send">{bilingual(texts.SEND)}</button></form>'
        '<div class="below"><button type="button" class="quiet" data-do="narrow"'
        f' aria-expanded="false" aria-controls="narrowing">{icon(_FUNNEL)}'
        f"<span>{bilingual(NARROW)}</span></button>"
        f'<p class="keys">{bilingual(texts.KEYS)}</p></div>'
        '<p id="said" class="unseen" aria-live="polite"></p>'
    )
