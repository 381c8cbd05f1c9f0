"""From settings to working parts: the embedder, the store, the pipeline, warmed up."""

import os
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.documents import Document, Span
from index.embedder import Embedder
from index.errors import ConfigurationError, SourceError
from index.store import Store
from index.sync import Progress, SyncReport, sync_index
from index.terms import extract_terms
from rag.answers import Evidence, Question
from rag.generator import Usage, WeightsProgress, load_generator
from rag.pipeline import RagPipeline
from rag.prompt import build_prompt
from rag.retriever import HybridRetriever
from rag.settings import ROOT, Settings

CORPUS = ROOT / "corpus"


def open_embedder(settings: Settings, *, progress: WeightsProgress | None = None) -> Embedder:
    """Return the embedder that `settings` name, weights fetched if need be.

    Raises:
        WeightsError: the weights can't be had.
        ConfigurationError: `settings.embedder` names nothing that can be loaded.
    """
    quiet_libraries()
    from index.embedder import SentenceTransformerEmbedder
    from index.weights import fetch_embedder

    device = None if settings.device == "auto" else settings.device
    if settings.embedder == "default":
        fetched = fetch_embedder(progress=progress)
        name = f"{fetched.record_key}@{fetched.sha256[:12]}"
        return SentenceTransformerEmbedder(fetched.path, name=name, device=device)
    try:
        return SentenceTransformerEmbedder(settings.embedder, name=settings.embedder, device=device)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"embedder={settings.embedder}: 불러올 수 없습니다 ({error}). 허브의 이름이나 "
            "SentenceTransformer 폴더여야 합니다.",
            f"embedder={settings.embedder}: can't be loaded ({error}). It must be a hub name or"
            " a SentenceTransformer folder.",
        ) from error


def index_paths(
    settings: Settings,
    paths: Sequence[Path],
    *,
    rebuild: bool = False,
    progress: Progress,
    weights_progress: WeightsProgress | None = None,
) -> SyncReport:
    """Make the index equal to `paths`; see `index.sync.sync_index`.

    Args:
        settings: which folder and which embedder.
        paths: files and folders.
        rebuild: forget what is there first (needed after a change of embedder).
        progress: called after each file.
        weights_progress: called while weights are fetched.
    """
    store = Store(settings.data)
    missing = [path for path in paths if not path.exists()]
    if missing:  # before the slow part
        raise SourceError(
            f"{missing[0]}: 그런 파일이나 폴더가 없습니다. 경로를 확인하세요.",
            f"{missing[0]}: no such file or folder. Check the path.",
        )
    embedder = open_embedder(settings, progress=weights_progress)
    if rebuild:
        store.clear()
    return sync_index(store, paths, embedder, progress=progress)


def open_retriever(
    settings: Settings, *, progress: WeightsProgress | None = None
) -> HybridRetriever:
    """Return the retriever over the index in `settings.data`."""
    store = Store(settings.data)
    if not store.counts()["chunks"]:
        from index.search_index import SearchIndex

        SearchIndex(store)  # says what to do about an empty index
    return HybridRetriever(store, open_embedder(settings, progress=progress))


def open_pipeline(settings: Settings, *, progress: WeightsProgress | None = None) -> RagPipeline:
    """Return a pipeline that is ready to answer; model and index load side by side."""
    quiet_libraries()
    with ThreadPoolExecutor(max_workers=2) as pool:
        retriever = pool.submit(open_retriever, settings, progress=progress)
        generator = pool.submit(load_generator, settings, progress=progress)
        parts = retriever.result(), generator.result()
    return RagPipeline(*parts, top_k=settings.top_k, max_tokens=settings.max_answer_tokens)


def warm_up(pipeline: RagPipeline, *, language: str) -> None:
    """Spend the slow first calls (kernels, example turns, morphology) before a user waits."""
    extract_terms("준비")
    nothing = Document(title="-", text="-", language=language, source="")
    evidence = [Evidence(nothing, Span(0, 1), 0.0)]
    prompt = build_prompt(Question("-", language, "-"), evidence)
    for _ in pipeline.generator.stream(prompt, max_tokens=1, usage=Usage()):
        pass


def quiet_libraries() -> None:
    """Keep the libraries' own progress bars and telemetry out of the user's terminal."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TQDM_DISABLE", "1")
    warnings.filterwarnings("ignore", module="transformers|torch|sentence_transformers")
