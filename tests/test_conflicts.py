"""Two values for one thing are found; two things are never taken for one."""

import pytest

from index.documents import Span
from rag.answers import Evidence
from rag.conflicts import find_conflicts, find_roundings
from tests.evidence_of import evidence_of, question_of


def cases(written):
    """Return (question, older, newer); an article is its date, headline and sentence."""
    blocks = (block.split("\n") for block in written.strip().split("\n\n"))
    return [(asked, *(tuple(a.split(" | ")) for a in articles)) for asked, *articles in blocks]


CONFLICTS = cases("""
센터는 언제 문을 여나?
2024-03-01 | 가람 연산 센터 착공 | 가람 연산 센터는 2027년에 문을 연다.
2025-02-01 | 연산 센터 일정 연기 | 가람 연산 센터 개관은 2028년으로 늦춰졌다.

참가자는 몇 명이야?
2024-03-01 | 가람 마라톤 | 가람 마라톤 참가자는 모두 105명이다.
2025-02-01 | 가람 마라톤 결산 | 가람 마라톤 참가자는 120명이었다.

새 조례는 언제 시행되나요?
2024-01-10 | 주차 조례 통과 | 주차 조례는 내년 1월 시행된다.
2024-11-02 | 주차 조례 시행 미뤄 | 주차 조례 시행은 2025년 7월로 연기됐다.

도서관의 책은 몇 권이야?
2024-01-10 | 해안 도서관 | 해안 도서관은 책 4만 권을 갖췄다.
2024-01-11 | 해안 도서관 | 해안 도서관에는 책 6만 권이 있다.

How much will the bridge cost?
2023-03-01 | Bridge plan | The bridge will cost $40 million.
2024-03-01 | Bridge costs rise | The bridge will now cost $55 million, the council said.

When does the ban take effect?
2023-03-01 | Plastic ban | The plastic ban takes effect on 1 January 2024.
2023-11-01 | Plastic ban delayed | The plastic ban, now delayed, takes effect on 1 July 2024.

Wie viele Besucher kamen zum Fest?
2023-03-01 | Hafenfest | Zum Hafenfest kamen 1200 Besucher.
2023-03-02 | Hafenfest | Zum Hafenfest kamen 1800 Besucher.

시립 병원은 병상이 몇 개야?
2022-05-01 | 시립 병원 신축 | 시립 병원에는 병상 300개가 들어선다.
2023-05-01 | 시립 병원 축소 | 시립 병원은 병상 220개를 두기로 계획을 바꿨다.

지진 사망자는 몇 명?
2022-05-01 | 지진 | 이번 지진으로 사망자 12명이 발생했다.
2022-05-03 | 지진 피해 | 지진 사망자는 31명이다.

전기버스를 몇 대 도입해?
2022-05-01 | 전기버스 | 시는 전기버스 100대를 도입한다.
2023-05-01 | 전기버스 확대 | 시는 전기버스 150대를 도입하기로 했다.

How long is the tunnel?
2022-05-01 | Hill tunnel | The hill tunnel is 4.2 km long.
2023-05-01 | Hill tunnel | Engineers say the hill tunnel is 5.1 km long.

What is the ticket price of the museum?
2022-05-01 | Sea museum | The ticket price of the sea museum is 8 euros.
2023-05-01 | Sea museum | The sea museum has raised its ticket price to 11 euros.

図書館はいつ開館しますか
2022-05-01 | 海辺の図書館 | 海辺の図書館は2024年に開館する。
2023-05-01 | 海辺の図書館 | 海辺の図書館は2025年に開館する。

수목원 나무는 몇 그루야?
2021-03-01 | 솔빛 수목원 | 솔빛 수목원에는 나무 3만 그루가 자란다.
2022-03-01 | 솔빛 수목원 조사 | 조사해 보니 솔빛 수목원의 나무는 2만4천 그루였다.

우주 망원경은 언제 발사돼?
2021-03-01 | 우주 망원경 | 우주 망원경은 2024년 발사된다.
2022-03-01 | 우주 망원경 | 우주 망원경 발사는 2026년으로 연기됐다.

How tall is the tower?
2021-03-01 | Sky tower | The sky tower is 310 m tall.
2022-03-01 | Sky tower | At 325 m, the sky tower is tall enough to see the coast.

해안 도서관은 언제 개관해?
2024-03-01 | 해안 도서관 개관 앞둬 | 가람시는 해안 도서관을 5월 2일 개관한다고 10일 밝혔다.
2024-04-20 | 해안 도서관 개관 늦어져 | 누수 때문에 해안 도서관 개관이 7월 1일로 미뤄졌다.
""")
NO_CONFLICTS = cases("""
센터 예산은 얼마야?
2024-03-01 | 센터 예산 | 2024년 센터 예산은 9000억원이다.
2025-02-01 | 센터 예산 | 2025년 센터 예산은 1조2000억원이다.

센터 예산은 얼마야?
2024-03-01 | 센터 예산 | 센터 예산은 80억 원이다.
2025-02-01 | 센터 예산 | 내년 센터 예산은 95억 원이다.

위원은 몇 명인가?
2024-03-01 | 교육협의회 출범 | 교육협의회는 위원 32명이 참여한다.
2025-02-01 | 바다위원회 출범 | 바다위원회의 위원은 모두 50명이다.

위원은 몇 명인가?
2024-03-01 | 위원회 | 위원회의 위원은 모두 50명이다.
2025-02-01 | 위원회 | 위원회는 위원 가운데 20명을 바꿨다.

위원은 몇 명인가?
2024-03-01 | 위원회 | 위원회의 위원은 모두 50명이다.
2025-02-01 | 위원회 | 위원회에는 민간 위원 34명이 들어갔다.

사업비는 얼마야?
2024-03-01 | 부두 사업비 | 부두 사업비는 9,090억 원이다.
2024-04-01 | 부두 사업비 | 부두 사업비는 9천90억원이다.

센터는 언제 문을 여나?
2024-03-01 | 센터 | 센터는 2025년 착공한다.
2025-02-01 | 센터 | 센터는 2028년 문을 연다.

When will the centre open?
2024-03-01 | Centre | Construction of the centre began in 2022.
2025-02-01 | Centre | The centre will open in 2026.

회의는 언제 열렸나?
2024-03-01 | 시의회 | 시의회 회의는 3월 2일 열렸다.
2024-06-01 | 시의회 | 시의회 회의는 6월 1일 열렸다.

요금은 얼마야?
2024-05-02 | 연락선 요금 | 연락선 요금은 2천 원에서 2500원으로 오른다.
2024-05-01 | 연락선 요금 | 연락선 요금은 2500원이다.

센터는 언제 문을 여나?
2024-03-01 | 센터 | 센터 예산은 80억 원이다.
2025-02-01 | 센터 | 센터 예산은 95억 원이다.

몇 회 회의인가?
2024-03-01 | 회의 | 시의회 제3차 회의가 열렸다.
2025-02-01 | 회의 | 시의회 제4차 회의가 열렸다.

How many people attended?
2024-08-01 | Concert | The concert drew 300 people.
2024-08-03 | Match | The match drew 900 people.

How much did sales rise?
2024-03-01 | Sales | Sales rose 3% in 2023.
2024-03-02 | Sales | Sales in March rose 9%.

책은 몇 권이야?
2024-03-01 | 도서관 | 도서관은 책 4만 권을 갖췄다.
2024-03-02 | 도서관 | 도서관은 점자책 300권을 갖췄다.

둘레길은 몇 km야?
2022-05-01 | 달빛 둘레길 | 달빛 둘레길은 모두 12km다.
2023-05-01 | 달빛 둘레길 | 달빛 둘레길은 시청에서 3km 떨어져 있다.

전기버스는 몇 대야?
2022-05-01 | 전기버스 | 시는 전기버스 100대를 도입한다.
2023-05-01 | 수소버스 | 시는 수소버스 30대를 도입한다.

사망자는 몇 명이야?
2022-05-01 | 지진 | 지진 사망자는 31명이다.
2022-05-02 | 지진 | 지진 부상자는 120명이다.

매출은 얼마야?
2022-05-01 | 가람전자 실적 | 가람전자 매출은 300억 원이다.
2022-08-01 | 가람전자 실적 | 가람전자 영업이익은 35억 원이다.

점수는 몇 점이야?
2022-05-01 | 경기 | 가람은 1차전에서 3점을 냈다.
2022-05-04 | 경기 | 가람은 2차전에서 5점을 냈다.

공사비는 얼마야?
2022-05-01 | 다리 | 다리 공사비는 300억 원이다.
2022-05-04 | 다리 | 다리 공사비의 절반인 150억 원은 나라가 낸다.

터널은 언제 개통돼?
2022-05-01 | 한내 터널 | 한내 터널은 2024년 개통된다.
2023-11-01 | 한내 터널 | 한내 터널은 2024년 6월 개통된다.

대회 상금은 얼마야?
2022-05-01 | 대회 | 대회 1등 상금은 1천만 원이다.
2022-05-02 | 대회 | 대회 2등 상금은 500만 원이다.

기온은 몇 도야?
2022-05-01 | 날씨 | 1일 가람시의 낮 기온은 23도였다.
2022-05-02 | 날씨 | 2일 가람시의 낮 기온은 26도였다.

GPU는 몇 장이야?
2022-05-01 | GPU | 정부는 GPU 5만 장을 확보한다.
2022-05-02 | GPU | 민간은 GPU 20만 장을 확보한다.

How long is the tunnel?
2022-05-01 | Hill tunnel | The hill tunnel is 4.2 km long.
2023-05-01 | River tunnel | The river tunnel is 5.1 km long.

How much did the firm earn?
2022-05-01 | Firm | The firm earned $3 million in the first quarter.
2022-08-01 | Firm | The firm earned $4 million in the second quarter.

How many workers does the plant employ?
2022-05-01 | Plant | The plant employs 500 workers.
2023-05-01 | Plant | The plant laid off 80 workers.

How many people died in the quake?
2022-05-01 | Quake | The quake killed 31 people.
2022-05-02 | Quake | Among the people killed in the quake, 4 were children.

When did the festival take place?
2022-05-01 | Festival | The festival took place on 3 May 2022.
2023-05-10 | Festival | The festival took place on 2 May 2023.

좌석은 몇 석이야?
2021-03-01 | 시민회관 | 시민회관 대극장은 좌석 1200석이다.
2022-03-01 | 시민회관 | 시민회관 소극장은 좌석 300석이다.

케이블카 요금은 얼마야?
2021-03-01 | 케이블카 | 케이블카 왕복 요금은 1만 원이다.
2022-03-01 | 케이블카 | 케이블카 편도 요금은 6000원이다.

발사는 언제야?
2021-03-01 | 누리 위성 | 누리 위성 1호는 2024년 발사된다.
2022-03-01 | 누리 위성 | 누리 위성 2호는 2026년 발사된다.

직원은 몇 명이야?
2021-08-01 | 가람조선 | 가람조선의 직원은 4천 명이다.
2022-08-09 | 가람조선 | 가람조선의 여성 직원은 600명이다.

대출 금리는 몇 퍼센트야?
2021-08-01 | 금리 | 주택 대출 금리는 3.1%다.
2021-08-02 | 금리 | 신용 대출 금리는 4.7%다.

법은 언제 시행되나?
2021-08-01 | 놀이터법 | 놀이터법은 2022년 1월 시행된다.
2021-09-01 | 하천법 | 하천법은 2022년 7월 시행된다.

위원은 몇 명이야?
2021-08-01 | 바다위원회 | 바다위원회는 민간 위원 20명과 정부 위원 5명으로 짜였다.
2021-08-02 | 바다위원회 | 바다위원회의 위원은 모두 25명이다.

How many ships were damaged?
2021-03-01 | Storm | The storm damaged 12 ships.
2021-03-02 | Storm | The storm sank 3 ships.

How much did exports rise?
2021-03-01 | Exports | Exports rose 5% in January.
2021-03-02 | Exports | Exports rose 7% in February.

What is the price of bread?
2021-03-01 | Bread | The price of rye bread is 3 euros.
2021-03-09 | Bread | The price of white bread is 2 euros.

¿Cuántos alumnos hay?
2021-03-01 | Colegio | El colegio tiene 1.400 alumnos.
2021-03-09 | Instituto | El instituto tiene 900 alumnos.
""")


