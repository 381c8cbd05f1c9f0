# ruff: noqa: E501  (pages read better unbroken)
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaner import clean_page
from index.page_lines import PageLine
from index.reader import read_documents
from index.readers.text import article_of_text, text_lines
from tests.conftest import ARTICLES

CORPUS = Path(__file__).parents[1] / "corpus"

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
ENGLISH = (
    "The Harbour Board will replace its 14 ferries by 2029, it said on Tuesday.",
    "The first two boats will cost £9 million and carry 320 passengers each.",
    "Crews begin training in March. Fares will not rise before 2027, the board added.",
)
JAPANESE = (
    "みどり市は10日、標高1,280メートルの青葉山に気象観測所を開設した。",
    "観測所は風速と気温を10分ごとに測り、登山者の端末に知らせる。",
    "建設費は1億2千万円で、市と県が半分ずつ負担した。",
)
CHINESE = (
    "云河市3日宣布，湿地公园将从520公顷扩建至860公顷，工程投资2.4亿元。",
    "新增的三个观鸟台分别位于北岸、西滩和旧渡口，明年四月开放。",
    "市民可凭身份证免费入园，每天限流八千人。",
)


def lines_of(*texts):
    return text_lines("\n\n".join(texts))


def clean(*texts):
    return clean_page(lines_of(*texts))


def reasons(cleaned):
    return {piece.text: piece.reason for piece in cleaned.dropped}


def test_a_scraped_page_becomes_its_article_once_and_nothing_else():
    cleaned = clean(*TOP, TITLE, BYLINE, *STAMPS, CAPTION, *BODY, BYLINE, *END)
    assert cleaned.title == TITLE
    assert cleaned.text == "\n".join(BODY)


def test_what_is_left_out_is_kept_with_its_reason():
    found = reasons(clean(*TOP, TITLE, BYLINE, *STAMPS, CAPTION, *BODY, *END))
    assert found["전체메뉴"] == "menu"
    assert found["카카오톡"] == "share button"
    assert found[BYLINE] == "byline"
    assert found[STAMPS[0]] == found[STAMPS[1]] == "date line"
    assert found[CAPTION] == "caption"
    assert found[END[0]] == "copyright"
    assert found["은하동 시장 새벽 장터 열어"] == "after the article"
    assert found["댓글 0"] == "comments"
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


def test_a_body_repeated_in_one_line_is_kept_once():
    cleaned = clean(TITLE, *STAMPS, *BODY, " ".join(BODY))
    assert cleaned.text == "\n".join(BODY)


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("«", "»"), ("", "")])
def test_a_pull_quote_is_not_said_twice(opening, closing):
    quote = f"{opening}We would rather walk than wait for another promise{closing}"
    said = "We would rather walk than wait for another promise, one commuter wrote on the pier."
    cleaned = clean(
        "Ferries to be replaced", "By Tamsin Orrell", "3 May 2024", *ENGLISH, quote, said
    )
    assert cleaned.text == "\n".join((*ENGLISH, said))


