"""What office files say of themselves: a title worth the name, and the dates of the first lines.

Their stored properties are mostly a template's: the title may be of another document, the date
of creation is that of the file and the author whoever owned the program. So only a likely title
is taken from them, and the keywords; everything else is read from what stands on the page.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from index.articles import Metadata
from index.metadata import read_metadata
from index.sentences import ends_sentence
from index.tags import split_tags

_HEAD_LINES = 40
_LONGEST_BYLINE = 80  # characters; a date in a longer line is one that the article tells of
_LONGEST_TITLE = 150
_PROGRAM_TITLE = re.compile(
    r"^(?:microsoft\s+\w+\s+-\s|untitled|제목\s?없음|無題|无标题|문서\s?\d*$|document\s?\d*$"
    r"|presentation\s?\d*$|프레젠테이션\s?\d*$|slide\s\d+$|슬라이드\s\d+$"
    r"|word\sdocument$|powerpoint\s(?:presentation|프레젠테이션)|プレゼンテーション|빈\s?문서)"
    r"|\.(?:docx?|pptx?|xlsx?|hwpx?|pdf|indd|txt|html?|rtf|qxd|odt)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_MOJIBAKE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08]")


def head_metadata(lines: Iterable[str], title: str, *, keywords: str) -> Metadata:
    """Return the dates, reporter and publisher that the short lines at the head name, and tags.

    Args:
        lines: the document's lines, in order.
        title: what the document is called, as far as it was found.
        keywords: as the file's properties have them.
    """
    head = islice((line for line in lines if line.strip()), _HEAD_LINES)
    short = [line for line in head if len(line) <= _LONGEST_BYLINE and not _is_prose(line)]
    return replace(read_metadata(short, title=title), tags=split_tags(keywords))


def stated_title(title: str, name: str) -> str:
    """Return a title out of a file's properties, "" where a program or template put it there.

    Args:
        title: as the properties have it.
        name: of the file; a title that repeats it says nothing.
    """
    title = " ".join(title.split())
    if not _LETTER.search(title) or len(title) > _LONGEST_TITLE or _MOJIBAKE.search(title):
        return ""
    same_as_file = title.casefold() == PurePosixPath(name).stem.casefold()
    return "" if same_as_file or _PROGRAM_TITLE.search(title) else title


def first_line_title(lines: Sequence[str]) -> str:
    """Return the first line if it looks like a headline over what follows, else ""."""
    if len(lines) < 2:
        return ""
    first = " ".join(lines[0].split())
    is_headline = _LETTER.search(first) and len(first) <= _LONGEST_BYLINE and not _is_prose(first)
    return first if is_headline else ""


def _is_prose(line: str) -> bool:
    # A headline may end in "…" or "?"; a byline in "2024. 5. 1."
    return ends_sentence(line) and not re.search(r"[\d…?!”\"')\]][.\s]*$", line)
