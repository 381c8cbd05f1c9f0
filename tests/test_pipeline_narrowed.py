"""The pipeline over some of the articles: filters, and the sides of comparisons."""

import pytest

from index.filters import Filter, Kind
from rag.answers import Done, Retrieved, SearchScope
from rag.evidence import MAX_TOKENS, select_evidence
from rag.phrases import PHRASES
from rag.question import understand_question
from tests.test_pipeline import FERRY, TRAM, check_answer

LIBRARIES = "가람시 도서관 목표는 몇 곳인가요?"


def articles_of(answer):
    return {passage.document.source.rsplit("/")[-1] for passage in answer.passages}


def test_an_answer_rests_on_the_articles_of_its_scope_alone(make_pipeline):
    pipeline, _ = make_pipeline({"": ""})
    scope = SearchScope((Filter(Kind.DATE, "2021-01-01/2021-12-31"),))
    answer = pipeline.answer(LIBRARIES, scope=scope)
    assert articles_of(answer) == {"garam-libraries-2021.md"}
    assert {c.evidence.document.date for c in answer.citations} == {"2021-03-15"}
    assert answer.filters == scope.filters
    check_answer(answer)


def test_filters_of_the_question_are_told_with_the_passages_and_in_the_answer(make_pipeline):
    pipeline, generator = make_pipeline({"": ""})
    retrieved, *_, done = pipeline.stream(f"2021년 기사에서 {LIBRARIES}")
    (filter_,) = retrieved.filters
    assert (filter_.kind, filter_.value) == (Kind.DATE, "2021-01-01/2021-12-31")
    assert filter_.words in done.answer.question
    assert (done.answer.filters, done.answer.searched) == (retrieved.filters, retrieved.searched)
    assert articles_of(done.answer) == {"garam-libraries-2021.md"}


def test_a_filter_that_is_taken_back_lets_all_articles_in_again(make_pipeline):
    pipeline, _ = make_pipeline({"": ""})
    question = f"2021년 기사에서 {LIBRARIES}"
    (filter_,) = pipeline.answer(question).filters
    for scope in (SearchScope(unwanted=frozenset({filter_.words})), SearchScope(derive=False)):
        answer = pipeline.answer(question, scope=scope)
        assert answer.filters == ()
        assert {"garam-libraries-2021.md", "garam-libraries-2024.md"} <= articles_of(answer)


def test_outlets_of_the_index_are_known_to_questions(make_pipeline):
    answer = make_pipeline({"": ""})[0].answer("가람일보에 따르면 도서관 목표는 몇 곳인가요?")
    assert [(f.kind, f.value) for f in answer.filters] == [(Kind.PUBLISHER, "가람일보")]
    assert articles_of(answer) <= {"garam-libraries-2021.md", "garam-libraries-2024.md"}


EMPTIED = [
    ("1999년 기사에서 가람시 도서관 목표는?", SearchScope(), "1999년"),
    ("In articles from 1999, what do the electric boats cost?", SearchScope(), "1999"),
    (LIBRARIES, SearchScope((Filter(Kind.PUBLISHER, "없는신문"),)), "없는신문"),
    (FERRY, SearchScope((Filter(Kind.DATE, "1999-03-01/1999-03-31"),)), "March 1999"),
    ("湿地公园将扩建至多少公顷？", SearchScope((Filter(Kind.TAG, "없는 태그"),)), "없는 태그"),
]


@pytest.mark.parametrize(("question", "scope", "named"), EMPTIED)
def test_a_filter_that_leaves_nothing_is_named_in_the_language_of_the_question(
    make_pipeline, question, scope, named
):
    pipeline, generator = make_pipeline({"": "가람시입니다."})
    events = list(pipeline.stream(question, scope=scope))
    answer = events[-1].answer
    assert [type(event) for event in events] == [Retrieved, Done]
    assert (answer.abstained, answer.passages, answer.citations) == (True, (), ())
    assert answer.text.startswith(PHRASES[answer.language].emptied)
    assert named in answer.text
    assert generator.prompts == []


def test_only_the_filter_to_blame_is_named(make_pipeline):
    pipeline, _ = make_pipeline()
    filters = (Filter(Kind.DATE, "2021-01-01/.."), Filter(Kind.PUBLISHER, "없는신문"))
    text = pipeline.answer(LIBRARIES, scope=SearchScope(filters)).text
    assert "없는신문" in text
    assert "2021" not in text


def test_a_follow_up_stays_in_the_articles_of_the_question_before(make_pipeline):
    pipeline, _ = make_pipeline({"": ""})
    answer = pipeline.answer("그럼 사업비는?", [f"2021년 기사에서 {LIBRARIES}"])
    assert [f.value for f in answer.filters] == ["2021-01-01/2021-12-31"]
    assert articles_of(answer) == {"garam-libraries-2021.md"}


# -- comparisons -------------------------------------------------------------------------------

BY_YEAR = "2021년과 2024년의 가람시 도서관 목표를 비교해줘"
BY_NAME = "가람시 노면전차와 도서관의 사업비를 비교해줘"


@pytest.mark.parametrize(
    ("question", "files"),
    [
        (BY_YEAR, ["garam-libraries-2021.md", "garam-libraries-2024.md"]),
        (BY_NAME, ["garam-tram.txt", "garam-libraries-2024.md"]),
    ],
)
def test_the_best_sentence_of_each_side_is_quoted(make_pipeline, question, files):
    answer = make_pipeline({"": ""})[0].answer(question)
    quoted = [c.evidence for c in answer.citations]
    assert [item.side for item in quoted] == [1, 2]
    assert [item.document.source.rsplit("/")[-1] for item in quoted] == files
    assert all(f"“{item.text}”" in answer.text for item in quoted)
    check_answer(answer)


def test_evidence_of_any_question_is_short(pipeline):
    for question in (BY_YEAR, TRAM, FERRY, "가람시는 무엇을 하나요?"):
        found = understand_question(question)
        evidence = select_evidence(found, pipeline.search(found, top_k=20))
        assert sum(item.tokens for item in evidence) <= MAX_TOKENS
