import json

import pytest

from evaluation.answer_table import ROWS, fill, read_results, table
from evaluation.metrics import Share
from evaluation.results_files import keep
from evaluation.risk import figures_of

PLACE = "앞\n<!-- answers -->\n옛 표\n<!-- /answers -->\n뒤\n"


@pytest.fixture
def results(tmp_path):
    folder = tmp_path / "results"
    seeds = {
        "accuracy": Share(8, 10),
        "abstains_rightly": Share(0, 0),
        "accuracy_by_type": {"fact": Share(3, 4), "": Share(1, 1)},
        "evidence_s": 0.34,
        "token_s": None,
    }
    keep(folder / "seed_dev-even.json", command="run seeds", figures=seeds)
    record = {"confidence": 0.5, "right": True, "answerable": True, "abstained": False}
    keep(folder / "risk.json", command="run risk", figures={"reading": figures_of([record])})
    (folder / "reading.json").write_text('{"figures": {}}', encoding="utf-8")
    return folder


def test_the_table_holds_goals_and_figures_in_both_languages(results):
    kept = read_results(results)
    english, korean = (table(kept, korean=korean).splitlines() for korean in (False, True))
    assert len(english) == len(korean) == len(ROWS) + 3
    assert english[2].endswith("| 0.80 / 0.95 | 0.80 (8/10; 0.49-0.94) |")
    assert korean[2].endswith("| 0.80 / 0.95 | 0.80 (8/10; 0.49-0.94) |")
    assert english[3].endswith("| – |")  # nothing was asked
    assert english[-1] == "| median seconds | | first evidence 0.3 |"
    assert korean[-1] == "| 중앙값, 초 | | 첫 근거 0.3 |"


def test_tables_go_between_their_markers_and_nowhere_else(tmp_path, results):
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(PLACE, encoding="utf-8")
    (tmp_path / "README.ko.md").write_text("<!-- answers --> 끝이 없다", encoding="utf-8")
    doc = tmp_path / "docs" / "answers.md"
    doc.write_text(PLACE + "<!-- more -->\n<!-- /more -->\n<!-- risk --><!-- /risk -->")
    assert fill(root=tmp_path, results=results) == [tmp_path / "README.md", doc]
    filled = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert filled.startswith("앞\n<!-- answers -->\n| what |")
    assert filled.endswith("|\n<!-- /answers -->\n뒤\n")
    assert "옛 표" not in filled
    more = doc.read_text(encoding="utf-8")
    assert "`run seeds`" in more
    assert "- accuracy by type: fact 0.75 (3/4; 0.30-0.95); unnamed 1.00" in more
    assert "**reading**: 1 questions" in more
    assert (tmp_path / "README.ko.md").read_text(encoding="utf-8") == "<!-- answers --> 끝이 없다"
    assert fill(root=tmp_path, results=results) == []  # nothing new


def test_without_results_the_tables_are_empty_but_whole(tmp_path):
    assert read_results(tmp_path) == {}
    assert table({}, korean=False).count("| – |") >= len(ROWS)
    (tmp_path / "README.md").write_text(PLACE, encoding="utf-8")
    assert fill(root=tmp_path, results=tmp_path) == [tmp_path / "README.md"]


def test_results_are_kept_with_where_they_come_from(tmp_path):
    keep(tmp_path / "a" / "x.json", command="run", figures={"a": Share(1, 2)}, half="even")
    kept = json.loads((tmp_path / "a" / "x.json").read_text(encoding="utf-8"))
    assert list(kept) == ["command", "half", "commit", "date", "machine", "figures"]
    assert kept["figures"]["a"]["value"] == 0.5
