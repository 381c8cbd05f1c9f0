"""What the command line writes: answers and tables on standard output, the rest on error."""

import json
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from index.documents import Document
from index.errors import tr
from index.filters import Filter, Kind
from rag.answers import (
    Answer,
    Citation,
    Delta,
    Done,
    Event,
    Question,
    Quoted,
    Retrieved,
    TimePreference,
)
from rag.citations import strip_marks
from rag.understanding.filter_labels import describe

if TYPE_CHECKING:
    from rag.doctor import Finding, ModelInUse
    from rag.retriever import Retrieval

_LAST_MARKS = re.compile(r"(?:\[\d+\])+$")


class CountLine:
    """Progress over many things on standard error: count, rate, time left, current title."""

    def __init__(self) -> None:
        self._started = self._drawn = 0.0
        self._living = sys.stderr.isatty()

    def __call__(self, done: int, total: int, title: str) -> None:
        """Draw the line; on a non-terminal only each 5 seconds and at the end."""
        now = time.monotonic()
        self._started = self._started or now - 1.0  # the first thing took about a second
        if done < total and now - self._drawn < (0.1 if self._living else 5.0):
            return
        self._drawn = now
        rate = done / max(now - self._started, 1e-9)
        left = tr("남음", "left")
        line = f"[{done}/{total}] {rate:.1f}/s, {(total - done) / rate:.0f} s {left}  {title}"[:100]
        start, end = ("\r\x1b[K", "\n" if done == total else "") if self._living else ("", "\n")
        sys.stderr.write(start + line + end)
        sys.stderr.flush()


