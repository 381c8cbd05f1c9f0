"""How many changed claims does the support check catch, and how many true ones does it stop?

    python -m evaluation.claims [--half odd|even|all] [--json] [--wrong]

Each line of `evaluation/claims.jsonl` is a claim with its evidence: a true one, or one of those
changed in a single place. Even evidence items are reported and kept; the odd ones are for
development. docs/claims.md says how the set was made.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from evaluation.metrics import Share
from evaluation.results_files import RESULTS, keep, read_jsonl, to_json
from index.documents import Document, Span
from rag.answers import Evidence, Question, Verdict
from rag.settings import ROOT
from rag.support.check import check_claim

FILE = ROOT / "evaluation" / "claims.jsonl"
MUTATIONS = ("number", "unit", "date", "name", "negation", "direction")
HALVES = ("odd", "even")

Check: TypeAlias = Callable[[str, Sequence[Evidence], Question], Verdict]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as a model could write it, and the evidence that it was written from.

    `mutation` is "" for a true claim, else the kind of its one change; `pair` is then the id
    of the true claim that was changed.
    """

    id: str
    text: str
    evidence: tuple[Evidence, ...]
    question: Question
    mutation: str = ""
    pair: str = ""

    @property
    def item(self) -> int:
        """The number of its evidence, which all claims about that evidence share."""
        return int(self.id.split("-")[1])

    @property
    def half(self) -> str:
        """Which half it belongs to, all of its evidence with it: "odd" or "even"."""
        return "odd" if self.item % 2 else "even"

    @property
    def language(self) -> str:
        """Of the claim and its question."""
        return self.question.language

    @property
    def is_cross_language(self) -> bool:
        """Whether no evidence is in the claim's language."""
        return all(e.document.language != self.language for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim and what the support check said to it."""

    claim: Claim
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        """Whether a changed claim was stopped or a true one let through."""
        return self.verdict.supported == (not self.claim.mutation)


def evidence_of(
    text: str, *, title: str = "", date: str = "", publisher: str = "", language: str
) -> Evidence:
    """Return one sentence as evidence, the whole of an article published on `date` (ISO 8601)."""
    document = Document(
        title=title,
        text=text,
        language=language,
        source="claims.jsonl",
        publisher=publisher,
        published=date,
    )
    return Evidence(document, Span(0, len(text)), 1.0)


def read_claims(path: Path = FILE, *, half: str = "all") -> list[Claim]:
    """Return the claims of a file: those of the odd or even evidence items, or all.

    Raises:
        KeyError: if a line lacks a field.
    """
    claims = [_claim_of(record) for record in read_jsonl(path)]
    return [claim for claim in claims if half in ("all", claim.half)]


def _claim_of(record: Mapping[str, Any]) -> Claim:
    asked = record["question"]
    return Claim(
        record["id"],
        record["claim"],
        tuple(evidence_of(**each) for each in record["evidence"]),
        Question(asked, record["language"], asked),
        record["mutation"],
        record.get("pair", ""),
    )


def judge(claims: Iterable[Claim], check: Check = check_claim) -> list[Outcome]:
    """Return what `check` says to each claim, in their order."""
    return [Outcome(c, check(c.text, c.evidence, c.question)) for c in claims]


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the figures as name -> Share, or name -> group -> Share.

    `caught` is the share of changed claims that were stopped, `false_alarms` that of true
    claims. `told_apart` counts pairs: the changed claim was stopped and its true one was not.
    "other" are the languages besides Korean and English.
    """
    changed = [outcome for outcome in outcomes if outcome.claim.mutation]
    true = [outcome for outcome in outcomes if not outcome.claim.mutation]
    passed = {outcome.claim.id for outcome in true if outcome.verdict.supported}
    return {
        "caught": _stopped(changed),
        "false_alarms": _stopped(true),
        "told_apart": Share.of(
            [not o.verdict.supported and o.claim.pair in passed for o in changed]
        ),
        "caught_by_mutation": _by(_mutation, changed),
        "caught_by_language": _by(_language, changed),
        "caught_by_direction": _by(_crossing, changed),
        "caught_by_mutation_and_language": _by(lambda o: f"{_mutation(o)} {_language(o)}", changed),
        "false_alarms_by_language": _by(_language, true),
        "false_alarms_by_direction": _by(_crossing, true),
    }


def _stopped(outcomes: Iterable[Outcome]) -> Share:
    return Share.of([not outcome.verdict.supported for outcome in outcomes])


def _by(group: Callable[[Outcome], str], outcomes: Sequence[Outcome]) -> dict[str, Share]:
    names = sorted({group(outcome) for outcome in outcomes})
    return {name: _stopped(o for o in outcomes if group(o) == name) for name in names}


def _mutation(outcome: Outcome) -> str:
    return outcome.claim.mutation


def _language(outcome: Outcome) -> str:
    language = outcome.claim.language
    return language if language in ("ko", "en") else "other"


def _crossing(outcome: Outcome) -> str:
    return "cross-language" if outcome.claim.is_cross_language else "same language"


def _print_figures(named: Mapping[str, Any]) -> None:
    for name, value in named.items():
        if isinstance(value, Share):
            sys.stdout.write(f"{name:32} {value}\n")
            continue
        sys.stdout.write(f"{name}\n")
        for group, share in value.items():
            sys.stdout.write(f"  {group:30} {share}\n")


def _print_wrong(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.is_right:
            claim, verdict = outcome.claim, outcome.verdict
            kind = f"{claim.mutation} not seen"
            if not claim.mutation:
                kind = f"stopped: {verdict.kind} {verdict.words}"
            sys.stdout.write(f"\n{claim.id} [{claim.language}] {kind}\n  {claim.text}\n")
            for evidence in claim.evidence:
                sys.stdout.write(f"  > {evidence.document.date} {evidence.text}\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Check the claims and print the figures; those of the even half are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "all"), default="even")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    options = parser.parse_args(arguments)
    outcomes = judge(read_claims(half=options.half))
    named = figures(outcomes)
    if options.json:
        sys.stdout.write(json.dumps(to_json(named), ensure_ascii=False, indent=1) + "\n")
    else:
        _print_figures(named)
    if options.wrong:
        _print_wrong(outcomes)
    if options.half == "even":
        command = "python -m evaluation.claims"
        keep(RESULTS / "claims.json", command=command, half="even", figures=named)


if __name__ == "__main__":
    main()
