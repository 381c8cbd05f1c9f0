import pytest

from rag.support.figures import figures_held, unsupported_figure
from tests import figure_claims, figure_claims_more
from tests.evidence_of import evidence_of, question_of

TABLES = (figure_claims, figure_claims_more)
DAY = "2025-02-21"


def found(claim, *sentences, question="무엇인가요?", published=DAY, title="소식"):
    evidence = [evidence_of(s, published=published, title=title) for s in sentences]
    return unsupported_figure(claim, evidence, question_of(question))


@pytest.mark.parametrize(
    ("claim", "sentence"), [pair for t in TABLES for pairs in t.HELD.values() for pair in pairs]
)
def test_a_figure_in_other_words_is_held(claim, sentence):
    assert found(claim, sentence) == ""


@pytest.mark.parametrize(
    ("claim", "sentence", "words"),
    [case for table in TABLES for cases in table.CHANGED.values() for case in cases],
)
def test_a_changed_figure_is_found(claim, sentence, words):
    assert found(claim, sentence) == words


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("At first two of them left, and one stayed.", "Some left."),
        ("한편 다시 한 번 석권했다.", "정상에 올랐다."),
        ("1. 사업비는 3억 원입니다.", "사업비는 3억 원이다."),
        ("올해 봄에 문을 엽니다.", "올봄 문을 연다."),
        ("수백 명이 왔습니다.", "Hundreds of people came."),
        ("They may march in the fall.", "They march soon."),
        ("", "사업비는 3억 원이다."),
    ],
)
def test_words_that_are_no_figures_need_no_evidence(claim, sentence):
    assert found(claim, sentence) == ""


def test_without_evidence_every_figure_is_unsupported():
    assert unsupported_figure("도서관은 12곳입니다.", [], question_of("몇 곳?")) == "12곳"


def test_the_question_proves_nothing():
    sentence = "도서관을 늘린다."
    assert found("도서관은 25곳입니다.", sentence, question="도서관은 25곳인가요?") == "25곳"
    assert found("2019년에 늘립니다.", sentence, question="2019년에 늘리나요?") == "2019년"


def test_a_year_of_the_question_may_be_that_of_the_article():
    plan = "도서관을 2027년까지 12곳으로 늘린다고 밝혔다."
    claim = "2025년 계획에 따르면 도서관은 12곳이 됩니다."
    assert found(claim, plan, question="2025년 도서관 계획은?") == ""
    assert found(claim, plan, question="도서관 계획은?") == "2025년"
    sales = "지난해 매출은 3조원이었다."
    claim = "2025년 매출은 3조 원입니다."
    assert found(claim, sales, question="2025년 매출은?") == "2025년"


def test_the_date_of_the_article_is_evidence_where_its_words_name_none():
    assert found("2025년 2월 21일 도서관이 문을 열었습니다.", "도서관이 문을 열었다.") == ""
    assert found("2025년 2월 21일 보도에 따르면 20일 열렸습니다.", "행사는 20일 열렸다.") == ""
    assert (
        found("2025년 도서관이 문을 열었습니다.", "도서관이 문을 열었다.", published="") == "2025년"
    )


def test_a_day_without_month_is_of_the_month_that_the_article_names():
    sentences = ("2023년 9월 13일 회의가 열렸다.", "20일에도 회의가 이어졌다.")
    assert found("2023년 9월 20일에도 열렸습니다.", *sentences) == ""
    assert found("2023년 10월 20일에도 열렸습니다.", *sentences) == "2023년 10월 20일"


def test_a_day_on_which_something_was_only_told_is_not_that_of_the_event():
    sentences = ("전시장이 18일 문을 열었다.", "시는 관객이 많았다고 20일 밝혔다.")
    assert found("2025년 2월 18일 문을 열었습니다.", *sentences) == ""
    assert found("2025년 2월 20일 문을 열었습니다.", *sentences) == "2025년 2월 20일"
    assert found("시는 2025년 2월 20일 관객이 많았다고 밝혔습니다.", *sentences) == ""


def test_the_day_of_the_article_is_not_that_of_an_event_whose_day_another_sentence_names():
    sentences = ("The court ruled on Tuesday.", "It said the builder was not to blame.")
    assert found("The court ruled on February 18, 2025.", *sentences) == ""
    words = found("The court ruled on February 21, 2025.", *sentences)
    assert words == "February 21, 2025"


def test_an_unknown_noun_may_count_what_a_known_one_names():
    sentence = "The survey found 75 puffins on the cliffs."
    assert found("They found 75 puffins.", sentence, question="How many?") == ""
    assert found("They found 75 birds.", sentence, question="How many?") == ""


def test_a_currency_is_said_once_for_several_amounts():
    sentence = "The firm made 5 million euros, after a loss of 2 million the year before."
    assert found("The loss was €2 million.", sentence) == ""
    assert found("The loss was 2 million dollars.", sentence) == "2 million dollars"


def test_the_headline_holds_figures_as_well():
    assert found("도서관은 12곳입니다.", "도서관을 늘린다.", title="도서관 12곳으로") == ""


def test_a_figure_belongs_to_the_year_of_its_article():
    old = evidence_of("도서관 목표는 12곳이다.", published="2021-03-15")
    new = evidence_of("도서관 목표는 20곳이다.", published="2024-05-20")
    question = question_of("도서관 목표는 몇 곳인가요?")
    right = "목표는 2021년 12곳, 2024년 20곳입니다."
    swapped = "목표는 2021년 20곳, 2024년 12곳입니다."
    assert unsupported_figure(right, [old, new], question) == ""
    assert unsupported_figure(swapped, [old, new], question) == "20곳"


