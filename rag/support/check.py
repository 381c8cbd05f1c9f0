"""Does the evidence support a claim? A deterministic check, no model involved.

What it verifies today: every figure of the claim is in the evidence (or in its date or
title; the question proves nothing); new names and most new nouns are in the evidence when both are
in one language; the claim is in the question's language; a question for a number gets one.
"""

from collections.abc import Sequence

from index.language import detect_language
from index.numbers import extract_numbers, missing_numbers, missing_units
from index.terms import extract_names, extract_nouns, fold
from rag.answers import Evidence, Question, Verdict
from rag.asked import asks_for_number
from rag.support.grounds import grounds_of

_MIN_NOUN_SHARE = 0.6
_MIN_TERM_SHARE = 0.3
_MIN_TERMS = 3  # fewer new words than that are verbs and articles


def check_claim(claim: str, evidence: Sequence[Evidence], question: Question) -> Verdict:
    """Return whether `evidence` supports `claim` as an answer to `question`."""
    grounds = [text for e in evidence for text in grounds_of(e)]
    missing = missing_numbers(claim, *grounds)
    if missing:
        return Verdict("figure", f"{missing[0]:g}")
    miscounted = missing_units(claim, *grounds)
    if miscounted:
        return Verdict("figure", miscounted[0])
    if detect_language(claim, default=question.language) != question.language:
        return Verdict("language")
    asks_number = asks_for_number(question.meant)
    new_numbers = set(extract_numbers(claim)) - set(extract_numbers(question.text))
    if asks_number and not new_numbers and any(extract_numbers(e.text) for e in evidence):
        return Verdict("kind")
    if any(e.document.language == question.language for e in evidence):
        return _check_words(claim, grounds, question)
    return Verdict()


def _check_words(claim: str, grounds: Sequence[str], question: Question) -> Verdict:
    asked, text = fold(question.searched), fold(" ".join(grounds))
    strangers = [name for name in extract_names(claim) if name not in asked and name not in text]
    if strangers:
        return Verdict("name", strangers[0])
    new = [n for n in extract_nouns(claim) if n not in asked and not n.isdigit()]
    found = [noun for noun in new if noun in text]
    # Inflection and, in Chinese, bigrams across words hide many terms outside Hangul.
    korean = question.language == "ko"
    needed = _MIN_NOUN_SHARE if korean else _MIN_TERM_SHARE
    if (korean or len(new) >= _MIN_TERMS) and len(found) < needed * len(new):
        return Verdict("words", next(n for n in new if n not in found))
    return Verdict()
