import unicodedata

import pytest

from evaluation.noise import with_typo, without_spaces

QUESTIONS = (
    "가람교의 길이는 몇 미터인가?",
    "솔재 전망대는 언제 문을 닫나?",
    "나루 도서관의 장서는 모두 몇 권인가?",
    "찻집의 까치가 왜 쫓겨났나?",
    "의원 회의에 왜 빠졌나?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_typo_changes_one_letter_of_one_noun(question):
    typed = with_typo(question)
    (place,) = [n for n, (a, b) in enumerate(zip(question, typed, strict=True)) if a != b]
    assert place < question.rindex(" ")  # the verb stands last and stays
    before, after = (unicodedata.normalize("NFD", text[place]) for text in (question, typed))
    changed = sum(a != b for a, b in zip(before, after, strict=False))
    assert changed + abs(len(before) - len(after)) == 1
    assert with_typo(question) == typed  # the same in every run


def test_typos_fall_on_any_syllable_of_any_noun():
    asked = [f"제{number}회 나루 축제는 언제인가?" for number in range(1, 20)]
    pairs = [(text, with_typo(text)) for text in asked]
    hit = {a for text, typed in pairs for a, b in zip(text, typed, strict=True) if a != b}
    assert hit == set("나루축제")


def test_without_hangul_nothing_is_mistyped():
    assert with_typo("How long is the bridge?") == "How long is the bridge?"


def test_a_question_of_bare_verbs_is_mistyped_too():
    assert with_typo("왜 그랬어?") != "왜 그랬어?"


def test_all_white_space_goes():
    assert without_spaces(" 나루 도서관은\u3000몇 층?\n") == "나루도서관은몇층?"
