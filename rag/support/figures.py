"""Does the evidence hold every figure of a claim: quantities, dates, times, figures in names?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from index.numbers import extract_numbers
from rag.answers import Evidence, Question
from rag.support.attachment import (
    days_from,
    is_base,
    of_another_event,
    of_another_time,
    reports,
)
from rag.support.claim_dates import UNDATED, Interval, Moment, covers, resolve
from rag.support.figure_contexts import Dated, of_another_thing
from rag.support.figure_grounds import (
    KNOWN,
    Ground,
    Reading,
    figure_grounds,
    has_digits_of,
    holds_clock,
    holds_name,
    holds_quantity,
    read,
    values_of,
)
from rag.support.quantities import (
    Quantity,
    blank,
    find_quantities,
    holds,
    name_the_same,
    plain_groups,
    same_amount,
)
from rag.support.rates import single_spans, swapped_rate
from rag.support.time_phrases import THAT_DAY, YEAR_BEFORE
from rag.support.weekdays import Weekday

_LIST_MARK = re.compile(r"[,、·，]|\s(?:and|y|und|et|và|or)\s|[와과]\s|및")
_REPORTED = re.compile(
    r"\s?(?:자|기사|보도|에\s?(?:보도|게재)|발행|에\s?나온|article|report|publi|issue)"
)
_CALENDARS = KNOWN | {"es", "de", "fr", "vi"}
_SMALL = 20  # a number in words contradicts figures up to that
_TALLIED = 3  # so many are counted without the evidence naming a number: 두 회사, both
_NEVER_IMPLIED = frozenset("ordinal rank ratio points multiple krw usd jpy cny eur gbp vnd".split())
_ABOUT = 0.04  # 47% is about half
_YEARS = frozenset({"calendar", "age"})
_SPANS = frozenset({"calendar", "clock"})
_DAY = 86_400
_YEAR = 12
_MODERN = 1600
_GAP = 12
_MONTH_BEFORE = re.compile(
    r"(?<![가-힣])(?:전달|전월|한\s?달\s전)|\b(?:a|the|one) month (?:before|earlier|ago)\b"
    r"|\bthe (?:previous|prior|preceding) month\b",
    re.I,
)
_SINGLE = re.compile(r"\b(?:one|an?|single|only|alone)\b|(?<![가-힣])(?:한|혼자|홀로)\s|만\s", re.I)
_PEOPLE = 100  # one in so many, not an amount of another
_OUT_OF = re.compile(r"\s?(?:in|out of|중에?서?|가운데)\s(?:every\s)?")
_BY = re.compile(r"\b(?:by|before|until)\s(?:the\s)?$")
_OTHER_CLAUSE = re.compile(r"[\d.,]|\b(?:but|and|while)\b|지만\s|[고며]\s")
_DENIES = re.compile(r"아니|않|대신|\b(?:not|instead|rather|no longer)\b|n['’]t\b", re.I)


def unsupported_figure(claim: str, evidence: Sequence[Evidence], question: Question) -> str:
    """Return the first words of `claim` with a figure that `evidence` doesn't hold, "" if none.

    A figure that only the question has is not held; but a time that the question names as its
    condition may be that of the article (its date), where the evidence names no earlier one.
    """
    grounds = figure_grounds(evidence, denied=bool(_DENIES.search(claim)))
    if any(YEAR_BEFORE.search(one.text) for one in evidence):  # said in any words
        claim = blank(claim, [match.span() for match in YEAR_BEFORE.finditer(claim)])
    return next(_Claim(claim, grounds, question).unsupported(), "")


def figures_held(text: str, evidence: Sequence[Evidence]) -> bool:
    """Return whether every value of a text that is still being written occurs in `evidence`.

    Values only, in any unit: what is shown before a sentence can be judged as a whole.
    """
    grounds = figure_grounds(evidence)
    known = {value for ground in grounds for value in values_of(ground)}
    return all(round(number, 6) in known for number in extract_numbers(plain_groups(text)))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with what it may rest on."""

    text: str
    grounds: Sequence[Ground]
    question: Question

    def unsupported(self) -> Iterator[str]:
        """Yield the words of the claim with a figure that isn't held."""
        today = self.grounds[0].today if self.grounds else UNDATED
        reading = read(self.text, today)
        for start, end in reading.names:
            if not any(holds_name(ground, self.text[start:end]) for ground in self.grounds):
                yield self.text[start:end]
        yield from self._unsupported_times(reading)
        for quantity in reading.quantities:
            if quantity.spelled and quantity.values == (1,) and "ordinal" in quantity.kinds:
                continue  # at first, for the first time
            if self._is_of_share(quantity, reading):
                continue
            if not self._holds_quantity(quantity) or self._is_misplaced(quantity, reading):
                yield self.text[quantity.start : quantity.end].strip()
        yield from self._swapped(reading)

    def _unsupported_times(self, reading: Reading) -> Iterator[str]:
        for moment in reading.moments:
            if moment.vague or THAT_DAY.fullmatch(self.text, moment.start, moment.end):
                continue
            held = [ground for ground in self.grounds if self._holds_moment(ground, moment)]
            if not held or self._is_misdated(moment, held):
                yield self.text[moment.start : moment.end]
        for weekday in reading.weekdays:
            if not self._holds_weekday(weekday, reading):
                yield self.text[weekday.start : weekday.end]
        for clock in reading.clocks:
            if not any(holds_clock(ground, clock) for ground in self.grounds):
                yield self.text[clock.start : clock.end]

    def _is_misdated(self, moment: Moment, holding: Sequence[Ground]) -> bool:
        if reports(self.text):
            return False
        evidence = [_dated(ground) for ground in self.grounds]
        return of_another_event(self._dated(holding[0]), self._as_of(holding[0], moment), evidence)

    def _swapped(self, reading: Reading) -> Iterator[str]:
        texts = [
            text for g in self.grounds for text in (g.evidence.text, g.evidence.document.title)
        ]
        same = [
            ground.evidence.text
            for ground in self.grounds
            if any(holds_quantity(ground, quantity) for quantity in reading.quantities)
        ]
        if words := swapped_rate(self.text, texts, same):
            yield words

    def _dated(self, ground: Ground) -> Dated:
        reading = read(self.text, ground.today)
        return Dated(self.text, reading.quantities, reading.moments, days_from(ground.today))

    def _holds_weekday(self, weekday: Weekday, reading: Reading) -> bool:
        if any(g.evidence.document.language not in _CALENDARS for g in self.grounds):
            return True
        for ground in self.grounds:
            for moment in read(self.text, ground.today).moments:
                gap = sorted((moment.start, moment.end, weekday.start, weekday.end))[1:3]
                if moment.day and not re.search(r"\w", self.text[gap[0] : gap[1]]):
                    days = resolve([moment], ground.today)
                    if days and all(day.weekday() != weekday.number for day, _ in days):
                        return False
        named = [own for ground in self.grounds for own in ground.reading.weekdays]
        days = [day for g in self.grounds for day in g.intervals if day[0] == day[1]]
        if any(own.number == weekday.number for own in named):
            return True
        if any(first.weekday() == weekday.number for first, _ in days):
            return True
        return any(
            not g.days and (not g.published or g.today.weekday() == weekday.number)
            for g in self.grounds
        )

    def _as_of(self, ground: Ground, moment: Moment) -> Moment:
        moments = read(self.text, ground.today).moments
        return next((other for other in moments if other.start == moment.start), moment)

    def _holds_moment(self, ground: Ground, moment: Moment) -> bool:
        moment = self._as_of(ground, moment)
        if moment.third == 2 and _BY.search(self.text[: moment.start].lower()[-_GAP:]):
            moment = replace(moment, third=-1)  # by the end of the year is within it
        if ground.evidence.document.language not in _CALENDARS:
            written = self.text[moment.start : moment.end]
            return not re.search(r"\d", written) or has_digits_of(ground, moment)
        if any(covers(moment, interval) for interval in self._days_of(ground, moment)):
            return True
        return self._holds_stated(ground, moment) or self._is_of_article(ground, moment)

    def _holds_stated(self, ground: Ground, moment: Moment) -> bool:
        """Return whether evidence states a time in figures that are not read as times."""
        if 0 < moment.months[0] <= 12 and _MONTH_BEFORE.search(ground.evidence.text):
            month, year = moment.months[0] % 12 + 1, moment.year + moment.months[0] // 12
            later = replace(moment, year=moment.year and year, months=(month, month))
            if any(covers(later, day) for day in ground.intervals):
                return True
        if moment.year and moment.grain == 0 and moment.third < 0:  # 2000年前, in 1186
            value = float(moment.year)
            if any(value in q.values and q.kinds <= _YEARS for q in ground.quantities):
                return True
        compares = "\0" in self.text  # itself, with a year before
        before = None if compares else YEAR_BEFORE.search(ground.evidence.text)
        if before and moment.year and (moment.grain == 1 or is_base(self.text, moment)):
            later = replace(moment, year=moment.year + 1)  # 2024년 2월보다 is 1년 전보다
            month_before = ground.today.replace(day=1) - timedelta(days=1)
            near = (*ground.intervals, (ground.today, ground.today), (month_before, month_before))
            if any(covers(later, day) for day in near):
                return True
        if 0 < moment.year < _MODERN and float(moment.year) in ground.numbers:
            return True  # November 1347, which no calendar word is known for
        states = any(stated.year == moment.year for stated in ground.stated)
        if moment.bare and float(moment.year) in ground.numbers and not states:
            return True
        if moment.day and not moment.year and moment.months == (0, 0) and not moment.whole:
            days = Quantity(0, 0, (float(moment.day),), frozenset({"clock"}), 86_400)
            return any(same_amount(quantity, days) for quantity in ground.quantities)
        return False

    def _days_of(self, ground: Ground, moment: Moment) -> Sequence[Interval]:
        """Return the days of evidence, but for a day's claim not those on which it was told."""
        if moment.grain < 2 or not ground.reported or reports(self.text):
            return ground.intervals
        if len(set(ground.days) - set(ground.reported)) == 0:
            return ground.intervals
        return [days for days in ground.intervals if days not in ground.reported]

    def _is_of_article(self, ground: Ground, moment: Moment) -> bool:
        """Return whether a time is that of the article itself and its words name no other."""
        if not ground.published or not covers(moment, ground.published):
            return False
        others = [other for other in ground.stated if other.states(moment.grain)]
        if _REPORTED.match(self.text, moment.end):
            return True
        if not others:
            elsewhere = ground.days if moment.grain == 2 else ()
            known = not elsewhere or any(covers(moment, day) for day in elsewhere)
            return known or self._is_asked(ground, moment, elsewhere)
        intervals = resolve(others, ground.today)
        claimed = [m for m in read(self.text, ground.today).moments if m.start != moment.start]
        if all(any(covers(m, interval) for m in claimed) for interval in intervals):
            return True
        return self._is_asked(ground, moment, intervals)

    def _is_asked(self, ground: Ground, moment: Moment, intervals: Sequence[Interval]) -> bool:
        if not ground.published:
            return False
        published = ground.published
        asked = read(self.question.text, ground.today).moments
        if not any(covers(other, published) and other.grain >= moment.grain for other in asked):
            return False
        return all(first > published[0] for first, _ in intervals)

    def _holds_quantity(self, claimed: Quantity) -> bool:
        quantities = [quantity for ground in self.grounds for quantity in ground.quantities]
        if any(holds_quantity(ground, claimed) for ground in self.grounds):
            return True
        if claimed.kinds & _SPANS and self._holds_span(claimed):
            return True
        if self._is_hour(claimed) or self._is_limit(claimed):
            return True
        if claimed.spelled or _is_implied(claimed, quantities):
            return self._holds_words(claimed, quantities)
        if claimed.kinds or any(set(claimed.values) & set(q.values) for q in quantities):
            return False
        values = {round(value, 6) for value in claimed.values}
        return any(values & ground.numbers for ground in self.grounds)

    def _is_hour(self, claimed: Quantity) -> bool:
        """Return whether it is a time of day in words: 아홉 시, six in the evening."""
        hours = {minute // 60 % 12 for g in self.grounds for c in g.clocks for minute in c.minutes}
        named = claimed.spelled and claimed.kinds <= {"oclock"}
        return named and bool({value % 12 for value in claimed.values} & hours)

    def _is_limit(self, claimed: Quantity) -> bool:
        """Return whether another figure of the claim, which is held, keeps to it: 9%, under 10%."""
        said = (q for ground in self.grounds for q in ground.quantities)
        if not claimed.strict or not claimed.kinds or any(same_amount(q, claimed) for q in said):
            return False
        limit = claimed.values[0] * claimed.factor
        return any(
            other.kinds & claimed.kinds
            and (other.values[0] * other.factor - limit) * claimed.bound > 0
            and any(holds_quantity(ground, other) for ground in self.grounds)
            for other in find_quantities(self.text)
            if other.start != claimed.start
        )

    def _is_of_share(self, claimed: Quantity, reading: Reading) -> bool:
        """Return whether it is of "one in five", and the evidence has 20%."""
        for first, second in pairwise(reading.quantities):
            if claimed in (first, second) and _OUT_OF.fullmatch(self.text, first.end, second.start):
                low, high = sorted((first.values[0], second.values[0]))
                if high > _PEOPLE:
                    continue
                share = Quantity(0, 0, (100 * low / high,), frozenset({"ratio"}), 0.01)
                if any(holds_quantity(ground, share) for ground in self.grounds):
                    return True
        return False

    def _holds_span(self, claimed: Quantity) -> bool:
        """Return whether "2년 전" is a year of the evidence, or "한 달" its "a month"."""
        for ground in self.grounds:
            for start, (first, last) in read(self.text, ground.today).agos:
                if start == claimed.start:
                    moment = Moment(start, start, whole=(first, last))
                    if any(covers(moment, days) for days in ground.intervals):
                        return True
            days = {first for first, last in ground.intervals if first == last}
            if claimed.factor == _DAY and any(
                (last - first).days + 1 in claimed.values for first in days for last in days
            ):
                return True  # three days: from 7 to 9 March
            years = {first.year for first, _ in ground.intervals}
            if claimed.factor == _YEAR and any(
                b - a in claimed.values for a in years for b in years
            ):
                return True  # six years: from 1967 to 1973
            spans = single_spans(ground.evidence.text)
            if any(value * claimed.factor in spans for value in claimed.values):
                return True
        return False

    def _holds_words(self, claimed: Quantity, quantities: Sequence[Quantity]) -> bool:
        """Return whether a number in words may be counted or reckoned from the evidence."""
        value = claimed.values[0]
        if (
            value == 1
            and claimed.kinds & {"person", "org", "place"}
            and any(_SINGLE.search(g.evidence.text) for g in self.grounds)
        ):
            return True
        like = [o for o in quantities if o.kinds & claimed.kinds or name_the_same(o, claimed)]
        if claimed.kinds and claimed.kinds <= _SPANS and like:
            return False
        known = {g.evidence.document.language for g in self.grounds} <= KNOWN
        if "ratio" in claimed.kinds:
            return not known or any(abs(o.values[0] * o.factor - value) <= _ABOUT for o in like)
        small = [o for o in like if o.values[0] * o.factor <= _SMALL * claimed.factor]
        if small and value <= _SMALL:
            return False
        if "multiple" in claimed.kinds:
            amounts = [other.values[0] * other.factor for other in quantities]
            return any(
                one and abs(other / one - value) < (0.2 if claimed.bound else 0.05)
                for one in amounts
                for other in amounts
            )
        if value <= _TALLIED or not known:
            return True
        return any(len(_LIST_MARK.findall(g.evidence.text)) + 1 >= value for g in self.grounds)

    def _is_misplaced(self, claimed: Quantity, reading: Reading) -> bool:
        """Return whether the evidence has a quantity of something, or of some time, else."""
        holding = [ground for ground in self.grounds if holds_quantity(ground, claimed)]
        if not holding:
            return False
        before = [m for m in reading.moments if m.end <= claimed.start]
        gap = self.text[before[-1].end : claimed.start] if before else ""
        if before and len(gap) <= _GAP and not _OTHER_CLAUSE.search(gap):
            dated = {g.article for g in self.grounds if self._holds_moment(g, before[-1])}
            if dated and not dated & {g.article for g in holding}:
                return True
        if holding[0].evidence.document.language in _CALENDARS and of_another_time(
            self._dated(holding[0]), claimed, [_dated(ground) for ground in holding]
        ):
            return True
        if "\0" in self.text and any(_is_of_year_before(ground, claimed) for ground in holding):
            return False
        evidence = [_dated(ground) for ground in self.grounds]
        return of_another_thing(self._dated(holding[0]), claimed, evidence)


def _is_implied(claimed: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Return whether a figure is the 1 of "1명", which may stand for no more than a singular."""
    if claimed.values != (1,) or not claimed.kinds or claimed.kinds & (_NEVER_IMPLIED | _SPANS):
        return False
    return all(other.values != (1,) for other in quantities)


def _is_of_year_before(ground: Ground, claimed: Quantity) -> bool:
    """Return whether evidence says a figure of the year before: 지난해 같은 시기(76%)."""
    text = ground.evidence.text
    starts = [q.start for q in ground.reading.quantities if holds(q, claimed)]
    return any(YEAR_BEFORE.search(text, max(0, start - _GAP), start) for start in starts)


def _dated(ground: Ground) -> Dated:
    reading = ground.reading
    text = ground.evidence.text
    return Dated(text, reading.quantities, reading.moments, days_from(ground.today))
