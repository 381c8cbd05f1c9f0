"""A tab's conversation: what a new question may follow up on, what is not to be a filter."""

import copy

import pytest

from index.errors import QuestionError
from page.asking import Asking, Request, Tuning
from page.session import SHOWN_TURNS, LoadingBackend, Session
from page.turns import Turn
from rag.settings import Settings
from tests.page_fakes import FIRST, SECOND, answer_of


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


def test_a_question_in_the_place_of_another_drops_it_and_what_follows():
    session = conversation("요금은?", "길이는?", "정거장은?")
    turn, asking = session.begin(Request("폭은?", replaced=2))
    assert [t.question for t in session.turns] == ["요금은?", "폭은?"]
    assert (turn.number, asking.history) == (2, ["요금은?"])
    assert session.shown == 2


def test_this_article_is_what_the_last_answer_cites():
    session = conversation("요금은?")
    assert session.begin(Request("이 기사 요약"))[1].cited == []
    session.turns[0].answer = answer_of(
        ("둘.", " [2]", {2: SECOND}, True), ("하나.", " [1]", {1: FIRST}, True)
    )
    session.turns.pop()
    asking = session.begin(Request("이 기사 요약"))[1]
    assert asking.cited == [SECOND.document.id, FIRST.document.id]


def test_an_opened_conversation_goes_on_where_it_ended():
    kept = conversation(*(f"질문 {n}" for n in range(1, SHOWN_TURNS + 11))).turns
    session = conversation("다른 질문")
    session.open("c7", kept)
    assert (session.conversation, session.shown, session.hidden) == ("c7", len(kept), 10)
    turn, asking = session.begin(Request("다음은?"))
    assert (turn.number, session.hidden) == (len(kept) + 1, 11)
    assert len(asking.history) == len(kept)


def test_how_much_to_read_and_write_is_the_users_choice(make_pipeline, tmp_path):
    pipeline, generator = make_pipeline([])
    backend = LoadingBackend(lambda: pipeline, Settings(data=tmp_path))
    backend.start()
    question = pipeline.retriever.store.documents()[0].title
    for wanted in (1, 3):
        _, asking = Session().begin(Request(question, tuning=Tuning(top_k=wanted)))
        done = list(backend.stream(asking))[-1]
        assert len(done.answer.passages) == wanted
    assert backend.pipeline() is pipeline


def test_a_pipeline_that_could_not_be_loaded_can_be_tried_again(pipeline, tmp_path):
    tried = []

    def load():
        tried.append(1)
        if len(tried) == 1:
            raise QuestionError("기사가 없습니다", "There are no articles")
        return pipeline

    backend = LoadingBackend(load, Settings(data=tmp_path))
    backend.reload()  # nothing was tried yet
    assert not tried
    backend.start()
    with pytest.raises(QuestionError):
        list(backend.stream(Asking("?")))
    assert backend.condition().problem.en == "There are no articles"
    backend.reload()
    assert list(backend.stream(Asking("가람시는 어디인가요?")))
    assert backend.condition().ready
    backend.reload()
    assert len(tried) == 2


def test_what_is_said_of_the_articles_follows_them(pipeline, tmp_path):
    backend = LoadingBackend(lambda: pipeline, Settings(data=tmp_path))
    backend.start()
    list(backend.stream(Asking("가람시는 어디인가요?")))
    store = pipeline.retriever.store
    before = backend.condition().articles
    store.remove_document(store.documents()[0].id)
    assert backend.condition().articles == before - 1
