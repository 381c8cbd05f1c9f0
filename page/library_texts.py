"""What the library says, in Korean and English."""

from page.texts import Text
from rag.verify import CitationState

TITLE = Text("기사", "Articles")
ADD = Text("기사 더하기", "Add articles")
CHOOSE_FILES = Text("파일 고르기", "Choose files")
DROP_HERE = Text("파일을 여기에 끌어다 놓거나", "Drop files here, or")
ADDRESS = Text("웹 주소", "Web address")
ADDRESS_HINT = Text("https://… (한 줄에 하나)", "https://… (one a line)")
PASTE = Text("글 붙여 넣기", "Paste text")
PASTE_HINT = Text("기사를 통째로 붙여 넣으세요", "Paste a whole article")
TAKE_IN = Text("더하기", "Add")
KEPT_HERE = Text(
    "더한 것은 이 컴퓨터의 색인 폴더에만 보관합니다. 주소를 더할 때만 그 페이지에 접속합니다.",
    "What you add is kept on this computer only. Nothing is fetched but the addresses you add.",
)
REINDEX = Text("원본 다시 읽기", "Read the sources again")
REINDEX_HINT = Text(
    "바뀐 파일만 다시 읽습니다. 고친 정보는 그대로 남습니다.",
    "Reads the files that changed. Your edits stay.",
)

EMPTY = Text("아직 기사가 없습니다", "No articles yet")
EMPTY_HINT = Text(
    "파일이나 주소, 글을 더하면 바로 물어볼 수 있습니다. 폴더가 통째로 있으면 터미널에서 "
    "`geungeo index 폴더`를 실행하세요.",
    "Add files, addresses or text and ask about them right away. For a whole folder, run"
    " `geungeo index FOLDER` in a terminal.",
)
NOTHING_MATCHES = Text("이 조건에 맞는 기사가 없습니다.", "No article matches.")
CLEAR = Text("조건 지우기", "Clear filters")

SEARCH = Text("제목과 본문에서 찾기", "Search titles and texts")
LANGUAGE = Text("언어", "Language")
PUBLISHER = Text("언론사", "Publisher")
SINCE = Text("부터", "From")
UNTIL = Text("까지", "To")
STATE = Text("상태", "State")
ANY = Text("모두", "Any")
UNKNOWN = Text("알 수 없음", "Unknown")
NAME = Text("제목", "Title")
DATE = Text("날짜", "Date")
SIZE = Text("글자", "Characters")
ALIKE = Text("비슷한 기사", "Alike")
ASCENDING = Text("오름차순", "ascending")
DESCENDING = Text("내림차순", "descending")
PREVIOUS = Text("이전", "Previous")
NEXT = Text("다음", "Next")
PAGES = Text("목록 쪽", "Pages of the list")
OVER_TIME = Text("언제 나온 기사인가", "When they were published")
BY_PUBLISHER = Text("어디에서 나온 기사인가", "Who published them")
BAR_HINT = Text("막대를 누르면 그 기사만 보입니다.", "Press a bar to see those articles.")

STATES = {
    CitationState.INTACT: Text("색인됨", "Indexed"),
    CitationState.CHANGED: Text("원본이 바뀜", "Source changed"),
    CitationState.REMOVED: Text("원본이 없음", "Source gone"),
}

ADDING = Text("기사를 더하고 있습니다", "Adding articles")
READING_AGAIN = Text("원본을 다시 읽고 있습니다", "Reading the sources again")
QUEUED = Text("앞의 일이 끝나기를 기다립니다", "Waiting for the job before it")
ADDED = Text("더했습니다", "Added")
READ_AGAIN = Text("다시 읽었습니다", "Read again")
PARTLY = Text("일부를 더하지 못했습니다", "Some could not be added")
NOT_DONE = Text("끝내지 못했습니다", "Could not be finished")
STOPPED = Text(
    "멈췄습니다. 남은 것은 ‘원본 다시 읽기’를 누르면 이어서 합니다.",
    "Stopped. “Read the sources again” goes on with the rest.",
)
STOP = Text("멈추기", "Stop")
DISMISS = Text("닫기", "Dismiss")
ITEM_STATES = {
    "waiting": Text("기다림", "waiting"),
    "working": Text("읽는 중…", "reading…"),
    "done": Text("더함", "added"),
    "failed": Text("못 더함", "not added"),
}
PASTED = Text("붙여 넣은 글", "Pasted text")

ORIGINAL = Text("원문 열기", "Open the original")
DOWNLOAD = Text("원본 파일 받기", "Download the original")
ORIGINAL_GONE = Text("원본 파일이 제자리에 없습니다.", "The original file isn't where it was.")
EDIT = Text("정보 고치기", "Edit details")
SAVE = Text("저장", "Save")
CANCEL = Text("그만두기", "Cancel")
TAKE_BACK = Text("원본대로 되돌리기", "As the source has it")
EDITED = Text("고친 정보", "Edited")
DELETE = Text("지우기", "Delete")
DELETED = Text("지웠습니다", "Deleted")
BACK_AGAIN = Text("되돌렸습니다", "It is back")
DROPPED = Text("기사가 아니라서 뺀 부분", "Left out, because it isn't the article")
NOTHING_DROPPED = Text("뺀 부분이 없습니다.", "Nothing was left out.")
LITTLE_KEPT = Text(
    "페이지의 4분의 1도 남지 않았습니다. 아래에서 뺀 부분을 확인하세요.",
    "Less than a quarter of the page was kept. Check below what was left out.",
)
SAME_STORY = Text("거의 같은 기사", "Nearly the same")
SOURCES = Text("출처", "Sources")
REPORTER = Text("기자", "Reporter")
MODIFIED = Text("고친 날", "Updated")
SECTION = Text("분야", "Section")
TAGS = Text("태그", "Tags")
REST = Text("나머지는 원본에서 보세요.", "See the original for the rest.")
DATE_FORM = Text("예: 2025-09-30", "e.g. 2025-09-30")


def locked(holder: str) -> Text:
    """Return what is said while another process writes the index."""
    who = f" ({holder})" if holder else ""
    return Text(
        f"다른 프로세스가 색인을 쓰고 있습니다{who}. 읽고 찾는 것은 됩니다. 더하거나 고치는 일은 "
        "그 일이 끝난 뒤에 합니다.",
        f"Another process is writing the index{who}. You can read and search; adding and editing"
        " wait until it is done.",
    )


def counted(shown: int, total: int) -> Text:
    """Return how many articles there are, and how many of them match."""
    noun = "article" if total == 1 else "articles"
    if shown == total:
        return Text(f"기사 {total:,}건", f"{total:,} {noun}")
    return Text(f"기사 {total:,}건 가운데 {shown:,}건", f"{shown:,} of {total:,} {noun}")


def alike(count: int) -> Text:
    """Return how many articles are nearly the same."""
    return Text(f"{count}건이 비슷함", f"{count} alike")


def only_cluster() -> Text:
    """Return the name of the filter that leaves one cluster."""
    return Text("서로 비슷한 기사만", "Only those alike")


def bar(label: str, count: int) -> Text:
    """Return what a bar of a chart says."""
    noun = "article" if count == 1 else "articles"
    return Text(f"{label}: 기사 {count:,}건", f"{label}: {count:,} {noun}")


def limits(each: int, total: int) -> Text:
    """Return how much may be uploaded, in MB."""
    return Text(
        f"파일 하나에 {each}MB, 한 번에 {total}MB까지",
        f"Up to {each} MB a file, {total} MB at once",
    )
