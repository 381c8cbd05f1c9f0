from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from tests.pdf_files import HEIGHT, Words, lines_of, make_pdf, table_of

LETTERS = "가람다리시민놓았고는ABCxyz青葉橋をたéñ🌉"


def read(data, name="a.pdf"):
    (document,) = documents_of(Source(name, data))
    return document


def page_of(document, word):
    (mark,) = document.landmarks_at(document.text.index(word))
    assert mark.kind == "page"
    return mark.name


def test_the_text_of_a_pdf_comes_back_in_every_script():
    lines = ["가람시는 다리를 놓았다.", "Garam opened a bridge.", "青葉市は橋を開通させた。", "🌉."]
    assert read(make_pdf([lines_of(*lines)])).text.split("\n") == lines


def test_lines_of_a_sentence_are_one_paragraph_and_kiwi_knows_where_words_end():
    document = read(
        make_pdf(
            [
                lines_of(
                    "가람시는 지난해부터 새 다리를 놓",
                    "았다고 밝혔다 그리고 출근길에서",
                    "만난 시민들은 모두 반겼다.",
                )
            ]
        )
    )
    assert document.text == (
        "가람시는 지난해부터 새 다리를 놓았다고 밝혔다 그리고 출근길에서 만난 시민들은 모두 반겼다."
    )


def test_japanese_lines_join_without_a_blank():
    lines = lines_of("青葉市は新しい橋を開通させ", "たと発表した。")
    assert read(make_pdf([lines])).text == "青葉市は新しい橋を開通させたと発表した。"


def test_hyphens_of_line_ends_disappear():
    lines = lines_of("Garam opened its extraor-", "dinary bridge.")
    assert read(make_pdf([lines])).text == "Garam opened its extraordinary bridge."


def test_an_abbreviation_at_the_end_of_a_line_ends_no_sentence():
    lines = lines_of("The bridge was opened by Dr.", "Garam in the afternoon there.")
    expected = "The bridge was opened by Dr. Garam in the afternoon there."
    assert read(make_pdf([lines])).text == expected


def test_a_short_line_a_gap_and_a_larger_line_end_a_paragraph():
    page = [
        *lines_of("결론", "가람시는 다리를 놓았고 시민들은 반겼"),
        *lines_of("나래시도 다리를 놓았고 시민들은 반겼", top=480),
        *lines_of("다온시의 큰 글씨", top=466, size=16),
    ]
    assert read(make_pdf([page])).text.split("\n") == [
        "결론",
        "가람시는 다리를 놓았고 시민들은 반겼",
        "나래시도 다리를 놓았고 시민들은 반겼",
        "다온시의 큰 글씨",
    ]


def test_bullets_begin_paragraphs():
    lines = [
        "○ 가람교는 사백이십 미터이다",
        "○ 나래교는 삼백 미터이다 그렇",
        "① 다온교는 백 미터이다 그렇다",
    ]
    assert read(make_pdf([lines_of(*lines)])).text.split("\n") == lines


def test_every_word_knows_its_page():
    pages = [lines_of(f"{name}시는 다리를 놓았다.") for name in ("가람", "나래", "다온")]
    document = read(make_pdf(pages))
    assert [page_of(document, name) for name in ("가람", "나래", "다온")] == ["1", "2", "3"]


def test_a_sentence_over_a_page_break_is_whole_and_belongs_to_the_page_where_it_begins():
    pages = [
        lines_of("가람시는 다리를 놓았다.", "나래시는 새 다리를 놓기로 하고"),
        lines_of("공사를 시작했다. 다온시는 아직이다.", "라온시도 그렇다."),
    ]
    document = read(make_pdf(pages))
    assert document.text.split("\n") == [
        "가람시는 다리를 놓았다.",
        "나래시는 새 다리를 놓기로 하고 공사를 시작했다.",
        "다온시는 아직이다.",
        "라온시도 그렇다.",
    ]
    assert page_of(document, "공사를") == "1"
    assert (page_of(document, "다온시"), page_of(document, "라온시")) == ("2", "2")


