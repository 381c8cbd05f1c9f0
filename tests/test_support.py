import pytest

from rag.answers import Verdict
from rag.support.check import check_claim
from rag.support.grounds import grounds_of
from tests.evidence_of import evidence_of, question_of

LIBRARIES = "가람시는 2026년까지 공공도서관을 현재 7곳에서 12곳으로 늘리는 계획을 발표했다."


def reason(claim, sentence, question, **fields):
    verdict = check_claim(claim, [evidence_of(sentence, **fields)], question_of(question))
    return f"{verdict.kind} {verdict.words}".strip()


@pytest.mark.parametrize(
    ("claim", "sentence", "question"),
    [
        ("공공도서관을 12곳으로 늘립니다.", LIBRARIES, "가람시 도서관을 몇 곳으로 늘리나요?"),
        ("사업비는 9천억 원입니다.", "사업비는 9,000억원이다.", "사업비는 얼마인가요?"),
        (
            "The plan costs 42.5 million dollars.",
            "The plan costs $42.5 million.",
            "How much is it?",
        ),
        ("公园将扩建至860公顷。", "湿地公园将扩建至860公顷。", "公园将扩建至多少公顷？"),
        ("建設費は3億6000万円です。", "建設費は3億6000万円だった。", "建設費はいくらですか"),
        ("La obra costó 128 millones de euros.", "La obra costó 128 millones.", "¿Cuánto costó?"),
        ("ตลาดมีร้านค้า 150 ร้าน", "ตลาดมีร้านค้า 150 ร้านและเรือ 36 ลำ", "ตลาดมีร้านค้ากี่ร้าน"),
    ],
)
def test_a_claim_that_says_what_its_evidence_says_is_supported(claim, sentence, question):
    assert reason(claim, sentence, question) == ""


@pytest.mark.parametrize(
    ("claim", "sentence", "question"),
    [
        ("2억 4천만 위안이 듭니다.", "工程投资2.4亿元。", "공사비는 얼마인가요?"),
        ("The line has 13 stops.", "정거장은 13곳이다.", "How many stops does the line have?"),
        ("노면전차 요금은 1,500원입니다.", "The fare is 1,500 won.", "노면전차 요금은 얼마인가요?"),
    ],
)
def test_a_claim_may_rest_on_evidence_in_another_language(claim, sentence, question):
    assert reason(claim, sentence, question) == ""


@pytest.mark.parametrize(
    ("claim", "figure"),
    [
        ("공공도서관을 25곳으로 늘립니다.", "25곳"),
        ("공공도서관을 120곳으로 늘립니다.", "120곳"),
        ("2027년까지 12곳으로 늘립니다.", "2027년"),
    ],
)
def test_a_figure_that_is_not_in_the_evidence_is_refused_and_named(claim, figure):
    found = reason(claim, LIBRARIES, "가람시 도서관을 몇 곳으로 늘리나요?")
    assert found == f"figure {figure}"


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("The city will have 12 public libraries.", "가람시 도서관을 몇 곳으로 늘리나요?"),
        ("公共图书馆将增至12处。", "가람시 도서관을 몇 곳으로 늘리나요?"),
        ("공공도서관을 12곳으로 늘립니다.", "How many libraries will Garam City have?"),
    ],
)
def test_a_claim_in_another_language_than_the_question_is_refused(claim, question):
    assert reason(claim, LIBRARIES, question) == "language"


@pytest.mark.parametrize(
    ("claim", "question", "refused"),
    [
        ("ガラム市は도서관を12か所に増やします。", "図書館は何か所になりますか。", True),
        ("The city will have 12 도서관 by then.", "How many libraries will the city have?", True),
        ("The city (가람시) will have 12 libraries.", "How many libraries are there?", False),
        ("市の標語は「도서관」で、図書館は12か所です。", "図書館は何か所になりますか。", False),
        ("도서관(図書館)을 12곳으로 늘립니다.", "도서관은 몇 곳이 되나요?", False),
        ("도서관은 代理人이 12곳으로 늘립니다.", "도서관은 몇 곳이 되나요?", True),
        ("도서관은 2024年에 12곳이 됩니다.", "도서관은 몇 곳이 되나요?", True),
    ],
)
def test_words_left_in_a_script_of_another_language_are_refused(claim, question, refused):
    assert reason(claim, LIBRARIES, question).startswith("language") == refused


def test_a_question_for_a_number_wants_one_where_the_evidence_has_it():
    question = "가람시 도서관을 몇 곳으로 늘리나요?"
    assert reason("가람시는 공공도서관을 늘립니다.", LIBRARIES, question).startswith("kind")
    assert reason("가람시는 도서관을 늘립니다.", "가람시는 도서관을 늘린다.", question) == ""


