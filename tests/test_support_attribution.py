import pytest

from rag.support.names import unsupported_name
from tests.evidence_of import evidence_of, question_of


def name_of(claim, sentences, question, **fields):
    sentences = [sentences] if isinstance(sentences, str) else sentences
    evidence = [evidence_of(sentence, **({"title": "소식"} | fields)) for sentence in sentences]
    return unsupported_name(claim, evidence, question_of(question))


FARM = ["The Ovenden farm sold 340 goats in May.", "Its owner, Bram Tolliver, kept 12 donkeys."]
COURT = [
    "별하법원은 3일 시민단체 '들꽃지기'가 낸 도로 공사 중지 신청을 기각했다.",
    "들꽃지기는 곧 항고하겠다고 했고, 시공사인 나온건설은 다음 달 7일 공사를 재개한다.",
]
SUIT = [
    "소래지방법원은 2일 어민 40명이 다람시를 상대로 낸 소송에서 원고 승소 판결했다.",
    "법원은 아라발전의 책임은 인정하지 않았다.",
]
RATES = [
    "온빛은행은 7일부터 신용대출 금리를 0.4%포인트 올린다고 밝혔다.",
    "주택담보대출 금리는 그대로 유지한다.",
]
TRIAL = [
    "A court in Maplewick on Monday convicted Osgood Fenwether, the former treasurer, of theft.",
    "His sister, Della Marchbank, was cleared and will receive her passport back on 9 May.",
]
TWINS = [
    "Larkspur Labs released the code of its robot Pip on Friday.",
    "Its older robot, Tam, stays closed.",
]


FERRY = [
    '미르섬 군수는 "배편을 줄이면 섬이 빈다"고 비판했고, 주민회는 "여객선을 늘려 달라"고 했다.'
]
STAKE = ["라온선박은 누림해운 지분 40%를 900억원에 사들인다고 밝혔다.", "값은 900억원이다."]
FARES = [
    'Islander Bess Corrigall called the fare "a tax on islanders".',
    "Mayor Tilda Grebe said it was low.",
]
OFFER = ["Grain trader Pell & Sons agreed on Friday to buy Corvane Foods for 90 million dollars."]
MATCH = [
    "Striker Ida Vorst scored twice.",
    "Lomar lost captain Runa Eskil to a red card at half-time.",
]
PACT = ["Selby and Arkona signed the pact; Arkonan minister Ona Birk called it fair."]
ANGER = "가람지법은 냄새에 화가 나 바닥을 친 혐의로 기소된 A(46) 씨에게 벌금을 명령했다."
FINE = ["남도경 판사는 3일 한빛푸드 대표 온유림(54)씨에게 벌금 3천만원을 선고했다."]


