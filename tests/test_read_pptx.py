import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Cm

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of


def saved(deck):
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def add_slide(deck, title="", *texts):
    """Add a slide with a title and text boxes, one below the other."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text_frame.text = title
    for place, text in enumerate(texts, start=1):
        add_box(slide, text, top=place + 3)
    return slide


def add_box(shapes_of, text, top, left=1):
    box = shapes_of.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1))
    box.text_frame.text = text


def read(deck, name="a.pptx"):
    data = deck if isinstance(deck, bytes) else saved(deck)
    (found,) = documents_of(Source(name, data))
    return found


def slide_of(document, word):
    (mark,) = document.landmarks_at(document.text.index(word))
    assert mark.kind == "slide"
    return mark.name


def test_every_word_knows_its_slide_in_every_script():
    deck = Presentation()
    add_slide(deck, "가람교", "가람시는 다리를 놓았다.")
    add_slide(deck, "Bridge", "Garam opened a bridge. Café 🌉.")
    add_slide(deck, "", "青葉市は橋を開通させた。")
    document = read(deck)
    assert document.text.split("\n") == [
        "가람교",
        "가람시는 다리를 놓았다.",
        "Bridge",
        "Garam opened a bridge. Café 🌉.",
        "青葉市は橋を開通させた。",
    ]
    assert [slide_of(document, word) for word in ("가람교", "놓았다", "opened", "青葉")] == list(
        "1123"
    )


def test_boxes_are_read_from_top_to_bottom_and_left_to_right_after_the_title():
    slide = add_slide(deck := Presentation(), "제목")
    add_box(slide, "셋째", top=9)
    add_box(slide, "둘째", top=5, left=8)
    add_box(slide, "첫째", top=5, left=1)
    assert read(deck).text == "제목\n첫째\n둘째\n셋째"


def test_groups_are_read_where_they_stand():
    slide = add_slide(deck := Presentation(), "제목", "위의 글")
    group = slide.shapes.add_group_shape()
    add_box(group, "무리의 둘째", top=9)
    add_box(group, "무리의 첫째", top=8)
    inner = group.shapes.add_group_shape()
    add_box(inner, "안쪽", top=10)
    add_box(slide, "아래의 글", top=12)
    expected = "제목\n위의 글\n무리의 첫째\n무리의 둘째\n안쪽\n아래의 글"
    assert read(deck).text == expected


def test_tables_are_rows_and_merged_cells_stand_in_each():
    slide = add_slide(deck := Presentation(), "제목")
    table = slide.shapes.add_table(3, 2, Cm(1), Cm(5), Cm(8), Cm(4)).table
    cells = [("도시", "인구"), ("가람시", "420"), ("", "300")]
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert read(deck).text == "제목\n도시: 가람시 · 인구: 420\n도시: 가람시 · 인구: 300"


def test_notes_follow_their_slide():
    deck = Presentation()
    add_slide(deck, "하나", "글 하나").notes_slide.notes_text_frame.text = "말할 것.\n또 말할 것."
    add_slide(deck, "둘", "글 둘")
    document = read(deck)
    assert document.text == "하나\n글 하나\n말할 것.\n또 말할 것.\n둘\n글 둘"
    assert slide_of(document, "또 말할") == "1"


def test_a_picture_only_slide_counts_but_says_nothing():
    deck = Presentation()
    add_slide(deck, "", "가람시는 놓았다.")
    add_slide(deck, "")
    add_slide(deck, "", "나래시도 놓았다.")
    assert slide_of(read(deck), "나래") == "3"


def test_numbers_and_footers_of_slides_are_left_out_with_the_reason():
    slide = add_slide(deck := Presentation(), "제목", "글")
    for layout_shape, text in zip(
        (s for s in slide.slide_layout.placeholders if s.placeholder_format.idx in (11, 12)),
        ("가람일보", "1"),
        strict=True,
    ):
        slide.shapes.clone_placeholder(layout_shape)
        slide.placeholders[layout_shape.placeholder_format.idx].text_frame.text = text
    document = read(deck)
    assert document.text == "제목\n글"
    assert {piece.text: piece.reason for piece in document.dropped} == {
        "가람일보": "page footer",
        "1": "page number",
    }


@pytest.mark.parametrize(
    ("shown", "stated", "title"),
    [
        ("가람교\v개통", "낡은 제목", "가람교 개통"),
        ("", "가람교 소식", "가람교 소식"),
        ("", "PowerPoint Presentation", "첫 줄"),
        ("", "PowerPoint 프레젠테이션", "첫 줄"),
    ],
)
def test_the_title_is_the_first_slides_or_the_stated_one_or_the_first_line(shown, stated, title):
    deck = Presentation()
    add_slide(deck, shown, "첫 줄", "둘째 줄이다.")
    deck.core_properties.title = stated
    assert read(deck).title == title


def test_a_presentation_is_read_by_its_content_whatever_its_name():
    add_slide(deck := Presentation(), "가람교", "놓았다.")
    assert read(deck, "a.txt").text == "가람교\n놓았다."


add_slide(_deck := Presentation(), "가람교", "놓았다.")
WHOLE = saved(_deck)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", WHOLE[: len(WHOLE) // 2], bytes(range(256)) * 8, saved(Presentation())],
)
def test_what_cannot_be_read_is_one_clear_line(data):
    with pytest.raises(SourceError) as caught:
        list(documents_of(Source("a.pptx", data)))
    assert str(caught.value).startswith("a.pptx: ")
    assert "\n" not in str(caught.value)


TEXT = st.text("가나 abÑ青葉。🌉<&", min_size=1, max_size=20).map(lambda text: f"가{text}.")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(TEXT, max_size=4), min_size=1, max_size=4).filter(any))
def test_whatever_stands_on_the_slides_comes_back(slides):
    deck = Presentation()
    for texts in slides:
        add_slide(deck, "", *texts)
    document = read(deck)
    lines = [" ".join(text.split()) for texts in slides for text in texts]
    assert document.text.split("\n") == lines
    starts = {0, *(i + 1 for i, c in enumerate(document.text) if c == "\n")}
    assert {mark.start for mark in document.landmarks} <= starts
    numbers = [str(number) for number, texts in enumerate(slides, start=1) if texts]
    assert [mark.name for mark in document.landmarks] == numbers
