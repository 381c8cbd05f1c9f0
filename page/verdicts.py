"""What became of every sentence, in words a reader understands: checked, quoted, withheld."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from html import escape

from page import texts
from page.texts import Text
from page.turns import bilingual
from rag.answers import Answer, Citation, Verdict


class Standing(StrEnum):
    """What a sentence of an answer rests on; the values are classes of the stylesheet."""

    CHECKED = "checked"
    VERBATIM = "verbatim"
    UNSUPPORTED = "unsupported"


def standing_of(claim: str, citations: Iterable[Citation]) -> Standing:
    """Return what a sentence rests on, from its own citations."""
    cited = list(citations)
    if not all(citation.supported for citation in cited):
        return Standing.UNSUPPORTED
    if any(claim.endswith(f"“{citation.evidence.text}”") for citation in cited):
        return Standing.VERBATIM
    return Standing.CHECKED


def render_verdicts(answer: Answer) -> str:
    """Return the line under an answer: how many sentences are what, and why some are missing."""
    claims: dict[tuple[int, int], list[Citation]] = {}
    for citation in answer.citations:
        span = citation.answer_span
        claims.setdefault((span.start, span.end), []).append(citation)
    standings = Counter(
        standing_of(answer.text[start:end], cited) for (start, end), cited in claims.items()
    )
    parts = [
        f'<li class="{standing}">{bilingual(texts.standing(standing, standings[standing]))}</li>'
        for standing in Standing
        if standings[standing]
    ]
    if answer.withheld:
        parts.append(f'<li class="withheld">{_render_withheld(answer.withheld)}</li>')
    return f'<ul class="verdicts">{"".join(parts)}</ul>' if parts else ""


def _render_withheld(withheld: Iterable[Verdict]) -> str:
    verdicts = list(withheld)
    reasons = "".join(
        f"<li>{bilingual(_reason(verdict.kind))}{_words(verdict)}</li>"
        for verdict in dict.fromkeys(verdicts)
    )
    said = bilingual(texts.withheld(len(verdicts)))
    return f"<details><summary>{said}</summary><ul>{reasons}</ul></details>"


def _reason(kind: str) -> Text:
    return texts.WITHHELD_REASONS.get(kind, texts.WITHHELD_OTHERWISE)


def _words(verdict: Verdict) -> str:
    words = " ".join(verdict.words.split())
    return f": <q>{escape(words)}</q>" if 0 < len(words) <= 80 else ""
