"""The words that say what a question is about, and how much of that a passage speaks of."""

import re
from collections.abc import Callable, Sequence

from index.prepare import searched_heading
from index.terms import extract_nouns, fold
from rag.answers import Passage

_MIN_STEM = 5  # letters
_COMMON_IDF = 1.2  # in about 30% of the chunks
_ASKING = frozenset(
    fold(word)
    for word in (
        "얼마 이름 정도 어디 무엇 누구 언제 날짜 각각 비교 차이 기사 정확 정리 설명 "
        "얘기 이야기 내용 사람 무슨 어느 경우 질문 이유 방법 종류 결과 관련 다음 전부 "
        "모두 하나 가지 소식 뉴스 보도 최근 최신 현재 지금 요즘 요약 올해 작년 지난해 내년 "
        # Words of asking elsewhere; in a small corpus they are rare, so rarity can't tell.
        "how many much what which who whose when where why can could does did will would "
        "has have had was were are is the and for from with that this than one into about its "
        "their there "
        "cuánto cuanto cuánta cuanta cuántos cuantos cuántas cuantas qué que quién quien cuál cual "
        "dónde donde cómo como los las del una por para con "
        "wie viel viele was wer wann welche welches welcher der die das und ein eine ist hat wird "
        "combien quel quelle quels qui quand est les des une pour "
        # News, summaries and time: what an article is, not what it is about.
        "news article articles report reports summary summarize latest recent recently current now "
        "noticia noticias artículo artículos resumen últimas última nachrichten artikel neueste "
        "aktuelle zusammenfassung actualités articles dernières résumé tin bài nhất".split()
    )
)
_HANGUL = re.compile(r"[\uac00-\ud7af]")


def subject_words(question: str, *, idf: Callable[[str], float]) -> list[str]:
    """Return the nouns of a question that say what it is about, folded, none twice.

    Words of asking (얼마, 이름, 정확) and, outside Hangul, words that are everywhere in the
    corpus say nothing of the subject.

    Args:
        question: as it was searched for.
        idf: how rare a term is in the corpus.
    """
    nouns = [n for n in extract_nouns(question) if n not in _ASKING]
    return nouns if _HANGUL.search(question) else [n for n in nouns if idf(n) > _COMMON_IDF]


def coverage(question: str, passages: Sequence[Passage], *, idf: Callable[[str], float]) -> float:
    """Return the share of a question's subject that the best single passage speaks of, 0 to 1.

    By rarity, headings included; figures count only beside a word.
    """
    weights = {word: idf(word) for word in subject_words(question, idf=idf)}
    best = 0.0
    for passage in passages:
        text = fold(f"{searched_heading(passage.document)} {passage.text}")
        held = [word for word in weights if _stands_in(word, text)]
        if any(not word.isdigit() for word in held):
            best = max(best, sum(weights[word] for word in held))
    return best / (sum(weights.values()) or 1.0)


def _stands_in(word: str, text: str) -> bool:
    if word.isdigit():
        return re.search(rf"(?<!\d){word}(?!\d)", text) is not None
    return _stem(word) in text


def _stem(word: str) -> str:
    """Return a word of an alphabet without what may be its ending: installed, GPUs."""
    if not word.isalpha() or not word.isascii():
        return word
    return word[: max(len(word) - 2, 4)] if len(word) > _MIN_STEM else word.removesuffix("s")
