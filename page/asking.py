"""What the browser sends with a question -> what the pipeline is asked. Nothing is believed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.filters import Filter, Kind
from rag.answers import EVERYWHERE, SearchScope
from rag.settings import Settings

MOST_PASSAGES = 20
LENGTHS = {"short": 0.5, "normal": 1.0, "long": 2.0}  # times the tokens that the settings allow

_MOST_VALUES = 100  # of one kind of filter
_LONGEST = 1_000  # characters of a value
_LISTS = {
    "publishers": Kind.PUBLISHER,
    "languages": Kind.LANGUAGE,
    "documents": Kind.DOCUMENT,
}


@dataclass(frozen=True, slots=True)
class Tuning:
    """How much to read and to write; 0 is as the settings have it."""

    top_k: int = 0
    max_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """What a user did.

    Attributes:
        question: as typed.
        again: number of the turn that is asked anew without one of its filters, else 0.
        replaced: number of the turn that this one takes the place of, else 0.
        unwanted: words of the question that are not to be taken for a filter.
        filters: that the user set.
        tuning: what the user set.
    """

    question: str
    again: int = 0
    replaced: int = 0
    unwanted: frozenset[str] = frozenset()
    filters: tuple[Filter, ...] = ()
    tuning: Tuning = Tuning()


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pipeline is asked: see `RagPipeline.stream`."""

    question: str
    history: Sequence[str] = ()
    scope: SearchScope = EVERYWHERE
    cited: Sequence[str] = ()
    tuning: Tuning = Tuning()


def read_request(data: Mapping[str, Any], *, turns: int, settings: Settings) -> Request:
    """Return what the browser sent; whatever isn't of the right form is left out.

    Args:
        data: the details of the page's event.
        turns: how many there are in the conversation.
        settings: what the user's choice is measured by.
    """
    scope, options = _mapping(data.get("scope")), _mapping(data.get("options"))
    return Request(
        str(data.get("question", "")),
        again=_turn(data.get("again"), turns),
        replaced=_turn(data.get("replaced"), turns),
        unwanted=frozenset(_strings(data.get("unwanted"))),
        filters=(*_read_dates(scope), *_read_values(scope)),
        tuning=_read_tuning(options, settings),
    )


def _read_dates(scope: Mapping[str, Any]) -> Iterator[Filter]:
    first, last = (_day(scope.get(name)) for name in ("from", "to"))
    if first or last:
        if first and last and first > last:
            first, last = last, first
        yield Filter(Kind.DATE, f"{first or '..'}/{last or '..'}")


def _read_values(scope: Mapping[str, Any]) -> Iterator[Filter]:
    for name, kind in _LISTS.items():
        for value in _strings(scope.get(name)):
            yield Filter(kind, value)


def _read_tuning(options: Mapping[str, Any], settings: Settings) -> Tuning:
    passages = options.get("passages")
    top_k = passages if isinstance(passages, int) and 0 < passages <= MOST_PASSAGES else 0
    factor = LENGTHS.get(str(options.get("length")), 1.0)
    tokens = 0 if factor == 1.0 else max(8, round(settings.max_answer_tokens * factor))
    return Tuning(0 if top_k == settings.top_k else top_k, tokens)


def _turn(value: object, turns: int) -> int:
    return value if isinstance(value, int) and 1 <= value <= turns else 0


def _day(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return ""


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else []
    found = [v for v in values if isinstance(v, str) and v.strip() and len(v) <= _LONGEST]
    return list(dict.fromkeys(found))[:_MOST_VALUES]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
