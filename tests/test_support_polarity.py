import pytest

from rag.support.polarity import contradicted
from tests.evidence_of import evidence_of, question_of


def words_of(claim, sentences, question="", **fields):
    sentences = [sentences] if isinstance(sentences, str) else sentences
    evidence = [evidence_of(sentence, **fields) for sentence in sentences]
    return contradicted(claim, evidence, question_of(question or claim))


RATE = "가람은행은 예금 금리를 3.5%에서 3.25%로 0.25%포인트 내린다고 밝혔다."
TRADE = "수출은 3% 늘고 수입은 12% 줄었다."
TALKS = "두 나라의 어업 협상이 결렬돼 대표단이 철수했다."
PLAN = "시의회는 공원 계획을 승인하지 않았다."
RENT = "The average rent in Tillbury fell 2.5% to 1,151 dollars a month."
FACTORY = "Orvane Mills will close its paper plant and has not found a buyer."
VOTE = "The council approved the harbour plan by 22 votes to 9."
IMPORTS = "Cassaro's exports rose 3% while imports fell 12%."

TRUE = [
    ("가람은행은 예금 금리를 0.25%포인트 인하합니다.", RATE),
    ("예금 금리가 3.25%로 낮아집니다.", RATE),
    ("예금 금리를 3.5%에서 3.25%로 내립니다.", RATE),
    ("수출이 3% 증가했습니다.", TRADE),
    ("수입은 12% 감소했습니다.", TRADE),
    ("수입이 줄었지만 수출은 늘었습니다.", TRADE),
    ("어업 협상은 타결되지 못했습니다.", TALKS),
    ("협상이 실패했습니다.", TALKS),
    ("공원 계획은 승인되지 않았습니다.", PLAN),
    ("공원 계획은 승인을 받지 못했습니다.", PLAN),
    ("시의회가 공원 계획을 거부했습니다.", PLAN),
    ("요금은 오르지 않습니다.", "요금은 동결된다."),
    ("요금이 그대로 유지됩니다.", "요금은 올해 오르지 않는다."),
    ("정부는 받아들일 수밖에 없었습니다.", "정부는 요구를 받아들이지 않을 수 없었다."),
    ("정부는 요구를 받아들였습니다.", "정부는 요구를 받아들이지 않을 수 없었다."),
    ("개인도 참여했습니다.", "기업뿐 아니라 개인도 참여했다."),
    ("기업이 참여했습니다.", "기업뿐만 아니라 개인도 참여했다."),
    ("3명만 남았습니다.", "3명밖에 남지 않았다."),
    ("3명밖에 남지 않았습니다.", "끝까지 남은 사람은 3명뿐이다."),
    ("규제를 없앴습니다.", "정부는 규제를 폐지했다."),
    ("인명 피해는 없었습니다.", "불이 났으나 인명 피해는 없었다."),
    ("다친 사람은 없습니다.", "인명 피해 없이 불이 꺼졌다."),
    ("관광객이 크게 늘었습니다.", "관광객이 큰 폭으로 증가했다."),
    ("관람객이 100만명을 넘었습니다.", "관람객이 100만명을 돌파했다."),
    ("이용객은 예측에 못 미쳤습니다.", "이용객은 예측치 30만명을 밑돌았다."),
    ("원인은 해킹이 아닙니다.", "원인은 해킹이 아니라 실수였다."),
    ("원인은 실수입니다.", "원인은 해킹이 아니라 실수였다."),
    ("시장은 사과를 거부했습니다.", "시장은 사과하지 않겠다고 했다."),
    ("희망퇴직을 시행하지 않습니다.", "회사는 희망퇴직을 실시하지 않기로 했다."),
    ("공사를 다시 시작합니다.", "중단됐던 공사를 10일 재개한다."),
    ("출시가 8월로 미뤄졌습니다.", "회사는 제품 출시를 4월에서 8월로 연기했다."),
    ("한별팀이 누리팀에 졌습니다.", "누리팀이 한별팀을 꺾었다."),
    ("대출이 줄었습니다.", "금리가 오르면서 대출이 줄었다."),
    ("금리가 올랐습니다.", "금리가 오르면서 대출이 줄었다."),
    ("62%는 어린이입니다.", "환자의 62%는 어린이였고 환자 수는 줄었다."),
    ("The average rent fell to 1,151 dollars.", RENT),
    ("Rents in Tillbury dropped by 2.5%.", RENT),
    ("The plant will close.", FACTORY),
    ("Orvane Mills hasn't found a buyer.", FACTORY),
    ("No buyer has been found for the plant.", FACTORY),
    ("The council voted in favour of the harbour plan.", VOTE),
    ("Exports rose 3%.", IMPORTS),
    ("Imports decreased by 12%.", IMPORTS),
    ("Imports fell while exports grew.", IMPORTS),
    ("The bid was rejected.", "The regulator refused to approve the bid."),
    ("The bid was not approved.", "The regulator refused to approve the bid."),
    ("No alarms had been switched off.", "The company denied that any alarms were switched off."),
    ("The camera did not switch on.", "Its dust camera failed to switch on."),
    ("Not only firms but also homes pay.", "Firms and homes pay."),
    ("Fees stay the same.", "Fees will not rise this year."),
    ("There are not enough hinges.", "The launch is late because of a shortage of hinges."),
    ("It did not end until May.", "It ended in May."),
    ("Port Sallis lost to Harrow Vale.", "Harrow Vale beat Port Sallis 3-1."),
    ("Convention No. 81 was ratified.", "Kellan ratified Convention No. 81."),
    ("The fare rises from 3 to 4 euros.", "The fare goes up from 3 to 4 euros."),
    ("Four people died, down from nine.", "Deaths fell from nine to four."),
    # across languages
    ("수출이 3% 늘었습니다.", IMPORTS),
    ("공장은 문을 닫습니다.", "The plant will close in May."),
    ("계획이 승인됐습니다.", VOTE),
    ("금리를 0.25%포인트 내립니다.", "The bank cut rates by 0.25 points."),
    ("The bank cut its rate by 0.25 points.", RATE),
    ("The plan was not approved.", PLAN),
    ("Imports fell 12%.", TRADE),
    ("요금이 오릅니다.", "El ayuntamiento subirá la tarifa."),
    ("14세 미만은 요금을 내지 않습니다.", "Los menores de 14 años no pagarán."),
    ("Die Bank senkt die Zinsen.", "Die Bank hat die Zinsen gesenkt."),
    ("No pagarán los menores.", "Los menores no pagarán nada."),
    ("橋は完成していません。", "橋はまだ完成していない。"),
    ("时间缩短到8分钟。", "通车后车程由50分钟缩短到8分钟。"),
]

