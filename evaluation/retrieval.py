"""`make eval-retrieval`: do the right passages come up, in any language, and how far up.

    geungeo eval retrieval [FILE…] [--half odd] [--json]

The files are in SQuAD format; a .jsonl file holds questions in a language of their own about
the paragraphs of those files. `evaluation.retrieval_tasks` says what is asked. Beside our
retriever stand, in the same run: dense only, BM25 on white space, BM25 on morphemes, and
reciprocal rank fusion, each with as many passages.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.machine import commit, machine
from evaluation.pools import Pools
from evaluation.retrieval_table import table
from evaluation.retrieval_tasks import Row, Tasks
from evaluation.squad import ForeignQuestions, SquadSet, read_foreign, read_squad
from index.documents import fingerprint
from index.errors import SourceError, UserError, tr
from rag.assemble import open_embedder
from rag.settings import ROOT, Settings, load_settings
from rag.terminal import complain

RESULTS = ROOT / "evaluation" / "results"
SHARED = ROOT.parent / "shared" / "eval"
_PATTERNS = ("korquad*.json", "xquad.*.json", "xquad_*.jsonl")
_HALF, _SAMPLE = "odd", 400
_LONGEST_NAME = 100  # characters


def main(arguments: Sequence[str] | None = None, *, settings: Settings | None = None) -> int:
    """Run as a command; return 0, or 1 for a problem that the user can cure.

    Args:
        arguments: of the command line; None for those of the process.
        settings: which embedder; None for the settings in force.
    """
    options = _parser().parse_args(arguments)
    try:
        return run(settings or load_settings({}), options)
    except UserError as error:
        complain(str(error))
        return 1


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures and keep them; return the exit code, 0.

    Args:
        settings: which embedder.
        options: `files`, `half`, `sample`, `index` (a folder or None) and `json`.

    Raises:
        UserError: a file can't be used, holds no question, or something can't be written.
    """
    sets, foreign = read_files(options.files or default_files())
    rows = measure(sets, foreign, settings, options)
    record = {
        "command": _command(options),
        "half": options.half,
        "machine": machine(),
        "commit": commit(),
        "tasks": [row.to_json() for row in rows],
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    _keep(text, results_path(options.files, half=options.half, sample=options.sample))
    sys.stdout.write(text if options.json else "\n".join(table(rows)) + "\n")
    return 0


def default_files() -> list[Path]:
    """Return the question sets beside the project.

    Raises:
        SourceError: there are none.
    """
    files = [path for pattern in _PATTERNS for path in sorted(SHARED.glob(pattern))]
    if not files:
        raise SourceError(
            f"{SHARED}에 질문 파일이 없습니다. SQuAD 형식의 파일을 인자로 주세요.",
            f"No question files in {SHARED}. Give files in SQuAD format.",
        )
    return files


def read_files(files: Sequence[Path]) -> tuple[list[SquadSet], list[ForeignQuestions]]:
    """Return what the files hold: SQuAD files as sets, .jsonl files as foreign questions.

    Raises:
        SourceError: a file can't be used, two have one name, or no question is in any.
    """
    twice = [stem for stem, count in Counter(path.stem for path in files).items() if count > 1]
    if twice:
        raise SourceError(
            f"이름이 같은 파일이 둘 이상입니다: {', '.join(twice)}. 이름을 바꿔 주세요.",
            f"Several files have the same name: {', '.join(twice)}. Rename them.",
        )
    sets = [read_squad(path) for path in files if path.suffix != ".jsonl"]
    foreign = [read_foreign(path, sets) for path in files if path.suffix == ".jsonl"]
    if not foreign and not any(squad.questions for squad in sets):
        raise SourceError(
            "이 파일들에는 답이 있는 질문이 없습니다.",
            "These files hold no question with an answer.",
        )
    return sets, foreign


def measure(
    sets: Sequence[SquadSet],
    foreign: Sequence[ForeignQuestions],
    settings: Settings,
    options: argparse.Namespace,
) -> list[Row]:
    """Return the figures.

    Raises:
        UserError: the embedder can't be had, the folder of the indexes can't be written, or
            the half holds no question.
    """
    embedder = open_embedder(settings)
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        pools = Pools(options.index or Path(folder), embedder)
        tasks = Tasks(sets, foreign, pools, half=options.half, sample=options.sample)
        rows = list(tasks.measure())
    if not rows:
        raise SourceError(
            f"--half {options.half}에 드는 질문이 없습니다. --half all로 다시 해 보세요.",
            f"No question is in --half {options.half}. Try --half all.",
        )
    return rows


def results_path(files: Sequence[Path], *, half: str, sample: int) -> Path:
    """Return where the figures are kept: other files, halves and samples under other names."""
    names = "+".join(path.stem for path in files)
    if len(names) > _LONGEST_NAME:
        names = f"{names[: _LONGEST_NAME // 2]}-{fingerprint(names)[:8]}"
    parts = ["retrieval", names, half if half != _HALF else ""]
    parts.append(f"sample{sample}" if sample != _SAMPLE else "")
    return RESULTS / f"{'-'.join(filter(None, parts))}.json"


def _keep(text: str, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{path}: 결과를 쓸 수 없습니다 ({error}).", f"{path}: can't be written ({error})."
        ) from error


def _command(options: argparse.Namespace) -> str:
    """Return the command without what is of this machine alone: folders, the kept index."""
    names = [path.name for path in options.files]
    return " ".join(
        ["geungeo eval retrieval", *names, f"--half {options.half} --sample {options.sample}"]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="geungeo eval retrieval",
        description=tr(
            "SQuAD 형식 파일의 질문으로 검색을 잽니다.",
            "Measure retrieval with the questions of files in SQuAD format.",
        ),
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=tr(
        "SQuAD 형식 .json, 다른 언어의 질문 .jsonl (기본: ../shared/eval)",
        "SQuAD .json, questions in another language .jsonl (default: ../shared/eval)"))  # fmt: skip
    parser.add_argument("--half", choices=("odd", "even", "all"), default=_HALF, help=tr(
        "홀수 번째 기사의 질문만 (기본), 짝수 번째, 전부",
        "questions of odd-numbered articles (default), even-numbered, all"))  # fmt: skip
    parser.add_argument("--sample", type=_positive, default=_SAMPLE, metavar="N", help=tr(
        f"한 벌에서 많아야 N개, 고르게 (기본 {_SAMPLE})",
        f"questions a set at most, evenly spread (default {_SAMPLE})"))  # fmt: skip
    parser.add_argument("--index", type=Path, metavar="DIR", help=tr(
        "색인을 남겨 다음에 다시 쓸 폴더",
        "folder that keeps the indexes for the next run"))  # fmt: skip
    parser.add_argument("--json", action="store_true", help=tr("JSON으로", "print JSON"))
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            tr(f"{text}: 1 이상의 정수여야 합니다", f"{text}: must be a whole number from 1")
        )
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
