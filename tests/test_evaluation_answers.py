import json
from dataclasses import replace

import pytest

from evaluation import answers as scoring
from evaluation.answers import of_half, outcomes, score_answers
from evaluation.results_files import to_json
from tests.cited_answers import BRIDGE, DOCUMENTS, LIBRARY, answer, question

COST, BUILT = "보수에는 38억원이 든다.", "가람교는 1998년에 놓였다."
PLACE = BRIDGE.text.index(COST)
RIGHT = (f"“{COST}”", COST), ("가람교 보수에는 38억 원이 듭니다.", COST)


def score(given, asked=None, documents=DOCUMENTS):
    return score_answers(
        [asked or question("가람교 보수에 얼마가 드나?", "38억")], [given], documents
    )


def values(figures, *names):
    return [figures[name].value for name in names]


CITATIONS = ("citation_precision", "citation_gold", "citation_supports", "citation_recall")
ALL = (*CITATIONS, "accuracy", "quotes_verbatim", "language", "figures_in_evidence")


def test_a_right_answer_with_supporting_quotes_is_perfect():
    figures = score(answer(*RIGHT))
    assert values(figures, *ALL) == [1.0] * len(ALL)
    assert figures["abstains_wrongly"].value == 0
    assert (figures["wrong"], figures["objections"], figures["unsupported_figures"]) == ([], {}, {})
    assert (figures["evidence_s"], figures["token_s"], figures["answer_s"]) == (0.1, 1.5, 3.0)


@pytest.mark.parametrize(
    "broken",
    [
        {"start": PLACE + 1},
        {"start": PLACE - 1},
        {"end": PLACE + len(COST) - 1},
        {"quote": "보수에는 83억원이 든다."},
        {"quote": "", "start": 3, "end": 3},
        {"document_id": "0" * 16},
        {"text_hash": "0" * 16},
        {"start": PLACE - len(BRIDGE.text), "end": PLACE + len(COST) - len(BRIDGE.text)},
    ],
)
def test_a_quote_that_is_off_is_not_verbatim(broken):
    given = answer(*RIGHT)
    given["citations"][0] |= broken
    figures = score(given)
    assert figures["quotes_verbatim"].value == 0.5
    assert figures["not_verbatim"] == ["q-2"]


def test_a_quote_from_a_changed_article_is_not_verbatim():
    changed = {BRIDGE.id: replace(BRIDGE, text=BRIDGE.text + " 끝.")}
    assert score(answer(*RIGHT), documents=changed)["quotes_verbatim"].value == 0
    assert "quotes_verbatim" not in score(answer(*RIGHT), documents=None)


def test_a_citation_of_another_article_is_not_precise_however_well_it_supports():
    figures = score(answer(*RIGHT), question("얼마?", "38억", gold=("다른 기사.md",)))
    assert values(figures, *CITATIONS) == [0, 0, 1, 1]


def test_a_citation_that_supports_nothing_is_not_precise_though_its_article_is_gold():
    figures = score(answer((COST, COST), ("다리는 2001년에 놓였습니다.", BUILT)))
    assert values(figures, *CITATIONS) == [0.5, 1, 0.5, 0.5]
    assert figures["objections"] == {"q-2": ["figure 2001"]}
    assert figures["unsupported_figures"] == {"q-2": ["2001"]}
    assert figures["figures_in_evidence"].value == 0.5


def test_a_sentence_without_citation_lowers_recall_and_its_figures_have_no_evidence():
    figures = score(answer(*RIGHT, ("2025년에 끝납니다.", None)))
    assert figures["citation_recall"].value == pytest.approx(2 / 3)
    assert figures["citation_precision"].value == 1
    assert figures["unsupported_figures"] == {"q-2": ["2025"]}
    assert figures["words_cited"].value == 0


def test_a_citation_that_covers_no_words_supports_nothing():
    given = answer((COST, COST))
    given["citations"][0] |= {"answer_start": 0, "answer_end": 0}
    assert values(score(given), *CITATIONS) == [0, 1, 0, 0]


def test_an_answer_in_another_language_is_noticed_behind_its_quotation():
    figures = score(answer((f"“{COST}”", COST), ("It costs 3.8 billion won.", COST)))
    assert values(figures, "language", "language_whole") == [0, 1]
    assert figures["judged_across_languages"].value == 0.5