@pytest.mark.parametrize(
    ("claim", "sentences", "question"),
    [
        # another thing of the same kind
        ("The Ovenden farm sold 340 sheep in May.", FARM, "What did the farm sell?"),
        ("The farm's owner kept 12 horses.", FARM, "What did the owner keep?"),
        ("Its telescope failed.", "Its robotic arm failed on Sunday.", "What failed?"),
        ("The tunnel reopens on Friday.", "The bridge reopens on Friday.", "What reopens?"),
        ("Spinach prices fell.", "Cabbage prices fell 8%.", "Which prices fell?"),
        ("양파 가격이 올랐습니다.", "마늘 가격이 12% 올랐다.", "무엇이 올랐나요?"),
        ("염소 12마리를 샀습니다.", "군은 양 12마리를 샀다.", "몇 마리를 샀나요?"),
        ("지하철이 멈췄습니다.", "정전으로 버스가 멈췄다.", "무엇이 멈췄나요?"),
        ("법인세를 내립니다.", "정부는 소득세를 내린다.", "무슨 세금을 내리나요?"),
        ("도서관이 문을 엽니다.", "박물관이 3일 문을 연다.", "무엇이 문을 여나요?"),
        ("Sheep were vaccinated.", "염소 90마리가 백신을 맞았다.", "What was vaccinated?"),
        ("The station is at the north pole.", "기지는 남극에 있다.", "Where is it?"),
        ("고래 두 마리가 발견됐습니다.", "Two seals were found.", "무엇이 발견됐나요?"),
        ("하키 대표팀이 이겼습니다.", "The handball team won.", "누가 이겼나요?"),
        ("측정기는 레이더입니다.", "The probe carries a camera.", "무엇을 싣고 있나요?"),
        # another of two that the evidence names
        ("법원은 나온건설이 낸 중지 신청을 기각했습니다.", COURT, "법원은 무엇을 했나요?"),
        ("들꽃지기는 7일 공사를 다시 시작합니다.", COURT, "공사는 언제 하나요?"),
        ("어민들이 아라발전을 상대로 낸 소송에서 이겼습니다.", SUIT, "어떻게 됐나요?"),
        ("들꽃지기는 7일 공사를 재개한다고 했습니다.", COURT, "공사는 언제 하나요?"),
        # who said it, who did it to whom
        ("미르섬 군수는 여객선을 늘려 달라고 했습니다.", FERRY, "누가 늘려 달라고 했나요?"),
        ("누림해운은 라온선박 지분 40%를 사들입니다.", STAKE, "누가 지분을 사나요?"),
        ("라온선박은 지분 40%가 누림해운에 인수됩니다.", STAKE[:1], "무슨 일이 있나요?"),
        ("Mayor Tilda Grebe called the fare a tax on islanders.", FARES, "Who said so?"),
        ("Corvane Foods has agreed to buy Pell & Sons for 90 million dollars.", OFFER, "Who?"),
        # another's role, another's side
        ("The captain, Ida Vorst, was sent off.", MATCH, "Who was sent off?"),
        ("Ona Birk, Selby's minister, signed it.", PACT, "Who signed it?"),
        ("한빛푸드 대표 남도경 씨가 벌금형을 받았습니다.", FINE, "누가 벌금형을 받았나요?"),
        ("Della Marchbank was convicted of theft.", TRIAL, "What was the verdict?"),
        ("Osgood Fenwether will receive the passport back on May 9.", TRIAL, "Who gets it?"),
        ("Larkspur Labs released Tam's code.", TWINS, "What did it release?"),
        ("나루섬 등대는 꺼졌습니다.", "The Karren lighthouse was lit.", "카렌섬 등대는 꺼졌나요?"),
        # names that have another in their stead in another language
        ("It agreed with Vostrya.", "정부는 카르디아와 합의했다.", "What did it do?"),
        ("The fire on Mount Sorimaru is out.", "한솔산 산불이 꺼졌다.", "What is out?"),
        ("시공사는 메르디언입니다.", "The contractor, Kestrova, will pay.", "시공사는 어디인가요?"),
        ("Wexbury Motors가 만듭니다.", "Calloway Motors makes it.", "누가 만드나요?"),
        ("Soru Electronics lost the case.", "누온전자가 소송에서 졌다.", "Who lost it?"),
        ("퀼데르가 소송에서 졌습니다.", "Kambrova lost the case.", "누가 졌나요?"),
        # German
        ("Brunhilde Achterberg hat gewonnen.", "Die Imkerin Ottilie Moosgrün gewann.", "Wer?"),
    ],
)
def test_what_stands_in_the_place_of_another_is_refused(claim, sentences, question):
    assert name_of(claim, sentences, question) != ""


