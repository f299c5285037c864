import time
from contextlib import contextmanager

import gevent
import pytest
from gevent import socket
from gunicorn.config import Config

from service.api import bodies, keepalive
from service.api.connections import Connections
from service.api.keepalive import RequestsInTurn

REQUEST = b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Connection:
    """The requests of a connection as the worker takes them, and its client's end."""

    def __init__(self) -> None:
        self._ours, self.client = socket.socketpair()
        self.connections = Connections(1, 0)
        self._requests = RequestsInTurn(Config(), self._ours, ("127.0.0.1", 1), self.connections)

    def next(self) -> str:
        """The path of the next request. Raises StopIteration."""
        with self.connections.opened(self._ours, "a"):
            request = next(self._requests)
        bodies.receive(request, self._ours)
        return str(request.path)

    def close(self) -> None:
        self._ours.close()
        self.client.close()


@pytest.fixture
def connection(monkeypatch):
    monkeypatch.setattr(keepalive, "HEAD_SECONDS", 0.2)
    made = Connection()
    yield made
    made.close()


@contextmanager
def taking(least: float, most: float):
    begun = time.monotonic()
    yield
    assert least <= time.monotonic() - begun < most


def test_the_next_request_may_come_later_than_a_head_may_end(connection) -> None:
    connection.client.sendall(REQUEST % b"1")
    assert connection.next() == "/1"
    gevent.spawn_later(0.5, connection.client.sendall, REQUEST % b"2")
    assert connection.next() == "/2"


@pytest.mark.parametrize("sent", [b"", b"GET /1 HT"])
def test_the_first_one_must_come_soon(connection, sent: bytes) -> None:
    connection.client.sendall(sent)
    with taking(0.1, 1), pytest.raises(StopIteration):
        connection.next()


def test_a_head_that_has_begun_must_end_soon(connection) -> None:
    connection.client.sendall(REQUEST % b"1" + b"GET /2 HT")
    connection.next()
    with taking(0.1, 1), pytest.raises(StopIteration):
        connection.next()


def test_the_rest_of_a_body_that_nobody_read_must_come_soon(connection) -> None:
    connection.client.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123")
    connection.next()
    with taking(0.1, 1), pytest.raises(StopIteration):
        connection.next()


def test_requests_that_were_sent_at_once_come_at_once(connection) -> None:
    connection.client.sendall(REQUEST % b"1" + REQUEST % b"2")
    with taking(0, 0.9):
        assert [connection.next() for _ in range(2)] == ["/1", "/2"]


@pytest.mark.parametrize("end", [lambda it: it.connections.end_idle(0), lambda it: it.client.close()])
def test_one_that_is_ended_while_it_is_idle_has_no_more_requests(connection, end) -> None:
    connection.client.sendall(REQUEST % b"1")
    connection.next()
    gevent.spawn_later(0.1, end, connection)
    with taking(0, 1), pytest.raises(StopIteration):
        connection.next()
