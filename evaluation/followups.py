"""Are follow-ups completed where they must be, and is the article that answers them found.

    python -m evaluation.followups [FILE.jsonl] [--half odd]

Each line of the file is one question in a conversation: `history`, `question`, what a person
would have typed instead (`standalone`), whether that needs the history (`needs_history`) and
the articles of `corpus/` that answer it (`gold`). The same search is made with the bare
question, with the earlier questions joined to it, with our rewriting and with the person's.

Questions without `history` are asked as a change of topic, behind a question of the same file
with other gold: nothing may be completed then.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.figures import Figure, mean_figures
from evaluation.metrics import Share
from index.language import detect_language
from index.terms import extract_nouns, extract_terms
from rag.assemble import CORPUS, index_paths, open_retriever
from rag.retriever import Retriever
from rag.settings import ROOT, load_settings
from rag.terminal import CountLine
from rag.understanding.followups import stand_alone

_FILE = ROOT / "evaluation" / "followups.jsonl"
_DEPTH = 10
# The rule that the rewriting has to beat: a question that points back or names fewer than
# four things is searched behind the (at most three) earlier ones it depends on.
_JOINED_TURNS = 3
_JOINED_NOUNS = {"ja": 3}
_JOINED_POINTER = re.compile(
    r"(?:^|[\s,])(?:거기|그거|그것|그건|그게|그때|그날|그 |그럼|그래서|그러면|이거|이것|이 사람|저 "
    r"|앞서|방금|위에"
    r"|it|its|they|them|their|those|this|these|he|she|his|her|then)(?=[\s,?.!]|$)"
    r"|それ|その|そこ|彼|这|那|它|(?<!其)他|她",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One question of a conversation; `gold`: sources within the corpus, any of them will do."""

    id: str
    history: tuple[str, ...]
    question: str
    standalone: str
    needs_history: bool
    gold: frozenset[str]

    @property
    def language(self) -> str:
        """Of the question, as the chat would take it."""
        return detect_language(self.question, default=detect_language(" ".join(self.history)))


def read_dialogues(path: Path, *, half: str = "all") -> list[Dialogue]:
    """Return the dialogues of a file: those with odd or even numbers, or all."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    wanted = {"even": 0, "odd": 1}
    return [
        Dialogue(
            record["id"],
            tuple(record["history"] if "history" in record else [_other_question(record, records)]),
            record["question"],
            record.get("standalone", record["question"]),
            record.get("needs_history", False),
            frozenset(record["gold"]),
        )
        for record in records
        if record["gold"]
        and (half == "all" or int(re.findall(r"\d+", record["id"])[-1]) % 2 == wanted[half])
    ]


def _other_question(record: dict[str, Any], records: Sequence[dict[str, Any]]) -> str:
    """Return a question about something else, in the same language if there is one."""
    others = [r for r in records if not set(r["gold"]) & set(record["gold"])]
    near = [r for r in others if r["lang"] == record["lang"]] or others or [record]
    return str(random.Random(record["id"]).choice(near)["question"])


def join_history(dialogue: Dialogue) -> str:
    """Return the question behind the earlier ones that it seems to depend on."""
    needed: list[str] = []
    if _seems_to_depend(dialogue.question, dialogue.language):
        for turn in reversed(dialogue.history[-_JOINED_TURNS:]):
            needed.insert(0, turn)
            if not _seems_to_depend(turn, dialogue.language):
                break
    return " ".join([*needed, dialogue.question])


def _seems_to_depend(text: str, language: str) -> bool:
    enough = _JOINED_NOUNS.get(language, 4)
    return bool(_JOINED_POINTER.search(text)) or len(extract_nouns(text)) < enough


def rewrite(dialogue: Dialogue) -> str:
    """Return the question as the chat searches it."""
    return stand_alone(dialogue.question, dialogue.history, language=dialogue.language).text


WAYS: dict[str, Callable[[Dialogue], str]] = {
    "bare": lambda dialogue: dialogue.question,
    "joined": join_history,
    "rewritten": rewrite,
    "by a person": lambda dialogue: dialogue.standalone,
}


def decided_right(dialogues: Iterable[Dialogue], way: Callable[[Dialogue], str]) -> Share:
    """Return how often a way changes those questions that need the history, and no other."""
    return Share.of([(way(d) != d.question) == d.needs_history for d in dialogues])


def shared_words(dialogues: Iterable[Dialogue], way: Callable[[Dialogue], str]) -> list[float]:
    """Return how near each question is to the person's: F1 over their terms, 0 to 1."""
    shares: list[float] = []
    for dialogue in dialogues:
        ours, theirs = (Counter(extract_terms(t)) for t in (way(dialogue), dialogue.standalone))
        shared = 2 * (ours & theirs).total()
        shares.append(shared / max(1, ours.total() + theirs.total()))
    return shares


