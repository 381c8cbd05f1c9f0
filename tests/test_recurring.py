from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents import Document, Dropped, Landmark
from index.recurring import REASON, line_hashes, without_lines

MENU = "전체 기사 보기"
FACT = "가람교는 길이 420미터로 2019년에 놓였다."
CONTACT = "제보는 tip@garam.example 또는 02-000-0000으로 받습니다."


def page(*lines, site="garam.example", **fields):
    return Document("쪽", "\n".join(lines), "ko", "쪽.txt", site=site, **fields)


def hashes(*lines):
    return line_hashes(page(*lines))


def cut(document, *lines, earliest=False):
    return without_lines(document, dict.fromkeys(hashes(*lines) if lines else (), earliest))


def test_each_line_of_a_page_has_one_hash_and_what_is_no_page_has_none():
    assert len(hashes("하나", "둘", "하나")) == 2
    assert line_hashes(page("하나", site="")) == ()
    assert hashes("하나") == hashes("하나")
    assert hashes("하나") != hashes("하나 ")


def test_a_line_that_recurs_is_cut_and_kept_with_its_reason():
    before = page("첫 줄이다.", MENU, "끝 줄이다.", dropped=(Dropped("메뉴", "button"),))
    after = cut(before, MENU)
    assert after.text == "첫 줄이다.\n끝 줄이다."
    assert after.dropped == (Dropped("메뉴", "button"), Dropped(MENU, REASON))


def test_the_earliest_article_keeps_what_may_be_a_fact_and_nothing_else():
    before = page("첫 줄이다.", MENU, FACT, CONTACT)
    assert cut(before, MENU, FACT, CONTACT, earliest=True).text == f"첫 줄이다.\n{FACT}"
    assert cut(before, MENU, FACT, CONTACT).text == "첫 줄이다."


def test_a_page_of_recurring_lines_alone_stays_as_it_is():
    before = page(MENU, CONTACT)
    assert cut(before, MENU, CONTACT) is before


def test_a_page_without_recurring_lines_is_the_same_object():
    before = page("첫 줄이다.")
    assert without_lines(before, {}) is before
    assert cut(before, MENU) is before


def test_landmarks_move_along_and_those_of_a_cut_end_go():
    marks = (Landmark(0, "page", "1"), Landmark(9, "page", "2"), Landmark(15, "page", "3"))
    before = page(MENU, "둘째 줄.", "셋째", landmarks=marks)
    assert [before.text[mark.start :].split("\n")[0] for mark in marks] == [
        *(MENU, "둘째 줄.", "셋째"),
    ]
    after = cut(before, MENU)
    assert after.landmarks == (
        *(Landmark(0, "page", "1"), Landmark(0, "page", "2"), Landmark(6, "page", "3")),
    )
    assert cut(before, "셋째").landmarks == marks[:2]


LINE = st.text(
    st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=20
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=8), st.data())
def test_cutting_keeps_the_other_lines_in_order_and_every_landmark_on_its_line(lines, data):
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    marks = tuple(
        Landmark(start, "page", str(n))
        for n, start in enumerate(starts)
        if start < len("\n".join(lines))
    )
    before = page(*lines, landmarks=marks)
    recurring = data.draw(st.lists(st.sampled_from(lines), max_size=4))
    after = cut(before, *recurring)
    kept = [line for line in lines if line not in recurring]
    if not kept or len(kept) == len(lines):
        assert after is before
        return
    assert after.text == "\n".join(kept)
    assert [piece.text for piece in after.dropped] == [x for x in lines if x in recurring]
    for mark in after.landmarks:
        assert mark.start < len(after.text)
        line = lines[int(mark.name)]
        if line in kept:
            assert after.text[mark.start :].split("\n")[0] == line


@pytest.mark.parametrize(
    "fact",
    [
        "정부는 지난해 저작권법을 고쳐 2026년 3월부터 시행한다.",
        "시는 이를 부인했다.",
        "구독자 수는 모두 3만 명이다.",
        "The council denied it.",
    ],
)
def test_a_sentence_that_recurs_stays_in_the_earliest_article(fact):
    page = Document("다리", f"다리가 열렸다.\n{fact}", "ko", "a.txt", site="가람")
    (line,) = set(line_hashes(page)) - set(line_hashes(replace(page, text="다리가 열렸다.")))
    assert fact in without_lines(page, {line: True}).text
    assert fact not in without_lines(page, {line: False}).text


@pytest.mark.parametrize(
    "line",
    [
        *("제보하기: 02-000-0000", "가람일보 구독하기", "무단 전재 및 재배포를 금지합니다."),
        *("Subscribe to our newsletter.", "카카오톡 채널 추가하세요."),
    ],
)
def test_a_call_to_readers_that_recurs_goes_from_all_articles(line):
    page = Document("다리", f"다리가 열렸다.\n{line}", "ko", "a.txt", site="가람")
    (found,) = set(line_hashes(page)) - set(line_hashes(replace(page, text="다리가 열렸다.")))
    assert line not in without_lines(page, {found: True}).text
