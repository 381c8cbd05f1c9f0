import json
import threading
from dataclasses import replace

import pytest

from index.errors import UserError
from page.conversations import ConversationStore
from page.feedback import COMMENT_LIMIT, FILE_NAME, Feedback, add_feedback, find_turn
from page.kept_turns import save_turn
from page.turns import Turn
from rag.answers import Verdict
from tests.page_fakes import FIRST, answer_of

ANSWER = answer_of(("2028년까지 5만 장입니다.", " [1]", {1: FIRST}, True))
ANSWERED = Turn(
    2, "언제까지?", answer=replace(ANSWER, withheld=(Verdict("figure", "7만 장"),)), searched="언제"
)


@pytest.fixture
def kept(tmp_path):
    store = ConversationStore(tmp_path)
    id_ = save_turn(store, "", Turn(1, "몇 장?", stopped=True))
    return store.load(save_turn(store, id_, ANSWERED))


def lines(folder):
    return [json.loads(line) for line in (folder / FILE_NAME).read_text("utf-8").splitlines()]


def test_a_line_holds_all_that_is_needed_to_judge_the_answer_later(tmp_path, kept):
    said = Feedback("down", "wrong_source", "다른 기사입니다.\n정말로.")
    add_feedback(tmp_path, said, *kept, 1, model="scripted")
    add_feedback(tmp_path, Feedback("up"), *kept, 1, model="scripted")
    first, second = lines(tmp_path)
    assert (first["thumb"], first["reason"], first["comment"]) == (
        "down",
        "wrong_source",
        "다른 기사입니다.\n정말로.",
    )
    assert (first["question"], first["history"]) == ("언제까지?", ["몇 장?"])
    assert first["answer"]["citations"][0]["quote"] == FIRST.text
    assert first["verdicts"] == {
        "claims": [{"claim": "2028년까지 5만 장입니다.", "marker": 1, "supported": True}],
        "withheld": [{"kind": "figure", "words": "7만 장"}],
    }
    assert first["model"] == "scripted"
    assert (second["thumb"], second["reason"]) == ("up", "")


def test_an_answer_that_failed_can_be_judged_too(tmp_path, kept):
    add_feedback(tmp_path, Feedback("down", "other"), *kept, 0, model="")
    assert lines(tmp_path)[0]["verdicts"] == {"claims": [], "withheld": []}


@pytest.mark.parametrize(
    "said",
    [
        Feedback("sideways"),
        Feedback("down", "no such reason"),
        Feedback("down", "other", "가" * (COMMENT_LIMIT + 1)),
    ],
)
def test_what_the_page_does_not_offer_is_refused(tmp_path, kept, said):
    with pytest.raises(UserError):
        add_feedback(tmp_path, said, *kept, 1, model="")
    assert not (tmp_path / FILE_NAME).exists()


def test_a_turn_is_found_by_number_and_question(tmp_path):
    store, id_ = ConversationStore(tmp_path), ""
    for question in ("가", "나", "나", "다"):
        id_ = save_turn(store, id_, Turn(1, question, stopped=True))
    _, turns = store.load(id_)
    assert [find_turn(turns, n, q) for n, q in ((1, "가"), (2, "나"), (3, "나"))] == [0, 1, 2]
    assert find_turn(turns, 2, " 다\n") == 3  # another tab added turns before it
    with pytest.raises(UserError, match="isn't in this conversation"):
        find_turn(turns, 1, "라")


def test_lines_written_at_once_stay_whole(tmp_path, kept):
    def write(n):
        for _ in range(10):
            add_feedback(tmp_path, Feedback("down", "other", str(n) * 2_000), *kept, 1, model="")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(tmp_path)) == 40


def test_a_folder_that_can_not_be_written_is_named(tmp_path, kept):
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UserError, match="can't be written"):
        add_feedback(tmp_path, Feedback("up"), *kept, 1, model="")
