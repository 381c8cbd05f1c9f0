"""Words that a question asks with: they say nothing of what it is about.

In a small corpus they are rare, so rarity can't tell them from what is asked for.
"""

# As Kiwi's morphemes: 알려줘 is 알리, 어, 주, 어.
_KOREAN = frozenset(
    "알리 알 말하 말 말씀 보이 보 설명 설명하 가르치 찾 주 드리 바라 부탁 부탁하 궁금 궁금하 정리 "
    "정리하 요약 요약하 뭐 무엇 무어 누구 누 언제 어디 얼마 몇 어떻 어떤 어떠하 어찌 왜 어느 무슨 "
    "어떡하 하 되 있 없 이 아니 것 거 수 등 좀 줄 지 나 너 우리 저 그 이것 그것 요 대하 관하 따르 "
    "위하 통하 의하".split()
)
_ELSEWHERE = frozenset(
    "what which who whom whose when where why how many much is are was were be been do does did "
    "has have had can could will would should the a an of in on at to for and or by with from "
    "about into as that this these those it its they their there tell me show give list name "
    "qué que quién quien quiénes cuándo cuando dónde donde cómo como cuánto cuánta cuántos cuántas "
    "cuál cuáles el la los las un una de del en y o por para con se es son fue fueron ha han "
    "was wer wen wem wann wo warum wie viel viele welche welcher welches welchen der die das den "
    "dem des ein eine einen einer eines und oder in im am an auf aus bei mit nach von vom zu zum "
    "zur für ist sind war waren wird wurde wurden hat haben "
    "quoi qui quand où pourquoi comment combien quel quelle quels quelles le les une du et ou à au "
    "aux dans sur par pour avec est sont était ont".split()
)
ASKING_TERMS = _KOREAN | _ELSEWHERE
