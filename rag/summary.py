"""Summaries: is one asked for, of which articles, and which of their sentences make it.

A summary is chosen, not written, so that each of its sentences is the article's own. Salience
is where a sentence stands, how central it is (mean cosine to the others of its article:
LexRank, Erkan and Radev 2004, without the walk), what it shares with the headline, and figures;
repetition is held off by maximal marginal relevance (Carbonell and Goldstein 1998).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.documents import Document, Span
from index.embedder import Vectors
from index.filters import Kind
from index.sentences import ends_sentence
from index.stored_rows import SentenceRow
from index.terms import extract_names, extract_nouns, fold, morphemes
from rag.answers import Evidence, Question
from rag.retriever import Retrieval
from rag.summary_words import is_request, sentences_named, topic_of

MAX_SENTENCES = 7
_USUAL = 3  # sentences, where the question names no number

_NEAR_BEST = 0.1  # of a passage's score, for articles that a topic means
_NEAR_BEST_TITLED = 0.2  # likewise, where the headline names the topic

_LEAD_WEIGHT = 1.5
_HEADLINE_WEIGHT = 1.0
_CENTRALITY_WEIGHT = 0.5  # standard deviations
_TOPIC_WEIGHT = 0.7  # likewise
_FIGURE_BONUS = 0.3
_NAME_BONUS = 0.2
_ASKING_COST = 1.0
_REPETITION_WEIGHT = 2.0
_SAME = 0.75  # of the way from the usual cosine to 1: says the same
_SHORT_COST = 0.7
_FEW_WORDS = 6
_MIN_WORDS = 4
_DENSE_WORD = 2.5  # characters, where words aren't apart

_DENSE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\u0e01-\u0e4e]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_NO_FULL_STOP = frozenset(("th", "lo", "km"))
_CAPTION = re.compile(
    r"^\W*(?:[▲△▶◀■□●○◆◇※☞ⓒ©]|\[?(?:사진|그래픽|자료|영상|출처|표|그림)\s?[=:)\]\d]|写真[：:=]|图[：:\d]"
    r"|(?:photo|image|picture|credit|caption|figure|source|foto|bild|quelle|fuente|ảnh)\b\s?\w{0,3}"
    r"\s?[:=/])|(?:사진\s?=|사진\s?제공|/\s?(?:photo|foto|getty))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"""^["'“‘「『«„][^"”’」』»]*["'”’」』»“][.!?。]?$""")
