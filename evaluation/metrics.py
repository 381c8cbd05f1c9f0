"""What is right, as pure functions of one question and one answer, and intervals over many."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from index.documents import Document, fingerprint

Record = Mapping[str, Any]


def normalise(text: str) -> str:
    """Return `text` as it is compared: NFKC, lower case, no spaces, commas, quotes or marks."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"""[\s,"'“”‘’`·・]|\[\d+\]""", "", folded)


def is_right(question: Record, answer: Record) -> bool:
    """Return whether an answerable question got every wanted fact and no forbidden one."""
    text = normalise(answer["answer"])
    wanted = all(
        any(normalise(form) in text for form in forms) for forms in question["must_include"]
    )
    forbidden = any(normalise(form) in text for form in question["must_not_include"])
    return bool(wanted and not forbidden and not answer["abstained"])


def cites_gold(question: Record, answer: Record) -> list[bool]:
    """Return, for each citation, whether it cites an article that holds the answer."""
    gold = set(question["gold_docs"])
    return [PurePath(citation["source"]).name in gold for citation in answer["citations"]]


def uncited_share(answer: Record) -> float:
    """Return the share of the answer's letters that no citation's claim covers, 0 to 1."""
    text = re.sub(r"\[\d+\]", lambda mark: " " * len(mark.group()), answer["answer"])
    covered = [False] * len(text)
    for citation in answer["citations"]:
        for place in range(citation["answer_start"], citation["answer_end"]):
            covered[place] = True
    letters = [held for character, held in zip(text, covered, strict=True) if character.isalnum()]
    return letters.count(False) / len(letters) if letters else 0.0


def is_verbatim(citation: Record, documents: Mapping[str, Document]) -> bool:
    """Return whether the cited article holds the quote at its offsets and is the one hashed.

    Args:
        citation: as `geungeo batch` prints it.
        documents: those of the index, by id.
    """
    document = documents.get(citation["document_id"])
    start, end, quote = citation["start"], citation["end"], citation["quote"]
    if document is None or not quote or start < 0:
        return False
    unchanged = fingerprint(document.text) == citation["text_hash"]
    return unchanged and bool(document.text[start:end] == quote)


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, with Wilson's 95% interval."""

    hits: int
    total: int

    @classmethod
    def of(cls, outcomes: Sequence[bool]) -> "Share":
        """Return the share of True."""
        return cls(sum(outcomes), len(outcomes))

    @property
    def value(self) -> float:
        """Hits over total; NaN for none."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95%."""
        if not self.total:
            return (math.nan, math.nan)
        z, n, p = 1.96, self.total, self.value
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return (max(0.0, centre - half), min(1.0, centre + half))

    def to_json(self) -> dict[str, float | None]:
        """Return value, hits, total and the bounds of the interval; None for those of none."""
        figures = (self.value, *self.interval)
        value, low, high = (round(f, 4) if self.total else None for f in figures)
        return {"value": value, "hits": self.hits, "of": self.total, "low": low, "high": high}

    def __str__(self) -> str:
        if not self.total:
            return "n/a"
        low, high = self.interval
        return f"{self.value:.3f} ({self.hits}/{self.total}; 95% {low:.2f}-{high:.2f})"
