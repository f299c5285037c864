"""The master that Sentinels name: asked for whenever a connection is opened, and for those that are open again and again.

A master that was cut off or frozen takes it that it is one for seconds after another has its place, and so does one that was
replaced while it ran; what it is told then is lost. A Sentinel may name it, too, for as long as it hasn't heard from the others: so all
are asked, and whoever knows of the latest failover is right.
"""

import time
from collections.abc import Iterator
from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer
from redis.sentinel import (
    MasterNotFoundError,
    Sentinel,
    SentinelManagedConnection,
    SentinelManagedSSLConnection,
)

from service.queue.redis.address import Address

_KNOWN = 0.5
"""Seconds for which it is taken that the master still is what it was: less than any failover takes."""
_SILENCE = 10.0
"""Seconds for which a Sentinel that doesn't answer isn't asked while others do."""


def master_of(address: Address, of_master: dict[str, Any], of_sentinels: dict[str, Any]) -> Redis:
    """A client of the master; how connections to it and to Sentinels are made, beside what the address says."""
    asked = {**address.sentinel, **of_sentinels, "decode_responses": True}
    sentinels = _Sentinels(address.hosts, sentinel_kwargs=asked)
    kind = _MasterTlsConnection if address.server.get("ssl") else _MasterConnection
    master: Redis = sentinels.master_for(  # type: ignore[no-untyped-call]
        address.master, connection_class=kind, **address.server, **of_master
    )
    return master


class _Sentinels(Sentinel):
    """Sentinels that are asked together. Many may ask at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.known_until = 0.0
        """Until when it is taken that the master still is what they named last (monotonic)."""
        self._silent_until: dict[Redis, float] = {}

    def named(self, master: str) -> Iterator[tuple[str, int]]:
        """What they name, by those that know of the latest failover first; each server once.

        Raises ConnectionError where none names any.
        """
        found, failures = [], []
        for sentinel in self._speaking():
            try:
                found.append(_answer(sentinel, master))
            except RedisError as error:
                failures.append(str(error))
                self._silent_until[sentinel] = time.monotonic() + _SILENCE
        if not found:
            self._silent_until.clear()
            raise MasterNotFoundError("; ".join(failures) or f"no Sentinel knows a master {master!r}")
        yield from dict.fromkeys(address for _, address in sorted(found, reverse=True))

    def _speaking(self) -> list[Redis]:
        """Those that answered when they were asked last, or weren't asked for long."""
        now = time.monotonic()
        return [each for each in self.sentinels if self._silent_until.get(each, 0.0) <= now]


def _answer(sentinel: Redis, master: str) -> tuple[tuple[int, bool], tuple[str, int]]:
    """The server that a Sentinel names, behind what tells how late it knows: the last failover, and whether one is under way.

    Raises RedisError.
    """
    with sentinel.pipeline(transaction=False) as pipeline:
        pipeline.sentinel_get_master_addr_by_name(master)
        pipeline.sentinel_master(master)
        address, known = pipeline.execute()
    if not address:
        raise MasterNotFoundError(f"a Sentinel knows no master {master!r}")
    return (known["config-epoch"], address != (known["ip"], known["port"])), address


class _MasterConnection(SentinelManagedConnection):
    """A connection to what is the master when it is used; redis-py opens one again where it was before, and keeps one to another."""

    def connect(self) -> None:
        """Open it, unless it is open to the master. Raises ConnectionError, TimeoutError."""
        if self.is_connected and self._is_outdated():
            self.disconnect()  # type: ignore[no-untyped-call]
        self.retry.call_with_retry(self.connect_check_health, lambda _: None)

    def _is_outdated(self) -> bool:
        """Whether another is the master than that to which this is open, by what the Sentinels say; asked now and then."""
        sentinels: _Sentinels = self.connection_pool.sentinel_manager
        if time.monotonic() < sentinels.known_until:
            return False
        try:
            return next(self._named()) != (self.host, self.port)
        except RedisError:
            return False
        finally:
            sentinels.known_until = time.monotonic() + _KNOWN

    def _named(self) -> Iterator[tuple[str, int]]:
        proxy = self.connection_pool
        named: Iterator[tuple[str, int]] = proxy.sentinel_manager.named(proxy.service_name)
        return named

    def connect_check_health(self, check_health: bool = True, retry_socket_connect: bool = True) -> None:
        """The same once, as redis-py calls it wherever a connection is found closed."""
        if self.is_connected:
            return
        failure: RedisError = NoConnection("no Sentinel names a master")
        for address in self._named():
            self.host, self.port = address
            try:
                super().connect_check_health(check_health, retry_socket_connect=False)
                self._check_role()
            except (NoConnection, NoAnswer) as error:
                failure = error
            else:
                self._note_master()
                return
        raise failure

    def _check_role(self) -> None:
        """Leave a server that says it is no master. Raises ConnectionError."""
        told: dict[Any, Any] = self.handshake_metadata or {}
        if (told.get(b"role") or told.get("role")) in (b"replica", "replica"):
            self.disconnect()  # type: ignore[no-untyped-call]
            raise NoConnection(f"{self.host}:{self.port} is a replica")

    def _note_master(self) -> None:
        """Close what this client has open to another master, and doesn't use just now."""
        proxy, address = self.connection_pool, (self.host, self.port)
        if proxy.master_address != address and (pool := proxy.connection_pool_ref()):
            proxy.master_address = address
            pool.disconnect(inuse_connections=False)


class _MasterTlsConnection(_MasterConnection, SentinelManagedSSLConnection):
    """The same by TLS."""