# 이 is also a surname: 이 대통령 is a person, 이 회사 points back.
_TITLE_KO = (
    r"대통령|총리|장관|차관|의원|의장|위원장|위원|회장|사장|대표|교수|총장|원장|이사|감독|선수|시장|지사|판사"
    r"|검사|변호사|박사|실장|국장|과장|부장|팀장|단장|센터장|연구원|기자|작가|씨|군|양|전\s"
)
_POINTS_BACK = re.compile(
    rf"^\W*(?:이(?:는|에|를|로|들?은|들이|와|것은|것이|곳은|곳에|처럼|같은|에 따라)(?=\s|,)"
    rf"|이\s(?!{_TITLE_KO})"
    r"|그(?:는|의|가|를|에게|녀는|녀의|들은|들의|러나|런데|럼에도|래서|리고|\s)|여기(?:에|서)|이런|그런"
    r"|하지만|또한?\s|따라서|반면|이어\s|해당\s|둘\s?다|이밖에|다만|앞서"
    r"|(?:he|she|it|they|this|these|those|that|his|her|its|their|both|but|however|also|and|so|such"
    r"|él|ella|ellos|ellas|esto|este|esta|eso|ello|su|sus|pero|también|además"
    r"|er|sie|dies(?:e[rs]?)?|dabei|dazu|damit|aber|auch|beide|außerdem"
    r"|ils?|elles?|cela|ceci|ce|cette|cet|ces|son|sa|ses|leur|mais|aussi"
    r"|họ|nó|ông ấy|bà ấy|điều này|việc này|nhưng)\b"
    r"|これ|それ|この|その|同|彼|しかし|また|そして|他(?!国|地|们的?国)|她|它|这|該|该|此|其(?!他)|但|而)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SummaryAsked:
    """A question for a summary.

    `sentences` is how many it names, 0 for none; `topic` what is left of it without the words
    of summarising, "" where it means an article that it doesn't name.
    """

    sentences: int
    topic: str

    def wanted(self, articles: int) -> int:
        """Return how many sentences to choose out of some articles, from 1 to 7."""
        return min(self.sentences or max(_USUAL, articles), MAX_SENTENCES)


def asks_for_summary(question: str, language: str) -> SummaryAsked | None:
    """Return what summary a question asks for, None if it asks for none.

    Args:
        question: as typed, or without the words that became filters.
        language: of the question.
    """
    if not is_request(question, language):
        return None
    return SummaryAsked(min(sentences_named(question), MAX_SENTENCES), topic_of(question))


def articles_to_summarise(
    asked: SummaryAsked,
    question: Question,
    retrieval: Retrieval,
    cited_before: Sequence[Document] = (),
    *,
    indexed: int = 0,
) -> list[Document]:
    """Return the articles that a summary is asked of, best first; none where it can't be told.

    Args:
        asked: from `asks_for_summary`.
        question: its filters say which articles; one of kind document needs no topic.
        retrieval: for the topic, or for the question where it has none.
        cited_before: the articles that the answer before cites.
        indexed: how many articles there are.
    """
    found = {passage.document.id: passage.document for passage in retrieval.passages}
    chosen = {f.value for f in question.filters if f.kind is Kind.DOCUMENT}
    if chosen:
        return [d for d in found.values() if {d.id, d.source} & chosen]
    if asked.topic:
        return _about(asked.topic, retrieval)
    if question.filters or indexed == 1:
        return list(found.values())
    return list({document.id: document for document in cited_before}.values())


def _about(topic: str, retrieval: Retrieval) -> list[Document]:
    """Return the articles of the best passages, and others nearly as good."""
    nouns = set(extract_nouns(topic))
    best = max((passage.score for passage in retrieval.passages), default=0.0)
    about = {}
    for passage in retrieval.passages:
        titled = nouns and nouns <= set(extract_nouns(passage.document.title))
        if passage.score >= best - (_NEAR_BEST_TITLED if titled else _NEAR_BEST):
            about[passage.document.id] = passage.document
    return list(about.values())[:MAX_SENTENCES]


def summarise(
    documents: Sequence[Document],
    sentences: Sequence[SentenceRow],
    vectors: Vectors,
    *,
    wanted: int,
    topic: str = "",
    query: Vectors | None = None,
) -> list[Evidence]:
    """Return the sentences that say most of some articles, in the order of their dates.

    Each article has at least one; where there are more of them than sentences wanted, the
    newest have. A sentence that points back comes only with the one before it.

    Args:
        documents: the articles, at least one.
        sentences: theirs, in any order; those of other articles are left out.
        vectors: row i is that of sentence i, shape (n, dim).
        wanted: how many sentences at most.
        topic: what the summary is to be about, "" for all that the articles say.
        query: the topic's vector, shape (1, dim).
    """
    newest = sorted({d.id: d for d in documents}.values(), key=lambda d: d.date)[-wanted:]
    candidates = _candidates(newest, sentences, vectors, _Topic(topic, query))
    if not candidates:
        return []
    chosen = _Choice(candidates, wanted)
    for document in reversed(newest):
        own = [c for c in candidates if c.document is document]
        chosen.add_best([c for c in own if not c.points_back] or own[:1])
    while chosen.add_best(candidates):
        pass
    order = {document.id: place for place, document in enumerate(newest)}
    picked = sorted(chosen.picked, key=lambda c: (order[c.document.id], c.span))
    return [Evidence(c.document, c.span, c.salience) for c in picked]


class _Topic:
    """What a summary is to be about."""

    def __init__(self, words: str, query: Vectors | None) -> None:
        self._nouns = set(extract_nouns(words))
        self._query = query

    def fits(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float32]:
        """Return how much more than others of its article each sentence is about it."""
        folded = [fold(text) for text in texts]
        held = [sum(noun in text for noun in self._nouns) for text in folded]
        shares = np.asarray(held, dtype=np.float32)
        if self._query is None:
            return _standardised(shares)
        return _standardised(shares) + _standardised(vectors @ self._query[0])


@dataclass(eq=False, slots=True)
class _Candidate:
    document: Document
    span: Span
    vector: NDArray[np.float32]
    salience: float = 0.0
    points_back: bool = False
    before: "_Candidate | None" = field(default=None, repr=False)

    @property
    def text(self) -> str:
        return self.span.of(self.document.text)


def _candidates(
    documents: Sequence[Document],
    sentences: Sequence[SentenceRow],
    vectors: Vectors,
    topic: "_Topic",
) -> list[_Candidate]:
    """Return the sentences of the articles with their salience; fragments only if all are."""
    found: list[_Candidate] = []
    for document in documents:
        rows = {row.span: i for i, row in enumerate(sentences) if row.document_id == document.id}
        own = [_Candidate(document, span, vectors[rows[span]]) for span in sorted(rows)]
        for before, candidate in zip(own, own[1:], strict=False):
            candidate.points_back = bool(_POINTS_BACK.match(candidate.text))
            candidate.before = before
        whole = [c for c in own if is_whole(c.text, document.language)]
        for candidate in whole:
            candidate.before = candidate.before if candidate.before in whole else None
        if usable := whole or own:
            _weigh(usable, document, topic)
            found += usable
    return found


def is_whole(sentence: str, language: str) -> bool:
    """Return whether a sentence says something by itself: no heading, caption or bare quotation."""
    if not ends_sentence(sentence) and language not in _NO_FULL_STOP:
        return False
    if _CAPTION.search(sentence) or _QUOTED.match(sentence):
        return False
    if _HANGUL.search(sentence):
        # Kiwi: a verb, an adjective or 이다
        return any(m.tag[0] == "V" or m.tag in ("XSV", "XSA") for m in morphemes(sentence))
    return _words(sentence) >= _MIN_WORDS


def _words(sentence: str) -> float:
    """Return how many words a sentence has, about, where they aren't apart."""
    return len(_DENSE.findall(sentence)) / _DENSE_WORD or len(sentence.split())


def _weigh(candidates: Sequence[_Candidate], document: Document, topic: _Topic) -> None:
    vectors = np.stack([c.vector for c in candidates])
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 0.0)
    central = _standardised(cosines.sum(axis=1) / max(len(candidates) - 1, 1))
    topical = topic.fits([c.text for c in candidates], vectors)
    headline = set(extract_nouns(document.title))
    for place, candidate in enumerate(candidates):
        text = fold(candidate.text)
        shared = sum(noun in text for noun in headline) / max(len(headline), 1)
        candidate.salience = (
            _LEAD_WEIGHT / (1 + place)
            + _HEADLINE_WEIGHT * shared
            + _CENTRALITY_WEIGHT * float(central[place])
            + _TOPIC_WEIGHT * float(topical[place])
            + _FIGURE_BONUS * any(char.isdigit() for char in text)
            + _NAME_BONUS * bool(extract_names(candidate.text))
            - _ASKING_COST * text.rstrip("\"'”’」』)").endswith(("?", "？"))
            - _SHORT_COST * (_words(text) < _FEW_WORDS)
        )


