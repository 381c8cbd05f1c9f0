"""What is said around kept conversations, their export and feedback, in both languages."""

from page.texts import Text

UNREADABLE_TURN = Text(
    "이 답은 다른 버전에서 저장되어 보여 드릴 수 없습니다. 같은 질문을 다시 해 보세요.",
    "This answer was kept by another version and can't be shown. Try asking again.",
)

# -- the list ------------------------------------------------------------------------------

CONVERSATIONS = Text("대화", "Conversations")
SEARCH = Text("대화 찾기", "Search conversations")
NONE_YET = Text(
    "아직 대화가 없습니다. 물어보면 여기에 남습니다.",
    "No conversations yet. Ask something and it is kept here.",
)
NONE_FOUND = Text(
    "그 말이 있는 대화가 없습니다. 다른 말로 찾아 보세요.",
    "No conversation has these words. Try others.",
)
TODAY = Text("오늘", "Today")
YESTERDAY = Text("어제", "Yesterday")
THIS_WEEK = Text("지난 7일", "Last 7 days")
EARLIER = Text("그 전", "Earlier")
RENAME = Text("이름 바꾸기", "Rename")
DELETE = Text("지우기", "Delete")
FORMATS = {"md": "Markdown", "html": "HTML", "json": "JSON"}


def export_as(name: str) -> Text:
    """Return what the link of a file format does."""
    return Text(f"{name} 파일로 내보내기", f"Export as {name}")


def more(title: str) -> Text:
    """Return what the menu beside a conversation is for."""
    return Text(f"‘{title}’ 메뉴", f"Menu for “{title}”")


def turns(number: int) -> Text:
    """Return how long a conversation is."""
    return Text(f"질문 {number}개", f"{number} question{'' if number == 1 else 's'}")


# -- exported files ------------------------------------------------------------------------

SOURCES = Text("근거", "Sources")
NEAREST = Text("가장 가까운 기사", "Nearest articles")
SEARCHED_AS = Text("이렇게 찾았습니다", "Searched as")
ONLY = Text("이 기사들에서만", "Only in")
NOT_VERIFIED = Text("확인되지 않은 문장", "not verified")
STOPPED = Text("답을 멈췄습니다.", "The answer was stopped.")
ORIGIN = Text("출처", "Source")
ADDRESS = Text("주소", "Address")
TEXT_HASH = Text("본문 해시", "text hash")
ARTICLE = Text("기사 번호", "article")
RESOLVABLE = Text(
    "인용마다 원문에서의 위치와 본문의 해시를 적었습니다. 같은 대화를 JSON으로 내보내면 "
    "`geungeo verify`로 원문이 그대로인지 확인할 수 있습니다.",
    "Each citation names its place in the article and the hash of the article's text. Exported "
    "as JSON, `geungeo verify` tells whether the sources still stand.",
)


def characters(start: int, end: int) -> Text:
    """Return where in its article a quote stands."""
    return Text(f"{start}–{end}번째 글자", f"characters {start}–{end}")


# -- feedback ------------------------------------------------------------------------------

REASONS = {
    "wrong": Text("틀렸습니다", "It is wrong"),
    "incomplete": Text("빠진 것이 있습니다", "It is incomplete"),
    "wrong_source": Text("근거가 맞지 않습니다", "The source doesn't fit"),
    "should_abstain": Text(
        "기사에 없다고 답했어야 합니다", "It should have said that the articles don't say"
    ),
    "other": Text("다른 까닭", "Something else"),
}
