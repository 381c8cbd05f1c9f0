"""One question to one cited answer: understand, retrieve, choose evidence, phrase, check, cite."""

import logging
import re
import threading
import time
from collections.abc import Generator as PyGenerator
from collections.abc import Iterator, Sequence
from contextlib import closing

from index.documents import Span
from index.numbers import missing_numbers
from index.sentences import ends_sentence, split_sentences
from rag.abstention import reason_to_abstain
from rag.answers import (
    EVERYWHERE,
    Answer,
    Citation,
    Delta,
    Done,
    Event,
    Evidence,
    Question,
    Quoted,
    Retrieved,
    SearchScope,
    Timings,
)
from rag.citations import attribute_sentence, strip_marks
from rag.evidence import select_evidence, sides
from rag.generator import Generator, Usage
from rag.phrases import phrases_for
from rag.prompt import build_prompt
from rag.question import understand_question
from rag.retriever import HybridRetriever, Retrieval
from rag.search import search
from rag.support.check import check_claim
from rag.support.grounds import grounds_of
from rag.understanding.filter_labels import describe

_MAX_UNFINISHED = 25  # characters; short answers ("2019년 12월") need no full stop
_NO_FULL_STOP = frozenset(("th", "lo", "km"))
_WORD_ENDS = " ，。、！？"  # where streamed words may be shown; Chinese and Japanese have no spaces

logger = logging.getLogger(__name__)


class RagPipeline:
    """Answers questions over one index with one model. Safe to use from several threads.

    Args:
        retriever: finds passages.
        generator: phrases answers.
        top_k: passages to look for evidence in.
        max_tokens: length of a reply at most.
    """

    def __init__(
        self,
        retriever: HybridRetriever,
        generator: Generator,
        *,
        top_k: int = 6,
        max_tokens: int = 128,
    ) -> None:
        self.retriever = retriever
        self.generator = generator
        self._top_k = top_k
        self._max_tokens = max_tokens

    def answer(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        scope: SearchScope = EVERYWHERE,
    ) -> Answer:
        """Return the whole answer at once; see `stream`."""
        for event in self.stream(question, history, scope=scope):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a stream ends with Done")

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        scope: SearchScope = EVERYWHERE,
    ) -> Iterator[Event]:
        """Yield what happens, ending with Done. Closing the iterator stops the model.

        Args:
            question: what the user typed.
            history: earlier questions of the user, oldest first.
            scope: which articles the answer may rest on.

        Raises:
            QuestionError: the question can't be answered as asked.
            GenerationError: the model failed; nothing unchecked was kept.
        """
        timings = Timings()
        started = time.perf_counter()
        asked = understand_question(question, history, scope=scope, facets=self.retriever.facets())
        retrieval = self.search(asked)
        evidence = select_evidence(asked, retrieval)
        timings.retrieve_s = time.perf_counter() - started
        yield Retrieved(retrieval.passages, asked.searched, asked.filters)

        reason = reason_to_abstain(asked, retrieval.passages, evidence, idf=self.retriever.idf)
        reply = ""
        stopped = threading.Event()  # set when an unsupported figure ended the reply
        if not reason:
            yield Quoted(evidence[0])
            pieces = self._phrase(asked, evidence, timings, started, stopped)
            with closing(pieces):
                for piece in pieces:
                    reply += piece
                    yield Delta(piece)
            if _says_not_found(reply, asked):
                reason = "the model found no answer in the evidence"
        if reason:
            logger.info("abstained: %s", reason)
            text, citations = _abstain(asked, retrieval), list[Citation]()
        else:
            cut = timings.answer_tokens >= self._max_tokens or stopped.is_set()
            text, citations = cite_reply(reply, evidence, asked, cut=cut)
        timings.total_s = time.perf_counter() - started
        yield Done(
            Answer(
                question=asked.text,
                text=text,
                language=asked.language,
                abstained=bool(reason),
                citations=tuple(citations),
                passages=retrieval.passages,
                timings=timings,
                searched=asked.searched,
                filters=asked.filters,
            )
        )

    def search(self, question: Question, *, top_k: int | None = None) -> Retrieval:
        """Return the passages for a question, without the model."""
        return search(self.retriever, question, top_k=top_k or self._top_k)

    def _phrase(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        timings: Timings,
        started: float,
        stopped: threading.Event,
    ) -> PyGenerator[str, None, None]:
        """Yield the model's words, whole words only, as long as their figures are in evidence.

        The first figure that is nowhere in the evidence stops the model: the sentence would
        fail the check anyway, and an unsupported figure is never shown.
        """
        usage = Usage()
        grounds = [text for e in evidence for text in grounds_of(e)]
        pieces = self.generator.stream(
            build_prompt(question, evidence), max_tokens=self._max_tokens, usage=usage
        )
        pending, said = "", False
        try:
            for piece in pieces:
                if not timings.first_token_s:
                    timings.first_token_s = time.perf_counter() - started
                pending += piece
                if not said:
                    pending = pending.lstrip()
                pending, ended, _ = pending.partition("\n")
                if ended:  # one paragraph is the answer; small models go on to invent turns
                    break
                ready, rest = _whole_words(pending)
                if missing_numbers(ready, *grounds):
                    stopped.set()
                    return
                pending = rest
                if ready:
                    said = True
                    yield ready
            pending = strip_marks(pending)
            if missing_numbers(pending, *grounds):
                stopped.set()
            elif pending:
                yield pending
        finally:
            if hasattr(pieces, "close"):
                pieces.close()
            timings.prompt_tokens = usage.prompt_tokens
            timings.answer_tokens = usage.answer_tokens


