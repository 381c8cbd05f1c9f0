from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Source
from index.errors import SourceError
from index.reader import documents_of
from index.readers import format_of

LINES = [
    "가람시는 4일 새 다리를 열었다. 길이는 420m이고 공사비는 312억원이다.",
    "시장은 통행 시간이 절반으로 줄었다고 말했다. 걸어서 건너는 데는 6분이 걸린다.",
    "버스는 다음 달부터 다리를 건넌다. 시는 정류장 두 곳을 새로 세운다.",
]
URL = "https://garam.example/news/1"


def markup(lines, charset="utf-8"):
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<html><head><meta charset="{charset}"><title>가람교 개통</title></head>'
        f"<body><article><h1>가람교 개통</h1>{body}</article></body></html>"
    ).encode(charset)


def part(kind, content, location, charset=""):
    made = MIMENonMultipart(*kind.split("/"), **({"charset": charset} if charset else {}))
    made["Content-Location"] = location
    made.set_payload(content)
    from email.encoders import encode_base64

    encode_base64(made)
    return made


def saved(*parts, **params):
    message = MIMEMultipart("related", **params)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = "page"
    for made in parts:
        message.attach(made)
    return message.as_bytes()


def stored(kind, content, location=URL):
    head = f"MIME-Version: 1.0\nContent-Type: {kind}\nContent-Location: {location}\n"
    return head.encode() + b"Content-Transfer-Encoding: binary\n\n" + content


def read(data, name="쪽.mhtml"):
    return list(documents_of(Source(name, data)))


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
@pytest.mark.parametrize("stated", [True, False])
def test_the_page_is_the_article_and_its_address_is_kept(charset, stated):
    html = part("text/html", markup(LINES, charset), URL, charset if stated else "")
    (document,) = read(saved(html, part("image/png", b"\x89PNG", URL + "/a.png")))
    assert all(line in document.text for line in LINES)
    assert document.url == URL


def test_the_part_that_is_named_as_the_start_is_the_page():
    frame = part(
        "text/html", markup(["광고 문구다. 지금 사세요. 오늘만 싸게 팝니다."]), URL + "/ad"
    )
    page = part("text/html", markup(LINES), URL)
    page["Content-ID"] = "<page@a>"
    (document,) = read(saved(frame, page, start="<page@a>"))
    assert LINES[0] in document.text


def test_a_page_in_one_part_is_read_with_its_address():
    (document,) = read(stored("text/html; charset=utf-8", markup(LINES)))
    assert (document.url, LINES[0] in document.text) == (URL, True)


def test_what_is_stored_with_its_address_but_is_no_page_is_read_as_what_it_is():
    from tests.hwp_files import hwp, paragraph

    (document,) = read(stored("application/x-hwp", hwp(paragraph("가람교가 열렸다."))))
    assert (document.text, document.url) == ("가람교가 열렸다.", URL)
    (text,) = read(stored("text/plain; charset=cp949", LINES[0].encode("cp949")))
    assert (text.text, text.url) == (LINES[0], URL)


@pytest.mark.parametrize("name", ["쪽.txt", "쪽.eml", "쪽"])
def test_a_saved_page_is_known_by_its_content(name):
    data = saved(part("text/html", markup(LINES), URL))
    assert format_of(Source(name, data)).name == "MHTML"


def test_a_letter_with_pictures_is_no_saved_page():
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.c", "d@e.f", "가람교"
    message.set_content("<p>그림이 있는 편지다.</p>", subtype="html")
    message.add_related(b"\x89PNG", "image", "png", cid="<a>")
    assert format_of(Source("a", message.as_bytes())).name == "mail"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no saved page"),
        (saved(), "no saved page"),
        (b"\x00\xff\x01" * 99, "not readable as text"),
        (stored("text/html", b""), "there is no text"),
        (stored("application/pdf", b"%PDF-1.4 broken"), "쪽.mhtml"),
    ],
)
def test_what_holds_no_page_is_refused(data, words):
    with pytest.raises(SourceError, match=words):
        read(data)


def test_a_page_that_was_cut_off_is_read_or_refused():
    data = saved(part("text/html", markup(LINES), URL))
    for end in range(200, len(data), 83):
        try:
            read(data[:end])
        except SourceError as error:
            assert error.en.startswith("쪽.mhtml")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("가나다라漢字かなbcdé ", min_size=5, max_size=20), min_size=3, max_size=5))
def test_any_paragraphs_of_plain_text_come_back(paragraphs):
    lines = [
        f"{number}. {' '.join(text.split())} 다리를 놓았다."
        for number, text in enumerate(paragraphs)
    ]
    (document,) = read(stored("text/plain; charset=utf-8", "\n".join(lines).encode()))
    assert all(" ".join(line.split()) in document.text for line in lines[1:])
