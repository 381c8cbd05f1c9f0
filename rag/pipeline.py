"""One question to one cited answer: understand, retrieve, choose evidence, phrase, check, cite."""

import logging
import time
from collections.abc import Generator as PyGenerator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.language import detect_language
from rag.abstention import abstain, holds_what_is_asked, judge_retrieval
from rag.answers import (
    EVERYWHERE,
    Answer,
    Cited,
    Delta,
    Done,
    Event,
    Evidence,
    Judged,
    Prompt,
    Question,
    Quoted,
    Retrieved,
    SearchScope,
    Timings,
    Verdict,
)
from rag.citations import attribute_across, attribute_sentence
from rag.compose import AnswerBuilder
from rag.evidence import select_evidence
from rag.evidence_context import complete
from rag.generator import Generator
from rag.instructions import DECLINED, declined, is_order, without_orders
from rag.overview import find_overview
from rag.parts import Part, parts_of, summary_parts
from rag.phrases import phrases_for
from rag.phrasing import Reply, phrase
from rag.prompt import build_prompt, build_translation
from rag.question import check_question, understand_question
from rag.retriever import HybridRetriever, Retrieval
from rag.search import search
from rag.summary import SummaryAsked, asks_for_summary
from rag.support.check import check_claim

logger = logging.getLogger(__name__)

# Said of the right evidence, but wrongly; anything else was said of the wrong one.
_MISREAD = frozenset(("figure", "name", "contradiction"))

_TRANSLATED = 2  # quotations at most; each takes the model two to three seconds


