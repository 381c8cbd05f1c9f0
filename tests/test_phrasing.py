"""What becomes of a reply: whole sentences, each once, with an end."""

import pytest

from rag.phrasing import Reply


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("2019년 12월", "ko", ["2019년 12월입니다."]),
        ("배가람 장관", "ko", ["배가람 장관입니다."]),
        ("시가 공원을 열었다", "ko", ["시가 공원을 열었다."]),
        ("공원은 12곳입니다.", "ko", ["공원은 12곳입니다."]),
        ("In 1996", "en", ["In 1996."]),
        ("1996年", "zh", ["1996年。"]),
        ("ปี 2539", "th", ["ปี 2539"]),
        ("공원을 열었다. 공원을 열었다. 길도 냈다.", "ko", ["공원을 열었다.", "길도 냈다."]),
    ],
)
def test_a_short_answer_becomes_a_sentence(text, language, sentences):
    assert Reply(text).sentences(language) == sentences


def test_what_was_cut_off_says_nothing():
    assert Reply("공원은 12곳입니다. 그리고 내년에는", cut=True).sentences("ko") == [
        "공원은 12곳입니다."
    ]
    long = "그리고 내년에는 시민과 함께 가꾸는 숲길을 더 내기로"
    assert Reply(f"공원은 12곳입니다. {long}").sentences("ko") == ["공원은 12곳입니다."]
