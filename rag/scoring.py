"""How much a chunk bears on a question: a sum, each part of which can be shown.

    score = cos(q, c) + λ · share(q, c)                              the chunk
          + 0.6 · max over its sentences s of cos(q, s) + ν · share(q, s)   its best sentence
          + 1.6 · lift(language of c)                                other languages only
          + time(c)                                                  only if the question asks

`share` is BM25 as a share of the best that the question could get (`index.lexical_index`);
of a sentence, the share of the question's terms that it holds, weighted by their rarity.
The figures behind each part are in docs/retrieval.md.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rag.answers import TimePreference

LEXICAL_WEIGHT = 0.3
OTHER_LEXICAL_WEIGHT = 0.1  # across languages names and numbers are all that can match
SENTENCE_WEIGHT = 0.6

_BACKGROUND = 10  # the rank in its language whose score counts as what any text would get
_MOST_LIFT = 0.14  # no language is further off than that in the embedder
_AHEAD = 0.006  # the question's language has its words, too; found on the tuning halves
_USUAL_LIFT = 0.05  # where a language has too few chunks to tell
_ENOUGH = 30  # chunks that count as much as the usual lift

_NEWEST_WEIGHT = 0.08
_PERIOD_WEIGHT = 0.05
_HALF_LIFE = 365.0  # days


@dataclass(frozen=True, slots=True)
class Scores:
    """What a passage's score is made of.

    `dense` is the cosine of the chunk with the question, `lexical` its share of the best
    possible BM25, `sentence` the same sum for its best sentence, `lift` what makes up for the
    language, `time` what its date adds.
    """

    dense: float
    lexical: float
    own_language: bool
    sentence: float = 0.0
    lift: float = 0.0
    time: float = 0.0

    @property
    def total(self) -> float:
        """The whole score, higher is better."""
        return sum(self.parts().values())

    def parts(self) -> dict[str, float]:
        """Return what the score is the sum of, by name."""
        return {
            "dense": self.dense,
            "lexical": lexical_weight(self.own_language) * self.lexical,
            "sentence": SENTENCE_WEIGHT * self.sentence,
            "language": (1 + SENTENCE_WEIGHT) * self.lift,
            "time": self.time,
        }


def lexical_weight(own_language: bool) -> float:
    """Return how much the lexical share of a chunk or sentence counts."""
    return LEXICAL_WEIGHT if own_language else OTHER_LEXICAL_WEIGHT


def language_lifts(
    scores: Mapping[str, NDArray[np.float32]], sizes: Mapping[str, int], language: str
) -> dict[str, float]:
    """Return what to add to scores of each language so that they compare with the question's.

    The embedder puts any text of the question's own language nearer than the right one of
    another. What a language's tenth best article gets is what it gives without being right; the
    lift makes these backgrounds equal, within what is plausible, the more the more chunks
    there are to tell. (The margin over nearest neighbours of Artetxe and Schwenk, 2019, does
    the same for mining translations.)

    Args:
        scores: by language, the best scores of its articles, in any order.
        sizes: by language, how many chunks it has in all.
        language: of the question.
    """
    backgrounds = {
        code: float(np.sort(best)[-_BACKGROUND:][0]) for code, best in scores.items() if len(best)
    }
    if not backgrounds:
        return {}
    own = backgrounds.get(language)
    reference = max(backgrounds.values()) if own is None else own
    usual = 0.0 if own is None else _USUAL_LIFT
    lifts = {}
    for code, background in backgrounds.items():
        if code != language:
            lift = min(max(reference - background, 0.0), _MOST_LIFT)
            known = min(sizes[code], sizes.get(language, sizes[code]))
            lifts[code] = (known * lift + _ENOUGH * usual) / (known + _ENOUGH)
            lifts[code] += 0.0 if own is None else _AHEAD
    return lifts


def time_score(day: str, preference: TimePreference, *, oldest: str, newest: str) -> float:
    """Return what an article's date adds to its score, 0 where the question asks for no time.

    Args:
        day: of publication, YYYY-MM-DD; "" for unknown.
        preference: what the question asks for.
        oldest: the oldest day among the articles that were found.
        newest: the newest of them.
    """
    if not day:
        return 0.0
    if preference.period:
        start, _, end = preference.period.partition("/")
        away = max(_days(start, day), _days(day, end), 0)
        return _PERIOD_WEIGHT * _fade(away)
    if preference.newest:
        return _NEWEST_WEIGHT * _fade(_days(newest, day))
    if preference.oldest:
        return _NEWEST_WEIGHT * _fade(_days(day, oldest))
    return 0.0


def _fade(days: float) -> float:
    return math.exp2(-max(days, 0.0) / _HALF_LIFE)


def _days(later: str, earlier: str) -> int:
    """Return the days from one date to a later one; 0 where an interval is open (..)."""
    if ".." in (later, earlier):
        return 0
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def best_sentence(found: Iterable[tuple[float, float]], *, own_language: bool) -> float:
    """Return the score of the best of some sentences, each a cosine and a lexical share."""
    weight = lexical_weight(own_language)
    return max((cosine + weight * share for cosine, share in found), default=0.0)
