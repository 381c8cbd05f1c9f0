import sqlite3
import threading
from dataclasses import replace

import pytest

from index.documents import Document, Landmark, Span
from index.errors import UserError
from index.filters import Filter, Kind
from index.store import Store
from index.sync import put_document
from page import conversation_texts
from page.conversations import FILE_NAME, TITLE_LIMIT, ConversationStore
from page.kept_turns import load_turns, save_turn, turn_to_json
from page.texts import Text
from page.turns import Turn
from rag.answers import Answer, Citation, Evidence, Passage, Timings, Verdict
from rag.verify import CitationState, state_of
from tests.fakes import BigramEmbedder

BRIDGE = Document(
    title="가람교 보수 시작",
    text="가람교는 1998년에 놓였다. 보수에는 38억원이 든다.\n橋は来月開通する。 끝났다 🚲.",
    language="ko",
    source="/기사/가람교.md",
    publisher="가람일보",
    published="2024-05-20",
    url="https://example.org/bridge",
    landmarks=(Landmark(0, "page", "1"), Landmark(25, "page", "3")),
)
LIBRARY = Document(
    title="Naru library reopens",
    text="The Naru library holds 80,000 books. It reopened on Monday.",
    language="en",
    source="/기사/naru.md",
    publisher="Naru Post",
    published="2023-03-08",
)
COPY = replace(LIBRARY, title="Naru library open again", source="/기사/naru-2.md")
BUILT, COST, OPENS = "가람교는 1998년에 놓였다.", "보수에는 38억원이 든다.", "橋は来月開通する。"


class Clock:
    now = 1_700_000_000.0

    def __call__(self):
        self.now += 1
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    return ConversationStore(tmp_path / "data", clock=clock)


@pytest.fixture
def index(tmp_path):
    store = Store(tmp_path / "data")
    for document in (BRIDGE, LIBRARY):
        put_document(store, document, BigramEmbedder())
    return store


def quote(document, words, **more):
    start = document.text.index(words)
    return Evidence(document, Span(start, start + len(words)), 0.8125, **more)


def answered(question="보수에 얼마가 드나요?", *, number=1, document=BRIDGE):
    """Build a turn with every kind of value in it."""
    claims = ["보수에 38억원이 듭니다.", "1998년에 놓였습니다.", "80,000 books."]
    quotes = [
        quote(document, COST, copies=(COPY,), tokens=9),
        quote(document, BUILT, side=2),
        quote(LIBRARY, "The Naru library holds 80,000 books."),
    ]
    text, citations = "", []
    for marker, (claim, evidence) in enumerate(zip(claims, quotes, strict=True), start=1):
        span = Span(len(text), len(text) + len(claim))
        text += f"{claim} [{marker}] "
        citations.append(Citation(marker, evidence, span, supported=marker != 2))
    filters = (Filter(Kind.PUBLISHER, "가람일보", "가람일보에 따르면"),)
    passages = tuple(
        Passage(n, d, Span(0, 20), n, 1 / n, 0.9, 0.25, (COPY,), matched=("보수",), parts={"x": 1})
        for n, d in enumerate([document, LIBRARY], start=1)
    )
    answer = Answer(
        question=question,
        text=text.strip(),
        language="ko",
        abstained=False,
        citations=tuple(citations),
        passages=passages,
        timings=Timings(0.25, 1.5, 3.125, 200, 30),
        searched="가람교 보수",
        filters=filters,
        confidence=0.875,
        withheld=(Verdict("figure", "39억원"),),
    )
    return Turn(
        number,
        question,
        searched="가람교 보수",
        filters=filters,
        unwanted=frozenset({"작년에", "나루에서"}),
        passages=passages,
        quoted=citations[0].evidence,
        answer=answer,
        suggestions=(Text("언제 놓였나요?", "When was it built?"),),
    )


def kept(question, answer=""):
    return {"question": question, "answer": {"answer": answer} if answer else None}


# -- turns ---------------------------------------------------------------------------------


def test_a_turn_is_read_back_as_it_was(store, index):
    turn = answered()
    (loaded,) = load_turns(store, index, save_turn(store, "", turn))
    # what is shown of a copy is kept; its text isn't, unless it is in the index
    known = Document(COPY.title, "", "", COPY.source, COPY.publisher, published=COPY.published)
    assert loaded.answer.citations[0].evidence.copies == (known,)
    put_document(index, COPY, BigramEmbedder())
    (loaded,) = load_turns(store, index, store.find()[0].id)
    assert loaded == replace(turn, waiting=loaded.waiting)


@pytest.mark.parametrize(
    "turn",
    [
        Turn(1, "멈춘 질문", searched="멈춘", quoted=quote(BRIDGE, OPENS), stopped=True),
        Turn(1, "", problem=Text("비었습니다.", "It is empty.")),
        Turn(1, "반쪽 \ud800 글자", stopped=True),
    ],
)
def test_a_turn_without_an_answer_is_read_back_too(store, index, turn):
    assert load_turns(store, index, save_turn(store, "", turn)) == [turn]


