import json

import pytest

from evaluation import retrieval
from evaluation.figures import Figure
from evaluation.pools import Pools
from evaluation.rankers import RANKERS, Rankers
from evaluation.retrieval_table import table, task_title
from evaluation.retrieval_tasks import Row, Tasks, confidence
from evaluation.squad import read_foreign, read_squad
from rag.retriever import Retrieval
from tests.fakes import BigramEmbedder
from tests.squad_files import foreign_file, squad_file


@pytest.fixture
def rows_of(tmp_path):
    def rows_of(*files, half="all", sample=99):
        sets = [read_squad(path) for path in files if path.suffix == ".json"]
        foreign = [read_foreign(path, sets) for path in files if path.suffix == ".jsonl"]
        pools = Pools(tmp_path / "색인", BigramEmbedder())
        return list(Tasks(sets, foreign, pools, half=half, sample=sample).measure())

    return rows_of


def by_task(rows):
    found = {}
    for row in rows:
        found.setdefault((row.task, row.set), {})[row.ranker] = row
    return found


def test_a_single_file_is_measured_among_its_own_paragraphs_and_articles(tmp_path, rows_of):
    found = by_task(rows_of(squad_file(tmp_path, "ko")))
    tasks = ("own pool", "typos", "no spaces", "evidence", "unanswerable")
    assert list(found) == [(task, "set.ko") for task in tasks]
    for task in tasks[:3]:
        assert tuple(found[task, "set.ko"]) == RANKERS
    ours = found["own pool", "set.ko"]["ours"]
    assert (ours.questions, ours.figures["recall_at_1"].value) == (4, 1)
    assert ours.over is not None and ours.over[0] in RANKERS[1:]
    spaceless = found["no spaces", "set.ko"]["BM25 white space"]
    assert spaceless.figures["recall_at_10"].value == 0


def test_only_korean_questions_are_mistyped(tmp_path, rows_of):
    tasks = {row.task for row in rows_of(squad_file(tmp_path, "en"))}
    assert tasks == {"own pool", "evidence", "unanswerable"}


def test_translations_are_measured_within_and_across_languages(tmp_path, rows_of):
    files = [squad_file(tmp_path, code) for code in ("en", "de")]
    found = by_task([*rows_of(*files, squad_file(tmp_path, "ko", questions=False))])
    assert ("own pool", "set.ko") not in found
    assert ("all files", "set.en") not in found  # it would be the pool of the translations
    for task in ("same language", "across languages"):
        single = [found[task, f"set.{code}"]["ours"] for code in ("en", "de")]
        both = found[task, "set.en + set.de"]["ours"]
        assert both.questions == 8
        values = [row.figures["mrr"].value for row in single]
        assert both.figures["mrr"].value == pytest.approx(sum(values) / 2)
    own, other = (
        found[t, "set.en"]["dense"].figures for t in ("same language", "across languages")
    )
    assert own["recall_at_1"].value == 1
    assert other["recall_at_1"].value < 1
    assert other["recall_at_10"].value == 1  # two other versions of each, and the own one is gone


def test_across_languages_the_own_version_is_out_of_the_pool(tmp_path, rows_of, monkeypatch):
    sets = [read_squad(squad_file(tmp_path, code)) for code in ("en", "de")]
    english, german = ([document.id for document in squad.documents] for squad in sets)
    seen, rank = [], Rankers.rank

    def watched(self, query, *, top_k):
        seen.append((query.left_out, query.wanted))
        return rank(self, query, top_k=top_k)

    monkeypatch.setattr(Rankers, "rank", watched)
    rows_of(*(squad_file(tmp_path, code) for code in ("en", "de")))
    across = [pair for pair in seen if pair[0]]
    expected = [*zip(english, german, strict=True), *zip(german, english, strict=True)]
    assert across == [(frozenset({own}), frozenset({other})) for own, other in expected]


def test_the_interval_over_languages_draws_a_question_with_its_versions(tmp_path, rows_of):
    files = [squad_file(tmp_path, code) for code in ("en", "de")]
    for path in files:
        data = json.loads(path.read_text())
        data["data"][0]["paragraphs"][0]["qas"][0]["question"] = "Zyx?"  # a word of no article
        path.write_text(json.dumps(data), encoding="utf-8")
    found = by_task(rows_of(*files))
    single, both = (
        found["same language", name]["BM25 white space"].figures["recall_at_10"]
        for name in ("set.en", "set.en + set.de")
    )
    assert single == both
    assert (single.value, single.low) == (0.75, 0.25)


