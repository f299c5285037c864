import ipaddress
import socket
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
