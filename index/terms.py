"""Text to the lexical terms that BM25 counts, by script.

Hangul goes through Kiwi's morphological analysis: 위원회를 and 위원회는 share a term, which
white-space words don't (KorQuAD R@1 .905 against .772). Chinese and Japanese become
character bigrams, Thai trigrams, everything else accent-folded words.

Words also give their parts, which find inflected, compound, misspaced and misspelt words:
Korean nouns two syllables each, across the space between two of them (`index.compounds`);
words of an alphabet four letters each, at every second place. BM25 alone, even articles, R@1:
KorQuAD .934 -> .943, with its spaces deleted .898 -> .940; XQuAD en .923 -> .938, es .905 ->
.935, de .851 -> .920. Snowball stemmers gave en .928, es .913, de .881.

Figures are written in one way and dates added whole (`index.numbers`); names add what they
sound like (`index.names`).
"""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.asking_words import ASKING_TERMS
from index.compounds import Morpheme, compounds, parts, without_spaces
from index.dictionary import Dictionary, listed_names
from index.names import (
    camel_parts,
    hangul_names,
    key_weight,
    sound_keys,
    spelled_letters,
    written_names,
)
from index.numbers import date_terms, plain_numbers

# Runs of one kind. Combining marks are named because Python's \w drops those of Thai and Hindi.
_RUN = re.compile(
    r"""
      (?P<hangul>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+)
    | (?P<han>[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)
    | (?P<thai>[\u0e01-\u0e3a\u0e40-\u0e4e]+)
    | (?P<number>\d+(?:[.,]\d+)*)
    | (?P<word>(?:[^\W\d_\u1100-\u11ff\u3041-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff
                  \uac00-\ud7af\u0e00-\u0e7f]|[\u0300-\u036f\u0900-\u0963])+)
    """,
    re.VERBOSE,
)
_WIDTH = {"han": 2, "thai": 3}  # characters of a term where words aren't apart
_LATIN_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][A-Za-z]{2,}")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_JAPANESE_NOUN = re.compile(r"[\u30a1-\u30ff]{2,}|[\u3400-\u9fff]{2,}|[a-z]{2,}|\d+")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HANGUL_WORD = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af ]+")
# Content tags of Kiwi: nouns, verbs, modifiers, affixes, foreign script, numbers, unknown.
_CONTENT_TAGS = "NVMXSWIU"
_RUN_TAGS = {"han": "SH", "thai": "SL", "number": "SN", "word": "SL"}
_NOUN_TAGS = frozenset(("NNG", "NNP", "SL", "SN", "NR", "XR", "SH"))
# Marks of Latin and Greek letters, the dots of ё (not й), Arabic and Hebrew vowels, tatweel, nukta.
_MARKS = re.compile(
    r"(?<=[a-zα-ω])[\u0300-\u036f]+|(?<=е)\u0308|[\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f"
    r"\u0670\u06d6-\u06ed\u093c]"
)
_SAME_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ", "ى": "ي",
     "ی": "ي", "ة": "ه", "ک": "ك", "ँ": "ं"}
)  # fmt: skip
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
_ALPHABETIC = re.compile(r"[^\W\d_]+")
_ARABIC_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
_PIECE = 4  # letters
_KIWI_LOCK = threading.Lock()
_dictionary = Dictionary()


class _Kind(Enum):
    """What a term is, with its weight in a question for articles in its language, and others."""

    WORD = (1.0, 0.0)
    HAN = (1.0, 0.3)
    NAME = (1.0, 1.0)  # figures, too
    PART = (0.3, 0.0)
    PIECE = (0.7, 0.3)
    ACCENTED = (0.5, 0.5)
    SOUND = (0.1, 1.0)


_KIND_OF_TAG = {"SH": _Kind.HAN, "SL": _Kind.NAME, "SN": _Kind.NAME}


