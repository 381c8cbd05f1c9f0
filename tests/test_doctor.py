import importlib.metadata
import socket

import pytest

from index.errors import IndexDamagedError, WeightsError
from index.store import FILE_NAME
from index.weights import GENERATOR, InstalledWeights, Kind
from rag import doctor
from rag.doctor import check_setup, list_models
from rag.settings import Settings


def weights_of(key, kind, path):
    return InstalledWeights(
        key=key, kind=kind, path=path, source="packages", sha256="ab" * 32, size=1_000,
        licence="MIT", repository=f"someone/{key}", verified=True,
    )  # fmt: skip


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Weights of both kinds that pass their check."""
    weights = [
        weights_of("another", Kind.GENERATOR, tmp_path / "b.gguf"),
        weights_of(GENERATOR.key, Kind.GENERATOR, tmp_path / "a.gguf"),
        weights_of("e5", Kind.EMBEDDER, tmp_path / "e5"),
    ]
    monkeypatch.setattr(doctor, "installed_weights", lambda: weights)
    monkeypatch.setattr("index.weights.fetch_weights", lambda record, verify: None)
    monkeypatch.setattr("index.weights.fetch_embedder", lambda verify: None)
    return weights


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def findings(data, **fields):
    return {finding.name: finding for finding in check_setup(Settings(data=data, **fields))}


def test_a_set_up_in_order_needs_no_cure(installed, store, free_port):
    found = findings(store.path.parent, port=free_port)
    assert [name for name, finding in found.items() if finding.cure] == []
    assert found["index"].state.startswith("8 articles, 9 chunks, bigrams@1")
    assert "sha256 abababababababab… ok" in found["generator"].state
    assert found["port"].state == f"127.0.0.1:{free_port}"
    assert "faiss-cpu" in found


def test_an_empty_machine_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "installed_weights", lambda: [])
    found = findings(tmp_path / "새 폴더")
    assert "make setup" in found["generator"].cure
    assert "make setup" in found["embedder"].cure
    assert "geungeo index FOLDER" in found["index"].cure


def test_a_missing_package_is_found(installed, store, monkeypatch):
    version = importlib.metadata.version

    def look(package):
        if package == "faiss-cpu":
            raise importlib.metadata.PackageNotFoundError(package)
        return version(package)

    monkeypatch.setattr(importlib.metadata, "version", look)
    assert "make setup" in findings(store.path.parent)["faiss-cpu"].cure


def test_weights_that_fail_their_check_are_not_in_order(installed, store, monkeypatch):
    def fail(record, verify):
        raise WeightsError("가중치가 바뀌었습니다", "the weights were changed")

    monkeypatch.setattr("index.weights.fetch_weights", fail)
    found = findings(store.path.parent)
    assert (found["generator"].state, found["generator"].cure) == (
        *("not in order", "the weights were changed"),
    )
    assert not found["embedder"].cure


def test_models_of_the_users_own_are_not_checked(tmp_path):
    found = findings(tmp_path, model="http://127.0.0.1:8080/v1", embedder="someone/모델")
    assert found["generator"].state == "http://127.0.0.1:8080/v1"
    assert found["embedder"].state == "someone/모델"
    assert not found["generator"].cure


def test_a_damaged_index_is_not_in_order(installed, tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"not an index " * 999)
    assert "Move it away" in findings(tmp_path)["index"].cure


def test_an_index_that_fails_its_check_is_not_in_order(installed, store, monkeypatch):
    def fail(self):
        raise IndexDamagedError("손상되었습니다", "it is damaged")

    monkeypatch.setattr("index.store.Store.check", fail)
    assert findings(store.path.parent)["index"].cure == "it is damaged"


def test_a_port_in_use_is_named_with_a_way_out(installed, store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = findings(store.path.parent, port=taken.getsockname()[1])
    assert "--port" in found["port"].cure


def test_a_full_disk_matters_only_until_the_weights_are_there(installed, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "_NEEDED_BYTES", 1 << 62)
    assert "GEUNGEO_MODELS" in findings(tmp_path)["disk"].cure
    folder = doctor.models_folder()
    folder.mkdir(parents=True)
    (folder / GENERATOR.files[0].name).write_bytes(b"GGUF")
    assert not findings(tmp_path)["disk"].cure


def test_the_models_in_use_come_first_with_their_origin(installed, tmp_path):
    generator, embedder, other = list_models(Settings(data=tmp_path))
    assert (generator.role, generator.name, generator.licence) == (
        *("generator", GENERATOR.key, "MIT"),
    )
    assert (embedder.role, embedder.name, embedder.source) == ("embedder", "e5", "packages")
    assert (other.role, other.name) == ("installed", "another")


def test_a_model_of_the_users_own_is_listed_as_named(installed, tmp_path):
    path = tmp_path / "모델.gguf"
    path.write_bytes(b"GGUF")
    generator = list_models(Settings(data=tmp_path, model=str(path)))[0]
    assert (generator.name, generator.size, generator.sha256) == (str(path), 4, "")


def test_weights_that_are_not_there_are_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "installed_weights", lambda: [])
    generator, embedder = list_models(Settings(data=tmp_path))
    assert generator.source == embedder.source == "not fetched yet"
