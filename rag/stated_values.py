"""The figures and times that a piece of evidence states, each with what it is said of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.documents import Span
from rag.answers import Evidence
from rag.slot_words import (
    clauses_of,
    content_words,
    counted_words,
    noun_phrases,
    topic_words,
    verb_comes_last,
)
from rag.support.claim_dates import UNDATED, Interval, Moment, find_moments, resolve
from rag.support.quantities import Quantity, blank, find_quantities

_HANGUL = re.compile(r"[\uac00-\ud7af]")
_NEAR = 28  # characters beside a value that may mark it
_MONEY_SIGN = r"(?:about\s)?[$€£]?$"
# What makes it another figure of the same thing, beside it.
_MARKS_BEFORE = {
    "part": r"(?:가운데|(?<![가-힣])이?\s?중(?:에서?)?|그중|그\s중|절반인|일부인)\s?(?:\S{1,6}\s)?$"
    r"|\b(?:of (?:which|whom|these|those|them)|among (?:them|these|those|the)|including"
    r"|half)\b.{0,24}$",
    "each": r"(?:평균|매년|매달|매월|매일|해마다|연평균|연간|한\s?해|하루|각각|[가-힣]당"
    r"|마다)\s?(?:약\s)?$"
    r"|\b(?:average|averaging|annual(?:ly)?|daily|monthly|weekly|every|each)\b.{0,8}$",
    "extra": r"(?:추가로?|더|새로)\s?(?:약\s)?$|\b(?:additional|another|extra|further)\s?$",
    "sum": r"누적\s?(?:\S+\s)?$|\bcumulative(?:ly)?\b.{0,12}$",
    "change": r"\b(?:rose|rise|fell|fall|grew|grow|increased?|decreased?|dropped|jumped|climbed|cut"
    rf"|raised|up|down)\s(?:by\s)?{_MONEY_SIGN}",
}
_MARKS_AFTER = {
    "each": r"\s?씩|\s(?:per|each|every|a (?:year|month|week|day|head))\b",
    "change": r"(?:이나|가량|정도|가|이|를|을)?\s?(?:더|늘|증가|줄|감소|오르|올랐|올라|인상|인하"
    r"|내렸|내려|낮|높|많"
    r"|적은|상승|하락|급증|급감|떨어진)"
    r"|\s(?:more|less|fewer|higher|lower|increase|decrease|rise|drop|fall|cut|growth|from the)\b",
}
_BEFORE = {mark: re.compile(words, re.IGNORECASE) for mark, words in _MARKS_BEFORE.items()}
_AFTER = {mark: re.compile(words, re.IGNORECASE) for mark, words in _MARKS_AFTER.items()}
# What is added to a number, or taken from it, is another number.
_FLOW = re.compile(
    r"뽑|채용|모집|선발|영입|해고|감원|퇴직|졸업|심[었는을기]|주문|사들|구입|매각"
    r"|\b(?:hir(?:e[sd]?|ing)|recruit|admit|laid off|lay off|dismiss|graduat|planted|order|bought"
    r"|purchas|sold|resign|retir)",
    re.IGNORECASE,
)
_FORMER_AFTER = re.compile(
    r"\s?(?:이?던|이?었던|였던|보다|이?\s?아니라|이?\s?아닌|대신"
    r"|(?:으로|로)?\s?(?:잡|예정|계획|알려지|알려졌|예상|추산|전망|발표|잡혀)\S{0,6}(?:던|으나"
    r"|지만))"
)
_FORMER_BEFORE = re.compile(
    r"(?:당초|애초|원래|기존|종전)(?:의|에는?|보다)?\s?(?:\S+\s)?$"
    r"|\b(?:instead of|rather than|compared (?:with|to)|than|originally|initially|previously|not"
    r"|versus|against)\s(?:\w+\s){0,3}[$€£]?$",
    re.IGNORECASE,
)
_TURNED_AFTER = re.compile(r"\s?에서\s")
_TURNED_BEFORE = re.compile(rf"\b(?:from|de|von|từ)\s{_MONEY_SIGN}", re.IGNORECASE)
_RANK = re.compile(r"차|위|호|번째|등|대\s(?!차)")
_IN_YEAR = re.compile(
    r"\b(?:in|by|since|until|of|from|en|im|seit|bis|desde|hasta|depuis|năm)\s$", re.I
)
_APPROXIMATE = re.compile(
    r"(?:약|대략|얼추|대강)\s?$|\b(?:about|around|roughly|some|approximately)\s[$€£]?$", re.I
)
_TOLD = re.compile(
    r"밝[혔히힌]|말했|전했|발표|보도|설명|\b(?:said|says|announced|told|reported|according)\b", re.I
)
_PLURAL = re.compile(r"\s(?:[a-z-]+\s)?(?P<noun>[a-z]{3,}s)\b")


@dataclass(frozen=True, slots=True, eq=False)
class StatedValue:
    """A figure or a time at `span` of a piece of evidence's text.

    Attributes:
        evidence: whose sentence states it.
        span: the value in that sentence.
        quantity: the figure; None for a time.
        intervals: the days that the time may mean; () for a figure.
        clause: the words around a time, that are nearer to it than to others, as they stand
            before and after it.
        words: what its clause speaks of.
        counted: what goes with the thing that a figure counts, its unit too.
        phrases: the noun phrases of its clause, for a time those of its sentence.
        periods: the times that a figure is said to be for.
        days: the days beside a figure.
        marks: what makes it another figure of the thing: part, each, extra, sum, change.
        former: whether its sentence only denies it, or tells that it was so before.
    """

    evidence: Evidence
    span: Span
    quantity: Quantity | None = None
    intervals: tuple[Interval, ...] = ()
    clause: tuple[str, str] = ("", "")
    words: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    periods: frozenset[Interval] = frozenset()
    days: frozenset[Interval] = frozenset()
    marks: frozenset[str] = frozenset()
    former: bool = False

    @property
    def text(self) -> str:
        """The value as it is written."""
        return self.span.of(self.evidence.text)

    @property
    def approximate(self) -> bool:
        """Whether a figure is written as a rough one: 약, 여, about, nearly."""
        before = self.evidence.text[max(0, self.span.start - _NEAR) : self.span.start]
        return self.quantity is not None and bool(
            self.quantity.bound or _APPROXIMATE.search(before)
        )


def stated_values(evidence: Evidence) -> list[StatedValue]:
    """Return the figures and times of a piece of evidence, in order."""
    text, day = evidence.text, evidence.document.date
    today = date.fromisoformat(day) if day else UNDATED
    moments = [m for m in find_moments(text, today) if day or m.year]
    figures = _figures(text, moments)
    counted = {q.start for q in figures if q.kinds}
    moments = [m for m in moments if m.start not in counted]
    sentence = _Sentence(evidence, moments, figures, today)
    found = [sentence.time(moment) for moment in moments]
    found += [sentence.figure(q) for q in figures if q.kinds and not _is_rank(text, q)]
    return sorted(found, key=lambda value: value.span)


class _Sentence:
    """One piece of evidence, taken apart."""

    def __init__(
        self, evidence: Evidence, moments: list[Moment], figures: list[Quantity], today: date
    ) -> None:
        self._evidence, self._text = evidence, evidence.text
        self._moments, self._figures, self._today = moments, figures, today
        self._clauses = clauses_of(self._text)
        ranks = [q for q in figures if _is_rank(self._text, q)]
        self._values = [Span(m.start, m.end) for m in moments]
        self._values += [Span(q.start, q.end) for q in figures if q.kinds and q not in ranks]
        # The words beside a value, not those of one: "March".
        bare = blank(self._text, [(m.start, m.end) for m in moments])
        units = _HANGUL.search(self._text)  # are no nouns there
        self._bare = blank(bare, [(q.start, q.end if units else q.unit_start) for q in figures])

    def time(self, moment: Moment) -> StatedValue:
        """Return a time with what is said of it."""
        span, clause = Span(moment.start, moment.end), self._clause(moment.start)
        others = [m for m in self._moments if m is not moment]
        start = max([clause.start, *(m.end for m in others if m.end <= span.start)])
        end = min([clause.end, *(m.start for m in others if m.start >= span.end)])
        # What stands between two times belongs to the first where verbs come last.
        if start > clause.start and verb_comes_last(self._text):
            start = span.start
        elif end < clause.end and not verb_comes_last(self._text):
            end = span.end
        whole = Span(0, len(self._text))
        return StatedValue(
            self._evidence,
            span,
            intervals=tuple(resolve([moment], self._today)),
            clause=(self._text[start : span.start], self._text[span.end : end]),
            words=content_words(self._bare),
            phrases=tuple(noun_phrases(self._text, whole, self._values)),
            former=self._is_former(span, self._moments),
        )

    def figure(self, quantity: Quantity) -> StatedValue:
        """Return a figure with what is said of it."""
        span, clause = Span(quantity.start, quantity.end), self._clause(quantity.start)
        words = counted_words(self._text, clause, span, quantity.unit_start)
        told = bool(_TOLD.search(self._text))
        days = [m for m in self._moments if m.grain == 2 and not told]
        return StatedValue(
            self._evidence,
            span,
            quantity,
            words=(content_words(clause.of(self._bare)) or content_words(self._bare))
            | topic_words(self._text)
            | words,
            counted=words | content_words(self._text[quantity.unit_start : quantity.end]),
            phrases=tuple(noun_phrases(self._text, clause, self._values)),
            periods=self._times(clause, [m for m in self._moments if m.grain < 2]),
            days=self._times(clause, days),
            marks=self._marks(clause, span),
            former=self._is_former(span, self._figures),
        )

    def _clause(self, place: int) -> Span:
        return next(clause for clause in self._clauses if clause.start <= place < clause.end)

    def _times(self, clause: Span, moments: Sequence[Moment]) -> frozenset[Interval]:
        """Return the times named in a clause, or else in its sentence."""
        inside = [m for m in moments if clause.start <= m.start < clause.end]
        return frozenset(resolve(inside or moments, self._today))

    def _marks(self, clause: Span, span: Span) -> frozenset[str]:
        before = self._text[max(clause.start, span.start - _NEAR) : span.start]
        after = self._text[span.end : clause.end]
        found = {mark for mark, words in _BEFORE.items() if words.search(before)}
        found |= {mark for mark, words in _AFTER.items() if words.match(after)}
        return frozenset(found | ({"flow"} if _FLOW.search(clause.of(self._text)) else set()))

    def _is_former(self, span: Span, others: Sequence[Moment] | Sequence[Quantity]) -> bool:
        """Return whether a value is what was, or isn't: 105명에서 120명으로, originally 2027."""
        before, after = self._text[max(0, span.start - _NEAR) : span.start], self._text[span.end :]
        if _FORMER_AFTER.match(after) or _FORMER_BEFORE.search(before):
            return True
        turned = _TURNED_AFTER.match(after) or _TURNED_BEFORE.search(before)
        end = self._clause(span.start).end
        return bool(turned) and any(span.end <= other.start < end for other in others)


