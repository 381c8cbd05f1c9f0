import pytest

from index.spelling import near_spellings, respell
from index.terms import QueryTerms, extract_query_terms, extract_terms


def knowing(*texts):
    """Return what looks terms up in an index of these texts."""
    there = {term for text in texts for term in extract_terms(text)}
    return lambda terms: [term in there for term in terms]


def edits(one, other):
    """Return the optimal string alignment distance, as the textbook writes it."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@pytest.mark.parametrize("word", ["boat", "harbour", "мост", "μερα", "جسر"])
def test_near_spellings_are_all_that_lie_one_letter_away(word):
    near = set(near_spellings(word)) - {word}
    assert all(edits(word, other) == 1 for other in near)
    alphabet = len({letter for other in near for letter in other})
    size = len(word)
    # Every letter changed, left out, put in (once beside each equal one), swapped.
    assert len(near) == size * (alphabet - 1) + size + (size + 1) * alphabet - size + (size - 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("위원휘", "위원회"),
        ("도사관", "도서관"),
        ("꾹회", "국회"),
        ("국홰", "국회"),
        ("구거", "국어"),
        ("국어", "구거"),
        ("원위회", "위원회"),
        ("도도서관", "도서관"),
        ("바이던", "바이든"),
    ],
)
def test_a_slip_in_a_jamo_or_a_syllable_is_near(typed, meant):
    assert meant in set(near_spellings(typed))


def test_the_parts_of_a_compound_are_not_near_to_it():
    assert not {"도서", "서관"} & set(near_spellings("도서관"))


@pytest.mark.parametrize("word", ["", "湿地", "ตลาด", "boat12", "도서관a", "123"])
def test_words_of_other_scripts_have_no_near_spellings(word):
    assert list(near_spellings(word)) == []


@pytest.mark.parametrize(
    ("question", "text", "term"),
    [
        ("도사관은 언제 열었나?", "도서관을 열었다.", "도서관"),
        ("바이던이 만난 사람은?", "바이든이 만났다.", "바이든"),
        ("when did the harbuor open?", "The harbour opened.", "harbour"),
        ("когда открыли гавань?", "Гавани открыты.", "гавани"),
    ],
)
def test_an_unknown_word_stands_for_what_the_articles_write(question, text, term):
    query = extract_query_terms(question)
    respelt = respell(query, knowing(text))
    assert term not in query.own
    assert 0 < respelt.own[term] < 1
    assert respelt.across == query.across


def test_the_unknown_word_itself_is_no_longer_asked_for():
    respelt = respell(extract_query_terms("ferry harbuor"), knowing("Ferry harbour"))
    assert "harbuor" not in respelt.own
    assert respelt.own["ferry"] == 1


def test_known_words_stay_as_they_are():
    query = extract_query_terms("도서관은 언제 열었나? boats")
    known = knowing("도서관은 언제 열었나, 도서간", "boats, boots")
    assert respell(query, known).own == query.own


def test_a_word_whose_start_is_known_is_not_misspelt():
    query = QueryTerms({"도서관뷁": 1.0}, {}, (("도서관뷁은", ("도서관뷁",)),))
    there = {"도서관", "도서간"}
    respelt = respell(query, lambda terms: [term in there for term in terms]).own
    assert "도서간" not in respelt
    there = {"도서간뷁", "도서간"}
    respelt = respell(query, lambda terms: [term in there for term in terms]).own
    assert list(respelt) == ["도서간뷁"]


def test_one_of_many_meanings_weighs_less():
    one = respell(extract_query_terms("the boot"), knowing("the boat")).own
    many = respell(extract_query_terms("the boot"), knowing("the boat", "root", "boost")).own
    assert one["boat"] > many["boat"] > 0
    assert {"root", "boost"} <= set(many)


def test_where_nothing_is_near_a_name_is_looked_for_by_its_sound():
    query = extract_query_terms("Samsung은 어디에?")
    respelt = respell(query, knowing("삼성은 수원에"))
    assert respelt.own["~samsan"] > query.own["~samsan"]


def test_a_word_that_fills_the_question_takes_no_time():
    asked = []

    def known(terms):
        asked.extend(terms)
        return [False] * len(terms)

    respell(extract_query_terms("q" * 10_000 + " " + "zx" * 20), known)
    assert len(asked) < 20


def test_only_some_words_of_a_long_question_are_respelt():
    asked = []

    def known(terms):
        asked.extend(terms)
        return [False] * len(terms)

    respell(extract_query_terms(" ".join(f"zzq{chr(97 + n)}x" for n in range(26))), known)
    assert len(asked) < 6 * 400
