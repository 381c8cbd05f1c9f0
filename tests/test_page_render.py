import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from index.documents import Document, Span
from index.errors import QuestionError
from index.filters import Facets, Filter, Kind
from page import panel_texts, texts
from page.answer_view import render_answer_text
from page.frame import (
    render_composer,
    render_header,
    render_places,
    render_status,
    render_welcome,
)
from page.panels import render_articles, render_narrow, render_settings
from page.render import render_history, render_turn, render_turns
from page.session import Session
from page.sources import ARTICLE_LIMIT, render_article, render_sources
from page.texts import Text
from page.turns import Turn, bilingual
from rag.answers import (
    Answer,
    Citation,
    Delta,
    Done,
    Evidence,
    Quoted,
    Retrieved,
    Timings,
    Verdict,
)
from rag.phrases import PHRASES
from rag.settings import Settings
from tests.page_fakes import (
    BUDGET,
    FIRST,
    GPU,
    HOSTILE,
    Page,
    answer_of,
    evidence,
    passage,
)


def span_of(document, quote):
    start = document.text.index(quote)
    return Span(start, start + len(quote))


TARGET = evidence(GPU, "2030년에는 20만 장까지 늘린다.")


# -- answers ------------------------------------------------------------------------------


def test_chips_stand_where_the_marks_stand():
    answer = answer_of(
        ("2028년까지 5만 장입니다.", " [1]", {1: FIRST}, True),
        ("2030년에는 20만 장입니다.", " [2][1]", {2: TARGET, 1: FIRST}, True),
    )
    page = Page(render_answer_text(answer, turn=7))
    assert page.text.replace("\u2060", "") == (
        "2028년까지 5만 장입니다.[1] 2030년에는 20만 장입니다.[2][1]"
    )
    chips = page.all("chip")
    assert [(c["data-turn"], c["data-marker"]) for c in chips] == [
        ("7", "1"),
        ("7", "2"),
        ("7", "1"),
    ]
    assert [c["data-quote"] for c in chips] == [FIRST.text, TARGET.text, FIRST.text]


def test_a_chip_says_title_publisher_date_and_quote():
    answer = answer_of(("5만 장입니다.", " [1]", {1: FIRST}, True))
    (chip,) = Page(render_answer_text(answer, 1)).all("chip")
    for part in ("[1]", GPU.title, GPU.publisher, "2025-09-09", FIRST.text):
        assert part in chip["aria-label"]
    assert chip["data-title"] == GPU.title
    assert chip["data-detail-ko"] == "근거 말뭉치 · 2025-09-09"


def test_an_unsupported_citation_looks_different_and_says_so():
    answer = answer_of(
        ("그렇습니다.", " [1]", {1: FIRST}, True), ("아마도.", " [2]", {2: TARGET}, False)
    )
    first, second = Page(render_answer_text(answer, 1)).all("chip")
    assert "unsupported" not in first["class"]
    assert "unsupported" in second["class"]
    assert texts.NOT_VERIFIED.ko in second["data-label-ko"]
    assert texts.NOT_VERIFIED.en in second["data-label-en"]


def test_unknown_markers_stay_plain_text():
    answer = answer_of(("5만 장입니다.", " [1][9] [77]", {1: FIRST}, True))
    page = Page(render_answer_text(answer, 1))
    assert [chip["data-marker"] for chip in page.all("chip")] == ["1"]
    assert "[9]" in page.text and "[77]" in page.text


def test_a_mark_inside_a_quoted_claim_is_not_a_chip():
    document = Document("각주", "표 [1] 참고 [2].", "ko", "a.md")
    quote = evidence(document, document.text)
    answer = answer_of((f"“{quote.text}”", " [1]", {1: quote}, True))
    page = Page(render_answer_text(answer, 1))
    assert len(page.all("chip")) == 1
    assert page.text.startswith("“표 [1] 참고 [2].”")
    assert page.all("verbatim")


def test_a_mark_of_another_claim_is_not_a_chip_here():
    answer = answer_of(("하나.", " [2]", {1: FIRST}, True), ("둘.", " [2]", {2: TARGET}, True))
    assert len(Page(render_answer_text(answer, 1)).all("chip")) == 1


