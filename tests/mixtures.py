"""Random text in many scripts, the same on every run."""

import random

_WORDS = (
    *("가람시는", "도서관을", "3.5조", "1,200억", "“열었다.”", "2019. 12. 17.", "AI", "은하동에서"),
    *("the", "U.S.", "Dr.", "harbour", "won't", "3.14", "café", "e.g.", "(see", "below)", "no?"),
    *("気象観測所を", "「開設した。」", "登山者は", "湿地公园", "扩建至860公顷。", "“好！”"),
    *("ตลาดริมน้ำ", "เปิดทุกวัน", "สายธาร", "¿Subirá", "tarifa?", "Añil", "Müller", "9."),
    *("पुल", "बना।", "مدينة", "الجسر؟", "мост", "г.", "🚲", "e\u0301", "한글", "…", "!!", "。", "."),
)
_GAPS = (" ", " ", " ", "", "\n", "  ", "\u00a0")


def mixture(seed, words=60):
    """Return text of this many words, glued by spaces, line ends or nothing."""
    chance = random.Random(seed)
    return "".join(chance.choice(_WORDS) + chance.choice(_GAPS) for _ in range(words))
