import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import MEMBER, Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import format_of

TEXT = "가람시는 다리를 놓았다. 길이는 420m다."


def zipped(members, packing=zipfile.ZIP_DEFLATED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return written.getvalue()


def read(data, name="자료.zip"):
    return list(documents_of(Source(name, data)))


def test_every_article_in_an_archive_is_read_as_what_it_is():
    documents = read(
        zipped(
            {
                "가/하나.txt": TEXT,
                "둘.md": "---\ntitle: 둘째\n---\n橋が開通した。",
                "그림.png": b"\x89PNG",
            }
        )
    )
    assert [document.source for document in documents] == [
        "자료.zip › 가/하나.txt",
        "자료.zip › 둘.md",
    ]
    assert [document.title for document in documents] == ["하나", "둘째"]
    assert documents[0].text == TEXT


def test_an_archive_in_an_archive_is_read_but_not_deeper():
    inner = zipped({"a.txt": TEXT})
    (document,) = read(zipped({"안.zip": inner}))
    assert (document.source, document.text) == ("자료.zip › 안.zip › a.txt", TEXT)
    for _ in range(3):
        inner = zipped({"안.zip": inner})
    (error,) = read(inner)
    assert "files are nested too deep" in error.en


def test_articles_of_a_member_with_several_are_told_apart():
    feed = '<rss version="2.0"><channel><item><title>하나</title></item></channel></rss>'
    (document,) = read(zipped({"소식.xml": feed}))
    assert document.source == "자료.zip › 소식.xml › 1"


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_names_of_archives_made_on_old_systems_are_read(encoding):
    data = zipped({"xxxx/yyyy.txt": TEXT})
    raw = "다리/개통.txt".encode(encoding)
    placed = zipped({"z" * (len(raw) - 4) + ".txt": TEXT}).replace(
        b"z" * (len(raw) - 4) + b".txt", raw
    )
    assert read(data)[0].source == "자료.zip › xxxx/yyyy.txt"
    assert read(placed)[0].source == "자료.zip › 다리/개통.txt"


def test_hidden_files_and_folders_are_left_out():
    names = ("__MACOSX/._a.txt", ".숨김/a.txt", "가/.b.txt", "~$c.txt", "a.txt", "../위.txt")
    documents = read(zipped(dict.fromkeys(names, TEXT)))
    assert [document.source for document in documents] == [
        "자료.zip › a.txt",
        "자료.zip › ../위.txt",
    ]


def test_a_broken_member_is_reported_and_the_others_are_read():
    found = read(
        zipped({"a.txt": TEXT, "b.hwp": b"\x00\x01", "c.txt": b"\x00\xff\x01", "d.txt": TEXT})
    )
    assert [type(item) is SourceError for item in found] == [False, True, True, False]
    assert found[1].ko.startswith("자료.zip › b.hwp: ")
    assert "자료.zip › c.txt: not readable as text" in found[2].en


def test_a_member_that_is_damaged_is_reported_and_the_others_are_read():
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT.encode()) + 5] ^= 0xFF
    broken, document = read(bytes(data))
    assert "자료.zip › a.txt: the archive is damaged" in broken.en
    assert document.text == TEXT


def test_an_encrypted_member_is_reported():
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[6] |= 1  # the flag bits of the first member, here and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked, document = read(bytes(data))
    assert "자료.zip › a.txt: it is encrypted" in locked.en
    assert document.text == TEXT


def test_a_bomb_is_refused_before_it_is_unpacked():
    (error, document) = read(zipped({"bomb.txt": bytes(40_000_000), "b.txt": TEXT}))
    assert "자료.zip › bomb.txt: too large when unpacked" in error.en
    assert document.text == TEXT


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = bytearray(zipped({"bomb.txt": bytes(40_000_000)}))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    (error,) = read(bytes(data))
    assert error.en.startswith("자료.zip › bomb.txt: ")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("index.readers.zip_members._MOST", 150)
    members = {f"{number}.txt": TEXT for number in range(9)}
    with pytest.raises(SourceError, match="too large when unpacked. Split the archive"):
        read(zipped(members))


def test_an_archive_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr("index.readers.zip_archive._MOST_MEMBERS", 2)
    with pytest.raises(SourceError, match="more than 2 files"):
        read(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))


def test_an_archive_is_known_by_its_content_and_other_zip_files_are_none():
    assert format_of(Source("a.txt", zipped({"a.txt": TEXT}))).name == "ZIP"
    word = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
    assert format_of(Source("a.zip", word)).name == "DOCX"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the archive is damaged"),
        (b"\x00\xff" * 500, "the archive is damaged"),
        (zipped({"a.txt": TEXT})[:-30], "the archive is damaged"),
        (zipped({}), "no readable file in the archive. Supported: .*\\.txt"),
        (zipped({"a.png": b"1", "b/": b""}), "no readable file in the archive"),
        (zipped({"a.txt": ""}), "there is no text"),
    ],
)
def test_what_is_no_archive_of_articles_is_refused(data, words):
    with pytest.raises(SourceError, match=words) as caught:
        read(data)
    assert caught.value.ko.startswith("자료.zip")


def test_an_archive_that_was_cut_off_or_damaged_is_read_or_refused():
    data = zipped({"a.txt": TEXT * 9, "b/c.md": TEXT})
    for place in range(0, len(data), 7):
        for damaged in (data[:place], data[:place] + b"\xff" + data[place + 1 :]):
            try:
                read(damaged)
            except SourceError as error:
                assert error.en.startswith("자료.zip")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text("가나다라漢字かなカナбbcdé ", min_size=1, max_size=20), min_size=1, max_size=5)
)
def test_any_texts_come_back(texts):
    members = {f"{number}.md": f"문단 {text}." for number, text in enumerate(texts)}
    documents = read(zipped(members))
    assert [d.text for d in documents] == [" ".join(text.split()) for text in members.values()]


def test_a_pdf_that_lies_first_and_unpacked_does_not_make_the_archive_a_pdf():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # stored, so that its bytes can be seen
        archive.writestr("a.pdf", b"%PDF-1.4 broken")
        archive.writestr("b.txt", "가람시는 다리를 놓았다. 길이는 420m다.")
    found = list(documents_of(Source("묶음.zip", packed.getvalue())))
    (problem,) = (item for item in found if isinstance(item, SourceError))
    assert problem.en.startswith(f"묶음.zip{MEMBER}a.pdf: ")
    assert [item.source for item in found if item is not problem] == [f"묶음.zip{MEMBER}b.txt"]
