"""Each script by itself, on a real Redis: what it answers, and what it leaves there."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from service.queue.redis import cached_script, keys
from service.queue.redis.cached_script import SCRIPTS, CachedScript, load
from service.queue.redis.connection import connect
from tests.workers.processes import wait_for

ROOT = Path(cached_script.__file__).parents[3]
Run = Callable[..., Any]


@pytest.fixture
def redis(queue_url: str) -> Redis:
    return connect(queue_url)


@pytest.fixture
def run(redis: Redis) -> Run:
    return lambda name, *args: CachedScript(redis, load(name))(*args)


def test_each_script_is_tested_here_and_stands_nowhere_else() -> None:
    names = {path.stem for path in SCRIPTS.glob("*.lua")}
    assert names == set(re.findall(r'\brun\("(\w+)"', Path(__file__).read_text()))
    shared = {path.stem for path in (SCRIPTS / "shared").glob("*.lua")}
    assert shared == {
        each for path in SCRIPTS.rglob("*.lua") for each in re.findall("-- include (.+)", path.read_text())
    }
    for package in ("service", "workers"):
        for module in (ROOT / package).rglob("*.py"):
            assert "redis.call" not in module.read_text(), module


def test_a_script_has_what_it_includes_and_the_keys_that_it_names() -> None:
    text = load("enqueue")
    assert "-- include" not in text
    assert f'local WAITING = "{keys.WAITING}"\n' in text
    assert text.count("local function join(") == 1
    assert "local METRICS" not in text


def test_admit_notes_what_it_lets_in(run: Run, redis: Redis) -> None:
    def admit(name: str, **other: int) -> list[int]:
        bounds = {"own": 9, "all": 99, "bytes": 10, "fit": 99, "of_batch": 0, "lapse": 30, **other}
        return run("admit", "one", name, 6, *bounds.values())

    assert [admit("a"), admit("a")] == [[0, 0], [0, 0]]
    assert 20 < redis.zscore("audit:admitted", "a one") - time.time() <= 30
    assert redis.hgetall("audit:kept:one") == {b"a": b"6", b"total": b"6"}
    assert admit("b", own=1) == [1, 1]
    assert admit("b", all=1, own=0) == [1, 1]
    assert admit("b", fit=1) == [3, 0]
    assert admit("b") == [4, b"6"]
    for name in range(4):
        run("wait", "two", str(name))
    assert run("admit", "five", "c", 1, 9, 5, 10, 99, 0, 30) == [2, 5]


def test_room_is_half_of_what_is_left(run: Run, redis: Redis) -> None:
    assert run("room", "one", 100, 10) == 5
    for name in range(4):
        run("wait", "one", str(name))
    assert [run("room", "one", 100, 10), run("room", "one", 4, 10), run("room", "two", 100, 10)] == [1, 0, 3]


def test_expand_makes_what_was_admitted_a_batch_that_expands(run: Run, redis: Redis) -> None:
    redis.zadd("audit:admitted", {"b one": 9})
    run("expand", "one", "b", 60)
    assert not redis.exists("audit:admitted")
    assert redis.zrange("audit:expanding:one", 0, -1) == [b"b"]
    assert 0 < redis.ttl("audit:expanding:one") <= 60


def test_withdraw_takes_back_what_lapsed(run: Run, redis: Redis) -> None:
    redis.zadd("audit:admitted", {"a one": time.time() - 5, "b one": time.time() + 5})
    redis.hset("audit:kept:one", mapping={"a": 1, "b": 2, "total": 3})
    run("withdraw")
    assert redis.zrange("audit:admitted", 0, -1) == [b"b one"]
    assert redis.hgetall("audit:kept:one") == {b"b": b"2", b"total": b"2"}


def test_count_bytes_takes_the_place_of_what_was_counted(run: Run, redis: Redis) -> None:
    redis.zadd("audit:admitted", {"a one": 9})
    run("count_bytes", "one", "b", 7, 1)
    assert not redis.exists("audit:kept:one"), "it was not counted before"
    run("count_bytes", "one", "a", 5, 0)
    run("count_bytes", "one", "a", 60_000_000_000, 1)
    assert redis.hgetall("audit:kept:one") == {b"a": b"60000000000", b"total": b"60000000000"}
    assert not redis.exists("audit:admitted")


def test_uncount_bytes_leaves_nothing_of_the_last(run: Run, redis: Redis) -> None:
    redis.hset("audit:kept:one", mapping={"a": 1, "b": 2, "total": 3})
    run("uncount_bytes", "one", "a")
    assert redis.hgetall("audit:kept:one") == {b"b": b"2", b"total": b"2"}
    run("uncount_bytes", "one", "b")
    assert not redis.exists("audit:kept:one")


def test_enqueue_lists_and_lets_wait_once(run: Run, redis: Redis) -> None:
    redis.zadd("audit:admitted", {"a one": 9})
    assert run("enqueue", "one", "a", 0, "[]", "f00") == b" 1  0"
    assert run("enqueue", "one", "a", 0, "later", "f00") == b" 1  0"
    assert redis.zrange("audit:files:one", 0, -1) == [b"f00a"]
    assert redis.lrange("audit:waiting:one", 0, -1) == [b"a"]
    assert redis.lrange("audit:round", 0, -1) == [b"one"]
    assert redis.hgetall("audit:list:one:facts") == {b"a": b"[]"}
    assert redis.zrange("audit:list:one", 0, -1) == [b"a"]
    assert not redis.exists("audit:admitted")


def test_position_is_a_run_or_a_place(run: Run, redis: Redis) -> None:
    assert run("position", "one", "a", 0) == b"   0"
    redis.rpush("audit:round", "one")
    redis.rpush("audit:waiting:one", "x", "a")
    redis.rpush("rq:queue:audits", "y-1")
    redis.set("audit:pace", 2)
    redis.zadd("audit:workers", {"w": time.time()})
    assert run("position", "one", "a", 5) == b" 3 2 1"
    redis.zadd("audit:workers", {"w": time.time() - 6})
    assert run("position", "one", "y", 5) == b" 1 2 0"
    redis.hset("audit:a", mapping={"stage": "reading", "done": 1})
    assert run("position", "one", "a", 0) == b"reading 1    "


def test_position_among_many_clients_is_reckoned_from_a_hundred(run: Run, redis: Redis) -> None:
    for number in range(400):
        for name in "ab":
            run("wait", f"client-{number:03}", f"{name}{number}")
    for name in "xyz":
        run("wait", "one", name)
    redis.config_resetstat()
    place = int(run("position", "one", "z", 0).split()[0])
    assert place == 2 + 400 * 2 + 1
    assert redis.info("commandstats")["cmdstat_llen"]["calls"] <= 102


def test_the_place_is_the_same_from_either_end_of_a_long_list(run: Run, redis: Redis) -> None:
    for number in range(250):
        run("wait", "one", str(number))
    places = [int(run("position", "one", str(number), 0).split()[0]) for number in (0, 120, 149, 150, 249)]
    assert places == [1, 121, 150, 151, 250]


def test_join_asks_few_of_many_clients(run: Run, redis: Redis) -> None:
    names = [f"client-{number:03}" for number in range(400)]
    redis.rpush("audit:round", *names)
    for served in (399, 250, 1, 0):
        redis.sadd("audit:served", *names[served:])
        redis.config_resetstat()
        run("wait", f"new-{served}", "a")
        assert redis.info("commandstats")["cmdstat_sismember"]["calls"] <= 11
        after = redis.lrange("audit:round", 0, -1)
        assert after.index(f"new-{served}".encode()) == after.index(names[served].encode()) - 1


def test_list_keeps_what_is_known_already(run: Run, redis: Redis) -> None:
    redis.hset("audit:list:one:facts", "a", "known")
    for name in "ab":
        run("list", "one", name, "new", "f00")
    assert redis.zrange("audit:files:one", 0, -1) == [b"f00a", b"f00b"]
    assert redis.zrange("audit:list:one", 0, -1) == [b"a", b"b"]
    assert redis.hgetall("audit:list:one:facts") == {b"a": b"known", b"b": b"new"}


def test_wait_joins_the_round_before_who_was_served(run: Run, redis: Redis) -> None:
    redis.rpush("audit:round", "new", "served")
    redis.sadd("audit:served", "served", "back")
    run("wait", "one", "a")
    run("wait", "back", "b")
    assert redis.lrange("audit:round", 0, -1) == [b"new", b"one", b"served", b"back"]
    assert redis.lrange("audit:waiting:one", 0, -1) == [b"a"]


def test_requeue_comes_first(run: Run, redis: Redis) -> None:
    redis.rpush("audit:waiting:one", "c")
    run("requeue", "one", "b", "a")
    assert redis.lrange("audit:waiting:one", 0, -1) == [b"a", b"b", b"c"]
    assert redis.lrange("audit:round", 0, -1) == [b"one"]


def test_next_waits_for_a_free_worker_and_serves_by_turns(run: Run, redis: Redis) -> None:
    def following() -> bytes | None:
        return run("next", 5, 60)

    assert following() is None
    redis.rpush("audit:round", "many long", "one")
    redis.rpush("audit:waiting:one", "a", "b")
    redis.rpush("audit:waiting:many long", "l", "m")
    assert following() == b"l", "it may be long, for one worker is counted on"
    assert redis.zrange("audit:long", 0, -1) == [b"l"]
    assert [following(), following(), following()] == [b"a", b"b", None]
    assert redis.smembers("audit:served") == {b"one"}
    redis.delete("audit:long")
    redis.rpush("rq:queue:audits:intermediate", "x-1")
    assert following() is None
    now = time.time()
    redis.zadd("audit:workers", {"one": now, "other": now, "dead": now - 60})
    assert [following(), redis.exists("audit:round")] == [b"m", 0]


def test_note_heard_of_notes_the_time_of_redis(run: Run, redis: Redis) -> None:
    noted = float(run("note_heard_of", "audit:workers", "w"))
    assert redis.zscore("audit:workers", "w") == pytest.approx(noted, abs=0.01)
    assert abs(noted - redis.time()[0]) <= 1


def test_heard_of_names_those_of_late_and_forgets_those_of_long_ago(run: Run, redis: Redis) -> None:
    now = redis.time()[0]
    redis.zadd("audit:workers", {"new": now, "old": now - 6, "gone": now - 61, "to come": now + 61})
    assert run("heard_of", "audit:workers", 5, 60) == [b"new"]
    assert redis.zrange("audit:workers", 0, -1) == [b"old", b"new"]


def test_begin_long_counts_those_that_run_still(run: Run, redis: Redis) -> None:
    redis.zadd("audit:long", {"dead": time.time() - 6})
    assert [run("begin_long", name, 5) for name in ("a", "b", "a")] == [1, 2, 2]


def test_leave_takes_out_of_both_lists(run: Run, redis: Redis) -> None:
    redis.zadd("audit:admitted", {"a one": 9})
    redis.rpush("audit:round", "one", "one long", "two")
    redis.rpush("audit:waiting:one", "a", "b")
    redis.rpush("audit:waiting:one long", "a")
    run("leave", "one", "a")
    assert redis.lrange("audit:round", 0, -1) == [b"one", b"two"]
    assert redis.lrange("audit:waiting:one", 0, -1) == [b"b"]
    assert not redis.exists("audit:admitted")


def test_depth_is_of_all_kinds_whatever_came_and_went(run: Run, redis: Redis) -> None:
    run("enqueue", "one", "a", 0, "[]", "f00")
    run("enqueue", "one", "a", 0, "[]", "f00")
    run("wait", "one long", "b")
    run("wait", "one tasks", "c_batch")
    run("requeue", "two", "e", "d")
    run("wait", "two tasks", "c_html__en")
    assert run("depth") == 6
    assert redis.zrange("audit:backlog:audits", 0, -1, withscores=True) == [
        (name, 0) for name in (b"a", b"b", b"d", b"e")
    ]
    assert [redis.zrange(f"audit:backlog:{kind}", 0, -1) for kind in ("batches", "documents")] == [
        [b"c_batch"],
        [b"c_html__en"],
    ]
    run("leave", "two", "e")
    assert run("depth") == 5
    redis.zadd("audit:workers", {"one": time.time()})
    while run("next", 5, 60):
        pass
    assert run("depth") == 0


def test_backlog_tells_the_oldest_of_each_kind_and_what_is_ready(run: Run, redis: Redis) -> None:
    assert run("backlog") == []
    redis.zadd("audit:backlog:audits", {"b": 0, "a": 0})
    redis.zadd("audit:backlog:batches", {"x_batch": 9, "y_batch": 7})
    redis.rpush("rq:queue:audits", "c-1", "d_batch-2")
    redis.rpush("rq:queue:scans", "e-2", "f-2")
    redis.hset("rq:job:e-2", "enqueued_at", "then")
    assert run("backlog") == [
        [b"audits", b"a", b"0"],
        [b"batches", b"y_batch", b"7"],
        [b"", b"c-1", b""],
        [b"", b"d_batch-2", b""],
        [b"scans", b"e-2", b"then"],
    ]


def test_waiting_names_what_waits_list_by_list(run: Run, redis: Redis) -> None:
    assert run("waiting") == []
    redis.rpush("audit:round", "one", "two long")
    redis.rpush("audit:waiting:one", "a", "b")
    redis.rpush("audit:waiting:two long", "c")
    assert run("waiting") == [b"a b", b"c"]


def test_hold_and_release_are_for_the_holder_alone(run: Run, redis: Redis) -> None:
    assert [run("hold", "x", token, 500) for token in ("one", "one", "other")] == [1, 1, 0]
    redis.pexpire("audit:x:lease", 99_000)
    assert run("hold", "x", "other", 500) == 0
    assert 0 < redis.pttl("audit:x:lease") <= 500
    assert [run("release", "x", token) for token in ("other", "one", "one")] == [0, 1, 0]


def test_complete_is_for_who_began(run: Run, redis: Redis) -> None:
    run("rebuild", "one")
    assert [run("complete", maker, "3") for maker in ("other", "one")] == [0, 1]
    assert redis.get("audit:complete") == b"3 appended"


def test_lists_are_what_is_noted_of_this_servers_history_alone(run: Run, redis: Redis) -> None:
    run("rebuild", "one")
    assert [run("lists_are", state) for state in ("3", "other", "one")] == [0, 0, 1]
    run("complete", "one", "3")
    assert [run("lists_are", state) for state in ("3", "one")] == [1, 0]
    for noted in ("3", "3 another", "one another"):
        redis.set("audit:complete", noted)
        assert [run("lists_are", state) for state in ("3", "one")] == [0, 0]
        assert run("complete", "one", "3") == 0


def test_the_history_is_that_of_the_append_only_file_where_there_is_one(run: Run, redis: Redis) -> None:
    run("rebuild", "one")
    assert redis.get("audit:complete") == b"one appended"
    redis.config_set("appendonly", "no")
    try:
        run("rebuild", "one")
        assert redis.get("audit:complete") == f"one {redis.info('server')['run_id']}".encode()
    finally:
        redis.config_set("appendonly", "yes")
        wait_for(lambda: not redis.info("persistence")["aof_rewrite_in_progress"])  # it would not end before


def test_count_request_begins_a_window_and_keeps_it(run: Run, redis: Redis) -> None:
    assert [run("count_request", "k", 60) for _ in range(2)] == [[1, 60], [2, 60]]
    redis.persist("audit:rate:k")
    redis.expire("audit:rate:k", 3600)
    assert run("count_request", "k", 60) == [3, 60]


def test_add_adds_to_each_counter(run: Run, redis: Redis) -> None:
    run("add", "x", 1.5, 'y{a="b"}', 1)
    run("add", "x", 2)
    run("add")
    assert redis.hgetall("audit:metrics") == {b"x": b"3.5", b'y{a="b"}': b"1"}


def test_next_attempt_counts_and_forgets_how_far_the_last_one_was(run: Run, redis: Redis) -> None:
    redis.hset("audit:x", mapping={"stage": "reading", "done": 1, "started_at": "then", "crashes": 2})
    assert [run("next_attempt", "x", 60) for _ in range(2)] == [1, 2]
    assert redis.hgetall("audit:x") == {b"attempt": b"2", b"crashes": b"2"}
    assert 0 < redis.ttl("audit:x") <= 60


def test_note_duration_lets_the_pace_follow(run: Run, redis: Redis) -> None:
    run("note_duration", 2, 0.5, 1)
    assert float(redis.get("audit:pace") or 0) == 1.5
    run("note_duration", 0.5, 0.5, 1)
    assert float(redis.get("audit:pace") or 0) == 1.0


def test_list_ended_lists_and_counts_and_tells(run: Run, redis: Redis) -> None:
    redis.zadd("audit:admitted", {"a one": 9})
    with redis.pubsub(ignore_subscribe_messages=True) as heard:
        heard.subscribe("audit:endings")
        heard.get_message(timeout=1)
        run("list_ended", "one", "a", "facts", "ab12", "content", 5, 70)
        message = heard.get_message(timeout=1)
    assert message
    assert message["data"] == b"a"
    assert redis.zrange("audit:list:one", 0, -1) == [b"a"]
    assert redis.zrange("audit:files:one", 0, -1) == [b"ab12a"]
    assert redis.hgetall("audit:list:one:facts") == {b"a": b"facts"}
    assert redis.hgetall("audit:contents:one") == {b"content": b"a"}
    assert redis.zrange("audit:ended", 0, -1, withscores=True) == [(b"a", 5.0)]
    assert redis.hgetall("audit:kept:one") == {b"a": b"70", b"total": b"70"}
    assert not redis.exists("audit:admitted")
