import pytest

from index.cleaner import clean_page, split_lines
from index.reader import read_document
from tests.conftest import ARTICLES

BODY = (
    "가람시가 바다 도서관 공사를 4일 시작했다. 배를 고쳐 만든 도서관으로, 장서는 1만2천 권이다.",
    "총사업비 85억 원 가운데 국비가 40억 원이다. 시는 2025년 봄에 첫 항해를 할 계획이다.",
    "도서관은 섬 9곳을 매주 한 번씩 돈다. 한 섬에 3시간 머물며 책을 빌려주고 영화를 튼다.",
    "지난해 섬 주민이 빌린 책은 한 사람에 2.4권이었다. 시는 이를 6권으로 늘리려 한다.",
    "주민들은 \"책이 먼저 찾아온다.\"며 반겼다. 선착장에는 책 반납함 14개를 놓는다.",
    "배는 태양광으로 움직이고, 비가 오는 날에는 전지로 여덟 시간을 달릴 수 있다.",
    "시는 항해 시간표를 누리집과 선착장 게시판에 달마다 올리고, 안개가 끼면 문자로 알린다.",
)  # fmt: skip
TITLE = "가람시 '바다 도서관' 착공…섬 9곳 돈다"
TOP = ("전체메뉴", "경제 사회 문화", "공유하기", "카카오톡", "주소복사")
BYLINE = "한도담 기자 (dodam@garam-news.example)"
STAMPS = ("입력 2023.10.04 09:30", "수정 2023.10.04 11:05")
CAPTION = "▲가람항에서 도서관으로 쓸 배를 고치고 있다. (사진=가람시 제공)"
END = (
    *("Copyright ⓒ 가람뉴스. 무단 전재 및 재배포 금지.", "핫이슈", "은하동 시장 새벽 장터 열어"),
    *("가람강 물안개 축제에 모두 40만 명이 다녀갔다고 시가 밝혔다.", "댓글 0", "로그인 후 댓글"),
)


def clean(*lines):
    return clean_page(split_lines("\n\n".join(lines)), fallback_title="파일 이름")


def reasons(cleaned):
    return {piece.text: piece.reason for piece in cleaned.dropped}


def test_a_scraped_page_becomes_its_article_once_and_nothing_else():
    cleaned = clean(*TOP, TITLE, BYLINE, *STAMPS, CAPTION, *BODY, BYLINE, *END)
    assert cleaned.title == TITLE
    assert cleaned.text == "\n".join(BODY)
    assert 0 < cleaned.kept_share < 1


def test_what_is_left_out_is_kept_with_its_reason():
    found = reasons(clean(*TOP, TITLE, BYLINE, *STAMPS, CAPTION, *BODY, *END))
    assert found["전체메뉴"] == "before the headline"
    assert found[BYLINE] == "byline"
    assert found[STAMPS[0]] == found[STAMPS[1]] == "date line"
    assert found[CAPTION] == "photo caption"
    assert found["핫이슈"] == found["댓글 0"] == "after the article"
    assert TITLE not in found


def test_no_line_of_a_page_is_lost_without_a_trace():
    lines = [*TOP, TITLE, BYLINE, *STAMPS, CAPTION, *BODY, BYLINE, *END]
    cleaned = clean(*lines)
    kept = [cleaned.title, *cleaned.text.split("\n")]
    assert sorted([*kept, *(piece.text for piece in cleaned.dropped)]) == sorted(lines)


def test_a_body_that_stands_there_twice_is_kept_once():
    cleaned = clean(TITLE, *STAMPS, *BODY, "(영상취재: 한도담 / 영상편집: 은하)", *BODY)
    assert cleaned.text == "\n".join(BODY)
    assert [piece.reason for piece in cleaned.dropped].count("repeated") == len(BODY)
    assert "credit" in reasons(cleaned).values()


