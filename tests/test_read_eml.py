import base64
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from tests.hwp_files import hwp, paragraph

BODY = (
    "가람시는 4일 새 다리를 열었다. 길이는 420m이고 공사비는 312억원이다.\n\n"
    '시장은 "통행 시간이 절반으로 줄었다"고 말했다. 걸어서 건너는 데는 6분이 걸린다.\n'
)
LINES = [line for line in BODY.split("\n") if line]
PAGE = "<html><body><article><h1>{}</h1>{}</article></body></html>"
HEADERS = "From: Garam Daily <news@garam.example>\nSubject: Bridge\nDate: {}\nMIME-Version: 1.0\n"


def read(data, name="편지.eml"):
    return list(documents_of(Source(name, data)))


def letter(text=BODY, subject="가람교 개통", **headers):
    message = EmailMessage()
    message["From"] = headers.pop("sender", "가람일보 뉴스레터 <news@garam.example>")
    message["To"] = "reader@example.com"
    message["Subject"] = subject
    message["Date"] = headers.pop("date", "Mon, 05 Feb 2024 09:30:00 +0900")
    message.set_content(text, **headers)
    return message


def page(*paragraphs):
    return PAGE.format("가람교 개통", "".join(f"<p>{text}</p>" for text in paragraphs))


def test_a_letter_is_an_article_with_what_its_headers_say():
    (document,) = read(letter().as_bytes())
    assert document.text.split("\n") == LINES
    assert (document.title, document.publisher) == ("가람교 개통", "가람일보 뉴스레터")
    assert (document.published, document.language) == ("2024-02-05T09:30+09:00", "ko")


def test_the_html_of_a_letter_goes_before_its_plain_text():
    message = letter("웹에서 보기: https://garam.example/1")
    message.add_alternative(page(*LINES), subtype="html")
    (document,) = read(message.as_bytes())
    assert all(line in document.text for line in LINES)
    assert "웹에서 보기" not in document.text


def test_plain_text_goes_first_where_the_html_holds_less():
    message = letter()
    message.add_alternative("<html><body><p>그림을 보세요.</p></body></html>", subtype="html")
    assert read(message.as_bytes())[0].text.split("\n") == LINES


@pytest.mark.parametrize("charset", ["euc-kr", "ks_c_5601-1987", "utf-8", "iso-2022-kr"])
@pytest.mark.parametrize("packing", ["quoted-printable", "base64"])
def test_every_korean_way_to_write_a_letter_is_read(charset, packing):
    codec = "euc-kr" if charset.startswith("ks") else charset
    raw = BODY.encode(codec)
    encoded = base64.encodebytes(raw) if packing == "base64" else quoted(raw)
    words = base64.b64encode("가람교 개통".encode(codec)).decode()
    head = (
        f"From: =?{charset}?B?{base64.b64encode('가람일보'.encode(codec)).decode()}?= <a@b.c>\n"
        f"Subject: =?{charset}?B?{words}?=\nDate: Mon, 5 Feb 2024 09:30:00 +0900\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
        f"Content-Transfer-Encoding: {packing}\n\n"
    )
    (document,) = read(head.encode() + encoded)
    assert document.text.split("\n") == LINES
    assert (document.title, document.publisher) == ("가람교 개통", "가람일보")


def quoted(raw):
    import quopri

    return quopri.encodestring(raw)


def test_headers_that_are_raw_bytes_are_read():
    data = "From: 가람일보 <a@b.c>\nTo: d@e.f\nSubject: 다리 개통\n\n".encode("cp949")
    (document,) = read(data + BODY.encode("cp949"))
    assert (document.title, document.publisher) == ("다리 개통", "가람일보")
    assert document.text.split("\n") == LINES


def test_lines_that_a_mail_program_broke_are_paragraphs_again():
    text = (
        "The city opened the new bridge on Monday. It is four hundred metres long\n"
        "and cost thirty million. Buses use it from March.\n"
        "- First item\n- Second item\n\nThe end\n"
    )
    (document,) = read(letter(text).as_bytes())
    assert document.text.split("\n") == [
        "The city opened the new bridge on Monday. It is four hundred metres long "
        "and cost thirty million. Buses use it from March.",
        "- First item",
        "- Second item",
        "The end",
    ]


def test_flowed_lines_are_joined():
    head = HEADERS.format("Mon, 5 Feb 2024 09:30:00 -0500")
    data = (
        head + "Content-Type: text/plain; format=flowed\n\nThe new \nbridge.\n\nOpen.\n"
    ).encode()
    (document,) = read(data)
    assert document.text == "The new bridge.\nOpen."
    assert (document.publisher, document.published) == ("Garam Daily", "2024-02-05T09:30-05:00")


