"""Asking the pipeline and noting when its words came."""

import time
from collections.abc import Sequence
from typing import Any

from evaluation.metrics import Record
from index.errors import UserError
from rag.answers import Delta, Done, Quoted
from rag.pipeline import RagPipeline


def ask(
    pipeline: RagPipeline, question: str, history: Sequence[str] = (), *, id_: str = ""
) -> dict[str, Any]:
    """Return the answer as `geungeo batch` prints it, and "seconds" as a reader counts them.

    "seconds" holds "evidence", "token" and "answer": until the first quotation, the model's
    first words, the checked answer; None for what didn't come. A question that was refused or
    a model that failed is an abstention with an "error".
    """
    started = time.perf_counter()
    seconds: dict[str, float | None] = {"evidence": None, "token": None, "answer": None}
    try:
        for event in pipeline.stream(question, history):
            now = round(time.perf_counter() - started, 3)
            if isinstance(event, Quoted):
                seconds["evidence"] = seconds["evidence"] or now
            elif isinstance(event, Delta):
                seconds["token"] = seconds["token"] or now
            elif isinstance(event, Done):
                seconds["answer"] = now
                return {**event.answer.to_json(id_=id_), "seconds": seconds}
        error = "no answer"
    except UserError as problem:
        error = f"{type(problem).__name__}: {problem}"
    nothing = {"answer": "", "abstained": True, "citations": [], "passages": []}
    return {"id": id_, "question": question, **nothing, "seconds": seconds, "error": error}


def outcome(answer: Record, *, right: bool, answerable: bool) -> dict[str, Any]:
    """Return what is kept of an answer: whether it was right, how sure, how long it took.

    Of a question that can't be answered, an abstention is right.
    """
    return {
        "id": answer["id"],
        "answerable": answerable,
        "right": right,
        "abstained": bool(answer["abstained"]),
        "confidence": answer.get("confidence"),
        "seconds": answer["seconds"]["answer"] if "seconds" in answer else None,
    }
