"""The address of Redis says all that a connection is made with, and a wrong one is told without its passwords."""

from pathlib import Path

import pytest

from service.config import Settings, WrongSetting
from service.queue.redis.address import Address
from tests.service.queue.debian import Certificates

SENTINELS = "redis+sentinel://a:26379,b,[::1]:7000/3?master=audit"


def test_a_server_is_named_with_user_password_and_database() -> None:
    address = Address.of("redis://service:p%40ss@redis.example.org/2")
    assert (address.master, address.hosts) == ("", (("redis.example.org", 6379),))
    assert address.server == {"username": "service", "password": "p@ss", "db": 2}


def test_sentinels_are_named_with_their_ports_and_what_they_call_the_master() -> None:
    address = Address.of(SENTINELS)
    assert (address.master, address.hosts) == ("audit", (("a", 26379), ("b", 26379), ("::1", 7000)))
    assert (address.server, address.sentinel) == ({"db": 3}, {})


def test_sentinels_have_a_user_and_a_password_of_their_own() -> None:
    address = Address.of("redis+sentinel://one:1%2F@a,b/0?master=audit&sentinel_username=watch&sentinel_password=s%26s")
    assert address.server == {"username": "one", "password": "1/", "db": 0}
    assert address.sentinel == {"username": "watch", "password": "s&s"}


def test_redis_and_sentinels_are_proved_by_the_same_files(tmp_path: Path) -> None:
    files = Certificates.made(tmp_path)
    address = Address.of(f"rediss+sentinel://a/0?master=audit&{files.query()}")
    assert address.sentinel == files.access
    assert address.server == {**files.access, "db": 0}


def test_a_socket_has_a_path_and_may_have_a_database() -> None:
    assert Address.of("unix:///run/redis.sock?db=4").server == {"db": 4}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("redis://", "must name a host"),
        ("redis://h:70000/0", "must name a host"),
        ("redis://h:secret/0", "must name a host"),
        ("redis://a,b/0", r"only Sentinels may be several: redis\+sentinel://"),
        ("redis://h/first", "the number of a database"),
        ("redis://h/0?ssl_ca_certs=x", "has the option ssl_ca_certs"),
        ("rediss://h/0?ssl_cert_reqs=none", "has the option ssl_cert_reqs"),
        ("rediss://h/0?ssl_keyfile=x", "ssl_keyfile without ssl_certfile"),
        ("rediss://h/0?ssl_ca_certs=/nowhere", "has ssl_ca_certs=/nowhere, .*: No such file"),
        ("redis+sentinel://a,b/0", r"add \?master=NAME"),
        ("redis+sentinel://a,/0?master=audit", "must name a host"),
        ("redis://h/0?master=audit", "has the option master"),
        ("redis://[::1/0", "must name a host"),
        ("redis://a@b@h/0", "each of @ / . : % is written as %40"),
    ],
)
def test_a_wrong_address_is_told_with_what_to_do_and_not_with_its_password(url: str, told: str) -> None:
    with pytest.raises(WrongSetting, match=f"^AUDIT_QUEUE_URL .*{told}") as error:
        Address.of(url.replace("://", "://service:secret-word@"))
    assert "secret-word" not in str(error.value)


def test_a_file_that_holds_no_certificate_is_told(tmp_path: Path) -> None:
    Certificates.made(tmp_path)
    (tmp_path / "client.key").write_text("no key")
    for query in (
        f"ssl_ca_certs={tmp_path}/client.key",
        f"ssl_certfile={tmp_path}/client.pem&ssl_keyfile={tmp_path}/client.key",
    ):
        with pytest.raises(WrongSetting, match="but that can't be used: it is not what it should be"):
            Address.of(f"rediss://h/0?{query}")


def test_passwords_of_an_address_are_not_told_where_its_scheme_is_wrong() -> None:
    for url in ("http://service:secret@h/0", "service:secret@h:6379", "sentinel://h/0?sentinel_password=secret&db=0"):
        with pytest.raises(WrongSetting, match=r"^AUDIT_QUEUE_URL is '.*', but must be") as told:
            Settings.from_environment({"AUDIT_QUEUE_URL": url})
        assert "secret" not in str(told.value)


def test_passwords_are_not_in_what_an_address_is_printed_as() -> None:
    url = "redis+sentinel://one:secret@a/0?master=audit&sentinel_password=secret"
    assert "secret" not in repr(Address.of(url))
