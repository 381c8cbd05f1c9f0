import json

import pytest

from evaluation import risk
from evaluation.risk import area_under, best_area, curve, figures_of, measure, point_at


def record(confidence, *, right=True, answerable=True, abstained=False):
    return {
        "id": "q", "confidence": confidence, "right": right,
        "answerable": answerable, "abstained": abstained, "seconds": 1.0,
    }  # fmt: skip


# Surest first: right, right, wrong, right, wrong (unanswerable); two abstentions, one rightly.
RECORDS = [
    record(0.9),
    record(0.8),
    record(0.6, right=False),
    record(0.5),
    record(0.3, right=False, answerable=False),
    record(0.2, abstained=True, right=False),
    record(0.1, abstained=True, answerable=False),
]


def test_a_threshold_withholds_the_less_sure_answers():
    point = point_at(RECORDS, 0.6)
    assert (point.coverage.hits, point.coverage.total) == (3, 7)
    assert (point.risk.hits, point.risk.total) == (1, 3)
    assert (point.withheld_rightly.hits, point.withheld_rightly.total) == (2, 2)
    assert (point.withheld_wrongly.hits, point.withheld_wrongly.total) == (2, 5)


def test_the_curve_ends_where_the_pipeline_works():
    points = curve(RECORDS, (0.0, 1 / 7, 3 / 7, 1.0))
    assert [point.threshold for point in points] == [0.9, 0.6, 0.3]
    assert [point.risk.value for point in points] == [0, pytest.approx(1 / 3), 0.4]


def test_answers_of_one_confidence_are_given_together():
    tied = [record(0.5), record(0.5, right=False), record(0.5), record(0.4)]
    assert [p.coverage.hits for p in curve(tied, (0.25, 0.5))] == [3, 4]


def test_the_area_is_the_mean_risk_over_coverages():
    assert area_under(RECORDS) == pytest.approx((0 + 0 + 1 / 3 + 1 / 4 + 2 / 5) / 5)
    assert best_area(RECORDS) == pytest.approx((0 + 0 + 0 + 1 / 4 + 2 / 5) / 5)
    assert area_under([record(0.5), record(0.5, right=False)]) == pytest.approx(0.5)
    assert area_under([record(0.9, abstained=True)]) == 0


def test_a_better_order_has_a_smaller_area():
    turned = [{**r, "confidence": 1 - r["confidence"]} for r in RECORDS]
    assert best_area(RECORDS) < area_under(RECORDS) < area_under(turned)


def test_without_confidences_or_answers_there_is_no_curve():
    assert figures_of([record(None), record(0.5)]) == {}
    assert figures_of([record(0.5, abstained=True)]) == {}
    assert figures_of([record(0.5), record(None, abstained=True)])["questions"] == 2


def test_the_curves_are_kept_and_shown(tmp_path, monkeypatch, capsys):
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    files[0].write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    files[1].write_text(json.dumps(record(None)), encoding="utf-8")
    target = tmp_path / "results" / "risk.json"
    figures = measure(files, target=target)
    kept = json.loads(target.read_text(encoding="utf-8"))
    assert kept["figures"] == figures
    assert list(figures) == ["a"]
    assert figures["a"]["aurc_chance"] == 0.4
    monkeypatch.setattr(risk, "measure", lambda files: figures)
    risk.main([str(files[0])])
    shown = capsys.readouterr().out
    assert "| 0.600 | 0.43 (0.16-0.75) | 0.33" in shown
    monkeypatch.setattr(risk, "measure", lambda files: {})
    risk.main([str(files[1])])
    assert "No answer carries a confidence" in capsys.readouterr().out
