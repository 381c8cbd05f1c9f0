import io
from dataclasses import replace

import pytest

from index.documents import Document, Dropped
from index.filters import Filter, Kind
from rag import terminal
from rag.answers import Delta, Done, Quoted, Retrieved, SearchScope, Side, TimePreference
from rag.doctor import Finding, ModelInUse
from rag.phrases import PHRASES
from rag.retriever import Retrieval
from tests.evidence_of import passage_of, question_of

TRAM = "가람시 노면전차 1호선 길이는 얼마인가요?"
REPLY = "노면전차의 노선 길이는 8.4㎞입니다."


def test_a_draft_that_stands_is_not_said_twice(make_pipeline, capsys):
    pipeline, _ = make_pipeline({"": REPLY})
    answer = pipeline.answer(TRAM)
    terminal.stream_answer(pipeline.stream(TRAM))
    shown = capsys.readouterr().out
    assert shown.startswith(f"{answer.text}\n\nSources\n  [1] ")
    assert shown.count(REPLY) == 1


def test_a_draft_that_the_check_changed_is_followed_by_the_checked_answer(make_pipeline, capsys):
    pipeline, _ = make_pipeline({"": "노선 길이는 84㎞입니다."})
    terminal.stream_answer(pipeline.stream(TRAM))
    shown = capsys.readouterr().out
    assert "84" not in shown
    assert f"\n\n— checked answer —\n{pipeline.answer(TRAM).text}\n" in shown


def test_an_abstention_is_said_without_a_draft(make_pipeline, capsys):
    pipeline, _ = make_pipeline()
    terminal.stream_answer(pipeline.stream("달 탐사선 발사 비용은 어느 나라가 냈나요?"))
    shown = capsys.readouterr().out
    assert shown.startswith("색인된 기사에서는")
    assert "Sources" not in shown


def test_every_source_is_listed_once_with_its_words_and_place(make_pipeline, capsys):
    pipeline, _ = make_pipeline({"": REPLY})
    answer = pipeline.answer(TRAM)
    terminal.print_answer(answer)
    shown = capsys.readouterr().out
    for citation in answer.citations:
        evidence = citation.evidence
        assert shown.count(f"  [{citation.marker}] {evidence.document.title}") == 1
        place = f"{evidence.document.source} [{evidence.span.start}:{evidence.span.end}]"
        assert f"      “{evidence.text}”\n      {place}\n" in shown


def test_pieces_are_written_as_they_come(monkeypatch, make_pipeline):
    events = make_pipeline({"": REPLY})[0].stream(TRAM)
    written = io.StringIO()
    monkeypatch.setattr("sys.stdout", written)
    seen = []

    def watched():
        for event in events:
            seen.append((type(event), len(written.getvalue())))
            yield event

    terminal.stream_answer(watched())
    sizes = [size for kind, size in seen if kind is Delta]
    assert sizes == sorted(set(sizes))
    assert [kind for kind, _ in seen][:2] == [Retrieved, Quoted]
    assert seen[-1][0] is Done


def test_progress_away_from_a_terminal_is_one_line_now_and_then_and_at_the_end(capsys):
    line = terminal.CountLine()
    for done in range(1, 101):
        line(done, 100, "가람시 도서관")
    lines = capsys.readouterr().err.splitlines()
    assert 1 <= len(lines) <= 2
    assert lines[-1].startswith("[100/100]")
    assert lines[-1].endswith("가람시 도서관")


def test_progress_on_a_terminal_redraws_its_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    line = terminal.CountLine()
    line(1, 2, "観測所" * 50)
    line(2, 2, "끝")
    shown = capsys.readouterr().err
    assert shown.startswith("\r\x1b[K[1/2]")
    assert shown.endswith("끝\n")
    assert max(map(len, shown.split("\r"))) <= 110


FOUND = replace(
    passage_of("湿地公园将扩建。", title="湿地"),
    score=1.25,
    parts={"dense": 0.9, "lexical": 0.15, "sentence": 0.2, "time": 0.0},
    matched=("湿地",),
)


def test_passages_are_listed_with_what_their_scores_are_made_of(capsys):
    terminal.print_search(question_of("湿地公园？"), Retrieval((FOUND,)))
    assert capsys.readouterr().out == (
        "1. 湿地 (가람일보, 2024-05-20)\n"
        "   1.250 = 0.900 dense + 0.150 lexical + 0.200 sentence\n"
        "   matched: 湿地\n   湿地公园将扩建。\n"
    )
    terminal.print_search(question_of("湿地公园？"), Retrieval(()))
    assert capsys.readouterr().out == "No passages found.\n"


def test_how_a_question_was_understood_stands_before_what_was_found(capsys, monkeypatch):
    filters = (Filter(Kind.DATE, "2023-09-01/2023-09-30", "지난달"), Filter(Kind.TAG, "교통"))
    question = replace(
        question_of("그럼 요금은?", searched="전차와 버스 요금은?"),
        filters=filters,
        time=TimePreference(newest=True),
        sides=(Side("전차 요금은?"), Side("버스 요금은?")),
    )
    terminal.print_search(question, Retrieval((FOUND,)))
    assert capsys.readouterr().out.startswith(
        "searched: 전차와 버스 요금은?\nside: 전차 요금은?\nside: 버스 요금은?\n"
        "only: September 2023 · tag 교통\nnewest first\n1. 湿地"
    )
    monkeypatch.setenv("GEUNGEO_LANG", "ko")
    terminal.print_search(question, Retrieval(()))
    assert capsys.readouterr().out == (
        "찾은 말: 전차와 버스 요금은?\n비교: 전차 요금은?\n비교: 버스 요금은?\n"
        "조건: 2023년 9월 · 태그 교통\n새 기사 먼저\n찾은 구절이 없습니다.\n"
    )