class _Term(NamedTuple):
    text: str
    kind: _Kind


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The terms of a question, each with its weight, 0 to 1.

    `own` is for articles in the question's language; in others only names, figures and parts
    of related words can match: `across`. `words` are the words as written, each with the terms
    that it gave, for `index.spelling`.
    """

    own: Mapping[str, float]
    across: Mapping[str, float]
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


def extract_terms(text: str) -> list[str]:
    """Return the terms of `text`, repeats kept.

    Words come as they are; marked are "*" the pieces of words, "~" the sounds of names, "=" the
    names of the user's dictionary and "^" Vietnamese words with their accents.

    Example: "AI 반도체에 9,090억원" -> ["ai", "반도체", "909000000000", "원", "반도", "도체"]
    """
    return [term.text for term in _terms(text)]


def extract_query_terms(question: str) -> QueryTerms:
    """Return the terms of a question with their weights."""
    own: dict[str, float] = {}
    across: dict[str, float] = {}
    terms = list(_terms(question, asked=True))
    for text, kind in [term for term in terms if term.text not in ASKING_TERMS] or terms:
        for_own, for_others = kind.value
        if kind is _Kind.SOUND:
            for_others = key_weight(text[1:])
        for weights, weight in ((own, for_own), (across, for_others)):
            if weight > weights.get(text, 0.0):
                weights[text] = weight
    return QueryTerms(own, across, tuple(_written_words(question)))


def pack_terms(terms: Sequence[str]) -> bytes:
    """Return the keys of terms in order as bytes, 8 each; `unpack_terms` reads them."""
    return np.asarray([term_key(term) for term in terms], dtype=np.int64).tobytes()


def unpack_terms(packed: bytes) -> NDArray[np.int64]:
    """Return the keys of terms, shape (n_terms,)."""
    return np.frombuffer(packed, dtype=np.int64)


@lru_cache(maxsize=200_000)
def term_key(term: str) -> int:
    """Return the signed 64-bit number that stands for a term in an index."""
    digest = hashlib.blake2b(term.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def term_keys(terms: Sequence[str]) -> NDArray[np.int64]:
    """Return the keys of many terms that won't be asked for again, shape (n_terms,)."""
    digests = [hashlib.blake2b(term.encode("utf-8"), digest_size=8).digest() for term in terms]
    return np.frombuffer(b"".join(digests), dtype="<i8").astype(np.int64)


def extract_nouns(text: str) -> list[str]:
    """Return what `text` is about: nouns, names and numbers; no repeats, order kept.

    For Hangul these are Kiwi's nouns of two characters and more, for Japanese the runs of
    Chinese characters and of katakana; elsewhere all words of three characters and more
    (bigrams for Chinese).
    """
    folded = fold(text)
    if _HANGUL.search(folded):
        nouns = [
            token.form
            for token in _analyse(folded, _dictionary)
            if token.tag in _NOUN_TAGS and (len(token.form) > 1 or token.tag == "SN")
        ]
    elif _HIRAGANA.search(folded):
        nouns = _JAPANESE_NOUN.findall(folded)
    else:
        words = (term for match in _RUN.finditer(folded) for term in _run_terms(match))
        nouns = [word for word in words if len(word) > 2 or _is_dense(word)]
    return list(dict.fromkeys(nouns))


def extract_names(text: str) -> list[str]:
    """Return the proper names of `text`, folded: Kiwi's, or capitalised words elsewhere.

    The first word of a sentence is capitalised anyway, and German nouns always are: both are
    left out, as are names of one character.
    """
    folded = fold(text)
    if not _HANGUL.search(folded):
        words = _LATIN_NAME.findall(text)
        return list(dict.fromkeys(fold(word) for word in words))
    names = [t.form for t in _analyse(folded, _dictionary) if t.tag == "NNP" and len(t.form) > 1]
    return list(dict.fromkeys(names))


def morphemes(text: str) -> Sequence[Any]:
    """Return Kiwi's tokens of a text as it stands, with their tags and places."""
    return _tokenize(text, _dictionary)


def is_word_break(above: str, below: str) -> bool:
    """Return whether two pieces of Hangul text are two words, not one cut in two."""
    with _KIWI_LOCK:
        kiwi = _kiwi(_dictionary)
        return bool(kiwi.glue([above, below], return_space_insertions=True)[1][0])


