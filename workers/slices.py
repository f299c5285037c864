"""Time slices: an audit that runs for long is interrupted while other clients' wait, and begins anew later.

The first slice is short. Interrupted, an audit waits among its like, of which all workers but one may run some: there it
runs to its end. A lone worker interrupts again, after slices that double, for nobody else serves who comes meanwhile.
"""

import time

from service.queue.port import Queue

FIRST_SLICE = 5.0
"""Seconds that every audit may run, whoever waits."""
MOST_INTERRUPTIONS = 3


class Slice:
    """The time of one run of an audit. Each call raises QueueUnavailable.

    How often the audit was interrupted before is asked for with the first question whether its time is over, so that a
    run that ends before costs the queue nothing. An interrupted audit whose next run ends so soon counts as running for a few
    seconds more.
    """

    def __init__(self, audit_id: str, client: str, queue: Queue) -> None:
        self._id, self._client, self._queue = audit_id, client, queue
        self._begun = time.monotonic()
        self._interruptions: int | None = None

    def is_over(self) -> bool:
        """Whether the audit is to make room for another client's. Asked once a second, it tells that the audit runs."""
        if self._interruptions is None:
            self._interruptions = self._queue.runs.interruptions(self._id)
        if self._interruptions:
            self._queue.runs.begin_long(self._id)
        is_over = time.monotonic() > self._begun + FIRST_SLICE * 2**self._interruptions
        return (
            is_over
            and self._can_be_interrupted(self._interruptions)
            and self._queue.fair_queue.others_wait(self._client)
        )

    def interrupt(self) -> None:
        """Let the audit, which was ended, wait for its next run."""
        self._queue.fair_queue.interrupt(self._client, self._id)

    def end(self) -> None:
        """The run has ended."""
        if self._interruptions:
            self._queue.runs.end_long(self._id)

    def _can_be_interrupted(self, interruptions: int) -> bool:
        if interruptions >= MOST_INTERRUPTIONS:
            return False
        return not interruptions or self._queue.workers.count() <= 1
