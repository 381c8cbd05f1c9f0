"""Two values for one thing: where articles disagree, and which of them is the newest.

Articles disagree mostly because time passes. A conflict that isn't one does more harm than one
that goes unseen, so two values count as for one thing only where everything that their
sentences say of it agrees: what is counted, for when, whether it is a part or the whole, what
happens at the time; and where neither names what the other doesn't know.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from index.documents import Span
from rag.answers import Evidence, Question
from rag.asked import years_in
from rag.asked_kind import Kind, asked_kind
from rag.slot_words import content_words, is_strange, verb_comes_last
from rag.stated_values import StatedValue, stated_values
from rag.support.quantities import Quantity, find_quantities, may_count_the_same, same_amount

_MONEY = frozenset("krw usd jpy cny eur gbp vnd".split())
_TIMES = frozenset(("calendar", "clock"))
_RATIOS = frozenset(("ratio", "points"))
_MEASURES = frozenset("length mass area power energy data speed degree".split())
_KINDS_OF = {
    Kind.NUMBER: frozenset[str](),
    Kind.COUNT: frozenset[str](),
    Kind.MONEY: _MONEY,
    Kind.PERCENT: _RATIOS,
    Kind.DURATION: _TIMES | {"length"},  # how long
    Kind.AGE: frozenset(("age",)),
    Kind.MEASURE: _MEASURES,
}
_OPEN = (Kind.OTHER, Kind.YES_NO)
_COVERED = 0.6  # of the question's words, in both articles
_ROUNDED = 0.05  # apart at most
_ROUGH = 0.1  # apart at most where one is written as rough
_NAME = re.compile(r"[A-Z]+[\w-]*[A-Z\d]\w*")  # AI, GPU, H200

# What happens at a time: two times are of one thing only if the same happens.
_EVENTS = {
    "open": r"문을\s?[열연여]|개관|개소|개장|개원|개교|개통|개점|오픈|운영을?\s?시작|가동|출범"
    r"|\bopen|\binaugur"
    r"|\blaunch|開業|開館|開設|開通|開校|开放|开业|开馆|开通|\babr|\beröffn|\bouvr|\bouvert"
    r"|khai trương"
    r"|mở cửa|khánh thành",
    "begin": r"착공|첫\s?삽|기공|\bbreaks? ground|\bbroke ground|construction (?:will )?(?:begin"
    r"|start)"
    r"|着工|动工|開工",
    "finish": r"완공|준공|완성|마무리|\bcomplet|\bfinish|竣工|完成|完工|\bfertig|\bachev"
    r"|hoàn thành",
    "effect": r"시행|발효|효력|\btak(?:es?|ing) effect|\btook effect|\b(?:comes?|came"
    r"|enter\w*) into force"
    r"|施行|発効|生效|vigor|\bin Kraft|en vigueur|hiệu lực",
    "pass": r"통과|의결|가결|\bpass(?:ed|es)?\b|\bapprov|可決|通过|通過",
    "end": r"종료|마감|폐막|끝[나난났낸]|폐지|\bclos(?:e|es|ed|ing)\b|\bend(?:s|ed|ing)?\b|\bexpire"
    r"|終了|結束|结束",
    "reach": r"달성|확보|도달|채[우운웠]|\breach|\bachiev|\bsecur|達成|实现|達到",
    "supply": r"공급|납품|인도|입주|배송|\bdeliver|\bsuppl(?:y|ied)",
    "release": r"출시|공개|발매|개봉|\breleas|\bpublish|\bunveil|発売|公開|发布|上市",
    "announce": r"발표|밝[혔히힌]|선언|\bannounc|\bsaid\b|発表|宣布",
    "held": r"열[렸린리릴려]|개최|\bheld\b|\btake place|\btook place|開催|举行|舉行",
    "die": r"사망|숨[졌지진]|별세|\bdied?\b|死去|去世",
    "born": r"태어|출생|\bborn\b|生まれ|出生",
}
_EVENT_WORDS = {event: re.compile(words, re.IGNORECASE) for event, words in _EVENTS.items()}
_WHOLE_EVENT_WORDS = re.compile(
    rf"(?:{'|'.join(_EVENTS.values())})(?:(?<=[a-zà-ỹ])[\w-]*)?", re.IGNORECASE
)
_DIMENSIONS = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in (
        ("length", r"길이|\blong\b|\blength\b"),
        ("width", r"너비|(?<![가-힣])폭|\bwide\b|\bwidth\b"),
        ("height", r"높이|\btall\b|\bhigh\b|\bheight\b"),
        ("depth", r"깊이|수심|\bdeep\b|\bdepth\b"),
        ("area", r"면적|넓이|\barea\b"),
        ("weight", r"무게|중량|\bweigh"),
    )
}
# What recurs: another date is another occasion, unless it is said to have moved.
_RECURRING = frozenset(("held", "announce", "release", "pass", "end"))
_MOVED = re.compile(
    r"늦[추춰]|연기|미[루뤄룬뤘]|앞당|당[기겨긴길]|변경|바[꾸꿔뀌뀐]|\bpostpon|\bdelay|\bput off"
    r"|\bpush(?:ed)? back"
    r"|\bbrought forward|\breschedul|\bmoved (?:to|up|back)|延期|推迟|推遲|提前|前倒し|\baplaz"
    r"|\bretras"
    r"|\bverschob|\breport[ée]e?|\bhoãn",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One value of a conflict: its words are `evidence.text[span.start:span.end]`.

    `date` is that of the article, "" where unknown.
    """

    span: Span
    evidence: Evidence
    date: str

    @property
    def text(self) -> str:
        """The value as its article writes it."""
        return self.span.of(self.evidence.text)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What articles say of one thing, oldest first, one value each; some may be equal."""

    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Rounding:
    """One figure that an article gives exactly and another only roughly."""

    exact: ConflictValue
    rounded: ConflictValue


def find_conflicts(evidence: Sequence[Evidence], question: Question) -> list[Conflict]:
    """Return where articles give different values for what a question asks for.

    Args:
        evidence: sentences of any articles, in any order.
        question: what was asked; where it asks for a date, figures don't conflict.
    """
    groups: list[list[StatedValue]] = []
    for pair in _of_one_thing(evidence, question):
        if _differ(*pair):
            joined = [group for group in groups if any(v in group for v in pair)]
            rest = [group for group in groups if group not in joined]
            groups = [*rest, list(dict.fromkeys([*sum(joined, []), *pair]))]
    return [conflict for group in groups if (conflict := _conflict(group))]


def find_roundings(evidence: Sequence[Evidence], question: Question) -> list[Rounding]:
    """Return the figures that one article gives exactly and another roughly: 71명, 70여 명."""
    found = []
    for pair in _of_one_thing(evidence, question):
        if not _equal(*pair) and not _is_bounded(*pair) and _rounds(*pair):
            rounded, exact = sorted(pair, key=lambda v: (not v.approximate, -_exponent(v)))
            found.append(Rounding(_shown(exact), _shown(rounded)))
    return found


def _of_one_thing(
    evidence: Sequence[Evidence], question: Question
) -> Iterator[tuple[StatedValue, StatedValue]]:
    """Yield the pairs of values, of two articles each, that speak of what is asked."""
    asked = asked_kind(question.meant, question.language)
    units = _units(asked.noun) if asked.kind is Kind.COUNT else _KINDS_OF.get(asked.kind)
    plain = question.meant
    if asked.kind is Kind.DATE:  # what happens is compared by meaning
        plain = _WHOLE_EVENT_WORDS.sub(" ", plain)
    words = content_words(plain) - ({asked.noun} if units else set())
    values = [
        value
        for e in dict.fromkeys(evidence)
        for value in _unambiguous(stated_values(e), words)
        if _is_asked(value, asked.kind, units, question)
    ]
    for a, b in combinations(values, 2):
        one, other = a.evidence.document, b.evidence.document
        if (
            one.id != other.id
            and one.language == other.language
            and (a.quantity is None) == (b.quantity is None)
            and _same_thing(a, b, words, question)
        ):
            yield a, b


def _units(noun: str) -> frozenset[str]:
    """Return what a figure before the noun of a question would count: 명 counts persons."""
    return frozenset(kind for q in find_quantities(f"2 {noun} ") for kind in q.kinds)


def _unambiguous(values: Sequence[StatedValue], asked: frozenset[str]) -> Iterator[StatedValue]:
    """Yield the values that a sentence stands by; of several, those of what is asked about."""
    current = [value for value in values if not value.former]
    for value in current:
        rivals = [o for o in current if o is not value and _comparable(value, o)]
        if not rivals or value.counted & asked:
            yield value


def _comparable(a: StatedValue, b: StatedValue) -> bool:
    return bool(a.quantity and b.quantity and a.quantity.kinds & b.quantity.kinds)


def _is_asked(
    value: StatedValue, kind: Kind, units: frozenset[str] | None, question: Question
) -> bool:
    """Return whether a value is of the kind that is asked for, for a year that is asked for."""
    if value.quantity is None:
        return kind is Kind.DATE or kind in _OPEN
    if units is None and kind not in _OPEN:
        return False
    kinds = value.quantity.kinds
    if units and not kinds & units:
        return False
    if kind is Kind.COUNT and not units and kinds & (_MONEY | _TIMES | _RATIOS | _MEASURES):
        return False
    years = {int(year) for year in years_in(question.meant)}
    said = {day.year for period in value.periods for day in period}
    return not years or bool(years & (said or {int(value.evidence.document.date[:4] or 0)}))


def _same_thing(a: StatedValue, b: StatedValue, asked: frozenset[str], question: Question) -> bool:
    """Return whether two values, both figures or both times, are of one thing that is asked."""
    texts = [f"{v.evidence.document.title}. {v.evidence.text}" for v in (a, b)]
    shared = a.words & b.words
    if not (shared & asked or len(shared) > 1) or not _covers(texts, asked, a, question):
        return False
    for one, text in ((a, texts[1]), (b, texts[0])):
        if any(word not in asked and is_strange(word, text) for word in one.counted):
            return False
    if _contrast(a, b, texts, asked, question):
        return False
    sizes = [_dimensions(v.evidence.text) for v in (a, b)]
    if all(sizes) and not sizes[0] & sizes[1]:
        return False
    if a.quantity is None:
        return _same_event(a, b, asked, question)
    apart = a.days and b.days and not a.days & b.days
    return a.marks == b.marks and a.periods == b.periods and not apart and _comparable(a, b)


def _covers(
    texts: Sequence[str], asked: frozenset[str], value: StatedValue, question: Question
) -> bool:
    """Return whether two texts speak of what is asked, and of the same of it."""
    if question.language == value.evidence.document.language:
        found = [asked & content_words(text) for text in texts]
        return found[0] == found[1] and len(found[0]) >= _COVERED * len(asked)
    # Only names can tell what a question in another language asks about.
    names = _NAME.findall(question.meant)
    return bool(names) and not any(is_strange(name, text) for name in names for text in texts)


def _contrast(
    a: StatedValue,
    b: StatedValue,
    texts: Sequence[str],
    asked: frozenset[str],
    question: Question,
) -> bool:
    """Return whether each of two values is of something that the other's text doesn't know.

    Of the words beside a time only those count that go with a common one: 시립 병원은 and 도립
    병원은 are two, who told of them doesn't matter.
    """
    strange = []
    for one, text in ((a, texts[1]), (b, texts[0])):
        phrases = one.phrases
        if one.quantity is None:
            common = (a.words & b.words) | asked
            phrases = tuple(p for p in phrases if any(w in word for w in common for word in p))
            if one.evidence.document.language in ("ja", "zh", "th"):
                return False  # no phrases to tell
        known = f"{text} {question.meant}"
        words = (word for phrase in phrases for word in phrase if not _events(word))
        strange.append(any(is_strange(word, known) for word in words))
    return all(strange)


def _dimensions(text: str) -> set[str]:
    return {name for name, words in _DIMENSIONS.items() if words.search(text)}


def _same_event(a: StatedValue, b: StatedValue, asked: frozenset[str], question: Question) -> bool:
    """Return whether the same happens at two times, and what is asked about happens there."""
    events = _events(question.meant)
    if not events:  # of no known kind: its words have to stand beside both times
        beside = (content_words(" ".join(v.clause)) for v in (a, b))
        return len(asked) > 1 and all(asked <= words for words in beside)
    same = _event_at(a) & _event_at(b) & events
    moved = any(_MOVED.search(" ".join(v.clause)) for v in (a, b))
    return bool(same) and (moved or not same <= _RECURRING)


def _events(text: str) -> set[str]:
    return {event for event, words in _EVENT_WORDS.items() if words.search(text)}


def _event_at(value: StatedValue) -> set[str]:
    """Return what happens at a time."""
    before, after = value.clause
    last = verb_comes_last(value.evidence.text)
    first, second = (after, before) if last else (before, after)
    told = {"announce"}
    return _events(first) - told or _events(second) - told or _events(first + second)


def _differ(a: StatedValue, b: StatedValue) -> bool:
    """Return whether two values of one thing contradict each other."""
    if a.quantity is None or b.quantity is None:
        meet = any(x[0] <= y[1] and y[0] <= x[1] for x in a.intervals for y in b.intervals)
        return bool(a.intervals and b.intervals) and not meet
    return not (_equal(a, b) or _is_bounded(a, b) or _rounds(a, b))


def _is_bounded(a: StatedValue, b: StatedValue) -> bool:
    return any(v.quantity is not None and v.quantity.strict for v in (a, b))


def _equal(a: StatedValue, b: StatedValue) -> bool:
    if a.quantity is None or b.quantity is None:
        return not _differ(a, b)
    return may_count_the_same(a.quantity, b.quantity) and same_amount(a.quantity, b.quantity)


def _rounds(a: StatedValue, b: StatedValue) -> bool:
    """Return whether one figure is the other, rounded: 9천억 for 9,090억, 70여 for 71."""
    one, other = _amount(a.quantity), _amount(b.quantity)
    apart = abs(one - other) / max(one, other, 1e-9)
    if a.approximate != b.approximate:
        return apart <= _ROUGH
    coarse = max(_exponent(a), _exponent(b))
    return _exponent(a) != _exponent(b) and apart <= _ROUNDED and abs(one - other) < 10.0**coarse


def _amount(quantity: Quantity | None) -> float:
    return quantity.values[0] * quantity.factor if quantity else 0.0


def _exponent(value: StatedValue) -> int:
    """Return which power of ten the last figure of a number stands for: 8 for 9,090억."""
    amount = Decimal(repr(_amount(value.quantity))).normalize()
    return int(amount.as_tuple().exponent) if amount else 0


def _shown(value: StatedValue) -> ConflictValue:
    return ConflictValue(value.span, value.evidence, value.evidence.document.date)


def _conflict(group: Sequence[StatedValue]) -> Conflict | None:
    """Return the conflict of some values for one thing; None where an article gives several."""
    by_article: dict[str, list[StatedValue]] = {}
    for value in sorted(group, key=lambda v: v.evidence.document.date):
        by_article.setdefault(value.evidence.document.id, []).append(value)
    stated: list[StatedValue] = []
    for values in by_article.values():
        # An article that tells the old value beside the new one stands by the new one.
        new = [v for v in values if not any(_equal(v, earlier) for earlier in stated)]
        kept = new or values
        if any(_differ(kept[0], v) for v in kept[1:]):
            return None
        stated.append(kept[0])
    return Conflict(tuple(_shown(v) for v in stated))
