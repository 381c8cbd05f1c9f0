import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.documents import Document
from index.filters import Facets, Filter, Kind
from index.store import Store
from index.sync import put_document
from tests.fakes import BigramEmbedder

NFD = unicodedata.normalize("NFD", "/기사/한국어/다리.md")


def article(source, **fields):
    """Return an article that is called like its source and says so."""
    values = {"language": "ko", **fields}
    return Document(title=source, text=f"{source} 기사다.", source=source, **values)


ARTICLES = (
    article(
        "/기사/2023/ko/가.md",
        publisher="가람일보",
        reporter="한도담, 온유리",
        published="2023-09-04T09:30+09:00",
        section="지역>가람",
        tags=("노면전차", "AI"),
    ),
    article(
        "/기사/2023/ko/나.md",
        publisher="나래 신문",
        reporter="한도담이 기자",
        published="2023-12-31T23:59",
        section="문화",
        tags=("전차",),
    ),
    article(
        "/기사/2024/en/c.md",
        language="en",
        publisher="Garam DAILY",
        reporter="José Álvarez-Ruiz; Mina Park",
        published="2024-01-01",
        url="https://garam.example/c?a=1&b=100%",
        tags=("Light Rail", "ai"),
    ),
    article("/기사/2024/100%_확실/d.md", tags=("100%", 'it\'s "quoted"', "🚲 길")),
    article("/기사/2024/100x확실/e.md", tags=("100x",)),
    article("/기사/모음.zip › KO/f.md", language="ja", published="2022-02-02", tags=("橋",)),
    article("/기사/표.csv › 2", language="fr"),
    article("/기사/표.csv › 3", language="fr"),
    article(NFD, language="ko"),
)


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """An index of ARTICLES; tests only read it."""
    store = Store(tmp_path_factory.mktemp("facets"))
    for document in ARTICLES:
        put_document(store, document, BigramEmbedder())
    return store


def found(store, *filters):
    """Return the names of the files that satisfy (kind, value) pairs."""
    sources = {document.id: document.source for document in store.documents()}
    ids = store.matching([Filter(kind, value) for kind, value in filters])
    return {sources[id_].rpartition("/")[2] for id_ in ids}


ALL = {document.source.rpartition("/")[2] for document in ARTICLES}
DARI = NFD.rpartition("/")[2]


# -- what there is -----------------------------------------------------------------------


def test_every_value_is_listed_once_and_sorted(filed):
    facets = filed.facets()
    assert facets.publishers == ("Garam DAILY", "가람일보", "나래 신문")
    assert facets.reporters == ("José Álvarez-Ruiz", "Mina Park", "온유리", "한도담", "한도담이")
    assert facets.languages == ("en", "fr", "ja", "ko")
    assert (facets.oldest, facets.newest) == ("2022-02-02", "2024-01-01")


def test_tags_are_listed_with_the_sections_and_one_spelling_of_each(filed):
    assert filed.facets().tags == (
        *("100%", "100x", "AI", "Light Rail", 'it\'s "quoted"', "橋"),
        *("가람", "노면전차", "문화", "전차", "지역", "지역>가람", "🚲 길"),
    )


def test_folders_are_listed_down_from_the_one_that_holds_all(filed):
    assert filed.facets().folders == (
        *("/기사", "/기사/2023", "/기사/2023/ko", "/기사/2024", "/기사/2024/100%_확실"),
        *("/기사/2024/100x확실", "/기사/2024/en", "/기사/모음.zip", "/기사/모음.zip › KO"),
        *("/기사/표.csv", "/기사/한국어"),
    )


def test_a_letter_with_one_attachment_is_no_folder_and_an_archive_of_two_files_is(tmp_path):
    store = Store(tmp_path)
    for source in (
        "/글/편지.eml",
        "/글/편지.eml › 첨부.pdf",
        "/글/a.zip › 1.md",
        "/글/a.zip › 2.md",
    ):
        put_document(store, article(source), BigramEmbedder())
    assert store.facets().folders == ("/글", "/글/a.zip")


def test_folders_of_windows_keep_their_signs(tmp_path):
    store = Store(tmp_path)
    for source in (r"C:\기사\ko\a.md", r"C:\기사\en\b.md"):
        put_document(store, article(source), BigramEmbedder())
    assert store.facets().folders == (r"C:\기사", r"C:\기사\en", r"C:\기사\ko")
    assert found(store, (Kind.FOLDER, r"c:\기사\KO")) == {r"C:\기사\ko\a.md"}
    assert found(store, (Kind.FOLDER, "기사/en")) == {r"C:\기사\en\b.md"}
    assert found(store, (Kind.DOCUMENT, "b.md")) == {r"C:\기사\en\b.md"}


