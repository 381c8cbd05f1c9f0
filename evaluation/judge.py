"""Does what is cited support a sentence? A judge of answers that shares no rule with the guard.

The guard (`rag.support`) decides what may be shown; were it also the judge, its mistakes would
never be seen. This one is strict and simple. What is cited, taken together, supports a sentence if
the sentence stands in one quote word for word, or else

1. every figure of the sentence is in the quotes, titles, dates or publishers cited,
2. and, in the language of the quotes, at least two fifths of its content words are there too,
   and of those that the question didn't hold already, where these are four or more,
3. or, in another language, every name in Latin letters that can be compared by sound is there.

It doesn't see a negation, a direction, or who did what to whom; docs/answers.md says what follows.
"""

import re
import unicodedata
from collections.abc import Sequence

from evaluation.grounds import grounds_of
from evaluation.metrics import Record
from evaluation.naive_figures import missing_figures
from index.language import detect_language

_ENOUGH, _SOME = 0.4, 4  # fewer new words are too few to count: a synonym is a third of them
_OUTSIDE = " \t“”\"'‘’「」『』«»„.…·-–—•*"
_RUN = re.compile(
    r"(?P<hangul>[가-힣]+)|(?P<dense>[㐀-鿿]+|[ァ-ヺー]+|[฀-࿿က-႟ក-៿]+)|[ぁ-ん]+|(?P<word>[^\W\d_]+)"
)
_HEAD, _PREFIX = 2, 5  # syllables, letters: what inflection leaves alone
_KOREAN_FILLERS = re.compile(
    "있[다는었으습고을]|없[다는었으습고을]|했[다습으고]|하[는였고기며여]|한다|합니|됐[다습]|되[는었고]"
    "|된다|됩니|입니|이다|이[라며고]|이[번를런]|에[서게는도]|으로|까지|부터|라[고는며]|것[은이을으]"
    "|따[라르]|대[해한]|위[해한]|통[해한]|그[는가리러]|및|또[는한]|밝[혔힌]|말[했한]|설명|전했|약"
)
_FILLERS = frozenset(
    "the and for was are has had its not but who all can will with from that this have been were"
    " their which when they than also into more most said says about after according would there"
    " der die das und von mit für den dem des ein eine einen auf ist sind war wurde wurden wird im"
    " zum zur bei nach über aus als auch nicht sich hat haben los las del una con por para que como"
    " fue son más les une dans pour par est sont qui sur avec aux các của được này cho".split()
)
_SHORTEST = 3  # letters of a content word
_NAME = re.compile(r"(?<![A-Za-z\d])[A-Z][A-Za-z]*(?:-[A-Za-z]+)*(?![A-Za-z\d])")
_SYLLABLE = "(?i:[bcdghjkmnprst]{0,2}[aeiouwy]+(?:ng|[bghklmnpt])?)"
_GIVEN_NAME = re.compile(rf"\b(?=[A-Z]){_SYLLABLE}-{_SYLLABLE}\b")  # Sang-mok
_SOUNDS = {
    **dict.fromkeys("bpfv", "p"), **dict.fromkeys("gkcq", "k"), **dict.fromkeys("dt", "t"),
    **dict.fromkeys("szjx", "s"), **dict.fromkeys("aeiouwy", "a"), "m": "m", "n": "n", "h": "h",
}  # fmt: skip
_OWN_SCRIPTS = frozenset("ko ja zh th hi ar he el ru uk".split())


def objection(sentence: str, citations: Sequence[Record], question: str) -> str:
    """Return what speaks against a sentence resting on what is cited; "" if nothing does.

    Args:
        sentence: of an answer, without marks.
        citations: all that cover it, as `geungeo batch` prints them.
        question: what was asked; its words prove nothing, but may be repeated.
    """
    if not citations:
        return "not cited"
    bare = _squeeze(sentence.strip(_OUTSIDE))
    if any(bare in _squeeze(citation["quote"]) for citation in citations):
        return ""
    grounds = [text for citation in citations for text in grounds_of(citation)]
    if missing := missing_figures(sentence, grounds):
        return f"figure {missing[0]}"
    if is_across_languages(sentence, citations):
        name = _missing_name(sentence, [*grounds, question])
        return f"name {name}" if name else ""
    return _missing_words(sentence, grounds, question)


