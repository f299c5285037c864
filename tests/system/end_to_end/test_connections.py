"""Clients that don't keep to what is usual, beside those that ask for health."""

import http.client
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from service.storage.keys import Keys, Scope
from tests.system.end_to_end.serving import EXAMPLE, Service, started


def connected(service: Service) -> socket.socket:
    place = urlsplit(service.url)
    return socket.create_connection((str(place.hostname), place.port or 0), timeout=30)


@pytest.mark.parametrize("chunked", [False, True])
def test_who_sends_too_much_before_it_reads_gets_the_answer(service: Service, chunked: bool) -> None:
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=60)
    body = (b"x" * 65_536 for _ in range(1_000))
    length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(65_536_000)}
    connection.request("POST", "/v1/reports", body, {"Content-Type": "text/plain", **length}, encode_chunked=chunked)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Connection"]) == (413, "close")
    connection.close()


TEXT, JSON, FORM = "text/plain", "application/json", "multipart/form-data; boundary=x"


def said_first(service: Service, path: str, **headers: str) -> int:
    """The status by which a client that asks before it sends 3 MB is answered, having sent nothing of them."""
    head = {"Host": "localhost", "Expect": "100-continue", "Content-Length": "3000000", **headers}
    with connected(service) as opened:
        opened.sendall(f"POST {path} HTTP/1.1\r\n".encode())
        opened.sendall("".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + b"\r\n")
        return int(opened.recv(100).split()[1])


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v1/reports", {"Content-Type": TEXT}, 100),
        ("/v1/audits", {"Content-Type": FORM}, 100),
        ("/v1/archives", {"Content-Type": "application/zip"}, 100),
        ("/v1/reports", {"Content-Type": TEXT, "Content-Length": "100000000"}, 413),
        ("/v1/drafts", {"Content-Type": JSON}, 413),
        ("/v1/archives", {"Content-Type": "application/zip", "Content-Length": "200000000"}, 413),
        ("/v1/reports", {"Content-Type": FORM}, 415),
        ("/v1/reports", {"Content-Type": TEXT, "Content-Encoding": "gzip"}, 415),
        ("/v1/archives", {"Content-Type": TEXT}, 415),
        ("/v1/drafts", {"Content-Type": TEXT}, 415),
        ("/v1/none", {"Content-Type": TEXT}, 404),
        ("/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B", {"Content-Type": TEXT}, 405),
    ],
)
def test_who_asks_first_is_told_before_it_sends(
    service: Service, path: str, headers: dict[str, str], status: int
) -> None:
    assert said_first(service, path, **headers) == status


def test_who_asks_first_without_a_key_or_too_often_is_told_before_it_sends(tmp_path: Path) -> None:
    with started(tmp_path, AUDIT_REQUESTS_A_MINUTE="2") as service:
        key = {"Authorization": f"Bearer {Keys(service.folder).add('one', (Scope.WRITE,))}"}
        assert said_first(service, "/v1/reports") == 401
        assert [said_first(service, "/v1/reports", **key) for _ in range(3)] == [100, 100, 429]


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.parametrize(
    "sent",
    [
        ["-X", "POST", "-T", "{file}", "-H", "Content-Type: text/plain", "{url}/v1/reports"],
        ["-X", "POST", "-T", "{file}", "-H", "Transfer-Encoding: chunked", "{url}/v1/reports"],
        ["-F", "file=@{file};type=text/plain", "{url}/v1/audits"],
    ],
)
def test_curl_asks_first_and_sends_a_long_report(service: Service, tmp_path: Path, sent: list[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(EXAMPLE.read_bytes() + "\n公开信息。".encode() * 100_000)
    words = [word.format(file=file, url=service.url) for word in sent]
    command = ["curl", "-sv", "-m", "30", "-o", "/dev/null", "-H", "Expect: 100-continue", *words]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert [line.split()[2] for line in log.splitlines() if line.startswith("< HTTP/1.1 ")] == ["100", "202"]


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


def asked(opened: socket.socket, path: str = "/version") -> bytes:
    """The status and headers of the answer to a request on an open connection; nothing where it was ended."""
    opened.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    answer = http.client.HTTPResponse(opened)
    try:
        answer.begin()
    except ConnectionError:
        return b""
    answer.read()
    return f"{answer.status} {answer.headers['Connection']} {answer.headers['Keep-Alive']}".encode()


def is_ended(opened: socket.socket) -> bool:
    return opened.recv(1) == b""


def test_a_connection_is_kept_for_a_minute_and_says_so(service: Service) -> None:
    with connected(service) as opened:
        assert asked(opened) == b"200 keep-alive timeout=60"
        time.sleep(4)
        assert asked(opened) == b"200 keep-alive timeout=60"


def test_it_is_kept_for_longer_than_it_says_and_ended_then(tmp_path: Path) -> None:
    with started(tmp_path, AUDIT_IDLE_SECONDS="1") as service, connected(service) as opened:
        assert asked(opened) == b"200 keep-alive timeout=1"
        time.sleep(2)
        assert asked(opened) == b"200 keep-alive timeout=1"
        begun = time.monotonic()
        assert is_ended(opened)
        assert 5 < time.monotonic() - begun < 15


@pytest.mark.parametrize("sent", [b"", b"GET /version HTTP/1.1\r\nHost: "])
def test_a_head_that_does_not_come_ends_it_soon(service: Service, sent: bytes) -> None:
    for is_first in (True, False):
        with connected(service) as opened:
            if not is_first:
                asked(opened)
            if is_first or sent:
                opened.sendall(sent)
                begun = time.monotonic()
                assert is_ended(opened)
                assert 1 < time.monotonic() - begun < 10


def test_idle_connections_make_room_for_new_ones(tmp_path: Path) -> None:
    with started(tmp_path, AUDIT_CONNECTIONS_AN_ADDRESS="3", AUDIT_API_PROCESSES="1") as service:
        opened = [connected(service) for _ in range(8)]
        try:
            assert [asked(each) for each in opened] == [b"200 keep-alive timeout=60"] * 8
            assert all(map(is_ended, opened[:5]))
            assert [asked(each) for each in opened[5:]] == [b"200 keep-alive timeout=60"] * 3
        finally:
            for each in opened:
                each.close()
        assert "Traceback" not in service.log()


def test_the_service_waits_for_no_idle_connection_when_it_ends(tmp_path: Path) -> None:
    with started(tmp_path) as service, connected(service) as opened:
        asked(opened)
        begun = time.monotonic()
        assert service.stop() == 0
        assert time.monotonic() - begun < 5
        assert is_ended(opened)
        assert "Traceback" not in service.log()


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node")
def test_the_agent_of_node_meets_no_reset_on_connections_that_it_reuses(service: Service) -> None:
    command = ["node", Path(__file__).with_name("agent.mjs"), f"{service.url}/version", "32", "3", "2000"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert json.loads(told) == {"new": 32, "reused": 96}
