"""Claims and quotations become an answer whose every word stands behind a mark."""

import re
from collections.abc import Sequence

from index.documents import Span
from rag.answers import Citation, Evidence


class AnswerBuilder:
    """An answer as it grows: text with marks, and citations that know their place in it."""

    def __init__(self) -> None:
        self.text = ""
        self.citations: list[Citation] = []
        self._markers: dict[tuple[str, Span], int] = {}
        self._said: list[str] = []
        self._quoted = False  # a quotation stands in a paragraph of its own

    def cites(self, evidence: Sequence[Evidence]) -> bool:
        """Return whether any of it stands behind a mark."""
        return any(citation.evidence in evidence for citation in self.citations)

    def quote(
        self, evidence: Evidence, *, dated: bool = False, lead: str = ""
    ) -> tuple[Citation, ...]:
        """Add the evidence itself, in quotation marks, unless it stands there already.

        Args:
            evidence: whose words.
            dated: put the date and the publisher of its article before them.
            lead: what else to put before them.
        """
        if self._repeats(evidence.text):
            return ()
        document = evidence.document
        origin = (document.date, document.publisher) if dated else ()
        before = " · ".join(filter(None, (*origin, lead)))
        words = f"{before}: “{evidence.text}”" if before else f"“{evidence.text}”"
        added = self._add(words, [evidence], evidence.text, apart=True)
        self._quoted = True
        return added

    def claim(self, sentence: str, grounds: Sequence[Evidence]) -> tuple[Citation, ...]:
        """Add a checked sentence, unless what stands there already says it word for word."""
        if self._repeats(sentence):
            return ()
        added = self._add(sentence, grounds, sentence, apart=self._quoted)
        self._quoted = False
        return added

    def _repeats(self, words: str) -> bool:
        squeezed = _squeeze(words)
        return any(squeezed in said for said in self._said)

    def _add(
        self, claim: str, grounds: Sequence[Evidence], words: str, *, apart: bool
    ) -> tuple[Citation, ...]:
        if self.text:
            self.text += "\n\n" if apart else " "
        span = Span(len(self.text), len(self.text) + len(claim))
        self.text += claim + " "
        added = []
        for ground in grounds:
            key = (ground.document.id, ground.span)
            marker = self._markers.setdefault(key, len(self._markers) + 1)
            self.text += f"[{marker}]"
            added.append(Citation(marker, ground, span, supported=True))
        self.citations += added
        self._said.append(_squeeze(words))
        return tuple(added)


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
