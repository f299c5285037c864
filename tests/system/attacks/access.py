"""Attacks on who is let in: by what a request says of itself, by another site's page, by keys that are gone or broken."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.storage.keys import Keys, Scope
from tests.system.attacks.attack import Attack, Outcome
from tests.system.deploy.test_dockerfile import STAGES, commands
from tests.system.end_to_end.serving import EXAMPLE, ROOT, Service, started

UNKNOWN = "/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B"
CLOSED = ("/", "/docs", "/version", "/openapi.json", "/v1/rules", UNKNOWN, "/problems/key-required", "/metrics")
"""What nobody else may have of a service that has no key yet."""
PROBES = ("/healthz", "/readyz")
BOTH = (Scope.READ, Scope.WRITE)
FORWARDING = {
    "Forwarded": "for=203.0.113.9",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Real-IP": "203.0.113.9",
    "Via": "1.1 proxy",
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(place: str, path: str, method: str = "GET", body: bytes = b"", version: str = "1.1", **headers: str) -> Answer:
    """A request with these headers alone, `Host` among them; an underscore in a name stands for a dash."""
    host, _, port = place.rpartition(":")
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return sent(host, int(port), method, path, {"Host": place, **told}, body, version)


def sent(
    host: str, port: int, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", version: str = "1.1"
) -> Answer:
    lines = [f"{method} {path} HTTP/{version}", *(f"{name}: {value}" for name, value in headers.items())]
    head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "Connection: close", "", ""])
    with socket.create_connection((host, port), timeout=20) as connection:
        connection.sendall(head.encode("latin-1") + body)
        response = http.client.HTTPResponse(connection, method=method)
        response.begin()
        return Answer(response.status, response.headers, response.read())


def place_of(service: Service) -> str:
    return urlsplit(service.url).netloc


@contextmanager
def image(folder: Path) -> Iterator[int]:
    """The API by the command of its image, without a key; the port on which it listens to every address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [word.replace(":8000", f":{port}") for word in commands(STAGES["api"])["CMD"]]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
    settings = {"AUDIT_DATA_DIR": str(folder / "data"), "AUDIT_QUEUE_URL": "redis://127.0.0.1:1/0"}
    served = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env=kept | settings, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        yield port
    finally:
        served.terminate()
        served.wait(30)


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return