def test_attachments_that_can_be_read_are_articles_of_their_own():
    message = letter()
    message.add_attachment("첨부한 글이다. 두 문장이다.", filename="자료.txt")
    message.add_attachment(hwp(paragraph("보고서다.")), "application", "x-hwp", filename="보고.hwp")
    message.add_attachment(b"\x89PNG", "image", "png", filename="그림.png")
    documents = read(message.as_bytes())
    assert [document.source for document in documents] == [
        "편지.eml",
        "편지.eml › 첨부 자료.txt",
        "편지.eml › 첨부 보고.hwp",
    ]
    assert documents[2].text == "보고서다."


def test_a_broken_attachment_does_not_hide_the_letter():
    message = letter()
    message.add_attachment(b"\xd0\xcf\x11\xe0", "application", "x-hwp", filename="깨짐.hwp")
    document, error = read(message.as_bytes())
    assert document.text.split("\n") == LINES
    assert isinstance(error, SourceError)
    assert "편지.eml › 첨부 깨짐.hwp" in error.ko


def test_a_forwarded_letter_is_an_article_of_its_own():
    outer = letter("아래 글을 읽어 보세요.", subject="전달")
    outer.add_attachment(letter())
    first, second = read(outer.as_bytes())
    assert (first.title, second.title) == ("전달", "가람교 개통")
    assert second.text.split("\n") == LINES


def test_letters_within_letters_end_somewhere():
    message = letter()
    for _ in range(6):
        outer = letter()
        outer.add_attachment(message)
        message = outer
    found = read(message.as_bytes())
    assert "nested too deep" in found[-1].en


@pytest.mark.parametrize("name", ["편지.txt", "편지.html", "편지"])
def test_a_letter_is_known_by_its_content(name):
    assert read(letter().as_bytes(), name)[0].title == "가람교 개통"


@pytest.mark.parametrize(
    "text",
    [
        "입력: 2023-10-04\n수정: 2023-10-05\n가람시는 다리를 놓았다.",
        "Date: 2023-10-04\nAuthor: Han\nTitle: Bridge\n\nThe city opened a bridge.",
        "Subject: bridges\n\nThe city opened a bridge.",
        "From: the city\nSubject: bridges\nThe city opened a bridge.\nDate: today",
    ],
)
def test_an_article_that_begins_with_labels_is_no_letter(text):
    from index.readers import format_of

    assert format_of(Source("a.txt", text.encode())).name == "text"


@pytest.mark.parametrize(
    "head",
    [
        "Subject: =?utf-8?B?!!!?=\n",
        "Subject: =?no-such?Q?a=FF?=\n",
        "Date: yesterday\n",
        "Date: Mon, 99 Foo 2024 99:99:99 +9999\n",
        "From: <<<>>>\n",
        "Content-Type: multipart/mixed\n",
        "Content-Type: ;;;=\n",
        "Content-Type: text/plain; charset*=x'y'z%ff\n",
        "Content-Disposition: inline; filename*0*=a''%EA; filename*2=b\n",
        "X-" + "a" * 5_000 + "\n",
    ],
)
def test_broken_headers_do_not_hide_the_text(head):
    (document,) = read((head + "To: a@b.c\n\n").encode() + BODY.encode())
    assert LINES[0] in document.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is no text"),
        (letter("").as_bytes(), "there is no text"),
        (b"\x00\x01\x02\xff" * 99, "not readable as text"),
    ],
)
def test_what_is_no_letter_is_refused(data, words):
    with pytest.raises(SourceError, match=words):
        read(data)


def test_a_letter_that_was_cut_off_is_read_as_far_as_it_goes():
    message = letter()
    message.add_alternative(page(*LINES), subtype="html")
    data = message.as_bytes()
    for end in range(300, len(data), 97):
        try:
            read(data[:end])
        except SourceError as error:
            assert error.en.startswith("편지.eml: ")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text("가나다라마바한글漢字かなカナ bcdé", min_size=3, max_size=30),
        min_size=1,
        max_size=5,
    )
)
def test_any_paragraphs_come_back(paragraphs):
    lines = ["다. " + " ".join(text.split()) + "." for text in paragraphs]
    (document,) = read(letter("\n\n".join(lines)).as_bytes())
    assert document.text.split("\n") == [" ".join(line.split()) for line in lines]
