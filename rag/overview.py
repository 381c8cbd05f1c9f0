"""A summary: which articles it is of, and the sentences that say most of them."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Document
from rag.answers import Evidence, Question
from rag.retriever import HybridRetriever, Retrieval
from rag.search import search
from rag.summary import SummaryAsked, articles_to_summarise, summarise


def find_overview(
    retriever: HybridRetriever,
    question: Question,
    asked: SummaryAsked,
    *,
    cited: Sequence[Document],
    top_k: int,
) -> tuple[Retrieval, list[Evidence]]:
    """Return what was found for a summary, and its sentences; none where no article is meant.

    Args:
        retriever: over the articles.
        question: that asks for the summary.
        asked: what it asks for.
        cited: the articles that the answer before cites; else an earlier question tells.
        top_k: how many passages to look for articles in.
    """
    if not asked.topic and not cited and not question.filters and question.history:
        asked = replace(asked, topic=question.history[-1])
    words = replace(question, searched=asked.topic or question.searched, sides=(), over_time=False)
    retrieval = search(retriever, words, top_k=top_k)
    indexed = retriever.store.counts()["documents"]
    documents = articles_to_summarise(asked, question, retrieval, cited, indexed=indexed)
    if not documents:
        return retrieval, []
    sentences, vectors = retriever.store.sentences_of([document.id for document in documents])
    query = retriever.embed(asked.topic) if asked.topic else None
    wanted = asked.wanted(len(documents))
    return retrieval, summarise(
        documents, sentences, vectors, wanted=wanted, topic=asked.topic, query=query
    )
