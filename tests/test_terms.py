import threading
import unicodedata

import pytest

from index.asking_words import ASKING_TERMS
from index.terms import (
    extract_names,
    extract_nouns,
    extract_query_terms,
    extract_terms,
    morphemes,
    term_key,
    term_keys,
)
from tests.mixtures import mixture

MARKS = "*~=^"  # of parts, sounds, the user's names, words with accents


def test_korean_words_with_other_particles_share_their_term():
    for text in ("위원회를 열었다", "위원회는", "위원회에서의", "국가 위원회"):
        assert "위원회" in extract_terms(text)


def test_words_keep_their_place_in_korean_text_and_parts_follow():
    assert extract_terms("AI 반도체에 9,090억원") == [
        "ai", "반도체", "909000000000", "원", "반도", "도체",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Board's 3,200 boats", ["the", "board", "s", "3200", "boats"]),
        ("45.000 metros cúbicos, Añil", ["45000", "metros", "cubicos", "anil"]),
        ("湿地公园 AI", ["湿地", "地公", "公园", "ai"]),
        ("青葉山のデータ", ["青葉", "葉山", "山の", "のデ", "デー", "ータ"]),
        ("雪", ["雪"]),
        ("ตลาดใหม่", ["ตลา", "ลาด", "าดใ", "ดให", "ใหม", "หม่"]),
        ("पानी की टंकी", ["पानी", "की", "टंकी"]),
        ("Сколько стоит мост", ["сколько", "стоит", "мост"]),
        ("ＡＩ　１２３", ["ai", "123"]),
        ("", []),
        ("…🚲!", []),
    ],
)
def test_each_script_has_its_own_terms(text, expected):
    terms = extract_terms(unicodedata.normalize("NFC", text))
    words = [term for term in terms if term[0] not in MARKS]
    assert words == [unicodedata.normalize("NFC", term) for term in expected]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("인공 지능 위원회", "인공지능위원회"),
        ("가람 전자", "가람전자"),
        ("harbours", "harbouring"),
        ("Hafenverwaltung", "Nordhafenverwaltungen"),
        ("мостами", "мостах"),
    ],
)
def test_words_that_are_written_apart_or_inflected_share_most_of_their_parts(one, other):
    shared = set(extract_terms(one)) & set(extract_terms(other))
    assert len(shared) >= len(set(extract_terms(one))) / 3
    assert shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الْمَدِينَة", "المدينه"),
        ("والجسر", "جسر"),
        ("أحمد", "احمد"),
        ("ё", "е"),
        ("Straße", "strasse"),
        ("ΜΈΡΑ", "μερα"),
        ("IŞIK", "ışık"),
        ("फ़सल", "फसल"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_spellings_of_one_word_share_their_terms(one, other):
    assert extract_terms(one)[0] == extract_terms(other)[0]


def test_i_with_a_breve_stays_another_letter():
    assert extract_terms("край") != extract_terms("краи")


def test_vietnamese_words_are_found_with_their_accents_and_without():
    written = extract_terms("chợ nổi miền Tây")
    assert {"cho", "^chợ", "noi", "^nổi"} <= set(written)
    assert set(extract_terms("cho noi mien tay")) <= set(written)


@pytest.mark.parametrize(
    "spellings",
    [
        ("9천억", "9,000억", "9000억", "900 billion", "9000億", "9000亿", "900 Milliarden"),
        ("2025년 2월 20일", "2025-02-20", "20 February 2025", "Feb. 20, 2025", "2025年2月20日",
         "20 de febrero de 2025", "20. Februar 2025", "2025.2.20"),
        ("2025년 2월", "February 2025", "febrero de 2025"),
        ("챗지피티", "GPT", "ChatGPT"),
        ("바이든", "Biden", "バイデン"),
        ("삼성전자는", "Samsung"),
    ],
)  # fmt: skip
def test_figures_dates_and_names_share_a_term_in_every_writing(spellings):
    assert set.intersection(*(set(extract_terms(spelling)) for spelling in spellings))


def test_words_of_other_scripts_in_korean_text_are_kept():
    terms = extract_terms("가람에서 Зоря와 オープンAI를 보았다")
    assert {"зоря", "オー", "ai"} <= set(terms)


def test_a_question_weighs_its_words_above_their_parts():
    query = extract_query_terms("가람시 도서관")
    assert query.own["도서관"] == 1 > query.own["서관"] > 0
    query = extract_query_terms("the harbour")
    assert query.own["harbour"] == 1 > query.own["*harb"] > 0


def test_only_names_figures_and_parts_of_words_count_across_languages():
    query = extract_query_terms("Who says which bridge Biden opened on 12 May 2025?")
    assert query.across["biden"] == query.across["2025-05-12"] == query.across["2025"] == 1
    assert query.across["~badan"] > query.own["~badan"] > 0
    assert "which" not in query.across and "bridge" not in query.across
    assert 0 < query.across["*brid"] < query.own["*brid"]
    assert "다리" not in extract_query_terms("바이든이 연 다리").across


def test_terms_of_a_question_are_those_of_a_document():
    for text in ("가람시 도서관 12곳", "The harbours of Port Ellis", "湿地公园", "chợ nổi", ""):
        query = extract_query_terms(text)
        assert set(query.own) == set(extract_terms(text)) - ASKING_TERMS


def test_a_question_without_capitals_may_name_somebody():
    assert "~badan" in extract_query_terms("what did biden open").across
    assert "~badan" not in extract_query_terms("What did biden open").across


def test_a_question_tells_which_terms_a_word_gave():
    words = dict(extract_query_terms("도서관에서 harbour 12").words)
    assert words == {"도서관에서": ("도서관",), "harbour": ("harbour",)}


def test_morphemes_keep_the_text_as_it_is_written():
    tokens = morphemes("AI 도서관은")
    assert [(token.form, token.tag) for token in tokens] == [
        ("AI", "SL"), ("도서관", "NNG"), ("은", "JX"),
    ]  # fmt: skip


def test_keys_of_many_terms_are_those_of_each():
    terms = ["도서관", "harbour", ""]
    assert term_keys(terms).tolist() == [term_key(term) for term in terms]
    assert term_keys([]).shape == (0,)


def test_han_inside_korean_text_is_cut_as_in_chinese_text():
    terms = extract_terms("濕地公園 확장 계획")
    assert {"濕地", "地公", "公園"} <= set(terms)


def test_the_two_unicode_spellings_of_a_word_share_their_terms():
    for text in ("가람시 도서관", "café Añil", "データ"):
        assert extract_terms(unicodedata.normalize("NFD", text)) == extract_terms(text)


def test_nouns_are_what_a_question_is_about_without_repeats():
    assert extract_nouns("가람시 도서관은 도서관 12곳을 언제 여나요?") == ["가람", "도서관", "12"]
    assert extract_nouns("How is it at the harbour, the harbour?") == ["how", "the", "harbour"]
    assert extract_nouns("湿地公园的") == ["湿地", "地公", "公园", "园的"]
    assert extract_nouns("青葉山の気象データはどこ？") == ["青葉山", "気象", "データ"]


def test_names_are_found_in_korean_and_by_their_capitals_elsewhere():
    assert "부산" in extract_names("도서관은 부산과 서울에 있다.")
    assert extract_names("The boats of Port Ellis are new, Dr. Elm says.") == ["port", "ellis"]
    assert extract_names("湿地公园扩建") == extract_names("") == []


@pytest.mark.parametrize("seed", range(10))
def test_no_term_holds_white_space(seed):
    terms = extract_terms(mixture(seed))
    assert " ".join(terms).split() == terms


def test_threads_get_the_same_terms_as_one_alone():
    text = "가람시는 공공도서관을 12곳으로 늘리는 계획을 발표했다."
    expected = extract_terms(text)
    found = []
    threads = [
        threading.Thread(target=lambda: found.extend(extract_terms(text) for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 80
