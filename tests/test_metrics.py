import math

import pytest

from evaluation.metrics import Share, cites_gold, is_right, normalise, uncited_share


def question(*must, forbidden=(), gold=("a.md",)):
    return {
        "must_include": [list(forms) for forms in must],
        "must_not_include": list(forbidden),
        "gold_docs": list(gold),
    }


def answer(text, *citations, abstained=False):
    return {
        "answer": text,
        "abstained": abstained,
        "citations": [
            {"answer_start": start, "answer_end": end, "source": source}
            for start, end, source in citations
        ],
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("9,090억 원", "9090억원"),
        ("“바다 도서관”", "'바다도서관' [2]"),
        ("ＡＩ・데이터", "ai 데이터"),
        ("Port  Ellis", "port ellis"),
        ("３億円", "3億円"),
    ],
)
def test_texts_are_compared_without_spaces_commas_quotes_and_marks(first, second):
    assert normalise(first) == normalise(second)


def test_an_answer_is_right_when_every_fact_is_there_in_one_of_its_forms():
    asked = question(["12곳", "열두 곳"], ["2026년"])
    assert is_right(asked, answer("2026년까지 12 곳으로 늘립니다. [1]"))
    assert is_right(asked, answer("2026년까지 열두 곳입니다."))
    assert not is_right(asked, answer("12곳으로 늘립니다."))


def test_a_forbidden_fact_or_an_abstention_is_not_right():
    asked = question(["12곳"], forbidden=["20곳"])
    assert not is_right(asked, answer("12곳에서 20 곳으로 늘립니다."))
    assert not is_right(asked, answer("12곳", abstained=True))


def test_each_citation_is_right_when_it_names_an_article_that_holds_the_answer():
    given = answer("a [1] b [2]", (0, 1, "/기사/a.md"), (6, 7, "b/aa.md"))
    assert cites_gold(question(), given) == [True, False]
    assert cites_gold(question(), answer("")) == []


def test_the_uncited_share_counts_letters_and_digits_without_marks_and_punctuation():
    assert uncited_share(answer("가나 다라. [1]", (0, 6, "a.md"))) == 0
    assert uncited_share(answer("가나 다라. [1]", (0, 2, "a.md"))) == 0.5
    assert uncited_share(answer("橋 100 [12]")) == 1
    assert uncited_share(answer("… [1]")) == 0


def test_a_share_comes_with_wilsons_interval():
    share = Share.of([True] * 8 + [False] * 2)
    assert (share.hits, share.total, share.value) == (8, 10, 0.8)
    assert share.interval == pytest.approx((0.490, 0.943), abs=1e-3)
    assert str(share) == "0.800 (8/10; 95% 0.49-0.94)"
    assert Share.of([True] * 3).interval[1] == 1.0
    assert Share.of([False] * 3).interval[0] == 0.0


def test_a_share_of_nothing_is_no_number():
    share = Share.of([])
    assert math.isnan(share.value)
    assert all(math.isnan(end) for end in share.interval)
    assert str(share) == "n/a"
