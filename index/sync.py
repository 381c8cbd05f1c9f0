"""Make the index equal to some folders: read, chunk, embed, store; touch only what changed."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.added import added_folder
from index.articles import Source
from index.chunker import TARGET_TOKENS
from index.documents import Document
from index.embedder import Embedder, Vectors
from index.errors import SourceError, UserError
from index.lock import index_lock
from index.overrides import apply_override, forget_stale_overrides
from index.prepare import PreparedDocument, prepare_document
from index.reader import Unreadable, documents_of, find_articles, read_bytes
from index.readers import readable_suffixes
from index.settling import Recut, known_recurring, settle_sites
from index.store import Store
from index.stored_rows import FileState

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class SyncReport:
    """What one run did, or from `plan_sync` what it would do. Counts are of files.

    `errors` holds (source, problem) of what was left out; `warnings` (source, title) of
    articles of which so little was kept that the cleaning may be wrong; `remaining` counts
    the files that a stopped run didn't come to.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    remaining: int = 0
    seconds: float = 0.0
    embedded: int = 0
    errors: list[tuple[str, UserError]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)


def sync_index(
    store: Store,
    paths: Sequence[Path] | None,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    only_if_empty: bool = False,
    keep_missing: bool = False,
    progress: Progress = lambda done, total, title: None,
    waiting: Callable[[str], None] = lambda holder: None,
    stop: Callable[[], bool] = lambda: False,
) -> SyncReport:
    """Make `store` hold the articles at `paths`, those that were added to it, and no others.

    A file whose size and times are as stored isn't read again, one whose content is the same
    isn't parsed, and text that is stored isn't embedded. A file that can't be read is
    reported; if an earlier version of it is stored, that version stays.

    Args:
        store: the index.
        paths: files and folders; None leaves those of the last time alone and looks only at
            what was pasted or downloaded into the index (`index.added`).
        embedder: must be the one that built the index.
        rebuild: forget first what is stored; needed after a change of embedder.
        only_if_empty: do nothing if there are articles, once it is our turn to write.
        keep_missing: leave the articles of files that aren't there any more.
        progress: called after each file with files done, files in all, title.
        waiting: called with who holds the lock, if another process is writing.
        stop: asked after each file; when it says so, the rest is left for the next run.

    Raises:
        SourceError: a path doesn't exist, or there is no article at any of them
            (then nothing is changed).
        IndexMismatchError: the index was built with other weights or sizes.
    """
    started = time.perf_counter()
    _find(paths, store)  # refuse before waiting
    with index_lock(store.folder, waiting=waiting, stop=stop):
        if only_if_empty and store.counts()["documents"]:
            return SyncReport()
        if rebuild:
            store.clear()
        store.require_settings(index_settings(embedder), record=True)
        found = _find(paths, store)
        gone = [] if keep_missing else _gone(store, found, paths)
        report = _Sync(store, embedder, progress, stop).run(found, gone)
    report.seconds = time.perf_counter() - started
    return report


def plan_sync(store: Store, paths: Sequence[Path] | None) -> SyncReport:
    """Return what `sync_index` would do, without doing it."""
    started = time.perf_counter()
    report, known = SyncReport(), store.files()
    found = _find(paths, store)
    gone = _gone(store, found, paths)
    moves = _by_content(gone, known)
    report.errors = found.errors
    for file in found.files:
        try:
            state, data = _look(file, known.get(str(file)))
        except SourceError as error:
            report.errors.append((str(file), error))
            continue
        if data is None:
            report.unchanged += 1
        else:
            _count(report, str(file), state, known.get(str(file)), moves)
    _count_removed(report, gone)
    report.seconds = time.perf_counter() - started
    return report


def index_settings(embedder: Embedder) -> dict[str, str]:
    """Return what an index must agree on to be searched with `embedder`."""
    return {
        "embedder": embedder.name,
        "dim": str(embedder.dim),
        "target_tokens": str(TARGET_TOKENS),
    }


