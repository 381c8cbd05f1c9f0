"""`make bench`: time search, first words and whole answers on this machine, medians and spread.

    python -m bench.run

Each answerable question of the project's set is asked once, warm, in one process: a question
asked again would find its evidence in the model's prefix cache. Ratios to other programs are
never computed from figures of different runs.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence

from evaluation.machine import machine
from rag.assemble import CORPUS, at_once, index_paths, open_pipeline
from rag.settings import ROOT, load_settings
from rag.terminal import CountLine

QUESTIONS = ROOT / "evaluation" / "questions.jsonl"
_FEWEST_TOKENS = 10  # a shorter answer arrives in one piece and tells no rate
RESULTS = ROOT / "bench" / "results"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table and write `bench/results/latest.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args(arguments)
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    questions = [q for q in questions if q["answerable"]]
    figures: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        figures.setdefault(name, []).append(seconds)

    with tempfile.TemporaryDirectory(prefix="geungeo-bench-") as folder:
        settings = load_settings({"data": folder})
        report = index_paths(settings, [CORPUS], progress=CountLine())
        note("index the corpus, s", report.seconds)
        started = time.perf_counter()
        pipeline = open_pipeline(settings, warm_after=at_once())
        note("ready to search, s", time.perf_counter() - started)
        pipeline.answer(questions[0]["question"])
        note("first answer after a start, s", time.perf_counter() - started)
        progress = CountLine()
        for number, question in enumerate(questions[1:], start=2):
            timings = pipeline.answer(question["question"]).timings
            note("search and evidence, s", timings.retrieve_s)
            if timings.answer_tokens:
                note("first token, s", timings.first_token_s)
                note("answer, s", timings.total_s)
                if timings.answer_tokens >= _FEWEST_TOKENS:
                    seconds = timings.total_s - timings.first_token_s
                    note("decode, tokens/s", (timings.answer_tokens - 1) / seconds)
            progress(number, len(questions), question["id"])
    where = machine()
    sys.stdout.write(f"{where}\n")
    table = {}
    for name, values in figures.items():
        row = {"median": statistics.median(values), "min": min(values), "max": max(values)}
        table[name] = {key: round(value, 3) for key, value in row.items()} | {"n": len(values)}
        low, middle, high = min(values), statistics.median(values), max(values)
        sys.stdout.write(f"{name:32} {middle:8.3f}  ({low:.3f}-{high:.3f}, n={len(values)})\n")
    record = {"machine": where, "figures": table}
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / "latest.json"
    target.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
