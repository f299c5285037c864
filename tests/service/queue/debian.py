"""Redis servers as a distribution has them, each a process on a port and in a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

PROGRAM = "redis-server"
needs_redis = pytest.mark.skipif(
    not shutil.which(PROGRAM) and os.environ.get("TEST_EVERYTHING") != "1",
    reason="redis-server is not installed: apt install redis-server",
)
TLS_WITHOUT_CLIENT_CERTIFICATE = ("--tls-auth-clients", "no")


@dataclass
class Server:
    """One that may be killed, stopped and started again. `options` are those of its command line."""

    folder: Path
    options: tuple[str, ...] = ()
    access: dict[str, Any] = field(default_factory=dict)
    """What a test's own connection to it needs beside its port."""
    port: int = 0
    host: str = "127.0.0.1"
    within: tuple[str, ...] = ()
    """The words before a command that have it run where that address is."""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        """Start it, again on the port that it had, and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        self.process = subprocess.Popen([*self.within, *self._command()], stdout=(self.folder / "log").open("ab"))
        deadline = time.monotonic() + 20
        while True:
            try:
                self.redis().ping()
            except RedisError:
                assert time.monotonic() < deadline, (self.folder / "log").read_text()
                time.sleep(0.02)
            else:
                return self

    def redis(self) -> Redis:
        """A connection of the test's own, which asks once."""
        once = Retry(NoBackoff(), 0)
        return Redis(self.host, self.port, decode_responses=True, socket_timeout=5, retry=once, **self.access)

    def send(self, number: signal.Signals) -> None:
        assert self.process
        with suppress(ProcessLookupError):
            self.process.send_signal(number)

    def kill(self) -> None:
        """Kill it at once, also where it is stopped."""
        if self.process:
            self.process.kill()
            self.process.wait(10)

    def _command(self) -> list[str]:
        plain = ("--tls-port", "0", "--port", str(self.port))
        ports = ("--port", "0", "--tls-port", str(self.port)) if self.access.get("ssl") else plain
        here = ("--bind", self.host, "--dir", str(self.folder), "--save", "", "--repl-diskless-sync-delay", "0")
        reached = () if self.host == "127.0.0.1" else ("--protected-mode", "no")
        return [PROGRAM, *ports, *here, *reached, *self.options]


@contextmanager
def serving(folder: Path, *options: str, **access: Any) -> Iterator[Server]:
    """One that runs, with options of the command line."""
    server = Server(folder, options, access)
    try:
        yield server.start()
    finally:
        server.kill()


@dataclass(frozen=True)
class Certificates:
    """An authority, a server's certificate and a client's, in files; and an authority that has issued none of them."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Certificates":
        folder.mkdir(parents=True, exist_ok=True)
        authority = trustme.CA()
        for name, of in (("authority", authority), ("stranger", trustme.CA())):
            of.cert_pem.write_to_path(folder / f"{name}.pem")
        for name, issued in (
            ("server", authority.issue_cert("127.0.0.1", "localhost")),
            ("client", authority.issue_cert("service.example.org")),
        ):
            issued.cert_chain_pems[0].write_to_path(folder / f"{name}.pem")
            issued.private_key_pem.write_to_path(folder / f"{name}.key")
        return cls(folder)

    @property
    def options(self) -> tuple[str, ...]:
        """What a server is started with; it wants a certificate of its clients."""
        files = {"cert-file": "server.pem", "key-file": "server.key", "ca-cert-file": "authority.pem"}
        return tuple(part for name, file in files.items() for part in (f"--tls-{name}", str(self.folder / file)))

    @property
    def access(self) -> dict[str, Any]:
        """What a connection to it is made with."""
        return {"ssl": True, **{name: str(self.folder / file) for name, file in _CLIENT.items()}}

    def query(self, *names: str) -> str:
        """Options of the service's address, all that a client may need if none are named."""
        return "&".join(f"{name}={self.folder / _CLIENT[name]}" for name in names or _CLIENT)


_CLIENT = {"ssl_ca_certs": "authority.pem", "ssl_certfile": "client.pem", "ssl_keyfile": "client.key"}


def free_port() -> int:
    """A port that is free, and may be a cluster's, which takes another one 10,000 above it."""
    while True:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            if (port := int(free.getsockname()[1])) <= 55_535:
                return port