def test_an_index_without_articles_has_no_facets(tmp_path):
    assert Store(tmp_path).facets() == Facets()


# -- one filter --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "files"),
    [
        ("2023-09-04/2023-09-04", {"가.md"}),
        ("2023-09-05/2023-12-30", set()),
        ("2023-12-31/2024-01-01", {"나.md", "c.md"}),
        ("../2023-12-31", {"가.md", "나.md", "f.md"}),
        ("2023-12-31/..", {"나.md", "c.md"}),
        ("../..", {"가.md", "나.md", "c.md", "f.md"}),
        ("2024-12-31/2023-01-01", set()),
        ("", set()),
    ],
)
def test_dates_are_days_of_publication_both_ends_included(filed, interval, files):
    assert found(filed, (Kind.DATE, interval)) == files


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("가람일보", {"가.md"}),
        ("가람 일보", {"가.md"}),
        ("나래신문", {"나.md"}),
        ("garam daily", {"c.md"}),
        ("ＧＡＲＡＭ　ＤＡＩＬＹ", {"c.md"}),
        ("가람", set()),
        ("%", set()),
        ("", set()),
        ("' OR 1=1 --", set()),
    ],
)
def test_publishers_are_compared_whole_whatever_their_case_and_spaces(filed, name, files):
    assert found(filed, (Kind.PUBLISHER, name)) == files


def test_a_known_publisher_is_found_by_its_other_names(tmp_path):
    store = Store(tmp_path)
    put_document(store, article("a.md", publisher="뉴스핌"), BigramEmbedder())
    assert found(store, (Kind.PUBLISHER, "newspim.com")) == {"a.md"}


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("한도담", {"가.md"}),
        ("한 도담 기자", {"가.md"}),
        ("온유리기자", {"가.md"}),
        ("한도담이", {"나.md"}),
        ("도담", set()),
        ("jose alvarez-ruiz", {"c.md"}),
        ("Álvarez-Ruiz", {"c.md"}),
        ("MINA PARK", {"c.md"}),
        ("Min", set()),
        ("기자", set()),
        ("", set()),
    ],
)
def test_reporters_are_found_by_whole_names_among_several(filed, name, files):
    assert found(filed, (Kind.REPORTER, name)) == files


@pytest.mark.parametrize(
    ("tag", "files"),
    [
        ("전차", {"나.md"}),
        ("노면 전차", {"가.md"}),
        ("Ai", {"가.md", "c.md"}),
        ("lightrail", {"c.md"}),
        ("100%", {"d.md"}),
        ('it\'s "quoted"', {"d.md"}),
        ("🚲길", {"d.md"}),
        ("橋", {"f.md"}),
        ("문화", {"나.md"}),
        ("가람", {"가.md"}),
        ("지역 > 가람", {"가.md"}),
        ("전차\nAI", set()),
        ("\n", set()),
        ("", set()),
    ],
)
def test_tags_are_compared_whole_and_sections_are_tags(filed, tag, files):
    assert found(filed, (Kind.TAG, tag)) == files


def test_a_language_is_found_by_its_code(filed):
    assert found(filed, (Kind.LANGUAGE, "JA")) == {"f.md"}
    assert found(filed, (Kind.LANGUAGE, "j")) == set()


@pytest.mark.parametrize(
    ("value", "files"),
    [
        ("/기사/2023/ko/가.md", {"가.md"}),
        ("가.md", {"가.md"}),
        ("ko/가.md", {"가.md"}),
        ("o/가.md", set()),
        ("https://garam.example/c?a=1&b=100%", {"c.md"}),
        ("https://garam.example/c", set()),
        ("f.md", {"f.md"}),
        ("모음.zip", {"f.md"}),
        ("표.csv", {"표.csv › 2", "표.csv › 3"}),
        ("/기사/표.csv › 3", {"표.csv › 3"}),
        ("다리.md", {DARI}),
        ("/기사/한국어/다리.md", {DARI}),
        ("ko", set()),
        ("%.md", set()),
        ("", set()),
    ],
)
def test_documents_are_found_by_source_address_or_name(filed, value, files):
    assert found(filed, (Kind.DOCUMENT, value)) == files


def test_a_document_is_found_by_its_id(filed):
    assert filed.matching([Filter(Kind.DOCUMENT, ARTICLES[2].id)]) == {ARTICLES[2].id}