def test_files_that_are_no_translations_are_measured_together(tmp_path, rows_of):
    files = [squad_file(tmp_path, "ko"), squad_file(tmp_path, "en")]
    other = json.loads(files[1].read_text())
    other["data"].pop()
    files[1].write_text(json.dumps(other), encoding="utf-8")
    asked = foreign_file(tmp_path, [("The bridge는 언제 built?", 0), ("나루의 library?", 2)])
    found = by_task(rows_of(*files, asked))
    assert found["all files", "set.ko"]["ours"].questions == 4
    assert found["all files", "set.en"]["ours"].questions == 3
    assert list(found["among six", "set.ko"]["ours"].figures) == ["hit_at_6"]
    foreign = found["among six", "foreign"]
    assert (foreign["ours"].questions, tuple(foreign)) == (2, RANKERS)
    assert foreign["ours"].figures["hit_at_6"].value == 1
    assert ("among six", "set.en") not in found


def test_evidence_and_confidence_are_of_whole_articles(tmp_path, rows_of):
    found = by_task(rows_of(squad_file(tmp_path, "ko")))
    evidence = found["evidence", "set.ko"]["ours"].figures
    assert evidence["answer_in_evidence"].value == evidence["answer_in_passages"].value == 1
    assert 10 < evidence["tokens"].value < 60  # five short sentences, two characters a token
    assert evidence["at_most_320_tokens"].value == 1
    signal = found["unanswerable", "set.ko"]["ours"].figures
    assert signal["auc"].value == 1
    assert signal["false_accepts"].value == 0


def test_an_answer_that_another_article_holds_is_not_counted(tmp_path, rows_of):
    path = squad_file(tmp_path, "ko")
    data = json.loads(path.read_text())
    data["data"][2]["paragraphs"][0]["qas"][0]["answers"] = [{"text": "도서관의"}]
    path.write_text(json.dumps(data), encoding="utf-8")
    figures = by_task(rows_of(path))["evidence", "set.ko"]["ours"].figures
    assert figures["answer_in_evidence"].value == 0.75


def test_half_and_sample_choose_the_questions(tmp_path, rows_of):
    path = squad_file(tmp_path, "en")
    assert {row.questions for row in rows_of(path, half="odd")} == {1}
    assert {row.questions for row in rows_of(path, half="even", sample=2)} == {2}


def test_foreign_questions_are_all_asked_whatever_the_half(tmp_path, rows_of):
    asked = foreign_file(tmp_path, [("다리는 언제 놓였나?", 0), ("장서는 몇 권?", 2)])
    for half in ("even", "odd"):
        found = by_task(rows_of(squad_file(tmp_path, "en"), asked, half=half, sample=1))
        assert found["among six", "foreign"]["ours"].questions == 2


def test_confidence_is_that_of_the_best_passage(retriever):
    found = retriever.retrieve("다리를 다시 여는 데 얼마가 드나?", language="ko")
    assert confidence(found) == max(passage.score for passage in found.passages)
    assert confidence(Retrieval(())) == 0


