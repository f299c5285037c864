"""Time slices: an audit that runs for long is interrupted while other clients' wait, and begins anew later.

The first slice is short. An audit that was interrupted waits among its like, of which all workers but one are given some:
so it runs to its end, and a worker is left for who comes meanwhile. Where none is left, for there is only one, or more
such audits run than should, it is interrupted again, after slices that double.
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
        """Whether the audit is to be interrupted for another client's. Called once a second, it also notes that the audit runs."""
        if self._interruptions is None:
            self._interruptions = self._queue.runs.interruptions(self._id)
        running_long = self._queue.runs.begin_long(self._id) if self._interruptions else 0
        if time.monotonic() <= self._begun + FIRST_SLICE * 2**self._interruptions:
            return False
        return self._can_be_interrupted(running_long) and self._queue.fair_queue.others_wait(self._client)

    def interrupt(self) -> None:
        """Queue the audit, whose process was ended, for its next run."""
        self._queue.fair_queue.interrupt(self._client, self._id)

    def end(self) -> None:
        """The run has ended."""
        if self._interruptions:
            self._queue.runs.end_long(self._id)

    def _can_be_interrupted(self, running_long: int) -> bool:
        if not self._interruptions:
            return True
        return self._interruptions < MOST_INTERRUPTIONS and running_long >= self._queue.workers.count()
