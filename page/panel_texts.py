"""What the panels of settings and of which articles to ask say, in both languages."""

from page.texts import Text

SETTINGS = Text("설정", "Settings")
MODEL = Text("모델", "Model")
NO_MODEL = Text("준비되지 않음", "not ready")
LENGTH = Text("답의 길이", "Length of answers")
LENGTH_NAMES = {
    "short": Text("짧게", "Short"),
    "normal": Text("보통", "Normal"),
    "long": Text("길게", "Long"),
}
PASSAGES = Text("읽을 구절의 수", "Passages to read")
SCORES = Text("찾은 점수 보이기", "Show scores of what was found")
THEME = Text("화면", "Theme")
THEMES = {
    "auto": Text("기기대로", "As the device"),
    "light": Text("밝게", "Light"),
    "dark": Text("어둡게", "Dark"),
}
WHERE_KEPT = Text(
    "이 브라우저에만 남습니다. 모델은 `geungeo chat --model`로 바꿉니다.",
    "Kept in this browser alone. Another model: `geungeo chat --model`.",
)
KEYS = Text("단축키", "Keys")
SHORTCUTS = (
    (("[", "]"), Text("앞이나 뒤의 근거 열기", "Open the source before or after")),
    (("/",), Text("질문 쓰기", "Write a question")),
    (("Esc",), Text("닫기", "Close")),
)

NARROW = Text("기사 고르기", "Choose articles")
DATES = Text("발행일", "Published")
FROM = Text("부터", "From")
TO = Text("까지", "To")
PUBLISHERS = Text("언론사", "Publisher")
LANGUAGES = Text("언어", "Language")
ARTICLES = Text("이 기사들에서만", "Only these articles")
FIND_ARTICLES = Text("제목으로 찾기", "Find by title")
NO_ARTICLE = Text("그런 제목의 기사가 없습니다.", "No article has such a title.")
ALL = Text("모든 기사", "All articles")
DONE = Text("닫기", "Close")
