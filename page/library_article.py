"""One article of the library -> HTML: its text, what is known of it, what cleaning left out."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from index.documents import Document, Dropped
from index.overrides import FIELDS, Override
from page import library_texts as texts
from page.texts import Text
from page.turns import bilingual, labelled

_LONGEST = 300_000  # characters of a text; a longer one is read in its original
_MOST_DROPPED = 500
_LONGEST_DROPPED = 2_000

_EDITED = {
    "title": texts.NAME,
    "publisher": texts.PUBLISHER,
    "published": texts.DATE,
    "language": texts.LANGUAGE,
}


def render_article(
    document: Document,
    *,
    sources: Sequence[str],
    copies: Sequence[Document],
    override: Override | None,
    has_file: bool,
) -> str:
    """Return an article with all that the index knows of it.

    Args:
        document: the article.
        sources: every file or address that holds it.
        copies: its near-duplicates.
        override: the edits of its metadata.
        has_file: whether a file that holds it is where it was.
    """
    language = escape(document.language)
    tools = _render_tools(document, has_file=has_file, override=override)
    warning = f'<p class="problem">{bilingual(texts.LITTLE_KEPT)}</p>' if document.raw else ""
    return (
        f'<article class="document" data-document="{escape(document.id)}">'
        f'<h2><bdi lang="{language}">{escape(document.title)}</bdi></h2>'
        f"{_render_details(document)}{tools}{_render_form(document, override)}{warning}"
        f'<div class="document-text" lang="{language}">{_render_text(document.text)}</div>'
        f"{_render_copies(copies)}{_render_dropped(document.dropped)}{_render_sources(sources)}"
        "</article>"
    )


def _render_details(document: Document) -> str:
    known = [
        (texts.PUBLISHER, document.publisher),
        (texts.DATE, document.date),
        (texts.REPORTER, document.reporter),
        (texts.MODIFIED, document.modified[:10]),
        (texts.SECTION, document.section),
        (texts.LANGUAGE, document.language),
        (texts.SIZE, f"{len(document.text):,}"),
        (texts.TAGS, ", ".join(document.tags)),
    ]
    shown = "".join(
        f"<div><dt>{bilingual(name)}</dt><dd><bdi>{escape(value)}</bdi></dd></div>"
        for name, value in known
        if value
    )
    return f'<dl class="details">{shown}</dl>'


def _render_tools(document: Document, *, has_file: bool, override: Override | None) -> str:
    links = []
    if document.url.lower().startswith(("https://", "http://")):
        links.append(
            f'<a class="plain" href="{escape(document.url)}" target="_blank"'
            f' rel="noopener noreferrer">{bilingual(texts.ORIGINAL)}</a>'
        )
    if has_file:
        address = f"/geungeo/documents/{escape(document.id)}/original"
        words = texts.DOWNLOAD if links else texts.ORIGINAL
        links.append(
            f'<a class="plain" href="{address}" target="_blank" rel="noopener">'
            f"{bilingual(words)}</a>"
        )
    if not links:
        links.append(f"<small>{bilingual(texts.ORIGINAL_GONE)}</small>")
    edited = f'<span class="edited">{bilingual(texts.EDITED)}</span>' if override else ""
    return (
        f'<div class="document-tools">{"".join(links)}'
        f"{_button('edit', texts.EDIT)}{_button('delete', texts.DELETE)}{edited}</div>"
    )


def _button(action: str, words: Text) -> str:
    return (
        f'<button type="button" class="plain" data-library="{action}">{bilingual(words)}</button>'
    )


def _render_form(document: Document, override: Override | None) -> str:
    fields = "".join(_render_field(name, document, override) for name in FIELDS)
    back = _button("revert", texts.TAKE_BACK) if override else ""
    return (
        f'<form class="document-form" hidden>{fields}<p class="problem" role="alert" hidden></p>'
        f'<div class="form-end"><button type="submit" class="strong">{bilingual(texts.SAVE)}'
        f"</button>{_button('cancel', texts.CANCEL)}{back}</div></form>"
    )


def _render_field(name: str, document: Document, override: Override | None) -> str:
    value = document.date if name == "published" else getattr(document, name)
    options = {
        "published": ' type="date"',
        "language": ' maxlength="2" size="3" pattern="[a-z]{2}" required',
        "title": " required",
    }
    was = ""
    if override is not None and name in override.edits:
        own = override.own[name] or "—"
        was = f'<small class="was"><s><bdi>{escape(own)}</bdi></s></small>'
    return (
        f'<label class="{name}"><span>{bilingual(_EDITED[name])}</span>'
        f'<input name="{name}" value="{escape(value)}"{options.get(name, "")}'
        f' maxlength="300" autocomplete="off">{was}</label>'
    )


def _render_text(text: str) -> str:
    lines = text[:_LONGEST].split("\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
    rest = f'<p class="gap">⋯ {bilingual(texts.REST)}</p>' if len(text) > _LONGEST else ""
    return paragraphs + rest


def _render_copies(copies: Sequence[Document]) -> str:
    if not copies:
        return ""
    items = "".join(
        f'<li><button type="button" data-open="{escape(copy.id)}">'
        f'<bdi lang="{escape(copy.language)}">{escape(copy.title)}</bdi></button> '
        f"<small>{escape(' · '.join(filter(None, (copy.publisher, copy.date))))}</small></li>"
        for copy in copies
    )
    return f"<section><h3>{bilingual(texts.SAME_STORY)}</h3><ul>{items}</ul></section>"


def _render_dropped(dropped: Sequence[Dropped]) -> str:
    if not dropped:
        return f'<p class="quiet-line">{bilingual(texts.NOTHING_DROPPED)}</p>'
    groups = groupby(dropped[:_MOST_DROPPED], key=lambda piece: piece.reason)
    listed = "".join(
        f"<dt>{escape(reason)}</dt>"
        + "".join(f"<dd>{escape(piece.text[:_LONGEST_DROPPED])}</dd>" for piece in pieces)
        for reason, pieces in groups
    )
    return (
        f'<details class="dropped"><summary>{bilingual(texts.DROPPED)} ({len(dropped):,})</summary>'
        f"<dl>{listed}</dl></details>"
    )


def _render_sources(sources: Sequence[str]) -> str:
    items = "".join(f"<li><bdi>{escape(source)}</bdi></li>" for source in sources)
    return (
        f"<section{labelled(texts.SOURCES)}><h3>{bilingual(texts.SOURCES)}</h3>"
        f'<ul class="source-names">{items}</ul></section>'
    )
