"""Does the evidence support a claim as an answer to a question? No model is involved.

A claim is held against its evidence kind by kind: its language and script, names that the
articles never mention, its figures and dates, what it affirms or denies, its names, the kind of
thing it gives, and its other words.
"""

import re
from collections.abc import Iterator, Sequence

from index.language import detect_language
from index.terms import extract_nouns, fold
from rag.answers import Evidence, Question, Verdict
from rag.support.figures import unsupported_figure
from rag.support.grounds import grounds_of
from rag.support.kind_figures import read_figures
from rag.support.kinds import not_what_was_asked
from rag.support.names import unsupported_name
from rag.support.polarity import contradicted
from rag.support.polarity_reading import EMPTY_WORDS, stem
from rag.support.strangers import strangers

_MIN_SHARE = 0.25  # of new words; a paraphrase that the evidence knows has more of them there
_MIN_STRANGE = 3
_ANCHORED = 2  # more, where a figure was found in the evidence already
_HANGUL = re.compile("[가-힣]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]+")
_HAN = re.compile("[\u3400-\u9fff]+")
_HAN_WORD = re.compile("[\u3400-\u9fff]{2,}|(?<=\\d)[年月日]")
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
    if foreign := _foreign_script(claim, evidence, question):
        return Verdict("language", foreign)
    said = fold(claim)
    for name in strangers(question, [item.document for item in evidence]):
        if name in said:
            return Verdict("name", name)
    for kind, check in _CHECKS:
        if words := check(claim, evidence, question):
            return Verdict(kind, words)
    if words := _strange_words(claim, evidence, question):
        return Verdict("words", words)
    return Verdict()


def _foreign_script(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return a word of the claim that its language can't write, but for what is quoted or added.

    A small model leaves words of the evidence untranslated in the middle of a sentence. What
    the question or evidence in the claim's language writes so (與野, 魏明) is its own.
    """
    own, language = _ADDED.sub("", claim), question.language
    alike = [e for e in evidence if e.document.language == language]
    told = " ".join((question.meant, *(text for e in alike for text in grounds_of(e))))
    found = (match.group() for script in _foreign_to(language) for match in script.finditer(own))
    return next((word for word in found if word not in told), "")


def _foreign_to(language: str) -> Iterator[re.Pattern[str]]:
    if language == "ko":
        yield _HAN_WORD
    else:
        yield _HANGUL
    if language != "ja":
        yield _KANA
    if language not in ("ko", "ja", "zh"):
        yield _HAN


def _strange_words(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return a word of the claim that no evidence in its language knows, if most are like it."""
    if not any(e.document.language == question.language for e in evidence):
        return ""
    grounds = [text for e in evidence for text in grounds_of(e)]
    asked, text = fold(question.searched), fold(" ".join(grounds))
    new = [n for n in extract_nouns(claim) if n not in asked and not n.isdigit()]
    new = [noun for noun in new if noun not in EMPTY_WORDS]
    strange = [noun for noun in new if stem(noun) not in text]
    said, asks = (read_figures(t, question.language) for t in (claim, question.text))
    has_figure = {figure.value for figure in said} - {figure.value for figure in asks}
    fewest = _MIN_STRANGE + (_ANCHORED if has_figure else 0)
    if len(strange) >= fewest and len(new) - len(strange) <= _MIN_SHARE * len(new):
        return strange[0]
    return ""