def own_addresses() -> list[str]:
    """The loopback address, and that by which this machine would reach others, where there is one; nothing is sent."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ["127.0.0.1"]
        return ["127.0.0.1", probe.getsockname()[0]]


def called_localhost(folder: Path) -> Outcome:
    opened, silent = [], []
    with image(folder) as port:
        for host in own_addresses():
            for path in (*CLOSED, *PROBES):
                status = sent(host, port, "GET", path, {"Host": "localhost"}).status
                if path in PROBES and status == 403:
                    silent.append(path)
                if path not in PROBES and status != 403:
                    opened.append(path)
    asked = len(own_addresses()) * len(CLOSED)
    return Outcome(not opened and not silent, f"{len(opened)} of {asked} answered, {len(silent)} probes refused")


def other_sites_page(folder: Path) -> Outcome:
    foreign = [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]
    with started(folder, AUDIT_OPEN="1") as service:
        place = place_of(service)
        audit = f"/v1/audits/{service.accepted(EXAMPLE.read_bytes())}"
        acts = (("GET", "/v1/audits"), ("POST", "/v1/audits"), ("POST", f"{audit}/cancel"), ("DELETE", audit))
        got = [
            ask(place, path, method, EXAMPLE.read_bytes() if method == "POST" else b"", **headers).status
            for headers in foreign
            for method, path in acts
        ]
        own = ask(place, "/v1/audits", Origin=f"http://{place}").status
    through = sum(status != 403 for status in got)
    return Outcome(through == 0 and own == 200, f"{through} of {len(got)} foreign requests got through, own page {own}")


def rebound_name(folder: Path) -> Outcome:
    got: dict[str, list[int]] = {}
    with started(folder, AUDIT_OPEN="1") as service:
        place = place_of(service)
        for mode in ("open", "keys"):
            paths = ("/", "/v1/rules", "/v1/audits")
            got[mode] = [ask(place, path, Host="evil.example").status for path in paths]
            Keys(service.folder).add("one", BOTH)
        probe = ask(place, "/healthz", Host="evil.example").status
    statuses = [*got["open"], *got["keys"]]
    through = statuses.count(200)
    return Outcome(
        {*statuses} == {403} and probe == 200, f"{through} of 6 got through (open {got['open']}, keys {got['keys']})"
    )


def revoked_last_key(folder: Path) -> Outcome:
    with started(folder) as service:
        place, keys = place_of(service), Keys(service.folder)
        keys.add("one", BOTH)
        before = ask(place, "/v1/audits").status
        keys.revoke(keys.all()[0].id)
        after = ask(place, "/v1/audits").status
    return Outcome((before, after) == (401, 401), f"{before} with a key, {after} after it was revoked")


def proxy_that_calls_local(folder: Path) -> Outcome:
    with started(folder) as service:
        place = place_of(service)
        host, port = place.split(":")
        got = [
            sent(host, int(port), "GET", "/v1/audits", {"Host": "127.0.0.1", name: value}).status
            for name, value in FORWARDING.items()
        ]
        got.append(ask(place, "/v1/audits", version="1.0").status)  # as nginx passes on with no more than proxy_pass
        direct = ask(place, "/v1/audits").status
    through = sum(status != 403 for status in got)
    return Outcome(
        through == 0 and direct == 200, f"{through} of {len(got)} forwarded ones got through, direct {direct}"
    )


def script_name(folder: Path) -> Outcome:
    with started(folder) as service:
        host, port = place_of(service).split(":")
        got = [
            sent(host, int(port), "GET", path, {"Host": "localhost", name: "/elsewhere"}).status
            for path in ("/healthz", "/v1/audits")
            for name in ("SCRIPT_NAME", "PATH_INFO", "Script-Name")
        ]
    return Outcome(set(got) == {200}, f"answers {sorted(set(got))}")


def broken_key_file(folder: Path) -> Outcome:
    with started(folder) as service:
        place, keys = place_of(service), Keys(service.folder)
        key = {"Authorization": f"Bearer {keys.add('one', BOTH)}"}
        before = ask(place, "/v1/audits", **key).status
        (service.folder / "keys" / "0a0a0a0a.json").write_text('{"client": ')
        api = ask(place, "/v1/audits", **key)
        health, ready = (ask(place, path).status for path in PROBES)
        logged = "0a0a0a0a.json" in service.log() and "Traceback" not in service.log()
    held = (before, api.status, health, ready, logged) == (200, 503, 200, 503, True) and b"keys-unreadable" in api.body
    return Outcome(
        held, f"API {api.status}, /healthz {health}, /readyz {ready}, {'' if logged else 'not '}named in the log"
    )


def sniffed_type(folder: Path) -> Outcome:
    with started(folder) as service:
        host, port = place_of(service).split(":")
        answers = [ask(place_of(service), path) for path in ("/healthz", "/v1/audits", "/nothing", "/openapi.json")]
        answers.append(sent(host, int(port), "GET", f"/{'x' * 9000}", {"Host": "localhost"}))
        answers.append(sent(host, int(port), "GET", "/", {"Host": "localhost", "A b": "c"}))
    lacking = sum(answer.headers.get("X-Content-Type-Options") != "nosniff" for answer in answers)
    return Outcome(lacking == 0, f"{lacking} of {len(answers)} answers lack it")


def guessed_keys(folder: Path) -> Outcome:
    with started(folder) as service:
        place, tries = place_of(service), 300
        Keys(service.folder).add("one", BOTH)
        wrong = [f"ra_{number:08x}_{'A' * 43}" for number in range(tries)]
        got = {ask(place, "/v1/audits", Authorization=f"Bearer {key}").status for key in wrong}
        log = service.log()
    lines = [line for line in log.splitlines() if "was refused" in line and "127.0.0.1" in line]
    held = got == {401} and 1 <= len(lines) <= 50 and "AAAA" not in log
    return Outcome(held, f"{tries} wrong keys: answers {sorted(got)}, {len(lines)} lines in the log")


ATTACKS = (
    Attack("access-localhost", "`Host: localhost` opens no image without a key", called_localhost),
    Attack("access-page", "another site's page does nothing, with AUDIT_OPEN either", other_sites_page),
    Attack("access-rebinding", "a name that was made to lead here is refused", rebound_name),
    Attack("access-last-key", "to revoke the last key opens nothing", revoked_last_key),
    Attack("access-proxy", "what a proxy passes on is not local", proxy_that_calls_local),
    Attack("access-script-name", "a header SCRIPT_NAME is ignored", script_name),
    Attack("access-broken-key", "a broken key file closes the API, and health answers", broken_key_file),
    Attack("access-nosniff", "every answer carries nosniff", sniffed_type),
    Attack("access-guessing", "refused keys are logged, in few lines and without the key", guessed_keys),
)
