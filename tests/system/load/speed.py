"""Status requests a second against a bare Flask view's, under the same gunicorn in one run; and uploads."""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from redis import Redis

from service.config import Settings
from service.supervision.start import free_port
from tests.system.end_to_end.serving import ROOT, Service, together
from tests.system.load.calling import REPORT, Client

CONNECTIONS = 8
ROUNDS = 3


@dataclass(frozen=True)
class Speed:
    """Requests a second, of the bare view, of an audit that has ended, and of one that waits.

    And the median of seconds from an upload of 100 KB to its 202: for a client that sends one after the other while two
    workers audit them, and for one that comes to a service, and to a processor, at rest.
    """

    bare: float
    ended: float
    waiting: float
    upload: float
    upload_at_rest: float


def measure(service: Service, seconds: float = 5.0) -> Speed:
    """Measure in turns, so that the machine's moods are shared; the median of each."""
    client = Client(service.url)
    ended = client.accepted()
    client.ended(ended)
    uploads = [_upload(client, pause) for pause in (0, 0.3)]
    workers = service.pids("-m workers ")
    with _bare(service) as bare:
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        addresses = (bare, *(f"{service.url}/v1/audits/{audit_id}" for audit_id in (ended, client.accepted())))
        rounds = [[_rate(address, seconds) for address in addresses] for _ in range(ROUNDS)]
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
    return Speed(*map(statistics.median, zip(*rounds, strict=True)), *uploads)


@contextmanager
def _bare(service: Service) -> Iterator[str]:
    socket = next((service.folder / "run").glob("*.sock"))
    Redis(unix_socket_path=str(socket)).hset("bare", mapping={"status": "succeeded", "done": 4, "total": 4})
    port = free_port(Settings(port=0))
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--no-control-socket"]
    command += ["--worker-class", "gevent", "--log-level", "warning", "tests.system.load.bare:app"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "BARE_REDIS_URL": f"unix://{socket}"})
    url = f"http://127.0.0.1:{port}/status"
    while not _answers(url):
        time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(10)


def _answers(url: str) -> bool:
    try:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=1)
        connection.request("GET", urlsplit(url).path)
        return connection.getresponse().status == 200
    except OSError:
        return False


def _rate(url: str, seconds: float) -> float:
    """Requests a second over some connections that stay open."""
    counts = [0] * CONNECTIONS
    until = time.monotonic() + seconds

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        while time.monotonic() < until:
            connection.request("GET", urlsplit(url).path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            counts[number] += 1

    together(CONNECTIONS, ask)
    return sum(counts) / seconds


def _upload(client: Client, pause: float) -> float:
    body = REPORT + b"x" * (100_000 - len(REPORT))
    taken = []
    for _ in range(50):
        begun = time.perf_counter()
        client.accepted(body)
        taken.append(time.perf_counter() - begun)
        time.sleep(pause)
    _idle(client)
    return statistics.median(taken)


def _idle(client: Client) -> None:
    while client.call("GET", "/v1/audits?status=queued,running&limit=1")[2]["audits"]:
        time.sleep(0.1)
