"""The commands that change an index or check what rests on it: index, remove, verify."""

import argparse
import json
import logging
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from index.added import added_folder, keep_page, keep_text
from index.articles import Source
from index.encodings import decode
from index.errors import ConfigurationError, SourceError, tr
from index.lock import index_lock
from index.reader import refuse_missing
from index.store import FILE_NAME, Store
from index.sync import SyncReport, plan_sync
from index.weights import ProgressLine
from rag import terminal
from rag.assemble import CORPUS, index_paths
from rag.settings import Settings
from rag.verify import CitationState, resolve_citation

logger = logging.getLogger(__name__)

_STDIN = "-"


def run_index(settings: Settings, options: argparse.Namespace) -> int:
    """Make the index equal to what was given; return the exit code."""
    paths = _take_in(settings, options)
    if options.dry_run:
        _print_plan(_plan(settings, paths), as_json=options.json)
        return 0
    for path in paths or ():
        refuse_missing(path)
    with _stop_on_interrupt() as stopping:
        changes = _changes(settings, paths or (), stopping) if options.watch else iter(())
        next(changes, None)  # what changes while the first run lasts counts too
        report = _sync(settings, options, paths, stopping)
        if options.watch:
            terminal.say(tr("폴더를 지켜봅니다. 끝내려면 Ctrl-C.", "Watching. Ctrl-C ends it."))
        options.rebuild = False
        for _ in changes:
            try:
                report = _sync(settings, options, paths, stopping)
            except SourceError as error:  # the folder may be empty for a moment
                terminal.complain(str(error))
    if report.remaining:
        return 130
    done = len(report.new) + len(report.changed) + len(report.moved) + report.unchanged
    return 1 if report.errors and not done else 0


def _plan(settings: Settings, paths: Sequence[Path] | None) -> SyncReport:
    """Return what a run would do, without making an index where there is none."""
    if (settings.data / FILE_NAME).exists():
        return plan_sync(Store(settings.data), paths)
    with tempfile.TemporaryDirectory() as folder:
        return plan_sync(Store(Path(folder)), paths)


def run_remove(settings: Settings, options: argparse.Namespace) -> None:
    """Remove articles from the index, by id or by source."""
    store = Store(settings.data)
    with index_lock(store.folder, waiting=terminal.say_who_writes):
        for name in options.names:
            _remove_article(store, name)


def _remove_article(store: Store, name: str) -> None:
    document_id = name if store.documents([name]) else store.document_at(_source(name))
    if not document_id:
        raise SourceError(
            f"{name}: 그런 기사가 색인에 없습니다. document_id나 파일 경로, 주소를 주세요.",
            f"{name}: no such article in the index. Give a document_id, a path or an address.",
        )
    title = store.documents([document_id])[0].title
    added = added_folder(store.folder.resolve())
    files = [f for f in store.files_of(document_id) if Path(f).is_relative_to(added)]
    sources = store.remove_document(document_id)
    emptied = [file for file in files if not store.sources_in(file)]
    for file in emptied:
        Path(file).unlink(missing_ok=True)
    store.remove_files(emptied)  # so that it can be added again
    store.scrub()
    logger.info("removed from %s", ", ".join(sources))
    terminal.say(tr(f"지웠습니다: {title}", f"Removed: {title}"))


def run_verify(settings: Settings, options: argparse.Namespace) -> int:
    """Print what became of the citations in earlier answers; return 1 if one doesn't stand."""
    store = Store(settings.data)
    standing = True
    for answer in _read_answers(options.answers):
        for citation in answer.get("citations") or ():
            state, document = resolve_citation(store, citation)
            standing = standing and state is CitationState.INTACT
            record = {
                "id": answer.get("id", ""),
                "marker": citation.get("marker"),
                "state": state.value,
                "title": document.title if document else citation.get("title", ""),
                "source": citation["source"],
                "quote": citation["quote"],
            }
            if options.json:
                sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"[{record['marker']}] {_said(state)}: {record['title']}\n")
    return 0 if standing else 1


# -- what was given ------------------------------------------------------------------------


