"""The library behind the page: its list, what is added to it, and changes of single articles.

Nothing here knows HTML or HTTP. Whatever takes long is a job (`page.library_jobs`); changes of
one article happen at once, unless somebody else is writing the index.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from index.added import added_folder, keep_file, keep_page
from index.documents import Document
from index.editing import Removed, dispose, edit_document, leftover_files, put_back, take_out
from index.embedder import Embedder
from index.errors import SourceError, UserError
from index.lock import index_lock, locked_by
from index.reader import find_articles
from index.store import Store
from index.sync import SyncReport, sync_index
from index.web import download, is_url
from page.library_jobs import Item, Job, Jobs
from page.library_list import FileStates, ListedState, list_with_states
from rag.assemble import open_embedder, use_names
from rag.pipeline import RagPipeline
from rag.settings import Settings

logger = logging.getLogger(__name__)

UNDO_SECONDS = 60.0
_PATIENCE = 3.0  # seconds that a change of one article waits for another writer

Keep = Callable[[], Path]  # puts one thing into the index's own folder


class LibraryBackend(Protocol):
    """What the library needs of the page's backend."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    def pipeline(self) -> RagPipeline | None:
        """Return the pipeline, None while there is none."""


@runtime_checkable
class Reloadable(Protocol):
    """A backend that can try again to load its pipeline."""

    def reload(self) -> None:
        """Load the pipeline unless it is there or being loaded."""