def test_a_page_that_only_ends_a_sentence_names_no_block():
    pages = [
        lines_of("나래시는 새 다리를 놓기로 하고"),
        lines_of("공사를 시작했다."),
        lines_of("다온시는 아직이다."),
    ]
    document = read(make_pdf(pages))
    assert document.text == "나래시는 새 다리를 놓기로 하고 공사를 시작했다.\n다온시는 아직이다."
    assert [mark.name for mark in document.landmarks] == ["1", "3"]


def test_running_heads_and_page_numbers_are_left_out_with_the_reason():
    pages = [
        [
            Words(f"가람일보 제{n}면", 580),
            *lines_of(f"{name}시는 다리를 놓았다.", "다리의 길이는 이백 미터이다.", "끝."),
            *lines_of("시민들은 반겼다.", "비용은 백억 원이다.", top=300),
            Words(f"- {n} -", 20, x=190),
        ]
        for n, name in enumerate(("가람", "나래", "다온", "라온"), start=1)
    ]
    document = read(make_pdf(pages))
    assert "가람일보" not in document.text
    assert "- 2 -" not in document.text
    assert document.text.count("다리를 놓았다") == 4
    reasons = {piece.text: piece.reason for piece in document.dropped}
    assert reasons["가람일보 제2면"] == "recurs on every page"
    assert reasons["- 4 -"] == "page number"


@pytest.mark.parametrize("form", ["{}", "- {} -", "{}쪽", "Page {} of 2", "{} / 2", "[{}]"])
def test_page_numbers_take_many_forms(form):
    pages = [
        [*lines_of(f"{name}시는 다리를 놓았다."), Words(form.format(number), 20)]
        for number, name in enumerate(("가람", "나래"), start=1)
    ]
    document = read(make_pdf(pages))
    assert document.text == "가람시는 다리를 놓았다.\n나래시는 다리를 놓았다."
    assert {piece.reason for piece in document.dropped} == {"page number"}


def test_lines_of_the_text_that_differ_in_a_figure_or_touch_the_text_are_no_running_heads():
    pages = [
        [
            *lines_of("늘 같은 첫 줄이다.", f"가람시에 {n * n + 3}명이 왔다.", top=560),
            *lines_of("그 밖의 일은 없었다.", f"나래시에 {n * n}명이 왔다.", top=60),
        ]
        for n in (5, 9, 6, 4)
    ]
    document = read(make_pdf(pages))
    assert document.dropped == ()
    assert document.text.count("\n") == 15


def test_columns_are_read_one_after_the_other_and_know_how_wide_they_are():
    wide = "이 줄은 두 단 위에 걸쳐 있어서 어느 단보다도 훨씬 길다"
    asked = "하였으며 시 사람들 모두에게"
    left = ["가람시는 새 다리를 놓았다고", asked, "물었더니 그 다리를 반겼다고", "했다."]
    right = ["나래시는 새 공원을 열었다고", asked, "물었더니 그 공원을 반겼다고", "했다."]
    page = [
        Words(wide, 560),
        *lines_of(*left, top=520),
        *lines_of(*right, top=520, x=230),
        Words(wide, 440),
    ]
    assert read(make_pdf([page])).text.split("\n") == [
        wide,
        "가람시는 새 다리를 놓았다고 하였으며 시 사람들 모두에게 물었더니 그 다리를 반겼다고 했다.",
        "나래시는 새 공원을 열었다고 하였으며 시 사람들 모두에게 물었더니 그 공원을 반겼다고 했다.",
        wide,
    ]


def test_a_figure_at_the_edge_of_a_page_is_no_page_number():
    document = read(make_pdf([[*lines_of("올해 다리를 건넌 사람의 수이다."), Words("420", 20)]]))
    assert "420" in document.text


def test_a_table_becomes_rows_where_it_stands_and_only_once():
    page = [
        *lines_of("표 위에 있는 문장이다."),
        *table_of([["도시", "인구"], ["가람시", "420"], ["나래시", "300"]]),
        *lines_of("표 아래에 있는 문장이다.", top=400),
    ]
    assert read(make_pdf([page])).text.split("\n") == [
        "표 위에 있는 문장이다.",
        "도시: 가람시 · 인구: 420",
        "도시: 나래시 · 인구: 300",
        "표 아래에 있는 문장이다.",
    ]


