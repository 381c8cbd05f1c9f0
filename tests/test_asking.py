"""What the browser sends is believed only where it makes sense."""

from pathlib import Path

import pytest

from index.filters import Filter, Kind
from page.asking import Tuning, read_request
from rag.settings import Settings

SETTINGS = Settings(data=Path("x"), top_k=6, max_answer_tokens=128)


def read(**data):
    return read_request(data, turns=3, settings=SETTINGS)


def test_the_articles_chosen_become_filters():
    scope = {
        "from": "2025-01-01",
        "to": "",
        "publishers": ["가람일보", "온담신문", "가람일보"],
        "languages": ["ko"],
        "documents": ["0123456789abcdef"],
    }
    assert read(question="?", scope=scope).filters == (
        Filter(Kind.DATE, "2025-01-01/.."),
        Filter(Kind.PUBLISHER, "가람일보"),
        Filter(Kind.PUBLISHER, "온담신문"),
        Filter(Kind.LANGUAGE, "ko"),
        Filter(Kind.DOCUMENT, "0123456789abcdef"),
    )


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        ("2025-01-01", "2025-02-01", "2025-01-01/2025-02-01"),
        ("2025-02-01", "2025-01-01", "2025-01-01/2025-02-01"),
        ("", "2025-02-01", "../2025-02-01"),
        ("2025-02-30", "2025-03-01", "../2025-03-01"),
    ],
)
def test_dates_become_an_interval(first, last, value):
    assert read(scope={"from": first, "to": last}).filters == (Filter(Kind.DATE, value),)


@pytest.mark.parametrize(
    "data",
    [
        {"scope": "x", "options": [], "unwanted": {"a": 1}},
        {"scope": {"from": 5, "publishers": "가람", "languages": [1, None, ""]}},
        {"options": {"passages": "6", "length": {}}},
        {"options": {"passages": 10_000, "length": "endless"}},
        {"again": 4, "replaced": -1},
        {"again": "1", "replaced": 0},
    ],
)
def test_what_has_another_form_is_left_out(data):
    request = read(question="질문", **data)
    assert (request.filters, request.unwanted) == ((), frozenset())
    assert (request.again, request.replaced) == (0, 0)
    assert request.tuning == Tuning()


def test_length_and_passages_are_measured_by_the_settings():
    assert read(options={"length": "short", "passages": 9}).tuning == Tuning(9, 64)
    assert read(options={"length": "long", "passages": 6}).tuning == Tuning(0, 256)
    assert read(options={"length": "normal", "passages": 6}).tuning == Tuning()
