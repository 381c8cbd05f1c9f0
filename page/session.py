"""Behind the page: a pipeline that loads while the page is up, and one conversation per tab.

Nothing here knows Gradio; `app.py` shows what these objects hold.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from index.documents import Document
from index.errors import UserError
from page import texts
from page.asking import Asking, Request, Tuning
from page.suggestions import suggest_first
from page.texts import Text
from page.turns import Turn
from rag.answers import Event, SearchScope
from rag.pipeline import RagPipeline
from rag.settings import Settings
from rag.verify import CitationState, state_of

logger = logging.getLogger(__name__)

SHOWN_TURNS = 40  # of a conversation at first; a browser shows more, but not at once
_DEMO_SIZE = 200  # articles; the corpus that comes with the project is smaller


@dataclass(frozen=True, slots=True)
class Condition:
    """What the page says about its backend; `problem` is set when it can't work."""

    ready: bool
    articles: int = 0
    model: str = ""
    examples: tuple[Text, ...] = ()
    problem: Text | None = None

    @property
    def loading(self) -> bool:
        """Whether it is worth looking again."""
        return not self.ready and self.problem is None


class PageBackend(Protocol):
    """What the page needs behind it. Called from several threads."""

    @property
    def settings(self) -> Settings:
        """The settings in force; `settings.data` is the folder of index and state."""

    def pipeline(self) -> RagPipeline | None:
        """Return the pipeline, None while it loads or where it can't be had."""

    def condition(self) -> Condition:
        """Return at once what can be said now."""

    def generation(self) -> int:
        """Return a number that changes when articles do."""

    def states(self, documents: Iterable[Document]) -> dict[str, CitationState]:
        """Return by id what became of articles that were shown earlier."""

    def stream(self, asking: Asking) -> Iterator[Event]:
        """Yield what `RagPipeline.stream` yields, waiting first until that is possible.

        Raises:
            UserError: the question can't be answered, or nothing can.
        """


class LoadingBackend:
    """A pipeline that is loaded in the background while the page is already up."""

    def __init__(self, load_pipeline: Callable[[], RagPipeline], settings: Settings) -> None:
        self.settings = settings
        self._load_pipeline = load_pipeline
        self._pipeline: RagPipeline | None = None
        self._error: Exception | None = None
        self._condition = Condition(ready=False)
        self._described = -1  # the generation of the index that the condition tells of
        self._loaded = threading.Event()
        self._starting = threading.Lock()
        self._closed = threading.Event()

    def start(self) -> None:
        """Begin to load."""
        threading.Thread(target=self._load, name="load-pipeline", daemon=True).start()

    def reload(self) -> None:
        """Load the pipeline unless it is there or being loaded."""
        with self._starting:
            if self._pipeline is not None or not self._loaded.is_set():
                return
            self._loaded.clear()
            self._error, self._condition = None, Condition(ready=False)
        self.start()

    def close(self) -> None:
        """Make running answers end at their next word."""
        self._closed.set()

    def pipeline(self) -> RagPipeline | None:
        """Return the pipeline, None while it loads or where it can't be had."""
        return self._pipeline

    def condition(self) -> Condition:
        """Return what can be said now."""
        if self._pipeline is not None:
            with contextlib.suppress(UserError):  # an answer will say what is wrong
                self._describe(self._pipeline)
        return self._condition

    def generation(self) -> int:
        """Return a number that changes when articles do; 0 before the pipeline is there."""
        return self._pipeline.retriever.store.generation() if self._pipeline else 0

    def states(self, documents: Iterable[Document]) -> dict[str, CitationState]:
        """Return by id what became of articles that were shown earlier."""
        if self._pipeline is None:
            return {}
        store = self._pipeline.retriever.store
        return {document.id: state_of(store, document) for document in documents}

    def stream(self, asking: Asking) -> Iterator[Event]:
        """Yield the pipeline's events once it is loaded."""
        while not self._loaded.wait(0.2):
            if self._closed.is_set():
                return
        if self._pipeline is None:
            raise self._error or AssertionError("loaded, or failed")
        events = _tuned(self._pipeline, asking.tuning, self.settings).stream(
            asking.question, asking.history, scope=asking.scope, cited=asking.cited
        )
        try:
            for event in events:
                yield event
                if self._closed.is_set():
                    return
        finally:
            _close(events)

    def _load(self) -> None:
        try:
            pipeline = self._load_pipeline()
            self._describe(pipeline)
            self._pipeline = pipeline
        except UserError as error:
            self._error, self._condition = error, Condition(False, problem=Text.of_error(error))
        except Exception as error:
            logger.exception("the pipeline could not be loaded")
            self._error, self._condition = error, Condition(False, problem=texts.UNEXPECTED)
        finally:
            self._loaded.set()

    def _describe(self, pipeline: RagPipeline) -> None:
        """Make the condition tell of the articles as they are now."""
        store = pipeline.retriever.store
        if (generation := store.generation()) == self._described:
            return
        articles = store.counts()["documents"]
        documents = store.documents() if 0 < articles <= _DEMO_SIZE else []
        demo = any(document.publisher == texts.DEMO_PUBLISHER for document in documents)
        examples = texts.EXAMPLES if demo else suggest_first(store)
        name = pipeline.generator.name
        self._condition = Condition(True, articles, name, examples=examples)
        self._described = generation


