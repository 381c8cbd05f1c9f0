"""Names of a question that the articles at hand never mention.

What such an article says, it says of somebody else: "카카오도 뽑혔어?" isn't answered by a list
of those who were, and a sentence about 카카오 doesn't rest on it.
"""

import re
from collections.abc import Iterable

from index.documents import Document
from index.terms import extract_names, fold
from rag.answers import Question
from rag.support.known_names import known_names, mentions

_FEWEST = 2  # characters


def strangers(question: Question, documents: Iterable[Document]) -> list[str]:
    """Return the names of a question, folded, that no document in its language mentions.

    Documents count whole, with title and publisher. Names are compared as they are written,
    without spaces, or as the list of known names has them. Korean questions only: elsewhere
    capitals don't tell a name from a month or a noun.
    """
    own = {d.id: d for d in documents if d.language == question.language == "ko"}
    names = extract_names(question.meant) if own else []
    names = [name for name in names if len(name) >= _FEWEST and not name.isdigit()]
    if not names:
        return []
    texts = [f"{d.title} {d.publisher} {d.text}" for d in own.values()]
    squeezed = [_squeeze(text) for text in texts]
    listed = {fold(known.written): known.name for known in known_names(question.meant)}
    return [
        name
        for name in names
        if not any(_squeeze(name) in text for text in squeezed)
        and not (name in listed and any(mentions(text, listed[name]) for text in texts))
    ]


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
