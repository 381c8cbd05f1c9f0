"""For the tests of the library: a backend over a folder, without a model."""

from types import SimpleNamespace

from rag.settings import Settings


class FolderBackend:
    """What the library needs, over a data folder; counts how often it was asked to reload."""

    def __init__(self, folder, embedder=None):
        self.settings = Settings(data=folder)
        self.reloads = 0
        retriever = SimpleNamespace(embedder=embedder)
        self._pipeline = SimpleNamespace(retriever=retriever) if embedder else None

    def pipeline(self):
        return self._pipeline

    def reload(self):
        self.reloads += 1


def wait_for(job):
    """Return a job when it is over."""
    import time

    for _ in range(1000):
        if job.over:
            return job
        time.sleep(0.02)
    raise AssertionError(f"{job.state} after 20 seconds")
