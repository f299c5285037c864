"""Clients that don't keep to what is usual, beside those that ask for health."""

import http.client
import socket
from urllib.parse import urlsplit

import pytest

from tests.system.end_to_end.serving import EXAMPLE, Service, started


@pytest.mark.parametrize("chunked", [False, True])
def test_who_sends_too_much_before_it_reads_gets_the_answer(service: Service, chunked: bool) -> None:
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=60)
    body = (b"x" * 65_536 for _ in range(1_000))
    length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(65_536_000)}
    connection.request("POST", "/v1/reports", body, {"Content-Type": "text/plain", **length}, encode_chunked=chunked)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Connection"]) == (413, "close")
    connection.close()


@pytest.mark.parametrize(("length", "said"), [(100_000_000, b"413"), (1_000, b"100")])
def test_who_asks_first_is_told_before_it_sends(service: Service, length: int, said: bytes) -> None:
    place = urlsplit(service.url)
    with socket.create_connection((place.hostname, place.port), timeout=30) as opened:
        opened.sendall(
            f"POST /v1/reports HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {length}\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        assert opened.recv(100).split()[1] == said


def test_health_is_answered_where_an_address_has_all_its_connections(tmp_path) -> None:
    with started(tmp_path, AUDIT_CONNECTIONS_AN_ADDRESS="1", AUDIT_API_PROCESSES="1") as service:
        place = urlsplit(service.url)
        with socket.create_connection((place.hostname, place.port)) as opened:
            opened.sendall(b"POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n")
            assert service.call("GET", "/healthz").status == 200
            assert service.call("GET", "/readyz").status == 200
            refused = service.call("POST", "/v1/reports", EXAMPLE.read_bytes())
            assert (refused.status, refused.body["type"]) == (503, "/problems/too-many-connections")
            assert int(refused.headers["Retry-After"]) > 0
        assert service.call("GET", "/version").status == 200