@pytest.mark.parametrize(
    ("claim", "sentences", "question"),
    [
        ("The Ovenden farm sold 340 animals in May.", FARM, "What did the farm sell?"),
        ("It sold 340 goats and kept donkeys.", FARM, "What did the farm do?"),
        ("Bram Tolliver did not sell 12 donkeys.", FARM, "What did the owner keep?"),
        ("Subway trains stopped.", "정전으로 지하철이 멈췄다.", "What stopped?"),
        ("휴대전화 판매가 늘었습니다.", "스마트폰 판매가 늘었다.", "무엇이 늘었나요?"),
        ("부가세를 내립니다.", "정부는 부가가치세를 내린다.", "무엇을 내리나요?"),
        ("The prices rose in the north.", "Tulip prices climbed in northern Aldmere.", "And?"),
        ("미술관은 3일 문을 엽니다.", "The gallery opens on the 3rd.", "언제 여나요?"),
        ("돼지고기 값이 내렸습니다.", "Pork prices fell.", "무엇이 내렸나요?"),
        ("법원은 들꽃지기의 신청을 받아들이지 않았습니다.", COURT, "법원은 무엇을 했나요?"),
        ("나온건설은 7일 공사를 다시 시작합니다.", COURT, "공사는 언제 하나요?"),
        ("시민단체가 낸 공사 중지 신청은 기각됐습니다.", COURT, "신청은 어떻게 됐나요?"),
        ("어민들이 다람시를 상대로 낸 소송에서 이겼습니다.", SUIT, "어떻게 됐나요?"),
        ("신용대출 금리는 0.4%포인트 오릅니다.", RATES, "금리는 얼마나 오르나요?"),
        ("주택담보대출 금리는 바뀌지 않습니다.", RATES, "금리는 얼마나 오르나요?"),
        ("Osgood Fenwether was convicted of theft.", TRIAL, "What was the verdict?"),
        ("Della Marchbank will get her passport back on May 9.", TRIAL, "Who gets it?"),
        ("Larkspur Labs released Pip's code but not Tam's.", TWINS, "What did it release?"),
        ("The code of the robot Pip was released.", TWINS, "What did it release?"),
        (
            "Korvane will cut 300 jobs by June.",
            ["Korvane lost money.", "It will cut 300 jobs by June, Ines Pallister said."],
            "How many jobs will Korvane cut?",
        ),
        (
            "Korvane bought Tessel for 3 billion dollars.",
            ["Korvane is a maker of drones.", "It bought Tessel for 3 billion dollars."],
            "What did Korvane buy?",
        ),
        (
            "누리온은 직원 300명을 줄입니다.",
            ["누리온은 적자를 냈다.", "이 회사는 6월까지 직원 300명을 줄인다."],
            "몇 명을 줄이나요?",
        ),
        ("It agreed with Cardia.", "정부는 카르디아와 합의했다.", "What did it do?"),
        ("The fire on Mount Hansol is out.", "한솔산 산불이 꺼졌다.", "What is out?"),
        ("Hansol Mountain is safe.", "한솔산은 안전하다.", "Is it safe?"),
        ("Nuon Electronics lost the case.", "누온전자가 소송에서 졌다.", "Who lost it?"),
        ("The Democrats won.", "민주당이 이겼다.", "Who won?"),
        ("시공사는 케스트로바입니다.", "The contractor, Kestrova, will pay.", "시공사는?"),
        ("Calloway Motors가 만듭니다.", "Calloway Motors makes it.", "누가 만드나요?"),
        ("She won it in Vienna.", "Sie gewann in Wien.", "Where did she win?"),
        ("Die Imkerin Moosgrün hat gewonnen.", "Die Imkerin Ottilie Moosgrün gewann.", "Wer?"),
        ("주민회는 여객선을 늘려 달라고 했습니다.", FERRY, "누가 늘려 달라고 했나요?"),
        ("미르섬 군수는 배편을 줄이는 것을 비판했습니다.", FERRY, "누가 비판했나요?"),
        ("라온선박이 누림해운 지분을 삽니다.", STAKE, "누가 지분을 사나요?"),
        ("누림해운 지분 40%는 라온선박에 900억원에 팔립니다.", STAKE, "얼마에 팔리나요?"),
        ("Bess Corrigall, who lives there, called it a tax on islanders.", FARES, "Who said so?"),
        ("Corvane Foods will be bought by Pell & Sons.", OFFER, "Who buys it?"),
        ("Ida Vorst scored twice, but the captain saw red.", MATCH, "What happened?"),
        ("Ona Birk, Arkona's minister, called it fair.", PACT, "Who called it fair?"),
        ("한빛푸드 대표 온유림 씨가 벌금형을 받았습니다.", FINE, "누가 벌금형을 받았나요?"),
        ("A씨는 냄새에 화가 나 바닥을 쳤습니다.", ANGER, "A씨는 무엇을 했나요?"),
        ("나루섬 등대입니다.", "나루섬 등대가 켜졌다.", "어느 섬 등대가 켜졌나요?"),
    ],
)
def test_what_the_evidence_says_in_other_words_passes(claim, sentences, question):
    assert name_of(claim, sentences, question) == ""


def test_the_publisher_of_an_article_does_nothing_in_it():
    sentence = "The water board lifted the ban on Monday."
    claim = "The Corrin council lifted the ban."
    asked = "Who lifted the ban?"
    assert name_of(claim, sentence, asked, title="Ban lifted", publisher="Corrin Post") == "Corrin"
    told = "The ban was lifted on Monday, the Corrin Post reported."
    assert name_of(told, sentence, asked, title="Ban lifted", publisher="Corrin Post") == ""
