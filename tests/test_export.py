import json
from dataclasses import replace

import pytest

from index.documents import Span
from index.filters import Filter, Kind
from index.store import Store
from index.sync import put_document
from page.conversations import ConversationStore
from page.export import export_html, export_json, export_markdown, file_name
from page.kept_turns import save_turn
from page.texts import Text
from page.turns import Turn
from rag.answers import Passage, Verdict
from rag.cli import main
from tests.fakes import BigramEmbedder
from tests.json_keys import ANSWER_KEYS, CITATION_KEYS
from tests.page_fakes import BUDGET, EVIL, GPU, HOSTILE, Page, answer_of, evidence

FIRST = evidence(GPU, "5만 장 확보를 2028년으로 당긴다.")
SECOND = evidence(BUDGET, "The budget is 9.9 trillion won.")


def turn_of(*claims, question="GPU 목표는?", number=1, **answer):
    return Turn(number, question, searched=question, answer=answer_of(*claims, **answer))


TWO = turn_of(
    ("2028년까지 5만 장입니다.", " [1]", {1: FIRST}, True),
    ("예산은 9.9조 원입니다.", " [2] [7]", {2: SECOND}, False),
)


@pytest.fixture
def exported(tmp_path):
    """Return a function: turns -> (conversation, its turns as they are kept)."""

    def keep(*turns):
        store, id_ = ConversationStore(tmp_path), ""
        for turn in turns:
            id_ = save_turn(store, id_, turn)
        return store.load(id_)

    return keep


# -- JSON ----------------------------------------------------------------------------------


def test_the_json_is_a_list_of_answers_as_the_command_line_prints_them(exported):
    conversation, turns = exported(TWO, Turn(2, "멈춘 질문", stopped=True))
    first, second = json.loads(export_json(conversation, turns))
    assert set(ANSWER_KEYS) <= set(first)
    assert set(CITATION_KEYS) <= set(first["citations"][0])
    assert (first["answer"], first["question"]) == (TWO.answer.text, TWO.question)
    assert first["conversation"] == {"id": conversation.id, "title": "GPU 목표는?"}
    assert first["id"] != second["id"]
    assert (second["answer"], second["citations"], second["stopped"]) == (None, [], True)


def test_the_json_says_why_sentences_were_withheld_as_the_command_line_does(exported):
    turn = replace(TWO, answer=replace(TWO.answer, withheld=(Verdict("figure", "7조"),)))
    (answer,) = json.loads(export_json(*exported(turn)))
    assert answer["withheld"] == ["figure"]


@pytest.fixture
def verify(tmp_path, capsys):
    """Return a function: an exported JSON -> (exit code, the states printed)."""

    def run(text):
        path = tmp_path / "exported.json"
        path.write_text(text, "utf-8")
        code = main(["verify", str(path), "--data", str(tmp_path / "index"), "--json"])
        lines = capsys.readouterr().out.splitlines()
        return code, [(json.loads(line)["marker"], json.loads(line)["state"]) for line in lines]

    return run


def test_the_json_is_what_verify_reads(exported, verify, tmp_path):
    index = Store(tmp_path / "index")
    for document in (GPU, BUDGET):
        put_document(index, document, BigramEmbedder())
    text = export_json(*exported(TWO, Turn(2, "멈춘 질문", stopped=True)))
    assert verify(text) == (0, [(1, "intact"), (2, "intact")])
    index.remove_document(GPU.id)
    assert verify(text) == (1, [(1, "source removed"), (2, "intact")])
    put_document(index, replace(GPU, text=GPU.text.replace("5만", "7만")), BigramEmbedder())
    assert verify(text) == (1, [(1, "source changed"), (2, "intact")])


# -- all three -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_citation_carries_what_it_is_found_again_by(exported, language):
    conversation, turns = exported(TWO)
    for text in (
        export_html(conversation, turns, language=language),
        export_markdown(conversation, turns, language=language).replace("\\", ""),
        export_json(conversation, turns),
    ):
        for cited in (citation.to_json() for citation in TWO.answer.citations):
            for key in ("quote", "source", "text_hash", "document_id", "title", "published"):
                assert cited[key] in text
            for key in ("start", "end"):
                assert str(cited[key]) in text


