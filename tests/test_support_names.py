import pytest

from rag.support.names import unsupported_name
from tests.evidence_of import evidence_of, question_of

MEETING = "윤도담 장관은 12일 세종에서 한비오 가람전자 대표를 만나 공장 부지를 논의했다."
MERGER = "새나루은행은 3월 한빛증권을 인수했다고 밝혔다."
BRIDGE = "The city of Brenwick opened the Aldon Bridge in May, Mayor Petra Lindqvale said."
DEAL = "Korvane Systems acquired Tessel Labs for 3 billion dollars in March."
MINISTRY = "과학기술정보통신부(과기정통부)는 올해 예산을 늘린다고 밝혔다."
ABROAD = "독일 정부는 4월 마지막 원자력발전소를 닫았다."


def name_of(claim, sentences, question="무엇을 했나요?", **fields):
    sentences = [sentences] if isinstance(sentences, str) else sentences
    evidence = [evidence_of(sentence, title="소식", **fields) for sentence in sentences]
    return unsupported_name(claim, evidence, question_of(question))


TRUE = [
    ("윤도담 장관이 한비오 대표를 만났습니다.", MEETING, "누구를 만났나요?"),
    ("윤도담 장관은 세종에서 가람전자 대표를 만났습니다.", MEETING, "어디에서 만났나요?"),
    ("윤 장관이 공장 부지를 논의했습니다.", MEETING, "무엇을 논의했나요?"),
    ("가람전자의 한비오 대표입니다.", MEETING, "누구를 만났나요?"),
    ("한비오 CEO를 만났습니다.", MEETING, "누구를 만났나요?"),
    ("새나루은행이 한빛증권을 인수했습니다.", MERGER, "누가 인수했나요?"),
    ("한빛증권은 새나루은행에 인수됐습니다.", MERGER, "한빛증권은 어떻게 됐나요?"),
    ("한빛증권은 새나루은행이 인수했습니다.", MERGER, "한빛증권은 어떻게 됐나요?"),
    ("과기정통부는 예산을 늘립니다.", MINISTRY, "예산은 어떻게 되나요?"),
    ("과학기술정보통신부가 예산을 늘립니다.", "과기정통부는 예산을 늘린다.", "누가 늘리나요?"),
    ("한국은행은 금리를 동결했습니다.", "한은은 금리를 동결했다.", "누가 동결했나요?"),
    ("금융위원회가 발표했습니다.", "금융위는 3일 대책을 발표했다.", "누가 발표했나요?"),
    ("서울대 연구팀이 개발했습니다.", "서울대학교 연구팀이 개발했다.", "누가 개발했나요?"),
    ("한국 정부가 늘립니다.", "정부는 예산을 늘린다.", "누가 늘리나요?"),
    ("한국과 미국이 합의했습니다.", "한미 양국은 관세에 합의했다.", "누가 합의했나요?"),
    ("대한민국은 참여합니다.", "한국은 회의에 참여한다.", "누가 참여하나요?"),
    ("인공지능 예산이 늘었습니다.", "AI 예산이 늘었다.", "무엇이 늘었나요?"),
    ("AI 예산이 늘었습니다.", "인공지능 예산이 늘었다.", "무엇이 늘었나요?"),
    (
        "윤도담 장관은 오는 5월 방문합니다.",
        "장관은 5월 공장을 방문한다.",
        "윤도담 장관은 언제 가나요?",
    ),
    ("유럽연합이 규정을 바꿨습니다.", "EU는 규정을 바꿨다.", "누가 바꿨나요?"),
    ("독일은 4월에 원전을 닫았습니다.", ABROAD, "독일은 언제 닫았나요?"),
    ("라온군은 뱃길을 늘립니다.", "라온군은 여객선을 늘린다.", "누가 늘리나요?"),
    ("국회의원 30명이 찬성했습니다.", "의원 30명이 찬성했다.", "누가 찬성했나요?"),
    ("온새봄이 우승했습니다.", "신예 온새봄이 20일 우승했다.", "누가 우승했나요?"),
    ("지원 대상은 초등학생입니다.", "초등학생에게 지원한다.", "지원 대상은 누구인가요?"),
    ("The Aldon Bridge opened in May.", BRIDGE, "When did the bridge open?"),
    ("Brenwick opened the bridge in May.", BRIDGE, "Who opened it?"),
    ("Mayor Lindqvale announced the opening.", BRIDGE, "Who announced it?"),
    ("Petra Lindqvale is the mayor of Brenwick.", BRIDGE, "Who is the mayor?"),
    ("Brenwick's Aldon Bridge is open.", BRIDGE, "What is open?"),
    ("Korvane Systems bought Tessel Labs.", DEAL, "Who bought Tessel Labs?"),
    ("Tessel Labs was acquired by Korvane Systems.", DEAL, "Who acquired it?"),
    ("In March, Korvane acquired Tessel.", DEAL, "When was it?"),
    ("The WHO warned of measles.", "The World Health Organization warned.", "Who warned?"),
    ("The World Health Organization warned of it.", "The WHO warned of it.", "Who warned?"),
    ("South Korean exports rose.", "South Korea's exports rose.", "What rose?"),
    ("The United States agreed.", "The U.S. agreed on Monday.", "Who agreed?"),
    ("The chief executive resigned.", "The company's CEO stepped down.", "Who resigned?"),
    ("Researchers found a new shrimp.", "A team found a new shrimp.", "Who found it?"),
    ("Work on the Aldon Bridge began.", BRIDGE, "What began?"),
    ("However, the bridge opened on Monday.", BRIDGE, "When did it open?"),
    ("Minister Yoon Do-dam met Han Bi-o.", MEETING, "Who met whom?"),
    ("Minister Yoon met the CEO.", MEETING, "Who met the CEO?"),
    ("The Bank of Korea froze rates.", "한국은행은 금리를 동결했다.", "Who froze rates?"),
    ("Germany closed its last nuclear plant.", ABROAD, "What did Germany close?"),
    ("Korea and the United States agreed.", "한미 양국은 합의했다.", "Who agreed?"),
    ("The Ministry of Science and ICT will spend more.", MINISTRY, "Who will spend more?"),
    ("The Fair Harbour Commission decided.", "항만공정위원회가 결정했다.", "Who decided?"),
    ("President Macron spoke in Seoul.", "마크롱 대통령은 서울에서 연설했다.", "Who spoke?"),
    ("윤도담 장관이 연설했습니다.", "Minister Yoon Do-dam spoke in Sejong.", "누가 연설했나요?"),
    ("마크롱 대통령이 연설했습니다.", "President Macron spoke.", "누가 연설했나요?"),
    ("독일이 원전을 닫았습니다.", "Germany closed its last plant.", "누가 닫았나요?"),
    (
        "일자 마르코렌 총재가 말했습니다.",
        "Governor Ilsa Markoren said it on Monday.",
        "누가 말했나요?",
    ),
    ("노지안 연구원이 말했습니다.", "Researcher Noh Ji-an said so.", "누가 말했나요?"),
    ("법원이 무죄를 선고했습니다.", "가람지법 판사는 무죄를 선고했다.", "누가 선고했나요?"),
    ("미국이 관세를 낮췄습니다.", "美国降低了关税。", "누가 낮췄나요?"),
    ("日本が参加しました。", "일본이 참가했다.", "誰が参加しましたか。"),
    ("América Latina creció.", "América Latina creció.", "¿Quién creció?"),
    ("Die Regierung schließt das Bad.", "Die Stadt schließt das Freibad.", "Wer schließt es?"),
    ("澜江大桥通车了。", "澜江大桥7日正式通车。", "什么通车了？"),
    ("The lake is 7.5 °C warm.", "The lake is 7.5 degrees warm.", "How warm is it?"),
    ("The plant makes 30 MW.", "The plant makes 30 megawatts.", "How much does it make?"),
    ("대표 히로 마르케티가 말했다.", "Chief Hiro Marchetti of Lumenor said so.", "누가 말했나요?"),
]


