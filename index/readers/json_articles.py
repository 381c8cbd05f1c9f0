"""JSON and JSON Lines: articles as records, their keys named as the columns of a table are."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from index.articles import MEMBER, Source
from index.encodings import decode
from index.errors import SourceError
from index.readers import Format, Read
from index.readers.article_table import article_columns, articles_of_rows
from index.readers.markup import blocks_of_html

Record: TypeAlias = dict[str, Any]

_LINES = (".jsonl", ".ndjson")
_LANGUAGE = ("language", "lang", "inLanguage", "언어")
_LOOKED_FOR = "text, body, content, article, articleBody, 본문, 내용, 기사"
_NAME = 60  # characters: a list of longer texts is paragraphs, of shorter ones authors or tags
_MARKUP = ("</", "<p", "<br", "&lt;", "&amp;", "&nbsp;", "&quot;")


def read_json(source: Source) -> Read:
    """Yield an article for each record: an object, objects in a list, or one level below.

    Raises:
        SourceError: it is no JSON, or has no records.
    """
    text = decode(source)
    if PurePosixPath(source.name).suffix.lower() in _LINES:
        yield from _read_lines(text, source)
        return
    try:
        value = json.loads(text)
    except ValueError as error:  # of JSON, or a number of thousands of digits
        if text.lstrip().startswith("{") and "Extra data" in str(error):
            yield from _read_lines(text, source)
            return
        raise _broken(source.name, str(error)) from error
    records = list(_records(value))
    if not records:
        raise _no_text(source.name)
    for number, record in enumerate(records, start=1):
        member = str(number) if len(records) > 1 else ""
        yield from _articles(record, source.name, number, member)


def _read_lines(text: str, source: Source) -> Read:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        name = f"{source.name}{MEMBER}{number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _broken(name, str(error))
            continue
        if isinstance(value, dict):
            yield from _articles(value, source.name, number, str(number))
        else:
            yield _no_text(name)


def _records(value: Any) -> Iterator[Record]:
    """Yield the objects that may be articles."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
    elif isinstance(value, dict):
        if _has_text(value):
            yield value
            return
        inner = [item for item in value.values() if isinstance(item, dict | list)]
        below = [record for item in inner for record in _one_level_below(item)]
        yield from below or [value]


def _one_level_below(value: Any) -> Iterator[Record]:
    candidates = value if isinstance(value, list) else [value, *value.values()]
    for item in candidates:
        found = item if isinstance(item, list) else [item]
        yield from (record for record in found if isinstance(record, dict) and _has_text(record))


def _articles(record: Record, name: str, number: int, member: str) -> Read:
    columns = article_columns(list(record), titled=False)  # a record needs no title, a table does
    if columns is None:
        yield _no_text(f"{name}{MEMBER}{member}" if member else name)
        return
    language = next((record[key] for key in _LANGUAGE if isinstance(record.get(key), str)), "")
    for article in articles_of_rows(columns, [(number, [_text(v) for v in record.values()])]):
        metadata = replace(article.metadata, language=language)
        yield replace(article, member=member, metadata=metadata)


def _has_text(record: Record) -> bool:
    return article_columns(list(record), titled=False) is not None


def _text(value: Any) -> str:
    match value:
        case str():
            if not any(sign in value for sign in _MARKUP):
                return value
            return "\n".join(block.text for block in blocks_of_html(value))
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case list():
            texts = [text for item in value if not isinstance(item, list) and (text := _text(item))]
            return ("\n" if any(len(text) > _NAME for text in texts) else ", ").join(texts)
        case dict():
            names = (value.get(key) for key in ("name", "text", "@id", "url"))
            return next((name for name in names if isinstance(name, str)), "")
    return ""


def _broken(name: str, reason: str) -> SourceError:
    return SourceError(
        f"{name}: 올바른 JSON이 아닙니다 ({reason}). 만든 프로그램에서 다시 내보내 주세요.",
        f"{name}: not valid JSON ({reason}). Export it again from the program that made it.",
    )


def _no_text(name: str) -> SourceError:
    return SourceError(
        f"{name}: 본문 항목이 없습니다. 본문의 이름을 다음 중 하나로 바꿔 주세요: {_LOOKED_FOR}.",
        f"{name}: no key holds a text. Looked for: {_LOOKED_FOR}. Name the text one of these.",
    )


FORMATS = (Format("JSON", (".json", *_LINES), read_json),)