def _take_in(settings: Settings, options: argparse.Namespace) -> list[Path] | None:
    """Keep what is no file; return the files and folders, None if only other things were given."""
    from index.web import download, is_url

    files: list[Path] = []
    for given in options.paths:
        if given == _STDIN or is_url(given):
            if options.dry_run:
                raise ConfigurationError(
                    f"{given}: --dry-run은 파일과 폴더만 봅니다. 이것을 빼고 다시 실행하세요.",
                    f"{given}: --dry-run looks at files and folders only. Run it without this.",
                )
            if given == _STDIN:
                keep_text(settings.data, decode(Source(_STDIN, sys.stdin.buffer.read())))
            else:
                keep_page(settings.data, *download(given))
        else:
            files.append(Path(given))
    if options.clipboard and options.dry_run:
        raise ConfigurationError(
            "--dry-run은 클립보드를 보지 않습니다. 둘 중 하나를 빼고 다시 실행하세요.",
            "--dry-run doesn't look at the clipboard. Run it without one of the two.",
        )
    if options.clipboard:
        keep_text(settings.data, _clipboard())
    if options.rebuild and not files and (options.paths or options.clipboard):
        raise ConfigurationError(
            "--rebuild에는 색인할 폴더도 함께 주세요. 그러지 않으면 폴더의 기사가 모두 빠집니다.",
            "--rebuild needs the folders to index too; without them their articles would go.",
        )
    if files:
        return files
    return None if options.paths or options.clipboard else _corpus(settings)


def _corpus(settings: Settings) -> list[Path]:
    """Return the corpus that comes with the project, for an index of nothing else."""
    known = Store(settings.data).known_files()
    added = added_folder(settings.data.resolve())
    others = [f for f in known if not Path(f).is_relative_to(CORPUS) and Path(f).parent != added]
    if others:
        raise ConfigurationError(
            f"어느 폴더를 색인할지 적어 주세요. 이 색인에는 {others[0]} 등 파일 {len(others)}개가 "
            "있고, 예제 말뭉치로 바꾸려면 `geungeo index corpus`처럼 경로를 주어야 합니다.",
            f"Say which folder to index. This index holds {len(others)} files such as {others[0]};"
            " to replace them with the example corpus, give its path.",
        )
    return [CORPUS]


def _clipboard() -> str:
    import pyperclip

    try:
        return str(pyperclip.paste())
    except pyperclip.PyperclipException as error:
        raise SourceError(
            "클립보드를 읽을 수 없습니다. 글을 `geungeo index -`에 붙여 넣고 Ctrl-D를 누르세요. "
            "(리눅스에서는 xclip이나 wl-clipboard가 필요합니다.)",
            "The clipboard can't be read. Run `geungeo index -`, paste the text and press Ctrl-D."
            " (On Linux this needs xclip or wl-clipboard.)",
        ) from error


def _source(name: str) -> str:
    try:
        path = Path(name)
        return str(path.resolve()) if path.exists() else name
    except OSError:  # too long for a path: an address
        return name


def _read_answers(path: Path) -> list[dict[str, Any]]:
    """Return the answers of `ask --json` or `batch`: one JSON object, or one a line."""
    try:
        text = sys.stdin.read() if str(path) == _STDIN else path.read_text(encoding="utf-8-sig")
        try:
            answers = [json.loads(text)]
        except json.JSONDecodeError:
            answers = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path}: 읽을 수 없습니다 ({error}). `geungeo ask --json`의 출력을 주세요.",
            f"{path}: can't be read ({error}). Give the output of `geungeo ask --json`.",
        ) from error
    found = [a for item in answers for a in (item if isinstance(item, list) else [item])]
    if not found or not all(isinstance(answer, dict) for answer in found):
        raise SourceError(
            f"{path}: 답이 없습니다. `geungeo ask --json`이나 `batch`의 출력을 주세요.",
            f"{path}: no answers in it. Give the output of `geungeo ask --json` or `batch`.",
        )
    return found


# -- the run ---------------------------------------------------------------------------------


def _sync(
    settings: Settings,
    options: argparse.Namespace,
    paths: Sequence[Path] | None,
    stopping: Callable[[], bool],
) -> SyncReport:
    report = index_paths(
        settings,
        paths,
        rebuild=options.rebuild,
        progress=terminal.CountLine(),
        weights_progress=ProgressLine(),
        waiting=terminal.say_who_writes,
        stop=stopping,
    )
    _print_report(settings, report, as_json=options.json)
    return report


