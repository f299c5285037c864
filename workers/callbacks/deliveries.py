"""python -m workers.callbacks.deliveries: sends callbacks on the ends of audits and batches, and pings, signed.

A callback is signed as Standard Webhooks has it. What was not delivered is tried again, later each time; the queue is
on disk (`service.storage.files.callbacks`), so nothing is forgotten when a process dies.
"""

import base64
import fcntl
import hmac
import json
import logging
import os
import random
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import takewhile
from urllib.parse import urlsplit

from service import logs
from service.audits.audit import moment
from service.audits.delivery import Delivery
from service.audits.destinations import refusal
from service.config import Settings
from service.errors import AuditNotFound, StorageFailed
from service.renderers.addresses import base_path
from service.signals import Signals
from service.storage import open_storage
from service.storage.keys import Keys
from workers.callbacks.payloads import (
    Address,
    CallbackPayloads,
    NotEnded,
    NothingToTell,
    of_audits,
    of_batches,
    of_pings,
)
from workers.callbacks.webhook_client import NotSent, PrivateAddress, WebhookClient, trusting

DELAYS = (5, 30, 120, 600, 1800, 3600, 7200, 10_800, 14_400, 21_600)
"""Seconds from one try to the next: seventeen hours in all."""
JITTER = 0.2
"""The share by which a delay is longer or shorter, by chance."""
INTERVAL = 0.5
AT_ONCE, AT_ONCE_A_HOST = 16, 4
"""Posts under way: a host that is slow must not hold up the others."""
_UNTIL_ENDED = 2.0
"""Seconds until a callback is tried again that was scheduled a moment before the end that it is about."""
REFUSALS = 3
"""Times that a receiver may refuse a callback and be asked again, some three minutes after the first time."""
_GONE = 410
_PASSING = (408, 425, 429)
"""Statuses of requests that were refused, but may be taken later."""

log = logging.getLogger(__name__)


class Deliveries:
    """Works through the queue of one kind of callbacks."""

    def __init__(self, settings: Settings, payloads: CallbackPayloads, client: WebhookClient) -> None:
        self._settings, self._payloads, self._client = settings, payloads, client
        self._callbacks, self._keys = payloads.callbacks, Keys(settings.secrets)
        self._pool = ThreadPoolExecutor(AT_ONCE, initializer=base_path.set, initargs=(settings.base_path,))
        self._under_way: dict[str, str] = {}
        self._lock = threading.Lock()

    def begin_due(self) -> None:
        """Begin whatever is due. Raises StorageFailed."""
        now = time.time()
        for due, id in self._callbacks.scheduled():
            if due > now:
                break
            self._begin(id)

    def close(self) -> None:
        """Wait for what is under way."""
        self._pool.shutdown()

    def deliver(self, id: str) -> None:
        """Try a callback once, and record the outcome. Raises StorageFailed."""
        try:
            delivery = self._tried(id, self._payloads.address(id))
            self._callbacks.record(id, delivery)
        except NotEnded:
            self._callbacks.schedule(id, time.time() + _UNTIL_ENDED)
            return
        except (NothingToTell, AuditNotFound):
            self._callbacks.remove(id)
            return
        if delivery.next_at is None:
            self._callbacks.remove(id)
        else:
            self._callbacks.schedule(id, datetime.fromisoformat(delivery.next_at).timestamp())
        log.info("callback %s: %s", delivery.outcome, delivery.status or delivery.reason)

    def _begin(self, id: str) -> None:
        try:
            host = urlsplit(self._payloads.address(id).url).hostname or ""
        except NothingToTell:
            self._callbacks.remove(id)
            return
        with self._lock:
            busy = Counter(self._under_way.values())
            if id in self._under_way or len(self._under_way) >= AT_ONCE or busy[host] >= AT_ONCE_A_HOST:
                return
            self._under_way[id] = host
        self._pool.submit(self._work, id)

    def _work(self, id: str) -> None:
        try:
            with logs.about(id, self._payloads.address(id).request_id):
                self.deliver(id)
        except NothingToTell:
            pass
        except StorageFailed as error:
            log.warning("a callback could not be noted and is tried again: %s", error.__cause__)
        except Exception:
            log.exception("a callback failed by our own fault")
            self._callbacks.schedule(id, time.time() + DELAYS[-1])
        finally:
            with self._lock:
                del self._under_way[id]

    def _tried(self, id: str, address: Address) -> Delivery:
        """One try, and when the next is due."""
        begun, at = time.monotonic(), moment()
        if refused := refusal(address.url, self._settings):
            return Delivery(at, "ended", reason=refused.fault.value)
        status, reason = None, None
        try:
            status = self._posted(id, address)
        except PrivateAddress as failure:
            log.warning("a callback's host leads to %s, which AUDIT_CALLBACK_NETWORKS doesn't name", failure.address)
            return Delivery(at, "ended", reason=str(failure))
        except NotSent as failure:
            reason = str(failure)
        seconds = round(time.monotonic() - begun, 3)
        if status and 200 <= status < 300:
            return Delivery(at, "delivered", status, seconds=seconds)
        failed = self._failed_since_asked(id)
        if not self._payloads.is_tried_again or _is_given_up([status, *(each.status for each in failed)]):
            return Delivery(at, "ended", status, reason, seconds)
        delay = DELAYS[len(failed)] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
        return Delivery(at, "failed", status, reason, seconds, _written(time.time() + delay))

    def _failed_since_asked(self, id: str) -> list[Delivery]:
        """The tries that failed since the end, or since the last one after which no other was due; the last one first."""
        return list(takewhile(lambda each: each.outcome == "failed", reversed(self._callbacks.tries(id))))

    def _posted(self, id: str, address: Address) -> int:
        body = json.dumps(self._payloads.body(id), ensure_ascii=False).encode()
        headers = signed(f"msg_{id}", int(time.time()), body, self._keys.signing_secret(address.client))
        return self._client.post(address.url, body, {**headers, "X-Request-Id": address.request_id})