def _tuned(pipeline: RagPipeline, tuning: Tuning, settings: Settings) -> RagPipeline:
    """Return a pipeline with the same index and model that reads and writes as much as chosen."""
    if tuning == Tuning():
        return pipeline
    return RagPipeline(
        pipeline.retriever,
        pipeline.generator,
        top_k=tuning.top_k or settings.top_k,
        max_tokens=tuning.max_tokens or settings.max_answer_tokens,
    )


def _close(events: Iterator[Event]) -> None:
    if hasattr(events, "close"):
        events.close()


class Run:
    """One question being answered: the pipeline in a thread of its own, its events awaited.

    The page stays free while the model computes: `stop` ends the wait at once, and the
    pipeline is closed as soon as it hands over its next event.
    """

    def __init__(self, backend: PageBackend, asking: Asking) -> None:
        self._start = partial(backend.stream, asking)
        self._told: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._stopping = threading.Event()
        threading.Thread(target=self._work, name="answer").start()

    @property
    def stopped(self) -> bool:
        """Whether the user stopped it."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """End `events` now and the pipeline at its next event. May be called twice."""
        self._stopping.set()
        self._tell(None)

    async def events(self) -> AsyncIterator[list[Event]]:
        """Yield what was told since the last time, as soon as there is something.

        Raises:
            Exception: what the pipeline raised.
        """
        ended = False
        while not ended:
            told = [await self._told.get()]
            while not self._told.empty():
                told.append(self._told.get_nowait())
            ended = self.stopped or None in told
            events = [item for item in told if item and not isinstance(item, Exception)]
            if events:
                yield events  # what came before an error counts
            for item in told:
                if isinstance(item, Exception) and not self.stopped:
                    raise item

    def _work(self) -> None:
        try:
            events = self._start()
            try:
                for event in events:
                    if self.stopped:
                        break
                    self._tell(event)
            finally:
                _close(events)
        except Exception as error:
            self._tell(error)
        finally:
            self._tell(None)

    def _tell(self, item: Event | Exception | None) -> None:
        with contextlib.suppress(RuntimeError):  # the server is gone; nobody listens
            self._loop.call_soon_threadsafe(self._told.put_nowait, item)


@dataclass(slots=True)
class Session:
    """One browser tab's conversation.

    Attributes:
        turns: all of them; `finished` ones never change.
        run: the answer that is being written.
        conversation: where it is kept; "" until its first turn has finished.
        shown: number of the turn whose sources are shown.
        hidden: how many of the first turns a long conversation doesn't show.
        generation: of the index when the sources were last drawn.
    """

    turns: list[Turn] = field(default_factory=list)
    run: Run | None = None
    conversation: str = ""
    shown: int = 0
    hidden: int = 0
    generation: int = -1

    def __deepcopy__(self, _: dict[int, Any]) -> "Session":
        return Session()  # Gradio copies the first value of a state for each tab

    def begin(self, request: Request) -> tuple[Turn, Asking]:
        """Add the turn of a question; return it and what to ask the pipeline.

        A question asked in the place of another drops that one and those after it.
        """
        if request.replaced:
            del self.turns[request.replaced - 1 :]
        again = min(request.again, len(self.turns))
        unwanted = self.unwanted(request.question, again=again or None) | request.unwanted
        asking = Asking(
            request.question,
            self.history(before=again or None),
            SearchScope(request.filters, unwanted=unwanted),
            self.cited(),
            request.tuning,
        )
        turn = Turn(len(self.turns) + 1, request.question, unwanted=unwanted)
        self.turns.append(turn)
        self.shown = turn.number
        self.hidden = max(self.hidden, len(self.turns) - SHOWN_TURNS)
        return turn, asking

    def open(self, conversation: str, turns: Sequence[Turn]) -> None:
        """Go on with a conversation that was kept."""
        self.forget()
        self.conversation, self.turns = conversation, list(turns)
        self.shown = len(self.turns)
        self.hidden = max(0, len(self.turns) - SHOWN_TURNS)

    def history(self, *, before: int | None = None) -> list[str]:
        """Return the questions that a new one may follow up on, oldest first.

        Args:
            before: number of a turn that is asked again; those from it on don't count.
        """
        turns = self.turns if before is None else self.turns[: before - 1]
        return [turn.question for turn in turns if turn.understood]

    def cited(self) -> list[str]:
        """Return the ids of the articles that the last answer cites: "this article"."""
        answers = [turn.answer for turn in self.turns if turn.answer is not None]
        citations = answers[-1].citations if answers else ()
        return list(dict.fromkeys(citation.evidence.document.id for citation in citations))

    def unwanted(self, question: str, *, again: int | None) -> frozenset[str]:
        """Return the words that were taken back as filters; said anew they count again.

        Args:
            question: the new one.
            again: number of the turn that it asks again, if it does.
        """
        taken_back = frozenset().union(*(turn.unwanted for turn in self.turns))
        same = self.turns[again - 1].unwanted if again else frozenset()
        return same | {words for words in taken_back if words not in question}

    def shown_turns(self) -> list[Turn]:
        """Return the turn whose sources are shown, as a list; none where there is none."""
        return [turn for turn in self.turns if turn.number == self.shown]

    def documents(self) -> list[Document]:
        """Return every article that the sources show, once."""
        found = (passage.document for turn in self.shown_turns() for passage in turn.passages)
        return list({document.id: document for document in found}.values())

    def forget(self) -> None:
        """Start afresh."""
        if self.run is not None:
            self.run.stop()
            self.run = None
        self.turns = []
        self.conversation, self.shown, self.hidden = "", 0, 0
