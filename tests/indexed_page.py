"""A page over a real index of tests/data: `pytest_plugins = ["tests.indexed_page"]`."""

import shutil

import pytest

from index.store import Store
from index.sync import sync_index
from rag.pipeline import RagPipeline
from rag.retriever import HybridRetriever
from tests.conftest import ARTICLES
from tests.fakes import BigramEmbedder, ScriptedGenerator
from tests.page_fakes import Served
from tests.page_walks import REPLY, UNANSWERABLE


class IndexedPage(Served):
    """A page over an index of tests/data; its model knows one answer."""

    SCRIPT = {UNANSWERABLE[:5]: "자료에 없음", "": REPLY}

    def __init__(self):
        super().__init__(self._open)

    def _open(self):
        data = self.backend.settings.data
        articles = shutil.copytree(ARTICLES, data / "articles")
        store, embedder = Store(data), BigramEmbedder()
        assert not sync_index(store, [articles], embedder).errors
        return RagPipeline(HybridRetriever(store, embedder), ScriptedGenerator(self.SCRIPT))


@pytest.fixture(scope="module")
def indexed():
    page = IndexedPage()
    yield page
    page.stop()
