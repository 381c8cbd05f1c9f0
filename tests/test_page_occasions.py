"""Lines that only tickers, obituaries, notices, letters and videos have; and their likes."""

import pytest

from index.html_metadata import read_html_metadata
from index.metadata import is_no_headline, read_metadata
from index.page_json import page_objects
from index.page_lines import read_page
from index.page_occasions import is_period, occasion_of
from index.readers.html import article_of_html
from index.readers.text import article_of_text
from index.reporters import people, reporters_of_lines

BODY = (
    "가람시가 새로 놓은 다리는 길이 420미터로, 하루 2만 대가 지날 것으로 시는 내다봤다.",
    "공사는 3년 동안 이어졌고 비용은 모두 310억 원이 들었다고 시 관계자가 설명했다.",
    "다리 아래에는 자전거길과 산책로가 함께 생겨 강 양쪽의 공원을 처음으로 잇는다.",
)


def kept(*lines):
    article = article_of_text("\n".join(lines), name="page.txt")
    return [block.text for block in article.blocks]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("00:12 / 03:40", "button"),
        ("영상이 재생되지 않나요? 새로 고침", "button"),
        ("動画が再生できない方はこちら", "button"),
        ("视频无法播放？请点击这里", "button"),
        ("Can't play the video? Try again", "button"),
        ("메일이 잘 안 보이시나요? 브라우저에서 보기", "button"),
        ("View this email in your browser", "button"),
        ("Newsletter im Browser ansehen", "button"),
        ("Ver este correo en el navegador", "button"),
        ("Voir ce message dans le navigateur", "button"),
        ("앱에서 보기", "subscription"),
        ("アプリで読む", "subscription"),
        ("在APP內閱讀 開啟", "subscription"),
        ("Mitglieder: Die Karte steht zum Herunterladen bereit.", "subscription"),
        ("회원님: 전체 표는 자료실에서 내려받으실 수 있습니다.", "subscription"),
        ("For the price of a coffee, help us print the next issue.", "subscription"),
        ("コーヒー1杯分の支援で続けさせてください。", "subscription"),
        ("Please gamble responsibly. 18+", "advertisement"),
        ("Jouer comporte des risques : endettement, dépendance", "advertisement"),
        ("请继续往下阅读", "advertisement"),
        ("3. 신청서 양식.hwp [48 KB] 다운로드", "attachment"),
        ("annual-report.pdf (2.1 MB)", "attachment"),
        ("붙임 1. 신청 안내문 1부. 끝.", "attachment"),
        ("오늘 레터는 어떠셨나요?", "reader poll"),
        ("How did you like today's newsletter?", "reader poll"),
        ("¿Qué te ha parecido esta newsletter?", "reader poll"),
        ("새 다리 위로 사람들이 걸어가고 있다. 한도담 기자", "caption"),
        ("孩子们在桥上放风筝。记者 温可棠", "caption"),
    ],
)
def test_a_line_says_on_what_kind_of_page_it_is_furniture(line, reason):
    assert occasion_of(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "12:30 / 점심 식사",
        "영상이 재생되지 않는 오류가 사흘째 이어졌다.",
        "She had trouble reading the sign from across the river.",
        "His view on the web was formed long before the first browser.",
        "Members: Ada, Bruno and Carla",
        "커피 한 잔 값이 지난해보다 12% 올랐다.",
        "한도담 기자가 다리를 걸어서 건너 보았다.",
        "2. 소설은 모두 3부",
        "3. 마스크 50매",
        "The council wants people to gamble less, and says so on its buses.",
        "홍도담 후보 2,300표",
    ],
)
def test_what_an_article_says_is_no_furniture(line):
    assert occasion_of(line) == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 기간: 2025. 3. 2.(월) 09:00 ~ 3. 9.(월) 18:00", True),
        ("나. 접수 기간: 2025. 3. 2. 09:00부터", True),
        ("会期：2025年3月2日 10:00～3月9日 17:00", True),
        ("Zeitraum: 2.3.2025 09:00 bis 9.3.2025 18:00", True),
        ("Período: 2 de marzo de 2025 09:00", True),
        ("게시기간: 2025-03-02 09:00", False),
        ("입력 2025.03.02 09:00", False),
    ],
)
def test_a_labelled_period_is_a_fact_and_no_stamp(line, expected):
    assert is_period(line) is expected


def test_a_period_stays_in_a_notice_and_its_attachments_and_office_go():
    text = kept(
        "로그인",
        "새 다리 개통 알림과 시민 걷기 행사 참가 신청 안내",
        "담당부서",
        "도로시설과",
        "등록일",
        "2025-03-02",
        "첨부파일",
        "1. 신청서.hwpx [30 KB] 내려받기",
        BODY[0],
        "1. 걷기 행사",
        "  - 기간: 2025. 3. 16.(일) 09:00 ~ 3. 23.(일) 18:00",
        "  - 방법: 시청 누리집에서 신청",
        BODY[1],
        "붙임  1. 신청서 1부.  끝.",
        "목록",
        "ⓒ 가람시. All rights reserved.",
    )
    assert text == [
        BODY[0],
        "1. 걷기 행사",
        "- 기간: 2025. 3. 16.(일) 09:00 ~ 3. 23.(일) 18:00",
        "- 방법: 시청 누리집에서 신청",
        BODY[1],
    ]


def test_a_poll_goes_with_its_question_and_an_election_result_stays():
    page = ("새 다리 개통", "한도담 기자", "2025-03-02 09:00", *BODY[:2])
    poll = ("이 다리의 이름은 어느 쪽이 나을까요?", "가람교 38%", "온담교 62%", "1,204명 참여")
    result = ("개표 결과는 이렇다", "가람 후보 38%", "온담 후보 62%", "1,204표")
    rights = "ⓒ 가람일보 무단 전재 금지"
    assert kept(*page, *poll, BODY[2], rights) == [*BODY]
    assert kept(*page, *result, BODY[2], rights) == [*BODY[:2], *result, BODY[2]]


