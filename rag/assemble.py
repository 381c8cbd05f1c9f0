"""From settings to working parts: the embedder, the store, the pipeline, warmed up."""

import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from index.dictionary import load_dictionary
from index.documents import Document, Span
from index.embedder import Embedder
from index.errors import ConfigurationError, tr
from index.reader import refuse_missing
from index.store import Store
from index.sync import Progress, SyncReport, sync_index
from index.terms import use_dictionary
from rag.answers import Evidence, Prompt, Question
from rag.generator import Generator, Usage, WeightsProgress, expected_name, load_generator
from rag.pipeline import RagPipeline
from rag.prompt import build_prompt
from rag.reranker import Reranker
from rag.retriever import HybridRetriever
from rag.settings import ROOT, Settings
from rag.terminal import say

CORPUS = ROOT / "corpus"
_WARM_QUESTION = "준비"


def open_embedder(settings: Settings, *, progress: WeightsProgress | None = None) -> Embedder:
    """Return the embedder that `settings` name, weights fetched if need be.

    Raises:
        WeightsError: the weights can't be had.
        ConfigurationError: `settings.embedder` names nothing that can be loaded.
    """
    quiet_libraries()
    from index.embedder import SentenceTransformerEmbedder
    from index.openvino_embedder import OpenVINOEmbedder, export_embedder
    from index.weights import fetch_embedder

    device = None if settings.device == "auto" else settings.device
    if settings.embedder == "default":
        fetched = fetch_embedder(progress=progress)
        name = f"{fetched.record_key}@{fetched.sha256[:12]}"
        if settings.device in ("auto", "cpu"):
            return OpenVINOEmbedder(export_embedder(fetched.path), name=name)
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
    paths: Sequence[Path] | None,
    *,
    rebuild: bool = False,
    only_if_empty: bool = False,
    progress: Progress,
    weights_progress: WeightsProgress | None = None,
    waiting: Callable[[str], None] = lambda holder: None,
    stop: Callable[[], bool] = lambda: False,
) -> SyncReport:
    """Make the index equal to `paths`; see `index.sync.sync_index`.

    Args:
        settings: which folder and which embedder.
        paths: files and folders; None for what was added without a file.
        rebuild: forget what is there first (needed after a change of embedder).
        only_if_empty: leave an index with articles alone.
        progress: called after each file.
        weights_progress: called while weights are fetched.
        waiting: called with who is writing the index, if another process is.
        stop: asked after each file.
    """
    use_names(settings)
    store = Store(settings.data)
    for path in paths or ():
        refuse_missing(path)  # before the slow part
    embedder = open_embedder(settings, progress=weights_progress)
    return sync_index(
        store,
        paths,
        embedder,
        rebuild=rebuild,
        only_if_empty=only_if_empty,
        progress=progress,
        waiting=waiting,
        stop=stop,
    )


def use_names(settings: Settings) -> None:
    """Let the search know the names in the user's list, if there is one.

    Raises:
        ConfigurationError: the list can't be read.
    """
    if settings.names:
        use_dictionary(load_dictionary(Path(settings.names).expanduser()))


def open_retriever(
    settings: Settings, *, progress: WeightsProgress | None = None
) -> HybridRetriever:
    """Return the retriever over the index in `settings.data`."""
    use_names(settings)
    store = Store(settings.data)
    if store.is_outdated():
        say(
            tr(
                "색인이 이전 판이나 다른 이름 목록으로 만든 것입니다. `geungeo index 폴더`를 다시 "
                "실행하면 더 잘 찾습니다. 임베딩은 다시 하지 않습니다.",
                "The index was made by an earlier version or with another list of names. Run"
                " `geungeo index FOLDER` again to find more; nothing is embedded anew.",
            )
        )
    if not store.counts()["chunks"]:
        from index.search_index import SearchIndex

        SearchIndex(store)  # says what to do about an empty index
    return HybridRetriever(
        store, open_embedder(settings, progress=progress), reranker=_open_reranker(settings)
    )


def _open_reranker(settings: Settings) -> Reranker | None:
    if not settings.reranker:
        return None
    from rag.reranker import CrossEncoderReranker

    quiet_libraries()
    device = None if settings.device == "auto" else settings.device
    return CrossEncoderReranker(settings.reranker, device=device)


def open_pipeline(
    settings: Settings,
    *,
    warm_after: threading.Event | None = None,
    progress: WeightsProgress | None = None,
) -> RagPipeline:
    """Return a pipeline as soon as it can search; the model goes on loading beside it.

    A question asked meanwhile gets its evidence at once and the model's words when it is there.

    Args:
        settings: which index, model and embedder.
        warm_after: when this is set, spend the slow first calls (kernels, example turns), so
            that the first question doesn't wait for them; None leaves them to that question.
        progress: called while weights are fetched.
    """
    quiet_libraries()
    generator = PendingGenerator(
        lambda: _open_generator(settings, warm_after=warm_after, progress=progress),
        name=expected_name(settings),
    )
    retriever = open_retriever(settings, progress=progress)
    if warm_after is not None:
        retriever.retrieve(_WARM_QUESTION, language="ko")  # the morphological analyser too
    return RagPipeline(
        retriever, generator, top_k=settings.top_k, max_tokens=settings.max_answer_tokens
    )


def at_once() -> threading.Event:
    """Return an event that is set, for `open_pipeline(warm_after=at_once())`."""
    event = threading.Event()
    event.set()
    return event


class PendingGenerator:
    """A generator that is being loaded in a thread of its own; its first use waits for it.

    Args:
        load: called once, at once.
        name: shown until the loaded model tells its own.
    """

    def __init__(self, load: Callable[[], Generator], *, name: str) -> None:
        self._loaded: Future[Generator] = Future()
        self._name = name
        threading.Thread(target=self._run, args=(load,), daemon=True).start()

    def _run(self, load: Callable[[], Generator]) -> None:
        try:
            self._loaded.set_result(load())
        except Exception as error:  # raised again where the model is used
            self._loaded.set_exception(error)

    @property
    def name(self) -> str:
        """The model's name, or what was asked for while it loads or if it can't."""
        done = self._loaded.done() and self._loaded.exception() is None
        return self._loaded.result().name if done else self._name

    def stream(self, prompt: Prompt, *, max_tokens: int, usage: Usage) -> Iterator[str]:
        """Yield the reply in pieces; the first call waits until the model is there."""
        return self._loaded.result().stream(prompt, max_tokens=max_tokens, usage=usage)


def _open_generator(
    settings: Settings, *, warm_after: threading.Event | None, progress: WeightsProgress | None
) -> Generator:
    generator = load_generator(settings, progress=progress)
    if warm_after is not None:
        warm_after.wait()
        nothing = Document(title="-", text="-", language="ko", source="")
        question = Question(_WARM_QUESTION, "ko", _WARM_QUESTION)
        prompt = build_prompt(question, [Evidence(nothing, Span(0, 1), 0.0)])
        for _ in generator.stream(prompt, max_tokens=1, usage=Usage()):
            pass
    return generator


def quiet_libraries() -> None:
    """Keep the libraries' own progress bars and telemetry out of the user's terminal."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TQDM_DISABLE", "1")
    warnings.filterwarnings("ignore", module="transformers|torch|sentence_transformers")
