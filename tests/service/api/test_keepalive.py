import time
from contextlib import contextmanager
from types import SimpleNamespace

import gevent
import pytest
from gevent import socket
from gunicorn.config import Config

from service.api import keepalive
from service.api.connections import Connections
from service.api.keepalive import RequestsInTurn

REQUEST = b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def connection(monkeypatch):
    """The requests of a connection that is announced to be kept open for a second, and its client's end."""
    monkeypatch.setattr(keepalive, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(keepalive, "BEYOND", 0.5)
    cfg = Config()
    cfg.set("keepalive", 1)
    ours, theirs = socket.socketpair()
    connections = Connections(1, 0)
    with connections.opened(ours, "a"):
        yield SimpleNamespace(
            requests=RequestsInTurn(cfg, ours, ("127.0.0.1", 1), connections), client=theirs, all=connections
        )
    ours.close()
    theirs.close()


@contextmanager
def taking(least: float, most: float):
    begun = time.monotonic()
    yield
    assert least <= time.monotonic() - begun < most


def test_the_next_request_may_come_after_the_time_that_was_announced(connection) -> None:
    connection.client.sendall(REQUEST % b"1")
    assert next(connection.requests).path == "/1"
    gevent.spawn_later(1.2, connection.client.sendall, REQUEST % b"2")
    assert next(connection.requests).path == "/2"


def test_it_ends_where_none_comes(connection) -> None:
    connection.client.sendall(REQUEST % b"1")
    next(connection.requests)
    with taking(1.4, 5), pytest.raises(StopIteration):
        next(connection.requests)


@pytest.mark.parametrize("sent", [b"", b"GET /1 HT"])
def test_the_first_one_must_come_soon(connection, sent: bytes) -> None:
    connection.client.sendall(sent)
    with taking(0.1, 1), pytest.raises(StopIteration):
        next(connection.requests)


def test_a_head_that_has_begun_must_end_soon(connection) -> None:
    connection.client.sendall(REQUEST % b"1" + b"GET /2 HT")
    next(connection.requests)
    with taking(0.1, 1), pytest.raises(StopIteration):
        next(connection.requests)


def test_the_rest_of_a_body_that_nobody_read_must_come_soon(connection) -> None:
    connection.client.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123")
    next(connection.requests)
    with taking(0.1, 1), pytest.raises(StopIteration):
        next(connection.requests)


def test_requests_that_were_sent_at_once_come_at_once(connection) -> None:
    connection.client.sendall(REQUEST % b"1" + REQUEST % b"2")
    with taking(0, 0.9):
        assert [next(connection.requests).path for _ in range(2)] == ["/1", "/2"]


@pytest.mark.parametrize("end", [lambda it: it.all.end_idle(), lambda it: it.client.close()])
def test_one_that_is_ended_while_it_is_idle_has_no_more_requests(connection, end) -> None:
    connection.client.sendall(REQUEST % b"1")
    next(connection.requests)
    gevent.spawn_later(0.1, end, connection)
    with taking(0, 1), pytest.raises(StopIteration):
        next(connection.requests)
