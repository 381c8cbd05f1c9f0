"""Lines that a page's width broke, joined to running text again.

The hard case is Hangul: a line may end between two words or within one, and most files don't
tell which. Kiwi does: "다리를 놓" + "았다" is one word, "다리를" + "놓았다" two.
"""

import re

from index.terms import is_word_break

SOFT_HYPHEN = "\u00ad"  # a hyphen that only the line break put there
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")
_CJK = re.compile(r"[\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_CONTEXT = 40  # characters on either side that Kiwi looks at


def join_lines(above: str, below: str) -> str:
    """Return two lines of one paragraph as one: with a blank, without, or without the hyphen.

    Example: "다리를 놓", "았다." -> "다리를 놓았다."; "exam-", "ple" -> "example"
    """
    above, spaced = above.rstrip(), above[-1:].isspace()
    below = below.lstrip()
    if not above or not below:
        return above + below
    if above.endswith(SOFT_HYPHEN):
        return above.rstrip(SOFT_HYPHEN) + below
    if _HYPHENATED.search(above[-2:]) and below[0].islower():
        return above[:-1] + below
    return f"{above}{' ' if spaced or _is_word_break(above, below) else ''}{below}"


def _is_word_break(above: str, below: str) -> bool:
    if _CJK.match(above[-1]) and _CJK.match(below[0]):
        return False
    if _HANGUL.match(below[0]) and (_HANGUL.match(above[-1]) or above[-1].isdigit()):
        return is_word_break(above[-_CONTEXT:], below[:_CONTEXT])
    return True
