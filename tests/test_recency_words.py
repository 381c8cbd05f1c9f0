import pytest

from index.language import detect_language
from rag.understanding.recency_words import prefers_newest, prefers_oldest

NEWEST = """
최신 예산은?
최근에 발표된 예산은?
가장 최근 예산은?
현재 시장은 누구야?
지금 시장은 누구야?
시장은 아직도 그 사람이야?
요즘 시장은 누구야?
요새는 누구 담당이야?
What is the latest budget?
the most recent number
Who is the current mayor?
Who currently runs it?
How many are there now?
最新の職員数は？
現在の市長は誰？
今は何人いますか
最新的预算是多少？
目前有多少公顷？
现在的市长是谁？
¿Cuál es el último precio?
el plan más reciente
¿Quién es el alcalde actual?
Was ist der neueste Stand?
der aktuelle Bürgermeister
Wer leitet es derzeit?
les dernières nouvelles du port
un plan récent
le maire actuel
tin mới nhất
thị trưởng hiện nay là ai?
""".strip().splitlines()
NOT_NEWEST = """
최근접 이웃 탐색이란?
현재완료 시제란?
현재가치는 어떻게 구하나?
최신예 전투기
당시 최신 배는?
2023년 9월 현재 인구는?
요새 도시는 어디에 있나?
그때 지금 시장은 무엇을 했나?
nowhere to go
I know the mayor
the now-defunct line
the electric current in the wire
What is the current account deficit?
What is the current in the circuit?
How much current does it draw?
an actual boat
What was the latest boat at the time?
最近傍探索とは？
現在完了とは？
2023年9月現在の職員数は？
今年の予算は？
当時最新の船は？
出现在哪里？
当时最新的船是什么？
por último, ¿qué pasó?
Was war damals das neueste Boot?
hiện tại hoàn thành là gì?
""".strip().splitlines()
OLDEST = """
이 사건의 최초 보도는?
언제 처음 보도됐나?
처음으로 알려진 것은 언제인가?
가장 오래된 기사는?
When was the tram first reported?
the earliest report of the flood
the oldest article
最初の報道は？
最早的报道是什么？
la primera noticia sobre el agua
der erste Bericht über den Hafen
le premier article sur le port
bài báo đầu tiên về cảng
""".strip().splitlines()
NOT_OLDEST = """
세계 최초 로봇은?
첫 여성 시장은?
가장 오래된 건물은?
the First Amendment
Who was the first mayor?
the oldest building
最初の市長は？
最早的桥是哪座？
la primera alcaldesa
das erste Boot
le premier bateau
""".strip().splitlines()


def newest(text):
    return prefers_newest(text, language=detect_language(text))


@pytest.mark.parametrize("text", NEWEST)
def test_the_newest_is_preferred_where_it_is_asked_for(text):
    assert newest(text)
    assert not prefers_oldest(text)


@pytest.mark.parametrize("text", NOT_NEWEST)
def test_the_newest_is_not_preferred_elsewhere(text):
    assert not newest(text)


@pytest.mark.parametrize("text", OLDEST)
def test_the_first_reports_are_preferred_where_they_are_asked_for(text):
    assert prefers_oldest(text)
    assert not newest(text)


@pytest.mark.parametrize("text", NOT_OLDEST)
def test_the_first_of_anything_else_is_not_the_first_report(text):
    assert not prefers_oldest(text)
