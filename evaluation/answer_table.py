"""The kept figures as tables, put between markers in README and docs.

A table goes between `<!-- name -->` and `<!-- /name -->`; a file without them is left alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import risk
from evaluation.results_files import RESULTS
from rag.settings import ROOT

_SEEDS, _READING, _CLAIMS = "seed_dev-even", "reading", "claims"
_MORE = {  # what docs/answers.md lists below the table
    _SEEDS: ("citation_gold", "citation_supports", "judged_across_languages", "words_cited",
             "language_whole", "accuracy_by_type", "accuracy_by_language",
             "abstains_rightly_by_type"),
    _READING: ("abstains_wrongly", "in_quotations", "in_own_words"),
    _CLAIMS: ("told_apart", "caught_by_mutation", "false_alarms_by_language"),
    "judge": ("true_same_language", "true_across_languages", "true_with_another_article",
              "changed"),
}  # fmt: skip
_SECONDS = (
    (_SEEDS, "evidence_s", "첫 근거", "first evidence"),
    (_SEEDS, "token_s", "모델의 첫 말", "first words of the model"),
    (_SEEDS, "answer_s", "검사를 마친 답", "checked answer"),
    (_READING, "answer_s", "KorQuAD, 검사를 마친 답", "KorQuAD, checked answer"),
)
Results = Mapping[str, Mapping[str, Any]]  # name of the file -> the run as it was kept


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what it says, the goal ("must reach / reach for"), its figure."""

    korean: str
    english: str
    goal: str
    file: str
    name: str


ROWS = (
    Row("답이 있는 질문에 맞게 답함", "answerable questions answered right",
        "0.80 / 0.95", _SEEDS, "accuracy"),
    Row("기사에 없는 것은 없다고 함", "says \"not found\" where the articles don't say",
        "0.90 / 0.98", _SEEDS, "abstains_rightly"),
    Row("답이 있는데 없다고 함", "wrongly says \"not found\"",
        "≤ 0.10 / ≤ 0.03", _SEEDS, "abstains_wrongly"),
    Row("인용 정밀도: 맞는 기사이고 인용문이 문장을 뒷받침함",
        "citation precision: the article is gold and the quote supports the sentence",
        "0.95 / 0.99", _SEEDS, "citation_precision"),
    Row("인용 재현율: 뒷받침하는 인용이 있는 문장",
        "citation recall: sentences with a supporting citation",
        "0.98 / 1.00", _SEEDS, "citation_recall"),
    Row("인용문이 기사의 그 위치와 글자까지 같음", "quotes verbatim at their offsets",
        "1.00 / 1.00", _SEEDS, "quotes_verbatim"),
    Row("질문의 언어로 답함 (인용문 제외)",
        "answer in the question's language (outside of quotations)",
        "0.98 / 1.00", _SEEDS, "language"),
    Row("답의 수치가 인용한 근거에 있음", "figures in answers that are in the cited evidence",
        "1.00 / 1.00", _SEEDS, "figures_in_evidence"),
    Row("KorQuAD, 질문에서 답까지: 정답이 답에 들어 있음",
        "KorQuAD, question to answer: the known answer is in what is shown",
        "0.75 / 0.88", _READING, "answer_contained"),
    Row("같은 곳, 정답 문단을 뺐을 때 없다고 함",
        "the same without the paragraphs that hold it: says \"not found\"",
        "–", _READING, "abstains_rightly"),
    Row("바꿔 쓴 거짓 주장을 잡아냄", "changed claims that the support check catches",
        "0.95 / 0.99", _CLAIMS, "caught"),
    Row("참인 주장을 잘못 막음", "true claims that it stops",
        "≤ 0.03 / ≤ 0.01", _CLAIMS, "false_alarms"),
)  # fmt: skip


def fill(*, root: Path = ROOT, results: Path = RESULTS) -> list[Path]:
    """Put the tables into the files that have a place for them; return those that changed.

    Args:
        root: where README.md, README.ko.md and docs/answers.md are.
        results: folder of the kept figures.
    """
    kept = read_results(results)
    texts = {
        root / "README.md": {"answers": table(kept, korean=False)},
        root / "README.ko.md": {"answers": table(kept, korean=True)},
        root / "docs" / "answers.md": {
            "answers": table(kept, korean=False),
            "more": details(kept),
            "risk": curves(kept),
        },
    }
    return [path for path, tables in texts.items() if _put(path, tables)]


def read_results(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the kept figures by the name of their file."""
    names = (*_MORE, "risk")
    paths = [folder / f"{name}.json" for name in names]
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in paths if p.exists()}


def table(kept: Results, *, korean: bool) -> str:
    """Return the figures against their goals as a Markdown table; "–" where none is kept."""
    head = ("잰 것", "목표: 최소 / 지향", "값 (95% 구간)") if korean else (
        "what", "goal: must reach / reach for", "measured (95% interval)")  # fmt: skip
    lines = [f"| {' | '.join(head)} |", "|---|---|---|"]
    for row in ROWS:
        share = _figures(kept, row.file).get(row.name)
        label = row.korean if korean else row.english
        lines.append(f"| {label} | {row.goal} | {_cell(share)} |")
    seconds = [
        f"{ko if korean else en} {_figures(kept, file)[name]:.1f}"
        for file, name, ko, en in _SECONDS
        if _figures(kept, file).get(name) is not None
    ]
    if seconds:
        label = "중앙값, 초" if korean else "median seconds"
        lines.append(f"| {label} | | {'; '.join(seconds)} |")
    return "\n".join(lines)


def details(kept: Results) -> str:
    """Return the other figures as lists, a block for each run with its command and commit."""
    blocks = []
    for name, wanted in _MORE.items():
        if "command" not in kept.get(name, {}):  # not measured, or by an earlier version
            continue
        run = kept[name]
        lines = [f"`{run['command']}`, {run['date']}, commit {run['commit']}, {run['machine']}", ""]
        for figure in wanted:
            value = run["figures"].get(figure)
            label = figure.replace("_", " ")
            if value and "of" not in value:
                parts = (f"{key or 'unnamed'} {_cell(each)}" for key, each in value.items())
                lines.append(f"- {label}: {'; '.join(parts)}")
            elif value:
                lines.append(f"- {label}: {_cell(value)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def curves(kept: Results) -> str:
    """Return risk against coverage, a table for each set."""
    blocks = _figures(kept, "risk").items()
    return "\n\n".join("\n".join(risk.table(name, figures)) for name, figures in blocks)


def _figures(kept: Results, file: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = kept.get(file, {}).get("figures", {})
    return found


def _cell(share: Mapping[str, Any] | None) -> str:
    if not share or share["value"] is None:
        return "–"
    interval = f"{share['low']:.2f}-{share['high']:.2f}"
    return f"{share['value']:.2f} ({share['hits']}/{share['of']}; {interval})"


def _put(path: Path, tables: Mapping[str, str]) -> bool:
    """Return whether the file had a place for one of the tables and its text changed."""
    if not path.exists():
        return False
    before = text = path.read_text(encoding="utf-8")
    for name, body in tables.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        head, opened, rest = text.partition(start)
        _, closed, tail = rest.partition(end)
        if opened and closed:
            text = f"{head}{start}\n{body}\n{end}{tail}" if body else f"{head}{start}\n{end}{tail}"
    if text != before:
        path.write_text(text, encoding="utf-8")
    return text != before
