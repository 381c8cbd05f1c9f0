"""What a reader is told of each sentence: its standing, what was withheld, values by date."""

from dataclasses import replace

import pytest

from page import texts
from page.answer_view import render_answer_text
from page.render import render_history, render_turn
from page.session import SHOWN_TURNS, Session
from page.texts import Text
from page.turns import Turn
from page.verdicts import render_verdicts
from rag.answers import Verdict
from tests.page_fakes import BUDGET, FIRST, GPU, SECOND, Page, answer_of, evidence, passage

CHECKED = ("2028년까지 5만 장입니다.", " [1]", {1: FIRST}, True)
QUOTED = (f"“{SECOND.text}”", " [2]", {2: SECOND}, True)
DOUBTED = ("아마 그렇습니다.", " [3]", {3: evidence(GPU, "20만 장까지")}, False)


def test_every_sentence_says_whether_it_is_checked_or_quoted():
    page = Page(render_answer_text(answer_of(CHECKED, QUOTED, DOUBTED), 1))
    assert [c["class"] for c in page.all("chip")] == [
        "chip checked", "chip verbatim", "chip unsupported",
    ]  # fmt: skip
    said = [c["data-verdict-en"] for c in page.all("chip")]
    assert said == [texts.STANDINGS[k].en for k in ("checked", "verbatim", "unsupported")]
    line = Page(render_verdicts(answer_of(CHECKED, QUOTED, CHECKED)))
    assert texts.standing("checked", 2).ko in line.text
    assert texts.standing("verbatim", 1).en in line.text
    assert not line.all("unsupported")


def test_a_sentence_with_two_sources_counts_once():
    two = ("2028년까지 5만 장입니다.", " [1][2]", {1: FIRST, 2: SECOND}, True)
    assert texts.standing("checked", 1).en in Page(render_verdicts(answer_of(two))).text


def test_what_was_withheld_is_counted_with_its_reasons():
    verdicts = (Verdict("figure", "6만 장"), Verdict("figure", "6만 장"), Verdict("odd", ""))
    answer = replace(answer_of(CHECKED), withheld=verdicts)
    page = Page(render_verdicts(answer))
    assert texts.withheld(3).ko in page.text and texts.withheld(3).en in page.text
    assert page.text.count(texts.WITHHELD_REASONS["figure"].ko) == 1
    assert "6만 장" in page.text
    assert texts.WITHHELD_OTHERWISE.en in page.text
    assert not Page(render_verdicts(answer_of(CHECKED))).all("withheld")


@pytest.mark.parametrize("kind", ["figure", "name", "contradiction", "kind", "language", "words"])
def test_each_kind_of_mistake_has_words_of_its_own(kind):
    answer = replace(answer_of(CHECKED), withheld=(Verdict(kind),))
    assert texts.WITHHELD_OTHERWISE.ko not in Page(render_verdicts(answer)).text


def dated(day, quote, marker):
    claim = f"{day} · {quote.document.publisher}: “{quote.text}”"
    return claim, f" [{marker}]", {marker: quote}, True


def test_values_of_two_dates_are_one_block():
    answer = answer_of(dated("2025-09-09", FIRST, 1), dated("2025-12-15", SECOND, 2), CHECKED)
    page = Page(render_answer_text(answer, 1))
    assert len(page.all("values")) == 1 and len(page.all("value")) == 2
    assert page.all("values")[0]["data-label-en"] == texts.BY_DATE.en
    assert "2025-09-09 · 근거 말뭉치: “5만 장" in page.text  # what is copied stays whole
    assert "".join(page.text.replace("\u2060", "").split()) == "".join(answer.text.split())


def test_one_dated_quotation_is_as_any_other():
    answer = answer_of(dated("2025-09-09", FIRST, 1), CHECKED)
    assert not Page(render_answer_text(answer, 1)).all("values")


def test_a_sentence_that_only_looks_dated_is_no_value():
    claim = ("2025-09-09 · 가람: 그렇게 말했다.", " [1]", {1: FIRST}, True)
    assert not Page(render_answer_text(answer_of(claim, claim), 1)).all("values")


def test_an_answer_that_was_withheld_as_a_whole_says_so():
    answer = answer_of(abstained=True, passages=[passage(BUDGET)], text="없습니다.")
    turn = Turn(1, "질문", answer=replace(answer, withheld=(Verdict("name", "가람시"),)))
    assert "가람시" in Page(render_turn(turn)).text


def test_what_could_be_asked_instead_stands_below_the_nearest_articles():
    answer = answer_of(abstained=True, passages=[passage(BUDGET)], text="없습니다.")
    turn = Turn(1, "질문", answer=answer, suggestions=(Text("이건요?", "This?"),))
    page = Page(render_turn(turn))
    assert page.all("example") and "이건요?" in page.text
    assert not Page(render_turn(replace(turn, suggestions=()))).all("example")


# -- long conversations -------------------------------------------------------------------


def test_a_long_conversation_shows_its_last_turns_and_a_way_to_the_others():
    session = Session(turns=[Turn(n, f"질문 {n}", stopped=True) for n in range(1, 201)])
    session.open("c", session.turns)
    page = Page(render_history(session))
    assert len(page.all("turn")) == SHOWN_TURNS
    assert page.all("turn")[-1]["data-turn"] == "200"
    assert str(200 - SHOWN_TURNS) in page.text
    assert page.all("conversation")[0]["data-conversation"] == "c"
    assert not Page(render_history(Session(turns=session.turns[:3]))).all("earlier")


def test_what_was_quoted_stays_when_the_model_dies():
    turn = Turn(1, "질문", searched="질문", quoted=FIRST, problem=Text("모델이 멈췄습니다", "Dead"))
    page = Page(render_turn(turn))
    assert FIRST.text in page.text and page.all("problem")
