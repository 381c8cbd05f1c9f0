import pytest

from evaluation.sentences import is_in_language, sentences_of, split_answer
from tests.cited_answers import LIBRARY, answer

COST = "보수에는 38억원이 든다."
BOOKS = "The Naru library holds 80,000 books."


def test_each_sentence_comes_with_what_cites_it_and_without_marks():
    given = answer(("다리는 낡았다. 값은 38억원이다.", COST), ("끝.", None))
    first, second, third = sentences_of(given)
    assert [s.text for s in (first, second, third)] == ["다리는 낡았다.", "값은 38억원이다.", "끝."]
    assert first.citations == second.citations == tuple(given["citations"])
    assert (first.places, third.citations, third.places) == ((0,), (), ())


def test_marks_and_bullets_alone_are_no_sentences():
    assert sentences_of({"answer": "• [1]\n…", "citations": []}) == []


def test_brackets_inside_a_claim_are_the_quotes_own():
    given = answer(("책[2]은 낡았다.", COST))
    assert sentences_of(given)[0].text == "책[2]은 낡았다."


def test_quotations_are_told_from_the_answers_own_words():
    given = answer((f"“{COST}”", COST), ("38억원을 씁니다.", COST))
    shown, own = split_answer(given)
    assert shown == COST
    assert "38억원을 씁니다." in own
    assert "보수" not in own


@pytest.mark.parametrize(
    ("claims", "language", "spoken"),
    [
        ([(f"“{BOOKS}”", BOOKS, LIBRARY), ("책은 8만 권입니다.", BOOKS, LIBRARY)], "ko", True),
        ([(f"“{BOOKS}”", BOOKS, LIBRARY), ("It holds 80,000 books.", BOOKS, LIBRARY)], "ko", False),
        ([(f"“{BOOKS}”", BOOKS, LIBRARY)], "ko", False),
        ([(f"“{BOOKS}”", BOOKS, LIBRARY)], "en", True),
        ([("Naru Post, 2023: 책 8만 권", BOOKS, LIBRARY)], "ko", True),
        ([("“holds 80,000 books”라고 합니다.", BOOKS, LIBRARY)], "ko", True),
        ([("80,000", BOOKS, LIBRARY)], "de", True),
        ([("Port Naru", BOOKS, LIBRARY)], "de", True),
        ([("Port Naru", BOOKS, LIBRARY)], "ko", False),
    ],
)  # fmt: skip
def test_the_language_is_that_of_the_words_outside_quotations(claims, language, spoken):
    assert is_in_language(answer(*claims), language) is spoken


def test_an_abstention_may_name_a_title_in_another_language():
    found = {"title": "Naru library reopens", "publisher": "Naru Post"}
    said = "찾지 못했습니다: 「Naru library reopens」 (Naru Post, 2023-03-08)"
    assert is_in_language({"answer": said, "citations": [], "passages": [found]}, "ko")
    assert not is_in_language({"answer": "Not found anywhere here.", "citations": []}, "ko")
