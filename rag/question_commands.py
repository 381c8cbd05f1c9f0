"""The commands that take questions: ask, batch, search."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import GenerationError, QuestionError, SourceError, tr
from index.filters import Filter, Kind
from rag import terminal
from rag.answers import SearchScope, filter_to_json, passage_to_json
from rag.settings import Settings
from rag.understanding.language_names import is_language_code, language_starting_at

_FLAGS = {
    "publisher": Kind.PUBLISHER,
    "reporter": Kind.REPORTER,
    "language": Kind.LANGUAGE,
    "document": Kind.DOCUMENT,
    "folder": Kind.FOLDER,
    "tag": Kind.TAG,
}


def run_ask(settings: Settings, options: argparse.Namespace) -> None:
    """Answer one question."""
    from rag.assemble import open_pipeline
    from rag.question import check_question

    check_question(options.question)  # refuse a bad question before loading
    history, scope = _history(options.history or []), _scope(options)
    pipeline = open_pipeline(settings, progress=weights_progress())
    if options.json:
        answer = pipeline.answer(options.question, history, scope=scope)
        terminal.print_json(answer.to_json(id_=options.id))
    elif options.no_stream:
        terminal.print_answer(pipeline.answer(options.question, history, scope=scope))
    else:
        terminal.stream_answer(pipeline.stream(options.question, history, scope=scope))


def run_batch(settings: Settings, options: argparse.Namespace) -> int:
    """Answer the questions of a file; return 1 if none could be answered."""
    from rag.assemble import at_once, open_pipeline

    questions, scope = _read_questions(options.questions), _scope(options)
    pipeline = open_pipeline(settings, warm_after=at_once(), progress=weights_progress())
    progress = terminal.CountLine()
    failed = 0
    for number, question in enumerate(questions, start=1):
        try:
            answer = pipeline.answer(
                question["question"], question.get("history") or (), scope=scope
            )
            terminal.print_json(answer.to_json(id_=str(question["id"])), indent=None)
        except (QuestionError, GenerationError) as error:
            failed += 1
            record = {"id": str(question["id"]), "question": question["question"][:200]}
            terminal.print_json(
                {**record, "searched": "", "filters": [], "error": str(error), "answer": "",
                 "language": "", "abstained": True, "citations": [], "passages": [],
                 "timings": {}},
                indent=None,
            )  # fmt: skip
        sys.stdout.flush()
        progress(number, len(questions), str(question["id"]))
    return 1 if failed == len(questions) else 0


def run_search(settings: Settings, options: argparse.Namespace) -> None:
    """Find passages, and say what each one's score is made of."""
    from rag.assemble import open_retriever
    from rag.question import check_question, understand_question
    from rag.search import search

    check_question(options.question)
    history, scope = _history(options.history or []), _scope(options)
    retriever = open_retriever(settings, progress=weights_progress())
    started = time.perf_counter()
    question = understand_question(
        options.question, history, facets=retriever.facets(), scope=scope
    )
    found = search(retriever, question, top_k=settings.top_k)
    seconds = time.perf_counter() - started
    if options.json:
        terminal.print_json(
            {
                "question": question.text,
                "searched": question.searched,
                "sides": [side.question for side in question.sides],
                "language": question.language,
                "filters": [filter_to_json(filter_) for filter_ in question.filters],
                "time": asdict(question.time),
                "emptied_by": [filter_to_json(filter_) for filter_ in found.emptied_by],
                "passages": [passage_to_json(passage) for passage in found.passages],
                "timings": {"retrieve_s": round(seconds, 4)},
            }
        )
    else:
        terminal.print_search(question, found)