TRUE += [  # narrow pairs, denials in other words, names for the same thing
    ("나무 300그루를 심었습니다.", "주민들이 나무 300그루를 심었다."),
    ("대표는 자리에서 물러났습니다.", "대표는 30일 사임했다."),
    ("통행료가 면제됩니다.", "통행료는 9일부터 받지 않는다."),
    ("값은 1,200원으로, 지난해 1,000원보다 비쌉니다.", "값이 1,200원으로 올랐다."),
    ("탐사선은 착륙에 실패했습니다.", "탐사선이 착륙을 시도했으나 통신이 끊겼다."),
    ("기상청은 대설주의보를 발령했습니다.", "기상청은 대설주의보를 내렸다."),
    ("The firm kept its director.", "The firm did not replace its director."),
    ("She received the Halden Prize.", "She won the Halden Prize."),
    ("Twelve miners died.", "Twelve miners were killed."),
    ("No miners survived.", "All twelve miners were killed."),
    ("The alarm was off.", "The alarm had not been switched on."),
    ("The shop opens at 9 instead of 8.", "The shop will open at 9, not at 8."),
    ("The striker Jo Lim became coach.", "The striker Jo Lim did not retire but became coach."),
    (
        "The store had 30 more chairs than the 50 of last year.",
        "The store had 80 chairs, 30 more than last year.",
    ),
    ("화재로 다친 사람은 없었습니다.", "The fire caused no injuries."),
    ("The fire hurt nobody.", "화재로 다친 사람은 없었다."),
    ("배 12척이 항구를 떠났습니다.", "Twelve ships left the harbour."),
    ("The ferry runs again from 3 May.", "여객선은 5월 3일 운항을 재개한다."),
    ("비가 오지 않아 수확이 줄었습니다.", "The harvest fell after 60 days without rain."),
    ("금은 발견되지 않았습니다.", "No gold was found."),
    ("Fees will stay at 30 euros.", "요금은 30유로로 오르지 않는다."),
    ("시장은 사임을 거부했습니다.", "The mayor refused to resign."),
    ("The mayor did not resign.", "시장은 사퇴를 거부했다."),
]

