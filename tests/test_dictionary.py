import threading

import pytest

from index.dictionary import Dictionary, load_dictionary
from index.errors import ConfigurationError
from index.terms import dictionary_fingerprint, extract_query_terms, extract_terms, use_dictionary

# One for all tests: each loads an analyser of its own.
NAMES = Dictionary((("가람연구원", "GRI", "은하 센터"), ("모두의숲길재단",), ("Añil", "añ co")))


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "names.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write


@pytest.fixture(autouse=True)
def no_dictionary_afterwards():
    yield
    use_dictionary(Dictionary())


def test_a_line_holds_a_name_and_its_other_forms(written):
    path = written("\ufeff# 기관\n가람연구원 = GRI =  가람  연구소 # 옛 이름\n\n별마루\n")
    assert load_dictionary(path).entries == (("가람연구원", "GRI", "가람 연구소"), ("별마루",))


def test_a_file_without_names_is_an_empty_dictionary(written):
    assert load_dictionary(written("# 없음\n\n")) == Dictionary()


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("가람 = = GRI", "line 1: a name is empty", "1행: 빈 이름"),
        ("\n= GRI", "line 2: a name is empty", "2행: 빈 이름"),
        ("가람 = ---", "line 1: a name is empty", "1행: 빈 이름"),
        ("가람\n은하 = 가람", "lines 1 and 2", "1행과 2행"),
        ("GRI\ngri = 가람", "lines 1 and 2", "1행과 2행"),
        ("가" * 101, "longer than 100", "100자"),
        ("가람".encode("cp949"), "not UTF-8", "UTF-8이 아닙니다"),
        (b"\xff\xfe\x00", "not UTF-8", "UTF-8이 아닙니다"),
    ],
)
def test_a_bad_line_is_named_in_both_languages(written, text, english, korean):
    with pytest.raises(ConfigurationError) as raised:
        load_dictionary(written(text))
    assert english in raised.value.en
    assert korean in raised.value.ko


def test_a_missing_file_or_a_folder_is_named(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(ConfigurationError, match="names.*be read|이름 사전"):
            load_dictionary(path)


def test_the_forms_of_a_name_find_each_other():
    use_dictionary(NAMES)
    forms = ("가람연구원이", "GRI를", "은하센터는", "은하 센터", "the GRI said", "gri")
    terms = [set(extract_terms(form)) for form in forms]
    assert set.intersection(*terms) == {"=가람연구원"}
    query = extract_query_terms("GRI는 언제 생겼나?")
    assert query.own["=가람연구원"] == query.across["=가람연구원"] == 1


def test_a_form_inside_another_word_is_not_the_name():
    use_dictionary(NAMES)
    for text in ("grind", "agri", "angri-la", "한가람연구원"):
        assert "=가람연구원" not in extract_terms(text)
    assert "=anil" in extract_terms("ANIL.")


def test_a_listed_name_is_one_term_for_the_analysis():
    assert "모두의숲길재단" not in extract_terms("모두의숲길재단에서는")
    use_dictionary(NAMES)
    assert "모두의숲길재단" in extract_terms("모두의숲길재단에서는")


def test_without_a_dictionary_all_is_as_before():
    text = "모두의숲길재단은 도서관 12곳에 GRI를 들였다."
    before = extract_terms(text)
    use_dictionary(NAMES)
    assert extract_terms(text) != before
    use_dictionary(Dictionary())
    assert extract_terms(text) == before
    assert dictionary_fingerprint() == ""


def test_the_fingerprint_tells_dictionaries_apart_but_not_their_order():
    one, two = ("가람연구원", "GRI"), ("별마루",)
    prints = set()
    for entries in ((one,), (two,), (one, two), (("GRI", "가람연구원"),)):
        use_dictionary(Dictionary(entries))
        prints.add(dictionary_fingerprint())
    assert len(prints) == 4
    assert Dictionary((one, two)).fingerprint == Dictionary((two, one)).fingerprint


def test_threads_that_change_the_dictionary_meet_no_half_made_one():
    text = "모두의숲길재단은 GRI다."
    use_dictionary(NAMES)
    with_names = extract_terms(text)
    use_dictionary(Dictionary())
    possible = (with_names, extract_terms(text))
    found = []

    def work(names):
        use_dictionary(names)
        found.extend(extract_terms(text) for _ in range(5))

    threads = [threading.Thread(target=work, args=(d,)) for d in (NAMES, Dictionary()) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert all(terms in possible for terms in found)
