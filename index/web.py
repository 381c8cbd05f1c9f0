"""A page from the web, fetched because the user named its address. Nothing else is fetched."""

from email.message import EmailMessage

from index.articles import Source
from index.errors import SourceError

_MAX_BYTES = 100_000_000
_TIMEOUT = 30.0  # seconds without a byte
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Geungeo/0.1)", "Accept": "text/html, */*;q=.8"}


def is_url(text: str) -> bool:
    """Return whether a text is an address that can be fetched."""
    return text.lower().startswith(("http://", "https://"))


def download(url: str) -> tuple[Source, str]:
    """Return a page and its content type ("text/html").

    Args:
        url: http or https; redirects are followed, and the last address is the page's.

    Raises:
        SourceError: the server can't be reached, refuses, or sends too much.
    """
    import httpx

    try:
        with httpx.stream(
            "GET", url, headers=_HEADERS, timeout=_TIMEOUT, follow_redirects=True
        ) as reply:
            if reply.is_error:
                raise _refused(url, f"HTTP {reply.status_code}")
            data = bytearray()
            for part in reply.iter_bytes():
                data += part
                if len(data) > _MAX_BYTES:
                    raise _refused(url, f"> {_MAX_BYTES // 1_000_000} MB")
            content = EmailMessage()
            content["Content-Type"] = reply.headers.get("content-type", "text/html")
            charset = str(content.get_param("charset") or "")
            page = Source(url, bytes(data), url=str(reply.url), charset=charset)
            return page, content.get_content_type()
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise _refused(url, str(error) or type(error).__name__) from error


def _refused(url: str, reason: str) -> SourceError:
    return SourceError(
        f"{url}: 내려받지 못했습니다 ({reason}). 주소와 연결을 확인하거나, 페이지를 파일로 저장해 "
        "그 파일을 주세요.",
        f"{url}: can't be fetched ({reason}). Check the address and the connection, or save the"
        " page as a file and give that.",
    )