def say(text: str) -> None:
    """Write a message for the user to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def complain(text: str) -> None:
    """Write an error message to standard error."""
    say(f"geungeo: {text}")


def say_who_writes(holder: str) -> None:
    """Say that another process is writing the index, and which."""
    say(
        tr(
            f"다른 작업이 이 색인을 쓰고 있어 기다립니다 ({holder}). 그만두려면 Ctrl-C를 두 번.",
            f"Another process is writing this index; waiting for it ({holder})."
            " Ctrl-C twice gives up.",
        )
    )


def print_json(value: Any, *, indent: int | None = 1) -> None:
    """Write a value as JSON on standard output; without `indent` on one line."""
    _write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def announce_page(url: str) -> None:
    """Say where the page is."""
    say(tr(f"근거: {url} 을 브라우저에서 여세요. 끝내려면 Ctrl-C.",
           f"Geungeo: open {url} in your browser. Ctrl-C ends it."))  # fmt: skip


def stream_answer(events: Iterable[Event]) -> None:
    """Write an answer while it is made: the best evidence at once, then the model's words.

    What is streamed is a draft: where the check changed it, the checked answer follows.
    """
    drafted, quoted, said = "", 0, False
    for event in events:
        if isinstance(event, Retrieved) and event.filters:
            _write(_only(event.filters))
        elif isinstance(event, Quoted):
            quoted += 1
            before, mark = ("\n\n", "") if said else ("", f" [{quoted}]")  # later marks depend
            words = f"{before}“{event.evidence.text}”{mark}\n\n"
            drafted += words
            _write(words)
        elif isinstance(event, Delta):
            drafted, said = drafted + event.text, True
            _write(event.text)
        elif isinstance(event, Done):
            text = event.answer.text
            if _stands_as_streamed(drafted, quoted, event.answer):
                last_marks = _LAST_MARKS.search(text)
                _write(f" {last_marks.group() if last_marks else ''}\n")
            else:
                heading = tr("— 확인을 거친 답 —", "— checked answer —")
                _write(f"\n\n{heading}\n{text}\n" if drafted else text + "\n")
            _print_sources(event.answer)


def _stands_as_streamed(drafted: str, quoted: int, answer: Answer) -> bool:
    """Return whether the streamed quotations and one sentence after them stood the check."""
    claims = {citation.answer_span for citation in answer.citations}
    same = strip_marks(drafted).split() == strip_marks(answer.text).split()
    return same and len(claims) == quoted + 1 and not drafted.endswith("\n")


def print_answer(answer: Answer) -> None:
    """Write the checked answer and its sources with the quoted words."""
    if answer.filters:
        _write(_only(answer.filters))
    _write(answer.text + "\n")
    _print_sources(answer)


def _print_sources(answer: Answer) -> None:
    shown: dict[int, Citation] = {citation.marker: citation for citation in answer.citations}
    if shown:
        _write("\n" + tr("근거", "Sources") + "\n")
    for marker, citation in sorted(shown.items()):
        document = citation.evidence.document
        detail = ", ".join(filter(None, (document.publisher, document.date)))
        span = citation.evidence.span
        _write(f"  [{marker}] {document.title}" + (f" ({detail})" if detail else "") + "\n")
        _write(f"      “{citation.evidence.text}”\n")
        place = " · ".join(mark.name for mark in document.landmarks_at(span.start))
        _write(f"      {document.source} [{span.start}:{span.end}] {place}".rstrip() + "\n")
        for copy in citation.evidence.copies:
            also = tr("같은 글:", "also in:")
            _write(f"      {also} {copy.publisher or copy.title}, {copy.source}\n")


def print_search(question: Question, found: "Retrieval") -> None:
    """Write how the question was understood, and passages with what their scores are made of."""
    if question.searched != question.text:
        _write(f"{tr('찾은 말', 'searched')}: {question.searched}\n")
    for side in question.sides:
        _write(f"{tr('비교', 'side')}: {side.question}\n")
    if question.filters:
        _write(_only(question.filters))
    if prefers := _preference(question.time):
        _write(f"{prefers}\n")
    if found.emptied_by:
        _write(f"{tr('맞는 기사가 없는 조건', 'no article satisfies')}: ")
        _write(f"{_labels(found.emptied_by)}\n")
    elif not found.passages:
        _write(tr("찾은 구절이 없습니다.\n", "No passages found.\n"))
    for passage in found.passages:
        document = passage.document
        detail = ", ".join(filter(None, (document.publisher, document.date)))
        _write(f"{passage.rank}. {document.title}" + (f" ({detail})" if detail else "") + "\n")
        parts = [f"{value:.3f} {name}" for name, value in passage.parts.items() if value]
        matched = ", ".join(passage.matched) or "-"
        _write(f"   {passage.score:.3f} = {' + '.join(parts)}\n   {tr('맞은 말', 'matched')}:")
        _write(f" {matched}\n   {passage.text}\n")


def _only(filters: Sequence[Filter]) -> str:
    return f"{tr('조건', 'only')}: {_labels(filters)}\n"


def _preference(time: TimePreference) -> str:
    if time.newest:
        return tr("새 기사 먼저", "newest first")
    if time.oldest:
        return tr("오래된 기사 먼저", "oldest first")
    if time.period:
        return tr("때", "around") + ": " + tr(*describe(Filter(Kind.DATE, time.period)))
    return ""


def _labels(filters: Sequence[Filter]) -> str:
    return " · ".join(tr(*describe(filter_)) for filter_ in filters)


def print_document(document: Document, sources: Sequence[str], *, cleaning: bool) -> None:
    """Write an article with its metadata, on demand beside what was left out of the page.

    Args:
        document: the article.
        sources: every file or address that holds it.
        cleaning: whether to show kept and dropped side by side.
    """
    fields = ("id", "title", "publisher", "reporter", "published", "modified", "section")
    for name in (*fields, "language", "url"):
        if value := getattr(document, name):
            _write(f"{name:10} {value}\n")
    if document.tags:
        _write(f"{'tags':10} {', '.join(document.tags)}\n")
    for source in sources:
        _write(f"{'source':10} {source}\n")
    if document.raw:
        share = tr("페이지의 4분의 1도 남지 않았습니다", "less than a quarter of the page was kept")
        _write(f"{'warning':10} {share} (--raw)\n")
    if not cleaning:
        _write("\n" + document.text + "\n")
        return
    kept = [tr("남긴 글", "KEPT"), "", *document.text.split("\n")]
    count = f" ({len(document.dropped)})"
    dropped = [tr("버린 부분과 이유", "LEFT OUT, AND WHY") + count, ""]
    dropped += [f"{piece.reason}: {piece.text}" for piece in document.dropped]
    _write("\n" + "\n".join(_side_by_side(kept, dropped)) + "\n")


def _side_by_side(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Yield two columns of wrapped paragraphs, as wide as the terminal."""
    width = max(20, (shutil.get_terminal_size((120, 24)).columns - 3) // 2)
    columns = [[row for text in texts for row in _wrap(text, width)] for texts in (left, right)]
    for kept, dropped in zip_longest(*columns, fillvalue=""):
        yield f"{kept}{' ' * (width - _width(kept))} | {dropped}".rstrip()


def _wrap(text: str, width: int) -> list[str]:
    """Return `text` cut to rows of at most `width` terminal cells."""
    rows, row, used = [], "", 0
    for character in text:
        wide = _width(character)
        if used + wide > width:
            rows.append(row)
            row, used = "", 0
        row += character
        used += wide
    return [*rows, row]


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes; East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def print_models(models: Sequence["ModelInUse"], *, as_json: bool) -> None:
    """Write which weights are used and where they came from."""
    if as_json:
        _write(json.dumps([asdict(model) for model in models], ensure_ascii=False, indent=1) + "\n")
        return
    for model in models:
        size = f"{model.size / 1e6:,.0f} MB" if model.size else "-"
        _write(f"{model.role}: {model.name}\n")
        for name, value in (
            ("repository", model.repository), ("licence", model.licence), ("from", model.source),
            ("size", size), ("sha256", model.sha256), ("path", model.path),
        ):  # fmt: skip
            if value:
                _write(f"  {name:10} {value}\n")


def print_findings(findings: Sequence["Finding"], *, as_json: bool) -> None:
    """Write what the check of the set-up found."""
    if as_json:
        _write(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1) + "\n")
        return
    for finding in findings:
        _write(f"{'✗' if finding.cure else '✓'} {finding.name}: {finding.state}\n")
        if finding.cure:
            _write(f"    → {finding.cure}\n")


def _write(text: str) -> None:
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8"))  # halves of surrogate pairs
    sys.stdout.flush()