TRUE += [  # opposites near by that deny nothing
    ("Finch is a fifth as big as Wren.", "Finch is smaller than Wren."),
    (
        "The company opened a new factory in 2021 and closed an old one in 2023.",
        ["The company opened a factory in 2021.", "It closed another factory in 2023."],
    ),
    ("새 공장은 오래된 공장 옆에 있습니다.", "The new plant stands beside the old one."),
    ("The price is lower than last year.", "가격은 지난해보다 싸졌다."),
    ("직원 300명이 회사를 떠났습니다.", "The firm laid off 300 workers."),
    ("선거에서 여당이 이겼습니다.", "The ruling party won the election."),
    ("학생 40명이 시험에 떨어졌습니다.", "Forty pupils failed the exam."),
    ("경찰은 용의자를 붙잡았습니다.", "Police arrested a suspect."),
    ("The suspect is in custody.", "경찰은 용의자를 체포했다."),
    ("The show was called off because of rain.", "비 때문에 공연이 취소됐다."),
    ("공연은 비로 취소됐습니다.", "The concert was cancelled because of rain."),
    ("두 나라는 휴전에 합의했습니다.", "The two countries agreed on a truce."),
    ("The two countries stopped fighting.", "두 나라는 휴전에 합의했다."),
    ("Nobody was hurt.", "인명 피해는 없었다."),
    ("No one died in the fire.", "화재로 인한 인명 피해는 없다."),
    ("기온이 영하 5도까지 떨어졌습니다.", "The temperature fell to minus 5."),
    ("Deaths from malaria fell by half.", "말라리아 사망자가 절반으로 줄었다."),
    (
        "The strike ended after the union accepted the offer.",
        "노조가 제안을 받아들이면서 파업이 끝났다.",
    ),
    ("법원은 신청을 기각했습니다.", "The court turned down the request."),
    ("The ban was lifted.", "금지 조치가 해제됐다."),
    ("여객기는 무사히 착륙했습니다.", "The airliner landed safely."),
    ("He left the club and joined a rival.", "그는 팀을 떠나 경쟁 팀에 입단했다."),
    ("The school will not close.", "학교는 계속 운영된다."),
    ("학교는 문을 닫지 않습니다.", "The school will stay open."),
    ("시는 도로를 통제했습니다.", "The city closed the road."),
    ("어린이는 입장료를 내지 않습니다.", "Children get in free."),
    ("Children do not pay.", "어린이 입장료는 무료다."),
    ("The unemployment rate rose while exports fell.", "실업률은 올랐고 수출은 줄었다."),
    ("회사는 손실을 줄였습니다.", "The firm cut its losses."),
    ("The museum will be closed until May.", "박물관은 5월에 다시 문을 연다."),
    ("박물관은 5월까지 문을 닫습니다.", "The museum will reopen in May."),
    ("No, the vote has been postponed.", "아니다, 표결은 연기됐다."),
    ("Only members can vote.", "회원이 아니면 투표할 수 없다."),
    ("회원만 투표할 수 있습니다.", "Those who are not members cannot vote."),
    ("The number of births is lower than that of deaths.", "출생아보다 사망자가 많다."),
    ("태풍은 약해졌습니다.", "The storm weakened."),
    ("비는 그쳤습니다.", "The rain has stopped."),
    ("그는 은퇴하지 않고 계속 뜁니다.", "He will keep playing instead of retiring."),
]

