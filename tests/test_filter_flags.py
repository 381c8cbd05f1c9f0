"""Flags and words that narrow ask, batch and search, and what is said where nothing is left."""

import json

import pytest

from rag import assemble
from tests.command_line import TRAM, runner, use_fakes
from tests.json_keys import FILTER_KEYS

LIBRARIES = "가람시 도서관 목표는 몇 곳인가요?"
OF_2021 = f"2021년 기사에서 {LIBRARIES}"


@pytest.fixture
def generator(monkeypatch, tmp_path):
    return use_fakes(monkeypatch, tmp_path)


@pytest.fixture
def run(generator, capsys, store):
    return runner(capsys, store.path.parent)


def write_questions(tmp_path, *questions):
    path = tmp_path / "questions.jsonl"
    lines = (json.dumps({"id": n, "question": text}) for n, text in enumerate(questions))
    path.write_text("\n".join(lines), "utf-8")
    return path


def sources(record):
    return {passage["source"].rsplit("/")[-1] for passage in record["passages"]}


@pytest.mark.parametrize(
    ("flags", "files"),
    [
        (("--date", "2021"), {"garam-libraries-2021.md"}),
        (("--date", "2021-03"), {"garam-libraries-2021.md"}),
        (("--date", "2021-03-01/2021-03-31"), {"garam-libraries-2021.md"}),
        (("--date", "../2021-12-31"), {"garam-libraries-2021.md"}),
        (("--date", "2024-06-01/.."), {"puerto-claro-agua.md"}),
        (("--publisher", "diario del cabo"), {"puerto-claro-agua.md"}),
        (("--reporter", "한도담", "--date", "2021"), {"garam-libraries-2021.md"}),
        (("--language", "ja"), {"midori-observatory.md"}),
        (("--language", " Japanese"), {"midori-observatory.md"}),
        (("--language", "일본어"), {"midori-observatory.md"}),
        (("--language", "JA"), {"midori-observatory.md"}),
        (("--document", "yunhe-wetland.md"), {"yunhe-wetland.md"}),
        (
            ("--publisher", "云河日报", "--publisher", "みどり新報"),
            {"yunhe-wetland.md", "midori-observatory.md"},
        ),
        (("--date", "2022", "--date", "2021"), {"yunhe-wetland.md", "garam-libraries-2021.md"}),
    ],
)
def test_flags_narrow_a_search(run, flags, files):
    code, out, _ = run("search", LIBRARIES, "--json", "--top-k", "20", *flags)
    assert code == 0
    assert sources(json.loads(out)) == files


def test_a_folder_narrows_a_search(run, store):
    folder = store.facets().folders[0]
    record = json.loads(run("search", LIBRARIES, "--json", "--folder", folder)[1])
    assert record["passages"]
    assert record["filters"] == [{"kind": "folder", "value": folder, "words": "", "derived": False}]


def test_flags_and_words_of_the_question_are_told_apart(run):
    record = json.loads(run("search", OF_2021, "--json", "--language", "ko")[1])
    flag, words = record["filters"]
    assert list(flag) == list(words) == FILTER_KEYS
    assert flag == {"kind": "language", "value": "ko", "words": "", "derived": False}
    assert (words["kind"], words["value"]) == ("date", "2021-01-01/2021-12-31")
    assert words["derived"] and words["words"] in OF_2021
    assert sources(record) == {"garam-libraries-2021.md"}
    assert "2021" not in record["searched"]


def test_plain_takes_no_filter_from_the_question_but_keeps_the_flags(run):
    record = json.loads(run("search", OF_2021, "--json", "--plain", "--language", "ko")[1])
    assert [filter_["kind"] for filter_ in record["filters"]] == ["language"]
    assert record["searched"] == OF_2021
    assert "garam-libraries-2024.md" in sources(record)


def test_a_flag_is_not_widened_by_the_question(run):
    record = json.loads(run("search", OF_2021, "--json", "--date", "2024")[1])
    assert "garam-libraries-2021.md" not in sources(record)
    assert record["passages"]


def test_ask_and_batch_keep_to_the_flags(run, tmp_path):
    record = json.loads(run("ask", LIBRARIES, "--json", "--date", "2021")[1])
    assert sources(record) == {"garam-libraries-2021.md"}
    assert [filter_["derived"] for filter_ in record["filters"]] == [False]
    path = write_questions(tmp_path, LIBRARIES, TRAM)
    out = run("batch", str(path), "--date", "2021")[1]
    assert [sources(json.loads(line)) for line in out.splitlines()] == [
        {"garam-libraries-2021.md"}
    ] * 2


