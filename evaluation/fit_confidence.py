"""The constants of `rag.confidence`, fitted anew on the tuning halves.

    python -m evaluation.fit_confidence [--index DIR]

Questions of even-numbered articles are asked of their own paragraphs and of those of each
translation, three times: as they are; without their paragraph and what else of its article
holds the answer ("near"); without their article ("far").
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.pools import Pools
from evaluation.retrieval import default_files, read_files
from evaluation.squad import SquadQuestion, SquadSet, families, halves, spread
from index.errors import UserError
from rag.answers import Question
from rag.assemble import open_embedder
from rag.confidence import ACROSS_LANGUAGES, OWN_LANGUAGE, Features, features_of
from rag.retriever import HybridRetriever
from rag.settings import load_settings
from rag.terminal import CountLine, complain

SAMPLE = 200  # questions a set
_PASSAGES = 6  # that the pipeline sees
_WEIGHTS = {"there": 1.0, "near": 0.5, "far": 0.5}
_PENALTY = 1.0  # on weights of standardised features
_THRESHOLDS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)

Values = NDArray[np.float64]
Case = tuple[str, Features]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command; return 0, or 1 for a problem that the user can cure."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.fit_confidence")
    parser.add_argument("--index", type=Path, metavar="DIR", help="folder that keeps the indexes")
    options = parser.parse_args(arguments)
    try:
        sets, _ = read_files(default_files())
        with tempfile.TemporaryDirectory(prefix="geungeo-fit-") as folder:
            pools = Pools(options.index or Path(folder), open_embedder(load_settings({})))
            cases = [case for pool in sets for case in _cases_of(pool, sets, pools)]
    except UserError as error:
        complain(str(error))
        return 1
    for name, own, present in (
        ("OWN_LANGUAGE", True, OWN_LANGUAGE),
        ("ACROSS_LANGUAGES", False, ACROSS_LANGUAGES),
    ):
        chosen = [case for case in cases if case[1].own_language == own]
        names = [feature for feature in present if feature]
        fitted = fit(chosen, names)
        sys.stdout.write(f"{name} = { ({n: round(w, 2) for n, w in fitted.items()}) }\n")
        sys.stdout.write("\n".join(costs(chosen, fitted)) + "\n")
    return 0


def fit(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """Return the weight of each feature, and of the constant as "".

    Logistic regression by Newton's method, with a small penalty on standardised features.

    Args:
        cases: "there", "near" or "far", and the features.
        names: which features count.
    """
    x = np.asarray([[getattr(f, name) for name in names] for _, f in cases], dtype=np.float64)
    y = np.asarray([kind == "there" for kind, _ in cases], dtype=np.float64)
    share = np.asarray([_WEIGHTS[kind] for kind, _ in cases])
    mean, spread_ = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-9)
    z = np.column_stack([(x - mean) / spread_, np.ones(len(x))])
    penalty = np.diag([_PENALTY] * len(names) + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (share * (p - y)) + penalty @ w
        curvature = (z * (share * p * (1 - p))[:, None]).T @ z + penalty
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    raw = w[:-1] / spread_
    return dict(zip([*names, ""], [*raw.tolist(), float(w[-1] - raw @ mean)], strict=True))


def costs(cases: Sequence[Case], weights: Mapping[str, float]) -> Iterator[str]:
    """Yield, for each threshold, the share of each kind below it."""
    found: dict[str, list[float]] = {kind: [] for kind in _WEIGHTS}
    for kind, features in cases:
        logit = sum(w * (getattr(features, n) if n else 1.0) for n, w in weights.items())
        found[kind].append(1 / (1 + float(np.exp(-logit))))
    for threshold in _THRESHOLDS:
        shares = (
            f"{kind} {np.mean(np.asarray(values) < threshold):.3f}"
            for kind, values in found.items()
        )
        yield f"  below {threshold}: {', '.join(shares)}"


def _cases_of(pool: SquadSet, sets: Sequence[SquadSet], pools: Pools) -> Iterator[Case]:
    """Yield what is found in one set for its questions and those of its translations."""
    group = next(group for group in families(sets) if pool in group)
    retriever: HybridRetriever | None = None
    for asked in group:
        questions = spread(halves(asked.questions, "even"), SAMPLE)
        if asked is not pool and len(asked.questions) != len(pool.questions):
            continue
        progress = CountLine()
        for number, question in enumerate(questions, start=1):
            retriever = retriever or HybridRetriever(pools.open(pool.name, [pool]), pools.embedder)
            there = pool.questions[question.number]
            yield from _ask(retriever, question, there, pool)
            progress(number, len(questions), f"{asked.name} -> {pool.name}")


def _ask(
    retriever: HybridRetriever, asked: SquadQuestion, there: SquadQuestion, pool: SquadSet
) -> Iterator[Case]:
    """Yield a question with its answer (`there`, in the pool's language) and without."""
    article = [
        document
        for document, place in zip(pool.documents, pool.article_of, strict=True)
        if place == there.article
    ]
    gold = pool.documents[there.paragraph]
    near = {gold.id} | {d.id for d in article if any(a in d.text for a in there.answers)}
    question = Question(asked.text, asked.language, asked.text)
    for kind, gone in (("there", set()), ("near", near), ("far", {d.id for d in article})):
        found = retriever.retrieve(
            asked.text, language=asked.language, top_k=_PASSAGES, exclude=gone
        )
        yield kind, features_of(question, found, idf=retriever.idf)


if __name__ == "__main__":
    sys.exit(main())
