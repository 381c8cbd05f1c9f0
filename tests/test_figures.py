import math

import numpy as np
import pytest

from evaluation.figures import (
    RANKING,
    Figure,
    false_accepts,
    mean_figures,
    ranking_values,
    separation,
)


def test_figures_are_those_of_the_textbook():
    figures = dict(zip(RANKING, mean_figures(ranking_values([1, 2, None, 10])), strict=True))
    assert [figures[f"recall_at_{k}"].value for k in (1, 5, 10)] == [0.25, 0.5, 0.75]
    assert figures["mrr"].value == pytest.approx((1 + 1 / 2 + 1 / 10) / 4)
    gains = (1 + 1 / math.log2(3) + 1 / math.log2(11)) / 4
    assert figures["ndcg_at_10"].value == pytest.approx(gains)
    assert all(f.low <= f.value <= f.high for f in figures.values())


def test_the_eleventh_place_counts_for_nothing():
    assert not ranking_values([11, 40]).any()


def test_an_interval_is_that_of_the_normal_approximation_where_questions_are_many():
    hits = np.asarray([[1.0]] * 300 + [[0.0]] * 700)
    (figure,) = mean_figures(hits)
    half = 1.96 * math.sqrt(0.3 * 0.7 / 1000)
    assert figure.low == pytest.approx(0.3 - half, abs=0.004)
    assert figure.high == pytest.approx(0.3 + half, abs=0.004)
    assert mean_figures(hits) == [figure]  # seeded


def test_versions_of_one_question_are_drawn_together():
    once = np.asarray([[1.0], [0.0]] * 50)
    twice = np.repeat(once, 4, axis=0)
    (alone,), (apart,) = mean_figures(once), mean_figures(twice)
    (together,) = mean_figures(twice, np.repeat(range(100, 200), 4))
    assert (together.low, together.high) == (alone.low, alone.high)
    assert apart.high - apart.low < 0.6 * (together.high - together.low)


def test_separation_counts_pairs_and_halves_ties():
    present, absent = np.asarray([3.0, 2.0, 1.0]), np.asarray([0.0, 2.0, 0.0])
    assert separation(present, absent).value == pytest.approx((9 - 1 - 0.5) / 9)
    assert separation(absent + 9, absent) == Figure(1.0, 1.0, 1.0)
    chance = np.random.default_rng(1)
    near = separation(*chance.normal(size=(2, 400)))
    assert near.low < 0.5 < near.high
    assert near.high - near.low < 0.15


def test_false_accepts_are_those_above_what_five_percent_of_the_answerable_fail():
    present = np.arange(100, dtype=float)
    absent = np.asarray([0.0, 2.0] * 25 + [50.0] * 50)
    assert false_accepts(present, absent).value == 0.5
    figure = false_accepts(present, np.full(100, -1.0))
    assert (figure.value, figure.high) == (0, 0)


def test_a_figure_is_kept_with_four_decimals():
    assert Figure(0.98765, 0.5, 1.0).to_json() == {"value": 0.9877, "low": 0.5, "high": 1.0}
