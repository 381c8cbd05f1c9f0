"""KorQuAD from question to answer: is the known answer in what a user gets to read?

    python -m evaluation.reading [FILE.json] [--half odd] [--sample 300] [--absent 60]

All paragraphs of a SQuAD-format file are indexed, questions of one half asked: evenly spread,
always the same ones. Then some are asked again of an index without their paragraph and without
any other that holds the answer: there, only an abstention is right.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from evaluation.answers import print_figures
from evaluation.asking import ask, outcome
from evaluation.metrics import Record, Share, normalise
from evaluation.pools import Pools
from evaluation.results_files import RESULTS, keep, read_jsonl, write_jsonl
from evaluation.sentences import split_answer
from evaluation.squad import SquadQuestion, SquadSet, halves, read_squad, spread
from index.embedder import Embedder
from index.errors import SourceError, UserError
from index.filters import Filter
from index.store import Store
from rag.answers import ANY_TIME, TimePreference
from rag.assemble import at_once, open_embedder, open_pipeline
from rag.pipeline import RagPipeline
from rag.retriever import HybridRetriever, Retrieval
from rag.settings import ROOT, Settings, load_settings
from rag.terminal import CountLine, complain

KORQUAD = ROOT.parent / "shared" / "eval" / "korquad_dev_half.json"
HALF, SAMPLE, ABSENT = "odd", 300, 60


def measure(
    squad: SquadSet, settings: Settings, options: argparse.Namespace, *, partial: Path
) -> list[dict[str, Any]]:
    """Return a record for each question: first those with an answer, then those without.

    Args:
        squad: whose paragraphs are indexed.
        settings: which model and embedder.
        options: `half`, `sample`, `absent`, `index` (a folder or None), `resume` and
            `keep_answers` (a file that whole answers are added to, or None).
        partial: file that keeps the records so far.
    """
    questions = halves(squad.questions, options.half)
    asked = [(q, True) for q in spread(questions, options.sample)]
    asked += [(q, False) for q in spread(questions, options.absent)]
    if not asked:
        raise SourceError(
            f"--half {options.half}에 드는 질문이 없습니다. --half all로 다시 해 보세요.",
            f"No question is in --half {options.half}. Try --half all.",
        )
    records = read_jsonl(partial) if options.resume and partial.exists() else []
    known = {record["id"] for record in records}
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        embedder = open_embedder(settings)
        store = Pools(options.index or Path(folder), embedder).open(squad.name, [squad])
        pipeline = _open(settings, store, embedder)
        progress = CountLine()
        for number, (question, answerable) in enumerate(asked, start=1):
            if _id(question, answerable) not in known:
                gone = frozenset[str]() if answerable else _holding(question, squad)
                answer = _ask(pipeline, question, gone)
                records.append(read_answer(question, answer, answerable=answerable))
                write_jsonl(partial, records)
                if options.keep_answers:
                    with options.keep_answers.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            right = sum(record["right"] for record in records)
            progress(number, len(asked), f"{right} of {len(records)} right")
    return records


def read_answer(question: SquadQuestion, answer: Record, *, answerable: bool) -> dict[str, Any]:
    """Return what is kept of an answer.

    "right" says that an accepted answer stands in it ("quoted" in its quotations, "phrased" in
    its other words), or, where there is none, that it abstained.
    """
    shown, own = split_answer(answer)
    given = answerable and not answer["abstained"]
    right = _holds(answer["answer"], question) and given if answerable else answer["abstained"]
    return {
        **outcome(answer, right=bool(right), answerable=answerable),
        "quoted": given and _holds(shown, question),
        "phrased": given and _holds(own, question),
    }


def figures_of(records: Sequence[Record]) -> dict[str, Any]:
    """Return the figures of the records, name -> Share or seconds."""
    present = [record for record in records if record["answerable"]]
    absent = [record for record in records if not record["answerable"]]
    seconds = sorted(record["seconds"] for record in present if record["seconds"])
    return {
        "answer_contained": Share.of([record["right"] for record in present]),
        "abstains_wrongly": Share.of([record["abstained"] for record in present]),
        "in_quotations": Share.of([record["quoted"] for record in present]),
        "in_own_words": Share.of([record["phrased"] for record in present]),
        "abstains_rightly": Share.of([record["abstained"] for record in absent]),
        "answer_s": round(median(seconds), 2) if seconds else None,
        "answer_s_90": round(quantiles(seconds, n=10)[-1], 2) if len(seconds) > 1 else None,
    }


class LeavingOut(HybridRetriever):
    """A retriever that finds nothing in the articles whose ids are in `left_out`."""

    left_out: frozenset[str] = frozenset()

    def retrieve(
        self,
        question: str,
        *,
        language: str,
        top_k: int = 6,
        filters: Sequence[Filter] = (),
        time: TimePreference = ANY_TIME,
        exclude: Collection[str] = (),
    ) -> Retrieval:
        """Return at most `top_k` passages, best first; see `Retriever.retrieve`."""
        return super().retrieve(
            question, language=language, top_k=top_k, filters=filters, time=time,
            exclude={*exclude, *self.left_out},
        )  # fmt: skip


def _open(settings: Settings, store: Store, embedder: Embedder) -> RagPipeline:
    pipeline = open_pipeline(replace(settings, data=store.folder), warm_after=at_once())
    pipeline.retriever = LeavingOut(store, embedder)
    return pipeline


def _ask(pipeline: RagPipeline, question: SquadQuestion, gone: frozenset[str]) -> dict[str, Any]:
    assert isinstance(pipeline.retriever, LeavingOut)
    pipeline.retriever.left_out = gone
    return ask(pipeline, question.text, id_=_id(question, not gone))


def _id(question: SquadQuestion, answerable: bool) -> str:
    return f"{'q' if answerable else 'absent'}-{question.number}"


def _holds(text: str, question: SquadQuestion) -> bool:
    words, accepted = normalise(text), map(normalise, question.answers)
    return any(answer and answer in words for answer in accepted)


def _holding(question: SquadQuestion, squad: SquadSet) -> frozenset[str]:
    """Return the ids of the paragraphs, with their titles, that hold an accepted answer."""
    held = (d.id for d in squad.documents if _holds(f"{d.title}\n{d.text}", question))
    return frozenset((*held, squad.documents[question.paragraph].id))


def results_path(*, half: str, sample: int, name: str = "") -> Path:
    """Return where the figures are kept: other files, halves and samples under other names."""
    parts = ["reading", name, half if half != HALF else ""]
    parts.append(f"sample{sample}" if sample != SAMPLE else "")
    return RESULTS / f"{'-'.join(filter(None, parts))}.json"


def run(settings: Settings, options: argparse.Namespace) -> dict[str, Any]:
    """Keep and return the figures.

    Raises:
        UserError: the file can't be used, or a model can't be had.
    """
    name = "" if options.file == KORQUAD else options.file.stem
    target = results_path(half=options.half, sample=options.sample, name=name)
    partial = target.with_suffix(".jsonl.tmp")
    records = measure(read_squad(options.file), settings, options, partial=partial)
    figures = figures_of(records)
    write_jsonl(target.with_suffix(".jsonl"), records)
    partial.unlink(missing_ok=True)
    command = f"python -m evaluation.reading {options.file.name} --half {options.half}"
    command += f" --sample {options.sample} --absent {options.absent}"
    keep(target, command=command, figures=figures, questions=options.file.name, half=options.half)
    return figures


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("file", nargs="?", type=Path, default=KORQUAD)
    found.add_argument("--half", choices=("odd", "even", "all"), default=HALF)
    found.add_argument("--sample", type=int, default=SAMPLE, help="questions at most")
    found.add_argument("--absent", type=int, default=ABSENT, help="asked without their answer")
    found.add_argument("--index", type=Path, help="folder that keeps the index for the next run")
    found.add_argument("--keep-answers", type=Path, metavar="FILE", help="add them there, whole")
    found.add_argument("--resume", action="store_true", help="go on with an interrupted run")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command; return 0, or 1 for a problem that the user can cure."""
    try:
        print_figures(run(load_settings({}), parser().parse_args(arguments)))
    except UserError as error:
        complain(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