def test_overlapping_answer_spans_do_not_repeat_text():
    answer = Answer("q", "가나다라 [1]", "ko", False,
                    (Citation(1, FIRST, Span(0, 4), True), Citation(2, TARGET, Span(2, 4), True)),
                    (), Timings())  # fmt: skip
    assert Page(render_answer_text(answer, 1)).text.replace("\u2060", "") == "가나다라[1]"


def test_the_early_quotation_stays_above_an_answer_that_rests_on_it():
    turn = Turn(1, "질문", quoted=FIRST)
    turn.apply(Done(answer_of(("5만 장입니다.", " [1]", {1: FIRST}, True))))
    assert Page(render_turn(turn)).all("quotation")


@pytest.mark.parametrize(
    "claim",
    [
        (f"“{FIRST.text}”", " [1]", {1: FIRST}, True),  # the answer is that quotation
        ("20만 장입니다.", " [1]", {1: TARGET}, True),  # the answer rests on another sentence
    ],
)
def test_the_early_quotation_goes_where_it_would_repeat_or_mislead(claim):
    turn = Turn(1, "질문", quoted=FIRST)
    turn.apply(Done(answer_of(claim)))
    assert not Page(render_turn(turn)).all("quotation")


def test_a_turn_grows_with_the_events_and_is_busy_until_done():
    turn = Turn(3, "목표는?")
    assert "data-busy" in render_turn(turn)
    assert texts.SEARCHING.ko in render_turn(turn)
    turn.apply(Retrieved((passage(GPU),), "목표는?"))
    turn.apply(Quoted(FIRST))
    assert FIRST.text in Page(render_turn(turn)).text
    assert "2025-09-09" in Page(render_turn(turn)).text
    turn.apply(Delta("5만 "))
    turn.apply(Delta("장"))
    page = Page(render_turn(turn))
    assert page.all("draft") and "5만 장" in page.text
    assert "data-busy" in render_turn(turn)
    turn.apply(
        Done(answer_of(("2028년입니다.", " [1]", {1: FIRST}, True), passages=[passage(GPU)]))
    )
    page = Page(render_turn(turn))
    assert not page.all("draft") and page.all("chip")
    assert "data-busy" not in render_turn(turn)
    assert "3.2초" in page.text and "3.2 s" in page.text


def test_unchecked_words_are_gone_from_a_stopped_turn():
    turn = Turn(1, "목표는?", searched="목표는?", quoted=FIRST, draft="확인 안 된 말", stopped=True)
    page = Page(render_turn(turn))
    assert "확인 안 된 말" not in page.text
    assert FIRST.text in page.text and texts.STOPPED.ko in page.text
    assert turn.finished and turn.understood


def test_an_error_is_told_in_both_languages():
    turn = Turn(1, "?", problem=Text.of_error(QuestionError("질문이 비었습니다", "It is empty")))
    page = Page(render_turn(turn))
    assert page.all("problem")
    assert "질문이 비었습니다" in page.text and "It is empty" in page.text


@pytest.mark.parametrize("language", sorted(PHRASES))
def test_an_abstention_lists_the_nearest_articles_once(language):
    sentence = PHRASES[language].abstention
    answer = Answer(
        "q", f"{sentence} {PHRASES[language].nearest}: 「{GPU.title}」", language, True, (),
        (passage(GPU), passage(GPU, 2), passage(BUDGET, 3)), Timings(),
    )  # fmt: skip
    page = Page(render_turn(Turn(4, "q", answer=answer)))
    assert page.all("abstention") and not page.all("answer")
    assert [n["data-document"] for n in page.all("nearest")] == [GPU.id, BUDGET.id]
    assert page.text.count(sentence) == 1 and page.text.count(GPU.title) == 1
    assert "근거 말뭉치 · 2025-09-09" in page.text


# -- articles -----------------------------------------------------------------------------