def _changes(
    settings: Settings, paths: Sequence[Path], stopping: Callable[[], bool]
) -> Iterator[None]:
    """Yield once when watching has begun, then after each change, until the user stops it."""
    import watchfiles

    data = settings.data.resolve()
    watched = watchfiles.watch(
        *paths,
        watch_filter=lambda change, path: not Path(path).is_relative_to(data),
        rust_timeout=500,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    next(watched)
    yield
    for change in watched:
        if stopping():
            return
        if change:
            yield


@contextmanager
def _stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether Ctrl-C was pressed; pressed twice, it interrupts at once."""
    stopped = False

    def remember(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True
        terminal.say(tr("이 기사까지만 하고 멈춥니다.", "Stopping after this article."))

    previous = signal.signal(signal.SIGINT, remember)
    try:
        yield lambda: stopped
    finally:
        signal.signal(signal.SIGINT, previous)


# -- what is said ----------------------------------------------------------------------------


def _print_report(settings: Settings, report: SyncReport, *, as_json: bool) -> None:
    counts = Store(settings.data).counts()
    for _, error in report.errors:
        terminal.complain(str(error))
    for source, title in report.warnings:
        terminal.complain(
            tr(
                f"{source}: 페이지의 4분의 1도 남지 않았습니다 ({title}). `geungeo show --cleaning`"
                "으로 확인하세요. 원문 전체를 함께 보관했습니다.",
                f"{source}: less than a quarter of the page was kept ({title}). Check it with"
                " `geungeo show --cleaning`; the whole page is stored beside it.",
            )
        )
    if as_json:
        terminal.print_json({**counts, **_report_json(report), "data": str(settings.data)})
        return
    new = len(report.new) + len(report.changed)
    terminal.say(
        tr(
            f"기사 {counts['documents']}건, 조각 {counts['chunks']}개 (새로 {new}, 옮김 "
            f"{len(report.moved)}, 그대로 {report.unchanged}, 제거 {len(report.removed)}, 오류 "
            f"{len(report.errors)}), {report.seconds:.1f}초. {settings.data}",
            f"{counts['documents']} articles, {counts['chunks']} chunks ({new} new, "
            f"{len(report.moved)} moved, {report.unchanged} unchanged, {len(report.removed)} "
            f"removed, {len(report.errors)} errors) in {report.seconds:.1f} s. {settings.data}",
        )
    )
    if report.remaining:
        terminal.say(
            tr(
                f"{report.remaining}개 파일이 남았습니다. 같은 명령을 다시 실행하면 이어서 합니다.",
                f"{report.remaining} files remain. Run the same command again to go on.",
            )
        )


def _print_plan(report: SyncReport, *, as_json: bool) -> None:
    if as_json:
        terminal.print_json(_report_json(report))
        return
    for mark, files in (("+", report.new), ("~", report.changed), ("-", report.removed)):
        for file in files:
            sys.stdout.write(f"{mark} {file}\n")
    for old, new in report.moved:
        sys.stdout.write(f"> {old} → {new}\n")
    for _, error in report.errors:
        terminal.complain(str(error))
    terminal.say(
        tr(
            f"새로 {len(report.new)}, 바뀜 {len(report.changed)}, 옮김 {len(report.moved)}, 제거 "
            f"{len(report.removed)}, 그대로 {report.unchanged}. 아무것도 바꾸지 않았습니다.",
            f"{len(report.new)} new, {len(report.changed)} changed, {len(report.moved)} moved, "
            f"{len(report.removed)} removed, {report.unchanged} unchanged. Nothing was changed.",
        )
    )


def _report_json(report: SyncReport) -> dict[str, Any]:
    return {
        "added": len(report.new) + len(report.changed),
        "unchanged": report.unchanged,
        "removed": len(report.removed),
        "moved": len(report.moved),
        "remaining": report.remaining,
        "embedded": report.embedded,
        "new_files": report.new,
        "changed_files": report.changed,
        "moved_files": [{"from": old, "to": new} for old, new in report.moved],
        "removed_files": report.removed,
        "errors": [{"source": s, "error": str(e)} for s, e in report.errors],
        "warnings": [{"source": s, "title": title} for s, title in report.warnings],
        "seconds": round(report.seconds, 3),
    }


def _said(state: CitationState) -> str:
    words = {
        CitationState.INTACT: tr("원문 그대로", "stands as cited"),
        CitationState.CHANGED: tr("원문이 바뀜", "source changed"),
        CitationState.REMOVED: tr("원문이 지워짐", "source removed"),
    }
    return words[state]
