"""Servers that speak S3, as processes, and buckets in them."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.storage.objects.address import Address

ROOT = Path(__file__).parents[3]
PROGRAMS = ROOT / ".venv-moto" / "bin"
KEYS = {"AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": "its-secret", "AWS_REGION": "us-east-1"}


@contextmanager
def started() -> Iterator[str]:
    """The address of moto's server, which ends afterwards with all that it holds."""
    port = free_port()
    with _running(port, "moto_server", "-H", "127.0.0.1", "-p", str(port)) as endpoint:
        yield endpoint


@contextmanager
def rclone(folder: Path) -> Iterator[str]:
    """The address of rclone's server, whose buckets are the folders of one."""
    port = free_port()
    with _running(port, "rclone", "serve", "s3", "--addr", f"127.0.0.1:{port}", str(folder)) as endpoint:
        yield endpoint


@contextmanager
def _running(port: int, program: str, *arguments: str) -> Iterator[str]:
    if not (PROGRAMS / program).exists():
        reason = "there is no S3 server: make .venv-moto/.installed"
        assert not os.environ.get("TEST_EVERYTHING"), reason
        pytest.skip(reason)
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([PROGRAMS / program, *arguments], stdout=quiet, stderr=quiet)
    try:
        endpoint = f"http://127.0.0.1:{port}"
        wait_for(endpoint)
        yield endpoint
    finally:
        server.kill()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(endpoint: str) -> None:
    """Return when it answers, whatever it says."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(endpoint, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(endpoint)


def new_bucket(endpoint: str) -> str:
    """The name of a new bucket, which is empty."""
    name = f"audits-{os.urandom(6).hex()}"
    make = urllib.request.Request(
        f"{endpoint}/{name}",
        method="PUT",
        headers={"Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request"},
    )
    urllib.request.urlopen(make, timeout=30).close()
    return name


def address_in(endpoint: str, bucket: str, prefix: str = "") -> Address:
    """A place in a bucket of that server."""
    return Address(bucket, prefix, endpoint, "us-east-1", "", KEYS["AWS_ACCESS_KEY_ID"], KEYS["AWS_SECRET_ACCESS_KEY"])
