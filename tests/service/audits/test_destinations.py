"""Where the service may call, and where never."""

from ipaddress import ip_address, ip_network

import pytest

from service.audits.destinations import Allowed, Destination, Fault, is_public, may_connect, refusal, uri_of

PRIVATE = (
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
)
"""Addresses that no callback goes to unless the operator allows them."""
PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:4700::1111")

NAMED = Allowed(("portal.example.org", "*.gov.cn", "oa.intra:8443", "10.2.3.4:9443", "[fd00::1]:8443"))
NETWORK = Allowed(("oa.intra:8443", "portal.example.org"), (ip_network("10.2.0.0/16"), ip_network("fd00:2::/64")))
TRIED = Allowed(is_localhost_open=True)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://portal.example.org/x?y=1", None),
        ("https://PORTAL.example.org", None),
        ("https://portal.example.org./", None),
        ("https://portal.example.org:443/", None),
        ("HTTPS://a.b.gov.cn/", None),
        ("https://oa.intra:8443/", None),
        ("https://10.2.3.4:9443/", None),
        ("https://[fd00::1]:8443/", None),
        ("https://gov.cn/", Fault.HOST),
        ("https://evilgov.cn/", Fault.HOST),
        ("https://portal.example.org.evil.org/", Fault.HOST),
        ("https://127.0.0.1/", Fault.HOST),
        ("https://localhost/", Fault.HOST),
        ("https://[::ffff:10.2.3.4]:9443/", Fault.HOST),
        ("https://167904004:9443/", Fault.HOST),
        ("https://portal.example.org:8443/", Fault.PORT),
        ("https://portal.example.org:0/", Fault.PORT),
        ("https://oa.intra/", Fault.PORT),
        ("https://oa.intra:8444/", Fault.PORT),
        ("https://10.2.3.4/", Fault.PORT),
        ("http://portal.example.org/", Fault.SCHEME),
        ("http://oa.intra:8443/", Fault.SCHEME),
        ("ftp://portal.example.org/", Fault.SCHEME),
        ("portal.example.org", Fault.SCHEME),
        ("//portal.example.org", Fault.SCHEME),
        ("https://user:pw@portal.example.org/", Fault.CREDENTIALS),
        ("https://portal.example.org@evil.org/", Fault.CREDENTIALS),
        ("https://portal.example.org\\@evil.org/", Fault.CREDENTIALS),
        ("https://portal.example.org/\r\nX: y", Fault.MALFORMED),
        ("https://portal.example.org/a b", Fault.MALFORMED),
        ("https://portal.example.org:99999/", Fault.MALFORMED),
        ("https://portal.example.org:x/", Fault.MALFORMED),
        ("https://[", Fault.MALFORMED),
        ("https:///x", Fault.MALFORMED),
        ("https://门户.cn/", Fault.MALFORMED),
    ],
)
def test_only_hosts_and_ports_that_are_named_may_be_called(url, fault) -> None:
    found = refusal(url, NAMED)
    assert (found.fault if found else None) == fault
    assert refusal(url, Allowed())


def test_a_host_by_its_address_may_be_called_at_any_port_of_an_allowed_network() -> None:
    assert refusal("https://10.2.9.9:8443/", NETWORK) is None
    assert refusal("https://[fd00:2::9]/", NETWORK) is None
    for url in ("https://10.3.9.9/", "https://[::ffff:10.2.9.9]/", "https://[fd00:3::9]/", "https://elsewhere.org/"):
        assert refusal(url, NETWORK).fault == Fault.HOST
    assert refusal("http://10.2.9.9/", NETWORK).fault == Fault.SCHEME