def test_the_highlighted_text_is_the_quote_exactly():
    page = Page(render_article(GPU, {1: FIRST.span, 2: TARGET.span}))
    assert page.marked == {"1": FIRST.text, "2": TARGET.text}
    assert page.text.replace("\n", "") == GPU.text.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "한글 문장. 따옴표 “안”의 말 & <b>태그</b>. 끝.",
        "日本語の文。二番目の文です。終わり。",
        "عربي جملة. ثانية هنا. نهاية.",
        "emoji 👩‍👩‍👧 family. second 🇰🇷 one. e\u0301nd.",
        "a & b &amp; c. &lt;script&gt; stays. <img src=x onerror=alert(1)>.",
    ],
)
def test_every_range_of_a_text_can_be_marked(text):
    document = Document("제목", text, "ko", "a.md")
    for start in range(0, len(text), 3):
        for end in range(start + 1, len(text) + 1, 5):
            page = Page(render_article(document, {1: Span(start, end)}))
            assert page.marked == {"1": text[start:end]}
            assert page.text == text


def test_overlapping_quotes_are_each_complete():
    text = "가나다라마바사"
    page = Page(
        render_article(
            Document("t", text, "ko", "a"), {1: Span(0, 4), 2: Span(2, 6), 3: Span(2, 6)}
        )
    )
    assert page.marked == {"1": "가나다라", "2": "다라마바", "3": "다라마바"}


def test_a_quote_over_two_lines_is_marked_in_both():
    document = Document("t", "첫 줄 끝\n\n둘째 줄", "ko", "a")
    page = Page(render_article(document, {1: Span(4, 9)}))
    assert page.marked == {"1": "끝둘째"}


def test_a_very_long_article_is_shown_around_its_quotes():
    filler = "긴 글의 한 줄입니다.\n" * 2000
    text = filler + "여기가 근거다.\n" + filler * 2 + "저기도 근거다.\n" + filler
    document = Document("t", text, "ko", "a")
    assert len(text) > ARTICLE_LIMIT
    quotes = {n: span_of(document, q) for n, q in ((1, "여기가 근거다."), (2, "저기도 근거다."))}
    page = Page(render_article(document, quotes))
    assert page.marked == {"1": "여기가 근거다.", "2": "저기도 근거다."}
    assert len(page.text) < ARTICLE_LIMIT
    assert len(page.all("gap")) == 3
    assert len(Page(render_article(document, {})).text) < ARTICLE_LIMIT


# -- sources ------------------------------------------------------------------------------


def test_cited_articles_come_first_with_their_numbers():
    budget = evidence(BUDGET, BUDGET.text)
    answer = answer_of(
        ("9조 9천억 원.", " [1]", {1: budget}, True),
        ("5만 장, 20만 장.", " [2][3]", {2: FIRST, 3: TARGET}, True),
        passages=[passage(GPU), passage(BUDGET, 2), passage(GPU, 3)],
    )
    page = Page(render_sources([Turn(1, "질문", passages=answer.passages, answer=answer)]))
    cards = page.all("card")
    assert [card["data-document"] for card in cards] == [BUDGET.id, GPU.id]
    assert [card["data-markers"] for card in cards] == ["1", "2 3"]


def test_found_articles_appear_before_there_is_an_answer():
    turn = Turn(1, "질문")
    assert "card" not in render_sources([turn])
    turn.apply(Retrieved((passage(GPU), passage(BUDGET, 2)), "질문"))
    page = Page(render_sources([turn]))
    assert [card["data-markers"] for card in page.all("card")] == ["", ""]
    assert texts.FOUND.ko in page.text


def test_each_turn_keeps_its_own_sources():
    turns = [Turn(n, f"질문 {n}", passages=(passage(GPU),)) for n in (1, 2)]
    page = Page(render_sources(turns))
    assert [section["data-turn"] for section in page.all("sources")] == ["1", "2"]


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("https://example.org/?a=1&b=<2>", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("/home/me/기사.md", False),
        (' https://x" onclick="alert(1)', False),
    ],
)
def test_only_web_addresses_become_links(source, linked):
    document = Document("t", "본문.", "ko", source)
    page = Page(render_sources([Turn(1, "q", passages=(passage(document),))]))
    links = [a for tag, a in page.tags if tag == "a"]
    ours = f"/geungeo/documents/{document.id}/original"
    assert {link["href"] for link in links} == {source if linked else ours}
    assert source in page.text
    assert all(link["rel"] == "noopener noreferrer" for link in links)


