"""Misspelt words of a question -> what the articles write.

An index keeps the keys of terms, not the terms, so near spellings are made from the question's
side: all that lie one slip away are looked up, several hundred a word. A slip is a letter
changed, left out, put in or swapped with the next; in Hangul a letter (jamo) or a syllable.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.names import key_weight, sound_keys
from index.terms import QueryTerms, word_pieces

Known = Callable[[Sequence[str]], Sequence[bool]]
"""Which of some terms an index holds."""

_WEIGHT = 0.7  # of what may be meant, against 1 for what is written
_ALTERNATIVES = 3
_MIN_LETTERS, _MIN_SYLLABLES = 4, 2
_TORN = 3
_LONGEST_PARTICLE = 3  # syllables
_MOST_LETTERS = 30  # of a word that is respelt
_MOST_WORDS = 6  # that are respelt in one question

_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
              "αβγδεζηθικλμνξοπρστυφχψω", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
              "אבגדהוזחטיךכלםמןנסעףפץצקרשת")  # fmt: skip
_INITIALS, _VOWELS, _FINALS = 19, 21, 28
_SILENT = 11  # the initial ㅇ
# Final consonant -> the initial that sounds the same: 국어 and 구거.
_AS_INITIAL = {1: 0, 2: 1, 4: 2, 7: 3, 8: 5, 16: 6, 17: 7, 19: 9, 20: 10, 22: 12, 23: 14, 24: 15,
               25: 16, 26: 17, 27: 18}  # fmt: skip
_AS_FINAL = {initial: final for final, initial in _AS_INITIAL.items()}


def respell(query: QueryTerms, known: Known) -> QueryTerms:
    """Return the terms of a question with what its unknown words may mean instead of them.

    Words are left alone if the articles know them; where nothing near is known either, names
    are looked for by their sound.
    """
    own = dict(query.own)
    doubtful = 0
    for written, terms in query.words:
        unknown = [t for t, there in zip(terms, known(terms), strict=True) if not there]
        # 바이던 comes apart into three small words; a short word near it says nothing then.
        torn = not unknown and _is_hangul(written) and all(len(term) == 1 for term in terms)
        if not (unknown or torn) or len(written) > _MOST_LETTERS or doubtful == _MOST_WORDS:
            continue
        doubtful += 1
        meant = _meant(written, known, shortest=_TORN if torn else _MIN_SYLLABLES)
        if meant:
            _replace(own, unknown, meant)
        else:
            for key in (key for term in unknown for key in sound_keys(term)):
                own[f"~{key}"] = _WEIGHT * key_weight(key)
    return replace(query, own=own)


def _replace(weights: dict[str, float], unknown: Sequence[str], meant: Sequence[str]) -> None:
    for term in unknown:
        weights.pop(term, None)
    weight = _WEIGHT / len(meant) ** 0.5
    for term in meant:
        pieces = [] if _is_hangul(term) else word_pieces(term)
        for part, share in ((term, 1.0), *((piece, _WEIGHT) for piece in pieces)):
            weights[part] = max(weights.get(part, 0.0), weight * share)


def near_spellings(word: str) -> Iterator[str]:
    """Yield what lies one slip away from a word, the likelier first; none for other scripts.

    The first and the last syllable of a Korean word are never left out: that would find the
    words that it is made of.
    """
    if _is_hangul(word):
        yield from _near_hangul(word)
        return
    letters = next((a for a in _ALPHABETS if word and set(word) <= set(a)), "")
    if not letters:
        return
    places = range(len(word))
    for n in range(len(word) - 1):
        if word[n] != word[n + 1]:
            yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    yield from (word[:n] + word[n + 1 :] for n in places)
    yield from (word[:n] + x + word[n + 1 :] for n in places for x in letters if x != word[n])
    yield from (word[:n] + x + word[n:] for n in range(len(word) + 1) for x in letters)


def _meant(written: str, known: Known, *, shortest: int) -> list[str]:
    """Return the known words near to a written one, or to its start if particles follow."""
    if not _is_hangul(written):
        return _known_near(written, known) if len(written) >= _MIN_LETTERS else []
    shortest = max(shortest, len(written) - _LONGEST_PARTICLE)
    for length in range(len(written), shortest - 1, -1):
        stem = written[:length]
        if length > _MIN_SYLLABLES and known([stem])[0]:
            return []
        meant = [near for near in _known_near(stem, known) if len(near) >= shortest]
        if meant:
            return meant
    return []


def _known_near(word: str, known: Known) -> list[str]:
    near = list(dict.fromkeys(near_spellings(word)))
    found = (term for term, there in zip(near, known(near), strict=True) if there)
    return [term for term, _ in zip(found, range(_ALTERNATIVES), strict=False)]


def _near_hangul(word: str) -> Iterator[str]:
    syllables = [_split(char) for char in word]
    for n, (initial, vowel, final) in enumerate(syllables):
        before, after = word[:n], word[n + 1 :]
        yield from (before + _join(initial, x, final) + after for x in range(_VOWELS) if x != vowel)
        yield from (
            before + _join(x, vowel, final) + after for x in range(_INITIALS) if x != initial
        )
        yield from (before + _join(initial, vowel, x) + after for x in range(_FINALS) if x != final)
    for n in range(len(word) - 1):
        before, after = word[:n], word[n + 2 :]
        yield before + word[n + 1] + word[n] + after
        (initial, vowel, final), (following, next_vowel, next_final) = syllables[n : n + 2]
        if following == _SILENT and final in _AS_INITIAL:
            moved = _join(_AS_INITIAL[final], next_vowel, next_final)
            yield before + _join(initial, vowel, 0) + moved + after
        if final == 0 and following in _AS_FINAL:
            moved = _join(_SILENT, next_vowel, next_final)
            yield before + _join(initial, vowel, _AS_FINAL[following]) + moved + after
    yield from (word[:n] + word[n + 1 :] for n in range(1, len(word) - 1))


def _is_hangul(word: str) -> bool:
    return bool(word) and all("가" <= char <= "힣" for char in word)


def _split(syllable: str) -> tuple[int, int, int]:
    initial, rest = divmod(ord(syllable) - ord("가"), _VOWELS * _FINALS)
    return initial, *divmod(rest, _FINALS)


def _join(initial: int, vowel: int, final: int) -> str:
    return chr(ord("가") + (initial * _VOWELS + vowel) * _FINALS + final)
