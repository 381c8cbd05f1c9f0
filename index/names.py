"""Names across scripts by their sound: 바이든, Biden, バイデン and Байден share a key.

A key is what a name sounds like, written in few signs: consonants in classes that spellings
mix up (f and p, v and b, l and r, s and sh) and "a" for any vowel. The vowels that a script
puts between consonants for want of clusters (the ㅡ of 트럼프, the u of トランプ) are left out,
as is the r that English doesn't sound (Carter, 카터). The idea is that of Soundex and its kin,
across scripts. Where a spelling may be read in two ways (George and Gates, Smith and Thomas)
a name has several keys.

Classes and vowel signs were chosen on one half of 182 names in six scripts; of the other half
84% share a key. Vowel signs and voiced consonants cost 6 points of that and save three of four
chance matches: among 2,139 capitalised words of English articles, a Korean name whose key has
three consonants meets .4, one of two consonants 2.1, longer ones under .1.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

MIN_CONSONANTS = 2
_WEIGHTS = {2: 0.4, 3: 0.8}  # the shorter, the more it meets by chance

_INITIALS = "g k n d t l m b p s s  j j j k t p h".split(" ")
_FINALS = " k k ks n n n t l lk lm lp ls lt lp l m p p t t N t t k t p ".split(" ")
_KANA = {
    "a": "アイウエオァィゥェォヤユヨャュョワヲヮ", "ka": "カキケコ", "ga": "ガギゲゴ",
    "sa": "サシセソ", "ja": "ザジゼゾヂチ", "ta": "タテ", "da": "ダデ", "na": "ナニネノ",
    "ha": "ハヒヘホ", "ba": "バビベボ", "pa": "パピペポ", "ma": "マミメモ", "la": "ラリレロ",
    "k": "ク", "g": "グ", "s": "ス", "j": "ズツヅ", "t": "ト", "d": "ド", "n": "ヌン", "p": "フプ",
    "b": "ブヴ", "m": "ム", "R": "ル", "_": "ー",
}  # fmt: skip
_CYRILLIC = {
    "a": "аеєёиійїоуыэюяў", "b": "бв", "g": "гґ", "d": "д", "j": "жзцч", "k": "к", "l": "л",
    "m": "м", "n": "н", "p": "пф", "r": "р", "s": "сшщ", "t": "т", "h": "х",
}  # fmt: skip
_GREEK = {
    "a": "αεηιουω", "b": "β", "g": "γ", "d": "δ", "j": "ζ", "T": "θ", "k": "κ", "l": "λ", "m": "μ",
    "n": "ν", "ks": "ξ", "p": "πφ", "r": "ρ", "s": "σς", "t": "τ", "h": "χ", "ps": "ψ",
}  # fmt: skip
_DEVANAGARI = {
    "k": "कख", "g": "गघ", "n": "ङञणन", "j": "चछजझ", "t": "टठतथ", "d": "डढदध", "p": "पफ",
    "b": "बभव", "m": "म", "": "य", "r": "र", "l": "लळ", "s": "शषस", "h": "ह",
}  # fmt: skip


def _by_letter(table: dict[str, str]) -> dict[str, str]:
    return {letter: sound for sound, letters in table.items() for letter in letters}


_KANA_SOUNDS = _by_letter(_KANA)
_CYRILLIC_SOUNDS = _by_letter(_CYRILLIC)
_GREEK_SOUNDS = _by_letter(_GREEK)
_DEVANAGARI_SOUNDS = _by_letter(_DEVANAGARI)
_GREEK_PAIRS = (("μπ", "β"), ("ντ", "δ"), ("γκ", "γ"), ("τζ", "ζ"), ("τσ", "ζ"), ("ευ", "ε"),
                ("αυ", "α"))  # fmt: skip
_LATIN_LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "æ": "e", "œ": "e", "đ": "d", "ı": "i", "ç": "s", "ð": "d",
    "þ": "th", "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "č": "ch", "ć": "ch", "ž": "z",
    "ț": "ts", "ţ": "ts", "ğ": "", "ñ": "n",
})  # fmt: skip
# Spelling to sound, in order. Capitals are sounds that later rules leave alone.
_LATIN_RULES = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"cc(?=[eiy])", "ks"),
        (r"([^aeiou])\1+", r"\1"),
        (r"^(?=[nmlr][^aeiouyh])", "A"),  # the N of NVIDIA is read as a letter
        (r"tsch|tch|dg(?=[ei])|ts|tz|cz", "J"),
        (r"sch|sh", "S"),
        (r"^ch(?=[lr])", "k"),
        (r"ch", "J"),
        (r"ph", "f"),
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"gn(?=e?$)", "n"),
        (r"^x", "s"),
        (r"x", "ks"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"ck|qu?|c", "k"),
        (r"ti(?=[oa])", "S"),
        (r"(?<=[aeiouy])gh(?![aeiouy])", ""),
        (r"gh", "g"),
        (r"mb$", "m"),
        (r"rh", "r"),
        (r"(?<=[^aeiouyr])([lr])e$", r"A\1"),  # Google, Louvre
        (r"(?<=..[^aeiouyA])e$", ""),
        (r"(?<=[^aeiouyw])h|h(?![aeiouyw])", ""),
    )
)
_SOUNDS = str.maketrans(
    {"S": "s", "J": "j", "A": "a", "f": "p", "v": "b", "z": "j"} | dict.fromkeys("eiouy", "a")
)
_LETTER_OF_WORD = (
    r"(?:[^\W\d_\u0e00-\u0e7f\u1100-\u11ff\u3041-\u318f\u3400-\u9fff\uac00-\ud7af]"
    r"|[\u0900-\u0963])"
)
_WORD = re.compile(rf"{_LETTER_OF_WORD}+(?:['’-]{_LETTER_OF_WORD}+)*")
_CAMEL = re.compile(r"(?<![A-Za-z])[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_MIN_LETTERS = 3
_MAX_FIRST, _MAX_LAST = 5, 7  # letters of words that may be one name: Xi Jinping, Kim Jong Un
# Syllables that Korean uses in names and loans from elsewhere, hardly in its own words.
_LOAN = re.compile("[크트드프그브스즈츠르쿠쿼커케코카캐키타태터테토투티퍼파패페포푸피펜뉴듀튜]")
_HEAD = re.compile(
    "(?:전자|그룹|자동차|은행|증권|생명|화재|건설|화학|통신|텔레콤|제철|중공업|공항|항공|대학교|대학"
    "|병원|교회|신문|방송|일보|그룹|재단|연구소|정부|대통령|총리|장관|의원|시장|주석|감독|선수|교수"
    "|시|주|강|섬|어|인|족)$"
)
_PARTICLE = re.compile("(?:에서|에게|으로|이|가|은|는|을|를|의|도|와|과|에|로)$")
_LETTERS = {
    "에이치": "h", "에이": "a", "에프": "f", "에스": "s", "엑스": "x", "아이": "i", "아르": "r",
    "더블유": "w", "제이": "j", "제트": "z", "케이": "k", "브이": "v", "와이": "y", "비": "b",
    "씨": "c", "시": "c", "디": "d", "이": "e", "지": "g", "엘": "l", "엠": "m", "엔": "n",
    "오": "o", "피": "p", "큐": "q", "알": "r", "티": "t", "유": "u",
}  # fmt: skip
_LETTER = re.compile("|".join(_LETTERS))
_SPELLED = re.compile(f"(?:{_LETTER.pattern}){{2,}}$")
_MIN_SPELLED = 3  # syllables: 아이 is a child


@lru_cache(maxsize=50_000)
def sound_keys(name: str) -> tuple[str, ...]:
    """Return the keys of one name, each once; none for a script that isn't known or no sound.

    Example: "젤렌스키" -> ("jalanska",), "Zelensky" -> ("jalanska",)
    """
    keys = {_key(reading) for reading in _readings(name)}
    return tuple(sorted(key for key in keys if _consonants(key) >= MIN_CONSONANTS))


def key_weight(key: str) -> float:
    """Return how much a key tells, from 0 to 1: the more consonants, the more."""
    return _WEIGHTS.get(_consonants(key), 1.0)


def written_names(text: str, *, any_case: bool = False) -> Iterator[str]:
    """Yield what may be names in a text, in NFKC; not those in Hangul.

    Capitalised words, also two and three that follow each other as one ("Xi Jinping"), runs of
    katakana, and all words of Devanagari, which has no capitals.

    Args:
        text: with its capitals.
        any_case: whether other words of four letters and more may be names too.
    """
    yield from _KATAKANA.findall(text)
    before: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = re.split("['’]", match.group())[0].replace("-", "")
        if word[0].isupper():
            before = before if text[end : match.start()] == " " else []
            end = match.end()
            if len(word) >= _MIN_LETTERS:
                yield word
            if len(word) <= _MAX_LAST:
                yield from ("".join((*before[n:], word)) for n in range(len(before)))
            goes_on = len(word) <= _MAX_FIRST and word == match.group()
            before = [*before[-1:], word] if goes_on else []
        else:
            before = []
            if "\u0900" <= word[0] <= "\u097f" or any_case and len(word) > _MIN_LETTERS:
                yield word


def hangul_names(nouns: Sequence[tuple[str, bool, bool]]) -> Iterator[str]:
    """Yield what may be names among Korean nouns that are written together.

    Proper nouns, loans and words that aren't known, also without what says of what kind they
    are (삼성전자) or a particle that was taken for a part of them; and all as one.

    Args:
        nouns: each with whether it is a proper noun and whether it is unknown.
    """
    found = False
    for form, proper, unknown in nouns:
        if len(form) > 1 and (proper or unknown or _LOAN.search(form)):
            found = True
            yield form
            stems = [_HEAD.sub("", form)] + ([_PARTICLE.sub("", form)] if unknown else [])
            yield from (stem for stem in stems if 1 < len(stem) < len(form))
    if found and len(nouns) > 1:
        yield "".join(form for form, _, _ in nouns)


def camel_parts(text: str) -> Iterator[str]:
    """Yield the parts of words with capitals inside, in lower case: ChatGPT is chat and gpt."""
    for word in _CAMEL.findall(text):
        for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", word):
            if len(part) > 1:
                yield part.lower()


def spelled_letters(name: str) -> str:
    """Return the Latin letters that the end of a Korean word spells, "" for none: 챗지피티, gpt."""
    spelled = _SPELLED.search(name)
    if not spelled or len(spelled.group()) < _MIN_SPELLED:
        return ""
    return "".join(_LETTERS[letter] for letter in _LETTER.findall(spelled.group()))


def _consonants(key: str) -> int:
    return len(key) - key.count("a")


def _readings(name: str) -> Iterator[str]:
    first = name[:1].lower()
    if "가" <= first <= "힣":
        yield from _hangul(name)
    elif "\u3041" <= first <= "\u30ff":
        yield from _kana(name)
    elif "\u0400" <= first <= "\u052f":
        yield _mapped(_CYRILLIC_SOUNDS, name.lower())
    elif "\u0370" <= first <= "\u03ff":
        yield from _greek(name)
    elif "\u0900" <= first <= "\u097f":
        yield _devanagari(name)
    elif first.isalpha() and first < "\u0250" or "\u1e00" <= first <= "\u1eff":
        yield from _latin(name)


def _hangul(name: str) -> Iterator[str]:
    syllables = [divmod(ord(char) - 0xAC00, 588) for char in name if "가" <= char <= "힣"]
    sounds = []
    for place, (initial, rest) in enumerate(syllables):
        vowel, final = divmod(rest, 28)
        following = syllables[place + 1][0] if place + 1 < len(syllables) else -1
        if vowel != 18:
            sounds.append(f"{_INITIALS[initial]}a{_FINALS[final]}")
        elif final == 0 and initial == 5 and place:
            sounds.append("r")  # 르: an r that other scripts may not sound
        elif final == 0:
            sounds.append("j" if initial == 10 else _INITIALS[initial])  # 쓰 is つ
        elif final == 8 and following == 5:
            sounds.append(f"{_INITIALS[initial]}l")  # the first syllable of 클린턴
        else:
            sounds.append(f"{_INITIALS[initial]}a{_FINALS[final]}")
    reading = "".join(sounds)
    yield reading
    if reading[:1] in ("g", "d"):  # 김 is Kim, 도쿄 is Tokyo
        yield {"g": "k", "d": "t"}[reading[0]] + reading[1:]


def _kana(name: str) -> Iterator[str]:
    katakana = "".join(chr(ord(c) + 0x60) if "\u3041" <= c <= "\u3096" else c for c in name)
    reading = re.sub("(?<=[^a])_", "a", _mapped(_KANA_SOUNDS, katakana)).replace("_", "")
    reading = re.sub("R(?=l)", "", reading)
    reading = re.sub("(?<=[kgsjdtpbmR])(?=n(?!a)|R$)", "a", reading)
    yield reading.replace("R", "l")
    yield reading.replace("R", "r")


def _greek(name: str) -> Iterator[str]:
    bare = _bare(name)
    for pair, letter in _GREEK_PAIRS:
        bare = bare.replace(pair, letter)
    reading = _mapped(_GREEK_SOUNDS, bare)
    yield reading.replace("T", "t")
    yield reading.replace("T", "s")


def _devanagari(name: str) -> str:
    signs = unicodedata.normalize("NFD", name).replace("\u093c", "")
    sounds = []
    for place, sign in enumerate(signs):
        following = signs[place + 1 : place + 2]
        if sign in _DEVANAGARI_SOUNDS:
            silent = following in ("", "\u094d")  # a virama, or the end
            sounds.append(_DEVANAGARI_SOUNDS[sign] + ("" if silent else "a"))
        elif "\u0904" <= sign <= "\u0914" or "\u093e" <= sign <= "\u094c":
            sounds.append("a")
        elif sign in "\u0901\u0902":
            sounds.append("n")
    return "".join(sounds)


def _latin(name: str) -> Iterator[str]:
    letters = "".join(c for c in _bare(name.translate(_LATIN_LETTERS)) if "a" <= c <= "z")
    for th in ("t", "s") if "th" in letters else ("",):
        reading = letters.replace("th", "T")
        for spelling, sound in _LATIN_RULES:
            reading = spelling.sub(sound, reading)
        reading = reading.replace("T", th)
        for w in ("a", "b") if "w" in reading else ("",):
            spoken = reading.replace("w", w)
            yield spoken.translate(_SOUNDS)
            yield re.sub("g(?=[eiy])", "j", spoken).translate(_SOUNDS)


def _mapped(sounds: dict[str, str], letters: str) -> str:
    return "".join(sounds.get(letter, "") for letter in letters)


def _bare(name: str) -> str:
    marks = unicodedata.normalize("NFD", name.lower().translate(_LATIN_LETTERS))
    return "".join(char for char in marks if not unicodedata.combining(char))


def _key(reading: str) -> str:
    key = re.sub("r+(?=a)", "l", reading).replace("r", "")
    key = re.sub("[Nn]g(?![al])", "n", key).replace("N", "n")
    key = re.sub("m(?=[pb])", "n", key)
    key = re.sub("(?<=.)h(?!a)", "", key)
    return re.sub(r"(.)\1+", r"\1", key)
