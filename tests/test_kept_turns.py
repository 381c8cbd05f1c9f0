import pytest

from page.conversations import ConversationStore
from page.kept_turns import load_turns, save_turn, turn_to_json
from page.turns import Turn

QUESTIONS = [
    "가람시는 도서관을 몇 곳으로 늘리나요?",
    "When will Port Ellis replace its ferries?",
    "이 기사들을 요약해 줘",
    "우주선은 언제 발사되나요?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_pipeline_answered_is_read_back_as_it_was(tmp_path, make_pipeline, question):
    pipeline, _ = make_pipeline({"": "자료에 없음"})
    turn = Turn(1, question)
    for event in pipeline.stream(question):
        turn.apply(event)
    store = ConversationStore(tmp_path / "data")
    (loaded,) = load_turns(store, pipeline.retriever.store, save_turn(store, "", turn))
    assert rounded(loaded) == rounded(turn)


def rounded(turn):
    """Return a turn as its JSON shows it: figures with four digits, nothing in between."""
    shown = turn_to_json(turn)
    for evidence in [*shown["answer"]["citations"], *filter(None, [shown["quoted"]])]:
        evidence["score"] = round(evidence["score"], 4)
    return shown
