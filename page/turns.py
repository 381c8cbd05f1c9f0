"""One question and its answer as the page knows it, and texts in both languages side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from index.filters import Filter
from page import texts
from page.texts import Text
from rag.answers import (
    Answer,
    Delta,
    Done,
    Event,
    Evidence,
    Judged,
    Passage,
    Quoted,
    Retrieved,
)


@dataclass(slots=True)
class Turn:
    """One question and what is known of its answer so far; `number` counts from 1."""

    number: int
    question: str
    waiting: Text = texts.SEARCHING
    searched: str = ""
    filters: tuple[Filter, ...] = ()
    unwanted: frozenset[str] = frozenset()  # words that are not to be taken for a filter
    passages: Sequence[Passage] = ()
    quoted: Evidence | None = None
    draft: str = ""
    answer: Answer | None = None
    problem: Text | None = None
    stopped: bool = False
    suggestions: tuple[Text, ...] = ()  # what could be asked instead
    unkept: Text | None = None  # why it will be gone when the page is closed

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.stopped or self.answer is not None or self.problem is not None

    @property
    def understood(self) -> bool:
        """Whether the question was searched, so that a later one can follow up on it."""
        return bool(self.searched)

    def apply(self, event: Event) -> None:
        """Take in what the pipeline tells."""
        match event:
            case Retrieved(passages, searched, filters):
                self.passages, self.searched, self.filters = passages, searched, filters
            case Quoted(evidence):
                self.quoted, self.waiting = self.quoted or evidence, texts.READING
            case Delta(text):
                self.draft, self.waiting = self.draft + text, texts.CHECKING
            case Judged(sentence, verdict) if not verdict.supported:
                self.draft = self.draft.replace(sentence, "").strip()
            case Done(answer):
                self.answer, self.passages = answer, answer.passages


def bilingual(text: Text) -> str:
    """Return the text in both languages; the page shows one."""
    spans = (
        f'<span class="say" lang="{language}">{escape(words)}</span>'
        for language, words in (("ko", text.ko), ("en", text.en))
    )
    return "".join(spans)


def labelled(text: Text) -> str:
    """Return the attributes of an element whose label follows the page's language."""
    ko, en = escape(text.ko), escape(text.en)
    return f' aria-label="{ko}" data-label-ko="{ko}" data-label-en="{en}"'


def written(attributes: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
