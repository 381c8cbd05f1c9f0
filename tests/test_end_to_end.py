"""The whole of it with the real weights: index, ask in two languages, abstain, stop."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.filters import Kind
from rag.answers import Delta, Quoted, SearchScope
from rag.assemble import at_once, index_paths, open_pipeline
from rag.cli import main
from rag.generator import Usage
from rag.prompt import build_prompt
from rag.question import understand_question
from rag.settings import Settings
from tests.conftest import ARTICLES
from tests.json_keys import ANSWER_KEYS

pytestmark = pytest.mark.real

TRAM = "가람시 노면전차 1호선의 총사업비는 얼마인가요?"
CROSS_LINGUAL = "How many public libraries will Garam City have by 2028?"
UNANSWERABLE = "달 탐사선을 쏘아 올린 나라는 어디인가요?"


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    settings = Settings(data=tmp_path_factory.mktemp("색인"))
    report = index_paths(settings, [ARTICLES], progress=lambda *words: None)
    assert (len(report.new), report.errors) == (8, [])
    return settings


@pytest.fixture(scope="module")
def pipeline(settings):
    return open_pipeline(settings, warm_after=at_once())


def shown_text(settings, document_id, capsys):
    assert main(["show", document_id, "--text", "--data", str(settings.data)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("question", "language", "figure", "source"),
    [
        (TRAM, "ko", "2,960억", "garam-tram.txt"),
        (CROSS_LINGUAL, "en", "20", "garam-libraries-2024.md"),
    ],
)
def test_a_question_is_answered_from_its_article_with_verbatim_quotes(
    pipeline, settings, capsys, question, language, figure, source
):
    answer = pipeline.answer(question)
    assert not answer.abstained
    assert answer.language == language
    assert figure in answer.text
    assert source in {Path(c.evidence.document.source).name for c in answer.citations}
    for citation in answer.to_json()["citations"]:
        text = shown_text(settings, citation["document_id"], capsys)
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert answer.text[citation["answer_start"] : citation["answer_end"]].strip()
    assert answer.timings.answer_tokens > 0


def test_a_question_that_names_its_articles_is_answered_from_them_alone(pipeline):
    question = "2021년 기사에서 가람시 공공도서관 목표는 몇 곳인가요?"
    answer = pipeline.answer(question)
    assert [(f.kind, f.value) for f in answer.filters] == [
        (Kind.DATE, "2021-01-01/2021-12-31"),
    ]
    assert {p.document.published for p in answer.passages} == {"2021-03-15"}
    assert "12" in answer.text
    assert "20곳" not in answer.text
    everywhere = pipeline.answer(question, scope=SearchScope(derive=False))
    assert len({p.document.id for p in everywhere.passages}) > 1


def test_a_comparison_rests_on_an_article_of_each_side(pipeline):
    answer = pipeline.answer("2021년과 2024년의 가람시 도서관 목표를 비교해줘")
    assert not answer.abstained
    dates = {c.evidence.document.date[:4] for c in answer.citations}
    assert dates == {"2021", "2024"}


def test_a_question_that_no_article_answers_is_not_answered(pipeline):
    answer = pipeline.answer(UNANSWERABLE)
    assert answer.abstained
    assert answer.citations == ()
    assert answer.text.startswith("색인된 기사에서는 이 질문의 답을 찾지 못했습니다.")


def test_a_stopped_answer_stops_the_model_within_a_few_tokens(pipeline):
    events = pipeline.stream(TRAM)
    evidence = [e.evidence for e in (next(events), next(events)) if isinstance(e, Quoted)]
    assert any(isinstance(event, Delta) for event in events)  # the first words are there
    events.close()
    usage = Usage()
    prompt = build_prompt(understand_question(TRAM), evidence)
    pieces = pipeline.generator.stream(prompt, max_tokens=400, usage=usage)
    next(pieces)
    pieces.close()
    assert usage.answer_tokens <= 16  # of 400: one piece is a few tokens
    assert "2,960억" in pipeline.answer(TRAM).text


@pytest.mark.parametrize(("question", "figure"), [(TRAM, "2,960억"), (UNANSWERABLE, "")])
def test_the_command_answers_as_json_in_a_process_of_its_own(settings, question, figure):
    done = subprocess.run(
        [sys.executable, "-m", "rag.cli", "ask", question, "--json", "--data", settings.data],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert list(record) == ANSWER_KEYS
    assert figure in record["answer"]
    assert record["abstained"] is not bool(record["citations"])
