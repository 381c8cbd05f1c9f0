"""What every test gets: no network, no settings of the machine, and a small index on demand."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from index.store import Store
from index.sync import sync_index
from rag.pipeline import RagPipeline
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder, ScriptedGenerator

ARTICLES = Path(__file__).parent / "data" / "articles"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_FOREIGN_SETTINGS = ("GEUNGEO_", "HF_", "XDG_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def pytest_configure(config):
    config.addinivalue_line("markers", "loopback: may connect to servers on this machine")


@pytest.fixture(autouse=True)
def isolated_settings(request, monkeypatch, tmp_path):
    """Messages in English; nothing of the machine's settings, unless a test is `real`."""
    if not request.node.get_closest_marker("real"):
        for name in list(os.environ):
            if name.upper().startswith(_FOREIGN_SETTINGS):
                monkeypatch.delenv(name)
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("GEUNGEO_LANG", "en")


@pytest.fixture(autouse=True)
def network_block(request, monkeypatch):
    """Refuse connections: all of them, or for `loopback` tests those to other machines."""
    if request.node.get_closest_marker("real"):
        return
    loopback = request.node.get_closest_marker("loopback") is not None

    def guarded(name):
        connect = getattr(socket.socket, name)

        def refuse_or_connect(self, address):
            unix = self.family == getattr(socket, "AF_UNIX", None)
            if unix or (loopback and address[0] in _LOOPBACK):
                return connect(self, address)
            raise AssertionError(f"a fast test may not connect to {address}")

        return refuse_or_connect

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(name))


@pytest.fixture
def embedder():
    return BigramEmbedder()


@pytest.fixture
def articles(tmp_path):
    """A folder with the articles of tests/data, free to change."""
    return Path(shutil.copytree(ARTICLES, tmp_path / "articles"))


@pytest.fixture(scope="session")
def built_index(tmp_path_factory):
    """An index of the articles, built once; tests work on copies."""
    folder = tmp_path_factory.mktemp("built")
    report = sync_index(Store(folder), [ARTICLES], BigramEmbedder())
    assert not report.errors
    return folder


@pytest.fixture
def store(built_index, tmp_path):
    """A store that holds the articles of tests/data."""
    return Store(Path(shutil.copytree(built_index, tmp_path / "index")))


@pytest.fixture
def retriever(store, embedder):
    return HybridRetriever(store, embedder)


@pytest.fixture
def make_pipeline(retriever):
    """Return a function: script of the model -> (pipeline, generator)."""

    def make(script=(), **options):
        generator = ScriptedGenerator(script)
        return RagPipeline(retriever, generator, **options), generator

    return make


@pytest.fixture
def pipeline(make_pipeline):
    """A pipeline whose model always repeats that the articles don't say."""
    return make_pipeline({"": "자료에 없음"})[0]
