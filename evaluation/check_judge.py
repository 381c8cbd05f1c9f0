"""How far the judge of answers can be trusted: measured on claims whose truth is known.

    python -m evaluation.check_judge [--half even]

The claims of `evaluation/claims.jsonl`, true and changed, were written without the judge; its
thresholds were set on the odd half. It must not object to true claims with their own evidence,
must object to them with that of another article, and can see only some of the changes: a
wrong figure or name, not a negation.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluation.answers import print_figures
from evaluation.judge import objection
from evaluation.metrics import Record, Share
from evaluation.results_files import RESULTS, keep, read_jsonl

CLAIMS = Path(__file__).with_name("claims.jsonl")
_OTHERS = 8  # articles that each true claim is held against


def measure(claims: Sequence[Record]) -> dict[str, Share | dict[str, Share]]:
    """Return how often the judge objects: to true claims, by evidence, and to changed ones."""
    true = [claim for claim in claims if not claim["mutation"]]
    own = [c for c in true if all(e["language"] == c["language"] for e in c["evidence"])]
    kinds = sorted({claim["mutation"] for claim in claims} - {""})
    return {
        "true_same_language": _objected((claim, claim) for claim in own),
        "true_across_languages": _objected((c, c) for c in true if c not in own),
        "true_with_another_article": _objected(_with_others(own)),
        "changed": {k: _objected((c, c) for c in claims if c["mutation"] == k) for k in kinds},
    }


def _objected(pairs: Iterable[tuple[Record, Record]]) -> Share:
    """Return how often the judge objects to the first claim with the evidence of the second."""
    return Share.of(
        [bool(objection(c["claim"], _citations(other), c["question"])) for c, other in pairs]
    )


def _citations(claim: Record) -> list[dict[str, str]]:
    return [{**e, "quote": e["text"], "published": e["date"]} for e in claim["evidence"]]


def _with_others(claims: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield each claim with some that rest on other articles in its language."""
    for place, claim in enumerate(claims):
        others = [
            other
            for other in claims
            if other["language"] == claim["language"] and _article(other) != _article(claim)
        ]
        step = max(1, len(others) // _OTHERS)
        yield from ((claim, other) for other in others[place % step :: step])


def _article(claim: Record) -> int:
    return int(re.findall(r"\d+", claim["id"])[0])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="even")
    half = parser.parse_args(arguments).half
    wanted = {"odd": (1,), "even": (0,), "all": (0, 1)}[half]
    figures = measure([c for c in read_jsonl(CLAIMS) if _article(c) % 2 in wanted])
    print_figures(figures)
    suffix = "" if half == "even" else f"-{half}"
    keep(
        RESULTS / f"judge{suffix}.json",
        command=f"python -m evaluation.check_judge --half {half}",
        figures=figures,
    )


if __name__ == "__main__":
    main()
