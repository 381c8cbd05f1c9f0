"""The morphemes of Korean claims and evidence, analysed once for all checks."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.terms import dictionary_fingerprint, morphemes

_NOUNS = frozenset(("NNG", "NNP", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR"))
_WHOLE = frozenset(("NNB", "MM", "MAG", "SW"))


class Token(NamedTuple):
    """One morpheme, with Kiwi's tag (irregular verbs without their mark) and its place."""

    form: str
    tag: str
    start: int
    end: int
    unknown: bool


class Run(NamedTuple):
    """Nouns written in one, as text[start:end], and the particle after them ("" for none)."""

    nouns: tuple[Token, ...]
    text: str
    particle: str

    @property
    def start(self) -> int:
        """Where it begins in its text."""
        return self.nouns[0].start

    @property
    def end(self) -> int:
        """Where it ends in its text."""
        return self.nouns[-1].end


def korean_tokens(text: str) -> tuple[Token, ...]:
    """Return the morphemes of a text as it stands."""
    return _tokens(text, dictionary_fingerprint())


def noun_runs(text: str, *, whole: bool = False) -> Iterator[Run]:
    """Yield the nouns of a text that are written in one: 과학기술정보통신부, 가람시장.

    Args:
        text: Korean.
        whole: also with counting words and with what Kiwi takes for an adverb, as it does in
            names that it doesn't know: 7호, 한결시.
    """
    tokens = korean_tokens(text)
    tags = _NOUNS | _WHOLE if whole else _NOUNS
    run: list[Token] = []
    for place, token in enumerate(tokens):
        if run and (token.tag not in tags or token.start > run[-1].end):
            yield _run(text, run, tokens[place])
            run = []
        if token.tag in tags:
            run.append(token)
    if run:
        yield _run(text, run, None)


def _run(text: str, nouns: Sequence[Token], after: Token | None) -> Run:
    close = after is not None and after.start <= nouns[-1].end
    particle = after.form if after and close and after.tag[0] == "J" else ""
    return Run(tuple(nouns), text[nouns[0].start : nouns[-1].end], particle)


@lru_cache(maxsize=256)
def _tokens(text: str, _dictionary: str) -> tuple[Token, ...]:
    return tuple(
        Token(t.form, t.tag.split("-")[0], t.start, t.start + t.len, bool(t.oov))
        for t in morphemes(text)
    )