def add_filter_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that narrow a search."""
    group = parser.add_argument_group(
        tr("기사 고르기", "which articles"),
        tr("같은 옵션을 여러 번 주면 그중 하나에, 다른 옵션은 모두에 맞아야 합니다.",
           "A flag given several times: any of its values; different flags: all must hold."),
    )  # fmt: skip
    group.add_argument("--date", action="append", metavar="WHEN", help=tr(
        "발행일: 2024, 2024-05, 2024-01-01/2024-06-30, 지난달",
        "published: 2024, 2024-05, 2024-01-01/2024-06-30, last month"))  # fmt: skip
    for flag, (ko, en) in {
        "publisher": ("언론사", "publisher"),
        "reporter": ("기자", "reporter"),
        "language": ("언어 (ko, en, …)", "language (ko, en, …)"),
        "document": ("문서 번호나 출처", "document id or source"),
        "folder": ("폴더", "folder"),
        "tag": ("태그", "tag"),
    }.items():
        group.add_argument(f"--{flag}", action="append", metavar="VALUE", help=tr(ko, en))
    group.add_argument("--plain", action="store_true", help=tr(
        "질문에서 조건을 읽지 않음", "take no filter out of the question's words"))  # fmt: skip


def _scope(options: argparse.Namespace) -> SearchScope:
    """Return what the flags narrow the search to."""
    from rag.understanding.time_words import parse_date_interval

    filters = [
        Filter(Kind.DATE, parse_date_interval(value, today=date.today()))
        for value in options.date or ()
    ]
    for flag, kind in _FLAGS.items():
        for value in getattr(options, flag) or ():
            filters.append(Filter(kind, _language(value) if flag == "language" else _some(value)))
    return SearchScope(tuple(filters), derive=not options.plain)


def _language(value: str) -> str:
    """Return the code of a language that was given as a code or a name."""
    if is_language_code(value.lower()):
        return value.lower()
    end, code = language_starting_at(value.strip(), 0)
    if code and end == len(value.strip()):
        return code
    raise QuestionError(
        f"--language {value}: 모르는 언어입니다. ko, en, ja처럼 두 글자로 적으세요.",
        f"--language {value}: not a known language. Write two letters, such as ko, en, ja.",
    )


def _some(value: str) -> str:
    if not value.strip():
        raise QuestionError(
            "기사를 고르는 값이 비어 있습니다. 값을 적거나 옵션을 빼세요.",
            "A value to choose articles by is empty. Give one, or leave the flag out.",
        )
    return value


def _history(given: Sequence[str]) -> list[str]:
    """Return earlier questions: words as they are, or one JSON list of them."""
    if len(given) == 1 and given[0].lstrip().startswith("["):
        try:
            turns = json.loads(given[0])
        except json.JSONDecodeError:
            turns = None
        if isinstance(turns, list) and all(isinstance(turn, str) for turn in turns):
            return turns
    return list(given)


def _read_questions(path: Path) -> list[dict[str, Any]]:
    """Return the questions of a JSONL file ("-" is standard input), all checked first."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path}: 읽을 수 없습니다 ({error}). UTF-8 JSONL 파일의 경로를 확인하세요.",
            f"{path}: can't be read ({error}). Check the path; it must be JSONL in UTF-8.",
        ) from error
    questions = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            questions.append(_read_question(line, f"{path}:{number}"))
    if not questions:
        raise SourceError(
            f"{path}: 질문이 없습니다. 한 줄에 {{\"id\", \"question\"}} 하나씩 적으세요.",
            f"{path}: no questions. Write one {{\"id\", \"question\"}} a line.",
        )  # fmt: skip
    return questions


def _read_question(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError:
        record = None
    valid = isinstance(record, dict) and "id" in record and isinstance(record.get("question"), str)
    history = (record.get("history") or []) if valid else []
    if not (valid and isinstance(history, list) and all(isinstance(t, str) for t in history)):
        raise SourceError(
            f"{place}: id와 question이 있는 JSON 객체가 아닙니다. 이 줄을 고치세요.",
            f"{place}: not a JSON object with id and question. Mend this line.",
        )
    return dict(record)


def weights_progress() -> Callable[[str, int, int], None]:
    """Return what draws the progress of fetching weights."""
    from index.weights import ProgressLine

    return ProgressLine()
