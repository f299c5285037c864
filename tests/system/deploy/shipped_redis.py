"""Redis as compose runs it: its command line, its users, and the password that its one-shot service makes."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, RedisError
from redis.retry import Retry

from deploy import redis_credentials
from service.supervision import redis_server

ROOT = Path(__file__).parents[3]
WATCHER = "user watcher on nopass ~* &* +@all\n"
"""Besides the shipped users, one that a test can look at all with."""


@dataclass(frozen=True, slots=True)
class ShippedRedis:
    """One that runs. `url` is what the service is given, with its password; `port` is on the loopback address."""

    url: str
    url_file: Path
    port: int
    scaler_password: str

    def watcher(self) -> Redis:
        """A connection that may do all."""
        return self.as_user("watcher", "none")

    def as_user(self, username: str | None, password: str | None) -> Redis:
        """A connection as some user, which asks once: by itself it would try a password again for seconds."""
        once = Retry(NoBackoff(), 0)
        return Redis(port=self.port, username=username, password=password, decode_responses=True, retry=once)

    def denials(self) -> set[tuple[str, str, str]]:
        """Who was refused what so far, and why, by Redis's own record."""
        return {(each["username"], each["reason"], each["object"]) for each in self.watcher().acl_log()}


@contextmanager
def shipped_redis(folder: Path) -> Iterator[ShippedRedis]:
    """Run one that keeps its data and users in a folder."""
    users, url = folder / "users.acl", folder / "url"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    redis_credentials.write(url, users, f"127.0.0.1:{port}", folder / "scaler")
    users.chmod(0o600)
    users.write_text(users.read_text() + WATCHER)
    command = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["redis"]["command"]
    told = [word.replace("/users/users.acl", str(users)) for word in command[1:]]
    here = ["--dir", str(folder), "--bind", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([str(redis_server.find()), *told, *here], stdout=subprocess.DEVNULL)
    try:
        yield _answering(ShippedRedis(url.read_text().strip(), url, port, (folder / "scaler").read_text()))
    finally:
        process.terminate()
        process.wait(10)


def _answering(redis: ShippedRedis) -> ShippedRedis:
    deadline = time.monotonic() + 10
    while True:
        try:
            redis.watcher().ping()
        except AuthenticationError:
            return redis
        except RedisError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return redis
