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
from page.texts import Text
from page.turns import Turn
from rag.answers import EVERYWHERE, Event, SearchScope
from rag.pipeline import RagPipeline
from rag.verify import CitationState, state_of

logger = logging.getLogger(__name__)

_DEMO_SIZE = 200  # articles; the corpus that comes with the project is smaller


@dataclass(frozen=True, slots=True)
class Condition:
    """What the page says about its backend; `problem` is set when it can't work."""

    ready: bool
    articles: int = 0
    model: str = ""
    examples: bool = False
    problem: Text | None = None

    @property
    def loading(self) -> bool:
        """Whether it is worth looking again."""
        return not self.ready and self.problem is None


class PageBackend(Protocol):
    """What the page needs behind it. Called from several threads."""

    def condition(self) -> Condition:
        """Return at once what can be said now."""

    def generation(self) -> int:
        """Return a number that changes when articles do."""

    def states(self, documents: Iterable[Document]) -> dict[str, CitationState]:
        """Return by id what became of articles that were shown earlier."""

    def stream(self, question: str, history: Sequence[str], scope: SearchScope) -> Iterator[Event]:
        """Yield what `RagPipeline.stream` yields, waiting first until that is possible.

        Raises:
            UserError: the question can't be answered, or nothing can.
        """


class LoadingBackend:
    """A pipeline that is loaded in the background while the page is already up."""

    def __init__(self, load_pipeline: Callable[[], RagPipeline]) -> None:
        self._load_pipeline = load_pipeline
        self._pipeline: RagPipeline | None = None
        self._error: Exception | None = None
        self._condition = Condition(ready=False)
        self._loaded = threading.Event()
        self._closed = threading.Event()

    def start(self) -> None:
        """Begin to load."""
        threading.Thread(target=self._load, name="load-pipeline", daemon=True).start()

    def close(self) -> None:
        """Make running answers end at their next word."""
        self._closed.set()

    def condition(self) -> Condition:
        """Return what can be said now."""
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

    def stream(self, question: str, history: Sequence[str], scope: SearchScope) -> Iterator[Event]:
        """Yield the pipeline's events once it is loaded."""
        while not self._loaded.wait(0.2):
            if self._closed.is_set():
                return
        if self._pipeline is None:
            raise self._error or AssertionError("loaded, or failed")
        events = self._pipeline.stream(question, history, scope=scope)
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
            self._condition = _describe(pipeline)
            self._pipeline = pipeline
        except UserError as error:
            self._error, self._condition = error, Condition(False, problem=Text.of_error(error))
        except Exception as error:
            logger.exception("the pipeline could not be loaded")
            self._error, self._condition = error, Condition(False, problem=texts.UNEXPECTED)
        finally:
            self._loaded.set()


def _describe(pipeline: RagPipeline) -> Condition:
    store = pipeline.retriever.store
    articles = store.counts()["documents"]
    documents = store.documents() if articles <= _DEMO_SIZE else []
    demo = any(document.publisher == texts.DEMO_PUBLISHER for document in documents)
    return Condition(True, articles, pipeline.generator.name, examples=demo)


def _close(events: Iterator[Event]) -> None:
    if hasattr(events, "close"):
        events.close()


class Run:
    """One question being answered: the pipeline in a thread of its own, its events awaited.

    The page stays free while the model computes: `stop` ends the wait at once, and the
    pipeline is closed as soon as it hands over its next event.
    """

    def __init__(
        self,
        backend: PageBackend,
        question: str,
        history: Sequence[str],
        scope: SearchScope = EVERYWHERE,
    ) -> None:
        self._start = partial(backend.stream, question, history, scope)
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
            events: list[Event] = []
            for item in told:
                if isinstance(item, Exception) and not self.stopped:
                    raise item
                if item is not None and not isinstance(item, Exception):
                    events.append(item)
            if events:
                yield events

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
    """One browser tab's conversation."""

    turns: list[Turn] = field(default_factory=list)
    run: Run | None = None
    generation: int = -1  # of the index when the sources were last drawn

    def __deepcopy__(self, _: dict[int, Any]) -> "Session":
        return Session()  # Gradio copies the first value of a state for each tab

    def history(self, *, before: int | None = None) -> list[str]:
        """Return the questions that a new one may follow up on, oldest first.

        Args:
            before: number of a turn that is asked again; those from it on don't count.
        """
        turns = self.turns if before is None else self.turns[: before - 1]
        return [turn.question for turn in turns if turn.understood]

    def unwanted(self, question: str, *, again: int | None) -> frozenset[str]:
        """Return the words that were taken back as filters; said anew they count again.

        Args:
            question: the new one.
            again: number of the turn that it asks again, if it does.
        """
        taken_back = frozenset().union(*(turn.unwanted for turn in self.turns))
        same = self.turns[again - 1].unwanted if again else frozenset()
        return same | {words for words in taken_back if words not in question}

    def documents(self) -> list[Document]:
        """Return every article that the conversation shows, once."""
        shown = (passage.document for turn in self.turns for passage in turn.passages)
        return list({document.id: document for document in shown}.values())

    def forget(self) -> None:
        """Start afresh."""
        if self.run is not None:
            self.run.stop()
            self.run = None
        self.turns.clear()