@pytest.mark.parametrize(
    "url", ["http://localhost:9000/", "https://localhost:9000/", "http://127.0.0.1:9000", "http://[::1]"]
)
def test_this_machine_may_be_called_only_while_that_is_tried(url) -> None:
    assert refusal(url, TRIED) is None
    assert refusal(url, NAMED)
    assert refusal(url, NETWORK)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://portal.example.org/", Fault.SCHEME),
        ("http://localhost.example.org/", Fault.SCHEME),
        ("https://portal.example.org/", Fault.HOST),
        ("http://[::ffff:127.0.0.1]/", Fault.SCHEME),
        ("http://10.0.0.1/", Fault.SCHEME),
    ],
)
def test_to_try_it_on_this_machine_opens_no_other(url, fault) -> None:
    assert refusal(url, TRIED).fault == fault


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_open_internet_are_public(address) -> None:
    assert is_public(ip_address(address))
    assert connects("https://portal.example.org/", address, NAMED)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_host_that_is_named_without_its_port_is_called_at_public_addresses_alone(address) -> None:
    assert not is_public(ip_address(address))
    for url in ("https://portal.example.org/", "https://a.gov.cn/"):
        assert not connects(url, address, NAMED)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_host_that_is_named_with_its_port_is_called_at_addresses_of_private_use_too(address) -> None:
    is_private = address in ("10.1.2.3", "172.16.0.1", "192.168.1.1", "fc00::1", "fd12::1")
    assert connects("https://oa.intra:8443/", address, NAMED) == is_private


@pytest.mark.parametrize("address", [each for each in PRIVATE if each != "10.2.3.4"])
def test_an_address_that_is_named_opens_no_other(address) -> None:
    assert connects("https://10.2.3.4:9443/", "10.2.3.4", NAMED)
    literal = Allowed(("10.2.3.4:9443",), NETWORK.networks)
    assert not connects("https://10.2.3.4:9443/", address, literal)


@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize("url", ["https://oa.intra:8443/", "https://portal.example.org/", "https://10.2.9.9/"])
def test_an_allowed_network_opens_no_other(url, address) -> None:
    assert connects(url, "10.2.3.4", NETWORK)
    assert connects(url, "fd00:2::9", NETWORK)
    assert not connects(url, address, NETWORK)
    assert not connects(url, "::ffff:10.2.3.4", NETWORK)


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fe80::1", "ff02::1", "0.0.0.0", "::", "::ffff:10.0.0.1", "64:ff9b::a00:1"]
)
def test_what_no_host_of_a_network_has_for_an_address_is_never_called(address) -> None:
    everything = Allowed(("oa.intra:8443",), (ip_network("0.0.0.0/0"), ip_network("::/0")))
    assert not connects("https://oa.intra:8443/", address, everything)


@pytest.mark.parametrize("address", ["10.0.0.1", "93.184.215.14", "0.0.0.0", "::ffff:127.0.0.1"])
def test_localhost_is_this_machine_and_no_other(address) -> None:
    assert connects("http://localhost:9000/", "127.0.0.1", TRIED)
    assert connects("http://localhost:9000/", "::1", TRIED)
    assert not connects("http://localhost:9000/", address, TRIED)


def connects(url: str, address: str, allowed: Allowed) -> bool:
    return may_connect(Destination.of(url), address, allowed)


FETCHED = Allowed(("www.gov.cn", "intra:8080"), schemes=("https", "http"))


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://www.gov.cn/a", None),
        ("https://www.gov.cn/a", None),
        ("http://intra:8080/", None),
        ("https://intra:8080/", None),
        ("http://intra/", Fault.PORT),
        ("http://www.gov.cn:443/", Fault.PORT),
        ("http://localhost/", Fault.HOST),
        ("file:///etc/passwd", Fault.SCHEME),
    ],
)
def test_where_http_is_allowed_a_host_without_a_port_has_that_of_the_scheme(url, fault) -> None:
    found = refusal(url, FETCHED)
    assert (found and found.fault) == fault


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://a.cn/年报.pdf?名=值&x=1#top", "http://a.cn/%E5%B9%B4%E6%8A%A5.pdf?%E5%90%8D=%E5%80%BC&x=1"),
        ("http://a.cn/%E5%B9%B4 报.pdf", "http://a.cn/%E5%B9%B4%20%E6%8A%A5.pdf"),
        ("http://例子.cn:8080/", "http://xn--fsqu00a.cn:8080/"),
        ("http://[a", "http://[a"),
        ("http://a.cn/\n", "http://a.cn/\n"),
    ],
)
def test_an_address_is_asked_for_in_ascii(given, asked) -> None:
    assert uri_of(given) == asked