@pytest.mark.parametrize(
    ("marker", "body"),
    [
        *((mark, BODY) for mark in ("핫이슈", "많이 본 뉴스", "관련 기사", "댓글 3", "무단전재 금지")),
        ("기사 모아 보기 >", BODY),
        *((mark, ENGLISH) for mark in ("Related articles", "Comments (12)", "More from Port Ellis")),
        *((mark, JAPANESE) for mark in ("関連記事", "アクセスランキング", "あわせて読みたい")),
        *((mark, CHINESE) for mark in ("相关阅读", "热门文章", "网友评论", "版权所有 © 云河网")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("paragraphs", [3, 7])
def test_everything_from_the_end_mark_on_is_left_out(marker, body, paragraphs):
    kept = body[:paragraphs]
    other = "Other title", "다른 기사의 첫 문장은 이렇게 길고 끝까지 다 적혀 있다."
    cleaned = clean("A headline over it all", "2024-05-01 09:30", *kept, marker, *other)
    assert cleaned.text == "\n".join(kept)


def test_an_end_mark_before_the_article_does_not_end_it():
    cleaned = clean("관련 기사", TITLE, *STAMPS, "댓글 3", "핫이슈 더보기 >", *BODY)
    assert cleaned.text == "\n".join(BODY)


def test_an_article_goes_on_after_a_box_of_other_articles():
    box = ("관련 기사", "은하동 시장, 새벽 장터 다시 연다", "가람강 수위 평년보다 높아")
    cleaned = clean(TITLE, *STAMPS, *BODY[:4], *box, *BODY[4:], *END)
    assert cleaned.text == "\n".join(BODY)


@pytest.mark.parametrize(
    ("headline", "stamp", "body"),
    [
        ("은하동 시장, 새벽 장터 다시 연다", "입력 2023.10.03 08:00", BODY),
        ("Library van returns to nine villages", "Published 2 May 2024, 08:00 GMT", ENGLISH),
        ("駅前の時計台、二年ぶりに鐘を鳴らす", "2024年5月2日 8時00分", JAPANESE),
    ],
)
def test_another_article_below_with_its_own_stamp_is_left_out(headline, stamp, body):
    first, second = (
        body[: len(body) - 1],
        "그 밖의 이야기는 여기에서 처음부터 새로 시작한다고 한다.",
    )
    cleaned = clean("The headline of them all", "2024-05-03 09:30", *first, headline, stamp, second)
    assert cleaned.text == "\n".join(first)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("공유하기", "share button"),
        ("Copy link | WhatsApp | E-Mail", "share button"),
        ("シェアする", "share button"),
        ("사진=가람시 제공", "caption"),
        ("Photo: Garam Daily", "caption"),
        ("写真：みどり市提供の青葉山の山頂", "caption"),
        ("青葉山の山頂に立つ観測所＝みどり市提供", "caption"),
        ("修复后的旧渡口。（云河网 摄）", "caption"),
        ("정박한 배 앞에 선 아이들. 통신사제공", "caption"),
        ("Ein verschlossener Graben am Deich. Foto: Distel", "caption"),
        ("夜间的自助借阅区。 通讯员供图", "caption"),
        ("点个“在看”，让更多人看见", "subscription"),
        ("dodam@garam-news.example", "byline"),
        ("한도담·온유리 기자", "byline"),
        ("（责任编辑：林晓溪）", "byline"),
        ("최종수정 : 2023년10월04일 15:30", "date line"),
        ("Last updated: 3 May 2024, 11:05 BST", "date line"),
        ("자세히 보기 https://garam-news.example/a", "address"),
        ("#가람시 #바다도서관 #섬", "tags"),
        ("▶ 관련기사: 은하동 시장, 새벽 장터 연다", "related articles"),
        ("Lire aussi : Le marché change de place", "related articles"),
        ("Lesen Sie auch: Freibad öffnet früher", "related articles"),
        ("Publicidad", "advertisement"),
        ("[광고] 퇴직연금 지금 옮기세요", "advertisement"),
        ("매일 아침 뉴스레터를 메일로 받아보세요.", "subscription"),
        ("Sign up to get the day's stories in your inbox.", "subscription"),
        ("이 요약은 AI가 생성한 것으로 사실과 다를 수 있습니다.", "AI box"),
        ("Ce résumé a été généré par une intelligence artificielle.", "AI box"),
    ],
)
def test_furniture_between_paragraphs_is_left_out_with_its_reason(line, reason):
    cleaned = clean(TITLE, *STAMPS, BODY[0], line, *BODY[1:])
    assert cleaned.text == "\n".join(BODY)
    assert reasons(cleaned)[line] == reason


@pytest.mark.parametrize(
    "line",
    [
        "승인 12건을 취소하고 3건은 미뤘다",
        "입장료는 무료입니다.",
        "• 대여 시간: 오전 9시부터 오후 6시까지",
        "• 문화",
        "- 인쇄",
        "※ 안개가 끼면 운항하지 않는다",
        "정부는 AI가 생성한 그림에 표시를 붙이도록 했다.",
        "검찰은 댓글 작성 프로그램을 압수했다고 밝혔다.",
        "시는 뉴스레터를 구독하는 시민에게 책갈피를 준다.",
        "Copyright law gives the sculptor seventy years, the court said.",
        "Von Hamburg nach Kiel",
        "Readers can sign up for the boat library at the town hall, the council said.",
        "版権を持つ財団は、展示の撮影を認めると発表した。",
        "2024년 3월",
        "구분: 국비 · 금액: 40억 원",
        "제3차 바다 도서관 위원회",
    ],
)
def test_what_an_article_may_say_stays_between_its_paragraphs(line):
    cleaned = clean(*TOP, TITLE, *STAMPS, *BODY[:4], line, *BODY[4:], *END)
    assert cleaned.text == "\n".join((*BODY[:4], line, *BODY[4:]))


@pytest.mark.parametrize("headline", ["물가 2% 올라", "Rents fall", "雪が降る", "房价下跌"])
def test_a_short_headline_is_the_title(headline):
    cleaned = clean(headline, *STAMPS, *BODY)
    assert cleaned.title == headline
    assert cleaned.text == "\n".join(BODY)


def test_lines_between_headline_and_body_stay_unless_buttons_follow_them():
    decks = ("2024년 말 완공 목표, 사업비 412억", "상인회 “공사 기간 손님 끊길라” 우려")
    assert clean(*TOP, TITLE, BYLINE, *STAMPS, *decks, *BODY).text == "\n".join((*decks, *BODY))
    caption = "배를 고치는 가람항의 조선소 사람들"
    cleaned = clean(TITLE, *STAMPS, caption, "공유하기", "인쇄", *BODY)
    assert reasons(cleaned)[caption] == "before the article"


def test_signs_in_front_of_facts_are_a_list_and_a_lone_one_is_a_caption():
    listed = ("▲ 모금함 설치 현장", "▲ 선착장 게시판 현장")
    assert clean(TITLE, *STAMPS, BODY[0], *listed, *BODY[1:]).text.count("▲") == 2
    assert clean(TITLE, *STAMPS, BODY[0], listed[0], *BODY[1:]).text.count("▲") == 0


def test_a_stamp_between_the_lead_and_the_body_belongs_to_the_head():
    lead, *rest = ENGLISH
    head = ("Tamsin Orrell", "3 May 2024", "Print", "Share")
    page = ("Ferries to be replaced by 2029", lead, *head, *rest, "Comments (12)")
    assert clean(*page).text == "\n".join(ENGLISH)


def test_dates_between_the_paragraphs_of_a_chronicle_stay():
    body = (BODY[0], "2024.05.01", BODY[1], "2024.05.02", BODY[2], "2024.05.03", BODY[3])
    assert clean(*TOP, TITLE, *STAMPS, *body, *END).text == "\n".join(body)


def test_the_path_glued_to_a_headline_above_it_is_no_part_of_it():
    cleaned = clean("Menu", f"홈 지역 {TITLE}", "지역", TITLE, BYLINE, *STAMPS, *BODY, *END)
    assert cleaned.title == TITLE
    assert cleaned.text == "\n".join(BODY)


@pytest.mark.parametrize("sign", ["— END —", "(끝)", "完", "<끝>", "Ende", "＊おわり＊"])
def test_the_sign_at_the_end_of_an_article_is_not_part_of_it(sign):
    assert clean(TITLE, *STAMPS, *BODY, sign, *END).text == "\n".join(BODY)


def test_an_ai_summary_goes_with_its_points_and_its_note():
    box = (
        "AI 요약",
        "• 바다 도서관 공사가 시작됐다",
        "• 사업비는 85억 원이다",
        "AI가 요약한 내용입니다.",
    )
    assert clean(TITLE, *STAMPS, *box, *BODY).text == "\n".join(BODY)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.md")), ids=lambda path: path.stem)
def test_an_article_that_is_already_clean_keeps_every_paragraph(path):
    (document,) = read_documents(path)
    cleaned = clean(document.title, *document.text.split("\n"))
    assert cleaned.text == document.text
    assert cleaned.title == document.title
    assert cleaned.dropped == ()


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("2*.md")), ids=lambda path: path.stem)
def test_nothing_that_an_article_says_is_taken_for_furniture_of_the_page_around_it(path):
    (document,) = read_documents(path)
    frame = *TOP, document.title, BYLINE, *STAMPS
    cleaned = clean(*frame, *document.text.split("\n"), *END)
    assert cleaned.text == document.text


