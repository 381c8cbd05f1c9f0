"""The default engine: OpenVINO GenAI on the CPU. The only module that imports it.

A GGUF file is translated into OpenVINO's own format once (40 s) and kept beside the other
weights; from then on loading takes 3 s. The examples at the start of every prompt stay in
the prefix cache, so that a question costs only its own evidence.
"""

import os
import queue
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from index.errors import GenerationError
from index.weight_files import exclusive
from rag.answers import Prompt
from rag.generator import Usage, WeightsProgress
from rag.openvino_weights import ungroup_weights

_TRANSLATED = "openvino_model.xml"
_FORM = "row8"  # grows with what `ungroup_weights` makes of the reader's model
_CACHE_GB = 1  # key-value cache: about 35,000 tokens of the default model
# f32 activations with 8-bit dynamic quantisation: fastest measured without losing answers.
_PLUGIN_SETTINGS = {"INFERENCE_PRECISION_HINT": "f32"}
_END = None


class OpenVINOGenerator:
    """One loaded model; requests wait for each other (the pipeline runs one at a time).

    Args:
        folder: a model in OpenVINO's format with its tokenizer.
        name: shown to the user.

    Raises:
        GenerationError: the folder can't be loaded.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        import openvino_genai

        self._genai = openvino_genai
        self._name = name
        self._busy = threading.Lock()
        scheduler = openvino_genai.SchedulerConfig()
        scheduler.enable_prefix_caching = True
        scheduler.cache_size = _CACHE_GB
        self._pipeline = _load(openvino_genai, folder, scheduler_config=scheduler)
        self._tokenizer = self._pipeline.get_tokenizer()

    @classmethod
    def from_gguf(
        cls, path: Path, *, progress: WeightsProgress | None = None
    ) -> "OpenVINOGenerator":
        """Return the model of a GGUF file, translated first if that wasn't done yet."""
        return cls(translate_gguf(path, progress=progress), name=path.stem)

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self._name

    def stream(self, prompt: Prompt, *, max_tokens: int, usage: Usage) -> Iterator[str]:
        """Yield the reply in pieces; closing the iterator stops the model within a token."""
        pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
        stopped = threading.Event()
        worker = threading.Thread(
            target=self._generate,
            args=(self._render(prompt), max_tokens, usage, pieces, stopped),
            daemon=True,
        )
        worker.start()
        try:
            while (piece := pieces.get()) is not _END:
                if isinstance(piece, Exception):
                    raise GenerationError(
                        f"언어 모델이 멈췄습니다: {piece}. 다시 질문하거나 재시작하세요.",
                        f"The language model failed: {piece}. Ask again or restart.",
                    ) from piece
                yield piece
        finally:
            stopped.set()
            worker.join()

    def _generate(
        self,
        text: str,
        max_tokens: int,
        usage: Usage,
        pieces: "queue.SimpleQueue[str | Exception | None]",
        stopped: threading.Event,
    ) -> None:
        """Run in a thread of its own: the pipeline calls back from C++ while it generates."""
        status = self._genai.StreamingStatus

        def receive(piece: str) -> Any:
            pieces.put(piece)
            return status.CANCEL if stopped.is_set() else status.RUNNING

        try:
            with self._busy:
                if not stopped.is_set():
                    result = self._pipeline.generate([text], self._config(max_tokens), receive)
                    metrics = result.perf_metrics
                    usage.prompt_tokens = int(metrics.get_num_input_tokens())
                    usage.answer_tokens = int(metrics.get_num_generated_tokens())
        except Exception as error:  # handed to the caller's thread, never lost
            pieces.put(error)
        pieces.put(_END)

    def _config(self, max_tokens: int) -> Any:
        config = self._genai.GenerationConfig()
        config.max_new_tokens = max_tokens
        config.do_sample = False
        config.apply_chat_template = False
        config.set_eos_token_id(self._tokenizer.get_eos_token_id())
        return config

    def _render(self, prompt: Prompt) -> str:
        turns = [{"role": m.role, "content": m.content} for m in prompt.messages]
        return str(self._tokenizer.apply_chat_template(turns, add_generation_prompt=True))


def translate_gguf(path: Path, *, progress: WeightsProgress | None = None) -> Path:
    """Return the folder with the OpenVINO form of a GGUF file, made once and kept beside it.

    Raises:
        GenerationError: the file isn't a GGUF of an architecture that OpenVINO reads, or the
            folder can't be written.
    """
    import openvino_genai

    release = openvino_genai.__version__.split("-")[0]
    target = path.with_name(f"{path.stem}-openvino-{release}-{_FORM}")
    if (target / _TRANSLATED).is_file():
        return target
    say = progress or (lambda label, done, total: None)
    try:
        with exclusive(path.with_suffix(".lock")):
            if not (target / _TRANSLATED).is_file():
                _translate(openvino_genai, path, target, say)
    except OSError as error:
        raise _failed(path, error.strerror or str(error)) from error
    return target


def _translate(genai: Any, path: Path, target: Path, say: WeightsProgress) -> None:
    label = f"{path.stem} → OpenVINO"
    with tempfile.TemporaryDirectory(prefix=".translating-", dir=path.parent) as folder:
        read, made = Path(folder, "read"), Path(folder, "made")
        read.mkdir()
        made.mkdir()
        linked = read / path.name
        _link(path, linked)
        size = path.stat().st_size
        say(label, size // 10, size)
        _load(genai, linked, enable_save_ov_model=True)
        linked.unlink()
        if not (read / _TRANSLATED).is_file():
            raise _failed(path, "nothing was saved")
        say(label, size // 2, size)
        ungroup_weights(read / _TRANSLATED, made / _TRANSLATED)
        for file in read.glob("openvino_*tokenizer.*"):
            file.replace(made / file.name)
        made.replace(target)
        say(label, size, size)


def _link(source: Path, target: Path) -> None:
    for copy in (os.link, os.symlink, shutil.copyfile):
        try:
            copy(source, target)
        except OSError:
            continue
        return
    raise OSError(f"can't link {source} to {target}")


def _load(genai: Any, path: Path, **options: Any) -> Any:
    load: Callable[..., Any] = genai.LLMPipeline
    try:
        return load(str(path), "CPU", **options, **_PLUGIN_SETTINGS)
    except RuntimeError as error:
        raise _failed(path, str(error).strip().splitlines()[-1]) from error


def _failed(path: Path, reason: str) -> GenerationError:
    return GenerationError(
        f"{path}: 언어 모델을 불러올 수 없습니다 ({reason}). `geungeo doctor`로 점검하고, "
        "디스크 공간과 파일을 확인하거나 다른 model 설정을 쓰세요.",
        f"{path}: the language model can't be loaded ({reason}). Run `geungeo doctor`, check the"
        " disk space and the file, or choose another model setting.",
    )