TRUE += [  # what is denied is another thing, or denied in another way
    (
        "회원 3만 명의 주소가 유출됐습니다.",
        "해킹으로 회원 3만명의 주소가 빠져나갔다. 카드번호는 유출되지 않았다.",
    ),
    ("24시간 개방은 더 이상 하지 않습니다.", "24시간 개방은 그만둔다. 평일에는 늦게까지 개방한다."),
    ("장마철 강수량은 평년보다 적었습니다.", "장마철 강수량은 평년에 미치지 못했다."),
    ("시민회관을 고쳐 씁니다.", "시는 시민회관을 허물지 않고 보수해 쓰기로 했다."),
    ("예산은 그대로입니다.", "시는 예산을 늘리지 않는다."),
    ("The tax was voted down.", "Voters rejected a tax on plastic bags."),
    ("The speed limit will not go up.", "The ministry dropped plans to raise the speed limit."),
    ("She has yet to say whether she will run.", "She has not said whether she will run."),
    ("It is not as much as the average.", "The harvest is below the average of ten years."),
    ("The law does not apply to those born before 1966.", "The law spares those born before 1966."),
    ("Pell is shut until May.", "Pell has been closed since March and will not open until May."),
    ("Canada cuts the duty on frozen shrimp.", "캐나다는 냉동새우 관세를 낮춘다."),
    ("원정에서 처음으로 거둔 승리입니다.", "팀은 원정에서 첫 승리를 따냈다."),
    ("Upper Marl had 40 guests, 4 more.", "Guests in Lower Marl rose to 40, a plus of 4."),
    ("하루 여섯 시간도 못 자면 위험합니다.", "하루 수면이 여섯 시간 미만이면 위험하다."),
    ("꽃집 휴업은 줄지 않고 2% 늘었습니다.", "빵집 휴업은 줄었다. 꽃집 휴업은 2% 늘었다."),
    ("13명의 찬성으로 안을 통과시켰습니다.", "안을 찬성 13명, 반대 6명으로 가결했다."),
    ("The seed grew after 30 years frozen.", "A seed frozen for 30 years was brought to growth."),
]


@pytest.mark.parametrize(("claim", "sentences"), TRUE)
def test_what_the_evidence_says_in_other_words_passes(claim, sentences):
    assert words_of(claim, sentences) == ""


