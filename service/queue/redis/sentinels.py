"""The master that Sentinels name: asked for by each connection whenever it is opened, so that none goes back to another.

A Sentinel may name one that is dead, or master no longer, for as long as it hasn't heard from the others. Then these are asked.
"""

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


def master_of(address: Address, of_master: dict[str, Any], of_sentinels: dict[str, Any]) -> Redis:
    """A client of the master; how connections to it and to Sentinels are made, beside what the address says."""
    asked = {**address.sentinel, **of_sentinels, "decode_responses": True}
    sentinels = _Sentinels(address.hosts, sentinel_kwargs=asked)  # type: ignore[no-untyped-call]
    kind = _MasterTlsConnection if address.server.get("ssl") else _MasterConnection
    master: Redis = sentinels.master_for(  # type: ignore[no-untyped-call]
        address.master, connection_class=kind, **address.server, **of_master
    )
    return master


class _Sentinels(Sentinel):
    """Sentinels, the one that was right last asked first. Many may ask at once."""

    def named(self, master: str) -> Iterator[tuple[str, int]]:
        """What each Sentinel names, what one did before left out; who takes it as right asks no further.

        Raises ConnectionError at the end.
        """
        asked, found, failures = tuple(self.sentinels), set[tuple[str, int]](), []
        for each in asked:
            try:
                answer: Any = each.sentinel_get_master_addr_by_name(master)
            except RedisError as error:
                failures.append(str(error))
                continue
            if answer and answer not in found:
                found.add(answer)
                others = [other for other in asked if other is not each]
                self.sentinels = [each, *others]
                yield answer
                # Whoever comes back was told wrong.
                self.sentinels = [*others, each]
        if not found:
            raise MasterNotFoundError("; ".join(failures) or f"no Sentinel knows a master {master!r}")


class _MasterConnection(SentinelManagedConnection):
    """A connection to what is the master when it is opened; redis-py opens one again where it was before."""

    def connect(self) -> None:
        """Open it, unless it is open. Raises ConnectionError, TimeoutError."""
        self.retry.call_with_retry(self.connect_check_health, lambda _: None)

    def connect_check_health(self, check_health: bool = True, retry_socket_connect: bool = True) -> None:
        """The same once, as redis-py calls it wherever a connection is found closed."""
        if self.is_connected:
            return
        proxy = self.connection_pool
        failure: RedisError = NoConnection("no Sentinel names a master")
        for self.host, self.port in proxy.sentinel_manager.named(proxy.service_name):
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
