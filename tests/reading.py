"""The one article of a file, for tests that need no more."""

from pathlib import Path

from index.documents import Document
from index.reader import read_documents


def read_document(path: Path) -> Document:
    (document,) = read_documents(path)
    return document