def _is_given_up(statuses: Sequence[int | None]) -> bool:
    """Whether no try follows these, the last one first: they were too many, or too many in a row were refused for good."""
    refusals = sum(1 for _ in takewhile(_is_refusal, statuses))
    return statuses[0] == _GONE or refusals > REFUSALS or len(statuses) > len(DELAYS)


def _is_refusal(status: int | None) -> bool:
    """Whether a receiver answered that it won't take this, however often it comes: by an error of ours or a redirect."""
    return status is not None and 300 <= status < 500 and status not in _PASSING


def signed(id: str, timestamp: int, body: bytes, secret: bytes) -> dict[str, str]:
    """The headers of a callback with its signature (Standard Webhooks, symmetric)."""
    digest = hmac.digest(secret, f"{id}.{timestamp}.".encode() + body, "sha256")
    return {
        "Content-Type": "application/json",
        "User-Agent": "report-audit",
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def tls_context(settings: Settings) -> ssl.SSLContext:
    """What receivers are proved by; the process ends with the reason where the operator's file can't be used."""
    try:
        return trusting(settings.callback_ca_file)
    except OSError as error:
        reason = "it holds no certificates" if isinstance(error, ssl.SSLError) else error.strerror
        sys.exit(f"error: AUDIT_CALLBACK_CA_FILE is '{settings.callback_ca_file}', but that can't be used: {reason}")


def main() -> int:
    """Deliver until SIGTERM or SIGINT. Any number may run: one of them works, the others stand by."""
    settings = Settings.of_process()
    logs.start(settings)
    signals = Signals()
    lead = os.open(settings.data_dir / "deliveries.lock", os.O_RDWR | os.O_CREAT, 0o600)
    storage, client = open_storage(settings), WebhookClient(settings, context=tls_context(settings))
    kinds = (of_pings, of_audits, of_batches)
    all_ = [Deliveries(settings, of(storage, settings.keep_seconds), client) for of in kinds]
    while not signals.wait(INTERVAL):
        try:
            fcntl.flock(lead, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for deliveries in all_:
                deliveries.begin_due()
        except BlockingIOError:
            continue
        except StorageFailed as error:
            log.warning("no look at the callbacks just now: %s", error.__cause__)
    for deliveries in all_:
        deliveries.close()
    return 0


def _written(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


if __name__ == "__main__":
    sys.exit(main())
