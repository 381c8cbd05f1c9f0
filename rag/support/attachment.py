"""Is a figure of a claim said of another thing in its evidence? "A는 105개, B는 8개" -> "A는 8개".

Decided only where both things stand right before their figures; anything else is left open.
"""

import re
from collections.abc import Sequence

from rag.support.quantities import Quantity, holds, may_count_the_same

_EAST = re.compile(
    r"(?P<label>(?:[A-Z][A-Za-z\d]*|\d+)?[가-힣ァ-ヶー一-鿿\0]{1,12}?|[A-Z][A-Za-z\d]*)(?:에서는|에는|은|는|이|가|의|에|도|は|が|[:：(（])?\s?"
    r"(?:(?:약|총|모두|각각)\s)?[(（]?$"
)
_WEST = re.compile(
    r"(?P<label>[A-ZÀ-Þ][\wÀ-ÿ'’-]+)(?:\s(?:has|had|have|with|won|got|received|recorded|reported|is|was"
    r"|employs?|owns?|tiene|tenía|hat|hatte|a|avait|có))?[\s:(]{1,2}$"
)
_NO_LABEL = re.compile(
    r"(?:에서|으로|부터|까지|보다|[을를와과며고서려년월일께중명개원]|[여약총각모두]|그러나|그리고|이는|최대|최소)$"
)
_REACH = 24


def swapped_quantity(
    claim: str, claimed: Quantity, evidence: str, quantities: Sequence[Quantity]
) -> bool:
    """Return whether `evidence` says the claimed quantity of another thing than the claim does.

    `quantities` are those of `evidence`. True only if it also gives the claim's thing another
    quantity of the kind, and the claim doesn't speak of the other thing.
    """
    label = _label(claim, claimed)
    if not label:
        return False
    other_value = False
    for quantity in quantities:
        theirs = _label(evidence, quantity)
        if holds(quantity, claimed):
            if not theirs or _same(theirs, label) or theirs in claim:
                return False
        elif _same(theirs, label) and may_count_the_same(quantity, claimed):
            other_value = True
    return other_value


def _label(text: str, quantity: Quantity) -> str:
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    match = _EAST.search(before) or _WEST.search(before)
    label = match["label"] if match else ""
    return "" if not label or "\0" in label or _NO_LABEL.search(label) else label


def _same(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)
