"""Work that calls out, as a queue on disk has it: what is due is begun, some at once, and few of them at one host."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from service import logs
from service.config import Settings
from service.errors import StorageFailed
from service.renderers.addresses import base_path
from service.storage.port import CallQueue

AT_ONCE, AT_ONCE_A_HOST = 16, 4
"""Calls under way: a host that is slow must not hold up the others."""

log = logging.getLogger(__name__)


class NothingToDo(Exception):
    """What is due is not wanted any more: it was canceled, erased, or done."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a call goes, on whose behalf, and the request that asked for it."""

    url: str
    client: str
    request_id: str


class DueWork:
    """Works through a queue in threads. What fails by our own fault is put off for `pause` seconds."""

    def __init__(
        self,
        settings: Settings,
        queue: CallQueue,
        address: Callable[[str], Address],
        work: Callable[[str], None],
        pause: float,
    ) -> None:
        """`address` tells where that of an id goes, and raises NothingToDo; `work` does it, and notes when the next try is due."""
        self._queue, self._address, self._work, self._pause = queue, address, work, pause
        self._pool = ThreadPoolExecutor(AT_ONCE, initializer=base_path.set, initargs=(settings.base_path,))
        self._under_way: dict[str, str] = {}
        self._tried: set[str] = set()
        """What came to its end since the queue was asked what is due, which may tell it of that still."""
        self._hosts: dict[str, str] = {}
        """The hosts of what is due and waits for others."""
        self._lock = threading.Lock()

    def begin_due(self) -> None:
        """Begin whatever is due. Raises StorageFailed."""
        with self._lock:
            self._tried.clear()
        scheduled, now = self._queue.scheduled(), time.time()
        self._hosts = {id: self._hosts[id] for _, id in scheduled if id in self._hosts}
        for due, id in scheduled:
            if due > now or len(self._under_way) >= AT_ONCE:
                break
            self._begin(id)

    def close(self) -> None:
        """Wait for what is under way."""
        self._pool.shutdown()

    def _begin(self, id: str) -> None:
        try:
            host = self._hosts.get(id) or urlsplit(self._address(id).url).hostname or ""
        except NothingToDo:
            self._queue.remove(id)
            return
        with self._lock:
            busy = Counter(self._under_way.values())
            if id in self._under_way or id in self._tried or busy[host] >= AT_ONCE_A_HOST:
                self._hosts[id] = host
                return
            self._under_way[id] = host
        self._pool.submit(self._do, id)

    def _do(self, id: str) -> None:
        try:
            with logs.about(id, self._address(id).request_id):
                self._work(id)
        except NothingToDo:
            with suppress(StorageFailed):
                self._queue.remove(id)
        except StorageFailed as error:
            log.warning("what came of a call could not be kept, and it is tried again: %s", error.__cause__)
        except Exception:
            log.exception("a call failed by our own fault")
            with suppress(StorageFailed):
                self._queue.schedule(id, time.time() + self._pause)
        finally:
            with self._lock:
                del self._under_way[id]
                self._tried.add(id)
