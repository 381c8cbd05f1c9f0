"""What may come of a question, however hostile the question, the article or the model is."""

import re

from index.store import Store
from index.sync import sync_index
from rag.answers import Delta
from rag.phrases import PHRASES
from rag.pipeline import RagPipeline
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder

MARK = re.compile(r"\[(\d+)\]")
QUOTATION = re.compile(r"“.*?” (?=\[\d+\])", re.DOTALL)


def check_outcome(answer):
    """Assert that an answer is an abstention, or cited and verbatim in all its parts."""
    answer.text.encode()  # no halves of characters
    assert answer.text.strip()
    assert bool(answer.citations) != answer.abstained
    outside = list(answer.text)
    for citation in answer.citations:
        document, span = citation.evidence.document, citation.evidence.span
        assert citation.supported
        assert citation.evidence.text == document.text[span.start : span.end] != ""
        claim = citation.answer_span
        assert claim.of(answer.text).strip()
        outside[claim.start : claim.end] = [""] * (claim.end - claim.start)
    if not answer.abstained:
        rest = "".join(outside)
        assert {int(m) for m in MARK.findall(rest)} == {c.marker for c in answer.citations}
        assert not any(map(str.isalnum, MARK.sub("", rest)))


def own_words(answer):
    """Return the answer without its quotations of articles."""
    return QUOTATION.sub("", answer.text)


def said(events):
    """Return the words of the model that were shown while it spoke."""
    return "".join(event.text for event in events if isinstance(event, Delta))


def last_turn(prompt):
    """Return what the prompt says after the fixed example turns."""
    return prompt.messages[-1].content


def fixed_texts(language):
    """Return the fixed texts of the prompt."""
    phrases = PHRASES[language]
    return [phrases.system, *(text for example in phrases.examples for text in example)]


def pipeline_over(folder, generator, **options):
    """Return a pipeline over the articles of a folder, and its embedder."""
    embedder = BigramEmbedder()
    store = Store(folder.parent / f"{folder.name}.index")
    report = sync_index(store, [folder], embedder)
    assert not report.errors
    return RagPipeline(HybridRetriever(store, embedder), generator, **options), embedder
