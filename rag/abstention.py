"""When to say "not found", from what was found alone, before the model is asked.

`rag.confidence` tells how likely the passages hold the answer. Below a floor nothing is said;
in doubt, an answer stands only if the model finds a sentence that holds (`Outlook.doubtful`).
Three signals are reasons of their own: the words of the question are in no passage; it names
a year or a number of a thing (the 2nd meeting) that no evidence knows; no evidence holds the
kind of thing that it asks for. Set on the odd questions of the development set and the tuning
halves of KorQuAD and XQuAD; docs/answers.md reports on the others.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.prepare import searched_heading
from index.terms import extract_nouns, fold
from rag.answers import Evidence, Passage, Question
from rag.asked_kind import asked_kind
from rag.confidence import Features, confidence, features_of
from rag.phrases import phrases_for
from rag.retriever import Retrieval
from rag.support.grounds import grounds_of
from rag.support.kinds import holds_kind
from rag.understanding.filter_labels import describe

FLOOR = 0.01  # of confidence; colloquial questions come close to it
FLOOR_ACROSS = 0.2  # between languages
DOUBT = 0.35
MIN_COSINE = 0.80  # of the nearest passage, where some are in the question's language
MIN_SHARE = 0.55
_SURE = 0.3  # more than the words in common can tell
_CERTAIN_LEXICAL = 0.35  # so many rare words in common that paraphrase can't be the matter

_MIN_STEM = 5  # letters
_COMMON_IDF = 1.2  # in about 30% of the chunks
_ASKING = frozenset(
    "얼마 이름 정도 어디 무엇 누구 언제 날짜 각각 비교 차이 기사 정확 정리 설명 "
    "얘기 이야기 내용 사람 무슨 어느 경우 질문 이유 방법 종류 결과 관련 다음 전부 "
    "모두 하나 가지 소식 뉴스 보도 최근 최신 현재 지금 요즘 요약 올해 작년 지난해 내년 "
    # Words of asking elsewhere; in a small corpus they are rare, so rarity can't tell.
    "how many much what which who whose when where why can could does did will would has have had "
    "was were are is the and for from with that this than one into about its their there "
    "cuánto cuanto cuánta cuanta cuántos cuantos cuántas cuantas qué que quién quien cuál cual "
    "dónde donde cómo como los las del una por para con "
    "wie viel viele was wer wann welche welches welcher der die das und ein eine ist hat wird "
    "combien quel quelle quels qui quand est les des une pour "
    # News, summaries and time: what an article is, not what it is about.
    "news article articles report reports summary summarize latest recent recently current now "
    "noticia noticias artículo artículos resumen últimas última nachrichten artikel neueste "
    "aktuelle zusammenfassung actualités articles dernières résumé tin bài nhất".split()
)
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_ORDINAL = re.compile(r"제?\s?(\d+)\s?(회|차)\s+(\w{2})")  # 제2회 AI…: number, unit, of what
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?(?:년|年|\D|$))")


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether to answer at all: `reason` is why not, or "" where the articles may tell."""

    reason: str
    confidence: float = 0.0

    @property
    def doubtful(self) -> bool:
        """Whether only a sentence of the model that holds makes an answer."""
        return self.confidence < DOUBT


def judge_retrieval(
    question: Question,
    retrieval: Retrieval,
    evidence: Sequence[Evidence],
    *,
    idf: Callable[[str], float],
) -> Outlook:
    """Return how likely the articles answer the question, and why they can't if so."""
    passages = retrieval.passages
    if not passages or not evidence:
        return Outlook("nothing was found")
    features, likely = _most_likely(question, retrieval, idf)
    same = [p for p in passages if p.document.language == question.language]
    other = [p for p in passages if p.document.language != question.language]
    near_same, near_other = (max((p.dense for p in found), default=0.0) for found in (same, other))
    if likely < (FLOOR if features.own_language else FLOOR_ACROSS) or (
        same and max(near_same, near_other) < MIN_COSINE
    ):
        return Outlook("the articles are about something else", likely)
    # The embedder prefers the question's own language; where another is nearer, it is meant.
    if near_same > near_other and max(p.lexical for p in same) < _CERTAIN_LEXICAL:
        share = term_share(question.searched, same, idf=idf)
        if share < MIN_SHARE and likely < _SURE:
            return Outlook("the question's words are in no article", likely)
    return Outlook(_unknown_number(question, evidence) or _wrong_kind(question, evidence), likely)


