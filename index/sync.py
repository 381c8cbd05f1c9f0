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
from index.prepare import PreparedDocument, prepare_document
from index.reader import documents_of, find_articles, read_bytes
from index.readers import suffixes
from index.recurring import without_lines
from index.settling import known_recurring, settle_sites
from index.store import Store
from index.stored_rows import FileState

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class SyncReport:
    """What one run did, or with `dry_run` would do. Counts are of files.

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
        progress: called after each file with files done, files in all, title.
        waiting: called with who holds the lock, if another process is writing.
        stop: asked after each file; when it says so, the rest is left for the next run.

    Raises:
        SourceError: a path doesn't exist, or there is no article at any of them
            (then nothing is changed).
        IndexMismatchError: the index was built with other weights or sizes.
    """
    started = time.perf_counter()
    files = _find(paths, store)
    with index_lock(store.folder, waiting=waiting):
        store.require_settings(index_settings(embedder))
        gone = _gone(store, files, paths)
        report = _Sync(store, embedder).run(files, gone, progress=progress, stop=stop)
    report.seconds = time.perf_counter() - started
    return report


def plan_sync(store: Store, paths: Sequence[Path] | None) -> SyncReport:
    """Return what `sync_index` would do, without doing it."""
    started = time.perf_counter()
    report, known = SyncReport(), store.files()
    files = _find(paths, store)
    gone = _gone(store, files, paths)
    moves = _by_content(gone, known)
    for file in files:
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


def put_document(store: Store, document: Document, embedder: Embedder, *, file: str = "") -> int:
    """Store one article; return how many texts were embedded for it.

    Args:
        store: the index.
        document: the article; a stored one with the same source is replaced.
        embedder: the one that built the index.
        file: the file it is in; its source if not given.
    """
    recurring = known_recurring(store.database, document.site, document.source)
    prepared = prepare_document(document, embedder.count_tokens, recurring=recurring)
    vectors = _embed(store, prepared, embedder)
    store.put_document(prepared, vectors, file=file or document.source)
    return len(vectors)


class _Sync:
    """One run over some files."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._report = SyncReport()

    def run(
        self,
        files: Sequence[Path],
        gone: Sequence[str],
        *,
        progress: Progress,
        stop: Callable[[], bool],
    ) -> SyncReport:
        report, known = self._report, self._store.files()
        moves = _by_content(gone, known)
        for number, file in enumerate(files, start=1):
            if stop():
                report.remaining = len(files) - number + 1
                break
            try:
                title = self._sync_file(file, known.get(str(file)), moves)
            except SourceError as error:
                report.errors.append((str(file), error))
                title = file.name
            progress(number, len(files), title)
        else:
            self._store.remove_files(gone)
            _count_removed(report, gone)
            settle_sites(self._store, self._cut)
        self._store.scrub()
        return report

    def _sync_file(self, file: Path, known: FileState | None, moves: dict[str, str]) -> str:
        state, data = _look(file, known)
        if data is None:
            if state != known:  # touched, not changed
                self._store.touch_file(str(file), state)
            self._report.unchanged += 1
            return file.name
        title, sources, problems = file.name, set[str](), 0
        for found in documents_of(Source(str(file), data)):
            if isinstance(found, SourceError):
                self._report.errors.append((str(file), found))
                problems += 1
            else:
                sources.add(self._put(found, file))
                title = found.title
        if not problems:  # else what can't be read any more stays, and is tried again
            self._store.finish_file(str(file), state, sources)
        _count(self._report, str(file), state, known, moves)
        return title

    def _put(self, document: Document, file: Path) -> str:
        """Store one article of a file; return its source."""
        if document.url and file.parent == added_folder(self._store.folder.resolve()):
            document = replace(document, source=document.url)
        self._report.embedded += put_document(self._store, document, self._embedder, file=str(file))
        if document.raw:
            self._report.warnings.append((document.source, document.title))
        return document.source

    def _cut(self, document_id: str, original: Document, recurring: dict[int, bool]) -> None:
        if without_lines(original, recurring).id != document_id:
            prepared = prepare_document(original, self._embedder.count_tokens, recurring=recurring)
            vectors = _embed(self._store, prepared, self._embedder)
            self._report.embedded += len(vectors)
            self._store.replace_document(document_id, prepared, vectors)


def _embed(store: Store, prepared: PreparedDocument, embedder: Embedder) -> dict[bytes, Vectors]:
    """Return the vectors of those texts that have none in the store, by hash."""
    texts = prepared.texts
    missing = store.missing(texts.keys())
    wanted = [hash_ for hash_ in texts if hash_ in missing]
    if not wanted:
        return {}
    rows = embedder.embed_passages([texts[hash_] for hash_ in wanted])
    return dict(zip(wanted, rows, strict=True))


def _find(paths: Sequence[Path] | None, store: Store) -> list[Path]:
    """Return the files of the index as it is to be, each once."""
    files = [file for path in paths or () for file in find_articles(path.resolve())]
    if paths and not files:
        listed, kinds = ", ".join(map(str, paths)), ", ".join(sorted(suffixes()))
        raise SourceError(
            f"{listed}: 기사 파일이 없습니다 ({kinds}). 기사를 넣고 다시 실행하세요. "
            "색인은 바꾸지 않았습니다.",
            f"{listed}: no article files in it ({kinds}). Put some there and run again. "
            "The index was not changed.",
        )
    added = added_folder(store.folder)
    if added.is_dir():
        files += find_articles(added.resolve())
    return list(dict.fromkeys(files))


def _gone(store: Store, files: Sequence[Path], paths: Sequence[Path] | None) -> list[str]:
    """Return the stored files that aren't among `files`; without `paths` only added ones."""
    here, added = set(map(str, files)), added_folder(store.folder.resolve())
    return [
        file
        for file in store.known_files()
        if file not in here and (paths is not None or Path(file).is_relative_to(added))
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
