import pytest

from index.filters import Facets, Kind
from rag.understanding.facet_names import facet_names, is_outlet
from rag.understanding.language_names import (
    language_called,
    language_ending_at,
    language_starting_at,
)

NAMES = facet_names(
    Facets(
        publishers=("가람일보", "뉴스누리", "The Ellis Post", "云河日报", "Reuters", "El Día"),
        reporters=("한도담", "Mara Quill"),
        tags=("경제", "AI"),
        folders=("/home/corpus/AI", "/home/corpus/바다"),
    )
)


@pytest.mark.parametrize(
    ("text", "kind", "name", "values"),
    [
        ("어제 가람일보", Kind.PUBLISHER, "가람일보", ("가람일보",)),
        ("어제 가람 일보", Kind.PUBLISHER, "가람 일보", ("가람일보",)),
        ("“가람일보”", Kind.PUBLISHER, "“가람일보”", ("가람일보",)),
        ("in the ellis post", Kind.PUBLISHER, "the ellis post", ("The Ellis Post",)),
        ("据云河日报", Kind.PUBLISHER, "云河日报", ("云河日报",)),
        ("ＲＥＵＴＥＲＳ", Kind.PUBLISHER, "ＲＥＵＴＥＲＳ", ("Reuters",)),
        ("según El Dia", Kind.PUBLISHER, "El Dia", ("El Día",)),
        ("로이터통신", Kind.PUBLISHER, "로이터통신", ("Reuters",)),
        ("by mara quill", Kind.REPORTER, "mara quill", ("Mara Quill",)),
        ("an ai", Kind.TAG, "ai", ("AI",)),
        ("바다", Kind.FOLDER, "바다", ("/home/corpus/바다",)),
        ("corpus/바다", Kind.FOLDER, "corpus/바다", ("/home/corpus/바다",)),
    ],
)
def test_a_name_is_found_before_a_place_however_it_is_written(text, kind, name, values):
    found = NAMES.ending_at(text, len(text), kind)
    assert (text[found.start : found.end], found.values) == (name, values)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("옛가람일보", Kind.PUBLISHER),
        ("가람", Kind.PUBLISHER),
        ("일보", Kind.PUBLISHER),
        ("Preuters", Kind.PUBLISHER),
        ("가람일보", Kind.REPORTER),
        ("", Kind.TAG),
    ],
)
def test_a_part_of_another_word_or_of_a_name_is_none(text, kind):
    assert NAMES.ending_at(text, len(text), kind) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("경제인 기사", "경제"), ("경제에서", "경제"), ("AI의 기사", "AI"), ("AI", "AI")],
)
def test_a_name_is_found_at_a_place_with_what_may_follow_it(text, name):
    assert text[: NAMES.starting_at(text, 0, Kind.TAG).end] == name


def test_marks_of_the_sentence_stay_outside_of_a_name():
    found = NAMES.starting_at("Reuters?", 0, Kind.PUBLISHER)
    assert (found.start, found.end) == (0, len("Reuters"))


@pytest.mark.parametrize("text", ["경제학 기사", "AIR", "AI2", "x"])
def test_a_longer_word_is_not_the_name_it_starts_with(text):
    assert NAMES.starting_at(text, 0, Kind.TAG) is None


def test_folders_of_one_name_are_all_meant():
    names = facet_names(Facets(folders=("a/ko", "b/ko")))
    assert names.starting_at("ko", 0, Kind.FOLDER).values == ("a/ko", "b/ko")


@pytest.mark.parametrize(
    "name", ["Reuters", "가람일보", "Küstenblatt", "みどり新報", "The Ellis Post"]
)
def test_a_newspaper_is_an_outlet(name):
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["한빛전자", "네이버", "Ministry of Boats", "Posthouse", ""])
def test_a_company_or_an_office_is_none(name):
    assert not is_outlet(name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("영어", "en"), ("영문판", "en"), ("English-language", "en"), ("在英文", "en")),
        *(("日本語", "ja"), ("deutschsprachige", "de"), ("en inglés", "en"), ("tiếng Việt", "vi")),
        *(("수영어", ""), ("Englishman", ""), ("중국", "")),
    ],
)
def test_a_language_is_known_by_its_names(text, code):
    start, found = language_ending_at(text, len(text))
    assert found == code
    assert not code or language_starting_at(text, start) == (len(text), code)


def test_a_language_without_a_name_keeps_its_code():
    assert language_called("vi") == ("베트남어", "Vietnamese")
    assert language_called("xx") == ("xx", "xx")
