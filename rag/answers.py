"""The values that pass through answering, from Passage to Answer. Pure data.

Source numbers (`marker`) are 1-based and the same in prompt, answer, citation and page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from index.documents import Document, Span, fingerprint
from index.filters import Filter


@dataclass(frozen=True, slots=True)
class TimePreference:
    """Which dates a question prefers: the newest, the oldest, or those of a period.

    `period` is an ISO 8601 interval of days; dates near it weigh more, none is shut out.
    """

    newest: bool = False
    oldest: bool = False
    period: str = ""


ANY_TIME = TimePreference()


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Which articles an answer may rest on.

    Attributes:
        filters: that the user set; those that the question states come on top.
        derive: whether words of the question may become filters at all.
        unwanted: words that the user doesn't want to be taken for one.
    """

    filters: tuple[Filter, ...] = ()
    derive: bool = True
    unwanted: frozenset[str] = frozenset()


EVERYWHERE = SearchScope()


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with what its score is made of.

    `dense` is the cosine of the chunk, `lexical` its share of the best possible BM25,
    `sentence` the same for its best sentence, `lift` what made up for the language, `time`
    what its date added (`rag.scoring`); `parts` is what the score is the sum of, `matched` are
    the question's terms that it holds. `copies` are near-duplicates of its document, and the
    document itself in other sources.
    """

    chunk_id: int
    document: Document
    span: Span
    rank: int
    score: float
    dense: float
    lexical: float
    copies: tuple[Document, ...] = ()
    sentence: float = 0.0
    lift: float = 0.0
    time: float = 0.0
    matched: tuple[str, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The chunk's words."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that bears on the question. `text` is verbatim from its document.

    `copies` are the other articles that hold the same sentence; `side` counts the sides of a
    comparison from 1, and is 0 where there are none. `tokens` is its length as the embedder
    counts it.
    """

    document: Document
    span: Span
    score: float
    copies: tuple[Document, ...] = ()
    side: int = 0
    tokens: int = 0

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat prompt; `role` is "system", "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the generator gets: fixed turns first (shared by all questions), then this one."""

    messages: tuple[Message, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in the answer and the exact words it rests on.

    `answer_span` covers the claim in the answer (without its mark). `supported` is the
    verdict of the support check: True also where the claim is the quote itself.
    """

    marker: int
    evidence: Evidence
    answer_span: Span
    supported: bool

    def to_json(self) -> dict[str, Any]:
        """Return the citation as the command line prints it."""
        document = self.evidence.document
        return {
            "marker": self.marker,
            "document_id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "source": document.source,
            "url": document.url,
            "text_hash": fingerprint(document.text),
            "quote": self.evidence.text,
            "start": self.evidence.span.start,
            "end": self.evidence.span.end,
            "place": place_to_json(document, self.evidence.span.start),
            "also_in": [copy_to_json(copy) for copy in self.evidence.copies],
            "answer_start": self.answer_span.start,
            "answer_end": self.answer_span.end,
            "supported": self.supported,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a support check.

    Attributes:
        kind: "" where the claim is supported, else what is wrong with it: figure, name,
            contradiction, kind, language, number, words, leak.
        words: the words of the claim that fail, as far as they are known.
    """

    kind: str = ""
    words: str = ""

    @property
    def supported(self) -> bool:
        """Whether nothing was found against the claim."""
        return not self.kind


@dataclass(slots=True)
class Timings:
    """Seconds from the question's arrival, and the model's token counts (0 if not called)."""

    retrieve_s: float = 0.0
    first_token_s: float = 0.0
    total_s: float = 0.0
    prompt_tokens: int = 0
    answer_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose every sentence is cited, or a statement that none can be given.

    `confidence` says how likely the articles hold an answer at all, 0 to 1; `withheld` why
    sentences of the model were not shown.
    """

    question: str
    text: str
    language: str
    abstained: bool
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    timings: Timings
    searched: str = ""
    filters: tuple[Filter, ...] = ()
    confidence: float = 0.0
    withheld: tuple[Verdict, ...] = ()

    def to_json(self, *, id_: str = "") -> dict[str, Any]:
        """Return the answer as one JSON object, keys as in the README."""
        timings = self.timings
        return {
            "id": id_,
            "question": self.question,
            "searched": self.searched or self.question,
            "filters": [filter_to_json(filter_) for filter_ in self.filters],
            "answer": self.text,
            "language": self.language,
            "abstained": self.abstained,
            "confidence": round(self.confidence, 4),
            "withheld": [verdict.kind for verdict in self.withheld],
            "citations": [citation.to_json() for citation in self.citations],
            "passages": [passage_to_json(passage) for passage in self.passages],
            "timings": {
                "retrieve_s": round(timings.retrieve_s, 4),
                "first_token_s": round(timings.first_token_s, 4),
                "total_s": round(timings.total_s, 4),
                "prompt_tokens": timings.prompt_tokens,
                "answer_tokens": timings.answer_tokens,
            },
        }


def place_to_json(document: Document, offset: int) -> dict[str, str]:
    """Return where a character stands, by kind: {"page": "3", "heading": "결론"}."""
    return {mark.kind: mark.name for mark in document.landmarks_at(offset)}


def copy_to_json(document: Document) -> dict[str, Any]:
    """Return another article, or another source, that says the same."""
    return {
        "document_id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "source": document.source,
    }


def passage_to_json(passage: Passage) -> dict[str, Any]:
    """Return a passage as the command line prints it."""
    return {
        "document_id": passage.document.id,
        "chunk_id": passage.chunk_id,
        "title": passage.document.title,
        "publisher": passage.document.publisher,
        "published": passage.document.published,
        "source": passage.document.source,
        "rank": passage.rank,
        "score": round(passage.score, 4),
        "dense": round(passage.dense, 4),
        "lexical": round(passage.lexical, 4),
        "sentence": round(passage.sentence, 4),
        "lift": round(passage.lift, 4),
        "time": round(passage.time, 4),
        "parts": {name: round(value, 4) for name, value in passage.parts.items()},
        "matched": list(passage.matched),
        "start": passage.span.start,
        "end": passage.span.end,
        "place": place_to_json(passage.document, passage.span.start),
        "also_in": [copy_to_json(copy) for copy in passage.copies],
        "text": passage.text,
    }


def filter_to_json(filter_: Filter) -> dict[str, Any]:
    """Return a filter as the command line prints it."""
    return {
        "kind": filter_.kind.value,
        "value": filter_.value,
        "words": filter_.words,
        "derived": bool(filter_.words),
    }


# -- what the pipeline tells while it works, in this order -------------------------------


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages are found. `searched` is the question as it was searched, `filters` where."""

    passages: Sequence[Passage]
    searched: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """The best evidence, shown before the model has said a word."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Delta:
    """More words of the model. Figures in them are already found in the evidence."""

    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a sentence of the model; a withheld one never becomes part of the answer."""

    sentence: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Cited:
    """A mark of the answer, as soon as what it stands behind is certain."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Done:
    """The answer, checked and cited; it replaces whatever was streamed."""

    answer: Answer


Event: TypeAlias = Retrieved | Quoted | Delta | Judged | Cited | Done


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, as a question of its own.

    `period` holds the days that this side alone speaks of, an ISO 8601 interval
    ("2021-01-01/2021-12-31"), "" where it names no date or several. `name` is what sets the
    side apart, in the question's words.
    """

    question: str
    period: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the user asked, in its language, and what to search for.

    `standalone` differs from `text` where earlier turns (`history`) complete a follow-up
    question, `searched` also where words of it became `filters`; `time` says which dates
    count more; `sides` are those of a comparison; `over_time` says that it asks how something
    changed.
    """

    text: str
    language: str
    searched: str
    history: tuple[str, ...] = field(default=())
    filters: tuple[Filter, ...] = ()
    time: TimePreference = ANY_TIME
    sides: tuple[Side, ...] = ()
    over_time: bool = False
    standalone: str = ""

    @property
    def meant(self) -> str:
        """The question in full words: what form of answer it wants is read from these."""
        return self.standalone or self.text
