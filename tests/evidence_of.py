"""Short ways to make what the later stages take: evidence, passages, questions."""

from index.documents import Document, Span
from index.language import detect_language
from rag.answers import Evidence, Passage, Question


def document_of(text, *, title="제목", published="2024-05-20", language="", publisher="가람일보"):
    return Document(
        title=title,
        text=text,
        language=language or detect_language(text),
        source="a.md",
        publisher=publisher,
        published=published,
    )


def evidence_of(text, *, score=1.0, **fields):
    """Return the whole of `text` as one piece of evidence."""
    return Evidence(document_of(text, **fields), Span(0, len(text)), score)


def passage_of(text, *, dense=0.9, lexical=0.5, **fields):
    document = document_of(text, **fields)
    return Passage(1, document, Span(0, len(text)), 1, dense + 0.3 * lexical, dense, lexical)


def question_of(text, *, searched="", language=""):
    return Question(text, language or detect_language(text), searched or text)
