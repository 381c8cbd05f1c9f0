"""SQuAD-format question sets as articles to index and questions with known answers.

https://rajpurkar.github.io/SQuAD-explorer/ (XQuAD and KorQuAD 1.0 use the same format.)
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.documents import Document
from index.errors import SourceError
from index.language import detect_language


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """A question and the paragraph that answers it.

    `number` counts the questions of its file from 0, `paragraph` the documents of its set,
    `article` the articles; `answers` are the accepted words, as they stand in the paragraph.
    """

    text: str
    language: str
    number: int
    paragraph: int
    article: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SquadSet:
    """One file: its paragraphs as documents, in order, and its questions.

    `article_of` names for each document the article it belongs to, counted from 0.
    """

    name: str
    language: str
    documents: tuple[Document, ...]
    article_of: tuple[int, ...]
    questions: tuple[SquadQuestion, ...]

    def is_translation_of(self, other: "SquadSet") -> bool:
        """Return whether the files hold the same paragraphs, by their layout, in two languages."""
        return self.language != other.language and self.article_of == other.article_of


@dataclass(frozen=True, slots=True)
class ForeignQuestions:
    """Questions in one language whose answers stand in `versions`, sets in other languages."""

    name: str
    language: str
    questions: tuple[SquadQuestion, ...]
    versions: tuple[SquadSet, ...]


def read_squad(path: Path) -> SquadSet:
    """Return the paragraphs and questions of a SQuAD file; questions without an answer go.

    Raises:
        SourceError: the file can't be read, isn't in SQuAD format or holds no paragraph.
    """
    try:
        articles = list(_articles(json.loads(_read(path))))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SourceError(
            f"{path}: SQuAD 형식의 JSON이 아닙니다 ({error!r}). data[].paragraphs[]에 context와 "
            "qas가 있어야 합니다.",
            f"{path}: not in SQuAD format ({error!r}). It must be JSON with context and qas in"
            " data[].paragraphs[].",
        ) from error
    if not any(texts for _, texts, _ in articles):
        raise SourceError(f"{path}: 문단이 하나도 없습니다.", f"{path}: holds no paragraph.")
    language = detect_language(" ".join(text for _, texts, _ in articles for text in texts))
    documents: list[Document] = []
    article_of: list[int] = []
    questions: list[SquadQuestion] = []
    for number, (title, texts, asked) in enumerate(articles):
        for text, qas in zip(texts, asked, strict=True):
            for question, answers in qas:
                questions.append(
                    SquadQuestion(
                        question, language, len(questions), len(documents), number, answers
                    )
                )
            documents.append(Document(title, text, language, f"{path.stem}/{len(documents)}"))
            article_of.append(number)
    return SquadSet(path.stem, language, tuple(documents), tuple(article_of), tuple(questions))


def families(sets: Sequence[SquadSet]) -> list[list[SquadSet]]:
    """Return the sets in groups that are translations of each other, in order."""
    groups: list[list[SquadSet]] = []
    for squad in sets:
        for group in groups:
            if all(squad.is_translation_of(other) for other in group):
                group.append(squad)
                break
        else:
            groups.append([squad])
    return groups


def read_foreign(path: Path, sets: Sequence[SquadSet]) -> ForeignQuestions:
    """Return the questions of a JSONL file, one language, about paragraphs in others.

    The paragraphs are those of the most translated of `sets` that isn't in that language.

    Args:
        path: each line holds "question" and "xquad_paragraph_index", from 0.
        sets: where the answers are.

    Raises:
        SourceError: the file can't be read, a line isn't as above, there is none, or no set
            is in another language.
    """
    lines = [(n, text) for n, text in enumerate(_read(path).splitlines(), start=1) if text.strip()]
    records = [_foreign_record(text, f"{path}:{number}") for number, text in lines]
    if not records:
        raise SourceError(f"{path}: 질문이 없습니다.", f"{path}: no questions.")
    language = detect_language(" ".join(text for text, _ in records))
    versions = max(
        (group for group in families(sets) if language not in {squad.language for squad in group}),
        key=len,
        default=None,
    )
    article_of = versions[0].article_of if versions else ()
    if not versions or max(place for _, place in records) >= len(article_of):
        raise SourceError(
            f"{path}: 질문이 가리키는 문단이 없습니다. 같은 문단을 다른 언어로 담은 SQuAD 파일을"
            " 함께 주세요.",
            f"{path}: the paragraphs that are asked about aren't there. Give the SQuAD files that"
            " hold them in other languages, too.",
        )
    questions = [
        SquadQuestion(text, language, number, place, article_of[place], ())
        for number, (text, place) in enumerate(records)
    ]
    return ForeignQuestions(path.stem, language, tuple(questions), tuple(versions))


def _foreign_record(line: str, place: str) -> tuple[str, int]:
    try:
        record = json.loads(line)
        text, paragraph = str(record["question"]), int(record["xquad_paragraph_index"])
        if paragraph < 0:
            raise ValueError(paragraph)
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(
            f"{place}: question과 xquad_paragraph_index(0부터)가 있는 JSON 객체가 아닙니다.",
            f"{place}: not a JSON object with question and xquad_paragraph_index (from 0).",
        ) from error
    return text, paragraph


def as_articles(squad: SquadSet) -> SquadSet:
    """Return the set with each article as one document, its paragraphs joined in order."""
    places = {article: place for place, article in enumerate(dict.fromkeys(squad.article_of))}
    texts: list[list[Document]] = [[] for _ in places]
    for document, article in zip(squad.documents, squad.article_of, strict=True):
        texts[places[article]].append(document)
    documents = [
        replace(
            group[0],
            text="\n".join(paragraph.text for paragraph in group),
            source=f"{squad.name}/article/{place}",
        )
        for place, group in enumerate(texts)
    ]
    questions = [replace(q, paragraph=places[q.article]) for q in squad.questions]
    return replace(
        squad, documents=tuple(documents), article_of=tuple(places), questions=tuple(questions)
    )


def halves(questions: Sequence[SquadQuestion], half: str) -> list[SquadQuestion]:
    """Return the questions of one half: of odd- or even-numbered articles, or all."""
    wanted = {"even": 0, "odd": 1}
    return [q for q in questions if half == "all" or q.article % 2 == wanted[half]]


def spread(questions: Sequence[SquadQuestion], count: int) -> list[SquadQuestion]:
    """Return at most `count` of the questions, in order, evenly spread."""
    count = min(count, len(questions))
    return [questions[place * len(questions) // count] for place in range(count)]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path}: 읽을 수 없습니다 ({error}). 경로를 확인하세요.",
            f"{path}: can't be read ({error}). Check the path.",
        ) from error


def _articles(
    data: Any,
) -> Iterator[tuple[str, list[str], list[list[tuple[str, tuple[str, ...]]]]]]:
    """Yield the title of each article, its paragraphs, and by paragraph (question, answers)."""
    for article in data["data"]:
        paragraphs = article["paragraphs"]
        yield (
            str(article.get("title", "")).replace("_", " "),
            [_one_line_a_paragraph(paragraph["context"]) for paragraph in paragraphs],
            [list(_asked(paragraph.get("qas", ()))) for paragraph in paragraphs],
        )


def _asked(qas: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    for asked in qas:
        answers = tuple(_one_line_a_paragraph(answer["text"]) for answer in asked["answers"])
        if answers and any(character.isalnum() for character in asked["question"]):
            yield asked["question"], answers


def _one_line_a_paragraph(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text.strip())
