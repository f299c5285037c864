"""The clock of what is shared: read now and then, and reckoned in between."""

import time

import pytest

from service.audits.ids import new_id
from service.errors import StorageFailed
from service.storage.clock import Clock
from service.storage.objects import open_bucket
from service.storage.objects.bucket import Bucket
from service.storage.threads import OwnThreads
from tests.service.storage import buckets
from tests.service.storage.conftest import SKEW
from tests.service.storage.counted import Counted


@pytest.mark.parametrize("seconds", [-SKEW, 0, SKEW])
def test_it_is_as_far_ahead_as_it_says_whatever_becomes_of_the_machines_own(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    here = time.time()
    clock = Clock(lambda: here + seconds, 60)
    assert clock.ahead() == pytest.approx(seconds, abs=1)
    monkeypatch.setattr(time, "time", lambda: here + 5_000)
    assert clock.now() == pytest.approx(here + seconds, abs=1)
    assert clock.ahead() == pytest.approx(seconds - 5_000, abs=1)


def test_it_is_read_again_after_a_while_and_goes_on_where_that_fails() -> None:
    read = iter([1_000.0, StorageFailed(), 5_000.0])

    def says() -> float:
        found = next(read)
        if isinstance(found, StorageFailed):
            raise found
        return found

    assert [int(clock_says) for clock_says in (Clock(says, -1).now(),)] == [1_000]
    clock = Clock(says, -1)
    assert clock.now() == pytest.approx(time.time(), abs=5), "nothing is known of it yet"
    assert clock.now() == pytest.approx(5_000, abs=1)


@pytest.mark.parametrize("server", ["ahead", "behind"])
def test_a_bucket_has_the_clock_of_its_server(request: pytest.FixtureRequest, server: str) -> None:
    bucket = Bucket(buckets.address_in(request.getfixturevalue(server), "audits", new_id()), OwnThreads())
    assert bucket.clock.ahead() == pytest.approx(SKEW if server == "ahead" else -SKEW, abs=0.5)
    assert [*bucket.list("")] == []


def test_where_it_may_be_the_machines_own_it_is_and_is_read_with_three_calls(bucket: Bucket) -> None:
    threads = Counted()
    clock = Bucket(bucket.address, threads).clock
    assert abs(clock.ahead()) < 0.001
    for _ in range(10):
        clock.now()
    assert len(threads.calls) == 3


@pytest.mark.parametrize("server", ["ahead", "behind"])
def test_a_call_is_due_at_once_or_after_as_long_by_the_clock_of_another_machine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    address = buckets.address_in(request.getfixturevalue(server), "audits", new_id())
    here, (soon, later) = time.time(), (new_id(), new_id())
    calls = open_bucket(Bucket(address, OwnThreads())).callbacks
    calls.schedule(soon)
    calls.schedule(later, here + 60)
    monkeypatch.setattr(time, "time", lambda: here + 300)
    due = {id: at - here - 300 for at, id in open_bucket(Bucket(address, OwnThreads())).callbacks.scheduled()}
    assert due[soon] <= 0
    assert due[later] == pytest.approx(60, abs=5)


def test_a_call_that_was_noted_later_than_it_is_now_is_due(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, set_back = open_bucket(bucket).callbacks, time.time() - 86_400
    calls.schedule(new_id(), time.time() + 60)
    monkeypatch.setattr(bucket.clock, "now", lambda: set_back)
    monkeypatch.setattr(time, "time", lambda: set_back)
    assert [due for due, _ in calls.scheduled()] == [set_back]