def _whole_words(pending: str) -> tuple[str, str]:
    """Return the part that may be checked and shown now, without marks, and the rest.

    "1조 807억" is one figure: a figure waits until the word after it is known, and so does
    an open bracket.
    """
    cut = max(pending.rfind(end) for end in _WORD_ENDS) + 1
    ready = strip_marks(pending[:cut])
    if re.search(r"\d\S*\s*$|\[[^\]]*$", ready):
        return "", pending
    return ready, pending[cut:]


def cite_reply(
    reply: str, evidence: Sequence[Evidence], question: Question, *, cut: bool = False
) -> tuple[str, list[Citation]]:
    """Return the answer with its marks, and a citation per mark and claim.

    The best evidence stands first, quoted, when it is in the question's language. Each
    sentence of the reply is then tied to its evidence and checked; one that fails gives way
    to that evidence, and one that only repeats a quotation is left out.

    Args:
        reply: the model's words, figures already found in the evidence.
        evidence: best first, at least one.
        question: what was asked.
        cut: the reply was stopped before its end, so a last unfinished sentence says nothing.
    """
    builder = AnswerBuilder()
    for best in sides(question, evidence):
        if best.document.language == question.language:
            builder.quote(best)
    reply = strip_marks(reply).strip()
    for span in split_sentences(reply):
        sentence = span.of(reply)
        unfinished = not ends_sentence(sentence) and question.language not in _NO_FULL_STOP
        if unfinished and (cut or len(sentence) > _MAX_UNFINISHED):
            continue  # cut off at the length limit or by an unsupported figure
        grounds = attribute_sentence(sentence, evidence, question)
        verdict = check_claim(sentence, grounds, question)
        if verdict.supported:
            builder.claim(sentence, grounds)
        else:
            logger.info("gives way to its evidence (%s): %s", verdict.reason, sentence)
            builder.quote(grounds[0])
    if not builder.citations:
        builder.quote(evidence[0])
    return builder.text, builder.citations


class AnswerBuilder:
    """Claims and quotations become text with marks; each knows where it stands in the text."""

    def __init__(self) -> None:
        self.text = ""
        self.citations: list[Citation] = []
        self._markers: dict[tuple[str, Span], int] = {}
        self._said: list[str] = []
        self._quoted = False  # a quotation stands in a paragraph of its own

    def quote(self, evidence: Evidence) -> None:
        """Add the evidence itself, in quotation marks, unless it stands there already."""
        if not self._repeats(evidence.text):
            self._add(f"“{evidence.text}”", [evidence], evidence.text)
            self._quoted = True

    def claim(self, sentence: str, grounds: Sequence[Evidence]) -> None:
        """Add a checked sentence, unless what stands there already says it word for word."""
        if not self._repeats(sentence):
            self._add(sentence, grounds, sentence)
            self._quoted = False

    def _repeats(self, words: str) -> bool:
        squeezed = _squeeze(words)
        return any(squeezed in said for said in self._said)

    def _add(self, claim: str, grounds: Sequence[Evidence], words: str) -> None:
        if self.text:
            self.text += "\n\n" if self._quoted else " "
        span = Span(len(self.text), len(self.text) + len(claim))
        self.text += claim + " "
        for ground in grounds:
            key = (ground.document.id, ground.span)
            marker = self._markers.setdefault(key, len(self._markers) + 1)
            self.text += f"[{marker}]"
            self.citations.append(Citation(marker, ground, span, supported=True))
        self._said.append(_squeeze(words))


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _says_not_found(reply: str, question: Question) -> bool:
    wanted = phrases_for(question.language).not_found.casefold()
    return reply.strip().strip(".。\"'“”").casefold().startswith(wanted)


def _abstain(question: Question, retrieval: Retrieval) -> str:
    phrases = phrases_for(question.language)
    if retrieval.emptied_by:
        named = (describe(filter_)[question.language != "ko"] for filter_ in retrieval.emptied_by)
        return f"{phrases.emptied}: {', '.join(named)}"
    nearest: dict[str, str] = {}
    for passage in retrieval.passages[:3]:
        document = passage.document
        detail = ", ".join(filter(None, (document.publisher, document.date)))
        nearest.setdefault(
            document.id, f"「{document.title}」" + (f" ({detail})" if detail else "")
        )
    if not nearest:
        return phrases.abstention
    return f"{phrases.abstention} {phrases.nearest}: {'; '.join(list(nearest.values())[:2])}"