def fold(text: str) -> str:
    """Return `text` in NFKC, lower case, without thousands commas and what scripts leave out.

    That is accents on Latin and Greek letters, vowel signs of Arabic and Hebrew; letters that
    are written for each other (ё and е, ى and ي) become one.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = re.sub(r"(?<=\d),(?=\d{3})", "", folded)
    if folded.isascii():
        return folded
    bare = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare).translate(_SAME_LETTERS)


def use_dictionary(dictionary: Dictionary) -> None:
    """Know the names of a dictionary from now on, in the whole process."""
    global _dictionary
    _dictionary = dictionary


def dictionary_fingerprint() -> str:
    """Return what tells the dictionary in use from others, "" for none.

    Terms made with another dictionary don't match those of this one.
    """
    return _dictionary.fingerprint


def word_pieces(word: str) -> list[str]:
    """Return the pieces of a word of an alphabet, marked; none for a short one.

    Example: "harbour" -> ["*harb", "*rbou"]
    """
    if len(word) <= _PIECE:
        return []
    return [f"*{word[n : n + _PIECE]}" for n in range(0, len(word) - _PIECE + 1, 2)]


def _terms(text: str, *, asked: bool = False) -> Iterator[_Term]:
    """Yield the terms of a text; in a question without capitals any word may be a name."""
    whole = unicodedata.normalize("NFKC", text)
    folded = plain_numbers(fold(text))
    listed = listed_names(folded, _dictionary, fold)
    for found in (listed, date_terms(whole), camel_parts(whole)):
        for term in found:
            yield _Term(term, _Kind.NAME)
    any_case = asked and not any(char.isupper() for char in whole)
    names = list(written_names(whole, any_case=any_case))
    if _HANGUL.search(folded):
        korean = yield from _hangul_terms(folded)
        names += korean
    else:
        yield from _run_kinds(folded, {fold(name) for name in names})
    if _VIETNAMESE.search(whole):
        yield from _accented(whole)
    sounds = (key for name in names for key in sound_keys(name))
    yield from (_Term(f"~{key}", _Kind.SOUND) for key in sounds)


def _run_kinds(folded: str, names: Collection[str]) -> Iterator[_Term]:
    """Yield the terms of a text without Hangul."""
    for match in _RUN.finditer(folded):
        for run in _run_terms(match):
            if match.lastgroup == "han":
                yield _Term(run, _Kind.HAN)
            elif match.lastgroup == "number" or run in names:
                yield _Term(run, _Kind.NAME)
            else:
                yield _Term(run, _Kind.WORD)
            if match.lastgroup == "word":
                yield from (_Term(piece, _Kind.PIECE) for piece in word_pieces(run))


def _hangul_terms(folded: str) -> Generator[_Term, None, list[str]]:
    """Yield the terms of a text with Hangul; return the names written in it."""
    tokens = [t for t in _analyse(folded, _dictionary) if t.tag[0] in _CONTENT_TAGS]
    for token in tokens:
        yield _Term(token.form, _KIND_OF_TAG.get(token.tag, _Kind.WORD))
        if token.tag == "SL":
            yield from (_Term(piece, _Kind.PIECE) for piece in word_pieces(token.form))
    names: list[str] = []
    for compound in compounds(folded, tokens):
        yield from (_Term(part, _Kind.PART) for part in parts(compound))
        for nouns in without_spaces(compound):
            names += hangul_names([(t.form, t.tag == "NNP", t.unknown) for t in nouns])
    yield from (_Term(s, _Kind.NAME) for s in filter(None, map(spelled_letters, names)))
    return names


def _accented(text: str) -> Iterator[_Term]:
    """Yield the words with accents as they are written: in Vietnamese they are other words."""
    for word in _ALPHABETIC.findall(text.lower()):
        if fold(word) != word:
            yield _Term(f"^{word}", _Kind.ACCENTED)


def _written_words(question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each word of a question as it is written, with the terms that it gave."""
    folded = fold(question)
    tokens = _analyse(folded, _dictionary) if _HANGUL.search(folded) else ()
    for match in _RUN.finditer(folded):
        if match.lastgroup == "word":
            yield match.group(), (match.group(),)
        elif match.lastgroup == "hangul":
            inside = (t for t in tokens if match.start() <= t.start and t.end <= match.end())
            terms = (t.form for t in inside if t.tag[0] in _CONTENT_TAGS)
            yield match.group(), tuple(terms)


def _is_dense(term: str) -> bool:
    return term[0] >= "\u3041" or term.isdigit()


def _run_terms(match: re.Match[str]) -> list[str]:
    run = match.group()
    if match.lastgroup == "word":
        return [_ARABIC_ARTICLE.sub("", run)]
    width = _WIDTH.get(match.lastgroup or "", 0)
    if width == 0 or len(run) <= width:
        return [run]
    return [run[i : i + width] for i in range(len(run) - width + 1)]


@lru_cache(maxsize=16)  # a question is analysed for its terms, nouns and names
def _analyse(text: str, dictionary: Dictionary) -> tuple[Morpheme, ...]:
    """Return the morphemes; what Kiwi leaves whole (Han, kana, Cyrillic) is cut as elsewhere."""
    tokens: list[Morpheme] = []
    for m in _tokenize(text, dictionary):
        if m.tag[0] == "W" or m.tag in ("SL", "SN") or _HANGUL_WORD.fullmatch(m.form):
            # A name with a space inside is one term; the space would split it when stored.
            tokens.append(Morpheme(m.form.replace(" ", "_"), m.tag, m.start, m.end, m.oov))
            continue
        for run in _RUN.finditer(m.form):
            tag = _RUN_TAGS.get(run.lastgroup or "", m.tag)
            at = m.start + run.start()
            tokens += (Morpheme(t, tag, at, at + len(t), False) for t in _run_terms(run))
    return tuple(tokens)


def _tokenize(text: str, dictionary: Dictionary) -> Sequence[Any]:
    with _KIWI_LOCK:
        tokens: Sequence[Any] = _kiwi(dictionary).tokenize(text)
    return tokens


@lru_cache(maxsize=2)
def _kiwi(dictionary: Dictionary) -> Any:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1)
    for forms in dictionary.entries:
        for form in forms:
            if _HANGUL.search(form):
                kiwi.add_user_word(fold(form), "NNP")
    return kiwi
