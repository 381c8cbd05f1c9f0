"""Does the evidence support a claim as an answer to a question? No model is involved.

A claim is held against its evidence kind by kind: its language, its figures and dates, what
it affirms or denies, its names, the kind of thing it gives, and its other words.
"""

import re
from collections.abc import Sequence

from index.language import detect_language
from index.numbers import extract_numbers
from index.terms import extract_nouns, fold
from rag.answers import Evidence, Question, Verdict
from rag.support.figures import unsupported_figure
from rag.support.grounds import grounds_of
from rag.support.kinds import not_what_was_asked
from rag.support.names import unsupported_name
from rag.support.polarity import contradicted

_MIN_SHARE = 0.4  # of the new words that the evidence must know
_MIN_SHARE_INFLECTED = 0.3  # inflection and, in Chinese, bigrams across words hide many
_MIN_STRANGE = 2  # one strange word is a synonym
_MIN_STRANGE_INFLECTED = 3
_ANCHORED = 2  # more, where a figure was found in the evidence already
_HANGUL = re.compile("[가-힣]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]+")
_HAN = re.compile("[\u3400-\u9fff]+")
_LETTERS_ONLY = frozenset("en es de fr pt it vi id tr nl pl ru ar he hi th el".split())
_ADDED = re.compile(r"\([^()]*\)|（[^（）]*）|[\"“「『][^\"”」』]*[\"”」』]")
_CHECKS = (
    ("figure", unsupported_figure),
    ("contradiction", contradicted),
    ("name", unsupported_name),
    ("kind", not_what_was_asked),
)


def check_claim(claim: str, evidence: Sequence[Evidence], question: Question) -> Verdict:
    """Return whether `evidence` supports `claim` as an answer to `question`."""
    if detect_language(claim, default=question.language) != question.language:
        return Verdict("language")
    if foreign := _foreign_script(claim, question.language):
        return Verdict("language", foreign)
    for kind, check in _CHECKS:
        if words := check(claim, evidence, question):
            return Verdict(kind, words)
    if words := _strange_words(claim, evidence, question):
        return Verdict("words", words)
    return Verdict()


def _foreign_script(claim: str, language: str) -> str:
    """Return a word of the claim that its language can't write, but for what is quoted or added.

    A small model leaves words of the evidence untranslated in the middle of a sentence.
    """
    own = _ADDED.sub("", claim)
    scripts = (_HANGUL, *(() if language == "ja" else (_KANA,)))
    if language in _LETTERS_ONLY:
        scripts += (_HAN,)
    found = (script.search(own) for script in scripts if language != "ko" or script is not _HANGUL)
    return next((match.group() for match in found if match), "")


def _strange_words(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return a word of the claim that no evidence in its language knows, if most are like it."""
    if not any(e.document.language == question.language for e in evidence):
        return ""
    grounds = [text for e in evidence for text in grounds_of(e)]
    asked, text = fold(question.searched), fold(" ".join(grounds))
    new = [n for n in extract_nouns(claim) if n not in asked and not n.isdigit()]
    strange = [noun for noun in new if noun not in text]
    korean = question.language == "ko"
    fewest = _MIN_STRANGE if korean else _MIN_STRANGE_INFLECTED
    if set(extract_numbers(claim)) - set(extract_numbers(question.text)):
        fewest += _ANCHORED
    share = _MIN_SHARE if korean else _MIN_SHARE_INFLECTED
    if len(strange) >= fewest and len(new) - len(strange) < share * len(new):
        return strange[0]
    return ""
