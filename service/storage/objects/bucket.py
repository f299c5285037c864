"""A place in a bucket of an S3-compatible store: objects by their keys. The one module that knows the library.

Each call waits for the store, and raises StorageFull or StorageFailed where that doesn't do what it is asked for.
"""

import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from service.errors import StorageFailed, StorageFull
from service.storage.clock import Clock
from service.storage.objects.address import Address
from service.storage.threads import Threads

PART = 5 * 1024 * 1024
"""Bytes that are sent at once of what is larger: the least that S3 takes as a part."""
_PAGE = 1000
"""Keys that S3 lists with one call."""
_CLOCK_FRESH = 600.0
"""Seconds after which the store's clock is read again: it takes three calls, and clocks go alike."""
_PIECE = 256 * 1024
"""Bytes that are read at once of what is read piece by piece."""
_FULL = ("XMinioStorageFull", "QuotaExceeded", "EntityTooLarge", "507 Insufficient Storage")
_NO_BUCKET = "NoSuchBucket"
_CODE = re.compile(r"<Code>(\w+)</Code>")
_RETRIES = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=6),
    "backoff": {"init_backoff": timedelta(milliseconds=50), "max_backoff": timedelta(seconds=1), "base": 2},
}

if TYPE_CHECKING:
    from obstore import ObjectMeta  # known to type checkers alone

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a store tells of an object without giving it."""

    key: str
    size: int
    modified: float
    """When it was written, by the store's clock (POSIX seconds)."""
    version: str
    """Another one for other content: the store's tag or, where it gives none, when it was written."""


class Bucket:
    """All keys are below the address's prefix."""

    def __init__(self, address: Address, threads: Threads) -> None:
        self.address, self._threads = address, threads
        self.clock = Clock(self._read_clock, _CLOCK_FRESH)
        """The store's, by which objects are dated."""
        self._store = S3Store(
            address.bucket,
            prefix=address.prefix or None,
            config=address.config,  # type: ignore[arg-type]
            client_options={
                "allow_http": address.is_plain,
                "connect_timeout": timedelta(seconds=2),
                "timeout": timedelta(seconds=10),
                **({"root_certificate": address.authorities} if address.authorities else {}),
            },
            retry_config=_RETRIES,  # type: ignore[arg-type]
        )

    def create(self, key: str, data: bytes) -> bool:
        """Write an object unless there is one; whether it is this one."""
        try:
            self._ask(lambda: obstore.put(self._store, key, data, mode="create", use_multipart=False))
        except AlreadyExistsError:
            return False
        return True

    def put(self, key: str, data: bytes = b"") -> None:
        """Write an object, in place of one that is there."""
        self._ask(lambda: obstore.put(self._store, key, data, use_multipart=False))

    def put_pieces(self, key: str, pieces: Iterable[bytes], size: int) -> None:
        """Write an object of so many bytes piece by piece, in place of one that is there; two parts at most are in memory."""
        if size <= PART:
            self.put(key, b"".join(pieces))
        else:
            how = {"use_multipart": True, "chunk_size": PART, "max_concurrency": 1}
            self._ask(lambda: obstore.put(self._store, key, iter(pieces), **how))  # type: ignore[arg-type]

    def get(self, key: str) -> bytes | None:
        """An object's bytes; None where there is none."""
        found = self.get_with_meta(key)
        return found[1] if found else None

    def get_with_meta(self, key: str) -> tuple[Meta, bytes] | None:
        """What is told of an object, and its bytes; None where there is none."""

        def get() -> tuple[Meta, bytes]:
            found = obstore.get(self._store, key)
            return _meta(found.meta), bytes(found.bytes())

        return self._find(get)

    def get_start(self, key: str, length: int) -> bytes | None:
        """The first bytes of an object that isn't empty, all where it has fewer; None where there is none."""
        return self._find(lambda: bytes(obstore.get_range(self._store, key, start=0, end=length)))

    def pieces(self, key: str) -> Iterator[bytes]:
        """An object's bytes, piece by piece; none where there is none."""
        if stream := self._find(lambda: iter(obstore.get(self._store, key).stream(min_chunk_size=_PIECE))):
            while piece := self._ask(lambda: next(stream, None)):
                yield bytes(piece)

    def meta(self, key: str) -> Meta | None:
        """What is told of an object; None where there is none."""
        return self._find(lambda: _meta(obstore.head(self._store, key)))

    def list(self, folder: str, after: str = "") -> Iterator[Meta]:
        """All objects below a folder, in the order of their keys; those alone whose keys come after another."""
        offset = f"{folder}/{after}" if after else None
        pages = obstore.list(self._store, folder, offset=offset, chunk_size=_PAGE)
        while page := self._ask(lambda: next(pages, None)):
            yield from map(_meta, page)
            if len(page) < _PAGE:
                break

    def delete(self, keys: Sequence[str]) -> None:
        """Erase objects; one that isn't there is no error."""
        for first in range(0, len(keys), _PAGE):
            self._find(partial(obstore.delete, self._store, [*keys[first : first + _PAGE]]))

    def together(self, *calls: Callable[[], object]) -> None:
        """Make calls of this side by side. Raises what one of them raises, once all have come to an end."""
        for _ in self.each(lambda call: call(), calls):
            pass

    def each(self, call: Callable[[Asked], Answered], all: Iterable[Asked]) -> Iterator[Answered]:
        """What a call of this answers for each of many things, in their order; some are asked side by side."""
        return self._threads.each(call, all)

    def soon(self, call: Callable[[], None]) -> None:
        """Make calls of this that the reconciler makes again where they fail: now, or while the process goes on."""
        self._threads.soon(call)

    def _read_clock(self) -> float:
        """What the store dates an object with that is written now; what this machine's clock says where the two may be the same.

        Raises StorageFailed.
        """
        folder = f"probe/{secrets.token_hex(16)}"
        before = time.time(), time.monotonic()
        self.put(f"{folder}/clock")
        after = time.time(), time.monotonic()
        dated = next((meta.modified for meta in self.list(folder)), None)
        self.delete([f"{folder}/clock"])
        if dated is None:
            raise StorageFailed
        grain = 0.001 if dated % 1 else 1.0
        if dated <= after[0] and dated + grain >= before[0]:
            return time.time()
        return dated + grain / 2 + time.monotonic() - (before[1] + after[1]) / 2

    def _find(self, call: Callable[[], Answered]) -> Answered | None:
        """What the store answers; None where it says that there is no such object."""

        def find() -> Answered | None:
            try:
                return call()
            except FileNotFoundError as error:
                if _NO_BUCKET in str(error):
                    raise
                return None

        return self._ask(find)

    def _ask(self, call: Callable[[], Answered]) -> Answered:
        """What the store answers. Raises AlreadyExistsError as the library does."""
        try:
            return self._threads.run(call)
        except AlreadyExistsError:
            raise
        except (BaseError, OSError) as error:
            is_full = any(word in str(error) for word in _FULL)
            raise (StorageFull if is_full else StorageFailed)() from Refused(_reason(error))


class Refused(Exception):
    """What a store didn't do; the message says why, in a line."""


def _reason(error: Exception) -> str:
    said, code = str(error), _CODE.search(str(error))
    line = said.partition("\n")[0].partition(": <?xml")[0]
    return f"{code[1]}: {line}" if code else line


def name_of(key: str) -> str:
    """The last part of a key."""
    return key.rpartition("/")[2]


def _meta(told: "ObjectMeta") -> Meta:
    modified = told["last_modified"]
    return Meta(told["path"], told["size"], modified.timestamp(), told["e_tag"] or modified.isoformat())
