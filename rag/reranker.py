"""The seam for a model that reads question and passage together and orders the best anew.

None is used by default: at 20 passages of 200 tokens a multilingual cross-encoder costs
seconds on two cores, and none could be measured on Korean here. A setting turns one on.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from index.errors import ConfigurationError
from rag.answers import Passage

RERANKED = 20  # passages that it reads


class Reranker(Protocol):
    """Anything that orders passages anew."""

    def rerank(self, question: str, passages: Sequence[Passage]) -> list[Passage]:
        """Return all the passages, best first."""


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers.

    Args:
        model: a name on the hub or a folder, such as "BAAI/bge-reranker-v2-m3".
        device: "cpu", "cuda", "mps"; None lets the library choose.

    Raises:
        ConfigurationError: nothing that can be loaded.
    """

    def __init__(self, model: str, *, device: str | None = None) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(model, device=device)
        except Exception as error:  # whatever damaged weights make of it
            raise ConfigurationError(
                f"reranker={model}: 불러올 수 없습니다 ({error}). 허브의 이름이나 CrossEncoder "
                "폴더여야 합니다.",
                f"reranker={model}: can't be loaded ({error}). It must be a hub name or a"
                " CrossEncoder folder.",
            ) from error
        made_for = self._model.config.architectures or [""]
        if not made_for[0].endswith("ForSequenceClassification"):
            raise ConfigurationError(
                f"reranker={model}: 재순위용 CrossEncoder가 아닙니다 ({made_for[0] or '?'}). 점수를"
                " 매기도록 학습된 모델을 고르세요.",
                f"reranker={model}: not a CrossEncoder ({made_for[0] or '?'}). Choose a model that"
                " was trained to score pairs.",
            )
        if self._model.num_labels != 1:
            raise ConfigurationError(
                f"reranker={model}: 점수 하나가 아니라 분류 {self._model.num_labels}개를 내는 "
                "모델입니다. 재순위용 CrossEncoder를 고르세요.",
                f"reranker={model}: gives {self._model.num_labels} classes, not one score. Choose a"
                " CrossEncoder made for reranking.",
            )

    def rerank(self, question: str, passages: Sequence[Passage]) -> list[Passage]:
        """Return all the passages in the model's order.

        The scores stay those of the first ranking, handed out in the new order: what comes
        after adds to them on their own scale.
        """
        pairs = [(question, f"{passage.document.title}\n{passage.text}") for passage in passages]
        found = self._model.predict(pairs, show_progress_bar=False) if pairs else []
        order = sorted(range(len(passages)), key=lambda i: -float(found[i]))
        scores = sorted((passage.score for passage in passages), reverse=True)
        return [replace(passages[i], score=score) for i, score in zip(order, scores, strict=True)]
