"""`make eval`: index a folder of articles, answer a question set, print and keep the figures.

    python -m evaluation.run [--articles DIR] [--questions FILE.jsonl] [--half even]

Without arguments it uses ../shared/seeds and ../shared/eval/seed_dev.jsonl where they are,
else the project's own corpus and questions. The even ids are reported; thresholds were set
on the odd ones.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.answers import print_figures, score_answers
from evaluation.machine import commit, machine
from evaluation.metrics import Share
from rag.assemble import CORPUS, at_once, index_paths, open_pipeline
from rag.settings import ROOT, load_settings
from rag.terminal import CountLine

_SEEDS = ROOT.parent / "shared" / "seeds"
_SEED_QUESTIONS = ROOT.parent / "shared" / "eval" / "seed_dev.jsonl"
_OWN_QUESTIONS = ROOT / "evaluation" / "questions.jsonl"
RESULTS = ROOT / "evaluation" / "results"


def answer_all(articles: Path, questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers, as JSON objects, over a fresh index of `articles`."""
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        settings = load_settings({"data": folder})
        index_paths(settings, [articles], progress=CountLine())
        pipeline = open_pipeline(settings, warm_after=at_once())
        progress = CountLine()
        answers = []
        for number, question in enumerate(questions, start=1):
            answer = pipeline.answer(question["question"], question.get("history") or ())
            answers.append(answer.to_json(id_=question["id"]))
            progress(number, len(questions), question["id"])
    return answers


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the evaluation and write `evaluation/results/<set>.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    seeds = _SEED_QUESTIONS.exists()
    parser.add_argument("--articles", type=Path, default=_SEEDS if seeds else CORPUS)
    parser.add_argument(
        "--questions", type=Path, default=_SEED_QUESTIONS if seeds else _OWN_QUESTIONS
    )
    parser.add_argument("--half", choices=("odd", "even", "all"), default="even")
    options = parser.parse_args(arguments)
    text = options.questions.read_text(encoding="utf-8")
    questions = [json.loads(line) for line in text.splitlines() if line.strip()]
    if options.half != "all":
        parity = 1 if options.half == "odd" else 0
        questions = [q for q in questions if int(re.findall(r"\d+", q["id"])[-1]) % 2 == parity]
    figures = score_answers(questions, answer_all(options.articles, questions))
    print_figures(figures)
    record = {
        "questions": options.questions.name,
        "half": options.half,
        "commit": commit(),
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": machine(),
        "figures": {k: _plain(v) for k, v in figures.items()},
    }
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{options.questions.stem}-{options.half}.json"
    target.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"→ {target.relative_to(ROOT)}\n")


def _plain(value: Any) -> Any:
    if isinstance(value, Share):
        low, high = value.interval
        return {
            "value": round(value.value, 4),
            "hits": value.hits,
            "of": value.total,
            "low": round(low, 4),
            "high": round(high, 4),
        }
    return value


if __name__ == "__main__":
    main()
