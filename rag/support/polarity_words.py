"""Words that have an opposite, and words that deny, in several languages.

An axis ("amount") has two sides, in all languages, so that 늘었다 and "fell" are seen to be
opposite without a translation. The axes are in polarity_words.txt, narrow ones (planted, removed)
in polarity_pairs.txt, with words that only say the same in several languages.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_BEFORE, _AFTER = 3, 8  # characters around a word where a denial of it stands
_SIDES = {"+": 1, "-": -1, "=": 0}
NARROW, LOOSE = "|", "~"  # how the names of axes begin that are narrow, or common besides
_HANGUL, _DENSE = re.compile("[가-힣]"), re.compile("[\u3041-\u30ff\u3400-\u9fff]")

# Verbs that deny what their object says: 인상을 철회했다.
KOREAN_DENYING = frozenset(
    """거부 거절 철회 취소 중단 포기 반대 부인 보류 무산 실패 금지 막 미루 부결 기각 반려 불발 파기
    중지 연기 유예 백지화 면하 피하 제외 탈락 결렬 삼가 그만두 멈추 저지 차단 접 불허 놓치
    어렵 힘들 부정 배제 거두어들이""".split()
)
# Words after which a denial in the claim may be put in other words.
KOREAN_HINTS = KOREAN_DENYING | frozenset(
    """없 아니 못 안 않 못하 말 모르 부족 드물 불가 불가능 미정 미흡 빠지 그치 동결 유지 그대로
    밖에 뿐 거짓 허위 아직 여전히 끊기 끊어지 잃 없애 없이 덜 면제 전무 부재 불투명 미지수 머무르
    머물 제자리 변함없이 변함없 관계없이 상관없이 공석 무관 멀 미달 벗어나 결장 품절 실종 사라지
    무료 계속 지속""".split()
)
LATIN_NEGATORS = frozenset(
    """not no never yet_to no_longer neither nor none nobody nothing nowhere without cannot cant
    wont
    nunca jamás tampoco ningún ninguna ninguno nadie nada sin
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder
    ne n' pas jamais aucun aucune sans personne
    không chưa chẳng""".split()
)
# Those that deny the whole clause, so that another language denies it, too.
LATIN_PLAIN = LATIN_NEGATORS - frozenset(
    "without neither nor sin ohne weder sans nada tampoco".split()
)
# Verbs that deny the verb after them: failed to win, denied that.
LATIN_DENYING = re.compile(
    r"(?:fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|instead_of|rather_than"
    r"|unable|stopp(?:ed|ing)|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?)$"
)
# Verbs that give up or turn down what follows, which tells little about its words.
LATIN_GIVING_UP = re.compile(
    r"(?:reject(?:s|ed|ing)?|lack(?:s|ed|ing)?|cancel(?:s|led|ed|ling|ing)?|withdr(?:ew|awn|aw|aws)"
    r"|abandon(?:s|ed|ing)?|scrap(?:s|ped|ping)?|oppos(?:e|es|ed|ing)|revok(?:e|es|ed|ing)"
    r"|lift(?:s|ed|ing)?|overturn(?:s|ed|ing)?|dropp(?:ed|ing)|shelv(?:e|es|ed|ing)|ditch(?:es|ed|ing)?|rul(?:e|es|ed|ing)_out"
    r"|g(?:ive|ives|ave|iven|iving)_up)$"
)
LATIN_HINT = re.compile(
    r"(?:only|still|yet|instead|rather|remain\w*|stay\w*|unchanged|kept|keep\w*|fail\w*|refus\w*"
    r"|den(?:y|ies|ied|ial)|declin\w*|unable|impossible|reject\w*|lack\w*|prevent\w*|avoid\w*|miss\w*"
    r"|cancel\w*|withdr\w+|abandon\w*|scrap\w*|stop\w*|ban\w*|block\w*|short\w*|scarc\w*|insufficient|few|little|rare\w*|seldom"
    r"|hardly|barely|absent|absence|false\w*|unlike\w*|un[a-z]{4,}|non[a-z]*|in(?:[a-z]{7,}able|correct|complete)|free|exempt\w*|waive\w*|spare\w*|los[est]\w*"
    r"|end\w*|former|until|before|except\w*|excluding|halt\w*|suspend\w*|turned|shut|closed|empty"
    r"|apenas|salvo|excepto|gratis|gratuit\w*|sólo|solo|todavía|nur|noch|kaum|seulement|encore|chỉ)$"
)
_PHRASES = frozenset(
    """instead_of rather_than yet_to no_longer rule_out rules_out ruled_out ruling_out give_up
    gives_up gave_up given_up giving_up""".split()
)
DENSE_NEGATION = re.compile(
    "不(?![仅但断同少久过得管论如]|可避)|没有|沒有|没(?=[能有人被])|未(?!来|満|满|來)|无(?!论|锡)|無(?!論)|非(?!常|洲)|并未|否认"
    "|ない(?!か)|なかった|ません|なく(?!て)|[わかがさたなばまら]ず(?!れ|つ|に済)|否定"
)
_NO_NEGATION = re.compile(
    "不得不|不可避|だけで(?:は|)なく|のみならず|ばかりで(?:は|)なく|なければならな|ざるを得な|不仅"
)
# Verbs that say of a thing only that it is, is had or is done: the noun before carries the sense.
KOREAN_LIGHT = frozenset(
    """하 되 받 나 있 없 이루어지 이르 얻 거치 당하 치르 보이 나오 나타나 이뤄지 생기 들 주 내
    발생 존재 실시 시행 진행 제공 지급""".split()
)
# Verbs that only say that something is said, and nouns that only carry a clause.
KOREAN_SAYING = frozenset(
    """밝히 말하 전하 설명 발표 덧붙이 알리 대하 위하 통하 따르 관하 의하 하 되 있 없 같 이 보 오 가
    이르 알려지 나타나 것 수 때문 경우 정도 가운데 중 때 기준 비하 대비 답 대답 주장 강조 묻 예상
    전망 계획 예정 예고 보고 확인 평가 지나 걸치""".split()
)


@dataclass(slots=True)
class _Table:
    words: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    stems: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    dense: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


def korean_sides(form: str) -> tuple[tuple[str, int], ...]:
    """Return each axis that a Korean stem or noun is on, with its side: 1, -1, 0 between them."""
    return _axes().words.get(form, ()) + _pairs().words.get(form, ())


def latin_sides(word: str) -> tuple[tuple[str, int], ...]:
    """Return the same for a word in lower case, or words joined by "_"."""
    return _latin_sides(_axes(), word) + _every_side(_pairs(), word)


def korean_senses(form: str) -> frozenset[str]:
    """Return what a Korean stem or noun says, by names that hold for every language."""
    return frozenset(sense for sense, _ in _senses().words.get(form, ()))


def latin_senses(word: str) -> frozenset[str]:
    """Return the same for a word in lower case, or words joined by "_"."""
    return frozenset(sense for sense, _ in _every_side(_senses(), word))


def _latin_sides(table: _Table, word: str) -> tuple[tuple[str, int], ...]:
    exact = table.words.get(word)
    if exact:
        return exact
    for length in range(len(word), 2, -1):
        if word[:length] in table.stems:
            return table.stems[word[:length]]
    return ()


def dense_sides(text: str) -> list[tuple[str, int, bool]]:
    """Return axis and side of each such word of a Chinese or Japanese clause, and if denied."""
    table = _axes().dense
    found = []
    for match in _dense_pattern().finditer(text):
        around = text[max(0, match.start() - _BEFORE) : match.end() + _AFTER]
        denied = dense_negations(around) % 2 == 1
        found += [(axis, side, denied) for axis, side in table[match.group()]]
    return found


def dense_negations(text: str) -> int:
    """Return how many times a Chinese or Japanese clause denies."""
    return len(DENSE_NEGATION.findall(_NO_NEGATION.sub("", text)))


def _every_side(table: _Table, word: str) -> tuple[tuple[str, int], ...]:
    """Return the sides of a word as it stands, and of all its beginnings in the table."""
    begun = (table.stems.get(word[:length], ()) for length in range(2, len(word) + 1))
    found = dict(side for sides in begun for side in sides)
    return tuple((found | dict(table.words.get(word, ()))).items())


@cache
def phrases() -> frozenset[str]:
    """Return the entries of several words, joined by "_"."""
    tables = (_axes(), _pairs(), _senses())
    found = {w for table in tables for w in table.words if "_" in w}
    return frozenset(found | _PHRASES)


@cache
def _axes() -> _Table:
    table = _Table()
    axis = ""
    for line in _lines("polarity_words.txt"):
        if line.startswith("["):
            axis = line.strip("[]")
        elif line[:1] in _SIDES:
            _add(table, line[1:], (axis, _SIDES[line[0]]))
    return table


@cache
def _pairs() -> _Table:
    table = _Table()
    for number, line in enumerate(_lines("polarity_pairs.txt")):
        one, bar, other = line.partition("|")
        if bar and not line.startswith("#"):
            axis = (LOOSE if one.startswith(LOOSE) else NARROW) + str(number)
            _add(table, _new(one.removeprefix(LOOSE)), (axis, 1))
            _add(table, _new(other), (axis, -1))
    return table


def _new(words: str) -> str:
    """Return the words without pairs of words of which one has a side of its own: over budget."""
    return " ".join(
        word for word in words.split()
        if word.count("_") != 1 or not any(_latin_sides(_axes(), part) for part in word.split("_"))
    )  # fmt: skip


@cache
def _senses() -> _Table:
    table = _Table()
    for number, line in enumerate(_lines("polarity_pairs.txt")):
        if line and "|" not in line and not line.startswith("#"):
            _add(table, line, (f"={number}", 1))
    return table


def _lines(name: str) -> list[str]:
    return files("rag.support").joinpath(name).read_text("utf-8").splitlines()


def _add(table: _Table, words: str, side: tuple[str, int]) -> None:
    for word in words.split():
        dense = _DENSE.search(word) and not _HANGUL.search(word)
        into = table.dense if dense else table.stems if word[-1] == "*" else table.words
        bare = word.rstrip("*")
        if all(side[0] != axis for axis, _ in into.get(bare, ())):
            into[bare] = (*into.get(bare, ()), side)


@cache
def _dense_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _axes().dense), key=len, reverse=True)))
