"""The library -> HTML: the whole view, its list, a running job. All that comes in is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from index.documents import Span
from page import library_texts as texts
from page.library_charts import (
    bars_by_publisher,
    bars_over_time,
    draw_by_publisher,
    draw_over_time,
)
from page.library_jobs import Item, Job
from page.library_list import (
    COLUMNS,
    NONE,
    ListedState,
    Listing,
    ListQuery,
    counted_values,
    falls_first,
)
from page.texts import Text
from page.turns import bilingual, labelled
from rag.verify import CitationState

EACH_MB, TOTAL_MB = 100, 500  # of uploads; a reader takes files up to 100 MB

_NAMES = {
    "title": texts.NAME,
    "publisher": texts.PUBLISHER,
    "date": texts.DATE,
    "language": texts.LANGUAGE,
    "size": texts.SIZE,
    "state": texts.STATE,
    "alike": texts.ALIKE,
}
_MOST_CHOICES = 300  # publishers in the filter; the search finds the others


def render_library(
    listed: Sequence[ListedState],
    listing: Listing,
    query: ListQuery,
    *,
    snippets: Mapping[str, tuple[str, Sequence[Span]]],
    jobs: Sequence[Job],
    holder: str | None,
    accept: str,
) -> str:
    """Return the whole view.

    Args:
        listed: every article, for charts and filters.
        listing: what the list shows.
        query: what was asked for.
        snippets: by id, where the query's words stand in a text.
        jobs: that are not over.
        holder: which other process is writing the index; None if none is.
        accept: the suffixes of files that can be added, as a file field takes them.
    """
    parts = [
        f'<header class="library-head"><h1>{bilingual(texts.TITLE)}</h1>'
        f'<p class="library-count">{bilingual(texts.counted(len(listed), len(listed)))}</p>',
        _render_reindex() if listed else "",
        "</header>",
        _render_lock(holder),
        f'<div class="jobs" aria-live="polite">{"".join(map(render_job, jobs))}</div>',
    ]
    if not listed:
        parts.append(
            f'<div class="library-empty"><h2>{bilingual(texts.EMPTY)}</h2>'
            f"<p>{bilingual(texts.EMPTY_HINT)}</p></div>"
        )
    parts.append(_render_add(accept, opened=not listed))
    if listed:
        parts += [_render_charts(listed), _render_filters(listed, query)]
        shown = render_list(listing, query, snippets)
        parts.append(f'<div class="library-list" aria-live="polite">{shown}</div>')
    return "".join(parts)


def _render_reindex() -> str:
    hint = texts.REINDEX_HINT
    return (
        '<button type="button" class="plain" data-library="reindex"'
        f' data-hint-ko="{escape(hint.ko)}" data-hint-en="{escape(hint.en)}">'
        f"{bilingual(texts.REINDEX)}</button>"
    )


def _render_lock(holder: str | None) -> str:
    if holder is None:
        return ""
    return f'<p class="library-lock" role="status">{bilingual(texts.locked(holder))}</p>'


def _render_add(accept: str, *, opened: bool) -> str:
    return (
        f'<details class="library-add"{" open" if opened else ""}>'
        f"<summary>{bilingual(texts.ADD)}</summary>"
        '<form class="add-form"><div class="drop">'
        f"<span>{bilingual(texts.DROP_HERE)}</span> "
        f'<label class="plain">{bilingual(texts.CHOOSE_FILES)}'
        f'<input type="file" name="files" multiple accept="{escape(accept)}"></label>'
        f"<small>{bilingual(texts.limits(EACH_MB, TOTAL_MB))}</small></div>"
        '<div class="add-fields">'
        f"{_area('urls', texts.ADDRESS, texts.ADDRESS_HINT)}"
        f"{_area('text', texts.PASTE, texts.PASTE_HINT)}</div>"
        '<div class="add-end">'
        f'<small>{bilingual(texts.KEPT_HERE)}</small><button type="submit" class="strong">'
        f"{bilingual(texts.TAKE_IN)}</button></div></form></details>"
    )


def _area(name: str, label: Text, hint: Text) -> str:
    return (
        f"<label><span>{bilingual(label)}</span>"
        f'<textarea name="{name}" rows="2" data-placeholder-ko="{escape(hint.ko)}"'
        f' data-placeholder-en="{escape(hint.en)}"></textarea></label>'
    )


def _render_charts(listed: Sequence[ListedState]) -> str:
    charts = (
        (texts.OVER_TIME, bars_over_time(listed), draw_over_time),
        (texts.BY_PUBLISHER, bars_by_publisher(listed), draw_by_publisher),
    )
    figures = [
        f"<figure><figcaption>{bilingual(name)}</figcaption>{draw(bars)}</figure>"
        for name, bars, draw in charts
        if len(bars) > 1
    ]
    if not figures:
        return ""
    hint = f'<p class="hint">{bilingual(texts.BAR_HINT)}</p>'
    return f'<div class="library-charts">{"".join(figures)}{hint}</div>'


def _render_filters(listed: Sequence[ListedState], query: ListQuery) -> str:
    languages = [(name, name, n) for name, n in counted_values(listed, "language") if name]
    publishers = [
        (name or NONE, name, n) for name, n in counted_values(listed, "publisher")[:_MOST_CHOICES]
    ]
    states = [(state.name.lower(), words) for state, words in texts.STATES.items()]
    chosen = "".join(
        f'<option value="{key}"{_selected(key, query.state)}'
        f' data-text-ko="{escape(words.ko)}" data-text-en="{escape(words.en)}">'
        f"{escape(words.ko)}</option>"
        for key, words in states
    )
    return (
        '<form class="library-filters" role="search">'
        f'<input type="search" name="words" value="{escape(query.words)}"'
        f"{labelled(texts.SEARCH)}"
        f' data-placeholder-ko="{escape(texts.SEARCH.ko)}"'
        f' data-placeholder-en="{escape(texts.SEARCH.en)}">'
        f"{_select('language', texts.LANGUAGE, languages, query.language)}"
        f"{_select('publisher', texts.PUBLISHER, publishers, query.publisher)}"
        f"<label><span>{bilingual(texts.STATE)}</span>"
        f'<select name="state">{_any()}{chosen}</select></label>'
        f"{_date('since', texts.SINCE, query.since)}{_date('until', texts.UNTIL, query.until)}"
        f'<input type="hidden" name="cluster" value="{query.cluster or ""}">'
        f'<input type="hidden" name="sort" value="{escape(query.sort)}">'
        f'<input type="hidden" name="falling" value="{int(query.falling)}">'
        "</form>"
    )


def _any() -> str:
    words = texts.ANY
    return (
        f'<option value="" data-text-ko="{words.ko}" data-text-en="{words.en}">{words.ko}</option>'
    )


def _select(name: str, label: Text, values: Sequence[tuple[str, str, int]], chosen: str) -> str:
    unknown = texts.UNKNOWN
    options = "".join(
        f'<option value="{escape(value)}"{_selected(value, chosen)}'
        + (
            f">{escape(shown)} ({count:,})</option>"
            if shown
            else f' data-text-ko="{unknown.ko} ({count:,})" data-text-en="{unknown.en} ({count:,})"'
            f">{unknown.ko} ({count:,})</option>"
        )
        for value, shown, count in values
    )
    return (
        f'<label><span>{bilingual(label)}</span><select name="{name}">{_any()}{options}'
        "</select></label>"
    )


def _selected(value: str, chosen: str) -> str:
    return " selected" if value == chosen else ""


def _date(name: str, label: Text, value: str) -> str:
    return (
        f"<label><span>{bilingual(label)}</span>"
        f'<input type="date" name="{name}" value="{escape(value)}"></label>'
    )


# -- the list ------------------------------------------------------------------------------


def render_list(
    listing: Listing, query: ListQuery, snippets: Mapping[str, tuple[str, Sequence[Span]]]
) -> str:
    """Return one page of the list; see `render_library`."""
    counted = f"<p>{bilingual(texts.counted(listing.matching, listing.total))}</p>"
    clear = (
        f'<button type="button" class="plain" data-library="clear">{bilingual(texts.CLEAR)}'
        "</button>"
    )
    cluster = f"<p>{bilingual(texts.only_cluster())}</p>" if query.cluster else ""
    head = f'<div class="list-head">{counted}{cluster}{clear if query.narrowed else ""}</div>'
    if not listing.rows:
        return f'{head}<p class="nothing">{bilingual(texts.NOTHING_MATCHES)}</p>'
    columns = "".join(_render_column(name, query) for name in COLUMNS)
    rows = "".join(_render_row(one, snippets.get(one.document.id)) for one in listing.rows)
    return (
        f"{head}<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
        f"{_render_pages(listing)}"
    )


def _render_column(name: str, query: ListQuery) -> str:
    active = name == query.sort
    order = ("descending" if query.falling else "ascending") if active else "none"
    falling = not query.falling if active else falls_first(name)
    arrow = ("▼" if query.falling else "▲") if active else ""
    return (
        f'<th scope="col" class="{name}" aria-sort="{order}"><button type="button"'
        f' data-sort="{name}" data-falling="{int(falling)}">{bilingual(_NAMES[name])}'
        f'<i aria-hidden="true">{arrow}</i></button></th>'
    )


def _render_row(one: ListedState, snippet: tuple[str, Sequence[Span]] | None) -> str:
    document = one.document
    state = texts.STATES[one.state]
    warned = "" if one.state is CitationState.INTACT else " gone"
    alike = ""
    if document.alike > 1:
        alike = (
            f'<button type="button" class="plain" data-cluster="{document.cluster}"'
            f"{labelled(texts.alike(document.alike))}>{document.alike}</button>"
        )
    return (
        f'<tr><td class="title"><button type="button" data-open="{escape(document.id)}">'
        f'<bdi lang="{escape(document.language)}">{escape(document.title)}</bdi></button>'
        f"{_render_snippet(snippet, document.language)}</td>"
        f'<td class="publisher"><bdi>{escape(document.publisher) or "—"}</bdi></td>'
        f'<td class="date">{escape(document.date) or "—"}</td>'
        f'<td class="language">{escape(document.language)}</td>'
        f'<td class="size">{document.size:,}<span class="unit"> {bilingual(texts.SIZE)}</span></td>'
        f'<td class="state{warned}">{bilingual(state)}</td>'
        f'<td class="alike">{alike}</td></tr>'
    )


def _render_snippet(snippet: tuple[str, Sequence[Span]] | None, language: str) -> str:
    if snippet is None or not snippet[0]:
        return ""
    text, spans = snippet
    parts, end = [], 0
    for span in spans:
        parts += [escape(text[end : span.start]), f"<b>{escape(span.of(text))}</b>"]
        end = span.end
    found = f"…{''.join(parts)}{escape(text[end:])}…"
    return f'<span class="found" lang="{escape(language)}">{found}</span>'


def _render_pages(listing: Listing) -> str:
    if listing.pages == 1:
        return ""
    previous, following = listing.page - 1, listing.page + 1
    return (
        f'<nav class="pages"{labelled(texts.PAGES)}>'
        f"{_turn(previous, texts.PREVIOUS, possible=previous >= 1)}"
        f"<span>{listing.page} / {listing.pages}</span>"
        f"{_turn(following, texts.NEXT, possible=following <= listing.pages)}</nav>"
    )


def _turn(page: int, words: Text, *, possible: bool) -> str:
    disabled = "" if possible else " disabled"
    return (
        f'<button type="button" class="plain" data-page="{page}"{disabled}>{bilingual(words)}'
        "</button>"
    )


# -- jobs ----------------------------------------------------------------------------------


def render_job(job: Job) -> str:
    """Return what a job is doing or has done, file by file."""
    items = "".join(map(_render_item, job.items))
    button = ("dismiss", texts.DISMISS) if job.over else ("stop", texts.STOP)
    problem = f'<p class="problem">{bilingual(job.problem)}</p>' if job.problem else ""
    waiting = f"<p>{bilingual(texts.locked(job.holder))}</p>" if job.holder else ""
    return (
        f'<section class="job {job.state}" data-job="{job.id}" data-over="{int(job.over)}">'
        f"<h3>{bilingual(_said_of(job))}</h3>{waiting}{problem}{_render_progress(job)}"
        f"{f'<ul>{items}</ul>' if items else ''}"
        f'<button type="button" class="plain" data-library="{button[0]}">{bilingual(button[1])}'
        "</button></section>"
    )


def _said_of(job: Job) -> Text:
    if job.state == "waiting":
        return texts.QUEUED
    if job.state == "running":
        return texts.ADDING if job.kind == "add" else texts.READING_AGAIN
    if job.state == "stopped":
        return texts.STOPPED
    if job.state == "failed":
        return texts.NOT_DONE
    if any(item.state == "failed" for item in job.items):
        return texts.PARTLY
    return texts.ADDED if job.kind == "add" else texts.READ_AGAIN


def _render_progress(job: Job) -> str:
    if job.over or not job.total:
        return ""
    name = labelled(_said_of(job))
    return (
        f'<progress max="{job.total}" value="{job.done}"{name}></progress>'
        f'<p class="now"><span>{job.done:,} / {job.total:,}</span> '
        f"<bdi>{escape(job.title)}</bdi></p>"
    )


def _render_item(item: Item) -> str:
    state = f'<span class="item-state">{bilingual(texts.ITEM_STATES[item.state])}</span>'
    titles = "".join(f"<bdi>{escape(title)}</bdi>" for title in item.titles[:3])
    more = f"<small>+{len(item.titles) - 3}</small>" if len(item.titles) > 3 else ""
    problem = f'<p class="problem">{bilingual(item.problem)}</p>' if item.problem else ""
    return (
        f'<li class="{item.state}"><bdi class="item-name">{escape(item.name)}</bdi>{state}'
        f'<span class="item-titles">{titles}{more}</span>{problem}</li>'
    )