@pytest.mark.parametrize(
    ("time", "ko", "en"),
    [
        (TimePreference(newest=True), "새 기사 먼저", "newest first"),
        (TimePreference(oldest=True), "오래된 기사 먼저", "oldest first"),
        (TimePreference(period="2023-01-01/2023-12-31"), "때: 2023년", "around: 2023"),
    ],
)
def test_which_dates_count_more_is_said(capsys, monkeypatch, time, ko, en):
    question = replace(question_of("요금은?"), time=time)
    for language, words in (("ko", ko), ("en", en)):
        monkeypatch.setenv("GEUNGEO_LANG", language)
        terminal.print_search(question, Retrieval((FOUND,)))
        assert capsys.readouterr().out.splitlines()[0] == words


def test_a_filter_that_left_nothing_is_named_instead_of_passages(capsys):
    emptied = (Filter(Kind.PUBLISHER, "없는신문"),)
    question = replace(question_of("요금은?"), filters=(*emptied, Filter(Kind.LANGUAGE, "ko")))
    terminal.print_search(question, Retrieval((), emptied_by=emptied))
    shown = capsys.readouterr().out
    assert shown == "only: 없는신문 · Korean articles\nno article satisfies: 없는신문\n"


def test_filters_stand_before_an_answer_streamed_or_not(make_pipeline, capsys):
    pipeline, _ = make_pipeline({"": REPLY})
    scope = SearchScope((Filter(Kind.LANGUAGE, "ko"),))
    terminal.stream_answer(pipeline.stream(TRAM, scope=scope))
    streamed = capsys.readouterr().out
    terminal.print_answer(pipeline.answer(TRAM, scope=scope))
    assert streamed == capsys.readouterr().out
    assert streamed.startswith("only: Korean articles\n“")


def test_an_answer_that_no_article_may_give_names_the_filter(make_pipeline, capsys):
    pipeline, _ = make_pipeline()
    scope = SearchScope((Filter(Kind.PUBLISHER, "없는신문"),))
    terminal.stream_answer(pipeline.stream(TRAM, scope=scope))
    shown = capsys.readouterr().out
    assert shown.startswith("only: 없는신문\n")
    assert f"{PHRASES['ko'].emptied}: 없는신문" in shown
    assert "Sources" not in shown and "checked" not in shown


def test_an_article_is_shown_with_what_is_known_and_what_was_left_out(capsys):
    document = Document(
        *("다리 개통", "다리가 열렸다.", "ko", "a.txt"), dropped=(Dropped("메뉴", "button"),)
    )
    terminal.print_document(document, [document.source], cleaning=False)
    shown = capsys.readouterr().out
    assert f"id         {document.id}\ntitle      다리 개통\n" in shown
    assert "publisher" not in shown
    assert shown.endswith("\n\n다리가 열렸다.\n")
    terminal.print_document(document, [document.source], cleaning=True)
    rows = [row.split(" | ") for row in capsys.readouterr().out.splitlines() if " | " in row]
    assert [[cell.strip() for cell in row] for row in rows] == [
        *(["KEPT", "LEFT OUT, AND WHY (1)"], ["다리가 열렸다.", "button: 메뉴"]),
    ]


def test_side_by_side_no_letter_is_lost_and_columns_stand_below_each_other(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "47")
    kept = "가람시는 다리를 놓았다 and it opened on 4 May. " * 3
    document = Document("제목", kept.strip(), "ko", "a", dropped=(Dropped("메뉴 " * 30, "menu"),))
    terminal.print_document(document, [], cleaning=True)
    rows = [row for row in capsys.readouterr().out.splitlines() if " |" in row]
    left = "".join(row.split(" |")[0] for row in rows[1:])
    assert "".join(left.split()) == "".join(kept.split())
    widths = {sum(2 if ord(c) > 0x1100 else 1 for c in row.split("|")[0]) for row in rows}
    assert len(widths) == 1


@pytest.mark.parametrize(("cure", "mark"), [("", "✓"), ("`make setup`을 실행하세요.", "✗")])
def test_findings_say_what_is_wrong_and_how_to_cure_it(capsys, cure, mark):
    terminal.print_findings([Finding("index", "기사 없음", cure)], as_json=False)
    shown = capsys.readouterr().out
    assert shown.startswith(f"{mark} index: 기사 없음\n")
    assert (f"→ {cure}" in shown) == bool(cure)


def test_models_are_listed_with_licence_and_origin(capsys):
    model = ModelInUse("generator", "m", "o/m", "MIT", "hub", "/모델", "ab" * 32, 1_117_000_000)
    terminal.print_models([model], as_json=False)
    shown = capsys.readouterr().out
    assert shown.startswith("generator: m\n")
    for words in ("o/m", "MIT", "hub", "1,117 MB", "ab" * 32, "/모델"):
        assert words in shown


def test_messages_go_to_standard_error(capsys):
    terminal.complain("색인이 없습니다")
    terminal.announce_page("http://127.0.0.1:7860")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "geungeo: 색인이 없습니다\n" in captured.err
    assert "open http://127.0.0.1:7860 in your browser" in captured.err
