"""Calls of a store that waits for the network, as they are made by processes that do one thing after the other."""

import threading
import time

import pytest

from service.errors import StorageFailed
from service.storage.threads import OwnThreads, WorkersThreads

SECONDS = 0.2


def waits() -> None:
    time.sleep(SECONDS)


def test_many_are_asked_side_by_side_and_answer_in_their_order() -> None:
    def doubled(number: int) -> int:
        waits()
        return 2 * number

    begun = time.monotonic()
    assert list(OwnThreads().each(doubled, range(12))) == [2 * number for number in range(12)]
    assert time.monotonic() - begun < 6 * SECONDS


def test_however_many_ask_for_many_none_waits_for_ever() -> None:
    threads, told = OwnThreads(), list[int]()

    def ask() -> None:
        told.extend(map(sum, threads.each(lambda _: list(threads.each(abs, range(3))), range(100))))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(10)
    assert told == [3] * 100


def test_a_worker_waits_for_nothing_but_what_it_left_before() -> None:
    threads, done = WorkersThreads(), list[int]()

    def soon(number: int) -> None:
        waits()
        done.append(number)

    begun = time.monotonic()
    threads.soon(lambda: soon(1))
    assert time.monotonic() - begun < SECONDS / 2
    threads.soon(lambda: soon(2))
    assert done == [1]
    threads.soon(lambda: soon(3))
    assert done == [1, 2]


def test_what_fails_later_is_left_to_the_reconciler_and_our_own_fault_is_told() -> None:
    threads = WorkersThreads()

    def fails(error: Exception) -> None:
        raise error

    threads.soon(lambda: fails(StorageFailed()))
    threads.soon(lambda: fails(ValueError("why")))
    with pytest.raises(ValueError, match="why"):
        threads.soon(waits)


def test_who_is_no_worker_is_told_at_once_what_fails() -> None:
    def fails() -> None:
        raise StorageFailed

    with pytest.raises(StorageFailed):
        OwnThreads().soon(fails)