def _most_likely(
    question: Question, retrieval: Retrieval, idf: Callable[[str], float]
) -> tuple[Features, float]:
    """Return the confidence in what was found for the question, or its most likely side."""
    asked = [(question.searched, retrieval)]
    if retrieval.sides:
        words = [side.question for side in question.sides]
        asked += zip(words, retrieval.sides, strict=True)
    features = [
        features_of(replace(question, searched=searched), found, idf=idf)
        for searched, found in asked
        if found.passages
    ]
    return max(((f, confidence(f)) for f in features), key=lambda item: item[1])


def _wrong_kind(question: Question, evidence: Sequence[Evidence]) -> str:
    asked = asked_kind(question.meant, question.language)
    held = [
        holds_kind(
            asked,
            f"{e.document.date} {e.text}",
            e.document.language,
            beyond=question.meant,
        )
        for e in evidence
    ]
    return "no evidence holds what is asked for" if set(held) == {False} else ""


def term_share(question: str, passages: Sequence[Passage], *, idf: Callable[[str], float]) -> float:
    """Return the share of the question's nouns that the best single passage holds, 0 to 1.

    Words of asking (얼마, 이름, 정확) and, outside Hangul, words that are everywhere in the
    corpus say nothing of the subject and don't count; figures count only beside a word.
    """
    nouns = [n for n in extract_nouns(question) if n not in _ASKING]
    if not _HANGUL.search(question):
        nouns = [n for n in nouns if idf(n) > _COMMON_IDF]
    if not nouns:
        return 0.0
    best = 0.0
    for passage in passages:
        document = passage.document
        heading = searched_heading(document)
        text = fold(f"{heading} {passage.text}")
        found = [noun for noun in nouns if _stem(noun) in text]
        if any(not noun.isdigit() for noun in found):
            best = max(best, len(found) / len(nouns))
    return best


def _stem(word: str) -> str:
    """Return a word of an alphabet without what may be its ending: installed, GPUs."""
    if not word.isalpha() or not word.isascii():
        return word
    return word[: max(len(word) - 2, 4)] if len(word) > _MIN_STEM else word.removesuffix("s")


def _unknown_number(question: Question, evidence: Sequence[Evidence]) -> str:
    grounds = " ".join(text for e in evidence for text in grounds_of(e))
    known = _series(grounds)
    for series, numbers in _series(question.meant).items():
        if series in known and not numbers & known[series]:
            return "the articles know another one of that series"
    years = set(_YEAR.findall(question.meant))
    if years and not any(year in grounds for year in years):
        return "the articles say nothing of that year"
    return ""


def _series(text: str) -> dict[tuple[str, str], set[str]]:
    """Return (unit, what) -> the numbers of that series in `text`."""
    found: dict[tuple[str, str], set[str]] = {}
    for number, unit, what in _ORDINAL.findall(fold(text)):
        found.setdefault((unit, what), set()).add(number)
    return found


def abstain(question: Question, retrieval: Retrieval) -> str:
    """Return that nothing was found, and what was found nearest, in the question's language."""
    phrases = phrases_for(question.language)
    if retrieval.emptied_by:
        named = (describe(filter_)[question.language != "ko"] for filter_ in retrieval.emptied_by)
        return f"{phrases.emptied}: {', '.join(named)}"
    nearest: dict[str, str] = {}
    for passage in retrieval.passages[:3]:
        document = passage.document
        detail = ", ".join(filter(None, (document.publisher, document.date)))
        nearest.setdefault(
            document.id, f"「{document.title}」" + (f" ({detail})" if detail else "")
        )
    if not nearest:
        return phrases.abstention
    return f"{phrases.abstention} {phrases.nearest}: {'; '.join(list(nearest.values())[:2])}"