@pytest.mark.parametrize(
    "marker",
    [
        *("핫이슈", "많이 본 뉴스", "관련 기사", "댓글 3", "기사 모아 보기 >", "무단전재 금지"),
        *("Related articles", "Comments", "関連記事", "相关阅读", "Te puede interesar"),
    ],
)
def test_everything_from_the_end_mark_on_is_left_out(marker):
    cleaned = clean(TITLE, *STAMPS, *BODY, marker, "다른 기사의 첫 문장은 이렇게 길다.")
    assert "다른 기사" not in cleaned.text
    assert cleaned.text.endswith(BODY[-1])


def test_an_end_mark_before_the_article_does_not_end_it():
    cleaned = clean("관련 기사", TITLE, *STAMPS, "댓글 3", "핫이슈 더보기 >", *BODY)
    assert cleaned.text.endswith("\n".join(BODY))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("• 인쇄", "button"),
        ("※ 번역할 언어 선택", "button"),
        ("Share this story", "button"),
        ("사진=가람시 제공", "photo caption"),
        ("写真：みどり市提供の青葉山の山頂", "photo caption"),
        ("dodam@garam-news.example", "byline"),
        ("최종수정 : 2023년10월04일 15:30", "date line"),
        ("자세히 보기 https://garam-news.example/a", "address"),
        ("더 작게", "too short"),
    ],
)
def test_furniture_between_paragraphs_is_left_out_with_its_reason(line, reason):
    cleaned = clean(TITLE, *STAMPS, BODY[0], line, *BODY[1:])
    assert cleaned.text == "\n".join(BODY)
    assert reasons(cleaned)[line] == reason


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.md")), ids=lambda path: path.stem)
def test_an_article_that_is_already_clean_keeps_every_paragraph(path):
    document = read_document(path)
    cleaned = clean(document.title, *document.text.split("\n"))
    assert cleaned.text == document.text
    assert cleaned.title == document.title
    assert cleaned.dropped == ()


@pytest.mark.parametrize(
    "paragraph",
    [
        *BODY,
        "The Harbour Board will replace its 14 ferries by 2029, it said on Tuesday.",
        "云河市3日宣布，湿地公园将从520公顷扩建至860公顷，工程投资2.4亿元。",
        "みどり市は10日、標高1,280メートルの青葉山に気象観測所を開設した。",
    ],
)
def test_a_bare_paragraph_keeps_all_its_text_and_takes_the_name_of_its_file(paragraph):
    cleaned = clean(paragraph)
    assert (cleaned.title, cleaned.text, cleaned.dropped) == ("파일 이름", paragraph, ())
    assert cleaned.kept_share == 1.0


def test_an_html_fragment_loses_its_tags_figures_and_scripts():
    html = (
        f"{TITLE} 작성일 10-04 19 목록 <div id='x'></div><section><figure><img alt='사진 설명'>"
        "<figcaption>사진 설명이 길게 붙어 있다.</figcaption></figure>"
        + "".join(f"<p class='a'>{paragraph}</p>" for paragraph in BODY)
        + "<script>var 광고 = '배너';</script>"
        "<p>&quot;끝까지 읽어 주신 &amp; 분&quot;께 감사한다.<br>"
        "次の行も残る文章です。</p>"
        "</section>"
        "<p>Copyright © 가람뉴스. All rights reserved.</p>"
    )
    cleaned = clean(html)
    assert cleaned.title == TITLE
    assert cleaned.text == "\n".join(
        [*BODY, '"끝까지 읽어 주신 & 분"께 감사한다.', "次の行も残る文章です。"]
    )


def test_a_text_that_speaks_of_tags_is_not_taken_for_html():
    assert split_lines("x < y 이면 <p> 하나를 쓴다.\n끝이다.") == [
        *("x < y 이면 <p> 하나를 쓴다.", "끝이다."),
    ]


def test_white_space_of_every_kind_is_one_space():
    assert split_lines("가람시\u00a0\u3000 도서관\t열다 \r\n\r\n \n둘째") == [
        "가람시 도서관 열다",
        "둘째",
    ]


def test_a_page_of_nothing_has_no_text():
    nothing = clean_page([], fallback_title="")
    assert (nothing.text, nothing.dropped, nothing.kept_share) == ("", (), 0.0)
