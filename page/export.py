"""A kept conversation -> Markdown, HTML or JSON.

In each, every citation carries its quote, offsets, source, address, date and the hash of its
article's text: as long as that text is indexed, it resolves (`geungeo verify` reads the JSON).
Whatever comes from articles or users is escaped.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, TypeAlias

from index.filters import Filter, Kind
from page import conversation_texts as texts
from page import texts as page_texts
from page.conversations import Conversation, KeptTurn
from page.texts import Text
from rag.understanding.filter_labels import describe

Json: TypeAlias = Mapping[str, Any]

_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_ADDRESS = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&|~#$])")
_LINE_START = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=]))")  # of a list or a heading
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{max-width:44rem;margin:2rem auto;padding:0 1rem;"
    "font:1rem/1.7 system-ui,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif;"
    "word-break:keep-all;overflow-wrap:anywhere}"
    "h1{font-size:1.6rem;line-height:1.35}h2{margin-top:2.5rem;font-size:1.15rem}"
    "h3{margin:1.2rem 0 .4rem;font-size:.9rem}"
    ".answer{white-space:pre-wrap}small,.note,footer{font-size:.85rem;opacity:.8}"
    "ol{padding-left:1.5rem}li{margin:.7rem 0}blockquote{margin:.2rem 0;padding-left:.8rem;"
    "border-left:3px solid}footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid}"
)


def file_name(conversation: Conversation, suffix: str) -> str:
    """Return what an exported file is called: "geungeo-가람교-보수.md"."""
    words = re.findall(r"\w+", conversation.title)
    name = "-".join(["geungeo", *words])[:60].rstrip("-")
    return f"{name}.{suffix}"


# -- JSON ----------------------------------------------------------------------------------


def export_json(conversation: Conversation, turns: Iterable[KeptTurn]) -> str:
    """Return a list of answers, keys as `geungeo ask --json` prints them, and a few more."""
    answers = [answer_json(conversation, kept) for kept in turns]
    return json.dumps(answers, ensure_ascii=False, indent=2) + "\n"


def answer_json(conversation: Conversation, kept: KeptTurn) -> dict[str, Any]:
    """Return one turn as an answer; one that has none has `answer` null and no citations."""
    turn, answer = kept.turn, kept.turn.get("answer") or {}
    withheld = [verdict["kind"] for verdict in answer.get("withheld", ())]
    known: dict[str, Any] = {"id": "", "question": "", "answer": None, "citations": []}
    return {
        **known,
        **answer,
        "id": f"{conversation.id}-{kept.number}",
        "question": turn["question"],
        "searched": turn.get("searched", ""),
        "filters": turn.get("filters", []),
        "withheld": withheld,
        "passages": turn.get("passages", []),
        "problem": turn.get("problem"),
        "stopped": turn.get("stopped", False),
        "asked": _time(kept.kept),
        "conversation": {"id": conversation.id, "title": conversation.title},
    }


# -- Markdown ------------------------------------------------------------------------------


def export_markdown(conversation: Conversation, turns: Sequence[KeptTurn], *, language: str) -> str:
    """Return the conversation in Markdown; what is around it in `language` ("ko" or "en")."""
    blocks = [f"# {_plain(conversation.title)}", _when(conversation, turns, language)]
    for kept in turns:
        blocks += _markdown_turn(kept, language)
    blocks += ["---", _said(texts.RESOLVABLE, language)]
    return "\n\n".join(blocks) + "\n"


def _markdown_turn(kept: KeptTurn, language: str) -> Iterator[str]:
    turn, answer = kept.turn, kept.turn.get("answer")
    yield f"## {kept.number}. {_plain(' '.join(turn['question'].split()))}"
    for label, words in _understood(turn, language):
        yield f"{label}: {_plain(words)}"
    if not answer:
        yield _plain(_without_answer(turn, language))
        return
    yield _plain(answer["answer"])
    if answer["citations"]:
        yield f"### {_said(texts.SOURCES, language)}"
        yield "\n".join(_markdown_citation(c, language) for c in answer["citations"])
    elif nearest := _nearest(turn, answer):
        yield f"### {_said(texts.NEAREST, language)}"
        yield "\n".join(f"- {_plain(_known(passage))}" for passage in nearest)


def _markdown_citation(citation: Json, language: str) -> str:
    quote = " ".join(citation["quote"].split())
    lines = [
        f"- \\[{citation['marker']}\\] “{_plain(quote)}”{_doubt(citation, language)}",
        _plain(_known(citation)),
        *(f"{label}: {_linked(words)}" for label, words in _origin(citation, language)),
    ]
    return "  \n  ".join(lines)


def _plain(text: str) -> str:
    """Return text as Markdown that shows it as it is: no markup, links or HTML of its own."""
    lines = _MARKDOWN.sub(r"\\\1", text).splitlines()
    return "  \n".join(_LINE_START.sub(r"\1\\", line.strip()) for line in lines)


def _linked(words: str) -> str:
    return f"<{words}>" if _ADDRESS.fullmatch(words) else _plain(words)


# -- HTML ----------------------------------------------------------------------------------


def export_html(conversation: Conversation, turns: Sequence[KeptTurn], *, language: str) -> str:
    """Return the conversation as one page that needs nothing else and runs nothing."""
    title = escape(conversation.title)
    body = "".join(_html_turn(kept, language) for kept in turns)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{title}</h1><p><small>{escape(_when(conversation, turns, language))}</small></p>"
        f"{body}<footer>{_code(escape(_said(texts.RESOLVABLE, language)))}</footer></body></html>\n"
    )


def _html_turn(kept: KeptTurn, language: str) -> str:
    turn, answer = kept.turn, kept.turn.get("answer")
    parts = [f"<h2>{kept.number}. {escape(turn['question'])}</h2>"]
    for label, words in _understood(turn, language):
        parts.append(f'<p class="note">{escape(label)}: {escape(words)}</p>')
    if not answer:
        parts.append(f'<p class="note">{escape(_without_answer(turn, language))}</p>')
    else:
        text = "".join(_html_answer(answer, kept.number))
        parts.append(f'<p class="answer" lang="{escape(answer["language"])}">{text}</p>')
        if answer["citations"]:
            cited = "".join(_html_citation(c, kept.number, language) for c in answer["citations"])
            parts.append(f"<h3>{escape(_said(texts.SOURCES, language))}</h3><ol>{cited}</ol>")
        elif nearest := _nearest(turn, answer):
            items = "".join(f"<li>{escape(_known(passage))}</li>" for passage in nearest)
            parts.append(f"<h3>{escape(_said(texts.NEAREST, language))}</h3><ul>{items}</ul>")
    return f"<section>{''.join(parts)}</section>"


def _html_answer(answer: Json, number: int) -> Iterator[str]:
    """Yield the answer's words; only marks right behind a cited claim become links."""
    text, position = answer["answer"], 0
    cited: dict[int, set[int]] = {}
    for citation in answer["citations"]:
        cited.setdefault(citation["answer_end"], set()).add(citation["marker"])
    for end in sorted(cited):
        if end < position or not (marks := _MARKS.match(text, end)):
            continue
        yield escape(text[position:end])
        for space, mark in re.findall(r"(\s?)\[(\d+)\]", marks.group()):
            words, linked = f"[{mark}]", int(mark) in cited[end]
            yield space + (f'<a href="#c{number}-{mark}">{words}</a>' if linked else words)
        position = marks.end()
    yield escape(text[position:])


