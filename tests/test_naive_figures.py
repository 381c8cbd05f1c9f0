import pytest

from evaluation.naive_figures import missing_figures, read_figures, values_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2조 원", [2e12]),
        ("1조 807억 원과 9천억 원", [1.0807e12, 9e11]),
        ("1천200억원", [1.2e11]),
        ("2천858만9천명", [28_589_000]),
        ("1만2345개, 9천860원", [12_345, 9_860]),
        ("2만 3명", [20_000, 3]),
        ("5만 20만", [50_000, 200_000]),
        ("2022 조사", [2022]),
        ("2022 조 원", [2.022e15]),
        ("2025-02-03, 2025. 2. 3.", [2025, 2, 3, 2025, 2, 3]),
        ("2025.02.03", [2025, 2, 3]),
        ("909 billion won", [9.09e11]),
        ("3,8 Milliarden", [3.8e9]),
        ("2 mil millones", [2e9]),
        ("500 nghìn tỷ", [5e14]),
        ("二万亿韩元", [2e12]),
        ("２０万台", [200_000]),
        ("10 000 personnes", [10_000]),
        ("12,345,678", [12_345_678]),
        ("٣٥", [35]),
        ("GPT-4o, H100", [4, 100]),
        ("아무 수도 없다", []),
    ],
)
def test_a_figure_is_its_digits_times_its_scale(text, values):
    assert [min(readings, key=lambda v: abs(v - value)) for value, (_, readings) in zip(
        values, read_figures(text), strict=True)] == values  # fmt: skip


def test_a_separator_may_be_of_thousands_or_of_decimals():
    assert read_figures("1,234")[0][1] == {1234, 1.234}
    assert read_figures("3.8%")[0][1] == {3.8}


def test_scales_are_not_mistaken_for_each_other():
    assert missing_figures("2 billion", ["2조 원"]) == ["2 billion"]
    assert missing_figures("9억", ["9조"]) == ["9억"]
    assert not missing_figures("2 trillion", ["2조 원"])


def test_evidence_also_speaks_in_words_and_names_months():
    text = "세 곳에서 twelve 명이, 三台를 June 29 까지"
    assert {3, 12, 6, 29} <= values_in(text)
    assert not missing_figures("3곳, 12명, 6월 29일", [text])
    assert missing_figures("4곳", [text, "네트워크"]) == ["4"]


def test_parts_of_a_figure_are_in_evidence_but_no_parts_of_a_claim():
    assert not missing_figures("807억", ["1조 807억"])
    assert missing_figures("1조 807억", ["1조 900억", "807억"]) == ["1조 807억"]
