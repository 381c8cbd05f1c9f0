"""Figures of a ranking with their 95% intervals: means, separation of two samples, differences.

Intervals come from the percentile bootstrap (Efron 1979), always the same for the same values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

RANKING = ("recall_at_1", "recall_at_5", "recall_at_10", "mrr", "ndcg_at_10")
DEPTH = 10  # places that count
_RESAMPLES = 1000
_LEVELS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the bounds of its 95% interval."""

    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """Return the figure with four decimals."""
        return {name: round(getattr(self, name), 4) for name in ("value", "low", "high")}


def ranking_values(ranks: Sequence[int | None]) -> Values:
    """Return what each question adds to the figures of `RANKING`, shape (n_questions, 5).

    One wanted article is enough: the best-placed one counts alone, also for nDCG.

    Args:
        ranks: place of the first wanted article, from 1; None where it wasn't found.
    """
    places = np.asarray([rank if rank else np.inf for rank in ranks], dtype=np.float64)
    places[places > DEPTH] = np.inf
    columns = [places <= 1, places <= 5, places <= DEPTH, 1 / places, 1 / np.log2(places + 1)]
    return np.stack(columns, axis=1).astype(np.float64)


def mean_figures(values: Values, units: Sequence[int] | None = None) -> list[Figure]:
    """Return the mean of each column.

    Args:
        values: shape (n, n_figures).
        units: rows with the same number are drawn together, as the versions of one question
            in several languages are; None draws each row for itself.
    """
    numbers = np.arange(len(values)) if units is None else np.unique(units, return_inverse=True)[1]
    size = int(numbers.max()) + 1
    sums = np.zeros((size, values.shape[1]))
    np.add.at(sums, numbers, values)
    counts = np.bincount(numbers, minlength=size)
    drawn = _draws(size)
    means = (drawn @ sums) / (drawn @ counts)[:, None]
    low, high = np.quantile(means, _LEVELS, axis=0)
    return [Figure(*map(float, row)) for row in zip(values.mean(axis=0), low, high, strict=True)]


def separation(present: Values, absent: Values) -> Figure:
    """Return the area under the ROC curve: how often `present` lies above `absent`.

    Args:
        present: a score for each question whose answer is there, shape (n,).
        absent: the score of the same questions without it; both are drawn together.
    """
    above = (present[:, None] > absent) + 0.5 * (present[:, None] == absent)
    drawn = _draws(len(present))
    areas = ((drawn @ above) * drawn).sum(axis=1) / len(present) ** 2
    return _figure(float(above.mean()), areas)


def false_accepts(present: Values, absent: Values, *, abstained: float = 0.05) -> Figure:
    """Return the share of `absent` that passes the threshold which `abstained` of `present` fail.

    Args:
        present: a score for each question whose answer is there, shape (n,).
        absent: the score of the same questions without it; both are drawn together.
        abstained: share of the present ones below the threshold.
    """
    size = len(present)
    picked = np.random.default_rng(0).integers(0, size, (_RESAMPLES, size))
    thresholds = np.quantile(present[picked], abstained, axis=1, keepdims=True)
    accepted = (absent[picked] >= thresholds).mean(axis=1)
    return _figure(float((absent >= np.quantile(present, abstained)).mean()), accepted)


def _figure(value: float, resampled: Values) -> Figure:
    low, high = np.quantile(resampled, _LEVELS)
    return Figure(value, float(low), float(high))


@lru_cache(maxsize=4)
def _draws(size: int) -> Values:
    """Return how often each of `size` units is drawn in each resample, (n_resamples, size)."""
    generator = np.random.default_rng(0)
    return generator.multinomial(size, np.full(size, 1 / size), size=_RESAMPLES).astype(np.float64)
