from dataclasses import replace

import numpy as np
import pytest

from rag.answers import ANY_TIME, TimePreference
from rag.scoring import (
    _AHEAD,
    _BACKGROUND,
    _MOST_LIFT,
    _USUAL_LIFT,
    LEXICAL_WEIGHT,
    OTHER_LEXICAL_WEIGHT,
    SENTENCE_WEIGHT,
    Scores,
    best_sentence,
    language_lifts,
    lexical_weight,
    time_score,
)

NEWEST, OLDEST = TimePreference(newest=True), TimePreference(oldest=True)
MANY = 1_000_000  # chunks; the usual lift counts nothing beside them


def scores_of(*best):
    return np.asarray(best, dtype=np.float32)


def lifts(language="ko", sizes=MANY, **scores):
    """Return the lifts where the articles of each language have these best scores."""
    arrays = {code: scores_of(*best) for code, best in scores.items()}
    counts = sizes if isinstance(sizes, dict) else dict.fromkeys(scores, sizes)
    return language_lifts(arrays, counts, language)


def flat(background, best=0.95):
    """Return scores of articles whose background is that one, in no order."""
    better = [best, background + 0.01] * _BACKGROUND
    return (background, background - 0.1, *better[: _BACKGROUND - 1], background - 0.2)


def day_score(day, preference, *, oldest="2004-01-01", newest="2024-12-31"):
    return time_score(day, preference, oldest=oldest, newest=newest)


@pytest.mark.parametrize("own", [True, False])
def test_a_total_is_the_sum_of_what_each_part_adds(own):
    scores = Scores(0.8, 0.5, own, sentence=0.9, lift=0.05, time=0.02)
    weight = LEXICAL_WEIGHT if own else OTHER_LEXICAL_WEIGHT
    chunk, sentence = 0.8 + weight * 0.5, 0.9
    assert scores.total == pytest.approx(chunk + 0.05 + SENTENCE_WEIGHT * (sentence + 0.05) + 0.02)


@pytest.mark.parametrize("part", ["dense", "lexical", "sentence", "lift", "time"])
def test_more_of_any_part_is_a_higher_score(part):
    scores = Scores(0.8, 0.5, True)
    assert replace(scores, **{part: 0.9}).total > scores.total


def test_shared_words_count_more_in_the_language_of_the_question():
    assert lexical_weight(True) > lexical_weight(False) > 0


def test_the_best_sentence_is_the_one_whose_cosine_and_weighed_share_are_most():
    found = [(0.80, 0.0), (0.75, 0.3), (0.70, 0.4)]
    assert best_sentence(found, own_language=True) == pytest.approx(0.75 + 0.3 * 0.3)
    assert best_sentence(found, own_language=False) == pytest.approx(0.80)
    assert best_sentence([(-0.2, 0.0)], own_language=True) == pytest.approx(-0.2)
    assert best_sentence([], own_language=True) == 0.0


def test_the_lift_makes_the_backgrounds_of_the_languages_equal_but_for_a_little():
    found = lifts(ko=flat(0.80), en=flat(0.73), ja=flat(0.78))
    assert found == pytest.approx({"en": 0.07 + _AHEAD, "ja": 0.02 + _AHEAD}, abs=1e-4)
    assert 0 < _AHEAD < 0.02


def test_what_those_better_than_the_background_score_lifts_nothing():
    assert lifts(ko=flat(0.80, best=0.99), en=flat(0.75, best=0.99)) == lifts(
        ko=flat(0.80, best=0.85), en=flat(0.75, best=0.85)
    )


def test_the_question_s_own_language_is_never_lifted():
    assert "ko" not in lifts(ko=flat(0.70), en=flat(0.80))


def test_a_lift_is_never_below_0_nor_above_what_is_plausible():
    assert lifts(ko=flat(0.70), en=flat(0.80)) == pytest.approx({"en": _AHEAD}, abs=1e-4)
    (most,) = lifts(ko=flat(0.90), en=flat(0.30)).values()
    assert most == pytest.approx(lifts(ko=flat(0.90), en=flat(0.10))["en"])
    assert most == pytest.approx(_MOST_LIFT + _AHEAD, abs=1e-4)
    assert _USUAL_LIFT < _MOST_LIFT < 0.2


def test_few_chunks_tell_little_and_get_nearly_the_usual_lift():
    far, near = {"ko": flat(0.90), "en": flat(0.30)}, {"ko": flat(0.80), "en": flat(0.80)}
    usual = lifts(sizes=0, **far)["en"]
    assert usual == pytest.approx(lifts(sizes=0, **near)["en"])
    assert usual == pytest.approx(_USUAL_LIFT + _AHEAD)
    known = [lifts(sizes=size, **far)["en"] for size in (1, 10, 100, MANY)]
    assert known == sorted(known)
    assert usual < known[0] < usual * 1.2 < known[-1]
    fading = [lifts(sizes=size, **near)["en"] for size in (1, 10, 100, MANY)]
    assert fading == sorted(fading, reverse=True)


