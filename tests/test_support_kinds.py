import pytest

from rag.asked_kind import Asked, Kind, asked_kind
from rag.support.kinds import fit_to_kind, holds_kind, not_what_was_asked
from tests.evidence_of import evidence_of, question_of

HOLDS = [
    ("사업비는 얼마인가요?", "ko", "사업비는 3조2천억 원이다.", True),
    ("사업비는 얼마인가요?", "ko", "사업은 12개 시군에서 2027년까지 한다.", False),
    ("사업비는 얼마인가요?", "ko", "사업비는 3조2천억이다.", None),
    ("How much did the bridge cost?", "en", "It cost $4.5 million.", True),
    ("How much did the bridge cost?", "en", "It opened on 5 May 2021.", False),
    ("위원은 몇 명인가요?", "ko", "위원 마흔다섯 명이 참여한다.", True),
    ("위원은 몇 명인가요?", "ko", "위원은 45명이다.", True),
    ("위원은 몇 명인가요?", "ko", "3월 5일 12개 기관이 모였다.", False),
    ("2030년까지 배는 몇 척인가요?", "ko", "2030년까지 배를 늘린다.", False),
    ("배는 몇 척인가요?", "ko", "배 이십육만 척이 오갔다.", True),
    ("배는 몇 척인가요?", "ko", "항구 3곳을 새로 짓는다.", True),
    ("배는 몇 척인가요?", "ko", "선원 30명이 탔다.", None),
    ("배는 몇 척인가요?", "ko", "여러 척이 오갔다.", None),
    ("분과는 몇 개인가요?", "ko", "제1차 회의는 5월 3일에 열렸다.", None),
    ("How many companies are there?", "en", "Seven companies joined.", True),
    ("How many companies are there?", "en", "One company joined.", None),
    ("How many companies are there?", "en", "They joined in 2021.", False),
    ("How many jobs are there?", "en", "It adds 2,000 jobs.", True),
    ("图书馆有多少名员工？", "zh", "图书馆有三十名员工。", True),
    ("图书馆有多少名员工？", "zh", "图书馆有两名员工。", True),
    ("職員は何人ですか", "ja", "職員は12人だ。", True),
    ("참여율은 몇 %야?", "ko", "참여율은 12.5%다.", True),
    ("참여율은 몇 %야?", "ko", "2024년에 조사했다.", False),
    ("참여율은 몇 %야?", "ko", "참여율은 절반을 넘는다.", None),
    ("축제는 며칠간 열려?", "ko", "축제는 사흘 동안 열린다.", True),
    ("축제는 며칠간 열려?", "ko", "축제는 10일간 열린다.", True),
    ("축제는 며칠간 열려?", "ko", "축제는 2024년에 시작됐다.", False),
    ("축제는 며칠간 열려?", "ko", "축제는 3일부터 7일까지 열린다.", None),
    ("How long does it take?", "en", "It takes three hours.", True),
    ("How long does it take?", "en", "It was built in 1998.", False),
    ("몇 살부터 탈 수 있어?", "ko", "8세부터 탈 수 있다.", True),
    ("몇 살부터 탈 수 있어?", "ko", "2021년 3월부터 탈 수 있다.", None),
    ("How old is she?", "en", "At the age of 81 she still works.", True),
    ("다리 길이는 얼마나 돼?", "ko", "다리는 1.2km에 이른다.", True),
    ("다리 길이는 얼마나 돼?", "ko", "다리는 5월 3일 열렸다.", False),
    ("언제 개통했나요?", "ko", "2021년 3월 5일 개통했다.", True),
    ("언제 개통했나요?", "ko", "지난해 개통했다.", True),
    ("언제 개통했나요?", "ko", "노면전차는 30개 역을 오간다.", False),
    ("언제 개통했나요?", "ko", "다리가 끊어진 뒤 개통했다.", None),
    ("2021년 3월 회의는 언제 열렸나요?", "ko", "2021년 3월 회의를 열었다.", False),
    ("2021년 3월 회의는 며칠에 열렸나요?", "ko", "2021년 3월 9일 열렸다.", True),
    ("몇 년도에 개통했나요?", "ko", "3월 5일 개통했다.", None),
    ("무슨 요일에 쉬어?", "ko", "월요일마다 쉰다.", True),
    ("무슨 요일에 쉬어?", "ko", "모두 12곳이 쉰다.", False),
    ("몇 시에 여나요?", "ko", "오전 9시에 연다.", True),
    ("몇 시에 여나요?", "ko", "2021-03-05", None),
    ("When did it open?", "en", "It opened on 5 May.", True),
    ("When did it open?", "en", "A 2019 report says so.", True),
    ("When did it open?", "en", "It has 30 stops.", False),
    ("When will it run again?", "en", "It will run within ten days.", None),
    ("몇 번째 확진인가요?", "ko", "올해 들어 열네 번째로 나왔다.", True),
    ("什么时候开馆？", "zh", "图书馆2021年开馆。", True),
    ("Wann öffnet sie?", "de", "Sie öffnet am Montag.", True),
    ("¿Cuándo abre?", "es", "Abre en mayo de 2026.", True),
    ("누가 설계했나요?", "ko", "다리는 건축가 김누리가 설계했다.", True),
    ("누가 설계했나요?", "ko", "온가람 가람시장이 설계를 맡겼다.", True),
    ("김누리 소장은 누구를 만났나요?", "ko", "김누리 소장은 크게 기뻐했다.", None),
    ("누가 설계했나요?", "ko", "물은 천천히 흐르고 길은 매우 좁다.", False),
    ("Who designed it?", "en", "The bridge was designed by Nari Dolan.", True),
    ("Who designed it?", "en", "It was big, wide, slow and grey.", False),
    ("谁设计了它？", "zh", "设计者是安娜·多兰。", True),
    ("우승자는 누구인가요?", "ko", "온가람이 41초의 기록으로 여자부에서 우승했다.", None),
    ("어디서 열렸나요?", "ko", "가람호텔에서 열렸다.", True),
    ("어디서 열렸나요?", "ko", "매우 크고 넓게 열렸다.", False),
    ("Where was it held?", "en", "The fair was held in Dunmore.", True),
    ("어느 회사가 맡았나요?", "ko", "가람전자가 맡았다.", True),
    ("어느 회사가 맡았나요?", "ko", "일은 매우 천천히 조금씩 되었다.", False),
    ("Which company built it?", "en", "The bridge was built by Dolan Inc. of Dunmore.", True),
    ("다리의 별명은?", "ko", "주민들은 ‘구름길’이라 부른다.", True),
    ("왜 늦어졌나요?", "ko", "비가 많이 왔기 때문이다.", True),
    ("왜 늦어졌나요?", "ko", "공사가 늦어졌다.", None),
    ("Why was it late?", "en", "It was late because of rain.", True),
    ("List the boats", "en", "They are the Lark, the Wren and the Kite.", True),
    ("노면전차가 개통했나요?", "ko", "아직이다.", None),
    ("어떻게 신청해?", "ko", "누리집에서 한다.", None),
]


