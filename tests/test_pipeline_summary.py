"""Summaries through the pipeline: of chosen, named, cited and unknown articles."""

from index.filters import Filter, Kind
from rag.answers import Retrieved, SearchScope
from rag.phrases import PHRASES
from tests.test_pipeline import check_answer


def chosen(retriever, *names):
    documents = {d.source.rsplit("/", 1)[-1]: d for d in retriever.store.documents()}
    return tuple(Filter(Kind.DOCUMENT, documents[name].id) for name in names)


def cited_sources(answer):
    return {c.evidence.document.source.rsplit("/", 1)[-1] for c in answer.citations}


def test_a_chosen_article_is_summarised_in_its_own_words_without_the_model(
    make_pipeline, retriever
):
    pipeline, generator = make_pipeline()
    scope = SearchScope(chosen(retriever, "garam-tram.txt"))
    *events, done = pipeline.stream("이 기사 요약해줘", scope=scope)
    assert cited_sources(done.answer) == {"garam-tram.txt"}
    assert 1 < len({c.marker for c in done.answer.citations}) <= 3
    assert not generator.prompts
    assert isinstance(events[0], Retrieved)
    check_answer(done.answer)


def test_the_article_that_was_just_cited_is_this_article(make_pipeline):
    pipeline, _ = make_pipeline()
    (tram,) = {
        d.id for d in pipeline.retriever.store.documents() if d.source.endswith("garam-tram.txt")
    }
    answer = pipeline.answer("이 기사 두 줄로 요약해줘", cited=[tram])
    assert cited_sources(answer) == {"garam-tram.txt"}
    assert len({c.marker for c in answer.citations}) <= 2
    check_answer(answer)


def test_a_topic_names_its_articles(make_pipeline):
    pipeline, _ = make_pipeline()
    answer = pipeline.answer("가람시 노면전차 기사 요약해줘")
    assert "garam-tram.txt" in cited_sources(answer)
    check_answer(answer)


def test_an_earlier_question_tells_which_article_is_meant(make_pipeline):
    pipeline, _ = make_pipeline()
    answer = pipeline.answer("이 기사 요약해줘", ["가람시 노면전차 1호선 길이는?"])
    assert "garam-tram.txt" in cited_sources(answer)


def test_an_article_that_cannot_be_told_is_asked_for(make_pipeline):
    pipeline, _ = make_pipeline()
    answer = pipeline.answer("이 기사 요약해줘")
    assert (answer.text, answer.abstained) == (PHRASES["ko"].which_article, True)
    assert not answer.citations


def test_an_article_in_another_language_is_translated_sentence_by_sentence(
    make_pipeline, retriever
):
    pipeline, generator = make_pipeline({"": "이 문장은 번역이 되었습니다."})
    scope = SearchScope(chosen(retriever, "port-ellis-ferries.md"))
    answer = pipeline.answer("이 기사 요약해줘", scope=scope)
    assert len(generator.prompts) > 1
    assert all(p.messages[0].content == PHRASES["ko"].translate for p in generator.prompts)
    check_answer(answer)


def test_a_topic_that_no_article_is_about_is_not_summarised(make_pipeline):
    pipeline, generator = make_pipeline()
    answer = pipeline.answer("비트코인 시세 기사 요약해줘")
    assert answer.abstained
    assert answer.text.startswith(PHRASES["ko"].abstention)
    assert not answer.citations and not generator.prompts
