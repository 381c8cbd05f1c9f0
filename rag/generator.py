"""The seam to a language model, and the choice of one from a single setting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.errors import ConfigurationError
from rag.answers import Prompt
from rag.settings import Settings

WeightsProgress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Usage:
    """Token counts of one reply; 0 where the engine doesn't tell."""

    prompt_tokens: int = 0
    answer_tokens: int = 0


class Generator(Protocol):
    """Turns a prompt into a reply, piece by piece."""

    @property
    def name(self) -> str:
        """What the page and the command line call the model."""

    def stream(self, prompt: Prompt, *, max_tokens: int, usage: Usage) -> Iterator[str]:
        """Yield the reply in pieces. Closing the iterator stops the model.

        Args:
            prompt: the chat turns; the engine applies the model's own template.
            max_tokens: the reply is cut there.
            usage: filled in when the reply ends.

        Raises:
            GenerationError: the model failed or can't be reached.
        """


def load_generator(settings: Settings, *, progress: WeightsProgress | None = None) -> Generator:
    """Return the generator that `settings.model` names, weights fetched if need be.

    Raises:
        ConfigurationError: the setting names nothing that can be loaded.
        WeightsError: the weights can't be had.
        GenerationError: the engine can't load them.
    """
    model = settings.model
    if model.startswith(("http://", "https://")):
        from rag.openai_generator import OpenAIGenerator

        return OpenAIGenerator(model, model=settings.server_model, api_key=settings.api_key)
    if model == "default" or model.endswith(".gguf"):
        from rag.openvino_generator import OpenVINOGenerator

        return OpenVINOGenerator.from_gguf(_gguf(model, progress), progress=progress)
    from rag.transformers_generator import TransformersGenerator

    return TransformersGenerator.from_name(model, device=settings.device)


def prepare_generator(settings: Settings, *, progress: WeightsProgress | None = None) -> None:
    """Fetch and translate the weights of a local model, without loading it for use."""
    model = settings.model
    if model == "default" or model.endswith(".gguf"):
        from rag.openvino_generator import translate_gguf

        translate_gguf(_gguf(model, progress), progress=progress)


def expected_name(settings: Settings) -> str:
    """Return what the model will be called once it is loaded, as far as the setting tells."""
    if settings.model == "default":
        from index.weights import GENERATOR

        return GENERATOR.key
    if settings.model.startswith(("http://", "https://")):
        return settings.server_model or settings.model
    return Path(settings.model).stem


def _gguf(model: str, progress: WeightsProgress | None) -> Path:
    if model == "default":
        from index.weights import GENERATOR, fetch_weights

        return fetch_weights(GENERATOR, progress=progress)
    path = Path(model).expanduser()
    if not path.is_file():
        raise ConfigurationError(
            f"model={model}: 그런 GGUF 파일이 없습니다. 경로를 확인하세요.",
            f"model={model}: no such GGUF file. Check the path.",
        )
    return path
