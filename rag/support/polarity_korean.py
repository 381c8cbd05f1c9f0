"""What a Korean text affirms and what it denies, clause by clause; see `polarity_reading`."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.terms import fold
from rag.support.korean import Token, korean_tokens
from rag.support.polarity_reading import AXIS, UNTIL, Clause, Mention, anchors, plain_senses
from rag.support.polarity_words import (
    KOREAN_DENYING,
    KOREAN_HINTS,
    KOREAN_LIGHT,
    KOREAN_SAYING,
    korean_senses,
    korean_sides,
)

_NOUNS = frozenset(("NNG", "NNP", "XR", "SL", "SN", "SH", "NR"))
_AFFIXES = frozenset(("XSN", "XPN", "NNB"))
_VERBS = frozenset(("VV", "VA"))
_DENIALS = frozenset(("않", "못하", "말", "아니하"))
# Clauses end at these endings, unless an auxiliary follows.
_ENDINGS = frozenset(
    """고 며 으며 지만 으나 나 는데 ᆫ데 은데 던데 면서 으면서 자 다가 므로 으므로 니까
    으니까 거나 든지 아 어 아서 어서 여 여서 자마자 더니 으니 니 려고 으려고 도록 라 이라 라서
    고서 면 으면""".split()
)
_VERDICTS = frozenset("결정 판결 결론 지시 명령 처분 허가 승인 조치 평가".split())  # 내리다
_ATTEMPTS = frozenset("시도 도전 노리 애쓰 꾀하".split())
_ALERTS = ("주의보", "경보", "특보")
_FEES = (
    *("통행료", "입장료", "이용료", "사용료", "수수료", "관람료", "보험료", "주차료", "대여료"),
    *("요금", "등록금", "세금", "학비", "회비", "참가비", "급식비", "배송비", "등록비"),
)
_CHARGES = frozenset("받 내 물 걷 부과 징수".split())  # what is charged: 요금을 받는다
_WHEN = ("before", "half", "day")  # "not at 5 p.m." doesn't mean the morning
_SHORT = frozenset("전 후 뒤 첫 배 안 밖 위".split())  # one syllable is enough to tell
_QUOTING = tuple("다고 ᆫ다고 는다고 라고 자고 냐고 다며 ᆫ다며 는다며 라며 다는 라는".split())
# Nouns that only carry a clause: 할 수 없다, 한 적이 없다, 할 계획이 아니다.
_FAILING = frozenset("무산 불발 결렬 실패 어렵 힘들 없어지 사라지 그만두".split())
_CHANGES = frozenset(("amount", "level", "change", "pace", "order"))  # they leave their subject be
_TOPIC = ("이", "가", "은", "는", "께서")
_CARRIERS = frozenset(
    """수 적 바 리 일 것 거 게 줄 필요 계획 방침 생각 예정 의향 가능성 여지 이유 근거 전례 사례 사실
    뜻 의도 법""".split()
)
_OBJECTS = frozenset(
    ("을", "를", "이", "가", "은", "는", "도", "에", "까지", "조차", "에서", "으로", "로")
)


@lru_cache(maxsize=512)
def read_korean(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a Korean text."""
    tokens = korean_tokens(text)
    clauses, start = [], 0
    for place in range(len(tokens)):
        if _ends_clause(tokens, place):
            clauses.append((start, place + 1))
            start = place + 1
    clauses.append((start, len(tokens)))
    return tuple(_clause(text, tokens, start, end) for start, end in clauses if end - start > 1)


