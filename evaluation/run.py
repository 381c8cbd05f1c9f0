"""`make eval`: answer question sets, judge the answers, keep the figures and fill the tables.

    python -m evaluation.run [--only seeds,reading,claims]
    python -m evaluation.run [--articles DIR] [--questions FILE.jsonl] [--half even]

Without arguments: the seed questions (even ids; the odd ones set the thresholds), KorQuAD from
question to answer (`evaluation.reading`) and the support guard on changed claims
(`evaluation.claims`), then risk against coverage (`evaluation.risk`) and the tables in README and
docs. Where ../shared isn't there, the project's own corpus and questions are used. With
--articles or --questions, that set alone. docs/answers.md defines each figure.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import answer_table, check_judge, claims, reading, risk
from evaluation.answers import cited_documents, of_half, outcomes, print_figures, score_answers
from evaluation.asking import ask
from evaluation.metrics import Record
from evaluation.results_files import RESULTS, keep, read_jsonl, write_jsonl
from index.documents import Document
from index.errors import UserError
from index.store import Store
from rag.assemble import CORPUS, at_once, index_paths, open_pipeline
from rag.settings import ROOT, load_settings
from rag.terminal import CountLine, complain

_SEEDS = ROOT.parent / "shared" / "seeds"
_SEED_QUESTIONS = ROOT.parent / "shared" / "eval" / "seed_dev.jsonl"
_OWN_QUESTIONS = ROOT / "evaluation" / "questions.jsonl"
_PARTS = ("seeds", "reading", "claims")


def answer_all(
    articles: Path, questions: Sequence[Record]
) -> tuple[list[dict[str, Any]], dict[str, Document]]:
    """Return the answers over a fresh index of `articles`, and the articles that they cite."""
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        settings = load_settings({"data": folder})
        index_paths(settings, [articles], progress=CountLine())
        pipeline = open_pipeline(settings, warm_after=at_once())
        progress = CountLine()
        answers = []
        for number, question in enumerate(questions, start=1):
            history = question.get("history") or ()
            answers.append(ask(pipeline, question["question"], history, id_=question["id"]))
            progress(number, len(questions), question["id"])
        return answers, cited_documents(Store(settings.data), answers)


def run_questions(options: argparse.Namespace) -> dict[str, Any]:
    """Answer a question set, keep the figures as `<set>-<half>.json`, return them."""
    questions = of_half(read_jsonl(options.questions), options.half)
    answers, documents = answer_all(options.articles, questions)
    if options.keep_answers:
        write_jsonl(options.keep_answers, answers)
    figures = score_answers(questions, answers, documents)
    name = options.questions.name
    target = RESULTS / f"{options.questions.stem}-{options.half}.json"
    keep(
        target,
        command=f"python -m evaluation.run --only seeds --half {options.half}",
        figures=figures,
        questions=name,
        half=options.half,
    )
    write_jsonl(target.with_suffix(".jsonl"), outcomes(questions, answers))
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command; return 0, or 1 for a problem that the user can cure."""
    try:
        run(_options(arguments))
    except UserError as error:
        complain(str(error))
        return 1
    return 0


def run(options: argparse.Namespace) -> None:
    """Run the parts asked for, print and keep their figures, fill the tables."""
    if "seeds" in options.only:
        _show(options.questions.name, run_questions(options))
    if "reading" in options.only:
        chosen = reading.parser().parse_args(_given(sample=options.sample, index=options.index))
        chosen.resume = options.resume
        _show(chosen.file.name, reading.run(load_settings({}), chosen))
    if "claims" in options.only:
        claims.main(["--half", "even"])
        check_judge.main(["--half", "even"])
    risk.measure(risk.default_files())
    for path in answer_table.fill():
        sys.stdout.write(f"→ {path.relative_to(ROOT)}\n")


def _show(title: str, figures: Mapping[str, Any]) -> None:
    sys.stdout.write(f"\n{title}\n")
    print_figures(figures, indent="  ")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    seeds = _SEED_QUESTIONS.exists()
    parser.add_argument("--only", type=_parts, help="of: seeds,reading,claims")
    parser.add_argument("--articles", type=Path, help="folder that is indexed")
    parser.add_argument("--questions", type=Path, help="JSONL; see docs/answers.md")
    parser.add_argument("--half", choices=("odd", "even", "all"), default="even", help="of its ids")
    parser.add_argument("--keep-answers", type=Path, metavar="FILE", help="write them there, whole")
    parser.add_argument("--sample", type=int, help="questions of KorQuAD at most")
    parser.add_argument("--index", type=Path, help="folder that keeps the index of KorQuAD")
    parser.add_argument("--resume", action="store_true", help="go on with KorQuAD")
    options = parser.parse_args(arguments)
    if options.only is None:
        one_set = options.articles or options.questions
        options.only = (
            ("seeds",) if one_set else _PARTS if reading.KORQUAD.exists() else ("seeds", "claims")
        )
    options.articles = options.articles or (_SEEDS if seeds else CORPUS)
    options.questions = options.questions or (_SEED_QUESTIONS if seeds else _OWN_QUESTIONS)
    return options


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if unknown := [part for part in parts if part not in _PARTS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]}: not one of {', '.join(_PARTS)}")
    return parts


def _given(**flags: object) -> list[str]:
    return [f"--{name}={value}" for name, value in flags.items() if value is not None]


if __name__ == "__main__":
    sys.exit(main())
