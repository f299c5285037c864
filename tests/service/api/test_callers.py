import ipaddress

import pytest

from service.api.callers import Caller, caller_of
from service.api.proxies import BehindProxies
from service.config import Settings

PROXIES = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1"))


def called(peer: str, *hops: str, **given: str):
    told = {"REMOTE_ADDR": peer, "HTTP_HOST": "service", "wsgi.url_scheme": "http", **given}
    if hops:
        told["HTTP_X_FORWARDED_FOR"] = ", ".join(hops)
    return caller_of(told, PROXIES)


@pytest.mark.parametrize(
    ("peer", "hops", "address"),
    [
        ("192.0.2.1", (), "192.0.2.1"),
        ("192.0.2.1", ("203.0.113.9",), "192.0.2.1"),  # anybody may write it
        ("10.0.0.1", ("203.0.113.9",), "203.0.113.9"),
        ("::ffff:10.0.0.1", ("203.0.113.9",), "203.0.113.9"),
        ("::1", ("198.51.100.7", "203.0.113.9"), "203.0.113.9"),  # what stands first is the client's own word
        ("10.0.0.1", ("198.51.100.7", "203.0.113.9", "10.0.0.2"), "203.0.113.9"),
        ("10.0.0.1", ("203.0.113.9", "unknown"), "10.0.0.1"),
        ("10.0.0.1", (), "10.0.0.1"),
        ("", ("203.0.113.9",), ""),
    ],
)
def test_the_client_is_the_last_hop_that_is_no_trusted_proxy(peer, hops, address) -> None:
    assert called(peer, *hops).address == address


def test_name_and_scheme_are_the_last_ones_that_a_trusted_proxy_tells() -> None:
    given = {"HTTP_X_FORWARDED_HOST": "evil.example, audit.example.org", "HTTP_X_FORWARDED_PROTO": "http, https"}
    trusted, other = passed_on("10.0.0.1", **given), passed_on("192.0.2.1", **given)
    assert (trusted.host, trusted.scheme) == ("audit.example.org", "https")
    assert (other.host, other.scheme) == ("service", "http")
    assert passed_on("10.0.0.1", HTTP_X_FORWARDED_PROTO="gopher").scheme == "http"


def passed_on(peer: str, **given: str) -> Caller:
    seen = []
    app = BehindProxies(lambda environ, _: seen.append(environ) or [], lambda: Settings(trusted_proxies=PROXIES))
    app({"REMOTE_ADDR": peer, "HTTP_HOST": "service", "wsgi.url_scheme": "http", **given}, lambda *_: None)
    return caller_of(seen[0], PROXIES)