def test_a_table_is_found_wherever_the_corner_of_the_page_lies():
    page = table_of([["도시", "인구"], ["가람시", "420"]])
    assert read(make_pdf([page], origin=(100, 50))).text == "도시: 가람시 · 인구: 420"


def test_a_frame_around_a_paragraph_is_no_table():
    page = [*table_of([["가람시는 다리를"]], width=200), Words("그렇다.", 300)]
    assert read(make_pdf([page])).text.split("\n") == ["가람시는 다리를", "그렇다."]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("가람교 개통 소식", "가람교 개통 소식"),
        ("Microsoft Word - final.docx", "큰 제목"),
        ("a.pdf", "큰 제목"),
        ("제목 없음", "큰 제목"),
        ("", "큰 제목"),
    ],
)
def test_the_title_is_the_stated_one_if_a_person_wrote_it_else_the_largest_line(stated, title):
    page = [Words("큰 제목", 560, size=20), *lines_of("가람시는 다리를 놓았다.", "길다.", top=500)]
    assert read(make_pdf([page], title=stated)).title == title


def test_dates_come_from_bylines_not_from_sentences():
    page = lines_of("가람교 개통", "입력 2024.05.01 09:30", "다리는 2019년 3월 2일에 착공했다.")
    document = read(make_pdf([page]))
    assert (document.title, document.published[:16]) == ("가람교 개통", "2024-05-01T09:30")
    unsaid = read(make_pdf([lines_of("가람교 개통", "다리는 2019년 3월 2일에 착공했다.")]))
    assert unsaid.published == ""


def test_a_blank_page_among_others_is_noted():
    document = read(make_pdf([lines_of("가람시는 놓았다."), [], lines_of("나래시도 놓았다.")]))
    assert page_of(document, "나래") == "3"
    assert [(piece.text, piece.reason) for piece in document.dropped] == [
        ("2", "page without text")
    ]


def test_a_pdf_is_read_by_its_content_whatever_its_name():
    assert read(make_pdf([lines_of("가람시는 놓았다.")]), "a.txt").text == "가람시는 놓았다."


WHOLE = make_pdf([lines_of("가람시는 다리를 놓았다.")] * 3)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_pdf([lines_of("가람")], locked=True), "password"),
        (make_pdf([[], []]), "scanned"),
        (make_pdf([lines_of("가람시는 다리를 놓았다.")], mapped=False), "fonts"),
        (b"", "broken or unreadable PDF"),
        (b"%PDF-1.7", "broken or unreadable PDF"),
        (bytes(range(256)) * 8, "broken or unreadable PDF"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data, message):
    with pytest.raises(SourceError, match=message) as caught:
        list(documents_of(Source("a.pdf", data)))
    assert str(caught.value).startswith("a.pdf: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_pdf_that_was_cut_off_is_read_or_refused(share):
    try:
        documents = list(documents_of(Source("a.pdf", WHOLE[: int(len(WHOLE) * share)])))
    except SourceError as error:
        assert str(error).startswith("a.pdf: ")  # noqa: PT017  # both ends are right
    else:
        assert "다리를" in documents[0].text


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.text(LETTERS, min_size=1, max_size=20), min_size=1, max_size=8),
        min_size=1,
        max_size=5,
    ).filter(lambda pages: any(map(str.isalnum, "".join(chain(*pages)))))
)
def test_whatever_stands_on_the_pages_comes_back(pages):
    lines = [[f"{text}." for text in page] for page in pages]
    document = read(make_pdf([lines_of(*page, top=HEIGHT - 60) for page in lines]))
    dropped = "".join(piece.text for piece in document.dropped)
    for line in (line for page in lines for line in page):
        assert line in document.text or line in dropped
    starts = {0, *(i + 1 for i, c in enumerate(document.text) if c == "\n")}
    assert {mark.start for mark in document.landmarks} <= starts
