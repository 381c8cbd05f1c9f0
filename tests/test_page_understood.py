"""How a question was understood, as the page shows it: the words searched, the filters."""

import json

from index.filters import Filter, Kind
from page import texts
from page.render import render_turn
from page.texts import Text
from page.turns import Turn
from rag.answers import Answer, Done, Retrieved, Timings
from rag.phrases import PHRASES
from tests.page_fakes import GPU, OF_2025, OF_OUTLET, Page, passage


def test_the_words_that_were_searched_are_shown_where_they_are_others():
    page = Page(render_turn(Turn(2, "그건?", searched="목표는 왜?")))
    assert texts.SEARCHED_AS.ko in page.text and texts.SEARCHED_AS.en in page.text
    assert "목표는 왜?" in page.text
    assert texts.SEARCHED_AS.ko not in Page(render_turn(Turn(2, "그건?", searched=" 그건?"))).text


def understood(*filters, **fields):
    turn = Turn(3, "2025년 9월 기사에서 GPU는?", **fields)
    turn.apply(Retrieved((passage(GPU),), "GPU는?", filters))
    return Page(render_turn(turn))


def test_a_filter_of_the_question_is_a_button_that_asks_again_without_it():
    page = understood(OF_2025)
    (chip,) = page.all("filter")
    assert [tag for tag, attributes in page.tags if attributes == chip] == ["button"]
    assert chip["data-question"] == "2025년 9월 기사에서 GPU는?"
    assert json.loads(chip["data-unwanted"]) == ["2025년 9월 기사에서"]
    assert chip["data-again"] == "3"
    assert texts.ONLY.ko in page.text and texts.ONLY.en in page.text


def test_a_filter_waits_for_the_end_of_the_answer():
    turn = Turn(1, "2025년 9월 기사에서 GPU는?", filters=(OF_2025,))
    assert "disabled" in Page(render_turn(turn)).all("filter")[0]
    turn.stopped = True
    assert "disabled" not in Page(render_turn(turn)).all("filter")[0]


def test_a_filter_is_named_in_both_languages():
    page = understood(OF_2025, OF_OUTLET)
    date, outlet = page.all("filter")
    assert "2025년 9월September 2025" in page.text
    assert date["data-label-ko"] == texts.without(Text("2025년 9월", "September 2025")).ko
    assert date["data-label-en"] == texts.without(Text("2025년 9월", "September 2025")).en
    assert date["aria-label"] == date["data-label-ko"]
    assert "근거 말뭉치" in outlet["data-label-en"]


def test_a_filter_that_the_user_set_cannot_be_taken_back_here():
    page = understood(Filter(Kind.LANGUAGE, "ko"))
    (chip,) = page.all("filter")
    assert [tag for tag, attributes in page.tags if attributes == chip] == ["span"]
    assert "data-unwanted" not in chip
    assert "한국어 기사" in page.text and "Korean articles" in page.text
    assert not Page(render_turn(Turn(1, "GPU는?", searched="GPU는?"))).all("filter")


def test_filters_stay_with_an_answer_and_with_an_abstention():
    turn = Turn(1, "2025년 9월 기사에서 GPU는?")
    turn.apply(Retrieved((), "GPU는?", (OF_2025,)))
    emptied = f"{PHRASES['ko'].emptied}: 2025년 9월"
    turn.apply(Done(Answer("q", emptied, "ko", True, (), (), Timings(), filters=(OF_2025,))))
    page = Page(render_turn(turn))
    assert emptied in page.text
    assert len(page.all("filter")) == len(page.all("abstention")) == 1
    assert not page.all("nearest")
