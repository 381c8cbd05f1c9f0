"""What was typed -> a Question: checked, its language known, follow-ups completed."""

import re
from collections.abc import Sequence

from index.errors import QuestionError
from index.language import detect_language
from index.terms import extract_nouns
from rag.answers import Question

MAX_CHARACTERS = 2_000
_MAX_HISTORY = 3  # earlier turns that can complete a follow-up
_SELF_SUFFICIENT_NOUNS = {"ja": 3}  # runs of characters; other languages count words
_SELF_SUFFICIENT_WORDS = 4
_POINTER = re.compile(
    r"(?:^|[\s,])(?:거기|그거|그것|그건|그게|그때|그날|그 |그럼|그래서|그러면|이거|이것|이 사람|저 "
    r"|앞서|방금|위에"
    r"|it|its|they|them|their|those|this|these|he|she|his|her|then)(?=[\s,?.!]|$)"
    r"|それ|その|そこ|彼|这|那|它|(?<!其)他|她",
    re.IGNORECASE,
)


def understand_question(text: str, history: Sequence[str] = ()) -> Question:
    """Return the question as it will be searched and answered.

    A follow-up (it points back, or names too little to stand alone) is searched together
    with the earlier questions it depends on.

    Args:
        text: what the user typed.
        history: earlier questions of the user, oldest first.

    Raises:
        QuestionError: empty, without a letter or digit, or too long.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
    cleaned = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e]+", " ", text).strip()
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError(
            "질문이 비어 있습니다. 기사에 대해 궁금한 것을 글로 적어 주세요.",
            "The question is empty. Write what you want to know about the articles.",
        )
    if len(cleaned) > MAX_CHARACTERS:
        raise QuestionError(
            f"질문이 {len(cleaned):,}자입니다. {MAX_CHARACTERS:,}자 안으로 줄여 주세요.",
            f"The question has {len(cleaned):,} characters. Shorten it to {MAX_CHARACTERS:,}.",
        )
    earlier = tuple(turn.strip()[:MAX_CHARACTERS] for turn in history if turn.strip())
    if not earlier:
        return Question(cleaned, detect_language(cleaned), cleaned)
    language = detect_language(cleaned, default=detect_language(earlier[-1]))
    needed: list[str] = []
    if _depends_on_history(cleaned, language):
        for turn in reversed(earlier[-_MAX_HISTORY:]):
            needed.insert(0, turn)
            if not _depends_on_history(turn, language):
                break
    return Question(
        cleaned, language, " ".join([*needed, cleaned]), tuple(needed) and (" ".join(needed),)
    )


def _depends_on_history(text: str, language: str) -> bool:
    enough = _SELF_SUFFICIENT_NOUNS.get(language, _SELF_SUFFICIENT_WORDS)
    return bool(_POINTER.search(text)) or len(extract_nouns(text)) < enough
