from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.filters import Facets
from index.language import detect_language
from rag.understanding.derived_filters import derive_filters
from rag.understanding.filter_labels import describe

TODAY = date(2025, 6, 18)
FACETS = Facets(
    publishers=(
        "가람일보", "뉴스누리", "한빛전자", "Ellis Harbour Post", "Diario del Cabo", "みどり新報",
        "云河日报", "Küstenblatt", "Reuters", "연합뉴스",
    ),
    reporters=("한도담", "Mara Quill", "白石みどり"),
    languages=("en", "ko"),
    tags=("경제", "AI", "tram"),
    folders=("corpus/AI", "corpus/바다"),
)  # fmt: skip
Y2023 = "date=2023-01-01/2023-12-31"
Y2024 = "date=2024-01-01/2024-12-31"
MAY = "date=2025-05-01/2025-05-31"
LAST_WEEK = "date=2025-06-09/2025-06-15"


def derive(text, *, facets=FACETS):
    return derive_filters(text, language=detect_language(text), today=TODAY, facets=facets)


def filters_of(text):
    return " ".join(f"{f.kind.value}={f.value}" for f in derive(text).filters)


# The question, its filters, what is left of it.
FILTERED = [
    ("2023년 기사만 보고 GPU 몇 장인지 알려줘", Y2023, "GPU 몇 장인지 알려줘"),
    ("2023년기사만보고 GPU 몇 장인지 알려줘", Y2023, "GPU 몇 장인지 알려줘"),
    ("2023년 보도 중에서 배의 수를 말한 것은?", Y2023, "배의 수를 말한 것은?"),
    ("2023~2025년 보도 중 예산을 다룬 것은?", "date=2023-01-01/2025-12-31", "예산을 다룬 것은?"),
    ("2023년에 보도된 예산은?", Y2023, "예산은?"),
    ("2021년 이후 기사에서 도서관은 몇 곳?", "date=2021-01-01/..", "도서관은 몇 곳?"),
    ("2020년 이전 기사를 보면 예산은?", "date=../2020-12-31", "예산은?"),
    ("작년 기사만 보고 예산 알려줘", Y2024, "예산 알려줘"),
    ("2022년에 나온 글만 봐서, 인력은 몇 명?", "date=2022-01-01/2022-12-31", "인력은 몇 명?"),
    ("지난달 기사에 따르면 예산은 얼마야?", MAY, "예산은 얼마야?"),
    ("지난주에 나온 기사 알려줘", LAST_WEEK, "기사 알려줘"),
    ("GPU에 관한 지난달 기사에서 몇 장이래?", MAY, "GPU에 관한 기사에서 몇 장이래?"),
    ("지난달 반도체 기사 알려줘", MAY, "반도체 기사 알려줘"),
    ("2023년 반도체 기사에서 매출은?", Y2023, "반도체 기사에서 매출은?"),
    ("지난달 정부가 발표한 대책은?", MAY, "정부가 발표한 대책은?"),
    ("이번 달 들어 나온 기사만 보면 예산은?", "date=2025-06-01/2025-06-30", "예산은?"),
    ("어제 무슨 일이 있었어?", "date=2025-06-17/2025-06-17", "무슨 일이 있었어?"),
    ("이번 주 소식 알려줘", "date=2025-06-16/2025-06-22", "소식 알려줘"),
    ("최근 3개월 동안 배가 몇 척 늘었나?", "date=2025-03-18/2025-06-18", "배가 몇 척 늘었나?"),
    ("3월 이후 무슨 일이 있었나?", "date=2025-03-01/..", "무슨 일이 있었나?"),
    ("2023년과 2024년 기사를 비교해줘", f"{Y2023} {Y2024}", "기사를 비교해줘"),
    ("가람일보에서 배가 몇 척이라고 했어?", "publisher=가람일보", "배가 몇 척이라고 했어?"),
    ("가람일보에 따르면, 도서관은 몇 곳?", "publisher=가람일보", "도서관은 몇 곳?"),
    ("가람 일보 기사에서 도서관은 몇 곳?", "publisher=가람일보", "도서관은 몇 곳?"),
    ("가람일보가 보도한 예산은?", "publisher=가람일보", "예산은?"),
    ("가람일보는 예산이 얼마라고 보도했나?", "publisher=가람일보", "예산이 얼마라고 보도했나?"),
    ("로이터에 따르면 배는 몇 척?", "publisher=Reuters", "배는 몇 척?"),
    ("한빛전자 기사에서만 찾으면 로봇은 몇 대?", "publisher=한빛전자", "찾으면 로봇은 몇 대?"),
    ("가람일보와 뉴스누리 보도에 따르면 예산은?", "publisher=가람일보 publisher=뉴스누리",
     "예산은?"),
    ("2023년 뉴스누리 기사에서 예산은?", f"{Y2023} publisher=뉴스누리", "예산은?"),
    ("뉴스누리의 2023년 영어 기사에서 예산은?", f"publisher=뉴스누리 {Y2023} language=en",
     "예산은?"),
    ("가람일보 말고 뉴스누리 기사에서 예산은?", "publisher=뉴스누리", "가람일보 말고 예산은?"),
    ("한도담 기자 기사에서 예산은 얼마야?", "reporter=한도담", "예산은 얼마야?"),
    ("한도담 기자가 쓴 기사를 보고 예산 알려줘", "reporter=한도담", "예산 알려줘"),
    ("영어 기사에서 배는 몇 척이라고 해?", "language=en", "배는 몇 척이라고 해?"),
    ("영어로 된 기사에 따르면 배는 몇 척?", "language=en", "배는 몇 척?"),
    ("태그 경제인 기사에서 예산은?", "tag=경제", "예산은?"),
    ("'경제' 태그가 붙은 기사만 보고 예산 알려줘", "tag=경제", "예산 알려줘"),
    ("#경제 예산은 얼마야?", "tag=경제", "예산은 얼마야?"),
    ("AI 폴더에서 GPU 수를 찾아줘", "folder=corpus/AI", "GPU 수를 찾아줘"),
    ("바다 폴더에 있는 기사에서 배는?", "folder=corpus/바다", "배는?"),
    ("Using only articles from 2023, how many boats?", Y2023, "How many boats?"),
    ("Which articles published in 2023 mention trams?", Y2023, "Which articles mention trams?"),
    ("Summarize last month's articles about ferries", MAY, "Summarize articles about ferries"),
    ("What happened last month in the port?", MAY, "What happened in the port?"),
    ("news from last week about boats", LAST_WEEK, "news about boats"),
    ("What has changed since March?", "date=2025-03-01/..", "What has changed?"),
    ("What happened today?", "date=2025-06-18/2025-06-18", "What happened?"),
    ("2024 articles only: how many boats?", Y2024, "how many boats?"),
    ("Last year's articles: how many boats?", Y2024, "How many boats?"),
    ("According to Reuters, how many boats sank?", "publisher=Reuters", "How many boats sank?"),
    ("How many boats, according to the Ellis Harbour Post?", "publisher=Ellis Harbour Post",
     "How many boats?"),
    ("In Ellis Harbour Post articles from 2024, how many boats?",
     f"publisher=Ellis Harbour Post {Y2024}", "How many boats?"),
    ("What did Reuters say about boats?", "publisher=Reuters", "What did Reuters say about boats?"),
    ("articles by Mara Quill about boats", "reporter=Mara Quill", "articles about boats"),
    ("How many boats are in the Korean articles?", "language=ko",
     "How many boats are in the articles?"),
    ("According to articles in English, how many boats?", "language=en", "How many boats?"),
    ("How many lines are there in articles tagged tram?", "tag=tram", "How many lines are there?"),
    ("How many boats are named in the AI folder?", "folder=corpus/AI", "How many boats are named?"),
    ("先月の記事によると、職員は何人ですか", MAY, "職員は何人ですか"),
    ("2023年の記事だけを見て、建設費はいくら？", Y2023, "建設費はいくら？"),
    ("２０２３年の記事では建設費はいくら？", Y2023, "建設費はいくら？"),
    ("みどり新報によると職員は何人？", "publisher=みどり新報", "職員は何人？"),
    ("英語で書かれた記事では何人？", "language=en", "何人？"),
    ("上个月的报道中提到多少公顷？", MAY, "提到多少公顷？"),
    ("据云河日报报道，湿地有多少公顷？", "publisher=云河日报", "湿地有多少公顷？"),
    ("在去年的英文报道里，湿地有多少公顷？", f"{Y2024} language=en", "湿地有多少公顷？"),
    ("Según el Diario del Cabo, ¿cuánto costó?", "publisher=Diario del Cabo", "¿cuánto costó?"),
    ("¿Cuánto costó según los artículos de 2024?", Y2024, "¿Cuánto costó?"),
    ("¿Qué pasó el mes pasado en el puerto?", MAY, "¿Qué pasó en el puerto?"),
    ("Wie viele Boote sind es laut Küstenblatt?", "publisher=Küstenblatt",
     "Wie viele Boote sind es?"),
    ("Wie viele Boote laut Reuters?", "publisher=Reuters", "Wie viele Boote?"),
    ("Artikel, die 2023 erschienen sind, über Boote", Y2023, "Artikel über Boote"),
    ("Laut Artikeln von letzter Woche, wie viele Boote?", LAST_WEEK, "Wie viele Boote?"),
    ("Selon les articles du mois dernier, combien de bateaux ?", MAY, "Combien de bateaux ?"),
    ("Quels articles de 2023 parlent du port ?", Y2023, "Quels articles parlent du port ?"),
    ("Que s'est-il passé hier au port ?", "date=2025-06-17/2025-06-17",
     "Que s'est-il passé au port ?"),
    ("bài báo tháng trước về cảng", MAY, "bài báo về cảng"),
    ("Trong các bài báo tiếng Anh, có bao nhiêu tàu?", "language=en", "Có bao nhiêu tàu?"),
    ("Theo Reuters, có bao nhiêu tàu?", "publisher=Reuters", "Có bao nhiêu tàu?"),
]  # fmt: skip

