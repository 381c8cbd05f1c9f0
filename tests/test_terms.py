import threading
import unicodedata

import pytest

from index.terms import extract_names, extract_nouns, extract_terms
from tests.mixtures import mixture


def test_korean_words_with_other_particles_share_their_term():
    for text in ("위원회를 열었다", "위원회는", "위원회에서의", "국가 위원회"):
        assert "위원회" in extract_terms(text)


def test_figures_and_latin_words_keep_their_place_in_korean_text():
    assert extract_terms("AI 반도체에 9,090억원") == ["ai", "반도체", "9090", "억", "원"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Board's 3,200 boats", ["the", "board", "s", "3200", "boats"]),
        ("45.000 metros cúbicos, Añil", ["45.000", "metros", "cubicos", "anil"]),
        ("湿地公园 AI", ["湿地", "地公", "公园", "ai"]),
        ("青葉山のデータ", ["青葉", "葉山", "山の", "のデ", "デー", "ータ"]),
        ("雪", ["雪"]),
        ("ตลาดใหม่", ["ตลา", "ลาด", "าดใ", "ดให", "ใหม", "หม่"]),
        ("पानी की टंकी", ["पानी", "की", "टंकी"]),
        ("Сколько стоит мост", ["сколько", "стоит", "мост"]),
        ("الجسر الجديد", ["الجسر", "الجديد"]),
        ("ＡＩ　１２３", ["ai", "123"]),
        ("", []),
        ("…🚲!", []),
    ],
)
def test_each_script_has_its_own_terms(text, expected):
    assert extract_terms(unicodedata.normalize("NFC", text)) == [
        unicodedata.normalize("NFC", term) for term in expected
    ]


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