class Library:
    """One index as its keeper sees it. Called from several threads.

    Args:
        backend: tells the data folder, and lends the embedder when it is loaded.
        undo_seconds: how long a deleted article can be brought back.
        patience: seconds that a change of one article waits for another writer.
    """

    def __init__(
        self,
        backend: LibraryBackend,
        *,
        undo_seconds: float = UNDO_SECONDS,
        patience: float = _PATIENCE,
    ) -> None:
        self.jobs = Jobs()
        self._backend = backend
        self._undo_seconds = undo_seconds
        self._patience = patience
        self._opening = threading.Lock()
        self._store: Store | None = None
        self._embedder: Embedder | None = None
        self._removed: dict[str, Removed] = {}
        self._states = FileStates()

    @property
    def store(self) -> Store:
        """The index.

        Raises:
            UserError: it can't be opened.
        """
        with self._opening:
            if self._store is None:
                self._store = Store(self._backend.settings.data)
            return self._store

    # -- what there is -------------------------------------------------------------------

    def listed(self) -> list[ListedState]:
        """Return every article with the state of its source, the newest first."""
        return list_with_states(self.store, self._states)

    def document(self, document_id: str) -> Document:
        """Return an article.

        Raises:
            SourceError: it isn't there (any more).
        """
        found = self.store.documents([document_id])
        if not found:
            raise SourceError(
                "그 기사는 색인에 없습니다. 그사이 지워졌거나 바뀌었습니다.",
                "That article isn't in the index: it was removed or changed.",
            )
        return found[0]

    def original_file(self, document_id: str) -> Path | None:
        """Return the first file on disk that the index names as an article's source."""
        files = map(Path, self.store.files_of(document_id))
        return next((file for file in files if file.is_file()), None)

    def locked_by(self) -> str | None:
        """Return which other process is writing the index, None if none is."""
        return None if self.jobs.current() else locked_by(self._backend.settings.data)

    # -- jobs ----------------------------------------------------------------------------

    def add(
        self,
        files: Iterable[tuple[str, bytes | UserError]] = (),
        urls: Sequence[str] = (),
        texts: Sequence[tuple[str, str]] = (),
    ) -> Job:
        """Begin to take things in; files and texts are kept before this returns.

        Args:
            files: (name, content) of uploads, or why one was refused.
            urls: addresses to fetch.
            texts: (name, text) of what was pasted; the name is the title of a text without one.
        """
        job, folder = Job("add"), self._backend.settings.data.resolve()
        work: list[tuple[Item, Keep]] = []
        for name, content in files:
            work += _now(job, name, partial(_keep_file, folder, name, content))
        for name, text in texts:
            data = text.encode("utf-8", errors="replace")
            work += _now(job, name, partial(keep_file, folder, f"{name}.txt", data))
        for url in urls:
            job.items.append(Item(url))
            work.append((job.items[-1], partial(_fetch, folder, url)))
        return self.jobs.start(job, lambda running: self._take_in(running, work))

    def reindex(self) -> Job:
        """Begin to read all known files again, as far as they changed."""
        return self.jobs.start(Job("reindex"), self._read_again)

    def _take_in(self, job: Job, work: Sequence[tuple[Item, Keep]]) -> None:
        items: dict[str, list[Item]] = {}
        for item, keep in work:
            if job.stopping.is_set():
                return
            item.state = "working"
            try:
                items.setdefault(str(keep().resolve()), []).append(item)
                item.state = "waiting"
            except UserError as error:
                item.fail(error)
            except Exception:  # of one file or page; the others go on
                logger.exception("%s can't be kept", item.name)
                item.fail(_cannot_keep(item.name))
        if not items:
            return
        self._read_anew(list(items))
        report = self._sync(job, None, items)
        self._settle(items, report, stopped=job.stopping.is_set())

    def _read_anew(self, files: Sequence[str]) -> None:
        """Forget that files were read of which nothing is left, so that they are read again."""
        emptied = [file for file in files if not self.store.sources_in(file)]
        if set(emptied) & set(self.store.known_files()):
            with index_lock(self.store.folder, waiting=lambda holder: None):
                self.store.remove_files(emptied)

    def _read_again(self, job: Job) -> None:
        added = added_folder(self.store.folder.resolve())
        known = [Path(file) for file in self.store.known_files()]
        elsewhere = [f for f in known if not f.is_relative_to(added) and f.is_file()]
        report = self._sync(job, elsewhere, {})
        for file, error in report.errors:
            job.items.append(Item(Path(file).name))
            job.items[-1].fail(error)

    def _sync(
        self, job: Job, paths: Sequence[Path] | None, items: Mapping[str, Sequence[Item]]
    ) -> SyncReport:
        embedder = self._open_embedder()
        added = added_folder(self.store.folder.resolve())
        found = find_articles(added) if added.is_dir() else ()
        order = [str(path) for path in found if isinstance(path, Path)]

        def tell(done: int, total: int, title: str) -> None:
            job.done, job.total, job.title, job.holder = done, total, title, ""
            if total == len(order):
                _mark(items.get(order[done - 1], ()), "done")
                _mark(items.get(order[done], ()) if done < total else (), "working")

        def wait(holder: str) -> None:
            job.holder = holder or "?"

        report = sync_index(
            self.store, paths, embedder,
            keep_missing=True, progress=tell, waiting=wait, stop=job.stopping.is_set,
        )  # fmt: skip
        job.report = {
            "added": len(report.new),
            "changed": len(report.changed),
            "unchanged": report.unchanged,
            "errors": len(report.errors),
        }
        if self._backend.pipeline() is None and isinstance(self._backend, Reloadable):
            self._backend.reload()  # there may be articles to search now
        return report

    def _settle(
        self, items: Mapping[str, Sequence[Item]], report: SyncReport, *, stopped: bool
    ) -> None:
        """Tell of each item what became of it; what holds no article isn't kept."""
        problems = dict(reversed(report.errors))  # the first of each file
        for file, mine in items.items():
            sources, problem = self.store.sources_in(file), problems.get(file)
            if sources or not stopped or problem is not None:
                titles = self._titles(sources)
                for item in mine:
                    item.titles = titles
                    if problem is not None and not sources:
                        item.fail(_without_folder(problem, file))
                    else:
                        item.state = "done"
            if problem is not None and not sources:
                Path(file).unlink(missing_ok=True)

    def _titles(self, sources: Sequence[str]) -> list[str]:
        ids = dict.fromkeys(self.store.document_at(source) for source in sources)
        return [document.title for document in self.store.documents(list(ids))]

    # -- single articles -----------------------------------------------------------------

    def edit(self, document_id: str, edits: Mapping[str, str] | None) -> str:
        """Put other metadata in place of what the sources say; return the article's new id.

        Args:
            document_id: of the article.
            edits: see `index.editing.edit_document`.
        """
        embedder = self._open_embedder()
        with self._writing():
            return edit_document(self.store, document_id, edits, embedder)

    def delete(self, document_id: str) -> str:
        """Remove an article; return its title. For a minute it can be brought back."""
        with self._writing():
            removed = take_out(self.store, document_id)
        self._removed[document_id] = removed
        timer = threading.Timer(self._undo_seconds, self._end_undo, [document_id, removed])
        timer.daemon = True
        timer.start()
        return removed.title

    def undo(self, document_id: str) -> str:
        """Bring a deleted article back; return its title.

        Raises:
            SourceError: it is too late.
        """
        removed = self._removed.pop(document_id, None)  # its time can't end meanwhile
        if removed is None:
            raise SourceError(
                "되돌릴 수 있는 시간이 지났습니다. 원본이 있으면 다시 더하세요.",
                "It is too late to undo. If you have the original, add it again.",
            )
        try:
            embedder = self._open_embedder()
            with self._writing():
                put_back(self.store, removed, embedder)
        except Exception:
            self._removed[document_id] = removed
            raise
        return removed.title

    def _end_undo(self, document_id: str, removed: Removed) -> None:
        if self._removed.get(document_id) is removed:  # not deleted anew since
            self.forget(document_id)

    def forget(self, document_id: str) -> None:
        """End the time for undoing: what was kept for it goes."""
        removed = self._removed.pop(document_id, None)
        if removed is not None:
            self._dispose(removed.files)

    def tidy(self) -> None:
        """Delete what is left of articles that were deleted before the program ended."""
        files = leftover_files(self.store)
        waiting = {file for removed in list(self._removed.values()) for file in removed.files}
        self._dispose([file for file in files if file not in waiting])

    def _dispose(self, files: Sequence[str]) -> None:
        if files:
            with index_lock(self.store.folder, waiting=lambda holder: None):
                dispose(self.store, files)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the right to write, if it can be had within a moment.

        Raises:
            UserError: somebody else is writing.
        """
        deadline, held, holder = time.monotonic() + self._patience, False, [""]
        try:
            with index_lock(
                self.store.folder,
                waiting=lambda name: holder.__setitem__(0, name),
                stop=lambda: time.monotonic() > deadline,
            ):
                held = True
                yield
        except KeyboardInterrupt:
            if held:
                raise
            raise self._busy(holder[0]) from None

    def _busy(self, holder: str) -> UserError:
        if self.jobs.current():
            return UserError(
                "지금 기사를 읽는 중입니다. 끝난 뒤에 다시 하세요.",
                "Articles are being read just now. Try again when that is done.",
            )
        return UserError(
            f"다른 프로세스가 색인을 쓰고 있습니다 ({holder}). 끝난 뒤에 다시 하세요.",
            f"Another process is writing the index ({holder}). Try again when it is done.",
        )

    def _open_embedder(self) -> Embedder:
        """Return the pipeline's embedder, or one of our own while there is no pipeline."""
        pipeline = self._backend.pipeline()
        if pipeline is not None:
            return pipeline.retriever.embedder
        with self._opening:
            if self._embedder is None:
                use_names(self._backend.settings)
                self._embedder = open_embedder(self._backend.settings)
            return self._embedder