# Names and times that say nothing about articles, or say which are not wanted.
UNFILTERED = """
2023년 9월에 정부가 발표한 예산은?
올해 예산은 얼마인가?
작년 하반기 매출은?
지난달 수출액은 얼마인가?
지난달보다 얼마나 늘었나?
다음 달 시행되는 법은?
이번 달 시행될 제도는?
지난 정부의 예산은?
올해의 차는 무엇인가?
어제와 오늘을 비교하면?
내일신문 사옥은 어디인가?
오늘의집 직원은 몇 명인가?
2023년 버스 기사 임금은?
2023년 택시 기사 수는?
2023년 기사 시험 합격률은?
2023년 보도자료에 따르면 예산은?
2023년 기사 빼고 알려줘
한빛전자에서 로봇을 개발했나?
한빛전자에 따르면 매출은 얼마인가?
한빛전자 기사 요약해줘
가람일보 사장은 누구인가?
가람일보에서 파업이 있었나?
가람일보 기사 말고 다른 기사는?
가람시에서 배를 샀나?
한도담 기자는 누구인가?
경제 기사에서 예산은?
AI 관련 기사에서 GPU는?
영어 교육 예산은 얼마인가?
영어로 답해줘. 예산은?
In 2023 the ministry bought how many boats?
What do the articles say about the 2023 flood?
the news coverage of the 2023 election
What changed since last year's law?
Was it more than last month?
How many boats will come this month?
How many people live there today?
What is in USA Today?
Explain the articles in English
latest Korean news
Not from Reuters: how many boats?
Reuters reported a profit of how much?
a fire in the Ellis Harbour Post building
Is there a tram?
2023年に建設された橋は？
昨日と今日の違いは？
先月より増えた？
2023年湿地有多少公顷？
除了云河日报的报道，还有什么？
即使在今天，城墙仍然可见吗？
¿Cuánto costó la planta en 2023?
Wie viele Boote gab es 2023?
""".strip().splitlines()


