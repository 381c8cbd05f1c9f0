import json

import pytest

from evaluation import run
from evaluation.asking import ask
from index.errors import GenerationError, UserError
from rag.answers import Answer, Delta, Done, Quoted, Timings
from tests.cited_answers import DOCUMENTS, answer, question
from tests.evidence_of import evidence_of

COST = "보수에는 38억원이 든다."
DONE = Done(Answer("얼마?", "38억", "ko", False, (), (), Timings()))


class FakePipeline:
    def __init__(self, *events, error=None):
        self.events, self.error, self.asked = events, error, []

    def stream(self, question, history=()):
        self.asked.append((question, tuple(history)))
        yield from self.events
        if self.error:
            raise self.error


def test_seconds_are_counted_to_the_first_quotation_and_words():
    quoted = Quoted(evidence_of(COST))
    pipeline = FakePipeline(quoted, Delta("38"), Delta("억"), quoted, DONE)
    record = ask(pipeline, "얼마?", ["다리는?"], id_="q-1")
    assert pipeline.asked == [("얼마?", ("다리는?",))]
    assert (record["id"], record["answer"]) == ("q-1", "38억")
    seconds = record["seconds"]
    assert 0 <= seconds["evidence"] <= seconds["token"] <= seconds["answer"]
    assert ask(FakePipeline(DONE), "얼마?")["seconds"]["token"] is None


@pytest.mark.parametrize("error", [GenerationError("모델", "model"), None])
def test_a_question_that_gets_no_answer_is_an_abstention_with_the_error(error):
    record = ask(FakePipeline(Delta("3"), error=error), "얼마?", id_="q-1")
    assert record["abstained"]
    assert record["error"].startswith("GenerationError" if error else "no answer")
    assert (record["answer"], record["citations"]) == ("", [])


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """Return the parts that ran, as (name, arguments)."""
    calls = []
    asked = [question("가?", "38억", id_=f"q-{n}") for n in range(4)]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(q) for q in asked), encoding="utf-8")

    def answer_all(articles, questions):
        calls.append(("seeds", [q["id"] for q in questions]))
        return [answer((COST, COST), id_=q["id"]) for q in questions], DOCUMENTS

    monkeypatch.setattr(run, "answer_all", answer_all)
    monkeypatch.setattr(run, "_SEED_QUESTIONS", path)
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(
        run.reading, "run", lambda s, o: calls.append(("reading", o.sample, o.half, o.resume)) or {}
    )
    monkeypatch.setattr(run.claims, "main", lambda a: calls.append(("claims", a)))
    monkeypatch.setattr(run.check_judge, "main", lambda a: calls.append(("judge", a)))
    monkeypatch.setattr(run.risk, "measure", lambda files: calls.append(("risk",)))
    monkeypatch.setattr(run.answer_table, "fill", lambda: calls.append(("table",)) or [])
    return calls


def test_all_parts_run_on_their_reported_halves(ran, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(run.reading, "KORQUAD", tmp_path)
    assert run.main([]) == 0
    assert ran == [
        ("seeds", ["q-0", "q-2"]),
        ("reading", 300, "odd", False),
        ("claims", ["--half", "even"]),
        ("judge", ["--half", "even"]),
        ("risk",),
        ("table",),
    ]
    kept = json.loads((tmp_path / "results" / "set-even.json").read_text(encoding="utf-8"))
    assert kept["figures"]["quotes_verbatim"]["of"] == 2
    records = (tmp_path / "results" / "set-even.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in records] == ["q-0", "q-2"]
    assert "accuracy" in capsys.readouterr().out


def test_parts_can_be_chosen_and_questions_given(ran, tmp_path):
    run.main(["--only", "reading", "--sample", "5", "--resume"])
    assert ran[0] == ("reading", 5, "odd", True)
    ran.clear()
    own = ["--questions", str(tmp_path / "set.jsonl"), "--half", "all"]
    run.main([*own, "--keep-answers", str(tmp_path / "a.jsonl")])
    assert [call[0] for call in ran] == ["seeds", "risk", "table"]
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    with pytest.raises(SystemExit):
        run.main(["--only", "everything"])


def test_without_the_shared_sets_ours_are_asked(ran, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "_SEED_QUESTIONS", tmp_path / "없음")
    monkeypatch.setattr(run.reading, "KORQUAD", tmp_path / "없음")
    run.main([])
    assert [call[0] for call in ran] == ["seeds", "claims", "judge", "risk", "table"]
    assert all(id_.startswith("own-") for id_ in ran[0][1])


def test_what_the_user_can_cure_is_said_and_ends_with_one(ran, monkeypatch, capsys):
    def refuse(*_):
        raise UserError("가중치가 없습니다", "no weights")

    monkeypatch.setattr(run, "answer_all", refuse)
    assert run.main(["--only", "seeds"]) == 1
    assert capsys.readouterr().err
