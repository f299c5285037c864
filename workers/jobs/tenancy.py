"""How long the process of a job is kept for further jobs.

A process that is warm audits a text in half the time of a new one. What a file can leave behind in it is bounded: it serves one
client, ends after anything unusual, and after a few files that native code has read.
"""

import time
from dataclasses import dataclass, field

MOST_NATIVE = 10
"""Files that native code has read, which may keep a state of its own; a new process costs about as much as one of them."""
LONGEST = 1.0
"""Seconds; a job that takes longer is unusual."""
IDLE = 10.0
"""Seconds that a process, and with it what is left of a client's file in its memory, waits for another job."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """Whose file a job is about, and whether native code reads it."""

    client: str
    is_native: bool


@dataclass(slots=True)
class Process:
    """The process of a job, as its worker sees it: our end of its channel, and whose jobs it has done."""

    descriptor: int
    client: str = ""
    jobs: int = 0
    native: int = 0
    free_since: float = field(default_factory=time.monotonic)

    def count(self, tenant: Tenant) -> None:
        """Note a job that ended as it should."""
        self.client = tenant.client
        self.jobs += 1
        self.native += tenant.is_native
        self.free_since = time.monotonic()

    def may_do_another(self, most: int) -> bool:
        """Whether it may do another job, of so many in all."""
        return self.jobs < most and self.native < MOST_NATIVE

    @property
    def is_idle(self) -> bool:
        """Whether it has waited for so long that it is to end."""
        return time.monotonic() - self.free_since > IDLE
