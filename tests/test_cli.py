import io
import json
import sys
from types import SimpleNamespace

import pytest

from index.errors import GenerationError
from index.store import Store
from rag import assemble
from rag.cli import VERSION, main
from tests.fakes import BigramEmbedder, ScriptedGenerator
from tests.json_keys import ANSWER_KEYS, CITATION_KEYS, PASSAGE_KEYS, TIMING_KEYS

TRAM = "가람시 노면전차 1호선 길이는 얼마인가요?"
REPLY = "노면전차의 노선 길이는 8.4㎞입니다."


@pytest.fixture
def generator(monkeypatch, tmp_path):
    """The fakes in place of what the settings name, in a folder without geungeo.toml."""
    generator = ScriptedGenerator({"요금": "노면전차 요금은 1,500원입니다.", "": REPLY})
    monkeypatch.setattr(assemble, "open_embedder", lambda *a, **o: BigramEmbedder())
    monkeypatch.setattr(assemble, "load_generator", lambda *a, **o: generator)
    monkeypatch.setattr(assemble, "quiet_libraries", lambda: None)
    monkeypatch.chdir(tmp_path)
    return generator


@pytest.fixture
def run(generator, capsys, store):
    """Return a function: words of a command -> (exit code, output, error output)."""

    def run(*words, data=store.path.parent):
        code = main([*words, "--data", str(data)])
        return code, *capsys.readouterr()

    return run


def write_questions(tmp_path, *lines):
    path = tmp_path / "questions.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, "utf-8")
    return path


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


# -- ask -------------------------------------------------------------------------------------


def test_ask_as_json_has_the_promised_keys_and_nothing_else_on_the_output(run):
    code, out, err = run("ask", TRAM, "--json", "--id", "q-7")
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert list(record) == ANSWER_KEYS
    assert {tuple(citation) for citation in record["citations"]} == {tuple(CITATION_KEYS)}
    assert {tuple(passage) for passage in record["passages"]} == {tuple(PASSAGE_KEYS)}
    assert list(record["timings"]) == TIMING_KEYS
    assert (record["id"], record["question"], record["abstained"]) == ("q-7", TRAM, False)
    assert REPLY in record["answer"]


def test_what_a_citation_quotes_is_what_show_prints_at_its_offsets(run):
    record = json.loads(run("ask", TRAM, "--json")[1])
    for citation in record["citations"]:
        _, text, _ = run("show", citation["document_id"], "--text")
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_streams_an_answer_and_its_sources(run):
    code, out, _ = run("ask", TRAM)
    assert code == 0
    assert REPLY in out
    assert "Sources\n  [1] 가람시 노면전차 1호선 착공" in out
    assert run("ask", TRAM, "--no-stream")[1] == out


@pytest.mark.parametrize(
    "words",
    [
        ("--history", TRAM),
        ("--history", "먼저 한 질문입니다, 도서관 목표 연도와 사업비는?", TRAM),
        ("--history", "먼저 한 질문입니다, 도서관 목표 연도와 사업비는?", "--history", TRAM),
        ("--history", json.dumps(["도서관 목표 연도와 사업비와 장서 수는?", TRAM])),
    ],
)
def test_earlier_questions_can_be_given_in_several_forms(run, words):
    code, out, _ = run("ask", "그럼 요금은?", "--json", *words)
    record = json.loads(out)
    assert code == 0
    assert record["searched"] == f"{TRAM} 그럼 요금은?"
    assert "1,500원" in record["answer"]


def test_an_earlier_question_that_only_looks_like_json_is_taken_as_it_is(run):
    for turn in ("[가람시] 노면전차 소식", "[1, 2]"):
        record = json.loads(run("ask", "그럼 요금은?", "--json", "--history", turn)[1])
        assert record["searched"] == f"{turn} 그럼 요금은?"


@pytest.mark.parametrize(("question", "words"), [("", "is empty"), ("가" * 2001, "2,001")])
def test_a_bad_question_is_refused_before_anything_is_loaded(run, monkeypatch, question, words):
    monkeypatch.setattr(assemble, "open_pipeline", lambda *a, **o: pytest.fail("loaded"))
    code, out, err = run("ask", question, "--json")
    assert (code, out) == (1, "")
    assert words in err


def test_ask_without_an_index_says_which_command_makes_one(run, tmp_path):
    code, out, err = run("ask", TRAM, data=tmp_path / "빈 색인")
    assert (code, out) == (1, "")
    assert "geungeo index FOLDER" in err


def test_a_model_that_fails_ends_the_command_with_its_message(run, monkeypatch):
    failing = ScriptedGenerator([GenerationError("서버가 답하지 않습니다", "no answer")])
    monkeypatch.setattr(assemble, "load_generator", lambda *a, **o: failing)
    code, out, err = run("ask", TRAM, "--json")
    assert (code, out, err) == (1, "", "geungeo: no answer\n")


