"""A crowd that uploads, polls, lists, cancels and deletes at random, each as its own client, and what it must find."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.system.end_to_end.serving import together
from tests.system.load.calling import Client, numbered

ENDS = ("succeeded", "failed", "canceled")


@dataclass
class Seen:
    """What the crowd saw: answers by status, and everything that was wrong."""

    answers: Counter[int] = field(default_factory=Counter)
    audits: int = 0
    wrong: list[str] = field(default_factory=list)


class Member:
    """One of the crowd. It remembers what it asked for last, and holds the service to that."""

    def __init__(self, url: str, key: str, number: int, seen: Seen) -> None:
        self._client, self._seen = Client(url, key), seen
        self._random = random.Random(number)
        self._number = number
        self._wanted: dict[str, str] = {}
        """What each audit was last asked to be: to end by itself, canceled, or deleted."""

    def act(self, seconds: float) -> None:
        """Do this and that for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            act = self._random.choices(
                (self._upload, self._poll, self._long_poll, self._cancel, self._delete, self._list), (3, 6, 1, 2, 1, 1)
            )[0]
            act()
            time.sleep(self._random.uniform(0, 0.1))

    def check(self) -> None:
        """Hold each audit to what it was last asked to be, and the list to them all."""
        for audit_id, wanted in self._wanted.items():
            if wanted == "deleted":
                status, _, _ = self._call("GET", f"/v1/audits/{audit_id}")
                self._hold(status == 404, f"{audit_id} deleted, yet {status}")
            else:
                ended = self._client.awaited(audit_id, 600)["status"]
                self._hold(
                    ended == "canceled" if wanted == "canceled" else ended in ENDS[:2], f"{audit_id} {wanted}, {ended}"
                )
        listed = self._listed()
        expected = sorted((each for each, wanted in self._wanted.items() if wanted != "deleted"), reverse=True)
        self._hold(listed == expected, f"lists {len(listed)} of {len(expected)}")

    def _upload(self) -> None:
        body = numbered(self._number * 10**6 + len(self._wanted))
        status, headers, told = self._call("POST", "/v1/reports", body, **{"Content-Type": "text/plain"})
        if status == 202:
            self._wanted[told["id"]] = "ended"
            self._seen.audits += 1
        else:
            self._hold(status == 503 and "Retry-After" in headers, f"upload answers {status}")

    def _poll(self) -> None:
        if audit_id := self._some("ended", "canceled"):
            status, _, told = self._call("GET", f"/v1/audits/{audit_id}")
            self._hold(status == 200, f"poll answers {status}")
            self._hold(self._wanted[audit_id] != "canceled" or told["status"] == "canceled", f"{audit_id} came back")

    def _long_poll(self) -> None:
        if audit_id := self._some("ended"):
            status, _, _ = self._call("GET", f"/v1/audits/{audit_id}?wait=1")
            self._hold(status == 200, f"long poll answers {status}")

    def _cancel(self) -> None:
        if audit_id := self._some("ended"):
            status, _, told = self._call("POST", f"/v1/audits/{audit_id}/cancel")
            if status == 200:
                self._wanted[audit_id] = "canceled"
            else:
                self._hold(status == 409 and told["type"] == "/problems/audit-ended", f"cancel answers {status} {told}")

    def _delete(self) -> None:
        if audit_id := self._some("ended", "canceled"):
            status, _, _ = self._call("DELETE", f"/v1/audits/{audit_id}")
            self._hold(status == 204, f"delete answers {status}")
            self._wanted[audit_id] = "deleted"

    def _list(self) -> None:
        listed = self._listed()
        expected = [each for each, wanted in self._wanted.items() if wanted != "deleted"]
        self._hold(sorted(listed, reverse=True) == listed, "the list is out of order")
        self._hold(sorted(listed) == sorted(expected), f"lists {len(listed)} of {len(expected)}")

    def _listed(self) -> list[str]:
        found: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            status, _, page = self._call("GET", f"/v1/audits?limit=20&cursor={cursor}")
            self._hold(status == 200, f"list answers {status}")
            if status != 200:
                break
            found += [audit["id"] for audit in page["audits"]]
            cursor = page["next"]
        return found

    def _some(self, *wanted: str) -> str | None:
        found = [audit_id for audit_id, now in self._wanted.items() if now in wanted]
        return self._random.choice(found) if found else None

    def _call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any, Any]:
        answer = self._client.call(method, path, body, **headers)
        self._seen.answers[answer[0]] += 1
        return answer

    def _hold(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self._seen.wrong.append(f"client {self._number}: {otherwise}")


def unleash(url: str, keys: list[str], seconds: float) -> Seen:
    """Let a client for each key do this and that for so long; what they saw."""
    seen = Seen()
    members = [Member(url, key, number, seen) for number, key in enumerate(keys)]
    together(len(members), lambda number: _live(members[number], seconds, seen))
    return seen


def _live(member: Member, seconds: float, seen: Seen) -> None:
    try:
        member.act(seconds)
        member.check()
    except Exception as error:
        seen.wrong.append(f"{type(error).__name__}: {error}")