def articles(*written):
    return [evidence_of(text, published=day, title=title) for day, title, text in written]


@pytest.mark.parametrize(("question", "older", "newer"), CONFLICTS)
def test_two_values_for_one_thing_are_a_conflict(question, older, newer):
    evidence = articles(newer, older)
    (conflict,) = find_conflicts(evidence, question_of(question))
    assert [value.date for value in conflict.values] == [older[0], newer[0]]
    assert [value.evidence.text for value in conflict.values] == [older[2], newer[2]]
    assert all(value.text in value.evidence.text for value in conflict.values)


@pytest.mark.parametrize(("question", "older", "newer"), NO_CONFLICTS)
def test_what_is_not_one_thing_or_not_two_values_is_none(question, older, newer):
    assert find_conflicts(articles(older, newer), question_of(question)) == []


FARE = question_of("연락선 요금은 얼마야?")
OLD = ("2023-05-01", "연락선 요금", "연락선 요금은 2천 원이다.")
NEW = ("2024-05-01", "연락선 요금", "연락선 요금은 2500원이다.")
NEWER = ("2025-05-01", "연락선 요금", "연락선 요금은 3천 원이다.")


def values_of(conflicts):
    return [[value.text for value in conflict.values] for conflict in conflicts]


def test_three_articles_are_one_conflict():
    conflicts = find_conflicts(articles(NEWER, OLD, NEW), FARE)
    assert values_of(conflicts) == [["2천 원", "2500원", "3천 원"]]


