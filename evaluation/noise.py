"""Questions as people type them: a slip of the finger, no spaces. Seeded by the text itself."""

import random
import re
import zlib

from index.terms import extract_nouns

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"  # a space for none
_KEYS = ("ㅂㅈㄷㄱㅅ", "ㅁㄴㅇㄹㅎ", "ㅋㅌㅊㅍ", "ㅛㅕㅑㅐㅔ", "ㅗㅓㅏㅣ", "ㅠㅜㅡ")
# The shift key, or the second key of a compound vowel, is missed.
_MISSED = dict(zip("ㄲㄸㅃㅆㅉㅒㅖㅘㅙㅚㅝㅞㅟㅢ", "ㄱㄷㅂㅅㅈㅐㅔㅗㅗㅗㅜㅜㅜㅡ", strict=True))
_FIRST = 0xAC00
_HANGUL = re.compile(r"[\uac00-\ud7a3]")


def with_typo(question: str) -> str:
    """Return a Korean question with one letter of one noun hit on the key beside it.

    A final consonant may also be missed. Where no noun of two syllables is found, any
    syllable may be hit; a question without Hangul comes back as it is.

    Example: "가람교의 길이는?" -> "가랑교의 길이는?"
    """
    chance = random.Random(zlib.crc32(question.encode()))
    nouns = [noun for noun in extract_nouns(question) if noun in question]
    places = [
        start + match.start()
        for noun in nouns
        for start in [question.index(noun)]
        for match in _HANGUL.finditer(noun)
    ]
    places = places or [match.start() for match in _HANGUL.finditer(question)]
    if not places:
        return question
    place = chance.choice(places)
    return question[:place] + _slip(question[place], chance) + question[place + 1 :]


def without_spaces(question: str) -> str:
    """Return the question with all white space gone."""
    return "".join(question.split())


def _slip(syllable: str, chance: random.Random) -> str:
    """Return the syllable with one of its letters replaced by a neighbour, or its final missed."""
    code = ord(syllable) - _FIRST
    parts = [code // 588, code % 588 // 28, code % 28]
    alphabets = (_INITIALS, _VOWELS, _FINALS)
    slips = [
        (kind, alphabet.index(beside))
        for kind, alphabet in enumerate(alphabets)
        for beside in _beside(alphabet[parts[kind]])
        if beside in alphabet
    ]
    if parts[2]:
        slips.append((2, 0))
    kind, letter = chance.choice(slips)
    parts[kind] = letter
    return chr(_FIRST + parts[0] * 588 + parts[1] * 28 + parts[2])


def _beside(letter: str) -> list[str]:
    for row in _KEYS:
        if letter in row:
            place = row.index(letter)
            return list(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
    return [_MISSED[letter]] if letter in _MISSED else []