@pytest.mark.parametrize(("claim", "sentence", "question"), TRUE)
def test_names_that_the_evidence_knows_pass_however_they_are_written(claim, sentence, question):
    assert name_of(claim, sentence, question) == ""


FALSE = [
    # another person, organisation or place, Korean
    ("한다온 장관이 한비오 대표를 만났습니다.", MEETING, "누가 만났나요?"),
    ("윤도담 장관이 서이룸 대표를 만났습니다.", MEETING, "누구를 만났나요?"),
    ("윤도담 장관은 부산에서 대표를 만났습니다.", MEETING, "어디에서 만났나요?"),
    ("윤도담 장관은 나래전자 대표를 만났습니다.", MEETING, "누구를 만났나요?"),
    ("주인공은 한별찬입니다.", "주인공은 신예 온새봄이다.", "주인공은 누구인가요?"),
    ("누리은행이 한빛증권을 인수했습니다.", MERGER, "누가 인수했나요?"),
    ("새나루은행이 누리증권을 인수했습니다.", MERGER, "무엇을 인수했나요?"),
    ("환경부는 예산을 늘립니다.", MINISTRY, "누가 늘리나요?"),
    ("검찰이 조사했습니다.", "경찰이 사고를 조사했다.", "누가 조사했나요?"),
    ("대법원이 판단했습니다.", "헌법재판소가 판단했다.", "누가 판단했나요?"),
    ("일본은 4월에 원전을 닫았습니다.", ABROAD, "누가 닫았나요?"),
    ("중국 정부는 원자력발전소를 닫았습니다.", ABROAD, "누가 닫았나요?"),
    ("엔비디아가 칩을 만듭니다.", "AMD가 칩을 만든다.", "누가 칩을 만드나요?"),
    ("GPT가 나왔습니다.", "새 모델 KORA가 나왔다.", "무엇이 나왔나요?"),
    ("한결시는 할인율을 낮춥니다.", "한별시는 할인율을 낮춘다.", "할인율은 어떻게 되나요?"),
    ("한누리대 등록금은 그대로입니다.", "새누리대는 등록금을 동결한다.", "등록금은요?"),
    ("누리미술관 전시는 9월까지입니다.", "나루미술관 전시는 9월까지다.", "언제까지인가요?"),
    # titles
    ("윤도담 차관이 만났습니다.", MEETING, "누가 만났나요?"),
    ("윤도담 대표가 한비오 장관을 만났습니다.", MEETING, "누가 만났나요?"),
    ("한비오 회장을 만났습니다.", MEETING, "누구를 만났나요?"),
    ("교수가 발표했습니다.", "기자회견에서 변호사가 발표했다.", "누가 발표했나요?"),
    ("부위원장이 사퇴했습니다.", "위원장이 사퇴했다.", "누가 사퇴했나요?"),
    ("Governor Lindqvale announced it.", BRIDGE, "Who announced it?"),
    ("The vice president resigned.", "The president resigned.", "Who resigned?"),
    ("The professor resigned.", "The spokesperson resigned.", "Who resigned?"),
    # names that changed places
    ("한빛증권이 새나루은행을 인수했습니다.", MERGER, "누가 인수했나요?"),
    ("새나루은행은 한빛증권에 인수됐습니다.", MERGER, "새나루은행은 어떻게 됐나요?"),
    ("Tessel Labs acquired Korvane Systems.", DEAL, "Who acquired whom?"),
    ("Korvane Systems was acquired by Tessel Labs.", DEAL, "Who acquired whom?"),
    # English
    ("Dunmore opened the Aldon Bridge in May.", BRIDGE, "Who opened it?"),
    ("The Harlow Bridge opened in May.", BRIDGE, "Which bridge opened?"),
    ("Mayor Tobias Grell announced it.", BRIDGE, "Who announced it?"),
    ("Veltane Systems acquired Tessel Labs.", DEAL, "Who acquired it?"),
    ("The UN warned of measles.", "The World Health Organization warned.", "Who warned?"),
    ("North Korean exports rose.", "South Korea's exports rose.", "What rose?"),
    ("France closed its last plant.", "Germany closed its last plant.", "Who closed it?"),
    ("Microsoft built the centre.", "Google built the data centre.", "Who built it?"),
    # across languages
    ("Minister Seo Jun-pyo met the CEO.", MEETING, "Who met the CEO?"),
    ("Seo Jun-pyo met the CEO.", MEETING, "Who met the CEO?"),
    ("President Putin spoke in Seoul.", "마크롱 대통령은 서울에서 연설했다.", "Who spoke?"),
    ("France closed its last plant.", ABROAD, "Who closed it?"),
    ("The Bank of Japan froze rates.", "한국은행은 금리를 동결했다.", "Who froze rates?"),
    ("The president spoke.", "장관은 서울에서 연설했다.", "Who spoke?"),
    ("서준표 장관이 연설했습니다.", "Minister Yoon Do-dam spoke.", "누가 연설했나요?"),
    ("푸틴 대통령이 연설했습니다.", "President Macron spoke.", "누가 연설했나요?"),
    ("프랑스가 원전을 닫았습니다.", "Germany closed its last plant.", "누가 닫았나요?"),
    ("오사카에서 열립니다.", "会议在北京举行。", "어디에서 열리나요?"),
    ("中国が参加しました。", "일본이 참가했다.", "誰が参加しましたか。"),
    (
        "토마스 베버 총재가 연설했습니다.",
        "Governor Ilsa Markoren spoke to the board on Monday.",
        "누가 연설했나요?",
    ),
    ("하미트 와르만 군수가 말했습니다.", "The chief, Hamit Surono, said so.", "누가 말했나요?"),
    ("서준표 연구원이 말했습니다.", "Researcher Noh Ji-an said so.", "누가 말했나요?"),
    # other languages
    ("青江大桥通车了。", "澜江大桥7日正式通车。", "什么通车了？"),
    ("南浜電機が決めました。", "北浜電機が決めた。", "誰が決めましたか。"),
    ("石山首相が話しました。", "田川首相が話した。", "誰が話しましたか。"),
    ("Lucía Ferreda ganó.", "La atleta Marta Olvido ganó ayer.", "¿Quién ganó?"),
]