def _now(job: Job, name: str, keep: Keep) -> list[tuple[Item, Keep]]:
    """Keep something at once and note it in the job; return what is left to do, if it is kept."""
    item = Item(name)
    job.items.append(item)
    try:
        path = keep()
    except UserError as error:
        item.fail(error)
        return []
    return [(item, lambda: path)]


def _keep_file(folder: Path, name: str, content: bytes | UserError) -> Path:
    if isinstance(content, UserError):
        raise content
    return keep_file(folder, name, content)


def _fetch(folder: Path, url: str) -> Path:
    if not is_url(url):
        raise SourceError(
            f"{url}: 웹 주소가 아닙니다. http://나 https://로 시작해야 합니다.",
            f"{url}: not a web address. It must begin with http:// or https://.",
        )
    return keep_page(folder, *download(url))


def _mark(items: Sequence[Item], state: str) -> None:
    for item in items:
        item.state = state


def _without_folder(error: UserError, file: str) -> UserError:
    """Return an error that names an uploaded file as its user does."""
    folder = f"{Path(file).parent}/"
    return UserError(error.ko.replace(folder, ""), error.en.replace(folder, ""))


def _cannot_keep(name: str) -> SourceError:
    return SourceError(
        f"{name}: 저장할 수 없습니다. 파일로 내려받아 더해 보세요.",
        f"{name}: can't be kept. Save it as a file and add that.",
    )
