"""A turn of a conversation <-> JSON: `save_turn` and `load_turns`.

Kept are the words that were cited, not their articles: an article that is removed leaves
only its quotes. Loading finds the articles in the index again, by their content; where that
text is gone, a Document is made of the quotes, so that they still show, and
`rag.verify.state_of` says of it what became of the article.
"""

import logging
from collections.abc import Iterable
from typing import Any

from index.documents import Document, Span, fingerprint
from index.filters import Filter, Kind
from index.store import Store
from page import conversation_texts
from page.conversations import ConversationStore
from page.kept_articles import Articles, Json, Quotes
from page.texts import Text
from page.turns import Turn
from rag.answers import (
    Answer,
    Citation,
    Evidence,
    Passage,
    Timings,
    Verdict,
    copy_to_json,
    filter_to_json,
    passage_to_json,
    place_to_json,
)

logger = logging.getLogger(__name__)


def save_turn(
    store: ConversationStore, conversation_id: str, turn: Turn, *, replacing: int = 0
) -> str:
    """Keep a finished turn, and return the id of the conversation that it is in now.

    Call it once for every turn that has finished, whatever its end (answered, stopped,
    failed), so that numbers here and in the session agree. From any thread.

    Args:
        store: the conversations of the data folder.
        conversation_id: what the last `save_turn` of this session returned, or the id that
            was opened; "" begins a conversation. If it was deleted in another tab meanwhile,
            a new one is begun: keep the id that is returned.
        turn: the finished turn.
        replacing: number of the turn that it was asked in place of (regenerated, or its
            question edited): that turn and all after it are dropped first. 0: it is appended.

    Raises:
        UserError: the file can't be written; the turn isn't kept.
    """
    return store.add_turn(conversation_id, turn_to_json(turn), replacing=replacing)


def load_turns(
    store: ConversationStore, index_store: Store | None, conversation_id: str
) -> list[Turn]:
    """Return the turns of a conversation, finished, numbered from 1.

    Args:
        store: the conversations of the data folder.
        index_store: where the articles are looked for (`pipeline.retriever.store`); None
            while there is no index, then all are made from what was kept.
        conversation_id: of the conversation.

    Raises:
        UserError: there is no such conversation (any more), or a file can't be read.
    """
    _, kept = store.load(conversation_id)
    articles = Articles(index_store)
    return [_load_turn(row.number, row.turn, articles) for row in kept]


# -- to JSON -------------------------------------------------------------------------------


def turn_to_json(turn: Turn) -> dict[str, Any]:
    """Return what is kept of a finished turn; `answer` is as the command line prints it."""
    return {
        "question": turn.question,
        "unwanted": sorted(turn.unwanted),
        "searched": turn.searched,
        "filters": [filter_to_json(filter_) for filter_ in turn.filters],
        "quoted": None if turn.quoted is None else _evidence_to_json(turn.quoted),
        "passages": [_passage_to_json(passage) for passage in turn.passages],
        "answer": None if turn.answer is None else _answer_to_json(turn.answer),
        "problem": None if turn.problem is None else _text_to_json(turn.problem),
        "stopped": turn.stopped,
        "suggestions": [_text_to_json(suggestion) for suggestion in turn.suggestions],
    }


def _text_to_json(text: Text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    return {
        **answer.to_json(),
        "withheld": [{"kind": v.kind, "words": v.words} for v in answer.withheld],
        "citations": [
            {**_evidence_to_json(citation.evidence), **citation.to_json()}
            for citation in answer.citations
        ],
        "passages": [],  # those of the turn
    }


def _evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    return {
        **_article_to_json(evidence.document),
        "quote": evidence.text,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "place": place_to_json(evidence.document, evidence.span.start),
        "also_in": [copy_to_json(copy) for copy in evidence.copies],
        "score": evidence.score,
        "side": evidence.side,
        "tokens": evidence.tokens,
    }


def _passage_to_json(passage: Passage) -> dict[str, Any]:
    shown = passage_to_json(passage)
    del shown["text"]  # what wasn't cited goes when its article goes
    return {**shown, **_article_to_json(passage.document)}


def _article_to_json(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "reporter": document.reporter,
        "published": document.published,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "text_hash": fingerprint(document.text),
    }


# -- from JSON -----------------------------------------------------------------------------


def _load_turn(number: int, kept: Json, articles: Articles) -> Turn:
    try:
        return _read_turn(number, kept, articles)
    except (KeyError, TypeError, ValueError, AttributeError):  # kept by another version
        logger.warning("a kept turn can't be read", exc_info=True)
        question = str(kept.get("question", ""))
        return Turn(number, question, problem=conversation_texts.UNREADABLE_TURN)


def _read_turn(number: int, kept: Json, articles: Articles) -> Turn:
    answer, problem = kept["answer"], kept["problem"]
    quotes = [*(answer["citations"] if answer else ()), *filter(None, [kept["quoted"]])]
    found = Quotes(quotes, articles)
    passages = _load_passages(kept["passages"], articles, found)
    filters = tuple(Filter(Kind(f["kind"]), f["value"], f["words"]) for f in kept["filters"])
    return Turn(
        number,
        kept["question"],
        searched=kept["searched"],
        filters=filters,
        unwanted=frozenset(kept["unwanted"]),
        passages=passages,
        quoted=found.evidence(kept["quoted"]) if kept["quoted"] else None,
        answer=_load_answer(answer, filters, passages, found) if answer else None,
        problem=Text(**problem) if problem else None,
        stopped=bool(kept["stopped"]),
        suggestions=tuple(Text(**suggestion) for suggestion in kept.get("suggestions", ())),
    )


def _load_passages(kept: Iterable[Json], articles: Articles, quotes: Quotes) -> tuple[Passage, ...]:
    """Return the passages whose articles are there, or were quoted at least."""
    loaded, made = [], set()
    for passage in kept:
        document, span = articles.find(passage), Span(passage["start"], passage["end"])
        if document is None:
            left = quotes.of_article(passage)
            if left is None or left[0].id in made:
                continue
            document, span = left
            made.add(document.id)
        loaded.append(
            Passage(
                chunk_id=passage["chunk_id"],
                document=document,
                span=span,
                rank=passage["rank"],
                score=passage["score"],
                dense=passage["dense"],
                lexical=passage["lexical"],
                copies=articles.copies(passage["also_in"]),
                sentence=passage["sentence"],
                lift=passage["lift"],
                time=passage["time"],
                matched=tuple(passage["matched"]),
                parts=passage["parts"],
            )
        )
    return tuple(loaded)


def _load_answer(
    kept: Json, filters: tuple[Filter, ...], passages: tuple[Passage, ...], quotes: Quotes
) -> Answer:
    return Answer(
        question=kept["question"],
        text=kept["answer"],
        language=kept["language"],
        abstained=kept["abstained"],
        citations=tuple(
            Citation(
                marker=citation["marker"],
                evidence=quotes.evidence(citation),
                answer_span=Span(citation["answer_start"], citation["answer_end"]),
                supported=citation["supported"],
            )
            for citation in kept["citations"]
        ),
        passages=passages,
        timings=Timings(**kept["timings"]),
        searched=kept["searched"],
        filters=filters,
        confidence=kept["confidence"],
        withheld=tuple(Verdict(v["kind"], v["words"]) for v in kept["withheld"]),
    )
