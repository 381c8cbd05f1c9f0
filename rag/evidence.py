"""Passages -> the few sentences that bear on the question, ready to be quoted.

score = cosine(question, sentence) + 0.2 (abroad 0.067) × share of the question's terms, weighted
by rarity, that the sentence holds, with its headline and in part the sentence before + 0.6 × the
score of its passage + what makes up for another language where the best passage is in one
+ whether it has the form, the kind of thing, the year and the title of a person that are asked
for (`rag.asked`, `rag.support.kinds`) - what it costs to be translated. 320 tokens of sentences
hold the answer in 97% of KorQuAD questions (docs/retrieval.md); whole pages would cost the small
model seconds and distract it.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from itertools import zip_longest

from index.documents import Document, Span
from index.terms import extract_names
from index.token_embedder import TokenEmbedder
from rag.alignment import in_sight, realign
from rag.answers import Evidence, Passage, Question
from rag.asked import asks_for_comparison, fit_to_asked, years_in
from rag.asked_kind import Asked, Kind, asked_kind
from rag.retriever import Retrieval
from rag.support.kinds import fit_to_kind
from rag.support.roles import called_alike

MAX_SENTENCES = 8
MAX_TOKENS = 320  # as the embedder counts them; 500 to 600 as the model does
_LEXICAL_WEIGHT = 0.2
_LEXICAL_WEIGHT_ABROAD = 0.067  # there "AI" alone can be all of a question's words
_PASSAGE_WEIGHT = 0.6
# A small model's translation is right for two in three. Of 60 own questions with an answer in
# their language .82 instead of .80 get the right article first, of 50 without .62 instead of .66.
_TRANSLATED = 0.03
_TRANSLATED_TIMELINE = 0.15  # several sentences, each to be translated
_PERIOD_BONUS = 0.06
_YEAR_BONUS = 0.09
_KIND_BONUS = 0.06
_TITLE_BONUS = 0.06  # 장관, minister, where the question is who that is
_NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
_LIST_MARK = re.compile("[,·・、，]")
_FEWEST_NAMES = 3  # of a list


def select_evidence(
    question: Question,
    retrieval: Retrieval,
    *,
    max_sentences: int = MAX_SENTENCES,
    max_tokens: int = MAX_TOKENS,
    tokens: Callable[[], TokenEmbedder | None] = lambda: None,
) -> list[Evidence]:
    """Return the best sentences of the retrieved passages, best first, none twice.

    Sentences in other languages than the question are ordered by their words: `tokens` gives
    the embedder for that, and is asked for it only where there are some. The sides of a
    comparison take turns; each has as many tokens as half a plain question.
    """

    def rank(asked: str, found: Retrieval, period: str = "") -> list[Evidence]:
        language = question.language
        ranked = _rank(asked, language, found, period, lifted=not question.over_time)
        align = _is_abroad(found, language) and in_sight(ranked, language=language)
        embedder = tokens() if align and not question.over_time else None
        if embedder is not None:
            ranked = realign(asked, ranked, language=language, embedder=embedder)
        cost = _TRANSLATED_TIMELINE if question.over_time else _TRANSLATED
        return _at_home(ranked, language, cost)

    if any(side.passages for side in retrieval.sides):
        both = enumerate(zip(question.sides, retrieval.sides, strict=True), start=1)
        ranked = [
            [replace(e, side=number) for e in rank(asked.question, found, asked.period)]
            for number, (asked, found) in both
        ]
        turns = [e for turn in zip_longest(*ranked) for e in turn if e is not None]
        return _fit(turns, max_sentences // 2, max_tokens // 2)
    found = rank(question.meant, retrieval, question.time.period)
    if asks_for_comparison(question.meant):
        found = _one_of_each_side(question, found)
    return _fit(found, max_sentences, max_tokens)


def _rank(
    asked: str, language: str, retrieval: Retrieval, period: str = "", *, lifted: bool = True
) -> list[Evidence]:
    """Return every sentence of the passages once, best first.

    Args:
        asked: the question, or that of one side.
        language: of the question.
        retrieval: for it.
        period: days that are asked for; sentences of other years fall back.
        lifted: whether sentences in other languages may be; a development is told in one.
    """
    found: dict[tuple[str, Span], Evidence] = {}
    passages = {passage.chunk_id: passage for passage in retrieval.passages}
    abroad = lifted and _is_abroad(retrieval, language)
    wanted = asked_kind(asked, language)
    titles = called_alike(asked) if wanted.kind is Kind.PERSON else frozenset[str]()
    for hit in retrieval.sentences:  # those of the best passage first
        passage, span = passages[hit.chunk_id], hit.row.span
        if (hit.row.document_id, span) not in found:
            held = hit.share + hit.context
            own = passage.document.language == language
            score = (
                hit.cosine
                + (_LEXICAL_WEIGHT if own else _LEXICAL_WEIGHT_ABROAD) * held
                + _PASSAGE_WEIGHT * passage.score
            )
            if abroad:
                score += passage.lift
            sentence = span.of(passage.document.text)
            score += fit_to_asked(asked, sentence)
            score += _KIND_BONUS * fit_to_kind(asked, sentence, language)
            score += _fit_to_time(asked, period, sentence, passage.document.date)
            score += _fit_to_names(wanted, titles, sentence)
            evidence = Evidence(
                passage.document, span, score, _copies(passage, span), tokens=hit.tokens
            )
            found[hit.row.document_id, span] = evidence
    return sorted(found.values(), key=lambda evidence: -evidence.score)


def _at_home(ranked: Sequence[Evidence], language: str, cost: float) -> list[Evidence]:
    """Return evidence with what it costs that some must be translated before it can be read."""
    scored = [
        e if e.document.language == language else replace(e, score=e.score - cost) for e in ranked
    ]
    return sorted(scored, key=lambda evidence: -evidence.score)


def _fit_to_names(wanted: Asked, titles: Set[str], sentence: str) -> float:
    """Return what it adds that a sentence has the title, or lists the names, asked for."""
    fit = _TITLE_BONUS if any(title in sentence.casefold() for title in titles) else 0.0
    if wanted.several and wanted.kind in _NAMED and len(_LIST_MARK.findall(sentence)) > 1:
        fit += _KIND_BONUS if len(extract_names(sentence)) >= _FEWEST_NAMES else 0.0
    return fit


def _is_abroad(retrieval: Retrieval, language: str) -> bool:
    """Return whether the best passage is in another language than the question.

    Only then do sentences of other languages get what makes up for theirs: 60 of our own
    questions whose answer is in their language, and 50 whose answer isn't, find the right
    article first in .78 and .64; always, .62 and .74; never, .78 and .52.
    """
    best = max(retrieval.passages, key=lambda passage: passage.score, default=None)
    return best is not None and best.document.language != language


def _fit_to_time(asked: str, period: str, sentence: str, day: str) -> float:
    """Return what it adds to a score that an article is of a period, or names a year asked for."""
    named = set(years_in(sentence))
    if not period:
        return _YEAR_BONUS if named & set(years_in(asked)) else 0.0
    start, end = period.split("/")
    fits = start <= day <= end or bool(set(years_in(period)) & named)
    return _PERIOD_BONUS if fits else -_PERIOD_BONUS


def _one_of_each_side(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Return `found` with one sentence for each year that is named, or of two articles, first."""
    years = years_in(question.meant)
    first: dict[str, Evidence] = {}
    for evidence in found:
        if years:
            for year in years:
                if evidence.document.date.startswith(year):
                    first.setdefault(year, evidence)
        else:
            first.setdefault(evidence.document.id, evidence)
    leading = list(dict.fromkeys(first.values()))[: max(2, len(years))]
    return leading + [evidence for evidence in found if evidence not in leading]


def _copies(passage: Passage, span: Span) -> tuple[Document, ...]:
    sentence = span.of(passage.document.text)
    return tuple(copy for copy in passage.copies if sentence in copy.text)


def _fit(found: Sequence[Evidence], max_sentences: int, max_tokens: int) -> list[Evidence]:
    """Return what has room, none twice; each side has room of its own."""
    chosen: list[Evidence] = []
    seen: set[str] = set()
    count: Counter[int] = Counter()
    used: Counter[int] = Counter()
    fitting = [evidence for evidence in found if evidence.tokens <= max_tokens]
    for evidence in fitting or found[:1]:
        side, tokens = evidence.side, evidence.tokens
        if count[side] == max_sentences or evidence.text in seen:
            continue
        if used[side] + tokens > max(max_tokens, tokens):
            continue
        chosen.append(evidence)
        seen.add(evidence.text)
        count[side] += 1
        used[side] += tokens
    return chosen
