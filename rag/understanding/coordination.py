"""What "and" joins: the members of a coordination, found by what is parallel in them.

Members are parallel that begin alike (two dates, two names, two articles) or end on the same
noun. Without a parallel they are whole phrases where both have several words, else one word
each: then a member may keep too few words and all share too many, which loses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.understanding.comparison_words import Kind, Tie, Word

JOINTS = frozenset((Kind.AND, Kind.OR, Kind.WITH, Kind.WEAK, Kind.AGAINST))
_PHRASE = frozenset(
    (Kind.PLAIN, Kind.NAME, Kind.DATE, Kind.ARTICLE, Kind.MODIFIER, Kind.ADVERB, Kind.LINK)
)
_LIKENESS = {Kind.DATE: 4, Kind.NAME: 3, Kind.ARTICLE: 1, Kind.MODIFIER: 1}
_SAME_NOUN = 2
_DELIMITERS = frozenset((Kind.COMMA, Kind.BETWEEN))
_MAX_PHRASE = 24  # words


@dataclass(frozen=True, slots=True)
class Coordination:
    """Members as ranges of word numbers, in order.

    `likeness` is 0 where nothing is parallel. `joints` are the words between them. `after` is
    the number of the word after the phrase of the last member.
    """

    members: tuple[range, ...]
    joints: tuple[int, ...]
    likeness: int
    after: int


def find_coordinations(words: Sequence[Word], *, closed: bool) -> list[Coordination]:
    """Return the coordinations of noun phrases, in order.

    Args:
        words: of one question.
        closed: whether a phrase ends where its words end (see `Reading.closed`).
    """
    found: list[Coordination] = []
    for place, word in enumerate(words):
        if word.kind not in JOINTS and not _is_list_comma(words, place, closed=closed):
            continue
        pair = _pair(words, place, closed=closed)
        if pair is None:
            continue
        last = found[-1] if found else None
        is_list = last is not None and last.after == place
        if last and is_list and bool(last.likeness) is bool(pair.likeness):
            middle = range(last.joints[-1] + 1, place)
            found[-1] = Coordination(
                (*last.members[:-1], middle, pair.members[1]),
                (*last.joints, place),
                min(last.likeness, pair.likeness),
                pair.after,
            )
        else:
            found.append(pair)
    return found


def phrase_before(words: Sequence[Word], place: int) -> range:
    """Return the noun phrase that ends before a word; empty if there is none."""
    first = place
    in_clause = False
    while first > max(0, place - _MAX_PHRASE):
        word = words[first - 1]
        bounds = word.tie is Tie.TOPIC or (word.tie is Tie.VERB and not in_clause)
        if word.kind not in _PHRASE or (bounds and first < place):
            break
        in_clause |= word.kind is Kind.MODIFIER
        first -= 1
    while first < place and words[first].kind in (Kind.ADVERB, Kind.LINK):
        first += 1
    return range(first, place)


def are_alike(one: Word, other: Word) -> bool:
    """Return whether two words may begin parallel members."""
    return one.kind is other.kind and one.kind in _LIKENESS


def are_same_noun(one: Word, other: Word) -> bool:
    """Return whether two words may end parallel members: 국회 예산, 정부 예산; 박물관, 도서관."""
    if one.kind is not other.kind and not {one.kind, other.kind} <= {Kind.PLAIN, Kind.NAME}:
        return False
    if one.kind not in (Kind.PLAIN, Kind.NAME, Kind.DATE):
        return False
    return one.head == other.head != "" or one.suffix == other.suffix != ""


def _is_list_comma(words: Sequence[Word], place: int, *, closed: bool) -> bool:
    """Return whether a comma stands between two dates, or two names of a list.

    Where a phrase isn't closed, a comma may part clauses too: only the list's "and" tells.
    """
    if words[place].kind is not Kind.COMMA or not 0 < place < len(words) - 2:
        return False
    before, after = words[place - 1], words[place + 1]
    if before.kind is after.kind is Kind.DATE and before.tie is Tie.NONE:
        return True
    if closed:
        return before.kind is after.kind is Kind.NAME and before.tie is Tie.NONE
    end = phrase_after(words, place).stop
    opens_clause = place >= 2 and words[place - 2].kind is Kind.STOP  # In Korea, Naver or …
    goes_on = place + 1 < end < len(words) and words[end].kind in (Kind.AND, Kind.OR, Kind.COMMA)
    return before.kind in (Kind.PLAIN, Kind.NAME) and goes_on and not opens_clause


def phrase_after(words: Sequence[Word], place: int) -> range:
    """Return the noun phrase that begins after a word; empty if there is none."""
    last = place + 1
    if last < len(words) and words[last].kind in (Kind.ADVERB, Kind.LINK):
        return range(last, last)
    while last < min(len(words), place + _MAX_PHRASE) and words[last].kind in _PHRASE:
        last += 1
        if words[last - 1].tie is Tie.TOPIC:
            break
    return range(place + 1, last)


def _pair(words: Sequence[Word], place: int, *, closed: bool) -> Coordination | None:
    until = place
    while until and words[until - 1].kind is Kind.CUE:  # X differs from Y
        until -= 1
    before, after = phrase_before(words, until), phrase_after(words, place)
    if words[place].kind is Kind.AGAINST:
        before = _back_to_cue(words, before)
    if not after and words[place].kind is not Kind.WITH:
        return _repeated_preposition(words, place)
    if not before or not after:
        return None
    left, right = [words[i] for i in before], [words[i] for i in after]
    delimited = before.start > 0 and words[before.start - 1].kind in _DELIMITERS
    left_length, right_length, likeness = _lengths(
        left, right, closed=closed or words[place].kind is Kind.AGAINST, delimited=delimited
    )
    if words[place].kind is Kind.WEAK and likeness < _SAME_NOUN:
        return None
    members = (
        range(before.stop - left_length, before.stop),
        range(after.start, after.start + right_length),
    )
    return Coordination(members, (place,), likeness, after.stop)


def _back_to_cue(words: Sequence[Word], phrase: range) -> range:
    """Return all between "compare" and its "with" if that is where the phrase stands."""
    first = phrase.start
    while first > 0 and words[first - 1].kind in _PHRASE | {Kind.STOP}:
        first -= 1
    starts = first > 0 and words[first - 1].kind is Kind.CUE
    return range(first, phrase.stop) if starts else phrase


def _repeated_preposition(words: Sequence[Word], place: int) -> Coordination | None:
    """Return the members of "in Seoul and in Busan"."""
    if place + 2 >= len(words) or words[place + 1].kind not in (Kind.STOP, Kind.LINK):
        return None
    before, after = phrase_before(words, place), phrase_after(words, place + 1)
    preposition = words[place + 1]
    first = next(
        (
            i
            for i in range(place - 2, max(0, before.start - 1) - 1, -1)
            if words[i].kind is preposition.kind
            and (preposition.kind is Kind.LINK or words[i].head == preposition.head)
        ),
        -1,
    )
    if first < 0 or not after:
        return None
    articles = sum(words[i].kind is Kind.ARTICLE for i in after)  # du musée et de la mairie
    length = min(place - first + articles, after.stop - place - 1)
    members = (range(first, place), range(place + 1, place + 1 + length))
    return Coordination(members, (place,), _SAME_NOUN, after.stop)


def _lengths(
    left: Sequence[Word], right: Sequence[Word], *, closed: bool, delimited: bool
) -> tuple[int, int, int]:
    """Return how many words of the phrases are the members, and how alike these are."""
    end = _end_of_phrase(left, right)
    same = next((i + 1 for i in range(end) if are_same_noun(left[-1], right[i])), 0)
    starts = [i for i, word in enumerate(left) if are_alike(word, right[0])]
    likeness = _LIKENESS[right[0].kind] if starts else 0
    if 0 < same <= len(left) and are_alike(left[-same], right[0]):
        return same, same, likeness + _SAME_NOUN
    if starts:
        length = len(left) - _parallel_start(left, right, starts)
    elif same:
        length, likeness = min(same, len(left)), _SAME_NOUN
    elif len(left) > 1 and end > 1:
        length, likeness = len(left), int(delimited)
    else:
        length = 1
    if same:
        return length, same, likeness
    if length == 1 and not (delimited and not closed and not starts):
        modifiers = next((i for i in range(end) if right[i].kind is not Kind.MODIFIER), 0)
        return 1, modifiers + 1, likeness
    return length, end if closed or delimited else min(length, end), likeness


def _parallel_start(left: Sequence[Word], right: Sequence[Word], starts: Sequence[int]) -> int:
    kind = right[0].kind
    if kind is Kind.DATE:  # a date at the outset dates the whole phrase
        return starts[0]
    if kind is Kind.ARTICLE:  # the opening of the park and the closing of the zoo
        links = sum(word.kind is Kind.LINK for word in right)
        for start in reversed(starts):
            if sum(word.kind is Kind.LINK for word in left[start:]) >= links:
                return start
    return starts[-1]


def _end_of_phrase(left: Sequence[Word], right: Sequence[Word]) -> int:
    """Return how many words of `right` can belong to the second member."""
    first = 0
    dated = len(left) > 1 and right[0].kind is Kind.DATE and right[0].tie is Tie.VERB  # 9월에 밝힌
    if dated or any(word.kind is Kind.MODIFIER for word in left):  # a clause, in one or in both
        first = max((i for i, word in enumerate(right) if word.kind is Kind.MODIFIER), default=0)
    has_noun_tie = any(word.tie is Tie.NOUN for word in left)
    for place in range(first, len(right)):
        tie = right[place].tie
        if tie in (Tie.VERB, Tie.TOPIC) or (tie is Tie.NOUN and not has_noun_tie):
            return place + 1
    return len(right)


def close_lists(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words; the last joint of "서울이랑 부산이랑 어디가" is none."""
    is_list = False
    for place, word in enumerate(words):
        after = words[place + 1].kind if place + 1 < len(words) else Kind.END
        if word.kind is Kind.WITH and is_list and after not in _PHRASE - {Kind.ADVERB}:
            word = replace(word, kind=Kind.CUE)
        is_list = word.kind is Kind.WITH or (is_list and word.kind in _PHRASE)
        yield word