def test_an_article_that_is_gone_leaves_its_quotes(store, index):
    id_ = save_turn(store, "", answered())
    index.remove_document(BRIDGE.id)
    (turn,) = load_turns(store, index, id_)
    cost, built, books = (citation.evidence for citation in turn.answer.citations)
    assert (cost.text, built.text) == (COST, BUILT)
    assert cost.document is built.document
    left = cost.document
    assert left.text == f"{BUILT}\n{COST}"
    assert (left.title, left.url, left.published) == (BRIDGE.title, BRIDGE.url, BRIDGE.published)
    assert {left.landmarks_at(e.span.start)[0].name for e in (cost, built)} == {"1"}
    assert state_of(index, left) is CitationState.REMOVED
    assert turn.quoted == cost  # the page looks for the citation of what was quoted first
    # the article is still among those of the turn, so that its card opens
    assert [p.document for p in turn.passages] == [left, LIBRARY]
    assert turn.passages[0].text == BUILT
    assert books == answered().answer.citations[2].evidence


def test_an_article_that_has_changed_leaves_its_quotes(store, index):
    id_ = save_turn(store, "", answered())
    index.remove_document(BRIDGE.id)
    put_document(
        index, replace(BRIDGE, text="새 문장이 앞에 왔다. " + BRIDGE.text), BigramEmbedder()
    )
    (turn,) = load_turns(store, index, id_)
    evidence = turn.answer.citations[0].evidence
    assert evidence.text == COST
    assert state_of(index, evidence.document) is CitationState.CHANGED


def test_an_article_that_only_has_another_title_is_the_article(store, index):
    id_ = save_turn(store, "", answered())
    renamed = replace(BRIDGE, title="가람교, 다시 열린다")
    index.remove_document(BRIDGE.id)
    put_document(index, renamed, BigramEmbedder())
    (turn,) = load_turns(store, index, id_)
    assert turn.answer.citations[0].evidence.document == renamed
    assert turn.answer.citations[0].evidence.text == COST


def test_quotes_that_overlap_are_there_once(store, index):
    turn = answered()
    spans = [Span(0, 28), Span(16, 28), Span(16, 40), Span(30, 48)]
    citations = tuple(
        Citation(n, Evidence(BRIDGE, span, 0.5), Span(0, 3), True)
        for n, span in enumerate(spans, start=1)
    )
    turn.answer, turn.quoted = replace(turn.answer, citations=citations), None
    (loaded,) = load_turns(store, None, save_turn(store, "", turn))
    evidence = [citation.evidence for citation in loaded.answer.citations]
    assert [e.text for e in evidence] == [span.of(BRIDGE.text) for span in spans]
    assert evidence[0].document.text == BRIDGE.text[:48]


def test_words_that_were_not_cited_are_not_kept(store, tmp_path, index):
    save_turn(store, "", answered())
    index.remove_document(BRIDGE.id)
    store.close()
    files = (tmp_path / "data").glob(f"{FILE_NAME}*")
    written = b"".join(path.read_bytes() for path in files)
    assert "38억원이 든다".encode() not in written  # JSON in ASCII
    assert rb"38\uc5b5\uc6d0\uc774 \ub4e0\ub2e4" in written
    assert rb"\u6a4b\u306f\u6765\u6708" not in written  # OPENS


def test_an_article_that_was_never_quoted_goes_without_a_trace(store, index):
    turn = answered()
    turn.answer = replace(turn.answer, citations=turn.answer.citations[2:])
    turn.quoted = None
    id_ = save_turn(store, "", turn)
    index.remove_document(BRIDGE.id)
    (loaded,) = load_turns(store, index, id_)
    assert [passage.document for passage in loaded.passages] == [LIBRARY]


def test_without_an_index_all_quotes_still_show(store):
    (turn,) = load_turns(store, None, save_turn(store, "", answered()))
    assert [c.evidence.text for c in turn.answer.citations] == [
        c.evidence.text for c in answered().answer.citations
    ]


def test_a_turn_of_another_version_says_so_and_the_others_load(store, index):
    id_ = store.add_turn("", {"question": "옛 질문", "format": 0})
    save_turn(store, id_, answered(number=2))
    first, second = load_turns(store, index, id_)
    assert (first.question, first.problem) == ("옛 질문", conversation_texts.UNREADABLE_TURN)
    assert (second.number, second.answer.text) == (2, answered().answer.text)


# -- conversations -------------------------------------------------------------------------


def test_a_conversation_is_named_after_its_first_question_and_listed_newest_first(store):
    first = store.add_turn("", kept("  첫\n질문 "))
    second = store.add_turn("", kept("가" * 300))
    assert [c.title for c in store.find()] == ["가" * (TITLE_LIMIT - 1) + "…", "첫 질문"]
    assert store.add_turn(first, kept("이어서")) == first
    listed = store.find()
    assert [(c.id, c.turns) for c in listed] == [(first, 2), (second, 1)]
    assert listed[0].updated > listed[1].updated > listed[0].created


