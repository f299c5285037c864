import ipaddress
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from service.api import connections
from service.api.connections import Connections


@pytest.fixture
def pairs():
    made = []

    def pair() -> tuple[socket.socket, socket.socket]:
        made.extend(socket.socketpair())
        return made[-2], made[-1]

    yield pair
    for each in made:
        each.close()


def surplus_of(kept: Connections, open_for: ExitStack, address: str, pairs) -> bool:
    client = pairs()[0]
    open_for.enter_context(kept.opened(client, address))
    return kept.is_surplus(client)


def test_an_address_has_its_share_and_others_theirs(pairs) -> None:
    kept = Connections(most=10, an_address=2)
    with ExitStack() as opened:
        assert [surplus_of(kept, opened, "a", pairs) for _ in range(3)] == [False, False, True]
        assert not surplus_of(kept, opened, "b", pairs)
    with ExitStack() as opened:
        assert not surplus_of(kept, opened, "a", pairs)


def test_a_named_proxy_has_the_connections_of_all_its_clients(pairs) -> None:
    kept = Connections(most=4, an_address=1, proxies=[ipaddress.ip_network("10.0.0.0/8")])
    with ExitStack() as opened:
        assert [surplus_of(kept, opened, "10.1.2.3", pairs) for _ in range(3)] == [False, False, False]
        assert [surplus_of(kept, opened, "11.1.2.3", pairs) for _ in range(2)] == [False, True]


def test_zero_lets_an_address_have_them_all_but_no_more(pairs) -> None:
    kept = Connections(most=3, an_address=0)
    with ExitStack() as opened:
        assert [surplus_of(kept, opened, "a", pairs) for _ in range(4)] == [False, False, False, True]


def test_of_too_many_beyond_the_limits_the_oldest_is_ended(pairs, monkeypatch) -> None:
    monkeypatch.setattr(connections, "SURPLUS", 1)
    kept = Connections(most=0, an_address=0)
    first, theirs = pairs()
    with kept.opened(first, "a"), kept.opened(pairs()[0], "a"):
        theirs.settimeout(5)
        assert theirs.recv(1) == b""
        assert not kept.is_surplus(first)


def test_the_longest_idle_of_an_address_is_ended_for_its_next_one(pairs) -> None:
    kept = Connections(most=10, an_address=2)
    with ExitStack() as opened:
        (elsewhere, _), (first, theirs), (second, _), (third, _) = (pairs() for _ in range(4))
        for client, address in ((elsewhere, "b"), (first, "a"), (second, "a")):
            opened.enter_context(kept.opened(client, address))

        def next_comes() -> bytes:
            opened.enter_context(kept.opened(third, "a"))
            return b"GET "

        read: dict[str, bytes] = {}

        def idle(name: str, client: socket.socket, meanwhile: Callable[[], bytes]) -> bytes:
            read[name] = kept.while_idle(client, meanwhile)
            return b"GET "

        idle("elsewhere", elsewhere, lambda: idle("first", first, lambda: idle("second", second, next_comes)))
        assert read == {"elsewhere": b"GET ", "first": b"", "second": b"GET "}
        assert not kept.is_surplus(third)
        theirs.settimeout(5)
        assert theirs.recv(1) == b""


def test_where_all_are_open_the_longest_idle_of_whatever_address_is_ended(pairs) -> None:
    kept = Connections(most=2, an_address=0)
    with ExitStack() as opened:
        (idle, theirs), (busy, _), (third, _), (fourth, _) = (pairs() for _ in range(4))
        for client, address in ((idle, "a"), (busy, "b")):
            opened.enter_context(kept.opened(client, address))

        def others_come() -> bytes:
            opened.enter_context(kept.opened(third, "c"))
            opened.enter_context(kept.opened(fourth, "d"))
            return b""

        kept.while_idle(idle, others_come)
        assert (kept.is_surplus(third), kept.is_surplus(fourth)) == (False, True)
        theirs.settimeout(5)
        assert theirs.recv(1) == b""


def test_one_that_was_ended_for_another_is_counted_once(pairs) -> None:
    kept = Connections(most=1, an_address=0)
    with ExitStack() as opened:
        (idle, _), (second, _), (third, _) = (pairs() for _ in range(3))
        with kept.opened(idle, "a"):
            kept.while_idle(idle, lambda: bytes(opened.enter_context(kept.opened(second, "a")) or b""))
        opened.enter_context(kept.opened(third, "a"))
        assert (kept.is_surplus(second), kept.is_surplus(third)) == (False, True)


def test_one_beyond_the_limits_is_admitted_once_there_is_room(pairs) -> None:
    kept = Connections(most=1, an_address=0)
    first, second = pairs()[0], pairs()[0]
    with ExitStack() as opened:
        with kept.opened(first, "a"):
            opened.enter_context(kept.opened(second, "b"))
            assert (kept.admits(first), kept.admits(second)) == (True, False)
        assert kept.admits(second)
        assert not kept.is_surplus(second)


def test_one_that_has_been_idle_for_too_long_is_ended(pairs) -> None:
    kept = Connections(most=2, an_address=0)
    (first, theirs), (second, other) = pairs(), pairs()

    def meanwhile() -> bytes:
        time.sleep(0.2)
        return kept.while_idle(second, lambda: bytes(kept.end_idle(0.1) or b"GET "))

    with kept.opened(first, "a"), kept.opened(second, "a"):
        assert kept.while_idle(first, meanwhile) == b""
        theirs.settimeout(5)
        assert theirs.recv(1) == b""
        other.setblocking(False)
        with pytest.raises(BlockingIOError):
            other.recv(1)
