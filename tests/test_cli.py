import json
import sys
from types import SimpleNamespace

import pytest

from index.store import Store
from rag import assemble
from rag.cli import VERSION, main
from tests.command_line import REPLY, TRAM, runner, use_fakes
from tests.fakes import BigramEmbedder
from tests.squad_files import squad_file


@pytest.fixture
def generator(monkeypatch, tmp_path):
    return use_fakes(monkeypatch, tmp_path)


@pytest.fixture
def run(generator, capsys, store):
    return runner(capsys, store.path.parent)


# -- index -----------------------------------------------------------------------------------


def test_index_says_what_it_did(run, articles, tmp_path):
    code, out, err = run("index", str(articles), data=tmp_path / "새 색인")
    assert (code, out) == (0, "")
    assert "8 articles, 9 chunks (8 new, 0 moved, 0 unchanged, 0 removed, 0 errors)" in err
    assert "[8/8]" in err


def test_index_as_json_has_counts_and_errors(run, articles, tmp_path):
    (articles / "나쁨.md").write_bytes(b"")
    code, out, err = run("index", str(articles), "--json", data=tmp_path / "새 색인")
    record = json.loads(out)
    assert code == 0
    assert list(record) == [
        *("documents", "chunks", "sentences", "added", "unchanged", "removed", "moved"),
        *("remaining", "embedded", "new_files", "changed_files", "moved_files"),
        *("removed_files", "errors", "warnings", "seconds", "data"),
    ]
    assert (record["documents"], record["added"], record["unchanged"]) == (8, 8, 0)
    (error,) = record["errors"]
    assert error["source"].endswith("나쁨.md")
    assert error["error"] in err


def test_index_of_bad_files_alone_fails(run, tmp_path):
    folder = tmp_path / "나쁜 기사"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"")
    code, _, err = run("index", str(folder), data=tmp_path / "새 색인")
    assert code == 1
    assert "there is no text in it" in err


def test_index_takes_the_corpus_where_no_folder_is_named(run, articles, tmp_path, monkeypatch):
    monkeypatch.setattr("rag.index_commands.CORPUS", articles)
    _, out, _ = run("index", "--json", data=tmp_path / "새 색인")
    assert json.loads(out)["documents"] == 8


def test_index_of_nothing_leaves_the_index_as_it_was(run, store, tmp_path):
    for words in ((str(tmp_path / "없음"),), (str(tmp_path / "없음"), "--rebuild")):
        code, out, err = run("index", *words)
        assert (code, out) == (1, "")
        assert err.startswith("geungeo: ")
        assert "no such file or folder" in err
    assert store.counts()["documents"] == 8


# -- show, models, doctor, setup, chat, eval -------------------------------------------------


def test_show_prints_an_article_its_bare_text_or_its_cleaning(run, store):
    (document,) = (d for d in store.documents() if d.source.endswith(".txt"))
    assert run("show", document.id, "--text")[1] == document.text
    shown = run("show", document.id)[1]
    assert f"title      {document.title}" in shown
    assert "핫이슈" not in shown
    cleaning = run("show", document.id, "--cleaning")[1]
    assert any(piece.reason in cleaning for piece in document.dropped)
    assert "핫이슈" in cleaning
    assert "핫이슈" in run("show", document.id, "--raw")[1] or not document.raw


def test_show_of_an_unknown_article_says_where_ids_come_from(run):
    code, out, err = run("show", "0123456789abcdef")
    assert (code, out) == (1, "")
    assert "document_id" in err


def test_models_and_doctor_report_as_json(run, monkeypatch):
    monkeypatch.setattr("rag.doctor.installed_weights", lambda: [])
    code, out, _ = run("models", "--json")
    assert code == 0
    assert [model["role"] for model in json.loads(out)] == ["generator", "embedder"]
    code, out, _ = run("doctor", "--json")
    found = {finding["name"]: finding for finding in json.loads(out)}
    assert code == 1
    assert found["generator"]["cure"]
    assert not found["index"]["cure"]


@pytest.fixture
def fetched(monkeypatch, articles):
    """Record what `setup` fetches; the corpus is the test's articles."""
    fetched = []

    def fetch(progress):
        fetched.append("embedder")
        return SimpleNamespace(path=articles)

    monkeypatch.setattr("index.weights.fetch_embedder", fetch)
    monkeypatch.setattr("index.openvino_embedder.export_embedder", lambda path: path)
    monkeypatch.setattr(
        "rag.generator.prepare_generator", lambda settings, progress: fetched.append("generator")
    )
    monkeypatch.setattr(assemble, "CORPUS", articles)
    return fetched