def test_turns_without_an_answer_say_why(exported):
    filtered = Turn(
        1,
        "지난달에는?",
        searched="GPU 목표",
        filters=(Filter(Kind.DATE, "2025-09-01/2025-09-30", "지난달"),),
        stopped=True,
    )
    failed = Turn(2, "?", problem=Text("서버에 연결할 수 없습니다.", "The server is gone."))
    conversation, turns = exported(filtered, failed)
    for export in (export_html, export_markdown):
        korean = export(conversation, turns, language="ko")
        english = export(conversation, turns, language="en")
        for words in ("GPU 목표", "2025년 9월", "답을 멈췄습니다.", "서버에 연결할 수 없습니다."):
            assert words in korean
        for words in ("September 2025", "The answer was stopped.", "The server is gone."):
            assert words in english


def test_an_answer_that_was_not_found_names_the_nearest_articles(exported):
    passages = tuple(
        Passage(n, document, Span(0, 9), n, 1.0, 1.0, 1.0)
        for n, document in enumerate([GPU, GPU, BUDGET], start=1)
    )
    turn = turn_of(abstained=True, text="찾지 못했습니다.", passages=passages)
    conversation, turns = exported(replace(turn, passages=passages))
    for export in (export_html, export_markdown):
        text = export(conversation, turns, language="en")
        assert (text.count(GPU.title), text.count(BUDGET.title)) == (1, 1)
        assert text.index(GPU.title) < text.index(BUDGET.title)


# -- HTML ----------------------------------------------------------------------------------


def test_the_page_is_whole_links_its_marks_and_runs_nothing(exported):
    conversation, turns = exported(TWO)
    text = export_html(conversation, turns, language="ko")
    page = body_of(text)
    anchors = {a["id"] for _, a in page.tags if "id" in a}
    links = [a["href"] for tag, a in page.tags if tag == "a" and a["href"].startswith("#")]
    assert links == ["#c1-1", "#c1-2"]  # [7] cites nothing
    assert anchors == {link.removeprefix("#") for link in links}
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "link", "iframe"})
    assert ("a", GPU.source) in [(tag, a.get("href")) for tag, a in page.tags]
    assert "default-src 'none'" in text


def body_of(html):
    return Page(html[html.index("<body>") : html.index("</html>")])


def hostile():
    whole = evidence(EVIL, EVIL.text)
    return turn_of((HOSTILE, " [1]", {1: whole}, True), question=f"{HOSTILE}\n# 제목")


def test_hostile_words_are_only_words_in_html(exported):
    conversation, turns = exported(hostile())
    text = export_html(conversation, turns, language="en")
    page = body_of(text)
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "b", "article"})
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any("javascript" in a.get("href", "") for tag, a in page.tags if tag == "a")
    assert page.text.count(HOSTILE) >= 3


# -- Markdown ------------------------------------------------------------------------------


def test_hostile_words_are_only_words_in_markdown(exported):
    conversation, turns = exported(hostile())
    text = export_markdown(conversation, turns, language="en")
    for markup in ("<script", "<img", "[링크](", "**굵게", "</div", "&lt;"):
        assert not contains_unescaped(text, markup)
    assert "\n# 제목" not in text


def contains_unescaped(text, markup):
    return any(
        text[place - 1] != "\\" for place in range(1, len(text)) if text.startswith(markup, place)
    )


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("1. 첫째", "1\\. 첫째"),
        ("- 하나", "\\- 하나"),
        ("    네 칸", "네 칸"),
        ("# 제목", "\\# 제목"),
        ("===", "\\==="),
        ("a_b*c", "a\\_b\\*c"),
        ("9.9조 원 (약 5%)", "9.9조 원 (약 5%)"),
        ("C:\\기사", "C:\\\\기사"),
    ],
)
def test_what_would_be_markup_in_markdown_is_escaped(exported, line, written):
    turn = turn_of(text=f"앞\n{line}\n뒤")
    text = export_markdown(*exported(turn), language="ko")
    assert f"앞  \n{written}  \n뒤\n" in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("GPU 5만 장, 언제?", "geungeo-GPU-5만-장-언제.md"),
        ("../../etc/passwd", "geungeo-etc-passwd.md"),
        ('"\r\nSet-Cookie: x', "geungeo-Set-Cookie-x.md"),
        ("???", "geungeo.md"),
    ],
)
def test_a_file_is_named_after_its_conversation_and_lies_nowhere_else(exported, title, name):
    conversation, _ = exported(TWO)
    assert file_name(replace(conversation, title=title), "md") == name
    assert len(file_name(replace(conversation, title="가" * 300), "md")) < 70
