"""What becomes of a reply: whole sentences, each once, with an end."""

import pytest

from rag.answers import Message, Prompt, Timings
from rag.phrasing import Reply, phrase
from tests.evidence_of import evidence_of
from tests.fakes import ScriptedGenerator


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


def said(reply, *, listing):
    evidence = [evidence_of("시는 공원, 숲길, 도서관을 새로 연다.")]
    prompt = Prompt((Message("user", "질문: 무엇을 여나요?"),), tuple(evidence))
    words = phrase(
        ScriptedGenerator([reply]), prompt, evidence=evidence, max_tokens=128,
        listing=listing, timings=Timings(), since_start=lambda: 0.0,
    )  # fmt: skip
    shown = ""
    while True:
        try:
            shown += next(words)
        except StopIteration as end:
            return shown, end.value.sentences("ko")


def test_names_in_a_row_are_whole_where_a_list_is_asked_for():
    names = "가람 도서관, 나루 도서관, 다솜 도서관, 라온 도서관, 마루 도서관"
    assert said(names, listing=True)[1] == [f"{names}입니다."]
    assert said(names, listing=False)[1] == []
    assert Reply(names, cut=True, listing=True).sentences("ko") == []


LINES = "1. 공원\n2. 숲길\n- 도서관\n\n질문: 또 무엇을 여나요?"


def test_a_list_has_a_line_for_each_thing_without_numbers_of_its_own():
    shown, sentences = said(LINES, listing=True)
    assert sentences == ["공원입니다.", "숲길입니다.", "도서관입니다."]
    assert "질문" not in shown and not any(character.isdigit() for character in shown)


def test_any_other_answer_is_one_paragraph():
    assert said(LINES, listing=False)[1] == ["공원입니다."]
    assert said("공원을 연다.\n질문: 더?", listing=False)[1] == ["공원을 연다."]
    assert said("공원\n질문: 더 있나요?\n숲길", listing=True)[1] == ["공원입니다."]
