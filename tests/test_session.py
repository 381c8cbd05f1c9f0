"""A tab's conversation: what a new question may follow up on, what is not to be a filter."""

import copy

from page.session import Session
from page.turns import Turn


def conversation(*questions, unwanted=()):
    session = Session()
    for number, question in enumerate(questions, start=1):
        session.turns.append(Turn(number, question, searched=question))
    for number, words in unwanted:
        session.turns[number - 1].unwanted = frozenset({words})
    return session


def test_questions_that_were_searched_can_be_followed_up_on():
    session = conversation("요금은?", "길이는?", "정거장은?")
    session.turns[1].searched = ""  # it failed before it was searched
    assert session.history() == ["요금은?", "정거장은?"]


def test_a_question_that_is_asked_again_follows_up_on_those_before_it_alone():
    session = conversation("요금은?", "그럼 작년에는?", "정거장은?")
    assert session.history(before=2) == ["요금은?"]
    assert session.history(before=1) == []
    assert session.history(before=99) == ["요금은?", "그럼 작년에는?", "정거장은?"]


TAKEN_BACK = [(1, "지난달"), (2, "가람일보")]


def test_words_that_were_taken_back_are_no_filter_of_follow_ups_either():
    session = conversation("지난달 요금은?", "길이는?", unwanted=TAKEN_BACK)
    assert session.unwanted("그럼 정거장은?", again=None) == {"지난달", "가람일보"}


def test_words_that_are_said_anew_count_again():
    session = conversation("지난달 요금은?", "길이는?", unwanted=TAKEN_BACK)
    assert session.unwanted("지난달 버스 요금은?", again=None) == {"가람일보"}


def test_a_question_that_is_asked_again_stays_without_what_it_was_asked_without():
    session = conversation("지난달 요금은?", "지난달 요금은?", unwanted=[(2, "지난달")])
    assert session.unwanted("지난달 요금은?", again=2) == {"지난달"}
    assert session.unwanted("지난달 요금은?", again=1) == frozenset()


def test_a_new_conversation_remembers_nothing():
    session = conversation("지난달 요금은?", "길이는?", unwanted=TAKEN_BACK)
    assert copy.deepcopy(session).unwanted("왜?", again=None) == frozenset()  # another tab
    session.forget()
    assert (session.unwanted("왜?", again=None), session.history()) == (frozenset(), [])