def test_articles_of_one_day_or_without_a_date_contradict_each_other_too():
    for old in ((OLD[0], NEW[1], NEW[2]), ("", OLD[1], OLD[2])):
        assert len(find_conflicts(articles(OLD if old[0] else NEW, old), FARE)) == 1


def test_an_article_does_not_contradict_itself():
    document = articles(("2024-05-01", "요금", f"{OLD[2]} {NEW[2]}"))[0].document
    halves = [(0, len(OLD[2])), (len(OLD[2]) + 1, len(document.text))]
    evidence = [Evidence(document, Span(*half), 1.0) for half in halves]
    assert find_conflicts(evidence, FARE) == []


def test_an_article_that_tells_the_old_value_too_stands_by_the_new_one():
    change = ("2024-05-01", "연락선 요금", "연락선 요금이 2천 원에서 2500원으로 오른다.")
    assert values_of(find_conflicts(articles(OLD, change), FARE)) == [["2천 원", "2500원"]]


def test_an_old_value_that_a_later_article_repeats_is_not_its_own():
    old, new, newer = articles(OLD, NEW, NEWER)
    both = f"{OLD[2]}\n{NEW[2]}"
    document = articles((NEW[0], NEW[1], both))[0].document
    lines = [Span(0, len(OLD[2])), Span(len(OLD[2]) + 1, len(both))]
    evidence = [old, *(Evidence(document, line, 1.0) for line in lines), newer]
    assert values_of(find_conflicts(evidence, FARE)) == [["2천 원", "2500원", "3천 원"]]


