"""Words of comparison and the closed classes of words, per language.

A pattern of cues has the groups `strong` (enough with any coordination), `choice` (enough with
"or"; in Korean, Japanese and Chinese, whose questions choose with "and" too, with any), `which`
(enough with "A or B" after a comma), `against` (compared with: joins the sides itself), `versus`
(does so too, but also names matches) and `among` (of these two). Repetitions are bounded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NEVER = "(?!)"
_VERSUS = r"(?<!\w)(?:vs\.?|versus)(?!\w)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language compares and coordinates; each field of words is split at spaces."""

    cues: re.Pattern[str]
    change: re.Pattern[str]
    and_: frozenset[str] = frozenset()
    or_: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    against: tuple[str, ...] = ()  # after "compare", the surest first: with, to
    stops: frozenset[str] = frozenset()
    nouns_capital: bool = False


def _grammar(
    *, strong: str, choice: str = _NEVER, which: str = _NEVER, against: str = _NEVER,
    among: str = _NEVER, change: str, words: Sequence[str] = ("",) * 7,
    nouns_capital: bool = False,
) -> Grammar:  # fmt: skip
    cues = "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("versus", _VERSUS), ("against", against), ("among", among),
            ("strong", strong), ("choice", choice),
            ("which", which),
        )
    )  # fmt: skip
    and_, or_, articles, links, between, after_compare, stops = (c.split() for c in words)
    return Grammar(
        re.compile(cues, re.IGNORECASE), re.compile(change, re.IGNORECASE),
        frozenset(and_), frozenset(or_), frozenset(articles), frozenset(links),
        frozenset(between), tuple(after_compare), frozenset(stops), nouns_capital,
    )  # fmt: skip


