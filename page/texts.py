"""Every text the page itself says, in Korean and English. Articles and answers are not here."""

from dataclasses import dataclass

from index.errors import UserError


@dataclass(frozen=True, slots=True)
class Text:
    """One thing to say, in both languages of the page."""

    ko: str
    en: str

    @classmethod
    def of_error(cls, error: UserError) -> "Text":
        """Return what an error tells the user."""
        return cls(error.in_language("ko"), error.in_language("en"))


TITLE = "근거 · Geungeo"
TAGLINE = Text("기사에 적힌 것만 답합니다", "Answers that stay with the articles")
INTRODUCTION = Text(
    "묻는 말에 기사로 답하고, 문장마다 근거가 된 원문을 보여 드립니다. 번호를 누르면 기사가 그 "
    "문장에서 펼쳐집니다. 기사에 없는 것은 없다고 답합니다.",
    "Ask a question; every sentence of the answer shows the words it rests on. Press a number and "
    "the article opens at that sentence. What the articles don't say, it won't either.",
)
NO_ARTICLES = Text("아직 기사가 없습니다", "No articles yet")
ADD_ARTICLES = Text(
    "파일을 끌어다 놓거나 주소나 글을 붙여 넣으면 곧바로 물어볼 수 있습니다.",
    "Drop files, or paste an address or a text, and you can ask about them at once.",
)
TO_LIBRARY = Text("기사 더하기", "Add articles")
ASK_FOR_INSTANCE = Text("이렇게 물어보세요", "You could ask")
SWITCH_LANGUAGE = Text("English", "한국어")  # the button names the other language
NEW_CONVERSATION = Text("새 대화", "New conversation")
SKIP = Text("질문으로 건너뛰기", "Skip to the question")
VIEWS = Text("보기", "Views")
VIEW_CHAT = Text("대화", "Chat")
VIEW_LIBRARY = Text("기사", "Library")
CONVERSATIONS = Text("지난 대화", "Conversations")
SETTINGS = Text("설정", "Settings")
ARTICLE = Text("기사 전체", "The whole article")

QUESTION_LABEL = Text("질문", "Question")
PLACEHOLDER = Text("기사에 대해 물어보세요", "Ask about the articles")
SEND = Text("묻기", "Ask")
STOP = Text("멈추기", "Stop")
KEYS = Text("Enter 보내기 · Shift+Enter 줄 바꿈", "Enter to ask · Shift+Enter for a new line")

LOADING = Text("모델을 준비하고 있습니다…", "Getting the model ready…")
LOADING_ASKED = Text(
    "모델을 준비하고 있습니다… 끝나는 대로 답하겠습니다.",
    "Getting the model ready… Your question is next.",
)
FAILED = Text("모델을 준비하지 못했습니다", "The model could not be made ready")
SEARCHING = Text("기사를 찾고 있습니다…", "Looking through the articles…")
READING = Text(
    "가장 가까운 문장을 찾았습니다. 답을 쓰고 있습니다…", "Found it. Writing the answer…"
)
CHECKING = Text(
    "쓰는 중입니다. 끝나면 문장마다 근거를 확인합니다.",
    "Still writing; each sentence is checked against its source at the end.",
)
STOPPED = Text(
    "멈췄습니다. 근거를 확인하지 못한 문장은 지웠습니다.",
    "Stopped. Sentences that were not checked yet are gone.",
)
UNEXPECTED = Text(
    "답하는 중에 문제가 생겼습니다. 자세한 내용은 터미널에 있습니다. 같은 질문을 다시 해 보세요.",
    "Something went wrong while answering. The terminal has the details. Try asking again.",
)

SEARCHED_AS = Text("이렇게 찾았습니다:", "Searched as:")
ONLY = Text("이 기사들에서만", "Only in")
REPHRASE = Text("고쳐 묻기", "Ask otherwise")
NOT_VERIFIED = Text("확인되지 않은 문장", "not verified")
BY_DATE = Text("날짜별로 적힌 값", "What the articles say, by date")
ASK_INSTEAD = Text("이런 것은 답할 수 있습니다", "Questions that can be answered")
NEAREST = Text("가장 가까운 기사", "Nearest articles")
SOURCES = Text("근거", "Sources")
FOUND = Text("찾은 기사", "Articles found")
ALSO_FOUND = Text("함께 찾은 기사", "Also found")
SOURCES_HINT = Text(
    "답의 번호를 누르면 근거가 된 문장이 여기 펼쳐집니다.",
    "Press a number in an answer and the sentence it rests on opens here.",
)
BACK = Text("답으로 돌아가기", "Back to the answer")
WHOLE = Text("기사 전체 보기", "Show the whole article")
OPEN_ORIGINAL = Text("원문 열기", "Open the original")
ORIGIN = Text("출처", "Source")
ALSO_IN = Text("같은 글:", "Also in:")
SOURCE_CHANGED = Text(
    "원문이 바뀌었습니다. 인용한 문장은 바뀌기 전의 것입니다.",
    "The source has changed. The quoted words are from before.",
)
SOURCE_REMOVED = Text(
    "원문이 지워졌습니다. 인용한 문장만 이 대화에 남아 있습니다.",
    "The source was removed. Only the quoted words are left in this conversation.",
)
SKIPPED = Text("줄임", "skipped")

