import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.storage.course import Courses
from service.storage.redis_index import connect
from service.storage.turns import Turns


@pytest.fixture
def turns(redis_url: str) -> Turns:
    return Turns(connect(redis_url))


def place(turns: Turns, client: str, audit_id: str) -> int | None:
    """How many come before it."""
    position = Courses(turns._redis, "a queue").of(client, audit_id).position
    return None if position is None else position - 1


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
