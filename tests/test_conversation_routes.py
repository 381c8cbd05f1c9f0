import json
import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from page import conversation_texts
from page.conversation_list import render_list, render_panel
from page.conversation_routes import router
from page.conversations import Conversation, ConversationStore
from page.feedback import FILE_NAME
from page.kept_turns import save_turn
from page.turns import Turn
from rag.settings import Settings
from tests.page_fakes import FIRST, HOSTILE, Page, answer_of

OWN = {"X-Geungeo": "1"}
ANSWERED = Turn(
    1,
    "GPU 5만 장은 언제?",
    searched="GPU 5만 장은 언제?",
    answer=answer_of(("2028년까지입니다.", " [1]", {1: FIRST}, True)),
)


@pytest.fixture
def store(tmp_path):
    return ConversationStore(tmp_path)


@pytest.fixture
def client(tmp_path):
    pipeline = SimpleNamespace(generator=SimpleNamespace(name="scripted"))
    backend = SimpleNamespace(settings=Settings(data=tmp_path), pipeline=lambda: pipeline)
    app = FastAPI()
    app.include_router(router(backend))
    return TestClient(app)


@pytest.fixture
def kept(store):
    return save_turn(store, "", ANSWERED)


def path_of(id_, rest=""):
    return f"/geungeo/conversations/{id_}{rest}"


def titles(client, **query):
    html = client.get("/geungeo/conversations", params=query).text
    return re.findall(r'<bdi class="title">(.*?)</bdi>', html)


# -- the list ------------------------------------------------------------------------------


def test_conversations_are_listed_and_searched(client, store, kept):
    other = store.add_turn("", {"question": "과태료는 얼마?"})
    assert titles(client) == ["과태료는 얼마?", "GPU 5만 장은 언제?"]
    assert titles(client, q="2028년까지") == ["GPU 5만 장은 언제?"]
    nothing = client.get("/geungeo/conversations", params={"q": "김치"}).text
    assert conversation_texts.NONE_FOUND.ko in nothing
    page = Page(client.get("/geungeo/conversations", params={"current": other}).text)
    (current,) = (a for _, a in page.tags if a.get("aria-current"))
    assert current["class"] == "open"


def test_an_empty_list_says_that_it_will_fill(client):
    assert conversation_texts.NONE_YET.en in client.get("/geungeo/conversations").text


def test_conversations_stand_under_their_days():
    now = datetime(2026, 3, 5, 12)
    listed = [
        Conversation(str(days), f"대화 {days}", 0.0, (now - timedelta(days=days)).timestamp(), 1)
        for days in (0, 1, 7, 8, 400)
    ]
    text = render_list(listed, today=now.date())
    headings = re.findall(r'<h3><span class="say" lang="ko">(.*?)</span>', text)
    assert headings == ["오늘", "어제", "지난 7일", "그 전"]
    assert (
        text.index("지난 7일") < text.index("대화 7") < text.index("그 전") < text.index("대화 8")
    )


def test_a_hostile_title_is_only_words():
    hostile = Conversation("x", HOSTILE, 0.0, 0.0, 1)
    page = Page(render_list([hostile], today=date(2026, 1, 1)))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "article"})
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert HOSTILE in page.text


def test_the_panel_has_a_field_to_search_with_in_both_languages(client):
    page = Page(client.get("/geungeo/conversations/panel").text)
    assert page.text == Page(render_panel()).text
    (field,) = page.all("find")
    assert field["data-placeholder-ko"] != field["data-placeholder-en"]
    assert field["aria-label"] == field["data-label-ko"]


# -- changes -------------------------------------------------------------------------------


