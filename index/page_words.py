"""The words on the furniture of web pages, by what they are, in the languages of the world.

A line that consists of nothing but such words is furniture; prose that uses them is not. The
words themselves are in page_words.txt.
"""

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COUNT = re.compile(r"(?:^|(?<=\s))\d+(?=\s|$)")


def core_of(line: str) -> str:
    """Return the bare words of a line, lower case, single spaces, without counts."""
    words = " ".join(_WORD.findall(line.replace("’", "'").lower())).replace("'", " ")
    return " ".join(_COUNT.sub(" ", words).split()) or " ".join(words.split())


@cache
def phrases() -> dict[str, str]:
    """Return every phrase with the reason for which a line of it is left out."""
    table: dict[str, str] = {}
    reason = ""
    for line in files("index").joinpath("page_words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            reason = line.strip("[]")
        elif not line.startswith("#"):
            for phrase in line.split(","):
                table.setdefault(core_of(phrase), reason)
    table.pop("", None)
    return table


def reason_of_words(line: str) -> str:
    """Return what a line consisting only of such words is, or "".

    Example: "카카오톡 | 페이스북 | 주소복사" -> "share button"; "댓글 12" -> "comments"
    """
    if len(line) > 120:
        return ""
    core = core_of(line)
    table = phrases()
    if core in table:
        return table[core]
    return _reason_of_row(core.split(), table)


def _reason_of_row(words: list[str], table: dict[str, str]) -> str:
    """Return the reason of several phrases in a row; the longest phrase is tried first."""
    reasons: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 5), at, -1):
            reason = table.get(" ".join(words[at:end]))
            if reason:
                reasons.append(reason)
                at = end
                break
        else:
            return ""
    return max(reasons, key=reasons.count) if len(reasons) > 1 else ""
