"""Any OpenAI-compatible server (vLLM, llama.cpp, Ollama, a cloud): streaming chat completions."""

import json
from collections.abc import Iterator
from typing import Any

from index.errors import GenerationError
from rag.answers import Prompt
from rag.generator import Usage


class OpenAIGenerator:
    """A model behind `<address>/chat/completions`.

    Args:
        address: up to and with the version, e.g. "http://127.0.0.1:8080/v1".
        model: the server's name for the model; "" takes the first it lists.
        api_key: sent as a bearer token if not empty.
    """

    def __init__(self, address: str, *, model: str = "", api_key: str = "") -> None:
        import httpx

        self._address = address.rstrip("/")
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, timeout=httpx.Timeout(300, connect=10))
        self._name = model or self._first_model()

    @property
    def name(self) -> str:
        """The server's name for the model."""
        return self._name

    def stream(self, prompt: Prompt, *, max_tokens: int, usage: Usage) -> Iterator[str]:
        """Yield the reply in pieces; closing the iterator closes the connection."""
        import httpx

        body = {
            "model": self._name,
            "messages": [{"role": m.role, "content": m.content} for m in prompt.messages],
            "max_tokens": max_tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        url = f"{self._address}/chat/completions"
        try:
            with self._client.stream("POST", url, json=body) as response:
                if response.is_error:
                    response.read()
                    raise self._failed(f"HTTP {response.status_code}: {response.text[:200]}")
                for line in response.iter_lines():
                    if line.startswith("data:") and line[5:].strip() != "[DONE]":
                        yield from _pieces(json.loads(line[5:]), usage)
        except (httpx.HTTPError, json.JSONDecodeError) as error:
            raise self._failed(str(error) or type(error).__name__) from error

    def _first_model(self) -> str:
        import httpx

        try:
            response = self._client.get(f"{self._address}/models").raise_for_status()
            return str(response.json()["data"][0]["id"])
        except (httpx.HTTPError, ValueError, LookupError) as error:
            raise self._failed(str(error) or type(error).__name__) from error

    def _failed(self, reason: str) -> GenerationError:
        return GenerationError(
            f"{self._address}: 언어 모델 서버가 답하지 않습니다 ({reason}). 서버가 켜져 있는지, "
            "주소가 /v1까지 맞는지, 모델 이름과 키를 확인하세요.",
            f"{self._address}: the model server doesn't answer ({reason}). Check that it runs, that"
            " the address is right up to /v1, and the model name and key.",
        )


def _pieces(event: dict[str, Any], usage: Usage) -> Iterator[str]:
    counted = event.get("usage") or {}
    usage.prompt_tokens = int(counted.get("prompt_tokens") or usage.prompt_tokens)
    usage.answer_tokens = int(counted.get("completion_tokens") or usage.answer_tokens)
    for choice in event.get("choices") or ():
        piece = (choice.get("delta") or {}).get("content")
        if piece:
            yield str(piece)
