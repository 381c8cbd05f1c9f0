"""The five scraped pages that the cleaner was made for come out whole and without furniture."""

from pathlib import Path

import pytest

from tests.reading import read_document

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    len(list(SEEDS.glob("*.txt"))) < 5, reason=f"no seed pages at {SEEDS.name}/"
)

EXPECTED = {
    "000": ("대한민국 초거대 AI 도약국가 만든다...정부, 9000억 투입", "뉴스트리", "2023-09-13"),
    "001": ("국내 IT기업 총출동…‘초거대 AI’ 키울 최고위 전략대화 출범", "데일리안", "2021-09-07"),
    "002": ('"컴퓨팅 인프라 확충···국가 AI모델 개발 속도"', "KTV 국민방송", "2025-02-20"),
    "003": ("과기부, 챗GPT 대응하기 위한 '초거대AI 추진 협의회' 발족", "뉴스핌", "2023-06-29"),
    "004": ('배경훈 장관 "국가대표 AI 장애물 모두 제거하겠다"(종합)', "뉴스1", "2025-09-09"),
}
FURNITURE = ("핫이슈", "댓글", "런던베이글", "김주애", "Copyright", "무단", "ⓒ", "공유하기", "<p")


def page(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read_document(path)


@pytest.mark.parametrize("number", EXPECTED)
def test_a_seed_page_says_its_title_publisher_date_and_reporter(number):
    document = page(number)
    assert (document.title, document.publisher, document.date) == EXPECTED[number]
    assert len(document.reporter) == 3
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
    ("number", "fact"),
    [
        ("000", "9090억원의 예산을 투입한다"),
        ("001", "2022년 1조807억원(정부안 기준)"),
        ("002", "첨단 GPU 1만 장을 확보해"),
        ("003", "105개 국내 기업이 회원으로 참여했다."),
        ("004", "2028년까지 5만장을 확보하겠다"),
    ],
)
def test_the_facts_of_a_seed_page_stay_in_its_text(number, fact):
    assert page(number).text.count(fact) == 1