# -- the command -----------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path, monkeypatch):
    monkeypatch.setattr(retrieval, "open_embedder", lambda settings: BigramEmbedder())
    monkeypatch.setattr(retrieval, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(retrieval, "SHARED", tmp_path / "shared")
    return lambda *arguments: retrieval.main([str(argument) for argument in arguments])


def test_the_command_prints_and_keeps_the_same_json(tmp_path, command, capsys):
    assert command(squad_file(tmp_path, "ko"), "--json", "--half", "all") == 0
    printed = json.loads(capsys.readouterr().out)
    (kept,) = (tmp_path / "results").iterdir()
    assert (kept.name, json.loads(kept.read_text())) == ("retrieval-set.ko-all.json", printed)
    assert list(printed) == ["command", "half", "machine", "commit", "tasks"]
    assert printed["command"] == "geungeo eval retrieval set.ko.json --half all --sample 400"
    first = printed["tasks"][0]
    assert (first["task"], first["ranker"], first["questions"]) == ("own pool", "ours", 4)
    assert first["recall_at_1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert set(first["over"]) == {"ranker", "value", "low", "high"}


def test_the_indexes_are_kept_where_asked(tmp_path, command, capsys):
    path = squad_file(tmp_path, "ko")
    for _ in range(2):
        assert command(path, "--index", tmp_path / "kept", "--half", "all") == 0
    names = {folder.name for folder in (tmp_path / "kept").iterdir()}
    assert names == {"set.ko", "set.ko articles"}


def test_without_files_the_shared_ones_are_measured(tmp_path, command, capsys):
    (tmp_path / "shared").mkdir()
    squad_file(tmp_path / "shared", "en", name="xquad")
    assert command() == 0
    assert [path.name for path in (tmp_path / "results").iterdir()] == ["retrieval.json"]
    assert "R@1" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_can_not_be_measured_is_said_without_a_traceback(
    tmp_path, command, capsys, monkeypatch, language
):
    monkeypatch.setenv("GEUNGEO_LANG", language)
    (tmp_path / "other.json").write_text('{"rows": []}', encoding="utf-8")
    (tmp_path / "empty.json").write_text('{"data": []}', encoding="utf-8")
    unasked = squad_file(tmp_path, "en", questions=False)
    (tmp_path / "b").mkdir()
    for arguments, (ko, en) in {
        (): ("질문 파일이 없습니다", "No question files"),
        (tmp_path / "none.json",): ("읽을 수 없습니다", "can't be read"),
        (tmp_path / "other.json",): ("SQuAD 형식", "not in SQuAD format"),
        (tmp_path / "empty.json",): ("문단이 하나도", "holds no paragraph"),
        (unasked,): ("질문이 없습니다", "no question with an answer"),
        (unasked, tmp_path / "b" / unasked.name): ("이름이 같은", "same name"),
        (foreign_file(tmp_path, [("몇 권?", 0)]),): ("문단이 없습니다", "aren't there"),
    }.items():
        assert command(*arguments) == 1
        printed = capsys.readouterr()
        assert (ko if language == "ko" else en) in printed.err
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1


def test_a_half_without_questions_is_said(tmp_path, command, capsys):
    data = {"data": [json.loads(squad_file(tmp_path, "ko").read_text())["data"][0]]}
    path = tmp_path / "one.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert command(path) == 1
    assert "--half all" in capsys.readouterr().err


@pytest.mark.parametrize("sample", ["0", "-3", "many"])
def test_a_sample_is_a_whole_number_from_one(command, capsys, sample):
    with pytest.raises(SystemExit):
        command("--sample", sample)
    assert f"{sample}: must be a whole number from 1" in capsys.readouterr().err


def test_only_the_default_run_is_kept_under_the_default_name(tmp_path):
    def name(*files, half="odd", sample=400):
        return retrieval.results_path(files, half=half, sample=sample).name

    names = [
        name(), name(half="even"), name(sample=40), name(tmp_path / "a.json"),
        name(tmp_path / "a.json", tmp_path / "b.json"),
        *(name(*(tmp_path / f"{n}{'x' * 20}.json" for n in range(count))) for count in (9, 10)),
    ]  # fmt: skip
    assert names[:5] == [
        *("retrieval.json", "retrieval-even.json", "retrieval-sample40.json"),
        *("retrieval-a.json", "retrieval-a+b.json"),
    ]
    assert len(set(names)) == 7
    assert max(map(len, names)) < 100


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_has_a_block_for_each_task_and_set(monkeypatch, language):
    monkeypatch.setenv("GEUNGEO_LANG", language)
    figure, tokens = Figure(0.5, 0.25, 0.75), Figure(287.4, 280.0, 295.0)
    rows = [
        Row("own pool", "a", "ours", 4, {"mrr": figure}, ("RRF", Figure(0.01, -0.02, 0.03))),
        Row("own pool", "a", "RRF", 4, {"mrr": figure}),
        Row("evidence", "a", "ours", 4, {"tokens": tokens}),
    ]
    lines = list(table(rows))
    assert lines[0] == f"{task_title('own pool')} · a (n=4)"
    assert lines[2].split() == ["ours", "0.500", "(0.250..0.750)"]
    assert lines[3].split() == ["-", "RRF", "MRR", "+0.010", "(-0.020..+0.030)"]
    assert lines[8].split() == ["ours", "287", "(280..295)"]
