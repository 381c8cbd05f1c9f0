import pytest

from rag.abstention import judge_retrieval, term_share
from rag.retriever import Retrieval
from tests.evidence_of import evidence_of, passage_of, question_of

TEXT = "가람시가 노면전차 1호선 공사를 2023년 10월 시작했다."
FAR, NEAR = 0.72, 0.86


def reason(question, passages, evidence=(), **fields):
    evidence = evidence or [evidence_of(p.text, published=p.document.published) for p in passages]
    found = Retrieval(tuple(passages))
    asked = question_of(question, **fields)
    return judge_retrieval(asked, found, evidence, idf=lambda _: 2.0).reason


def test_nothing_found_is_a_reason():
    assert reason("노면전차는?", []) == "nothing was found"
    found = Retrieval((passage_of(TEXT),))
    assert judge_retrieval(question_of("노면전차는?"), found, [], idf=lambda _: 2.0).reason
    assert reason("노면전차는?", [], [evidence_of(TEXT)]) == "nothing was found"


@pytest.mark.parametrize("text", [TEXT, "The tram line opened.", "湿地公园扩建。", "ตลาดเปิดแล้ว"])
def test_passages_about_something_else_are_a_reason_in_any_language(text):
    assert "something else" in reason("가람시 노면전차 공사는?", [passage_of(text, dense=FAR)])


def test_one_near_passage_is_enough():
    passages = [passage_of(TEXT, dense=NEAR), passage_of(TEXT, dense=FAR)]
    assert reason("가람시 노면전차 공사는?", passages) == ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("달 탐사선 발사 비용은 어느 나라가 냈나요?", TEXT),
        ("Who composed the famous violin concerto?", "The tram line opened in October."),
        ("月球探测器发射费用", "湿地公园将扩建至860公顷。"),
    ],
)
def test_a_question_whose_words_are_in_no_passage_is_a_reason(question, text):
    passages = [passage_of(text, dense=NEAR, lexical=0.05)]
    assert "words are in no article" in reason(question, passages)


def test_many_rare_words_in_common_outweigh_the_missing_ones():
    passages = [passage_of(TEXT, dense=NEAR, lexical=0.6)]
    assert reason("달 탐사선 발사 비용은?", passages) == ""


def test_words_are_not_compared_across_languages():
    passages = [passage_of("The tram line opened in October.", dense=NEAR, lexical=0.0)]
    assert reason("노면전차는 언제 개통했나요?", passages) == ""


def test_where_an_article_in_another_language_is_nearer_it_is_the_one_that_is_meant():
    passages = [
        passage_of("The lunar probe was launched in May.", dense=NEAR + 0.05, lexical=0.0),
        passage_of(TEXT, dense=NEAR, lexical=0.05),
    ]
    assert reason("달 탐사선은 언제 발사했나요?", passages) == ""
    assert "no article" in reason("달 탐사선은 언제 발사했나요?", passages[1:])


def test_words_that_only_an_article_in_another_language_holds_do_not_count():
    passages = [
        passage_of("The tram line opened.", dense=NEAR + 0.05, lexical=0.05),
        passage_of("가람시 violin concerto 작곡", dense=NEAR, lexical=0.0),
    ]
    assert "no article" in reason("violin concerto composer", passages, language="en")


def test_another_meeting_of_a_series_is_a_reason():
    passages = [passage_of("제3차 도시계획위원회가 열렸다. 3차 회의는 짧았다.")]
    assert "series" in reason("제5차 도시계획위원회는 무엇을 정했나요?", passages)
    assert reason("제3차 도시계획위원회는 무엇을 정했나요?", passages) == ""
    assert reason("3차 도시계획위원회는 무엇을 정했나요?", passages) == ""
    assert reason("제5차 항만위원회는 무엇을 정했나요?", passages) == ""


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("2031년 가람시 노면전차 공사는?", "ko"),
        ("When did the tram works of 2031 begin?", "en"),
        ("2031年的电车工程", "zh"),
    ],
)
def test_a_year_that_no_evidence_knows_is_a_reason(question, language):
    passages = [passage_of(TEXT, language=language, lexical=0.6)]
    assert "year" in reason(question, passages, language=language)
    known = question.replace("2031", "2023")
    assert reason(known, passages, language=language) == ""


def test_a_year_may_be_that_of_the_article():
    passages = [passage_of("가람시가 노면전차 공사를 시작했다.", published="2023-10-04")]
    assert reason("2023년 가람시 노면전차 공사는?", passages) == ""


def test_the_share_of_a_questions_words_in_a_passage_is_between_0_and_1():
    passages = [passage_of(TEXT), passage_of("湿地公园 도서관")]

    def share(question):
        return term_share(question, passages, idf=lambda _: 2.0)

    assert share("가람시 노면전차 공사") == 1.0
    assert share("달 탐사선") == 0.0
    assert 0 < share("노면전차 탐사선") < 1
    assert share("도서관") == 1.0
    assert share("얼마인가요?") == 0.0
    titled = passage_of("그는 이렇게 밝혔다.", title="항만 확장", publisher="みどり新報")
    assert term_share("항만 확장", [titled], idf=lambda _: 2.0) == 1.0
