"""Real servers as their users run them: what is refused, in what words, and that what is left can hold the queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import redis_credentials
from service.config import Settings, WrongSetting
from service.queue import check_queue, open_queue
from tests.service.queue.debian import (
    TLS_WITHOUT_CLIENT_CERTIFICATE,
    Certificates,
    Server,
    free_port,
    needs_redis,
    serving,
)
from tests.service.storage.requests import a_request
from tests.system.faults.sentinels import NAME, Sentinel

pytestmark = needs_redis


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("plain")) as server:
        yield server


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates.made(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates) -> Iterator[Server]:
    """One that speaks TLS alone, and asks its clients for nothing but that."""
    options = (*certificates.options, *TLS_WITHOUT_CLIENT_CERTIFICATE)
    with serving(tmp_path_factory.mktemp("private"), *options, **certificates.access) as server:
        yield server


def checked(url: str) -> str | None:
    return check_queue(Settings(queue_url=url))


def works(url: str) -> None:
    """Hold that a queue there takes an audit and gives it to a worker."""
    queue, request = open_queue(Settings(queue_url=url), seconds=2), a_request()
    queue.fair_queue.enqueue(request)
    queue.dispatcher.dispatch()
    job = queue.dispatcher.take(scans=False)
    assert job
    assert job.startswith(request.id)
    queue.dispatcher.clear(job)


def test_a_server_that_can_hold_the_queue_is_said_nothing_of(plain: Server) -> None:
    url = f"redis://127.0.0.1:{plain.port}/0"
    assert checked(url) is None
    works(url)


def test_one_that_is_away_may_come_yet() -> None:
    away = checked(f"redis://127.0.0.1:{free_port()}/0")
    assert away
    assert "Connection refused" in away


def test_a_cluster_is_refused(tmp_path: Path) -> None:
    told = r"^AUDIT_QUEUE_URL names a Redis Cluster, .*use one Redis, or .*sentinel://"
    with serving(tmp_path, "--cluster-enabled", "yes") as server, pytest.raises(WrongSetting, match=told):
        checked(f"redis://127.0.0.1:{server.port}/0")


def test_a_replica_is_refused(plain: Server, tmp_path: Path) -> None:
    told = r"names a replica, .*name its master"
    replicates = "--replicaof", f"127.0.0.1 {plain.port}"
    with serving(tmp_path, *replicates) as server, pytest.raises(WrongSetting, match=told):
        checked(f"redis://127.0.0.1:{server.port}/0")


def test_one_that_forgets_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path, "--maxmemory", "100mb", "--maxmemory-policy", "volatile-lru") as server:
        with pytest.raises(WrongSetting, match=r"forgets .*\(maxmemory-policy volatile-lru\): .* to noeviction"):
            checked(f"redis://127.0.0.1:{server.port}/0")
        server.redis().config_set("maxmemory-policy", "noeviction")
        assert checked(f"redis://127.0.0.1:{server.port}/0") is None


def test_one_that_is_too_old_is_refused(plain: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.queue.redis.server.OLDEST", 99)  # there is none to be had that is older
    with pytest.raises(WrongSetting, match=r"names a Redis \d+\.\d+\.\d+, which is too old: it must be 99\.0"):
        checked(f"redis://127.0.0.1:{plain.port}/0")


def test_a_redis_is_no_sentinel_and_a_sentinel_no_redis(plain: Server, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="something else than Sentinels"):
        checked(f"redis+sentinel://127.0.0.1:{plain.port}/0?master=audit")
    sentinel = Sentinel(tmp_path)
    sentinel.watch(plain.port)
    try:
        address = f"127.0.0.1:{sentinel.start().port}/0"
        assert checked(f"redis+sentinel://{address}?master={NAME}") is None
        with pytest.raises(WrongSetting, match=r"names a Sentinel: write it as redis\+sentinel://"):
            checked(f"redis://{address}")
        with pytest.raises(WrongSetting, match=r"asks for a master 'other', of which the Sentinels know nothing"):
            checked(f"redis+sentinel://{address}?master=other")
    finally:
        sentinel.kill()


def test_by_tls_a_server_is_proved_by_its_authority(private: Server, certificates: Certificates) -> None:
    url = f"rediss://127.0.0.1:{private.port}/0?{certificates.query('ssl_ca_certs')}"
    assert checked(url) is None
    works(url)


def test_a_server_that_another_authority_issued_is_refused(private: Server, certificates: Certificates) -> None:
    for query in ("", f"?ssl_ca_certs={certificates.folder / 'stranger.pem'}"):
        with pytest.raises(WrongSetting, match=r"certificate can't be trusted .*: name the file of the authority"):
            checked(f"rediss://127.0.0.1:{private.port}/0{query}")


def test_a_server_of_another_name_is_refused(private: Server, certificates: Certificates) -> None:
    with pytest.raises(
        WrongSetting, match=r"can't be trusted \(.*mismatch.*\): the certificate must be valid, and name the host"
    ):
        checked(f"rediss://0.0.0.0:{private.port}/0?{certificates.query('ssl_ca_certs')}")


def test_a_server_that_wants_a_certificate_is_given_it(tmp_path: Path, certificates: Certificates) -> None:
    with serving(tmp_path, *certificates.options, **certificates.access) as server:
        address = f"rediss://127.0.0.1:{server.port}/0"
        with pytest.raises(
            WrongSetting, match="wants a certificate of the service: ssl_certfile=FILE&ssl_keyfile=FILE"
        ):
            checked(f"{address}?{certificates.query('ssl_ca_certs')}")
        assert checked(f"{address}?{certificates.query()}") is None
        works(f"{address}?{certificates.query()}")


def test_a_wrong_password_is_told_and_not_repeated(tmp_path: Path) -> None:
    with serving(tmp_path, "--requirepass", "word", password="word") as server:
        for given in ("", ":guess@", "stranger:word@"):
            with pytest.raises(
                WrongSetting, match=r"^AUDIT_QUEUE_URL is refused by Redis: check its user and password$"
            ):
                checked(f"redis://{given}127.0.0.1:{server.port}/0")
        works(f"redis://:word@127.0.0.1:{server.port}/0")


def test_a_user_who_may_do_too_little_is_told_what_is_lacking(plain: Server) -> None:
    for rights, lacking in (
        ("+@all -publish ~* &*", "publish"),
        ("+@all -blmove ~* &*", "blmove"),
        ("+@all -unlink ~* &*", "unlink"),
        ("+@all ~rq:* &*", "keys?"),
        ("+@all ~* resetchannels", "channels?"),
    ):
        plain.redis().execute_command("ACL", "SETUSER", "few", "reset", "on", ">word", *rights.split())
        with pytest.raises(
            WrongSetting, match=rf"may not do what the service does; deploy/redis/users.acl .*{lacking}"
        ):
            checked(f"redis://few:word@127.0.0.1:{plain.port}/0")


def test_the_shipped_users_are_what_this_redis_reads_and_the_service_needs_no_more(tmp_path: Path) -> None:
    url, users = tmp_path / "url", tmp_path / "users.acl"
    redis_credentials.write(url, users, "HOST")
    users.chmod(0o600)
    users.write_text(users.read_text() + "user watcher on nopass ~* &* +@all\n")
    as_watcher = {"username": "watcher", "password": "any"}
    with serving(tmp_path / "redis", "--aclfile", str(users), **as_watcher) as server:
        address = url.read_text().strip().replace("HOST", f"127.0.0.1:{server.port}")
        assert checked(address) is None
        works(address)
        assert server.redis().acl_log() == []
