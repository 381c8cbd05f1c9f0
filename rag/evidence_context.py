"""What evidence can't be understood without: the rest of its list, what its pronoun points to.

The evidence grows by the sentences around it; it stays verbatim and in one piece.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.documents import Span
from index.sentences import split_sentences
from rag.answers import Evidence, Question
from rag.asked import asks_for_list

MAX_CHARACTERS = 600  # of evidence with its context
_ITEM = re.compile(
    r"(?:[-–—*•‣▪▲△▶▷◆◇■□○●◦·※]|\(?\d{1,2}[.)]|[①-⑳]|[가나다라마바사아자차카타파하][.)]|\(?[a-h]\))\s*\S"
)
_INTRODUCTION = re.compile(
    r"[:：]\s*$|다음과 같|아래와 같|as follows|the following|次の(?:通り|とおり)|以下の|如下|以下"
    r"|siguiente|folgende|suivant|sau đây",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"""["'“‘(]*(?:
      (?:그|그녀|그들|이들|이것|이|그것|둘|양측|양사)(?:은|는|이|가|를|을|에|의|들은|도|와|로)\s
    | (?:이|그|해당|같은|동)\s(?:회사|기업|업체|기관|단체|사업|계획|법|법안|제도|센터|행사|회의|곳
        |중|때|때문|같은|에\s따라|가운데|사람|남성|여성|관계자|보고서|연구|기술|시설|정책)
    | 이(?:날|번|어|에\s따라|를\s위해|와\s함께|밖에)\s
    | (?:He|She|It|They|This|These|Those|That|His|Her|Their|Its|Both|Such)\b
    | (?:Él|Ella|Ellos|Ellas|Esto|Este|Esta|Ello|Su|Sus)\b
    | (?:Er|Sie|Es|Dies|Diese|Dieser|Dieses|Ihr|Sein)\b
    | (?:Il|Elle|Ils|Elles|Cela|Ce|Cette|Ces|Son|Leur)\b
    | (?:Ông|Bà|Họ|Nó|Anh|Cô|Điều)\s(?:này|ấy)?
    | [他她它]们?|这|該|该 | 彼女?|これ|それ|この|その|同[社氏省] )""",
    re.VERBOSE,
)


def complete(evidence: Sequence[Evidence], question: Question) -> list[Evidence]:
    """Return the evidence with what belongs to it; what another one now holds is left out.

    Args:
        evidence: single sentences, best first.
        question: whether a list is asked for decides what becomes of an item.
    """
    listing = asks_for_list(question.meant)
    whole: list[Evidence] = []
    sentences: dict[str, list[Span]] = {}
    for item in evidence:
        document = item.document
        if document.id not in sentences:
            sentences[document.id] = split_sentences(document.text)
        grown = replace(item, span=_grow(document.text, sentences[document.id], item, listing))
        if not any(_holds(other, grown) for other in whole):
            whole = [other for other in whole if not _holds(grown, other)]
            whole.append(grown)
    return whole


def _grow(text: str, sentences: Sequence[Span], evidence: Evidence, listing: bool) -> Span:
    places = [i for i, span in enumerate(sentences) if span == evidence.span]
    if not places:
        return evidence.span
    first = last = places[0]
    if _ITEM.match(evidence.text):
        while listing and first and _ITEM.match(sentences[first].of(text)):
            first -= 1
        if first < last and not _INTRODUCTION.search(sentences[first].of(text)):
            first += 1
    elif first and _POINTS_BACK.match(evidence.text):
        between = text[sentences[first - 1].end : evidence.span.start]
        first -= "\n" not in between
    if listing or _INTRODUCTION.search(evidence.text):
        while last + 1 < len(sentences) and _ITEM.match(sentences[last + 1].of(text)):
            last += 1
    while last > places[0] and sentences[last].end - sentences[first].start > MAX_CHARACTERS:
        last -= 1
    if sentences[last].end - sentences[first].start > MAX_CHARACTERS:
        return evidence.span
    return Span(sentences[first].start, sentences[last].end)


def _holds(outer: Evidence, inner: Evidence) -> bool:
    return (
        outer.document.id == inner.document.id
        and outer.side == inner.side
        and outer.span.start <= inner.span.start
        and inner.span.end <= outer.span.end
    )