@pytest.mark.parametrize("heading", ["본문 요약", "Summary", "要約", "摘要", "Resumen", "Résumé"])
def test_a_summary_in_bullets_above_the_body_goes(heading):
    bullets = ("• 다리 420미터", "• 하루 2만 대가 지날 전망")
    page = ("새 다리가 3년 만에 열렸다", "입력 2025-03-02 09:00", heading, *bullets, *BODY)
    assert kept(*page, "ⓒ 가람일보 무단 전재 금지") == [*BODY]


def test_a_list_of_most_viewed_articles_of_a_section_ends_the_article():
    teasers = ("A bridge for bees", "The ferry that would not leave", "Ten quiet benches")
    body = [
        "The new bridge is 420 metres long and will carry twenty thousand cars a day.",
        "Work on it took three years and cost thirty-one million, the city said on Monday.",
    ]
    page = ("Bridge opens after three years", "By Tamsin Orrell", "4 June 2024", *body)
    for heading in ("Most viewed in Travel", "Most watched on Garam Daily"):
        assert kept(*page, heading, *teasers, "© 2024 Garam Media Ltd") == body


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published in Garam Daily on Feb. 9, 2023", "2023-02-09"),
        ("Erschienen in Garam Daily am 9. Februar 2023", "2023-02-09"),
        ("Paru dans Garam Daily le 9 février 2023", "2023-02-09"),
        ("Publicado en Garam Daily el 9 de febrero de 2023", "2023-02-09"),
    ],
)
def test_where_and_when_something_was_printed_names_outlet_and_day(line, day):
    found = read_metadata(["Garam Daily", "Menu", "A life by the river", line, "© 2023 Rights Ltd"])
    assert (found.publisher, found.published) == ("Garam Daily", day)


def test_the_publisher_of_a_reviewed_book_is_not_the_page_s():
    lines = ["Garam Daily", "A life by the river", "Published by Quillfish on 9 May 2023"]
    assert read_metadata(lines, title="A life by the river").publisher == "Garam Daily"


def test_an_outlet_goes_before_the_house_that_owns_it_and_a_native_name_before_an_english_one():
    english = ["Garam Daily", "A life by the river", "© 2023 Garam Holdings Ltd"]
    assert read_metadata(english, title=english[1]).publisher == "Garam Daily"
    native = ["강나루부", "새 다리 개통", *BODY, "가람시 강변로 1 강나루부", "ⓒ Ministry of Rivers"]
    assert read_metadata(native, title="새 다리 개통").publisher == "강나루부"


@pytest.mark.parametrize(
    ("title", "shown", "expected"),
    [
        ("인쇄하기", True, True),
        ("Print", False, True),
        ("강가의 편지 12호", False, True),
        ("Garam Letter #12", False, True),
        ("가람시 > 소식 > 새소식", False, True),
        ("가람시 > 소식 > 새소식", True, False),
        ("새 다리 개통 - 3년 만에", False, False),
        ("제12호 태풍, 밤사이 남해안 지나 동해로", False, False),
    ],
)
def test_a_title_that_names_the_page_s_place_or_issue_is_no_headline(title, shown, expected):
    assert is_no_headline(title, shown=shown) is expected


def test_a_bulletin_in_a_pre_gets_its_title_and_stamp_from_the_page():
    body = "\n".join(f"○ {line}" for line in BODY)
    article = article_of_html(
        f"""<html lang="ko"><head><title>가람센터 - 소식 - 통보문 보기</title></head><body>
        <a href="/">가람센터</a><section><h2>통보문</h2>
        <h3>통보문 제3호: 새 다리 통행과 주변 길 안내</h3>
        <p>2025년 3월 2일 16시 00분 발표 / 가람센터 도로과</p><pre>{body}</pre></section>
        <footer><p>가람시 강변로 1 가람센터</p><p>ⓒ 가람센터</p></footer></body></html>""",
        name="bulletin.html",
    )
    assert [block.text for block in article.blocks] == [f"○ {line}" for line in BODY]
    found = article.metadata
    assert found.title == "통보문 제3호: 새 다리 통행과 주변 길 안내"
    assert (found.publisher, found.published) == ("가람센터", "2025-03-02T16:00+09:00")


def test_a_printed_page_says_its_address():
    page = read_page(f"<p>{BODY[0]}</p><p>기사 주소 http://garam.example/print.php?no=7</p>")
    found = read_html_metadata(page, page_objects(page.tree))
    assert found.url == "http://garam.example/print.php?no=7"


@pytest.mark.parametrize("label", ["Người đăng: ", "Posted by ", "Publicado por ", "게시자: "])
def test_who_posted_is_named_without_the_label(label):
    assert people(f"{label}Ada Quill") == ["Ada Quill"]


def test_what_stands_above_a_date_is_a_reporter_only_if_it_is_a_name_and_near_the_top():
    assert reporters_of_lines(["Menu", "Press Release", "4 June 2024"]) == ""
    prose = ["The new bridge is 420 metres long and carries cars."] * 4
    assert reporters_of_lines(["Menu", "Bridge opens", *prose, "Ada Quill", "4 June 2024"]) == ""
    assert reporters_of_lines(["Menu", "Bridge opens", "Ada Quill", "4 June 2024", *prose]) == (
        "Ada Quill"
    )
    assert reporters_of_lines(["来源：雁泊晚报 记者：温可棠 阅读 312"]) == "温可棠"
