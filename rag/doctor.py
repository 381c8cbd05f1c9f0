"""Checks of the whole set-up: what is there, what is wrong, and how to cure it."""

import importlib.metadata
import os
import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import EmptyIndexError, UserError, tr
from index.schema import FORMAT_VERSION
from index.store import Store
from index.vector_index import kind_for
from index.weights import GENERATOR, InstalledWeights, Kind, installed_weights, models_folder
from rag.settings import Settings

_PACKAGES = ("torch", "transformers", "sentence-transformers", "faiss-cpu", "gradio",
             "openvino-genai", "kiwipiepy")  # fmt: skip
_NEEDED_BYTES = 4_000_000_000  # weights, their OpenVINO form, and room to work


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `cure` is "" when it is in order."""

    name: str
    state: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class ModelInUse:
    """A model that the settings choose, and the weights behind it if they are here."""

    role: str
    name: str
    repository: str
    licence: str
    source: str
    path: str
    sha256: str
    size: int


def list_models(settings: Settings) -> list[ModelInUse]:
    """Return the generator and the embedder in use, then other weights that lie here."""
    installed = installed_weights()
    return [
        _in_use("generator", settings.model, _default(installed, Kind.GENERATOR)),
        _in_use("embedder", settings.embedder, _default(installed, Kind.EMBEDDER)),
        *(_model("installed", w) for w in installed if w.key not in _defaults(installed)),
    ]


def check_setup(settings: Settings) -> Iterator[Finding]:
    """Yield the findings, from the machine up to the page."""
    yield Finding(
        "system",
        f"Python {sys.version.split()[0]}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores",
    )
    yield from _packages()
    yield _disk()
    yield from _weights(settings)
    yield _guarded("index", lambda: _index(settings))
    yield _port(settings)


def _packages() -> Iterator[Finding]:
    for package in _PACKAGES:
        try:
            yield Finding(package, importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            cure = tr("`make setup`을 실행하세요.", "Run `make setup`.")
            yield Finding(package, tr("없음", "missing"), cure)


def _disk() -> Finding:
    folder = models_folder()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    wanting = free < _NEEDED_BYTES and not (folder / GENERATOR.files[0].name).exists()
    cure = tr(
        f"모델에 {_NEEDED_BYTES / 1e9:.0f}GB가 필요합니다. 공간을 비우거나 GEUNGEO_MODELS로 다른 "
        "폴더를 쓰세요.",
        f"The models need {_NEEDED_BYTES / 1e9:.0f} GB. Free some space or set GEUNGEO_MODELS to"
        " another folder.",
    )
    return Finding("disk", f"{free / 1e9:.1f} GB free, {folder}", cure if wanting else "")


def _weights(settings: Settings) -> Iterator[Finding]:
    """Hash again what is used; a changed file is worse than a missing one."""
    from index.weights import fetch_embedder, fetch_weights

    installed = installed_weights()
    get_them = tr("`make setup`으로 받으세요.", "Get them with `make setup`.")
    for kind, chosen in ((Kind.GENERATOR, settings.model), (Kind.EMBEDDER, settings.embedder)):
        if chosen != "default":
            yield Finding(kind.value, chosen)
        elif (found := _default(installed, kind)) is None:
            yield Finding(kind.value, tr("가중치 없음", "no weights"), get_them)
        else:

            def verify(kind: Kind = kind, found: InstalledWeights = found) -> Finding:
                if kind is Kind.GENERATOR:
                    fetch_weights(GENERATOR, verify=True)
                else:
                    fetch_embedder(verify=True)
                return Finding(kind.value, f"{found.key}, sha256 {found.sha256[:16]}… ok")

            yield _guarded(kind.value, verify)


def _index(settings: Settings) -> Finding:
    store = Store(settings.data)
    store.check()
    counts = store.counts()
    if not counts["documents"]:
        raise EmptyIndexError(
            "기사가 없습니다. `geungeo index 폴더`를 실행하세요.",
            "no articles. Run `geungeo index FOLDER`.",
        )
    built = store.settings().get("embedder", "?")
    state = f"{counts['documents']} articles, {counts['chunks']} chunks, {built}, {store.path}"
    kind = kind_for(counts["chunks"])
    return Finding("index", f"{state}, FAISS {kind}, format {FORMAT_VERSION}")


def _port(settings: Settings) -> Finding:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            cure = tr(
                "이미 열려 있는 페이지라면 그대로 쓰고, 아니면 --port로 다른 포트를 주세요.",
                "If the chat is already open, use it; else choose another with --port.",
            )
            return Finding("port", f"{settings.port}: {error.strerror}", cure)
    return Finding("port", f"{settings.host}:{settings.port}")


def _guarded(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except UserError as error:
        return Finding(name, tr("문제 있음", "not in order"), str(error))


def _default(installed: list[InstalledWeights], kind: Kind) -> InstalledWeights | None:
    """Return the weights that the setting "default" takes, if they are here."""
    of_kind = [weights for weights in installed if weights.kind is kind]
    if kind is Kind.GENERATOR:
        of_kind = [weights for weights in of_kind if weights.key == GENERATOR.key]
    return of_kind[0] if of_kind else None


def _defaults(installed: list[InstalledWeights]) -> set[str]:
    return {found.key for kind in Kind if (found := _default(installed, kind))}


def _in_use(role: str, chosen: str, found: InstalledWeights | None) -> ModelInUse:
    if chosen == "default" and found:
        return _model(role, found)
    size = Path(chosen).stat().st_size if Path(chosen).is_file() else 0
    missing = tr("아직 받지 않음", "not fetched yet") if chosen == "default" else chosen
    return ModelInUse(role, chosen, "", "", missing, "", "", size)


def _model(role: str, weights: InstalledWeights) -> ModelInUse:
    return ModelInUse(
        role, weights.key, weights.repository, weights.licence, weights.source,
        str(weights.path), weights.sha256, weights.size,
    )  # fmt: skip
