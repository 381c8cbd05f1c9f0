"""Risk and coverage: how often answers are wrong, if only the surest are given.

    python -m evaluation.risk [FILE.jsonl…]

Reads the records that `evaluation.run` leaves beside its figures; no model runs. Coverage is the
share of all questions that get an answer, risk the share of those answers that are wrong; an
answer to a question that can't be answered is wrong. See El-Yaniv & Wiener 2010, "On the
Foundations of Noise-free Selective Classification", and Geifman et al. 2019 for AURC. What
the pipeline withheld isn't known to be right, so the curve ends at its own coverage.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.metrics import Record, Share
from evaluation.results_files import RESULTS, keep, read_jsonl

LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
TARGET = RESULTS / "risk.json"


@dataclass(frozen=True, slots=True)
class Point:
    """Answers whose confidence is at least `threshold`, and what withholding the others does.

    `withheld_rightly` is of the questions that can't be answered, `withheld_wrongly` of those
    that can; both count the pipeline's own abstentions too.
    """

    threshold: float
    coverage: Share
    risk: Share
    withheld_rightly: Share
    withheld_wrongly: Share

    def to_json(self) -> dict[str, Any]:
        """Return the point with shares as objects."""
        shares = ("coverage", "risk", "withheld_rightly", "withheld_wrongly")
        return {
            "threshold": round(self.threshold, 4),
            **{name: getattr(self, name).to_json() for name in shares},
        }


def point_at(records: Sequence[Record], threshold: float) -> Point:
    """Return what a threshold of confidence does to all questions."""
    given = [not r["abstained"] and r["confidence"] >= threshold for r in records]
    both = list(zip(records, given, strict=True))
    return Point(
        threshold,
        Share.of(given),
        Share.of([not record["right"] for record, is_given in both if is_given]),
        Share.of([not is_given for record, is_given in both if not record["answerable"]]),
        Share.of([not is_given for record, is_given in both if record["answerable"]]),
    )


def curve(records: Sequence[Record], levels: Sequence[float] = LEVELS) -> list[Point]:
    """Return the points whose coverage is nearest above each level, and the pipeline's own.

    Answers of one confidence can't be told apart: they are given or withheld together.
    """
    sure = sorted((r["confidence"] for r in _given(records)), reverse=True)
    wanted = [round(level * len(records)) for level in levels]
    thresholds = [sure[count - 1] for count in wanted if 0 < count <= len(sure)] + sure[-1:]
    return [point_at(records, threshold) for threshold in dict.fromkeys(thresholds)]


def area_under(records: Sequence[Record]) -> float:
    """Return the mean risk over all coverages up to the pipeline's own (AURC); 0 is best.

    Among answers of one confidence, each counts with their mean.
    """
    groups: dict[float, list[bool]] = {}
    for record in _given(records):
        groups.setdefault(record["confidence"], []).append(not record["right"])
    wrong, count, total = 0.0, 0, 0.0
    for _, group in sorted(groups.items(), reverse=True):
        for _ in group:
            wrong, count = wrong + sum(group) / len(group), count + 1
            total += wrong / count
    return total / count if count else 0.0


def best_area(records: Sequence[Record]) -> float:
    """Return the AURC of a confidence that puts every right answer before every wrong one."""
    return area_under([{**r, "confidence": float(r["right"])} for r in _given(records)])


def figures_of(records: Sequence[Record]) -> dict[str, Any]:
    """Return the curve and its figures; empty where the answers carry no confidence."""
    if not (given := _given(records)) or any(r["confidence"] is None for r in given):
        return {}
    points = curve(records)
    return {
        "questions": len(records),
        "aurc": round(area_under(records), 4),
        "aurc_best": round(best_area(records), 4),
        "aurc_chance": round(points[-1].risk.value, 4),
        "points": [point.to_json() for point in points],  # the last is where the pipeline works
    }


def _given(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if not record["abstained"]]


def table(name: str, figures: Record) -> list[str]:
    """Return the curve as the lines of a Markdown table."""
    lines = [
        f"**{name}**: {figures['questions']} questions; AURC {figures['aurc']:.3f} (best possible"
        f" {figures['aurc_best']:.3f}, without any knowledge {figures['aurc_chance']:.3f}).",
        "",
        "| confidence at least | coverage | risk | rightly withheld | wrongly withheld |",
        "|---|---|---|---|---|",
    ]
    for point in figures["points"]:
        shares = ("coverage", "risk", "withheld_rightly", "withheld_wrongly")
        cells = " | ".join(_cell(point[share]) for share in shares)
        lines.append(f"| {point['threshold']:.3f} | {cells} |")
    return lines


def _cell(share: Record) -> str:
    if share["value"] is None:
        return "–"
    return f"{share['value']:.2f} ({share['low']:.2f}-{share['high']:.2f})"


def measure(files: Sequence[Path], *, target: Path = TARGET) -> dict[str, Any]:
    """Keep and return the figures of each file that carries confidences."""
    found = {path.stem: figures_of(read_jsonl(path)) for path in files}
    figures = {name: each for name, each in found.items() if each}
    if figures:
        names = " ".join(path.name for path in files)
        keep(target, command=f"python -m evaluation.risk {names}", figures=figures)
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the curves of the records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=default_files())
    figures = measure(parser.parse_args(arguments).files)
    for name, each in figures.items():
        sys.stdout.write("\n".join([*table(name, each), "", ""]))
    if not figures:
        sys.stdout.write("No answer carries a confidence.\n")


def default_files() -> list[Path]:
    """Return the records of the reported halves, as far as they were measured."""
    names = ("seed_dev-even.jsonl", "reading.jsonl")
    return [RESULTS / name for name in names if (RESULTS / name).exists()]


if __name__ == "__main__":
    main()
