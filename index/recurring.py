"""Lines that recur over the articles of one site are its furniture, not the article's words.

A line counts as recurring from the third article on (versions of one article count once).
What may be a fact (a sentence, or anything with a figure) stays in the earliest article that
has it, so that no fact is lost: background paragraphs recur too.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from index.documents import Document, Dropped, Landmark
from index.sentences import ends_sentence

MIN_ARTICLES = 3
REASON = "recurs on this site"
_SHORTEST_SENTENCE = 8  # characters
_FIGURE = re.compile(r"\d")
_CONTACT = re.compile(
    r"@\w|https?://|www\.|☎|©|ⓒ|제보(?:하|를|는|[:：])|구독(?:하기|하세|해|을|\s?신청)|앱에서"
    r"|카카오톡\s?(?:친구|채널|제보|으로)|채널\s?추가|무단\s?(?:전재|복제|배포)|저작권(?:자|은|이)\s"
    r"|subscribe (?:to|now|for)|our newsletter|follow us|sign up (?:for|to)|contact us|all rights"
    r"|会員登録|購読(?:する|はこちら)|お問い合わせ|订阅|关注(?:我们|公众号)|訂閱|suscr[ií]bete|abonnez",
    re.IGNORECASE,
)


def line_hashes(document: Document) -> tuple[int, ...]:
    """Return one signed 64-bit hash per distinct line; () for what is no page of a site."""
    if not document.site:
        return ()
    return tuple({_hash(line): None for line in document.text.split("\n")})


def without_lines(document: Document, recurring: Mapping[int, bool]) -> Document:
    """Return the document without recurring lines, landmarks moved along.

    Args:
        document: as it was read.
        recurring: hash of a line -> whether this is the earliest article that has it.
    """
    kept: list[str] = []
    dropped: list[Dropped] = []
    moves: list[tuple[int, int]] = []  # (offset of a line before, after)
    before = after = 0
    for line in document.text.split("\n"):
        earliest = recurring.get(_hash(line))
        moves.append((before, after))
        before += len(line) + 1
        if earliest is None or (earliest and _may_be_fact(line)):
            kept.append(line)
            after += len(line) + 1
        else:
            dropped.append(Dropped(line, REASON))
    if not dropped or not kept:
        return document
    text = "\n".join(kept)
    places = dict(moves)
    landmarks = tuple(
        Landmark(places.get(mark.start, mark.start), mark.kind, mark.name)
        for mark in document.landmarks
        if places.get(mark.start, mark.start) < len(text)
    )
    return replace(document, text=text, landmarks=landmarks, dropped=(*document.dropped, *dropped))


def _may_be_fact(line: str) -> bool:
    sentence = len(line) >= _SHORTEST_SENTENCE and ends_sentence(line)
    return (sentence or bool(_FIGURE.search(line))) and not _CONTACT.search(line)


def _hash(line: str) -> int:
    digest = hashlib.blake2b(line.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