def test_abstentions_count_by_whether_and_what_was_asked():
    questions = [
        question("가?", "38억"),
        question("나?", id_="q-4", answerable=False, type="boilerplate", gold=()),
        question("다?", id_="q-6", answerable=False, type="injection_oos", gold=()),
    ]
    silent = "찾지 못했습니다: 「가람교 보수 시작」 (2024-05-20)"
    near = [{"title": BRIDGE.title, "publisher": "", "published": "2024-05-20"}]
    given = [
        answer((silent, None), abstained=True, passages=near),
        answer((silent, None), id_="q-4", abstained=True, passages=near),
        answer((COST, COST), id_="q-6"),
    ]
    figures = score_answers(questions, given, DOCUMENTS)
    assert values(figures, "accuracy", "abstains_wrongly", "abstains_rightly") == [0, 1, 0.5]
    by_type = figures["abstains_rightly_by_type"]
    assert {name: share.value for name, share in by_type.items()} == {
        "boilerplate": 1, "injection_oos": 0,
    }  # fmt: skip
    assert figures["wrong"] == ["q-2", "q-6"]
    assert figures["unsupported_figures"] == {}
    assert figures["citation_precision"].total == 0  # there is no gold article to cite
    assert figures["citation_supports"].value == 1


def test_an_abstention_may_not_slip_in_a_figure():
    given = answer(("찾지 못했지만 38억 원일 수 있습니다.", None), abstained=True)
    asked = question("나?", answerable=False)
    assert score(given, asked)["unsupported_figures"] == {"q-2": ["38억"]}


def test_a_failure_counts_as_a_wrong_abstention_and_is_named():
    given = answer(abstained=True, error="GenerationError: 모델", seconds={"answer": None})
    figures = score(given)
    assert figures["errors"] == {"q-2": "GenerationError: 모델"}
    assert figures["abstains_wrongly"].value == 1
    assert figures["answer_s"] is None


def test_batch_output_without_the_readers_seconds_is_scored_too():
    given = answer(*RIGHT)
    del given["seconds"]
    assert score(given)["answer_s"] is None
    assert outcomes([question("가?", "38억")], [given])[0]["seconds"] is None


def test_what_is_kept_of_an_answer_holds_no_words_of_an_article():
    kept = outcomes(
        [question("가?", "38억"), question("나?", id_="q-4", answerable=False)],
        [answer(*RIGHT, confidence=0.8), answer((COST, COST), id_="q-4", confidence=0.3)],
    )
    assert [(r["right"], r["answerable"], r["confidence"]) for r in kept] == [
        (True, True, 0.8), (False, False, 0.3),
    ]  # fmt: skip
    assert "든다" not in json.dumps([*kept, to_json(score(answer(*RIGHT)))], ensure_ascii=False)


def test_halves_go_by_the_last_number_of_an_id():
    ids = [{"id": id_} for id_ in ("a2-01", "a1-02", "7")]
    assert [q["id"] for q in of_half(ids, "odd")] == ["a2-01", "7"]
    assert [q["id"] for q in of_half(ids, "even")] == ["a1-02"]
    assert of_half(ids, "all") == ids


def test_the_command_scores_files(tmp_path, capsys):
    asked = [question("가?", "38억"), question("나?", id_="q-3")]
    for name, lines in (("q", asked), ("a", [answer(*RIGHT)])):
        text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (tmp_path / name).write_text(text, encoding="utf-8")
    scoring.main([str(tmp_path / "q"), str(tmp_path / "a"), "--half", "even", "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["accuracy"] | {"low": 0} == {"value": 1, "hits": 1, "of": 1, "low": 0, "high": 1}
    assert figures["abstains_rightly"]["value"] is None
    scoring.main([str(tmp_path / "q"), str(tmp_path / "a")])
    assert "citation_recall" in capsys.readouterr().out


def test_an_answer_across_languages_is_judged_by_its_figures():
    asked = question("나루 도서관 장서는?", "8만", gold=("naru.md",))
    books = "The Naru library holds 80,000 books."
    good = score(answer(("나루 도서관의 장서는 8만 권입니다.", books, LIBRARY)), asked)
    bad = score(answer(("나루 도서관의 장서는 9만 권입니다.", books, LIBRARY)), asked)
    assert values(good, *CITATIONS) == [1, 1, 1, 1]
    assert values(bad, *CITATIONS) == [0, 1, 0, 0]
