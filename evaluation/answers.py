"""Score the answers of `geungeo batch` against a question set.

    geungeo batch QUESTIONS.jsonl > ANSWERS.jsonl
    python -m evaluation.answers QUESTIONS.jsonl ANSWERS.jsonl [--half odd|even] [--data DIR]

Each figure is defined in docs/answers.md. Thresholds were set on the odd ids of the development
set, so even ids are what is reported. Quotes are looked up in the index that answered, `--data`.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from evaluation.asking import outcome
from evaluation.grounds import grounds_of
from evaluation.judge import is_across_languages, objection, supporting
from evaluation.metrics import (
    Record,
    Share,
    cites_gold,
    is_right,
    is_verbatim,
    uncited_share,
)
from evaluation.naive_figures import missing_figures, read_figures
from evaluation.results_files import read_jsonl, to_json
from evaluation.sentences import is_in_language, sentences_of
from index.documents import Document
from index.language import detect_language
from index.store import Store

Pair = tuple[Record, Record]  # a question and its answer


def score_answers(
    questions: Sequence[Record],
    answers: Sequence[Record],
    documents: Mapping[str, Document] | None = None,
) -> dict[str, Any]:
    """Return the figures as name -> Share, median seconds, and what went wrong, by id.

    Args:
        questions: with "id", "question", "answerable", "must_include", "must_not_include",
            "gold_docs" and, where known, "lang" and "type".
        answers: as `geungeo batch` prints them; questions without one aren't counted.
        documents: of the index that answered, by id; None leaves "quotes_verbatim" out.
    """
    by_id = {answer["id"]: answer for answer in answers}
    pairs = [(q, by_id[q["id"]]) for q in questions if q["id"] in by_id]
    answerable = [(q, a) for q, a in pairs if q["answerable"]]
    silent = [(q, a) for q, a in pairs if not q["answerable"]]
    figures: dict[str, Any] = {
        "accuracy": Share.of([is_right(q, a) for q, a in answerable]),
        "abstains_rightly": Share.of([a["abstained"] for _, a in silent]),
        "abstains_wrongly": Share.of([a["abstained"] for _, a in answerable]),
        **_citation_figures(pairs),
        "language": Share.of([is_in_language(a, _language(q)) for q, a in pairs]),
        "language_whole": Share.of([_is_whole(q, a) for q, a in pairs]),
        "accuracy_by_type": _by("type", answerable, is_right),
        "accuracy_by_language": _by("lang", answerable, is_right),
        "abstains_rightly_by_type": _by("type", silent, lambda _, a: bool(a["abstained"])),
        **_seconds(pairs),
        "wrong": [q["id"] for q, a in pairs if not _as_wanted(q, a)],
        "errors": {a["id"]: a["error"] for _, a in pairs if "error" in a},
    }
    if documents is not None:
        quotes = {q["id"]: [is_verbatim(c, documents) for c in a["citations"]] for q, a in pairs}
        figures["quotes_verbatim"] = Share.of([held for each in quotes.values() for held in each])
        figures["not_verbatim"] = [id_ for id_, each in quotes.items() if not all(each)]
    return figures


def outcomes(questions: Sequence[Record], answers: Sequence[Record]) -> list[dict[str, Any]]:
    """Return what `evaluation.risk` needs of each answer, in the order of the answers."""
    by_id = {question["id"]: question for question in questions}
    return [
        outcome(a, right=_as_wanted(by_id[a["id"]], a), answerable=by_id[a["id"]]["answerable"])
        for a in answers
        if a["id"] in by_id
    ]


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What the judge says of one answer.

    Attributes:
        objections: for each sentence, "" where what it cites supports it.
        across: for each sentence, whether it was judged across languages, by figures and names.
        supports: for each citation, whether it takes part in supporting all it covers.
        figures: each figure of the sentences, as written, and whether what is cited holds it.
    """

    objections: tuple[str, ...]
    across: tuple[bool, ...]
    supports: tuple[bool, ...]
    figures: tuple[tuple[str, bool], ...]


def judge_answer(question: Record, answer: Record) -> JudgedAnswer:
    """Return what the judge says; an abstention may name its nearest titles and its filters."""
    sentences, asked = sentences_of(answer), question["question"]
    supports: dict[int, list[bool]] = {place: [] for place in range(len(answer["citations"]))}
    figures: list[tuple[str, bool]] = []
    for sentence in sentences:
        verdicts = supporting(sentence.text, sentence.citations, asked)
        for place, verdict in zip(sentence.places, verdicts, strict=True):
            supports[place].append(verdict)
        grounds = [text for citation in sentence.citations for text in grounds_of(citation)]
        if answer["abstained"]:
            grounds += [asked, *(text for p in answer["passages"] for text in _named(p))]
            grounds += [filter_["value"].split("/")[0] for filter_ in answer.get("filters", ())]
        missing = missing_figures(sentence.text, grounds)
        figures += [(words, words not in missing) for words, _ in read_figures(sentence.text)]
    return JudgedAnswer(
        tuple(objection(s.text, s.citations, asked) for s in sentences),
        tuple(is_across_languages(s.text, s.citations) for s in sentences),
        tuple(bool(verdicts) and all(verdicts) for verdicts in supports.values()),
        tuple(figures),
    )