def _html_citation(citation: Json, number: int, language: str) -> str:
    marker = int(citation["marker"])
    data = {
        "data-document": citation["document_id"],
        "data-source": citation["source"],
        "data-published": citation["published"],
        "data-text-hash": citation["text_hash"],
        "data-start": citation["start"],
        "data-end": citation["end"],
    }
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in data.items())
    url = citation["url"] or citation["source"]
    title = escape(_known(citation))
    if _ADDRESS.fullmatch(url):
        title = f'<a href="{escape(url)}" rel="noopener noreferrer">{title}</a>'
    origin = "<br>".join(
        f"{escape(label)}: {escape(words)}" for label, words in _origin(citation, language)
    )
    return (
        f'<li value="{marker}" id="c{number}-{marker}"{attributes}>'
        f'<blockquote lang="{escape(citation.get("language", ""))}">“{escape(citation["quote"])}”'
        f"{escape(_doubt(citation, language))}</blockquote>{title}<br><small>{origin}</small></li>"
    )


def _code(html: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html)


# -- both ----------------------------------------------------------------------------------


def _said(text: Text, language: str) -> str:
    return text.ko if language == "ko" else text.en


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")


def _when(conversation: Conversation, turns: Sequence[KeptTurn], language: str) -> str:
    days = dict.fromkeys(_time(at)[:10] for at in (conversation.created, conversation.updated))
    asked = _said(texts.turns(len(turns)), language)
    return " · ".join(filter(None, (page_texts.TITLE, " – ".join(days), asked)))


def _understood(turn: Json, language: str) -> Iterator[tuple[str, str]]:
    searched = turn.get("searched", "").strip()
    if searched and searched != turn["question"].strip():
        yield _said(texts.SEARCHED_AS, language), searched
    filters = [Filter(Kind(f["kind"]), f["value"], f["words"]) for f in turn.get("filters", ())]
    if filters:
        labels = (_said(Text(*describe(filter_)), language) for filter_ in filters)
        yield _said(texts.ONLY, language), ", ".join(labels)


def _without_answer(turn: Json, language: str) -> str:
    if problem := turn.get("problem"):
        return str(problem[language])
    return _said(texts.STOPPED if turn.get("stopped") else texts.UNREADABLE_TURN, language)


def _nearest(turn: Json, answer: Json) -> list[Json]:
    """Return the first passages of an answer that was not found, of different articles."""
    passages = turn.get("passages", ()) if answer["abstained"] else ()
    return list({passage["document_id"]: passage for passage in reversed(passages)}.values())[::-1][
        :3
    ]


def _known(article: Json) -> str:
    return " · ".join(
        filter(None, (article["title"], article["publisher"], article["published"][:10]))
    )


def _doubt(citation: Json, language: str) -> str:
    return "" if citation["supported"] else f" ({_said(texts.NOT_VERIFIED, language)})"


def _origin(citation: Json, language: str) -> Iterator[tuple[str, str]]:
    """Yield, with a label each, what a citation is found again by."""
    places = (page_texts.place(kind, name) for kind, name in citation.get("place", {}).items())
    where = texts.characters(citation["start"], citation["end"])
    source, url = citation["source"], citation["url"]
    found = ", ".join(_said(place, language) for place in (*places, where))
    yield _said(texts.ORIGIN, language), f"{source} ({found})"
    if url:
        yield _said(texts.ADDRESS, language), url
    yield _said(texts.TEXT_HASH, language), citation["text_hash"]
    yield _said(texts.ARTICLE, language), citation["document_id"]