FALSE = [
    # direction, Korean
    ("가람은행은 예금 금리를 인상합니다.", RATE),
    ("예금 금리가 높아집니다.", RATE),
    ("예금 금리를 3.25%에서 3.5%로 조정합니다.", RATE),
    ("예금 금리를 3.5%에서 3.25%로 올립니다.", "가람은행은 예금 금리를 조정한다."),
    ("수출이 3% 감소했습니다.", TRADE),
    ("수입이 12% 늘었습니다.", TRADE),
    ("수출은 줄고 수입은 늘었습니다.", TRADE),
    ("예금 금리가 동결됩니다.", RATE),
    ("청소년 요금이 오릅니다.", "청소년 요금은 동결된다."),
    ("도서관이 줄어듭니다.", "시는 도서관을 12곳으로 늘린다."),
    ("규제를 완화합니다.", "정부는 규제를 강화하기로 했다."),
    ("법안이 부결됐습니다.", "법안이 국회 본회의를 통과했다."),
    ("시의회는 개정안에 반대했습니다.", "시의회는 개정안에 찬성했다."),
    ("촬영을 허용합니다.", "박물관은 촬영을 금지한다."),
    ("공사를 끝냈습니다.", "시는 3월 공사를 시작했다."),
    ("전시를 시작합니다.", "전시를 9월 1일 마감한다."),
    ("박물관이 문을 닫습니다.", "박물관이 3월 문을 연다."),
    ("누리팀이 결승에서 졌습니다.", "누리팀이 결승에서 이겼다."),
    ("원고가 패소했습니다.", "법원은 원고 승소로 판결했다."),
    ("회사는 적자를 냈습니다.", "회사는 지난해 흑자를 냈다."),
    ("쌀 수입이 최대입니다.", "쌀 수출이 최대를 기록했다."),
    ("역대 최소를 기록했습니다.", "생산량은 역대 최대를 기록했다."),
    ("출시를 앞당깁니다.", "회사는 제품 출시를 8월로 늦춘다."),
    ("기록이 17초 느려졌습니다.", "기록이 17초 빨라졌다."),
    ("한 사람에 100만원 이상 지원합니다.", "한 사람에 100만원 이하를 지원한다."),
    ("이용객이 예측보다 많습니다.", "이용객이 예측보다 적다."),
    ("직원 20명을 해고합니다.", "회사는 직원 20명을 채용한다."),
    ("점포 5곳을 사들입니다.", "회사는 점포 5곳을 매각한다."),
    ("경기가 악화했습니다.", "경기가 개선됐다."),
    ("환자가 두 배로 늘었습니다.", "환자가 지난해의 절반으로 줄었다."),
    ("대회에 불참합니다.", "누리팀은 대회에 참가한다."),
    ("신청은 하반기에 받습니다.", "신청은 상반기에 받는다."),
    ("입장료는 유료입니다.", "어린이 입장료는 무료다."),
    ("무죄 판결을 받았습니다.", "그는 유죄 판결을 받았다."),
    ("착공 후 조사합니다.", "시는 착공 전 조사한다."),
    ("회의록을 공개합니다.", "위원회는 회의록을 비공개로 한다."),
    # negation, Korean
    ("공원 계획이 승인됐습니다.", PLAN),
    ("시의회가 공원 계획을 승인했습니다.", PLAN),
    ("공원 계획을 승인하지 않았습니다.", "시의회는 공원 계획을 승인했다."),
    ("공장을 짓지 않기로 했습니다.", "회사는 공장을 짓기로 했다."),
    ("공장을 짓기로 했습니다.", "회사는 공장을 짓지 않기로 했다."),
    ("금리를 인상했습니다.", "은행은 금리 인상을 철회했다."),
    ("인명 피해가 발생했습니다.", "불이 났으나 인명 피해는 없었다."),
    ("인명 피해는 없습니다.", "불이 나 인명 피해가 발생했다."),
    ("원인은 해킹입니다.", "원인은 해킹이 아니라 실수였다."),
    ("원인은 실수가 아닙니다.", "조사에서 원인은 실수로 드러났다."),
    ("온새봄은 우승하지 못했습니다.", "온새봄은 대회에서 우승했다."),
    ("온새봄은 우승했습니다.", "온새봄은 대회에서 우승하지 못했다."),
    ("다리는 안 열립니다.", "다리는 3월에 열린다."),
    ("아이들은 요금을 안 냅니다.", "아이들은 요금을 낸다."),
    ("정부는 지원금을 지급하지 않습니다.", "정부는 지원금을 지급한다."),
    ("간병비를 지원합니다.", "간병비는 지원하지 않는다."),
    ("회사는 자회사가 아닙니다.", "가람은 누리의 자회사다."),
    ("책임을 인정했습니다.", "법원은 시공사의 책임을 인정하지 않았다."),
    ("정부는 요구를 거부하지 않았습니다.", "정부는 요구를 거부했다."),
    ("새우는 빛을 냅니다.", "새우는 투명하고 빛을 내지 않는다."),
    ("표를 살 수 있습니다.", "현장에서는 표를 살 수 없다."),
    ("표를 살 수 없습니다.", "현장에서 표를 살 수 있다."),
    # direction, English
    ("The average rent rose to 1,151 dollars.", RENT),
    ("Rents in Tillbury increased by 2.5%.", RENT),
    ("The paper plant will open.", FACTORY),
    ("The council rejected the harbour plan.", VOTE),
    ("Exports fell 3%.", IMPORTS),
    ("Imports rose 12%.", IMPORTS),
    ("They accepted a pay cut of 6.5%.", "They accepted a pay rise of 6.5%."),
    ("The rain will end after Thursday.", "The rain is expected to end before Thursday."),
    ("Ostmoor lost the final.", "Ostmoor won the final 3-1."),
    ("The firm made a loss of 5 million.", "The firm made a profit of 5 million."),
    ("It was the smallest harvest since 2003.", "It was the largest harvest since 2003."),
    ("It grew less wheat than barley.", "It grew more wheat than barley."),
    ("The city tightened the rules.", "The city relaxed the rules."),
    ("The launch was brought forward.", "The launch was postponed to August."),
    ("The council bans electric scooters.", "The council allows electric scooters."),
    ("The company sold the bakery chain.", "The company bought the bakery chain."),
    ("The strike began on Saturday.", "The strike ended on Saturday."),
    ("The fare rises from 4 to 3 euros.", "The fare changes in May."),
    ("The fare changes from 4 to 3 euros.", "The fare goes from 3 to 4 euros."),
    ("Four people died, up from nine.", "Deaths fell from nine to four."),
    ("She was found guilty of fraud.", "She was found not guilty of fraud."),
    ("The firm imports olive oil.", "The firm exports olive oil."),
    ("At most 40 homes are planned.", "At least 40 homes are planned."),
    # negation, English
    ("Orvane Mills has found a buyer.", FACTORY),
    ("Orvane Mills will not close its plant.", "Orvane Mills will close its plant."),
    ("The council did not approve the plan.", VOTE),
    ("The museum won't show the coins.", "The museum will show the coins."),
    ("The museum will show the coins.", "The museum will not show the coins."),
    ("No gold was recovered.", "Divers recovered gold from the wreck."),
    ("The camera switched on.", "Its dust camera failed to switch on."),
    ("The alarms had been switched off.", "The company denied that any alarms were switched off."),
    ("The mayor apologised.", "The mayor refused to apologise."),
    ("The road was never repaired.", "The road was repaired in June."),
    ("Residents can't swim there.", "Residents can swim there."),
    ("The bill passed without a debate.", "The bill passed after a debate of two hours."),
    # across languages
    ("수출이 3% 줄었습니다.", "Exports rose 3%."),
    ("공장이 새로 문을 엽니다.", "The plant will close in May."),
    ("법안은 부결됐습니다.", "The senate approved the bill."),
    ("요금이 내립니다.", "El ayuntamiento subirá la tarifa."),
    ("车程延长到8分钟。", "이동 시간은 8분으로 줄었다."),
    ("The bank raised its rate by 0.25 points.", RATE),
    ("Imports rose 12%.", "수입은 12% 줄었다."),
    ("The parliament passed the bill.", "국회는 법안을 부결했다."),
    ("The bridge did not open on 7 May.", "다리는 5월 7일 개통했다."),
    ("박물관은 은화 1,150개를 전시하지 않습니다.", "The museum will show 1,150 silver coins."),
    ("14세 미만도 요금을 냅니다.", "Los menores de 14 años no pagarán."),
    # other languages
    ("La serre ne rouvrira pas le 3 mai.", "La serre rouvrira le 3 mai."),
    ("Die Bank erhöht die Zinsen.", "Die Bank senkt die Zinsen."),
    ("La tarifa no sube.", "La tarifa sube en octubre."),
    ("橋は完成していません。", "橋は3月に完成した。"),
    ("初任給を引き下げます。", "初任給を引き上げると発表した。"),
    ("时间由8分钟增加到50分钟。", "车程由50分钟缩短到8分钟。"),
]

