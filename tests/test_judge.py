import pytest

from evaluation.judge import content_words, objection, supporting
from tests.cited_answers import LIBRARY, citation

COST = citation("보수에는 38억원이 든다.")
BUILT = citation("가람교는 1998년에 놓였다.")
MAYOR = citation("시장 나라온은 내년 5월에 마친다고 했다.")
BOOKS = citation("The Naru library holds 80,000 books.", LIBRARY)
DIRECTOR = citation("Director Han Bom-sol reopened it on Monday.", LIBRARY)
ASKED = "가람교 보수에 얼마가 드나?"


@pytest.mark.parametrize(
    ("sentence", "citations", "against"),
    [
        ("“보수에는 38억원이 든다.”", [COST], ""),
        ("가람교를 보수하는 데 38억 원이 듭니다.", [COST], ""),
        ("가람교를 보수하는 데 3,800,000,000원이 듭니다.", [COST], ""),
        ("가람교를 보수하는 데 83억 원이 듭니다.", [COST], "figure 83억"),
        ("가람교를 보수하는 데 38억 원이 듭니다.", [], "not cited"),
        ("가람교를 보수하는 데 38억 원이 듭니다.", [BUILT], "figure 38억"),
        ("가람교 보수는 2025년 5월에 끝납니다.", [MAYOR], ""),
        ("가람교 보수는 2026년 5월에 끝납니다.", [MAYOR], "figure 2026"),
        ("1998년 도서관은 책과 음반을 시민에게 빌려주기 시작했다.", [BUILT], "5 of 6 words"),
        ("It will cost 3.8 billion won.", [COST], ""),
        ("It will cost 38 billion won.", [COST], "figure 38 billion"),
        ("The library of Naru holds 80,000 books.", [BOOKS], ""),
        ("Eagles nest on 80,000 distant cliffs.", [BOOKS], "4 of 4 words"),
        ("Reopened on 6 March 2023 by Han Bom-sol.", [DIRECTOR], ""),
        ("나루 도서관은 2023년 3월 6일에 다시 열었습니다.", [DIRECTOR], ""),
        ("나루 도서관은 2023년 3월 7일에 다시 열었습니다.", [DIRECTOR], "figure 7"),
        ("나루 도서관장 Bom-sol이 열었습니다.", [DIRECTOR], ""),
        ("나루 도서관장 Picton가 열었습니다.", [DIRECTOR], "name Picton"),
    ],
)
def test_a_sentence_rests_on_figures_words_and_names_of_what_it_cites(sentence, citations, against):
    assert objection(sentence, citations, ASKED) == against


def test_names_are_compared_by_sound_across_scripts():
    korean = {**COST, "quote": "최가람과 오픈AI가 다리를 지킨다.", "title": "다리"}
    assert objection("Choi Ga-ram guards it.", [korean], "who?") == ""
    assert objection("Choi Na-bi guards it.", [korean], "who?") == "name Na-bi"
    assert objection("橋はOpenAIが守る。", [korean], "誰？") == ""
    assert objection("橋はMicronが守る。", [korean], "誰？") == "name Micron"


def test_words_of_the_question_prove_nothing_but_may_be_repeated():
    asked = "나루섬 등대 전망대 보수 비용은 얼마인가?"
    assert objection("나루섬 등대 전망대 비용은 38억원이다.", [COST], asked) == "4 of 5 words"
    assert objection("보수 비용은 38억원이다.", [COST], asked) == ""


def test_two_citations_may_support_a_sentence_together_and_a_third_is_idle():
    both = "가람교는 1998년에 놓였고 보수에는 38억원이 든다."
    assert supporting(both, [BUILT, COST], ASKED) == [True, True]
    assert supporting(both, [BUILT, COST, BOOKS], ASKED) == [True, True, False]
    assert supporting(both, [BUILT], ASKED) == [False]
    assert supporting("보수에는 38억원이 든다.", [COST, BUILT], ASKED) == [True, False]


def test_content_words_are_what_inflection_leaves_of_them():
    assert content_words("정부는 센터를 구축했다고 밝혔다.") == ["정부", "센터", "구축"]
    assert content_words("The ministers announced it.") == ["minis", "annou"]
    assert content_words("科学館が開く") == ["科学", "学館", "開"]


def test_an_undated_article_means_no_days():
    undated = {**MAYOR, "published": ""}
    assert objection("2025년 5월에 마친다.", [undated], ASKED) == "figure 2025"