def test_conversations_survive_a_restart(store, tmp_path):
    id_ = store.add_turn("", kept("질문", "답"))
    store.close()
    conversation, turns = ConversationStore(tmp_path / "data").load(id_)
    assert (conversation.title, [turn.turn for turn in turns]) == ("질문", [kept("질문", "답")])


def test_nothing_is_written_before_the_first_use(tmp_path):
    ConversationStore(tmp_path / "data").close()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["b", "a"]),
        ("가람교", ["a"]),
        ("보수 38억", ["a"]),  # a question's word and an answer's
        ("가람교 도서관", []),
        ("ÉTÉ", ["b"]),
        ("100%", ["b"]),
        ("%", ["b"]),
        ("_", []),
        ("' OR 1=1 --", []),
        ("\ud800", []),
        ("이름", ["b"]),
    ],
)
def test_words_in_titles_questions_and_answers_are_found(store, query, found):
    ids = {store.add_turn("", kept("가람교 보수", "38억원입니다.")): "a"}
    second = store.add_turn("", kept("도서관", "l'été, 100% sûr"))
    ids[second] = "b"
    store.rename(second, "새 이름")
    assert [ids[c.id] for c in store.find(query)] == found


def test_a_question_asked_again_replaces_its_turn_and_those_after_it(store):
    id_ = ""
    for question in ("하나", "둘", "셋"):
        id_ = store.add_turn(id_, kept(question))
    other = store.add_turn("", kept("다른 대화"))
    store.add_turn(id_, kept("두울"), replacing=2)
    _, turns = store.load(id_)
    assert [(t.number, t.turn["question"]) for t in turns] == [(1, "하나"), (2, "두울")]
    store.add_turn(id_, kept("일"), replacing=1)
    assert [t.turn["question"] for t in store.load(id_)[1]] == ["일"]
    assert [t.turn["question"] for t in store.load(other)[1]] == ["다른 대화"]


def test_a_new_first_question_names_the_conversation_unless_its_user_did(store):
    id_ = store.add_turn("", kept("하나"))
    store.add_turn(id_, kept("일"), replacing=1)
    assert store.find("일")[0].title == "일"
    store.rename(id_, "숫자")
    store.add_turn(id_, kept("둘"), replacing=1)
    assert store.find("둘")[0].title == "숫자"


def test_a_title_is_changed_and_an_empty_one_refused(store):
    id_ = store.add_turn("", kept("질문"))
    assert store.rename(id_, " 새\n제목 ") == "새 제목"
    assert store.find()[0].title == "새 제목"
    with pytest.raises(UserError, match="title"):
        store.rename(id_, " \n")
    with pytest.raises(UserError, match="no longer there"):
        store.rename("nowhere", "제목")


def test_a_deletion_is_undone_for_a_minute(store, clock):
    id_ = store.add_turn("", kept("질문"))
    store.delete(id_)
    assert store.find() == []
    with pytest.raises(UserError, match="no longer there"):
        store.load(id_)
    with pytest.raises(UserError, match="no longer there"):
        store.delete(id_)
    clock.now += 50
    assert store.purge() == 0
    store.restore(id_)
    assert store.load(id_)[0].title == "질문"


def test_after_a_minute_what_was_deleted_is_in_no_file(store, clock, tmp_path):
    store.add_turn("", kept("남는 대화"))
    id_ = store.add_turn("", kept("secret question", "secret answer"))
    store.delete(id_)
    clock.now += 61
    with pytest.raises(UserError, match="minute"):
        store.restore(id_)
    assert store.purge() == 1
    files = list((tmp_path / "data").glob(f"{FILE_NAME}*"))
    assert files
    assert not any(b"secret" in path.read_bytes() for path in files)
    assert [c.title for c in store.find()] == ["남는 대화"]


def test_a_conversation_deleted_in_another_tab_goes_on_as_a_new_one(store):
    id_ = store.add_turn("", kept("질문"))
    store.delete(id_)
    new = store.add_turn(id_, kept("다음 질문"))
    assert new != id_
    store.restore(id_)
    assert [c.title for c in store.find()] == ["다음 질문", "질문"]


def test_tabs_that_write_at_once_lose_nothing(tmp_path):
    stores = [ConversationStore(tmp_path / "data") for _ in range(3)]
    id_ = stores[0].add_turn("", kept("시작"))

    def write(store, tab):
        for number in range(10):
            store.add_turn(id_, kept(f"{tab}-{number}"))

    threads = [
        threading.Thread(target=write, args=(store, tab)) for tab, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    questions = [turn.turn["question"] for turn in stores[0].load(id_)[1]]
    assert len(questions) == 31
    for tab in range(3):
        assert [q for q in questions if q.startswith(f"{tab}-")] == [
            f"{tab}-{number}" for number in range(10)
        ]


def test_a_damaged_file_is_said_to_be_damaged(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 100)
    with pytest.raises(UserError, match="file of conversations is damaged"):
        ConversationStore(tmp_path).find()


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UserError, match="newer version"):
        ConversationStore(tmp_path).add_turn("", kept("질문"))


def test_what_is_kept_of_a_turn_has_no_words_of_passages():
    assert all("text" not in passage for passage in turn_to_json(answered())["passages"])
