import pytest

from index.numbers import (
    date_terms,
    extract_numbers,
    missing_numbers,
    plain_numbers,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("사업비는 480억 원이고 62.5%를 시가 낸다", [480e8, 62.5]),
        ("1조807억원, 5만 장, 2.5%", [1_0807e8, 5e4, 2.5]),
        ("1조 807억 원", [1_0807e8]),
        ("2조 원 규모, GPU 1만 장", [2e12, 1e4]),
        ("9,090억원과 장서 8만5천 권", [9090e8, 85_000]),
        ("1억 2천만 명 3백만 원", [1.2e8, 3e6]),
        ("2019. 12. 17. 제3차 회의", [2019, 12, 17, 3]),
        ("The plan costs $42.5 million for 3,100,000 people", [42.5e6, 3_100_000]),
        ("909 billion won, 2 thousand, 1.5 trillion", [909e9, 2000, 1.5e12]),
        ("5 miles and 3 militants", [5, 3]),
        ("建設費は3億6000万円、4万8千人", [3.6e8, 48_000]),
        ("投资2.4亿元，共93万人次，9千亿", [2.4e8, 930_000, 9e11]),
        ("1兆2,000億円", [1.2e12]),
        ("45.000 metros, 128 millones de euros, 5 mil personas", [45_000, 128e6, 5000]),
        ("260.000 Einwohner, 3 Milliarden", [260_000, 3e9]),
        ("2 tỷ đồng", [2e9]),
        ("１２３人と٣٠٠", [123, 300]),
        ("AI-2 버전 v3 GPT4", [2, 3, 4]),
        ("3,5 % und 0,5 Prozent, 12,75%", [3.5, 0.5, 12.75]),
        ("1,2위와 3,4호기", [1, 2, 3, 4]),
        ("Der Kurs lag bei 3,07. El índice, 8,15", [3.07, 8.15]),
        ("a 67-million-dollar contract, 12-mile", [67e6, 12]),
        ("3억 5억, 9천억 8천억", [3e8, 5e8, 9e11, 8e11]),
        ("5 млрд рублей, 3 миллиона", [5e9, 3e6]),
        ("2 करोड़ और 3 लाख", [2e7, 3e5]),
        ("5 مليارات", [5e9]),
        ("2 ล้านบาท", [2e6]),
        ("3 ΧΙΛΙΆΔΕΣ, 4 MİLYON", [3000, 4e6]),
        ("도서관 열두 곳", []),
        ("", []),
    ],
)
def test_a_figure_has_its_value_in_every_way_of_writing(text, expected):
    assert extract_numbers(text) == expected


@pytest.mark.parametrize(
    ("claim", "ground"),
    [
        ("9천억 원", "9,000억원"),
        ("900 billion won", "정부가 9000억원을 들여"),
        ("1조 807억 원", "1조807억원(정부안 기준)"),
        ("45,000 cubic metres", "45.000 metros cúbicos"),
        ("1280m", "標高1,280メートル"),
        ("3억 6천만 엔", "建設費は3億6000万円"),
        ("2억 4천만 위안", "工程投资2.4亿元"),
        ("8.4 km", "노선 길이는 8.4㎞이고"),
        ("1.280 m", "1,280メートル"),
        ("2.500 km", "길이는 2.5㎞다"),
        ("숫자가 없는 말", ""),
    ],
)
def test_the_same_value_in_another_writing_is_not_missing(claim, ground):
    assert missing_numbers(claim, ground) == []


@pytest.mark.parametrize(
    ("claim", "ground", "missing"),
    [
        ("9천억 원", "9,090억원", [9e11]),
        ("84km", "8.4km", [84]),
        ("12곳과 25곳", "7곳에서 12곳으로", [25]),
        ("2 million", "2 billion", [2e6]),
        ("860公顷", "520公顷", [860]),
        ("3개 가운데 5개", "", [3, 5]),
        ("200", "3,200㎡", [200]),
    ],
)
def test_a_figure_that_no_ground_holds_is_missing(claim, ground, missing):
    assert missing_numbers(claim, ground) == missing


def test_each_figure_may_be_in_another_ground():
    assert missing_numbers("12곳에서 20곳으로", "12곳", "목표는 20곳") == []
    assert missing_numbers("12곳에서 20곳으로") == [12, 20]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1천200만 명", 12_000_000),
        ("9천90억 원", 909_000_000_000),
        ("2万亿韩元", 2_000_000_000_000),
        ("3천만 원", 30_000_000),
        ("2천5백만 원", 25_000_000),
        ("8.2조", 8_200_000_000_000),
        ("12,5 millones", 12_500_000),
        ("1,234.5", 1234.5),
    ],
)
def test_hundreds_and_thousands_add_up_before_the_scale_multiplies(text, value):
    assert extract_numbers(text) == [value]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("9천억 원, 1,000명, 3,5 %", "900000000000 원, 1000명, 3.5 %"),
        ("九千亿韩元、三百五十万人", "900000000000韩元、3500000人"),
        ("$900 billion in 2025", "$900000000000 in 2025"),
        ("007편, 0.50", "007편, 0.5"),
        ("٣٠٠ 부", "300 부"),
        ("도서관", "도서관"),
        ("", ""),
    ],
)
def test_figures_are_written_in_plain_digits(text, plain):
    assert plain_numbers(text) == plain


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2025년 2월 20일에", ["2025-02-20", "2025-02", "--02-20"]),
        ("on Feb. 20, 2025.", ["2025-02-20", "2025-02", "--02-20"]),
        ("am 20. Februar 2025", ["2025-02-20", "2025-02", "--02-20"]),
        ("el 20 de febrero de 2025", ["2025-02-20", "2025-02", "--02-20"]),
        ("2025.2.20", ["2025-02-20", "2025-02", "--02-20"]),
        ("2025년 2월부터", ["2025-02"]),
        ("since February 2025", ["2025-02"]),
        ("2월 20일", ["--02-20"]),
        ("on 20 February", ["--02-20"]),
        ("2025-02-20, 2025-02-20", ["2025-02-20", "2025-02", "--02-20"]),
        ("in 2025 and 12 ships", []),
        ("12 ships of 1999", []),
        ("2025년 13월 40일", []),
        ("", []),
    ],
)
def test_dates_are_found_whole_and_without_their_day_or_year(text, terms):
    assert date_terms(text) == terms