def test_a_source_that_is_named_exactly_goes_before_others_that_end_like_it(tmp_path):
    store = Store(tmp_path)
    for source in ("a.md", "/글/a.md"):
        put_document(store, article(source), BigramEmbedder())
    (id_,) = store.matching([Filter(Kind.DOCUMENT, "a.md")])
    assert store.sources_of(id_) == ["a.md"]


@pytest.mark.parametrize(
    ("folder", "files"),
    [
        ("/기사", ALL),
        ("/기사/2023", {"가.md", "나.md"}),
        ("2023/", {"가.md", "나.md"}),
        ("2023/ko", {"가.md", "나.md"}),
        ("ko", {"가.md", "나.md", "f.md"}),
        ("/ko", set()),
        ("20", set()),
        ("o", set()),
        ("100%_확실", {"d.md"}),
        ("%", set()),
        ("___", set()),
        ("모음.zip", {"f.md"}),
        ("/기사/모음.zip › KO", {"f.md"}),
        ("모음.zip/ko", {"f.md"}),
        ("표.csv", {"표.csv › 2", "표.csv › 3"}),
        ("한국어", {DARI}),
        ("/기사/한국어", {DARI}),
        (NFD.rpartition("/")[0], {DARI}),
        ("가.md", set()),
        ("/", ALL),
        (" ", set()),
        ("' OR '1'='1", set()),
    ],
)
def test_a_folder_holds_what_lies_in_it_and_below(filed, folder, files):
    assert found(filed, (Kind.FOLDER, folder)) == files


def test_every_listed_value_finds_articles(filed):
    facets = filed.facets()
    for kind, values in (
        (Kind.PUBLISHER, facets.publishers),
        (Kind.REPORTER, facets.reporters),
        (Kind.LANGUAGE, facets.languages),
        (Kind.TAG, facets.tags),
        (Kind.FOLDER, facets.folders),
    ):
        assert [value for value in values if not found(filed, (kind, value))] == []


# -- several -----------------------------------------------------------------------------


def test_without_filters_every_article_matches(filed):
    assert found(filed) == ALL


def test_filters_of_a_kind_are_alternatives_and_each_kind_must_hold(filed):
    languages = (Kind.LANGUAGE, "en"), (Kind.LANGUAGE, "ja")
    assert found(filed, *languages) == {"c.md", "f.md"}
    assert found(filed, *languages, (Kind.DATE, "2024-01-01/..")) == {"c.md"}
    years = (Kind.DATE, "2022-01-01/2022-12-31"), (Kind.DATE, "2024-01-01/2024-12-31")
    assert found(filed, *languages, *years) == {"c.md", "f.md"}
    assert found(filed, *years, (Kind.FOLDER, "2023"), (Kind.TAG, "AI")) == set()


def test_an_article_in_two_folders_is_in_both(tmp_path):
    store, here = Store(tmp_path), article("/글/여기/a.md")
    put_document(store, here, BigramEmbedder())
    put_document(store, replace(here, source="/글/저기/b.md"), BigramEmbedder())
    for folder in ("여기", "저기"):
        assert store.matching([Filter(Kind.FOLDER, folder)]) == {here.id}
    for name in ("a.md", "b.md"):
        assert store.matching([Filter(Kind.DOCUMENT, name)]) == {here.id}
    store.remove_files(["/글/저기/b.md"])
    assert store.matching([Filter(Kind.FOLDER, "저기")]) == set()


def blamed(store, *filters):
    return [one.value for one in store.emptied_by([Filter(*one) for one in filters])]


def test_the_filter_that_leaves_nothing_alone_is_to_blame(filed):
    filters = (Kind.LANGUAGE, "ko"), (Kind.TAG, "우주"), (Kind.TAG, "달"), (Kind.FOLDER, "2023")
    assert blamed(filed, *filters) == ["우주", "달"]
    assert blamed(filed, *filters, (Kind.PUBLISHER, "없는일보")) == ["우주", "달", "없는일보"]


def test_filters_that_only_together_leave_nothing_share_the_blame(filed):
    filters = (Kind.LANGUAGE, "en"), (Kind.FOLDER, "2023")
    assert blamed(filed, *filters) == ["en", "2023"]


def test_filters_that_leave_something_are_not_to_blame(filed):
    assert blamed(filed) == []
    assert blamed(filed, (Kind.LANGUAGE, "ko"), (Kind.TAG, "우주"), (Kind.TAG, "AI")) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(Kind), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_breaks_the_query(filed, kind, value):
    filters = [Filter(kind, value)]
    assert bool(filed.matching(filters)) != bool(filed.emptied_by(filters))
