"""What is asked of the rankers, and the figures of it.

own pool          each file's questions among its own paragraphs; a Korean file's questions
                  also with a typo each, and without spaces
all files         the same questions among the paragraphs of all files
among six         there, questions whose answer stands in another language, and those of the
                  files in their language: is it among the six passages that the pipeline sees;
                  the former are few and all asked, whatever the half
same language     files that are translations of each other in one pool: its own version
across languages  the same with its own version taken out: any other version
evidence          paragraphs joined into their articles: does a chosen sentence hold the answer
unanswerable      does the confidence tell articles with the answer from a pool without it
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluation.figures import (
    DEPTH,
    RANKING,
    Figure,
    Values,
    false_accepts,
    mean_figures,
    ranking_values,
    separation,
)
from evaluation.noise import with_typo, without_spaces
from evaluation.pools import Pools
from evaluation.rankers import Query, Rankers, rank_of
from evaluation.squad import (
    ForeignQuestions,
    SquadQuestion,
    SquadSet,
    as_articles,
    families,
    halves,
    spread,
)
from rag.evidence import select_evidence
from rag.retriever import Retrieval
from rag.terminal import CountLine

PASSAGES = 6  # that the pipeline sees
FEW_TOKENS = 320  # what the evidence should fit in
_EVIDENCE = ("answer_in_passages", "answer_in_evidence", "tokens", "at_most_320_tokens")
_MRR = RANKING.index("mrr")


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one ranker on one task and set.

    `over` is by how much its main figure (the only one, else MRR) exceeds that of the best
    other ranker, question by question, with that ranker's name; only ours has it.
    """

    task: str
    set: str
    ranker: str
    questions: int
    figures: Mapping[str, Figure]
    over: tuple[str, Figure] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the row as it is printed and kept."""
        record: dict[str, Any] = {
            "task": self.task,
            "set": self.set,
            "ranker": self.ranker,
            "questions": self.questions,
            **{name: figure.to_json() for name, figure in self.figures.items()},
        }
        if self.over:
            record["over"] = {"ranker": self.over[0], **self.over[1].to_json()}
        return record


def confidence(retrieval: Retrieval) -> float:
    """Return how sure the retriever is that an answer is among its passages; 0 for none."""
    return max((passage.score for passage in retrieval.passages), default=0.0)


class Tasks:
    """The tasks that some files allow.

    Args:
        sets: the files.
        foreign: questions in one language whose answers are in another.
        pools: where the indexes are.
        half: of which articles the questions are, "odd", "even" or "all".
        sample: questions a set at most, evenly spread.
    """

    def __init__(
        self,
        sets: Sequence[SquadSet],
        foreign: Sequence[ForeignQuestions],
        pools: Pools,
        *,
        half: str,
        sample: int,
    ) -> None:
        self._sets = sets
        self._foreign = foreign
        self._pools = pools
        self._opened: tuple[str, Rankers] | None = None
        self._chosen = {squad.name: spread(halves(squad.questions, half), sample) for squad in sets}
        self._chosen |= {asked.name: list(asked.questions) for asked in foreign}

    def measure(self) -> Iterator[Row]:
        """Yield the rows task by task."""
        asked = [squad for squad in self._sets if self._chosen[squad.name]]
        for squad in asked:
            yield from self._own_pool(squad)
        if len(families(self._sets)) > 1:
            yield from self._all_files(asked)
        for foreign in self._foreign:
            yield from self._among_six(foreign)
        for family in families(self._sets):
            if len(family) > 1:
                yield from self._family(family)
        for squad in asked:
            yield from self._articles(squad)

    def _own_pool(self, squad: SquadSet) -> Iterator[Row]:
        rankers = self._open(squad.name, [squad])
        yield from self._rank_set("own pool", rankers, squad)
        if squad.language == "ko":
            yield from self._rank_set("typos", rankers, squad, with_typo)
            yield from self._rank_set("no spaces", rankers, squad, without_spaces)

    def _all_files(self, asked: Sequence[SquadSet]) -> Iterator[Row]:
        rankers = self._open("all files", self._sets)
        for squad in asked:
            yield from self._rank_set("all files", rankers, squad)

    def _rank_set(
        self,
        task: str,
        rankers: Rankers,
        squad: SquadSet,
        spelt: Callable[[str], str] = str,
    ) -> Iterator[Row]:
        queries = [
            Query(spelt(q.text), wanted=_versions(q, [squad])) for q in self._chosen[squad.name]
        ]
        values = _ranking(rankers, queries, f"{task}: {squad.name}")
        return _rows(task, squad.name, RANKING, values)

    def _family(self, family: Sequence[SquadSet]) -> Iterator[Row]:
        asked = [squad for squad in family if self._chosen[squad.name]]
        rankers = self._open(f"{family[0].name} and {len(family) - 1} translations", family)
        for task in ("same language", "across languages"):
            found: list[dict[str, Values]] = []
            units: list[int] = []
            for squad in asked:
                others = [other for other in family if other is not squad]
                queries = [
                    Query(q.text, wanted=_versions(q, [squad]))
                    if task == "same language"
                    else Query(q.text, _versions(q, others), left_out=_versions(q, [squad]))
                    for q in self._chosen[squad.name]
                ]
                found.append(_ranking(rankers, queries, f"{task}: {squad.name}"))
                units += [q.number for q in self._chosen[squad.name]]
                yield from _rows(task, squad.name, RANKING, found[-1])
            if len(asked) > 1:
                yield from _rows(task, _all_of(asked), RANKING, _stacked(found), units)

    def _among_six(self, foreign: ForeignQuestions) -> Iterator[Row]:
        rankers = self._open("all files", self._sets)
        own = [squad for squad in self._sets if squad.language == foreign.language]
        for name, versions in (
            (foreign.name, foreign.versions),
            *((squad.name, (squad,)) for squad in own),
        ):
            queries = [Query(q.text, _versions(q, versions)) for q in self._chosen[name]]
            if queries:
                found = _ranked(rankers, queries, f"among six: {name}", top_k=PASSAGES)
                hits = {
                    ranker: np.asarray([[rank is not None] for rank in ranks], dtype=np.float64)
                    for ranker, ranks in found.items()
                }
                yield from _rows("among six", name, ("hit_at_6",), hits)

    def _articles(self, squad: SquadSet) -> Iterator[Row]:
        joined = as_articles(squad)
        rankers = self._open(f"{squad.name} articles", [joined])
        chosen = {q.number for q in self._chosen[squad.name]}
        questions = [q for q in joined.questions if q.number in chosen]
        values: list[list[float]] = []
        scores: list[tuple[float, float]] = []
        progress = CountLine()
        for number, question in enumerate(questions, start=1):
            gold = joined.documents[question.paragraph].id
            present = rankers.retrieve(Query(question.text, frozenset({gold})), top_k=PASSAGES)
            values.append(self._evidence(question, gold, present))
            without = Query(question.text, frozenset(), left_out=frozenset({gold}))
            absent = rankers.retrieve(without, top_k=PASSAGES)
            scores.append((confidence(present), confidence(absent)))
            progress(number, len(questions), f"evidence: {squad.name}")
        yield from _rows("evidence", squad.name, _EVIDENCE, {"ours": np.asarray(values)})
        there, gone = np.asarray(scores, dtype=np.float64).T
        yield Row(
            "unanswerable",
            squad.name,
            "ours",
            len(questions),
            {"auc": separation(there, gone), "false_accepts": false_accepts(there, gone)},
        )

    def _evidence(self, question: SquadQuestion, gold: str, found: Retrieval) -> list[float]:
        """Return what a question adds to the figures of `_EVIDENCE`."""
        chosen = select_evidence(Query(question.text, frozenset()).question, found)
        tokens = sum(self._pools.embedder.count_tokens([evidence.text for evidence in chosen]))
        return [
            _holds([p.text for p in found.passages if p.document.id == gold], question.answers),
            _holds([e.text for e in chosen if e.document.id == gold], question.answers),
            tokens,
            tokens <= FEW_TOKENS,
        ]

    def _open(self, name: str, sets: Sequence[SquadSet]) -> Rankers:
        if self._opened is None or self._opened[0] != name:
            self._opened = name, Rankers(self._pools.open(name, sets), self._pools.embedder)
        return self._opened[1]


def _ranked(
    rankers: Rankers, queries: Sequence[Query], title: str, *, top_k: int
) -> dict[str, list[int | None]]:
    """Return by ranker the place of the first wanted article for each question."""
    rankers.embed(queries)
    progress = CountLine()
    found: dict[str, list[int | None]] = {}
    for number, query in enumerate(queries, start=1):
        for name, ranking in rankers.rank(query, top_k=top_k).items():
            found.setdefault(name, []).append(rank_of(ranking, query.wanted))
        progress(number, len(queries), title)
    return found


def _ranking(rankers: Rankers, queries: Sequence[Query], title: str) -> dict[str, Values]:
    found = _ranked(rankers, queries, title, top_k=DEPTH)
    return {name: ranking_values(ranks) for name, ranks in found.items()}


def _rows(
    task: str,
    name: str,
    measures: Sequence[str],
    values: Mapping[str, Values],
    units: Sequence[int] | None = None,
) -> Iterator[Row]:
    """Yield a row for each ranker; `values` are by question, shape (n, len(measures))."""
    main = _MRR if measures == RANKING else 0
    rivals = [ranker for ranker in values if ranker != "ours"]
    best = max(rivals, key=lambda ranker: float(values[ranker][:, main].mean()), default="")
    for ranker, found in values.items():
        over = None
        if ranker == "ours" and best:
            over = best, mean_figures(found[:, [main]] - values[best][:, [main]], units)[0]
        figures = dict(zip(measures, mean_figures(found, units), strict=True))
        yield Row(task, name, ranker, len(found), figures, over)


def _stacked(parts: Sequence[Mapping[str, Values]]) -> dict[str, Values]:
    return {ranker: np.concatenate([part[ranker] for part in parts]) for ranker in parts[0]}


def _versions(question: SquadQuestion, sets: Sequence[SquadSet]) -> frozenset[str]:
    """Return the ids of a question's paragraph in these sets."""
    return frozenset(squad.documents[question.paragraph].id for squad in sets)


def _all_of(sets: Sequence[SquadSet]) -> str:
    return " + ".join(squad.name for squad in sets)


def _holds(texts: Sequence[str], answers: Sequence[str]) -> bool:
    return any(answer in text for text in texts for answer in answers)
