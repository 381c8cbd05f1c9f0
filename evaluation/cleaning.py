"""`make eval-cleaning`: how much of an article the reader keeps, and how much else with it.

    python -m evaluation.cleaning [FOLDER...] [--json] [--verbose]

A folder holds pages with NAME.expected.json beside each: what a careful editor would cut out of
it. Kept and expected text are compared as multisets of tokens: single characters of Hangul, kana,
Han and Thai, whole words of other scripts. "optional" lines (decks, datelines, a table's header
words repeated in its rows) count neither for nor against. The title is no part of the expected
text: keeping it costs precision.
"""

import argparse
import html
import json
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import Any

from evaluation.metrics import normalise
from index.articles import Source
from index.documents import Document
from index.encodings import decode
from index.errors import SourceError
from index.reader import documents_of
from rag.settings import ROOT

SETS = tuple(ROOT / "tests" / "data" / "pages" / name for name in ("dev", "held_out", "fresh"))
RESULTS = ROOT / "evaluation" / "results" / "cleaning.json"
FIELDS = ("title", "publisher", "reporter", "published", "modified", "section", "language", "url")
_GOOD = 0.97  # precision and recall of a page that an editor would leave as it is
_MEANS = ("precision", "recall", "f1")
_RESAMPLES = 1000
_CHARACTER = r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
_TOKEN = re.compile(rf"{_CHARACTER}|(?:(?!{_CHARACTER})[^\W_])+")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what an editor would keep of it."""

    path: Path
    expected: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a method kept of a page and says of it; no metadata from one that reads none."""

    text: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """How well one page was cut out; `missing` and `extra` are lines to look at."""

    precision: float
    recall: float
    title_kept: bool
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 for nothing kept."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1.0)


def read_pages(folder: Path) -> list[Page]:
    """Return the pages of a folder with what is expected of them, by name."""
    paths = (path for path in sorted(folder.iterdir()) if path.suffix in (".html", ".txt"))
    return [Page(p, json.loads(p.with_suffix(".expected.json").read_bytes())) for p in paths]


def tokens(text: str) -> list[str]:
    """Return the tokens of a text: "가람 Tram 2" → 가, 람, tram, 2."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def score_page(page: Page, kept: str) -> Score:
    """Return how well `kept` is what the editor would keep of a page."""
    wanted, found = Counter(tokens(page.expected["text"])), Counter(tokens(kept))
    surplus = found - wanted - Counter(tokens("\n".join(page.expected["optional"])))
    right = (wanted & found).total()
    title = normalise(page.expected["title"])
    return Score(
        precision=right / ((right + surplus.total()) or 1),
        recall=right / wanted.total(),
        title_kept=any(normalise(line) == title for line in kept.splitlines()),
        missing=_lines_with(wanted - found, page.expected["text"], kept),
        extra=_lines_with(surplus, kept, page.expected["text"]),
    )


def _lines_with(surplus: Counter[str], text: str, other: str) -> tuple[str, ...]:
    """Return the lines that `other` hasn't (as often) and that are mostly made of the surplus."""
    shared = Counter(other.splitlines())
    lines = []
    for line in text.splitlines():
        held = Counter(tokens(line))
        if shared[line]:
            shared[line] -= 1
        elif (held & surplus).total() > held.total() / 2:
            lines.append(line)
    return tuple(lines)


def ours(page: Page) -> Kept:
    """Return what the reader makes of a page."""
    try:
        read = list(documents_of(Source(page.path.name, page.path.read_bytes())))
    except SourceError:
        return Kept()
    found = [document for document in read if isinstance(document, Document)]
    metadata = {name: getattr(found[0], name) for name in FIELDS} if found else {}
    return Kept("\n".join(document.text for document in found), metadata)


def trafilatura_alone(page: Page) -> Kept:
    """Return what trafilatura makes of a page; the lines of a text are given as paragraphs."""
    from trafilatura import bare_extraction, extract

    data = page.path.read_bytes()
    if page.path.suffix == ".txt":
        lines = decode(Source(page.path.name, data)).splitlines()
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
        data = f"<html><body><article>{paragraphs}</article></body></html>".encode()
    said = bare_extraction(data, with_metadata=True)
    names = ("title", "sitename", "author", "date", "", "categories", "language", "url")
    values = (getattr(said, name, None) or "" for name in names)
    texts = (value if isinstance(value, str) else ", ".join(value) for value in values)
    text = extract(data, favor_precision=True, include_tables=True)
    return Kept(text or "", dict(zip(FIELDS, texts, strict=True)))


def tags_stripped(page: Page) -> Kept:
    """Return the body of a page without its tags, scripts and styles; a text as it is."""
    text = decode(Source(page.path.name, page.path.read_bytes()))
    if page.path.suffix == ".txt":
        return Kept(text)
    body = text[max(0, text.lower().find("<body")) :]
    return Kept(html.unescape(_MARKUP.sub("\n", body)))


