import argparse
import json

import pytest

from evaluation import reading
from evaluation.reading import LeavingOut, figures_of, measure, read_answer, results_path
from evaluation.results_files import read_jsonl
from evaluation.squad import SquadQuestion, read_squad
from index.errors import SourceError
from index.store import Store
from rag.pipeline import RagPipeline
from rag.settings import Settings
from tests.cited_answers import answer
from tests.fakes import BigramEmbedder, ScriptedGenerator
from tests.squad_files import squad_file

COST = "보수에는 38억원이 든다."
ASKED = SquadQuestion("얼마가 드나?", "ko", 5, 0, 1, ("38억 원", "삼십팔억"))


def read(*claims, answerable=True, **fields):
    return read_answer(ASKED, answer(*claims, **fields), answerable=answerable)


def flags(record):
    return [record[name] for name in ("right", "quoted", "phrased", "abstained")]


def test_the_known_answer_is_looked_for_in_quotations_and_in_other_words():
    assert flags(read((f"“{COST}”", COST))) == [True, True, False, False]
    assert flags(read(("38억 원입니다.", COST))) == [True, False, True, False]
    assert flags(read((f"“{COST}”", COST), ("삼십팔억입니다.", COST))) == [True, True, True, False]
    assert flags(read(("83억 원입니다.", COST))) == [False, False, False, False]


def test_an_abstention_is_right_only_where_nothing_answers():
    assert flags(read(("38억 원인지 모릅니다.", None), abstained=True)) == [
        False,
        False,
        False,
        True,
    ]
    assert flags(read(abstained=True, answerable=False)) == [True, False, False, True]
    assert flags(read((COST, COST), answerable=False)) == [False, False, False, False]


def test_an_answer_of_punctuation_is_not_held_by_every_text():
    asked = SquadQuestion("?", "ko", 1, 0, 1, ("·",))
    assert not read_answer(asked, answer((COST, COST)), answerable=True)["right"]


def test_figures_are_shares_of_those_with_and_without_an_answer():
    records = [
        read((f"“{COST}”", COST)),
        read(("83억입니다.", COST)),
        read(abstained=True),
        read(abstained=True, answerable=False),
        read((COST, COST), answerable=False),
    ]
    figures = figures_of(records)
    assert {name: (f.hits, f.total) for name, f in figures.items() if hasattr(f, "hits")} == {
        "answer_contained": (1, 3),
        "abstains_wrongly": (1, 3),
        "in_quotations": (1, 3),
        "in_own_words": (0, 3),
        "abstains_rightly": (1, 2),
    }
    assert (figures["answer_s"], figures["answer_s_90"]) == (3.0, 3.0)
    assert figures_of(records[:1])["answer_s_90"] is None


@pytest.fixture
def options(monkeypatch):
    embedder = BigramEmbedder()

    def opened(settings, *, warm_after):
        return RagPipeline(LeavingOut(Store(settings.data), embedder), ScriptedGenerator("글쎄요."))

    monkeypatch.setattr(reading, "open_pipeline", opened)
    monkeypatch.setattr(reading, "open_embedder", lambda settings: embedder)
    return argparse.Namespace(
        half="all", sample=3, absent=2, index=None, resume=False, keep_answers=None
    )


def test_every_paragraph_is_indexed_and_those_with_the_answer_are_taken_out(
    tmp_path, options, monkeypatch
):
    squad = read_squad(squad_file(tmp_path, "ko"))
    asked = []

    def ask(pipeline, text, *, id_):
        found = pipeline.retriever.retrieve(text, language="ko", top_k=9)
        asked.append((id_, {p.document.id for p in found.passages}))
        return answer((COST, COST), id_=id_)

    monkeypatch.setattr(reading, "ask", ask)
    partial = tmp_path / "p.tmp"
    records = measure(squad, Settings(tmp_path), options, partial=partial)
    ids = [document.id for document in squad.documents]
    assert [id_ for id_, _ in asked] == ["q-0", "q-1", "q-2", "absent-0", "absent-2"]
    assert all(found == set(ids) for _, found in asked[:3])
    # the first question's answer "가람교는" stands in one paragraph, "나루 도" in one
    assert asked[3][1] == set(ids) - {ids[0]}
    assert asked[4][1] == set(ids) - {ids[2]}
    assert records == read_jsonl(partial)
    assert [r["answerable"] for r in records] == [True] * 3 + [False] * 2


def test_an_interrupted_run_goes_on_only_when_told_to(tmp_path, options, monkeypatch):
    squad = read_squad(squad_file(tmp_path, "ko"))
    asked = []

    def ask(pipeline, text, *, id_):
        asked.append(id_)
        return answer((COST, COST), id_=id_)

    monkeypatch.setattr(reading, "ask", ask)
    partial = tmp_path / "p.tmp"
    options.absent = 0
    whole = measure(squad, Settings(tmp_path), options, partial=partial)
    partial.write_text(json.dumps(whole[0]) + "\n", encoding="utf-8")
    options.resume, asked[:] = True, []
    assert measure(squad, Settings(tmp_path), options, partial=partial) == whole
    assert asked == ["q-1", "q-2"]
    options.resume, asked[:] = False, []
    measure(squad, Settings(tmp_path), options, partial=partial)
    assert asked == ["q-0", "q-1", "q-2"]


def test_the_real_pipeline_is_asked(tmp_path, options):
    squad = read_squad(squad_file(tmp_path, "ko"))
    options.keep_answers = tmp_path / "answers.jsonl"
    records = measure(squad, Settings(tmp_path), options, partial=tmp_path / "p.tmp")
    assert [a["id"] for a in read_jsonl(options.keep_answers)] == [r["id"] for r in records]
    assert len(records) == 5
    assert any(record["quoted"] for record in records)


def test_a_half_without_questions_is_refused(tmp_path, options):
    squad = read_squad(squad_file(tmp_path, "ko", questions=False))
    with pytest.raises(SourceError, match="--half all"):
        measure(squad, Settings(tmp_path), options, partial=tmp_path / "p.tmp")


def test_other_halves_and_samples_are_kept_under_other_names():
    assert results_path(half="odd", sample=300).name == "reading.json"
    assert results_path(half="even", sample=20).name == "reading-even-sample20.json"
    assert results_path(half="odd", sample=300, name="set").name == "reading-set.json"


def test_the_command_keeps_figures_and_records(tmp_path, options, monkeypatch, capsys):
    monkeypatch.setattr(reading, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(reading, "ask", lambda *_, id_: answer((COST, COST), id_=id_))
    path = squad_file(tmp_path, "ko")
    assert reading.main([str(path), "--half", "all", "--sample", "2", "--absent", "1"]) == 0
    (kept,) = (tmp_path / "results").glob("*.json")
    record = json.loads(kept.read_text(encoding="utf-8"))
    assert kept.name == "reading-set.ko-all-sample2.json"
    assert record["figures"]["answer_contained"]["of"] == 2
    assert "--sample 2 --absent 1" in record["command"]
    assert len(read_jsonl(kept.with_suffix(".jsonl"))) == 3
    assert not list((tmp_path / "results").glob("*.tmp"))
    assert "answer_contained" in capsys.readouterr().out
    assert reading.main([str(tmp_path / "없음.json")]) == 1
