"""Where callbacks may go, and where never."""

import http.server
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from service.config import Settings
from tests.service.audits.test_destinations import PRIVATE
from tests.workers.receiver import ALLOWED, HOST, PUBLIC, receiving
from workers.outgoing import http_client
from workers.outgoing.http_client import GuardedClient, NotAnswered, trusting

NETWORKS = {"AUDIT_CALLBACK_NETWORKS": "10.2.0.0/16"}
URL = f"https://{HOST}/hook?a=1"


def no_connection(address: str, port: int, seconds: float) -> socket.socket:
    raise AssertionError(f"connects to {address}")


@pytest.mark.parametrize("address", PRIVATE)
def test_no_connection_is_made_to_an_address_that_is_not_of_the_open_internet(address) -> None:
    for answers in ([address], [PUBLIC, address], [address, PUBLIC]):
        with pytest.raises(NotAnswered, match="private-address"):
            GuardedClient(
                ALLOWED.callback_destinations, lambda host, port, answers=answers: answers, no_connection
            ).post(URL, b"", {})


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "0", "2130706433", "0x7f.1"])
def test_a_private_host_by_any_name_is_found_out(host) -> None:
    with pytest.raises(NotAnswered, match=r"private-address|unresolvable"):
        GuardedClient(ALLOWED.callback_destinations, connect=no_connection).post(f"https://{host}/", b"", {})


def test_a_post_comes_with_its_path_headers_and_body() -> None:
    with receiving() as receiver:
        assert receiver.client().post(URL, "报告".encode(), {"X-Test": "1"}) == 200
    ((path, headers, body),) = receiver.got
    assert (path, headers["Host"], headers["X-Test"], body) == ("/hook?a=1", HOST, "1", "报告".encode())


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC]

    with receiving() as receiver:
        receiver.statuses, receiver.location = [307], "https://169.254.169.254/latest/meta-data"
        assert receiver.client(resolve).post(URL, b"", {}) == 307
    assert asked == [HOST]
    assert len(receiver.got) == 1


def test_a_second_answer_of_the_dns_leads_nowhere_else() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    with receiving() as receiver:
        post = receiver.client(lambda host, port: next(answers))
        assert post.post(URL, b"", {}) == 200
        with pytest.raises(NotAnswered, match="private-address"):
            post.post(URL, b"", {})
    assert next(answers, None) is None


def test_a_host_that_can_not_prove_itself_gets_nothing() -> None:
    with receiving("another.example.org") as receiver, pytest.raises(NotAnswered, match="tls"):
        receiver.client().post(URL, b"secret", {})
    assert receiver.got == []


def test_a_host_that_is_not_there_is_told() -> None:
    with pytest.raises(NotAnswered, match="unresolvable"):
        GuardedClient(ALLOWED.callback_destinations, lambda host, port: [], no_connection).post(URL, b"", {})

    def refused(address: str, port: int, seconds: float) -> socket.socket:
        raise ConnectionRefusedError

    with pytest.raises(NotAnswered, match="unreachable"):
        GuardedClient(ALLOWED.callback_destinations, lambda host, port: [PUBLIC], refused).post(URL, b"", {})


def drip(to_client) -> None:
    """Headers without an end, a byte at a time."""
    to_client.write(b"HTTP/1.1 200 OK\r\nX: ")
    with suppress(OSError):
        for _ in range(30):
            to_client.write(b"x")
            to_client.flush()
            time.sleep(0.1)


@pytest.mark.parametrize("delay", [drip, lambda to_client: time.sleep(3)])
def test_a_receiver_that_never_comes_to_an_end_is_given_up(monkeypatch, delay) -> None:
    monkeypatch.setattr(http_client, "SECONDS", 0.5)
    with receiving() as receiver:
        receiver.delay = delay
        begun = time.monotonic()
        with pytest.raises(NotAnswered, match="timeout"):
            receiver.client().post(URL, b"", {})
        assert time.monotonic() - begun < 2.9


def test_a_host_of_the_intranet_is_called_at_its_port_when_it_was_named() -> None:
    intranet = Settings(callback_hosts=(f"{HOST}:8443",))
    with receiving() as receiver:
        client = receiver.client(lambda host, port: ["10.2.3.4"], intranet, ("10.2.3.4", 8443))
        assert client.post(f"https://{HOST}:8443/hook", b"{}", {}) == 200
    ((path, headers, _),) = receiver.got
    assert (path, headers["Host"]) == ("/hook", f"{HOST}:8443")


def test_a_name_that_leads_from_the_intranet_to_another_network_gets_nothing() -> None:
    intranet = Settings(
        callback_hosts=(f"{HOST}:8443",), callback_networks=Settings.from_environment(NETWORKS).callback_networks
    )
    for address in ("10.3.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "::ffff:10.2.0.1", "fd00::1"):
        for answers in ([address], ["10.2.0.1", address]):
            client = GuardedClient(
                intranet.callback_destinations, lambda host, port, answers=answers: answers, no_connection
            )
            with pytest.raises(NotAnswered, match="private-address"):
                client.post(f"https://{HOST}:8443/", b"", {})


def test_a_redirect_into_an_allowed_network_is_not_followed() -> None:
    intranet = Settings(callback_hosts=(HOST,), callback_networks=Settings.from_environment(NETWORKS).callback_networks)
    with receiving() as receiver:
        receiver.statuses, receiver.location = [308], "https://10.2.0.1/"
        assert receiver.client(allowed=intranet).post(URL, b"", {}) == 308
    assert len(receiver.got) == 1


def test_a_receiver_of_a_private_authority_is_proved_by_the_operators_file(tmp_path: Path) -> None:
    with receiving() as receiver:
        file = tmp_path / "authority.pem"
        receiver.authority.cert_pem.write_to_path(str(file))

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            return socket.create_connection(("127.0.0.1", receiver.port), timeout=seconds)

        def client(authorities: Path | None) -> GuardedClient:
            return GuardedClient(
                ALLOWED.callback_destinations, lambda host, port: [PUBLIC], connect, trusting(authorities)
            )

        with pytest.raises(NotAnswered, match="tls"):
            client(None).post(URL, b"", {})
        assert client(file).post(URL, b"", {}) == 200
    assert trusting(file).cert_store_stats()["x509_ca"] > trusting(None).cert_store_stats()["x509_ca"]


def test_a_receiver_on_this_machine_is_called_without_tls_when_it_is_tried() -> None:
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.headers["Host"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        port = server.server_address[1]
        client = GuardedClient(
            Settings(callback_localhost=True).callback_destinations, lambda host, port: ["127.0.0.1"]
        )
        assert client.post(f"http://localhost:{port}/hook", b"{}", {}) == 204
    assert got == [("/hook", f"localhost:{port}")]


def test_localhost_that_leads_elsewhere_gets_nothing_while_it_is_tried() -> None:
    client = GuardedClient(
        Settings(callback_localhost=True).callback_destinations, lambda host, port: ["10.0.0.1"], no_connection
    )
    with pytest.raises(NotAnswered, match="private-address"):
        client.post("http://localhost:8000/", b"", {})
