"""Score the answers of `geungeo batch` against a question set.

    geungeo batch QUESTIONS.jsonl > ANSWERS.jsonl
    python -m evaluation.answers QUESTIONS.jsonl ANSWERS.jsonl [--half odd|even] [--json]

Thresholds were set on the odd ids of the development set, so even ids are what is reported.
"""

import argparse
import json
import re
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.metrics import Record, Share, cites_gold, is_right, uncited_share
from index.language import detect_language


def score_answers(questions: Sequence[Record], answers: Sequence[Record]) -> dict[str, Any]:
    """Return the figures as name -> Share, and the ids that went wrong under "wrong"."""
    by_id = {answer["id"]: answer for answer in answers}
    pairs = [(q, by_id[q["id"]]) for q in questions if q["id"] in by_id]
    answerable = [(q, a) for q, a in pairs if q["answerable"]]
    given = [(q, a) for q, a in answerable if not a["abstained"]]
    return {
        "answered right": Share.of([is_right(q, a) for q, a in answerable]),
        "abstained wrongly": Share.of([a["abstained"] for _, a in answerable]),
        "abstained where it must": Share.of(
            [a["abstained"] for q, a in pairs if not q["answerable"]]
        ),
        "citations of a gold article": Share.of(
            [hit for q, a in given for hit in cites_gold(q, a)]
        ),
        "answers covered by citations": Share.of([uncited_share(a) == 0 for _, a in given]),
        "answers in the question's language": Share.of(
            [detect_language(a["answer"]) == q["lang"] for q, a in pairs]
        ),
        "first token, median s": _median([a["timings"]["first_token_s"] for _, a in given]),
        "answer, median s": _median([a["timings"]["total_s"] for _, a in given]),
        "wrong": [q["id"] for q, a in pairs if not _as_wanted(q, a)],
    }


def _as_wanted(question: Record, answer: Record) -> bool:
    return is_right(question, answer) if question["answerable"] else bool(answer["abstained"])


def _median(values: Sequence[float]) -> float:
    return round(statistics.median(values), 2) if values else float("nan")


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--half", choices=("odd", "even"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    questions = _read(options.questions)
    if options.half:
        wanted = 1 if options.half == "odd" else 0
        questions = [q for q in questions if int(re.findall(r"\d+", q["id"])[-1]) % 2 == wanted]
    figures = score_answers(questions, _read(options.answers))
    if options.json:
        figures = {k: v.value if isinstance(v, Share) else v for k, v in figures.items()}
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
        return
    print_figures(figures)


def print_figures(figures: dict[str, Any]) -> None:
    """Write the figures as a table on standard output."""
    for name, value in figures.items():
        shown = " ".join(value) if isinstance(value, list) else str(value)
        sys.stdout.write(f"{name:36} {shown}\n")


if __name__ == "__main__":
    main()
