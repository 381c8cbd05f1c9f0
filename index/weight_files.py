"""How a file of weights is checked, locked, noted and waited for.

Nothing here knows where files come from (index/fetch.py) or which there are. A file that was
checked has a note beside it, `<file>.verified.json`, with its size and time of change, so that a
start reads one line of JSON and not a gigabyte.
"""

import hashlib
import json
import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from index.errors import WeightsError, tr
from index.file_lock import try_lock
from index.weight_records import WeightsFile

_log = logging.getLogger(__name__)

_READ_BYTES = 4 * 1024 * 1024

Progress = Callable[[str, int, int], None]
"""Called with what is being done, the bytes done and all bytes."""


class Source(StrEnum):
    """Where a file came from."""

    LOCAL = "local"
    HUB = "hub"
    PACKAGES = "packages"


class ProgressLine:
    """Draws progress on standard error: one living line, or on a non-terminal one each 5 s.

    What is over before a first line is due leaves no trace.
    """

    def __init__(self) -> None:
        self._living = sys.stderr.isatty()
        self._label = ""
        self._started = self._drawn = 0.0
        self._first = self._last = 0

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show how far it is, how fast it goes and how long it still takes."""
        now = time.monotonic()
        if label != self._label or done < self._last:
            self._label, self._first = label, done
            self._started = self._drawn = now
        self._last = done
        due = now - self._drawn >= (0.1 if self._living else 5.0)
        finished = done >= total
        if not due and not (finished and self._drawn > self._started):
            return
        self._drawn = now
        line = f": {done / 1e6:,.1f} / {total / 1e6:,.1f} MB ({done / max(total, 1):.0%})"
        rate = (done - self._first) / max(now - self._started, 1e-9)
        if rate > 0:
            left = tr("남음", "left")
            line += f", {rate / 1e6:,.1f} MB/s, {(total - done) / rate:,.0f} s {left}"
        if self._living:
            width = shutil.get_terminal_size().columns - 1  # a wrapped line could not be redrawn
            room = max(width - len(line), 1)
            name = label if len(label) <= room else f"{label[: room - 1]}…"
            sys.stderr.write(f"\r{name + line:<{width}}" + ("\n" if finished else ""))
        else:
            sys.stderr.write(f"{label}{line}\n")
        sys.stderr.flush()


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; a second process waits here and says so once.

    Raises:
        WeightsError: The folder can't be written or its file system has no locks.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+b")
        held = try_lock(handle.fileno())
    except OSError as error:
        raise WeightsError(
            f"모델 폴더에 쓸 수 없습니다: {error}. GEUNGEO_MODELS로 다른 폴더를 정하세요.",
            f"The model folder can't be written: {error}. Set GEUNGEO_MODELS to another folder.",
        ) from error
    with handle:
        waiting = False
        while not held:
            if not waiting:
                _log.warning(
                    tr(
                        "다른 프로세스가 같은 모델을 받고 있습니다. 기다립니다: %s",
                        "Another process is fetching the same model; waiting for it: %s",
                    ),
                    path.stem,
                )
                waiting = True
            time.sleep(0.1)
            held = try_lock(handle.fileno())
        yield  # closing the file gives the lock back, and so does the end of the process


def sha256_of(path: Path, *, progress: Progress) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    label = tr("확인", "checking") + f" {path.name}"
    total, done, digest = path.stat().st_size, 0, hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_READ_BYTES):
            digest.update(block)
            done += len(block)
            progress(label, done, total)
    return digest.hexdigest()


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object, or an empty one if the file is missing or not one."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.info("unreadable %s: %s", path, error)
        return {}
    return content if isinstance(content, dict) else {}


def write_json(path: Path, content: object) -> None:
    """Write a JSON file; all of it or nothing."""
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    temporary.replace(path)


def verification(path: Path) -> dict[str, Any]:
    """Return what is known of a checked file: size, mtime_ns, sha256, source; {} if it changed."""
    known = read_json(path.with_name(f"{path.name}.verified.json"))
    try:
        state = path.stat()
    except FileNotFoundError:
        return {}
    same = known.get("size") == state.st_size and known.get("mtime_ns") == state.st_mtime_ns
    return known if same else {}


def is_verified(path: Path, file: WeightsFile, *, progress: Progress, verify: bool = False) -> bool:
    """Return whether the file is there and is the publisher's, hashing it only when it must.

    Args:
        path: the file on disk.
        file: what the publisher says about it.
        progress: told about the hashing.
        verify: hash it even if it was checked before and has not changed since.
    """
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    known = verification(path)
    if not verify and known.get("sha256") == file.sha256:
        return True
    if sha256_of(path, progress=progress) != file.sha256:
        return False
    _remember(path, file, source=known.get("source", Source.LOCAL))
    return True


def accept(part: Path, target: Path, file: WeightsFile, *, source: str, progress: Progress) -> None:
    """Give a complete file its name, or remove it if it is not the publisher's.

    Raises:
        WeightsError: Size or SHA-256 differ.
    """
    size = part.stat().st_size
    found = sha256_of(part, progress=progress) if size == file.size else ""
    if found != file.sha256:
        part.unlink()
        raise WeightsError(
            f"{file.name}: 받은 사본({size}바이트, SHA-256 {found or '-'})이 배포자의 파일"
            f"({file.size}바이트, {file.sha256})과 달라 지웠습니다. 다시 받거나 다른 출처를 쓰세요",
            f"{file.name}: the fetched copy ({size} bytes, SHA-256 {found or '-'}) is not the "
            f"publisher's file ({file.size} bytes, {file.sha256}) and was removed; "
            "fetch it again or use another source",
        )
    part.replace(target)
    _remember(target, file, source=source)


def _remember(path: Path, file: WeightsFile, *, source: str) -> None:
    state = path.stat()
    known = {"size": state.st_size, "mtime_ns": state.st_mtime_ns, "sha256": file.sha256}
    try:
        write_json(path.with_name(f"{path.name}.verified.json"), {**known, "source": source})
    except OSError as error:  # a shared folder may be read-only; then every start hashes again
        _log.info("cannot note that %s is verified: %s", path, error)


def require_space(folder: Path, needed: int) -> None:
    """Raise WeightsError if the disk of `folder` has fewer than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise WeightsError(
            f"{folder}에 {needed / 1e9:.2f} GB가 필요하지만 {free / 1e9:.2f} GB만 남았습니다. "
            "자리를 비우거나 GEUNGEO_MODELS로 다른 폴더를 정하세요.",
            f"{folder} needs {needed / 1e9:.2f} GB but has {free / 1e9:.2f} GB free. "
            "Make room, or set GEUNGEO_MODELS to another folder.",
        )
