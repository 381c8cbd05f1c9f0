from dataclasses import replace

import pytest

from index.documents import Document, Landmark
from page import texts
from page.answer_view import render_answer_text
from page.sources import render_sources
from page.turns import Turn
from rag.verify import CitationState
from tests.page_fakes import FIRST, GPU, Page, answer_of, evidence, passage


def test_a_citation_names_page_and_heading_in_both_languages():
    marks = (Landmark(0, "page", "1"), Landmark(0, "heading", "배경"), Landmark(10, "page", "2"))
    document = Document(
        "보고서", "첫 쪽의 글이다.\n둘째 쪽의 글이다.", "ko", "a.pdf", landmarks=marks
    )
    cited = evidence(document, "둘째 쪽의 글이다.")
    answer = answer_of(("둘째 쪽입니다.", " [1]", {1: cited}, True))
    (chip,) = Page(render_answer_text(answer, 1)).all("chip")
    assert chip["data-detail-ko"].endswith("2쪽 · 배경")
    assert chip["data-detail-en"].endswith("p. 2 · 배경")
    turn = Turn(1, "질문", passages=(passage(document),), answer=answer)
    assert "2쪽 · 배경" in Page(render_sources([turn])).text


def test_a_card_names_the_other_outlets_that_carry_the_article():
    copies = (
        replace(GPU, publisher="가람일보", source="/기사/b.txt"),
        replace(GPU, publisher="", source="/기사/c.txt"),
        replace(GPU, source="/기사/d.txt"),
    )
    turn = Turn(1, "질문", passages=(replace(passage(GPU), copies=copies),))
    assert "가람일보, c.txt" in Page(render_sources([turn])).text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CitationState.CHANGED, texts.SOURCE_CHANGED),
        (CitationState.REMOVED, texts.SOURCE_REMOVED),
    ],
)
def test_an_article_that_is_no_longer_there_is_not_shown_but_said(state, said):
    answer = answer_of(("5만 장입니다.", " [1]", {1: FIRST}, True))
    turn = Turn(1, "질문", passages=(passage(GPU),), answer=answer)
    page = Page(render_sources([turn], {GPU.id: state}))
    assert said.ko in page.text
    assert said.en in page.text
    assert FIRST.text in page.text  # what was cited then
    assert "그날의 다른 소식" not in page.text  # the article itself
    intact = Page(render_sources([turn], {GPU.id: CitationState.INTACT}))
    assert "그날의 다른 소식" in intact.text
    assert said.en not in intact.text
