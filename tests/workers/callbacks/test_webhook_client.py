"""Where callbacks may go, and where never."""

import socket
import time
from contextlib import suppress

import pytest

from tests.workers.receiver import HOST, PUBLIC, receiving
from workers.callbacks import webhook_client
from workers.callbacks.webhook_client import NotSent, WebhookClient, is_public

URL = f"https://{HOST}/hook?a=1"


def no_connection(address: str, seconds: float) -> socket.socket:
    raise AssertionError(f"connects to {address}")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
    ],
)
def test_no_connection_is_made_to_an_address_that_is_not_of_the_open_internet(address) -> None:
    assert not is_public(address)
    for answers in ([address], [PUBLIC, address], [address, PUBLIC]):
        with pytest.raises(NotSent, match="private-address"):
            WebhookClient(lambda host, answers=answers: answers, no_connection).post(URL, b"", {})


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111"])
def test_addresses_of_the_open_internet_are_public(address) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "0", "2130706433", "0x7f.1"])
def test_a_private_host_by_any_name_is_found_out(host) -> None:
    with pytest.raises(NotSent, match=r"private-address|unresolvable"):
        WebhookClient(connect=no_connection).post(f"https://{host}/", b"", {})


def test_a_post_comes_with_its_path_headers_and_body() -> None:
    with receiving() as receiver:
        assert receiver.client().post(URL, "报告".encode(), {"X-Test": "1"}) == 200
    ((path, headers, body),) = receiver.got
    assert (path, headers["Host"], headers["X-Test"], body) == ("/hook?a=1", HOST, "1", "报告".encode())


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    asked = []

    def resolve(host: str) -> list[str]:
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
        post = receiver.client(lambda host: next(answers))
        assert post.post(URL, b"", {}) == 200
        with pytest.raises(NotSent, match="private-address"):
            post.post(URL, b"", {})
    assert next(answers, None) is None


def test_a_host_that_can_not_prove_itself_gets_nothing() -> None:
    with receiving("another.example.org") as receiver, pytest.raises(NotSent, match="tls"):
        receiver.client().post(URL, b"secret", {})
    assert receiver.got == []


def test_a_host_that_is_not_there_is_told() -> None:
    with pytest.raises(NotSent, match="unresolvable"):
        WebhookClient(lambda host: [], no_connection).post(URL, b"", {})

    def refused(address: str, seconds: float) -> socket.socket:
        raise ConnectionRefusedError

    with pytest.raises(NotSent, match="unreachable"):
        WebhookClient(lambda host: [PUBLIC], refused).post(URL, b"", {})


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
    monkeypatch.setattr(webhook_client, "SECONDS", 0.5)
    with receiving() as receiver:
        receiver.delay = delay
        begun = time.monotonic()
        with pytest.raises(NotSent, match="timeout"):
            receiver.client().post(URL, b"", {})
        assert time.monotonic() - begun < 2.9
