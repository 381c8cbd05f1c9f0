"""Questions that are suggested are made of words that the articles have."""

from index.documents import Document
from page.suggestions import suggest_first, suggest_instead

BRIDGE = Document(
    "가람대교가 열렸다",
    "가람교통공사가 다리를 열었다.\n가람교통공사는 통행료를 1,200원으로 정했다.\n"
    "온담연구소는 하루 2만 대를 내다봤다. 온담연구소 자료다.\n"
    "‘푸른 길’은 걷는 길이다. ‘푸른 길’이다.",
    "ko",
    "a.md",
)
FERRY = Document(
    "The last ferry of the Linden River",
    "Harbour Lights Trust bought the ferry. The trust thanked Harbour Lights Trust members.",
    "en",
    "b.md",
)


def test_questions_name_articles_and_what_they_speak_of():
    ko = [text.ko for text in suggest_instead("통행료는 누가 정했나요?", [BRIDGE, FERRY])]
    assert ko[0] == "가람교통공사에 대해 뭐라고 하나요?"  # beside the words of the question
    assert "「가람대교가 열렸다」 기사를 요약해 주세요" in ko
    assert len(ko) == 3
    en = [text.en for text in suggest_instead("Who bought the ferry?", [FERRY])]
    assert en == [
        "What do the articles say about Harbour Lights Trust?",
        "Summarise the article “The last ferry of the Linden River”",
    ]


def test_where_nothing_makes_sense_nothing_is_suggested():
    assert suggest_instead("?", []) == ()
    nameless = Document("x" * 90, "그는 갔다. 그리고 왔다.", "ko", "c.md")
    assert suggest_instead("누가 갔나요?", [nameless]) == ()


def test_an_empty_page_asks_about_the_users_own_articles(store):
    titles = {document.title for document in store.documents()}
    first = suggest_first(store)
    assert 0 < len(first) <= 4
    asked = " ".join(text.ko + text.en for text in first)
    texts = " ".join(document.text for document in store.documents())
    for text in first:
        known = [title for title in titles if title in text.en]
        assert known or text.en.removeprefix("What do the articles say about ")[:-1] in texts
    assert asked
