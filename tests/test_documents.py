from dataclasses import FrozenInstanceError, replace

import pytest

from index.documents import Document, Dropped, Span

DOCUMENT = Document(
    title="가람교 개통",
    text="다리가 열렸다.",
    language="ko",
    source="a.txt",
    published="2024-05-01T09",
)


def test_a_span_is_half_open_and_counts_characters():
    text = "가람🚲シティ"
    assert Span(2, 3).of(text) == "🚲"
    assert Span(0, 2).overlaps(Span(1, 5))
    assert not Span(0, 2).overlaps(Span(2, 5))
    assert not Span(2, 5).overlaps(Span(0, 2))


def test_the_same_article_in_two_files_has_one_id():
    moved = replace(DOCUMENT, source="b.md", dropped=(Dropped("메뉴", "button"),))
    assert moved.id == DOCUMENT.id
    assert len(DOCUMENT.id) == 16


@pytest.mark.parametrize(
    "change",
    [
        {"title": "다른 제목"},
        {"text": "橋が開いた。"},
        {"published": ""},
        {"publisher": "가람일보"},
        {"tags": ("다리",)},
    ],
)
def test_other_content_has_another_id(change):
    assert replace(DOCUMENT, **change).id != DOCUMENT.id


def test_an_article_without_tags_keeps_the_id_that_it_had_before_there_were_tags():
    assert DOCUMENT.id == "a90dbc5c328aa49e"
    assert replace(DOCUMENT, tags=("가", "나")).id != replace(DOCUMENT, tags=("가나",)).id


def test_the_date_is_the_day_of_publication():
    assert DOCUMENT.date == "2024-05-01"
    assert replace(DOCUMENT, published="").date == ""


def test_a_document_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        DOCUMENT.title = "다른 제목"