@pytest.mark.parametrize("paragraph", [*BODY, *ENGLISH, *JAPANESE, *CHINESE])
def test_a_bare_paragraph_keeps_all_its_text_and_has_no_headline(paragraph):
    cleaned = clean(paragraph)
    assert (cleaned.title, cleaned.text, cleaned.dropped) == ("", paragraph, ())


@pytest.mark.parametrize(
    "text",
    [
        "산에는 꽃 피네\n꽃이 피네\n갈 봄 없이\n꽃이 피네\n산에는 꽃 피네",
        "장보기\n- 사과 3개\n- 배 2개\n- 인쇄 용지",
        "도시 | 인구\n가람시 | 42만\n별내군 | 3만",
        "회의록\n\n일시: 2024년 3월 12일 14:00\n장소: 마을회관\n참석: 7명\n\n1. 가로등을 고치기로 했다.",
        "메뉴\n로그인\n검색\n공지사항",
        "!!!\n???\n---",
        "Roses\n\nThe first is red.\nThe second is white.\n\nThe first is red.\nThe second is white.",
        "A note on print\n\nCopyright law is older than film. Print came first. Share it and save it.",
    ],
)
def test_a_text_that_is_no_page_comes_out_whole(text):
    cleaned = clean_page(text_lines(text))
    whole = [line for line in text.split("\n") if line]
    assert [line for line in (cleaned.title, *cleaned.text.split("\n")) if line] == whole
    assert cleaned.dropped == ()


