"""A real worker, whose storage counts as distant, unless a test says otherwise, and takes results no quicker than it wants."""

import mmap
import os
import signal
import sys
import threading
import time

import pytest

from service.audits.audit import Result
from service.config import Settings
from service.queue import open_queue
from service.queue.port import name_of
from service.storage.files.audits import FileAudits
from tests.service.storage.requests import DONE
from tests.workers.processes import result_of, wait_for, worker
from tests.workers.test_worker import Accept
from workers.keeping import Keeper

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


class SlowStorage:
    """Results are kept once it gives way; that and the runs of audits are seen by all processes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._seen, finish = mmap.mmap(-1, 3), FileAudits.finish

        def slowly(store: FileAudits, audit_id: str, result: Result) -> bool:
            self._seen[1] += 1
            wait_for(lambda: self._seen[2])
            return finish(store, audit_id, result)

        monkeypatch.setattr(FileAudits, "finish", slowly)
        monkeypatch.setattr(FileAudits, "is_distant", True)

    def audit(self, *_: object, **__: object) -> Result:
        self._seen[0] += 1
        return DONE

    def runs(self) -> int:
        return self._seen[0]

    def asked(self) -> int:
        return self._seen[1]

    def give_way(self) -> None:
        self._seen[2] = 1


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowStorage:
    return SlowStorage(monkeypatch)


def test_the_next_job_is_done_while_a_result_is_being_kept_but_not_one_after_it(
    settings: Settings, store: FileAudits, accept: Accept, slow: SlowStorage
) -> None:
    ids, queue = [accept() for _ in range(4)], open_queue(settings)
    with worker(settings, slow.audit):
        wait_for(lambda: slow.runs() == 2)
        time.sleep(1.5)  # in which leases and the job that waits are looked after
        assert (slow.runs(), slow.asked()) == (2, 1)
        assert queue.workers.held(ids) == set(ids[:2])
        assert list(map(name_of, queue.dispatcher.taken())) == ids[1:2]
        slow.give_way()
        assert [result_of(store, audit_id) for audit_id in ids] == [DONE] * 4
        wait_for(lambda: not queue.workers.held(ids))
    assert slow.asked() == 4


def test_in_a_folder_a_result_is_kept_before_the_next_job_is_begun(
    settings: Settings, store: FileAudits, accept: Accept, slow: SlowStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileAudits, "is_distant", False)
    ids, queue = [accept() for _ in range(2)], open_queue(settings)
    with worker(settings, slow.audit):
        wait_for(slow.asked)
        time.sleep(0.5)
        assert slow.runs() == 1
        assert list(map(name_of, queue.dispatcher.taken())) == ids[:1]
        slow.give_way()
        assert [result_of(store, audit_id) for audit_id in ids] == [DONE] * 2


def test_what_a_worker_that_is_killed_has_not_kept_another_one_ends(
    settings: Settings, store: FileAudits, accept: Accept, slow: SlowStorage, reconciling: None
) -> None:
    ids = [accept() for _ in range(2)]
    with worker(settings, slow.audit) as first:
        wait_for(lambda: slow.runs() == 2)
        assert first.pid
        os.kill(first.pid, signal.SIGKILL)
        first.join()
    slow.give_way()
    with worker(settings, slow.audit):
        assert [result_of(store, audit_id) for audit_id in ids] == [DONE] * 2


def test_a_worker_that_is_told_to_end_keeps_its_results_first(
    settings: Settings, store: FileAudits, accept: Accept, slow: SlowStorage
) -> None:
    ids, queue = [accept() for _ in range(2)], open_queue(settings)
    with worker(settings, slow.audit) as process:
        wait_for(lambda: slow.runs() == 2)
        process.terminate()
        time.sleep(0.3)
        assert process.is_alive()
        slow.give_way()
        process.join(30)
        assert process.exitcode == 0
    assert [store.result(audit_id) for audit_id in ids] == [DONE] * 2
    assert not queue.dispatcher.taken()
    assert not queue.workers.held(ids)


def test_what_fails_by_our_own_fault_is_logged_and_the_next_is_done(caplog: pytest.LogCaptureFixture) -> None:
    keeper, done = Keeper(), threading.Event()
    keeper.begin(lambda: next(iter([])))
    assert keeper.is_free()
    assert "StopIteration" in caplog.text
    keeper.begin(done.set)
    assert keeper.is_free(10)
    assert done.is_set()


def test_it_is_not_free_while_something_is_done() -> None:
    keeper, goes_on = Keeper(), threading.Event()
    assert keeper.is_free(0)
    keeper.begin(lambda: goes_on.wait(30) and None)
    assert not keeper.is_free(0.05)
    goes_on.set()
    assert keeper.is_free(10)