@pytest.mark.parametrize("few", ["ko", "en"])
def test_few_chunks_in_either_language_tell_little(few):
    sizes = {"ko": MANY, "en": MANY, few: 2}
    both = lifts(sizes=2, ko=flat(0.90), en=flat(0.30))
    assert lifts(sizes=sizes, ko=flat(0.90), en=flat(0.30)) == both


def test_a_language_with_fewer_articles_has_its_last_as_background():
    few = lifts(ko=(0.9, 0.8), en=(0.75,), th=())
    assert few == pytest.approx({"en": 0.05 + _AHEAD}, abs=1e-4)
    scores = [0.9 - n / 100 for n in range(_BACKGROUND)]
    enough = lifts(ko=scores, en=flat(scores[-1]))
    assert enough == pytest.approx({"en": _AHEAD}, abs=1e-4)
    assert lifts(ko=[*scores, 0.1], en=flat(scores[-1])) == enough
    assert lifts(ko=scores[:-1], en=flat(scores[-1]))["en"] > enough["en"]


def test_without_the_question_s_language_the_others_are_made_equal_among_themselves():
    found = lifts("vi", en=flat(0.80), ja=flat(0.74))
    assert found == pytest.approx({"en": 0.0, "ja": 0.06}, abs=1e-4)
    alone = lifts("vi", sizes=3, en=flat(0.60))
    assert alone == {"en": 0.0}


def test_where_nothing_was_found_nothing_is_lifted():
    assert language_lifts({}, {}, "ko") == {}
    assert lifts(ko=(), en=()) == {}


def test_the_newest_get_most_and_half_as_much_for_each_year_back():
    days = ("2024-12-31", "2024-12-01", "2024-01-01", "2022-12-31", "2004-01-01")
    found = [day_score(day, NEWEST) for day in days]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(days)
    assert found[3] == pytest.approx(found[0] / 4, rel=0.01)
    assert found[-1] > 0


def test_the_oldest_get_most_and_old_ones_can_be_told_apart():
    days = ("2004-01-01", "2004-02-01", "2006-01-01", "2012-05-05", "2024-12-31")
    found = [day_score(day, OLDEST) for day in days]
    assert found == sorted(found, reverse=True)
    assert found[0] == day_score("2024-12-31", NEWEST)
    assert found[1] > 2 * found[2]


def test_days_beyond_the_newest_or_oldest_get_no_more_than_those():
    assert day_score("2031-01-01", NEWEST) == day_score("2024-12-31", NEWEST)
    assert day_score("1999-01-01", OLDEST) == day_score("2004-01-01", OLDEST)


@pytest.mark.parametrize("day", ["2021-01-01", "2021-06-15", "2021-12-31"])
def test_all_days_of_a_period_get_the_same_and_days_around_it_less(day):
    year = TimePreference(period="2021-01-01/2021-12-31")
    inside = day_score(day, year)
    assert inside == day_score("2021-02-03", year) > 0
    before, after = day_score("2020-12-31", year), day_score("2022-01-01", year)
    assert before == after < inside
    assert day_score("2020-06-01", year) < before
    assert day_score("2022-12-31", year) == pytest.approx(inside / 2)


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        ("2021-03-01/..", ["2021-03-01", "2024-01-01"], ["2021-02-28", "2005-01-01"]),
        ("../2021-03-01", ["2021-03-01", "1999-01-01"], ["2021-03-02", "2024-01-01"]),
        ("2021-03-01/2021-03-01", ["2021-03-01"], ["2021-02-28", "2021-03-02"]),
    ],
)
def test_a_period_may_be_open_or_one_day(period, inside, outside):
    preference = TimePreference(period=period)
    most = day_score("2021-03-01", preference)
    assert {day_score(day, preference) for day in inside} == {most}
    assert all(0 < day_score(day, preference) < most for day in outside)


def test_a_period_goes_before_the_newest():
    both = TimePreference(newest=True, period="2005-01-01/2005-12-31")
    assert day_score("2005-05-05", both) > day_score("2024-12-31", both)


@pytest.mark.parametrize("preference", [NEWEST, OLDEST, TimePreference(period="2021-01-01/..")])
def test_an_unknown_date_adds_nothing(preference):
    assert day_score("", preference, oldest="", newest="") == 0.0
    assert day_score("", preference) == 0.0


def test_without_a_time_in_the_question_no_date_counts():
    assert day_score("2024-12-31", ANY_TIME) == 0.0


def test_a_date_weighs_less_than_words():
    assert 0 < day_score("2024-12-31", NEWEST) < LEXICAL_WEIGHT
