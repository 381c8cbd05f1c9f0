"""`make eval-search`: what standard sets don't ask, over the corpus that comes with the project.

    python -m evaluation.search [FILE.jsonl] [--articles DIR] [--half odd|even|all] [--json]

Typing errors, missing spaces, names in other scripts, figures written otherwise, other
languages, the newest of several reports, comparisons, questions that say where to look. Each
line names its gold articles; with `every` all of them must be found. Tuned on odd ids.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.figures import Figure, mean_figures
from rag.assemble import CORPUS, index_paths, open_retriever
from rag.question import understand_question
from rag.retriever import HybridRetriever
from rag.search import search
from rag.settings import ROOT, load_settings
from rag.terminal import CountLine

QUESTIONS = ROOT / "evaluation" / "search_questions.jsonl"
TODAY = date(2026, 11, 22)  # that the questions' "last year" is reckoned from
_PASSAGES = 6
_NAMES = ("first", "among_3", "among_6", "filters")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: whether its gold came first, among three, among six; filters as meant."""

    record: dict[str, Any]
    found: tuple[str, ...]
    filters_right: bool

    @property
    def values(self) -> tuple[float, ...]:
        """1 or 0 for each of `_NAMES`."""
        gold = set(self.record["gold"])
        wanted = all if self.record.get("every") else any

        def among(count: int) -> bool:
            return wanted(source in self.found[:count] for source in gold)

        return tuple(map(float, (self.found[:1] != () and self.found[0] in gold, among(3),
                                 among(_PASSAGES), self.filters_right)))  # fmt: skip


def search_all(
    questions: Sequence[dict[str, Any]], retriever: HybridRetriever, articles: Path
) -> list[Outcome]:
    """Return what was found for each question, articles once each, best first."""
    outcomes = []
    for record in questions:
        question = understand_question(
            record["question"], record.get("history") or (), facets=retriever.facets(), today=TODAY
        )
        passages = search(retriever, question, top_k=_PASSAGES).passages
        sources = (Path(p.document.source).relative_to(articles).as_posix() for p in passages)
        meant = {(f["kind"], f["value"]) for f in record.get("filters") or ()}
        read = {(f.kind.value, f.value) for f in question.filters}
        outcomes.append(Outcome(record, tuple(dict.fromkeys(sources)), meant == read))
    return outcomes


def figures_by_kind(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Figure]]:
    """Return kind of question -> name -> figure; "all" last."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.record["kind"], []).append(outcome)
    kinds["all"] = list(outcomes)
    return {
        kind: dict(zip(_NAMES, mean_figures(np.asarray([o.values for o in group])), strict=True))
        for kind, group in sorted(kinds.items(), key=lambda item: (item[0] == "all", item[0]))
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table, and with --misses the questions whose gold isn't among the passages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=QUESTIONS)
    parser.add_argument("--articles", type=Path, default=CORPUS)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="even")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    lines = options.file.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    if options.half != "all":
        parity = 1 if options.half == "odd" else 0
        records = [r for r in records if int(re.findall(r"\d+", r["id"])[-1]) % 2 == parity]
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        settings = load_settings({"data": folder})
        index_paths(settings, [options.articles], progress=CountLine())
        outcomes = search_all(records, open_retriever(settings), options.articles.resolve())
    figures = figures_by_kind(outcomes)
    if options.json:
        record = {kind: {n: f.to_json() for n, f in row.items()} for kind, row in figures.items()}
        sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return
    for kind, row in figures.items():
        count = sum(o.record["kind"] == kind or kind == "all" for o in outcomes)
        cells = "  ".join(f"{n} {f.value:.2f} {f.low:.2f}-{f.high:.2f}" for n, f in row.items())
        sys.stdout.write(f"{kind:12} {count:4}  {cells}\n")
    for outcome in outcomes if options.misses else ():
        if not all(outcome.values[2:]) or not outcome.values[1]:
            sys.stdout.write(
                f"{outcome.record['id']} {outcome.record['kind']} {outcome.record['question']}\n"
                f"   gold {outcome.record['gold']} found {outcome.found}\n"
            )


if __name__ == "__main__":
    main()
