"""An answer taken apart: sentences with what cites them, verbatim quotations, its own words."""

import re
from dataclasses import dataclass

from evaluation.metrics import Record
from index.documents import Span
from index.language import detect_language
from index.sentences import split_sentences

_MARK = re.compile(r"\[\d+\]")
_OPEN, _CLOSED = "“\"'‘「『«„", "”\"'’」』»“"
_QUOTED = re.compile(f"[{_OPEN}]([^{_CLOSED}]{{2,}})[{_CLOSED}]")
_FEW_LETTERS = 20  # of Latin script say little about the language
_LATIN = frozenset(
    ("en", "es", "de", "fr", "it", "pt", "nl", "vi", "id", "tr", "ro", "pl", "cs", "sv")
)


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of an answer, without marks, and the citations whose claim it overlaps.

    `places` are theirs among the answer's citations, from 0.
    """

    text: str
    citations: tuple[Record, ...]
    places: tuple[int, ...]


def sentences_of(answer: Record) -> list[CitedSentence]:
    """Return the sentences of an answer that hold a letter or a digit."""
    text = _without_marks(answer)
    found = []
    for span in split_sentences(text):
        if any(character.isalnum() for character in span.of(text)):
            citing = {n: c for n, c in enumerate(answer["citations"]) if _covers(c, span, text)}
            found.append(CitedSentence(span.of(text), tuple(citing.values()), tuple(citing)))
    return found


def split_answer(answer: Record) -> tuple[str, str]:
    """Return the quotes that the answer shows word for word, a line each, and its own words."""
    own, shown = _without_marks(answer), list[str]()
    for quote in sorted({c["quote"] for c in answer["citations"]}, key=len, reverse=True):
        if quote and quote in own:
            shown.append(quote)
            own = own.replace(quote, " ")
    return "\n".join(shown), own


def is_in_language(answer: Record, language: str) -> bool:
    """Return whether the answer speaks `language` outside its verbatim quotations.

    Not its own words are also what stands in quotation marks and is part of a quote or title,
    and the titles and publishers it names. Where nothing is left, the quotations must be in
    that language.
    """
    shown, own = split_answer(answer)
    sources = [*answer["citations"], *answer.get("passages", ())]
    names = {str(source.get(key, "")) for source in sources for key in ("title", "publisher")}
    quotable = names | {citation["quote"] for citation in answer["citations"]}
    for name in sorted(names - {""}, key=len, reverse=True):
        own = own.replace(name, " ")
    for match in list(_QUOTED.finditer(own)):
        if any(match[1] in words for words in quotable):
            shown += "\n" + match[1]
            own = own.replace(match.group(), " ")
    return _speaks(own if any(map(str.isalpha, own)) else shown, language)


def _speaks(text: str, language: str) -> bool:
    found = detect_language(text, default=language)
    few = sum(map(str.isalpha, text)) < _FEW_LETTERS
    return found == language or (few and {found, language} <= _LATIN)


def _without_marks(answer: Record) -> str:
    """Return the answer with its marks blanked, offsets kept; those inside a claim stay."""
    claims = [Span(c["answer_start"], c["answer_end"]) for c in answer["citations"]]

    def blank(mark: re.Match[str]) -> str:
        inside = any(Span(*mark.span()).overlaps(claim) for claim in claims)
        return mark.group() if inside else " " * len(mark.group())

    return _MARK.sub(blank, answer["answer"])


def _covers(citation: Record, sentence: Span, text: str) -> bool:
    start = max(citation["answer_start"], sentence.start)
    end = min(citation["answer_end"], sentence.end)
    return any(map(str.isalnum, text[start:end]))