@pytest.mark.parametrize(("text", "filters", "rest"), FILTERED)
def test_what_is_said_about_articles_becomes_filters(text, filters, rest):
    assert (filters_of(text), derive(text).rest) == (filters, rest)


@pytest.mark.parametrize(("text", "filters", "rest"), FILTERED)
def test_the_words_of_a_filter_are_taken_out_of_the_question(text, filters, rest):
    for filter_ in derive(text).filters:
        assert filter_.words
        assert filter_.words in text
        assert rest == text or filter_.words not in rest


@pytest.mark.parametrize("text", UNFILTERED)
def test_what_says_nothing_about_articles_is_no_filter(text):
    assert filters_of(text) == ""
    assert derive(text).rest == text


def test_each_filter_has_its_own_words():
    words = [f.words for f in derive("2023년 뉴스누리 기사에서 예산은?").filters]
    assert words == ["2023년", "뉴스누리 기사에서"]
    words = [f.words for f in derive("Which articles from 2023 by Mara Quill name it?").filters]
    assert words == ["from 2023", "by Mara Quill"]


@pytest.mark.parametrize(
    "text", ["가람일보에 따르면?", "태그 경제", "AI 폴더에서 찾아줘 한도담 기자 기사"]
)
def test_names_count_only_where_the_articles_have_them(text):
    assert derive(text).filters
    assert derive(text, facets=Facets()).filters == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("지난달 기사 요약해줘", "기사 요약해줘"),
        ("2023년 기사만 보여줘", "기사만 보여줘"),
        ("What is in the Korean articles?", "What is in the articles?"),
        ("지난달", "지난달"),
        ("last month", "last month"),
    ],
)
def test_the_rest_is_never_empty_or_a_bare_command(text, rest):
    assert derive(text).filters
    assert derive(text).rest == rest


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023년 9월에 정부가 발표한 예산은?", "2023-09-01/2023-09-30"),
        ("in 2023 the ministry bought boats", "2023-01-01/2023-12-31"),
        ("작년 하반기 매출은?", "2024-07-01/2024-12-31"),
        ("2분기 매출은?", "2025-04-01/2025-06-30"),
        ("지난달 수출액은?", "2025-05-01/2025-05-31"),
        ("2021년 이후 도서관은 몇 곳 늘었나?", "2021-01-01/.."),
        ("2021년과 2024년 예산은 어떻게 다른가?", "2021-01-01/2024-12-31"),
        ("digital target of 2022 vs 2024?", "2022-01-01/2024-12-31"),
        ("2023年湿地有多少公顷？", "2023-01-01/2023-12-31"),
        ("Wie viele Boote gab es 2023?", "2023-01-01/2023-12-31"),
        ("5월에 문을 연 도서관은?", ""),  # of which year?
        ("2029년까지 몇 척을 사나?", ""),  # no article is from then
        ("10월부터 2월까지 문을 여나?", ""),
        ("2023년 기사에서 예산은?", ""),  # a filter already
        ("2023년 기사 빼고 예산은?", ""),
        ("예산은 얼마야?", ""),
    ],
)
def test_a_time_of_events_is_a_period(text, period):
    assert derive(text).time.period == period


