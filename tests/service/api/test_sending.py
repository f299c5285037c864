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


@pytest.mark.parametrize(
    ("method", "body", "sent"), [("GET", b"ok", [b"ok"]), ("GET", b"", [b""]), ("HEAD", b"ok", [b""])]
)
def test_the_head_of_a_short_answer_is_sent_with_its_body(method, body, sent) -> None:
    """Each part that is sent is a message of its own here."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    answer = _answer(ours, method)
    answer.start_response("200 OK", [("Content-Length", str(len(body)))])
    answer.write(body)
    answer.close()
    assert _told(ours, theirs) == sent


def test_the_head_of_a_long_answer_is_sent_before_it(monkeypatch) -> None:
    monkeypatch.setattr(sending, "_SHORT", 2)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    answer = _answer(ours, "GET")
    answer.start_response("200 OK", [("Content-Length", "6")])
    for part in (b"long", b"er"):
        answer.write(part)
    assert _told(ours, theirs) == [b"", b"long", b"er"]


def test_each_part_of_an_answer_in_chunks_is_sent_behind_its_head() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    answer = _answer(ours, "GET")
    answer.start_response("200 OK", [])
    answer.write(b"ok")
    assert _told(ours, theirs) == [b"", b"2\r\nok\r\n"]


def _answer(client, method: str) -> Answer:
    body = SimpleNamespace(reader=SimpleNamespace(length=0), failed=False)
    req = SimpleNamespace(
        method=method, version=(1, 1), body=body, _expected_100_continue=False, should_close=lambda: True
    )
    bodies.receive(req, client)
    return Answer(req, client, SimpleNamespace(keepalive=2, is_ssl=False, sendfile=False))


def _told(ours, theirs) -> list[bytes]:
    """What was sent, part by part; the head is left out."""
    ours.close()
    parts = list(iter(lambda: theirs.recv(1000), b""))
    theirs.close()
    return [parts[0].partition(b"\r\n\r\n")[2], *parts[1:]]