def test_words_that_the_evidence_does_not_know_are_refused():
    found = reason(
        "공공도서관을 지하철역과 우체국 건물에 짓습니다.", LIBRARIES, "도서관은 어디에 있나요?"
    )
    assert found.startswith(("words", "name"))


def test_words_that_every_text_has_are_no_news():
    claim, sentence = "They will not run before it.", "All ferries are cancelled until evening."
    assert reason(claim, sentence, "When will the ferries be back?") == ""


def test_words_of_the_question_the_headline_and_the_publisher_are_no_news():
    sentence = "그는 계획을 발표했다."
    claim = "가람일보에 따르면 시장은 도서관 계획을 발표했습니다."
    assert reason(claim, sentence, "시장은 무엇을 발표했나요?", title="도서관 계획") == ""


def test_words_of_the_question_are_not_asked_of_the_evidence_again():
    claim = "도지사는 항만 확장 회의에서 계획을 발표했습니다."
    question = "도지사는 항만 확장 회의에서 무엇을 발표했나요?"
    assert reason(claim, "그는 계획을 발표했다.", question) == ""
    assert reason(claim, "그는 계획을 발표했다.", "무엇을 발표했나요?") != ""


def test_a_figure_that_counts_something_else_is_refused():
    found = reason("찬성은 3표입니다.", "기권은 3명이었고 찬성은 많았다.", "찬성은 몇 표인가요?")
    assert found == "figure 3표"


@pytest.mark.parametrize(
    ("words", "published", "year"),
    [
        ("지난해 관객은 3만 명이었다.", "2024-05-20", "2023"),
        ("작년보다 늘었다.", "2024-05-20", "2023"),
        ("올해 문을 연다.", "2024-05-20", "2024"),
        ("내년 봄에 연다.", "2024-05-20T10:30", "2025"),
        ("Last year the ferries carried more.", "2024-02-13", "2023"),
        ("They open next year.", "2024-02-13", "2025"),
        ("昨年の登山者は多かった。", "2023-05-11", "2022"),
        ("去年公园接待游客。", "2022-11-03", "2021"),
        ("明年春天开放。", "2022-11-03", "2023"),
        ("El año pasado llovió.", "2024-07-08", "2023"),
    ],
)
def test_a_relative_year_means_the_year_that_the_date_of_the_article_gives(words, published, year):
    assert year in grounds_of(evidence_of(words, published=published))
    assert year not in grounds_of(evidence_of(words, published=""))


def test_a_claim_may_name_the_year_that_the_article_calls_last_year():
    sentence, question = (
        "지난해 가람시 도서관을 찾은 시민은 132만 명이었다.",
        "2020년 도서관 이용자는?",
    )
    claim = "2020년 가람시 도서관을 찾은 시민은 132만 명입니다."
    assert reason(claim, sentence, "가람시 도서관을 찾은 시민은?", published="2021-03-15") == ""
    assert reason(claim, sentence, "가람시 도서관을 찾은 시민은?", published="2024-05-20") != ""
    assert reason(claim, sentence, question, published="2021-03-15") == ""


def test_several_pieces_of_evidence_support_a_claim_together():
    claim = "도서관은 2021년 12곳, 2024년 20곳이 목표입니다."
    first = evidence_of("도서관 목표는 12곳이다.", published="2021-03-15")
    second = evidence_of("도서관 목표는 20곳이다.", published="2024-05-20")
    question = question_of("도서관 목표는 몇 곳인가요?")
    assert check_claim(claim, [first, second], question).supported
    assert not check_claim(claim, [second], question).supported


def test_grounds_are_the_sentence_its_headline_date_and_publisher():
    grounds = grounds_of(
        evidence_of("橋は420メートルだ。", title="橋", published="2024-05-20T10:30")
    )
    assert grounds == ("橋は420メートルだ。", "橋", "2024-05-20", "가람일보")


def test_a_verdict_without_a_reason_is_support():
    assert Verdict().supported
    assert not Verdict("figure", "3").supported


def test_a_figure_that_only_the_question_knows_is_not_supported():
    found = reason("네, 도서관은 25곳입니다.", LIBRARIES, "가람시 도서관은 25곳이 맞나요?")
    assert found == "figure 25곳"


def test_a_sentence_about_a_name_that_the_article_never_mentions_rests_on_nothing():
    teams = "다섯 팀이 정예팀에 뽑혔다. 팀은 가람시에 모였다."
    question = "삼성전자는 정예팀에 뽑혔나요?"
    assert reason("삼성전자는 정예팀에 뽑혔습니다.", teams, question) == "name 삼성전자"
    known = "삼성전자 등 다섯 팀이 정예팀에 뽑혔다."
    assert reason("삼성전자는 정예팀에 뽑혔습니다.", known, question) == ""
    assert reason("다섯 팀이 정예팀에 뽑혔습니다.", teams, question) == ""
