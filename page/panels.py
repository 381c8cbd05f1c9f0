"""The panels of settings and of which articles to ask -> HTML."""

from collections.abc import Iterable
from html import escape

from index.documents import Document
from index.filters import Facets
from page import panel_texts as texts
from page.asking import LENGTHS, MOST_PASSAGES
from page.sources import describe
from page.texts import Text
from page.turns import bilingual, labelled, written
from rag.settings import Settings
from rag.understanding.language_names import language_called

_FEWEST_PASSAGES = 3


def render_settings(settings: Settings, model: str) -> str:
    """Return the form of what a user can choose; the script fills in what was chosen before."""
    passages = "".join(
        f'<option value="{number}"{" data-usual" if number == settings.top_k else ""}>'
        f"{number}</option>"
        for number in sorted({*range(_FEWEST_PASSAGES, 13), MOST_PASSAGES, settings.top_k})
    )
    return (
        f'<form class="settings"><h2>{bilingual(texts.SETTINGS)}</h2>'
        f"{_row(texts.MODEL, f'<output>{escape(model) or bilingual(texts.NO_MODEL)}</output>')}"
        f"{_row(texts.LENGTH, _choice('length', texts.LENGTH_NAMES, LENGTHS))}"
        f'<label class="row"><span>{bilingual(texts.PASSAGES)}</span>'
        f'<select name="passages">{passages}</select></label>'
        f'<label class="row"><span>{bilingual(texts.SCORES)}</span>'
        '<input type="checkbox" name="scores"></label>'
        f"{_row(texts.THEME, _choice('theme', texts.THEMES, texts.THEMES))}"
        f'<p class="note">{bilingual(texts.WHERE_KEPT)}</p>'
        f'<h3>{bilingual(texts.KEYS)}</h3><dl class="shortcuts">{_shortcuts()}</dl></form>'
    )


def _row(name: Text, content: str) -> str:
    return f'<div class="row"><span>{bilingual(name)}</span>{content}</div>'


def _choice(name: str, names: dict[str, Text], values: Iterable[str]) -> str:
    options = "".join(
        f'<label><input type="radio" name="{name}" value="{value}">'
        f"<span>{bilingual(names[value])}</span></label>"
        for value in values
    )
    return f'<div class="choice" role="radiogroup">{options}</div>'


def _shortcuts() -> str:
    return "".join(
        f"<dt>{''.join(f'<kbd>{escape(key)}</kbd>' for key in keys)}</dt><dd>{bilingual(what)}</dd>"
        for keys, what in texts.SHORTCUTS
    )


def render_narrow(facets: Facets) -> str:
    """Return the form that says which articles an answer may rest on."""
    between = (
        f' min="{escape(facets.oldest)}" max="{escape(facets.newest)}"' if facets.oldest else ""
    )
    hint = {f"data-placeholder-{n}": getattr(texts.FIND_ARTICLES, n) for n in ("ko", "en")}
    languages = [(code, Text(*language_called(code))) for code in facets.languages]
    publishers = [(name, Text(name, name)) for name in facets.publishers]
    return (
        '<form class="narrow"><fieldset class="dates">'
        f"<legend>{bilingual(texts.DATES)}</legend>"
        f'<input type="date" name="from"{between}{labelled(texts.FROM)}><span>–</span>'
        f'<input type="date" name="to"{between}{labelled(texts.TO)}></fieldset>'
        f"{_boxes('publishers', texts.PUBLISHERS, publishers)}"
        f"{_boxes('languages', texts.LANGUAGES, languages)}"
        f'<fieldset class="chosen"><legend>{bilingual(texts.ARTICLES)}</legend>'
        f'<input type="search" autocomplete="off" maxlength="200"{labelled(texts.FIND_ARTICLES)}'
        f"{written(hint)}>"
        '<div class="found"></div></fieldset>'
        '<div class="narrow-end">'
        f'<button type="button" class="quiet" data-do="unnarrow">{bilingual(texts.ALL)}</button>'
        f'<button type="button" class="quiet" data-do="narrow">{bilingual(texts.DONE)}</button>'
        "</div></form>"
    )


def _boxes(name: str, legend: Text, values: Iterable[tuple[str, Text]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}">'
        f"<span>{bilingual(said)}</span></label>"
        for value, said in values
    )
    if not boxes:
        return ""
    return f"<fieldset><legend>{bilingual(legend)}</legend><div>{boxes}</div></fieldset>"


def render_articles(documents: Iterable[Document]) -> str:
    """Return articles to choose from."""
    boxes = "".join(
        f'<label><input type="checkbox" name="documents" value="{escape(document.id)}"'
        f' data-title="{escape(document.title)}"><span><bdi>{escape(document.title)}</bdi>'
        f"<small>{escape(describe(document))}</small></span></label>"
        for document in documents
    )
    return boxes or f'<p class="note">{bilingual(texts.NO_ARTICLE)}</p>'
