"""Bytes to text: which encoding a file is in, Korean first where it could be several."""

import codecs
import re
from collections.abc import Iterator

from index.articles import Source
from index.encoding_models import models
from index.errors import SourceError

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE),
    re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE),
)
_HEAD = 2_048  # bytes of a page in which it says its own encoding
# What labels mean in practice: the superset that Windows made of each standard.
_SUPERSETS = {
    "euc_kr": "cp949", "johab": "johab", "shift_jis": "cp932", "gb2312": "gb18030",
    "gbk": "gb18030", "hz": "hz", "big5": "cp950", "iso8859_9": "cp1254", "tis_620": "cp874",
}  # fmt: skip
_LABELS = {
    "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "x-windows-949": "cp949", "ms949": "cp949",
    "x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030",
    "x-euc-tw": "cp950", "x-x-big5": "cp950",
    "windows-874": "cp874",
}  # fmt: skip
# Not worth believing: servers say Latin-1 of anything, and these decode what isn't text.
_NOT_BELIEVED = frozenset(
    "ascii iso8859-1 cp1252 utf-7 idna punycode unicode-escape raw-unicode-escape undefined "
    "utf-16 utf-16-le utf-16-be utf-32".split()
)
_TWO_BYTES = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[^a-zA-Z\x80-\xff])*")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DAMAGED = 0.001  # of the characters: a few stray bytes in a long text may be lost
_LONG = 200  # characters: in a shorter text a stray byte tells of another encoding
_SAMPLE = 8_192  # bytes to tell an encoding from; twice as many never changed the verdict
_LEAST_LIKELY = -5.5  # log-likelihood per byte; the worst true headline measured has -5.3
_FEW = 24  # bytes; in more, valid UTF-8 is no accident
_UNICODE = {"utf-8": 20.0, "utf-16-le": 0.0, "utf-16-be": 0.0}  # valid UTF-8 is evidence itself


def decode(source: Source) -> str:
    r"""Return the text of a source, line ends as "\n".

    A byte-order mark decides, then UTF-8 if the bytes are valid in it, then the encoding that
    came with the source or that a page or XML file states of itself, then UTF-16 without a
    mark, then whichever encoding gives the likeliest text.

    Raises:
        SourceError: the bytes are not text.
    """
    for encoding in _candidates(source):
        text = _decode_as(source.data, encoding)
        if text is not None:
            return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    raise SourceError(
        f"{source.name}: 글자로 읽을 수 없습니다. UTF-8로 저장해 주세요.",
        f"{source.name}: not readable as text. Save it as UTF-8.",
    )


def _candidates(source: Source) -> Iterator[str]:
    """Yield the encodings to try, best first; the first that decodes is right."""
    data = source.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield encoding
            return
    if b"\x1b$" in data[:_HEAD] or b"\x1b(" in data[:_HEAD]:
        yield from ("iso2022_jp_2", "iso2022_kr")
    if not _valid_by_chance(data):
        yield "utf-8"
    head = data[:_HEAD]
    stated = [
        match[1].decode("ascii", "ignore")
        for pattern in _DECLARED
        if (match := pattern.search(head))
    ]
    yield from filter(None, map(_known, (source.charset, *stated)))
    yield from _likeliest(data)


def _known(label: str) -> str:
    """Return Python's name of the encoding that a label means, "" for one not to be believed."""
    label = label.strip().strip("\"'").lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return ""
    return "" if name in _NOT_BELIEVED else _SUPERSETS.get(name, name)


def _valid_by_chance(data: bytes) -> bool:
    """Return whether a few Korean or Chinese characters may only happen to be valid UTF-8."""
    return len(data) <= _FEW and not data.isascii() and _TWO_BYTES.fullmatch(data) is not None


def _likeliest(data: bytes) -> Iterator[str]:
    """Yield the encodings in which `data` reads like a language, likeliest first."""
    sample = _sample(data)
    scores = {
        encoding: model.score(sample.decode(encoding, "replace"))
        for model in models()
        for encoding in model.encodings
    }
    for encoding, advantage in _UNICODE.items():
        text = sample.decode(encoding, "replace")
        scores[encoding] = max(model.score(text) for model in models()) + advantage
    least = _LEAST_LIKELY * len(sample)
    readable = (encoding for encoding, score in scores.items() if score > least)
    return iter(sorted(readable, key=lambda encoding: -scores[encoding]))


def _sample(data: bytes) -> bytes:
    """Return the first lines that ASCII can't hold; of what may be UTF-16 the beginning."""
    start = _NOT_ASCII.search(data)
    if start is None or 0 in data or len(data) <= _SAMPLE:
        return data[:_SAMPLE]
    window = data[data.rfind(b"\n", 0, start.start()) + 1 :][: 100 * _SAMPLE]
    return b"".join(line for line in window.splitlines(keepends=True) if not line.isascii())[
        :_SAMPLE
    ]


def _decode_as(data: bytes, encoding: str) -> str | None:
    """Return the text of some bytes in an encoding, None if they are not text in it."""
    try:
        text: str | None = data.decode(encoding)
    except UnicodeDecodeError:
        text = _mend(data.decode(encoding, "replace"))
    except (UnicodeError, LookupError):  # LookupError: a codec, but none of text
        return None
    if text is None or "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        return None
    return text


def _mend(text: str) -> str | None:
    """Return a text cut off inside its last character, or with a rare stray byte; else None."""
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    if sound < 10 * damaged:  # Latin-1 read as UTF-8 looks like this too
        return None
    whole = text.rstrip("\ufffd")
    if len(text) - len(whole) == damaged <= 3:
        return whole
    return text if damaged <= 3 + len(text) * _DAMAGED and len(text) >= _LONG else None