@pytest.mark.parametrize(("question", "language", "text", "expected"), HOLDS)
def test_whether_a_text_holds_what_is_asked_for(question, language, text, expected):
    asked = asked_kind(question, language)
    assert holds_kind(asked, text, language, beyond=question) is expected


@pytest.mark.parametrize(
    ("question", "claim", "evidence", "expected"),
    [
        ("언제 개통하나요?", "노면전차는 30개 역을 오간다.", "2026년 3월 개통한다.", "언제"),
        ("언제 개통하나요?", "2026년 3월입니다.", "2026년 3월 개통한다.", ""),
        ("언제 개통하나요?", "노면전차는 30개 역을 오간다.", "30개 역을 오간다.", ""),
        ("위원은 몇 명인가요?", "위원회는 5월 3일 열렸다.", "위원 45명이 모였다.", "몇 명인가요"),
        ("위원은 몇 명인가요?", "45명입니다.", "위원 45명이 모였다.", ""),
        ("위원은 몇 명인가요?", "마흔다섯 명이에요.", "위원 45명이 모였다.", ""),
        ("How long is the fair?", "It is in Dunmore.", "It lasts three days.", "How long"),
        ("How long is the fair?", "Three days.", "It lasts three days.", ""),
        ("How long is the fair?", "It lasts three days.", "축제는 사흘 동안 열린다.", ""),
        ("How long is the fair?", "It is in Dunmore.", "축제는 사흘 동안 열린다.", "How long"),
        ("누가 설계했나요?", "단바입니다.", "다리는 건축가 김누리가 설계했다.", ""),
        ("노면전차가 개통했나요?", "아직 아닙니다.", "2026년 3월 개통한다.", ""),
        ("왜 늦어졌나요?", "늦어졌습니다.", "비가 많이 왔기 때문이다.", ""),
    ],
)
def test_a_claim_is_refused_only_where_the_evidence_holds_what_it_lacks(
    question, claim, evidence, expected
):
    assert not_what_was_asked(claim, [evidence_of(evidence)], question_of(question)) == expected


def test_the_question_is_read_in_full_words():
    question = question_of("몇 명?")
    follow_up = question_of("그럼 지금은?")
    evidence = [evidence_of("위원 45명이 모였다.")]
    assert not_what_was_asked("위원회가 열렸다.", evidence, question)
    assert not not_what_was_asked("위원회가 열렸다.", evidence, follow_up)


def test_the_fit_of_a_sentence_goes_from_minus_one_to_one():
    question = "노면전차는 언제 개통하나요?"
    assert fit_to_kind(question, "2026년 3월 개통한다.", "ko") == 1
    assert fit_to_kind(question, "노면전차는 30개 역을 오간다.", "ko") == -1
    assert fit_to_kind(question, "공사가 끝난 뒤 개통한다.", "ko") == 0
    assert fit_to_kind("시장은 무엇을 발표했나요?", "2026년 3월 개통한다.", "ko") == 0


def test_the_fit_of_a_name_rests_on_patterns_alone(monkeypatch):
    monkeypatch.setattr("rag.support.kind_names.morphemes", None)
    assert fit_to_kind("누가 설계했나요?", "물은 천천히 흐르고 길은 매우 좁다.", "ko") == 0
    assert fit_to_kind("누가 설계했나요?", "다리는 건축가 김누리가 설계했다.", "ko") == 0.5


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("text", ["", "\x00", "🙂" * 50, "1" * 500, "가" * 3000, "Aa " * 500])
def test_odd_texts_have_a_clear_outcome(kind, text):
    for language in ("ko", "en", "xx"):
        assert holds_kind(Asked(kind), text, language, beyond=text) in (True, False, None)
