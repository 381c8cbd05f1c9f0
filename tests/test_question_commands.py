"""ask, batch and search on the command line."""

import io
import json
import sys

import pytest

from index.errors import GenerationError
from rag import assemble
from tests.command_line import REPLY, TRAM, runner, use_fakes
from tests.fakes import ScriptedGenerator
from tests.json_keys import (
    ANSWER_KEYS,
    CITATION_KEYS,
    CONTRACT_KEYS,
    PASSAGE_KEYS,
    SEARCH_KEYS,
    TIMING_KEYS,
)


@pytest.fixture
def generator(monkeypatch, tmp_path):
    return use_fakes(monkeypatch, tmp_path)


@pytest.fixture
def run(generator, capsys, store):
    return runner(capsys, store.path.parent)


def write_questions(tmp_path, *lines):
    path = tmp_path / "questions.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, "utf-8")
    return path


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
    assert "노면전차" in record["searched"] and "요금" in record["searched"]
    assert "도서관" not in record["searched"]
    assert "1,500원" in record["answer"]


def test_an_earlier_question_that_only_looks_like_json_is_taken_as_it_is(run):
    for turn in ("[가람시] 노면전차 소식", "[1, 2] 노면전차는?", '["노면전차 소식", 3]'):
        record = json.loads(run("ask", "그럼 요금은?", "--json", "--history", turn)[1])
        assert "노면전차" in record["searched"]


@pytest.mark.parametrize(
    ("question", "words"), [("", "is empty"), ("🚲", "is empty"), ("가" * 10_000, "10,000")]
)
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
    assert set(ANSWER_KEYS) >= CONTRACT_KEYS
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


def test_a_question_that_could_not_be_answered_has_the_promised_keys_too(run, tmp_path):
    path = write_questions(tmp_path, {"id": 1, "question": "?"}, {"id": 2, "question": TRAM})
    refused, answered = map(json.loads, run("batch", str(path))[1].splitlines())
    assert set(refused) >= CONTRACT_KEYS
    assert set(answered) >= CONTRACT_KEYS


def test_half_a_character_in_a_line_harms_no_other(run, tmp_path):
    half = json.loads('"\\ud800"')
    path = write_questions(
        tmp_path,
        {"id": 1, "question": f"{half} {TRAM}", "history": [half]},
        {"id": 2, "question": TRAM},
    )
    try:
        code, out, _ = run("batch", str(path))
    except UnicodeError:
        pytest.fail("it went through", pytrace=False)  # pytest itself can't show it
    assert code == 0
    assert [REPLY in json.loads(line)["answer"] for line in out.splitlines()] == [True, True]


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


# -- search ----------------------------------------------------------------------------------


def test_search_finds_passages_without_the_model(run, generator):
    code, out, _ = run("search", "湿地公园将扩建至多少公顷？", "--json", "--top-k", "2")
    record = json.loads(out)
    assert code == 0
    assert list(record) == SEARCH_KEYS
    assert [list(passage) for passage in record["passages"]] == [PASSAGE_KEYS] * 2
    assert record["passages"][0]["source"].endswith("yunhe-wetland.md")
    assert (record["language"], generator.prompts) == ("zh", [])
    assert (record["filters"], record["emptied_by"], record["sides"]) == ([], [], [])
    assert run("search", TRAM)[1].startswith("1. 가람시 노면전차 1호선 착공")


def test_search_says_what_a_score_is_made_of(run):
    (passage, *_) = json.loads(run("search", TRAM, "--json")[1])["passages"]
    assert sum(passage["parts"].values()) == pytest.approx(passage["score"], abs=1e-3)
    assert min(passage["dense"], passage["lexical"], passage["sentence"]) > 0
    assert "노면전차" in passage["matched"]
    assert all(term in TRAM for term in passage["matched"])


def test_search_follows_up_and_says_what_it_looked_for(run):
    out = run("search", "그럼 요금은?", "--history", TRAM)[1]
    first = out.splitlines()[0]
    assert first.startswith("searched: ")
    assert "노면전차" in first


def test_search_shows_the_sides_of_a_comparison(run):
    question = "2021년과 2024년의 가람시 도서관 목표를 비교해줘"
    record = json.loads(run("search", question, "--json", "--top-k", "2")[1])
    assert len(record["sides"]) == 2
    assert [p["rank"] for p in record["passages"]] == [1, 2]
    shown = run("search", question)[1]
    assert all(f"side: {side}\n" in shown for side in record["sides"])


def test_search_says_which_dates_count_more(run):
    assert json.loads(run("search", "가람시 최신 소식 알려줘", "--json")[1])["time"] == {
        "newest": True,
        "oldest": False,
        "period": "",
    }
    assert "newest first\n" in run("search", "가람시 최신 소식 알려줘")[1]
    assert "around: 2021\n" in run("search", "2021년 가람시 도서관은?")[1]
