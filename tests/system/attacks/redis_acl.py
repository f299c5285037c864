"""What a stranger in Redis's network can do to it, what one who has taken the service's password can, and whose it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from service.supervision import redis_server
from tests.system.attacks.attack import Attack, Outcome
from tests.system.deploy.shipped_redis import ShippedRedis, shipped_redis
from tests.system.end_to_end.serving import started

COMMANDS = (
    ("FLUSHALL",),
    ("CONFIG", "SET", "dir", "/tmp"),
    ("CONFIG", "SET", "maxmemory", "1"),
    ("CONFIG", "GET", "*"),
    ("DEBUG", "JMAP"),
    ("MODULE", "LIST"),
    ("FUNCTION", "LOAD", "#!lua name=x\nredis.register_function('x', function() return 1 end)"),
    ("REPLICAOF", "127.0.0.1", "1"),
    ("REPLICAOF", "NO", "ONE"),
    ("ACL", "SETUSER", "mine", "on", "nopass", "+@all", "~*"),
    ("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"),
    ("KEYS", "*"),
    ("SAVE",),
    ("SET", "another-service", "1"),
    ("GET", "another-service"),
    ("EVAL", "return redis.call('SET', 'another-service', 1)", "0"),
    ("EVAL", "return redis.call('FLUSHALL')", "0"),
)

_QUICK: dict[str, Any] = {"socket_timeout": 5, "retry": Retry(NoBackoff(), 0)}


def _run(folder: Path) -> Outcome:
    with shipped_redis(folder) as redis:
        through = {who: [told for told in COMMANDS if _does(one, told)] for who, one in _attackers(redis)}
    counts = ", ".join(f"{who} {len(told)} of {len(COMMANDS)}" for who, told in through.items())
    first = next((" ".join(told[0][:2]) for told in through.values() if told), "")
    return Outcome(not first, f"commands that got through: {counts}{first and f', {first} first'}")


def _attackers(redis: ShippedRedis) -> Iterator[tuple[str, Redis]]:
    yield "without a password", Redis(port=redis.port, **_QUICK)
    yield "as `health`", Redis(port=redis.port, username="health", password="none", **_QUICK)
    yield "with the service's password", Redis.from_url(redis.url, **_QUICK)


def _does(redis: Redis, command: tuple[str, ...]) -> bool:
    try:
        redis.execute_command(*command)
    except RedisError:
        return False
    return True


def _run_another(folder: Path) -> Outcome:
    """Put a program named redis-server on PATH before the service starts."""
    program, ran = folder / "redis-server", folder / "ran"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        program.write_text(f'#!/bin/sh\ntouch {ran}\nexec {redis_server.find()} "$@"\n')
    program.chmod(0o755)
    with started(folder, PATH=f"{folder}:{os.environ['PATH']}") as service:
        answered = service.call("GET", "/readyz").status
    return Outcome(not ran.exists(), f"a program on PATH was {'run' if ran.exists() else 'left'}, /readyz {answered}")


ATTACKS = (
    Attack("redis-users", "nobody commands Redis's server, or reaches keys that aren't the service's", _run),
    Attack("redis-on-path", "the Redis that is started is the locked one, whatever is on PATH", _run_another),
)
