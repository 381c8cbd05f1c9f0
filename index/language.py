"""Which language a text is written in, as an ISO 639-1 code.

Scripts that only one of our languages uses decide at once; Latin and Cyrillic text goes to
py3langid, limited to the languages that are likely in articles (it guesses Esperanto or Latin
for short questions otherwise).
"""

import re

_LATIN = ("en", "es", "de", "fr", "it", "pt", "nl", "vi", "id", "tr", "ro", "pl", "cs", "sv")
_CYRILLIC = ("ru", "uk")

# Order matters: kana before Han, because Japanese mixes both.
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e01-\u0e5b]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
)
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_ACRONYM = re.compile(r"\b[A-Z][A-Z\d]{1,5}\b")  # GPU, G7: the same in any language
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 4_000  # characters; more does not change the verdict


def detect_language(text: str, *, default: str = "ko") -> str:
    """Return the ISO 639-1 code of the language of `text`; `default` if nothing tells.

    Acronyms alone tell nothing. A Korean question full of English names is Korean: a script
    that makes up at least a sixth of the letters wins over Latin (names, units and
    abbreviations are Latin anywhere).
    """
    sample = text[:_SAMPLE]
    if not _LETTER.search(_ACRONYM.sub("", sample)):
        return default
    letters = len(_LETTER.findall(sample))
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    if counts["ko"] * 6 >= letters and counts["ko"] >= counts["ja"]:
        return "ko"
    if counts["ja"] * 10 >= letters and counts["ja"] > 0:
        return "ja"
    best = max(counts, key=lambda code: counts[code])
    if counts[best] * 6 >= letters:
        return best
    if len(_CYRILLIC_LETTER.findall(sample)) * 3 >= letters:
        return _classify(sample, _CYRILLIC)
    return _classify(sample, _LATIN)


def _classify(text: str, candidates: tuple[str, ...]) -> str:
    import py3langid

    ranked: list[tuple[str, float]] = py3langid.rank(text)
    return next(code for code, _ in ranked if code in candidates)
