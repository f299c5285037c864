"""One file from one address: redirects are followed to allowed hosts alone, and bytes counted as they come, and as they inflate."""

import http.client
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import version
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from service.audits.destinations import refusal, uri_of
from service.audits.media import last_part
from service.config import MIB, Settings
from service.errors import (
    AddressNotAllowed,
    FetchedTooLarge,
    FetchFailed,
    FetchRefused,
    FetchTimedOut,
    NothingAtAddress,
    UnreadableFile,
)
from service.storage.spool import Growing, Spool, Spooled
from workers.outgoing.http_client import PASSING, GuardedClient, NotAnswered, PrivateAddress

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NOTHING = (404, 410)
_STEP = 64 * 1024

_HEADERS: Final = {
    "User-Agent": f"report-audit/{version('report-audit')} (audits annual reports on open government information)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}
_INFLATED = ("gzip", "x-gzip", "deflate")
"""Content codings of servers that send one without being asked for it."""

_Words = dict[str, str]
_REASONS: Mapping[str, _Words] = {
    "unresolvable": {"zh": "找不到该主机名", "en": "the host name can't be resolved"},
    "unreachable": {"zh": "无法连接，或连接被中断", "en": "it can't be reached, or closed the connection"},
    "broken-off": {"zh": "文件未发送完整", "en": "it did not send the whole file"},
    "tls": {"zh": "证书无效", "en": "its certificate is not valid"},
    "no-http": {"zh": "对方未按 HTTP 应答", "en": "it does not answer in HTTP"},
    "redirects": {"zh": "跳转次数过多", "en": "it redirects too many times"},
    "coding": {"zh": "内容编码无法识别或已损坏", "en": "the content encoding is unknown or damaged"},
}
_LASTING = ("tls", "no-http")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file, its name, and the address that it came from in the end."""

    content: Spooled
    name: str
    url: str


class MayPass(Exception):
    """It was not to be had, but may be later; `problem` says why."""

    def __init__(self, problem: UnreadableFile) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Fetcher:
    """Fetches within the limits of an upload: its bytes, and its seconds for all that an address leads to."""

    def __init__(self, settings: Settings, client: GuardedClient) -> None:
        self._most, self._seconds, self._client = settings.upload_bytes, settings.upload_seconds, client

    def fetch(self, url: str, spool: Spool) -> Fetched:
        """What is at an address. Raises a child of UnreadableFile, or MayPass."""
        deadline = time.monotonic() + self._seconds
        for _ in range(MOST_REDIRECTS + 1):
            found = self._asked(url, spool, deadline)
            if isinstance(found, Fetched):
                return found
            url = found
        raise _failed(url, "redirects")

    def _asked(self, url: str, spool: Spool, deadline: float) -> Fetched | str:
        """The file, or the address that its server names instead, which is not looked at yet."""
        host = _host(url)
        if refusal(url, self._client.allowed):
            raise AddressNotAllowed(host=host)
        try:
            seconds = deadline - time.monotonic()
            if seconds <= 0:
                raise NotAnswered("timeout")
            with self._client.asked("GET", url, _HEADERS, seconds=seconds) as answer:
                if answer.status in _REDIRECTS and (location := answer.headers["Location"]):
                    return uri_of(urljoin(url, _legible(location)))
                _check_status(answer.status, host)
                return Fetched(self._received(answer, spool.begin(), url), _name(answer.headers, url), url)
        except PrivateAddress:
            raise AddressNotAllowed(host=host) from None
        except NotAnswered as failure:
            if str(failure) == "timeout":
                raise MayPass(FetchTimedOut(host=host, limit=self._seconds)) from None
            problem = _failed(url, str(failure))
            raise problem if str(failure) in _LASTING else MayPass(problem) from None

    def _received(self, answer: http.client.HTTPResponse, file: Growing, url: str) -> Spooled:
        """The whole body, inflated. Raises IncompleteRead where it is shorter than its head says."""
        count = 0
        too_large = FetchedTooLarge(limit=round(self._most / MIB, 1))
        if (answer.length or 0) > self._most:
            raise too_large
        try:
            for data in _inflated(_pieces(answer, self._most), answer.headers.get("Content-Encoding", "")):
                count += len(data)
                if count > self._most:
                    raise too_large
                file.write(data)
        except zlib.error:
            raise _failed(url, "coding") from None
        return file.done()


def _pieces(answer: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """A body as it comes; none of it that is beyond `most` bytes, but so many that this is seen."""
    left = answer.length
    read = 0
    while read <= most and (data := answer.read(_STEP)):
        read += len(data)
        yield data
    if left is not None and read < left:
        raise http.client.IncompleteRead(b"", left - read)


def _inflated(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """What is sent in a content coding, no more at a time than is asked for. Raises zlib.error."""
    named = coding.strip().lower()
    if named in ("", "identity"):
        yield from pieces
        return
    if named not in _INFLATED:
        raise zlib.error
    inflating = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for piece in pieces:
        left = piece
        while left and not inflating.eof:
            yield inflating.decompress(left, _STEP)
            left = inflating.unconsumed_tail
    if not inflating.eof:
        raise http.client.IncompleteRead(b"")


def _check_status(status: int, host: str) -> None:
    """Return for an answer that has the file."""
    if 200 <= status < 300:
        return
    if status in _NOTHING:
        raise NothingAtAddress(status=status)
    if status >= 500 or status in PASSING:
        raise MayPass(FetchFailed(host=host, reason=dict.fromkeys(("zh", "en"), f"HTTP {status}")))
    raise FetchRefused(host=host, status=status)


def _failed(url: str, reason: str) -> FetchFailed:
    return FetchFailed(host=_host(url), reason=_REASONS[reason])


def _host(url: str) -> str:
    """The host of an address as it is told, with its port where one is named."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2] or "?"
    except ValueError:
        return "?"


def _name(headers: Message, url: str) -> str:
    """What the file is called: by its server, or else by its address."""
    path = _legible(headers.get_filename() or "") or urlsplit(url).path.rstrip("/")
    return last_part(unquote(path) or _host(url))


def _legible(text: str) -> str:
    """Words of a head, which HTTP has as Latin-1, and servers send as UTF-8 or GB18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return text.encode("latin-1").decode(encoding)
        except UnicodeError:
            continue
    return text
