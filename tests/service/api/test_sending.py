import struct
from types import SimpleNamespace

import gevent
import pytest
from gevent import socket

from service.api import bodies, sending
from service.api.sending import Answer, ReadTooSlowly, Unsent


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_a_client_that_does_not_read_is_cut(pair, monkeypatch) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.1)
    monkeypatch.setattr(sending, "RATE", 10**9)
    ours, _ = pair
    with pytest.raises(ReadTooSlowly), Unsent().sending(ours, 10_000_000):
        ours.sendall(b"x" * 10_000_000)
    assert ours.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8) == struct.pack("ii", 1, 0)


def test_where_too_much_is_unsent_who_reads_for_the_longest_is_cut(pair, monkeypatch) -> None:
    monkeypatch.setattr(sending, "UNSENT", 15_000_000)
    unsent, other = Unsent(), socket.socketpair()
    cut = gevent.spawn(_failure, unsent, pair[0])
    gevent.sleep(0)
    with unsent.sending(other[0], 10_000_000):
        assert isinstance(cut.get(timeout=5), OSError)
    for each in other:
        each.close()


def _failure(unsent: Unsent, client) -> OSError | None:
    try:
        with unsent.sending(client, 10_000_000):
            client.sendall(b"x" * 10_000_000)
    except OSError as error:
        return error
    return None


@pytest.mark.parametrize(("left", "closes"), [(0, False), (1_000, False), (10**6, True)])
def test_a_connection_ends_where_much_of_a_body_was_left_unread(pair, left, closes) -> None:
    body = SimpleNamespace(reader=SimpleNamespace(length=left), failed=False)
    req = SimpleNamespace(body=body, _expected_100_continue=False, should_close=lambda: False)
    bodies.receive(req, pair[0])
    answer = Answer(req, pair[0], SimpleNamespace())
    answer.response_length = 1
    assert answer.should_close() is closes