def _figures(text: str, moments: Sequence[Moment]) -> list[Quantity]:
    """Return the quantities in digits that are no times; 1800 of "1800 visitors" is none."""
    times = [m for m in moments if not m.bare or _IN_YEAR.search(text, 0, m.start)]
    years = {moment.start for moment in moments if moment.bare}
    found = [
        _of_plural(text, quantity)
        for quantity in find_quantities(blank(text, [(m.start, m.end) for m in times]))
        if not quantity.spelled
    ]
    return [quantity for quantity in found if quantity.kinds or quantity.start not in years]


def _of_plural(text: str, quantity: Quantity) -> Quantity:
    """Return a figure that counts a thing of no known kind with its noun as its kind."""
    noun = None if quantity.kinds else _PLURAL.match(text, quantity.end)
    if noun is None:
        return quantity
    return replace(quantity, end=noun.end(), kinds=frozenset({noun["noun"]}))


def _is_rank(text: str, quantity: Quantity) -> bool:
    """Return whether a figure tells which one it is, not how many: 제3차, 3위, the 3rd."""
    if "ordinal" not in quantity.kinds:
        return False
    before = text[max(0, quantity.start - 2) : quantity.start].strip()
    after = text[quantity.unit_start :].lstrip()
    return len(quantity.kinds) == 1 or before.endswith("제") or bool(_RANK.match(after))
