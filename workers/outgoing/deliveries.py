"""Sends callbacks on the ends of audits and batches, and pings, signed.

A callback is signed as Standard Webhooks has it. What was not delivered is tried again, later each time; the queue is
on disk (`service.storage.files.calls`), so nothing is forgotten when a process dies.
"""

import base64
import hmac
import json
import logging
import random
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from service.audits.audit import moment
from service.audits.delivery import Delivery, failed_last
from service.audits.destinations import refusal
from service.config import Settings
from service.errors import AuditNotFound
from service.renderers.audits import written
from service.storage.keys import Keys
from workers.outgoing.due_work import Address, DueWork, NothingToDo
from workers.outgoing.http_client import PASSING, GuardedClient, NotAnswered, PrivateAddress
from workers.outgoing.payloads import CallbackPayloads, NotEnded

DELAYS = (5, 30, 120, 600, 1800, 3600, 7200, 10_800, 14_400, 21_600)
"""Seconds from one try to the next: seventeen hours in all."""
JITTER = 0.2
"""The share by which a delay is longer or shorter, by chance."""
_UNTIL_ENDED = 2.0
"""Seconds until a callback is tried again that was scheduled a moment before the end that it is about."""
REFUSALS = 3
"""Times that a receiver may refuse a callback and be asked again, some three minutes after the first time."""
_GONE = 410

log = logging.getLogger(__name__)


class Deliveries:
    """Works through the queue of one kind of callbacks."""

    def __init__(self, settings: Settings, payloads: CallbackPayloads, client: GuardedClient) -> None:
        self._payloads, self._client = payloads, client
        self._callbacks, self._keys = payloads.callbacks, Keys(settings.secrets)
        self.due = DueWork(settings, payloads.callbacks, payloads.address, self.deliver, DELAYS[-1])

    def deliver(self, id: str) -> None:
        """Try a callback once, and record the outcome. Raises StorageFailed."""
        try:
            delivery = self._tried(id, self._payloads.address(id))
            self._callbacks.record(id, delivery)
        except NotEnded:
            self._callbacks.schedule(id, time.time() + _UNTIL_ENDED)
            return
        except (NothingToDo, AuditNotFound):
            self._callbacks.remove(id)
            return
        if delivery.next_at is None:
            self._callbacks.remove(id)
        else:
            self._callbacks.schedule(id, datetime.fromisoformat(delivery.next_at).timestamp())
        log.info("callback %s: %s", delivery.outcome, delivery.status or delivery.reason)

    def _tried(self, id: str, address: Address) -> Delivery:
        """One try, and when the next is due."""
        begun, at = time.monotonic(), moment()
        if refused := refusal(address.url, self._client.allowed):
            return Delivery(at, "ended", reason=refused.fault.value)
        status, reason = None, None
        try:
            status = self._posted(id, address)
        except PrivateAddress as failure:
            log.warning("a callback's host leads to %s, which AUDIT_CALLBACK_NETWORKS doesn't name", failure.address)
            return Delivery(at, "ended", reason=str(failure))
        except NotAnswered as failure:
            reason = str(failure)
        seconds = round(time.monotonic() - begun, 3)
        if status and 200 <= status < 300:
            return Delivery(at, "delivered", status, seconds=seconds)
        failed = failed_last(self._callbacks.tries(id))  # since the end, or since the client asked once more
        if not self._payloads.is_tried_again or _is_given_up([status, *(each.status for each in failed)]):
            return Delivery(at, "ended", status, reason, seconds)
        delay = DELAYS[len(failed)] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
        return Delivery(at, "failed", status, reason, seconds, written(time.time() + delay))

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
    return status is not None and 300 <= status < 500 and status not in PASSING


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
