"""Where figures are kept: one JSON object a run, and a line for each answer beside it."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.machine import commit, machine
from evaluation.metrics import Share
from rag.settings import ROOT

RESULTS = ROOT / "evaluation" / "results"


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file, one a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def write_jsonl(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Write the objects, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")


def keep(path: Path, *, command: str, figures: Mapping[str, Any], **facts: Any) -> None:
    """Write the figures with the command, commit, day and machine that they come from."""
    record = {
        "command": command,
        **facts,
        "commit": commit(),
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": machine(),
        "figures": to_json(figures),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def to_json(value: Any) -> Any:
    """Return figures, nested as they are, with shares as objects."""
    if isinstance(value, Share):
        return value.to_json()
    if isinstance(value, Mapping):
        return {name: to_json(each) for name, each in value.items()}
    return value