def _standardised(values: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = float(values.std())
    if spread < 1e-6:  # one sentence, or all the same
        return np.zeros_like(values)
    return np.asarray((values - values.mean()) / spread, dtype=np.float32)


class _Choice:
    """What is chosen so far out of some candidates, and what still may be."""

    def __init__(self, candidates: Sequence[_Candidate], wanted: int) -> None:
        self.picked: list[_Candidate] = []
        self._wanted = wanted
        vectors = np.stack([c.vector for c in candidates])
        pairs = (vectors @ vectors.T)[np.triu_indices(len(candidates), k=1)]
        self._usual = min(float(pairs.mean()), 0.99) if len(pairs) else 0.0

    def add_best(self, candidates: Sequence[_Candidate]) -> bool:
        """Add the best that fits and says something new; return whether there was one."""
        ranked = sorted(candidates, key=self._worth, reverse=True)
        for candidate in ranked:
            added = self._with_antecedent(candidate)
            if added and self._likeness(candidate) < _SAME:
                self.picked += added
                return True
        return False

    def _with_antecedent(self, candidate: _Candidate) -> list[_Candidate]:
        """Return what has to be added with a candidate, none where it doesn't fit."""
        before = candidate.before
        added = [candidate]
        if before is not None and candidate.points_back and before not in self.picked:
            if before.points_back:
                return []
            added = [before, candidate]
        fits = len(self.picked) + len(added) <= self._wanted
        return added if fits and candidate not in self.picked else []

    def _worth(self, candidate: _Candidate) -> float:
        return candidate.salience - _REPETITION_WEIGHT * self._likeness(candidate)

    def _likeness(self, candidate: _Candidate) -> float:
        """Return how far a candidate is like what is picked, from 0 (as any two are) to 1."""
        if not self.picked:
            return 0.0
        cosine = max(float(candidate.vector @ p.vector) for p in self.picked)
        return max(cosine - self._usual, 0.0) / (1 - self._usual)