def test_setup_fetches_the_weights_and_indexes_the_corpus_once(run, fetched, tmp_path):
    data = tmp_path / "새 색인"
    assert run("setup", data=data)[0] == 0
    assert Store(data).counts()["documents"] == 8
    assert fetched == ["embedder", "generator"]
    assert "Indexing" not in run("setup", data=data)[2]
    run("setup", "--embedder", "someone/모델", data=data)
    assert fetched[-2:] == ["generator", "generator"]


def test_chat_sets_everything_up_and_opens_the_page_with_a_warm_pipeline(
    run, fetched, monkeypatch, generator
):
    opened = []

    def launch(load, *, host, port, settings, on_ready):
        on_ready(f"http://{host}:{port}")  # from here the model may warm up
        opened.append((load().answer(TRAM).text, host, port))
        assert load() is not load()  # what failed at the start can be tried anew
        assert settings.port == 9999

    monkeypatch.setitem(sys.modules, "app", SimpleNamespace(launch=launch))
    code, _, err = run("chat", "--port", "9999", "--host", "localhost")
    ((text, host, port),) = opened
    assert (code, host, port) == (0, "localhost", 9999)
    assert fetched == ["embedder", "generator"]
    assert REPLY in text
    assert len(generator.prompts) == 2  # one to warm up
    assert "http://localhost:9999" in err


def test_eval_prints_the_figures_of_a_question_set(run, tmp_path, monkeypatch):
    monkeypatch.setattr("evaluation.retrieval.open_embedder", lambda settings: BigramEmbedder())
    monkeypatch.setattr("evaluation.retrieval.RESULTS", tmp_path / "results")
    path = squad_file(tmp_path, "en")
    code, out, _ = run("eval", "retrieval", str(path), "--half", "all", "--json", data=None)
    record = json.loads(out)
    assert code == 0
    assert {"own pool", "evidence"} <= {row["task"] for row in record["tasks"]}
    assert len(list((tmp_path / "results").iterdir())) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "can't be read"),
        (b"", "not in SQuAD format"),
        (b'{"data": 7}', "not in SQuAD format"),
        ("질문".encode("cp949"), "can't be read"),
        (b'{"version": "1.1", "data": []}', "holds no paragraph"),
    ],
)
def test_eval_of_a_bad_file_says_what_is_wrong(run, tmp_path, monkeypatch, content, words):
    monkeypatch.setattr("evaluation.retrieval.RESULTS", tmp_path / "results")
    path = tmp_path / "질문.json"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("eval", "retrieval", str(path), data=None)
    assert (code, out) == (1, "")
    assert err.startswith("geungeo: ")
    assert words in err
    assert "Traceback" not in err
    assert not (tmp_path / "results").exists()


def test_settings_of_the_command_are_those_of_the_measurement(run, tmp_path, monkeypatch):
    used = []
    monkeypatch.setattr("evaluation.retrieval.run", lambda settings, options: used.append(settings))
    run("eval", "--embedder", "someone/모델", "retrieval", str(tmp_path / "a.json"), data=None)
    assert [settings.embedder for settings in used] == ["someone/모델"]


# -- flags -----------------------------------------------------------------------------------


def test_the_version_is_printed(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert (caught.value.code, capsys.readouterr().out) == (0, f"geungeo {VERSION}\n")


@pytest.mark.parametrize(
    "words",
    [
        *([], ["모름"], ["ask"], ["ask", "질문", "--top-k", "셋"], ["search", "질문", "--date"]),
        *(["eval", "generation"], ["eval", "retrieval", "--half", "third"]),
    ],
)
def test_a_command_that_makes_no_sense_ends_with_2(capsys, words):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: geungeo")


def test_a_wrong_setting_is_refused_with_its_limits(run, monkeypatch):
    assert "port=70000: must be a whole number" in run("search", TRAM, "--port", "70000")[2]
    monkeypatch.setenv("GEUNGEO_TOP_K", "0")
    code, _, err = run("search", TRAM)
    assert (code, "top_k=0" in err) == (1, True)


def test_a_setting_of_the_folder_is_in_force(run, tmp_path):
    (tmp_path / "geungeo.toml").write_text("top_k = 2\n", "utf-8")
    assert len(json.loads(run("search", TRAM, "--json")[1])["passages"]) == 2
