"""The model's words as they come: whole words, figures already found in the evidence, no loops."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from index.sentences import ends_sentence, split_sentences
from rag.answers import Evidence, Prompt, Timings
from rag.citations import strip_marks
from rag.generator import Generator as Model
from rag.generator import Usage
from rag.support.figures import figures_held

_WORD_ENDS = (
    " \n，。、！？"  # where streamed words may be shown; Chinese and Japanese have no spaces
)
_MAX_UNFINISHED = 25  # characters; short answers ("2019년 12월") need no full stop
_NO_FULL_STOP = frozenset(("th", "lo", "km"))
_KOREAN_END = re.compile(r"(?:[다요까죠네군음함됨임대래어아지해야])[\"'”’)]*$|[^가-힣0-9A-Za-z%]$")
_NAMES = re.compile(r"(?:[^,·、，]{1,30}[,·、，]\s?){2}")
_NEW_LINE = re.compile(r"\n")
_NEW_TURN = re.compile(r"\n\s*(?:\n|#|\w+\s?[:：])")
_ENUMERATOR = re.compile(r"(?<![^\n])[ \t]*(?:\d{1,2}[.)]|[-–•*▲△●■○])[ \t]+")
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TAIL = 240  # characters in which a loop is looked for
_LOOP = re.compile(r"(.{2,60}?)\1{3,}$", re.DOTALL)


@dataclass(slots=True)
class Reply:
    """What the model said to one prompt; `cut` says that it was stopped before its end.

    A line of a list (`listing`) and several names in a row need no full stop.
    """

    text: str = ""
    cut: bool = False
    listing: bool = False

    def sentences(self, language: str) -> list[str]:
        """Return the whole sentences; what was cut off in the middle says nothing."""
        text = strip_marks(self.text).strip()
        found = []
        for span in split_sentences(text):
            sentence = span.of(text)
            unfinished = not ends_sentence(sentence) and language not in _NO_FULL_STOP
            cut = self.cut and span.end == len(text)
            names = self.listing and (span.end < len(text) or _NAMES.search(sentence))
            if unfinished and (cut or (len(sentence) > _MAX_UNFINISHED and not names)):
                continue
            sentence = _finish(sentence, language)
            if sentence not in found:
                found.append(sentence)
        return found


def _finish(sentence: str, language: str) -> str:
    """Return a sentence with its end: what a model says in two words is made a whole one."""
    if ends_sentence(sentence) or language in _NO_FULL_STOP:
        return sentence
    if language in ("ja", "zh"):
        return f"{sentence}。"
    noun = language == "ko" and not _KOREAN_END.search(sentence)
    return f"{sentence}입니다." if noun else f"{sentence}."


def phrase(
    model: Model,
    prompt: Prompt,
    *,
    evidence: Sequence[Evidence],
    max_tokens: int,
    listing: bool = False,
    timings: Timings,
    since_start: Callable[[], float],
) -> Generator[str, None, Reply]:
    """Yield the model's words, as long as their figures are in evidence; return the reply.

    The first figure that is nowhere in the evidence stops the model: the sentence would fail
    the check anyway, and an unsupported figure is never shown. So does a loop.

    Args:
        model: that speaks.
        prompt: what it is asked.
        evidence: that may hold the figures.
        max_tokens: length of the reply at most.
        listing: whether it may have several lines.
        timings: first token and token counts are added.
        since_start: seconds since the question came.
    """
    usage, reply = Usage(), Reply(listing=listing)
    pieces = model.stream(prompt, max_tokens=max_tokens, usage=usage)
    pending = ""
    try:
        for piece in pieces:
            timings.first_token_s = timings.first_token_s or since_start()
            pending += _UNPRINTABLE.sub("", piece)
            if not reply.text:
                pending = pending.lstrip()
            pending = _without_enumerators(pending, starts_line=reply.text[-1:] in ("", "\n"))
            # One paragraph is the answer; small models go on to invent turns.
            before = "\n" if reply.text.endswith("\n") else ""
            if ended := (_NEW_TURN if listing else _NEW_LINE).search(before + pending):
                pending = pending[: max(ended.start() - len(before), 0)]
                break
            ready, rest = _whole_words(pending)
            if not figures_held(ready, evidence) or _LOOP.search((reply.text + ready)[-_TAIL:]):
                reply.cut = True
                return reply
            pending = rest
            if ready:
                reply.text += ready
                yield ready
        pending = strip_marks(pending)
        if not figures_held(pending, evidence):
            reply.cut = True
        elif pending:
            reply.text += pending
            yield pending
    finally:
        if hasattr(pieces, "close"):
            pieces.close()
        timings.prompt_tokens += usage.prompt_tokens
        timings.answer_tokens += usage.answer_tokens
        reply.cut = reply.cut or usage.answer_tokens >= max_tokens
    return reply


def _without_enumerators(pending: str, *, starts_line: bool) -> str:
    """Return words without the "1." or "-" that opens a line."""
    if starts_line:
        return _ENUMERATOR.sub("", pending)
    first, newline, rest = pending.partition("\n")
    return first + newline + _ENUMERATOR.sub("", rest)


def _whole_words(pending: str) -> tuple[str, str]:
    """Return the part that may be checked and shown now, without marks, and the rest.

    "1조 807억" is one figure: a figure waits until the word after it is known, and so does
    an open bracket.
    """
    cut = max(pending.rfind(end) for end in _WORD_ENDS) + 1
    ready = strip_marks(pending[:cut])
    if re.search(r"\d\S*\s*$|\[[^\]]*$", ready):
        return "", pending
    return ready, pending[cut:]
