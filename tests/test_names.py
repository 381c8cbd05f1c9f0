import unicodedata

import pytest

from index.names import (
    camel_parts,
    hangul_names,
    key_weight,
    sound_keys,
    spelled_letters,
    written_names,
)


def share_a_key(*spellings):
    keys = [set(sound_keys(spelling)) for spelling in spellings]
    return bool(set.intersection(*keys))


@pytest.mark.parametrize(
    "spellings",
    [
        ("삼성", "Samsung"),
        ("엔비디아", "NVIDIA"),
        ("바이든", "Biden", "バイデン", "Байден", "बाइडेन"),
        ("브롱코스", "Broncos"),
        ("서울", "Seoul", "ソウル", "Сеул"),
        ("젤렌스키", "Zelensky", "Зеленський"),
        ("마이크로소프트", "Microsoft", "マイクロソフト"),
        ("트럼프", "Trump", "トランプ", "Трамп", "ट्रम्प"),
        ("클린턴", "Clinton"),
        ("스미스", "Smith"),
        ("토머스", "Thomas"),
        ("구글", "Google", "グーグル"),
        ("가드너", "Gardner"),
        ("제미나이", "Gemini"),
        ("바그너", "Wagner"),
        ("워싱턴", "Washington"),
        ("도쿄", "Tokyo"),
        ("플로리다", "Florida"),
        ("싱가포르", "Singapore"),
        ("Λούθηρος", "Luthiros"),
        ("피츠버그", "Pittsburgh"),
    ],
)
def test_a_name_has_the_same_key_in_each_script(spellings):
    assert share_a_key(*spellings)
    assert share_a_key(*(unicodedata.normalize("NFC", spelling.lower()) for spelling in spellings))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("바이든", "Putin"),  # voiced and voiceless
        ("바른", "Brian"),  # a vowel between the consonants or none
        ("서울", "Seattle"),
        ("테슬라", "Tesler-Smith"),
        ("마산", "Mason-Dixon"),
        ("제주", "Jesus"),
        ("대전", "Denton"),
    ],
)
def test_names_that_sound_otherwise_share_no_key(one, other):
    assert not share_a_key(one, other)


@pytest.mark.parametrize(
    "name", ["", "아이", "에이", "Io", "위", "ตลาด", "東京", "123", "!", "مدينة"]
)
def test_what_has_too_few_consonants_or_no_known_script_has_no_key(name):
    assert sound_keys(name) == ()


def test_longer_keys_weigh_more():
    weights = [key_weight(key) for key in ("sal", "badan", "tlanp", "maklasapt")]
    assert weights == sorted(weights)
    assert 0 < weights[0] < weights[1] < weights[2] == weights[3] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The boat of Ellis isn't Mara's.", ["The", "Ellis", "Mara"]),
        ("met Xi Jinping today", ["Jinping", "XiJinping"]),
        ("Kim Jong Un", ["Kim", "Jong", "KimJong", "KimJongUn", "JongUn"]),
        ("Ban Ki-moon", ["Ban", "Kimoon", "BanKimoon"]),
        ("Elm. Oak", ["Elm", "Oak"]),
        ("Mara's Elm", ["Mara", "Elm"]),
        ("オープンAIとソウル", ["オープン", "ソウル"]),
        ("Мост и Зоря", ["Мост", "Зоря"]),
        ("नई दिल्ली", ["नई", "दिल्ली"]),
        ("도서관은 Port에서", ["Port"]),
        ("nothing here, 12 of 30", []),
        ("", []),
    ],
)
def test_names_in_a_text_are_capitalised_words_and_runs_of_katakana(text, expected):
    assert list(written_names(text)) == expected


def test_in_any_case_long_words_may_be_names_too():
    assert list(written_names("who is ellis of 도서관", any_case=True)) == ["ellis"]


def test_korean_names_come_with_what_they_stand_for_cut_off():
    assert list(hangul_names([("가람전자", True, False)])) == ["가람전자", "가람"]
    assert list(hangul_names([("벨로다인이", True, True)])) == ["벨로다인이", "벨로다인"]
    assert list(hangul_names([("하이퍼클로", True, False), ("바", False, False)])) == [
        "하이퍼클로",
        "하이퍼클로바",
    ]
    assert list(hangul_names([("위원회", False, False), ("발족식", False, False)])) == []
    assert list(hangul_names([("라운드", False, False)])) == ["라운드"]  # a loan


def test_capitals_inside_a_word_part_it():
    assert list(camel_parts("ChatGPT, DeepSeek와 NVIDIA, iPhone")) == [
        "chat", "gpt", "deep", "seek", "phone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("지피티", "gpt"),
        ("챗지피티", "gpt"),
        ("에이아이", "ai"),
        ("아이", ""),
        ("도서관", ""),
        ("", ""),
    ],
)
def test_letters_spelled_in_korean_are_read(name, letters):
    assert spelled_letters(name) == letters