def is_across_languages(sentence: str, citations: Sequence[Record]) -> bool:
    """Return whether a quote is in another language, so that words can't be compared."""
    language = detect_language(sentence)
    quotes = (citation["quote"] for citation in citations)
    return any(detect_language(quote, default=language) != language for quote in quotes)


def supporting(sentence: str, citations: Sequence[Record], question: str) -> list[bool]:
    """Return for each citation of a sentence whether it takes part in supporting it.

    It does if it supports the sentence alone, or if all of them do and the others alone don't
    (Gao et al. 2023, "Enabling LLMs to Generate Text with Citations", section 4).
    """
    together = not objection(sentence, citations, question)
    return [
        not objection(sentence, [citation], question)
        or (together and bool(objection(sentence, _others(citations, place), question)))
        for place, citation in enumerate(citations)
    ]


def _others(citations: Sequence[Record], place: int) -> list[Record]:
    return [*citations[:place], *citations[place + 1 :]]


def _missing_words(sentence: str, grounds: Sequence[str], question: str) -> str:
    held, asked = (_fold(" ".join(texts)) for texts in (grounds, [question]))
    words = content_words(sentence)
    new = [word for word in words if not _holds(asked, word)]
    for wanted in (words, new if len(new) >= _SOME else []):
        found = [word for word in wanted if _holds(held, word)]
        if len(found) < _ENOUGH * len(wanted):
            return f"{len(wanted) - len(found)} of {len(wanted)} words"
    return ""


_COPULA = re.compile(r"(?:까지|부터|에)?(?:입니다|이다|였습니다|이었습니다|이었다|였다)$")


def content_words(text: str) -> list[str]:
    """Return what is compared of a text: heads of words, pairs of characters without spaces.

    Two syllables of a Korean word, five letters of one in an alphabet; fillers are left out.
    """
    found: dict[str, None] = {}
    for run in _RUN.finditer(_fold(text)):
        word = run.group()
        if run["hangul"]:
            word = _COPULA.sub("", word)
        if run["hangul"] and len(word) >= _HEAD and not _KOREAN_FILLERS.match(word):
            found[word[:_HEAD]] = None
        elif run["dense"]:
            found.update(dict.fromkeys(word[i : i + 2] for i in range(max(1, len(word) - 1))))
        elif run["word"] and len(word) >= _SHORTEST and word not in _FILLERS:
            found[word[:_PREFIX]] = None
    return list(found)


def _holds(text: str, word: str) -> bool:
    if word[0].isascii() or unicodedata.name(word[0], "").startswith(("LATIN", "CYRILLIC")):
        return re.search(rf"(?<![^\W\d_]){re.escape(word)}", text) is not None
    return word in text.replace(" ", "")


def _missing_name(sentence: str, grounds: Sequence[str]) -> str:
    """Return the first name in Latin letters that nothing in `grounds` spells or sounds like.

    In a sentence in Latin letters only romanised given names are names for certain; in another
    script, each capitalised word that is no abbreviation is one. Of these the consonants must
    be there, of given names the vowels' places too.
    """
    latin = detect_language(sentence) not in _OWN_SCRIPTS
    text = _fold(" ".join(grounds))
    sounds = _sounds(text)
    for match in (_GIVEN_NAME if latin else _NAME).finditer(sentence):
        name, sound = match.group(), _sounds(_fold(match.group()))
        if not latin:
            sounds, sound = sounds.replace("a", ""), sound.replace("a", "")
        if not name.isupper() and _fold(name) not in text and sound not in sounds:
            return name
    return ""


def _sounds(text: str) -> str:
    """Return how a text sounds, roughly: any vowels as "a", like consonants as one, no r or l.

    Hangul and kana are read by the names that Unicode gives them: 최 is "HANGUL SYLLABLE CHOE".
    """
    letters = []
    for character in unicodedata.normalize("NFC", text):
        name = unicodedata.name(character, "")
        known = re.match(r"(?:HANGUL SYLLABLE|(?:KATAKANA|HIRAGANA) LETTER(?: SMALL)?) (\w+)", name)
        letters.append(known[1].lower() if known else character)
    spelled = "".join(letters).replace("ng", "n").replace("ch", "j").replace("sh", "s")
    return re.sub(r"(.)\1+", r"\1", "".join(_SOUNDS.get(letter, "") for letter in spelled))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
