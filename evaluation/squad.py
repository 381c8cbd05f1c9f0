"""SQuAD-format question sets as articles to index and questions with known answers.

https://rajpurkar.github.io/SQuAD-explorer/ (XQuAD and KorQuAD 1.0 use the same format.)
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from index.documents import Document
from index.language import detect_language

_LANGUAGE_IN_NAME = re.compile(r"[._-](?P<code>[a-z]{2})\.json$")


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """A question and the paragraph that answers it.

    `paragraph` counts the paragraphs of its file from 0, `article` the articles; `answers`
    are the accepted words, as they stand in the paragraph.
    """

    text: str
    language: str
    paragraph: int
    article: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SquadSet:
    """One file: its paragraphs as documents, in order, and its questions."""

    name: str
    language: str
    documents: tuple[Document, ...]
    questions: tuple[SquadQuestion, ...]


def read_squad(path: Path) -> SquadSet:
    """Return the paragraphs and questions of a SQuAD file.

    The language is taken from the file's name ("xquad.de.json"), else from the first texts.

    Raises:
        ValueError: the file isn't in SQuAD format.
    """
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        texts = [p["context"] for article in articles for p in article["paragraphs"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: not in SQuAD format ({error})") from error
    named = _LANGUAGE_IN_NAME.search(path.name)
    language = named["code"] if named else detect_language(" ".join(texts[:20]))
    documents: list[Document] = []
    questions: list[SquadQuestion] = []
    for number, article in enumerate(articles):
        title = article.get("title", "").replace("_", " ")
        for paragraph in article["paragraphs"]:
            place = len(documents)
            text = re.sub(r"\s*\n\s*", "\n", paragraph["context"].strip())
            documents.append(Document(title, text, language, f"{path.stem}/{place}"))
            questions += [
                SquadQuestion(
                    asked["question"], language, place, number,
                    tuple(answer["text"] for answer in asked["answers"]),
                )
                for asked in paragraph.get("qas", ())
            ]  # fmt: skip
    return SquadSet(path.stem, language, tuple(documents), tuple(questions))