FALSE += [  # narrow pairs, figures compared, what only the other side says
    ("나무 300그루를 베어냈습니다.", "주민들이 나무 300그루를 심었다."),
    ("동상을 철거했습니다.", "시는 광장에 동상을 설치했다."),
    ("대표에 취임했습니다.", "그는 30일 대표에서 사임했다."),
    ("용의자 2명을 석방했습니다.", "경찰은 용의자 2명을 체포했다."),
    ("지원자 40명이 불합격했습니다.", "지원자 40명이 시험에 합격했다."),
    ("원고의 청구를 인용했습니다.", "법원은 원고의 청구를 기각했다."),
    ("실종자 3명이 숨졌습니다.", "실종자 3명이 구조됐다."),
    ("선수 2명이 출국했습니다.", "선수 2명이 입국했다."),
    ("두 회사는 합병합니다.", "두 회사는 분리된다."),
    ("축제는 예정대로 개최됩니다.", "축제는 비 때문에 취소됐다."),
    ("도로는 한산합니다.", "도로는 귀성객으로 혼잡하다."),
    ("통행료가 면제되지 않습니다.", "통행료는 9일부터 받지 않는다."),
    ("통행료를 받습니다.", "통행료는 9일부터 면제된다."),
    ("값은 1,200원으로, 지난해 1,000원보다 쌉니다.", "값이 1,200원으로 올랐다."),
    ("탐사선은 착륙에 성공했습니다.", "탐사선이 착륙을 시도했으나 통신이 끊겼다."),
    ("기상청은 대설주의보를 해제했습니다.", "기상청은 대설주의보를 내렸다."),
    ("Volunteers removed 300 trees.", "Volunteers planted 300 trees."),
    ("Police released two suspects.", "Police arrested two suspects."),
    ("The old mill was demolished.", "The old mill was built in June."),
    ("No miners died.", "Twelve miners were killed."),
    ("The workers turned down the offer.", "The workers accepted the offer."),
    ("Wreck divers worked 40 m above the surface.", "The divers worked at a depth of 40 metres."),
    ("The pension costs 300, less than the 250 of last year.", "The pension costs 300 a month."),
    ("Pools close at 6 instead of 9.", "Pools close at 9 instead of 6."),
    ("The minister resigned on Monday.", "The minister took office on Monday."),
    ("Trains arrived at 8.", "Trains departed at 8."),
    ("용의자 2명이 풀려났습니다.", "Police arrested two suspects in Marwick."),
    ("비가 60일 동안 내렸습니다.", "The harvest fell after 60 days without rain."),
    ("금이 나왔습니다.", "Divers worked for 12 days; no gold was found."),
    ("여객선은 운항하지 않습니다.", "The ferry will run from 3 May."),
    ("시장은 비용을 부담하지 않습니다.", "The mayor said the builder would pay."),
    ("법정은 그에게 무죄를 선고했습니다.", "The court convicted him of fraud."),
    ("Police released two suspects.", "경찰은 용의자 2명을 체포했다."),
    ("The bridge was demolished.", "다리는 지난해 건설됐다."),
    ("The festival will go ahead.", "축제는 취소됐다."),
    ("Volunteers removed the trees.", "주민들이 나무를 심었다."),
    ("It rained for 60 days.", "60일 동안 비가 오지 않았다."),
    ("Finch has more seats than Wren.", "Finch has a fifth as many seats as Wren."),
    ("The care ends at 5 p.m. instead of 8 p.m.", "돌봄은 오후 5시가 아니라 오후 8시까지 한다."),
    ("Night schools will get them, too.", "Night schools are not covered."),
    ("138 of the 161 were vaccinated.", "Of the 161 patients, 138 were unvaccinated."),
    (
        "The club, which owns 34%, does not support it.",
        "The club, which owns 34%, backs the offer.",
    ),
    ("많아야 31명이 숨졌습니다.", "적어도 31명이 숨졌다."),
    ("반경 10㎞ 밖 농장은 이동이 제한됐습니다.", "반경 10㎞ 안 농장에 이동 제한이 내려졌다."),
    ("수출도 줄지 않았습니다.", "수입이 늘어난 반면 수출은 줄었다."),
    ("71.8% passed, down from 74.2%.", "The pass rate climbed to 74.2% this year from 71.8%."),
]


