import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
QUESTION_KEYS = ["id", "lang", "kind", "question", "gold", "every", "filters"]
FOLLOWUP_KEYS = ["id", "lang", "history", "question", "standalone", "needs_history", "gold"]
KINDS = {
    *("paraphrase", "typo", "spacing", "script", "number", "cross"),
    *("latest", "at-the-time", "timeless", "comparison", "filter"),
}
HANGUL, KANA, HAN = re.compile(r"[가-힣]"), re.compile(r"[ぁ-んァ-ヶ]"), re.compile(r"[一-龥]")


def lines_of(name):
    text = (ROOT / "evaluation" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


QUESTIONS = lines_of("search_questions.jsonl")
FOLLOWUPS = lines_of("followups.jsonl")


def of_kind(kind):
    return [line for line in QUESTIONS if line["kind"] == kind]


def article(gold):
    """The language, day and text of an article; days and languages stand in its name."""
    language, name = gold.split("/")
    return language, date.fromisoformat(name[:10]), (CORPUS / gold).read_text(encoding="utf-8")


def looks_like(text, lang):
    hangul, kana, han = (bool(script.search(text)) for script in (HANGUL, KANA, HAN))
    by_script = {"ko": hangul and not kana, "ja": kana, "zh": han and not kana and not hangul}
    return by_script.get(lang, bool(re.search(r"[A-Za-z]", text)) and not (kana or han))


def odd_and_even(lines):
    odd = sum(int(line["id"][-3:]) % 2 for line in lines)
    return odd, len(lines) - odd


@pytest.mark.parametrize(
    ("lines", "prefix", "keys"),
    [(QUESTIONS, "sq", QUESTION_KEYS), (FOLLOWUPS, "fu", FOLLOWUP_KEYS)],
)
def test_lines_have_one_form_consecutive_ids_and_no_twins(lines, prefix, keys):
    assert [list(line) for line in lines] == [keys] * len(lines)
    assert [line["id"] for line in lines] == [f"{prefix}-{n + 1:03d}" for n in range(len(lines))]
    asked = Counter((*line.get("history", []), line["question"]) for line in lines)
    assert [question for question, times in asked.items() if times > 1] == []


def test_every_gold_is_an_article_named_once():
    for line in QUESTIONS + FOLLOWUPS:
        gold = line["gold"]
        assert gold, line["id"]
        assert len(set(gold)) == len(gold), line["id"]
        for name in gold:
            language, day, text = article(name)
            assert f"\nlanguage: {language}\n" in text
            assert f"\npublished: {day.isoformat()}\n" in text


def test_the_two_sets_ask_for_every_article():
    articles = {path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*.md")}
    assert {name for line in QUESTIONS + FOLLOWUPS for name in line["gold"]} == articles


def test_each_kind_is_large_enough_and_shared_by_odd_and_even_ids():
    assert {line["kind"] for line in QUESTIONS} == KINDS
    for kind in KINDS:
        odd, even = odd_and_even(of_kind(kind))
        assert 12 <= odd + even <= 25, kind
        assert abs(odd - even) <= 1, kind


def test_questions_are_written_in_their_language():
    asked = [(line["id"], line["lang"], line["question"]) for line in QUESTIONS]
    asked += [(line["id"], line["lang"], line["standalone"]) for line in FOLLOWUPS]
    assert [line_id for line_id, lang, text in asked if not looks_like(text, lang)] == []


def test_a_cross_language_question_has_no_gold_in_its_own_language():
    for line in of_kind("cross"):
        assert line["lang"] not in {article(name)[0] for name in line["gold"]}, line["id"]


def test_all_golds_are_needed_in_comparisons_and_only_there():
    assert {line["kind"] for line in QUESTIONS if line["every"]} == {"comparison"}
    for line in of_kind("comparison"):
        assert line["every"]
        assert len(line["gold"]) >= 2, line["id"]


@pytest.mark.parametrize("line", of_kind("filter"), ids=lambda line: line["id"])
def test_golds_satisfy_the_filters_their_question_states(line):
    for condition in line["filters"]:
        assert list(condition) == ["kind", "value"]
        for language, day, _ in map(article, line["gold"]):
            if condition["kind"] == "language":
                assert language == condition["value"]
            else:
                assert condition["kind"] == "date"
                first, last = map(date.fromisoformat, condition["value"].split("/"))
                assert first <= day <= last


def figures_in(text):
    """Numbers with the character after them (310t, 310조), without years."""
    figures = re.findall(r"\d+(?:[.,]\d+)*[^\d\s.,]", re.sub(r"\s", "", text))
    return {figure for figure in figures if not re.match(r"20\d\d\D", figure)}


def test_a_figure_is_not_written_as_in_the_article():
    for line in of_kind("number"):
        for name in line["gold"]:
            body = article(name)[2].split("\n---\n", 1)[1]
            assert not figures_in(line["question"]) & figures_in(body), line["id"]


def test_filters_stand_only_in_their_kind_which_has_decoys_too():
    assert {line["kind"] for line in QUESTIONS if line["filters"]} == {"filter"}
    decoys = [line for line in of_kind("filter") if not line["filters"]]
    assert 3 <= len(decoys) <= len(of_kind("filter")) // 3


def test_a_paraphrase_borrows_no_long_run_of_characters():
    for line in of_kind("paraphrase"):
        question = re.sub(r"\s", "", line["question"]).lower()
        size = 14 if line["lang"] in ("en", "es") else 7
        runs = [question[n : n + size] for n in range(len(question) - size + 1)]
        for name in line["gold"]:
            text = re.sub(r"\s", "", article(name)[2]).lower()
            assert [run for run in runs if run in text] == [], line["id"]


def test_a_follow_up_has_a_history_and_a_question_that_stands_alone():
    for line in FOLLOWUPS:
        assert 1 <= len(line["history"]) <= 3, line["id"]
        assert all(turn == turn.strip() != "" for turn in line["history"]), line["id"]
        if line["needs_history"]:
            asked = (line["question"], *line["history"])
            assert line["standalone"] not in asked, line["id"]


def test_about_a_quarter_of_the_follow_ups_leave_their_history_behind():
    switches = [line for line in FOLLOWUPS if not line["needs_history"]]
    assert 0.2 <= len(switches) / len(FOLLOWUPS) <= 0.3
    assert abs(odd_and_even(switches)[0] - odd_and_even(switches)[1]) <= 1