@pytest.mark.parametrize(("claim", "sentence", "question"), FALSE)
def test_names_and_titles_that_the_evidence_does_not_give_are_refused(claim, sentence, question):
    assert name_of(claim, sentence, question) != ""


TWO = [
    "온가람은 여자부에서 2시간 24분으로 우승했다.",
    "남자부에서는 오시온이 2위에 머물렀다.",
]
MODELS = [
    "Quillon Labs released its model Finch on Monday.",
    "Finch has 3 billion parameters, fewer than Wren, and was trained for 18 days.",
]


@pytest.mark.parametrize(
    ("claim", "sentences", "question"),
    [
        ("오시온이 여자부에서 우승했습니다.", TWO, "여자부 우승자는 누구인가요?"),
        ("Wren has three billion parameters.", MODELS, "How big is it?"),
        (
            "Selby's cod quota falls by 15%.",
            "The accord between Selby and Arkona cuts Arkona's cod quota by 15%.",
            "How much is it cut?",
        ),
        (
            "The barley harvest was 31,000 tonnes.",
            "Growers said the lentil harvest was 31,000 tonnes.",
            "How large was the lentil harvest?",
        ),
        ("홍역 환자는 6천명입니다.", "수두 환자가 6천명이다.", "수두 환자는 몇 명인가요?"),
        ("중학생이 대상입니다.", "초등학생이 대상이다.", "초등학생이 대상인가요?"),
        ("경영계가 낸 안은 부결됐습니다.", "노동계가 낸 안은 부결됐다.", "노동계 안은요?"),
    ],
)
def test_what_the_evidence_says_of_another_is_refused(claim, sentences, question):
    assert name_of(claim, sentences, question) != ""