def rank_gold(
    dialogues: Iterable[Dialogue], way: Callable[[Dialogue], str], search: Retriever
) -> list[int | None]:
    """Return the places of the gold articles, from 1, with the questions that a way makes."""
    ranks: list[int | None] = []
    for dialogue in dialogues:
        question = way(dialogue)
        language = detect_language(question, default=dialogue.language)
        passages = search.retrieve(question, language=language, top_k=_DEPTH).passages
        sources = dict.fromkeys(_in_corpus(passage.document.source) for passage in passages)
        ranks.append(next((n for n, s in enumerate(sources, start=1) if s in dialogue.gold), None))
    return ranks


def _in_corpus(source: str) -> str:
    return "/".join(Path(source).parts[-2:])


def reciprocal(ranks: Sequence[int | None]) -> list[float]:
    """Return the reciprocal rank of each question, 0 where nothing was found."""
    return [1 / rank if rank else 0.0 for rank in ranks]


def mean(values: Sequence[float], *, without: Sequence[float] = ()) -> Figure:
    """Return the mean with its bootstrap interval; of the differences, if `without` is given."""
    column = np.array(values)
    if without:
        column = column - np.array(without)
    return mean_figures(column[:, None])[0]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of all ways."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=_FILE)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    options = parser.parse_args(arguments)
    dialogues = read_dialogues(options.file, half=options.half)
    with tempfile.TemporaryDirectory(prefix="geungeo-followups-") as folder:
        settings = load_settings({"data": folder})
        index_paths(settings, [CORPUS], progress=CountLine())
        search = open_retriever(settings)
        ranks = {name: rank_gold(dialogues, way, search) for name, way in WAYS.items()}
    sys.stdout.write(f"{options.file.name}, {options.half}: {len(dialogues)} questions\n")
    for name, way in WAYS.items():
        sys.stdout.write(f"{name}\n")
        for label, figure in _figures(dialogues, way, ranks[name], ranks["joined"]):
            sys.stdout.write(f"  {label:22} {figure}\n")


def _figures(
    dialogues: Sequence[Dialogue],
    way: Callable[[Dialogue], str],
    ranks: Sequence[int | None],
    joined: Sequence[int | None],
) -> list[tuple[str, str]]:
    found = reciprocal(ranks)
    return [
        ("changed if need be", str(decided_right(dialogues, way))),
        ("words of the person's", _interval(mean(shared_words(dialogues, way)))),
        ("gold first", str(Share.of([rank == 1 for rank in ranks]))),
        ("gold among three", str(Share.of([rank in (1, 2, 3) for rank in ranks]))),
        ("MRR", _interval(mean(found))),
        ("MRR above joined", _interval(mean(found, without=reciprocal(joined)))),
    ]


def _interval(figure: Figure) -> str:
    return f"{figure.value:.3f} (95% {figure.low:.2f} to {figure.high:.2f})"


if __name__ == "__main__":
    main()