@dataclass(slots=True)
class _Run:
    """One answer in the making."""

    started: float = field(default_factory=time.perf_counter)
    timings: Timings = field(default_factory=Timings)
    builder: AnswerBuilder = field(default_factory=AnswerBuilder)
    withheld: list[Verdict] = field(default_factory=list)
    translated: list[Evidence] = field(default_factory=list)
    confidence: float = 0.0

    def seconds(self) -> float:
        """Return the seconds since the question came."""
        return time.perf_counter() - self.started


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
        cited: Sequence[str] = (),
    ) -> Answer:
        """Return the whole answer at once; see `stream`."""
        for event in self.stream(question, history, scope=scope, cited=cited):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a stream ends with Done")

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        scope: SearchScope = EVERYWHERE,
        cited: Sequence[str] = (),
    ) -> Iterator[Event]:
        """Yield what happens, ending with Done. Closing the iterator stops the model.

        Args:
            question: what the user typed.
            history: earlier questions of the user, oldest first.
            scope: which articles the answer may rest on.
            cited: ids of the articles that the answer before cites: "this article".

        Raises:
            QuestionError: the question can't be answered as asked.
            GenerationError: the model failed; nothing unchecked was kept.
        """
        run = _Run()
        text = check_question(question)
        language = detect_language(text, default=detect_language(history[-1]) if history else "ko")
        refused = declined(text, language)
        if refused:
            logger.info("declined: %s", refused)
            asked = Question(text, language, text)
            sentence = DECLINED.get(language, DECLINED["en"])
            yield self._done(run, asked, Retrieval(()), instead=sentence)
            return
        asked = understand_question(
            without_orders(text) or text, history, scope=scope, facets=self.retriever.facets()
        )
        summary = asks_for_summary(asked.searched, language)
        if summary is not None:
            yield from self._summarise(asked, summary, cited, run)
            return
        retrieval = self.search(asked)
        evidence = [
            e
            for e in complete(
                select_evidence(asked, retrieval, tokens=self.retriever.tokens), asked
            )
            if not is_order(e.text)
        ]
        run.timings.retrieve_s = run.seconds()
        yield Retrieved(retrieval.passages, asked.searched, asked.filters)

        outlook = judge_retrieval(asked, retrieval, evidence, idf=self.retriever.idf)
        reason, run.confidence = outlook.reason, outlook.confidence
        if not reason:
            for part in parts_of(asked, evidence):
                told = part.dated or holds_what_is_asked(part.question, part.quoted)
                yield from self._say(replace(part, doubtful=outlook.doubtful or not told), run)
            if not run.builder.citations:
                reason = "the model found no answer in the evidence"
        if reason:
            logger.info("abstained: %s", reason)
        yield self._done(run, asked, retrieval, instead=abstain(asked, retrieval) if reason else "")

    def _summarise(
        self, asked: Question, summary: SummaryAsked, cited: Sequence[str], run: _Run
    ) -> Iterator[Event]:
        """Yield a summary: the sentences that say most, quoted or, where need be, translated."""
        named = self.retriever.store.documents(cited) if cited else ()
        retrieval, sentences = find_overview(
            self.retriever, asked, summary, cited=named, top_k=self._top_k
        )
        run.timings.retrieve_s = run.seconds()
        yield Retrieved(retrieval.passages, asked.searched, asked.filters)
        instead = ""
        if summary.topic and not asked.filters:
            topic = replace(asked, searched=summary.topic, standalone=summary.topic)
            idf = self.retriever.idf
            if judge_retrieval(topic, retrieval, sentences, idf=idf).reason:
                instead, sentences = abstain(asked, retrieval), []
        for part in summary_parts(asked, [s for s in sentences if not is_order(s.text)]):
            yield from self._say(part, run)
        if not run.builder.citations:
            instead = instead or phrases_for(asked.language).which_article
        yield self._done(run, asked, retrieval, instead=instead)

    def _done(self, run: _Run, asked: Question, retrieval: Retrieval, *, instead: str = "") -> Done:
        """Return the end; `instead` is what is said where there is no answer."""
        run.timings.total_s = run.seconds()
        return Done(
            Answer(
                question=asked.text,
                text=instead or run.builder.text,
                language=asked.language,
                abstained=bool(instead),
                citations=tuple(run.builder.citations),
                passages=retrieval.passages,
                timings=run.timings,
                searched=asked.searched,
                filters=asked.filters,
                confidence=run.confidence,
                withheld=tuple(run.withheld),
            )
        )

    def search(self, question: Question, *, top_k: int | None = None) -> Retrieval:
        """Return the passages for a question, without the model."""
        return search(self.retriever, question, top_k=top_k or self._top_k)

    def _say(self, part: Part, run: _Run) -> Iterator[Event]:
        """Yield one part: the best evidence at once, then the model's sentences, checked.

        Where nothing that the model says holds, the evidence is the answer, unless that is in
        doubt; where it says that the evidence holds none, there is no answer to this part.
        """
        yield from map(Quoted, part.quoted)
        reply = Reply()
        if part.phrased:
            reply = yield from self._phrase(build_prompt(part.question, part.shown), part, run)
            if _says_not_found(reply.text, part.question):
                return
        judged = []
        for sentence in reply.sentences(part.question.language):
            grounds, verdict = self._judge(sentence, part, run)
            yield Judged(sentence, verdict)
            judged.append((sentence, grounds, verdict))
        holds = any(verdict.supported for *_, verdict in judged)
        spoke = reply.text or reply.cut  # a model that says nothing at all denies nothing
        if part.doubtful and spoke and not holds:
            return
        yield from self._write(part, judged, run)

    def _write(
        self, part: Part, judged: Sequence[tuple[str, list[Evidence], Verdict]], run: _Run
    ) -> Iterator[Event]:
        """Yield the quotations and what of the model's sentences holds, with their marks."""
        best = part.quoted[0]
        said = [ground for _, grounds, verdict in judged if verdict.supported for ground in grounds]
        # Where the model answers from one of the first two, the third has nothing to add.
        agreed = part.phrased and not part.dated and any(q in said for q in part.quoted[:2])
        quoted = part.quoted[:2] if agreed else part.quoted
        foreign = [q for q in quoted if q.document.language != part.question.language]
        for quotation in quoted:
            if quotation not in foreign:
                yield from map(Cited, run.builder.quote(quotation, dated=part.dated))
            elif quotation == best or quotation in foreign[:_TRANSLATED] and quotation not in said:
                yield from self._translate(quotation, part, run)
        rewritten = False
        for sentence, grounds, verdict in judged:
            if verdict.supported:
                yield from map(Cited, run.builder.claim(sentence, grounds))
            elif not rewritten:
                rewritten = True
                misread = verdict.kind in _MISREAD
                yield from self._stand_in(grounds[0] if misread else best, part, run)
        if not run.builder.cites(part.evidence):
            yield from self._stand_in(best, part, run)

    def _judge(self, sentence: str, part: Part, run: _Run) -> tuple[list[Evidence], Verdict]:
        """Return what a sentence rests on, and whether it does."""
        foreign = part.evidence[0].document.language != part.question.language
        embedder = self.retriever.tokens() if foreign else None
        aligned = True
        if embedder is None:
            grounds = attribute_sentence(sentence, part.evidence, part.question)
        else:
            grounds, aligned = attribute_across(sentence, part.evidence, part.question, embedder)
        verdict = check_claim(sentence, grounds, part.question)
        if verdict.supported and not aligned:
            verdict = Verdict("words", sentence)
        if not verdict.supported:
            logger.info("withheld (%s %s): %s", verdict.kind, verdict.words, sentence)
            run.withheld.append(verdict)
        return grounds, verdict

    def _stand_in(self, ground: Evidence, part: Part, run: _Run) -> Iterator[Event]:
        """Yield what takes the place of a sentence that doesn't hold: another one, or its ground.

        The model reads that one sentence only, or translates it.
        """
        foreign = ground.document.language != part.question.language
        before = len(run.builder.citations)
        if foreign:
            yield from self._translate(ground, part, run)
        elif part.phrased:
            yield from self._try(build_prompt(part.question, [ground]), ground, part, run)
        if len(run.builder.citations) == before and not (foreign and run.builder.cites([ground])):
            lead = phrases_for(part.question.language).original if foreign else ""
            yield from map(Cited, run.builder.quote(ground, dated=part.dated, lead=lead))

    def _translate(self, ground: Evidence, part: Part, run: _Run) -> Iterator[Event]:
        """Yield evidence in the question's language, once, if the translation holds."""
        if ground not in run.translated:
            run.translated.append(ground)
            yield from self._try(build_translation(part.question, ground), ground, part, run)

    def _try(self, prompt: Prompt, ground: Evidence, part: Part, run: _Run) -> Iterator[Event]:
        """Yield the first sentences of a reply that `ground` alone supports."""
        reply = yield from self._phrase(prompt, part, run)
        if _says_not_found(reply.text, part.question):
            return
        for sentence in reply.sentences(part.question.language):
            _, verdict = self._judge(sentence, replace(part, evidence=(ground,)), run)
            yield Judged(sentence, verdict)
            if not verdict.supported:
                return
            yield from map(Cited, run.builder.claim(sentence, [ground]))

    def _phrase(self, prompt: Prompt, part: Part, run: _Run) -> PyGenerator[Event, None, Reply]:
        words = phrase(
            self.generator,
            prompt,
            evidence=part.evidence,
            max_tokens=self._max_tokens,
            listing=part.listing,
            timings=run.timings,
            since_start=run.seconds,
        )
        try:
            while True:
                yield Delta(next(words))
        except StopIteration as end:
            reply: Reply = end.value
            return reply
        finally:
            words.close()


def _says_not_found(reply: str, question: Question) -> bool:
    wanted = phrases_for(question.language).not_found.casefold()
    return reply.strip().strip(".。\"'“”").casefold().startswith(wanted)
