import json

import pytest

from evaluation import followups
from evaluation.followups import (
    WAYS,
    decided_right,
    join_history,
    mean,
    rank_gold,
    read_dialogues,
    reciprocal,
    rewrite,
    shared_words,
)
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder

TRAM = "가람시 노면전차 1호선 길이는 몇 km야?"
RECORDS = [
    ("t-1", [TRAM], "정거장은?", "가람시 노면전차 1호선 정거장은?", True, ["tram.md"]),
    ("t-2", [TRAM], "나루 도서관 장서는 몇 권이야?", "나루 도서관 장서는 몇 권이야?", False, ["x"]),
]


@pytest.fixture
def file(tmp_path):
    names = ("id", "history", "question", "standalone", "needs_history", "gold")
    lines = [json.dumps(dict(zip(names, record, strict=True))) for record in RECORDS]
    path = tmp_path / "dialogues.jsonl"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def test_a_half_has_the_odd_or_the_even_numbers(file):
    assert [d.id for d in read_dialogues(file)] == ["t-1", "t-2"]
    assert [d.id for d in read_dialogues(file, half="odd")] == ["t-1"]
    assert [d.id for d in read_dialogues(file, half="even")] == ["t-2"]


def test_questions_without_a_history_are_asked_behind_one_with_other_gold(tmp_path):
    asked = [("q-1", TRAM, ["a"]), ("q-2", "왜 늦어?", ["a"]), ("q-3", "장서는?", ["b"])]
    lines = [json.dumps({"id": i, "lang": "ko", "question": q, "gold": g}) for i, q, g in asked]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    first, second, _ = read_dialogues(path)
    assert (first.history, second.history) == (("장서는?",), ("장서는?",))
    assert (first.standalone, first.needs_history) == (TRAM, False)


def test_a_decision_is_right_if_only_the_questions_that_need_it_are_changed(file):
    dialogues = read_dialogues(file)
    assert decided_right(dialogues, rewrite).hits == 2
    assert decided_right(dialogues, WAYS["bare"]).hits == 1
    assert decided_right(dialogues, lambda d: f"{TRAM} {d.question}").hits == 1


def test_joining_puts_the_earlier_questions_in_front_of_a_follow_up(file):
    first, second = read_dialogues(file)
    assert join_history(first) == f"{TRAM} 정거장은?"
    assert join_history(second).startswith(TRAM)  # three nouns are too few for it


def test_words_are_shared_with_the_person_s_question(file):
    dialogues = read_dialogues(file)
    assert shared_words(dialogues, WAYS["by a person"]) == [1.0, 1.0]
    bare, alone = shared_words(dialogues, WAYS["bare"])
    assert 0 < bare < shared_words(dialogues, rewrite)[0]
    assert alone == 1.0


def test_a_gold_article_has_its_place_among_those_found(store):
    search = HybridRetriever(store, BigramEmbedder())
    found = search.retrieve(TRAM, language="ko").passages[0].document.source
    gold = "/".join(found.split("/")[-2:])
    asked = [
        followups.Dialogue("t-1", (), TRAM, TRAM, False, frozenset({gold})),
        followups.Dialogue("t-3", (), TRAM, TRAM, False, frozenset({"ko/none.md"})),
    ]
    assert rank_gold(asked, WAYS["bare"], search) == [1, None]


def test_a_mean_of_differences_is_taken_question_by_question():
    assert reciprocal([1, None, 4]) == [1.0, 0.0, 0.25]
    gain = mean([1.0, 0.5, 0.5], without=[0.5, 0.5, 0.5])
    assert gain.value == pytest.approx(1 / 6)
    assert gain.low == 0.0 and gain.high <= 0.5


def test_the_command_prints_every_way(file, tmp_path, monkeypatch, capsys):
    corpus = tmp_path / "corpus" / "ko"
    corpus.mkdir(parents=True)
    for name, text in (("tram", "가람시 노면전차 1호선"), ("library", "나루 도서관 장서")):
        (corpus / f"{name}.md").write_text(f"# {text}\n\n{text} 이야기다. " * 20, encoding="utf-8")
    monkeypatch.setattr(followups, "CORPUS", corpus.parent)
    monkeypatch.setattr("rag.assemble.open_embedder", lambda *_, **__: BigramEmbedder())
    followups.main([str(file), "--half", "odd"])
    printed = capsys.readouterr().out
    assert "dialogues.jsonl, odd: 1 questions" in printed
    assert [line for line in printed.splitlines() if line in WAYS] == list(WAYS)
    assert "changed if need be     1.000 (1/1" in printed