def test_a_conversation_is_renamed_deleted_and_brought_back(client, kept):
    answer = client.patch(path_of(kept), json={"title": " 새  이름 "}, headers=OWN)
    assert (answer.status_code, answer.json()) == (200, {"title": "새 이름"})
    undo = client.delete(path_of(kept), headers=OWN).json()["undo"]
    assert titles(client) == []
    assert client.post(undo, headers=OWN).status_code == 200
    assert titles(client) == ["새 이름"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/geungeo/conversations/{}", {"title": "x"}),
        ("DELETE", "/geungeo/conversations/{}", None),
        ("POST", "/geungeo/conversations/{}/undo", None),
        ("POST", "/geungeo/feedback", {"conversation": "", "turn": 1, "question": "", "thumb": ""}),
    ],
)
def test_other_sites_can_not_write(client, kept, tmp_path, method, path, body):
    for headers in ({}, {"X-Geungeo": "0"}):
        answer = client.request(method, path.format(kept), json=body, headers=headers)
        assert answer.status_code == 403
    assert titles(client) == ["GPU 5만 장은 언제?"]
    assert not (tmp_path / FILE_NAME).exists()


def test_errors_are_told_in_both_languages(client, kept):
    for answer in (
        client.patch(path_of(kept), json={"title": " "}, headers=OWN),
        client.delete(path_of("nowhere"), headers=OWN),
        client.post(path_of("nowhere", "/undo"), headers=OWN),
        client.get(path_of("nowhere", ".md")),
    ):
        assert answer.status_code == 400
        assert answer.json()["ko"] and answer.json()["en"]


def test_a_damaged_file_is_told_of(client, tmp_path):
    (tmp_path / "conversations.sqlite3").write_bytes(b"no database" * 500)
    answer = client.get("/geungeo/conversations")
    assert (answer.status_code, "damaged" in answer.json()["en"]) == (400, True)


# -- export --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "type_"),
    [("md", "text/markdown"), ("html", "text/html"), ("json", "application/json")],
)
def test_a_conversation_is_downloaded(client, kept, suffix, type_):
    answer = client.get(path_of(kept, f".{suffix}"), params={"language": "en"})
    assert answer.headers["content-type"].startswith(type_)
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert disposition.endswith(f"%EC%96%B8%EC%A0%9C.{suffix}")  # 언제
    assert FIRST.text in answer.content.decode("utf-8")


def test_a_downloaded_json_is_a_list_of_answers(client, kept):
    (answer,) = client.get(path_of(kept, ".json")).json()
    assert answer["citations"][0]["quote"] == FIRST.text


def test_half_a_character_does_no_harm(client, store):
    id_ = save_turn(store, "", Turn(1, "반쪽 \ud800 글자", stopped=True))
    for suffix in ("md", "html", "json"):
        assert client.get(path_of(id_, f".{suffix}")).status_code == 200


@pytest.mark.parametrize("rest", [".exe", ".md/x", ""])
def test_other_files_are_not_served(client, kept, rest):
    assert client.get(path_of(kept, rest)).status_code in (404, 405, 422)


# -- feedback ------------------------------------------------------------------------------


def test_feedback_is_appended(client, kept, tmp_path):
    body = {
        "conversation": kept,
        "turn": 1,
        "question": ANSWERED.question,
        "thumb": "down",
        "reason": "incomplete",
        "comment": " 20만 장은? ",
    }
    answer = client.post("/geungeo/feedback", json=body, headers=OWN)
    assert (answer.status_code, answer.json()) == (200, {"thumb": "down"})
    (line,) = (tmp_path / FILE_NAME).read_text("utf-8").splitlines()
    record = json.loads(line)
    assert (record["reason"], record["comment"]) == ("incomplete", "20만 장은?")
    assert record["model"] == "scripted"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"conversation": "nowhere"}, 400),
        ({"question": "다른 질문"}, 400),
        ({"reason": "unheard of"}, 400),
        ({"thumb": "sideways"}, 422),
        ({"turn": "one"}, 422),
    ],
)
def test_feedback_on_nothing_is_refused(client, kept, tmp_path, changes, status):
    body = {"conversation": kept, "turn": 1, "question": ANSWERED.question, "thumb": "up"}
    answer = client.post("/geungeo/feedback", json={**body, **changes}, headers=OWN)
    assert answer.status_code == status
    assert not (tmp_path / FILE_NAME).exists()
