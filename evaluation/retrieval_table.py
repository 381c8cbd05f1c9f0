"""The figures of a retrieval run as a table for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from evaluation.figures import RANKING, Figure
from evaluation.retrieval_tasks import Row
from index.errors import tr

_SHORT = {
    **dict(zip(RANKING, ("R@1", "R@5", "R@10", "MRR", "nDCG@10"), strict=True)),
    "hit_at_6": "hit@6",
    "answer_in_passages": "in passages",
    "answer_in_evidence": "in evidence",
    "tokens": "tokens",
    "at_most_320_tokens": "≤ 320 tokens",
    "auc": "AUC",
    "false_accepts": "false accepts",
}
_NAME, _CELL = 18, 22


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the table: a block for each task and set, a line for each ranker."""
    for (task, name), group in groupby(rows, key=lambda row: (row.task, row.set)):
        block = list(group)
        yield f"{task_title(task)} · {name} (n={block[0].questions})"
        heads = "".join(f"{_SHORT[measure]:<{_CELL}}" for measure in block[0].figures)
        yield f"  {'':{_NAME}}{heads}".rstrip()
        for row in block:
            cells = "".join(f"{_cell(figure):<{_CELL}}" for figure in row.figures.values())
            yield f"  {row.ranker:<{_NAME}}{cells}".rstrip()
            if row.over:
                over = f"- {row.over[0]}"
                yield f"  {over:<{_NAME}}{_difference(row)} {_cell(row.over[1], '+')}"
        yield ""


def task_title(task: str) -> str:
    """Return what a task asks, in the user's language."""
    titles = {
        "own pool": tr("그 파일의 문단에서", "among the file's own paragraphs"),
        "typos": tr("그 파일에서, 질문마다 오타 하나", "the same, a typo in each question"),
        "no spaces": tr("그 파일에서, 띄어쓰기 없이", "the same, no spaces in the questions"),
        "all files": tr("모든 파일의 문단에서", "among the paragraphs of all files"),
        "among six": tr("모든 파일에서, 구절 여섯 안에", "all files, among the six passages"),
        "same language": tr("번역들 사이에서, 같은 언어", "among translations, same language"),
        "across languages": tr("번역들 사이에서, 다른 언어", "among translations, other languages"),
        "evidence": tr("기사에서 고른 문장 안의 답", "the answer in the sentences chosen"),
        "unanswerable": tr(
            "답이 없는 질문 가려내기 (답 있는 질문의 5%를 잘못 거절할 때)",
            "telling unanswerable questions (5% of the answerable refused)",
        ),
    }
    return titles[task]


def _difference(row: Row) -> str:
    return _SHORT["mrr"] if "mrr" in row.figures else _SHORT[next(iter(row.figures))]


def _cell(figure: Figure, sign: str = "") -> str:
    digits = 3 if abs(figure.value) <= 1 else 0
    low, high = (f"{bound:{sign}.{digits}f}" for bound in (figure.low, figure.high))
    return f"{figure.value:{sign}.{digits}f} ({low}..{high})"