def test_articles_in_other_languages_are_not_compared():
    other = ("2024-05-01", "Ferry fares", "The ferry fare is 2500 won.")
    assert find_conflicts(articles(OLD, other), FARE) == []


def test_a_question_in_another_language_needs_a_name_to_go_by():
    gpus = [
        ("2024-01-10", "GPU 확보", "시는 GPU 1만 장을 확보한다."),
        ("2024-11-02", "GPU 확보 확대", "시는 GPU 3만 장을 확보하기로 했다."),
    ]
    asked = question_of("How many GPU cards will the town get?")
    unnamed = question_of("How many cards will the town get?")
    assert values_of(find_conflicts(articles(*gpus), asked)) == [["1만 장", "3만 장"]]
    assert find_conflicts(articles(*gpus), unnamed) == []


@pytest.mark.parametrize(
    ("exact", "rough"),
    [
        ("대회 참가자는 71명이다.", "대회 참가자는 70여 명이다."),
        ("대회 참가자는 9,090명이다.", "대회 참가자는 9천 명이다."),
        ("대회 참가자는 112명이다.", "대회 참가자는 약 110명이다."),
    ],
)
def test_a_rounded_figure_is_told_from_the_exact_one(exact, rough):
    question = question_of("참가자는 몇 명이야?")
    evidence = articles(("2024-03-01", "대회", rough), ("2024-03-02", "대회", exact))
    (rounding,) = find_roundings(evidence, question)
    assert (rounding.exact.evidence.text, rounding.rounded.evidence.text) == (exact, rough)
    assert find_conflicts(evidence, question) == []


def test_two_rough_figures_far_apart_are_no_rounding():
    evidence = articles(
        ("2024-03-01", "대회", "대회 참가자는 약 70명이다."),
        ("2024-03-02", "대회", "대회 참가자는 약 90명이다."),
    )
    question = question_of("참가자는 몇 명이야?")
    assert find_roundings(evidence, question) == []
    assert values_of(find_conflicts(evidence, question)) == [["70명", "90명"]]


def test_no_evidence_has_no_conflicts():
    assert find_conflicts([], FARE) == []
    assert find_roundings([], FARE) == []
