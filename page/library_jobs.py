"""What the library does in the background, one job at a time, and how far it has come."""

import logging
import queue
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from index.errors import UserError
from page import texts
from page.texts import Text

logger = logging.getLogger(__name__)

_KEPT = 50  # finished jobs that can still be asked about


@dataclass(slots=True)
class Item:
    """One file, address or text of a job; `state` is waiting, working, done or failed."""

    name: str
    state: str = "waiting"
    problem: Text | None = None
    titles: list[str] = field(default_factory=list)

    def fail(self, error: UserError) -> None:
        """Note that it couldn't be taken in, and why."""
        self.state, self.problem = "failed", Text.of_error(error)

    def to_json(self) -> dict[str, Any]:
        """Return it as the page's script reads it."""
        return {
            "name": self.name,
            "state": self.state,
            "problem": _text_json(self.problem),
            "titles": list(self.titles),
        }


@dataclass(slots=True)
class Job:
    """One run: `kind` is add or reindex; `state` is waiting, running, done, stopped or failed.

    `done` of `total` files were looked at; `holder` says which other process is writing the
    index while the job waits for it.
    """

    kind: str
    items: list[Item] = field(default_factory=list)
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    state: str = "waiting"
    done: int = 0
    total: int = 0
    title: str = ""
    holder: str = ""
    problem: Text | None = None
    report: dict[str, int] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "stopped", "failed")

    def to_json(self) -> dict[str, Any]:
        """Return it as the page's script reads it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "state": self.state,
            "over": self.over,
            "done": self.done,
            "total": self.total,
            "title": self.title,
            "holder": self.holder,
            "problem": _text_json(self.problem),
            "report": dict(self.report),
            "items": [item.to_json() for item in self.items],
        }


class Jobs:
    """A queue of jobs and the one thread that does them."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[tuple[Job, Callable[[Job], None]]] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, job: Job, work: Callable[[Job], None]) -> Job:
        """Do `work` when those before it are done; what it raises becomes `job.problem`."""
        with self._lock:
            finished = [known.id for known in self._jobs.values() if known.over]
            for old in finished[:-_KEPT]:
                del self._jobs[old]
            self._jobs[job.id] = job
            self._waiting.put((job, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="library", daemon=True)
                self._thread.start()
        return job

    def get(self, job_id: str) -> Job | None:
        """Return a job, None if it is unknown or long over."""
        return self._jobs.get(job_id)

    def current(self) -> list[Job]:
        """Return the jobs that are not over, the running one first."""
        with self._lock:
            return [job for job in self._jobs.values() if not job.over]

    def stop(self) -> None:
        """Let the running job end after its file, and those behind it not begin."""
        for job in self.current():
            job.stopping.set()

    def _run(self) -> None:
        while True:
            job, work = self._waiting.get()
            if job.stopping.is_set():
                job.state = "stopped"
                continue
            job.state = "running"
            try:
                work(job)
                end = "stopped" if job.stopping.is_set() else "done"
            except KeyboardInterrupt:  # stopped while waiting for another process
                end = "stopped"
            except UserError as error:
                job.problem, end = Text.of_error(error), "failed"
            except Exception:
                logger.exception("a job of the library failed")
                job.problem, end = texts.UNEXPECTED, "failed"
            job.holder = ""
            for item in job.items:
                if item.state in ("waiting", "working"):
                    item.state = "failed" if end == "failed" else "waiting"
                    item.problem = item.problem or job.problem
            job.state = end  # last: whoever waits for it finds all the rest


def _text_json(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"ko": text.ko, "en": text.en}
