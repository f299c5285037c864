from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.storage.course import Courses
from service.storage.redis_index import RedisIndex, connect
from service.storage.turns import Turns


@pytest.fixture
def turns(redis_url: str) -> Turns:
    return Turns(connect(redis_url))


def place(turns: Turns, client: str, audit_id: str) -> int | None:
    """How many come before it."""
    position = courses(turns).of(client, audit_id).position
    return None if position is None else position - 1


@cache
def courses(turns: Turns) -> Courses:
    return Courses(turns._redis, "a queue")


def served(turns: Turns) -> list[str]:
    found = []
    while audit_id := turns.next():
        found.append(audit_id)
    return found


def test_clients_are_served_by_turns_and_each_in_its_order(turns: Turns) -> None:
    turns.enter("many", *(f"m{number}" for number in range(5)))
    turns.enter("one", "o0")
    turns.enter("two", "t0", "t1")
    assert served(turns) == ["m0", "o0", "t0", "m1", "t1", "m2", "m3", "m4"]
    assert turns.counts("many") == (0, 0)


def test_who_comes_anew_is_next_even_behind_one_who_was_just_served(turns: Turns) -> None:
    turns.enter("many", *(f"m{number}" for number in range(5)))
    assert turns.next() == "m0"
    turns.enter("two", "t0")
    turns.enter("one", "o0")
    assert [place(turns, *of) for of in (("two", "t0"), ("one", "o0"), ("many", "m1"))] == [0, 1, 2]
    assert served(turns) == ["t0", "o0", "m1", "m2", "m3", "m4"]


def test_who_sends_one_after_the_other_keeps_nobody_out(turns: Turns) -> None:
    turns.enter("many", *(f"m{number}" for number in range(10)))
    turns.enter("one", "o")
    found = []
    for _ in range(10):
        found.append(turns.next())
        if found[-1] == "o":
            turns.enter("one", "o")
    assert found == ["m0", "o", "m1", "o", "m2", "o", "m3", "o", "m4", "o"]


def test_what_was_lost_comes_back_before_what_came_since(turns: Turns) -> None:
    turns.enter("many", "m2", "m3")
    turns.come_back("many", "m0", "m1")
    turns.come_back("one", "o0")
    assert served(turns) == ["m0", "o0", "m1", "m2", "m3"]


def test_who_was_lost_from_the_round_joins_it_with_the_next_of_his(turns: Turns) -> None:
    turns.enter("one", "a")
    turns._redis.delete("audit:round")
    turns.come_back("one", "b")
    assert served(turns) == ["b", "a"]


def test_nothing_has_its_turn_before_a_worker_is_free(turns: Turns, redis_url: str) -> None:
    redis = connect(redis_url)
    turns.enter("one", *"abcdef")
    redis.rpush("ready", "x")
    assert turns.next("ready", "taken") is None
    for worker in ("one", "two", "three"):
        RedisIndex(redis).worker_lives(worker)
    redis.rpush("taken", "y")
    assert turns.next("ready", "taken") == "a"
    redis.rpush("ready", "a")
    assert turns.next("ready", "taken") is None
    redis.delete("ready", "taken", "audit:workers")
    assert turns.next("ready", "taken") == "b", "one worker is counted on"


def test_one_of_another_client_is_next_but_one_behind_thousands(turns: Turns) -> None:
    turns.enter("many", *(f"m{number}" for number in range(5000)))
    turns.enter("one", "o0")
    assert place(turns, "one", "o0") == 1
    assert place(turns, "many", "m4999") == 5000
    assert (turns.counts("one"), turns.oldest()) == ((1, 5001), "m0")


def test_who_comes_back_is_served_before_those_of_the_same_client_that_came_since(turns: Turns) -> None:
    turns.enter("one", "c", "d")
    turns.enter("two", "x")
    turns.come_back("one", "a", "b")
    turns.come_back("three", "y", "z")
    assert served(turns) == ["a", "x", "y", "b", "z", "c", "d"]
    assert turns.all() == set()


def test_who_leaves_is_not_served(turns: Turns) -> None:
    turns.enter("one", "a", "b")
    turns.enter("two", "c")
    turns.leave("two", "c")
    turns.leave("two", "unknown")
    turns.leave("one", "a")
    assert (place(turns, "one", "a"), place(turns, "one", "b"), turns.all()) == (None, 0, {"b"})
    assert served(turns) == ["b"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from("EEEBLN"), st.sampled_from(["", "b", "c.d"]), st.integers(0, 9))),
    data=st.data(),
)
def test_whatever_happens_each_place_is_the_place_in_which_it_is_served(turns: Turns, steps, data) -> None:
    connected = turns._redis
    connected.flushdb()
    waiting: dict[str, list[str]] = {}
    for number, (step, client, index) in enumerate(steps):
        own = waiting.setdefault(client, [])
        if step == "E":
            turns.enter(client, f"{client}/{number}")
            own.append(f"{client}/{number}")
        elif step == "B":
            turns.come_back(client, f"{client}/{number}", f"{client}/{number}b")
            own += [f"{client}/{number}", f"{client}/{number}b"]
        elif step == "L" and own:
            turns.leave(client, own.pop(index % len(own)))
        elif step == "N" and (first := turns.next()):
            waiting[first.rpartition("/")[0]].remove(first)
    everyone = [(client, audit_id) for client, own in waiting.items() for audit_id in own]
    assert turns.all() == {audit_id for _, audit_id in everyone}
    places = {audit_id: place(turns, client, audit_id) for client, audit_id in everyone}
    assert {audit_id: place for place, audit_id in enumerate(served(turns))} == places