DEMO_PUBLISHER = "근거 말뭉치"  # the corpus that comes with the project, in its Korean articles
EXAMPLES = (
    Text("2025년 9월에 밝힌 GPU 확보 목표는 몇 장인가요?", "How many GPUs will NHN Cloud install?"),
    Text(
        "AI 기본법의 의무를 어기면 과태료는 얼마까지 나오나요?",
        "Who is the first director of Korea's AI Safety Institute?",
    ),
    Text(
        "2026년 AI 예산은 얼마인가요?",
        "When was the full text of the Digital Bill of Rights published?",
    ),
    Text(
        "국가인공지능전략위원회의 상근 부위원장은 누구인가요?",
        "Which countries belong to the International Network of AI Safety Institutes?",
    ),
)


STANDINGS = {
    "checked": Text("원문과 맞는지 확인함", "checked against its source"),
    "verbatim": Text("원문 그대로", "quoted from the source"),
    "unsupported": NOT_VERIFIED,
}
WITHHELD_REASONS = {
    "figure": Text("수나 날짜가 원문과 다릅니다", "a figure or date isn't the source's"),
    "name": Text("이름이 원문과 다릅니다", "a name isn't the source's"),
    "contradiction": Text("원문과 반대되는 말입니다", "it says the opposite of the source"),
    "kind": Text("물은 것과 다른 것을 답했습니다", "it isn't what was asked for"),
    "language": Text("질문과 다른 언어로 썼습니다", "it isn't in the question's language"),
    "number": Text("원문에 없는 수가 있습니다", "a number is not in the source"),
    "words": Text("원문에 없는 말이 많습니다", "most of its words aren't in the source"),
    "leak": Text("모델이 받은 지시를 되풀이했습니다", "the model repeated its instructions"),
}
WITHHELD_OTHERWISE = Text("원문으로 뒷받침되지 않습니다", "the source doesn't support it")

EDIT = Text("질문 고치기", "Edit the question")
COPY = Text("근거와 함께 복사", "Copy with its sources")
AGAIN = Text("다시 답하기", "Answer again")
GOOD = Text("좋은 답", "Good answer")
BAD = Text("아쉬운 답", "Bad answer")
WHAT_IS_WRONG = Text("무엇이 아쉬운가요?", "What is wrong with it?")
COMMENT = Text("덧붙일 말", "Anything to add")
SEND_FEEDBACK = Text("보내기", "Send")


def earlier(turns: int) -> Text:
    """Return the button above a long conversation."""
    noun = "question" if turns == 1 else "questions"
    return Text(f"앞의 질문 {turns}개 보기", f"Show {turns} earlier {noun}")


def scores(score: float, meaning: float, words: float) -> Text:
    """Return how an article was found: the sum, its likeness in meaning and in words."""
    return Text(
        f"점수 {score:.2f} · 뜻 {meaning:.2f} · 낱말 {words:.2f}",
        f"score {score:.2f} · meaning {meaning:.2f} · words {words:.2f}",
    )


def standing(kind: str, sentences: int) -> Text:
    """Return how many sentences of an answer are what."""
    noun = "sentence" if sentences == 1 else "sentences"
    said = STANDINGS[kind]
    return Text(f"{sentences}문장 {said.ko}", f"{sentences} {noun} {said.en}")


def withheld(sentences: int) -> Text:
    """Return how many sentences of the model were not shown."""
    noun = "sentence" if sentences == 1 else "sentences"
    return Text(f"{sentences}문장은 보이지 않음", f"{sentences} {noun} not shown")


def without(label: Text) -> Text:
    """Return what the button beside a filter does."""
    return Text(f"‘{label.ko}’ 조건 없이 다시 묻기", f"Ask again without “{label.en}”")


def place(kind: str, name: str) -> Text:
    """Return where in an article something stands: "3쪽", "p. 3", or the heading itself."""
    words = {"page": ("{}쪽", "p. {}"), "slide": ("슬라이드 {}", "slide {}")}
    ko, en = words.get(kind, ("{}", "{}"))
    return Text(ko.format(name), en.format(name))


def ready(articles: int, model: str) -> Text:
    """Return the line that says what is loaded."""
    noun = "article" if articles == 1 else "articles"
    return Text(f"기사 {articles:,}건 · {model}", f"{articles:,} {noun} · {model}")


def took(articles: int, seconds: float) -> Text:
    """Return the line under an answer: how much was read, and how long it took."""
    noun = "article" if articles == 1 else "articles"
    return Text(f"기사 {articles}건에서 {seconds:.1f}초", f"{articles} {noun}, {seconds:.1f} s")