def put_document(
    store: Store,
    document: Document,
    embedder: Embedder,
    *,
    file: str = "",
    reading: bool = True,
) -> int:
    """Store one article; return how many texts were embedded for it.

    Args:
        store: the index.
        document: the article; a stored one with the same source is replaced.
        embedder: the one that built the index.
        file: the file it is in; its source if not given.
        reading: whether that file is being read; see `Store.put_document`.
    """
    document = apply_override(store.database, document)
    recurring = known_recurring(store.database, document)
    file = file or document.source
    return _put_cut(store, document, recurring, embedder, file=file, reading=reading)


class _Sync:
    """One run over some files."""

    def __init__(
        self, store: Store, embedder: Embedder, progress: Progress, stop: Callable[[], bool]
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._progress = progress
        self._stop = stop
        self._added = added_folder(store.folder.resolve())
        self._tried: set[str] = set()  # read before, but not to the end
        self._report = SyncReport()

    def run(self, found: "_Found", gone: Sequence[str]) -> SyncReport:
        report, known = self._report, self._store.files()
        report.errors += found.errors
        moves = _by_content(gone, known)
        self._tried = set(self._store.known_files()) - known.keys()
        try:
            self._run(found.files, gone, known, moves)
        finally:
            self._store.scrub()
        return report

    def _run(
        self,
        files: Sequence[Path],
        gone: Sequence[str],
        known: Mapping[str, FileState],
        moves: dict[str, str],
    ) -> None:
        report = self._report
        for number, file in enumerate(files, start=1):
            try:
                title = self._sync_file(file, known.get(str(file)), moves)
            except SourceError as error:
                report.errors.append((str(file), error))
                title = file.name
            if self._stop() and (title is None or number < len(files)):
                report.remaining = len(files) - number + (title is None)
                break
            self._progress(number, len(files), title or file.name)
        else:
            self._store.remove_files(gone)
            _count_removed(report, gone)
            settle_sites(self._store.database, self._recut)
            with self._store.database.writing() as connection:
                forget_stale_overrides(connection)

    def _sync_file(self, file: Path, known: FileState | None, moves: dict[str, str]) -> str | None:
        """Bring one file up to date; return its title, None if it was stopped in the middle."""
        state, data = _look(file, known)
        if data is None:
            if state != known:  # touched, not changed
                self._store.touch_file(str(file), state)
            self._report.unchanged += 1
            return file.name
        title, sources, problems = file.name, set[str](), list[SourceError]()
        for found in documents_of(Source(str(file), data)):
            if isinstance(found, SourceError):
                self._report.errors.append((str(file), found))
                problems.append(found)
                continue
            if sources and self._stop():
                return None
            sources.add(self._put(found, file))
            title = found.title
        if problems:  # what can't be read any more stays as it was, and is tried again
            state = replace(state, sha256="")
            held = self._store.sources_in(str(file))
            sources |= {source for source in held if _is_named(source, problems)}
        self._store.finish_file(str(file), state, sources)
        if known is None and problems and str(file) in self._tried:
            self._report.unchanged += 1  # as broken as the last time
        else:
            _count(self._report, str(file), state, known, moves)
        return title

    def _put(self, document: Document, file: Path) -> str:
        """Store one article of a file; return its source."""
        if document.url and file.parent == self._added:
            source = document.url + document.source.removeprefix(str(file))
            if self._store.file_at(source) in ("", str(file)):  # else two pages claim the address
                document = replace(document, source=source)
        self._report.embedded += put_document(self._store, document, self._embedder, file=str(file))
        if document.raw:
            self._report.warnings.append((document.source, document.title))
        return document.source

    def _recut(self, recut: Recut) -> None:
        self._report.embedded += _put_cut(
            self._store, recut.original, recut.recurring, self._embedder,
            file=recut.file, reading=False,
        )  # fmt: skip


def _is_named(source: str, problems: Sequence[SourceError]) -> bool:
    """Return whether one of the errors of a file's articles is about this one."""
    return any(problem.en.startswith(f"{source}:") for problem in problems)


def _put_cut(
    store: Store,
    original: Document,
    recurring: Mapping[int, bool],
    embedder: Embedder,
    *,
    file: str,
    reading: bool = True,
) -> int:
    """Store an article without its recurring lines; return how many texts were embedded."""
    prepared = prepare_document(original, embedder.count_tokens, recurring=recurring)
    vectors = _embed(store, prepared, embedder)
    store.put_document(prepared, vectors, file=file, reading=reading)
    return len(vectors)


def _embed(store: Store, prepared: PreparedDocument, embedder: Embedder) -> dict[bytes, Vectors]:
    """Return the vectors of those texts that have none in the store, by hash."""
    texts = prepared.texts
    missing = store.missing(texts.keys())
    wanted = [hash_ for hash_ in texts if hash_ in missing]
    if not wanted:
        return {}
    rows = embedder.embed_passages([texts[hash_] for hash_ in wanted])
    return dict(zip(wanted, rows, strict=True))


@dataclass(frozen=True, slots=True)
class _Found:
    """The files of the index as it is to be, each once, and what couldn't be looked into."""

    files: list[Path]
    unreadable: list[Unreadable]

    @property
    def errors(self) -> list[tuple[str, UserError]]:
        return [(str(item.path), item.error) for item in self.unreadable]


def _find(paths: Sequence[Path] | None, store: Store) -> _Found:
    found = [entry for path in paths or () for entry in find_articles(_resolved(path))]
    if paths and not found:
        listed, kinds = ", ".join(map(str, paths)), readable_suffixes()
        raise SourceError(
            f"{listed}: 기사 파일이 없습니다 ({kinds}). 기사를 넣고 다시 실행하세요. "
            "색인은 바꾸지 않았습니다.",
            f"{listed}: no article files in it ({kinds}). Put some there and run again. "
            "The index was not changed.",
        )
    added = added_folder(store.folder.resolve())
    if added.is_dir():
        found += find_articles(added)
    return _Found(
        files=list(dict.fromkeys(entry for entry in found if isinstance(entry, Path))),
        unreadable=[entry for entry in found if isinstance(entry, Unreadable)],
    )


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # a link to itself
        raise SourceError(
            f"{path}: 열 수 없습니다 ({error}). 링크가 가리키는 곳을 확인하세요.",
            f"{path}: can't be opened ({error}). Check where the link leads.",
        ) from error


def _gone(store: Store, found: _Found, paths: Sequence[Path] | None) -> list[str]:
    """Return the stored files that aren't there any more; without `paths` only added ones.

    What lies below a folder that can't be opened may still be there: it stays.
    """
    here, added = set(map(str, found.files)), added_folder(store.folder.resolve())
    hidden = [item.path for item in found.unreadable]
    return [
        file
        for file in store.known_files()
        if file not in here
        and (paths is not None or Path(file).is_relative_to(added))
        and not any(Path(file).is_relative_to(path) for path in hidden)
    ]


def _by_content(files: Sequence[str], known: Mapping[str, FileState]) -> dict[str, str]:
    """Return SHA-256 -> file, for files that were read whole."""
    return {known[f].sha256: f for f in files if f in known and known[f].sha256}


def _count_removed(report: SyncReport, gone: Sequence[str]) -> None:
    moved = {old for old, _ in report.moved}
    report.removed = [file for file in gone if file not in moved]


def _look(file: Path, known: FileState | None) -> tuple[FileState, bytes | None]:
    """Return the state of a file, and its content unless that is as it was.

    Raises:
        SourceError: the file can't be read.
    """
    if known is not None:
        try:
            stat = file.stat()
        except OSError:
            read_bytes(file)  # raises the SourceError that says why
            raise
        if (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) == (
            known.size, known.mtime_ns, known.ctime_ns,
        ):  # fmt: skip
            return known, None
    data, stat = read_bytes(file)
    digest = hashlib.sha256(data).hexdigest()
    state = FileState(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, digest)
    return state, None if known is not None and known.sha256 == digest else data


def _count(
    report: SyncReport,
    file: str,
    state: FileState,
    known: FileState | None,
    moves: dict[str, str],
) -> None:
    if known is not None:
        report.changed.append(file)
    elif state.sha256 in moves:
        report.moved.append((moves.pop(state.sha256), file))
    else:
        report.new.append(file)