@pytest.mark.parametrize(("claim", "sentences"), FALSE)
def test_what_the_evidence_denies_or_turns_round_is_refused(claim, sentences):
    assert words_of(claim, sentences) != ""


@pytest.mark.parametrize("sentence", sorted({s for _, s in (*TRUE, *FALSE) if isinstance(s, str)}))
def test_no_sentence_contradicts_itself(sentence):
    assert words_of(sentence, sentence) == ""


def test_each_clause_is_set_against_the_one_that_is_about_the_same():
    sentences = ["가람시는 예산을 승인했다.", "누리시는 예산을 승인하지 않았다."]
    assert words_of("가람시는 예산을 승인했습니다.", sentences) == ""
    assert words_of("누리시는 예산을 승인했습니다.", sentences) != ""
    assert words_of("예산은 승인됐습니다.", sentences) == ""  # the evidence says both


def test_a_question_that_denies_proves_nothing():
    question = "왜 공원 계획을 승인하지 않았나요?"
    approved = "시의회는 공원 계획을 승인했다."
    assert words_of("공원 계획은 승인되지 않았습니다.", approved, question) != ""
    assert words_of("공원 계획은 승인됐습니다.", approved, question) == ""


def test_without_evidence_nothing_is_contradicted():
    assert contradicted("금리가 올랐습니다.", [], question_of("금리는?")) == ""
    assert words_of("", "금리가 올랐다.") == ""
