import errno
import os
import threading
import time

import gevent
import pytest

from service.api.syncing import side_by_side


def test_all_are_synced_at_once_while_others_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    together = threading.Barrier(3, timeout=30)

    def slow(descriptor: int) -> None:
        together.wait()
        time.sleep(0.2)
        synced.append(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    waiting = gevent.spawn(side_by_side, [3, 4, 5])
    answered = gevent.spawn(synced.copy)
    waiting.get()
    assert answered.get() == []
    assert sorted(synced) == [3, 4, 5]


def test_a_sync_that_fails_is_told_when_all_have_ended(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ended: list[int] = []

    def failing(descriptor: int) -> None:
        if descriptor == 3:
            raise OSError(errno.ENOSPC, "full")
        time.sleep(0.1)
        ended.append(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="full"):
        side_by_side([3, 4])
    assert ended == [4]
    assert capfd.readouterr().err == "", "it is told to the caller alone"
