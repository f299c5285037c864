from types import SimpleNamespace

import gevent
import pytest
from gevent import socket
from gunicorn.http.body import ChunkedReader, LengthReader
from gunicorn.http.unreader import IterUnreader

from service.api import bodies
from service.api.bodies import Incoming, linger


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_a_client_that_asks_first_is_told_to_go_on_when_its_body_is_read(pair) -> None:
    ours, theirs = pair
    reader = Incoming(LengthReader(IterUnreader([b"abc"]), 3), ours, expected=True)
    assert reader.is_abandoned
    assert reader.read(3) == b"abc"
    assert theirs.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert not reader.is_abandoned


def test_a_chunked_body_is_read_to_its_end(pair) -> None:
    chunks = [b"1\r\nx\r\n" * 1_000 + b"0\r\n\r\n"]
    reader = Incoming(ChunkedReader(SimpleNamespace(), IterUnreader(chunks)), pair[0], expected=False)
    assert reader.is_abandoned
    assert reader.read(2_000) == b"x" * 1_000
    assert not reader.is_abandoned


def test_many_chunks_let_others_go_on(pair) -> None:
    reader = Incoming(
        ChunkedReader(SimpleNamespace(), IterUnreader([b"1\r\nx\r\n" * 5_000 + b"0\r\n\r\n"])), pair[0], expected=False
    )
    turns: list[bool] = []
    other = gevent.spawn(lambda: [turns.append(gevent.sleep(0) is None) for _ in range(100)])
    reader.read(5_000)
    assert len(turns) > 5
    other.kill()


def test_who_still_sends_gets_the_answer(pair) -> None:
    ours, theirs = pair
    ours.sendall(b"answer")
    ending = gevent.spawn(linger, ours)
    theirs.sendall(b"x" * 3_000_000)
    theirs.shutdown(socket.SHUT_WR)
    assert theirs.recv(100) == b"answer"
    ending.join(5)
    assert ending.ready()


def test_who_is_silent_is_not_waited_for(pair, monkeypatch) -> None:
    monkeypatch.setattr(bodies, "LINGERING_SILENCE", 0.1)
    linger(pair[0])


def test_what_is_thrown_away_is_bounded(pair, monkeypatch) -> None:
    monkeypatch.setattr(bodies, "LINGERING_BYTES", 1)
    ours, theirs = pair
    theirs.sendall(b"xx")
    linger(ours)
    assert theirs.recv(1) == b""