WORDS = st.sampled_from(
    "가람시는 다리를 놓았고 the council built a bridge 市は橋を 架けた 该市 建了桥 puente neue Brücke "
    "메뉴 share 댓글 print 관련 광고 2024 12% 사진".split()
)
SENTENCE = st.lists(WORDS, min_size=6, max_size=14).map(lambda words: f"{' '.join(words)} 했다.")


@settings(max_examples=150, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=8, unique=True))
def test_paragraphs_of_any_words_are_never_cut(paragraphs):
    article = article_of_text("\n\n".join(("나룻배와 다리", *paragraphs)), name="x.txt")
    assert [block.text for block in article.blocks] == paragraphs
    assert article.dropped == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_kept_or_dropped_with_a_reason(text):
    lines = text_lines(text)
    cleaned = clean_page(lines)
    accounted = [cleaned.title, *(one.text for one in (*cleaned.lines, *cleaned.dropped))]
    assert {line.text for line in lines} <= set(accounted)
    assert not lines or cleaned.lines or cleaned.title


@pytest.mark.parametrize(
    "text",
    ["가" * 1_000_000, "word " * 200_000, "★" * 1_000_000, "(" * 1_000_000, "2024.05.01 " * 90_000],
)
def test_one_endless_line_is_kept(text):
    cleaned = clean_page(text_lines(text))
    assert cleaned.text == text.strip()


def test_thousands_of_bylines_and_boxes_come_to_an_end():
    page = "\n".join(
        (
            "제목 한 줄",
            *STAMPS,
            *("관련기사\n한도담 기자\n가람시가 다리를 놓았다고 오늘 밝혔다.",) * 5_000,
        )
    )
    assert clean_page(text_lines(page)).lines


def test_lines_with_a_reason_from_the_markup_are_left_out_for_it():
    lines = [
        PageLine(TITLE, "heading", level=1),
        *map(PageLine, BODY),
        PageLine("끝", reason="footer"),
    ]
    cleaned = clean_page(lines, titles=[TITLE])
    assert cleaned.text == "\n".join(BODY)
    assert reasons(cleaned) == {"끝": "footer"}


def test_a_page_of_nothing_has_no_text():
    nothing = clean_page([])
    assert (nothing.title, nothing.text, nothing.dropped) == ("", "", ())
