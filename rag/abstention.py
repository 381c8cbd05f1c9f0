"""When to say "not found" without asking the model.

Three signals, each a reason of its own: the passages are about something else; the words
of the question are in none of them; the question names a year or a number of a thing
(the 2nd meeting) that no evidence knows. Thresholds were set on the odd questions of the
development set and KorQuAD; `python -m evaluation.answers` reports on the others.
"""

import re
from collections.abc import Callable, Sequence

from index.prepare import searched_heading
from index.terms import extract_nouns, fold
from rag.answers import Evidence, Passage, Question
from rag.phrases import phrases_for
from rag.retriever import Retrieval
from rag.support.grounds import grounds_of
from rag.understanding.filter_labels import describe

MIN_COSINE = 0.80
MIN_SHARE = 0.55
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


def reason_to_abstain(
    question: Question,
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    *,
    idf: Callable[[str], float],
) -> str:
    """Return why the articles can't answer the question, or "" if they may."""
    if not passages or not evidence:
        return "nothing was found"
    if max(p.dense for p in passages) < MIN_COSINE:
        return "the articles are about something else"
    same = [p for p in passages if p.document.language == question.language]
    other = [p for p in passages if p.document.language != question.language]
    nearest_other = max((p.dense for p in other), default=0.0)
    # The embedder prefers the question's own language; where another is nearer, it is meant.
    own_language = same and max(p.dense for p in same) > nearest_other
    if own_language and max(p.lexical for p in same) < _CERTAIN_LEXICAL:
        share = term_share(question.searched, same, idf=idf)
        if share < MIN_SHARE:
            return "the question's words are in no article"
    return _unknown_number(question, evidence)


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
