from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from redis import Redis

from service.config import MIB, Settings
from service.errors import QueueUnavailable, QuotaExceeded, StorageFull, TooManyOfYoursWaiting, TooManyWaiting
from service.storage import admission
from service.storage.admission import Admission, Candidate
from service.storage.course import Courses
from service.storage.redis_index import connect
from service.storage.turns import Turns
from service.storage.usage import Usage
from tests.service.storage.requests import a_request

PLENTY = 10**9


@pytest.fixture
def redis(redis_url: str) -> Redis:
    return connect(redis_url)


def admits(redis: Redis, **bounds: int) -> Admission:
    return Admission(redis, replace(Settings(), **bounds))


def admitted(door: Admission, client: str, count: int, first: int = 0, **of: bool) -> int:
    """How many of so many in a row are admitted."""
    for number in range(count):
        try:
            door.admit(Candidate(client, f"{first + number}", 1, **of), PLENTY)
        except TooManyWaiting:
            return number
    return count


def test_what_was_admitted_counts_as_waiting_before_it_waits(redis: Redis) -> None:
    door = admits(redis, waiting_a_client=3)
    assert admitted(door, "one", 9) == 3
    with pytest.raises(TooManyOfYoursWaiting):
        door.admit(Candidate("one", "x", 1), PLENTY)
    assert admitted(door, "two", 1) == 1


def test_what_waits_is_counted_once(redis: Redis) -> None:
    door, courses = admits(redis, waiting_a_client=2), Courses(redis, "queue")
    for _ in range(2):
        request = a_request(client="one")
        door.admit(Candidate("one", request.id, 1), PLENTY)
        courses.begun(request)
    assert admitted(door, "one", 1) == 0
    assert redis.zcard("audit:admitted") == 0
    Turns(redis).next()
    assert admitted(door, "one", 9) == 1


def test_asked_again_over_a_broken_connection_it_is_admitted_once(redis: Redis) -> None:
    door = admits(redis, waiting_a_client=2)
    for _ in range(5):
        door.admit(Candidate("one", "a", 7), PLENTY)
    assert (admitted(door, "one", 9), Usage(redis).total("one")) == (1, 8)


def test_many_who_ask_at_once_are_no_more_than_may_wait(redis: Redis) -> None:
    door = admits(redis, waiting_a_client=10)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda number: admitted(door, "one", 20, 20 * number, of_batch=True), range(8)))
    assert sum(done) == 10


def test_a_client_leaves_as_much_free_as_it_takes(redis: Redis) -> None:
    door = admits(redis, waiting=100, waiting_a_client=1000)
    assert admitted(door, "one", 1000) == 50
    assert admitted(door, "two", 1000) == 25
    others = [admitted(door, f"client {number}", 1000) for number in range(30)]
    assert others[0] == 12
    assert all(others[:5]), "who has none waiting is let in as long as there is room"
    assert sum(others) == 25
    with pytest.raises(TooManyWaiting) as refusal:
        door.admit(Candidate("last", "x", 1), PLENTY)
    assert not isinstance(refusal.value, TooManyOfYoursWaiting)


def test_batches_that_expand_count_for_what_is_sent_and_not_for_their_own_files(redis: Redis) -> None:
    door = admits(redis, waiting_a_client=3)
    for number in range(3):
        door.admit(Candidate("one", f"batch {number}", 1), PLENTY)
        door.expands("one", f"batch {number}")
    assert admitted(door, "one", 1) == 0
    assert door.room("one") == 3
    assert admitted(door, "one", 9, of_batch=True) == 3
    assert door.room("one") == 0
    door.expanded("one", "batch 0")
    assert redis.zcard("audit:expanding:one") == 2


@pytest.mark.parametrize(("waiting", "own"), [(100, 1000), (7, 1000), (1, 1), (1000, 10)])
def test_there_is_room_for_as_many_as_are_admitted(redis: Redis, waiting: int, own: int) -> None:
    door = admits(redis, waiting=waiting, waiting_a_client=own)
    for client in ("one", "two"):
        room = door.room(client)
        assert admitted(door, client, 1000, of_batch=True) == room
        assert door.room(client) == 0


def test_what_was_admitted_and_never_kept_lapses_with_its_bytes(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "_ADMIT", admission._ADMIT.replace("now + 30", "now - 1"))
    lost = admits(redis, waiting_a_client=2)
    lost.admit(Candidate("one", "a", 5), PLENTY)
    assert Usage(redis).total("one") == 5
    lost.withdraw()
    assert (Usage(redis).total("one"), redis.zcard("audit:admitted")) == (0, 0)
    assert not redis.keys("audit:kept:*")


def test_a_client_keeps_no_more_bytes_than_it_may(redis: Redis) -> None:
    door, usage = admits(redis, bytes_a_client=10 * MIB), Usage(redis)
    with ThreadPoolExecutor(8) as pool:

        def ask(number: int) -> bool | None:
            try:
                door.admit(Candidate("one", f"{number}", 3 * MIB), PLENTY)
            except QuotaExceeded as error:
                return error.facts == {"kept": 9, "limit": 10}
            return None

        assert sorted(pool.map(ask, range(24)), key=str) == [None] * 3 + [True] * 21
    door.admit(Candidate("two", "other's", 10 * MIB), PLENTY)
    (name, *_) = [key.decode() for key in redis.hkeys("audit:kept:one") if key != b"total"]
    usage.remove("one", name)
    door.admit(Candidate("one", "again", 3 * MIB), PLENTY)
    assert usage.total("one") == 9 * MIB


def test_no_more_are_admitted_than_the_disk_holds_results_of(redis: Redis) -> None:
    door = admits(redis)
    for number in range(2):
        door.admit(Candidate("one", f"{number}", 1), fit=2)
    with pytest.raises(StorageFull):
        door.admit(Candidate("two", "x", 1), fit=2)


def test_a_redis_whose_memory_is_full_is_told_before_anything_is_kept(redis: Redis) -> None:
    redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(QueueUnavailable):
            admits(redis).admit(Candidate("one", "a", 1), PLENTY)
    finally:
        redis.config_set("maxmemory", 0)
    assert admitted(admits(redis), "one", 1) == 1
