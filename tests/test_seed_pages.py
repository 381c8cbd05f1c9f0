"""The five scraped pages that the cleaner was made for come out whole and without furniture."""

from pathlib import Path

import pytest

from index.reader import read_documents

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    len(list(SEEDS.glob("*.txt"))) < 5, reason=f"no seed pages at {SEEDS.name}/"
)

EXPECTED = {
    "000": (
        *("대한민국 초거대 AI 도약국가 만든다...정부, 9000억 투입", "뉴스트리", "김나윤"),
        *("2023-09-13T17:33+09:00", ""),
    ),
    "001": (
        *("국내 IT기업 총출동…‘초거대 AI’ 키울 최고위 전략대화 출범", "데일리안", "김은경"),
        *("2021-09-07T15:00+09:00", "2021-09-07T14:36+09:00"),
    ),
    "002": (
        *('"컴퓨팅 인프라 확충···국가 AI모델 개발 속도"', "KTV 국민방송", "신국진"),
        *("2025-02-20T14:05+09:00", "2025-02-20T21:15+09:00"),
    ),
    "003": (
        *("과기부, 챗GPT 대응하기 위한 '초거대AI 추진 협의회' 발족", "뉴스핌", "이경태"),
        *("2023-06-29T15:30+09:00", "2023-06-29T15:30+09:00"),
    ),
    "004": (
        *('배경훈 장관 "국가대표 AI 장애물 모두 제거하겠다"(종합)', "뉴스1", "이기범"),
        *("2025-09-09", ""),
    ),
}
FURNITURE = (
    *("핫이슈", "댓글", "런던베이글", "김주애", "Copyright", "무단", "ⓒ", "공유하기", "<p"),
    *("앵커>", "영상취재", "종목", "번역", "글자", "관련자료", "양궁", "시드볼드", "@"),
)


def page(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (document,) = read_documents(path)
    return document


@pytest.mark.parametrize("number", EXPECTED)
def test_a_seed_page_says_its_title_publisher_reporter_and_dates(number):
    document = page(number)
    found = document.title, document.publisher, document.reporter
    assert (*found, document.published, document.modified) == EXPECTED[number]
    assert document.language == "ko"


@pytest.mark.parametrize("number", EXPECTED)
def test_a_seed_page_loses_its_furniture_and_keeps_its_body_once(number):
    document = page(number)
    for words in FURNITURE:
        assert words not in document.text
    lines = document.text.split("\n")
    assert len(lines) == len(set(lines)) >= 8
    assert all(piece.reason for piece in document.dropped)


@pytest.mark.parametrize(
    ("number", "paragraphs"), [("000", 9), ("001", 23), ("002", 16), ("003", 7), ("004", 13)]
)
def test_a_seed_page_keeps_every_paragraph_of_its_body(number, paragraphs):
    sentences = [line for line in page(number).text.split("\n") if len(line) > 25]
    assert sum(line.endswith((".", '."')) for line in sentences) >= paragraphs - 1


@pytest.mark.parametrize(
    ("number", "fact"),
    [
        ("000", "9090억원의 예산을 투입한다"),
        ("001", "2022년 1조807억원(정부안 기준)"),
        ("001", "‘디지털 뉴딜’ 연계한 국가 AI 투자방향 모색"),
        ("002", "첨단 GPU 1만 장을 확보해"),
        ("002", "(장소: 20일 오전 10시, 서울 중구)"),
        ("003", "국내 기업들로 구성된 초거대AI가 발족했다."),
        ("003", "105개 국내 기업이 회원으로 참여했다."),
        ("004", "2028년까지 5만장을 확보하겠다"),
        ("004", "GPU) 5만 장 확보 목표를 2년 앞당겨"),
    ],
)
def test_the_facts_of_a_seed_page_stay_in_its_text(number, fact):
    assert page(number).text.count(fact) == 1
