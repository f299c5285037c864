import pytest
from redis import Redis

from service.storage.redis_index import connect
from service.storage.usage import Usage


@pytest.fixture
def redis(redis_url: str) -> Redis:
    return connect(redis_url)


@pytest.fixture
def usage(redis: Redis) -> Usage:
    return Usage(redis)


def test_the_bytes_of_a_client_are_those_of_all_it_keeps(usage: Usage) -> None:
    usage.set("one", "a", 5)
    usage.set("one", "b", 60_000_000_000)
    usage.set("two", "a", 7)
    assert (usage.total("one"), usage.total("two"), usage.total("three")) == (60_000_000_005, 7, 0)


def test_counted_again_it_takes_the_place_of_what_was_counted(usage: Usage) -> None:
    usage.set("one", "a", 5)
    usage.set("one", "a", 9)
    assert usage.total("one") == 9
    usage.set("one", "a", 2)
    assert usage.total("one") == 2


def test_what_was_deleted_is_not_counted_again(usage: Usage, redis: Redis) -> None:
    usage.set("one", "a", 5)
    usage.change("one", "a", 6)
    assert usage.total("one") == 6
    usage.remove("one", "a")
    usage.remove("one", "a")
    usage.change("one", "a", 7)
    assert usage.total("one") == 0
    assert redis.keys("*") == []


def test_what_is_nobodys_is_dropped_from_whoever_had_it(usage: Usage) -> None:
    usage.set("one", "a", 5)
    usage.set("one", "b", 1)
    usage.set("two", "b", 2)
    usage.drop("b")
    assert (usage.total("one"), usage.total("two")) == (5, 0)
