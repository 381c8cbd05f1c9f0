import unicodedata
from pathlib import Path

import pytest

from index.errors import SourceError
from index.reader import find_articles
from tests.reading import read_document

ARTICLE = (
    "---\ntitle: 가람교 개통\npublisher: 가람일보\n---\n가람시는 다리를 놓았다.\n\n길이는 420m다.\n"
)
TEXT = "가람시는 다리를 놓았다.\n길이는 420m다."


def write(folder, name, content, encoding="utf-8"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "cp949"])
def test_an_article_reads_the_same_in_every_encoding(tmp_path, encoding):
    data = (
        b"\xff\xfe" + ARTICLE.encode("utf-16-le")
        if encoding == "utf-16-le-bom"
        else ARTICLE.encode(encoding)
    )
    document = read_document(write(tmp_path, "a.md", data))
    assert (document.title, document.text) == ("가람교 개통", TEXT)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_one(tmp_path, line_end):
    path = write(tmp_path, "a.md", ARTICLE.replace("\n", line_end))
    assert read_document(path).text == TEXT


def test_text_is_stored_in_composed_form(tmp_path):
    text = "가람시는 다리를 놓았다. Café del Añil. データ。"
    path = write(tmp_path, "a.txt", unicodedata.normalize("NFD", text))
    assert read_document(path).text == unicodedata.normalize("NFC", text)


def test_front_matter_says_what_is_known_of_an_article(tmp_path):
    head = (
        "---\ntitle: Garam opens a bridge\npublisher: 연합 뉴스\nreporter: 한도담\n"
        "published: 2024-05-01\nmodified: '2024-05-02T09:00'\nlanguage: de\n---\nIt is open."
    )
    document = read_document(write(tmp_path, "a.md", head))
    assert document.title == "Garam opens a bridge"
    assert (document.publisher, document.reporter) == ("연합뉴스", "한도담")
    assert (document.published, document.modified) == ("2024-05-01", "2024-05-02T09:00")
    assert (document.language, document.source) == ("de", str(tmp_path / "a.md"))


def test_what_front_matter_leaves_out_is_found_or_empty(tmp_path):
    document = read_document(
        write(tmp_path, "다리 개통.md", "---\nsource: 산\n---\n青葉山に登った。")
    )
    assert (document.title, document.language) == ("다리 개통", "ja")
    assert (document.publisher, document.reporter, document.published) == ("", "", "")
    dated = read_document(write(tmp_path, "b.md", "---\ndate: 2024-05-01\n---\n본문이다."))
    assert dated.published == "2024-05-01"


def test_a_rule_inside_the_text_is_not_the_end_of_the_front_matter(tmp_path):
    document = read_document(write(tmp_path, "a.md", ARTICLE + "---\n뒤에 더 있다.\n"))
    assert document.text.endswith("---\n뒤에 더 있다.")


def test_a_scraped_page_is_cleaned_and_its_language_found(articles):
    document = read_document(articles / "garam-tram.txt")
    assert document.title == "가람시 노면전차 1호선 착공…2027년 개통 목표"
    assert document.text.startswith("가람시가 노면전차 1호선 공사를 4일 시작했다.")
    assert document.text.endswith("개통 목표는 2027년 6월이다.")
    assert (document.reporter, document.published) == ("한도담", "2023-10-04T09:30+09:00")
    assert (document.language, len(document.dropped)) == ("ko", 19)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("---\ntitle: [가람교\n---\n본문", "front matter isn't valid YAML"),
        (b"", "there is no text in it"),
        (" \n\n ", "there is no text in it"),
        ("---\ntitle: 가람교\n---\n", "there is no text in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "not readable as text"),
        ("다리가 열렸다.".encode() + b"\x00\x00", "not readable as text"),
        (b"\xff\xfe" + b"\x00\xd8" * 3, "not readable as text"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_its_name_and_reason(tmp_path, content, words):
    path = write(tmp_path, "나쁜 파일.md", content)
    with pytest.raises(SourceError, match=words) as caught:
        read_document(path)
    assert str(path) in caught.value.ko
    assert str(path) in caught.value.en


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"can't be opened \(No such file"):
        read_document(tmp_path / "없음.md")


def test_a_file_without_permission_is_refused(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.md", ARTICLE)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceError, match=r"can't be opened \(Permission denied\)"):
        read_document(path)


def test_a_file_that_is_too_large_to_be_an_article_is_refused_unread(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", "가람시는 다리를 놓았다.")
    monkeypatch.setattr("index.reader._MAX_BYTES", 10)
    with pytest.raises(SourceError, match="larger than"):
        read_document(path)


def test_articles_are_found_below_a_folder_in_order_without_hidden_files_and_readmes(tmp_path):
    for name in (
        *("나/둘.md", "가/하나.txt", "C.MARKDOWN", "가/.숨김.md", ".git/a.md", "README.md"),
        *("readme.ko.txt", "LICENSE.txt", "표.csv", "그림.png", "CHANGELOG.md"),
    ):
        write(tmp_path, name, "본문")
    (tmp_path / "폴더.md").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in find_articles(tmp_path)]
    assert found == ["C.MARKDOWN", "가/하나.txt", "나/둘.md", "표.csv"]


def test_a_folder_below_a_hidden_one_can_be_given_itself(tmp_path):
    path = write(tmp_path, ".자료/a.md", "본문")
    assert list(find_articles(path.parent)) == [path]
    assert list(find_articles(path)) == [path]


def test_what_is_not_there_or_of_another_kind_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no such file or folder"):
        list(find_articles(tmp_path / "없음"))
    with pytest.raises(SourceError, match=r"can't be read\. Supported: .*\.docx.*\.txt"):
        read_document(write(tmp_path, "그림.png", b"\x89PNG\r\n\x1a\n\x00"))
