"""Who a claim says did or said it, held against who its evidence says did.

The evidence is read as statements: its clauses, each with what it tells and with the names that
stand in it as subject, object or place. The statement that shares most with the claim, names
aside, says whose that is. Where it has another name in the place of the claim's, and the claim's
only stands elsewhere, the claim has mixed them up; likewise where two names of one statement
have changed places. Statements that speak of somebody without a name (he, 이 회사) say nothing.
"""

import re
from collections.abc import Iterator, Sequence

from rag.support.english_names import is_opener
from rag.support.known_names import known_names
from rag.support.name_grounds import same_name
from rag.support.statements import Party, Statement, read_english, read_korean

_MIN_SHARED, _MIN_AHEAD = 2, 2


def misattributed(claim: str, texts: Sequence[str], *, korean: bool, article: str = "") -> str:
    """Return a name of the claim that stands where its evidence has another, "" for none.

    Args:
        claim: one sentence.
        texts: the sentences of the evidence, in the claim's language.
        korean: whether the claim is Korean, else it is English.
        article: which may say that two names are one.
    """
    read = read_korean if korean else read_english
    told = [statement for text in texts for statement in read(text)]
    for mine in read(claim):
        for party in mine.parties:
            if _does_anothers(party, mine, told, claim, article):
                return party.name
        if pair := _exchanged(mine, told):
            return pair
    return ""


def _does_anothers(
    party: Party, mine: Statement, told: Sequence[Statement], claim: str, article: str
) -> bool:
    """Return whether the evidence tells of others in its stead what the claim tells of a name."""
    shared = [_shared(mine, statement) for statement in told]
    best = max(shared, default=0)
    own = [n for n, its in zip(shared, told, strict=True) if _is_told_of(party, its)]
    listed = known_names(party.name) and not any(_holds(its.text, party.name) for its in told)
    if listed or best < _MIN_SHARED or best - max(own, default=0) < _MIN_AHEAD:
        return False
    top = [statement for n, statement in zip(shared, told, strict=True) if n == best]
    return all(
        any(
            not (_holds(claim, rival) or same_name(party.name, rival, article))
            for rival in _rivals(party, mine, statement)
        )
        for statement in top
    )


def _is_told_of(party: Party, its: Statement) -> bool:
    """Return whether a statement names a party, other than beside somebody who does the same."""
    subjects = [other for other in its.parties if other.slot == "subject"]
    others = [other for other in subjects if not _holds(other.name, party.name)]
    beside = len(others) == len(subjects) and party.slot == "subject" and party.verb
    return _holds(its.text, party.name) and not (
        beside and any(other.verb == party.verb for other in others)
    )


def _shared(one: Statement, other: Statement) -> int:
    """Return how much two statements have in common; a figure is worth two words."""
    common = one.content & other.content
    return len(common) + sum(form[0].isdigit() for form in common)


def _rivals(party: Party, mine: Statement, its: Statement) -> Iterator[str]:
    """Yield the names that stand where a party of the claim does, unless others may, too."""
    if its.told != mine.told and (mine.anonymous if mine.told else its.anonymous):
        return
    slots = {party.slot}
    if party.slot in ("subject", "patient"):
        slots |= {"subject", "patient"} | ({""} if party.slot == "patient" else set())
    elif party.slot == "speaker" and not its.told:
        slots = {"subject"}
    for other in its.parties:
        place = other.slot in slots
        if place and (other.kind == party.kind or "" in (other.kind, party.kind)):
            yield other.name


def _exchanged(mine: Statement, told: Sequence[Statement]) -> str:
    """Return two who do to each other in the claim what one suffers of the other in truth."""
    for who, deed, whom in mine.deeds:
        for its in told:
            crossed = (whom, deed, who) in its.deeds and (who, deed, whom) not in its.deeds
            if crossed and mine.content & its.content:
                return f"{who} … {whom}"
    return ""


def _holds(text: str, name: str) -> bool:
    """Return whether a text names somebody, be it by one word of the name."""
    if not name.isascii() and name not in text:
        return any(len(word) > 1 and word in text for word in name.split())
    return name in text or any(
        re.search(rf"\b{re.escape(word)}\b", text)
        for word in name.split() if not (is_opener(word) or word.isdigit() or name[-1].isdigit())
    )  # fmt: skip
