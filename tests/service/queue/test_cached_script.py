import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from redis import Redis

from service.errors import QueueUnavailable
from service.queue.redis import cached_script
from service.queue.redis.cached_script import RepeatableScript
from service.queue.redis.connection import connect
from service.supervision import redis_server as server
from tests.conftest import wait_for_redis

DOUBLE = 'return redis.call("ECHO", ARGV[1] .. ARGV[1])'


def test_a_script_is_answered_though_redis_has_not_seen_it(queue_url: str) -> None:
    assert RepeatableScript(connect(queue_url), DOUBLE)("a") == b"aa"


def test_a_script_that_redis_has_forgotten_is_sent_again(queue_url: str) -> None:
    redis = connect(queue_url)
    ask = RepeatableScript(redis, DOUBLE)
    assert ask("a") == b"aa"
    redis.script_flush()
    assert [ask("b"), ask("c")] == [b"bb", b"cc"]


def test_a_connection_that_redis_closed_is_opened_again(queue_url: str) -> None:
    redis = connect(queue_url)
    ask = RepeatableScript(redis, DOUBLE)
    assert ask("a") == b"aa"
    redis.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    assert ask("b") == b"bb"


def test_an_answer_is_the_one_to_what_was_asked_after_an_error_too(queue_url: str) -> None:
    ask = RepeatableScript(
        connect(queue_url), 'if ARGV[1] == "bad" then return redis.error_reply("no") end return ARGV[1]'
    )
    assert ask("a") == b"a"
    with pytest.raises(QueueUnavailable):
        ask("bad")
    assert ask("b") == b"b"


def test_an_answer_that_came_too_late_is_nobody_elses(queue_url: str) -> None:
    ask = RepeatableScript(connect(queue_url, seconds=0.2), "return ARGV[1]")
    assert ask("a") == b"a"
    other = Redis(unix_socket_path=queue_url.removeprefix("unix://"))
    other.execute_command("CLIENT", "PAUSE", 600, "ALL")
    with pytest.raises(QueueUnavailable):
        ask("late")
    other.execute_command("CLIENT", "UNPAUSE")
    ask._retry._rests_until = 0.0  # type: ignore[attr-defined]
    assert ask("b") == b"b"


def test_a_redis_that_was_started_anew_is_asked_at_once() -> None:
    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder) / "redis.sock"
        ask = RepeatableScript(connect(f"unix://{socket}"), DOUBLE)
        for given in ("a", "b"):
            process = subprocess.Popen(server.command(server.find(), socket, Path(folder)))
            wait_for_redis(socket)
            assert ask(given) == 2 * given.encode()
            process.terminate()
            process.wait(10)
        with pytest.raises(QueueUnavailable):
            ask("c")


def test_connections_are_kept_and_asked_anew(queue_url: str) -> None:
    redis = connect(queue_url)
    ask = RepeatableScript(redis, DOUBLE)
    before = redis.info("stats")["total_connections_received"]
    assert [ask("a") for _ in range(20)] == [b"aa"] * 20
    assert redis.info("stats")["total_connections_received"] == before + 1


def test_no_more_connections_are_kept_than_are_needed_for_long(queue_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_script, "CONNECTIONS", 2)
    redis = connect(queue_url)
    ask = RepeatableScript(redis, 'return redis.call("ECHO", ARGV[1])')
    before = redis.info("clients")["connected_clients"]
    redis.execute_command("CLIENT", "PAUSE", 200, "ALL")
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, "a" * 8)) == {b"a"}
    assert redis.info("clients")["connected_clients"] <= before + 2


def test_each_of_many_that_ask_at_once_has_its_own_answer(queue_url: str) -> None:
    ask = RepeatableScript(connect(queue_url), DOUBLE)
    with ThreadPoolExecutor(8) as threads:
        asked = [str(number) for number in range(400)]
        assert list(threads.map(ask, asked)) == [2 * given.encode() for given in asked]
