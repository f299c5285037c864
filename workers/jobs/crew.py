"""The processes that recognise the pages of one scan side by side, each confined as the job that hands the pages out."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from workers.jobs.processes import ForkServer

JSON = dict[str, Any]

MOST_PAGE = 32 * 1024 * 1024
"""Bytes of a page: the most characters that one may have, and room for their places."""
_INTERVAL = 0.2
"""Seconds between two calls of `check` while a page is waited for."""

Recognise = Callable[[JSON, bytes], bytes]
"""What is told of a picture and its dots → its page. It raises as a job does."""
OpenProcess = Callable[[ForkServer, Callable[[], bool]], AbstractContextManager[Recognise]]
"""A process of a server that recognises pages, as long as it is told that this goes on."""


class Crew:
    """Hands pictures of pages to processes of their own, one by one, and takes the pages as they come.

    It is used by one thread, which goes on being called for its own affairs: `check` is called several times a second while
    it waits, and what that raises ends the crew. Where one of the processes fails, what that raises is raised here.
    """

    def __init__(self, check: Callable[[], None], on_page: Callable[[], None]) -> None:
        self._check, self._on_page = check, on_page
        self._pictures: queue.Queue[tuple[JSON, bytes]] = queue.Queue(1)
        self._answers: queue.Queue[bytes | BaseException] = queue.Queue()
        self._ended = threading.Event()
        self._handed_out = 0
        self._pages: list[bytes] = []

    def hand_out(self, told: JSON, dots: bytes) -> None:
        """Give a picture to the next process that is free, and wait for that."""
        while True:
            try:
                self._pictures.put((told, dots), timeout=_INTERVAL)
                break
            except queue.Full:
                self._look()
        self._handed_out += 1

    def pages(self) -> Iterator[bytes]:
        """All pages that were handed out, in no order."""
        while len(self._pages) < self._handed_out:
            self._look(_INTERVAL)
        yield from self._pages

    def _look(self, seconds: float = 0.0) -> None:
        """Take the pages that are there. Raises what a process or `check` raises."""
        self._check()
        try:
            answer = self._answers.get(timeout=seconds) if seconds else self._answers.get_nowait()
        except queue.Empty:
            return
        if isinstance(answer, BaseException):
            raise answer
        self._pages.append(answer)
        self._on_page()

    def work(self, recognise: Recognise) -> None:
        """Recognise pictures until the crew ends: what a thread of each process does."""
        while not self._ended.is_set():
            try:
                told, dots = self._pictures.get(timeout=_INTERVAL)
            except queue.Empty:
                continue
            self._answers.put(recognise(told, dots))

    def fail(self, error: BaseException) -> None:
        """Have the crew end with an error."""
        self._answers.put(error)

    def end(self) -> None:
        """Have nothing more recognised."""
        self._ended.set()

    def goes_on(self) -> bool:
        """Whether it hasn't ended."""
        return not self._ended.is_set()


@contextmanager
def open_crew(
    servers: Sequence[ForkServer], open_process: OpenProcess, check: Callable[[], None], on_page: Callable[[], None]
) -> Iterator[Crew]:
    """A crew with a process of each server, all of which end with it. Raises NoJobs."""
    for server in servers:
        server.start()  # here, for the server ends with the thread that started it
    crew = Crew(check, on_page)
    threads = [threading.Thread(target=_member, args=(crew, server, open_process), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield crew
    finally:
        crew.end()
        for thread in threads:
            thread.join()


def _member(crew: Crew, server: ForkServer, open_process: OpenProcess) -> None:
    """One process of the crew, for as long as that works."""
    try:
        with open_process(server, crew.goes_on) as recognise:
            crew.work(recognise)
    except BaseException as error:
        crew.fail(error)