def test_relative_years_of_two_articles_are_not_the_same():
    old = evidence_of("지난해 관객은 3만 명이었다.", published="2021-03-15")
    new = evidence_of("지난해 관객은 5만 명이었다.", published="2024-05-20")
    question = question_of("관객은?")
    assert unsupported_figure("2020년 관객은 3만 명입니다.", [old, new], question) == ""
    assert unsupported_figure("2023년 관객은 3만 명입니다.", [old, new], question) == "3만 명"


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Есть 150 000 человек.", "There are 150,000 people."),
        ("It opened on 3 May 1998.", "Он открылся 3 мая 1998 года."),
        ("ตลาดมีร้านค้า 150 ร้าน", "ตลาดมีร้านค้า 150 ร้าน"),
        ("Oran % 36,9 oldu.", "The rate was 36.9 percent."),
    ],
)
def test_languages_without_tables_are_read_by_their_digits(claim, sentence):
    assert found(claim, sentence) == ""


def test_digits_are_checked_in_every_language():
    assert found("Есть 160 000 человек.", "There are 150,000 people.") == "160 000"
    assert found("It opened on 4 May 1998.", "Он открылся 3 мая 1998 года.") == "4 May 1998"


@pytest.mark.parametrize(
    ("text", "sentence", "held"),
    [
        ("5개 팀이", "다섯 팀이 나선다.", True),
        ("2025년 2월 20일에", "행사는 어제 열렸다.", True),
        ("2024년 매출은", "지난해 매출은 3조원이었다.", True),
        ("15시에", "행사는 오후 3시에 시작한다.", True),
        ("12개월", "공사는 1년 걸린다.", True),
        ("8400m", "노선 길이는 8.4km다.", True),
        ("6개 팀이", "다섯 팀이 나선다.", False),
        ("2023년 매출은", "지난해 매출은 3조원이었다.", False),
    ],
)
def test_values_are_checked_while_a_text_is_written(text, sentence, held):
    assert figures_held(text, [evidence_of(sentence, published=DAY)]) is held


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        # a range of days or years
        ("The course runs from 3 to 7 March 2025.", "The course is held between March 3 and 7."),
        ("어선 45척을 2월 10일에서 12일 사이에 점검했습니다.",
         "Inspectors checked 45 boats between February 10 and 12."),
        ("2016년부터 2019년까지 4만 유로를 훔쳤습니다.",
         "The court heard on Monday that he stole 40,000 euros between 2016 and 2019."),
        # one, where the evidence has a singular; 한 as a verb
        ("승객 세 명 가운데 한 명만 살아남았습니다.", "Only one of the three passengers survived."),
        ("신고를 한 사람은 이웃입니다.", "이웃이 신고했고 소방관 12명이 출동했다."),
        # a limit that a figure keeps to
        ("실업률은 4.8%로 5%를 넘지 않았습니다.", "실업률은 4.8%였다."),
        ("Only 43% were in favour, less than half.", "찬성은 43%에 그쳤다."),
        # over, as far as that
        ("The trail runs over 24 miles.", "The trail is 24 miles long."),
        ("It is played over 12 rounds.", "대회는 12라운드로 치러진다."),
        ("The deal is worth $67 million.", "They signed a 67-million-dollar deal."),
        ("It costs €40 per square metre.", "It costs 40 euros a square metre, or 5 euros a day."),
        # what another time is compared with
        ("2024년 사고는 57건으로 41건이던 2023년보다 늘었습니다.",
         "There were 57 accidents last year, compared with 41 in 2023."),
        ("2022년 우승팀 나래는 2024년에 10위 밖으로 밀렸습니다.",
         "지난해 우승은 다솜이 차지했고, 2022년 우승했던 나래는 10위 밖으로 밀렸다."),
        ("In 2024 turnout was lower than the 71 percent of 2020.",
         "투표율은 2020년 71%에서 지난해 62%로 낮아졌다."),
        ("배심은 2월 18일 그에게 200만 달러를 주라고 평결했습니다.",
         "배심은 18일 2019년 사고로 다친 그에게 200만달러를 주라고 평결했다."),
        ("응답자의 41%가 월세를 가장 큰 이유로 꼽았습니다.",
         "41%는 '월세'를, 29%는 '인건비'를 가장 큰 이유로 들었다."),
        ("178명이 찬성하고 96명이 반대했습니다.", "It passed by 178 votes to 96."),
        ("The firm is cutting 300 jobs.", "회사는 직원 300명을 줄인다."),
        ("밤 12시에 끝납니다.", "It ends at midnight."),
        ("오전 아홉 시에 문을 엽니다.", "It opens at 9 a.m."),
        ("박물관은 봄에 문을 엽니다.", "The museum opens in spring, after a summer of work."),
    ],
)  # fmt: skip
def test_a_paraphrase_is_held(claim, sentence):
    assert found(claim, sentence) == ""


@pytest.mark.parametrize(
    ("claim", "sentence", "words"),
    [
        ("The course runs from 3 to 8 March 2025.", "The course is held between March 3 and 7.",
         "8 March 2025"),
        ("실업률은 4.8%로 5%를 넘었습니다.", "실업률은 4.8%였다.", "5%"),
        ("65세 이하는 23명, 13세는 160명입니다.", "13세는 160명, 65세 이상은 23명이다.", "65세"),
        ("터널은 자정에 열립니다.", "터널은 낮 12시에 열린다.", "자정"),
        ("It costs €40 per square foot.", "It costs 40 euros a square metre.", "per square foot"),
        ("Scores rose by six percent.", "Scores went up by six points.", "six percent"),
        ("The deal is worth $66 million.", "They signed a 67-million-dollar deal.", "66 million"),
    ],
)  # fmt: skip
def test_a_figure_that_a_paraphrase_changes_is_found(claim, sentence, words):
    assert found(claim, sentence) == words
