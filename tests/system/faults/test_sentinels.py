"""Each fault of a group that Sentinels watch is struck and mended: a master takes writes again, and is the one that is found."""

import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from redis import Redis
from redis.exceptions import RedisError

from service.queue.redis.connection import connect
from tests.service.queue.debian import needs_redis
from tests.system.faults.sentinels import SentinelFaults, SentinelGroup, sentinel_group
from tests.workers.processes import wait_for

pytestmark = needs_redis
KINDS = ("kill master", "stop master", "kill master with replicas behind", "kill sentinel", "hand over to a replica")


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SentinelGroup]:
    with sentinel_group(tmp_path_factory.mktemp("group")) as made:
        yield made


def test_each_fault_is_tried_here(group: SentinelGroup) -> None:
    assert sorted(KINDS) == sorted(name for name, _, _ in SentinelFaults(group, seed=1, longest=1).kinds())


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_fault_the_master_takes_writes(group: SentinelGroup, kind: str) -> None:
    (strike,) = [strike for name, _, strike in SentinelFaults(group, seed=1, longest=1).kinds() if name == kind]
    redis, value, before = connect(group.url), random.random(), group.failovers()
    strike()
    wait_for(lambda: _is_written(redis, group, value))
    assert kind == "kill sentinel" or group.failovers() > before


def _is_written(redis: Redis, group: SentinelGroup, value: float) -> bool:
    """Write a number where the service would; whether the master has it. On a busy machine a failover of its own may come between."""
    with suppress(RedisError):
        redis.set("after", value)
        return float(group.agreed_master().redis().get("after")) == value
    return False
