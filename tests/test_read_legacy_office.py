import pytest

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import legacy_office
from tests.ole_files import make_ole


def refusal(name, data):
    with pytest.raises(SourceError) as caught:
        list(documents_of(Source(name, data)))
    return caught.value


@pytest.mark.parametrize(
    ("stream", "name", "cure"),
    [
        ("WordDocument", "a.doc", "Save it as .docx"),
        ("Workbook", "a.xls", "Save it as .xlsx"),
        ("Book", "a.xls", "Save it as .xlsx"),
        ("PowerPoint Document", "a.ppt", "Save it as .pptx"),
        ("WordDocument", "a.docx", "Save it as .docx"),
        ("Workbook", "a.txt", "Save it as .xlsx"),
    ],
)
def test_old_binary_files_are_refused_with_the_cure_whatever_their_name(stream, name, cure):
    error = refusal(name, make_ole({stream: b"\0"}))
    assert str(error).startswith(f"{name}: ")
    assert cure in error.en
    assert "다시 저장" in error.ko


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
def test_files_locked_with_a_password_are_refused_as_such(name):
    error = refusal(name, make_ole({"EncryptionInfo": b"\4", "EncryptedPackage": b"\0"}))
    assert "password" in error.en
    assert "암호" in error.ko


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(range(256)) * 9])
def test_a_damaged_old_file_is_refused_by_its_name(data):
    assert "Save it as .xlsx" in refusal("a.xls", data).en


def test_a_container_of_something_else_is_left_to_other_readers():
    (legacy,) = legacy_office.FORMATS
    assert legacy.recognises(make_ole({"WordDocument": b"\0"}))
    assert not legacy.recognises(make_ole({"FileHeader": b"HWP Document File"}))


def test_a_container_cut_anywhere_raises_nothing_else():
    data = make_ole({"WordDocument": b"\0"})
    for end in range(0, len(data), 256):
        refusal("a.doc", data[:end])
