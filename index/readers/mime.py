"""What mail and saved pages have in common: headers and parts, decoded whatever is broken."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32

from index.articles import Source
from index.encodings import decode
from index.errors import SourceError

_HEAD = 16_384  # bytes in which the headers are looked for
_LONGEST_HEADER = 4_000  # characters; longer ones are lists of receivers
_HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?$)")
_MBOX_LINE = re.compile(rb"From \S+ .{0,80}\d\d:\d\d")
_FOLD = re.compile(r"[\r\n]+[ \t]*")


def header_names(data: bytes) -> frozenset[str]:
    """Return the names, in lower case, of the mail headers that some bytes begin with.

    None if any line before the first empty one is no header: a text may begin "Date: ...".
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    names: set[str] = set()
    for number, line in enumerate(head.replace(b"\r\n", b"\n").split(b"\n")):
        if not line.strip():
            break
        match = _HEADER_LINE.match(line)
        if match:
            names.add(match[1].decode("ascii").lower())
        elif not (names and line[:1] in b" \t") and not (number == 0 and _MBOX_LINE.match(line)):
            return frozenset()
    return frozenset(names)


def parse_message(source: Source) -> "Message[str, str]":
    """Return the message in a source.

    The older policy of the standard library is used: it keeps broken headers as they came,
    where the newer one raises on some and loses the bytes of others.
    """
    return message_from_bytes(source.data.lstrip(b"\r\n"), policy=compat32)


def header(message: "Message[str, str]", name: str) -> str:
    """Return a header's text, encoded words and raw bytes decoded; "" if it is missing."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return decoded_words(str(raw))


def decoded_words(raw: str) -> str:
    """Return the text of a header's value as it stands in the file."""
    line = _FOLD.sub(" ", raw[:_LONGEST_HEADER])
    line = _text(line.encode("utf-8", "surrogateescape"), "")
    try:
        words = decode_header(line) if "=?" in line else [(line, None)]
    except MessageError:
        return line
    return "".join(
        word if isinstance(word, str) else _text(word, charset or "") for word, charset in words
    ).strip()


def payload(part: "Message[str, str]") -> bytes:
    """Return the bytes of a part that isn't a container; none if it is one."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def text_of(part: "Message[str, str]", source: Source) -> str:
    """Return the text of a part in whatever encoding it is.

    Raises:
        SourceError: its bytes are not text.
    """
    return decode(Source(source.name, payload(part), charset=charset_of(part)))


def charset_of(part: "Message[str, str]") -> str:
    """Return the encoding that a part names, "" if none or nonsense."""
    charset = part.get_content_charset("")
    return charset if isinstance(charset, str) else ""


def file_name(part: "Message[str, str]") -> str:
    """Return the name of an attached file, "" if it has none."""
    return decoded_words(part.get_filename("") or "").replace("\\", "/").rpartition("/")[2]


def _text(raw: bytes, charset: str) -> str:
    try:
        return decode(Source("", raw, charset=charset))
    except SourceError:
        return raw.decode("ascii", "ignore")