def test_messages_are_korean_where_the_user_is(run, monkeypatch, tmp_path):
    monkeypatch.setenv("GEUNGEO_LANG", "ko")
    assert "먼저 `geungeo index 폴더`" in run("ask", TRAM, data=tmp_path / "빈 색인")[2]


def test_an_interrupt_ends_with_130(run, monkeypatch):
    def interrupt(*words, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(assemble, "open_pipeline", interrupt)
    code, _, err = run("ask", TRAM)
    assert (code, err) == (130, "geungeo: Stopped.\n")


# -- batch -----------------------------------------------------------------------------------


def test_batch_prints_one_line_of_json_a_question_in_order(run, tmp_path, generator):
    path = write_questions(
        tmp_path,
        {"id": 1, "question": TRAM},
        "",
        {"id": "둘", "question": "그럼 요금은?", "history": [TRAM]},
        {"id": "c", "question": "달 탐사선 발사 비용은 어느 나라가 냈나요?", "history": None},
    )
    code, out, err = run("batch", str(path))
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [record["id"] for record in records] == ["1", "둘", "c"]
    assert all(list(record) == ANSWER_KEYS for record in records)
    assert [record["abstained"] for record in records] == [False, False, True]
    assert "1,500원" in records[1]["answer"]
    assert "[3/3]" in err
    assert len(generator.prompts) == 3  # one to warm up, none for the abstention


def test_batch_answers_the_others_when_one_question_is_empty(run, tmp_path):
    path = write_questions(tmp_path, {"id": 1, "question": "?"}, {"id": 2, "question": TRAM})
    code, out, _ = run("batch", str(path))
    empty, answered = map(json.loads, out.splitlines())
    assert code == 0
    assert "is empty" in empty["error"]
    assert (empty["id"], empty["answer"], empty["abstained"]) == ("1", "", True)
    assert REPLY in answered["answer"]


def test_batch_of_empty_questions_alone_fails(run, tmp_path):
    assert run("batch", str(write_questions(tmp_path, {"id": 1, "question": ""})))[0] == 1


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "7", '{"id": 1}', '{"question": "?"}', '{"id": 1, "question": 2}',
     '{"id": 1, "question": "q", "history": "앞"}'],
)  # fmt: skip
def test_a_bad_line_is_named_before_anything_is_answered(run, tmp_path, generator, line):
    path = write_questions(tmp_path, {"id": 1, "question": TRAM}, line)
    code, out, err = run("batch", str(path))
    assert (code, out, generator.prompts) == (1, "", [])
    assert f"{path}:2: not a JSON object with id and question" in err


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_batch_without_questions_is_refused(run, tmp_path, text):
    code, _, err = run("batch", str(write_questions(tmp_path, text)))
    assert code == 1
    assert "no questions" in err


def test_a_batch_that_cannot_be_read_is_refused(run, tmp_path):
    assert "can't be read" in run("batch", str(tmp_path / "없음.jsonl"))[2]
    (tmp_path / "cp949.jsonl").write_bytes('{"id": 1, "question": "질문"}'.encode("cp949"))
    assert "must be JSONL in UTF-8" in run("batch", str(tmp_path / "cp949.jsonl"))[2]


def test_a_batch_may_come_from_standard_input(run, monkeypatch):
    line = json.dumps({"id": "a", "question": TRAM}, ensure_ascii=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))
    code, out, _ = run("batch", "-")
    assert code == 0
    assert json.loads(out)["id"] == "a"


# -- search, show, models, doctor, setup, chat -------------------------------------------------


def test_search_finds_passages_without_the_model(run, generator):
    code, out, _ = run("search", "湿地公园将扩建至多少公顷？", "--json", "--top-k", "2")
    record = json.loads(out)
    assert code == 0
    assert list(record) == ["question", "searched", "language", "passages", "timings"]
    assert [list(passage) for passage in record["passages"]] == [PASSAGE_KEYS] * 2
    assert record["passages"][0]["source"].endswith("yunhe-wetland.md")
    assert (record["language"], generator.prompts) == ("zh", [])
    assert run("search", TRAM)[1].startswith("1. 가람시 노면전차 1호선 착공")


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

    def launch(load, *, host, port, on_ready):
        on_ready(f"http://{host}:{port}")  # from here the model may warm up
        opened.append((load().answer(TRAM).text, host, port))

    monkeypatch.setitem(sys.modules, "app", SimpleNamespace(launch=launch))
    code, _, err = run("chat", "--port", "9999", "--host", "localhost")
    ((text, host, port),) = opened
    assert (code, host, port) == (0, "localhost", 9999)
    assert fetched == ["embedder", "generator"]
    assert REPLY in text
    assert len(generator.prompts) == 2  # one to warm up
    assert "http://localhost:9999" in err


# -- flags -----------------------------------------------------------------------------------


def test_the_version_is_printed(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert (caught.value.code, capsys.readouterr().out) == (0, f"geungeo {VERSION}\n")


@pytest.mark.parametrize("words", [[], ["모름"], ["ask"], ["ask", "질문", "--top-k", "셋"]])
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