def test_a_question_of_the_history_narrows_too(run):
    record = json.loads(run("ask", "그럼 사업비는?", "--json", "--history", OF_2021)[1])
    assert [filter_["kind"] for filter_ in record["filters"]] == ["date"]
    assert sources(record) == {"garam-libraries-2021.md"}


def test_filters_in_force_are_shown_in_words(run, monkeypatch):
    for flags in ((), ("--no-stream",)):
        assert run("ask", OF_2021, *flags)[1].startswith("only: 2021\n")
    assert (
        "only: English articles · tag 교통\n"
        in run(*("search", TRAM, "--language", "en", "--tag", "교통"))[1]
    )
    monkeypatch.setenv("GEUNGEO_LANG", "ko")
    assert "조건: 영어 기사\n" in run("search", TRAM, "--language", "en")[1]


@pytest.mark.parametrize(
    "command", [("search",), ("ask",), ("ask", "--json"), ("search", "--json")]
)
@pytest.mark.parametrize(
    "value", ["nonsense", "2024-13", "2021-05-01/2020-05-01", "", "2021년 도서관"]
)
def test_a_date_that_is_none_is_refused_before_anything_is_loaded(run, monkeypatch, command, value):
    for name in ("open_pipeline", "open_retriever"):
        monkeypatch.setattr(assemble, name, lambda *a, **o: pytest.fail("loaded"))
    code, out, err = run(command[0], TRAM, *command[1:], "--date", value)
    assert (code, out) == (1, "")
    assert err.startswith("geungeo: ")
    assert f"‘{value}’" in err or f"'{value}'" in err or f"“{value}”" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("flag", "value", "words"),
    [
        ("--language", "화성어", "화성어: not a known language"),
        ("--language", "", "not a known language"),
        *((flag, "  ", "is empty") for flag in ("--publisher", "--reporter", "--tag", "--folder")),
        ("--document", "", "is empty"),
    ],
)
def test_a_value_that_can_match_nothing_is_refused(run, monkeypatch, flag, value, words):
    monkeypatch.setattr(assemble, "open_retriever", lambda *a, **o: pytest.fail("loaded"))
    code, out, err = run("search", TRAM, flag, value)
    assert (code, out) == (1, "")
    assert words in err


def test_a_bad_date_is_explained_in_the_language_of_the_user(run, monkeypatch):
    english = run("search", TRAM, "--date", "nonsense")[2]
    monkeypatch.setenv("GEUNGEO_LANG", "ko")
    korean = run("search", TRAM, "--date", "nonsense")[2]
    assert "2023-09" in english and "2023-09" in korean  # how to write one
    assert "기간" in korean and "기간" not in english


def test_a_batch_with_a_bad_date_answers_nothing(run, tmp_path, generator):
    path = write_questions(tmp_path, TRAM)
    code, out, _ = run("batch", str(path), "--date", "nonsense")
    assert (code, out, generator.prompts) == (1, "", [])


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (("--publisher", "없는신문"), "없는신문"),
        (("--date", "1999"), "1999"),
        (("--tag", "없음", "--date", "2021"), "tag 없음"),
        (("--folder", "/없는/폴더"), "folder 폴더"),
        (("--document", "0123456789abcdef"), "document 0123456789abcdef"),
    ],
)
def test_a_flag_that_leaves_nothing_is_named(run, generator, flags, named):
    code, shown, _ = run("search", TRAM, *flags)
    assert code == 0
    assert f"no article satisfies: {named}\n" in shown
    record = json.loads(run("search", TRAM, "--json", *flags)[1])
    assert record["passages"] == []
    assert [f["value"] for f in record["emptied_by"]] == [flags[1]] or flags[0] == "--date"
    assert len(record["emptied_by"]) == 1
    answer = json.loads(run("ask", TRAM, "--json", *flags)[1])
    assert (answer["abstained"], answer["passages"]) == (True, [])
    assert flags[1].rsplit("/")[-1] in answer["answer"]
    assert generator.prompts == []


def test_words_of_a_question_that_leave_nothing_are_named(run):
    question = "1999년 기사에서 가람시 도서관 목표는?"
    record = json.loads(run("search", question, "--json")[1])
    (blamed,) = record["emptied_by"]
    assert (blamed["kind"], blamed["derived"]) == ("date", True)
    assert blamed["words"] in question
    assert "1999년" in run("ask", question, "--no-stream")[1]
    assert run("search", question, "--plain")[1].startswith("1. ")
