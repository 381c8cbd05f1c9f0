"""What an answer is made of: one part for a plain question, one for each side."""

from dataclasses import replace

import pytest

from rag.answers import Side
from rag.parts import parts_of
from tests.evidence_of import evidence_of, question_of


@pytest.mark.parametrize(
    ("standalone", "count"),
    [("", 3), ("도서관 요금은?", 3), ("새로 생긴 도서관을 모두 알려 주세요.", 5),
     ("도서관 목표는 2021년과 2024년에 각각 몇 곳인가요?", 5)],
)  # fmt: skip
def test_what_a_follow_up_means_decides_how_many_sentences_go_along(standalone, count):
    evidence = [evidence_of(f"도서관은 {n}번째로 문을 연다.") for n in range(9)]
    question = replace(question_of("그럼 나머지는?"), standalone=standalone)
    assert parts_of(question, evidence)[0].shown == tuple(evidence[:count])


def test_each_side_of_a_comparison_is_a_part_with_its_own_evidence():
    sides = (Side("2021년 도서관은 몇 곳?"), Side("2024년 도서관은 몇 곳?"))
    question = replace(question_of("2021년과 2024년 도서관 수를 비교해 줘"), sides=sides)
    evidence = [
        replace(evidence_of(f"도서관은 {n}곳이다.", published=f"202{n}-01-01"), side=n % 3)
        for n in range(6)
    ]
    parts = parts_of(question, evidence)
    assert [part.question.meant for part in parts] == [side.question for side in sides]
    assert [[e.side for e in part.evidence] for part in parts] == [[1, 1], [2, 2]]
    assert all(part.quoted == part.evidence[:1] and part.dated for part in parts)
    assert not any(part.question.sides for part in parts)


def test_a_side_without_evidence_is_left_out_and_none_at_all_is_one_part():
    sides = (Side("2021년에는?"), Side("2024년에는?"))
    question = replace(question_of("2021년과 2024년을 비교해 줘"), sides=sides)
    second = replace(evidence_of("도서관은 12곳이다."), side=2)
    assert [part.question.meant for part in parts_of(question, [second])] == ["2024년에는?"]
    (whole,) = parts_of(question, [evidence_of("도서관은 12곳이다.")])
    assert whole.question == question


def test_where_two_sentences_are_equally_good_both_are_quoted():
    near = [evidence_of("도서관은 12곳이다.", score=2.00), evidence_of("늘어난다.", score=1.98)]
    far = [near[0], evidence_of("공원이 넓다.", score=1.80)]
    question = question_of("가람시 도서관은 어떤가요?")
    assert parts_of(question, near)[0].quoted == tuple(near)
    assert parts_of(question, far)[0].quoted == tuple(far[:1])
    for score, count in ((1.97, 3), (1.90, 2)):
        three = [*near, evidence_of("문을 연다.", score=score), evidence_of("크다.", score=1.97)]
        assert parts_of(question, three)[0].quoted == tuple(three[:count])
