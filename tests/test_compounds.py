import pytest

from index.compounds import Morpheme, compounds, parts, without_spaces


def morphemes(text, *tagged):
    """Return morphemes that stand in a text in this order."""
    found, end = [], 0
    for form, tag in tagged:
        start = text.index(form, end)
        end = start + len(form)
        found.append(Morpheme(form, tag, start, end, False))
    return found


def forms(stretches):
    return [[morpheme.form for morpheme in stretch] for stretch in stretches]


def test_nouns_with_one_space_or_none_between_them_stand_together():
    text = "인공 지능위원회가 서울, 부산  은하의 다리"
    found = morphemes(
        text,
        ("인공", "NNG"), ("지능", "NNG"), ("위원회", "NNG"), ("가", "JKS"), ("서울", "NNP"),
        ("부산", "NNP"), ("은하", "NNP"), ("의", "JKG"), ("다리", "NNG"),
    )  # fmt: skip
    assert forms(compounds(text, found)) == [
        ["인공", "지능", "위원회"], ["서울"], ["부산"], ["은하"], ["다리"],
    ]  # fmt: skip


def test_a_word_of_another_script_parts_a_compound():
    text = "국가AI위원회"
    found = morphemes(text, ("국가", "NNG"), ("AI", "SL"), ("위원회", "NNG"))
    assert forms(compounds(text, found)) == [["국가"], ["위원회"]]
    assert list(compounds("", [])) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["인공", "지능"], {"공지"}),
        (["인공지능"], {"인공", "공지", "지능"}),
        (["도서관"], {"도서", "서관"}),
        (["가람_전자"], {"가람", "람전", "전자"}),
        (["다리"], set()),
        (["곳"], set()),
    ],
)
def test_parts_are_pairs_of_syllables_that_are_no_nouns_of_their_own(words, expected):
    text = " ".join(words)
    found = morphemes(text, *((word, "NNG") for word in words))
    assert set(parts(found)) == expected


def test_a_compound_comes_apart_at_its_spaces():
    text = "하이퍼클로바 도서관 다리"
    found = morphemes(
        text, ("하이퍼클로", "NNP"), ("바", "NNG"), ("도서관", "NNG"), ("다리", "NNG")
    )
    assert forms(without_spaces(found)) == [["하이퍼클로", "바"], ["도서관"], ["다리"]]
    assert list(without_spaces([])) == []