@pytest.mark.parametrize(
    ("text", "newest", "oldest"),
    [
        ("최근 3개월 동안 무슨 일이 있었나?", True, False),
        ("How many people live there today?", True, False),
        ("What happened today?", False, False),
        ("노래 ‘지금’은 누구 곡이야?", False, False),
        ("2023년 기사 중 최신 예산은?", True, False),
        ("When was the tram first reported?", False, True),
        ("예산은 얼마야?", False, False),
    ],
)
def test_the_newest_or_the_first_reports_are_preferred(text, newest, oldest):
    time = derive(text).time
    assert (time.newest, time.oldest) == (newest, oldest)


PIECES = (
    "2023년|지난달|last month's|기사|에서|만 보고|articles|from|according to|가람일보|Reuters"
    "|에 따르면|한도담|기자|태그|경제|폴더|AI|#|영어|in English|的|の|記事|报道|最新|,|?|‘|”|'|: | "
    "|since|와|and|말고|not"
).split("|")


def check_any(text):
    derived = derive(text)
    assert derived == derive(text)
    assert derived.rest == text or derived.rest.strip()
    assert derived.filters or derived.rest == text
    for filter_ in derived.filters:
        assert filter_.words in text
        assert describe(filter_)
    assert len(set(derived.filters)) == len(derived.filters)


@given(st.text())
def test_any_text_is_understood_without_an_error(text):
    check_any(text)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=300)
def test_any_heap_of_telling_words_is_understood_without_an_error(text):
    check_any(text)


# Anything but linear patterns would take minutes here.
@pytest.mark.parametrize(
    "piece", [*PIECES, "a", "1", "0-", "「", "最近", "20", "한 달 전 ", "지난달 기사 "]
)
def test_long_repetitions_are_read_to_the_end(piece):
    assert derive((piece * 10_000)[:10_000]).rest
