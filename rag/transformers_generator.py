"""Any causal model of the hub or a local folder, on GPU or CPU. The only user of transformers.

bf16 on CUDA and MPS, chosen automatically; the reference for the other engines.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import ConfigurationError, GenerationError
from rag.answers import Prompt
from rag.generator import Usage


class TransformersGenerator:
    """One loaded model; requests wait for each other.

    Args:
        model: a transformers causal language model.
        tokenizer: its tokenizer, with a chat template.
        name: shown to the user.
    """

    def __init__(self, model: Any, tokenizer: Any, *, name: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._name = name
        self._busy = threading.Lock()

    @classmethod
    def from_name(cls, name: str, *, device: str = "auto") -> "TransformersGenerator":
        """Return a model by hub name or local folder.

        Raises:
            ConfigurationError: nothing of that name can be loaded, or the device isn't there.
        """
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            chosen = torch.device(_best_device() if device == "auto" else device)
            kind = torch.float32 if chosen.type == "cpu" else torch.bfloat16
            tokenizer = AutoTokenizer.from_pretrained(name)
            model = AutoModelForCausalLM.from_pretrained(name, dtype=kind).to(chosen).eval()
        except (OSError, ValueError, RuntimeError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ConfigurationError(
                f"model={name}: 불러올 수 없습니다 ({reason}). 허브의 이름, 로컬 폴더, .gguf 파일, "
                "http 주소 가운데 하나여야 합니다.",
                f"model={name}: can't be loaded ({reason}). It must be a hub name, a local folder,"
                " a .gguf file or an http address.",
            ) from error
        return cls(model, tokenizer, name=Path(name).name)

    @property
    def name(self) -> str:
        """The last part of the hub name or folder."""
        return self._name

    def stream(self, prompt: Prompt, *, max_tokens: int, usage: Usage) -> Iterator[str]:
        """Yield the reply in pieces; closing the iterator stops the model within a token."""
        from transformers import StoppingCriteriaList, TextIteratorStreamer

        turns = [{"role": m.role, "content": m.content} for m in prompt.messages]
        inputs = self._tokenizer.apply_chat_template(
            turns, add_generation_prompt=True, return_tensors="pt", return_dict=True
        ).to(self._model.device)
        usage.prompt_tokens = int(inputs["input_ids"].shape[1])
        streamer = TextIteratorStreamer(self._tokenizer, skip_prompt=True, skip_special_tokens=True)
        stopped = threading.Event()
        failures: list[Exception] = []

        def generate() -> None:
            try:
                with self._busy:
                    output = self._model.generate(
                        **inputs,
                        max_new_tokens=max_tokens,
                        do_sample=False,
                        streamer=streamer,
                        stopping_criteria=StoppingCriteriaList([lambda *_: stopped.is_set()]),
                    )
                usage.answer_tokens = int(output.shape[1]) - usage.prompt_tokens
            except Exception as error:  # handed to the caller's thread, never lost
                failures.append(error)
                streamer.end()

        worker = threading.Thread(target=generate, daemon=True)
        worker.start()
        try:
            yield from streamer
        finally:
            stopped.set()
            worker.join()
        if failures:
            raise GenerationError(
                f"언어 모델이 멈췄습니다: {failures[0]}. 다시 질문하거나 재시작하세요.",
                f"The language model failed: {failures[0]}. Ask again or restart.",
            ) from failures[0]


def _best_device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