METHODS = {"ours": ours, "trafilatura": trafilatura_alone, "tags stripped": tags_stripped}


def says_right(name: str, said: str, expected: str) -> bool:
    """Return whether a field has the value expected; times are compared to the minute."""
    if name in ("published", "modified") and "T" in said and "T" in expected:
        times = (datetime.fromisoformat(moment) for moment in (said, expected))
        return len({time.replace(second=0, microsecond=0) for time in times}) == 1
    return normalise(said) == normalise(expected)


def mean_with_interval(values: Sequence[float]) -> dict[str, float]:
    """Return the mean and its 95% bootstrap interval, always the same for the same values."""
    generator = random.Random(0)
    means = sorted(fmean(generator.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    low, high = means[_RESAMPLES * 25 // 1000], means[_RESAMPLES * 975 // 1000 - 1]
    return {"mean": round(fmean(values), 4), "low": round(low, 4), "high": round(high, 4)}


def text_figures(scores: Sequence[Score]) -> dict[str, Any]:
    """Return what is printed and kept of one method on some pages."""
    means = {name: mean_with_interval([getattr(s, name) for s in scores]) for name in _MEANS}
    good = [s for s in scores if min(s.precision, s.recall) >= _GOOD]
    titles = [s for s in scores if s.title_kept]
    return {"pages": len(scores), **means, "good": len(good), "titles_kept": len(titles)}


def metadata_figures(pages: Sequence[Page], kept: Sequence[Kept]) -> dict[str, int]:
    """Return, by field, on how many pages it is right; "day" is the date of `published`."""
    pairs = [(k.metadata, page.expected) for page, k in zip(pages, kept, strict=True)]
    right = {n: sum(says_right(n, m.get(n, ""), e[n]) for m, e in pairs) for n in FIELDS}
    right["day"] = sum(m.get("published", "")[:10] == e["published"][:10] for m, e in pairs)
    return right


def measure(pages: Sequence[Page]) -> dict[str, Any]:
    """Return the figures of every method on a set: by kind of page, and on metadata."""
    figures: dict[str, Any] = {"pages": len(pages), "text": {}, "metadata": {}}
    for method, cut_out in METHODS.items():
        kept = [cut_out(page) for page in pages]
        by_kind = defaultdict(list)
        for page, found in zip(pages, kept, strict=True):
            for kind in ("all", page.path.suffix[1:]):
                by_kind[kind].append(score_page(page, found.text))
        for kind, scores in sorted(by_kind.items()):
            figures["text"].setdefault(kind, {})[method] = text_figures(scores)
        if any(k.metadata for k in kept):
            figures["metadata"][method] = metadata_figures(pages, kept)
    return figures


def _table(name: str, figures: Mapping[str, Any]) -> Iterator[str]:
    columns = "".join(f"{column:<21}" for column in _MEANS)
    yield f"{name:<22}{columns}{f'>= {_GOOD}':>7}  titles kept"
    for kind, methods in figures["text"].items():
        for method, found in methods.items():
            cell = "{mean:.3f} ({low:.2f}-{high:.2f})    "
            cells = "".join(cell.format(**found[column]) for column in _MEANS)
            good = f"{found['good']:>4}/{found['pages']}"
            yield f"  {kind:<5}{method:<15}{cells}{good}{found['titles_kept']:>6}"
    for method, right in figures["metadata"].items():
        shares = ", ".join(f"{name} {hits}" for name, hits in right.items())
        yield f"  metadata right of {figures['pages']}, {method}: {shares}"


def _report(page: Page) -> Iterator[str]:
    found = ours(page)
    score = score_page(page, found.text)
    yield f"{page.path.name} {score.precision:.3f} {score.recall:.3f}"
    yield from (f"    missing  {line}" for line in score.missing)
    yield from (f"    extra    {line}" for line in score.extra)
    for name in FIELDS:
        said, wanted = found.metadata.get(name, ""), page.expected[name]
        if not says_right(name, said, wanted):
            yield f"    {name}: {said!r}, not {wanted!r}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures; those of the project's own pages go to evaluation/results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--verbose", action="store_true", help="every page, with what is wrong")
    options = parser.parse_args(arguments)
    sets = {folder.name: read_pages(folder) for folder in options.folders or SETS}
    record = {name: measure(pages) for name, pages in sets.items()}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    lines = [text] if options.json else chain(*(_table(*found) for found in record.items()))
    reports = (_report(page) for pages in sets.values() for page in pages if options.verbose)
    sys.stdout.writelines(f"{line}\n" for line in chain(*reports, lines))
    if not options.folders:
        RESULTS.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