def _ends_clause(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tag in ("SF", "EF") or token.form == "반면":
        return True
    if token.tag == "SP":
        return place > 0 and tokens[place - 1].tag[0] in "EJM"
    following = tokens[place + 1].tag if place + 1 < len(tokens) else ""
    if token.tag != "EC" or following == "VX":
        return False
    return token.form in _ENDINGS or token.form.endswith(_QUOTING)


def _clause(text: str, tokens: Sequence[Token], start: int, end: int) -> Clause:
    mentions: list[Mention] = []
    senses: list[Mention] = []
    denied, plainly = 0, True
    last = start  # where the words about a predicate begin
    for place in range(start, end):
        word = _predicate(tokens, place, start)
        if word is None:
            continue
        key, main = word
        denials = _denials(tokens, place) + max(_before(tokens, at, start) for at in (main, place))
        odd = denials % 2
        if tokens[place].form == "없" or tokens[place].tag == "VCN":
            odd = (odd + 1) % 2
        if odd and _is_besides(tokens, last, place):
            odd = 0
        denied += odd
        plainly &= not odd or tokens[place].form != "없" and not _goes_on(tokens[place + 1 : end])
        near = _near(text, tokens, last, place + 1, main)
        sides = korean_sides(key)
        if tokens[place].form in _CHARGES and _has_fee(text, tokens[last:place]):
            sides = (*sides, ("charge", 1))
        if _becomes(tokens, place):
            sides = tuple(("amount" if axis == "level" else axis, side) for axis, side in sides)
        senses += [
            Mention(sense, -1 if odd else 1, near, denied=odd > 0) for sense in korean_senses(key)
        ]
        on_axis = any(axis[0].isalpha() for axis, _ in sides)
        stated = key not in KOREAN_SAYING and not on_axis
        mentions += [
            Mention(AXIS + axis, -side if odd else side, near, denied=odd > 0)
            for axis, side in sides
        ]
        mentions.append(Mention(fold(key), -1 if odd else 1, near, stated, odd > 0))
        if key in _ATTEMPTS and _but_follows(tokens, place):
            mentions.append(Mention(AXIS + "quality", -1, near, denied=True))
        last = place + 1
    mentions += _noun_mentions(text, tokens, start, end)
    mentions += _at_most(text, tokens, start, end)
    words = _near(text, tokens, start, end, -1)
    particles = {token.form for token in tokens[start:end] if token.tag == "JX"}
    plainly &= "부터" not in particles  # not since then: it ended
    words |= {UNTIL} if "까지" in particles else set()
    nouns = [token.form for token in tokens[start:end] if token.tag == "NNG"]
    told = {sense.key for sense in senses}
    senses += [
        Mention(sense, 1, words)
        for noun in nouns for sense in korean_senses(noun) if sense not in told
    ]  # fmt: skip
    words |= {sense.key for sense in senses}
    hints = any(t.form in KOREAN_HINTS and t.tag[0] != "J" or t.form in ("밖에", "뿐")
                for t in tokens[start:end])  # fmt: skip
    plain = plain_senses(
        senses, denies=any(m.denied for m in mentions), hints=hints or "만" in particles
    )
    lead = _lead(tokens[start:end])
    return Clause(tuple(mentions), words, denied % 2 == 1, hints, lead, plainly, plain)


def _goes_on(following: Sequence[Token]) -> bool:
    """Return whether a denial only leads to what is instead: 않고."""
    forms = [token.form for token in following]
    return forms[-1:] == ["고"] and forms[-2:-1] in (["않"], ["말"])


def _has_fee(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether a noun of these is a fee, written in one or two: 통행료."""
    return bool(tokens) and any(fee in text[tokens[0].start : tokens[-1].end] for fee in _FEES)


def _but_follows(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a clause goes on with "but": what was tried, then, failed."""
    following = next((t for t in tokens[place + 1 :] if t.tag == "EC"), None)
    return following is not None and following.form in ("으나", "나", "지만", "는데", "ᆫ데")


def _lead(tokens: Sequence[Token]) -> str:
    """Return the first noun of the subject or topic of a clause, "" for none."""
    for place, token in enumerate(tokens):
        if token.form in _TOPIC and token.tag[0] == "J":
            first = place
            while (
                first
                and tokens[first - 1].tag in _NOUNS
                and (first == place or tokens[first - 1].end == tokens[first].start)
            ):
                first -= 1
            return fold(tokens[first].form) if first < place else ""
    return ""


def _becomes(tokens: Sequence[Token], place: int) -> bool:
    """Return whether an adjective tells of a change: 높아지다."""
    forms = [token.form for token in tokens[place + 1 : place + 3]]
    return tokens[place].tag == "VA" and forms in (["어", "지"], ["아", "지"])


def _predicate(tokens: Sequence[Token], place: int, start: int) -> tuple[str, int] | None:
    """Return the word that a predicate turns on and its place, None where there is none."""
    token = tokens[place]
    if _is_cannot(tokens, place):
        return None
    if token.tag in ("XSV", "XSA") and place > start:
        noun = _noun_before(tokens, place - 1, start)
        if tokens[place - 1].form in KOREAN_LIGHT and noun is not None:
            return _word(tokens, noun), noun
        return _word(tokens, place - 1), place - 1
    if token.tag in ("VCP", "VCN"):
        if tokens[place - 1].tag == "MAG" and place > start:
            return tokens[place - 1].form, place - 1  # 그대로이다
        noun = _noun_before(tokens, place, start)
        return (_word(tokens, noun), noun) if noun is not None else None
    if token.tag not in _VERBS:
        return None
    sign = place > 0 and tokens[place - 1].tag == "SW" and tokens[place - 1].end == token.start
    following = tokens[place + 1].form if place + 1 < len(tokens) else ""
    # Kiwi's reading of %는; 크게, 높게, 많아야: how, not what
    if (token.form == "늘" and sign) or (token.tag == "VA" and following in ("게", "어야")):
        return None
    noun = _noun_before(tokens, place, start)
    if noun is None:
        return token.form, place
    if token.form == "내리" and tokens[noun].form.endswith(_ALERTS):
        return "발령", place
    gives = token.form == "내리" and tokens[noun].form in _VERDICTS
    return (
        (_word(tokens, noun), noun) if token.form in KOREAN_LIGHT or gives else (token.form, place)
    )


def _is_cannot(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a verb only completes 하지 못하다."""
    before = [token.form for token in tokens[max(0, place - 2) : place]]
    return tokens[place].form == "하" and before in (["지", "못"], ["지", "안"])


def _word(tokens: Sequence[Token], place: int) -> str:
    """Return a noun with the affix that turns it round: 불가능, 비공개."""
    if place and tokens[place - 1].tag == "XPN":
        return tokens[place - 1].form + tokens[place].form
    if place and tokens[place].tag == "XSN":
        return tokens[place - 1].form + tokens[place].form
    return tokens[place].form


def _noun_before(tokens: Sequence[Token], place: int, start: int) -> int | None:
    """Return the noun that is the object or subject right before a verb."""
    at = place - 1
    while at >= start and (tokens[at].tag[0] == "J" or tokens[at].tag in ("MAG", "NNB", "SSC")):
        at -= 1
    if at < start or tokens[at].tag not in _NOUNS | {"XSN"}:
        return None
    return at


def _denials(tokens: Sequence[Token], place: int) -> int:
    """Return how many times what follows a predicate denies it: 하지 않을 수 없다 gives 2."""
    count = 0
    at = place + 1
    while at < len(tokens):
        token = tokens[at]
        tag = token.tag
        if tag == "VX" or _is_cannot(tokens, at):
            count += tag != "VX" or token.form in _DENIALS
        elif tag == "EC":
            if _may_not(tokens, at):
                return count + 1
            if _ends_clause(tokens, at):
                return count
        elif tag == "ETM":
            return count + _carried(tokens, at + 1)
        elif tag not in ("EP", "JX", "JKS", "JKO", "MAG", "XSV", "XSA", "JKB"):
            return count
        at += 1
    return count


def _may_not(tokens: Sequence[Token], at: int) -> bool:
    """Return whether 안 되다 follows: 않으면 안 된다."""
    forms = [token.form for token in tokens[at : at + 3]]
    return forms[0] in ("면", "으면", "어서는", "어선") and forms[1:] == ["안", "되"]


def _carried(tokens: Sequence[Token], at: int) -> int:
    """Return 1 where the noun that carries a clause is denied: 할 수 없다, 한 것은 아니다."""
    while at < len(tokens) and tokens[at].form in _CARRIERS and tokens[at].tag[0] == "N":
        at += 1
        beside = False
        while at < len(tokens) and tokens[at].tag[0] == "J":
            if tokens[at].form == "밖에":
                return 0
            beside |= tokens[at].tag == "JKB"
            at += 1
        if at < len(tokens) and (tokens[at].form == "없" or tokens[at].tag == "VCN"):
            return 1
        if at + 1 < len(tokens) and tokens[at].form in KOREAN_DENYING and not beside:
            return 1
    return 0


def _before(tokens: Sequence[Token], main: int, start: int) -> int:
    """Return 1 where 안 or 못 stands before a predicate, or between its noun and verb."""
    around = (main - 1, main + 1)
    return int(any(start <= at < len(tokens) and _is_not(tokens, at) for at in around))


def _is_not(tokens: Sequence[Token], at: int) -> bool:
    """Return whether 안 or 못 stands by itself, neither in a name nor after a bound: 6시간도 못."""
    apart = at == 0 or tokens[at - 1].end < tokens[at].start and not _is_bound(tokens, at)
    return apart and tokens[at].tag == "MAG" and tokens[at].form in ("안", "못")


def _is_bound(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a figure is a bound: 6시간도 못 자다, 여섯 시간이 채 안 되다 (not 한 번도)."""
    before = [token for token in tokens[max(0, at - 5) : at] if token.form != "채"][-3:]
    reaches = at + 1 < len(tokens) and tokens[at + 1].form in ("되", "넘", "미치")
    ends = before[-1].form == "도" or reaches and before[-1].tag[0] == "J"
    one = any(token.form in ("1", "한", "하나", "아무") for token in before)
    return ends and not one and any(token.tag in ("SN", "NR", "MM") for token in before[:-1])


def _is_besides(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Return whether a denial says more, not less: 뿐 아니라, 밖에 없다."""
    close = {token.form for token in tokens[max(start, place - 2) : place]}
    return bool(close & {"뿐", "뿐만"}) or any(t.form == "밖에" for t in tokens[start:place])


def _noun_mentions(text: str, tokens: Sequence[Token], start: int, end: int) -> Iterator[Mention]:
    """Yield the nouns of a clause, with the sign that the verb over them gives them."""
    last = start
    for place in range(start, end):
        token = tokens[place]
        if token.tag in _VERBS or token.tag in ("XSV", "XSA"):
            last = place + 1
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.form == "이상" and place and tokens[place - 1].form == "더":
            continue  # no more
        if token.tag not in ("NNG", "XR", "MM", "MAG", "NNB") or (
            following is not None and following.tag in ("XSV", "XSA", "VCP", "VCN")
        ):
            continue
        word = _word(tokens, place)
        if following is not None and following.tag == "XSN" and token.tag == "NNG":
            word += following.form
        sign = _noun_sign(tokens, place, end)
        near = _near(text, tokens, last, place + 1, place)
        for axis, side in korean_sides(word) if len(word) > 1 or word in _SHORT else ():
            if sign < 0 and (axis in _WHEN or not axis[0].isalpha()):
                continue
            about = near if axis != "before" else frozenset((fold(tokens[place - 1].form),))
            about = about if axis != "bound" else _bounded(text, tokens, place, end)
            yield Mention(AXIS + axis, side * sign, about, denied=sign < 0)
        if token.tag == "NNG":
            yield Mention(fold(word), sign, near, stated=False, denied=sign < 0)


def _at_most(text: str, tokens: Sequence[Token], start: int, end: int) -> Iterator[Mention]:
    for place in range(start, end - 1):
        if tokens[place].form == "많" and tokens[place + 1].form == "어야":
            yield Mention(f"{AXIS}bound", 1, _bounded(text, tokens, place, end))


def _bounded(text: str, tokens: Sequence[Token], place: int, end: int) -> frozenset[str]:
    """Return what a word like "at least" is about: what follows."""
    return _near(text, tokens, place + 1, min(place + 4, end), place)


def _noun_sign(tokens: Sequence[Token], place: int, end: int) -> int:
    at = place + 1
    while at < end and (tokens[at].tag in _NOUNS or tokens[at].tag in _AFFIXES):
        at += 1
    if at >= end:
        return 1
    if tokens[at].form == "없이":
        return -1
    if tokens[at].tag[0] != "J" or tokens[at].form not in _OBJECTS:
        return 1
    acts = tokens[at].form in _TOPIC
    while at < end and (tokens[at].tag[0] == "J" or _is_adverb(tokens, at)):
        at += 1
    return _verb_sign(tokens, at, end, acts=acts)


def _is_adverb(tokens: Sequence[Token], at: int) -> bool:
    no_more = tokens[at].form == "이상" and tokens[at - 1].form == "더"
    return no_more or tokens[at].tag == "MAG" and tokens[at].form not in ("안", "못")


def _verb_sign(tokens: Sequence[Token], main: int, end: int, *, acts: bool) -> int:
    """Return -1 where the verb that begins here denies its noun.

    A subject that `acts` is denied only by what happens to it: 인상이 철회됐다 (not 야당이
    반대했다).
    """
    if main < end and tokens[main].tag == "MAG":
        main += 1
    if main >= end:
        return 1
    token = tokens[main]
    verb = main + int(main + 1 < end and tokens[main + 1].tag in ("XSV", "XSA"))
    if token.tag not in ("VV", "VA", "VCN") and verb == main:
        return 1
    odd = _denials(tokens, verb) + _before(tokens, main, 0) + int(token.tag == "VCN")
    if acts and any(axis in _CHANGES for axis, _ in korean_sides(token.form)):
        return 1
    happens = not acts or tokens[verb].form == "되" or token.form in _FAILING
    odd += token.form in KOREAN_DENYING and happens or token.form == "없"
    return -1 if odd % 2 else 1


def _near(text: str, tokens: Sequence[Token], start: int, end: int, besides: int) -> frozenset[str]:
    chosen = tokens[start:end]
    words = {
        fold(token.form)
        for place, token in enumerate(chosen, start)
        if place != besides
        and (token.tag in ("NNG", "NNP", "XR", "SL") or token.tag in _VERBS)
        and token.form not in KOREAN_LIGHT
    }
    covered = text[chosen[0].start : chosen[-1].end] if chosen else ""
    return frozenset(words) | anchors(covered)
