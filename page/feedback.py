"""What users think of answers: one JSON object a line, in `feedback.jsonl` of the data folder.

A line holds the answer itself, so that it can be judged when conversation and articles have
gone. A later line on the same answer takes the place of an earlier one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from index.database import unwritable
from index.errors import UserError
from page.conversation_texts import REASONS
from page.conversations import Conversation, KeptTurn
from page.export import answer_json

FILE_NAME = "feedback.jsonl"
COMMENT_LIMIT = 2_000  # characters
THUMBS = ("up", "down", "")


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb ("up", "down", "" takes it back), a reason (a key of `REASONS` or ""), words."""

    thumb: str
    reason: str = ""
    comment: str = ""


def check_feedback(feedback: Feedback) -> None:
    """Refuse what the page doesn't offer.

    Raises:
        UserError: an unknown thumb or reason, or a comment that is too long.
    """
    if feedback.thumb not in THUMBS or feedback.reason not in ("", *REASONS):
        raise UserError("모르는 평가입니다.", "There is no such thumb or reason.")
    if len(feedback.comment) > COMMENT_LIMIT:
        raise UserError(
            f"의견은 {COMMENT_LIMIT:,}자까지 적을 수 있습니다.",
            f"A comment may have {COMMENT_LIMIT:,} characters at most.",
        )


def find_turn(turns: Sequence[KeptTurn], number: int, question: str) -> int:
    """Return the place in `turns` of a turn: its number, unless another tab added some.

    Raises:
        UserError: the question isn't among them.
    """
    words = question.split()  # as the page shows it, white space may differ
    asked = [place for place, kept in enumerate(turns) if kept.turn["question"].split() == words]
    if not asked:
        raise UserError(
            "그 답은 이 대화에 남아 있지 않습니다.", "That answer isn't in this conversation."
        )
    return number - 1 if number - 1 in asked else asked[-1]


def add_feedback(
    folder: Path,
    feedback: Feedback,
    conversation: Conversation,
    turns: Sequence[KeptTurn],
    place: int,
    *,
    model: str,
) -> None:
    """Append a line on one answer.

    Args:
        folder: the data folder.
        feedback: what was said.
        conversation: which the answer stands in.
        turns: all its turns.
        place: of the answer's turn in `turns`.
        model: name of the model that writes answers now, "" if unknown.

    Raises:
        UserError: what was said isn't offered, or the file can't be written.
    """
    check_feedback(feedback)
    answer = answer_json(conversation, turns[place])
    record = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "thumb": feedback.thumb,
        "reason": feedback.reason,
        "comment": feedback.comment,
        "question": answer["question"],
        "history": [kept.turn["question"] for kept in turns[:place]],
        "answer": answer,
        "verdicts": _verdicts(turns[place].turn),
        "model": model,
    }
    line = json.dumps(record) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Unbuffered: the line goes out whole, however many write.
        with (folder / FILE_NAME).open("ab", buffering=0) as file:
            file.write(line.encode("ascii"))
    except OSError as error:
        raise unwritable(folder, error) from error


def _verdicts(turn: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the check said of each cited claim, and of the sentences it withheld."""
    answer = turn.get("answer") or {}
    text = answer.get("answer", "")
    return {
        "claims": [
            {
                "claim": text[citation["answer_start"] : citation["answer_end"]],
                "marker": citation["marker"],
                "supported": citation["supported"],
            }
            for citation in answer.get("citations", ())
        ],
        "withheld": answer.get("withheld", []),
    }