def _named(passage: Record) -> tuple[str, ...]:
    return passage["title"], passage["publisher"], passage["published"][:10]


def _citation_figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    judged = {q["id"]: judge_answer(q, a) for q, a in pairs}
    given = [(q, a, judged[q["id"]]) for q, a in pairs if not a["abstained"]]
    both = [
        (gold, supports)
        for q, a, j in given
        if q["answerable"]
        for gold, supports in zip(cites_gold(q, a), j.supports, strict=True)
    ]
    return {
        "citation_precision": Share.of([gold and supports for gold, supports in both]),
        "citation_gold": Share.of([gold for gold, _ in both]),
        "citation_supports": Share.of([held for _, _, j in given for held in j.supports]),
        "citation_recall": Share.of([not words for _, _, j in given for words in j.objections]),
        "judged_across_languages": Share.of([held for _, _, j in given for held in j.across]),
        "words_cited": Share.of([uncited_share(a) == 0 for _, a, _ in given]),
        "figures_in_evidence": Share.of([held for j in judged.values() for _, held in j.figures]),
        "unsupported_figures": {
            id_: missing
            for id_, j in judged.items()
            if (missing := [words for words, held in j.figures if not held])
        },
        "objections": {
            q["id"]: list(filter(None, j.objections)) for q, _, j in given if any(j.objections)
        },
    }


def _seconds(pairs: Sequence[Pair]) -> dict[str, float | None]:
    """Return median seconds as a reader counts them, those without the moment left out."""
    found = {
        f"{name}_s": [a["seconds"][name] for _, a in pairs if a.get("seconds", {}).get(name)]
        for name in ("evidence", "token", "answer")
    }
    return {name: round(median(each), 2) if each else None for name, each in found.items()}


def _by(
    key: str, pairs: Sequence[Pair], is_good: Callable[[Record, Record], bool]
) -> dict[str, Share]:
    groups: dict[str, list[bool]] = {}
    for question, answer in pairs:
        groups.setdefault(str(question.get(key, "")), []).append(is_good(question, answer))
    return {name: Share.of(group) for name, group in sorted(groups.items())}


def _as_wanted(question: Record, answer: Record) -> bool:
    return is_right(question, answer) if question["answerable"] else bool(answer["abstained"])


def _is_whole(question: Record, answer: Record) -> bool:
    wanted = _language(question)
    return detect_language(answer["answer"], default=wanted) == wanted


def _language(question: Record) -> str:
    return str(question.get("lang") or detect_language(question["question"]))


def of_half(questions: Sequence[Record], half: str) -> list[Record]:
    """Return the questions whose id ends with an odd or even number; "all" of them."""
    wanted = {"odd": 1, "even": 0}
    return [q for q in questions if half == "all" or _number(str(q["id"])) % 2 == wanted[half]]


def _number(id_: str) -> int:
    return int(re.findall(r"\d+", id_)[-1])


def print_figures(figures: Mapping[str, Any], *, indent: str = "") -> None:
    """Write the figures as a list on standard output."""
    for name, value in figures.items():
        if isinstance(value, Mapping):
            sys.stdout.write(f"{indent}{name}{'' if value else ' -'}\n")
            print_figures(value, indent=indent + "  ")
        else:
            shown = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            sys.stdout.write(f"{indent}{name:{32 - len(indent)}} {shown or '-'}\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--data", type=Path, help="the index that answered")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    answers = read_jsonl(options.answers)
    documents = cited_documents(Store(options.data), answers) if options.data else None
    questions = of_half(read_jsonl(options.questions), options.half)
    figures = score_answers(questions, answers, documents)
    if options.json:
        sys.stdout.write(json.dumps(to_json(figures), ensure_ascii=False, indent=1) + "\n")
    else:
        print_figures(figures)


def cited_documents(store: Store, answers: Sequence[Record]) -> dict[str, Document]:
    """Return the articles that answers cite, by id, as the index holds them."""
    return store.documents_by_id(
        sorted({c["document_id"] for a in answers for c in a["citations"]})
    )


if __name__ == "__main__":
    main()
