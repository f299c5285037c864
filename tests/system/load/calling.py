"""A client with a connection of its own."""

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from service.storage.keys import Keys, Scope
from tests.system.end_to_end.serving import EXAMPLE, Service

REPORT = EXAMPLE.read_bytes()


class Client:
    """One client: its key, if it has one, and its connection, which it opens again when it is closed."""

    def __init__(self, url: str, key: str | None = None) -> None:
        self._place = urlsplit(url)
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any, Any]:
        """Status, headers and body of an answer; the body as JSON where it is."""
        for again in (True, False):
            connection = self._connection or http.client.HTTPConnection(self._place.netloc, timeout=60)
            self._connection = connection
            try:
                connection.request(method, path, body, {**self._headers, **headers})
                answer = connection.getresponse()
                data = answer.read()
                break
            except (http.client.HTTPException, ConnectionError):
                connection.close()
                self._connection = None
                if not again:
                    raise
        told = json.loads(data) if data and "json" in (answer.headers["Content-Type"] or "") else data
        return answer.status, answer.headers, told

    def post(self, report: bytes = REPORT, query: str = "", **headers: str) -> tuple[int, Any, Any]:
        """Send a report."""
        return self.call("POST", f"/v1/reports{query}", report, **{"Content-Type": "text/plain", **headers})

    def accepted(self, report: bytes = REPORT, query: str = "") -> str:
        """Send a report that must be accepted; its audit's id."""
        status, _, audit = self.post(report, query)
        assert status == 202, audit
        return str(audit["id"])

    def status(self, audit_id: str) -> dict[str, Any]:
        """Where an audit is."""
        status, _, audit = self.call("GET", f"/v1/audits/{audit_id}")
        assert status == 200, audit
        found: dict[str, Any] = audit
        return found

    def ended(self, audit_id: str, within: float = 60.0) -> dict[str, Any]:
        """The audit once it has ended."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            audit = self.status(audit_id)
            if audit["finished_at"]:
                return audit
            time.sleep(0.005)
        raise TimeoutError(audit_id)

    def awaited(self, audit_id: str, within: float) -> dict[str, Any]:
        """The same, by long polls: for who is one of many."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            _, _, audit = self.call("GET", f"/v1/audits/{audit_id}?wait=30")
            if audit["finished_at"]:
                found: dict[str, Any] = audit
                return found
        raise TimeoutError(audit_id)


UNLIMITED = {"AUDIT_WORKERS": "2", "AUDIT_REQUESTS_A_MINUTE": "100000000", "AUDIT_LOG_LEVEL": "WARNING"}
"""Settings of a service of two workers that counts no requests."""


def keys_of(service: Service, count: int) -> list[str]:
    """So many new keys, each of a client of its own."""
    kept = Keys(service.folder)
    return [kept.add(f"client-{number}", (Scope.WRITE, Scope.READ)) for number in range(count)]


def numbered(number: int) -> bytes:
    """A report like no other."""
    return REPORT + f"\n第{number}次报送。\n".encode()