GRAMMARS = {
    # Only what takes several words; `rag.understanding.comparison_korean` reads the rest from tags.
    "ko": _grammar(
        strong=r"둘\s?(?:다|모두)(?=\s)|(?:다른|같은)\s?점[은이을]?|공통점[은이을]?|어느\s?쪽[이을]?"
        r"|(?<=에\s)비(?:해서?|하면|하여)(?=\s)",
        among=r"(?:그\s)?둘\s(?:중|가운데)(?:에서?|에선)?",
        change=r"바뀌|바뀐|변[했해하화]|늘[었어]|줄[었어]|증가|감소|커[졌지]|작아[졌지]|올[랐라]"
        r"|내[렸려]|성장|추이|대비|많|적[어었]",
    ),
    "ja": _grammar(
        strong=r"比(?:較(?!し?た)|べる?(?!た))(?:すると|すれば|して)?(?:ください)?|違い(?:ますか?)?"
        r"|違(?:う(?=[のか？。点]|$)|って)|差(?=[はがを])|それぞれ|異なり|異なる(?=[のか？。点]|$)|相違",
        choice=r"ど(?:ちら|っち|れ)の?(?:ほう|方)?|どこ|誰",
        among=r"の?(?:うち|中で|なかで)",
        change=r"変わ|変化|増[えや加]|減[っりる少]|推移|より|伸び|上が|下が",
    ),
    "zh": _grammar(
        strong=r"(?:相比[较較]?|对比|比起来?)(?:之下|一下)?|(?:^|(?<=[请，。]))比[较較](?![大小高低多少好新旧长短快慢重])"
        r"|比[较較](?:一下|(?=[，。？]|$))|[区區][别別]|差[异異别距]|不同(?=[，。？]|之处|$)|[异異]同|分[别別]|各自",
        choice=r"(?:哪[一个家边座者]{1,2}|谁)(?=[^，。？]{0,8}(?:更|早|较|(?<!优)先))"
        r"|更(?=[大小高低多少早晚快慢长])|最先|先(?=[发开成公建])",
        among=r"(?:当中|之中|中)(?=哪)",
        change=r"变化|增[加长]|减少|变[成得了]|比|上升|下降|演变",
    ),
    "en": _grammar(
        strong=r"\b(?:please )?compare\b|\bcomparisons? (?:of|between)\b"
        r"|\bdifferences?(?= (?:\w+ ){0,4}(?:between|among))"
        r"|\bdiffer(?:s|ed)?\b|\bdifferently\b|\bdifferent(?=\W*$)|\brespectively\b"
        r"|\beach\b(?! (?:other|and|kind|year|day))",
        choice=r"\b(?:came |come |comes )?first(?=\s?(?:[,?:;.]|$)|\s(?:in|to|at|by|on|or)\b)"
        r"|\b(?:earlier|later|sooner)\b|\b(?:more|less|fewer)\b(?! than)"
        r"|\b(?:bigg|larg|small|high|low|old|new|long|short|fast"
        r"|slow|cheap|tall|great|few|wid|deep|heavi|young|strong|weak|rich|poor|clos)er\b"
        r"|\b(?:better|worse)\b",
        which=r"\bwhich(?: one| of the two| of them)?\b",
        against=r"\b(?:as |when )?(?:compared|in comparison) (?:to|with)\b"
        r"|\b(?:differ(?:s|ed)?|different) from\b",
        change=r"\b(?:change|increase|decrease|evolve|decline|improve)[sd]?\b|\bgr[eo]wn?\b|\bgrow"
        r"|\br[io]sen?\b|\bf[ae]ll\b|\bdeveloped\b|\bthan\b",
        words=(
            "and &", "or", "the a an", "of", "between among", "with against to",
            "in on at for from by with to during since until about into over under as is are "
            "was were be been do does did has have had will would can could should might must "
            "what which who whom whose when where why how that there it they he she we i you "
            "their its his her our my me us if not also please tell show give than then so but "
            "because only whether",
        ),
    ),
    "es": _grammar(
        strong=r"(?:^|(?<=[¿,.])|(?<=[¿,.] ))compar(?:a|e|en|emos)\b|\bcomparar\b"
        r"|\bcomparación entre\b|\bdiferencias?(?= (?:\w+ ){0,4}entre)"
        r"|\bdifieren?\b|\b(?:se )?diferencian?\b|\brespectivamente\b|\bcada un[oa]\b",
        choice=r"(?<!el )(?<!la )\bprimero\b|\b(?:antes|después|más|menos)\b(?! de)"
        r"|\b(?:mayor|menor|mejor|peor)\b",
        which=r"\bcuál(?:es)?\b",
        against=r"\b(?:en comparación|comparad[oa]s?) con\b|\bfrente a\b",
        change=r"\bcambi|\bcreci|\baument|\bevolucion|\bsubi|\bbaj[óa]|\bdisminu",
        words=(
            "y e", "o u", "el la los las un una unos unas", "de del", "entre", "con a",
            "en por para con a al desde hasta durante sobre sin qué que cuál cuáles quién "
            "quiénes cuándo dónde cómo cuánto cuánta cuántos cuántas es son fue fueron era eran "
            "ha han se hay había tiene tienen su sus lo le les no si pero más me nos",
        ),
    ),
    "de": _grammar(
        strong=r"\b(?<!im )vergleich(?:en?|s)?\b|\bunterschiede?n?(?= (?:\w+ ){0,4}zwischen)"
        r"|\bunterscheide\w{0,3}|\bverschieden(?=\W*$)|\bjeweils\b",
        choice=r"\b(?:zuerst|zunächst|früher|später|eher|(?<!nicht )mehr|weniger)\b(?! als)"
        r"|\b(?:größ|klein|höh|niedrig|ält|neu|läng|kürz|schnell|langsam|teur|billig|günstig)ere?[rsn]?\b"
        r"|\b(?:besser|schlechter|teurer)\b",
        which=r"\bwelche[rsnm]?\b",
        against=r"\bim vergleich (?:zu[rm]?|mit)\b|\bverglichen mit\b",
        change=r"veränder|\bänder|geändert|entwickelt|gestiegen|gesunken|gewachsen|zugenommen"
        r"|abgenommen|\bstieg|\bsank|\bwuchs|\bals\b",
        words=(
            "und sowie", "oder", "der die das den dem des ein eine einen einem einer eines",
            "von vom", "zwischen", "mit von zu",
            "in im an am auf für mit bis seit während bei beim zu zum zur nach aus über um "
            "durch ist sind war waren wird werden wurde wurden hat haben hatte hatten kann was "
            "wer wie wo wann warum wieso welche welcher welches welchen sich es sie er wir ich "
            "ihr nicht auch als dass ob aber viel viele sein seine",
        ),
        nouns_capital=True,
    ),
    "fr": _grammar(
        strong=r"(?<!qui )\bcompar(?:e[rz]?|ons)\b|\bcomparaison entre\b"
        r"|\bdifférences?(?= (?:[\w'’-]+ ){0,4}entre)"
        r"|\bdiffèrent\b|\bdiffère\b|\brespectivement\b|\bchacune?s?\b",
        choice=r"\ben premier\b|\bd['’]abord\b|\b(?:avant|plus|moins)\b(?! d[e'’])|\bmieux\b",
        which=r"\b(?:lequel|laquelle|lesquel(?:le)?s|quel(?:le)?s?)\b",
        against=r"\b(?:par rapport|comparée?s?|en comparaison)(?: à| avec| au)\b",
        change=r"\bchang|\bévolu|\baugment|\bbaiss|\bdiminu|\bprogress",
        words=(
            "et", "ou", "le la les l' un une des", "de du d'", "entre", "avec à au",
            "en dans pour par avec depuis pendant à au aux sur sous sans vers chez que qui quel "
            "quelle quels quelles quand où comment pourquoi combien est sont était étaient a "
            "ont avait fut furent il elle ils elles on nous vous se ce cette ces son sa ses "
            "leur leurs ne pas si mais y t",
        ),
    ),
    "vi": _grammar(
        strong=r"\bso sánh\b|\bkhác (?:nhau|biệt|gì)\b|\bsự khác\b|\blần lượt\b|\btương ứng\b",
        choice=r"\btrước\b|\bsau\b|\bhơn\b",
        against=r"\bso với\b",
        change=r"\bthay đổi\b|\btăng\b|\bgiảm\b|\bhơn\b",
        words=(
            "và với", "hay hoặc", "các những", "của", "giữa", "với",
            "ở tại trong từ đến cho là có đã sẽ được bị ai gì nào đâu khi bao nhiêu thế như nơi",
        ),
    ),
}  # fmt: skip
# Japanese and Chinese: what stands between these is content.
JAPANESE = (
    r"(?P<with>(?<![\u3041-\u309f\s])(?:と|や)(?![\u3041-\u309f]))"
    r"|(?P<and>(?<![\u3041-\u309f])(?:および|ならびに)|及び)|(?P<or>または|あるいは|それとも)"
    r"|(?P<list>、)|(?P<comma>[，,：:])|(?P<end>[。？！?!\n]+)|(?P<kana>[\u3041-\u309f]+)"
)
JAPANESE_PARTICLE = re.compile(
    r"(?P<noun>(?:について|における|に関する|として)?の)|(?P<topic>(?:に|で|と)?は)"
    r"|(?P<verb>が|を|に|で|へ|も|から|まで|より|と)"
)
CHINESE = (
    r"(?P<and>(?<![共饱缓温总柔调])和(?![平谐解睦约])|(?<![参给赋])与(?![其会])|跟(?![踪进随])|以及|、)"
    r"|(?P<or>还是|或者?|抑或)|(?P<comma>[，,：:])|(?P<end>[。？！?!；;\n]+)"
    r"|(?P<stop>[到至](?=\ue000)|是|哪[里些个家]?|谁|什么|多少|怎么样?|怎样|如何|何时|请|之间|都|了|吗|呢|把|被|从|又)"
    r"|(?P<noun>的)"
)