# -- hostile text -------------------------------------------------------------------------


def everything(text):
    """Render every part of the page with `text` in every place that comes from outside."""
    document = Document(text, text, text, text, publisher=text, published=text)
    cited = Evidence(document, Span(0, len(text)), 1.0)
    claim = (text, " [1]", {1: cited}, False)
    withheld = (Verdict("figure", text[:40]), Verdict(text, ""))
    passages = (passage(document),)
    filters = (*(Filter(kind, text, text) for kind in Kind), Filter(Kind.TAG, text))
    done = Turn(1, text, searched=text + "x", quoted=FIRST, passages=passages, filters=filters)
    done.apply(Done(replace(answer_of(claim, passages=passages), withheld=withheld)))
    writing = Turn(2, text, searched=text, quoted=cited, draft=text, passages=passages)
    none = Turn(3, text, answer=answer_of(abstained=True, passages=passages, text=text))
    none.suggestions = (Text(text, text),)
    wrong = Turn(4, text, problem=Text(text, text), unkept=Text(text, text))
    facets = Facets((text,), (text,), ("ko",), (text,), (text,), text, text)
    turns = [done, writing, none, wrong]
    return (
        render_turns(turns)
        + render_sources(turns)
        + render_status(Text(text, text), kind="failed")
        + render_welcome([Text(text, text)])
        + render_header()
        + render_places()
        + render_composer()
        + render_narrow(facets)
        + render_articles([document])
        + render_settings(Settings(data=Path("x")), text)
        + render_history(Session(turns=turns, conversation=text, hidden=1))
        + bilingual(Text(text, text))
    )


def test_nothing_from_outside_becomes_page_code():
    harmless = Page(everything("평범한 글 [1] [2]"))
    hostile = Page(everything(HOSTILE))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    for (_, ours), (_, theirs) in zip(harmless.tags, hostile.tags, strict=True):
        assert set(theirs) == set(ours)
        assert not any(name.startswith("on") for name in theirs)
        assert not theirs.get("href", "").lower().startswith("javascript")
    assert HOSTILE in hostile.text
    unwanted = [chip["data-unwanted"] for chip in hostile.all("filter") if "data-again" in chip]
    assert [json.loads(words) for words in unwanted] == [[HOSTILE]] * len(Kind)


def test_hostile_text_is_shown_and_marked_as_it_is():
    document = Document("t", HOSTILE, "ko", "a")
    page = Page(render_article(document, {1: Span(0, len(HOSTILE))}))
    assert page.marked == {"1": HOSTILE}
    assert "<script" not in render_article(document, {1: Span(3, 30)})


# -- texts --------------------------------------------------------------------------------


def test_every_text_of_the_page_is_in_both_languages():
    said = [value for value in vars(texts).values() if isinstance(value, Text)]
    said += [*texts.STANDINGS.values(), *texts.WITHHELD_REASONS.values()]
    said += [texts.standing("checked", 1), texts.withheld(2), texts.earlier(3)]
    said += [value for value in vars(panel_texts).values() if isinstance(value, Text)]
    said += [*panel_texts.LENGTH_NAMES.values(), *panel_texts.THEMES.values()]
    said += [*texts.EXAMPLES, texts.ready(1, "m"), texts.ready(2, "m"), texts.took(5, 1.0)]
    said += [texts.without(Text("2025년", "2025"))]
    for text in said:
        assert text.ko and text.en
        if text is not texts.SWITCH_LANGUAGE:
            assert re.search("[가-힣]", text.ko), text
            assert not re.search("[가-힣]", text.en), text
    assert len(said) > 20


def test_both_languages_are_on_the_page_for_the_style_to_choose():
    page = Page(bilingual(Text("예 & 아니오", "yes & no")))
    assert [a["lang"] for a in page.all("say")] == ["ko", "en"]
    assert page.text == "예 & 아니오yes & no"
    assert unescape(bilingual(Text("&lt;", "x"))).count("&lt;") == 1
