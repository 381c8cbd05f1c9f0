"""Make the index equal to some folders: read, chunk, embed, store; touch only what changed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.chunker import TARGET_TOKENS, chunk_document
from index.documents import Document
from index.embedder import Embedder
from index.errors import SourceError, UserError
from index.reader import find_articles, read_document
from index.sentences import split_sentences
from index.store import SourceState, Store
from index.terms import extract_terms

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class SyncReport:
    """What one run did. `errors` holds (source, problem) of files that were left out."""

    added: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0
    errors: list[tuple[str, UserError]] = field(default_factory=list)


def sync_index(
    store: Store,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    progress: Progress = lambda done, total, title: None,
) -> SyncReport:
    """Make `store` hold the articles at `paths` and no others.

    A file whose size and time are as stored isn't read again. A file that can't be read is
    reported and, if an earlier version of it is stored, that version stays.

    Args:
        store: the index.
        paths: files and folders.
        embedder: must be the one that built the index.
        progress: called after each file with files done, files in all, title.

    Raises:
        SourceError: a path doesn't exist, or there is no article at any of them
            (then nothing is changed).
        IndexMismatchError: the index was built with other weights or sizes.
    """
    started = time.perf_counter()
    files = list(dict.fromkeys(f for path in paths for f in find_articles(path.resolve())))
    if not files:
        listed = ", ".join(map(str, paths))
        raise SourceError(
            f"{listed}: 기사 파일(.txt, .md)이 없습니다. 기사를 넣고 다시 실행하세요. "
            "색인은 바꾸지 않았습니다.",
            f"{listed}: no article files (.txt, .md) in it. Put some there and run again. "
            "The index was not changed.",
        )
    store.require_settings(index_settings(embedder))
    known = store.sources()
    report = SyncReport()
    for number, file in enumerate(files, start=1):
        try:
            title = _sync_file(store, file, known.get(str(file)), embedder, report)
        except SourceError as error:
            report.errors.append((str(file), error))
            title = file.name
        progress(number, len(files), title)
    gone = sorted(set(known) - {str(file) for file in files})
    if gone:
        store.remove_sources(gone)
        report.removed = len(gone)
    report.seconds = time.perf_counter() - started
    return report


def index_settings(embedder: Embedder) -> dict[str, str]:
    """Return what an index must agree on to be searched with `embedder`."""
    return {
        "embedder": embedder.name,
        "dim": str(embedder.dim),
        "target_tokens": str(TARGET_TOKENS),
    }


def _sync_file(
    store: Store, file: Path, known: SourceState | None, embedder: Embedder, report: SyncReport
) -> str:
    try:
        stat = file.stat()
    except OSError:
        read_document(file)  # raises the SourceError that says why
        raise
    if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        report.unchanged += 1
        return file.name
    document = read_document(file)
    if not store.has_document(document.id):
        add_document(store, document, embedder)
        report.added += 1
    else:
        report.unchanged += 1
    store.set_source(str(file), SourceState(document.id, stat.st_size, stat.st_mtime_ns))
    return document.title


def add_document(store: Store, document: Document, embedder: Embedder) -> None:
    """Chunk, embed and store one article."""
    chunks = chunk_document(document, embedder.count_tokens)
    sentences = split_sentences(document.text)
    heading = searched_heading(document)
    chunk_texts = [f"{heading}\n{chunk.span.of(document.text)}" for chunk in chunks]
    sentence_texts = [span.of(document.text) for span in sentences]
    vectors = embedder.embed_passages(chunk_texts + sentence_texts)
    store.add_document(
        document,
        chunks,
        chunk_terms=[extract_terms(text) for text in chunk_texts],
        chunk_vectors=vectors[: len(chunks)],
        sentence_terms={
            span: extract_terms(text) for span, text in zip(sentences, sentence_texts, strict=True)
        },
        sentence_vectors=dict(zip(sentences, vectors[len(chunks) :], strict=True)),
    )


def searched_heading(document: Document) -> str:
    """Return the line that stands before each chunk when it is embedded and indexed.

    The title alone is worth .026 MRR; publisher and date let "2023년 9월" or a newspaper's
    name find the article. The date is written as the article's language writes it.
    """
    details = [document.publisher]
    if document.date:
        year, month, day = (int(part) for part in document.date.split("-"))
        words = {"ko": f"{year}년 {month}월 {day}일", "ja": f"{year}年{month}月{day}日"}
        words["zh"] = words["ja"]
        details.append(words.get(document.language, document.date))
    known = ", ".join(filter(None, details))
    return f"{document.title} ({known})" if known else document.title
