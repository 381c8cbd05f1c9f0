"""The kept conversations -> HTML: a list by day, each line with its menu."""

from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from itertools import groupby

from page import conversation_texts as texts
from page.conversations import Conversation
from page.frame import icon
from page.texts import Text
from page.turns import bilingual, labelled

ROUTE = "/geungeo/conversations"
_DOTS = '<path d="M5.5 12h.01M12 12h.01M18.5 12h.01"/>'


def render_panel() -> str:
    """Return what stands above the list: its name and the field that searches it."""
    search = texts.SEARCH
    placeholder = "".join(
        f' data-placeholder-{language}="{escape(words)}"'
        for language, words in (("ko", search.ko), ("en", search.en))
    )
    return (
        f"<h2>{bilingual(texts.CONVERSATIONS)}</h2>"
        f'<input type="search" class="find" autocomplete="off" maxlength="200"'
        f' placeholder="{escape(search.ko)}"{placeholder}{labelled(search)}>'
        '<div class="kept"></div>'
    )


def render_list(
    conversations: Iterable[Conversation], *, current: str = "", searched: bool = False, today: date
) -> str:
    """Return the conversations under the days they were last used on.

    Args:
        conversations: the newest first.
        current: id of the one that is open, "" for none.
        searched: whether they are what a search found.
        today: what days are counted from.
    """
    parts = []
    for heading, group in groupby(conversations, key=lambda c: _period(c, today)):
        items = "".join(_render_item(conversation, current, heading) for conversation in group)
        parts.append(f"<h3>{bilingual(heading)}</h3><ul>{items}</ul>")
    nothing = texts.NONE_FOUND if searched else texts.NONE_YET
    return "".join(parts) or f'<p class="none" role="status">{bilingual(nothing)}</p>'


def _period(conversation: Conversation, today: date) -> Text:
    days = (today - datetime.fromtimestamp(conversation.updated).date()).days
    if days <= 0:
        return texts.TODAY
    if days == 1:
        return texts.YESTERDAY
    return texts.THIS_WEEK if days <= 7 else texts.EARLIER


def _render_item(conversation: Conversation, current: str, period: Text) -> str:
    id_, title = escape(conversation.id), escape(conversation.title)
    updated = datetime.fromtimestamp(conversation.updated).astimezone()
    shown = "%H:%M" if period in (texts.TODAY, texts.YESTERDAY) else "%Y-%m-%d"
    here = ' aria-current="true"' if conversation.id == current else ""
    exports = "".join(
        f'<a href="{ROUTE}/{id_}.{suffix}" download{labelled(texts.export_as(name))}>'
        f'<i aria-hidden="true">↓</i> {name}</a>'
        for suffix, name in texts.FORMATS.items()
    )
    return (
        f'<li data-conversation="{id_}"><button type="button" class="open"{here}>'
        f'<bdi class="title">{title}</bdi>'
        f'<small><time datetime="{updated.isoformat(timespec="seconds")}">'
        f"{updated:{shown}}</time> · {bilingual(texts.turns(conversation.turns))}</small>"
        f'</button><button type="button" class="more" aria-expanded="false"'
        f"{labelled(texts.more(conversation.title))}>"
        f'{icon(_DOTS)}</button><div class="choices" hidden>'
        f'<button type="button" class="rename">{bilingual(texts.RENAME)}</button>'
        f"{exports}"
        f'<button type="button" class="delete">{bilingual(texts.DELETE)}</button>'
        "</div></li>"
    )