@pytest.mark.parametrize(
    ("claim", "sentences", "question"),
    [
        ("온가람이 여자부에서 우승했습니다.", TWO, "여자부 우승자는 누구인가요?"),
        ("오시온은 남자부 2위입니다.", TWO, "오시온은 몇 위인가요?"),
        ("Finch has three billion parameters.", MODELS, "How big is it?"),
        ("Quillon Labs trained Finch for 18 days.", MODELS, "How long did it train Finch?"),
        ("총사업비는 90억원입니다.", "사업비는 90억원이다.", "사업비는 얼마인가요?"),
        ("The new plant will close.", "The paper plant will close.", "Will the paper plant close?"),
        ("내년 예산은 90억원입니다.", "올해 예산은 90억원이다.", "올해 예산은 얼마인가요?"),
    ],
)
def test_another_word_that_takes_nobodys_place_passes(claim, sentences, question):
    assert name_of(claim, sentences, question) == ""


@pytest.mark.parametrize(
    ("claim", "sentence", "question", "passes"),
    [
        # the question's name, where the evidence names nobody else
        (
            "가온누리는 3월에 문을 열었습니다.",
            "이 회사는 3월 문을 열었다.",
            "가온누리는 언제?",
            True,
        ),
        # where it says it of another
        ("프랑스는 4월에 원전을 닫았습니다.", ABROAD, "프랑스는 언제 원전을 닫았나요?", False),
        ("누리은행이 3월 한빛증권을 인수했습니다.", MERGER, "누리은행이 언제 인수했나요?", False),
        # where it offers a choice
        ("애플이 만듭니다.", "구글이 만든다.", "애플과 구글 중 어느 회사가 만드나요?", False),
        ("구글이 만듭니다.", "구글이 만든다.", "애플과 구글 중 어느 회사가 만드나요?", True),
    ],
)
def test_names_of_the_question_support_a_topic_not_an_answer(claim, sentence, question, passes):
    assert (name_of(claim, sentence, question) == "") is passes


def test_an_abbreviation_counts_where_the_article_explains_it():
    article = "한빛주택도시공단(HJDC)은 1일 출범했다. 한빛주택도시공단은 집을 짓는다."
    claim = "HJDC가 집을 짓습니다."
    sentence = "한빛주택도시공단은 집을 짓는다."
    assert name_of(claim, sentence, "누가 짓나요?") == "HJDC"
    whole = evidence_of(article)
    assert unsupported_name(claim, [whole], question_of("누가 짓나요?")) == ""


def test_title_and_publisher_of_an_article_know_names_too():
    evidence = [evidence_of("3일 문을 열었다.", title="가온누리 개장", publisher="한울일보")]
    question = question_of("언제 열었나요?")
    assert (
        unsupported_name("가온누리는 3일 문을 열었다고 한울일보가 전했습니다.", evidence, question)
        == ""
    )
    assert unsupported_name("나래누리는 3일 문을 열었습니다.", evidence, question) != ""


def test_evidence_in_a_language_without_lists_lets_names_pass():
    assert (
        name_of("독일이 참가합니다.", "Almanya katılıyor.", "누가 참가하나요?", language="tr") == ""
    )
    assert unsupported_name("한비오 대표", [], question_of("누구?")) == ""
